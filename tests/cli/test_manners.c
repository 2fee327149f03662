/* What a server sees of a refresh: its access log proves that nobody is asked more than needed. */
#include "site.h"

#include <string.h>

#include "tearsheet/base/buf.h"

enum { N_FEEDS = 8, DELAY_MS = 15, MAX_PER_HOST = 2 };

#define FEED_AT(at, tag)                                                                      \
    {                                                                                         \
        .path = at, .body = SITE_FEED(SITE_ITEM(at, "Item of " at, at "/page")), .etag = tag, \
        .delay_ms = DELAY_MS                                                                  \
    }
#define PAGE_AT(at)                                                                            \
    {                                                                                          \
        .path = at "/page", .headers = "Content-Type: text/html\r\n",                          \
        .body = "<html><title>P</title><article><h1>P</h1><p>The boats of this berth leave "   \
                "at noon, all but one, whose engine stands on the quay.</p></article></html>", \
        .delay_ms = DELAY_MS                                                                   \
    }

static const struct loopback_route routes[] = {
    FEED_AT("/0", "\"a\""),
    FEED_AT("/1", "\"b\""),
    FEED_AT("/2", "\"c\""),
    FEED_AT("/3", "\"d\""),
    FEED_AT("/4", "\"e\""),
    FEED_AT("/5", "\"f\""),
    FEED_AT("/6", "\"g\""),
    { .path = "/7",
      .body = SITE_FEED(SITE_ITEM("7", "Seven", "/7/page")),
      .modified = "Tue, 04 Mar 2025 06:10:00 GMT",
      .delay_ms = DELAY_MS },
    PAGE_AT("/0"),
    PAGE_AT("/1"),
    PAGE_AT("/2"),
    PAGE_AT("/3"),
    PAGE_AT("/4"),
    PAGE_AT("/5"),
    PAGE_AT("/6"),
    PAGE_AT("/7"),
    { .path = "/down", .status = 500 },
    { .path = "/gone", .status = 410 },
    { 0 },
};

static void write_feeds(struct site *s)
{
    static const char *const trouble[] = { "/down", "/gone" };
    struct ts_buf feeds = { 0 };
    int port = loopback_port(s->server);

    for (int i = 0; i < N_FEEDS; i++) /* half of them on another host */
        ts_buf_printf(&feeds, "http://%s:%d/%d\n", i % 2 ? "localhost" : "127.0.0.1", port, i);
    for (size_t i = 0; i < TS_COUNT(trouble); i++)
        ts_buf_printf(&feeds, "http://localhost:%d%s\n", port, trouble[i]);
    site_put(s, "feeds", "%.*s", TS_FMT(ts_buf_str(&feeds)));
    ts_buf_done(&feeds);
}

/* Of the visits to one host, how many were there at once when `visit` began. */
static int at_once(const struct loopback_visit *visits, size_t n,
                   const struct loopback_visit *visit)
{
    int count = 0;

    for (size_t i = 0; i < n; i++)
        count += strcmp(visits[i].host, visit->host) == 0 &&
                 visits[i].begin_ms <= visit->begin_ms && visits[i].end_ms > visit->begin_ms;
    return count;
}

/* True if an earlier answer gave the client a copy with a validator. */
static bool has_copy(const struct loopback_visit *visits, const struct loopback_visit *visit)
{
    for (const struct loopback_visit *v = visits; v < visit; v++)
        if (strcmp(v->path, visit->path) == 0 && v->status == 200 && v->has_validator)
            return true;
    return false;
}

static void the_access_log_is_clean(void **state)
{
    static const char *const calls[][2] = {
        { "fetch", NULL }, { "fetch", NULL }, { "fetch", "--now" }, { "fetch", "--now" }
    };
    struct site s;
    size_t n;

    (void)state;
    site_open(&s, routes);
    write_feeds(&s);
    for (size_t i = 0; i < TS_COUNT(calls); i++)
        site_run(&s, calls[i][0], calls[i][1]);

    const struct loopback_visit *visits = loopback_visits(s.server, &s.arena, &n);
    int most = 0;
    for (size_t i = 0; i < n; i++) {
        int now = at_once(visits, n, &visits[i]);
        most = now > most ? now : most;
        if (now > MAX_PER_HOST)
            print_error("%s%s: %d at once\n", visits[i].host, visits[i].path, now);
        assert_in_range(now, 0, MAX_PER_HOST);
        if (has_copy(visits, &visits[i])) { /* never a full answer where 304 was possible */
            assert_true(visits[i].is_conditional);
            assert_int_equal(visits[i].status, 304);
        }
    }
    assert_int_equal(most, MAX_PER_HOST); /* the log can tell */
    for (int i = 0; i < N_FEEDS; i++) {
        const char *feed = ts_arena_printf(&s.arena, "/%d", i).ptr;
        assert_int_equal(loopback_count(s.server, feed), 3); /* not when it was not due */
        feed = ts_arena_printf(&s.arena, "/%d/page", i).ptr;
        assert_int_equal(loopback_count(s.server, feed), 1);
    }
    assert_int_equal(loopback_count(s.server, "/gone"), 1);
    assert_int_equal(loopback_count(s.server, "/down"), 3);
    site_close(&s);
}

/* Never before the time that a server asked for, not even with --now. */
static void a_pause_that_a_server_asks_for_is_kept(void **state)
{
    static const struct loopback_route pauses[][2] = {
        { { .path = "/feed", .status = 429, .headers = "Retry-After: 3600\r\n" }, { 0 } },
        { { .path = "/feed",
            .status = 503,
            .headers = "Retry-After: Fri, 31 Dec 2100 23:59:59 GMT\r\n" },
          { 0 } },
    };
    struct site s;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(pauses); i++) {
        site_open(&s, pauses[i]);
        site_put(&s, "feeds", "%s\n", site_url(&s, "/feed"));
        site_run(&s, "fetch");
        site_run(&s, "fetch");
        site_run(&s, "fetch", "--now");
        struct run run = run_program_on_terminal(&s.arena, s.profile, "", "fetch", "--now", NULL);
        assert_true(ts_str_has(run.out, "nothing new, 1 not asked as the server wants a pause"));
        assert_int_equal(loopback_count(s.server, "/feed"), 1);
        site_close(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_access_log_is_clean),
        cmocka_unit_test(a_pause_that_a_server_asks_for_is_kept),
    };
    return cmocka_run_group_tests_name("manners", tests, NULL, NULL);
}
