#include "support/support.h"

#include "tearsheet/net/answer.h"

enum { DAY = 24 * 3600, NOW = 1741010700 /* Mon, 03 Mar 2025 14:05:00 GMT */ };

#define IN_FIVE_MINUTES "Mon, 03 Mar 2025 14:10:00 GMT"
#define RIGHT_NOW "Mon, 03 Mar 2025 14:05:00 GMT"
#define LONG_AGO "Thu, 01 Jan 1970 00:00:00 GMT"

static void reads_retry_after(void **state)
{
    static const struct {
        const char *value;
        int64_t want_s;
    } cases[] = {
        { "", 0 },
        { "120", 120 },
        { " 120 ", 120 },
        { "0", 0 },
        { "-5", 0 },
        { "99999999", 7 * DAY },
        { "99999999999999999999999999", 0 },
        { IN_FIVE_MINUTES, 300 },
        { "Monday, 03-Mar-25 14:10:00 GMT", 300 },
        { LONG_AGO, 0 },
        { "Fri, 01 Jan 2100 00:00:00 GMT", 7 * DAY },
        { "soon", 0 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        if (ts_retry_after_s(ts_str_of(cases[i].value), NOW) != cases[i].want_s)
            fail_msg("\"%s\"", cases[i].value);
}

static void reads_freshness(void **state)
{
    static const struct {
        const char *cache_control, *expires, *date, *age;
        int64_t want_s; /* from now; 0: nothing */
    } cases[] = {
        { "", "", "", "", 0 },
        { "max-age=600", "", "", "", 600 },
        { "public, Max-Age = 600 , must-revalidate", "", "", "", 600 },
        { "max-age=\"600\"", "", "", "", 600 },
        { "max-age=600", "", "", "100", 500 },
        { "max-age=600", "", "", "700", 0 },
        { "max-age=0", IN_FIVE_MINUTES, "", "", 0 },
        { "s-maxage=600", "", "", "", 0 },
        { "no-cache, max-age=600", "", "", "", 0 },
        { "no-store", IN_FIVE_MINUTES, "", "", 0 },
        { "max-age=99999999999", "", "", "", 365 * DAY },
        { "max-age=soon", "", "", "", 0 },
        { "", IN_FIVE_MINUTES, "", "", 300 },
        { "", IN_FIVE_MINUTES, RIGHT_NOW, "", 300 },
        { "", LONG_AGO, "", "", 0 },
        { "", "0", "", "", 0 },
        { "", "-1", "", "", 0 },
        { "max-age=60", IN_FIVE_MINUTES, "", "", 60 },
        { "public", IN_FIVE_MINUTES, "", "", 300 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_freshness headers = { ts_str_of(cases[i].cache_control),
                                              ts_str_of(cases[i].expires), ts_str_of(cases[i].date),
                                              ts_str_of(cases[i].age) };
        const int64_t want = cases[i].want_s > 0 ? NOW + cases[i].want_s : 0;
        if (ts_fresh_until_at(&headers, NOW) != want)
            fail_msg("case %zu: %lld", i, (long long)ts_fresh_until_at(&headers, NOW) - NOW);
    }
}

static void counts_expiry_by_the_servers_clock(void **state)
{
    const struct ts_freshness headers = { .expires = TS_STR("Mon, 03 Mar 2025 09:10:00 GMT"),
                                          .date = TS_STR("Mon, 03 Mar 2025 09:05:00 GMT") };

    (void)state;
    assert_true(ts_fresh_until_at(&headers, NOW) == NOW + 300);
}

static void words_statuses(void **state)
{
    static const struct {
        int status, retry_s;
        enum ts_rc rc;
        const char *want;
    } cases[] = {
        { 404, 0, TS_ERR_NOTFOUND, "http://a.example/f: 404 not found" },
        { 410, 0, TS_ERR_NOTFOUND, "http://a.example/f: 410 gone for good: remove this source?" },
        { 429, 0, TS_ERR_BUSY, "http://a.example/f: 429 too many requests" },
        { 429, 90, TS_ERR_BUSY,
          "http://a.example/f: 429 too many requests; it wants a pause of 90 s" },
        { 503, 3000, TS_ERR_BUSY,
          "http://a.example/f: 503 the server is overloaded or being repaired; it wants a pause of "
          "50 min" },
        { 503, 8 * 3600, TS_ERR_BUSY,
          "http://a.example/f: 503 the server is overloaded or being repaired; it wants a pause of "
          "8 h" },
        { 418, 0, TS_ERR_NET, "http://a.example/f: 418 the server refuses the request" },
        { 599, 0, TS_ERR_NET, "http://a.example/f: 599 the server has an error of its own" },
        { 300, 0, TS_ERR_NET, "http://a.example/f: 300 a redirect that leads nowhere" },
        { 999, 0, TS_ERR_NET, "http://a.example/f: 999 no such status" },
        { 0, 0, TS_ERR_NET, "http://a.example/f: 0 no such status" },
    };
    struct ts_err err;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const enum ts_rc rc =
            ts_fail_status(&err, TS_STR("http://a.example/f"), cases[i].status, cases[i].retry_s);
        assert_slice_equal(ts_str_of(err.msg), cases[i].want);
        assert_int_equal(rc, cases[i].rc);
    }
}

#define ROBOT_PAGE "<html><title>Just a moment</title><p>Checking your browser before you go on"

static void recognises_challenges(void **state)
{
    static const struct {
        int status;
        const char *head, *type, *body;
        bool want;
    } cases[] = {
        { 200, "", "text/html", "<p>An article about the history of the captcha.", false },
        { 403, "", "text/html; charset=utf-8", ROBOT_PAGE, true },
        { 503, "", "text/html", ROBOT_PAGE, true },
        { 403, "", "text/html", "<h1>Forbidden</h1>", false },
        { 404, "", "text/html", ROBOT_PAGE, false },
        { 403, "", "application/json", "{\"error\": \"captcha\"}", false },
        { 403, "HTTP/1.1 403 No\r\nCF-Mitigated: challenge\r\n\r\n", "text/html", "", true },
        { 200, "HTTP/1.1 200 OK\r\nX-AMZN-WAF-Action: captcha\r\n\r\n", "text/html", "", true },
        { 200, "HTTP/1.1 200 OK\r\nX-DataDome: protected\r\n\r\n", "text/html", "", false },
        { 403, "HTTP/1.1 403 No\r\nX-DataDome: protected\r\n\r\n", "text/html", "", true },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        if (ts_is_challenge(cases[i].status, ts_str_of(cases[i].head), ts_str_of(cases[i].type),
                            ts_str_of(cases[i].body)) != cases[i].want)
            fail_msg("case %zu", i);
}

static void finds_headers(void **state)
{
    const ts_str head = TS_STR("HTTP/1.1 200 OK: so\r\nA:1\r\nContent-Type:  text/html; x=a:b \r\n"
                               "NoColon\r\nEmpty:\r\na: 2\r\n\r\n");
    static const struct {
        const char *name, *want;
    } cases[] = {
        { "a", "1" },      { "content-type", "text/html; x=a:b" },
        { "empty", "" },   { "nocolon", "" },
        { "missing", "" }, { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_header_find(head, cases[i].name), cases[i].want);
    struct ts_arena a = { 0 };
    assert_slice_equal(ts_header_list(&a, head, "A"), "1, 2");
    assert_slice_equal(ts_header_list(&a, head, "empty"), "");
    assert_slice_equal(ts_header_list(&a, head, "missing"), "");
    ts_arena_done(&a);
    for (size_t len = 0; len < head.len; len++) /* no prefix reads beyond itself */
        (void)ts_header_find(ts_str_sub(head, 0, len), "content-type");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_retry_after),
        cmocka_unit_test(reads_freshness),
        cmocka_unit_test(counts_expiry_by_the_servers_clock),
        cmocka_unit_test(words_statuses),
        cmocka_unit_test(recognises_challenges),
        cmocka_unit_test(finds_headers),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
