/* The pages of an article are extracted and joined; then what the feed knew better is put in its
 * place, and what the reader put back is put back again. */
#include "clean_priv.h"

#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/extract/join.h"
#include "tearsheet/store/blocks.h"
#include "tearsheet/store/sources.h"

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

static enum ts_rc extract_page(struct ts_arena *a, const struct ts_page *page,
                               const struct ts_wishes *wishes, struct ts_article *out,
                               struct ts_err *err)
{
    if (!is_web_page(page->content_type))
        return ts_fail(err, TS_ERR_NOTFOUND, "%.*s is %.*s, not a page with an article",
                       TS_FMT(page->url), TS_FMT(page->content_type));
    ts_str html = ts_charset_to_utf8(a, page->bytes, page->charset, NULL);
    enum ts_rc rc = ts_extract_as_wished(a, html, page->url, wishes, out, err);
    if (rc != TS_OK)
        ts_fail_in(err, "%.*s", TS_FMT(page->url));
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

static bool is_within(ts_str host, ts_str other)
{
    if (host.len <= other.len)
        return ts_str_eq(host, other);
    size_t at = host.len - other.len;
    return other.len > 0 && host.ptr[at - 1] == '.' && ts_str_eq(ts_str_skip(host, at), other);
}

static bool is_one_site(ts_str url, ts_str other)
{
    ts_str host = ts_url_site(url), other_host = ts_url_site(other);

    return is_within(host, other_host) || is_within(other_host, host);
}

/* What an article is known as that has only its host for a name: after its feed, if that is one of
 * its own site; one that collects links of others says nothing about them. */
static enum ts_rc name_after_feed(struct ts_arena *a, struct ts_db *db, int64_t source_id,
                                  struct ts_article *known, struct ts_err *err)
{
    struct ts_source source;

    if (!goes_by_host(known))
        return TS_OK;
    enum ts_rc rc = ts_source_get(a, db, source_id, &source, err);
    if (rc == TS_OK && source.title.len > 0 &&
        (is_one_site(known->url, source.url) || is_one_site(known->url, source.site_url)))
        known->site = source.title;
    return rc;
}

/* Whether the feed's text is to be shown: the page gives clearly less of it, or the reader said. */
static bool is_feed_wanted(const struct cleaned *c, enum ts_text_choice choice)
{
    if (choice != TS_TEXT_FULLER)
        return choice == TS_TEXT_FEED && c->n_feed_words > 0;
    return c->n_page_words * 100 < c->n_feed_words * FEED_IS_FULLER_PERCENT;
}

static enum ts_rc take_feed_text(struct ts_arena *a, struct ts_db *db,
                                 const struct ts_stored *stored, struct cleaned *out,
                                 struct ts_err *err)
{
    struct ts_article feed, *page = &out->article;
    enum ts_rc rc = clean_item_text(a, db, stored->id, page->url, &feed, err);

    if (rc != TS_OK)
        return rc;
    out->n_page_words = page->n_words;
    out->n_feed_words = feed.n_words;
    if (is_feed_wanted(out, stored->text_choice)) {
        page->blocks = feed.blocks;
        page->n_blocks = feed.n_blocks;
        page->n_words = feed.n_words;
        page->completeness = TS_COMPLETE_FEED;
    }
    return TS_OK;
}

/* The feed's text has been cleaned by nobody who knows of it. */
static void put_back_again(const struct ts_wishes *wishes, struct ts_article *article)
{
    for (size_t i = 0; i < article->n_blocks; i++)
        for (size_t k = 0; k < wishes->n_restored; k++) {
            struct ts_block *block = &article->blocks[i];
            if (block->is_kept || !ts_str_eq(block->text, wishes->restored[k]))
                continue;
            block->is_kept = true;
            block->kind = TS_BLOCK_PARAGRAPH;
            block->decided_by = TS_BY_READER;
            article->n_words += ts_utf8_count_words(block->text);
        }
}

/* The pages as one article; `*n` becomes how many of them are its pages. */
static enum ts_rc extract_pages(struct ts_arena *a, struct ts_wishes *wishes,
                                const struct ts_page *pages, size_t *n, struct ts_article *out,
                                struct ts_err *err)
{
    enum ts_rc rc = extract_page(a, &pages[0], wishes, out, err);

    wishes->first_url = pages[0].url;
    for (size_t i = 1; rc == TS_OK && i < *n; i++) {
        struct ts_article next;
        wishes->number = i + 1;
        if (extract_page(a, &pages[i], wishes, &next, NULL) == TS_OK &&
            ts_article_join(a, out, &next))
            continue;
        out->next_url = (ts_str){ 0 }; /* what it named was no page of its own */
        out->completeness = out->page_completeness;
        *n = i;
    }
    return rc;
}

enum ts_rc clean_pages(struct ts_arena *a, struct ts_db *db, const struct ts_site_rules *rules,
                       const struct ts_stored *stored, bool is_linked, const struct ts_page *pages,
                       size_t *n, struct cleaned *out, struct ts_err *err)
{
    struct ts_wishes wishes = { .rules = rules };
    struct ts_article known = stored->article;

    wishes.restored = ts_blocks_put_back(a, &stored->article, &wishes.n_restored);
    enum ts_rc rc = extract_pages(a, &wishes, pages, n, &out->article, err);
    if (rc != TS_OK)
        return rc;
    rc = name_after_feed(a, db, stored->source_id, &known, err);
    if (rc != TS_OK)
        return rc;
    keep_what_the_feed_knows(&out->article, &known, is_linked);
    rc = take_feed_text(a, db, stored, out, err);
    if (rc == TS_OK)
        put_back_again(&wishes, &out->article);
    return rc;
}
