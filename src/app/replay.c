#include "tearsheet/app/replay.h"

#include "commands_priv.h"
#include "ingest_priv.h"
#include "schedule_priv.h"
#include "source_options_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/url.h"

static void pass_over(void *user, const struct ts_err *err)
{
    (void)user, (void)err; /* a refresh tells it */
}

/* The entry of the file for the source; NULL if there is none. */
static const struct ts_source_entry *entry_of(const struct ts_sources_file *file, ts_str url)
{
    for (size_t i = 0; i < file->n_entries; i++)
        if (ts_str_eq(file->entries[i].url, url))
            return &file->entries[i];
    return NULL;
}

/* What a refresh would make of the answer. */
static void plan(struct ts_replay *r, const struct ts_config *config,
                 const struct source_options *options)
{
    r->takes_links = options->takes_links;
    r->skips_pages = !config->fetch_pages || options->pages == PAGES_NEVER;
    r->sees_pages = options->pages == PAGES_AUTO && ts_source_has_full_texts(&r->source);
    r->is_steady = options->interval_s > 0;
    if (options->interval_s > 0)
        r->interval_s = options->interval_s;
}

enum ts_rc ts_replay_of(struct ts_arena *a, struct ts_db *db, const struct ts_profile *profile,
                        ts_str url, struct ts_replay *out, struct ts_err *err)
{
    struct ts_replay replay = { .interval_s = profile->config.refresh_interval_min * 60 };
    struct source_options options = { 0 };
    struct ts_sources_file file;
    enum ts_rc rc = ts_feeds_read(a, profile, &file, err);

    if (rc != TS_OK)
        return rc;
    rc = ts_source_get_url(a, db, url, &replay.source, err);
    if (rc != TS_OK && rc != TS_ERR_NOTFOUND)
        return rc;
    replay.is_subscribed = rc == TS_OK;
    replay.request = (struct ts_http_request){ .url = url, .allow_file = true };
    const struct ts_source_entry *entry =
        entry_of(&file, replay.is_subscribed ? replay.source.url : url);
    if (entry) {
        source_options_of(a, &profile->config, entry, profile->feeds_path, &options, pass_over,
                          NULL);
        source_options_apply(&options, entry->url, &replay.request);
    }
    if (replay.is_subscribed)
        replay.request.url = ts_source_address(&replay.source);
    replay.request.allow_private =
        !replay.is_subscribed || source_allows_private(&replay.source, replay.request.url);
    replay.request.wants_text = !replay.is_subscribed;
    plan(&replay, &profile->config, &options);
    *out = replay;
    return TS_OK;
}

int64_t ts_replay_next_at(const struct ts_replay *replay, const struct ts_reply *reply,
                          const struct ts_feed *feed, int64_t now_at)
{
    if (feed)
        return schedule_after_success(
            replay->is_steady
                ? replay->interval_s
                : schedule_by_rhythm(replay->interval_s, schedule_rhythm(feed, now_at), now_at),
            reply, feed->ttl_s, now_at);
    if (ingest_is_gone(&replay->source, reply))
        return 0;
    return schedule_after_failure(replay->interval_s, reply, reply->url,
                                  replay->source.n_failures + 1, now_at);
}
