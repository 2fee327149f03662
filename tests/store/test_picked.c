/* What is done to several articles and stories at once, purging, and searches that are kept. */
#include "store/fixture.h"

#include "tearsheet/store/purge.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/searches.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

/* Two articles alone, and a story of two reports. */
struct four {
    int64_t one, two, story;
    struct ts_picked picked; /* the first, the story, and ids that are not there */
    int64_t articles[2];
    int64_t stories[2];
};

static void fill(struct library *l, struct four *f)
{
    f->one = add_article(l, "a.example", "One", "apples", NOON - 3 * DAY);
    f->two = add_article(l, "b.example", "Two", "pears", NOON - 2 * DAY);
    f->story = add_to_story(l, add_article(l, "c.example", "Three", "plums", NOON - DAY), 0);
    add_to_story(l, add_article(l, "d.example", "Four", "quinces", NOON), f->story);
    f->articles[0] = f->one;
    f->stories[0] = f->story;
    f->articles[1] = f->stories[1] = 999;
    f->picked = (struct ts_picked){ f->articles, 2, f->stories, 2 };
}

static ts_str undo(struct library *l)
{
    ts_str what = { 0 };
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    return what;
}

static ts_str titles(struct library *l)
{
    return list_titles(l, (struct ts_article_query){ 0 });
}

static void marks_and_stars_are_one_change(void **state)
{
    struct library *l = *state;
    struct ts_article_query starred = { .starred_only = true }, unread = { .unread_only = true };
    struct four f;
    size_t n;

    fill(l, &f);
    assert_ok(ts_mark_picked(l->db, &f.picked, true, &n, &l->err), &l->err);
    assert_int_equal(n, 3);
    assert_slice_equal(list_titles(l, unread), "Two");
    assert_ok(ts_star_picked(l->db, &f.picked, true, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_slice_equal(list_titles(l, starred), "Three|One");
    assert_slice_equal(undo(l), "starred 2 articles");
    assert_int_equal(count_articles(l, starred), 0);
    assert_slice_equal(undo(l), "marked 3 articles read");
    assert_int_equal(count_articles(l, unread), 4);
}

static void tags_go_on_all_or_off_all(void **state)
{
    struct library *l = *state;
    struct four f;
    int64_t tag;
    bool is_on;
    size_t n;

    fill(l, &f);
    assert_ok(ts_tag_put(l->db, TS_STR("later"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, f.one, NULL, &l->err), &l->err);
    assert_ok(ts_tag_toggle_picked(l->db, tag, &f.picked, &is_on, &n, &l->err), &l->err);
    assert_true(is_on);
    assert_int_equal(n, 1); /* the story: the article has it */
    struct ts_article_query tagged = { .tag_id = tag };
    assert_slice_equal(list_titles(l, tagged), "Four|Three|One");
    assert_ok(ts_tag_toggle_picked(l->db, tag, &f.picked, &is_on, &n, &l->err), &l->err);
    assert_false(is_on);
    assert_int_equal(n, 2);
    assert_int_equal(count_articles(l, tagged), 0);
    assert_slice_equal(undo(l), "took the tag \"later\" off 2 things");
    assert_int_equal(count_articles(l, tagged), 3);
    assert_slice_equal(undo(l), "tagged 1 thing \"later\"");
    assert_slice_equal(list_titles(l, tagged), "One");
}

static struct ts_source source(struct library *l)
{
    struct ts_source out;
    assert_ok(ts_source_get(&l->a, l->db, l->feed_id, &out, &l->err), &l->err);
    return out;
}

static void purged_articles_are_nowhere(void **state)
{
    struct library *l = *state;
    struct ts_story_row story;
    struct four f;
    size_t n;

    fill(l, &f);
    assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
    assert_ok(ts_mark_article(l->db, f.one, true, &l->err), &l->err);
    assert_ok(ts_purge_picked(l->db, &f.picked, &n, &l->err), &l->err);
    assert_int_equal(n, 3);
    assert_slice_equal(titles(l), "Two");
    assert_int_equal(count_articles(l, (struct ts_article_query){ .with_hidden = true }), 1);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .source_id = l->feed_id }), 1);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .search = TS_STR("plums") }), 0);
    assert_int_equal(source(l).n_articles, 1);
    assert_int_equal(source(l).n_unread, 1);
    assert_ok(ts_story_get(&l->a, l->db, f.story, &story, &l->err), &l->err);
    assert_int_equal(story.n_reports, 0);
    /* what is gone is not changed by other means, and the feed does not bring it back */
    assert_ok(ts_mark_picked(l->db, &f.picked, false, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    struct ts_stored gone = get_article(l, f.one);
    assert_int_equal(
        add_item(l, l->feed_id, gone.article.url.ptr, gone.article.url.ptr, "One", NOON), f.one);
    assert_slice_equal(titles(l), "Two");
    assert_slice_equal(undo(l), "purged 3 articles");
    assert_slice_equal(titles(l), "Four|Three|Two|One");
    assert_int_equal(source(l).n_articles, 4);
    assert_int_equal(source(l).n_unread, 3);
    assert_ok(ts_story_get(&l->a, l->db, f.story, &story, &l->err), &l->err);
    assert_int_equal(story.n_reports, 2);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .search = TS_STR("plums") }), 1);
}

static void what_is_old_and_read_is_purged(void **state)
{
    struct library *l = *state;
    struct four f;
    int64_t tag;
    size_t n;

    fill(l, &f);
    int64_t five = add_article(l, "e.example", "Five", "x", NOON - 4 * DAY);
    int64_t six = add_article(l, "f.example", "Six", "x", NOON - 5 * DAY);
    struct ts_article_query all = { 0 };
    assert_ok(ts_mark_all(l->db, &all, true, &n, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, five, true, &l->err), &l->err);
    assert_ok(ts_tag_put(l->db, TS_STR("keep"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, six, NULL, &l->err), &l->err);
    assert_ok(ts_mark_article(l->db, f.one, false, &l->err), &l->err);
    assert_ok(ts_purge_old(l->db, NOON - DAY, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_slice_equal(titles(l), "Four|Three|One|Five|Six");
}

/* Behind the changes that undo knows, the text goes too. */
static void purged_text_is_freed_at_last(void **state)
{
    struct library *l = *state;
    struct four f;

    fill(l, &f);
    assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    assert_ok(ts_purge_picked(l->db, &f.picked, NULL, &l->err), &l->err);
    for (int i = 0; i < 199; i++)
        assert_ok(ts_star_article(l->db, f.two, i % 2 == 0, &l->err), &l->err);
    assert_int_equal(get_article(l, f.one).article.n_blocks, 1);
    assert_ok(ts_star_article(l->db, f.two, false, &l->err), &l->err);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_int_equal(get_article(l, f.one).article.n_blocks, 0);
    assert_int_equal(get_article(l, f.two).article.n_blocks, 1);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .search = TS_STR("apples") }), 0);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .search = TS_STR("pears") }), 1);
}

static ts_str saved(struct library *l)
{
    struct ts_saved_search *list;
    ts_str all = { 0 };
    size_t n;

    assert_ok(ts_searches_list(&l->a, l->db, &list, &n, &l->err), &l->err);
    for (size_t i = 0; i < n; i++)
        all = ts_arena_printf(&l->a, "%.*s[%.*s=%.*s %zu/%zu]", TS_FMT(all), TS_FMT(list[i].name),
                              TS_FMT(list[i].query), list[i].n_unread, list[i].n_articles);
    return all;
}

static void searches_are_kept_by_name(void **state)
{
    struct library *l = *state;
    struct four f;

    fill(l, &f);
    assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
    assert_ok(ts_mark_article(l->db, f.one, true, &l->err), &l->err);
    assert_ok(ts_saved_search_put(l->db, TS_STR("Fruit"), TS_STR("apples"), &l->err), &l->err);
    assert_ok(ts_saved_search_put(l->db, TS_STR(" All "), TS_STR("is:unread"), &l->err), &l->err);
    assert_slice_equal(saved(l), "[All=is:unread 3/3][Fruit=apples 0/1]");
    assert_ok(ts_saved_search_put(l->db, TS_STR("fruit"), TS_STR("pears"), &l->err), &l->err);
    assert_slice_equal(saved(l), "[All=is:unread 3/3][fruit=pears 1/1]");
    assert_ok(ts_saved_search_remove(l->db, 2, &l->err), &l->err);
    assert_slice_equal(saved(l), "[fruit=pears 1/1]");
    assert_slice_equal(undo(l), "removed the search \"All\"");
    assert_slice_equal(undo(l), "kept the search \"fruit\"");
    assert_slice_equal(saved(l), "[All=is:unread 3/3][Fruit=apples 0/1]");
    assert_slice_equal(undo(l), "kept the search \"All\"");
    assert_slice_equal(saved(l), "[Fruit=apples 0/1]");
}

static void searches_that_are_none_are_refused(void **state)
{
    static const struct {
        const char *name, *query, *problem;
    } wrong[] = {
        { " ", "x", "the name of a search has 1 to 60 bytes" },
        { "a name that is longer than any name of a search has to be, by far", "x",
          "the name of a search has 1 to 60 bytes" },
        { "a\x1f", "x", "the name of a search has no control characters" },
        { "a", " ", "there is no search to keep" },
    };
    struct library *l = *state;

    for (size_t i = 0; i < TS_COUNT(wrong); i++) {
        assert_int_equal(ts_saved_search_put(l->db, ts_str_of(wrong[i].name),
                                             ts_str_of(wrong[i].query), &l->err),
                         TS_ERR_ARG);
        assert_string_equal(l->err.msg, wrong[i].problem);
    }
    assert_int_equal(ts_saved_search_put(l->db, TS_STR("a"), TS_STR("after:soon"), &l->err),
                     TS_ERR_ARG);
    assert_int_equal(ts_saved_search_remove(l->db, 7, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no saved search 7");
    assert_slice_equal(saved(l), "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(marks_and_stars_are_one_change),     TEST(tags_go_on_all_or_off_all),
        TEST(purged_articles_are_nowhere),        TEST(what_is_old_and_read_is_purged),
        TEST(purged_text_is_freed_at_last),       TEST(searches_are_kept_by_name),
        TEST(searches_that_are_none_are_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
