/* job_priv.h - one request on its way to its reply: all that can be decided without libcurl. */
#ifndef TEARSHEET_NET_JOB_PRIV_H
#define TEARSHEET_NET_JOB_PRIV_H

#include "tearsheet/base/buf.h"
#include "tearsheet/net/http.h"
#include "tearsheet/net/proxy.h"
#include "turns_priv.h"

/* Why we ended a transfer ourselves. */
enum ts_cut {
    TS_CUT_NONE = 0,
    TS_CUT_WIRE,    /* too many bytes on the wire */
    TS_CUT_SLOW,    /* too few bytes in a span of time */
    TS_CUT_PRIVATE, /* the name led to a private address */
    TS_CUT_MEDIA,   /* it is no text, and only that was wanted */
};

/* How a transfer failed. */
enum ts_failure {
    TS_FAILURE_NONE = 0,
    TS_FAILURE_ADDRESS,
    TS_FAILURE_RESOLVE,
    TS_FAILURE_RESOLVE_PROXY,
    TS_FAILURE_CONNECT,
    TS_FAILURE_CONNECT_PROXY,
    TS_FAILURE_CERTIFICATE,
    TS_FAILURE_TLS,
    TS_FAILURE_CA_FILE,
    TS_FAILURE_NO_ANSWER,
    TS_FAILURE_CUT_OFF,
    TS_FAILURE_RECEIVE,
    TS_FAILURE_NOT_HTTP,
    TS_FAILURE_ENCODING,
    TS_FAILURE_TIME,
    TS_FAILURE_SIZE,
    TS_FAILURE_OTHER,
};

/* What a hop was doing. */
enum ts_phase {
    TS_PHASE_LOOKUP,
    TS_PHASE_CONNECT,
    TS_PHASE_ANSWER, /* waiting for it */
    TS_PHASE_RECEIVE,
};

/* What is known of a broken transfer. */
struct ts_broken {
    enum ts_failure what;
    enum ts_phase phase;
    int64_t expected_bytes; /* of the body; below 1 when the server did not say */
    ts_str detail;          /* the library's words */
    ts_str system_detail;   /* the system's words, or empty */
};

/* Texts are in the reply's arena. */
struct ts_job {
    struct ts_turn turn; /* first, so that a turn is a job */
    struct ts_http_request request;
    struct ts_reply *reply;
    ts_str url;          /* of the hop it is at */
    ts_str origin;       /* of `url` */
    ts_str first_origin; /* of the address that was asked for */
    size_t hops_cap;
    bool has_cookies; /* an address that was asked may answer otherwise the next time */
    bool has_moved_for_good; /* all redirects so far were permanent ones */
    bool is_proxied;         /* the hop goes through a proxy: its peer is not the server */

    struct ts_buf head; /* of the hop: what arrived, up to the limits */
    struct ts_buf body;
    int64_t head_bytes; /* of the hop, with interim answers */
    int64_t body_wire_bytes;
    int64_t past_wire_bytes; /* of the bodies of earlier hops */
    enum ts_cut cut;

    int64_t submitted_ms;
    int64_t started_ms; /* this hop left the queue */
    int64_t left_ms;    /* of the time the request may take, for this hop; at least 1 */
    int64_t spent_ms;   /* by the hops that ended, outside the queue */
    int64_t span_ms;    /* the span in which slow_bytes have to arrive: its start, 0 before */
    int64_t span_bytes; /* what had arrived by then */
};

/* Copies the request and fills in its limits from `defaults`. */
void ts_job_init(struct ts_job *job, const struct ts_http_request *request,
                 const struct ts_http_limits *defaults, int64_t now_ms);
/* Frees the buffers; the reply is its receiver's. */
void ts_job_done(struct ts_job *job);

/* Each limit of `own`, or that of `fallback` where it is zero. */
struct ts_http_limits ts_limits_merge(struct ts_http_limits own,
                                      const struct ts_http_limits *fallback);
extern const struct ts_http_limits ts_limits_default;

/* TS_ERR_ARG if `url`, the job's own or where a redirect leads, is none that it may fetch;
 * TS_ERR_LIMIT if it is longer than any. */
TS_CHECKED enum ts_rc ts_job_check(const struct ts_job *job, ts_str url, struct ts_err *err);
/* Chooses the proxy for the hop, as a C string; "" for none. */
const char *ts_job_proxy(struct ts_job *job, const struct ts_proxy_env *env);
/* True if too little arrived in the current span; starts the next one when it is over. */
bool ts_job_is_slow(struct ts_job *job, int64_t now_ms);

/* What the good answer of `status` with such a body is, if only text was wanted and it is none; or
 * NULL. */
const char *ts_job_no_text(const struct ts_job *job, int status, ts_str body);
/* Says so. */
TS_CHECKED enum ts_rc ts_job_fail_no_text(const struct ts_job *job, const char *what,
                                          struct ts_err *err);

/* Forgets what the last hop received and starts the clock of the next. */
void ts_job_start(struct ts_job *job, int64_t now_ms);
/* True if the answer is a redirect with an address. */
bool ts_job_is_redirected(const struct ts_job *job);
/* Moves on to where the answer in `head` leads: `url` and `origin` are the next hop's then. */
TS_CHECKED enum ts_rc ts_job_redirect(struct ts_job *job, struct ts_err *err);

/* Words why the transfer failed; TS_OK if it did not. */
TS_CHECKED enum ts_rc ts_job_fail(const struct ts_job *job, const struct ts_broken *broken,
                                  struct ts_err *err);

/* The end: fills the reply from head, body and status.  `rc` and `err` are those of the transfer;
 * when it went well, the status decides.  The reply borrows the body from the job until
 * ts_job_prepare(). */
void ts_job_finish(struct ts_job *job, enum ts_rc rc, const struct ts_err *err, int64_t now_at);
/* Will ts_job_prepare() take the time that the request's `prepare` takes? */
bool ts_job_wants_prepare(const struct ts_job *job);
/* Prepares the reply as the request wants; one that is not prepared gets a body of its own. */
void ts_job_prepare(struct ts_job *job);

/* A file: request, from start to end. */
TS_CHECKED enum ts_rc ts_job_read_file(struct ts_job *job, struct ts_err *err);

#endif
