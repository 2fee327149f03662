/* libcurl's multi interface runs what the queue (turns.c) lets go; transfer.c knows its handles,
 * and the job (job.c) decides what an answer means.
 *
 * A transfer is a job and its handle.  It is queued, started, and when libcurl is done with a
 * hop either queued again for where a redirect leads or finished: a reply for the receiver.
 * Replies are prepared between looks at the sockets (outbox.c), so that the next requests are under
 * way meanwhile.  Nothing is started while many replies wait to be prepared or taken, and transfers
 * pause while these hold much (body_room.c), so that a slow receiver bounds memory. */
#include "engine_priv.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdlib.h>

#include "address_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"

enum {
    DEFAULT_PAUSE_S = 60,    /* after a 429 that does not say how long */
    WAIT_MAX_MS = 60 * 1000, /* one poll; waits without an end are made of these */
};

struct ts_engine {
    CURLM *multi;
    struct ts_arena arena;
    struct ts_transfer_setup setup;
    struct ts_turns turns;
    struct ts_transfer **running;
    size_t n_running;
    struct ts_outbox outbox;
    struct ts_body_room room;
};

/* libcurl's own start is not safe beside other threads, hence once for the program, by the first
 * who needs it. */
static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void start_curl(void)
{
    (void)curl_global_init(CURL_GLOBAL_DEFAULT); /* a failure shows in curl_multi_init() */
}

/* ---- the end of a transfer ---- */

/* Fills the reply of the transfer, which is in no list any more. */
static void conclude(struct ts_transfer *t, enum ts_rc rc, const struct ts_err *err)
{
    const struct ts_reply *reply = t->job.reply;

    ts_job_finish(&t->job, rc, err, ts_now_at());
    if (reply->status == 429 || (reply->status == 503 && reply->retry_after_s > 0)) {
        const int64_t pause_s = reply->retry_after_s > 0 ? reply->retry_after_s : DEFAULT_PAUSE_S;
        ts_turns_hold(&t->engine->turns, t->job.origin, ts_now_ms() + pause_s * 1000);
    }
}

static void finish(struct ts_transfer *t, enum ts_rc rc, const struct ts_err *err)
{
    conclude(t, rc, err);
    ts_outbox_put(&t->engine->outbox, t);
}

/* For the hop that it is at now. */
static void wait_for_turn(struct ts_transfer *t)
{
    ts_turns_put(&t->engine->turns, &t->job.turn, t->job.origin);
}

/* Takes the transfer off the sockets. */
static void stop(struct ts_transfer *t)
{
    struct ts_engine *e = t->engine;
    size_t i = 0;

    curl_multi_remove_handle(e->multi, t->easy);
    while (e->running[i] != t)
        i++;
    e->running[i] = e->running[--e->n_running];
    ts_turns_end(&e->turns, &t->job.turn);
}

/* libcurl is done with the hop: on to the next one, or the end. */
static void end_hop(struct ts_transfer *t, CURLcode code)
{
    struct ts_err err = { 0 };

    ts_transfer_note(t);
    stop(t);
    if (ts_transfer_adapt(t, (int)code)) {
        wait_for_turn(t);
        return;
    }
    enum ts_rc rc = ts_transfer_fail(t, (int)code, &err);
    const bool goes_on = rc == TS_OK && ts_job_is_redirected(&t->job);
    if (goes_on)
        rc = ts_job_redirect(&t->job, &err);
    if (goes_on && rc == TS_OK)
        wait_for_turn(t);
    else
        finish(t, rc, &err);
}

/* ---- the queue and the sockets ---- */

static void read_file(struct ts_transfer *t)
{
    struct ts_err err = { 0 };

    ts_turns_end(&t->engine->turns, &t->job.turn);
    enum ts_rc rc = ts_job_read_file(&t->job, &err);
    finish(t, rc, &err);
}

static void start(struct ts_transfer *t)
{
    ts_job_start(&t->job, ts_now_ms());
    if (ts_url_is_file(t->job.url)) {
        read_file(t);
        return;
    }
    ts_transfer_prepare(t, &t->engine->setup);
    t->engine->running[t->engine->n_running++] = t;
    if (curl_multi_add_handle(t->engine->multi, t->easy) != CURLM_OK)
        end_hop(t, CURLE_FAILED_INIT);
}

/* Ends what would wait too long for a host that asked for a pause. */
static void drop_held(struct ts_engine *e)
{
    const int64_t now_ms = ts_now_ms();
    struct ts_turn *turn;

    while ((turn = ts_turns_drop(&e->turns, now_ms + e->setup.options.max_hold_ms))) {
        struct ts_transfer *t = (struct ts_transfer *)turn;
        struct ts_err err = { 0 };
        const int64_t wait_s = (ts_turns_held_until_ms(turn) - now_ms + 999) / 1000;
        const ts_str shown = ts_url_shown(&t->job.reply->arena, t->job.url);

        enum ts_rc rc =
            ts_fail(&err, TS_ERR_BUSY, "%.*s: not asked, the host wants a pause of %.*s",
                    TS_FMT(shown), TS_FMT(ts_span_words(&t->job.reply->arena, wait_s)));
        conclude(t, rc, &err);
        t->job.reply->is_unasked = t->job.reply->n_hops == 0;
        t->job.reply->retry_after_s = wait_s;
        ts_outbox_put(&e->outbox, t);
    }
}

/* So many replies wait to be taken, or so large ones, that nothing is started. */
static bool is_behind(const struct ts_engine *e)
{
    return atomic_load(&e->outbox.untaken->n) >= e->turns.max_running ||
           atomic_load(&e->outbox.untaken->bytes) >= e->room.max;
}

static void start_some(struct ts_engine *e)
{
    struct ts_turn *turn;

    drop_held(e);
    while (!is_behind(e) && e->outbox.n_waiting < e->turns.max_running &&
           (turn = ts_turns_take(&e->turns, ts_now_ms())))
        start((struct ts_transfer *)turn);
}

/* From the end, since a cut transfer leaves its place to the last one. */
static void cut_slow(struct ts_engine *e)
{
    const int64_t now_ms = ts_now_ms();

    for (size_t i = e->n_running; i-- > 0;) {
        struct ts_transfer *t = e->running[i];
        if (!t->is_paused && ts_job_is_slow(&t->job, now_ms)) {
            t->job.cut = TS_CUT_SLOW;
            end_hop(t, CURLE_OPERATION_TIMEDOUT);
        }
    }
}

static void count_bodies(struct ts_engine *e)
{
    e->room.used = ts_outbox_bytes(&e->outbox);
    for (size_t i = 0; i < e->n_running; i++)
        e->room.used += e->running[i]->job.body.len;
}

static void share_room(const struct ts_engine *e)
{
    const bool is_any_ready = !ts_outbox_is_empty(&e->outbox);

    ts_body_room_share(&e->room, e->running, e->n_running, is_any_ready, ts_now_ms());
}

/* Something waits for replies to be taken: transfers to go on, or requests to be started. */
static bool awaits_taking(const struct ts_engine *e)
{
    return ts_body_room_is_full(&e->room) || (e->turns.n_waiting > 0 && is_behind(e));
}

/* Serves the sockets once, without waiting. */
static void serve(struct ts_engine *e)
{
    struct CURLMsg *m;
    int n;

    /* Until it is known: whoever takes one meanwhile tells. */
    atomic_store(&e->outbox.untaken->is_awaited, true);
    count_bodies(e);
    start_some(e);
    (void)curl_multi_perform(e->multi, &n); /* each transfer tells its own failure */
    while ((m = curl_multi_info_read(e->multi, &n))) {
        struct ts_transfer *t = NULL;
        const CURLcode code = m->data.result;
        if (m->msg == CURLMSG_DONE &&
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t) == CURLE_OK)
            end_hop(t, code);
    }
    cut_slow(e);
    share_room(e);
    start_some(e);
    ts_outbox_prepare_some(&e->outbox);
    atomic_store(&e->outbox.untaken->is_awaited, awaits_taking(e));
}

/* ---- what the thread that owns it does ---- */

enum ts_rc ts_engine_open(struct ts_engine **out, const struct ts_http_options *options,
                          struct ts_queue *replies, struct ts_untaken *untaken, struct ts_err *err)
{
    pthread_once(&curl_once, start_curl);
    CURLM *multi = curl_multi_init();
    if (!multi)
        return ts_fail(err, TS_ERR_NET, "cannot start libcurl");
    struct ts_engine *e = calloc(1, sizeof *e);
    if (!e)
        ts_panic("out of memory (transfers)");
    e->multi = multi;
    ts_transfer_setup_init(&e->setup, &e->arena, options);
    const size_t max = (size_t)e->setup.options.max_transfers;
    ts_turns_init(&e->turns, max, (size_t)e->setup.options.max_per_host);
    e->running = TS_NEW_ARRAY(&e->arena, max, struct ts_transfer *);
    ts_outbox_init(&e->outbox, replies, untaken);
    e->room.max = (size_t)e->setup.options.max_held_bytes;
    *out = e;
    return TS_OK;
}

void ts_engine_close(struct ts_engine *e)
{
    curl_multi_cleanup(e->multi);
    ts_transfer_setup_done(&e->setup);
    ts_turns_done(&e->turns);
    ts_arena_done(&e->arena);
    free(e);
}

struct ts_transfer *ts_engine_transfer(struct ts_engine *e, const struct ts_http_request *request)
{
    return ts_transfer_open(e, &e->room, request, &e->setup.options.limits);
}

/* curl would take none for empty, and the server would show its front door. */
static enum ts_rc check_cookies(const struct ts_job *job, struct ts_err *err)
{
    ts_str file = job->request.cookies_file;

    return file.len == 0 || ts_file_exists(file.ptr)
               ? TS_OK
               : ts_fail(err, TS_ERR_ARG, "there is no cookies file %s", file.ptr);
}

void ts_engine_put(struct ts_engine *e, struct ts_transfer *t)
{
    struct ts_err err = { 0 };

    enum ts_rc rc = ts_job_check(&t->job, t->job.url, &err);
    if (rc == TS_OK)
        rc = check_cookies(&t->job, &err);
    if (rc != TS_OK)
        finish(t, rc, &err);
    else
        ts_turns_put(&e->turns, &t->job.turn, t->job.origin);
}

void ts_engine_raise(struct ts_engine *e, int kind, int64_t id, enum ts_http_priority priority)
{
    struct ts_turn *next;

    for (struct ts_turn *turn = e->turns.first; turn; turn = next) {
        const struct ts_http_request *request = &((struct ts_transfer *)turn)->job.request;
        next = turn->next;
        if (request->kind == kind && request->id == id)
            ts_turns_raise(&e->turns, turn, (int)priority);
    }
}

/* When serve() has to look again, though no socket says so: a span of slow bytes, or a pause, is
 * over. */
static int64_t next_look_ms(const struct ts_engine *e, int64_t now_ms)
{
    int64_t next = ts_turns_next_ms(&e->turns, now_ms);

    for (size_t i = 0; i < e->n_running; i++) {
        const struct ts_job *job = &e->running[i]->job;
        const int64_t over = job->span_ms + job->request.limits.slow_ms;
        if (job->span_ms > 0 && !e->running[i]->is_paused && over < next)
            next = over;
    }
    return next;
}

void ts_engine_turn(struct ts_engine *e, int wake_fd)
{
    struct curl_waitfd woken = { .fd = wake_fd, .events = CURL_WAIT_POLLIN };

    serve(e);
    if (e->outbox.n_waiting > 0)
        return;
    const int64_t now_ms = ts_now_ms();
    const int64_t sleep_ms = next_look_ms(e, now_ms) - now_ms;
    /* A failure would be one of memory, and shows where a transfer meets it. */
    (void)curl_multi_poll(e->multi, &woken, 1,
                          (int)(sleep_ms < 0             ? 0
                                : sleep_ms > WAIT_MAX_MS ? WAIT_MAX_MS
                                                         : sleep_ms),
                          NULL);
}

static void cancel(struct ts_transfer *t)
{
    struct ts_err err = { 0 };
    const ts_str shown = ts_url_shown(&t->job.reply->arena, t->job.url);

    enum ts_rc rc = ts_fail(&err, TS_ERR_CANCELLED, "%.*s: cancelled", TS_FMT(shown));
    finish(t, rc, &err);
}

void ts_engine_cancel_all(struct ts_engine *e)
{
    struct ts_transfer *answered;
    struct ts_turn *turn;

    while ((answered = ts_outbox_take_back(&e->outbox)))
        cancel(answered);
    while (e->n_running > 0) {
        struct ts_transfer *t = e->running[e->n_running - 1];
        ts_transfer_note(t);
        stop(t);
        cancel(t);
    }
    while ((turn = ts_turns_drop(&e->turns, INT64_MIN)))
        cancel((struct ts_transfer *)turn);
}
