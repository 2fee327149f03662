/* What a person gives as an address may be a feed, a site, or an article: the answer tells. */
#include "ingest_priv.h"
#include "refresh_priv.h"
#include "tearsheet/app/address.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/feed/guess.h"
#include "tearsheet/feed/parse.h"

enum { MAX_GUESSES = 16 };

/* An address on its way, in the refresh's own memory until that is idle. */
struct add_job {
    ts_str asked; /* what the person gave, as a full address */
    bool is_guess;
    ts_str *guesses; /* to be tried when this one is no feed */
    size_t n_guesses;
};

static void submit(struct ts_refresh *r, struct add_job *job, ts_str url)
{
    struct ts_http_request request = { .kind = JOB_ADD,
                                       .user = job,
                                       .url = url,
                                       .priority = TS_HTTP_NOW,
                                       .allow_file = true,
                                       .allow_private = ts_url_is_private(job->asked) };

    ts_http_submit(r->http, &request);
}

enum ts_rc ts_refresh_add(struct ts_refresh *r, ts_str address, struct ts_err *err)
{
    refresh_begin(r);
    ts_str url = ts_address_of(&r->jobs, address);
    if (url.len == 0)
        return ts_fail(err, TS_ERR_ARG, "\"%.*s\" is no address", TS_FMT(address));
    struct add_job *job = TS_NEW(&r->jobs, struct add_job);
    job->asked = ts_arena_str(&r->jobs, url);
    submit(r, job, job->asked);
    return TS_OK;
}

static void tell_added(struct ts_refresh *r, ts_str name, ts_str url, bool is_feed, size_t n)
{
    if (r->listener.added)
        r->listener.added(r->listener.user, name, url, is_feed, n);
}

static enum ts_rc subscribe(struct ts_refresh *r, struct ts_arena *a, const struct ts_reply *reply,
                            struct ts_err *err)
{
    struct ts_source_entry entry = { .url = reply->permanent_url.len > 0 ? reply->permanent_url
                                                                         : reply->url };
    struct ts_source source;
    struct ingest_counts counts = { 0 };
    struct ts_feed feed;
    enum ts_rc rc =
        ts_feed_parse(a, reply->body, reply->content_type, reply->final_url, &feed, err);

    if (rc == TS_OK) /* only what is a feed gets into the feeds file */
        rc = ts_feeds_add(r->db, r->profile, &entry, 1, NULL, err);
    if (rc == TS_OK)
        rc = ts_source_get_url(a, r->db, entry.url, &source, err);
    if (rc == TS_OK)
        rc = ingest_feed(r->db, refresh_interval_s(r, source.url), &source, reply, &counts, err);
    if (rc == TS_OK)
        rc = ts_source_get(a, r->db, source.id, &source, err);
    if (rc != TS_OK)
        return rc;
    r->progress.n_new += counts.n_new;
    tell_added(r, ts_source_name(&source), entry.url, true, counts.n_items);
    refresh_changed(r, 0);
    return TS_OK;
}

static enum ts_rc save_article(struct ts_refresh *r, struct ts_arena *a,
                               const struct ts_reply *reply, struct ts_err *err)
{
    struct ts_item item = { .id = reply->final_url, .link = reply->final_url };
    struct ts_item_put put = { 0 };
    struct ts_stored stored;
    int64_t source_id;
    enum ts_rc rc = ts_source_put_page(r->db, reply->final_url, &source_id, err);

    if (rc == TS_OK)
        rc = ts_articles_put_items(r->db, source_id, &item, 1, ts_now_at(), &put, err);
    if (rc == TS_OK)
        rc = ingest_page(r->db, &r->rules, put.article_id, 0, reply, err);
    if (rc == TS_OK)
        rc = ts_article_get(a, r->db, put.article_id, &stored, err);
    if (rc != TS_OK)
        return rc;
    r->progress.n_new += put.is_new;
    tell_added(r, stored.article.title, reply->final_url, false, 1);
    refresh_changed(r, 1);
    return TS_OK;
}

/* Takes the first guess that was not tried; false when there is none. */
static bool try_next_guess(struct ts_refresh *r, struct add_job *job)
{
    if (job->n_guesses == 0)
        return false;
    ts_str url = *job->guesses++;
    job->n_guesses--;
    job->is_guess = true;
    submit(r, job, url);
    return true;
}

/* What to try instead of a page that is no article: the feeds it announces, then the usual places.
 */
static void collect_guesses(struct ts_arena *a, struct add_job *job, ts_str html, ts_str url)
{
    size_t n_announced = 0, n_usual = 0;
    struct ts_announced *announced = ts_discover_feeds(a, html, url, &n_announced);
    struct ts_feed_guess *usual = ts_feed_guesses(a, url, &n_usual);

    job->guesses = TS_NEW_ARRAY(a, MAX_GUESSES, ts_str);
    for (size_t i = 0; i < n_announced && job->n_guesses < MAX_GUESSES; i++)
        if (!announced[i].is_comments)
            job->guesses[job->n_guesses++] = ts_arena_str(a, announced[i].url);
    for (size_t i = 0; i < n_usual && job->n_guesses < MAX_GUESSES; i++)
        job->guesses[job->n_guesses++] = usual[i].url;
}

/* Does what the answer calls for. */
static void take_page(struct ts_refresh *r, struct add_job *job, const struct ts_reply *reply)
{
    struct ts_arena scratch = { 0 };
    struct ts_err err;
    enum ts_rc rc;
    bool goes_on = false;
    ts_str text = ts_charset_to_utf8(&scratch, reply->body,
                                     ts_charset_of_content_type(reply->content_type), NULL);

    if (!ts_discover_is_html(text)) {
        rc = subscribe(r, &scratch, reply, &err);
        goes_on = rc == TS_ERR_PARSE && try_next_guess(r, job);
    } else if (job->is_guess) {
        rc = ts_fail(&err, TS_ERR_PARSE, "no feed was found there");
        goes_on = try_next_guess(r, job);
    } else if (ts_address_is_article(reply->final_url)) {
        rc = save_article(r, &scratch, reply, &err);
    } else {
        rc = ts_fail(&err, TS_ERR_NOTFOUND, "no feed was found there");
        collect_guesses(&r->jobs, job, text, reply->final_url);
        goes_on = try_next_guess(r, job);
    }
    if (rc != TS_OK && !goes_on)
        refresh_failed(r, job->asked, &err);
    ts_arena_done(&scratch);
}

void refresh_take_added(struct ts_refresh *r, const struct ts_reply *reply)
{
    struct add_job *job = reply->user;

    if (reply->rc == TS_OK) {
        take_page(r, job, reply);
        return;
    }
    if (reply->rc != TS_ERR_CANCELLED && try_next_guess(r, job))
        return;
    struct ts_err err = reply->err;
    if (job->is_guess && reply->rc != TS_ERR_CANCELLED) /* how the last guess failed helps nobody */
        ts_fail(&err, TS_ERR_NOTFOUND, "no feed was found there");
    refresh_failed(r, job->asked, &err);
}
