/* libcurl's multi interface runs what the queue (turns.c) lets go; transfer.c knows its handles,
 * and the job (job.c) decides what an answer means.
 *
 * A transfer is a job and its handle.  It is queued, started, and when libcurl is done with a
 * hop either queued again for where a redirect leads or finished: a reply in the list `done`.
 * Nothing is started while many replies wait to be taken, so that a slow receiver bounds memory. */
#include "tearsheet/net/http.h"

#include <curl/curl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdlib.h>

#include "address_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"
#include "transfer_priv.h"

#define USER_AGENT "tearsheet/" TS_VERSION " feed reader"
enum {
    MAX_TRANSFERS = 16,
    MAX_PER_HOST = 2,
    MAX_HOLD_MS = 30 * 1000,
    DEFAULT_PAUSE_S = 60, /* after a 429 that does not say how long */
    MAX_HELD_BYTES = 8 << 20,
    WAIT_MAX_MS = 60 * 1000, /* one poll; waits without an end are made of these */
};

struct ts_http {
    CURLM *multi;
    struct ts_arena arena;
    struct ts_transfer_setup setup;
    struct ts_turns turns;
    struct ts_transfer **running;
    size_t n_running;
    struct ts_reply *done;
    struct ts_reply **done_end;
    size_t n_done;
    struct ts_room room;
    atomic_bool is_woken;
    struct curl_waitfd watched[TS_HTTP_MAX_WATCHED];
    unsigned n_watched;
};

/* libcurl's own start is not safe beside other threads, hence once for the program, by the first
 * who needs it. */
static pthread_once_t curl_once = PTHREAD_ONCE_INIT;

static void start_curl(void)
{
    (void)curl_global_init(CURL_GLOBAL_DEFAULT); /* a failure shows in curl_multi_init() */
}

/* ---- the end of a transfer ---- */

/* Turns the transfer, which is in no list any more, into a reply. */
static void finish(struct ts_transfer *t, enum ts_rc rc, const struct ts_err *err)
{
    struct ts_http *http = t->http;
    struct ts_reply *reply = t->job.reply;

    ts_job_finish(&t->job, rc, err, ts_now_at());
    if (reply->status == 429 || (reply->status == 503 && reply->retry_after_s > 0)) {
        const int64_t pause_s = reply->retry_after_s > 0 ? reply->retry_after_s : DEFAULT_PAUSE_S;
        ts_turns_hold(&http->turns, t->job.origin, ts_now_ms() + pause_s * 1000);
    }
    *http->done_end = reply;
    http->done_end = &reply->next;
    http->n_done++;
    ts_transfer_close(t);
}

/* Takes the transfer off the sockets. */
static void stop(struct ts_transfer *t)
{
    struct ts_http *http = t->http;
    size_t i = 0;

    curl_multi_remove_handle(http->multi, t->easy);
    while (http->running[i] != t)
        i++;
    http->running[i] = http->running[--http->n_running];
    ts_turns_end(&http->turns, &t->job.turn);
}

/* libcurl is done with the hop: on to the next one, or the end. */
static void end_hop(struct ts_transfer *t, CURLcode code)
{
    struct ts_err err = { 0 };

    ts_transfer_note(t);
    stop(t);
    enum ts_rc rc = ts_transfer_fail(t, code, &err);
    if (rc == TS_OK && ts_job_is_redirected(&t->job)) {
        rc = ts_job_redirect(&t->job, &err);
        if (rc == TS_OK) {
            ts_turns_put(&t->http->turns, &t->job.turn, t->job.origin);
            return;
        }
    }
    finish(t, rc, &err);
}

/* ---- the queue and the sockets ---- */

static void read_file(struct ts_transfer *t)
{
    struct ts_err err = { 0 };

    ts_turns_end(&t->http->turns, &t->job.turn);
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
    ts_transfer_prepare(t, &t->http->setup);
    t->http->running[t->http->n_running++] = t;
    if (curl_multi_add_handle(t->http->multi, t->easy) != CURLM_OK)
        end_hop(t, CURLE_FAILED_INIT);
}

/* Ends what would wait too long for a host that asked for a pause. */
static void drop_held(struct ts_http *http)
{
    const int64_t now_ms = ts_now_ms();
    struct ts_turn *turn;

    while ((turn = ts_turns_drop(&http->turns, now_ms + http->setup.options.max_hold_ms))) {
        struct ts_transfer *t = (struct ts_transfer *)turn;
        struct ts_reply *reply = t->job.reply;
        struct ts_err err = { 0 };
        const int64_t wait_s = (ts_turns_held_until_ms(turn) - now_ms + 999) / 1000;
        const ts_str shown = ts_url_shown(&t->job.reply->arena, t->job.url);

        enum ts_rc rc =
            ts_fail(&err, TS_ERR_BUSY, "%.*s: not asked, the host wants a pause of %lld s more",
                    TS_FMT(shown), (long long)wait_s);
        finish(t, rc, &err);
        reply->retry_after_s = wait_s;
    }
}

static void start_some(struct ts_http *http)
{
    struct ts_turn *turn;

    drop_held(http);
    while (http->n_done < http->turns.max_running &&
           (turn = ts_turns_take(&http->turns, ts_now_ms())))
        start((struct ts_transfer *)turn);
}

/* From the end, since a cut transfer leaves its place to the last one. */
static void cut_slow(struct ts_http *http)
{
    const int64_t now_ms = ts_now_ms();

    for (size_t i = http->n_running; i-- > 0;) {
        struct ts_transfer *t = http->running[i];
        if (!t->is_paused && ts_job_is_slow(&t->job, now_ms)) {
            t->job.cut = TS_CUT_SLOW;
            end_hop(t, CURLE_OPERATION_TIMEDOUT);
        }
    }
}

static void count_bodies(struct ts_http *http)
{
    http->room.used = 0;
    for (const struct ts_reply *reply = http->done; reply; reply = reply->next)
        http->room.used += reply->body.len;
    for (size_t i = 0; i < http->n_running; i++)
        http->room.used += http->running[i]->job.body.len;
}

/* The transfer that goes on although there is no room: when no reply waits to be taken, the one
 * that has come furthest, until it ends. */
static void let_one_through(struct ts_http *http)
{
    struct ts_transfer *best = NULL;

    for (size_t i = 0; i < http->n_running; i++) {
        struct ts_transfer *t = http->running[i];
        if (t->is_let_through)
            return;
        if (t->is_paused && (!best || t->job.body.len > best->job.body.len))
            best = t;
    }
    if (best)
        best->is_let_through = true;
}

/* Bodies that nobody has taken yet have a bound: beyond it transfers leave their bytes with the
 * server until there is room again. */
static void share_room(struct ts_http *http)
{
    int64_t now_ms = ts_now_ms();

    bool is_full = http->room.used >= http->room.max;
    if (is_full && !http->done)
        let_one_through(http);
    for (size_t i = 0; i < http->n_running; i++) {
        struct ts_transfer *t = http->running[i];
        if (t->is_paused && (!is_full || t->is_let_through))
            ts_transfer_resume(t, now_ms);
        else if (t->is_paused)
            ts_transfer_rest(t, now_ms);
    }
}

/* Serves the sockets once, without waiting. */
static void serve(struct ts_http *http)
{
    struct CURLMsg *m;
    int n;

    count_bodies(http);
    start_some(http);
    (void)curl_multi_perform(http->multi, &n); /* each transfer tells its own failure */
    while ((m = curl_multi_info_read(http->multi, &n))) {
        struct ts_transfer *t = NULL;
        const CURLcode code = m->data.result;
        if (m->msg == CURLMSG_DONE &&
            curl_easy_getinfo(m->easy_handle, CURLINFO_PRIVATE, (char **)&t) == CURLE_OK)
            end_hop(t, code);
    }
    cut_slow(http);
    share_room(http);
    start_some(http);
}

/* ---- public ---- */

/* The options with defaults filled in; texts are copied to `a`. */
static struct ts_http_options options_of(struct ts_arena *a, const struct ts_http_options *given)
{
    struct ts_http_options o = *given;

    o.max_transfers = o.max_transfers > 0 ? o.max_transfers : MAX_TRANSFERS;
    o.max_per_host = o.max_per_host > 0 ? o.max_per_host : MAX_PER_HOST;
    o.max_hold_ms = o.max_hold_ms == 0 ? MAX_HOLD_MS : o.max_hold_ms < 0 ? 0 : o.max_hold_ms;
    o.max_held_bytes = o.max_held_bytes > 0 ? o.max_held_bytes : MAX_HELD_BYTES;
    o.limits = ts_limits_merge(o.limits, &ts_limits_default);
    o.user_agent = ts_arena_str(a, o.user_agent.len > 0 ? o.user_agent : TS_STR(USER_AGENT));
    o.ca_file = ts_arena_str(a, o.ca_file);
    o.resolve = NULL; /* in a list of its own */
    return o;
}

enum ts_rc ts_http_open(struct ts_http **out, const struct ts_http_options *options,
                        struct ts_err *err)
{
    pthread_once(&curl_once, start_curl);
    CURLM *multi = curl_multi_init();
    if (!multi)
        return ts_fail(err, TS_ERR_NET, "cannot start libcurl");
    struct ts_http *http = calloc(1, sizeof *http);
    if (!http)
        ts_panic("out of memory (transfers)");
    http->multi = multi;
    http->setup.options = options_of(&http->arena, options);
    http->setup.proxies = ts_proxy_env_read(&http->arena);
    http->setup.resolve = ts_slist_of(options->resolve, options->n_resolve);
    const size_t max = (size_t)http->setup.options.max_transfers;
    ts_turns_init(&http->turns, max, (size_t)http->setup.options.max_per_host);
    http->running = TS_NEW_ARRAY(&http->arena, max, struct ts_transfer *);
    http->done_end = &http->done;
    http->room.max = (size_t)http->setup.options.max_held_bytes;
    *out = http;
    return TS_OK;
}

void ts_http_close(struct ts_http *http)
{
    struct ts_reply *reply;

    if (!http)
        return;
    ts_http_cancel_all(http);
    while ((reply = http->done)) {
        http->done = reply->next;
        ts_reply_free(reply);
    }
    curl_multi_cleanup(http->multi);
    curl_slist_free_all(http->setup.resolve);
    ts_turns_done(&http->turns);
    ts_arena_done(&http->arena);
    free(http);
}

/* curl would take none for empty, and the server would show its front door. */
static enum ts_rc check_cookies(const struct ts_job *job, struct ts_err *err)
{
    ts_str file = job->request.cookies_file;

    return file.len == 0 || ts_file_exists(file.ptr)
               ? TS_OK
               : ts_fail(err, TS_ERR_ARG, "there is no cookies file %s", file.ptr);
}

void ts_http_submit(struct ts_http *http, const struct ts_http_request *request)
{
    struct ts_transfer *t =
        ts_transfer_open(http, &http->room, request, &http->setup.options.limits);
    struct ts_err err = { 0 };

    enum ts_rc rc = ts_job_check(&t->job, t->job.url, &err);
    if (rc == TS_OK)
        rc = check_cookies(&t->job, &err);
    if (rc != TS_OK)
        finish(t, rc, &err);
    else
        ts_turns_put(&http->turns, &t->job.turn, t->job.origin);
}

struct ts_reply *ts_http_next(struct ts_http *http)
{
    serve(http);
    struct ts_reply *reply = http->done;
    if (!reply)
        return NULL;
    http->done = reply->next;
    reply->next = NULL;
    if (!http->done)
        http->done_end = &http->done;
    http->n_done--;
    return reply;
}

/* When serve() has to look again, though no socket says so: a span of slow bytes, or a pause, is
 * over. */
static int64_t next_look_ms(const struct ts_http *http, int64_t now_ms)
{
    int64_t next = ts_turns_next_ms(&http->turns, now_ms);

    for (size_t i = 0; i < http->n_running; i++) {
        const struct ts_job *job = &http->running[i]->job;
        const int64_t over = job->span_ms + job->request.limits.slow_ms;
        if (job->span_ms > 0 && !http->running[i]->is_paused && over < next)
            next = over;
    }
    return next;
}

void ts_http_watch(struct ts_http *http, const int *fds, size_t n)
{
    http->n_watched = n < TS_HTTP_MAX_WATCHED ? (unsigned)n : TS_HTTP_MAX_WATCHED;
    for (size_t i = 0; i < http->n_watched; i++)
        http->watched[i] = (struct curl_waitfd){ .fd = fds[i], .events = CURL_WAIT_POLLIN };
}

static bool is_watched_ready(const struct ts_http *http)
{
    for (size_t i = 0; i < http->n_watched; i++)
        if (http->watched[i].revents != 0)
            return true;
    return false;
}

void ts_http_wait(struct ts_http *http, int64_t timeout_ms)
{
    const int64_t end_ms = timeout_ms < 0 ? INT64_MAX : ts_now_ms() + timeout_ms;

    for (;;) {
        serve(http);
        const int64_t now_ms = ts_now_ms();
        if (http->done || now_ms >= end_ms || atomic_exchange(&http->is_woken, false))
            return;
        int64_t look_ms = next_look_ms(http, now_ms);
        look_ms = look_ms < end_ms ? look_ms : end_ms;
        const int64_t sleep_ms = look_ms - now_ms < WAIT_MAX_MS ? look_ms - now_ms : WAIT_MAX_MS;
        if (curl_multi_poll(http->multi, http->watched, http->n_watched,
                            sleep_ms > 0 ? (int)sleep_ms : 0, NULL) != CURLM_OK ||
            is_watched_ready(http))
            return;
    }
}

void ts_http_wake(struct ts_http *http)
{
    atomic_store(&http->is_woken, true);
    (void)curl_multi_wakeup(http->multi); /* it fails only when a wake is under way already */
}

size_t ts_http_n_pending(const struct ts_http *http)
{
    return http->turns.n_waiting + http->turns.n_running + http->n_done;
}

void ts_http_hold_host(struct ts_http *http, ts_str url, int64_t until_ms)
{
    struct ts_arena scratch = { 0 };

    ts_turns_hold(&http->turns, ts_origin_of(&scratch, url), until_ms);
    ts_arena_done(&scratch);
}

static void cancel(struct ts_transfer *t)
{
    struct ts_err err = { 0 };
    const ts_str shown = ts_url_shown(&t->job.reply->arena, t->job.url);

    enum ts_rc rc = ts_fail(&err, TS_ERR_CANCELLED, "%.*s: cancelled", TS_FMT(shown));
    finish(t, rc, &err);
}

void ts_http_cancel_all(struct ts_http *http)
{
    struct ts_turn *turn;

    while (http->n_running > 0) {
        struct ts_transfer *t = http->running[http->n_running - 1];
        ts_transfer_note(t);
        stop(t);
        cancel(t);
    }
    while ((turn = ts_turns_drop(&http->turns, INT64_MIN)))
        cancel((struct ts_transfer *)turn);
}
