/* Many requests at once: limits that the server counts, order, pauses and ends. */
#include "fetch.h"

#include <time.h>

#include "tearsheet/base/date.h"

enum { LARGE_REPEAT = 40000, LARGE_BYTES = 12 * LARGE_REPEAT };

static const struct loopback_route routes[] = {
    { .path = "/quick", .body = "quick" },
    { .path = "/slow", .body = "slow", .delay_ms = 60 },
    { .path = "/a", .delay_ms = 5 },
    { .path = "/b", .delay_ms = 5 },
    { .path = "/c", .delay_ms = 5 },
    { .path = "/d", .delay_ms = 5 },
    { .path = "/e", .delay_ms = 5 },
    { .path = "/hop", .status = 302, .headers = "Location: /slow\r\n" },
    { .path = "/stall", .fault = LOOPBACK_STALL },
    { .path = "/busy", .status = 429, .headers = "Retry-After: 120\r\n" },
    { .path = "/busy-a-second", .status = 503, .headers = "Retry-After: 1\r\n" },
    { .path = "/busy-how-long", .status = 429 },
    { .path = "/down", .status = 503 },
    { .path = "/large", .body = "twelve bytes", .repeat = LARGE_REPEAT },
    { 0 },
};

/* Takes `n` replies, which have to be good. */
static void take_good(struct fetch *f, size_t n)
{
    while (n-- > 0) {
        struct ts_reply *reply = fetch_next(f);
        assert_good(reply);
        ts_reply_free(reply);
    }
    assert_null(ts_http_next(f->http));
    assert_int_equal(ts_http_n_pending(f->http), 0);
}

/* A client that finds a.example to h.example on the loopback. */
enum { N_HOSTS = 8 };
static void open_with_hosts(struct fetch *f, struct ts_http_options options)
{
    ts_str names[N_HOSTS];
    struct ts_err err;

    *f = (struct fetch){ .server = loopback_open(routes) };
    for (int i = 0; i < N_HOSTS; i++)
        names[i] = ts_arena_printf(&f->arena, "%c.example:%d:127.0.0.1", 'a' + i,
                                   loopback_port(f->server));
    options.resolve = names;
    options.n_resolve = N_HOSTS;
    assert_ok(ts_http_open(&f->http, &options, &err), &err);
}

static ts_str url_on(struct fetch *f, int host, const char *path)
{
    const char name[] = { (char)('a' + host), '.', 'e', 'x', 'a', 'm', 'p', 'l', 'e', '\0' };

    return loopback_url(f->server, &f->arena, name, path);
}

static void keeps_to_its_limits(void **state)
{
    static const struct {
        int max, per_host, want, want_per_host;
    } cases[] = {
        { 0, 0, 16, 2 },
        { 5, 3, 5, 3 },
        { 4, 1, 4, 1 },
        { 1, 1, 1, 1 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fetch f;
        open_with_hosts(&f, (struct ts_http_options){ .max_transfers = cases[i].max,
                                                      .max_per_host = cases[i].per_host });
        const int n_requests = cases[i].want * 3;
        const int n_a_host = cases[i].want_per_host * 2;
        for (int k = 0; k < n_requests; k++)
            fetch_submit(&f, url_on(&f, k / n_a_host % N_HOSTS, "/slow"), TS_HTTP_NORMAL);
        assert_int_equal(ts_http_n_pending(f.http), n_requests);
        take_good(&f, (size_t)n_requests);
        assert_int_equal(loopback_count(f.server, "/slow"), n_requests);
        /* On a busy machine not all may meet, but never more than allowed. */
        assert_in_range(loopback_most_at_once(f.server, NULL), (cases[i].want + 1) / 2,
                        cases[i].want);
        assert_in_range(loopback_most_at_once(f.server, "a.example"), 1, cases[i].want_per_host);
        fetch_close(&f);
    }
}

static void counts_redirects_for_the_host_they_lead_to(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (int i = 0; i < 12; i++)
        fetch_submit(&f, fetch_url(&f, i % 2 ? "/hop" : "/slow"), TS_HTTP_NORMAL);
    take_good(&f, 12);
    assert_int_equal(loopback_most_at_once(f.server, NULL), 2);
    fetch_close(&f);
}

static void asks_by_priority_then_age(void **state)
{
    const struct ts_http_options one = { .max_transfers = 1 };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, &one);
    fetch_submit(&f, fetch_url(&f, "/quick"), TS_HTTP_NORMAL);
    ts_http_wait(f.http, -1); /* while its reply is not taken, nothing else starts */
    fetch_submit(&f, fetch_url(&f, "/a"), TS_HTTP_LATER);
    fetch_submit(&f, fetch_url(&f, "/b"), TS_HTTP_NORMAL);
    fetch_submit(&f, fetch_url(&f, "/c"), TS_HTTP_NOW);
    fetch_submit(&f, fetch_url(&f, "/d"), TS_HTTP_SOON);
    fetch_submit(&f, fetch_url(&f, "/e"), TS_HTTP_NORMAL);
    take_good(&f, 6);
    assert_slice_equal(loopback_order(f.server, &f.arena), "/quick /c /d /b /e /a");
    fetch_close(&f);
}

static void goes_first_once_it_is_raised(void **state)
{
    const struct ts_http_options one = { .max_transfers = 1 };
    static const char *const paths[] = { "/a", "/b", "/c", "/d" };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, &one);
    fetch_submit(&f, fetch_url(&f, "/slow"), TS_HTTP_NORMAL);
    while (loopback_count(f.server, "/slow") == 0) /* then nothing else starts until it ends */
        nanosleep(&(struct timespec){ 0, 1000 * 1000 }, NULL);
    for (int i = 0; i < 4; i++) {
        const struct ts_http_request request = {
            .id = i, .kind = i % 2, .url = fetch_url(&f, paths[i]), .allow_private = true
        };
        ts_http_submit(f.http, &request);
    }
    ts_http_raise(f.http, 0, 2, TS_HTTP_SOON);
    ts_http_raise(f.http, 0, 3, TS_HTTP_NOW); /* of another kind */
    take_good(&f, 5);
    assert_slice_equal(loopback_order(f.server, &f.arena), "/slow /c /a /b /d");
    fetch_close(&f);
}

/* Takes longer than the sockets are left alone at a stretch. */
static void prepare_slowly(struct ts_reply *reply)
{
    const struct timespec span = { 0, 4 * 1000 * 1000 };

    nanosleep(&span, NULL);
    reply->prepared = reply;
}

static void submit_to_prepare(struct fetch *f, int n)
{
    const struct ts_http_request request = { .url = fetch_url(f, "/quick"),
                                             .allow_private = true,
                                             .prepare = prepare_slowly };

    for (int i = 0; i < n; i++)
        ts_http_submit(f->http, &request);
}

/* Replies that wait to be prepared stop new transfers, too, and none is passed over. */
static void prepares_all_in_the_end(void **state)
{
    enum { MAX = 3, N = 20 };
    const struct ts_http_options options = { .max_transfers = MAX, .max_per_host = MAX };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, &options);
    submit_to_prepare(&f, N);
    for (int i = 0; i < N; i++) {
        struct ts_reply *reply = fetch_next(&f);
        assert_good(reply);
        assert_non_null(reply->prepared);
        ts_reply_free(reply);
        /* Taken, to be prepared, and under way. */
        assert_in_range(loopback_count(f.server, "/quick"), i + 1, i + 1 + 3 * MAX);
    }
    assert_int_equal(ts_http_n_pending(f.http), 0);
    fetch_close(&f);
}

static void cancels_what_is_to_be_prepared(void **state)
{
    enum { N = 8 };
    const struct ts_http_options options = { .max_transfers = N, .max_per_host = N };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, &options);
    submit_to_prepare(&f, N);
    ts_http_wait(f.http, -1);
    ts_http_cancel_all(f.http);
    for (int i = 0; i < N; i++) {
        struct ts_reply *reply = fetch_next(&f);
        if (reply->prepared)
            assert_good(reply);
        else
            assert_int_equal(reply->rc, TS_ERR_CANCELLED);
        ts_reply_free(reply);
    }
    assert_int_equal(ts_http_n_pending(f.http), 0);
    submit_to_prepare(&f, N);
    ts_http_wait(f.http, -1);
    fetch_close(&f); /* in the middle of it */
}

/* Replies that nobody takes stop new transfers. */
static void waits_for_a_slow_receiver(void **state)
{
    static const struct {
        struct ts_http_options options;
        int least, most; /* that are asked for before the first is taken */
    } cases[] = {
        { { .max_transfers = 3, .max_per_host = 3 }, 3, 6 },
        { { .max_transfers = 3, .max_per_host = 3, .max_held_bytes = 1 }, 1, 3 },
    };

    (void)state;
    for (size_t k = 0; k < TS_COUNT(cases); k++) {
        struct fetch f;
        fetch_open(&f, routes, &cases[k].options);
        for (int i = 0; i < 30; i++)
            fetch_submit(&f, fetch_url(&f, "/quick"), TS_HTTP_NORMAL);
        while (loopback_count(f.server, "/quick") < cases[k].least)
            ts_http_wait(f.http, 10);
        const int64_t end_ms = ts_now_ms() + 100;
        while (ts_now_ms() < end_ms)
            ts_http_wait(f.http, 10);
        assert_in_range(loopback_count(f.server, "/quick"), cases[k].least, cases[k].most);
        take_good(&f, 30);
        fetch_close(&f);
    }
}

static void holds_a_busy_host(void **state)
{
    static const struct {
        const char *path, *want;
        int64_t retry_s;
        const char *want_pause;
    } cases[] = {
        { "/busy", "429 too many requests; it wants a pause of 2 min", 120, "2 min" },
        { "/busy-how-long", "429 too many requests", 60, "60 s" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fetch f;
        open_with_hosts(&f, (struct ts_http_options){ 0 });
        f.reply = (fetch_submit(&f, url_on(&f, 0, cases[i].path), TS_HTTP_NORMAL), fetch_next(&f));
        assert_int_equal(f.reply->rc, TS_ERR_BUSY);
        assert_true(ts_str_ends(ts_str_of(f.reply->err.msg), cases[i].want));

        fetch_submit(&f, url_on(&f, 1, "/quick"), TS_HTTP_NORMAL);
        take_good(&f, 1);
        const struct ts_http_request again = { .url = url_on(&f, 0, "/quick"),
                                               .allow_private = true };
        fetch_request(&f, &again);
        assert_int_equal(f.reply->rc, TS_ERR_BUSY);
        assert_int_equal(f.reply->retry_after_s, cases[i].retry_s);
        assert_slice_equal(ts_str_of(f.reply->err.msg),
                           ts_arena_printf(&f.arena, "%s: not asked, the host wants a pause of %s",
                                           again.url.ptr, cases[i].want_pause)
                               .ptr);
        assert_true(f.reply->is_unasked);
        assert_false(f.reply->is_unreached);
        assert_int_equal(loopback_count(f.server, "/quick"), 1);
        fetch_close(&f);
    }
}

static void leaves_a_host_that_is_down_alone_only_if_it_says_so(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_int_equal(fetch_get(&f, "/down")->rc, TS_ERR_BUSY);
    assert_int_equal(f.reply->retry_after_s, 0);
    assert_good(fetch_get(&f, "/quick"));
    assert_int_equal(fetch_get(&f, "/busy-a-second")->retry_after_s, 1);
    fetch_submit(&f, fetch_url(&f, "/quick"), TS_HTTP_NORMAL); /* waits for the second to pass */
    assert_null(ts_http_next(f.http));
    assert_int_equal(ts_http_n_pending(f.http), 1);
    fetch_close(&f);
}

static void asks_again_when_a_hold_is_over(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_int_equal(fetch_get(&f, "/busy-a-second")->rc, TS_ERR_BUSY);
    const int64_t start_ms = ts_now_ms();
    assert_good(fetch_get(&f, "/quick"));
    assert_in_range(ts_now_ms() - start_ms, 900, 5000);
    fetch_close(&f);
}

static void gives_up_at_once_if_told_not_to_wait(void **state)
{
    const struct ts_http_options options = { .max_hold_ms = -1 };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, &options);
    assert_int_equal(fetch_get(&f, "/busy-a-second")->rc, TS_ERR_BUSY);
    assert_int_equal(fetch_get(&f, "/quick")->rc, TS_ERR_BUSY);
    assert_int_equal(f.reply->retry_after_s, 1);
    fetch_close(&f);
}

static void cancels_what_waits_and_what_runs(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (int i = 0; i < 5; i++)
        fetch_submit(&f, fetch_url(&f, "/stall"), TS_HTTP_NORMAL);
    ts_http_wait(f.http, 50);
    ts_http_cancel_all(f.http);
    assert_int_equal(ts_http_n_pending(f.http), 5);
    for (int i = 0; i < 5; i++) {
        ts_reply_free(f.reply);
        ts_http_wait(f.http, -1);
        f.reply = ts_http_next(f.http);
        assert_failed(&f, TS_ERR_CANCELLED, "http://HOST/stall: cancelled");
    }
    assert_good(fetch_get(&f, "/quick"));
    fetch_close(&f);
}

static void closes_with_everything_under_way(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (int i = 0; i < 5; i++)
        fetch_submit(&f, fetch_url(&f, i % 2 ? "/stall" : "/quick"), TS_HTTP_NORMAL);
    ts_http_wait(f.http, 50);
    fetch_close(&f);
    ts_http_close(NULL);
    ts_reply_free(NULL);
}

/* However little room there is for bodies, all of them come, whole. */
static void goes_on_when_bodies_are_taken(void **state)
{
    static const int64_t rooms[] = { 1, LARGE_BYTES / 2, 2 * LARGE_BYTES, 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(rooms); i++) {
        struct fetch f;
        open_with_hosts(&f, (struct ts_http_options){ .max_held_bytes = rooms[i] });
        for (int k = 0; k < N_HOSTS; k++)
            fetch_submit(&f, url_on(&f, k, k % 4 == 3 ? "/quick" : "/large"), TS_HTTP_NORMAL);
        size_t n_large = 0;
        for (int k = 0; k < N_HOSTS; k++) {
            struct ts_reply *reply = fetch_next(&f);
            assert_good(reply);
            n_large += reply->body.len == LARGE_BYTES;
            ts_reply_free(reply);
        }
        assert_int_equal(n_large, N_HOSTS - N_HOSTS / 4);
        assert_int_equal(ts_http_n_pending(f.http), 0);
        fetch_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_to_its_limits),
        cmocka_unit_test(counts_redirects_for_the_host_they_lead_to),
        cmocka_unit_test(asks_by_priority_then_age),
        cmocka_unit_test(goes_first_once_it_is_raised),
        cmocka_unit_test(prepares_all_in_the_end),
        cmocka_unit_test(cancels_what_is_to_be_prepared),
        cmocka_unit_test(waits_for_a_slow_receiver),
        cmocka_unit_test(goes_on_when_bodies_are_taken),
        cmocka_unit_test(holds_a_busy_host),
        cmocka_unit_test(leaves_a_host_that_is_down_alone_only_if_it_says_so),
        cmocka_unit_test(asks_again_when_a_hold_is_over),
        cmocka_unit_test(gives_up_at_once_if_told_not_to_wait),
        cmocka_unit_test(cancels_what_waits_and_what_runs),
        cmocka_unit_test(closes_with_everything_under_way),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
