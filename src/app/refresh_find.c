/* What a person gives as an address may be a feed, a site, or an article: it is asked for as it is,
 * unless its form alone tells where feeds of it are.  The answer tells what to try next
 * (refresh_found.c).  A command (`exec:`, `filter:`) leads to a feed or to nothing. */
#include "refresh_find_priv.h"

#include "tearsheet/app/address.h"
#include "tearsheet/base/url.h"
#include "tearsheet/feed/guess.h"

/* ---- tries ---- */

void find_submit(struct ts_refresh *r, struct find_job *job)
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

static bool is_tried(const struct find_job *job, ts_str url)
{
    for (size_t i = 0; i < job->n_tries; i++)
        if (ts_str_eq(job->tries[i].url, url))
            return true;
    return false;
}

void find_add_try(struct find_job *job, ts_str url, enum try_kind kind)
{
    if (job->n_tries < MAX_TRIES && !is_tried(job, url))
        job->tries[job->n_tries++] = (struct find_try){ url, kind };
}

static struct find_job *new_job(struct ts_refresh *r, ts_str asked)
{
    struct find_job *job = TS_NEW(&r->jobs, struct find_job);

    job->asked = asked;
    job->is_private = ts_url_is_private(asked);
    ts_fail(&job->err, TS_ERR_NOTFOUND, "no feed was found there");
    return job;
}

/* ---- choosing ---- */

static void add_offer(struct ts_refresh *r, ts_str asked, const struct ts_offer *offer)
{
    struct find_job *job = new_job(r, ts_arena_str(&r->jobs, asked));

    job->is_private = offer->is_private;
    find_add_try(job, ts_arena_str(&r->jobs, offer->url), TRY_FEED);
    find_submit(r, job);
}

void ts_refresh_add_offer(struct ts_refresh *r, const struct ts_offer *offer)
{
    refresh_begin(r);
    add_offer(r, offer->url, offer);
}

bool find_let_choose(struct ts_refresh *r, const struct find_job *job, struct ts_offer *offers,
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

/* ---- a command ---- */

/* `url` begins with exec: or filter:. */
static enum ts_rc add_command(struct ts_refresh *r, ts_str url, struct ts_err *err)
{
    struct find_job *job = new_job(r, ts_arena_str(&r->jobs, url));
    struct source_parts parts = source_parts_of(job->asked);

    if (!r->profile->config.allow_commands)
        return ts_fail(err, TS_ERR_ARG,
                       "commands are switched off (allow-commands in the configuration)");
    find_add_try(job, job->asked, TRY_COMMAND);
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
    const struct find_job *job = reply->user;

    reply->kind = JOB_ADD;
    reply->url = ts_arena_str(&reply->arena, job->asked);
    reply->permanent_url = (ts_str){ 0 };
    commands_start(&r->commands, reply, source_parts_of(job->asked).command);
}

/* ---- an address ---- */

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

enum ts_rc ts_refresh_add(struct ts_refresh *r, ts_str address, struct ts_err *err)
{
    struct ts_offer offers[MAX_OFFERS];

    refresh_begin(r);
    if (source_parts_of(ts_str_trim(address)).command.len > 0)
        return add_command(r, ts_str_trim(address), err);
    ts_str url = ts_address_of(&r->jobs, address);
    if (url.len == 0)
        return ts_fail(err, TS_ERR_ARG, "\"%.*s\" is no address", TS_FMT(address));
    struct find_job *job = new_job(r, ts_arena_str(&r->jobs, url));
    job->is_bare = ts_str_starts(url, "https://") && !ts_str_has(address, "://");
    size_t n = offers_of_form(&r->jobs, job->asked, offers);
    if (find_let_choose(r, job, offers, n))
        return TS_OK;
    for (size_t i = 0; i < n; i++)
        find_add_try(job, offers[i].url, TRY_FEED);
    find_add_try(job, job->asked, TRY_AS_GIVEN);
    find_submit(r, job);
    return TS_OK;
}
