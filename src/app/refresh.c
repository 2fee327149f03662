/* Feeds first, then the pages of what is wanted, newest first; stories and the search index follow.
 * refresh_sources.c and refresh_pages.c ask, refresh_take.c and refresh_pages.c take answers in,
 * refresh_work.c does the rest. */
#include "tearsheet/app/refresh.h"

#include <stdlib.h>

#include "refresh_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/app/rules.h"
#include "tearsheet/base/url.h"

static void pass_over(void *user, const struct ts_err *err)
{
    (void)user, (void)err;
}

/* For pages that are asked for before the first start, which tells what is wrong with the file. */
void refresh_load_options(struct ts_refresh *r)
{
    struct ts_arena scratch = { 0 };
    struct ts_sources_file file;

    if (ts_feeds_read(&scratch, r->profile, &file, NULL) == TS_OK)
        source_options_load(&r->options, &r->profile->config, &file, r->profile->feeds_path,
                            pass_over, NULL);
    ts_arena_done(&scratch);
}

static struct ts_http_options http_options_of(const struct ts_config *config)
{
    return (struct ts_http_options){
        .max_transfers = (int)config->max_connections,
        .max_per_host = (int)config->max_host_connections,
        .limits = { .max_bytes = config->max_page_mb << 20,
                    .max_wire_bytes = config->max_page_mb << 20,
                    .total_ms = config->timeout_s * 1000 },
        .user_agent = config->user_agent,
    };
}

enum ts_rc ts_refresh_open(struct ts_refresh **out, struct ts_db *db,
                           const struct ts_profile *profile,
                           const struct ts_refresh_listener *listener, struct ts_err *err)
{
    const struct ts_config *config = &profile->config;
    struct ts_http_options options = http_options_of(config);
    struct ts_http *http;
    enum ts_rc rc = ts_http_open(&http, &options, err);

    if (rc != TS_OK)
        return rc;
    struct ts_refresh *r = calloc(1, sizeof *r);
    if (!r)
        ts_panic("out of memory (a refresh)");
    *r = (struct ts_refresh){
        .db = db,
        .profile = profile,
        .listener = *listener,
        .http = http,
        .commands = { .max_bytes = (size_t)config->max_page_mb << 20,
                      .max_ms = config->timeout_s * 1000 },
    };
    r->rules = config->site_rules;
    refresh_load_options(r);
    *out = r;
    return TS_OK;
}

void ts_refresh_close(struct ts_refresh *r)
{
    if (!r)
        return;
    ts_http_close(r->http);
    commands_done(&r->commands);
    for (size_t i = 0; i < PAGE_PLACES; i++)
        page_chain_done(&r->pages[i].chain);
    grouping_done(&r->grouping);
    ts_arena_done(&r->jobs);
    ts_arena_done(&r->rules_arena);
    source_options_done(&r->options);
    lock_drop(&r->lock);
    free(r);
}

/* ---- counting and telling ---- */

/* Messages of the net have as much of a long address. */
static bool is_named(struct ts_arena *a, ts_str about, const struct ts_err *err)
{
    ts_str shown = ts_str_sub(about, 0, TS_HTTP_SHOWN_BYTES);

    return ts_str_has(ts_str_of(err->msg), ts_arena_cstr(a, shown));
}

/* Nothing of what servers would answer could be kept. */
static void stop_asking(struct ts_refresh *r)
{
    r->is_full = true;
    refresh_ask_no_more_pages(r);
    ts_http_cancel_all(r->http);
}

void refresh_failed(struct ts_refresh *r, ts_str about, const struct ts_err *err)
{
    struct ts_arena scratch = { 0 };

    if (err->rc == TS_ERR_CANCELLED || (err->rc == TS_ERR_FULL && r->is_full))
        return;
    if (err->rc == TS_ERR_FULL) {
        stop_asking(r);
        about.len = 0; /* it is the library that the failure is about */
    }
    r->progress.n_failed++;
    about = ts_url_without_secret(&scratch, about);
    if (is_named(&scratch, about, err))
        about.len = 0;
    if (r->listener.failed)
        r->listener.failed(r->listener.user, about, err);
    ts_arena_done(&scratch);
}

void refresh_changed(struct ts_refresh *r, size_t n_articles)
{
    r->n_ungrouped += n_articles;
    r->wants_index = r->wants_index || n_articles > 0;
    if (r->listener.changed)
        r->listener.changed(r->listener.user);
}

void refresh_begin(struct ts_refresh *r)
{
    if (ts_refresh_is_idle(r)) {
        r->progress = (struct ts_progress){ .started_ms = ts_now_ms() };
        r->is_full = false;
    }
    r->grouped_ms = ts_now_ms();
}

struct ts_progress ts_refresh_progress(const struct ts_refresh *r)
{
    struct ts_progress progress = r->progress;
    size_t n_under_way = refresh_n_under_way(r);
    size_t n_fetched = r->n_sources_left + r->n_pages_left; /* also what is just being taken in */

    progress.is_running = !ts_refresh_is_idle(r);
    progress.n_lookups = n_under_way > n_fetched ? n_under_way - n_fetched : 0;
    return progress;
}

size_t refresh_n_under_way(const struct ts_refresh *r)
{
    return ts_http_n_pending(r->http) + commands_n_pending(&r->commands);
}

bool ts_refresh_is_listed(const struct ts_refresh *r)
{
    return r->n_sources_left == 0;
}

bool ts_refresh_is_idle(const struct ts_refresh *r)
{
    return refresh_n_under_way(r) == 0 && !r->wants_pages && !r->wants_cleaning &&
           !r->wants_review && !r->wants_index && r->n_ungrouped == 0 && !r->wants_repair;
}

void ts_refresh_forget_stories(struct ts_refresh *r)
{
    grouping_done(&r->grouping);
}

const struct ts_site_rules *ts_refresh_rules(const struct ts_refresh *r)
{
    return &r->rules;
}

enum ts_rc ts_refresh_read_rules(struct ts_refresh *r, struct ts_err *err)
{
    struct ts_arena fresh = { 0 };
    enum ts_rc rc = ts_rules_read(&fresh, r->profile, &r->rules, err);
    struct ts_arena unused = rc == TS_OK ? r->rules_arena : fresh;

    if (rc == TS_OK)
        r->rules_arena = fresh;
    ts_arena_done(&unused);
    return rc;
}

void ts_refresh_wake(struct ts_refresh *r)
{
    ts_http_wake(r->http);
}

/* ---- turns ---- */

struct ts_refresh_done refresh_done_of(const struct ts_reply *reply)
{
    return (struct ts_refresh_done){
        .id = reply->id,
        .url = reply->url,
        .status = reply->status,
        .n_bytes = reply->wire_bytes,
        .is_paused = reply->is_unasked,
    };
}

void refresh_tell_done(struct ts_refresh *r, struct ts_refresh_done *done, const struct ts_err *err)
{
    if (err && done->is_paused && err->rc != TS_ERR_STORE && err->rc != TS_ERR_FULL)
        r->progress.n_paused++;
    else if (err)
        refresh_failed(r, done->is_source ? done->name : done->url, err);
    if (!r->listener.done || (err && err->rc == TS_ERR_CANCELLED))
        return;
    done->err = err;
    r->listener.done(r->listener.user, done);
}

/* True if the answer is still to go through a command. */
static bool needs_filter(const struct ts_reply *reply)
{
    return (reply->kind == JOB_FILTER || reply->kind == JOB_ADD_FILTER) && reply->rc == TS_OK &&
           !reply->is_unchanged;
}

/* Hands the answer to the command of its source, from which it comes back as that of a plain one.
 * Gives it back if there is no such source any more, which its taker tells. */
static struct ts_reply *start_filter(struct ts_refresh *r, struct ts_reply *reply)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source;

    if (reply->kind == JOB_ADD_FILTER) {
        refresh_filter_added(r, reply);
        return NULL;
    }
    reply->kind = JOB_SOURCE;
    if (ts_source_get(&scratch, r->db, reply->id, &source, NULL) == TS_OK) {
        commands_start(&r->commands, reply, source_parts_of(source.url).command);
        reply = NULL;
    }
    ts_arena_done(&scratch);
    return reply;
}

struct ts_reply *refresh_next_reply(struct ts_refresh *r)
{
    struct ts_reply *reply = commands_next(&r->commands);

    if (!reply)
        reply = ts_http_next(r->http);
    if (reply && needs_filter(reply))
        reply = start_filter(r, reply);
    if (reply)
        r->progress.n_bytes += reply->wire_bytes;
    return reply;
}

static void take_reply(struct ts_refresh *r, struct ts_reply *reply)
{
    if (refresh_is_for_source(reply))
        reply = refresh_take_sources(r, reply);
    if (reply && reply->kind == JOB_PAGE)
        refresh_take_page(r, reply);
    else if (reply)
        refresh_take_added(r, reply);
    ts_reply_free(reply);
}

static void wait_for_answers(struct ts_refresh *r, int64_t timeout_ms)
{
    int fds[MAX_COMMAND_FDS];

    ts_http_watch(r->http, fds, commands_fds(&r->commands, fds));
    ts_http_wait(r->http, commands_wait_ms(&r->commands, timeout_ms));
}

void ts_refresh_turn(struct ts_refresh *r, int64_t timeout_ms)
{
    struct ts_reply *reply = refresh_next_reply(r);

    if (reply) {
        take_reply(r, reply);
    } else if (!refresh_work(r)) {
        wait_for_answers(r, timeout_ms);
    }
    if (ts_refresh_is_idle(r)) {
        grouping_done(&r->grouping); /* its memory, and what other processes do meanwhile */
        ts_arena_done(&r->jobs);
        lock_note(&r->lock, false);
        lock_drop(&r->lock);
    }
}
