/* worker_priv.h - the worker's state, and the serving of requests. */
#ifndef TEARSHEET_APP_WORKER_PRIV_H
#define TEARSHEET_APP_WORKER_PRIV_H

#include <pthread.h>
#include <stdatomic.h>

#include "tearsheet/app/refresh.h"
#include "tearsheet/app/worker.h"
#include "tearsheet/base/queue.h"

struct ts_worker {
    const struct ts_profile *profile;
    struct ts_queue *inbox;  /* requests, screen to worker */
    struct ts_queue *outbox; /* events, worker to screen */
    pthread_t thread;
    bool has_thread;
    atomic_bool quits;

    /* The thread's own from here on. */
    struct ts_db *db;
    struct ts_refresh *refresh;
    bool has_changed; /* and the screen was not told yet */
    bool was_running;
    bool wants_pages; /* something was added */
    bool has_read_feeds;
    uint64_t feeds_stamp; /* of the feeds file when it was last read */
    int64_t changed_ms;
    int64_t progress_ms;
};

/* Does what the request asks for, and tells the outcome. */
void worker_serve(struct ts_worker *w, const struct ts_request *request);

/* An event to be filled, its strings from its own arena, and pushed on w->outbox. */
struct ts_event *worker_event(struct ts_worker *w, enum ts_event_kind kind);

/* Sends an event; `fmt` NULL for one without text. */
void worker_tell(struct ts_worker *w, enum ts_event_kind kind, const char *fmt, ...)
    TS_PRINTF(3, 4);

#endif
