/* What a person reads when servers and networks do not do as they should: the program, from the
 * feeds file to the line on standard error. */
#include "packed.h"
#include "site.h"

#include <string.h>

#include "tearsheet/base/buf.h"

enum { KB = 1 << 10, MB = 1 << 20 };

#define ONE SITE_FEED(SITE_ITEM("1", "One", ""))
#define XML "Content-Type: application/xml\r\n"
#define PAGE(text) "<!DOCTYPE html><html><title>" text "</title><p>" text "</p></html>"

/* A server's behaviour, and what is said of it; NULL: nothing, and its item is in the library. */
struct fault {
    struct loopback_route route;
    const char *want; /* behind "tearsheet: http://HOST<path>" or anywhere in that line */
};

static const struct fault answered[] = {
    { { .path = "/sound", .body = ONE }, NULL },
    { { .path = "/gzip", .body = ONE, .is_gzip = true }, NULL },
    { { .path = "/deflate", .body = ONE, .is_deflate = true }, NULL },
    { { .path = "/brotli",
        .headers = "Content-Encoding: br\r\n",
        .body = PACKED_BROTLI,
        .body_len = PACKED_BROTLI_LEN },
      NULL },
    { { .path = "/zstd",
        .headers = "Content-Encoding: zstd\r\n",
        .body = PACKED_ZSTD,
        .body_len = PACKED_ZSTD_LEN },
      NULL },
    { { .path = "/brotli-bomb",
        .headers = "Content-Encoding: br\r\n",
        .body = PACKED_BROTLI_BOMB,
        .body_len = PACKED_BROTLI_BOMB_LEN },
      "/brotli-bomb: answer larger than 16 MB" },
    { { .path = "/chunked", .body = ONE, .fault = LOOPBACK_CHUNKED }, NULL },
    { { .path = "/301", .status = 301, .headers = "Location: /sound\r\n" }, NULL },
    { { .path = "/302", .status = 302, .headers = "Location: /sound\r\n" }, NULL },
    { { .path = "/303", .status = 303, .headers = "Location: /sound\r\n" }, NULL },
    { { .path = "/307", .status = 307, .headers = "Location: /sound\r\n" }, NULL },
    { { .path = "/308", .status = 308, .headers = "Location: /sound\r\n" }, NULL },
    { { .path = "/latin1",
        .headers = XML,
        .body = "<?xml version='1.0' encoding='iso-8859-1'?>" SITE_FEED(
            SITE_ITEM("2", "Caf\xe9 closes", "")) },
      NULL },
    { { .path = "/cyrillic",
        .headers = "Content-Type: application/xml; charset=windows-1251\r\n",
        .body = SITE_FEED(SITE_ITEM("3", "\xcf\xe0\xf0\xee\xec", "")) },
      NULL },
    { { .path = "/utf8",
        .headers = "Content-Type: application/xml; charset=utf8\r\n",
        .body = SITE_FEED(SITE_ITEM("4", "Größe", "")) },
      NULL },
    { { .path = "/wrong-charset", /* it says so, and is not */
        .headers = "Content-Type: application/xml; charset=us-ascii\r\n",
        .body = SITE_FEED(SITE_ITEM("5", "Übung", "")) },
      NULL },

    { { .path = "/loop", .status = 302, .headers = "Location: /loop\r\n" },
      "/loop: redirects in a circle, to " },
    { { .path = "/to-file", .status = 302, .headers = "Location: file:///etc/passwd\r\n" },
      "only http and https addresses can be fetched" },
    { { .path = "/400", .status = 400 }, "400 bad request" },
    { { .path = "/401", .status = 401 },
      "401 needs a name and a password: write them as https://name:password@host/" },
    { { .path = "/403", .status = 403 }, "403 forbidden: the server refuses this program" },
    { { .path = "/404", .status = 404 }, "404 not found" },
    { { .path = "/410", .status = 410 }, "410 gone for good: remove this source?" },
    { { .path = "/451", .status = 451 }, "451 not available for legal reasons" },
    { { .path = "/500", .status = 500 }, "500 the server has an error of its own" },
    { { .path = "/challenge",
        .status = 403,
        .headers = "cf-mitigated: challenge\r\n",
        .body = PAGE("Just a moment") },
      "403, the server sent a challenge page, a test for humans, instead: open it in a browser" },
    { { .path = "/login",
        .headers = "Content-Type: text/html\r\n",
        .body = "<!DOCTYPE html><html><title>Sign in</title><form><input type=password></form>"
                "</html>" },
      "the server sent a login page instead of a feed (\"Sign in\")" },
    { { .path = "/page", .headers = "Content-Type: text/html\r\n", .body = PAGE("Welcome") },
      "the server sent a web page instead of a feed" },
    { { .path = "/empty" }, "empty" },
    { { .path = "/bomb", .body = "0123456789abcdef", .repeat = 4 * MB, .is_gzip = true },
      "/bomb: answer larger than 16 MB" },
    { { .path = "/large", .body = "0123456789abcdef", .repeat = 2 * MB },
      "/large: answer larger than 16 MB" },
    { { .path = "/huge-head", .fault = LOOPBACK_HUGE_HEAD, .cut_after = 80 * KB },
      "/huge-head: headers larger than 64 KB" },
    { { .path = "/cut", .body = ONE, .fault = LOOPBACK_CUT, .cut_after = 100 },
      "/cut: the server closed the connection after 100 of " },
    { { .path = "/promise", .body = ONE, .fault = LOOPBACK_BAD_LENGTH, .cut_after = 5000 },
      "/promise: the server closed the connection after " },
    { { .path = "/chunk-lie", .body = ONE, .fault = LOOPBACK_CHUNK_LIE }, "127.0.0.1 broke off" },
    { { .path = "/chunk-short", .body = ONE, .fault = LOOPBACK_CHUNK_SHORT },
      "/chunk-short: the server closed the connection after " },
    { { .path = "/no-answer", .fault = LOOPBACK_NO_ANSWER },
      "127.0.0.1 closed the connection without an answer" },
    { { .path = "/not-http", .body = "220 mail.example ESMTP\r\n", .fault = LOOPBACK_NOT_HTTP },
      "127.0.0.1 does not speak HTTP" },
};

/* What never ends by itself; asked with a timeout of a second. */
static const struct fault unanswered[] = {
    { { .path = "/sound", .body = ONE }, NULL },
    { { .path = "/stall", .fault = LOOPBACK_STALL },
      "/stall: timed out after 1 s, waiting for the answer" },
    { { .path = "/stall-body", .body = ONE, .fault = LOOPBACK_STALL_BODY, .cut_after = 12 },
      "/stall-body: timed out after 1 s, with 12 of " },
    { { .path = "/drip", .body = ONE, .repeat = 9, .fault = LOOPBACK_DRIP },
      "/drip: timed out after 1 s, with " },
    { { .path = "/drip-head",
        .body = ONE,
        .headers = "X-Slow: loris loris loris loris loris loris loris loris loris loris loris "
                   "loris loris loris loris loris loris loris loris loris loris loris\r\n",
        .fault = LOOPBACK_DRIP_HEAD },
      "/drip-head: timed out after 1 s, " },
};

enum { MAX_FAULTS = 64 };

/* The line about the source at `path`; empty if there is none. */
static ts_str line_about(struct site *s, ts_str errors, const char *path)
{
    const char *url = site_url(s, path);
    ts_str line;

    while (ts_str_split(&errors, '\n', &line)) {
        size_t at = ts_str_find(line, ts_str_of(url), 0);
        ts_str rest = at == TS_NPOS ? (ts_str){ 0 } : ts_str_skip(line, at + strlen(url));
        if (at != TS_NPOS && (ts_str_starts(rest, ":") || ts_str_starts(rest, " ")))
            return line;
    }
    return (ts_str){ 0 };
}

/* Fetches a feed with each of the faults, and looks for the line about it. */
static void check_faults(struct site *s, struct loopback_route *routes, const struct fault *faults,
                         size_t n, const char *config)
{
    struct ts_buf feeds = { 0 };
    size_t n_wanted = 0, n_lines = 0;

    assert_true(n < MAX_FAULTS);
    for (size_t i = 0; i < n; i++)
        routes[i] = faults[i].route;
    site_open(s, routes);
    for (size_t i = 0; i < n; i++)
        ts_buf_printf(&feeds, "%s\n", site_url(s, faults[i].route.path));
    ts_buf_putc(&feeds, '\0');
    site_put(s, "feeds", "%s", feeds.ptr);
    site_put(s, "config", "%s", config);
    struct run run = site_run(s, "fetch");
    assert_int_equal(run.status, 1);
    for (size_t i = 0; i < n; i++) {
        ts_str line = line_about(s, run.err, faults[i].route.path);
        bool is_good = faults[i].want ? ts_str_has(line, faults[i].want) : line.len == 0;
        n_wanted += faults[i].want != NULL;
        if (!is_good)
            print_error("%s: %.*s\n", faults[i].route.path, TS_FMT(line));
        assert_true(is_good);
    }
    for (ts_str rest = run.err, line; ts_str_split(&rest, '\n', &line);)
        n_lines += ts_str_starts(line, "tearsheet: ");
    assert_int_equal(n_lines, n_wanted);
    ts_buf_done(&feeds);
}

static void each_fault_has_its_line(void **state)
{
    struct loopback_route routes[MAX_FAULTS] = { 0 };
    struct site s;

    (void)state;
    check_faults(&s, routes, answered, TS_COUNT(answered),
                 "fetch-pages no\nconnections 64\nhost-connections 16\n");
    static const char *const titles[] = { "One",   "Café closes",        "Паром",           "Größe",
                                          "Übung", "Packed with brotli", "Packed with zstd" };
    struct run run = site_run(&s, "ls", "--json");
    for (size_t i = 0; i < TS_COUNT(titles); i++)
        assert_true(ts_str_has(run.out, titles[i]));
    site_close(&s);
}

static void what_never_ends_is_given_up(void **state)
{
    struct loopback_route routes[MAX_FAULTS] = { 0 };
    struct site s;

    (void)state;
    check_faults(&s, routes, unanswered, TS_COUNT(unanswered),
                 "timeout 1\nfetch-pages no\nconnections 64\nhost-connections 16\n");
    site_close(&s);
}

static void hosts_that_cannot_be_reached_are_named(void **state)
{
    static const struct loopback_route none[] = { { 0 } };
    static const struct {
        const char *address, *want;
    } unreachable[] = {
        { "http://nobody.invalid/feed",
          "cannot resolve host nobody.invalid: is the name right, and the network up?" },
        { "http://127.0.0.1:1/feed", "cannot connect to 127.0.0.1: Connection refused" },
    };
    struct site s;

    (void)state;
    site_open(&s, none);
    for (size_t i = 0; i < TS_COUNT(unreachable); i++) {
        site_put(&s, "feeds", "%s\n", unreachable[i].address);
        struct run run = site_run(&s, "fetch");
        assert_int_equal(run.status, 3);
        assert_true(ts_str_has(run.err, unreachable[i].address));
        assert_true(ts_str_has(run.err, unreachable[i].want));
    }
    site_close(&s);
}

static void a_bomb_is_left_where_the_limit_is(void **state)
{
    struct ts_buf bomb = { 0 };
    struct site s;

    (void)state;
    packed_gzip_bomb(&bomb); /* 2 GB in 2 MB */
    assert_in_range(bomb.len, 1900 * KB, 2200 * KB);
    const struct loopback_route routes[] = {
        { .path = "/bomb",
          .headers = "Content-Encoding: gzip\r\n",
          .body = bomb.ptr,
          .body_len = bomb.len },
        { 0 },
    };
    site_open(&s, routes);
    site_put(&s, "feeds", "%s\n", site_url(&s, "/bomb"));
    struct run run = site_run(&s, "fetch");
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "/bomb: answer larger than 16 MB"));
    site_close(&s);
    ts_buf_done(&bomb);
}

/* A feed of `n` items, each with a comment of `comment_bytes` that nobody reads. */
static ts_str large_feed(struct ts_buf *b, int n, size_t comment_bytes)
{
    ts_buf_puts(b, "<rss version=\"2.0\"><channel><title>Long list</title>");
    for (int i = 0; i < n; i++) {
        ts_buf_printf(b, "<item><guid>%d</guid><title>Item %d</title>", i, i);
        ts_buf_puts(b, "<description>The boats leave at noon.</description><!--");
        ts_buf_fill(b, 'x', comment_bytes);
        ts_buf_puts(b, "--></item>");
    }
    ts_buf_puts(b, "</channel></rss>");
    return ts_buf_str(b);
}

static void large_feeds_are_read_as_far_as_allowed(void **state)
{
    struct ts_buf many = { 0 }, huge = { 0 };
    ts_str thousand = large_feed(&many, 1000, 100), fifty_mb = large_feed(&huge, 50, MB);
    const struct loopback_route routes[] = {
        { .path = "/thousand", .body = thousand.ptr, .body_len = thousand.len },
        { .path = "/50mb", .body = fifty_mb.ptr, .body_len = fifty_mb.len },
        { 0 },
    };
    struct site s;

    (void)state;
    site_open(&s, routes);
    site_put(&s, "feeds", "%s\n%s\n", site_url(&s, "/thousand"), site_url(&s, "/50mb"));
    struct run run = site_run(&s, "fetch", "--json");
    assert_true(ts_str_has(run.err, "/50mb: answer larger than 16 MB"));
    assert_true(ts_str_has(run.out, "\"new\":1000"));
    site_put(&s, "config", "max-page-size 64\n");
    run = site_run(&s, "fetch", "--json", "--now");
    assert_slice_equal(run.err, "");
    assert_true(ts_str_has(run.out, "\"new\":50"));
    site_close(&s);
    ts_buf_done(&many);
    ts_buf_done(&huge);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_fault_has_its_line),
        cmocka_unit_test(what_never_ends_is_given_up),
        cmocka_unit_test(hosts_that_cannot_be_reached_are_named),
        cmocka_unit_test(a_bomb_is_left_where_the_limit_is),
        cmocka_unit_test(large_feeds_are_read_as_far_as_allowed),
    };
    return cmocka_run_group_tests_name("faults", tests, NULL, NULL);
}
