/* The files of an article as links: what they are called. */
#include "fixture.h"

#include "tearsheet/app/enclosures.h"
#include "tearsheet/store/enclosures.h"

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = FEED(ITEM("1", "The tides", "")) }, { 0 }
};

static const struct {
    struct ts_enclosure file;
    const char *text;
} cases[] = {
    { { TS_STR("https://c.example/e/1.mp3?t=2"), TS_STR("audio/mpeg"), 7340032 },
      "1.mp3 (audio/mpeg, 7 MB)" },
    { { TS_STR("https://c.example/1.pdf"), { 0 }, 1 }, "1.pdf (1 KB)" },
    { { TS_STR("https://c.example/1.pdf"), { 0 }, 1024 * 1024 - 1 }, "1.pdf (1024 KB)" },
    { { TS_STR("https://c.example/1.pdf"), { 0 }, 1024 * 1024 * 3 / 2 }, "1.pdf (2 MB)" },
    { { TS_STR("https://c.example/"), TS_STR("video"), 0 }, "c.example (video)" },
    { { TS_STR("https://c.example/1"), { 0 }, INT64_MAX }, "1 (8796093022208 MB)" },
    { { TS_STR("magnet:?xt=urn:btih:1"), { 0 }, 0 }, "magnet:?xt=urn:btih:1" },
};

static void files_have_names(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct ts_enclosure files[TS_COUNT(cases)];
    struct ts_item item = { .enclosures = files, .n_enclosures = TS_COUNT(cases) };
    struct ts_stored stored;
    struct ts_err err;
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, routes, paths);
    fixture_refresh(&f, false);
    int64_t id = fixture_articles(&f, &n)->id;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        files[i] = cases[i].file;
    assert_ok(ts_enclosures_put(f.db, id, &item, &err), &err);
    assert_ok(ts_article_get(&f.arena, f.db, id, &stored, &err), &err);
    n = stored.article.n_blocks;
    assert_ok(ts_enclosures_show(&f.arena, f.db, &stored, &err), &err);
    assert_int_equal(stored.article.n_blocks, n + TS_COUNT(cases));
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_block *block = &stored.article.blocks[n + i];
        assert_slice_equal(block->text, cases[i].text);
        assert_int_equal(block->n_spans, 1);
        assert_true(block->spans[0].len > 0 && block->spans[0].len <= block->text.len);
        assert_true(ts_str_eq(block->spans[0].target, cases[i].file.url));
    }
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(files_have_names) };
    return cmocka_run_group_tests_name("enclosures", tests, NULL, NULL);
}
