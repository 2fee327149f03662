/* transfer_priv.h - a job and libcurl's handle for it: what is asked of libcurl for one hop, and
 * what it tells.  http.c runs many of them; these two files are the door to libcurl. */
#ifndef TEARSHEET_NET_TRANSFER_PRIV_H
#define TEARSHEET_NET_TRANSFER_PRIV_H

#include "job_priv.h"

struct curl_slist;
struct ts_http;

struct ts_transfer {
    struct ts_job job; /* first, so that a job is a transfer */
    struct ts_http *http;
    void *easy; /* libcurl's handle, NULL before the first hop */
    struct curl_slist *headers;
    bool is_watched; /* the hop may talk to public addresses only */
    char *detail;    /* libcurl's words on a failure */
};

/* What all transfers of a client have in common; borrowed as long as they run. */
struct ts_transfer_setup {
    struct ts_http_options options; /* with defaults filled in */
    struct ts_proxy_env proxies;
    struct curl_slist *resolve;
};

struct ts_transfer *ts_transfer_open(struct ts_http *http, const struct ts_http_request *request,
                                     const struct ts_http_limits *defaults);
/* Not while libcurl runs it.  The reply is its receiver's. */
void ts_transfer_close(struct ts_transfer *t);

/* Makes the handle ready for the hop the job is at. */
void ts_transfer_prepare(struct ts_transfer *t, const struct ts_transfer_setup *setup);
/* Takes what libcurl knows of the hop over into the reply. */
void ts_transfer_note(struct ts_transfer *t);
/* Words the failure that `code` (CURLcode) stands for; TS_OK if it is none. */
TS_CHECKED enum ts_rc ts_transfer_fail(struct ts_transfer *t, int code, struct ts_err *err);

/* A list of libcurl's with copies of the texts. */
struct curl_slist *ts_slist_of(const ts_str *texts, size_t n);

#endif
