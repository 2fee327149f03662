/* Transactions, and several connections and processes at one library. */
#include "store/fixture.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/store/search.h"

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

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_transaction_is_all_or_nothing),
        TEST(a_reader_sees_that_something_changed),
        TEST(a_reader_never_waits_for_a_writer),
        TEST(a_query_can_be_stopped),
        TEST(several_processes_write_in_turn),
        TEST(several_processes_make_one_library),
        TEST(kill_9_loses_nothing),
        TEST(a_busy_library_is_said_to_be),
    };
    return cmocka_run_group_tests_name("db shared", tests, NULL, NULL);
}
