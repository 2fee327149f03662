/* transfer_priv.h - a job and libcurl's handle for it: what is asked of libcurl for one hop, and
 * what it tells.  engine.c runs many of them; it and the sources of this header are the door to
 * libcurl. */
#ifndef TEARSHEET_NET_TRANSFER_PRIV_H
#define TEARSHEET_NET_TRANSFER_PRIV_H

#include "body_room_priv.h"
#include "job_priv.h"

struct curl_slist;
struct ts_engine;

struct ts_transfer {
    struct ts_job job; /* first, so that a job is a transfer */
    struct ts_engine *engine;
    void *easy; /* libcurl's handle, NULL before the first hop */
    struct curl_slist *headers;
    bool is_watched; /* the hop may talk to public addresses only */
    struct ts_body_room *room;
    bool is_plain;            /* what is compressed is not asked for, nor undone */
    bool is_digested;         /* the password is sent by Digest */
    bool is_let_through;      /* it may take more room than there is */
    bool is_paused;           /* since it found no room, and does not read its socket */
    int64_t paused_ms;        /* since when; 0 until that was seen to */
    char *detail;             /* libcurl's words on a failure */
    struct ts_transfer *next; /* in the list of the answered */
};

/* What all transfers of a client have in common; borrowed as long as they run. */
struct ts_transfer_setup {
    struct ts_http_options options; /* with defaults filled in */
    struct ts_proxy_env proxies;
    struct curl_slist *resolve;
};

/* ---- transfer.c: from the request to the options of each hop ---- */

/* Texts are copied to `a`. */
void ts_transfer_setup_init(struct ts_transfer_setup *setup, struct ts_arena *a,
                            const struct ts_http_options *options);
void ts_transfer_setup_done(struct ts_transfer_setup *setup);

/* `room` is borrowed. */
struct ts_transfer *ts_transfer_open(struct ts_engine *engine, struct ts_body_room *room,
                                     const struct ts_http_request *request,
                                     const struct ts_http_limits *defaults);
/* Not while libcurl runs it.  The reply is its receiver's. */
void ts_transfer_close(struct ts_transfer *t);

/* Makes the handle ready for the hop the job is at. */
void ts_transfer_prepare(struct ts_transfer *t, const struct ts_transfer_setup *setup);
/* Lets no time run against a transfer that was paused; lets it go on, with the time it had left. */
void ts_transfer_rest(struct ts_transfer *t, int64_t now_ms);
void ts_transfer_resume(struct ts_transfer *t, int64_t now_ms);

/* ---- transfer_watch.c: while it is under way ---- */

/* Makes the handle tell of what arrives, and end what goes beyond the limits. */
void ts_transfer_watch(struct ts_transfer *t);

/* ---- transfer_outcome.c: when libcurl is done with a hop; `code` is its CURLcode ---- */

/* Takes what libcurl knows of the hop over into the reply. */
void ts_transfer_note(struct ts_transfer *t);
/* True if the hop can be tried again, since its answer tells how the server wants to be asked
 * instead: not for packed bytes, or with the password by Digest.  The handle is made to do so; each
 * happens once. */
bool ts_transfer_adapt(struct ts_transfer *t, int code);
/* Words the failure that `code` stands for; TS_OK if it is none. */
TS_CHECKED enum ts_rc ts_transfer_fail(struct ts_transfer *t, int code, struct ts_err *err);

#endif
