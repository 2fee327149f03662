#include "store/fixture.h"

#include <pthread.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/file.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"

/* ---- opening ---- */

static void open_fails(const char *path, enum ts_db_mode mode, enum ts_rc want, const char *message)
{
    struct ts_db *db = NULL;
    struct ts_err err = { 0 };

    assert_int_equal(ts_db_open(&db, path, mode, &err), want);
    assert_string_equal(err.msg, message);
    assert_null(db);
}

#define MESSAGE(l, ...) ts_arena_printf(&(l)->a, __VA_ARGS__).ptr

static void what_is_no_library_is_named(void **state)
{
    struct library *l = *state;
    const char *none = ts_path_join(&l->a, l->dir, "none/library.db");
    const char *absent = ts_path_join(&l->a, l->dir, "absent.db");
    const char *text = ts_path_join(&l->a, l->dir, "text.db");
    ts_str words = TS_STR("These are words, and there are enough of them to fill the header of a "
                          "database, which has a hundred bytes.  Now there are.");

    open_fails(absent, TS_DB_READ, TS_ERR_NOTFOUND,
               MESSAGE(l, "cannot open library %s: No such file or directory", absent));
    assert_false(ts_file_exists(absent));
    open_fails(none, TS_DB_WRITE, TS_ERR_NOTFOUND,
               MESSAGE(l, "cannot open library %s: No such file or directory", none));
    open_fails(l->dir, TS_DB_WRITE, TS_ERR_IO,
               MESSAGE(l, "cannot open library %s: Is a directory", l->dir));
    assert_ok(ts_file_write(text, words, &l->err), &l->err);
    open_fails(text, TS_DB_WRITE, TS_ERR_STORE,
               MESSAGE(l, "library %s: file is not a database", text));
    open_fails(text, TS_DB_READ, TS_ERR_STORE,
               MESSAGE(l, "library %s: file is not a database", text));
}

static void a_database_of_another_program_is_left_alone(void **state)
{
    struct library *l = *state;
    const char *path = ts_path_join(&l->a, l->dir, "other.db");

    run_sql(path, "CREATE TABLE rss_item (id INTEGER)");
    open_fails(path, TS_DB_WRITE, TS_ERR_STORE,
               MESSAGE(l, "%s is the database of another program, not a library", path));
    run_sql(path, "SELECT * FROM rss_item");
}

static void a_newer_library_is_refused(void **state)
{
    struct library *l = *state;
    const char *path = ts_path_join(&l->a, l->dir, "newer.db");
    struct ts_db *db = NULL;

    assert_ok(ts_db_open(&db, path, TS_DB_WRITE, &l->err), &l->err);
    ts_db_close(db);
    run_sql(path, "PRAGMA user_version = 999");
    const char *message = MESSAGE(
        l, "library %s was written by a newer tearsheet (version 999, this one knows 13)", path);
    open_fails(path, TS_DB_WRITE, TS_ERR_STORE, message);
    open_fails(path, TS_DB_READ, TS_ERR_STORE, message);
}

/* Also the process that makes the library, whose pages get their size after the file was opened. */
static void a_new_library_takes_little_memory(void **state)
{
    enum { ITEMS = 1500, TEXT_BYTES = 20000, MEMORY_MAX = 20 << 20 };
    struct library *l = *state;
    struct ts_item_put put;
    char *text = ts_arena_alloc_raw(&l->a, TEXT_BYTES);

    memset(text, 'a', TEXT_BYTES);
    for (int i = 0; i < ITEMS; i++) {
        const struct ts_item item = {
            .id = ts_arena_printf(&l->a, "item %d", i),
            .title = TS_STR("A long one"),
            .content = { text, TEXT_BYTES },
        };
        assert_ok(ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON, &put, &l->err), &l->err);
    }
    assert_in_range(sqlite3_memory_used(), 1, MEMORY_MAX);
}

/* Root may open everything, so the attempt is made as nobody. */
static void no_permission_is_said(void **state)
{
    enum { NOBODY = 65534 };
    struct library *l = *state;
    const char *path = ts_path_join(&l->a, l->dir, "new.db");
    struct ts_err err = { 0 };
    int status = 0;

    pid_t child = fork();
    if (child == 0) {
        struct ts_db *db = NULL;
        if (geteuid() == 0 && setuid(NOBODY) != 0)
            _exit(2);
        chmod(l->dir, 0500);
        enum ts_rc rc = ts_db_open(&db, path, TS_DB_WRITE, &err);
        const char *want = MESSAGE(l, "cannot open library %s: Permission denied", path);
        _exit(rc == TS_ERR_IO && strcmp(err.msg, want) == 0 ? 0 : 1);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    chmod(l->dir, 0700);
    assert_int_equal(status, 0);
}

static void the_file_is_for_its_owner_alone(void **state)
{
    struct library *l = *state;
    struct stat st;

    assert_int_equal(stat(l->path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);
}

static void a_reader_cannot_write(void **state)
{
    struct library *l = *state;
    struct ts_db *reader = NULL;

    add_article(l, "a.example", "One", "x", NOON);
    assert_ok(ts_db_open(&reader, l->path, TS_DB_READ, &l->err), &l->err);
    assert_int_equal(ts_mark_article(reader, 1, true, &l->err), TS_ERR_STORE);
    assert_string_equal(l->err.msg,
                        MESSAGE(l, "library %s: attempt to write a readonly database", l->path));
    assert_string_equal(ts_db_path(reader), l->path);
    ts_db_close(reader);
    ts_db_close(NULL);
}

/* ---- transactions ---- */

static size_t count_all(struct library *l)
{
    return count_articles(l, (struct ts_article_query){ 0 });
}

static void a_transaction_is_all_or_nothing(void **state)
{
    struct library *l = *state;

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "One", "x", NOON);
    ts_db_rollback(l->db);
    assert_int_equal(count_all(l), 0);

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "Two", "x", NOON);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "Three", "x", NOON);
    ts_db_rollback(l->db);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "Four", "x", NOON);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .order = TS_OLDEST }), "Two|Four");
    ts_db_rollback(l->db); /* there is none: nothing happens */

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "Five", "x", NOON);
    ts_db_close(l->db);
    l->db = NULL;
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
    assert_int_equal(count_all(l), 2);
}

static void a_reader_sees_that_something_changed(void **state)
{
    struct library *l = *state;
    struct ts_db *reader = NULL;

    assert_ok(ts_db_open(&reader, l->path, TS_DB_READ, &l->err), &l->err);
    int64_t version = ts_db_data_version(reader);
    assert_int_equal(ts_db_data_version(reader), version);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "One", "x", NOON);
    assert_int_equal(ts_db_data_version(reader), version);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_int_not_equal(ts_db_data_version(reader), version);
    ts_db_close(reader);
}

static void a_reader_never_waits_for_a_writer(void **state)
{
    struct library *l = *state;
    struct ts_db *reader = NULL;
    struct ts_article_query q = { 0 };
    size_t n = 9;

    add_article(l, "a.example", "One", "x", NOON);
    assert_ok(ts_db_open(&reader, l->path, TS_DB_READ, &l->err), &l->err);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    add_article(l, "a.example", "Two", "x", NOON);
    assert_ok(ts_articles_count(reader, &q, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_ok(ts_articles_count(reader, &q, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    ts_db_close(reader);
}

/* Stops what runs on the connection, again and again, until told to end. */
struct stopper {
    struct ts_db *db;
    atomic_bool is_done;
};

static void *keep_stopping(void *state)
{
    struct stopper *s = state;

    while (!atomic_load(&s->is_done))
        ts_db_interrupt(s->db);
    return NULL;
}

static void a_query_can_be_stopped(void **state)
{
    struct library *l = *state;
    struct stopper s = { .db = l->db };
    enum ts_rc rc = TS_OK;
    pthread_t thread;

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    for (int i = 0; i < 500; i++)
        add_article(l, "a.example", MESSAGE(l, "%d", i), "A text.", NOON);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_int_equal(pthread_create(&thread, NULL, keep_stopping, &s), 0);
    for (int i = 0; i < 10000 && rc == TS_OK; i++)
        rc = ts_db_check(l->db, &l->err);
    atomic_store(&s.is_done, true);
    pthread_join(thread, NULL);
    assert_int_equal(rc, TS_ERR_CANCELLED);
    assert_string_equal(l->err.msg, MESSAGE(l, "library %s: the query was stopped", l->path));
    assert_int_equal(count_all(l), 500);
}

/* ---- several processes ---- */

static void put_numbered(struct ts_db *db, int64_t feed_id, int who, int i)
{
    char link[64], title[64];
    struct ts_item_put put;
    struct ts_err err;

    snprintf(link, sizeof link, "https://a.example/%d/%d", who, i);
    snprintf(title, sizeof title, "Item %d of %d", i, who);
    struct ts_item item = { .id = ts_str_of(link),
                            .link = ts_str_of(link),
                            .title = ts_str_of(title) };
    struct ts_block block = { .is_kept = true, .text = ts_str_of(title) };
    struct ts_article article = { .blocks = &block, .n_blocks = 1 };
    if (ts_db_begin(db, &err) != TS_OK ||
        ts_articles_put_items(db, feed_id, &item, 1, NOON, &put, &err) != TS_OK ||
        ts_article_put(db, put.article_id, &article, NULL, NULL, &err) != TS_OK ||
        ts_search_index(db, 0, NULL, &err) != TS_OK || ts_db_commit(db, &err) != TS_OK) {
        print_error("process %d: %s\n", who, err.msg);
        _exit(1);
    }
}

/* A process that writes `n` transactions, for ever if 0, telling of each with a byte. */
static pid_t start_writer(const struct library *l, int who, int n, int told)
{
    pid_t child = fork();

    if (child)
        return child;
    struct ts_db *db = NULL;
    struct ts_err err;
    if (ts_db_open(&db, l->path, TS_DB_WRITE, &err) != TS_OK) {
        print_error("process %d: %s\n", who, err.msg);
        _exit(1);
    }
    for (int i = 0; n == 0 || i < n; i++) {
        put_numbered(db, l->feed_id, who, i);
        if (told >= 0 && write(told, "x", 1) != 1)
            _exit(2);
    }
    ts_db_close(db);
    _exit(0);
}

static void assert_ends_well(pid_t child)
{
    int status = 0;

    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(status, 0);
}

static void several_processes_write_in_turn(void **state)
{
    enum { WRITERS = 3, EACH = 60 };
    struct library *l = *state;
    pid_t writers[WRITERS];

    for (int i = 0; i < WRITERS; i++)
        writers[i] = start_writer(l, i, EACH, -1);
    for (int i = 0; i < EACH; i++)
        put_numbered(l->db, l->feed_id, WRITERS, i);
    for (int i = 0; i < WRITERS; i++)
        assert_ends_well(writers[i]);
    assert_int_equal(count_all(l), (WRITERS + 1) * EACH);
}

static void several_processes_make_one_library(void **state)
{
    enum { MAKERS = 4, ROUNDS = 5 };
    struct library *l = *state;

    for (int round = 0; round < ROUNDS; round++) {
        struct library fresh = *l;
        pid_t makers[MAKERS];
        fresh.path = MESSAGE(l, "%s/fresh%d.db", l->dir, round);
        for (int i = 0; i < MAKERS; i++) {
            makers[i] = fork();
            if (makers[i] == 0) {
                struct ts_db *db = NULL;
                struct ts_err err;
                enum ts_rc rc = ts_db_open(&db, fresh.path, TS_DB_WRITE, &err);
                if (rc != TS_OK)
                    print_error("%s\n", err.msg);
                ts_db_close(db);
                _exit(rc);
            }
        }
        for (int i = 0; i < MAKERS; i++)
            assert_ends_well(makers[i]);
        struct ts_db *db = NULL;
        assert_ok(ts_db_open(&db, fresh.path, TS_DB_READ, &l->err), &l->err);
        assert_ok(ts_db_check(db, &l->err), &l->err);
        ts_db_close(db);
    }
}

/* Killed in the middle of whatever it does; what it told of is there. */
static void kill_9_loses_nothing(void **state)
{
    enum { ROUNDS = 12 };
    struct library *l = *state;
    size_t told = 0;

    for (int round = 0; round < ROUNDS; round++) {
        int fds[2];
        char bytes[256];
        assert_int_equal(pipe(fds), 0);
        pid_t child = start_writer(l, round, 0, fds[1]);
        close(fds[1]);
        for (int i = 0; i < 2 + round; i++)
            told += read(fds[0], bytes, 1) == 1;
        usleep((useconds_t)round * 300);
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        ssize_t n;
        while ((n = read(fds[0], bytes, sizeof bytes)) > 0)
            told += (size_t)n;
        close(fds[0]);
        ts_db_close(l->db);
        l->db = NULL;
        assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
        assert_ok(ts_db_check(l->db, &l->err), &l->err);
        assert_in_range(count_all(l), told, told + (size_t)round + 1);
        assert_int_equal(count_articles(l, (struct ts_article_query){ .search = TS_STR("item") }),
                         count_all(l));
    }
}

static void a_busy_library_is_said_to_be(void **state)
{
    struct library *l = *state;
    struct ts_db *other = NULL;

    assert_ok(ts_db_open(&other, l->path, TS_DB_WRITE, &l->err), &l->err);
    assert_ok(ts_db_begin(other, &l->err), &l->err);
    ts_db_set_wait(l->db, 50);
    assert_int_equal(ts_db_begin(l->db, &l->err), TS_ERR_BUSY);
    assert_string_equal(l->err.msg, MESSAGE(l, "library %s is in use by another process", l->path));
    ts_db_close(other);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
}

static void damage_is_found(void **state)
{
    struct library *l = *state;
    const char *copy = ts_path_join(&l->a, l->dir, "damaged.db");
    struct ts_db *db = NULL;
    ts_str bytes;

    for (int i = 0; i < 50; i++)
        add_article(l, "a.example", MESSAGE(l, "%d", i), "x", NOON);
    ts_db_close(l->db);
    l->db = NULL;
    assert_ok(ts_file_read(&l->a, l->path, 64 << 20, &bytes, &l->err), &l->err);
    for (size_t i = bytes.len / 2; i < bytes.len / 2 + 40000; i++)
        ((char *)bytes.ptr)[i] = (char)i;
    assert_ok(ts_file_write(copy, bytes, &l->err), &l->err);
    assert_ok(ts_db_open(&db, copy, TS_DB_WRITE, &l->err), &l->err);
    assert_int_equal(ts_db_check(db, &l->err), TS_ERR_STORE);
    assert_true(ts_str_has(ts_str_of(l->err.msg), copy));
    ts_db_close(db);
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
}

static void a_damaged_text_harms_no_other(void **state)
{
    struct library *l = *state;
    struct ts_stored stored;

    int64_t id = add_article(l, "a.example", "Ferry strike", "The crews stay ashore.", NOON);
    add_article(l, "a.example", "Flood", "The barrier held.", NOON);
    run_sql(l->path, "UPDATE bodies SET blocks = substr(blocks, 1, 9) WHERE article_id = 1");
    assert_int_equal(ts_article_get(&l->a, l->db, id, &stored, &l->err), TS_ERR_STORE);
    assert_true(ts_str_starts(ts_str_of(l->err.msg), "article 1: a packed text is damaged"));
    assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("strike") }),
                       "Ferry strike");
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("barrier") }),
                       "Flood");
    add_text(l, id, "", "Ferry strike", "The crews are back.");
    assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("crews") }),
                       "Ferry strike");
}

/* ---- migrations ---- */

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_library_is_named),
        TEST(a_database_of_another_program_is_left_alone),
        TEST(a_newer_library_is_refused),
        TEST(a_new_library_takes_little_memory),
        TEST(no_permission_is_said),
        TEST(the_file_is_for_its_owner_alone),
        TEST(a_reader_cannot_write),
        TEST(a_transaction_is_all_or_nothing),
        TEST(a_reader_sees_that_something_changed),
        TEST(a_reader_never_waits_for_a_writer),
        TEST(a_query_can_be_stopped),
        TEST(several_processes_write_in_turn),
        TEST(several_processes_make_one_library),
        TEST(kill_9_loses_nothing),
        TEST(a_busy_library_is_said_to_be),
        TEST(damage_is_found),
        TEST(a_damaged_text_harms_no_other),
        TEST(earlier_versions_are_brought_up_to_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
