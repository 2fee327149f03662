/* Sources: which are asked, and how.  refresh_take.c has what becomes of their answers. */
#include "read_feed_priv.h"
#include "refresh_priv.h"
#include "schedule_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"

struct ingest_plan refresh_plan_of(const struct ts_refresh *r, ts_str source_url)
{
    struct source_options own = source_options_find(&r->options, source_url);
    struct ingest_plan plan = { .interval_s = r->profile->config.refresh_interval_min * 60,
                                .is_steady = own.interval_s > 0,
                                .takes_links = own.takes_links,
                                .pages = own.pages };

    if (own.interval_s > 0)
        plan.interval_s = own.interval_s;
    return plan;
}

void refresh_apply_options(const struct ts_refresh *r, const struct ts_source *source,
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
    };
    const bool is_feed = parts.command.len == 0 && !refresh_plan_of(r, source->url).takes_links;

    if (parts.command.len > 0 && !r->profile->config.allow_commands) {
        refuse_command(r, source);
        return;
    }
    request.allow_private = source_allows_private(source, request.url);
    if (is_feed)
        request.prepare = read_feed_early;
    refresh_apply_options(r, source, &request);
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

/* Its server asked for a pause: that counts also when everything is to be asked now. */
static bool is_to_be_left_alone(const struct ts_source *source, bool is_due)
{
    enum { TOO_MANY_REQUESTS = 429, UNAVAILABLE = 503 };
    bool is_pause = source->http_status == TOO_MANY_REQUESTS || source->http_status == UNAVAILABLE;

    return is_pause && !is_due;
}

enum ts_rc refresh_take_lock(struct ts_refresh *r, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    const char *path = ts_path_join(&scratch, r->profile->state_dir, "fetch.lock");
    enum ts_rc rc = lock_take(&r->lock, path, err);

    ts_arena_done(&scratch);
    return rc == TS_ERR_BUSY ? ts_fail(err, rc, "another process is fetching") : rc;
}

/* What an earlier run left, which may be articles without a story, too. */
static void take_up(struct ts_refresh *r)
{
    r->wants_cleaning = r->wants_review = r->wants_index = true;
    r->n_ungrouped++;
}

void ts_refresh_resume(struct ts_refresh *r)
{
    refresh_begin(r);
    if (refresh_take_lock(r, NULL) != TS_OK)
        return;
    if (lock_has_note(&r->lock))
        ts_refresh_pages(r);
    take_up(r);
}

/* True if the refresh is to ask it; counts those that are left alone. */
static bool is_asked(struct ts_refresh *r, const struct ts_source *source, int64_t only_id,
                     bool now)
{
    int64_t interval_s = refresh_plan_of(r, source->url).interval_s;
    bool is_due = schedule_is_due(source, interval_s, ts_now_at());

    if (only_id != 0)
        return source->id == only_id && (now || is_due);
    bool is_left = now && is_to_be_left_alone(source, is_due);
    r->progress.n_paused += is_left;
    return (now || is_due) && !is_left && !ts_source_is_gone(source);
}

/* Queues those that are to be asked, and returns how many. */
static size_t submit_sources(struct ts_refresh *r, const struct ts_source *sources, size_t n,
                             int64_t only_id, bool now)
{
    size_t n_queued = 0;

    for (size_t i = 0; i < n; i++)
        if (is_asked(r, &sources[i], only_id, now)) {
            submit_source(r, &sources[i]);
            n_queued++;
        }
    return n_queued;
}

enum ts_rc ts_refresh_start(struct ts_refresh *r, int64_t source_id, bool now, size_t *n,
                            struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_sources_file file = { 0 };
    struct ts_source *sources;
    size_t n_sources, n_queued = 0;

    refresh_begin(r);
    enum ts_rc rc = refresh_take_lock(r, err);
    if (rc == TS_OK)
        rc = ts_feeds_sync(&scratch, r->db, r->profile, &file, err);
    if (rc == TS_OK)
        rc = ts_sources_list(&scratch, r->db, NULL, &sources, &n_sources, err);
    if (rc == TS_OK)
        source_options_load(&r->options, &r->profile->config, &file, r->profile->feeds_path,
                            tell_option_fault, r);
    if (rc == TS_OK) {
        ts_refresh_pages(r);
        n_queued = submit_sources(r, sources, n_sources, source_id, now);
        tell_faults(r, &file);
        take_up(r);
        if (n)
            *n = n_queued;
    }
    if (ts_refresh_is_idle(r))
        lock_drop(&r->lock);
    ts_arena_done(&scratch);
    return rc;
}
