/* doctor: one request, told step by step, and what the program would make of the answer. */
#include "cli_priv.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/extract/discover.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/feed/parse.h"
#include "tearsheet/net/http.h"
#include "tearsheet/store/sources.h"

static const char *const charset_sources[] = { "byte order mark", "HTTP header",
                                               "its own declaration", "detection",
                                               "nothing better known" };

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

static void put_transfer(struct cli *c, const struct ts_reply *r)
{
    for (size_t i = 0; i < r->n_hops; i++)
        put(c, "redirect", "%d%s to %.*s", r->hops[i].status,
            r->hops[i].is_permanent ? " (for good)" : "", TS_FMT(r->hops[i].url));
    if (r->status > 0)
        put(c, "status", "%d from %.*s", r->status, TS_FMT(r->peer));
    put(c, "time", "name %lld ms, connected %lld ms, TLS %lld ms, first byte %lld ms, all %lld ms",
        (long long)r->lookup_ms, (long long)r->connect_ms, (long long)r->tls_ms,
        (long long)r->first_byte_ms, (long long)r->total_ms);
    put(c, "size", "%zu bytes, %lld on the wire", r->body.len, (long long)r->wire_bytes);
    put(c, "type", "%.*s", TS_FMT(r->content_type));
}

static void put_caching(struct cli *c, const struct ts_reply *r)
{
    put(c, "etag", "%.*s", TS_FMT(r->etag));
    put(c, "modified", "%.*s", TS_FMT(r->last_modified));
    if (r->fresh_until_at > 0)
        put(c, "fresh for", "%lld s", (long long)(r->fresh_until_at - ts_now_at()));
    if (r->retry_after_s > 0)
        put(c, "retry after", "%lld s", (long long)r->retry_after_s);
}

static void put_feed(struct cli *c, const struct ts_reply *r)
{
    static const char *const formats[] = { "RSS", "RDF", "Atom", "JSON Feed" };
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(&c->arena, r->body, r->content_type, r->final_url, &feed, &err) != TS_OK) {
        put(c, "is", "no feed: %s", err.msg);
        return;
    }
    put(c, "is", "a feed (%s), \"%.*s\", %zu items", formats[feed.format], TS_FMT(feed.title),
        feed.n_items);
    put(c, "would", "subscribe to it");
}

static void put_page(struct cli *c, const struct ts_reply *r, ts_str html)
{
    struct ts_article article;
    struct ts_announced *feeds;
    struct ts_err err;
    size_t n;

    if (ts_extract(&c->arena, html, r->final_url, &article, &err) == TS_OK)
        put(c, "is", "a page, \"%.*s\": %zu words, %s", TS_FMT(article.title), article.n_words,
            ts_completeness_name(article.completeness));
    else
        put(c, "is", "a page without an article: %s", err.msg);
    feeds = ts_discover_feeds(&c->arena, html, r->final_url, &n);
    for (size_t i = 0; i < n; i++)
        put(c, "announces", "%.*s \"%.*s\"", TS_FMT(feeds[i].url), TS_FMT(feeds[i].title));
}

static void put_content(struct cli *c, const struct ts_reply *r)
{
    struct ts_charset used = { 0 };
    ts_str text =
        ts_charset_to_utf8(&c->arena, r->body, ts_charset_of_content_type(r->content_type), &used);

    put(c, "charset", "%.*s, by %s", TS_FMT(used.name), charset_sources[used.source]);
    if (ts_discover_is_html(text))
        put_page(c, r, text);
    else
        put_feed(c, r);
}

static void put_history(struct cli *c, ts_str url)
{
    struct ts_source source;

    if (ts_source_get_url(&c->arena, c->db, url, &source, NULL) != TS_OK)
        return;
    put(c, "subscribed", "as %.*s, %lld articles", TS_FMT(ts_source_name(&source)),
        (long long)source.n_articles);
    if (source.error.len > 0)
        put(c, "last time", "%.*s (%d in a row)", TS_FMT(source.error), source.n_failures);
    if (source.next_at > 0)
        put(c, "next", "%.*s",
            TS_FMT(
                ts_when_iso(&c->arena, (struct ts_when){ source.next_at, 0, TS_WHEN_TIME, true })));
}

static void examine(struct cli *c, struct ts_http *http, ts_str url)
{
    struct ts_http_request request = { .url = url, .allow_file = true, .allow_private = true };
    struct ts_reply *reply;

    ts_http_submit(http, &request);
    while (!(reply = ts_http_next(http)))
        ts_http_wait(http, -1);
    put(c, "address", "%.*s", TS_FMT(url));
    put_history(c, url);
    put_transfer(c, reply);
    put_caching(c, reply);
    if (reply->rc == TS_OK) {
        put_content(c, reply);
        c->n_done++;
    } else {
        cli_fail(c, "%s", reply->err.msg);
    }
    ts_reply_free(reply);
}

int cmd_doctor(struct cli *c)
{
    struct ts_http_options options = { 0 };
    struct ts_http *http;
    struct ts_err err;

    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    if (ts_http_open(&http, &options, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return TS_EXIT_NOTHING;
    }
    for (size_t i = 0; i < c->n_args; i++)
        examine(c, http, ts_str_of(c->args[i]));
    ts_http_close(http);
    return cli_status(c);
}
