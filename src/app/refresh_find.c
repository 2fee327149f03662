/* What a person gives as an address may be a feed, a site, or an article: the answer tells.  A site
 * leads to a row of tries, one after the other: the feeds it announces, the usual places, news
 * sitemaps; when none of them is a feed, the links of its front page have to do, or another
 * sitemap, or the page itself as an article.  A command (`exec:`, `filter:`) leads to a feed or to
 * nothing. */
#include "read_feed_priv.h"
#include "refresh_priv.h"
#include "tearsheet/app/address.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/feed/guess.h"
#include "tearsheet/feed/sitemap.h"

enum {
    MAX_TRIES = 48,
    MAX_GUESSES = 16,
    MAX_OFFERS = 16,
};

enum try_kind {
    TRY_AS_GIVEN,
    TRY_COMMAND, /* what it writes */
    TRY_FEED,
    TRY_ROBOTS,
    TRY_SITEMAP,
};

struct
try {
    ts_str url;
    enum try_kind kind;
};

/* An address on its way, in the refresh's own memory until that is idle. */
struct add_job {
    ts_str asked; /* what the person gave, as a full address */
    struct try tries[MAX_TRIES];
    size_t n_tries;
    size_t at;       /* tries[at] is under way */
    bool is_private; /* what the person gave is, or is in a private network */
    bool is_bare;    /* the person gave no scheme: it may be http, too */
    bool has_page, has_sitemap;
    struct ts_reply page;    /* the front page, as far as a later look needs it */
    struct ts_reply sitemap; /* the same of one that has no news */
    ts_str index_url;        /* that led to it, if one did */
    struct ts_err err;       /* what to say when nothing comes of it */
};

/* ---- tries ---- */

static void submit(struct ts_refresh *r, struct add_job *job)
{
    const bool is_given = job->tries[job->at].kind == TRY_AS_GIVEN;
    const bool is_here = ts_url_is_file(job->asked);
    struct ts_http_request request = { .kind = JOB_ADD,
                                       .user = job,
                                       .url = job->tries[job->at].url,
                                       .priority = TS_HTTP_NOW,
                                       .allow_file = is_given || is_here,
                                       .allow_private = is_given || job->is_private,
                                       .wants_text = true };

    ts_http_submit(r->http, &request);
}

static bool is_tried(const struct add_job *job, ts_str url)
{
    for (size_t i = 0; i < job->n_tries; i++)
        if (ts_str_eq(job->tries[i].url, url))
            return true;
    return false;
}

/* `url` lasts as long as the refresh is busy. */
static void add_try(struct add_job *job, ts_str url, enum try_kind kind)
{
    if (job->n_tries < MAX_TRIES && !is_tried(job, url))
        job->tries[job->n_tries++] = (struct try){ url, kind };
}

static struct add_job *new_job(struct ts_refresh *r, ts_str asked)
{
    struct add_job *job = TS_NEW(&r->jobs, struct add_job);

    job->asked = asked;
    job->is_private = ts_url_is_private(asked);
    ts_fail(&job->err, TS_ERR_NOTFOUND, "no feed was found there");
    return job;
}

/* ---- choosing ---- */

static void add_offer(struct ts_refresh *r, ts_str asked, const struct ts_offer *offer)
{
    struct add_job *job = new_job(r, ts_arena_str(&r->jobs, asked));

    job->is_private = offer->is_private;
    add_try(job, ts_arena_str(&r->jobs, offer->url), TRY_FEED);
    submit(r, job);
}

void ts_refresh_add_offer(struct ts_refresh *r, const struct ts_offer *offer)
{
    refresh_begin(r);
    add_offer(r, offer->url, offer);
}

/* Lets the person choose; false if nobody is there to choose, or there is no choice. */
static bool let_choose(struct ts_refresh *r, const struct add_job *job, struct ts_offer *offers,
                       size_t n)
{
    size_t picks[MAX_OFFERS];

    if (!r->listener.choose || n < 2)
        return false;
    for (size_t i = 0; i < n; i++)
        offers[i].is_private = job->is_private;
    size_t n_picks = r->listener.choose(r->listener.user, job->asked, offers, n, picks);
    for (size_t i = 0; i < n_picks; i++)
        add_offer(r, job->asked, &offers[picks[i]]);
    return true;
}

/* Feeds that the form of the address alone gives. */
static size_t offers_of_form(struct ts_arena *a, ts_str url, struct ts_offer *offers)
{
    size_t n_guesses = 0, n = 0;
    struct ts_feed_guess *guesses = ts_feed_guesses(a, url, &n_guesses);

    for (size_t i = 0; i < n_guesses && n < MAX_OFFERS; i++)
        if (guesses[i].is_list)
            offers[n++] = (struct ts_offer){ .url = guesses[i].url };
    return n;
}

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

/* `url` begins with exec: or filter:. */
static enum ts_rc add_command(struct ts_refresh *r, ts_str url, struct ts_err *err)
{
    struct add_job *job = new_job(r, ts_arena_str(&r->jobs, url));
    struct source_parts parts = source_parts_of(job->asked);

    if (!r->profile->config.allow_commands)
        return ts_fail(err, TS_ERR_ARG,
                       "commands are switched off (allow-commands in the configuration)");
    add_try(job, job->asked, TRY_COMMAND);
    if (parts.address.len > 0) {
        struct ts_http_request request = { .kind = JOB_ADD_FILTER,
                                           .user = job,
                                           .url = parts.address,
                                           .priority = TS_HTTP_NOW,
                                           .allow_file = true,
                                           .allow_private = true };
        ts_http_submit(r->http, &request);
        return TS_OK;
    }
    struct ts_reply *reply = ts_reply_new(0, JOB_ADD, job->asked);
    reply->user = job;
    commands_start(&r->commands, reply, parts.command);
    return TS_OK;
}

void refresh_filter_added(struct ts_refresh *r, struct ts_reply *reply)
{
    const struct add_job *job = reply->user;

    reply->kind = JOB_ADD;
    reply->url = ts_arena_str(&reply->arena, job->asked);
    reply->permanent_url = (ts_str){ 0 };
    commands_start(&r->commands, reply, source_parts_of(job->asked).command);
}

enum ts_rc ts_refresh_add(struct ts_refresh *r, ts_str address, struct ts_err *err)
{
    struct ts_offer offers[MAX_OFFERS];

    refresh_begin(r);
    if (source_parts_of(ts_str_trim(address)).command.len > 0)
        return add_command(r, ts_str_trim(address), err);
    ts_str url = ts_address_of(&r->jobs, address);
    if (url.len == 0)
        return ts_fail(err, TS_ERR_ARG, "\"%.*s\" is no address", TS_FMT(address));
    struct add_job *job = new_job(r, ts_arena_str(&r->jobs, url));
    job->is_bare = ts_str_starts(url, "https://") && !ts_str_has(address, "://");
    size_t n = offers_of_form(&r->jobs, job->asked, offers);
    if (let_choose(r, job, offers, n))
        return TS_OK;
    for (size_t i = 0; i < n; i++)
        add_try(job, offers[i].url, TRY_FEED);
    add_try(job, job->asked, TRY_AS_GIVEN);
    submit(r, job);
    return TS_OK;
}

/* ---- what answers say ---- */

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
static bool take_front_page(struct ts_refresh *r, struct add_job *job, ts_str html,
                            const struct ts_reply *reply)
{
    struct ts_offer offers[MAX_OFFERS];
    size_t n_usual = 0, n = offers_of_page(&r->jobs, html, reply->final_url, offers);

    job->is_private = job->is_private || reply->is_private;
    if (let_choose(r, job, offers, n))
        return false;
    job->page = kept(&r->jobs, reply);
    job->has_page = true;
    for (size_t i = 0; i < n; i++)
        add_try(job, offers[i].url, TRY_FEED);
    struct ts_feed_guess *usual = ts_feed_guesses(&r->jobs, reply->final_url, &n_usual);
    for (size_t i = 0; i < n_usual && i < MAX_GUESSES; i++)
        add_try(job, usual[i].url, TRY_FEED);
    add_try(job, ts_url_resolve(&r->jobs, job->page.final_url, TS_STR("/robots.txt")), TRY_ROBOTS);
    return true;
}

/* An answer that is no feed: if it is a sitemap with addresses of articles, it is kept for the case
 * that there is nothing better, and no other sitemap is tried. */
static void look_for_links(struct ts_refresh *r, struct add_job *job, const struct ts_reply *reply)
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

static void try_sitemaps(struct add_job *job, const ts_str *urls, size_t n)
{
    for (size_t i = 0; i < n; i++)
        add_try(job, urls[i], TRY_SITEMAP);
}

/* Does what the text of a good answer calls for.  TS_OK: that was all; TS_ERR_NOTFOUND and
 * TS_ERR_PARSE: the next try. */
static enum ts_rc take_text(struct ts_refresh *r, struct add_job *job, ts_str text,
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
static void take_refusal(struct ts_refresh *r, struct add_job *job, const struct ts_reply *reply)
{
    bool is_second = !ts_str_eq(reply->url, job->asked);

    if (!is_second || !reply->is_unconnected)
        job->err = reply->err;
    if (job->is_bare && !is_second && reply->is_unconnected)
        add_try(
            job,
            ts_arena_concat(&r->jobs, TS_STR("http"), ts_str_skip(job->asked, TS_STR("https").len)),
            TRY_AS_GIVEN);
}

static enum ts_rc take_answer(struct ts_refresh *r, struct add_job *job,
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
static void tell_wall(const struct add_job *job, struct ts_err *err)
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
static void give_up(struct ts_refresh *r, struct add_job *job)
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
    struct add_job *job = reply->user;
    struct ts_err err = reply->err;

    if (reply->rc == TS_ERR_CANCELLED) {
        refresh_failed(r, job->asked, &err);
        return;
    }
    enum ts_rc rc = take_answer(r, job, reply, &err);
    bool goes_on = rc == TS_ERR_NOTFOUND || rc == TS_ERR_PARSE;
    if (goes_on && ++job->at < job->n_tries)
        submit(r, job);
    else if (goes_on)
        give_up(r, job);
    else if (rc != TS_OK)
        refresh_failed(r, job->asked, &err);
}
