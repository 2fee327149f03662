/* What comes of an address that a person gave, once it is found what is there (refresh_find.c): a
 * subscription, a page that is watched for links, or a saved article. */
#include "read_feed_priv.h"
#include "refresh_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/url.h"

static void tell_added(struct ts_refresh *r, ts_str name, ts_str url, enum ts_added what, size_t n)
{
    if (r->listener.added)
        r->listener.added(r->listener.user, name, url, what, n);
}

/* Writes the line, and takes the answer in as that of a refresh. */
static enum ts_rc subscribe(struct ts_refresh *r, struct ts_arena *a,
                            const struct ts_source_entry *entry, const struct ts_reply *reply,
                            struct ts_err *err)
{
    struct ts_source source;
    struct ingest_counts counts = { 0 };
    size_t n_added = 0;
    enum ts_rc rc = ts_feeds_add(r->db, r->profile, entry, 1, &n_added, err);

    if (rc == TS_OK)
        rc = ts_source_get_url(a, r->db, entry->url, &source, err);
    if (rc != TS_OK)
        return rc;
    refresh_load_options(r);
    struct ingest_plan plan = refresh_plan_of(r, source.url);
    rc = ingest_feed(r->db, &plan, &source, reply, &counts, err);
    if (rc == TS_OK)
        rc = ts_source_get(a, r->db, source.id, &source, err);
    if (rc != TS_OK)
        return rc;
    r->progress.n_new += counts.n_new;
    r->wants_cleaning = true;
    tell_added(r, ts_source_name(&source), entry->url,
               n_added > 0 ? TS_ADDED_SOURCE : TS_ADDED_NOTHING, counts.n_items);
    refresh_changed(r, 0);
    return TS_OK;
}

static ts_str lasting_address(const struct ts_reply *reply)
{
    return reply->permanent_url.len > 0 ? reply->permanent_url : reply->url;
}

enum ts_rc refresh_subscribe(struct ts_refresh *r, const struct ts_reply *reply, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_source_entry entry = { .url = lasting_address(reply) };
    struct ts_feed feed;
    enum ts_rc rc = read_feed(&scratch, reply, false, &feed, err);

    if (rc == TS_OK) /* only what is a feed gets into the feeds file */
        rc = subscribe(r, &scratch, &entry, reply, err);
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc refresh_watch(struct ts_refresh *r, const struct ts_reply *reply, ts_str url,
                         struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    ts_str option = TS_STR("links=yes");
    struct ts_source_entry entry = { .url = url.len > 0 ? url : lasting_address(reply),
                                     .tags = &option,
                                     .n_tags = 1 };
    struct ts_feed feed;
    enum ts_rc rc = read_feed(&scratch, reply, true, &feed, err);

    if (rc == TS_OK)
        rc = subscribe(r, &scratch, &entry, reply, err);
    ts_arena_done(&scratch);
    return rc;
}

static enum ts_rc save(struct ts_refresh *r, struct ts_arena *a, const struct ts_reply *reply,
                       struct ts_err *err)
{
    struct page_job none = { 0 }, *job = refresh_free_page(r);
    ts_str url = ts_url_without_secret(a, reply->final_url);
    struct ts_item item = { .id = url, .link = url };
    struct ts_item_put put = { 0 };
    struct ts_stored stored;
    int64_t source_id;
    enum ts_rc rc = ts_source_put_page(r->db, reply->final_url, &source_id, err);

    if (rc == TS_OK)
        rc = ts_articles_put_items(r->db, source_id, &item, 1, ts_now_at(), &put, err);
    if (!job)
        job = &none; /* what follows the first page is left to the next refresh */
    if (rc == TS_OK) {
        *job = (struct page_job){ .article_id = put.article_id, .source_id = source_id };
        rc = refresh_ingest_page(r, job, reply, err);
    }
    if (rc == TS_OK)
        rc = ts_article_get(a, r->db, put.article_id, &stored, err);
    if (rc != TS_OK)
        return rc;
    r->progress.n_new += put.is_new;
    tell_added(r, stored.article.title, url, TS_ADDED_ARTICLE, 1);
    refresh_changed(r, 1);
    return TS_OK;
}

enum ts_rc refresh_save(struct ts_refresh *r, const struct ts_reply *reply, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    enum ts_rc rc = save(r, &scratch, reply, err);

    ts_arena_done(&scratch);
    return rc;
}
