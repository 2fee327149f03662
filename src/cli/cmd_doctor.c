/* doctor: the request that a refresh would make, told step by step, and what the program would make
 * of the answer. */
#include "cli_priv.h"
#include "tearsheet/app/address.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/app/replay.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/extract/front.h"
#include "tearsheet/feed/parse.h"
#include "tearsheet/feed/sitemap.h"

static const char *const charset_sources[] = { "byte order mark", "HTTP header",
                                               "its own declaration", "detection",
                                               "nothing better known" };

/* An address that is being looked at. */
struct patient {
    struct cli *cli;
    struct ts_http *http;
    ts_str url;
    struct ts_replay replay;
};

static void put(struct cli *c, const char *label, const char *fmt, ...) TS_PRINTF(3, 4);

static void put(struct cli *c, const char *label, const char *fmt, ...)
{
    char text[2048];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    cli_put_text(c, ts_arena_printf(&c->arena, "%-12s %s\n", label, text));
}

/* A line, unless there is nothing to say. */
static void put_if(struct cli *c, const char *label, ts_str text)
{
    if (text.len > 0)
        put(c, label, "%.*s", TS_FMT(text));
}

/* "2026-11-28T01:37:28Z, in 4 h" */
static ts_str moment(struct cli *c, int64_t at)
{
    ts_str iso = ts_when_iso(&c->arena, (struct ts_when){ at, 0, TS_WHEN_TIME, true });
    int64_t left_s = at - ts_now_at();

    if (left_s <= 0)
        return iso;
    return ts_arena_printf(&c->arena, "%.*s, in %.*s", TS_FMT(iso),
                           TS_FMT(ts_span_words(&c->arena, left_s)));
}

/* ---- the request ---- */

static void put_history(const struct patient *p)
{
    const struct ts_source *source = &p->replay.source;
    struct cli *c = p->cli;

    if (!p->replay.is_subscribed)
        return;
    put(c, "subscribed", "as %.*s, %lld articles", TS_FMT(ts_source_name(source)),
        (long long)source->n_articles);
    if (source->error.len > 0)
        put(c, "last time", "%.*s (%d in a row)", TS_FMT(ts_source_trouble(source)),
            source->n_failures);
    put_if(c, "moved to", source->moved_url);
    if (source->next_at > 0)
        put(c, "not before", "%.*s", TS_FMT(moment(c, source->next_at)));
}

static void put_options(const struct patient *p)
{
    const struct ts_http_request *request = &p->replay.request;

    put_if(p->cli, "user agent", request->user_agent);
    put_if(p->cli, "cookies", request->cookies_file);
    put_if(p->cli, "proxy", request->proxy);
    for (size_t i = 0; i < request->n_headers; i++) { /* the values may be secrets */
        ts_str header = request->headers[i], name = { 0 };
        (void)ts_str_split(&header, ':', &name);
        put(p->cli, "header", "%.*s", TS_FMT(name));
    }
}

/* ---- the answer ---- */

static void put_transfer(struct cli *c, const struct ts_reply *r)
{
    for (size_t i = 0; i < r->n_hops; i++)
        put(c, "redirect", "%d%s to %.*s", r->hops[i].status,
            r->hops[i].is_permanent ? " (for good)" : "", TS_FMT(r->hops[i].url));
    if (r->status > 0) {
        put(c, "status", "%d from %.*s", r->status, TS_FMT(r->peer));
        put(c, "time",
            "name %lld ms, connected %lld ms, TLS %lld ms, first byte %lld ms, all %lld ms",
            (long long)r->lookup_ms, (long long)r->connect_ms, (long long)r->tls_ms,
            (long long)r->first_byte_ms, (long long)r->total_ms);
        put(c, "size", "%zu bytes, %lld on the wire", r->body.len, (long long)r->wire_bytes);
    }
    put_if(c, "type", r->content_type);
}

static struct ts_reply *ask(const struct patient *p, const struct ts_http_request *request)
{
    struct ts_reply *reply;

    ts_http_submit(p->http, request);
    while (!(reply = ts_http_next(p->http)))
        ts_http_wait(p->http, -1);
    return reply;
}

/* Whether the server says "nothing new" to one who has this answer. */
static void put_revalidation(const struct patient *p, const struct ts_reply *r)
{
    struct ts_http_request request = p->replay.request;

    if (r->status == 0 || r->rc != TS_OK)
        return;
    if (r->etag.len == 0 && r->last_modified.len == 0) {
        put(p->cli, "unchanged", "cannot be told: the server sends neither ETag nor Last-Modified");
        return;
    }
    request.etag = r->etag;
    request.last_modified = r->last_modified;
    struct ts_reply *again = ask(p, &request);
    if (again->is_unchanged)
        put(p->cli, "unchanged", "is told with 304, %lld bytes", (long long)again->wire_bytes);
    else
        put(p->cli, "unchanged", "is not told: asked again, the server sent %d and %lld bytes",
            again->status, (long long)again->wire_bytes);
    ts_reply_free(again);
}

static void put_caching(const struct patient *p, const struct ts_reply *r)
{
    struct cli *c = p->cli;

    put_if(c, "etag", r->etag);
    put_if(c, "modified", r->last_modified);
    if (r->fresh_until_at > 0)
        put(c, "fresh for", "%.*s",
            TS_FMT(ts_span_words(&c->arena, r->fresh_until_at - ts_now_at())));
    if (r->retry_after_s > 0)
        put(c, "retry after", "%.*s", TS_FMT(ts_span_words(&c->arena, r->retry_after_s)));
    put_revalidation(p, r);
}

/* "-" for those who say nothing. */
static ts_str vote(ts_str charset)
{
    return charset.len > 0 ? charset : TS_STR("-");
}

static void put_charset(struct cli *c, const struct ts_reply *r, const struct ts_charset *used)
{
    ts_str http = ts_charset_of_content_type(r->content_type);
    struct ts_charset_votes votes = ts_charset_ask(&c->arena, r->body, http);

    put(c, "charset", "%.*s, by %s", TS_FMT(used->name), charset_sources[used->source]);
    put(c, "votes", "byte order mark %.*s, HTTP header %.*s, declaration %.*s, detection %.*s",
        TS_FMT(vote(votes.bom)), TS_FMT(vote(votes.http)), TS_FMT(vote(votes.declared)),
        TS_FMT(vote(votes.detected)));
}

/* ---- what it is, and what would come of it ---- */

static void put_next(const struct patient *p, const struct ts_reply *r, const struct ts_feed *feed)
{
    if (!p->replay.is_subscribed && !feed)
        return;
    int64_t next_at = ts_replay_next_at(&p->replay, r, feed, ts_now_at());
    if (next_at == 0)
        put(p->cli, "then", "not ask again, unless it is refreshed alone");
    else
        put(p->cli, "then", "ask again after %.*s", TS_FMT(moment(p->cli, next_at)));
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
        put(c, "is", "an index of sitemaps, the first %.*s", TS_FMT(urls[0]));
    else if (is_sitemap)
        put(c, "is", "a sitemap, %.*s",
            TS_FMT(ts_arena_count(&c->arena, feed.n_items, "article", "articles")));
    else
        return false;
    put(c, "would", "%s the articles that it lists",
        !p->replay.is_subscribed || p->replay.takes_links ? "follow"
                                                          : "refuse it: links=yes takes");
    put_next(p, r, is_sitemap ? &feed : NULL);
    return true;
}

/* What can be done about it, other than asking the doctor. */
static void put_advice(struct cli *c, const struct ts_reply *r, const struct ts_err *err)
{
    ts_str advice = ts_trouble_advice(r->status, ts_str_of(err->msg));

    if (!ts_str_has(advice, "tearsheet doctor"))
        put_if(c, "advice", advice);
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
    put(c, "is", "no feed: %.*s", TS_FMT(why));
    put(c, "would", "refuse it");
    put_advice(c, r, err);
    put_next(p, r, NULL);
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
    put(c, "is", "a feed (%s), \"%.*s\", %.*s", formats[feed.format], TS_FMT(feed.title),
        TS_FMT(ts_arena_count(&c->arena, feed.n_items, "item", "items")));
    if (feed.fault.len > 0)
        put(c, "malformed", "%.*s; it was mended", TS_FMT(feed.fault));
    if (p->replay.is_subscribed)
        put(c, "would", "take in what is new%s", page_plan(&p->replay));
    else
        put(c, "would", "subscribe to it");
    if (r->permanent_url.len > 0)
        put(c, "would", "ask %.*s from the second time on", TS_FMT(r->permanent_url));
    put_next(p, r, &feed);
}

/* What a refresh would say of the page. */
static void put_refusal(const struct patient *p, const struct ts_reply *r)
{
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(&p->cli->arena, r->body, r->content_type, r->final_url, &feed, &err) == TS_OK)
        return;
    put(p->cli, "would", "refuse it: %s", err.msg);
    put_advice(p->cli, r, &err);
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
    put(p->cli, "perhaps", "%s", err.msg);
    put_advice(p->cli, r, &err);
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
        put(c, "would", "take in the articles that it links to and that are new");
        put_next(p, r, front);
    } else if (p->replay.is_subscribed && p->replay.source.kind == TS_SOURCE_FEED) {
        put_refusal(p, r);
        put_next(p, r, NULL);
    } else if (ts_address_is_article(r->final_url)) {
        put(c, "would", "save it as an article");
    } else if (n_feeds > 0) {
        put(c, "would", "subscribe to the first of them that is a feed");
    } else {
        put(c, "would", "look for a feed in the usual places of the site, then for news sitemaps%s",
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
        put(c, "is", "a page, \"%.*s\": %.*s, %s", TS_FMT(article.title),
            TS_FMT(ts_arena_count(&c->arena, article.n_words, "word", "words")),
            ts_completeness_name(article.completeness));
    else
        put(c, "is", "a page without an article: %s", err.msg);
    feeds = ts_discover_feeds(&c->arena, html, r->final_url, &n);
    for (size_t i = 0; i < n; i++)
        put(c, "announces", "%.*s \"%.*s\"", TS_FMT(feeds[i].url), TS_FMT(feeds[i].title));
    bool is_front = ts_front_read(&c->arena, html, r->final_url, &front, NULL) == TS_OK;
    bool is_readable = is_article && article.n_words >= TS_ADD_MIN_WORDS;
    if (is_front)
        put(c, "links to", "%zu articles, the first \"%.*s\"", front.n_items,
            TS_FMT(front.items[0].title));
    if (!p->replay.is_subscribed && n == 0 && !is_front && !is_readable)
        put_suspicion(p, r);
    put_page_plan(p, r, n, is_front ? &front : NULL, is_readable);
}

static void put_content(const struct patient *p, const struct ts_reply *r)
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

/* ---- the command ---- */

/* Asks for the address, and tells how that went. */
static void put_answer(const struct patient *p)
{
    struct cli *c = p->cli;
    struct ts_reply *reply = ask(p, &p->replay.request);

    put_transfer(c, reply);
    put_caching(p, reply);
    if (reply->rc == TS_OK) {
        put_content(p, reply);
        c->n_done++;
    } else {
        put_next(p, reply, NULL);
        put_advice(c, reply, &reply->err);
        fflush(stdout);
        cli_fail(c, "%s", reply->err.msg);
    }
    ts_reply_free(reply);
}

static void examine(struct cli *c, struct ts_http *http, ts_str given)
{
    struct patient p = { .cli = c, .http = http, .url = ts_address_of(&c->arena, given) };
    struct ts_err err;

    if (p.url.len == 0) {
        bool is_command = ts_str_starts(given, "exec:") || ts_str_starts(given, "filter:");
        cli_fail(c, "\"%.*s\" is %s", TS_FMT(given),
                 is_command ? "a command, which no server answers; \"fetch --source\" runs it"
                            : "no address");
        return;
    }
    if (ts_replay_of(&c->arena, c->db, &c->profile, p.url, &p.replay, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return;
    }
    put(c, "address", "%.*s", TS_FMT(p.url));
    put_history(&p);
    put_options(&p);
    put_answer(&p);
}

/* As a refresh would have it. */
static struct ts_http_options options_of(const struct ts_config *config)
{
    return (struct ts_http_options){
        .limits = { .max_bytes = config->max_page_mb << 20,
                    .max_wire_bytes = config->max_page_mb << 20,
                    .total_ms = config->timeout_s * 1000 },
        .user_agent = config->user_agent,
        .max_hold_ms = -1,
    };
}

int cmd_doctor(struct cli *c)
{
    struct ts_http *http;
    struct ts_err err;

    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    struct ts_http_options options = options_of(&c->profile.config);
    if (ts_http_open(&http, &options, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return TS_EXIT_NOTHING;
    }
    for (size_t i = 0; i < c->n_args; i++)
        examine(c, http, ts_str_of(c->args[i]));
    ts_http_close(http);
    return cli_status(c);
}
