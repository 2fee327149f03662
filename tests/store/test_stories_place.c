/* Where articles are put: by the grouping, and by a reader. */
#include "store/fixture.h"

#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

struct kept_list {
    struct library *library;
    struct ts_kept_fingerprint kept[4];
    size_t n;
};

static void keep_fingerprint(void *user, const struct ts_kept_fingerprint *kept)
{
    struct kept_list *list = user;

    assert_in_range(list->n, 0, TS_COUNT(list->kept) - 1);
    list->kept[list->n] = *kept;
    list->kept[list->n++].bytes = ts_arena_str(&list->library->a, kept->bytes);
}

static void fingerprints_come_back_with_their_places(void **state)
{
    struct library *l = *state;
    struct kept_list list = { .library = l };
    ts_str got;
    int64_t old = add_article(l, "a.example", "Old", "x", NOON - 20 * DAY);
    int64_t one = add_article(l, "a.example", "One", "x", NOON - 2 * DAY);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - DAY);

    int64_t story = add_to_story(l, one, 0);
    struct ts_placement p = {
        .story_id = story, .copy_of_id = one, .saga_id = story, .score = .25F
    };
    assert_ok(ts_story_place(l->db, two, &p, NULL, &l->err), &l->err);
    for (int64_t id = old; id <= two; id++) {
        ts_str bytes = ts_arena_printf(&l->a, "print%c%lld", 0, (long long)id);
        assert_ok(ts_fingerprint_put(l->db, id, TS_STR("before"), &l->err), &l->err);
        assert_ok(ts_fingerprint_put(l->db, id, bytes, &l->err), &l->err);
    }
    assert_ok(ts_fingerprints_each(l->db, NOON - 2 * DAY, NOON, keep_fingerprint, &list, &l->err),
              &l->err);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.kept[0].article_id, one);
    assert_int_equal(list.kept[0].bytes.len, 7);
    assert_int_equal(list.kept[1].placement.story_id, story);
    assert_int_equal(list.kept[1].placement.saga_id, story);
    assert_int_equal(list.kept[1].placement.copy_of_id, one);
    assert_true(list.kept[1].placement.score == .25F);
    assert_int_equal(list.kept[1].sort_at, NOON - DAY);
    list.n = 0;
    assert_ok(ts_fingerprints_each(l->db, 0, NOON - DAY, keep_fingerprint, &list, &l->err),
              &l->err);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.kept[0].placement.story_id, 0);
    assert_ok(ts_fingerprint_get(&l->a, l->db, two, &got, &l->err), &l->err);
    assert_int_equal(got.len, 7);
    assert_memory_equal(got.ptr, "print\0", 6);
    assert_ok(ts_fingerprint_get(&l->a, l->db, two + 1, &got, &l->err), &l->err);
    assert_int_equal(got.len, 0);
}

static void articles_wait_for_their_place(void **state)
{
    struct library *l = *state;
    int64_t *ids = NULL;
    size_t n = 0;

    int64_t waiting = add_item(l, l->feed_id, "w", "https://a.example/w", "Waiting", NOON);
    int64_t failed = add_item(l, l->feed_id, "f", "https://a.example/f", "Failed", NOON - 60);
    int64_t read = add_article(l, "a.example", "Read", "x", NOON - 600);
    add_to_story(l, add_article(l, "a.example", "Placed", "x", NOON), 0);
    assert_ok(ts_article_put_failure(l->db, failed, TS_STR("timed out"), NOON + 60, &l->err),
              &l->err);
    assert_ok(ts_articles_unplaced(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(ids[0], read);
    assert_int_equal(ids[1], failed);
    add_text(l, waiting, "", "Waiting", "x");
    assert_ok(ts_articles_unplaced(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 3);
    assert_ok(ts_articles_unplaced(&l->a, l->db, 1, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
}

static void a_page_outgrows_the_fingerprint_of_a_summary(void **state)
{
    struct library *l = *state;
    struct ts_block text = { .is_kept = true, .text = TS_STR("The whole text of the page.") };
    struct ts_article article = { .title = TS_STR("Grown"), .blocks = &text, .n_blocks = 1 };
    struct ts_page page = { .bytes = TS_STR("<p>The whole text of the page.</p>") };
    int64_t *ids = NULL;
    size_t n = 0;

    int64_t grown = add_article(l, "a.example", "Grown", "x", NOON);
    int64_t waiting = add_article(l, "b.example", "Waiting", "x", NOON);
    assert_ok(ts_fingerprint_put(l->db, grown, TS_STR("old print"), &l->err), &l->err);
    assert_ok(ts_article_put(l->db, grown, &article, &page, NULL, &l->err), &l->err);
    assert_ok(ts_article_put(l->db, waiting, &article, &page, NULL, &l->err), &l->err);
    assert_ok(ts_articles_outgrown(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 1); /* the other one has no fingerprint yet */
    assert_int_equal(ids[0], grown);
    assert_ok(ts_fingerprint_renew(l->db, grown, TS_STR("print"), &l->err), &l->err);
    assert_ok(ts_articles_outgrown(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
}

static void a_merged_story_leaves_its_tags(void **state)
{
    struct library *l = *state;
    int64_t tag;

    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - 50);
    int64_t into = add_to_story(l, one, 0), from = add_to_story(l, two, 0);
    assert_ok(ts_tag_put(l->db, TS_STR("follow"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, from, NULL, &l->err), &l->err);

    assert_ok(ts_story_adopt(l->db, into, from, &l->err), &l->err);
    assert_ok(ts_story_adopt(l->db, into, from, &l->err), &l->err);
    add_to_story(l, two, into);
    assert_int_equal(get_story(l, into).n_tags, 1);
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_int_equal(get_article(l, two).n_tags, 1);
}

/* ---- a reader's decisions ---- */

static void joined_stories_are_remembered_and_undone(void **state)
{
    struct library *l = *state;
    struct ts_constraint *pairs = NULL;
    int64_t tag;
    size_t n = 0;
    ts_str what;

    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - 50);
    int64_t three = add_article(l, "c.example", "Three", "x", NOON - 40);
    int64_t into = add_to_story(l, one, 0), from = add_to_story(l, two, 0);
    add_to_story(l, three, from);
    assert_ok(ts_tag_put(l->db, TS_STR("follow"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, from, NULL, &l->err), &l->err);

    assert_ok(ts_stories_join(l->db, into, from, &l->err), &l->err);
    assert_int_equal(get_story(l, into).n_reports, 3);
    assert_int_equal(get_story(l, from).n_reports, 0);
    assert_int_equal(get_story(l, into).n_tags, 1);
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_int_equal(get_article(l, three).n_tags, 1);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(pairs[0].a_id, one);
    assert_int_equal(pairs[0].b_id, two);
    assert_true(pairs[0].is_together);

    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "joined two stories");
    assert_int_equal(get_story(l, into).n_reports, 1);
    assert_int_equal(get_story(l, from).n_reports, 2);
    assert_int_equal(get_story(l, into).n_tags, 0);
    assert_int_equal(get_article(l, one).n_tags, 0);
    assert_int_equal(get_article(l, three).n_tags, 1);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 0);

    assert_int_equal(ts_stories_join(l->db, into, into, &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "a story cannot be joined to itself");
    assert_int_equal(ts_stories_join(l->db, into, 99, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no story 99");
}

static void a_split_article_is_kept_apart(void **state)
{
    struct library *l = *state;
    struct ts_constraint *pairs = NULL;
    int64_t apart = 0;
    size_t n = 0;

    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - 50);
    int64_t three = add_article(l, "c.example", "Three", "x", NOON - 40);
    int64_t story = add_to_story(l, one, 0);
    add_to_story(l, two, story);
    add_to_story(l, three, story);

    assert_ok(ts_story_split(l->db, two, &apart, &l->err), &l->err);
    assert_int_not_equal(apart, story);
    assert_int_equal(get_story(l, story).n_reports, 2);
    assert_slice_equal(get_story(l, apart).headline, "Two");
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(pairs[0].a_id, one);
    assert_int_equal(pairs[0].b_id, two);
    assert_int_equal(pairs[1].b_id, three);
    assert_false(pairs[0].is_together || pairs[1].is_together);
    /* Joining again changes the reader's mind about the pair. */
    assert_ok(ts_stories_join(l->db, story, apart, &l->err), &l->err);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_true(pairs[0].is_together);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_false(pairs[0].is_together);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_int_equal(get_story(l, story).n_reports, 3);
    assert_int_equal(get_article(l, two).story_id, story);

    int64_t alone = add_article(l, "a.example", "Alone", "x", NOON);
    add_to_story(l, alone, 0);
    assert_int_equal(ts_story_split(l->db, alone, &apart, &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "article 4 is not in a story with others");
}

static void what_is_not_there_is_said(void **state)
{
    struct library *l = *state;
    struct ts_placement p = { .story_id = 99 };
    struct ts_story_row row = { .id = 5 };
    int64_t id = add_article(l, "a.example", "One", "x", NOON), story = -1;

    assert_int_equal(ts_story_place(l->db, id, &p, &story, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no story 99");
    p.story_id = 0;
    assert_int_equal(ts_story_place(l->db, 98, &p, &story, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no article 98");
    assert_int_equal(story, -1);
    /* The story that was made for it went with the rest. */
    assert_int_equal(ts_story_get(&l->a, l->db, 1, &row, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(row.id, 5);
    assert_int_equal(ts_mark_story(l->db, 99, true, &l->err), TS_ERR_NOTFOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(fingerprints_come_back_with_their_places),
        TEST(articles_wait_for_their_place),
        TEST(a_page_outgrows_the_fingerprint_of_a_summary),
        TEST(a_merged_story_leaves_its_tags),
        TEST(joined_stories_are_remembered_and_undone),
        TEST(a_split_article_is_kept_apart),
        TEST(what_is_not_there_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
