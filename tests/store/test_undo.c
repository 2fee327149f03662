#include "store/fixture.h"

#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

static ts_str undo(struct library *l)
{
    ts_str what = { 0 }, peeked = { 0 };

    assert_ok(ts_undo_peek(&l->a, l->db, &peeked, &l->err), &l->err);
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_true(ts_str_eq(what, peeked));
    return what;
}

static size_t unread(struct library *l)
{
    return count_articles(l, (struct ts_article_query){ .unread_only = true });
}

static void nothing_to_undo_is_said(void **state)
{
    struct library *l = *state;
    ts_str what = TS_STR("as it was");

    assert_int_equal(ts_undo(&l->a, l->db, &what, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is nothing to undo");
    assert_int_equal(ts_undo_peek(&l->a, l->db, &what, &l->err), TS_ERR_NOTFOUND);
    assert_slice_equal(what, "as it was");
}

static void marks_are_taken_back_one_by_one(void **state)
{
    struct library *l = *state;
    int64_t ids[4];

    for (int i = 0; i < 4; i++)
        ids[i] = add_article(l, "a.example", (const char *[]){ "a", "b", "c", "d" }[i], "x", NOON);
    int64_t story = add_to_story(l, ids[0], 0);
    add_to_story(l, ids[1], story);

    assert_ok(ts_mark_article(l->db, ids[0], true, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, ids[2], true, &l->err), &l->err);
    assert_ok(ts_mark_story(l->db, story, true, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, ids[2], false, &l->err), &l->err);
    assert_ok(ts_mark_article(l->db, ids[0], false, &l->err), &l->err);
    assert_int_equal(unread(l), 3);

    assert_slice_equal(undo(l), "marked 1 article unread");
    assert_int_equal(unread(l), 2);
    assert_slice_equal(undo(l), "took the star off 1 article");
    assert_true(get_article(l, ids[2]).is_starred);
    /* The story's other report was read before. */
    assert_slice_equal(undo(l), "marked 1 article read");
    assert_int_equal(unread(l), 3);
    assert_true(get_article(l, ids[0]).is_read);
    assert_slice_equal(undo(l), "starred 1 article");
    assert_slice_equal(undo(l), "marked 1 article read");
    assert_int_equal(unread(l), 4);
    assert_int_equal(ts_undo(&l->a, l->db, NULL, &l->err), TS_ERR_NOTFOUND);
}

static void marking_all_is_one_change(void **state)
{
    struct library *l = *state;
    struct ts_story_row row;
    size_t n = 0;

    int64_t story = add_to_story(l, add_article(l, "a.example", "0", "x", NOON - DAY), 0);
    for (int i = 1; i < 12; i++)
        add_article(l, "a.example", ts_arena_printf(&l->a, "%d", i).ptr, "x", NOON);
    assert_ok(ts_mark_article(l->db, 5, true, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, 3, true, &l->err), &l->err);

    struct ts_article_query all = { .limit = 3 };
    assert_ok(ts_mark_all(l->db, &all, true, &n, &l->err), &l->err);
    assert_int_equal(n, 11);
    assert_int_equal(unread(l), 0);
    assert_ok(ts_story_get(&l->a, l->db, story, &row, &l->err), &l->err);
    assert_int_equal(row.n_unread, 0);
    assert_slice_equal(undo(l), "marked 11 articles read");
    assert_int_equal(unread(l), 11);
    assert_true(get_article(l, 5).is_read);
    assert_ok(ts_story_get(&l->a, l->db, story, &row, &l->err), &l->err);
    assert_int_equal(row.n_unread, 1);

    struct ts_article_query found = { .search = TS_STR("is:starred") };
    assert_ok(ts_mark_all(l->db, &found, true, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_ok(ts_mark_all(l->db, &found, true, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    /* What changed nothing is nothing to undo. */
    assert_slice_equal(undo(l), "marked 1 article read");
    assert_slice_equal(undo(l), "starred 1 article");
}

static void tags_are_taken_back(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON), tag;
    int64_t story = add_to_story(l, one, 0);

    assert_ok(ts_tag_put(l->db, TS_STR("peace"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    /* A report that came since inherited it, and loses it with the story. */
    add_to_story(l, two, story);
    assert_int_equal(get_article(l, two).n_tags, 1);
    assert_slice_equal(undo(l), "tagged a story \"peace\"");
    assert_int_equal(get_article(l, one).n_tags, 0);
    assert_int_equal(get_article(l, two).n_tags, 0);

    assert_ok(ts_tag_toggle_article(l->db, tag, one, NULL, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, one, NULL, &l->err), &l->err);
    assert_slice_equal(undo(l), "took the tag \"peace\" off an article");
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_slice_equal(undo(l), "tagged an article \"peace\"");
    assert_int_equal(get_article(l, one).n_tags, 0);
}

static void a_later_change_is_not_lost(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);

    assert_ok(ts_mark_article(l->db, one, true, &l->err), &l->err);
    add_text(l, one, "Post", "A new title", "A new text.");
    undo(l);
    assert_slice_equal(get_article(l, one).article.title, "A new title");
    assert_false(get_article(l, one).is_read);
}

static void undo_works_across_processes(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);

    assert_ok(ts_mark_article(l->db, one, true, &l->err), &l->err);
    ts_db_close(l->db);
    l->db = NULL;
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
    assert_slice_equal(undo(l), "marked 1 article read");
}

static void the_last_two_hundred_are_kept(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON);
    int n = 0;

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    for (int i = 0; i < 205; i++)
        assert_ok(ts_star_article(l->db, one, i % 2 == 0, &l->err), &l->err);
    while (ts_undo(&l->a, l->db, NULL, &l->err) == TS_OK)
        n++;
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_int_equal(n, 200);
}

static void unknown_articles_are_an_error(void **state)
{
    struct library *l = *state;

    assert_int_equal(ts_mark_article(l->db, 99, true, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no article 99");
    assert_int_equal(ts_star_article(l->db, 99, true, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(ts_undo(&l->a, l->db, NULL, &l->err), TS_ERR_NOTFOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(nothing_to_undo_is_said),       TEST(marks_are_taken_back_one_by_one),
        TEST(marking_all_is_one_change),     TEST(tags_are_taken_back),
        TEST(a_later_change_is_not_lost),    TEST(undo_works_across_processes),
        TEST(the_last_two_hundred_are_kept), TEST(unknown_articles_are_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
