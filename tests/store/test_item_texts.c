#include "store/fixture.h"

#include "tearsheet/store/item_texts.h"

static int64_t put(struct library *l, const char *id, const char *summary, const char *content)
{
    struct ts_item item = { .id = ts_str_of(id),
                            .link = ts_arena_printf(&l->a, "https://a.example/%s", id),
                            .title = ts_str_of(id),
                            .summary = ts_str_of(summary),
                            .content = ts_str_of(content) };
    struct ts_item_put done;

    assert_ok(ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON, &done, &l->err), &l->err);
    return done.article_id;
}

static ts_str raw_titles(struct library *l, size_t limit)
{
    struct ts_raw_item *raw = NULL;
    ts_str titles = { 0 };
    size_t n = 0;

    assert_ok(ts_item_texts_raw(&l->a, l->db, 0, limit, &raw, &n, &l->err), &l->err);
    for (size_t i = 0; i < n; i++)
        titles = ts_arena_printf(&l->a, "%.*s%s%.*s", TS_FMT(titles), i ? "|" : "",
                                 TS_FMT(raw[i].title));
    return titles;
}

static void texts_wait_until_they_are_cleaned(void **state)
{
    struct library *l = *state;
    struct ts_raw_item *raw = NULL;
    size_t n = 0;
    ts_str html;

    int64_t one = put(l, "one", "In short.", "<p>At length.");
    put(l, "two", "Only this.", "");
    assert_slice_equal(raw_titles(l, 10), "two|one");
    assert_slice_equal(raw_titles(l, 1), "two");
    assert_ok(ts_item_texts_raw(&l->a, l->db, 0, 10, &raw, &n, &l->err), &l->err);
    assert_slice_equal(raw[0].html, "Only this.");
    assert_slice_equal(raw[1].html, "<p>At length.");
    assert_int_equal(raw[1].article_id, one);
    assert_slice_equal(raw[1].url, "https://a.example/one");
    assert_ok(ts_item_texts_raw(&l->a, l->db, one, 10, &raw, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_slice_equal(raw[0].title, "one");

    assert_ok(ts_item_text_done(l->db, one, &l->err), &l->err);
    assert_slice_equal(raw_titles(l, 10), "two");
    assert_ok(ts_item_texts_raw(&l->a, l->db, one, 10, &raw, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    assert_ok(ts_item_text_get(&l->a, l->db, one, &html, &l->err), &l->err);
    assert_slice_equal(html, "<p>At length.");
    assert_ok(ts_item_text_done(l->db, one, &l->err), &l->err);
    assert_ok(ts_item_text_get(&l->a, l->db, one, &html, &l->err), &l->err);
    assert_slice_equal(html, "<p>At length.");
    put(l, "one", "In short.", "<p>At greater length.");
    assert_slice_equal(raw_titles(l, 10), "two|one");
    assert_ok(ts_item_text_get(&l->a, l->db, 99, &html, &l->err), &l->err);
    assert_int_equal(html.len, 0);
}

static void a_damaged_text_is_an_error(void **state)
{
    struct library *l = *state;
    ts_str html = TS_STR("as it was");

    int64_t one = put(l, "one", "", "<p>At length.");
    assert_ok(ts_item_text_done(l->db, one, &l->err), &l->err);
    run_sql(l->path, "UPDATE item_texts SET html = substr(html, 1, 6) WHERE article_id = 1");
    assert_int_equal(ts_item_text_get(&l->a, l->db, one, &html, &l->err), TS_ERR_STORE);
    assert_slice_equal(html, "as it was");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(texts_wait_until_they_are_cleaned),
        TEST(a_damaged_text_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
