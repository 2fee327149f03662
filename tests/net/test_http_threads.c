/* Waiting for replies, being woken, and clients in several threads. */
#include "fetch.h"

#include <pthread.h>
#include <time.h>

#include "tearsheet/base/date.h"

static const struct loopback_route routes[] = {
    { .path = "/quick", .body = "quick" },
    { .path = "/stall", .fault = LOOPBACK_STALL },
    { 0 },
};

static void waits_no_longer_than_told(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    int64_t start_ms = ts_now_ms();
    ts_http_wait(f.http, 60); /* with nothing to do */
    assert_in_range(ts_now_ms() - start_ms, 60, 5000);
    fetch_submit(&f, fetch_url(&f, "/stall"), TS_HTTP_NORMAL);
    start_ms = ts_now_ms();
    ts_http_wait(f.http, 60);
    assert_in_range(ts_now_ms() - start_ms, 60, 5000);
    start_ms = ts_now_ms();
    ts_http_wait(f.http, 0);
    assert_in_range(ts_now_ms() - start_ms, 0, 5000);
    fetch_close(&f);
}

static void *wake_soon(void *http)
{
    const struct timespec soon = { .tv_nsec = 50 * 1000000 };

    nanosleep(&soon, NULL);
    ts_http_wake(http);
    return NULL;
}

static void is_woken_by_another_thread(void **state)
{
    struct fetch f;
    pthread_t thread;

    (void)state;
    fetch_open(&f, routes, NULL);
    fetch_submit(&f, fetch_url(&f, "/stall"), TS_HTTP_NORMAL);
    assert_int_equal(pthread_create(&thread, NULL, wake_soon, f.http), 0);
    const int64_t start_ms = ts_now_ms();
    ts_http_wait(f.http, -1);
    assert_in_range(ts_now_ms() - start_ms, 20, 5000);
    pthread_join(thread, NULL);
    fetch_close(&f);
}

static void keeps_a_wake_for_the_next_wait(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (int i = 0; i < 1000; i++)
        ts_http_wake(f.http);
    int64_t start_ms = ts_now_ms();
    ts_http_wait(f.http, 20 * 1000);
    assert_in_range(ts_now_ms() - start_ms, 0, 5000);
    start_ms = ts_now_ms();
    ts_http_wait(f.http, 60); /* all wakes were one */
    assert_in_range(ts_now_ms() - start_ms, 60, 5000);
    fetch_close(&f);
}

static void tells_who_is_busy_of_a_wake(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_false(ts_http_was_woken(f.http));
    for (int i = 0; i < 2; i++) { /* once told of, the next one is told of, too */
        ts_http_wake(f.http);
        assert_true(ts_http_was_woken(f.http));
        assert_false(ts_http_was_woken(f.http));
    }
    ts_http_wake(f.http);
    ts_http_wait(f.http, 20 * 1000);
    assert_false(ts_http_was_woken(f.http)); /* the wait has told of it */
    fetch_close(&f);
}

/* Two clients in two threads: starting libcurl and using it is safe. */
static void *fetch_some(void *server)
{
    struct fetch f = { .server = server };
    struct ts_err err;

    const struct ts_http_options defaults = { 0 };
    if (ts_http_open(&f.http, &defaults, &err) != TS_OK)
        return "cannot open";
    for (int i = 0; i < 20; i++)
        fetch_submit(&f, fetch_url(&f, "/quick"), TS_HTTP_NORMAL);
    const char *failed = NULL;
    for (int i = 0; i < 20; i++) {
        struct ts_reply *reply = fetch_next(&f);
        if (reply->rc != TS_OK)
            failed = "a request failed";
        ts_reply_free(reply);
    }
    ts_http_close(f.http);
    ts_arena_done(&f.arena);
    return (void *)failed;
}

static void works_in_threads_of_their_own(void **state)
{
    struct loopback *server = loopback_open(routes);
    pthread_t threads[2];
    void *failed;

    (void)state;
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&threads[i], NULL, fetch_some, server), 0);
    for (int i = 0; i < 2; i++) {
        pthread_join(threads[i], &failed);
        assert_null(failed);
    }
    assert_int_equal(loopback_count(server, "/quick"), 40);
    loopback_close(server);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(works_in_threads_of_their_own), /* first: both start libcurl */
        cmocka_unit_test(waits_no_longer_than_told),
        cmocka_unit_test(is_woken_by_another_thread),
        cmocka_unit_test(keeps_a_wake_for_the_next_wait),
        cmocka_unit_test(tells_who_is_busy_of_a_wake),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
