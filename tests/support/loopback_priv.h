/* loopback_priv.h - what the sources of the scripted server share. */
#ifndef TESTS_LOOPBACK_PRIV_H
#define TESTS_LOOPBACK_PRIV_H

#include "support/loopback.h"

#include <pthread.h>

#include "tearsheet/base/buf.h"

enum { MAX_CONNECTIONS = 512 /* of one test */ };

/* What is known of the requests for one path or host. */
struct tally {
    const char *name;
    int n;
    int n_now;
    int most_at_once;
    ts_str last_request;
    struct tally *next;
};

struct visit {
    struct loopback_visit of;
    bool is_over;
    struct visit *older;
};

struct loopback {
    const struct loopback_route *routes;
    int fd;
    int port;
    pthread_t acceptor;
    pthread_mutex_t lock; /* over all below */
    pthread_cond_t stop_cond;
    bool is_stopping;
    struct ts_arena arena;
    struct tally *paths;
    struct tally *hosts;
    struct tally all;
    struct visit *visits; /* newest first */
    struct ts_buf order;
    pthread_t threads[MAX_CONNECTIONS];
    int sockets[MAX_CONNECTIONS]; /* -1 when closed */
    size_t n_connections;
};

/* One request as it came. */
struct asked {
    ts_str head;
    ts_str path;
    ts_str host;
    struct tally *by_path;
    struct tally *by_host;
    struct visit *visit;
};

/* In loopback_count.c. */

/* The value of a request header. */
ts_str loopback_header(const struct asked *asked, const char *name);
/* A request came, and its answer was ready to be sent; then the answer is known. */
void loopback_count_in(struct loopback *s, struct asked *asked);
void loopback_count_out(struct loopback *s, const struct asked *asked);
void loopback_leave_visit(struct loopback *s, const struct asked *asked, int status,
                          bool has_validator);

/* In loopback_answer.c: what the route has as body, and the headers for `length` bytes of it. */

void loopback_put_body(struct ts_buf *out, const struct loopback_route *r);
void loopback_put_head(struct ts_buf *out, const struct loopback_route *r, int status,
                       size_t length);

#endif
