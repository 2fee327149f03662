/* The worker's loop: what the screen asks for goes first, then the refresh gets a turn, which ends
 * early when something is asked for, and what came of both is told. */
#include "tearsheet/app/worker.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>

#include "tearsheet/app/feeds_file.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/queue.h"
#include "tearsheet/base/thread.h"
#include "worker_priv.h"

enum {
    PROGRESS_EVERY_MS = 100,
    CHANGED_EVERY_MS = 250,
    IDLE_WAIT_MS = 5000 /* then the feeds file is looked at */
};

/* ---- messages ---- */

struct ts_request *ts_request_new(enum ts_request_kind kind)
{
    struct ts_arena arena = { 0 };
    struct ts_request *request = TS_NEW(&arena, struct ts_request);

    request->kind = kind;
    request->arena = arena;
    return request;
}

/* A message lies in its own arena: take the arena out before ending it. */
static void request_free(void *message)
{
    struct ts_arena arena = ((struct ts_request *)message)->arena;
    ts_arena_done(&arena);
}

static void event_drop(void *message)
{
    struct ts_event *event = message;
    struct ts_arena arena = event->arena;

    if (event->digest)
        ts_digest_done(event->digest);
    ts_arena_done(&arena);
}

void ts_event_free(struct ts_event *event)
{
    if (event)
        event_drop(event);
}

struct ts_event *worker_event(struct ts_worker *w, enum ts_event_kind kind)
{
    struct ts_arena arena = { 0 };
    struct ts_event *event = TS_NEW(&arena, struct ts_event);

    event->kind = kind;
    event->progress = ts_refresh_progress(w->refresh);
    event->arena = arena;
    return event;
}

void worker_tell(struct ts_worker *w, enum ts_event_kind kind, const char *fmt, ...)
{
    struct ts_event *event = worker_event(w, kind);
    char text[1024];
    va_list args;

    if (fmt) {
        va_start(args, fmt);
        vsnprintf(text, sizeof text, fmt, args);
        va_end(args);
        event->text = ts_arena_str(&event->arena, ts_str_of(text));
    }
    ts_queue_push(w->outbox, event);
}

/* ---- what the refresh tells ---- */

static void on_failed(void *user, ts_str about, const struct ts_err *err)
{
    struct ts_worker *w = user;

    if (about.len > 0)
        worker_tell(w, TS_EVENT_FAILED, "%.*s: %s", TS_FMT(about), err->msg);
    else
        worker_tell(w, TS_EVENT_FAILED, "%s", err->msg);
}

static void on_added(void *user, ts_str name, ts_str url, enum ts_added what, size_t n_articles)
{
    struct ts_worker *w = user;

    (void)url;
    if (what == TS_ADDED_NOTHING)
        worker_tell(w, TS_EVENT_NOTICE, "%.*s was subscribed to before", TS_FMT(name));
    else if (what == TS_ADDED_SOURCE)
        worker_tell(w, TS_EVENT_NOTICE, "subscribed to %.*s: %zu article%s", TS_FMT(name),
                    n_articles, n_articles == 1 ? "" : "s");
    else
        worker_tell(w, TS_EVENT_NOTICE, "saved \"%.*s\"", TS_FMT(name));
    w->wants_pages = true;
}

/* The screen asks, and sends what was chosen as a new request. */
static size_t on_choose(void *user, ts_str about, const struct ts_offer *offers, size_t n,
                        size_t *picks)
{
    struct ts_worker *w = user;
    struct ts_event *event = worker_event(w, TS_EVENT_OFFERS);

    (void)picks;
    event->text = ts_arena_str(&event->arena, about);
    event->offers = TS_NEW_ARRAY(&event->arena, n, struct ts_offer);
    for (size_t i = 0; i < n; i++)
        event->offers[event->n_offers++] =
            (struct ts_offer){ ts_arena_str(&event->arena, offers[i].url),
                               ts_arena_str(&event->arena, offers[i].title), offers[i].is_private };
    ts_queue_push(w->outbox, event);
    return 0;
}

static void on_changed(void *user)
{
    ((struct ts_worker *)user)->has_changed = true;
}

/* At most a few events a second, however fast answers come in. */
static void tell_progress(struct ts_worker *w)
{
    int64_t now_ms = ts_now_ms();
    bool is_running = !ts_refresh_is_idle(w->refresh);

    if (w->has_changed && (!is_running || now_ms - w->changed_ms >= CHANGED_EVERY_MS)) {
        worker_tell(w, TS_EVENT_CHANGED, NULL);
        w->has_changed = false;
        w->changed_ms = now_ms;
    }
    if (is_running && now_ms - w->progress_ms >= PROGRESS_EVERY_MS) {
        worker_tell(w, TS_EVENT_PROGRESS, NULL);
        w->progress_ms = now_ms;
    }
    if (w->was_running && !is_running) {
        struct ts_event *event = worker_event(w, TS_EVENT_FINISHED);
        if (event->progress.n_sources + event->progress.n_pages + event->progress.n_paused > 0)
            event->text = ts_progress_sum(&event->arena, &event->progress);
        ts_queue_push(w->outbox, event);
    }
    w->was_running = is_running;
}

/* ---- the thread ---- */

static void take_requests(struct ts_worker *w)
{
    ts_queue_drain(w->inbox);
    for (struct ts_request *request; (request = ts_queue_pop(w->inbox));) {
        worker_serve(w, request);
        request_free(request);
    }
}

/* Pages of what was just added are fetched without being asked for. */
static void fetch_added(struct ts_worker *w)
{
    if (!w->wants_pages || !ts_refresh_is_idle(w->refresh))
        return;
    w->wants_pages = false;
    ts_refresh_pages(w->refresh);
}

/* The feeds file may be written by hand at any time: it is read when it changed since. */
static void read_feeds_file(struct ts_worker *w)
{
    struct ts_arena scratch = { 0 };
    struct ts_sources_file file = { 0 };
    struct ts_err err;
    uint64_t stamp = ts_file_stamp(w->profile->feeds_path);

    if (w->has_read_feeds && stamp == w->feeds_stamp)
        return;
    w->has_read_feeds = true;
    w->feeds_stamp = stamp;
    if (ts_feeds_sync(&scratch, w->db, w->profile, &file, &err) != TS_OK)
        worker_tell(w, TS_EVENT_FAILED, "%s", err.msg);
    else if (file.n_faults > 0)
        worker_tell(w, TS_EVENT_FAILED, "%.*s", TS_FMT(file.faults[0].message));
    worker_tell(w, TS_EVENT_CHANGED, NULL);
    ts_arena_done(&scratch);
}

static void *run(void *arg)
{
    struct ts_worker *w = arg;

    ts_refresh_resume(w->refresh);
    while (!atomic_load(&w->quits)) {
        take_requests(w);
        read_feeds_file(w);
        fetch_added(w);
        w->was_running = w->was_running || !ts_refresh_is_idle(w->refresh); /* if for one turn */
        ts_refresh_turn(w->refresh,
                        ts_refresh_is_idle(w->refresh) ? IDLE_WAIT_MS : PROGRESS_EVERY_MS);
        tell_progress(w);
    }
    take_requests(w); /* the last keys before the reader left */
    return NULL;
}

static enum ts_rc start_thread(struct ts_worker *w, struct ts_err *err)
{
    if (ts_thread_start(&w->thread, run, w) != 0)
        return ts_fail(err, TS_ERR_IO, "cannot start the thread that fetches");
    w->has_thread = true;
    return TS_OK;
}

enum ts_rc ts_worker_open(struct ts_worker **out, const struct ts_profile *profile,
                          struct ts_err *err)
{
    struct ts_worker *w = calloc(1, sizeof *w);

    if (!w)
        ts_panic("out of memory (the worker)");
    w->profile = profile;
    struct ts_refresh_listener listener = {
        .user = w,
        .failed = on_failed,
        .added = on_added,
        .choose = on_choose,
        .changed = on_changed,
    };
    enum ts_rc rc = ts_db_open(&w->db, profile->library_path, TS_DB_WRITE, err);
    if (rc == TS_OK)
        rc = ts_queue_open(&w->inbox, err);
    if (rc == TS_OK)
        rc = ts_queue_open(&w->outbox, err);
    if (rc == TS_OK)
        rc = ts_refresh_open(&w->refresh, w->db, profile, &listener, err);
    if (rc == TS_OK)
        rc = start_thread(w, err);
    if (rc == TS_OK)
        *out = w;
    else
        ts_worker_close(w);
    return rc;
}

void ts_worker_close(struct ts_worker *w)
{
    if (!w)
        return;
    atomic_store(&w->quits, true);
    if (w->has_thread) {
        ts_refresh_wake(w->refresh);
        pthread_join(w->thread, NULL);
    }
    ts_refresh_close(w->refresh);
    ts_queue_close(w->inbox, request_free);
    ts_queue_close(w->outbox, event_drop);
    ts_db_close(w->db);
    free(w);
}

void ts_worker_send(struct ts_worker *w, struct ts_request *request)
{
    ts_queue_push(w->inbox, request);
    ts_refresh_wake(w->refresh);
}

struct ts_event *ts_worker_event(struct ts_worker *w)
{
    return ts_queue_pop(w->outbox);
}

int ts_worker_wake_fd(const struct ts_worker *w)
{
    return ts_queue_wake_fd(w->outbox);
}

void ts_worker_drain(struct ts_worker *w)
{
    ts_queue_drain(w->outbox);
}
