/* The rows of stories: what they sum up, their order, their tags. */
#include "store/fixture.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"

static size_t count_stories(struct library *l, struct ts_story_query q)
{
    size_t n = 0;

    assert_ok(ts_stories_count(l->db, &q, &n, &l->err), &l->err);
    return n;
}

static ts_str headlines(struct library *l, struct ts_story_query q)
{
    struct ts_story_row *rows = NULL;
    struct ts_buf list = { 0 };
    size_t n = 0;

    assert_ok(ts_stories_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    for (size_t i = 0; i < n; i++)
        ts_buf_printf(&list, "%s%.*s", i ? "|" : "", TS_FMT(rows[i].headline));
    ts_str result = ts_buf_take(&list, &l->a);
    ts_buf_done(&list);
    return result;
}

static void a_row_sums_up_the_reports(void **state)
{
    struct library *l = *state;
    int64_t late = add_article(l, "b.example", "Ferry strike enters third day", "x", NOON - 60);
    int64_t first = add_article(l, "a.example", "Crews walk out", "x", NOON - DAY);
    int64_t same = add_article(l, "www.b.example", "Ferries: what we know", "x", NOON - 600);
    int64_t copy = add_article(l, "c.example", "Wire: crews walk out", "x", NOON - DAY - 9);

    int64_t story = add_to_story(l, late, 0);
    struct ts_story_row row = get_story(l, story);
    assert_slice_equal(row.headline, "Ferry strike enters third day");
    assert_int_equal(row.n_reports, 1);
    assert_int_equal(row.first_at, row.latest_at);

    add_to_story(l, first, story);
    add_to_story(l, same, story);
    add_text(l, first, "The Anchor", "Crews walk out", "x");
    struct ts_placement p = { .story_id = story, .copy_of_id = first, .saga_id = 7, .score = .5F };
    assert_ok(ts_story_place(l->db, copy, &p, NULL, &l->err), &l->err);
    row = get_story(l, story);
    /* The copy came first, but a copy gives no headline. */
    assert_slice_equal(row.headline, "Crews walk out");
    assert_slice_equal(row.outlets, "c.example, The Anchor, b.example");
    assert_int_equal(row.n_outlets, 3);
    assert_int_equal(row.n_reports, 4);
    assert_int_equal(row.n_copies, 1);
    assert_int_equal(row.n_unread, 4);
    assert_int_equal(row.first_at, NOON - DAY - 9);
    assert_int_equal(row.latest_at, NOON - 60);
    assert_int_equal(row.saga_id, 7);
    assert_slice_equal(
        list_titles(l, (struct ts_article_query){ .story_id = story, .order = TS_OLDEST }),
        "Wire: crews walk out|Crews walk out|Ferries: what we know|Ferry strike enters third day");
    assert_int_equal(get_article(l, copy).saga_id, 7);
    assert_int_equal(get_article(l, copy).copy_of_id, first);

    assert_ok(ts_mark_article(l->db, late, true, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_unread, 3);
    /* Reading one copy is reading them all. */
    assert_ok(ts_mark_article(l->db, copy, true, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_unread, 1);
    assert_true(get_article(l, first).is_read);
    assert_ok(ts_mark_article(l->db, first, false, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_unread, 3);
    assert_ok(ts_mark_story(l->db, story, true, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_unread, 0);
}

static void an_article_can_move(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t a = add_to_story(l, one, 0);

    add_to_story(l, two, a);
    int64_t b = add_to_story(l, two, 0);
    assert_int_not_equal(a, b);
    assert_int_equal(get_story(l, a).n_reports, 1);
    assert_int_equal(get_story(l, b).n_reports, 1);
    add_to_story(l, one, b);
    assert_int_equal(get_story(l, a).n_reports, 0);
    assert_int_equal(count_stories(l, (struct ts_story_query){ 0 }), 1);
    /* Its id is never given to another. */
    assert_int_equal(add_to_story(l, add_article(l, "c.example", "Three", "x", NOON), 0), b + 1);
}

static void rows_can_be_made_right_at_the_end(void **state)
{
    struct library *l = *state;
    int64_t story = add_to_story(l, add_article(l, "a.example", "One", "x", NOON - 60), 0);

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    ts_stories_count_late(l->db);
    add_to_story(l, add_article(l, "b.example", "Two", "x", NOON), story);
    add_to_story(l, add_article(l, "c.example", "Three", "x", NOON), story);
    assert_int_equal(get_story(l, story).n_reports, 1);
    assert_ok(ts_stories_count_now(l->db, TS_OK, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_reports, 3);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);

    add_to_story(l, add_article(l, "d.example", "Four", "x", NOON), story);
    assert_int_equal(get_story(l, story).n_outlets, 4);
    ts_stories_count_late(l->db);
    assert_int_equal(ts_stories_count_now(l->db, TS_ERR_BUSY, &l->err), TS_ERR_BUSY);
}

static void a_part_that_failed_takes_the_rest_with_it(void **state)
{
    struct library *l = *state;
    struct ts_placement nowhere = { .story_id = 99 };
    int64_t id = add_article(l, "a.example", "One", "x", NOON);

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    int64_t story = add_to_story(l, id, 0);
    assert_int_equal(ts_story_place(l->db, id, &nowhere, NULL, &l->err), TS_ERR_NOTFOUND);
    l->err = (struct ts_err){ 0 };
    assert_int_equal(ts_db_commit(l->db, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no story 99");
    struct ts_story_row row;
    assert_int_equal(ts_story_get(&l->a, l->db, story, &row, NULL), TS_ERR_NOTFOUND);

    /* Nobody listened to why. */
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    assert_int_equal(ts_story_place(l->db, id, &nowhere, NULL, NULL), TS_ERR_NOTFOUND);
    assert_int_equal(ts_db_commit(l->db, &l->err), TS_ERR_STORE);
    assert_true(ts_str_ends(ts_str_of(l->err.msg), ": a part of the changes failed"));

    /* Taken back with what it was inside of, it is no matter any more. */
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    story = add_to_story(l, id, 0);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    assert_int_equal(ts_story_place(l->db, id, &nowhere, NULL, &l->err), TS_ERR_NOTFOUND);
    ts_db_rollback(l->db);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_reports, 1);
}

static void stories_are_listed_in_their_orders(void **state)
{
    static const struct {
        struct ts_story_query q;
        const char *want;
        size_t count;
    } cases[] = {
        { { 0 }, "Late|Wide|Early", 3 },
        { { .order = TS_STORY_MOST_COVERED }, "Wide|Late|Early", 3 },
        { { .order = TS_STORY_OLDEST }, "Early|Wide|Late", 3 },
        { { .unread_only = true }, "Late|Wide", 2 },
        { { .saga_id = 1 }, "Wide|Early", 2 },
        { { .saga_id = 1, .order = TS_STORY_OLDEST }, "Early|Wide", 2 },
        { { .limit = 1 }, "Late", 3 },
        { { .limit = 1, .offset = 2 }, "Early", 3 },
        { { .tag_id = 4 }, "", 0 },
        { { .muted_only = true }, "", 0 },
    };
    struct library *l = *state;
    int64_t early = add_article(l, "a.example", "Early", "x", NOON - 9 * DAY);
    int64_t wide = add_article(l, "a.example", "Wide", "x", NOON - 5 * DAY);
    int64_t late = add_article(l, "a.example", "Late", "x", NOON - 2 * DAY);

    int64_t s1 = add_to_story(l, early, 0), s2 = add_to_story(l, wide, 0);
    add_to_story(l, late, 0);
    add_to_story(l, add_article(l, "b.example", "Wide too", "x", NOON - 4 * DAY), s2);
    assert_ok(ts_story_put_saga(l->db, s1, s1, &l->err), &l->err);
    assert_ok(ts_story_put_saga(l->db, s2, s1, &l->err), &l->err);
    assert_ok(ts_mark_story(l->db, s1, true, &l->err), &l->err);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_slice_equal(headlines(l, cases[i].q), cases[i].want);
        assert_int_equal(count_stories(l, cases[i].q), cases[i].count);
    }
}

static void hidden_reports_do_not_count(void **state)
{
    struct library *l = *state;
    struct ts_source entries[] = {
        { .url = TS_STR("https://harbour.example/feed") },
        { .url = TS_STR("https://b.example/feed"), .is_hidden = true },
    };
    int64_t b = add_feed(l, "https://b.example/feed");
    int64_t shown = add_article(l, "a.example", "Shown", "x", NOON);
    int64_t hidden = add_item(l, b, "h", "https://b.example/h", "Hidden", NOON - 60);

    int64_t story = add_to_story(l, shown, add_to_story(l, hidden, 0));
    assert_slice_equal(get_story(l, story).headline, "Hidden");
    assert_ok(ts_sources_sync(l->db, entries, 2, NULL, &l->err), &l->err);
    assert_slice_equal(get_story(l, story).headline, "Shown");
    assert_int_equal(get_story(l, story).n_reports, 1);
    assert_ok(ts_mark_article(l->db, hidden, true, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_unread, 1);
    int64_t all_hidden = add_to_story(l, hidden, 0);
    assert_int_equal(count_stories(l, (struct ts_story_query){ 0 }), 1);
    entries[1].is_hidden = false;
    assert_ok(ts_sources_sync(l->db, entries, 2, NULL, &l->err), &l->err);
    assert_int_equal(get_story(l, all_hidden).n_reports, 1);
    assert_int_equal(count_stories(l, (struct ts_story_query){ 0 }), 2);
}

static void muted_stories_are_counted_apart(void **state)
{
    struct library *l = *state;
    int64_t story = add_to_story(l, add_article(l, "a.example", "Cup final", "x", NOON), 0), tag;

    add_to_story(l, add_article(l, "a.example", "Ferry", "x", NOON - 60), 0);
    assert_ok(ts_tag_put(l->db, TS_STR("sport"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_slice_equal(headlines(l, (struct ts_story_query){ 0 }), "Cup final|Ferry");
    assert_ok(ts_tag_put_muted(l->db, tag, true, &l->err), &l->err);
    assert_slice_equal(headlines(l, (struct ts_story_query){ 0 }), "Ferry");
    assert_slice_equal(headlines(l, (struct ts_story_query){ .muted_only = true }), "Cup final");
    assert_slice_equal(headlines(l, (struct ts_story_query){ .with_muted = true }),
                       "Cup final|Ferry");
    assert_slice_equal(headlines(l, (struct ts_story_query){ .tag_id = tag }), "Cup final");
}

static void later_reports_inherit_tags(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60), tag, own;
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t story = add_to_story(l, one, 0);

    assert_ok(ts_tag_put(l->db, TS_STR("follow"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_put(l->db, TS_STR("mine"), &own, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, one).n_tags, 1);
    add_to_story(l, two, story);
    assert_slice_equal(get_article(l, two).tags[0], "follow");
    assert_slice_equal(get_story(l, story).tags[0], "follow");
    /* What it has of itself it keeps, wherever it goes. */
    assert_ok(ts_tag_toggle_article(l->db, own, two, NULL, &l->err), &l->err);
    add_to_story(l, two, 0);
    assert_int_equal(get_article(l, two).n_tags, 1);
    assert_slice_equal(get_article(l, two).tags[0], "mine");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_sums_up_the_reports),          TEST(an_article_can_move),
        TEST(rows_can_be_made_right_at_the_end),  TEST(a_part_that_failed_takes_the_rest_with_it),
        TEST(stories_are_listed_in_their_orders), TEST(hidden_reports_do_not_count),
        TEST(muted_stories_are_counted_apart),    TEST(later_reports_inherit_tags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
