/* The tables of a library, from whatever version it is. */
#include "store/fixture.h"

#include <sqlite3.h>

#include "tearsheet/base/file.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/stories.h"

#include "../../src/store/db_priv.h"
#include "../../src/store/stmt_priv.h"

/* What a query gives, a text each row. */
static ts_str *rows_of(struct library *l, const char *path, const char *sql, size_t *n)
{
    sqlite3 *raw = NULL;
    sqlite3_stmt *st = NULL;
    ts_str *rows = NULL;
    size_t cap = 0;

    *n = 0;
    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    assert_int_equal(sqlite3_prepare_v2(raw, sql, -1, &st, NULL), SQLITE_OK);
    while (sqlite3_step(st) == SQLITE_ROW)
        *TS_PUSH(&l->a, rows, *n, cap) =
            ts_arena_str(&l->a, ts_str_of((const char *)sqlite3_column_text(st, 0)));
    assert_int_equal(sqlite3_finalize(st), SQLITE_OK);
    sqlite3_close(raw);
    return rows;
}

/* To the letter, as SQLite keeps it: columns and their order, conditions of indexes, references,
 * triggers. */
static void assert_same_schema(struct library *l, const char *path, const char *want)
{
    static const char schema[] =
        "SELECT type || ' ' || name || ': ' || ifnull(sql, 'for ' || tbl_name)"
        " FROM sqlite_master ORDER BY type, name";
    size_t n, n_wanted;
    ts_str *pieces = rows_of(l, path, schema, &n);
    ts_str *wanted = rows_of(l, want, schema, &n_wanted);

    for (size_t i = 0; i < n && i < n_wanted; i++)
        assert_slice_equal(pieces[i], wanted[i].ptr);
    assert_int_equal(n, n_wanted);
}

static void assert_no_rows(struct library *l, const char *path)
{
    size_t n_tables, n;
    ts_str *tables = rows_of(l, path,
                             "SELECT name FROM sqlite_master WHERE sql LIKE 'CREATE TABLE %'"
                             " AND name NOT LIKE 'search!_%' ESCAPE '!'",
                             &n_tables);

    for (size_t i = 0; i < n_tables; i++) {
        rows_of(l, path, MESSAGE(l, "SELECT '' FROM %.*s", TS_FMT(tables[i])), &n);
        assert_int_equal(n, 0);
    }
}

/* All migrations, with the functions that they use. */
static void migrate_raw(struct library *l, const char *path)
{
    struct ts_db db = { .path = (char *)path };

    assert_int_equal(sqlite3_open(path, &db.sql), SQLITE_OK);
    assert_ok(ts_keys_install(&db, &l->err), &l->err);
    for (size_t i = 0; i < ts_n_migrations; i++)
        assert_ok(ts_sql_script(&db, ts_migrations[i], &l->err), &l->err);
    sqlite3_close(db.sql);
}

/* A change of the tables is made twice: where a new library gets them from, and as a migration. */
static void migrations_lead_to_the_tables_of_a_new_library(void **state)
{
    struct library *l = *state;
    const char *fresh = ts_path_join(&l->a, l->dir, "fresh.db");
    const char *migrated = ts_path_join(&l->a, l->dir, "migrated.db");

    run_sql(fresh, ts_tables_today);
    migrate_raw(l, migrated);
    assert_same_schema(l, migrated, fresh);
    assert_no_rows(l, migrated);
    assert_no_rows(l, fresh);
}

static void a_new_library_is_known_as_one_of_today(void **state)
{
    struct library *l = *state;
    size_t n;

    assert_slice_equal(rows_of(l, l->path, "PRAGMA user_version", &n)[0],
                       MESSAGE(l, "%zu", ts_n_migrations));
    assert_slice_equal(rows_of(l, l->path, "PRAGMA application_id", &n)[0], "1414752357");
    assert_slice_equal(rows_of(l, l->path, "PRAGMA journal_mode", &n)[0], "wal");
    assert_slice_equal(rows_of(l, l->path, "PRAGMA page_size", &n)[0], "16384");
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
        assert_same_schema(l, path, l->path);
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

/* What articles were known by in a library of an earlier version: whole ids, and addresses with
 * "www." and a slash at the end. */
static void articles_of_earlier_versions_are_known(void **state)
{
    struct library *l = *state;
    const char *path = ts_path_join(&l->a, l->dir, "earlier.db");
    const int64_t ferry = 1, barrier = 2;

    run_sql(path, golden_read(&l->a, "store/version_4.sql").ptr);
    run_sql(path, "UPDATE article_keys SET key = 'http://www.a.example/one/'"
                  " WHERE source_id = 0 AND article_id = 1;"
                  "UPDATE article_keys SET key = 'http://www.a.example/two'"
                  " WHERE source_id = 0 AND article_id = 2;"
                  "INSERT INTO article_keys VALUES (0, 'http://a.example/two', 1),"
                  " (0, 'http://a.example/?p=/', 1);");
    ts_db_close(l->db);
    assert_ok(ts_db_open(&l->db, path, TS_DB_WRITE, &l->err), &l->err);
    int64_t own = add_feed(l, "https://harbour.example/feed");
    int64_t other = add_feed(l, "https://other.example/feed");
    assert_int_equal(add_item(l, other, "a", "http://a.example/one", "Ferry", NOON), ferry);
    assert_int_equal(add_item(l, other, "b", "https://a.example/two/", "Ferry", NOON), ferry);
    assert_int_equal(add_item(l, other, "c", "https://www.a.example/?p=/", "Ferry", NOON), ferry);
    assert_int_equal(add_item(l, own, "https://b.example/a5ea4446e77e0631",
                              "https://b.example/moved", "Barrier", NOON),
                     barrier);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(migrations_lead_to_the_tables_of_a_new_library),
        TEST(a_new_library_is_known_as_one_of_today),
        TEST(earlier_versions_are_brought_up_to_date),
        TEST(articles_of_earlier_versions_are_known),
    };
    return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
