/* What requests carry and where they go: pauses, passwords, proxies, cookies. */
#include "site.h"

#include <stdlib.h>

#include "tearsheet/base/file.h"

#define ONE SITE_FEED(SITE_ITEM("1", "One", ""))

static void a_server_that_asks_for_a_pause_gets_it(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/busy", .status = 429, .headers = "Retry-After: 7200\r\n" },
        { .path = "/sound", .body = ONE },
        { 0 },
    };
    struct site s;

    (void)state;
    site_open(&s, routes);
    site_put(&s, "feeds", "%s\n", site_url(&s, "/busy"));
    struct run run = site_run(&s, "fetch");
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "/busy: 429 too many requests; it wants a pause of 2 h"));
    run = site_run(&s, "fetch");
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.err, "");
    assert_int_equal(loopback_count(s.server, "/busy"), 1);
    site_close(&s);
}

static void a_password_is_sent_and_not_shown(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/members", .body = ONE },
        { .path = "/denied", .status = 401 },
        { 0 },
    };
    struct site s;

    (void)state;
    site_open(&s, routes);
    int port = loopback_port(s.server);
    site_put(&s, "feeds",
             "http://ada:wonder@127.0.0.1:%d/members\nhttp://ada:wonder@127.0.0.1:%d/denied\n",
             port, port);
    struct run run = site_run(&s, "fetch");
    assert_int_equal(run.status, 1);
    assert_true(ts_str_has(loopback_last_request(s.server, &s.arena, "/members"),
                           "Authorization: Basic YWRhOndvbmRlcg=="));
    assert_true(
        ts_str_has(run.err, "/denied: 401, the server does not accept the name and the password"));
    assert_false(ts_str_has(run.err, "wonder"));
    site_close(&s);
}

/* It is the feed's: articles of its server are asked for with it, and known without. */
static void a_password_stays_with_the_feed(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/members", .body = SITE_FEED(SITE_ITEM("1", "Ferries halted", "/ferry")) },
        { .path = "/ferry",
          .headers = "Content-Type: text/html\r\n",
          .body = "<!DOCTYPE html><title>Ferries halted</title><article><h1>Ferries halted</h1>"
                  "<p>The ferries stopped on Tuesday morning, as <a href=/crews>the crews</a> had "
                  "said they would, and nobody knows for how long.</p></article>" },
        { 0 },
    };
    static const char *const formats[] = { "text", "markdown", "html", "json" };
    struct site s;

    (void)state;
    site_open(&s, routes);
    site_put(&s, "feeds", "http://ada:wonder@127.0.0.1:%d/members\n", loopback_port(s.server));
    assert_int_equal(site_run(&s, "fetch").status, 0);
    assert_true(ts_str_has(loopback_last_request(s.server, &s.arena, "/ferry"),
                           "Authorization: Basic YWRhOndvbmRlcg=="));
    for (size_t i = 0; i < TS_COUNT(formats); i++) {
        struct run run = site_run(&s, "show", "--format", formats[i], "1");
        assert_true(ts_str_has(run.out, site_url(&s, "/ferry")));
        assert_false(ts_str_has(run.out, "wonder"));
    }
    site_close(&s);
}

static void proxies_are_asked(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "http://paper.example/feed", .body = ONE },
        { .path = "http://other.example/feed", .status = 502 },
        { 0 },
    };
    struct site s;

    (void)state;
    site_open(&s, routes);
    const char *proxy = site_url(&s, "");
    site_put(&s, "config", "fetch-pages no\n");
    site_put(&s, "feeds", "http://paper.example/feed proxy=%s\n", proxy);
    struct run run = site_run(&s, "fetch");
    assert_slice_equal(run.err, "");
    assert_int_equal(loopback_count(s.server, "http://paper.example/feed"), 1);

    setenv("http_proxy", proxy, 1);
    site_put(&s, "feeds", "http://other.example/feed\n");
    run = site_run(&s, "fetch");
    unsetenv("http_proxy");
    assert_true(ts_str_has(run.err, "http://other.example/feed: 502 "));
    site_close(&s);
}

static void socks_proxies_are_asked(void **state)
{
    static const struct loopback_route routes[] = { { .path = "/feed", .body = ONE }, { 0 } };
    struct site s;

    (void)state;
    site_open(&s, routes);
    site_put(&s, "config", "fetch-pages no\n");
    site_put(&s, "feeds", "http://paper.example/feed proxy=socks5h://127.0.0.1:%d\n",
             loopback_port(s.server));
    struct run run = site_run(&s, "fetch");
    assert_slice_equal(run.err, "");
    assert_true(
        ts_str_has(loopback_last_request(s.server, &s.arena, "/feed"), "Host: paper.example\r\n"));
    site_put(&s, "feeds", "http://paper.example/feed proxy=socks5h://127.0.0.1:1\n");
    run = site_run(&s, "fetch", "--now");
    assert_true(ts_str_has(run.err, "cannot reach paper.example by its proxy: Connection refused"));
    site_close(&s);
}

static void cookies_are_those_of_the_file(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = ONE, .headers = "Set-Cookie: visitor=7\r\n" }, { 0 }
    };
    struct site s;

    (void)state;
    site_open(&s, routes);
    const char *jar = ts_path_join(&s.arena, s.profile, "jar.txt");
    site_put(&s, "jar.txt", "127.0.0.1\tFALSE\t/\tFALSE\t4102444800\tmember\tada\n");
    site_put(&s, "feeds", "%s cookies=%s\n", site_url(&s, "/feed"), jar);
    for (int i = 0; i < 2; i++) { /* what servers set is not sent back */
        struct run run = site_run(&s, "fetch", "--now");
        assert_slice_equal(run.err, "");
        ts_str asked = loopback_last_request(s.server, &s.arena, "/feed");
        assert_true(ts_str_has(asked, "Cookie: member=ada\r\n"));
        assert_false(ts_str_has(asked, "visitor"));
    }
    site_put(&s, "feeds", "%s cookies=/none/such.txt\n", site_url(&s, "/feed"));
    struct run run = site_run(&s, "fetch", "--now");
    assert_true(ts_str_has(run.err, ": there is no cookies file /none/such.txt"));
    site_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_server_that_asks_for_a_pause_gets_it),
        cmocka_unit_test(a_password_is_sent_and_not_shown),
        cmocka_unit_test(a_password_stays_with_the_feed),
        cmocka_unit_test(proxies_are_asked),
        cmocka_unit_test(socks_proxies_are_asked),
        cmocka_unit_test(cookies_are_those_of_the_file),
    };
    return cmocka_run_group_tests_name("requests", tests, NULL, NULL);
}
