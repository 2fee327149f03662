/* json_feed.c - JSON Feed 1.0 and 1.1. */
#include "formats_priv.h"
#include "tearsheet/base/json.h"
#include "tearsheet/base/url.h"
#include "text_priv.h"

static void put_text(struct ts_draft *d, enum ts_slot slot, uint8_t rank, ts_str text)
{
    struct ts_buf html = { 0 };

    ts_text_escape(&html, text);
    ts_draft_put(d, slot, rank, ts_buf_str(&html));
    ts_buf_done(&html);
}

static void put_line(struct ts_draft *d, enum ts_slot slot, ts_str text)
{
    struct ts_arena a = { 0 };

    ts_draft_put(d, slot, 1, ts_text_plain(&a, text));
    ts_arena_done(&a);
}

/* 1.1 has `authors`, 1.0 `author`. */
static void put_authors(struct ts_draft *d, const struct ts_json *of)
{
    const struct ts_json *authors = ts_json_get(of, "authors");

    for (const struct ts_json *p = authors ? authors->first : NULL; p; p = p->next)
        ts_draft_put_author(d, 2, ts_json_get_str(p, "name"));
    ts_draft_put_author(d, 1, ts_json_get_str(ts_json_get(of, "author"), "name"));
}

static void put_attachment(struct ts_draft *d, const struct ts_json *attachment)
{
    ts_str url = ts_draft_resolve(d, (ts_str){ 0 }, ts_json_get_str(attachment, "url"));

    ts_draft_put_enclosure(d, url, ts_json_get_str(attachment, "mime_type"),
                           ts_json_get_str(attachment, "size_in_bytes"));
}

static void put_item(struct ts_draft *d, const struct ts_json *item)
{
    ts_str id = ts_json_get_str(item, "id");
    ts_str image = ts_json_get_str(item, "image");
    const struct ts_json *attachments = ts_json_get(item, "attachments");

    ts_draft_start_item(d);
    ts_draft_put(d, TS_SLOT_ID, 1, id);
    ts_draft_put_link(d, 3, (ts_str){ 0 }, ts_json_get_str(item, "url"));
    ts_draft_put_link(d, 2, (ts_str){ 0 }, ts_json_get_str(item, "external_url"));
    if (ts_url_is_http(id))
        ts_draft_put_link(d, 1, (ts_str){ 0 }, id);
    put_line(d, TS_SLOT_TITLE, ts_json_get_str(item, "title"));
    put_text(d, TS_SLOT_SUMMARY, 1, ts_json_get_str(item, "summary"));
    ts_draft_put(d, TS_SLOT_CONTENT, 2, ts_json_get_str(item, "content_html"));
    put_text(d, TS_SLOT_CONTENT, 1, ts_json_get_str(item, "content_text"));
    ts_draft_put_when(d, TS_SLOT_PUBLISHED, 1, ts_json_get_str(item, "date_published"));
    ts_draft_put_when(d, TS_SLOT_UPDATED, 1, ts_json_get_str(item, "date_modified"));
    put_authors(d, item);
    for (const struct ts_json *at = attachments ? attachments->first : NULL; at; at = at->next)
        put_attachment(d, at);
    ts_draft_put_enclosure(d, ts_draft_resolve(d, (ts_str){ 0 }, image), TS_STR("image"),
                           (ts_str){ 0 });
    ts_draft_end_item(d);
}

static void put_feed(struct ts_draft *d, const struct ts_json *feed, const struct ts_json *items)
{
    d->format = TS_FEED_JSON;
    put_line(d, TS_SLOT_TITLE, ts_json_get_str(feed, "title"));
    ts_draft_put_link(d, 1, (ts_str){ 0 }, ts_json_get_str(feed, "home_page_url"));
    ts_draft_put(d, TS_SLOT_LANG, 1, ts_json_get_str(feed, "language"));
    put_authors(d, feed);
    for (const struct ts_json *item = items->first; item && !d->is_full; item = item->next)
        if (item->kind == TS_JSON_OBJECT)
            put_item(d, item);
}

enum ts_rc ts_feed_read_json(struct ts_draft *d, ts_str utf8, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_json *feed;

    enum ts_rc rc = ts_json_parse(&a, utf8, &feed, err);
    if (rc != TS_OK) {
        ts_arena_done(&a);
        ts_fail_in(err, "malformed JSON feed");
        return rc;
    }
    static const struct ts_json no_items = { .kind = TS_JSON_ARRAY };
    const struct ts_json *items = ts_json_get(feed, "items");
    bool is_feed = ts_str_has(ts_json_get_str(feed, "version"), "jsonfeed.org");
    if (!items && is_feed)
        items = &no_items;
    if (items && items->kind == TS_JSON_ARRAY)
        put_feed(d, feed, items);
    else
        rc = ts_fail(err, TS_ERR_PARSE, "not a feed: the JSON document has no list of items");
    ts_arena_done(&a);
    return rc;
}
