#include "feed_dump.h"

#include "tearsheet/base/buf.h"

static const char *const format_names[] = { "rss", "rdf", "atom", "json" };

static void put(struct ts_buf *b, const char *name, ts_str value)
{
    if (value.len)
        ts_buf_printf(b, " %s=[%.*s]", name, TS_FMT(value));
}

static void put_item(struct ts_buf *b, struct ts_arena *a, const struct ts_item *item)
{
    ts_buf_puts(b, "\n-");
    put(b, "title", item->title);
    put(b, "link", item->link);
    put(b, "id", item->id);
    put(b, "at", ts_when_iso(a, item->published));
    put(b, "by", item->author);
    put(b, "summary", item->summary);
    put(b, "content", item->content);
    for (size_t i = 0; i < item->n_enclosures; i++) {
        put(b, "file", item->enclosures[i].url);
        put(b, "type", item->enclosures[i].type);
        if (item->enclosures[i].n_bytes)
            ts_buf_printf(b, " bytes=%d", (int)item->enclosures[i].n_bytes);
    }
}

ts_str feed_dump(struct ts_arena *a, ts_str bytes, const char *content_type, const char *url)
{
    struct ts_buf b = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    if (ts_feed_parse(a, bytes, ts_str_of(content_type), ts_str_of(url), &feed, &err) != TS_OK)
        return ts_arena_str(a, ts_str_of(err.msg));
    ts_buf_puts(&b, format_names[feed.format]);
    put(&b, "title", feed.title);
    put(&b, "link", feed.link);
    put(&b, "lang", feed.lang);
    if (feed.ttl_s)
        ts_buf_printf(&b, " ttl=%d", (int)feed.ttl_s);
    for (size_t i = 0; i < feed.n_items; i++)
        put_item(&b, a, &feed.items[i]);
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

void feed_check(const struct feed_case *cases, size_t n, const char *url)
{
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < n; i++)
        assert_slice_equal(feed_dump(&a, ts_str_of(cases[i].in), "", url), cases[i].want);
    ts_arena_done(&a);
}
