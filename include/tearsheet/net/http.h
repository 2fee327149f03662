/* http.h - many transfers at once: requests in, replies out.
 *
 * One thread owns a ts_http: it submits requests, takes finished replies and waits in between; the
 * transfers go on meanwhile, on a thread of their own.  Only ts_http_wake() may be called from
 * another thread than the owner's.  At most `max_transfers` run at once, and
 * at most `max_per_host` to one host (scheme, name and port); the rest queues by priority, then by
 * age.
 * Every request ends in exactly one reply, whatever happens to it.
 *
 * Only http, https and, where the request allows it, file addresses are fetched.  Certificates are
 * verified.  Proxies are those that curl would take from http_proxy, https_proxy, all_proxy and
 * no_proxy. */
#ifndef TEARSHEET_NET_HTTP_H
#define TEARSHEET_NET_HTTP_H

#include "tearsheet/base/arena.h"

struct ts_http;

/* Bytes of an address, the reader's or where a redirect leads: servers take no more, and what is
 * read is full of addresses that are resolved against its own.  TS_ERR_LIMIT above. */
#define TS_HTTP_MAX_ADDRESS 8192

/* Messages show so many bytes of an address, without its password; "..." stands for the rest. */
#define TS_HTTP_SHOWN_BYTES 200

/* What one request may cost.  A zero takes the value of the options, a zero there the default. */
struct ts_http_limits {
    int64_t max_bytes;        /* of the body after decompression; 16 MB */
    int64_t max_wire_bytes;   /* of the body as it arrives, of all hops together; 16 MB */
    int64_t max_header_bytes; /* of one answer's headers; 64 KB */
    int max_redirects;        /* 10; below 0 none are followed */
    int64_t connect_ms;       /* name look-up, connection and TLS; 15 s */
    int64_t total_ms;         /* from the first connection to the last byte, all hops; 60 s */
    int64_t slow_ms;          /* once bytes arrive, each span of this length (20 s) ... */
    int64_t slow_bytes;       /* ... has to bring so many (2000) */
};

/* All-zero is valid: the defaults.  The texts are copied. */
struct ts_http_options {
    int max_transfers; /* at once; 16 */
    int max_per_host;  /* 2 */
    struct ts_http_limits limits;
    ts_str user_agent; /* "tearsheet/<version> feed reader" */
    /* A queued request is not kept waiting longer than this for a host that asked for a pause: it
     * ends with TS_ERR_BUSY instead.  30 s; below 0 it ends at once. */
    int64_t max_hold_ms;
    /* While the bodies of transfers and all of replies that were not taken come to more, transfers
     * pause, all but one and those of packed answers; no limit of time runs against them then.
     * While the replies alone come to more, none is started.  4 MB. */
    int64_t max_held_bytes;
    /* Addresses for names, each "NAME:PORT:ADDRESS", as with curl --resolve. */
    const ts_str *resolve;
    size_t n_resolve;
    ts_str ca_file; /* certificates to trust (PEM) instead of the system's, or empty */
};

/* Who goes first. */
enum ts_http_priority {
    TS_HTTP_NORMAL = 0, /* a refresh */
    TS_HTTP_SOON = 1,   /* what the reader will want next */
    TS_HTTP_NOW = 2,    /* what the reader waits for */
    TS_HTTP_LATER = -1, /* may wait for all the others */
};

struct ts_reply;

/* A GET.  All-zero with a `url` is valid.  The first three come back in the reply untouched; the
 * texts are copied. */
struct ts_http_request {
    int64_t id;
    int kind;
    void *user;

    ts_str url; /* absolute */
    /* Called with a good reply that has a body before it can be taken, on the transfers' thread:
     * for work that needs nothing else, such as parsing.  What it makes goes to `prepared`, in the
     * reply's arena.  May be NULL. */
    void (*prepare)(struct ts_reply *reply);
    enum ts_http_priority priority;
    ts_str etag;          /* of the copy at hand, or empty */
    ts_str last_modified; /* of the copy at hand, as the server wrote it, or empty */

    ts_str accept;     /* value of the Accept header; empty for feeds, pages and then the rest */
    ts_str user_agent; /* empty for that of the options */
    /* "Name: value" each.  As with a password in the address, they are sent to the first host only,
     * not where a redirect leads. */
    const ts_str *headers;
    size_t n_headers;
    /* A file of cookies in Netscape's form, only read, or empty.  Those that are set along the way
     * of redirects are sent on it, and forgotten at its end. */
    ts_str cookies_file;
    ts_str proxy; /* address of the proxy; empty for the environment's, "direct" for none */

    bool allow_file; /* file: addresses, because they stand in the reader's own list */
    /* Loopback and private addresses, because the reader named this one.  Otherwise neither the
     * address, nor a redirect, nor what a name resolves to may lead there; and the permission ends
     * where a public server redirects.  (Through a proxy only names are known and checked.) */
    bool allow_private;
    /* Only text is of use: a good answer that is something else (ts_media_name()) ends at its head,
     * and its reply says TS_ERR_NOTFOUND and what it is. */
    bool wants_text;
    bool allow_downgrade; /* redirects from https to http; otherwise they fail */
    struct ts_http_limits limits;
};

/* One redirect that was followed. */
struct ts_http_hop {
    int status;
    ts_str url; /* where it led */
    bool is_permanent;
    bool is_downgrade; /* from https to http */
};

/* What became of a request.  The receiver owns it and all it points at: ts_reply_free(). */
struct ts_reply {
    struct ts_arena arena;
    int64_t id; /* as in the request */
    int kind;
    void *user;

    /* TS_OK: the answer is whole and its status 2xx, or 304 to a conditional request.  Otherwise
     * `err.msg` tells a person what failed and, where there is something to do, what.
     *   TS_ERR_ARG        the address, or where a redirect led, is not to be fetched
     *   TS_ERR_NOTFOUND   404, 410, no such host or file, no text where that was wanted
     *   TS_ERR_LIMIT      too large, too slow, too many redirects
     *   TS_ERR_BUSY       429, 503 or a pause the host had asked for: see retry_after_s
     *   TS_ERR_CANCELLED  ts_http_cancel_all()
     *   TS_ERR_NET, TS_ERR_IO  all the rest */
    enum ts_rc rc;
    struct ts_err err;

    ts_str url;       /* as asked */
    ts_str final_url; /* where the answer came from */
    /* Where the address has moved for good (301, 308 without a temporary redirect before), to be
     * asked from now on; empty if it has not, or the request failed. */
    ts_str permanent_url;
    struct ts_http_hop *hops;
    size_t n_hops;

    int status;          /* of the last answer; 0 if there was none */
    bool is_unchanged;   /* 304: the copy at hand is still good, there is no body */
    bool is_challenge;   /* a test for humans stood in the way */
    bool is_unreached;   /* no server was: the name is not known, or nobody answers there */
    bool is_unconnected; /* no connection, or none with TLS, came about with what was asked for */
    bool is_unasked;     /* TS_ERR_BUSY without a request: the host had asked for a pause before */
    ts_str content_type; /* header value as sent, or empty */
    ts_str etag;         /* for the next request; with is_unchanged the old one if none was sent */
    ts_str last_modified;
    ts_str head; /* headers of the last answer as received */
    /* Bytes after decompression, in the charset they came in.  On failure what had arrived; for an
     * error status the server's page about it. */
    ts_str body;
    void *prepared; /* by the request's `prepare`, in the place of the body; or NULL */

    int64_t retry_after_s;  /* the server asks to wait this long; 0 nothing said */
    int64_t fresh_until_at; /* no new answer before this (Cache-Control, Expires); 0 nothing said */

    int64_t wire_bytes; /* received in all: headers, and bodies before decompression */
    ts_str peer;        /* address of the server or proxy, or empty */
    bool is_private;    /* it came from this machine or a private network, as far as can be told */
    int http_version;   /* 10, 11, 20, 30; 0 if not known */
    /* Milliseconds: in the queue, and from there for the last hop until the name was known, the
     * connection and TLS stood, the first byte came; total_ms until the last byte, all hops. */
    int64_t queued_ms;
    int64_t lookup_ms;
    int64_t connect_ms;
    int64_t tls_ms;
    int64_t first_byte_ms;
    int64_t total_ms;

    struct ts_reply *next; /* for the owner's lists */
};

/* TS_ERR_NET if libcurl, or the thread, cannot be started.  `*out` is for ts_http_close(). */
TS_CHECKED enum ts_rc ts_http_open(struct ts_http **out, const struct ts_http_options *options,
                                   struct ts_err *err);
/* Cuts what runs, and drops it and the replies not taken.  NULL is fine. */
void ts_http_close(struct ts_http *http);

/* Queues a request.  What is wrong with it is told by its reply. */
void ts_http_submit(struct ts_http *http, const struct ts_http_request *request);

/* A request of this kind and id that waits goes as if it had been submitted with this priority, if
 * that is higher.  No other is touched, nor what runs already. */
void ts_http_raise(struct ts_http *http, int kind, int64_t id, enum ts_http_priority priority);

/* The oldest finished reply, or NULL.  Never waits. */
struct ts_reply *ts_http_next(struct ts_http *http);
/* NULL is fine. */
void ts_reply_free(struct ts_reply *reply);

/* Waits until a reply is ready, ts_http_wake() was called, or `timeout_ms` have
 * passed (below 0: no such limit).  A wake while nobody waits ends the next wait at once. */
void ts_http_wait(struct ts_http *http, int64_t timeout_ms);
/* From now on ts_http_wait() also ends when one of these can be read or was closed at the other
 * end: at most TS_HTTP_MAX_WATCHED, which replace those of the last call. */
#define TS_HTTP_MAX_WATCHED 16
void ts_http_watch(struct ts_http *http, const int *fds, size_t n);
/* Any thread. */
void ts_http_wake(struct ts_http *http);
/* Whether that was called and no wait, nor this, has told of it yet: for who is busy with replies.
 * The next wait may end at once all the same. */
bool ts_http_was_woken(struct ts_http *http);

/* A reply as if `url` had been answered with nothing, to be filled in by whoever has the answer
 * from elsewhere. */
struct ts_reply *ts_reply_new(int64_t id, int kind, ts_str url);

/* Requests submitted whose replies were not taken yet. */
size_t ts_http_n_pending(const struct ts_http *http);

/* Ends all that is queued or running; their replies, which come soon, say TS_ERR_CANCELLED. */
void ts_http_cancel_all(struct ts_http *http);

#endif
