/* Opening a library: what is none, and damage. */
#include "store/fixture.h"

#include <sqlite3.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/file.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/states.h"

/* ---- opening ---- */

static void open_fails(const char *path, enum ts_db_mode mode, enum ts_rc want, const char *message)
{
    struct ts_db *db = NULL;
    struct ts_err err = { 0 };

    assert_int_equal(ts_db_open(&db, path, mode, &err), want);
    assert_string_equal(err.msg, message);
    assert_null(db);
}

#define ADVICE "; move it away, and the next fetch makes a new one from the feeds file, which stays"

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
               MESSAGE(l, "library %s: file is not a database" ADVICE, text));
    open_fails(text, TS_DB_READ, TS_ERR_STORE,
               MESSAGE(l, "library %s: file is not a database" ADVICE, text));
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
        l, "library %s was written by a newer tearsheet (version 999, this one knows 19)", path);
    open_fails(path, TS_DB_WRITE, TS_ERR_STORE, message);
    open_fails(path, TS_DB_READ, TS_ERR_STORE, message);
}

static off_t size_of(struct library *l, const char *suffix)
{
    struct stat st;

    return stat(MESSAGE(l, "%s%s", l->path, suffix), &st) == 0 ? st.st_size : 0;
}

static void a_log_that_is_left_is_brought_in_by_the_next(void **state)
{
    struct library *l = *state;

    add_item(l, l->feed_id, "1", "https://harbour.example/1", "Ferry strike", NOON);
    ts_db_leave_log(l->db);
    ts_db_close(l->db);
    assert_true(size_of(l, "-wal") > 0);
    off_t before = size_of(l, "");

    for (int i = 0; i < 2; i++) {
        assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
        assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 1);
        assert_ok(ts_db_check(l->db, &l->err), &l->err);
        ts_db_close(l->db);
        assert_int_equal(size_of(l, "-wal"), 0);
        assert_true(size_of(l, "") > before);
    }
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
}

/* Items of a batch, which has a name of its own. */
static void put_large_items(struct library *l, const char *batch)
{
    enum { ITEMS = 1500, TEXT_BYTES = 20000 };
    struct ts_item_put put;
    char *text = ts_arena_alloc_raw(&l->a, TEXT_BYTES);

    memset(text, 'a', TEXT_BYTES);
    for (int i = 0; i < ITEMS; i++) {
        const ts_str name = ts_arena_printf(&l->a, "%s %d", batch, i);
        const struct ts_item item = {
            .id = name,
            .title = name,
            .content = { text, TEXT_BYTES },
        };
        assert_ok(ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON, &put, &l->err), &l->err);
    }
}

/* Also the process that makes the library, whose pages get their size after the file was opened. */
static void a_new_library_takes_little_memory(void **state)
{
    enum { MEMORY_MAX = 20 << 20 };

    put_large_items(*state, "item");
    assert_in_range(sqlite3_memory_used(), 1, MEMORY_MAX);
}

static void fewer_pages_are_held_on_request(void **state)
{
    enum { FEW = 2 << 20, SOME = 7 << 19 };
    struct library *l = *state;

    put_large_items(l, "one");
    assert_true(sqlite3_memory_used() > SOME);
    assert_ok(ts_db_hold_pages(l->db, TS_PAGES_SOME, &l->err), &l->err);
    put_large_items(l, "some");
    assert_in_range(sqlite3_memory_used(), FEW, SOME);
    assert_ok(ts_db_hold_pages(l->db, TS_PAGES_FEW, &l->err), &l->err);
    assert_in_range(sqlite3_memory_used(), 1, FEW);
    put_large_items(l, "two");
    assert_in_range(sqlite3_memory_used(), 1, FEW);
    assert_ok(ts_db_hold_usual(l->db, TS_OK, &l->err), &l->err);
    put_large_items(l, "three");
    assert_true(sqlite3_memory_used() > SOME);
    assert_int_equal(ts_db_hold_usual(l->db, TS_ERR_BUSY, &l->err), TS_ERR_BUSY);
}

enum { NOBODY = 65534 }; /* who tries in the place of root, whom nothing stops */

static void no_permission_is_said(void **state)
{
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

/* How many articles somebody finds who may read the library and not write in its folder; -1 when it
 * cannot be opened. */
static int count_as_guest(struct library *l)
{
    int status = 0;

    assert_int_equal(chmod(l->path, 0444), 0);
    assert_int_equal(chmod(l->dir, 0555), 0);
    pid_t child = fork();
    if (child == 0) {
        struct ts_article_query all = { 0 };
        struct ts_db *db = NULL;
        size_t n = 0;
        if (geteuid() == 0 && setuid(NOBODY) != 0)
            _exit(100);
        if (ts_db_open(&db, l->path, TS_DB_READ, NULL) != TS_OK)
            _exit(101);
        _exit(ts_articles_count(db, &all, &n, NULL) == TS_OK ? (int)n : 102);
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_int_equal(chmod(l->dir, 0700), 0);
    assert_int_equal(chmod(l->path, 0600), 0);
    assert_true(WIFEXITED(status) && WEXITSTATUS(status) != 100 && WEXITSTATUS(status) != 102);
    return WEXITSTATUS(status) == 101 ? -1 : WEXITSTATUS(status);
}

/* But not without what is still in the log alone. */
static void what_cannot_be_written_can_be_read(void **state)
{
    struct library *l = *state;
    const char *log = MESSAGE(l, "%s-wal", l->path);

    add_article(l, "a.example", "One", "x", NOON);
    add_article(l, "a.example", "Two", "x", NOON);
    ts_db_close(l->db);
    l->db = NULL;
    assert_false(ts_file_exists(log));
    assert_int_equal(count_as_guest(l), 2);
    assert_ok(ts_file_write(log, TS_STR(""), &l->err), &l->err);
    assert_int_equal(count_as_guest(l), 2);
    assert_ok(ts_file_write(log, TS_STR("changes"), &l->err), &l->err);
    assert_int_equal(count_as_guest(l), -1);
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
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

/* ---- damage ---- */

static void a_torn_file_comes_with_advice(void **state)
{
    struct library *l = *state;
    const char *torn = ts_path_join(&l->a, l->dir, "torn.db");
    ts_str bytes;

    ts_db_close(l->db);
    l->db = NULL;
    assert_ok(ts_file_read(&l->a, l->path, 64 << 20, &bytes, &l->err), &l->err);
    assert_ok(ts_file_write(torn, ts_str_sub(bytes, 0, bytes.len / 2), &l->err), &l->err);
    open_fails(torn, TS_DB_WRITE, TS_ERR_STORE,
               MESSAGE(l, "library %s: database disk image is malformed" ADVICE, torn));
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_no_library_is_named),
        TEST(a_database_of_another_program_is_left_alone),
        TEST(a_newer_library_is_refused),
        TEST(a_log_that_is_left_is_brought_in_by_the_next),
        TEST(a_new_library_takes_little_memory),
        TEST(no_permission_is_said),
        TEST(what_cannot_be_written_can_be_read),
        TEST(the_file_is_for_its_owner_alone),
        TEST(a_reader_cannot_write),
        TEST(a_torn_file_comes_with_advice),
        TEST(damage_is_found),
        TEST(fewer_pages_are_held_on_request),
        TEST(a_damaged_text_harms_no_other),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
