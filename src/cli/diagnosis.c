/* diagnosis.c - what came back for an address: its charset, what it is, and what a refresh, or a
 * reader who adds the address, would get of it. */
#include "doctor_priv.h"
#include "tearsheet/app/address.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/extract/front.h"
#include "tearsheet/feed/parse.h"
#include "tearsheet/feed/sitemap.h"

static const char *const charset_sources[] = { "byte order mark", "HTTP header",
                                               "its own declaration", "detection",
                                               "nothing better known" };

/* "-" for those who say nothing. */
static ts_str vote(ts_str charset)
{
    return charset.len > 0 ? charset : TS_STR("-");
}

static void put_charset(struct cli *c, const struct ts_reply *r, const struct ts_charset *used)
{
    ts_str http = ts_charset_of_content_type(r->content_type);
    struct ts_charset_votes votes = ts_charset_ask(&c->arena, r->body, http);

    doctor_put(c, "charset", "%.*s, by %s", TS_FMT(used->name), charset_sources[used->source]);
    doctor_put(c, "votes",
               "byte order mark %.*s, HTTP header %.*s, declaration %.*s, detection %.*s",
               TS_FMT(vote(votes.bom)), TS_FMT(vote(votes.http)), TS_FMT(vote(votes.declared)),
               TS_FMT(vote(votes.detected)));
}

/* ---- what would come of it ---- */

void doctor_put_next(const struct patient *p, const struct ts_reply *r, const struct ts_feed *feed)
{
    if (!p->replay.is_subscribed && !feed)
        return;
    int64_t next_at = ts_replay_next_at(&p->replay, r, feed, ts_now_at());
    if (next_at == 0)
        doctor_put(p->cli, "then", "not ask again, unless it is refreshed alone");
    else
        doctor_put(p->cli, "then", "ask again after %.*s", TS_FMT(doctor_moment(p->cli, next_at)));
}

static const char *page_plan(const struct ts_replay *replay)
{
    if (replay->skips_pages)
        return "";
    return replay->sees_pages ? "; the feed has whole texts, so that pages are fetched now and then"
                              : ", and fetch the pages of new articles";
}

/* A sitemap without news, or an index of them; false if it is neither. */
static bool put_sitemap(const struct patient *p, const struct ts_reply *r)
{
    struct cli *c = p->cli;
    struct ts_feed feed;
    size_t n = 0;
    ts_str text =
        ts_charset_to_utf8(&c->arena, r->body, ts_charset_of_content_type(r->content_type), NULL);
    const ts_str *urls = ts_sitemaps_of_index(&c->arena, text, r->final_url, &n);
    bool is_sitemap = n == 0 && ts_sitemap_read(&c->arena, text, r->final_url,
                                                ts_address_is_article, &feed, NULL) == TS_OK;

    if (n > 0)
        doctor_put(c, "is", "an index of sitemaps, the first %.*s", TS_FMT(urls[0]));
    else if (is_sitemap)
        doctor_put(c, "is", "a sitemap, %.*s",
                   TS_FMT(ts_arena_count(&c->arena, feed.n_items, "article", "articles")));
    else
        return false;
    doctor_put(c, "would", "%s the articles that it lists",
               !p->replay.is_subscribed || p->replay.takes_links ? "follow"
                                                                 : "refuse it: links=yes takes");
    doctor_put_next(p, r, is_sitemap ? &feed : NULL);
    return true;
}

void doctor_put_advice(struct cli *c, const struct ts_reply *r, const struct ts_err *err)
{
    ts_str advice = ts_trouble_advice(r->status, ts_str_of(err->msg));

    if (!ts_str_has(advice, "tearsheet doctor"))
        doctor_put_if(c, "advice", advice);
}

/* What a body that is no feed is, as `err` has it. */
static void put_no_feed(const struct patient *p, const struct ts_reply *r, const struct ts_err *err)
{
    struct cli *c = p->cli;

    if (put_sitemap(p, r))
        return;
    static const ts_str known = TS_STR("not a feed: ");
    ts_str why = ts_str_of(err->msg);

    if (ts_str_starts(why, known.ptr))
        why = ts_str_skip(why, known.len);
    doctor_put(c, "is", "no feed: %.*s", TS_FMT(why));
    doctor_put(c, "would", "refuse it");
    doctor_put_advice(c, r, err);
    doctor_put_next(p, r, NULL);
}

static void put_feed(const struct patient *p, const struct ts_reply *r)
{
    static const char *const formats[] = {
        [TS_FEED_RSS] = "RSS",
        [TS_FEED_RDF] = "RDF",
        [TS_FEED_ATOM] = "Atom",
        [TS_FEED_JSON] = "JSON Feed",
        [TS_FEED_SITEMAP] = "news sitemap",
        [TS_FEED_PAGE] = "links of a page",
    };
    struct cli *c = p->cli;
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(&c->arena, r->body, r->content_type, r->final_url, &feed, &err) != TS_OK) {
        put_no_feed(p, r, &err);
        return;
    }
    doctor_put(c, "is", "a feed (%s), \"%.*s\", %.*s", formats[feed.format], TS_FMT(feed.title),
               TS_FMT(ts_arena_count(&c->arena, feed.n_items, "item", "items")));
    if (feed.fault.len > 0)
        doctor_put(c, "malformed", "%.*s; it was mended", TS_FMT(feed.fault));
    if (p->replay.is_subscribed)
        doctor_put(c, "would", "take in what is new%s", page_plan(&p->replay));
    else
        doctor_put(c, "would", "subscribe to it");
    if (r->permanent_url.len > 0)
        doctor_put(c, "would", "ask %.*s from the second time on", TS_FMT(r->permanent_url));
    doctor_put_next(p, r, &feed);
}

/* What a refresh would say of the page. */
static void put_refusal(const struct patient *p, const struct ts_reply *r)
{
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(&p->cli->arena, r->body, r->content_type, r->final_url, &feed, &err) == TS_OK)
        return;
    doctor_put(p->cli, "would", "refuse it: %s", err.msg);
    doctor_put_advice(p->cli, r, &err);
}

/* Of a page with nothing in it: what it seems to be instead. */
static void put_suspicion(const struct patient *p, const struct ts_reply *r)
{
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(&p->cli->arena, r->body, r->content_type, r->final_url, &feed, &err) ==
            TS_OK ||
        ts_str_has(ts_str_of(err.msg), "web page"))
        return;
    doctor_put(p->cli, "perhaps", "%s", err.msg);
    doctor_put_advice(p->cli, r, &err);
}

/* `front` is NULL where the page is none. */
static void put_page_plan(const struct patient *p, const struct ts_reply *r, size_t n_feeds,
                          const struct ts_feed *front, bool is_readable)
{
    struct cli *c = p->cli;
    const char *last = front         ? ", then follow its links"
                       : is_readable ? ", then save the page"
                                     : "";

    if (p->replay.is_subscribed && p->replay.takes_links) {
        doctor_put(c, "would", "take in the articles that it links to and that are new");
        doctor_put_next(p, r, front);
    } else if (p->replay.is_subscribed && p->replay.source.kind == TS_SOURCE_FEED) {
        put_refusal(p, r);
        doctor_put_next(p, r, NULL);
    } else if (ts_address_is_article(r->final_url)) {
        doctor_put(c, "would", "save it as an article");
    } else if (n_feeds > 0) {
        doctor_put(c, "would", "subscribe to the first of them that is a feed");
    } else {
        doctor_put(c, "would",
                   "look for a feed in the usual places of the site, then for news sitemaps%s",
                   last);
    }
}

static void put_page(const struct patient *p, const struct ts_reply *r, ts_str html)
{
    struct cli *c = p->cli;
    struct ts_article article;
    struct ts_feed front;
    struct ts_announced *feeds;
    struct ts_err err;
    size_t n;

    bool is_article = ts_extract(&c->arena, html, r->final_url, &article, &err) == TS_OK;
    if (is_article)
        doctor_put(c, "is", "a page, \"%.*s\": %.*s, %s", TS_FMT(article.title),
                   TS_FMT(ts_arena_count(&c->arena, article.n_words, "word", "words")),
                   ts_completeness_name(article.completeness));
    else
        doctor_put(c, "is", "a page without an article: %s", err.msg);
    feeds = ts_discover_feeds(&c->arena, html, r->final_url, &n);
    for (size_t i = 0; i < n; i++)
        doctor_put(c, "announces", "%.*s \"%.*s\"", TS_FMT(feeds[i].url), TS_FMT(feeds[i].title));
    bool is_front = ts_front_read(&c->arena, html, r->final_url, &front, NULL) == TS_OK;
    bool is_readable = is_article && article.n_words >= TS_ADD_MIN_WORDS;
    if (is_front)
        doctor_put(c, "links to", "%zu articles, the first \"%.*s\"", front.n_items,
                   TS_FMT(front.items[0].title));
    if (!p->replay.is_subscribed && n == 0 && !is_front && !is_readable)
        put_suspicion(p, r);
    put_page_plan(p, r, n, is_front ? &front : NULL, is_readable);
}

void doctor_put_content(const struct patient *p, const struct ts_reply *r)
{
    struct cli *c = p->cli;
    struct ts_charset used = { 0 };
    ts_str text =
        ts_charset_to_utf8(&c->arena, r->body, ts_charset_of_content_type(r->content_type), &used);

    put_charset(c, r, &used);
    if (ts_discover_is_html(text))
        put_page(p, r, text);
    else
        put_feed(p, r);
}
