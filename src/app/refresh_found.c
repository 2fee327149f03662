/* An answer that is a feed ends the search.  A site leads to a row of tries, one after the other:
 * the feeds it announces, the usual places, news sitemaps; when none of them is a feed, the links
 * of its front page have to do, or another sitemap, or the page itself as an article. */
#include "read_feed_priv.h"
#include "refresh_find_priv.h"
#include "tearsheet/app/address.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/feed/guess.h"
#include "tearsheet/feed/sitemap.h"

enum { MAX_GUESSES = 16 };

/* ---- a page or a sitemap in place of a feed ---- */

static size_t offers_of_page(struct ts_arena *a, ts_str html, ts_str url, struct ts_offer *offers)
{
    size_t n_announced = 0, n = 0;
    struct ts_announced *announced = ts_discover_feeds(a, html, url, &n_announced);

    for (size_t i = 0; i < n_announced && n < MAX_OFFERS; i++)
        if (!announced[i].is_comments &&
            (ts_url_is_http(announced[i].url) || ts_url_is_file(url))) /* files by files alone */
            offers[n++] = (struct ts_offer){ .url = ts_arena_str(a, announced[i].url),
                                             .title = ts_arena_str(a, announced[i].title) };
    return n;
}

/* A copy that outlives the reply. */
static struct ts_reply kept(struct ts_arena *a, const struct ts_reply *reply)
{
    return (struct ts_reply){
        .url = ts_arena_str(a, reply->url),
        .final_url = ts_arena_str(a, reply->final_url),
        .permanent_url = ts_arena_str(a, reply->permanent_url),
        .status = reply->status,
        .content_type = ts_arena_str(a, reply->content_type),
        .etag = ts_arena_str(a, reply->etag),
        .last_modified = ts_arena_str(a, reply->last_modified),
        .body = ts_arena_str(a, reply->body),
        .is_private = reply->is_private,
        .fresh_until_at = reply->fresh_until_at,
    };
}

/* A page that is no article: what to try instead.  False if the person has chosen. */
static bool take_front_page(struct ts_refresh *r, struct find_job *job, ts_str html,
                            const struct ts_reply *reply)
{
    struct ts_offer offers[MAX_OFFERS];
    size_t n_usual = 0, n = offers_of_page(&r->jobs, html, reply->final_url, offers);

    job->is_private = job->is_private || reply->is_private;
    if (find_let_choose(r, job, offers, n))
        return false;
    job->page = kept(&r->jobs, reply);
    job->has_page = true;
    for (size_t i = 0; i < n; i++)
        find_add_try(job, offers[i].url, TRY_FEED);
    struct ts_feed_guess *usual = ts_feed_guesses(&r->jobs, reply->final_url, &n_usual);
    for (size_t i = 0; i < n_usual && i < MAX_GUESSES; i++)
        find_add_try(job, usual[i].url, TRY_FEED);
    find_add_try(job, ts_url_resolve(&r->jobs, job->page.final_url, TS_STR("/robots.txt")),
                 TRY_ROBOTS);
    return true;
}

/* An answer that is no feed: if it is a sitemap with addresses of articles, it is kept for the case
 * that there is nothing better, and no other sitemap is tried. */
static void look_for_links(struct ts_refresh *r, struct find_job *job, const struct ts_reply *reply)
{
    struct ts_arena scratch = { 0 };
    struct ts_feed links;

    if (read_feed(&scratch, reply, true, &links, NULL) == TS_OK) {
        job->sitemap = kept(&r->jobs, reply);
        job->has_sitemap = true;
        if (job->index_url.len > 0) /* which has validators of its own */
            job->sitemap.etag = job->sitemap.last_modified = (ts_str){ 0 };
        job->at = job->n_tries;
    }
    ts_arena_done(&scratch);
}

static void try_sitemaps(struct find_job *job, const ts_str *urls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        find_add_try(job, urls[i], TRY_SITEMAP);
}

/* ---- what an answer calls for ---- */

/* Does what the text of a good answer calls for.  TS_OK: that was all; TS_ERR_NOTFOUND and
 * TS_ERR_PARSE: the next try. */
static enum ts_rc take_text(struct ts_refresh *r, struct find_job *job, ts_str text,
                            const struct ts_reply *reply, struct ts_err *err)
{
    enum try_kind kind = job->tries[job->at].kind;
    bool is_html = ts_discover_is_html(text);
    size_t n = 0;

    if (kind == TRY_ROBOTS) {
        text = is_html ? (ts_str){ 0 } : text;
        ts_str *told = ts_sitemaps_of_robots(&r->jobs, text, job->page.final_url, &n);
        try_sitemaps(job, told, n);
        return TS_ERR_NOTFOUND;
    }
    if (kind == TRY_COMMAND)
        return refresh_subscribe(r, reply, &job->err);
    if (is_html && kind != TRY_AS_GIVEN)
        return TS_ERR_NOTFOUND;
    if (is_html && ts_address_is_article(reply->final_url))
        return refresh_save(r, reply, err);
    if (is_html)
        return take_front_page(r, job, text, reply) ? TS_ERR_NOTFOUND : TS_OK;
    ts_str *listed = ts_sitemaps_of_index(&r->jobs, text, reply->final_url, &n);
    try_sitemaps(job, listed, n);
    if (n > 0)
        job->index_url = ts_arena_str(&r->jobs, reply->url);
    enum ts_rc rc = refresh_subscribe(r, reply, err);
    if (rc == TS_ERR_PARSE && kind == TRY_AS_GIVEN)
        job->err = *err;
    if (rc == TS_ERR_PARSE && n == 0)
        look_for_links(r, job, reply);
    return rc;
}

/* The address that was given leads to nothing.  A bare name was taken for one of https. */
static void take_refusal(struct ts_refresh *r, struct find_job *job, const struct ts_reply *reply)
{
    bool is_second = !ts_str_eq(reply->url, job->asked);

    if (!is_second || !reply->is_unconnected)
        job->err = reply->err;
    if (job->is_bare && !is_second && reply->is_unconnected)
        find_add_try(
            job,
            ts_arena_concat(&r->jobs, TS_STR("http"), ts_str_skip(job->asked, TS_STR("https").len)),
            TRY_AS_GIVEN);
}

static enum ts_rc take_answer(struct ts_refresh *r, struct find_job *job,
                              const struct ts_reply *reply, struct ts_err *err)
{
    enum try_kind kind = job->tries[job->at].kind;
    struct ts_arena scratch = { 0 };
    ts_str text = { 0 };

    if (reply->rc != TS_OK && kind != TRY_ROBOTS) {
        if (kind == TRY_AS_GIVEN)
            take_refusal(r, job, reply);
        else if (kind == TRY_COMMAND || job->n_tries == 1)
            job->err = reply->err;
        return TS_ERR_NOTFOUND;
    }
    if (reply->rc == TS_OK)
        text = ts_charset_to_utf8(&scratch, reply->body,
                                  ts_charset_of_content_type(reply->content_type), NULL);
    enum ts_rc rc = take_text(r, job, text, reply, err);
    ts_arena_done(&scratch);
    return rc;
}

/* ---- when no try is left ---- */

static bool reads_as_article(const struct ts_reply *page)
{
    struct ts_arena scratch = { 0 };
    struct ts_article article;
    ts_str html = ts_charset_to_utf8(&scratch, page->body,
                                     ts_charset_of_content_type(page->content_type), NULL);
    bool is_one = ts_extract(&scratch, html, page->final_url, &article, NULL) == TS_OK &&
                  article.n_words >= TS_ADD_MIN_WORDS;

    ts_arena_done(&scratch);
    return is_one;
}

/* A page that keeps readers out says more than that it has no links. */
static void tell_wall(const struct find_job *job, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_feed feed;
    struct ts_err refusal;

    if (read_feed(&scratch, &job->page, false, &feed, &refusal) != TS_OK &&
        !ts_str_has(ts_str_of(refusal.msg), "web page"))
        *err = refusal;
    ts_arena_done(&scratch);
}

/* No try led to a feed: the links of the front page have to do, those of a sitemap, or the page as
 * an article, though its address did not look like one. */
static void give_up(struct ts_refresh *r, struct find_job *job)
{
    struct ts_err err;

    if (job->has_page) {
        enum ts_rc rc = refresh_watch(r, &job->page, (ts_str){ 0 }, &err);
        if (rc == TS_OK)
            return;
        tell_wall(job, &err);
        ts_fail(&job->err, rc, "no feed was found there, and %s", err.msg);
    }
    if (job->has_sitemap && refresh_watch(r, &job->sitemap, job->index_url, &job->err) == TS_OK)
        return;
    if (job->has_page && reads_as_article(&job->page) &&
        refresh_save(r, &job->page, &job->err) == TS_OK)
        return;
    refresh_failed(r, job->asked, &job->err);
}

void refresh_take_added(struct ts_refresh *r, const struct ts_reply *reply)
{
    struct find_job *job = reply->user;
    struct ts_err err = reply->err;

    if (reply->rc == TS_ERR_CANCELLED) {
        refresh_failed(r, job->asked, &err);
        return;
    }
    enum ts_rc rc = take_answer(r, job, reply, &err);
    bool goes_on = rc == TS_ERR_NOTFOUND || rc == TS_ERR_PARSE;
    if (goes_on && ++job->at < job->n_tries)
        find_submit(r, job);
    else if (goes_on)
        give_up(r, job);
    else if (rc != TS_OK)
        refresh_failed(r, job->asked, &err);
}
