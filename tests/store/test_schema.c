/* The tables of a library, from whatever version it is. */
#include "store/fixture.h"

#include <sqlite3.h>

#include "tearsheet/store/search.h"
#include "tearsheet/store/stories.h"

/* What makes the tables, without what SQLite and its index make for themselves. */
static ts_str schema_of(struct library *l, const char *path)
{
    sqlite3 *raw = NULL;
    sqlite3_stmt *st = NULL;
    ts_str schema = { 0 };

    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    assert_int_equal(
        sqlite3_prepare_v2(
            raw,
            "SELECT group_concat(sql, x'0a') FROM (SELECT sql FROM sqlite_master"
            " WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'"
            " AND (name NOT LIKE 'search\\_%' ESCAPE '\\' OR type = 'view') ORDER BY type, name)",
            -1, &st, NULL),
        SQLITE_OK);
    assert_int_equal(sqlite3_step(st), SQLITE_ROW);
    schema = ts_arena_str(&l->a, ts_str_of((const char *)sqlite3_column_text(st, 0)));
    sqlite3_finalize(st);
    sqlite3_close(raw);
    return schema;
}

/* A library of each earlier version, as that version wrote it: opened, it has today's tables and
 * still all that was in it. */
static void earlier_versions_are_brought_up_to_date(void **state)
{
    enum { VERSIONS = 4 };
    struct library *l = *state;

    for (int version = 1; version <= VERSIONS; version++) {
        const char *path = MESSAGE(l, "%s/version_%d.db", l->dir, version);
        struct ts_db *fresh = l->db;
        run_sql(path, golden_read(&l->a, MESSAGE(l, "store/version_%d.sql", version)).ptr);
        /* A reader brings it up to date as well. */
        assert_ok(ts_db_open(&l->db, path, version % 2 ? TS_DB_READ : TS_DB_WRITE, &l->err),
                  &l->err);
        assert_true(ts_str_eq(schema_of(l, path), schema_of(l, l->path)));
        ts_db_close(l->db);
        assert_ok(ts_db_open(&l->db, path, TS_DB_WRITE, &l->err), &l->err);
        assert_ok(ts_db_check(l->db, &l->err), &l->err);
        assert_slice_equal(list_titles(l, (struct ts_article_query){ 0 }),
                           "Ferry strike|Tidal barrier holds");
        struct ts_stored one = get_article(l, 1);
        assert_slice_equal(ts_article_text(&l->a, &one.article), "The ferry stays in port.");
        assert_slice_equal(one.tags[0], "sea");
        assert_int_equal(one.story_id, 1);
        assert_true(one.is_starred);
        /* Its place on the front page was worked out. */
        struct ts_story_row story;
        assert_ok(ts_story_get(&l->a, l->db, 1, &story, &l->err), &l->err);
        assert_int_equal(story.own_at, NOON - 60);
        assert_int_equal(story.front_at, NOON - 60 + (int64_t)story.n_tags * TS_FRONT_TAG_S);
        assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
        assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("port") }),
                           "Ferry strike");
        ts_db_close(l->db);
        l->db = fresh;
    }
}

/* As a library had them before they were spelled without "www." and a slash at the end. */
static void addresses_of_earlier_versions_are_known(void **state)
{
    struct library *l = *state;
    int64_t other = add_feed(l, "https://other.example/feed");
    int64_t one = add_item(l, l->feed_id, "1", "https://www.a.example/one/", "Ferry strike", NOON);
    int64_t two = add_item(l, l->feed_id, "2", "https://www.a.example/two", "Barrier holds", NOON);
    int64_t twin = add_item(l, l->feed_id, "3", "https://a.example/twin", "Barrier", NOON);

    ts_db_close(l->db);
    run_sql(l->path,
            "UPDATE article_keys SET key = 'http://www.a.example/one/' WHERE key LIKE '%/one';"
            "UPDATE article_keys SET key = 'http://www.a.example/two' WHERE key LIKE '%/two';"
            "INSERT INTO article_keys VALUES (0, 'http://a.example/two', 3),"
            " (0, 'http://a.example/?p=/', 3);"
            "PRAGMA user_version = 17;");
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
    assert_int_equal(add_item(l, other, "a", "http://a.example/one", "Ferry strike", NOON), one);
    assert_int_equal(add_item(l, other, "b", "https://a.example/two/", "Barrier", NOON), twin);
    assert_int_equal(add_item(l, other, "c", "https://www.a.example/?p=/", "Barrier", NOON), twin);
    assert_int_equal(add_item(l, l->feed_id, "2", "https://www.a.example/two", "New", NOON), two);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(earlier_versions_are_brought_up_to_date),
        TEST(addresses_of_earlier_versions_are_known),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
