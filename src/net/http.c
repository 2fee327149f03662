/* The owner's side of the transfers, which run on a thread of their own (engine.c), so that servers
 * are answered while the owner is busy.  Orders go there by one queue, replies come back by
 * another; beside these the two share the counts of replies that nobody has taken yet. */
#include "tearsheet/net/http.h"

#include <limits.h>
#include <poll.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "engine_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/thread.h"

enum order_kind {
    ORDER_FETCH,
    ORDER_RAISE,
    ORDER_LOOK, /* there is room for more replies */
    ORDER_CANCEL,
    ORDER_END,
};

struct order {
    enum order_kind kind;
    struct ts_transfer *transfer; /* ORDER_FETCH */
    int request_kind;             /* ORDER_RAISE */
    int64_t request_id;
    enum ts_http_priority priority;
};

struct ts_http {
    struct ts_engine *engine;
    pthread_t thread;
    struct ts_queue *orders;
    struct ts_queue *replies;
    struct ts_untaken untaken;
    struct ts_reply *first; /* out of the queue already, or NULL */
    size_t n_pending;
    struct ts_reply wake; /* a mark in the queue of replies */
    atomic_bool is_woken; /* and nobody took note of it yet */
    bool has_wake;        /* it is out of the queue */
    struct pollfd fds[1 + TS_HTTP_MAX_WATCHED];
    nfds_t n_fds;
};

/* ---- the thread ---- */

static struct order *order_new(enum order_kind kind)
{
    struct order *order = calloc(1, sizeof *order);

    if (!order)
        ts_panic("out of memory (an order)");
    order->kind = kind;
    return order;
}

/* False at the end. */
static bool obey(struct ts_engine *e, const struct order *order)
{
    switch (order->kind) {
    case ORDER_FETCH:
        ts_engine_put(e, order->transfer);
        break;
    case ORDER_RAISE:
        ts_engine_raise(e, order->request_kind, order->request_id, order->priority);
        break;
    case ORDER_LOOK:
        break;
    case ORDER_CANCEL:
    case ORDER_END:
        ts_engine_cancel_all(e);
        break;
    }
    return order->kind != ORDER_END;
}

static bool obey_all(struct ts_http *http)
{
    struct order *order;
    bool goes_on = true;

    ts_queue_drain(http->orders);
    while (goes_on && (order = ts_queue_pop(http->orders))) {
        goes_on = obey(http->engine, order);
        free(order);
    }
    return goes_on;
}

static void *run(void *arg)
{
    struct ts_http *http = arg;

    while (obey_all(http))
        ts_engine_turn(http->engine, ts_queue_wake_fd(http->orders));
    return NULL;
}

/* ---- opening and closing ---- */

static void close_parts(struct ts_http *http)
{
    if (http->engine)
        ts_engine_close(http->engine);
    ts_queue_close(http->orders, free);
    ts_queue_close(http->replies, NULL);
    free(http);
}

static enum ts_rc open_parts(struct ts_http *http, const struct ts_http_options *options,
                             struct ts_err *err)
{
    enum ts_rc rc = ts_queue_open(&http->orders, err);

    if (rc == TS_OK)
        rc = ts_queue_open(&http->replies, err);
    if (rc == TS_OK)
        rc = ts_engine_open(&http->engine, options, http->replies, &http->untaken, err);
    if (rc != TS_OK)
        return rc;
    int failed = ts_thread_start(&http->thread, run, http);
    return failed ? ts_fail(err, TS_ERR_NET, "cannot start a thread for transfers: %s",
                            strerror(failed))
                  : TS_OK;
}

enum ts_rc ts_http_open(struct ts_http **out, const struct ts_http_options *options,
                        struct ts_err *err)
{
    struct ts_http *http = calloc(1, sizeof *http);

    if (!http)
        ts_panic("out of memory (transfers)");
    enum ts_rc rc = open_parts(http, options, err);
    if (rc != TS_OK) {
        close_parts(http);
        return rc;
    }
    ts_http_watch(http, NULL, 0);
    *out = http;
    return TS_OK;
}

void ts_http_close(struct ts_http *http)
{
    struct ts_reply *reply;

    if (!http)
        return;
    ts_queue_push(http->orders, order_new(ORDER_END));
    pthread_join(http->thread, NULL);
    while ((reply = ts_http_next(http)))
        ts_reply_free(reply);
    close_parts(http);
}

/* ---- orders ---- */

void ts_http_submit(struct ts_http *http, const struct ts_http_request *request)
{
    struct order *order = order_new(ORDER_FETCH);

    order->transfer = ts_engine_transfer(http->engine, request);
    http->n_pending++;
    ts_queue_push(http->orders, order);
}

void ts_http_raise(struct ts_http *http, int kind, int64_t id, enum ts_http_priority priority)
{
    struct order *order = order_new(ORDER_RAISE);

    order->request_kind = kind;
    order->request_id = id;
    order->priority = priority;
    ts_queue_push(http->orders, order);
}

void ts_http_cancel_all(struct ts_http *http)
{
    ts_queue_push(http->orders, order_new(ORDER_CANCEL));
}

/* ---- replies ---- */

/* Is there a reply?  Takes note of a wake on the way. */
static bool look(struct ts_http *http)
{
    struct ts_reply *reply;

    while (!http->first && (reply = ts_queue_pop(http->replies))) {
        if (reply == &http->wake)
            http->has_wake = true;
        else
            http->first = reply;
    }
    return http->first != NULL;
}

struct ts_reply *ts_http_next(struct ts_http *http)
{
    if (!look(http))
        return NULL;
    struct ts_reply *reply = http->first;
    http->first = NULL;
    http->n_pending--;
    atomic_fetch_sub(&http->untaken.n, 1);
    atomic_fetch_sub(&http->untaken.bytes, reply->arena.used);
    if (atomic_load(&http->untaken.is_awaited))
        ts_queue_push(http->orders, order_new(ORDER_LOOK));
    return reply;
}

size_t ts_http_n_pending(const struct ts_http *http)
{
    return http->n_pending;
}

/* ---- waiting ---- */

void ts_http_watch(struct ts_http *http, const int *fds, size_t n)
{
    http->fds[0] = (struct pollfd){ .fd = ts_queue_wake_fd(http->replies), .events = POLLIN };
    http->n_fds = 1;
    for (size_t i = 0; i < n && i < TS_HTTP_MAX_WATCHED; i++)
        http->fds[http->n_fds++] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
}

static bool is_watched_ready(const struct ts_http *http)
{
    for (nfds_t i = 1; i < http->n_fds; i++)
        if (http->fds[i].revents != 0)
            return true;
    return false;
}

/* For poll(): below 0 for ever. */
static int left_ms(int64_t end_ms)
{
    if (end_ms == INT64_MAX)
        return -1;
    const int64_t left = end_ms - ts_now_ms();
    return left < 0 ? 0 : left > INT_MAX ? INT_MAX : (int)left;
}

void ts_http_wait(struct ts_http *http, int64_t timeout_ms)
{
    const int64_t end_ms = timeout_ms < 0 ? INT64_MAX : ts_now_ms() + timeout_ms;
    bool is_over = false;

    for (;;) {
        ts_queue_drain(http->replies);
        if (look(http) || http->has_wake || is_over)
            break;
        const int wait_ms = left_ms(end_ms);
        (void)poll(http->fds, http->n_fds, wait_ms); /* cut short by a signal: waits again */
        is_over = wait_ms == 0 || is_watched_ready(http);
    }
    if (http->has_wake)
        atomic_store(&http->is_woken, false);
    http->has_wake = false;
}

void ts_http_wake(struct ts_http *http)
{
    if (!atomic_exchange(&http->is_woken, true))
        ts_queue_push(http->replies, &http->wake);
}

bool ts_http_was_woken(struct ts_http *http)
{
    return atomic_exchange(&http->is_woken, false);
}
