/* Files, folders, errors and the queue between threads. */
#include "support/support.h"

#include <poll.h>
#include <pthread.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tearsheet/base/file.h"
#include "tearsheet/base/queue.h"

static void files_are_written_whole(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "sub/copy.txt");
    struct ts_err err;
    ts_str got = { 0 };

    (void)state;
    assert_int_equal(ts_file_write(path, TS_STR("x"), &err), TS_ERR_IO);
    assert_non_null(strstr(err.msg, "sub/copy.txt: No such file"));
    assert_ok(ts_dir_make(ts_path_join(&a, dir, "sub/deeper"), &err), &err);
    assert_ok(ts_dir_make(ts_path_join(&a, dir, "sub/deeper"), &err), &err);
    assert_ok(ts_file_write(path, TS_STR("first"), &err), &err);
    assert_int_equal(chmod(path, 0600), 0);
    assert_ok(ts_file_write(path, TS_STR("second"), &err), &err);
    assert_ok(ts_file_read(&a, path, 100, &got, &err), &err);
    assert_slice_equal(got, "second");
    struct stat st;
    assert_int_equal(stat(path, &st), 0);
    assert_int_equal(st.st_mode & 0777, 0600);

    assert_int_equal(ts_file_create(path, TS_STR("third"), &err), TS_ERR_ARG);
    assert_non_null(strstr(err.msg, "is already there"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* The reason is that of making, not that of looking whether it is there. */
static void a_folder_that_cannot_be_made_says_why(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *file = ts_path_join(&a, dir, "file");
    const char *dangling = ts_path_join(&a, dir, "dangling"), *shut = ts_path_join(&a, dir, "shut");
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(file, TS_STR("x"), &err), &err);
    assert_int_equal(ts_dir_make(file, &err), TS_ERR_IO);
    assert_true(ts_str_ends(ts_str_of(err.msg), "file is no folder"));
    assert_int_equal(symlink("nowhere", dangling), 0);
    assert_int_equal(ts_dir_make(dangling, &err), TS_ERR_IO);
    assert_true(ts_str_ends(ts_str_of(err.msg), "dangling is no folder"));
    assert_ok(ts_dir_make(shut, &err), &err);
    assert_int_equal(chmod(shut, 0500), 0);
    if (geteuid() != 0) { /* whom nothing stops */
        assert_int_equal(ts_dir_make(ts_path_join(&a, shut, "new"), &err), TS_ERR_IO);
        assert_true(ts_str_ends(ts_str_of(err.msg), "shut/new: Permission denied"));
    }
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static mode_t mode_of(const char *path)
{
    struct stat st;

    assert_int_equal(stat(path, &st), 0);
    return st.st_mode & 0777;
}

static void new_files_obey_the_umask(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "feeds");
    struct ts_err err;
    mode_t before = umask(027);

    (void)state;
    assert_ok(ts_file_write(path, TS_STR("x"), &err), &err);
    assert_int_equal(mode_of(path), 0640);
    assert_int_equal(chmod(path, 0666), 0); /* what the umask forbids stays if it is there */
    assert_ok(ts_file_write(path, TS_STR("y"), &err), &err);
    assert_int_equal(mode_of(path), 0666);
    assert_int_equal(umask(before), 027);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void links_are_written_through(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "link");
    const char *target = ts_path_join(&a, dir, "elsewhere");
    struct stat st;
    struct ts_err err;
    ts_str got;

    (void)state;
    assert_ok(ts_file_create(target, TS_STR("old"), &err), &err);
    assert_int_equal(symlink("elsewhere", path), 0);
    assert_ok(ts_file_write(path, TS_STR("new"), &err), &err);
    assert_int_equal(lstat(path, &st), 0);
    assert_true(S_ISLNK(st.st_mode));
    assert_ok(ts_file_read(&a, target, 9, &got, &err), &err);
    assert_slice_equal(got, "new");
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void a_failed_write_leaves_nothing(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "folder");
    struct ts_err err;

    (void)state;
    assert_ok(ts_dir_make(path, &err), &err);
    assert_int_equal(ts_file_write(path, TS_STR("x"), &err), TS_ERR_IO);
    assert_non_null(strstr(err.msg, "cannot write"));
    assert_int_equal(rmdir(path), 0);
    assert_int_equal(rmdir(dir), 0); /* empty again */
    ts_arena_done(&a);
}

static void reading_has_a_limit(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "big");
    struct ts_err err;
    ts_str got = { 0 };

    (void)state;
    assert_ok(ts_file_create(path, TS_STR("0123456789"), &err), &err);
    assert_int_equal(ts_file_read(&a, path, 9, &got, &err), TS_ERR_LIMIT);
    assert_non_null(strstr(err.msg, "big is larger than 9 bytes"));
    assert_ok(ts_file_read(&a, path, 10, &got, &err), &err);
    assert_int_equal(ts_file_read(&a, ts_path_join(&a, dir, "none"), 9, &got, &err),
                     TS_ERR_NOTFOUND);
    assert_int_equal(ts_file_read(&a, dir, 9, &got, &err), TS_ERR_IO);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void errors_gather_context(void **state)
{
    struct ts_err err;

    (void)state;
    assert_int_equal(ts_fail(&err, TS_ERR_NET, "cannot resolve host %s", "tide.example"),
                     TS_ERR_NET);
    assert_int_equal(ts_fail_in(&err, "feed %d", 3), TS_ERR_NET);
    assert_string_equal(err.msg, "feed 3: cannot resolve host tide.example");
    assert_int_equal(ts_fail(NULL, TS_ERR_IO, "unheard"), TS_ERR_IO);
}

enum { N_MESSAGES = 10000 };

static void *push_numbers(void *queue)
{
    for (uintptr_t i = 1; i <= N_MESSAGES; i++)
        ts_queue_push(queue, (void *)i);
    return NULL;
}

static void messages_arrive_in_order(void **state)
{
    struct ts_queue *q = NULL;
    struct ts_err err;
    pthread_t thread;
    uintptr_t want = 1;

    (void)state;
    assert_ok(ts_queue_open(&q, &err), &err);
    assert_int_equal(pthread_create(&thread, NULL, push_numbers, q), 0);
    while (want <= N_MESSAGES) {
        struct pollfd wait = { .fd = ts_queue_wake_fd(q), .events = POLLIN };
        assert_int_equal(poll(&wait, 1, 5000), 1);
        ts_queue_drain(q);
        for (void *m; (m = ts_queue_pop(q)); want++)
            assert_int_equal((uintptr_t)m, want);
    }
    pthread_join(thread, NULL);
    assert_null(ts_queue_pop(q));
    ts_queue_close(q, NULL);
}

/* However many messages it gets, it wakes its receiver once: each wake costs both sides. */
static void a_queue_that_holds_something_wakes_nobody(void **state)
{
    struct ts_queue *q = NULL;
    struct ts_err err;
    char bytes[8];
    int message;

    (void)state;
    assert_ok(ts_queue_open(&q, &err), &err);
    for (int turn = 0; turn < 2; turn++) {
        for (int i = 0; i < 3; i++)
            ts_queue_push(q, &message);
        assert_int_equal(read(ts_queue_wake_fd(q), bytes, sizeof bytes), 1);
        while (ts_queue_pop(q))
            ;
    }
    ts_queue_close(q, NULL);
}

static void count_drop(void *message)
{
    (*(int *)message)++;
}

static void closing_drops_what_is_left(void **state)
{
    struct ts_queue *q = NULL;
    struct ts_err err;
    int dropped = 0;

    (void)state;
    assert_ok(ts_queue_open(&q, &err), &err);
    ts_queue_push(q, &dropped);
    ts_queue_push(q, &dropped);
    ts_queue_close(q, count_drop);
    assert_int_equal(dropped, 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(files_are_written_whole),
        cmocka_unit_test(a_folder_that_cannot_be_made_says_why),
        cmocka_unit_test(reading_has_a_limit),
        cmocka_unit_test(new_files_obey_the_umask),
        cmocka_unit_test(links_are_written_through),
        cmocka_unit_test(a_failed_write_leaves_nothing),
        cmocka_unit_test(errors_gather_context),
        cmocka_unit_test(messages_arrive_in_order),
        cmocka_unit_test(a_queue_that_holds_something_wakes_nobody),
        cmocka_unit_test(closing_drops_what_is_left),
    };
    return cmocka_run_group_tests_name("system", tests, NULL, NULL);
}
