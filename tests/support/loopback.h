/* loopback.h - a scripted HTTP server on 127.0.0.1 for tests: it answers as told, stalls, cuts and
 * lies, and counts what it was asked.
 *
 * To a client that speaks SOCKS 5 it is a proxy that answers for every host itself.
 *
 * It runs in threads of its own until loopback_close(), which never waits for a fault to end. */
#ifndef TESTS_LOOPBACK_H
#define TESTS_LOOPBACK_H

#include "tearsheet/base/arena.h"

enum loopback_fault {
    LOOPBACK_SOUND = 0,
    LOOPBACK_STALL,       /* takes the request and never answers */
    LOOPBACK_STALL_BODY,  /* sends `cut_after` bytes of the body, then nothing more */
    LOOPBACK_DRIP,        /* sends the body byte by byte, one each 10 ms */
    LOOPBACK_DRIP_HEAD,   /* the same with the headers */
    LOOPBACK_CUT,         /* closes after `cut_after` bytes of the body */
    LOOPBACK_NO_ANSWER,   /* closes without a byte */
    LOOPBACK_NOT_HTTP,    /* sends the body alone */
    LOOPBACK_BAD_LENGTH,  /* promises a Content-Length of `cut_after` and sends all of the body */
    LOOPBACK_CHUNKED,     /* chunked, and sound */
    LOOPBACK_CHUNK_LIE,   /* a chunk that is longer than its length says */
    LOOPBACK_CHUNK_SHORT, /* closes before the last chunk */
    LOOPBACK_HUGE_HEAD,   /* headers of `cut_after` bytes */
};

/* What is answered for a path.  All-zero but for `path` is 200 with an empty body. */
struct loopback_route {
    const char *path;    /* as in the request line, with query; behind a proxy the whole address */
    int status;          /* 200 */
    const char *headers; /* more of them, "Name: value\r\n" each */
    const char *body;
    size_t body_len;      /* of `body`; 0: up to its NUL */
    size_t repeat;        /* the body so many times over; 0: once */
    bool is_gzip;         /* compressed on the way out */
    bool is_deflate;      /* the same as "deflate" */
    bool is_gzip_file;    /* the body is a gzip file, and nobody says so */
    const char *etag;     /* sent, and a request that has it gets 304 */
    const char *modified; /* the same with Last-Modified */
    bool wants_digest;    /* 401 to whoever does not send a password by Digest */
    int delay_ms;         /* before the answer */
    enum loopback_fault fault;
    size_t cut_after;
};

struct loopback;

/* A request and its answer. */
struct loopback_visit {
    const char *path;
    const char *host; /* of the Host header, with the port */
    int64_t begin_ms; /* when it was read, and when its answer was ready */
    int64_t end_ms;
    int status;
    bool is_conditional; /* it named a copy at hand */
    bool has_validator;  /* the answer did */
};

/* `routes` ends with one without a path, and stays the caller's.  Other paths give 404. */
struct loopback *loopback_open(const struct loopback_route *routes);
void loopback_close(struct loopback *server);

int loopback_port(const struct loopback *server);
/* "http://<host>:<port><path>" in `a`. */
ts_str loopback_url(struct loopback *server, struct ts_arena *a, const char *host,
                    const char *path);

/* All visits that were answered so far, in the order in which they began; in `a`. */
struct loopback_visit *loopback_visits(struct loopback *server, struct ts_arena *a, size_t *n);

/* Requests for a path so far. */
int loopback_count(struct loopback *server, const char *path);
/* The most requests for `host` (of the Host header; NULL: for all) that waited for their answers at
 * once; only routes with a delay make this a sure figure. */
int loopback_most_at_once(struct loopback *server, const char *host);
/* Request line and headers of the last request for `path`, in `a`; empty if there was none. */
ts_str loopback_last_request(struct loopback *server, struct ts_arena *a, const char *path);
/* The paths asked for, in order, with a blank between. */
ts_str loopback_order(struct loopback *server, struct ts_arena *a);

#endif
