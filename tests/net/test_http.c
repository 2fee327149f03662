/* What an answer becomes when all goes well, and what its status says when not. */
#include "fetch.h"

#include <stdio.h>
#include <string.h>
#include <zstd.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"

#define TEXT "The ferry to Norrholm sails again. "
#define ROBOTS "<html><title>One moment</title><p>Please confirm that you are not a robot."

/* TEXT, once, as brotli writes it without compressing. */
static const char brotli_text[] = "\x0b\x11\x80" TEXT "\x03";

static const struct loopback_route routes[] = {
    { .path = "/plain",
      .headers = "Content-Type: text/html; charset=koi8-r\r\n"
                 "Cache-Control: public\r\nCache-Control: max-age=600\r\n",
      .body = TEXT },
    { .path = "/empty" },
    { .path = "/none", .status = 204 },
    { .path = "/latin1", .headers = "Content-Type: text/plain\r\n", .body = "caf\xe9\r\n" },
    { .path = "/nul", .body = "a\0b", .body_len = 3 },
    { .path = "/tagged", .body = TEXT, .etag = "W/\"v7\"" },
    { .path = "/dated", .body = TEXT, .modified = "Mon, 03 Mar 2025 14:05:00 GMT" },
    { .path = "/odd-tag", .body = TEXT, .headers = "ETag: \"\xff\"\r\n" },
    { .path = "/gzip", .body = TEXT, .repeat = 500, .is_gzip = true },
    { .path = "/deflate", .body = TEXT, .repeat = 500, .is_deflate = true },
    { .path = "/brotli",
      .headers = "Content-Encoding: br\r\n",
      .body = brotli_text,
      .body_len = sizeof brotli_text - 1 },
    { .path = "/not-gzip", .headers = "Content-Encoding: gzip\r\n", .body = TEXT },
    { .path = "/charset", .headers = "Content-Encoding: UTF-8, none\r\n", .body = TEXT },
    { .path = "/charset-and-gzip", .headers = "Content-Encoding: utf-8, gzip\r\n", .body = TEXT },
    { .path = "/chunked", .body = TEXT, .repeat = 500, .fault = LOOPBACK_CHUNKED },
    { .path = "/large", .body = TEXT, .repeat = 100000 },
    { .path = "/401", .status = 401 },
    { .path = "/403", .status = 403, .body = "<h1>No</h1>" },
    { .path = "/410", .status = 410 },
    { .path = "/500", .status = 500, .headers = "Cache-Control: max-age=600\r\n" },
    { .path = "/304", .status = 304 },
    { .path = "/robots", .status = 403, .headers = "Content-Type: text/html\r\n", .body = ROBOTS },
    { 0 },
};

static void gives_what_the_server_sent(void **state)
{
    struct fetch f;
    int mark;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = {
        .id = 42, .kind = 7, .user = &mark, .url = fetch_url(&f, "/plain"), .allow_private = true
    };
    const int64_t before_at = ts_now_at();
    struct ts_reply *r = fetch_request(&f, &request);
    assert_good(r);
    assert_true(r->id == 42 && r->kind == 7 && r->user == &mark);
    assert_slice_equal(r->url, fetch_url(&f, "/plain").ptr);
    assert_slice_equal(r->final_url, r->url.ptr);
    assert_slice_equal(r->body, TEXT);
    assert_slice_equal(r->content_type, "text/html; charset=koi8-r");
    assert_slice_equal(r->permanent_url, "");
    assert_slice_equal(r->peer, "127.0.0.1");
    assert_int_equal(r->status, 200);
    assert_int_equal(r->n_hops, 0);
    assert_int_equal(r->http_version, 11);
    assert_in_range(r->fresh_until_at, before_at + 600, before_at + 605);
    assert_true(ts_str_starts(r->head, "HTTP/1.1 200 Scripted\r\n"));
    assert_int_equal(r->wire_bytes, r->head.len + r->body.len);
    assert_in_range(r->total_ms, 0, 1000);
    assert_int_equal(ts_http_n_pending(f.http), 0);
    fetch_close(&f);
}

static void gives_bodies_byte_for_byte(void **state)
{
    static const struct {
        const char *path;
        size_t len;
        const char *start;
    } cases[] = {
        { "/empty", 0, "" },
        { "/none", 0, "" },
        { "/latin1", 6, "caf\xe9\r\n" },
        { "/nul", 3, "a" },
        { "/gzip", 500 * (sizeof TEXT - 1), TEXT },
        { "/deflate", 500 * (sizeof TEXT - 1), TEXT },
        { "/brotli", sizeof TEXT - 1, TEXT },
        { "/chunked", 500 * (sizeof TEXT - 1), TEXT },
        { "/large", 100000 * (sizeof TEXT - 1), TEXT },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_reply *r = fetch_get(&f, cases[i].path);
        assert_good(r);
        assert_int_equal(r->body.len, cases[i].len);
        assert_true(ts_str_starts(r->body, cases[i].start));
    }
    fetch_close(&f);
}

/* Leaves a count of the body's bytes in its place. */
static void count_bytes(struct ts_reply *reply)
{
    size_t *n = TS_NEW(&reply->arena, size_t);

    *n = reply->body.len;
    reply->prepared = n;
}

static void refuse(struct ts_reply *reply)
{
    (void)reply;
}

static void prepares_good_replies(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_http_request request = { .url = fetch_url(&f, "/gzip"),
                                       .allow_private = true,
                                       .prepare = count_bytes };
    const struct ts_reply *r = fetch_request(&f, &request);
    assert_good(r);
    assert_int_equal(*(const size_t *)r->prepared, 500 * (sizeof TEXT - 1));
    assert_int_equal(r->body.len, 0);
    request.url = fetch_url(&f, "/nowhere");
    r = fetch_request(&f, &request);
    assert_int_equal(r->status, 404);
    assert_null(r->prepared);
    request.url = fetch_url(&f, "/tagged");
    request.etag = TS_STR("W/\"v7\"");
    r = fetch_request(&f, &request);
    assert_true(r->is_unchanged);
    assert_null(r->prepared);
    request.url = fetch_url(&f, "/plain");
    request.prepare = refuse;
    r = fetch_request(&f, &request);
    assert_slice_equal(r->body, TEXT);
    fetch_close(&f);
}

static void unpacks_zstd(void **state)
{
    char packed[256];
    const size_t len = ZSTD_compress(packed, sizeof packed, TEXT, sizeof TEXT - 1, 3);
    const struct loopback_route zstd_routes[] = { { .path = "/zstd",
                                                    .headers = "Content-Encoding: zstd\r\n",
                                                    .body = packed,
                                                    .body_len = len },
                                                  { 0 } };
    struct fetch f;

    (void)state;
    fetch_open(&f, zstd_routes, NULL);
    struct ts_reply *r = fetch_get(&f, "/zstd");
    assert_good(r);
    assert_slice_equal(r->body, TEXT);
    fetch_close(&f);
}

/* A charset, say, where packing is to be named: as in a browser that stands for nothing.  What is
 * packed in a known way, too, cannot be read. */
static void ignores_what_is_no_packing(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_reply *r = fetch_get(&f, "/charset");
    assert_good(r);
    assert_slice_equal(r->body, TEXT);
    assert_int_equal(loopback_count(f.server, "/charset"), 2);
    assert_false(ts_str_has(loopback_last_request(f.server, &f.arena, "/charset"), "Encoding"));
    assert_int_equal(fetch_get(&f, "/charset-and-gzip")->rc, TS_ERR_NET);
    assert_int_equal(loopback_count(f.server, "/charset-and-gzip"), 1);
    fetch_close(&f);
}

/* True if the request has the line. */
static bool was_sent(ts_str request, const char *line)
{
    return ts_str_has(request, line);
}

static void introduces_itself(void **state)
{
    const ts_str extra[] = { TS_STR("X-Key: secret"), TS_STR("X-Bad: a\r\nX-Injected: b") };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_good(fetch_get(&f, "/plain"));
    ts_str sent = loopback_last_request(f.server, &f.arena, "/plain");
    assert_true(was_sent(sent, "\r\nUser-Agent: tearsheet/" TS_VERSION " feed reader\r\n"));
    assert_true(was_sent(sent, "\r\nAccept: application/atom+xml"));
    assert_true(was_sent(sent, "\r\nAccept-Encoding: deflate, gzip, br, zstd\r\n"));
    assert_false(was_sent(sent, "\r\nCookie:"));
    assert_false(was_sent(sent, "\r\nIf-"));

    const struct ts_http_request request = { .url = fetch_url(&f, "/plain"),
                                             .accept = TS_STR("text/html"),
                                             .user_agent = TS_STR("weekly/1"),
                                             .headers = extra,
                                             .n_headers = TS_COUNT(extra),
                                             .allow_private = true };
    assert_good(fetch_request(&f, &request));
    sent = loopback_last_request(f.server, &f.arena, "/plain");
    assert_true(was_sent(sent, "\r\nUser-Agent: weekly/1\r\n"));
    assert_true(was_sent(sent, "\r\nAccept: text/html\r\n"));
    assert_true(was_sent(sent, "\r\nX-Key: secret\r\n"));
    assert_true(was_sent(sent, "\r\nX-Bad: a"));
    assert_false(was_sent(sent, "\r\nX-Injected"));
    fetch_close(&f);
}

static void sends_cookies_of_a_file_only(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const char *dir = temp_dir(&f.arena);
    const char *path = ts_path_join(&f.arena, dir, "cookies.txt");
    struct ts_err err;
    assert_ok(ts_file_write(path, TS_STR("127.0.0.1\tFALSE\t/\tFALSE\t0\tpass\tabc\n"), &err),
              &err);
    const struct ts_http_request request = { .url = fetch_url(&f, "/plain"),
                                             .cookies_file = ts_str_of(path),
                                             .allow_private = true };
    assert_good(fetch_request(&f, &request));
    assert_true(
        was_sent(loopback_last_request(f.server, &f.arena, "/plain"), "\r\nCookie: pass=abc\r\n"));
    temp_dir_done(dir);
    fetch_close(&f);
}

static void asks_only_for_what_is_new(void **state)
{
    static const struct {
        const char *path, *etag, *modified;
        bool is_unchanged;
    } cases[] = {
        { "/tagged", "W/\"v7\"", "", true },
        { "/tagged", "W/\"v6\"", "", false },
        { "/tagged", "", "", false },
        { "/dated", "", "Mon, 03 Mar 2025 14:05:00 GMT", true },
        { "/dated", "", "Sun, 02 Mar 2025 14:05:00 GMT", false },
        { "/tagged", "W/\"v7\"", "Sun, 02 Mar 2025 14:05:00 GMT", true },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_http_request request = { .url = fetch_url(&f, cases[i].path),
                                                 .etag = ts_str_of(cases[i].etag),
                                                 .last_modified = ts_str_of(cases[i].modified),
                                                 .allow_private = true };
        struct ts_reply *r = fetch_request(&f, &request);
        assert_good(r);
        assert_int_equal(r->is_unchanged, cases[i].is_unchanged);
        assert_slice_equal(r->body, cases[i].is_unchanged ? "" : TEXT);
        if (ts_str_is(ts_str_of(cases[i].path), "/tagged"))
            assert_slice_equal(r->etag, "W/\"v7\"");
    }
    fetch_close(&f);
}

static void keeps_the_tags_that_a_304_left_out(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = { .url = fetch_url(&f, "/304"),
                                             .etag = TS_STR("\"mine\""),
                                             .last_modified = TS_STR("some day"),
                                             .allow_private = true };
    struct ts_reply *r = fetch_request(&f, &request);
    assert_good(r);
    assert_true(r->is_unchanged);
    assert_slice_equal(r->etag, "\"mine\"");
    assert_slice_equal(r->last_modified, "some day");
    fetch_close(&f);
}

/* Whoever wrote them is not told to write them. */
static void says_that_a_password_is_not_taken(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = {
        .url = loopback_url(f.server, &f.arena, "ann:pass@127.0.0.1", "/401"),
        .allow_private = true,
    };
    fetch_request(&f, &request);
    assert_true(ts_str_has(ts_str_of(f.reply->err.msg),
                           "/401: 401, the server does not accept the name and the password"));
    assert_false(ts_str_has(ts_str_of(f.reply->err.msg), "pass@"));
    fetch_close(&f);
}

static void drops_a_tag_that_is_no_text(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_reply *r = fetch_get(&f, "/odd-tag");
    assert_good(r);
    assert_slice_equal(r->etag, "");
    assert_true(ts_str_has(r->head, "ETag: \"\xef\xbf\xbd\""));
    fetch_close(&f);
}

static void words_each_status(void **state)
{
    static const struct {
        const char *path;
        enum ts_rc rc;
        const char *want;
    } cases[] = {
        { "/401", TS_ERR_NET,
          "http://HOST/401: 401 needs a name and a password: write them as "
          "https://name:password@host/" },
        { "/403", TS_ERR_NET,
          "http://HOST/403: 403 forbidden: the server refuses this program or this network" },
        { "/404", TS_ERR_NOTFOUND, "http://HOST/404: 404 not found" },
        { "/410", TS_ERR_NOTFOUND, "http://HOST/410: 410 gone for good: remove this source?" },
        { "/500", TS_ERR_NET, "http://HOST/500: 500 the server has an error of its own" },
        { "/304", TS_ERR_NET,
          "http://HOST/304: 304 not modified, though nothing was asked to be compared" },
        { "/robots", TS_ERR_NET,
          "http://HOST/robots: 403, the server sent a challenge page, a test for humans, instead: "
          "open it in a browser" },
        { "/not-gzip", TS_ERR_NET,
          "127.0.0.1 sent broken compressed data: Error while processing content unencoding: "
          "invalid stored block lengths" },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_reply *r = fetch_get(&f, cases[i].path);
        if (i + 1 < TS_COUNT(cases))
            assert_failed(&f, cases[i].rc, cases[i].want);
        else
            assert_true(ts_str_starts(ts_str_of(r->err.msg), "127.0.0.1 sent broken compressed"));
        assert_true(r->fresh_until_at == 0);
    }
    assert_slice_equal(fetch_get(&f, "/403")->body, "<h1>No</h1>");
    assert_false(f.reply->is_challenge);
    assert_true(fetch_get(&f, "/robots")->is_challenge);
    fetch_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_what_the_server_sent),
        cmocka_unit_test(gives_bodies_byte_for_byte),
        cmocka_unit_test(prepares_good_replies),
        cmocka_unit_test(unpacks_zstd),
        cmocka_unit_test(ignores_what_is_no_packing),
        cmocka_unit_test(introduces_itself),
        cmocka_unit_test(sends_cookies_of_a_file_only),
        cmocka_unit_test(asks_only_for_what_is_new),
        cmocka_unit_test(keeps_the_tags_that_a_304_left_out),
        cmocka_unit_test(says_that_a_password_is_not_taken),
        cmocka_unit_test(drops_a_tag_that_is_no_text),
        cmocka_unit_test(words_each_status),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
