/* cmd_parse_feed.c - a feed as one JSON object, for programs. */
#include "tearsheet/cli/cmd_parse_feed.h"

#include "tearsheet/base/file.h"
#include "tearsheet/base/json.h"
#include "tearsheet/feed/parse.h"

static void put_item(struct ts_json_out *o, const struct ts_item *item)
{
    struct ts_arena a = { 0 };

    ts_json_open(o, '{');
    ts_json_member(o, "title", item->title);
    ts_json_member(o, "link", item->link);
    ts_json_member(o, "id", item->id);
    ts_json_member(o, "published", ts_when_iso(&a, item->published));
    ts_json_member(o, "author", item->author);
    ts_json_member(o, "summary", item->summary);
    ts_json_member(o, "content", item->content);
    ts_json_close(o, '}');
    ts_arena_done(&a);
}

static void put_feed(struct ts_json_out *o, const struct ts_feed *feed)
{
    ts_json_open(o, '{');
    ts_json_member(o, "title", feed->title);
    ts_json_member(o, "link", feed->link);
    ts_json_list(o, "items");
    for (size_t i = 0; i < feed->n_items; i++)
        put_item(o, &feed->items[i]);
    ts_json_close(o, ']');
    ts_json_close(o, '}');
    ts_buf_putc(o->buf, '\n');
}

enum ts_rc ts_cmd_parse_feed(struct ts_arena *a, const char *path, FILE *out, struct ts_err *err)
{
    struct ts_buf text = { 0 };
    struct ts_json_out json = { .buf = &text };
    struct ts_feed feed;
    ts_str bytes;

    enum ts_rc rc = ts_file_read(a, path, TS_FEED_MAX_BYTES, &bytes, err);
    if (rc != TS_OK)
        return rc;
    rc = ts_feed_parse(a, bytes, (ts_str){ 0 }, (ts_str){ 0 }, &feed, err);
    if (rc != TS_OK) {
        ts_fail_in(err, "%s", path);
        return rc;
    }
    put_feed(&json, &feed);
    if (fwrite(text.ptr, 1, text.len, out) != text.len || fflush(out) != 0)
        rc = ts_fail_errno(err, "cannot write");
    ts_buf_done(&text);
    return rc;
}
