/* The command doctor: what it says of an address, line by line. */
#include "site.h"

#include "tearsheet/base/file.h"

#define ARTICLE                                                                                \
    "<!DOCTYPE html><html lang=en><title>Ferries halted</title><article><h1>Ferries halted"    \
    "</h1><p>The ferries stopped on Tuesday morning when the crews walked out over their new " \
    "rosters, and nobody knows for how long.</p></article></html>"

static const struct loopback_route routes[] = {
    { .path = "/feed",
      .headers =
          "Content-Type: application/rss+xml; charset=utf8\r\nCache-Control: max-age=900\r\n",
      .body = "<?xml version='1.0' encoding='iso-8859-1'?>" SITE_FEED(
          SITE_ITEM("1", "Größe", "/ferry") SITE_ITEM("2", "Two", "/two")),
      .etag = "\"v1\"" },
    { .path = "/plain", .body = SITE_FEED(SITE_ITEM("1", "One", "/one")) },
    { .path = "/moved", .status = 301, .headers = "Location: /feed\r\n" },
    { .path = "/",
      .headers = "Content-Type: text/html\r\n",
      .body = "<!DOCTYPE html><html><head><link rel=alternate type=application/rss+xml "
              "title=News href=/feed></head><body><a href=/x>x</a></body></html>" },
    { .path = "/bare", .headers = "Content-Type: text/html\r\n", .body = "<html><p>Hi</p></html>" },
    { .path = "/2025/03/ferry", .headers = "Content-Type: text/html\r\n", .body = ARTICLE },
    { .path = "/broken",
      .body = "<rss version='2.0'><channel><title>Tide Post</title>\n<item><title>A & b</title>"
              "</item>" },
    { .path = "/login",
      .headers = "Content-Type: text/html\r\n",
      .body = "<html><title>Sign in</title><form><input type=password></form></html>" },
    { .path = "/test",
      .headers = "Content-Type: text/html\r\n",
      .body = "<html><title>Just a moment...</title><p>Verify you are human.</p></html>" },
    { .path = "/gone", .status = 410 },
    { .path = "/busy", .status = 429, .headers = "Retry-After: 600\r\n" },
    { .path = "/json", .headers = "Content-Type: application/json\r\n", .body = "{\"a\":1}" },
    { 0 },
};

static int set_up(void **state)
{
    static struct site site;

    site_open(&site, routes);
    *state = &site;
    return 0;
}

static int tear_down(void **state)
{
    site_close(*state);
    return 0;
}

/* True if a line has the label and what is wanted behind it. */
static bool says(ts_str out, const char *label, const char *want)
{
    ts_str line;

    while (ts_str_split(&out, '\n', &line))
        if (ts_str_starts(line, label) && ts_str_has(line, want))
            return true;
    return false;
}

static void each_kind_of_answer_is_explained(void **state)
{
    static const struct {
        const char *path;
        int status;
        struct {
            const char *label, *want;
        } lines[9];
    } cases[] = {
        { "/feed",
          0,
          { { "status ", "200 from 127.0.0.1" },
            { "type ", "application/rss+xml; charset=utf8" },
            { "etag ", "\"v1\"" },
            { "fresh for ", " min" },
            { "unchanged ", "is told with 304" },
            { "charset ", "UTF-8, by HTTP header" },
            { "votes ", "byte order mark -, HTTP header UTF-8, declaration " },
            { "is ", "a feed (RSS), \"Tide Post\", 2 items" },
            { "would ", "subscribe to it" } } },
        { "/plain",
          0,
          { { "unchanged ", "cannot be told: the server sends neither ETag nor Last-Modified" },
            { "then ", "ask again after 20" } } },
        { "/moved",
          0,
          { { "redirect ", "301 (for good) to http://127.0.0.1:" },
            { "would ", "ask http://127.0.0.1:" } } },
        { "/",
          0,
          { { "is ", "a page" },
            { "announces ", "/feed \"News\"" },
            { "would ", "subscribe to the first of them that is a feed" } } },
        { "/bare", 0, { { "would ", "look for a feed in the usual places of the site" } } },
        { "/2025/03/ferry",
          0,
          { { "is ", "a page, \"Ferries halted\": " }, { "would ", "save it as an article" } } },
        { "/json",
          0,
          { { "is ", "no feed: the JSON document has no list" }, { "would ", "refuse it" } } },
        { "/test",
          0,
          { { "is ", "a page" },
            { "perhaps ", "a challenge page instead of a feed (\"Just a moment...\")" },
            { "advice ", "open it in a browser" } } },
        { "/login",
          0,
          { { "perhaps ", "a login page instead of a feed (\"Sign in\")" },
            { "would ", "look for a feed" } } },
        { "/broken",
          0,
          { { "is ", "a feed (RSS), \"Tide Post\"" }, { "malformed ", "line 2: " } } },
        { "/busy",
          3,
          { { "status ", "429" }, { "retry after ", "10 min" }, { "advice ", "interval=" } } },
        { "/missing", 3, { { "status ", "404" }, { "advice ", "looks for where its feed is" } } },
    };
    struct site *s = *state;

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct run run = site_run(s, "doctor", site_url(s, cases[i].path));
        assert_int_equal(run.status, cases[i].status);
        for (size_t k = 0; k < TS_COUNT(cases[i].lines) && cases[i].lines[k].label; k++) {
            bool is_said = says(run.out, cases[i].lines[k].label, cases[i].lines[k].want);
            if (!is_said)
                print_error("%s: no \"%s%s\" in\n%.*s\n", cases[i].path, cases[i].lines[k].label,
                            cases[i].lines[k].want, TS_FMT(run.out));
            assert_true(is_said);
        }
    }
}

static void a_source_is_asked_as_a_refresh_asks_it(void **state)
{
    struct site *s = *state;

    site_put(s, "config", "fetch-pages no\n");
    site_put(s, "feeds",
             "%s \"user-agent=Reader of Ada\" \"header=X-Key: hidden\" interval=2h\n%s\n%s\n%s\n",
             site_url(s, "/feed"), site_url(s, "/login"), site_url(s, "/busy"),
             site_url(s, "/gone"));
    struct run run = site_run(s, "fetch");
    assert_int_equal(run.status, 1);
    run = site_run(s, "doctor", site_url(s, "/feed"));
    assert_int_equal(run.status, 0);
    assert_true(says(run.out, "subscribed ", "as Tide Post, 2 articles"));
    assert_true(says(run.out, "not before ", "Z, in "));
    assert_true(says(run.out, "user agent ", "Reader of Ada"));
    assert_true(says(run.out, "header ", "X-Key"));
    assert_false(ts_str_has(run.out, "hidden"));
    assert_true(says(run.out, "would ", "take in what is new"));
    ts_str request = loopback_last_request(s->server, &s->arena, "/feed");
    assert_true(ts_str_has(request, "User-Agent: Reader of Ada\r\n"));
    assert_true(ts_str_has(request, "X-Key: hidden\r\n"));
    run = site_run(s, "doctor", site_url(s, "/login"));
    assert_true(says(run.out, "would ", "refuse it: the server sent a login page"));
    assert_true(says(run.out, "advice ", "cookies="));
    run = site_run(s, "doctor", site_url(s, "/busy"));
    assert_true(says(run.out, "last time ",
                     "429 too many requests; it wants a pause of 10 min (1 in a row)"));
    assert_true(says(run.out, "then ", "ask again after 20"));
    run = site_run(s, "doctor", site_url(s, "/gone"));
    assert_true(says(run.out, "then ", "not ask again, unless it is refreshed alone"));
}

static void nobody_is_sent_in_a_circle(void **state)
{
    struct site *s = *state;

    struct run run = site_run(s, "doctor", site_url(s, "/json"));
    assert_false(says(run.out, "advice ", "tearsheet doctor"));
}

static void it_takes_what_add_takes(void **state)
{
    struct site *s = *state;
    const char *file = ts_path_join(&s->arena, s->profile, "made.xml");
    struct ts_err err;

    assert_ok(ts_file_write(file, TS_STR(SITE_FEED(SITE_ITEM("1", "One", ""))), &err), &err);
    struct run run = site_run(s, "doctor", file);
    assert_int_equal(run.status, 0);
    assert_true(says(run.out, "address ", "file:///"));
    assert_true(says(run.out, "is ", "a feed (RSS), \"Tide Post\", 1 item"));
    run = site_run(s, "doctor", "not an address");
    assert_int_equal(run.status, 3);
    assert_slice_equal(run.err, "tearsheet: \"not an address\" is no address\n");
    run = site_run(s, "doctor", "exec:date");
    assert_true(ts_str_has(run.err, "\"exec:date\" is a command"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(each_kind_of_answer_is_explained, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_source_is_asked_as_a_refresh_asks_it, set_up, tear_down),
        cmocka_unit_test_setup_teardown(nobody_is_sent_in_a_circle, set_up, tear_down),
        cmocka_unit_test_setup_teardown(it_takes_what_add_takes, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("doctor", tests, NULL, NULL);
}
