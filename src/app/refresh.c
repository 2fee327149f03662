/* Feeds first, then the pages of what is wanted, newest first, at most MAX_PAGES_AT_ONCE in the
 * queue so that what a reader asks for meanwhile is never behind many others; stories and the
 * search index follow in steps, so that a turn stays short. */
#include "tearsheet/app/refresh.h"

#include <stdlib.h>

#include "clean_priv.h"
#include "ingest_priv.h"
#include "memory_priv.h"
#include "refresh_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"
#include "tearsheet/store/search.h"

enum {
    REFILL_BELOW = 8,      /* pages under way, when more are looked up */
    GROUP_EVERY_MS = 3000, /* while pages are still coming in: stories are best made of all of them,
                              oldest first */
    CLEAN_PER_TURN = 200,
    REVIEW_PER_TURN = 50,
    INDEX_PER_TURN = 200,
};

static void pass_over(void *user, const struct ts_err *err)
{
    (void)user, (void)err;
}

/* For pages that are asked for before the first start, which tells what is wrong with the file. */
static void load_options(struct ts_refresh *r)
{
    struct ts_arena scratch = { 0 };
    struct ts_sources_file file;

    if (ts_feeds_read(&scratch, r->profile, &file, NULL) == TS_OK)
        source_options_load(&r->options, &r->profile->config, &file, r->profile->feeds_path,
                            pass_over, NULL);
    ts_arena_done(&scratch);
}

enum ts_rc ts_refresh_open(struct ts_refresh **out, struct ts_db *db,
                           const struct ts_profile *profile,
                           const struct ts_refresh_listener *listener, struct ts_err *err)
{
    const struct ts_config *config = &profile->config;
    struct ts_http_options options = {
        .max_transfers = (int)config->max_connections,
        .max_per_host = (int)config->max_host_connections,
        .limits = { .max_bytes = config->max_page_mb << 20,
                    .max_wire_bytes = config->max_page_mb << 20,
                    .total_ms = config->timeout_s * 1000 },
        .user_agent = config->user_agent,
    };
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
    load_options(r);
    *out = r;
    return TS_OK;
}

void ts_refresh_close(struct ts_refresh *r)
{
    if (!r)
        return;
    ts_http_close(r->http);
    commands_done(&r->commands);
    grouping_done(&r->grouping);
    ts_arena_done(&r->jobs);
    source_options_done(&r->options);
    lock_drop(&r->lock);
    free(r);
}

/* ---- counting and telling ---- */

void refresh_failed(struct ts_refresh *r, ts_str about, const struct ts_err *err)
{
    if (err->rc == TS_ERR_CANCELLED)
        return;
    r->progress.n_failed++;
    if (r->listener.failed)
        r->listener.failed(r->listener.user, about, err);
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
    if (ts_refresh_is_idle(r))
        r->progress = (struct ts_progress){ .started_ms = ts_now_ms() };
    r->grouped_ms = ts_now_ms();
}

struct ts_progress ts_refresh_progress(const struct ts_refresh *r)
{
    struct ts_progress progress = r->progress;

    progress.is_running = !ts_refresh_is_idle(r);
    return progress;
}

static size_t n_under_way(const struct ts_refresh *r)
{
    return ts_http_n_pending(r->http) + commands_n_pending(&r->commands);
}

bool ts_refresh_is_idle(const struct ts_refresh *r)
{
    return n_under_way(r) == 0 && !r->wants_pages && !r->wants_cleaning && !r->wants_review &&
           !r->wants_index && r->n_ungrouped == 0 && r->grouping.n_placed == 0;
}

void ts_refresh_forget_stories(struct ts_refresh *r)
{
    grouping_done(&r->grouping);
}

void ts_refresh_wake(struct ts_refresh *r)
{
    ts_http_wake(r->http);
}

/* ---- sources ---- */

int64_t refresh_interval_s(const struct ts_refresh *r, ts_str source_url)
{
    int64_t own_s = source_options_find(&r->options, source_url).interval_s;

    return own_s > 0 ? own_s : r->profile->config.refresh_interval_min * 60;
}

/* What the reader set for the source goes with each request for it. */
static void apply_options(const struct ts_refresh *r, const struct ts_source *source,
                          struct ts_http_request *request)
{
    struct source_options options = source_options_find(&r->options, source->url);

    source_options_apply(&options, source->url, request);
}

static void refuse_command(struct ts_refresh *r, const struct ts_source *source)
{
    struct ts_err err;

    ts_fail(&err, TS_ERR_ARG, "commands are switched off (allow-commands in the configuration)");
    refresh_failed(r, ts_source_name(source), &err);
}

static void submit_source(struct ts_refresh *r, const struct ts_source *source)
{
    struct source_parts parts = source_parts_of(source->url);
    struct ts_http_request request = {
        .id = source->id,
        .kind = parts.command.len > 0 ? JOB_FILTER : JOB_SOURCE,
        .url = parts.command.len > 0 ? parts.address : ts_source_address(source),
        .etag = source->etag,
        .last_modified = source->last_modified,
        .allow_file = true, /* it stands in the reader's own list */
        .allow_private = ts_url_is_private(parts.address),
    };

    if (parts.command.len > 0 && !r->profile->config.allow_commands) {
        refuse_command(r, source);
        return;
    }
    apply_options(r, source, &request);
    if (parts.command.len > 0 && parts.address.len == 0)
        commands_start(&r->commands, ts_reply_new(source->id, JOB_SOURCE, parts.address),
                       parts.command);
    else
        ts_http_submit(r->http, &request);
    r->progress.n_sources++;
    r->n_sources_left++;
}

static void tell_faults(struct ts_refresh *r, const struct ts_sources_file *file)
{
    for (size_t i = 0; i < file->n_faults; i++) {
        struct ts_err err;
        ts_fail(&err, TS_ERR_PARSE, "%.*s", TS_FMT(file->faults[i].message));
        refresh_failed(r, (ts_str){ 0 }, &err);
    }
}

static void tell_option_fault(void *user, const struct ts_err *err)
{
    refresh_failed(user, (ts_str){ 0 }, err);
}

/* True if the refresh is to ask it. */
static bool is_asked(const struct ts_source *source, int64_t only_id)
{
    return only_id != 0 ? source->id == only_id : !ts_source_is_gone(source);
}

/* One process at a time asks sources, so that none is asked twice. */
static enum ts_rc take_lock(struct ts_refresh *r, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    const char *path = ts_path_join(&scratch, r->profile->state_dir, "fetch.lock");
    enum ts_rc rc = lock_take(&r->lock, path, err);

    ts_arena_done(&scratch);
    return rc == TS_ERR_BUSY ? ts_fail(err, rc, "another process is fetching") : rc;
}

enum ts_rc ts_refresh_start(struct ts_refresh *r, int64_t source_id, bool now, size_t *n,
                            struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_sources_file file = { 0 };
    struct ts_source_query query = { .due_at = now ? 0 : ts_now_at() };
    struct ts_source *sources;
    size_t n_sources, n_queued = 0;

    refresh_begin(r);
    enum ts_rc rc = take_lock(r, err);
    if (rc == TS_OK)
        rc = ts_feeds_sync(&scratch, r->db, r->profile, &file, err);
    if (rc == TS_OK)
        rc = ts_sources_list(&scratch, r->db, &query, &sources, &n_sources, err);
    if (rc == TS_OK)
        source_options_load(&r->options, &r->profile->config, &file, r->profile->feeds_path,
                            tell_option_fault, r);
    for (size_t i = 0; rc == TS_OK && i < n_sources; i++) {
        if (!is_asked(&sources[i], source_id))
            continue;
        submit_source(r, &sources[i]);
        n_queued++;
    }
    if (rc == TS_OK) {
        tell_faults(r, &file);
        ts_refresh_pages(r);
        r->wants_index = true; /* what an earlier run left */
        if (n)
            *n = n_queued;
    }
    if (ts_refresh_is_idle(r))
        lock_drop(&r->lock);
    ts_arena_done(&scratch);
    return rc;
}

/* Fills in what the answer says. */
static void tell_done(struct ts_refresh *r, const struct ts_reply *reply,
                      struct ts_refresh_done *done, const struct ts_err *err)
{
    if (!r->listener.done || (err && err->rc == TS_ERR_CANCELLED))
        return;
    done->id = reply->id;
    done->status = reply->status;
    done->n_bytes = reply->wire_bytes;
    done->err = err;
    r->listener.done(r->listener.user, done);
}

static void take_source(struct ts_refresh *r, const struct ts_reply *reply)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source = { .url = reply->url };
    struct ingest_counts counts = { 0 };
    struct ts_err err;

    r->n_sources_left--;
    r->progress.n_sources_done++;
    enum ts_rc rc = ts_source_get(&scratch, r->db, reply->id, &source, &err);
    if (rc == TS_OK) {
        rc = ingest_feed(r->db, refresh_interval_s(r, source.url), &source, reply, &counts, &err);
        r->progress.n_new += counts.n_new;
        r->progress.n_unchanged += counts.is_unchanged;
    }
    if (rc != TS_OK)
        refresh_failed(r, ts_source_name(&source), &err);
    struct ts_refresh_done done = { .is_source = true,
                                    .url = source.url,
                                    .name = ts_source_name(&source),
                                    .is_unchanged = counts.is_unchanged,
                                    .n_new = counts.n_new };
    tell_done(r, reply, &done, rc == TS_OK ? NULL : &err);
    r->progress.listed_ms = ts_now_ms();
    if (rc != TS_OK || !counts.is_unchanged)
        refresh_changed(r, 0);
    r->wants_cleaning = r->wants_cleaning || (rc == TS_OK && !counts.is_unchanged);
    ts_arena_done(&scratch);
}

/* ---- pages ---- */

static struct page_job *find_page(struct ts_refresh *r, int64_t article_id)
{
    for (size_t i = 0; i < MAX_PAGES_AT_ONCE; i++)
        if (r->pages[i].article_id == article_id)
            return &r->pages[i];
    return NULL;
}

static void expect_pages(struct ts_refresh *r, size_t n)
{
    if (r->progress.n_pages < n)
        r->progress.n_pages = n;
}

static enum ts_rc submit_page(struct ts_refresh *r, const struct ts_wanted *wanted,
                              enum ts_http_priority priority, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source;
    struct page_job *job = find_page(r, 0);
    enum ts_rc rc = ts_source_get(&scratch, r->db, wanted->source_id, &source, err);

    if (rc == TS_OK && job) {
        ts_str address = source_parts_of(source.url).address;
        struct ts_http_request request = {
            .id = wanted->article_id,
            .kind = JOB_PAGE,
            .url = wanted->url,
            .priority = priority,
            .allow_file = ts_url_is_file(address),
            .allow_private = ts_url_is_private(address),
        };
        apply_options(r, &source, &request);
        ts_http_submit(r->http, &request);
        *job = (struct page_job){ wanted->article_id, wanted->n_failures };
        r->n_pages_left++;
        expect_pages(r, r->progress.n_pages_done + r->n_pages_left);
    }
    ts_arena_done(&scratch);
    return rc;
}

/* How many there are, once the sources are done: those under way are still wanted. */
static enum ts_rc count_pages(struct ts_refresh *r, struct ts_err *err)
{
    size_t n = 0;

    if (r->has_counted_pages)
        return TS_OK;
    enum ts_rc rc = ts_articles_count_wanted(r->db, ts_now_at(), &n, err);
    r->has_counted_pages = rc == TS_OK;
    expect_pages(r, r->progress.n_pages_done + n);
    return rc;
}

/* Queues more of the pages that are wanted.  When none are left, there is nothing more to want. */
static void queue_pages(struct ts_refresh *r)
{
    struct ts_arena scratch = { 0 };
    struct ts_wanted *wanted;
    struct ts_err err;
    size_t n = 0, n_queued = 0;

    enum ts_rc rc = count_pages(r, &err);
    if (rc == TS_OK)
        rc = ts_articles_wanted(&scratch, r->db, ts_now_at(), MAX_PAGES_AT_ONCE, &wanted, &n, &err);
    for (size_t i = 0; rc == TS_OK && i < n && find_page(r, 0); i++) {
        if (find_page(r, wanted[i].article_id))
            continue;
        rc = submit_page(r, &wanted[i], TS_HTTP_NORMAL, &err);
        n_queued++;
    }
    if (rc != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    if (rc != TS_OK || (n_queued == 0 && r->n_pages_left == 0)) {
        r->wants_pages = false;
        r->progress.n_pages = r->progress.n_pages_done; /* some became one with others */
    }
    ts_arena_done(&scratch);
}

enum ts_rc ts_refresh_page(struct ts_refresh *r, int64_t article_id, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_stored stored;

    refresh_begin(r);
    enum ts_rc rc = ts_article_want(r->db, article_id, err);
    if (rc == TS_OK)
        rc = ts_article_get(&scratch, r->db, article_id, &stored, err);
    if (rc == TS_OK && !find_page(r, article_id)) {
        struct ts_wanted wanted = { article_id, stored.source_id, stored.article.url,
                                    stored.article.title, 0 };
        rc = submit_page(r, &wanted, TS_HTTP_NOW, err);
    }
    ts_arena_done(&scratch);
    return rc;
}

void ts_refresh_pages(struct ts_refresh *r)
{
    refresh_begin(r);
    r->wants_pages = r->profile->config.fetch_pages && take_lock(r, NULL) == TS_OK;
    r->has_counted_pages = false;
    r->wants_cleaning = true; /* of what has no page */
    r->wants_review = true;   /* what an earlier run left */
}

static void take_page(struct ts_refresh *r, const struct ts_reply *reply)
{
    struct page_job *job = find_page(r, reply->id);
    struct ts_err err;

    r->n_pages_left--;
    r->progress.n_pages_done++;
    enum ts_rc rc = ingest_page(r->db, reply->id, job ? job->n_failures : 0, reply, &err);
    if (job)
        *job = (struct page_job){ 0 };
    if (rc != TS_OK)
        refresh_failed(r, reply->url, &err);
    struct ts_refresh_done done = { .url = reply->url };
    tell_done(r, reply, &done, rc == TS_OK ? NULL : &err);
    r->wants_review = r->wants_review || rc == TS_OK;
    if (rc != TS_ERR_CANCELLED)
        refresh_changed(r, 1);
}

/* ---- turns ---- */

/* True if the answer is still to go through a command. */
static bool needs_filter(const struct ts_reply *reply)
{
    return reply->kind == JOB_FILTER && reply->rc == TS_OK && !reply->is_unchanged;
}

/* Takes `reply`, which comes back as that of a plain source. */
static void start_filter(struct ts_refresh *r, struct ts_reply *reply)
{
    struct ts_source source;
    struct ts_err err;
    enum ts_rc rc = ts_source_get(&reply->arena, r->db, reply->id, &source, &err);

    reply->kind = JOB_SOURCE;
    if (rc == TS_OK) {
        commands_start(&r->commands, reply, source_parts_of(source.url).command);
        return;
    }
    take_source(r, reply); /* says why */
    ts_reply_free(reply);
}

static void take_reply(struct ts_refresh *r, const struct ts_reply *reply)
{
    r->progress.n_bytes += reply->wire_bytes;
    switch ((enum job_kind)reply->kind) {
    case JOB_SOURCE:
    case JOB_FILTER:
        take_source(r, reply);
        break;
    case JOB_PAGE:
        take_page(r, reply);
        break;
    case JOB_ADD:
        refresh_take_added(r, reply);
        break;
    }
}

static void clean(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0;

    if (clean_some(r->db, CLEAN_PER_TURN, &n, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    r->wants_cleaning = n > 0;
    if (n > 0)
        refresh_changed(r, n);
}

static void review(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0, n_changed = 0;

    if (memory_review(r->db, REVIEW_PER_TURN, &n, &n_changed, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    r->wants_review = n > 0;
    if (n_changed > 0)
        refresh_changed(r, n_changed);
}

static void group(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0;

    r->n_ungrouped = 0;
    r->grouped_ms = ts_now_ms();
    if (grouping_place_all(&r->grouping, r->db, &n, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    if (n > 0)
        refresh_changed(r, 0);
}

/* When all that came is in its story: what came late may have shown that others are in the wrong
 * one. */
static void repair(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0;

    if (grouping_repair(&r->grouping, r->db, &n, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    if (n > 0)
        refresh_changed(r, 0);
}

static void index_some(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n_left = 0;

    if (ts_search_index(r->db, INDEX_PER_TURN, &n_left, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    r->wants_index = n_left > 0;
}

/* One step of what is done when no answer is at hand; false when there is nothing but to wait. */
static bool do_own_work(struct ts_refresh *r)
{
    bool nothing_under_way = n_under_way(r) == 0;

    if (r->wants_pages && r->n_sources_left == 0 && r->n_pages_left < REFILL_BELOW) {
        size_t before = r->n_pages_left;
        queue_pages(r);
        if (r->n_pages_left > before || !r->wants_pages)
            return true;
    }
    if (r->wants_cleaning && nothing_under_way) {
        clean(r);
        return true;
    }
    if (r->wants_review && nothing_under_way) {
        review(r);
        return true;
    }
    bool is_late = ts_now_ms() - r->grouped_ms >= GROUP_EVERY_MS;
    if (r->n_ungrouped > 0 && (nothing_under_way || is_late)) {
        group(r);
        return true;
    }
    if (r->grouping.n_placed > 0 && r->n_ungrouped == 0 && nothing_under_way) {
        repair(r);
        return true;
    }
    if (r->wants_index && nothing_under_way) {
        index_some(r);
        return true;
    }
    return false;
}

static void wait_for_answers(struct ts_refresh *r, int64_t timeout_ms)
{
    int fds[MAX_COMMAND_FDS];

    ts_http_watch(r->http, fds, commands_fds(&r->commands, fds));
    ts_http_wait(r->http, commands_wait_ms(&r->commands, timeout_ms));
}

void ts_refresh_turn(struct ts_refresh *r, int64_t timeout_ms)
{
    struct ts_reply *reply = commands_next(&r->commands);

    if (!reply)
        reply = ts_http_next(r->http);
    if (reply && needs_filter(reply)) {
        start_filter(r, reply);
    } else if (reply) {
        take_reply(r, reply);
        ts_reply_free(reply);
    } else if (!do_own_work(r)) {
        wait_for_answers(r, timeout_ms);
    }
    if (ts_refresh_is_idle(r)) {
        grouping_done(&r->grouping); /* its memory, and what other processes do meanwhile */
        ts_arena_done(&r->jobs);
        lock_drop(&r->lock);
    }
}
