/* The order of the front page, and the headlines that were. */
#include "store/fixture.h"

#include "tearsheet/store/headlines.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

/* Reports of today would count as found at noon, see fixture.h. */
#define MIDDAY (NOON - DAY)
enum { HOUR = 3600 };

static struct ts_story_row row_of(struct library *l, int64_t story_id)
{
    struct ts_story_row row = { 0 };

    assert_ok(ts_story_get(&l->a, l->db, story_id, &row, &l->err), &l->err);
    return row;
}

static int64_t first_of_front(struct library *l)
{
    struct ts_story_query q = { .order = TS_STORY_FRONT };
    struct ts_story_row *rows;
    size_t n = 0;

    assert_ok(ts_stories_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_true(n > 0);
    return rows[0].id;
}

static int64_t report(struct library *l, const char *host, const char *title, int64_t at,
                      int64_t story, int64_t copy_of)
{
    struct ts_placement p = { .story_id = story, .copy_of_id = copy_of };
    int64_t id = add_article(l, host, title, "x", at);

    assert_ok(ts_story_place(l->db, id, &p, &story, &l->err), &l->err);
    return id;
}

static void outlets_and_tags_count_as_hours(void **state)
{
    struct library *l = *state;
    int64_t one = report(l, "a.example", "Bridge closed", MIDDAY, 0, 0), tag;
    int64_t story = get_article(l, one).story_id;

    assert_int_equal(row_of(l, story).front_at, MIDDAY);
    report(l, "b.example", "Bridge is shut", MIDDAY + HOUR, story, 0);
    assert_int_equal(row_of(l, story).front_at, MIDDAY + HOUR + TS_FRONT_OUTLET_S);
    /* Another report of the same outlet makes it newer, and no more. */
    report(l, "b.example", "What we know", MIDDAY + 2 * HOUR, story, 0);
    assert_int_equal(row_of(l, story).front_at, MIDDAY + 2 * HOUR + TS_FRONT_OUTLET_S);

    assert_ok(ts_tag_put(l->db, TS_STR("bridge"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_int_equal(row_of(l, story).front_at,
                     MIDDAY + 2 * HOUR + TS_FRONT_OUTLET_S + TS_FRONT_TAG_S);
    ts_str what;
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_int_equal(row_of(l, story).front_at, MIDDAY + 2 * HOUR + TS_FRONT_OUTLET_S);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_ok(ts_tag_remove(l->db, tag, &l->err), &l->err);
    assert_int_equal(row_of(l, story).front_at, MIDDAY + 2 * HOUR + TS_FRONT_OUTLET_S);
}

static void copies_count_for_nothing(void **state)
{
    struct library *l = *state;
    int64_t wire = report(l, "wire.example", "Harbour frozen", MIDDAY, 0, 0);
    int64_t story = get_article(l, wire).story_id;
    int64_t late = report(l, "z.example", "Nothing much", MIDDAY + HOUR, 0, 0);

    for (int i = 0; i < 8; i++)
        report(l, ts_arena_printf(&l->a, "copy%d.example", i).ptr,
               ts_arena_printf(&l->a, "Harbour frozen %d", i).ptr, MIDDAY + 3 * HOUR, story, wire);
    assert_int_equal(row_of(l, story).n_outlets, 9);
    assert_int_equal(row_of(l, story).n_own_outlets, 1);
    assert_int_equal(row_of(l, story).front_at, MIDDAY);
    assert_int_equal(first_of_front(l), get_article(l, late).story_id);
    /* Two that report by themselves outweigh an hour. */
    report(l, "own.example", "Ice in the harbour", MIDDAY, story, 0);
    assert_int_equal(first_of_front(l), story);
}

static void there_is_a_most_that_outlets_count(void **state)
{
    struct library *l = *state;
    int64_t story = get_article(l, report(l, "a.example", "Storm", MIDDAY, 0, 0)).story_id;

    for (int i = 0; i < 12; i++)
        report(l, ts_arena_printf(&l->a, "o%d.example", i).ptr,
               ts_arena_printf(&l->a, "Storm %d", i).ptr, MIDDAY, story, 0);
    assert_int_equal(row_of(l, story).n_own_outlets, 13);
    assert_int_equal(row_of(l, story).front_at, MIDDAY + TS_FRONT_OUTLETS_MAX * TS_FRONT_OUTLET_S);
}

static void nothing_but_copies_is_one_report(void **state)
{
    struct library *l = *state;
    int64_t wire = report(l, "wire.example", "Dike holds", MIDDAY, 0, 0);
    int64_t copy = report(l, "b.example", "Dike holds, says wire", MIDDAY + HOUR, 0, wire);
    int64_t story = get_article(l, copy).story_id;

    report(l, "c.example", "Dike holds again", MIDDAY + 2 * HOUR, story, wire);
    assert_int_equal(row_of(l, story).n_own_outlets, 1);
    assert_int_equal(row_of(l, story).front_at, MIDDAY + HOUR);
}

static struct ts_old_headline *headlines_of(struct library *l, int64_t story, size_t *n)
{
    struct ts_old_headline *list = NULL;

    assert_ok(ts_headlines_of_story(&l->a, l->db, story, &list, n, &l->err), &l->err);
    return list;
}

static void a_headline_that_changes_is_kept(void **state)
{
    struct library *l = *state;
    struct ts_item item = { .id = TS_STR("17"),
                            .link = TS_STR("https://a.example/17"),
                            .title = TS_STR("Nine hurt in tram crash") };
    struct ts_item_put put;
    size_t n = 0;

    for (int i = 0; i < 4; i++) {
        if (i == 1)
            item.summary = TS_STR("the text alone changes");
        if (i >= 2)
            item.title = i == 2 ? TS_STR("Twelve hurt in tram crash") : TS_STR("Tram: 14 hurt");
        assert_ok(
            ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON + i * HOUR, &put, &l->err),
            &l->err);
    }
    int64_t story = add_to_story(l, put.article_id, 0);
    struct ts_old_headline *list = headlines_of(l, story, &n);
    assert_int_equal(n, 2);
    assert_slice_equal(list[0].title, "Nine hurt in tram crash");
    assert_int_equal(list[0].until_at, NOON + 2 * HOUR);
    assert_int_equal(list[0].article_id, put.article_id);
    assert_slice_equal(list[1].title, "Twelve hurt in tram crash");
    assert_slice_equal(row_of(l, story).headline, "Tram: 14 hurt");

    /* Another feed that words it differently has no say. */
    int64_t other = add_feed(l, "https://reprints.example/feed");
    item.title = TS_STR("Reprint: tram crash");
    for (int i = 0; i < 2; i++) {
        assert_ok(ts_articles_put_items(l->db, other, &item, 1, NOON + DAY, &put, &l->err),
                  &l->err);
        item.title = TS_STR("Reprint: tram crash, again");
    }
    headlines_of(l, story, &n);
    assert_int_equal(n, 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(outlets_and_tags_count_as_hours),    TEST(copies_count_for_nothing),
        TEST(there_is_a_most_that_outlets_count), TEST(nothing_but_copies_is_one_report),
        TEST(a_headline_that_changes_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
