/* A transfer from its request to the options of libcurl's for each of its hops.  What its callbacks
 * do is in transfer_watch.c, what it tells in the end in transfer_outcome.c. */
#include "transfer_priv.h"

#include <curl/curl.h>
#include <stdlib.h>

#include "address_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

#define USER_AGENT "tearsheet/" TS_VERSION " feed reader"
#define ACCEPT                                                                                  \
    "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, " \
    "text/xml;q=0.9, text/html;q=0.8, */*;q=0.5"
enum {
    MAX_TRANSFERS = 16,
    MAX_PER_HOST = 2,
    MAX_HOLD_MS = 30 * 1000,
    MAX_HELD_BYTES = 4 << 20,
};

static struct curl_slist *slist_add(struct curl_slist *list, const char *text)
{
    struct curl_slist *longer = curl_slist_append(list, text);

    if (!longer)
        ts_panic("out of memory (a list)");
    return longer;
}

/* With copies of the texts. */
static struct curl_slist *slist_of(const ts_str *texts, size_t n)
{
    struct curl_slist *list = NULL;
    struct ts_arena scratch = { 0 };

    for (size_t i = 0; i < n; i++)
        list = slist_add(list, ts_arena_cstr(&scratch, texts[i]));
    ts_arena_done(&scratch);
    return list;
}

/* ---- what all transfers have in common ---- */

/* The options with defaults filled in; texts are copied to `a`. */
static struct ts_http_options options_of(struct ts_arena *a, const struct ts_http_options *given)
{
    struct ts_http_options o = *given;

    o.max_transfers = o.max_transfers > 0 ? o.max_transfers : MAX_TRANSFERS;
    o.max_per_host = o.max_per_host > 0 ? o.max_per_host : MAX_PER_HOST;
    o.max_hold_ms = o.max_hold_ms == 0 ? MAX_HOLD_MS : o.max_hold_ms < 0 ? 0 : o.max_hold_ms;
    o.max_held_bytes = o.max_held_bytes > 0 ? o.max_held_bytes : MAX_HELD_BYTES;
    o.limits = ts_limits_merge(o.limits, &ts_limits_default);
    o.user_agent = ts_arena_str(a, o.user_agent.len > 0 ? o.user_agent : TS_STR(USER_AGENT));
    o.ca_file = ts_arena_str(a, o.ca_file);
    o.resolve = NULL; /* in a list of its own */
    return o;
}

void ts_transfer_setup_init(struct ts_transfer_setup *setup, struct ts_arena *a,
                            const struct ts_http_options *options)
{
    setup->options = options_of(a, options);
    setup->proxies = ts_proxy_env_read(a);
    setup->resolve = slist_of(options->resolve, options->n_resolve);
}

void ts_transfer_setup_done(struct ts_transfer_setup *setup)
{
    curl_slist_free_all(setup->resolve);
}

/* ---- a hop ---- */

static void add_header(struct ts_transfer *t, const char *name, ts_str value)
{
    struct ts_arena *a = &t->job.reply->arena;
    ts_str line = ts_arena_printf(a, "%s%s%.*s", name, *name ? ": " : "", TS_FMT(value));

    line = ts_utf8_safe(a, ts_utf8_repair(a, line), false); /* a line break would start another */
    t->headers = slist_add(t->headers, line.ptr);
}

static void set_headers(struct ts_transfer *t)
{
    const struct ts_http_request *r = &t->job.request;

    curl_slist_free_all(t->headers);
    t->headers = NULL;
    add_header(t, "Accept", r->accept.len ? r->accept : TS_STR(ACCEPT));
    if (r->etag.len > 0)
        add_header(t, "If-None-Match", r->etag);
    if (r->last_modified.len > 0)
        add_header(t, "If-Modified-Since", r->last_modified);
    if (ts_str_eq(t->job.origin, t->job.first_origin))
        for (size_t i = 0; i < r->n_headers; i++)
            add_header(t, "", r->headers[i]);
    curl_easy_setopt(t->easy, CURLOPT_HTTPHEADER, t->headers);
}

/* What holds for all hops. */
static void set_request(struct ts_transfer *t, const struct ts_transfer_setup *setup)
{
    const struct ts_http_request *r = &t->job.request;
    const struct ts_http_options *o = &setup->options;

    ts_transfer_watch(t);
    curl_easy_setopt(t->easy, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(t->easy, CURLOPT_NOSIGNAL, 1L);
    /* Name look-ups run in threads of libcurl's: those that were given up are not waited for. */
    curl_easy_setopt(t->easy, CURLOPT_QUICK_EXIT, 1L);
    curl_easy_setopt(t->easy, CURLOPT_ACCEPT_ENCODING, ""); /* all that libcurl can undo */
    curl_easy_setopt(t->easy, CURLOPT_HTTP_VERSION, (long)CURL_HTTP_VERSION_2TLS);
    curl_easy_setopt(t->easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
    curl_easy_setopt(t->easy, CURLOPT_MAXFILESIZE_LARGE, (curl_off_t)r->limits.max_wire_bytes);
    curl_easy_setopt(t->easy, CURLOPT_CONNECTTIMEOUT_MS, (long)r->limits.connect_ms);
    curl_easy_setopt(t->easy, CURLOPT_USERAGENT,
                     r->user_agent.len ? r->user_agent.ptr : o->user_agent.ptr);
    if (setup->resolve)
        curl_easy_setopt(t->easy, CURLOPT_RESOLVE, setup->resolve);
    if (o->ca_file.len > 0)
        curl_easy_setopt(t->easy, CURLOPT_CAINFO, o->ca_file.ptr);
    /* An empty name keeps those that a server sets along the way, until the transfer ends. */
    curl_easy_setopt(t->easy, CURLOPT_COOKIEFILE, r->cookies_file.len ? r->cookies_file.ptr : "");
}

/* What each hop sets anew. */
static void set_hop(struct ts_transfer *t, const struct ts_transfer_setup *setup)
{
    struct ts_job *job = &t->job;
    const char *proxy = ts_job_proxy(job, &setup->proxies);

    set_headers(t);
    t->detail[0] = '\0';
    t->is_let_through = t->is_paused = false;
    t->paused_ms = 0;
    t->is_watched = !job->request.allow_private && !job->is_proxied;
    /* A second request waits for what the first finds out: one connection may do for both.  Without
     * encryption there is no HTTP/2 to wait for. */
    curl_easy_setopt(t->easy, CURLOPT_PIPEWAIT, ts_str_starts_nocase(job->url, "https:") ? 1L : 0L);
    curl_easy_setopt(t->easy, CURLOPT_URL, ts_url_on_wire(&job->reply->arena, job->url));
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)job->left_ms);
    curl_easy_setopt(t->easy, CURLOPT_PROXY, proxy); /* "" also keeps libcurl from looking */
}

void ts_transfer_prepare(struct ts_transfer *t, const struct ts_transfer_setup *setup)
{
    if (!t->easy) {
        t->easy = curl_easy_init();
        if (!t->easy)
            ts_panic("out of memory (a transfer)");
        set_request(t, setup);
    }
    set_hop(t, setup);
}

void ts_transfer_rest(struct ts_transfer *t, int64_t now_ms)
{
    if (t->paused_ms != 0)
        return;
    t->paused_ms = now_ms;
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, 0L);
}

void ts_transfer_resume(struct ts_transfer *t, int64_t now_ms)
{
    if (t->paused_ms != 0)
        t->job.left_ms += now_ms - t->paused_ms;
    t->job.span_ms = 0; /* begins anew */
    t->is_paused = false;
    t->paused_ms = 0;
    curl_easy_setopt(t->easy, CURLOPT_TIMEOUT_MS, (long)t->job.left_ms);
    /* A failure ends the transfer, and shows there. */
    (void)curl_easy_pause(t->easy, CURLPAUSE_CONT);
}

struct ts_transfer *ts_transfer_open(struct ts_engine *engine, struct ts_body_room *room,
                                     const struct ts_http_request *request,
                                     const struct ts_http_limits *defaults)
{
    struct ts_transfer *t = calloc(1, sizeof *t);

    if (!t)
        ts_panic("out of memory (a transfer)");
    t->engine = engine;
    t->room = room;
    ts_job_init(&t->job, request, defaults, ts_now_ms());
    t->detail = ts_arena_alloc(&t->job.reply->arena, CURL_ERROR_SIZE);
    return t;
}

void ts_transfer_close(struct ts_transfer *t)
{
    curl_easy_cleanup(t->easy);
    curl_slist_free_all(t->headers);
    ts_job_done(&t->job);
    free(t);
}
