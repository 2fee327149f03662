/* Where redirects lead, and where they may not. */
#include "fetch.h"

#include <stdio.h>

#include "tearsheet/base/url.h"

#define TO(where) "Location: " where "\r\n"

static const struct loopback_route routes[] = {
    { .path = "/end", .body = "here", .etag = "\"1\"" },
    { .path = "/301", .status = 301, .headers = TO("/end#top"), .body = "moved" },
    { .path = "/302", .status = 302, .headers = TO("/end") },
    { .path = "/303", .status = 303, .headers = TO("/end") },
    { .path = "/307", .status = 307, .headers = TO("/end") },
    { .path = "/308", .status = 308, .headers = TO("end") },
    { .path = "/two-permanent", .status = 301, .headers = TO("/308") },
    { .path = "/then-temporary", .status = 308, .headers = TO("/302") },
    { .path = "/temporary-first", .status = 302, .headers = TO("/301") },
    { .path = "/to-missing", .status = 301, .headers = TO("/missing") },
    { .path = "/nowhere", .status = 301 },
    { .path = "/300", .status = 300, .headers = TO("/end") },
    { .path = "/self", .status = 302, .headers = TO("/self") },
    { .path = "/wall", .status = 302, .headers = TO("/behind") "Set-Cookie: pass=7; Path=/\r\n" },
    { .path = "/behind", .body = "behind" },
    { .path = "/again", .status = 302, .headers = TO("/again") "Set-Cookie: pass=7; Path=/\r\n" },
    { .path = "/circle-a", .status = 302, .headers = TO("/circle-b") },
    { .path = "/circle-b", .status = 302, .headers = TO("/circle-a") },
    { .path = "/1", .status = 302, .headers = TO("/2") },
    { .path = "/2", .status = 302, .headers = TO("/3") },
    { .path = "/3", .status = 302, .headers = TO("/4") },
    { .path = "/4", .status = 302, .headers = TO("/end") },
    { .path = "/to-file", .status = 302, .headers = TO("file:///etc/passwd") },
    { .path = "/to-ftp", .status = 302, .headers = TO("ftp://a.example/f") },
    { .path = "/latin1", .status = 302, .headers = TO("/caf\xe9") },
    { .path = "/caf%E9", .body = "coffee" },
    { .path = "/gone-host", .status = 301, .headers = TO("http://nobody.invalid/") },
    { 0 },
};

static void follows_each_kind(void **state)
{
    static const struct {
        const char *path;
        size_t n_hops;
        const char *permanent;
    } cases[] = {
        { "/301", 1, "/end" },
        { "/302", 1, "" },
        { "/303", 1, "" },
        { "/307", 1, "" },
        { "/308", 1, "/end" },
        { "/two-permanent", 2, "/end" },
        { "/then-temporary", 2, "/302" },
        { "/temporary-first", 2, "" },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_reply *r = fetch_get(&f, cases[i].path);
        assert_good(r);
        assert_slice_equal(r->body, "here");
        assert_slice_equal(r->url, fetch_url(&f, cases[i].path).ptr);
        assert_slice_equal(r->final_url, fetch_url(&f, "/end").ptr);
        assert_int_equal(r->n_hops, cases[i].n_hops);
        assert_slice_equal(r->permanent_url,
                           *cases[i].permanent ? fetch_url(&f, cases[i].permanent).ptr : "");
    }
    fetch_close(&f);
}

static void reports_each_hop(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_reply *r = fetch_get(&f, "/then-temporary");
    assert_int_equal(r->n_hops, 2);
    assert_int_equal(r->hops[0].status, 308);
    assert_true(r->hops[0].is_permanent && !r->hops[0].is_downgrade);
    assert_slice_equal(r->hops[0].url, fetch_url(&f, "/302").ptr);
    assert_int_equal(r->hops[1].status, 302);
    assert_false(r->hops[1].is_permanent);
    assert_slice_equal(r->hops[1].url, fetch_url(&f, "/end").ptr);
    fetch_close(&f);
}

static void compares_at_the_end_of_the_way(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = { .url = fetch_url(&f, "/301"),
                                             .etag = TS_STR("\"1\""),
                                             .allow_private = true };
    struct ts_reply *r = fetch_request(&f, &request);
    assert_good(r);
    assert_true(r->is_unchanged);
    assert_slice_equal(r->permanent_url, fetch_url(&f, "/end").ptr);
    fetch_close(&f);
}

static void words_what_leads_nowhere(void **state)
{
    static const struct {
        const char *path;
        enum ts_rc rc;
        const char *want;
    } cases[] = {
        { "/to-missing", TS_ERR_NOTFOUND, "http://HOST/missing: 404 not found" },
        { "/nowhere", TS_ERR_NET, "http://HOST/nowhere: 301 a redirect that leads nowhere" },
        { "/300", TS_ERR_NET, "http://HOST/300: 300 a redirect that leads nowhere" },
        { "/to-file", TS_ERR_ARG,
          "http://HOST/to-file redirects: file:///etc/passwd: only http and https addresses can be "
          "fetched" },
        { "/to-ftp", TS_ERR_ARG,
          "http://HOST/to-ftp redirects: ftp://a.example/f: only http and https addresses can be "
          "fetched" },
        { "/gone-host", TS_ERR_NOTFOUND,
          "cannot resolve host nobody.invalid: is the name right, and the network up?" },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        fetch_get(&f, cases[i].path);
        assert_failed(&f, cases[i].rc, cases[i].want);
        assert_slice_equal(f.reply->permanent_url, "");
        assert_false(f.reply->is_unreached);                               /* the first host was */
        assert_int_equal(f.reply->n_hops, cases[i].rc == TS_ERR_NOTFOUND); /* none was followed */
    }
    fetch_close(&f);
}

static void escapes_what_is_no_text(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_reply *r = fetch_get(&f, "/latin1");
    assert_good(r);
    assert_slice_equal(r->body, "coffee");
    assert_slice_equal(r->final_url, fetch_url(&f, "/caf%E9").ptr);
    fetch_close(&f);
}

static void keeps_cookies_until_the_end_of_the_way(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_good(fetch_get(&f, "/wall"));
    assert_true(
        ts_str_has(loopback_last_request(f.server, &f.arena, "/behind"), "\r\nCookie: pass=7\r\n"));
    assert_good(fetch_get(&f, "/behind"));
    assert_false(ts_str_has(loopback_last_request(f.server, &f.arena, "/behind"), "Cookie"));
    /* With a cookie it is worth while to come back, but not forever. */
    fetch_get(&f, "/again");
    assert_true(ts_str_has(ts_str_of(f.reply->err.msg), "/again: redirects in a circle"));
    assert_int_equal(loopback_count(f.server, "/again"), 3);
    fetch_close(&f);
}

static void leaves_circles_at_once(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    fetch_get(&f, "/self");
    assert_int_equal(f.reply->rc, TS_ERR_LIMIT);
    assert_true(ts_str_has(ts_str_of(f.reply->err.msg), "/self: redirects in a circle, to http"));
    assert_int_equal(loopback_count(f.server, "/self"), 1);
    fetch_get(&f, "/circle-a");
    assert_true(ts_str_has(ts_str_of(f.reply->err.msg), "/circle-b: redirects in a circle"));
    assert_int_equal(loopback_count(f.server, "/circle-a"), 1);
    assert_int_equal(loopback_count(f.server, "/circle-b"), 1);
    fetch_close(&f);
}

/* One request with a limit on redirects. */
static struct ts_reply *fetch_up_to(struct fetch *f, const char *path, int max_redirects)
{
    const struct ts_http_request request = { .url = fetch_url(f, path),
                                             .allow_private = true,
                                             .limits.max_redirects = max_redirects };

    return fetch_request(f, &request);
}

static void limits_redirects(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_good(fetch_up_to(&f, "/1", 4));
    assert_int_equal(f.reply->n_hops, 4);
    fetch_up_to(&f, "/1", 3);
    assert_int_equal(f.reply->rc, TS_ERR_LIMIT);
    assert_slice_equal(ts_str_of(f.reply->err.msg),
                       ts_arena_printf(&f.arena, "%s: redirects more than 3 times, the last to %s",
                                       fetch_url(&f, "/1").ptr, fetch_url(&f, "/end").ptr)
                           .ptr);
    assert_int_equal(loopback_count(f.server, "/end"), 1);
    fetch_up_to(&f, "/1", -1);
    assert_int_equal(f.reply->rc, TS_ERR_LIMIT);
    assert_slice_equal(ts_str_of(f.reply->err.msg),
                       ts_arena_printf(&f.arena, "%s: redirects to %s", fetch_url(&f, "/1").ptr,
                                       fetch_url(&f, "/2").ptr)
                           .ptr);
    fetch_close(&f);
}

static void limits_redirects_to_ten(void **state)
{
    struct loopback_route chain[13] = { 0 };
    char texts[12][2][32];
    struct fetch f;

    (void)state;
    for (int i = 0; i < 12; i++) {
        snprintf(texts[i][0], sizeof texts[i][0], "/hop%d", i);
        snprintf(texts[i][1], sizeof texts[i][1], TO("/hop%d"), i + 1);
        chain[i] =
            (struct loopback_route){ .path = texts[i][0], .status = 302, .headers = texts[i][1] };
    }
    fetch_open(&f, chain, NULL);
    fetch_get(&f, "/hop0");
    assert_true(ts_str_has(ts_str_of(f.reply->err.msg), "/hop0: redirects more than 10 times"));
    assert_int_equal(loopback_count(f.server, "/hop10"), 1);
    assert_int_equal(loopback_count(f.server, "/hop11"), 0);
    fetch_close(&f);
}

/* Two names for one server: headers and passwords are for the first only. */
static void takes_no_secret_to_another_host(void **state)
{
    struct loopback_route two_hosts[] = { { .path = "/start", .status = 302 },
                                          { .path = "/same", .status = 302, .headers = TO("/end") },
                                          { .path = "/end", .body = "here" },
                                          { 0 } };
    const ts_str secret[] = { TS_STR("X-Key: secret"), TS_STR("Cookie: session=1") };
    struct fetch f = { .server = loopback_open(two_hosts) };
    struct ts_err err;

    (void)state;
    const int port = loopback_port(f.server);
    two_hosts[0].headers =
        ts_arena_printf(&f.arena, "Location: http://b.example:%d/end\r\n", port).ptr;
    const ts_str names[] = { ts_arena_printf(&f.arena, "a.example:%d:127.0.0.1", port),
                             ts_arena_printf(&f.arena, "b.example:%d:127.0.0.1", port) };
    const struct ts_http_options options = { .resolve = names, .n_resolve = 2 };
    assert_ok(ts_http_open(&f.http, &options, &err), &err);

    static const char *const paths[] = { "/start", "/same" };
    for (size_t i = 0; i < TS_COUNT(paths); i++) {
        const struct ts_http_request request = {
            .url = ts_arena_printf(&f.arena, "http://ann:pass@a.example:%d%s", port, paths[i]),
            .headers = secret,
            .n_headers = TS_COUNT(secret),
            .allow_private = true,
        };
        assert_good(fetch_request(&f, &request));
        const bool is_same_host = i == 1;
        const ts_str first = loopback_last_request(f.server, &f.arena, paths[i]);
        const ts_str second = loopback_last_request(f.server, &f.arena, "/end");
        assert_true(ts_str_has(first, "X-Key: secret") && ts_str_has(first, "Cookie: session=1"));
        assert_true(ts_str_has(first, "Authorization: Basic"));
        assert_int_equal(ts_str_has(second, "X-Key: secret"), is_same_host);
        assert_int_equal(ts_str_has(second, "Cookie:"), is_same_host);
        assert_int_equal(ts_str_has(second, "Authorization:"), is_same_host);
    }
    fetch_close(&f);
}

/* Both ways of a password, and only to whom it belongs. */
static void sends_a_password_by_digest_where_that_is_wanted(void **state)
{
    static struct loopback_route two_hosts[] = {
        { .path = "/plain", .body = "plain" },
        { .path = "/feed", .body = "feed", .wants_digest = true },
        { .path = "/away", .status = 302, .wants_digest = true },
        { .path = "/end", .body = "end" },
        { .path = "/walled", .body = "walled", .wants_digest = true },
        { 0 },
    };
    struct fetch f = { .server = loopback_open(two_hosts) };
    struct ts_err err;

    (void)state;
    const int port = loopback_port(f.server);
    const ts_str names[] = { ts_arena_printf(&f.arena, "a.example:%d:127.0.0.1", port),
                             ts_arena_printf(&f.arena, "b.example:%d:127.0.0.1", port) };
    const struct ts_http_options options = { .resolve = names, .n_resolve = 2 };
    two_hosts[2].headers =
        ts_arena_printf(&f.arena, "Location: http://b.example:%d/end\r\n", port).ptr;
    assert_ok(ts_http_open(&f.http, &options, &err), &err);
    struct ts_http_request request = { .allow_private = true };

    request.url = ts_arena_printf(&f.arena, "http://ann:pass@a.example:%d/plain", port);
    assert_good(fetch_request(&f, &request));
    assert_int_equal(loopback_count(f.server, "/plain"), 1);

    request.url = ts_arena_printf(&f.arena, "http://ann:pass@a.example:%d/feed", port);
    assert_good(fetch_request(&f, &request));
    assert_slice_equal(f.reply->body, "feed");
    ts_str asked = loopback_last_request(f.server, &f.arena, "/feed");
    assert_true(ts_str_has(asked, "Authorization: Digest username=\"ann\", realm=\"quay\""));
    assert_in_range(loopback_count(f.server, "/feed"), 2, 3);

    request.url = ts_arena_printf(&f.arena, "http://ann:pass@a.example:%d/away", port);
    assert_good(fetch_request(&f, &request));
    assert_slice_equal(f.reply->body, "end");
    asked = loopback_last_request(f.server, &f.arena, "/end");
    assert_false(ts_str_has(asked, "Authorization"));

    request.url = ts_arena_printf(&f.arena, "http://a.example:%d/walled", port);
    fetch_request(&f, &request);
    assert_int_equal(f.reply->status, 401);
    assert_int_equal(loopback_count(f.server, "/walled"), 1);
    fetch_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(follows_each_kind),
        cmocka_unit_test(reports_each_hop),
        cmocka_unit_test(sends_a_password_by_digest_where_that_is_wanted),
        cmocka_unit_test(compares_at_the_end_of_the_way),
        cmocka_unit_test(words_what_leads_nowhere),
        cmocka_unit_test(escapes_what_is_no_text),
        cmocka_unit_test(keeps_cookies_until_the_end_of_the_way),
        cmocka_unit_test(leaves_circles_at_once),
        cmocka_unit_test(limits_redirects),
        cmocka_unit_test(limits_redirects_to_ten),
        cmocka_unit_test(takes_no_secret_to_another_host),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
