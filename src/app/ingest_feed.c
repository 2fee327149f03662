#include "ingest_priv.h"

#include "clean_priv.h"
#include "commands_priv.h"
#include "read_feed_priv.h"
#include "schedule_priv.h"
#include "tearsheet/base/url.h"

enum { STATUS_NOT_FOUND = 404, STATUS_GONE = 410, STATUS_TOO_MANY = 429 };
/* In a row, at the address that it moved to.  Without a server it may be this machine's fault: at
 * one try an hour that is a day. */
enum { MAX_MOVED_FAILURES = 3, MAX_MOVED_UNREACHED = 24 };

/* Of an answer with more new items than this, which is an archive rather than news, the pages of
 * the newest alone are asked for: thousands would be a burden for any server. */
enum { MAX_PAGES_OF_ANSWER = 500 };

static enum ts_rc spare_archive(struct ts_db *db, const struct ingest_plan *plan, int64_t source_id,
                                const struct ingest_counts *counts, struct ts_err *err)
{
    if (plan->pages == PAGES_ALWAYS || counts->n_new <= MAX_PAGES_OF_ANSWER)
        return TS_OK;
    return ts_articles_skip_pages(db, source_id, MAX_PAGES_OF_ANSWER, err);
}

static enum ts_rc put_items(struct ts_arena *a, struct ts_db *db, int64_t source_id,
                            const struct ts_feed *feed, struct ingest_counts *counts,
                            struct ts_err *err)
{
    struct ts_item_put *puts = TS_NEW_ARRAY(a, feed->n_items, struct ts_item_put);

    for (size_t i = 0; i < feed->n_items; i++)
        if (feed->items[i].title.len == 0)
            feed->items[i].title = clean_title(a, &feed->items[i]);
    enum ts_rc rc =
        ts_articles_put_items(db, source_id, feed->items, feed->n_items, ts_now_at(), puts, err);
    counts->n_items = feed->n_items;
    counts->is_unchanged = true;
    for (size_t i = 0; rc == TS_OK && i < feed->n_items; i++) {
        counts->n_new += puts[i].is_new;
        counts->is_unchanged = counts->is_unchanged && !puts[i].is_new && !puts[i].is_changed;
    }
    return rc;
}

/* The address that it moved to has nothing, or has failed too often: back to the one in the feeds
 * file, whose server may know better by now. */
static bool is_lost_where_it_moved(const struct ts_source *source, const struct ts_reply *reply)
{
    if (ts_str_eq(reply->url, source_parts_of(source->url).address) || reply->is_unasked)
        return false;
    return reply->status == STATUS_NOT_FOUND || reply->status == STATUS_GONE ||
           source->n_failures + 1 >=
               (reply->is_unreached ? MAX_MOVED_UNREACHED : MAX_MOVED_FAILURES);
}

bool ingest_is_gone(const struct ts_source *source, const struct ts_reply *reply)
{
    return reply->status == STATUS_GONE && !is_lost_where_it_moved(source, reply);
}

/* A password in the address would not come along, nor would a command. */
static ts_str believable_move(const struct ts_source *source, const struct ts_reply *reply)
{
    bool is_plain = ts_url_is_http(source->url) && ts_url_parse(source->url).user.len == 0;

    return is_plain ? reply->permanent_url : (ts_str){ 0 };
}

/* Nothing new by what another address gave, which knows nothing of the versions there are here. */
static bool is_elsewhere(const struct ts_source *source, const struct ts_source_fetch *fetch)
{
    ts_str moved = fetch->moved_url;

    return fetch->is_back || (moved.len > 0 && !ts_str_eq(moved, source->moved_url));
}

static struct ts_source_fetch record_of_failure(const struct ingest_plan *plan,
                                                const struct ts_source *source,
                                                const struct ts_reply *reply, ts_str error)
{
    int64_t now_at = ts_now_at();
    bool is_lost = is_lost_where_it_moved(source, reply);
    struct ts_source_fetch fetch = {
        .fetched_at = now_at,
        .http_status = reply->status,
        .error = error,
        .is_back = is_lost,
        .is_elsewhere = is_lost,
        .is_unasked = reply->is_unasked,
    };

    if (reply->is_unasked) {
        fetch.http_status = STATUS_TOO_MANY; /* the host said so to another */
        fetch.next_at = schedule_after_pause(reply, now_at);
    } else if (!ingest_is_gone(source, reply)) {
        fetch.next_at = schedule_after_failure(plan->interval_s, reply, source->url,
                                               source->n_failures + 1, now_at);
    }
    return fetch;
}

/* What the feed itself says. */
static void note_feed(struct ts_source_fetch *fetch, const struct ts_feed *feed)
{
    fetch->ttl_s = feed->ttl_s;
    fetch->title = feed->title;
    fetch->site_url = feed->link;
    if (feed->is_cut) /* by a server that dropped the connection, say: the rest is still to come */
        fetch->etag = fetch->last_modified = (ts_str){ 0 };
}

/* `feed` is NULL when nothing is new. */
static struct ts_source_fetch record_of_answer(const struct ingest_plan *plan,
                                               const struct ts_source *source,
                                               const struct ts_reply *reply,
                                               const struct ts_feed *feed)
{
    int64_t now_at = ts_now_at();
    struct rhythm rhythm =
        feed ? schedule_rhythm(feed, now_at) : (struct rhythm){ source->gap_s, source->newest_at };
    int64_t interval_s =
        plan->is_steady ? plan->interval_s : schedule_by_rhythm(plan->interval_s, rhythm, now_at);
    struct ts_source_fetch fetch = {
        .fetched_at = now_at,
        .http_status = reply->status,
        .ttl_s = source->ttl_s,
        .gap_s = rhythm.gap_s,
        .newest_at = rhythm.newest_at,
        /* That nothing is new says nothing of where the articles came from that are there. */
        .is_private = feed ? reply->is_private : source->is_private,
        .moved_url = believable_move(source, reply),
        .is_back = reply->n_hops == 0 && source->n_moved > 0 && ts_str_eq(reply->url, source->url),
    };

    fetch.is_elsewhere = !feed && is_elsewhere(source, &fetch);
    if (!fetch.is_elsewhere) {
        fetch.etag = reply->etag;
        fetch.last_modified = reply->last_modified;
    }
    if (feed)
        note_feed(&fetch, feed);
    fetch.next_at = schedule_after_success(interval_s, reply, fetch.ttl_s, now_at);
    return fetch;
}

/* Writes all of a good answer, or nothing of it, and nothing of the open transaction either. */
static enum ts_rc put_answer(struct ts_arena *a, struct ts_db *db, const struct ingest_plan *plan,
                             const struct ts_source *source, const struct ts_reply *reply,
                             const struct ts_feed *feed, struct ingest_counts *counts,
                             struct ts_err *err)
{
    struct ts_source_fetch fetch = record_of_answer(plan, source, reply, feed);
    enum ts_rc rc = ts_db_begin_part(db, err);

    if (rc != TS_OK)
        return rc;
    counts->is_unchanged = true;
    if (feed)
        rc = put_items(a, db, source->id, feed, counts, err);
    if (rc == TS_OK)
        rc = spare_archive(db, plan, source->id, counts, err);
    if (rc == TS_OK)
        rc = ts_source_put_fetch(db, source->id, &fetch, err);
    return ts_db_end_part(db, rc, err);
}

static enum ts_rc put_failure(struct ts_db *db, const struct ingest_plan *plan,
                              const struct ts_source *source, const struct ts_reply *reply,
                              const struct ts_err *failure, struct ts_err *err)
{
    struct ts_err told = *failure;

    if (ingest_is_gone(source, reply))
        ts_fail(&told, failure->rc, "%s (it is not asked again unless it is refreshed alone)",
                failure->msg);
    struct ts_source_fetch fetch = record_of_failure(plan, source, reply, ts_str_of(told.msg));
    enum ts_rc rc = ts_source_put_fetch(db, source->id, &fetch, err);

    if (rc == TS_OK && err)
        *err = told;
    return rc == TS_OK ? failure->rc : rc;
}

enum ts_rc ingest_feed(struct ts_db *db, const struct ingest_plan *plan,
                       const struct ts_source *source, const struct ts_reply *reply,
                       struct ingest_counts *out, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err failure = reply->err;
    struct ingest_counts counts = { 0 };
    enum ts_rc rc = reply->rc;

    if (rc == TS_ERR_CANCELLED) { /* the server did nothing wrong: ask again next time */
        if (err)
            *err = failure;
        return rc;
    }
    if (rc == TS_OK && !reply->is_unchanged)
        rc = read_feed(&a, reply, plan->takes_links, &feed, &failure);
    if (rc == TS_OK)
        rc = put_answer(&a, db, plan, source, reply, reply->is_unchanged ? NULL : &feed, &counts,
                        err);
    else
        rc = put_failure(db, plan, source, reply, &failure, err);
    if (rc == TS_OK)
        *out = counts;
    ts_arena_done(&a);
    return rc;
}
