#include "store/fixture.h"

#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"

/* Five articles, "a" the oldest; b and d are read, d and e starred, c and d in a story. */
static void fill(struct library *l, int64_t ids[5])
{
    static const char *const titles[] = { "a", "b", "c", "d", "e" };

    for (int i = 0; i < 5; i++)
        ids[i] = add_article(l, "harbour.example", titles[i], "Text.", NOON - (5 - i) * DAY);
    assert_ok(ts_mark_article(l->db, ids[1], true, &l->err), &l->err);
    assert_ok(ts_mark_article(l->db, ids[3], true, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, ids[3], true, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, ids[4], true, &l->err), &l->err);
    add_to_story(l, ids[3], add_to_story(l, ids[2], 0));
}

static void lists_are_what_was_asked_for(void **state)
{
    static const struct {
        struct ts_article_query q;
        const char *want;
        size_t count;
    } cases[] = {
        { { 0 }, "e|d|c|b|a", 5 },
        { { .order = TS_OLDEST }, "a|b|c|d|e", 5 },
        { { .order = TS_RANK }, "e|d|c|b|a", 5 },
        { { .unread_only = true }, "e|c|a", 3 },
        { { .starred_only = true }, "e|d", 2 },
        { { .starred_only = true, .unread_only = true }, "e", 1 },
        { { .story_id = 1 }, "d|c", 2 },
        { { .story_id = 1, .order = TS_OLDEST }, "c|d", 2 },
        { { .story_id = 9 }, "", 0 },
        { { .limit = 2 }, "e|d", 5 },
        { { .limit = 2, .offset = 2 }, "c|b", 5 },
        { { .limit = 2, .offset = 4, .order = TS_OLDEST }, "e", 5 },
        { { .offset = 9 }, "", 5 },
        { { .tag_id = 7 }, "", 0 },
    };
    struct library *l = *state;
    int64_t ids[5];

    fill(l, ids);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_slice_equal(list_titles(l, cases[i].q), cases[i].want);
        assert_int_equal(count_articles(l, cases[i].q), cases[i].count);
    }
}

static void a_row_tells_the_state(void **state)
{
    struct library *l = *state;
    struct ts_article_row *rows = NULL;
    int64_t ids[5], tag = 0;
    size_t n = 0;

    fill(l, ids);
    assert_ok(ts_tag_put(l->db, TS_STR("quay"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, ids[3], NULL, &l->err), &l->err);
    assert_ok(ts_tag_put(l->db, TS_STR("boats"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, ids[3], NULL, &l->err), &l->err);
    struct ts_article_query q = { .limit = 1, .offset = 1 };
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].id, ids[3]);
    assert_slice_equal(rows[0].title, "d");
    assert_slice_equal(rows[0].site, "harbour.example");
    assert_int_equal(rows[0].source_id, l->feed_id);
    assert_int_equal(rows[0].story_id, 1);
    assert_int_equal(rows[0].sort_at, NOON - 2 * DAY);
    assert_int_equal(rows[0].published.precision, TS_WHEN_TIME);
    assert_int_equal(rows[0].completeness, TS_COMPLETE_FULL);
    assert_int_equal(rows[0].n_words, 1);
    int64_t turn = rows[0].read_turn;
    q.offset = 3;
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_slice_equal(rows[0].title, "b"); /* which was read before */
    assert_true(rows[0].read_turn > 0 && rows[0].read_turn < turn);
    q.offset = 1;
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_true(rows[0].is_read && rows[0].is_starred && !rows[0].is_wanted);
    assert_int_equal(rows[0].n_tags, 2);
    assert_slice_equal(rows[0].tags[0], "boats");
    assert_slice_equal(rows[0].tags[1], "quay");
    assert_int_equal(rows[0].snippet.len, 0);
    q.tag_id = tag;
    q.offset = 0;
    assert_slice_equal(list_titles(l, q), "d");
}

/* Articles of one second are in the order of their ids, and none is met twice or missed. */
static void equal_times_are_walked_once(void **state)
{
    struct library *l = *state;
    struct ts_article_query q = { .limit = 7 };
    struct ts_article_row *rows;
    int64_t before = INT64_MAX;
    size_t n = 0;

    for (int i = 0; i < 20; i++)
        add_item(l, l->feed_id, ts_arena_printf(&l->a, "%d", i).ptr,
                 ts_arena_printf(&l->a, "https://a.example/%d", i).ptr, "Same", NOON);
    do {
        assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
        for (size_t i = 0; i < n; i++) {
            assert_true(rows[i].id < before);
            before = rows[i].id;
        }
        q.offset += n;
    } while (n > 0);
    assert_int_equal(q.offset, 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(lists_are_what_was_asked_for),
        TEST(a_row_tells_the_state),
        TEST(equal_times_are_walked_once),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
