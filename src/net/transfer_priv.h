/* transfer_priv.h - a job and libcurl's handle for it: what is asked of libcurl for one hop, and
 * what it tells.  engine.c runs many of them; these two files are the door to libcurl. */
#ifndef TEARSHEET_NET_TRANSFER_PRIV_H
#define TEARSHEET_NET_TRANSFER_PRIV_H

#include "job_priv.h"

struct curl_slist;
struct ts_engine;

/* For the bodies of all transfers and of replies that were not taken yet. */
struct ts_room {
    size_t used, max; /* bytes */
};

struct ts_transfer {
    struct ts_job job; /* first, so that a job is a transfer */
    struct ts_engine *engine;
    void *easy; /* libcurl's handle, NULL before the first hop */
    struct curl_slist *headers;
    bool is_watched; /* the hop may talk to public addresses only */
    struct ts_room *room;
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

/* `room` is borrowed. */
struct ts_transfer *ts_transfer_open(struct ts_engine *engine, struct ts_room *room,
                                     const struct ts_http_request *request,
                                     const struct ts_http_limits *defaults);
/* Not while libcurl runs it.  The reply is its receiver's. */
void ts_transfer_close(struct ts_transfer *t);

/* Makes the handle ready for the hop the job is at. */
void ts_transfer_prepare(struct ts_transfer *t, const struct ts_transfer_setup *setup);
/* Lets no time run against a transfer that was paused; lets it go on, with the time it had left. */
void ts_transfer_rest(struct ts_transfer *t, int64_t now_ms);
void ts_transfer_resume(struct ts_transfer *t, int64_t now_ms);
/* Takes what libcurl knows of the hop over into the reply. */
void ts_transfer_note(struct ts_transfer *t);
/* True if the hop failed since libcurl does not know what the answer says it is packed with, and
 * nobody does: some servers name a charset there.  Then the handle is made to take what comes as it
 * is, and the hop can be tried again; once. */
bool ts_transfer_is_unpacked(struct ts_transfer *t, int code);
/* True if the server wants the password of the address by Digest: it is first sent as Basic, which
 * most take.  Then the handle is made to do so, and the hop can be tried again; once. */
bool ts_transfer_is_digested(struct ts_transfer *t, int code);
/* Words the failure that `code` (CURLcode) stands for; TS_OK if it is none. */
TS_CHECKED enum ts_rc ts_transfer_fail(struct ts_transfer *t, int code, struct ts_err *err);

/* A list of libcurl's with copies of the texts. */
struct curl_slist *ts_slist_of(const ts_str *texts, size_t n);

#endif
