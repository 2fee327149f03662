#include "ingest_priv.h"

#include "clean_priv.h"
#include "memory_priv.h"
#include "schedule_priv.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/store/item_texts.h"

enum {
    /* A page's text shorter than this share of the feed's own text lost something on the way. */
    FEED_IS_FULLER_PERCENT = 75,
};

static bool is_web_page(ts_str content_type)
{
    static const char *const fine[] = { "text/html", "application/xhtml", "text/plain", "text/xml",
                                        "application/xml" };

    for (size_t i = 0; i < TS_COUNT(fine); i++)
        if (ts_str_starts_nocase(content_type, fine[i]))
            return true;
    return content_type.len == 0;
}

static enum ts_rc extract_reply(struct ts_arena *a, const struct ts_site_rules *rules,
                                const struct ts_reply *reply, struct ts_article *out,
                                struct ts_err *err)
{
    struct ts_wishes wishes = { .rules = rules };

    if (!is_web_page(reply->content_type))
        return ts_fail(err, TS_ERR_NOTFOUND, "%.*s is %.*s, not a page with an article",
                       TS_FMT(reply->final_url), TS_FMT(reply->content_type));
    ts_str html =
        ts_charset_to_utf8(a, reply->body, ts_charset_of_content_type(reply->content_type), NULL);
    enum ts_rc rc = ts_extract_as_wished(a, html, reply->final_url, &wishes, out, err);
    if (rc != TS_OK)
        ts_fail_in(err, "%.*s", TS_FMT(reply->final_url));
    return rc;
}

static bool looks_cut(ts_str title)
{
    return ts_str_ends(title, "…") || ts_str_ends(title, "...");
}

/* A page that does not name its outlet goes by its host. */
static bool goes_by_host(const struct ts_article *page)
{
    return page->site.len == 0 || ts_str_eq_nocase(page->site, ts_url_site(page->url)) ||
           ts_str_eq_nocase(page->site, ts_url_site(page->canonical));
}

/* A time beats a bare day, and one with its zone a time whose zone has to be guessed. */
static bool is_better_known(struct ts_when one, struct ts_when other)
{
    return one.precision > other.precision ||
           (one.precision == other.precision && one.has_zone && !other.has_zone);
}

/* What the feed knows better stays: its headline, unless it was cut; the outlet's name, where the
 * page has none; a date of which more is known. */
static void keep_what_the_feed_knows(struct ts_article *page, const struct ts_article *feed,
                                     bool is_linked)
{
    bool is_headline = feed->title.len > 0 && !looks_cut(feed->title) && !is_linked;

    if (is_headline || page->title.len == 0)
        page->title = feed->title;
    if (feed->site.len > 0 && goes_by_host(page))
        page->site = feed->site;
    if (is_better_known(feed->published, page->published))
        page->published = feed->published;
}

/* Takes the feed's own text where the page gives clearly less of it. */
static enum ts_rc take_fuller_text(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                   struct ts_article *page, struct ts_err *err)
{
    struct ts_article feed;
    enum ts_rc rc = clean_item_text(a, db, article_id, page->url, &feed, err);

    if (rc == TS_OK && page->n_words * 100 < feed.n_words * FEED_IS_FULLER_PERCENT) {
        page->blocks = feed.blocks;
        page->n_blocks = feed.n_blocks;
        page->n_words = feed.n_words;
        page->completeness = TS_COMPLETE_FEED;
    }
    return rc;
}

static enum ts_rc put_parts(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                            bool is_linked, const struct ts_reply *reply,
                            struct ts_article *article, struct ts_err *err)
{
    struct ts_stored stored;
    struct ts_page page = {
        .bytes = reply->body,
        .charset = ts_charset_of_content_type(reply->content_type),
        .content_type = reply->content_type,
        .url = reply->final_url,
        .fetched_at = ts_now_at(),
    };
    enum ts_rc rc = ts_article_get(a, db, article_id, &stored, err);

    if (rc != TS_OK)
        return rc;
    if (stored.article.site.len == 0)
        stored.article.site = stored.source_name;
    keep_what_the_feed_knows(article, &stored.article, is_linked);
    rc = take_fuller_text(a, db, article_id, article, err);
    if (rc == TS_OK && article->completeness != TS_COMPLETE_FEED)
        rc = memory_use(a, db, article_id, article, err);
    if (rc == TS_OK)
        rc = ts_item_text_done(db, article_id, err);
    return rc == TS_OK ? ts_article_put(db, article_id, article, &page, NULL, err) : rc;
}

/* All of it or nothing: what is counted of a page is counted of a page that is there. */
static enum ts_rc put_page(struct ts_arena *a, struct ts_db *db, int64_t article_id, bool is_linked,
                           const struct ts_reply *reply, struct ts_article *article,
                           struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK
               ? ts_db_end(db, put_parts(a, db, article_id, is_linked, reply, article, err), err)
               : rc;
}

enum ts_rc ingest_page(struct ts_db *db, const struct ts_site_rules *rules, int64_t article_id,
                       const struct page_past *past, const struct ts_reply *reply,
                       struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_article article;
    struct ts_err failure = reply->err;
    int64_t next_at = schedule_page(reply, past->n_failures + 1, ts_now_at());
    enum ts_rc rc = reply->rc;

    if (rc == TS_OK) {
        rc = extract_reply(&a, rules, reply, &article, &failure);
        next_at = 0; /* the same page would give the same nothing */
    }
    if (rc == TS_OK) {
        rc = put_page(&a, db, article_id, past->is_linked, reply, &article, err);
    } else {
        if (rc != TS_ERR_CANCELLED && ts_article_put_failure(db, article_id, ts_str_of(failure.msg),
                                                             next_at, &failure) != TS_OK)
            rc = TS_ERR_STORE;
        if (err)
            *err = failure;
    }
    ts_arena_done(&a);
    return rc;
}
