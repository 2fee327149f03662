/* Servers that send too much, too slowly, or not what they promise. */
#include "fetch.h"

#include "tearsheet/base/date.h"

enum { KB = 1 << 10, MB = 1 << 20 };

#define TEXT "The ferry to Norrholm sails again. "

static const struct loopback_route routes[] = {
    { .path = "/4k", .body = "0123456789abcdef", .repeat = 256 },
    { .path = "/4k-chunked", .body = "0123456789abcdef", .repeat = 256, .fault = LOOPBACK_CHUNKED },
    { .path = "/bomb", .body = "0123456789abcdef", .repeat = 2 * MB, .is_gzip = true },
    { .path = "/bomb.gz", .body = "0123456789abcdef", .repeat = 2 * MB, .is_gzip_file = true },
    { .path = "/fine.gz", .body = "0123456789abcdef", .repeat = 256, .is_gzip_file = true },
    { .path = "/odd.gz", .body = "\x1f\x8b\x08 and no more of it" },
    { .path = "/huge-head", .body = TEXT, .fault = LOOPBACK_HUGE_HEAD, .cut_after = 80 * KB },
    { .path = "/stall", .fault = LOOPBACK_STALL },
    { .path = "/stall-body", .body = TEXT, .fault = LOOPBACK_STALL_BODY, .cut_after = 12 },
    { .path = "/drip", .body = TEXT, .repeat = 100, .fault = LOOPBACK_DRIP },
    { .path = "/drip-head",
      .body = TEXT,
      .headers = "X: " TEXT TEXT TEXT "\r\n",
      .fault = LOOPBACK_DRIP_HEAD },
    { .path = "/cut", .body = TEXT, .repeat = 100, .fault = LOOPBACK_CUT, .cut_after = 1200 },
    { .path = "/cut-gzip",
      .body = TEXT,
      .repeat = 100,
      .is_gzip = true,
      .fault = LOOPBACK_CUT,
      .cut_after = 40 },
    { .path = "/no-answer", .fault = LOOPBACK_NO_ANSWER },
    { .path = "/not-http", .body = "220 mail.example ESMTP\r\n", .fault = LOOPBACK_NOT_HTTP },
    { .path = "/long-promise", .body = TEXT, .fault = LOOPBACK_BAD_LENGTH, .cut_after = 5000 },
    { .path = "/short-promise", .body = TEXT, .fault = LOOPBACK_BAD_LENGTH, .cut_after = 9 },
    { .path = "/chunk-lie", .body = TEXT, .fault = LOOPBACK_CHUNK_LIE },
    { .path = "/chunk-short", .body = TEXT, .fault = LOOPBACK_CHUNK_SHORT },
    { .path = "/to-stall", .status = 302, .headers = "Location: /stall\r\n", .delay_ms = 60 },
    { .path = "/to-4k",
      .status = 302,
      .headers = "Location: /4k\r\n",
      .body = "0123456789abcdef",
      .repeat = 64 },
    { 0 },
};

struct limit_case {
    const char *path;
    struct ts_http_limits limits;
    enum ts_rc rc;
    const char *want; /* the message; NULL: it goes well */
};

static void run_cases(const struct limit_case *cases, size_t n)
{
    struct fetch f;

    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < n; i++) {
        const struct ts_http_request request = { .url = fetch_url(&f, cases[i].path),
                                                 .limits = cases[i].limits,
                                                 .allow_private = true };
        fetch_request(&f, &request);
        if (cases[i].want)
            assert_failed(&f, cases[i].rc, cases[i].want);
        else
            assert_good(f.reply);
        assert_true((int64_t)f.reply->body.len <=
                    (cases[i].limits.max_bytes ? cases[i].limits.max_bytes : 16 * MB));
    }
    fetch_close(&f);
}

static void limits_sizes(void **state)
{
    static const struct limit_case cases[] = {
        { "/4k", { .max_bytes = 4 * KB, .max_wire_bytes = 4 * KB }, TS_OK, NULL },
        { "/4k",
          { .max_bytes = 4 * KB - 1 },
          TS_ERR_LIMIT,
          "http://HOST/4k: answer larger than 4095 bytes" },
        { "/4k",
          { .max_wire_bytes = 4 * KB - 1 },
          TS_ERR_LIMIT,
          "http://HOST/4k: answer larger than 4095 bytes" },
        { "/4k-chunked", { .max_bytes = 4 * KB }, TS_OK, NULL },
        { "/4k-chunked",
          { .max_bytes = 2 * KB },
          TS_ERR_LIMIT,
          "http://HOST/4k-chunked: answer larger than 2 KB" },
        { "/4k-chunked",
          { .max_wire_bytes = 3 * KB },
          TS_ERR_LIMIT,
          "http://HOST/4k-chunked: answer larger than 3 KB" },
        { "/bomb", { 0 }, TS_ERR_LIMIT, "http://HOST/bomb: answer larger than 16 MB" },
        { "/bomb.gz",
          { 0 },
          TS_ERR_LIMIT,
          "http://HOST/bomb.gz: unpacked it is larger than 16 MB" },
        { "/odd.gz", { 0 }, TS_ERR_PARSE, "http://HOST/odd.gz: a damaged gzip file" },
        { "/fine.gz", { 0 }, TS_OK, NULL },
        { "/bomb", { .max_bytes = MB }, TS_ERR_LIMIT, "http://HOST/bomb: answer larger than 1 MB" },
        { "/to-4k",
          { .max_wire_bytes = 4 * KB },
          TS_ERR_LIMIT,
          "http://HOST/4k: answer larger than 4 KB" },
        { "/to-4k", { .max_wire_bytes = 5 * KB }, TS_OK, NULL },
        { "/huge-head", { 0 }, TS_ERR_LIMIT, "http://HOST/huge-head: headers larger than 64 KB" },
        { "/huge-head", { .max_header_bytes = 90 * KB }, TS_OK, NULL },
        { "/4k",
          { .max_header_bytes = 20 },
          TS_ERR_LIMIT,
          "http://HOST/4k: headers larger than 20 bytes" },
    };

    (void)state;
    run_cases(cases, TS_COUNT(cases));
}

static void limits_time(void **state)
{
    static const struct limit_case cases[] = {
        { "/stall",
          { .total_ms = 200 },
          TS_ERR_LIMIT,
          "http://HOST/stall: timed out after 200 ms, waiting for the answer" },
        { "/stall-body",
          { .total_ms = 200 },
          TS_ERR_LIMIT,
          "http://HOST/stall-body: timed out after 200 ms, with 12 of 35 bytes" },
        { "/drip", { .total_ms = 300 }, TS_ERR_LIMIT, NULL },
        { "/to-stall",
          { .total_ms = 200 },
          TS_ERR_LIMIT,
          "http://HOST/stall: timed out after 200 ms, waiting for the answer" },
        { "/drip",
          { .slow_ms = 200, .slow_bytes = 100 },
          TS_ERR_LIMIT,
          "http://HOST/drip: too slow, less than 100 bytes in 200 ms" },
        { "/drip-head",
          { .slow_ms = 200, .slow_bytes = 100 },
          TS_ERR_LIMIT,
          "http://HOST/drip-head: too slow, less than 100 bytes in 200 ms" },
        { "/stall-body",
          { .slow_ms = 100 },
          TS_ERR_LIMIT,
          "http://HOST/stall-body: too slow, less than 2000 bytes in 100 ms" },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_http_request request = { .url = fetch_url(&f, cases[i].path),
                                                 .limits = cases[i].limits,
                                                 .allow_private = true };
        const int64_t before_ms = ts_now_ms();
        fetch_request(&f, &request);
        assert_in_range(ts_now_ms() - before_ms, 50, 5000);
        assert_int_equal(f.reply->rc, TS_ERR_LIMIT);
        if (cases[i].want)
            assert_failed(&f, TS_ERR_LIMIT, cases[i].want);
    }
    fetch_close(&f);
}

static void tells_how_it_broke(void **state)
{
    static const struct limit_case cases[] = {
        { "/cut",
          { 0 },
          TS_ERR_NET,
          "http://HOST/cut: the server closed the connection after 1200 of 3500 bytes" },
        { "/long-promise",
          { 0 },
          TS_ERR_NET,
          "http://HOST/long-promise: the server closed the connection after 35 of 5000 bytes" },
        { "/no-answer", { 0 }, TS_ERR_NET, "127.0.0.1 closed the connection without an answer" },
        { "/not-http",
          { 0 },
          TS_ERR_NET,
          "127.0.0.1 does not speak HTTP: Received HTTP/0.9 when not allowed" },
        { "/chunk-short",
          { 0 },
          TS_ERR_NET,
          "http://HOST/chunk-short: the server closed the connection after 35 bytes" },
        { "/short-promise", { 0 }, TS_OK, NULL }, /* the last: bytes may be left over */
    };

    (void)state;
    run_cases(cases, TS_COUNT(cases));
}

static void keeps_what_had_arrived(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_int_equal(fetch_get(&f, "/cut")->body.len, 1200);
    assert_int_equal(fetch_get(&f, "/cut-gzip")->rc, TS_ERR_NET);
    fetch_get(&f, "/chunk-lie");
    assert_int_equal(f.reply->rc, TS_ERR_NET);
    assert_true(ts_str_starts(ts_str_of(f.reply->err.msg), "127.0.0.1 broke off: "));
    assert_slice_equal(fetch_get(&f, "/short-promise")->body, "The ferry");
    fetch_close(&f);
}

/* A port that nobody listens on: one that was just given up. */
static void tells_a_refused_connection(void **state)
{
    struct fetch f;
    struct ts_arena a = { 0 };

    (void)state;
    struct loopback *gone = loopback_open(routes);
    const ts_str url = loopback_url(gone, &a, "127.0.0.1", "/");
    loopback_close(gone);
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = { .url = url, .allow_private = true };
    fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_NET, "cannot connect to 127.0.0.1: Connection refused");
    fetch_close(&f);
    ts_arena_done(&a);
}

static void tells_an_unknown_host(void **state)
{
    const struct ts_http_request request = { .url = TS_STR("http://nobody.invalid/feed") };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_NOTFOUND,
                  "cannot resolve host nobody.invalid: is the name right, and the network up?");
    assert_true(f.reply->is_unreached);
    fetch_close(&f);
}

static void takes_limits_from_the_options(void **state)
{
    const struct ts_http_options options = { .limits = { .max_bytes = KB, .total_ms = 100 } };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, &options);
    fetch_get(&f, "/4k");
    assert_failed(&f, TS_ERR_LIMIT, "http://HOST/4k: answer larger than 1 KB");
    fetch_get(&f, "/stall");
    assert_failed(&f, TS_ERR_LIMIT,
                  "http://HOST/stall: timed out after 100 ms, waiting for the answer");
    fetch_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(limits_sizes),
        cmocka_unit_test(limits_time),
        cmocka_unit_test(tells_how_it_broke),
        cmocka_unit_test(keeps_what_had_arrived),
        cmocka_unit_test(tells_a_refused_connection),
        cmocka_unit_test(tells_an_unknown_host),
        cmocka_unit_test(takes_limits_from_the_options),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
