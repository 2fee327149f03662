/* fetch.h - a server and a client for the tests of this room, and the way of one request. */
#ifndef TESTS_NET_FETCH_H
#define TESTS_NET_FETCH_H

#include "support/loopback.h"
#include "support/support.h"

#include <stdlib.h>

#include "tearsheet/net/http.h"

struct fetch {
    struct ts_arena arena;
    struct loopback *server;
    struct ts_http *http;
    struct ts_reply *reply; /* of the last fetch_get(); freed by the next */
};

/* Starts the server with `routes` and a client; `options` may be NULL. */
static inline void fetch_open(struct fetch *f, const struct loopback_route *routes,
                              const struct ts_http_options *options)
{
    static const struct ts_http_options defaults;
    struct ts_err err;

    *f = (struct fetch){ .server = loopback_open(routes) };
    assert_ok(ts_http_open(&f->http, options ? options : &defaults, &err), &err);
}

static inline void fetch_close(struct fetch *f)
{
    ts_reply_free(f->reply);
    ts_http_close(f->http);
    loopback_close(f->server);
    ts_arena_done(&f->arena);
}

/* The address of `path` on the server. */
static inline ts_str fetch_url(struct fetch *f, const char *path)
{
    return loopback_url(f->server, &f->arena, "127.0.0.1", path);
}

static inline void fetch_submit(struct fetch *f, ts_str url, enum ts_http_priority priority)
{
    const struct ts_http_request request = { .url = url,
                                             .priority = priority,
                                             .allow_private = true };

    ts_http_submit(f->http, &request);
}

/* Waits for the next reply; the caller frees it. */
static inline struct ts_reply *fetch_next(struct fetch *f)
{
    struct ts_reply *reply;

    while (!(reply = ts_http_next(f->http)))
        ts_http_wait(f->http, 1000);
    return reply;
}

/* The reply to one request. */
static inline struct ts_reply *fetch_request(struct fetch *f, const struct ts_http_request *request)
{
    ts_reply_free(f->reply);
    ts_http_submit(f->http, request);
    f->reply = fetch_next(f);
    return f->reply;
}

/* The same for a plain request of a path. */
static inline struct ts_reply *fetch_get(struct fetch *f, const char *path)
{
    const struct ts_http_request request = { .url = fetch_url(f, path), .allow_private = true };

    return fetch_request(f, &request);
}

/* Fails with the reply's message if it failed. */
#define assert_good(reply) fetch_good((reply), __FILE__, __LINE__)
static inline void fetch_good(const struct ts_reply *reply, const char *file, int line)
{
    rc_ok(reply->rc, &reply->err, file, line);
}

/* Fails unless the reply failed with `rc` and a message that is `want`, in which "HOST" stands for
 * the server's "127.0.0.1:<port>". */
#define assert_failed(f, rc_want, want) fetch_failed((f), (rc_want), (want), __FILE__, __LINE__)
static inline void fetch_failed(struct fetch *f, enum ts_rc rc, const char *want, const char *file,
                                int line)
{
    const ts_str text = ts_str_of(want);
    const size_t at = ts_str_find(text, TS_STR("HOST"), 0);
    ts_str full = text;

    if (at != TS_NPOS)
        full = ts_arena_printf(&f->arena, "%.*s127.0.0.1:%d%s", (int)at, want,
                               loopback_port(f->server), want + at + 4);
    slice_equal(ts_str_of(f->reply->err.msg), full.ptr, file, line);
    _assert_int_equal(f->reply->rc, rc, file, line);
}

/* For the whole group: the variables of whoever runs the tests do not count. */
static inline int forget_proxies(void **state)
{
    static const char *const names[] = { "http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy",
                                         "ALL_PROXY",  "no_proxy",    "NO_PROXY" };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(names); i++)
        unsetenv(names[i]);
    return 0;
}

#endif
