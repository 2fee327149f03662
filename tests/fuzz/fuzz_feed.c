/* fuzz_feed.c - any bytes as a feed, an OPML list and a feeds file.  What comes out has to keep the
 * promises of the headers: valid text, and edits that can be read again. */
#include "fuzz.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/feed/opml.h"
#include "tearsheet/feed/parse.h"

static void as_feed(ts_str bytes)
{
    struct ts_arena a = { 0 };
    struct ts_err err = { .msg = "" };
    struct ts_feed feed;

    if (ts_feed_parse(&a, bytes, (ts_str){ 0 }, TS_STR("http://h.example/a/b"), &feed, &err)) {
        MUST(err.msg[0]);
    } else {
        MUST(ts_utf8_is_valid(feed.title));
        for (size_t i = 0; i < feed.n_items; i++) {
            const struct ts_item *item = &feed.items[i];
            MUST(ts_utf8_is_valid(item->title) && ts_utf8_is_valid(item->author) &&
                 ts_utf8_is_valid(item->summary) && ts_utf8_is_valid(item->content) &&
                 ts_utf8_is_valid(item->link));
            MUST(ts_str_find_char(item->title, '\n', 0) == TS_NPOS);
        }
    }
    ts_arena_done(&a);
}

static void as_list(ts_str bytes)
{
    struct ts_arena a = { 0 };
    struct ts_source_entry *entries, *again;
    struct ts_buf first = { 0 }, second = { 0 };
    size_t n, n_again;

    if (ts_opml_read(&a, bytes, &entries, &n, NULL, NULL) == TS_OK) {
        ts_opml_write(&first, TS_STR("t"), entries, n);
        MUST(ts_opml_read(&a, ts_buf_str(&first), &again, &n_again, NULL, NULL) == TS_OK);
        MUST(n == n_again);
        ts_opml_write(&second, TS_STR("t"), again, n_again);
        MUST(ts_str_eq(ts_buf_str(&first), ts_buf_str(&second)));
    }
    ts_buf_done(&first);
    ts_buf_done(&second);
    ts_arena_done(&a);
}

static void as_feeds_file(ts_str bytes)
{
    struct ts_arena a = { 0 };
    struct ts_source_entry entry = { .url = TS_STR("http://new.example/"),
                                     .nickname = TS_STR("New \"one\"") };
    ts_str added, changed, removed;

    struct ts_sources_file before = ts_sources_file_read(&a, bytes, TS_STR("feeds"));
    for (size_t i = 0; i < before.n_entries; i++)
        if (ts_sources_file_change(&a, bytes, &before.entries[i], &changed, NULL) == TS_OK)
            MUST(ts_sources_file_read(&a, changed, TS_STR("feeds")).n_entries == before.n_entries);
    if (ts_sources_file_add(&a, bytes, &entry, &added, NULL) == TS_OK) {
        MUST(ts_sources_file_read(&a, added, TS_STR("feeds")).n_entries == before.n_entries + 1);
        MUST(ts_sources_file_remove(&a, added, entry.url, &removed, NULL) == TS_OK);
        MUST(ts_str_eq(ts_str_sub(removed, 0, bytes.len), bytes));
    }
    ts_arena_done(&a);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    ts_str bytes = { (const char *)data, size };

    as_feed(bytes);
    as_list(bytes);
    as_feeds_file(bytes);
    return 0;
}
