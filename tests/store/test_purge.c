/* Articles of removed sources, deleted and brought back. */
#include "store/fixture.h"

#include "../../src/store/journal_priv.h"
#include "tearsheet/store/item_texts.h"
#include "tearsheet/store/purge.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

#define OTHER_FEED "https://tide.example/feed"

static size_t count_all(struct library *l)
{
    return count_articles(l, (struct ts_article_query){ .with_hidden = true });
}

static size_t count_found(struct library *l, const char *words)
{
    size_t n_left = 0;

    assert_ok(ts_search_index(l->db, 100, &n_left, &l->err), &l->err);
    return count_articles(l, (struct ts_article_query){ .search = ts_str_of(words) });
}

/* Leaves the other feed alone in the file. */
static void remove_feed(struct library *l)
{
    struct ts_source other = { .url = TS_STR(OTHER_FEED) };

    assert_ok(ts_sources_sync(l->db, &other, 1, NULL, &l->err), &l->err);
}

static void subscribe_to_both(struct library *l, int64_t *other_id)
{
    *other_id = add_feed(l, OTHER_FEED);
}

static void a_source_in_use_is_not_purged(void **state)
{
    struct library *l = *state;
    size_t n = 7;

    add_article(l, "a.example", "Ferry", "The ferry runs", NOON);
    assert_int_equal(ts_purge_source(l->db, l->feed_id, &n, &l->err), TS_ERR_ARG);
    assert_true(ts_str_has(ts_str_of(l->err.msg), "is subscribed to: remove it before"));
    assert_int_equal(ts_purge_source(l->db, 99, &n, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(n, 7);
    assert_int_equal(count_all(l), 1);
}

static void what_is_purged_comes_back(void **state)
{
    struct library *l = *state;
    int64_t other_id, story;
    ts_str what;
    size_t n = 0;

    subscribe_to_both(l, &other_id);
    int64_t a = add_article(l, "a.example", "Ferry", "The lanternfish ferry runs", NOON);
    int64_t b = add_article(l, "a.example", "Eels", "Eels are back", NOON + 1);
    int64_t kept = add_item(l, other_id, "k", "https://tide.example/k", "Kept", NOON + 2);
    story = add_to_story(l, a, 0);
    add_to_story(l, kept, story);
    assert_ok(ts_mark_article(l->db, b, true, &l->err), &l->err);
    assert_int_equal(count_found(l, "lanternfish"), 1);
    remove_feed(l);

    assert_ok(ts_purge_source(l->db, l->feed_id, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(count_all(l), 1);
    assert_int_equal(count_found(l, "lanternfish"), 0);
    assert_ok(ts_db_check(l->db, &l->err), &l->err);

    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "purged 2 articles");
    assert_int_equal(count_all(l), 3);
    assert_true(get_article(l, b).is_read);
    assert_int_equal(get_article(l, a).story_id, story);
    assert_int_equal(count_found(l, "lanternfish"), 1);
    assert_ok(ts_db_check(l->db, &l->err), &l->err);
}

static void what_somebody_cares_for_stays(void **state)
{
    struct library *l = *state;
    int64_t other_id;
    size_t n = 0;

    subscribe_to_both(l, &other_id);
    int64_t starred = add_article(l, "a.example", "Starred", "x", NOON);
    int64_t tagged = add_article(l, "a.example", "Tagged", "x", NOON);
    add_item(l, l->feed_id, "s", "https://both.example/s", "Shared", NOON);
    add_item(l, other_id, "s2", "https://both.example/s", "Shared", NOON);
    add_article(l, "a.example", "Gone", "x", NOON);
    assert_ok(ts_star_article(l->db, starred, true, &l->err), &l->err);
    int64_t tag_id;
    bool is_on;
    assert_ok(ts_tag_put(l->db, TS_STR("sea"), &tag_id, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag_id, tagged, &is_on, &l->err), &l->err);
    remove_feed(l);
    assert_ok(ts_purge_source(l->db, l->feed_id, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(count_all(l), 3);
}

/* Its feed may edit the item as it likes. */
static void what_is_purged_stays_empty(void **state)
{
    struct library *l = *state;
    struct ts_item item = { .id = TS_STR("one"),
                            .link = TS_STR("https://a.example/ferry"),
                            .title = TS_STR("Ferry"),
                            .summary = TS_STR("The lanternfish ferry runs") };
    struct ts_item_put put;
    ts_str html;

    assert_ok(ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON, &put, &l->err), &l->err);
    int64_t id = put.article_id;
    const struct ts_picked picked = { .article_ids = &id, .n_articles = 1 };
    assert_ok(ts_purge_picked(l->db, &picked, NULL, &l->err), &l->err);
    assert_ok(ts_purge_free(l->db, INT64_MAX, &l->err), &l->err);
    item.title = TS_STR("Ferry halted");
    item.summary = TS_STR("The lanternfish ferry stands still");
    assert_ok(ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON, &put, &l->err), &l->err);
    assert_int_equal(put.article_id, id);
    assert_false(put.is_new || put.is_changed || put.needs_page);
    assert_ok(ts_item_text_get(&l->a, l->db, id, &html, &l->err), &l->err);
    assert_slice_equal(html, "");
    assert_int_equal(count_found(l, "halted"), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_source_in_use_is_not_purged),
        TEST(what_is_purged_comes_back),
        TEST(what_somebody_cares_for_stays),
        TEST(what_is_purged_stays_empty),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
