/* A job walks from hop to hop: check the address, transfer (engine.c), then either redirect and
 * start again or finish.  Redirects are followed here and not by libcurl, so that each hop waits
 * for its turn, is checked like the first, and takes no password along to a stranger. */
#include "job_priv.h"

#include <stdlib.h>

#include "address_priv.h"
#include "gunzip_priv.h"
#include "tearsheet/base/ip.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/net/answer.h"
#include "tearsheet/net/media.h"

const struct ts_http_limits ts_limits_default = {
    .max_bytes = 16 << 20,
    .max_wire_bytes = 16 << 20,
    .max_header_bytes = 64 << 10,
    .max_redirects = 10,
    .connect_ms = 15 * 1000,
    .total_ms = 60 * 1000,
    .slow_ms = 20 * 1000,
    .slow_bytes = 2000,
};

#define TS_OR(own, fallback) ((own) ? (own) : (fallback))

struct ts_http_limits ts_limits_merge(struct ts_http_limits own,
                                      const struct ts_http_limits *fallback)
{
    return (struct ts_http_limits){
        .max_bytes = TS_OR(own.max_bytes, fallback->max_bytes),
        .max_wire_bytes = TS_OR(own.max_wire_bytes, fallback->max_wire_bytes),
        .max_header_bytes = TS_OR(own.max_header_bytes, fallback->max_header_bytes),
        .max_redirects = TS_OR(own.max_redirects, fallback->max_redirects),
        .connect_ms = TS_OR(own.connect_ms, fallback->connect_ms),
        .total_ms = TS_OR(own.total_ms, fallback->total_ms),
        .slow_ms = TS_OR(own.slow_ms, fallback->slow_ms),
        .slow_bytes = TS_OR(own.slow_bytes, fallback->slow_bytes),
    };
}

struct ts_reply *ts_reply_new(int64_t id, int kind, ts_str url)
{
    struct ts_reply *reply = calloc(1, sizeof *reply);

    if (!reply)
        ts_panic("out of memory (a reply)");
    reply->id = id;
    reply->kind = kind;
    reply->url = ts_arena_str(&reply->arena, url);
    reply->final_url = reply->url;
    return reply;
}

void ts_reply_free(struct ts_reply *reply)
{
    if (!reply)
        return;
    ts_arena_done(&reply->arena);
    free(reply);
}

static void copy_texts(struct ts_arena *a, struct ts_http_request *r)
{
    ts_str *const texts[] = { &r->etag,       &r->last_modified, &r->accept,
                              &r->user_agent, &r->cookies_file,  &r->proxy };
    ts_str *headers = TS_NEW_ARRAY(a, r->n_headers, ts_str);

    for (size_t i = 0; i < TS_COUNT(texts); i++)
        *texts[i] = ts_arena_str(a, *texts[i]);
    for (size_t i = 0; i < r->n_headers; i++)
        headers[i] = ts_arena_str(a, r->headers[i]);
    r->headers = headers;
}

void ts_job_init(struct ts_job *job, const struct ts_http_request *request,
                 const struct ts_http_limits *defaults, int64_t now_ms)
{
    *job = (struct ts_job){ .request = *request, .submitted_ms = now_ms };
    job->reply = ts_reply_new(request->id, request->kind, request->url);
    job->reply->user = request->user;
    job->request.limits = ts_limits_merge(request->limits, defaults);
    struct ts_arena *a = &job->reply->arena;
    copy_texts(a, &job->request);
    job->turn.priority = request->priority;
    job->url = ts_url_resolve(a, (ts_str){ 0 }, job->reply->url);
    job->origin = ts_origin_of(a, job->url);
    job->first_origin = job->origin;
    job->has_cookies = job->request.cookies_file.len > 0;
    job->has_moved_for_good = true;
    job->head.ceiling = (size_t)job->request.limits.max_header_bytes;
    job->body.ceiling = (size_t)job->request.limits.max_bytes;
}

void ts_job_done(struct ts_job *job)
{
    ts_buf_done(&job->head);
    ts_buf_done(&job->body);
}

const char *ts_job_proxy(struct ts_job *job, const struct ts_proxy_env *env)
{
    const ts_str own = job->request.proxy;
    ts_str proxy = own.len > 0 ? own : ts_proxy_find(env, job->url);

    if (ts_str_is(own, "direct"))
        proxy.len = 0;
    job->is_proxied = proxy.len > 0;
    return ts_arena_cstr(&job->reply->arena, proxy);
}

enum ts_rc ts_job_check(const struct ts_job *job, ts_str url, struct ts_err *err)
{
    const ts_str shown = ts_url_shown(&job->reply->arena, url);
    const bool is_first = ts_str_eq(url, job->url);

    if (url.len > TS_HTTP_MAX_ADDRESS)
        return ts_fail(err, TS_ERR_LIMIT, "%.*s: an address of more than %d bytes", TS_FMT(shown),
                       TS_HTTP_MAX_ADDRESS);
    if (ts_url_is_file(url) && is_first) {
        if (job->request.allow_file)
            return TS_OK;
        return ts_fail(err, TS_ERR_ARG, "%.*s: only the reader's own list may name files",
                       TS_FMT(shown));
    }
    if (!ts_url_is_http(url))
        return ts_fail(err, TS_ERR_ARG, "%.*s: only http and https addresses can be fetched",
                       TS_FMT(shown));
    if (!job->request.allow_private && ts_url_is_private(url))
        return ts_fail(err, TS_ERR_ARG,
                       "%.*s: this machine and private networks are fetched from only when the "
                       "reader's own list names them",
                       TS_FMT(shown));
    return TS_OK;
}

bool ts_job_is_slow(struct ts_job *job, int64_t now_ms)
{
    const struct ts_http_limits *limits = &job->request.limits;
    const int64_t bytes = job->head_bytes + job->body_wire_bytes;

    if (bytes == 0)
        return false; /* the server is still thinking: total_ms bounds that */
    if (job->span_ms == 0) {
        job->span_ms = now_ms;
        job->span_bytes = bytes;
    }
    if (now_ms - job->span_ms < limits->slow_ms)
        return false;
    if (bytes - job->span_bytes < limits->slow_bytes)
        return true;
    job->span_ms = now_ms;
    job->span_bytes = bytes;
    return false;
}

const char *ts_job_no_text(const struct ts_job *job, int status, ts_str body)
{
    const bool is_good = status == 0 || status / 100 == 2; /* a file has none */

    return job->request.wants_text && is_good
               ? ts_media_name(ts_header_find(ts_buf_str(&job->head), "content-type"), body)
               : NULL;
}

void ts_job_start(struct ts_job *job, int64_t now_ms)
{
    if (job->reply->n_hops == 0)
        job->reply->queued_ms = now_ms - job->submitted_ms;
    ts_buf_clear(&job->head);
    ts_buf_clear(&job->body);
    job->past_wire_bytes += job->body_wire_bytes;
    job->head_bytes = job->body_wire_bytes = 0;
    job->span_ms = job->span_bytes = 0;
    job->started_ms = now_ms;
    job->left_ms = job->request.limits.total_ms - job->spent_ms;
    if (job->left_ms < 1)
        job->left_ms = 1; /* 0 would mean no limit */
}

static bool is_redirect(int status)
{
    return status == 301 || status == 302 || status == 303 || status == 307 || status == 308;
}

bool ts_job_is_redirected(const struct ts_job *job)
{
    return is_redirect(job->reply->status) &&
           ts_header_find(ts_buf_str(&job->head), "location").len > 0;
}

/* True if the address was asked already and the answer would be the same again, as it would without
 * a cookie.  With one it may be asked some times: for the cookie, for who it is, and for good. */
static bool is_circle(const struct ts_job *job, ts_str url)
{
    enum { MAX_VISITS = 1, MAX_VISITS_WITH_COOKIES = 3 };
    const struct ts_reply *reply = job->reply;
    int n_visits = ts_str_eq(url, ts_url_resolve(&job->reply->arena, (ts_str){ 0 }, reply->url));

    for (size_t i = 0; i < reply->n_hops; i++)
        n_visits += ts_str_eq(url, reply->hops[i].url);
    return n_visits >= (job->has_cookies ? MAX_VISITS_WITH_COOKIES : MAX_VISITS);
}

/* What speaks against going on to `hop`, apart from its own address. */
static enum ts_rc check_hop(const struct ts_job *job, const struct ts_http_hop *hop,
                            struct ts_err *err)
{
    const int max = job->request.limits.max_redirects;
    struct ts_arena *a = &job->reply->arena;
    const ts_str from = ts_url_shown(a, job->url), to = ts_url_shown(a, hop->url);

    if (max < 0)
        return ts_fail(err, TS_ERR_LIMIT, "%.*s: redirects to %.*s", TS_FMT(from), TS_FMT(to));
    if (is_circle(job, hop->url))
        return ts_fail(err, TS_ERR_LIMIT, "%.*s: redirects in a circle, to %.*s again",
                       TS_FMT(from), TS_FMT(to));
    if (job->reply->n_hops >= (size_t)max)
        return ts_fail(err, TS_ERR_LIMIT, "%.*s: redirects more than %d times, the last to %.*s",
                       TS_FMT(ts_url_shown(a, job->reply->url)), max, TS_FMT(to));
    if (hop->is_downgrade && !job->request.allow_downgrade)
        return ts_fail(err, TS_ERR_ARG, "%.*s: redirects to %.*s, which is not encrypted",
                       TS_FMT(from), TS_FMT(to));
    return TS_OK;
}

/* The address in the Location header, without its fragment; what is not UTF-8 in it is
 * percent-encoded. */
static ts_str location_of(struct ts_job *job)
{
    struct ts_arena *a = &job->reply->arena;
    const ts_str location = ts_header_find(ts_buf_str(&job->head), "location");
    ts_str url = ts_url_resolve(a, job->url, location);

    url = ts_str_sub(url, 0, ts_str_find_char(url, '#', 0));
    return ts_utf8_is_valid(url) ? url : ts_url_escaped(a, url);
}

/* True if the hop was answered from this machine or a private network.  Behind a proxy its name has
 * to tell. */
static bool is_private_hop(const struct ts_job *job)
{
    struct ts_ip ip;

    return ts_url_is_private(job->url) ||
           (!job->is_proxied && ts_ip_parse(job->reply->peer, &ip) && ts_ip_is_private(&ip));
}

enum ts_rc ts_job_redirect(struct ts_job *job, struct ts_err *err)
{
    struct ts_reply *reply = job->reply;
    struct ts_http_hop hop = { .status = reply->status, .url = location_of(job) };

    job->has_cookies |= ts_header_find(ts_buf_str(&job->head), "set-cookie").len > 0;
    hop.is_permanent = hop.status == 301 || hop.status == 308;
    hop.is_downgrade =
        ts_str_starts_nocase(job->url, "https:") && ts_str_starts_nocase(hop.url, "http:");
    enum ts_rc rc = check_hop(job, &hop, err);
    if (rc != TS_OK)
        return rc;
    if (!is_private_hop(job))
        job->request.allow_private = false; /* what a public server names, the reader did not */
    rc = ts_job_check(job, hop.url, err);
    if (rc != TS_OK)
        return ts_fail_in(err, "%.*s redirects", TS_FMT(ts_url_shown(&reply->arena, job->url)));
    *TS_PUSH(&reply->arena, reply->hops, reply->n_hops, job->hops_cap) = hop;
    job->url = hop.url;
    job->origin = ts_origin_of(&reply->arena, hop.url);
    job->has_moved_for_good = job->has_moved_for_good && hop.is_permanent;
    if (job->has_moved_for_good)
        reply->permanent_url = hop.url;
    return TS_OK;
}

/* Header values go to the store and come back as text: what is no UTF-8 is not worth keeping. */
static ts_str header_of(const struct ts_job *job, const char *name)
{
    const ts_str value = ts_header_find(ts_buf_str(&job->head), name);

    return ts_utf8_is_valid(value) ? ts_arena_str(&job->reply->arena, value) : (ts_str){ 0 };
}

static void read_headers(struct ts_job *job, int64_t now_at)
{
    struct ts_reply *reply = job->reply;
    const struct ts_freshness freshness = {
        .cache_control = ts_header_list(&reply->arena, ts_buf_str(&job->head), "cache-control"),
        .expires = header_of(job, "expires"),
        .date = header_of(job, "date"),
        .age = header_of(job, "age"),
    };

    reply->content_type = header_of(job, "content-type");
    reply->etag = header_of(job, "etag");
    reply->last_modified = header_of(job, "last-modified");
    reply->retry_after_s = ts_retry_after_s(header_of(job, "retry-after"), now_at);
    reply->fresh_until_at = ts_fresh_until_at(&freshness, now_at);
    reply->head = ts_utf8_repair(&reply->arena, ts_buf_take(&job->head, &reply->arena));
}

/* What the status says, for an answer that arrived whole. */
static enum ts_rc judge_status(const struct ts_job *job, struct ts_err *err)
{
    enum { UNAUTHORIZED = 401 };
    struct ts_reply *reply = job->reply;
    const ts_str shown = ts_url_shown(&reply->arena, reply->final_url);
    const bool is_conditional = job->request.etag.len + job->request.last_modified.len > 0;

    reply->is_challenge =
        ts_is_challenge(reply->status, reply->head, reply->content_type, reply->body);
    if (reply->is_challenge)
        return ts_fail(err, TS_ERR_NET,
                       "%.*s: %d, the server sent a challenge page, a test for humans, instead: "
                       "open it in a browser",
                       TS_FMT(shown), reply->status);
    if (reply->status == UNAUTHORIZED && ts_url_parse(reply->url).user.len > 0 &&
        ts_str_eq(job->origin, job->first_origin))
        return ts_fail(err, TS_ERR_NET,
                       "%.*s: 401, the server does not accept the name and the password that the "
                       "address has (as Basic or Digest, the ways tearsheet knows)",
                       TS_FMT(shown));
    reply->is_unchanged = reply->status == 304 && is_conditional;
    if (reply->is_unchanged || reply->status / 100 == 2)
        return TS_OK;
    return ts_fail_status(err, shown, reply->status, reply->retry_after_s);
}

/* A 304 may leave out what has not changed. */
static void keep_validators(struct ts_job *job)
{
    struct ts_reply *reply = job->reply;

    if (reply->etag.len == 0)
        reply->etag = job->request.etag;
    if (reply->last_modified.len == 0)
        reply->last_modified = job->request.last_modified;
}

/* A file that is gzip itself; what the transfer compressed curl has unpacked. */
static enum ts_rc unpack_body(const struct ts_job *job, struct ts_err *err)
{
    struct ts_reply *reply = job->reply;
    enum ts_rc rc = ts_gunzip(&reply->arena, reply->body, (size_t)job->request.limits.max_bytes,
                              &reply->body, err);

    if (rc != TS_OK)
        ts_fail_in(err, "%.*s", TS_FMT(ts_url_shown(&reply->arena, reply->final_url)));
    return rc;
}

void ts_job_finish(struct ts_job *job, enum ts_rc rc, const struct ts_err *err, int64_t now_at)
{
    struct ts_reply *reply = job->reply;
    const bool is_answered = reply->status > 0; /* a file never is */

    reply->final_url = job->url;
    if (is_answered) {
        read_headers(job, now_at);
        reply->body = ts_buf_str(&job->body);
        reply->is_private = is_private_hop(job);
    }
    if (rc != TS_OK)
        reply->err = *err;
    else if (is_answered)
        rc = judge_status(job, &reply->err);
    if (rc == TS_OK && ts_is_gzip(reply->body))
        rc = unpack_body(job, &reply->err);
    const char *media = rc == TS_OK ? ts_job_no_text(job, reply->status, reply->body) : NULL;
    if (media)
        rc = ts_job_fail_no_text(job, media, &reply->err);
    if (is_answered && reply->is_unchanged)
        keep_validators(job);
    if (rc != TS_OK) {
        reply->permanent_url = (ts_str){ 0 };
        reply->fresh_until_at = 0;
    }
    reply->rc = rc;
}

bool ts_job_wants_prepare(const struct ts_job *job)
{
    return job->request.prepare && job->reply->rc == TS_OK && !job->reply->is_unchanged;
}

void ts_job_prepare(struct ts_job *job)
{
    struct ts_reply *reply = job->reply;

    if (ts_job_wants_prepare(job))
        job->request.prepare(reply);
    if (reply->prepared)
        reply->body = (ts_str){ 0 };
    else if (reply->body.ptr == job->body.ptr)
        reply->body = ts_buf_take(&job->body, &reply->arena);
}
