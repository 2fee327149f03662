/* Which addresses are asked, and what of files. */
#include "fetch.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"

#define TEXT "The ferry to Norrholm sails again. "

static const struct loopback_route routes[] = {
    { .path = "/%D0%B0?q=%D0%B1", .body = TEXT },
    { 0 },
};

static void encodes_addresses(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_reply *r = fetch_get(&f, "/а?q=б#в");
    assert_good(r);
    assert_slice_equal(r->final_url, fetch_url(&f, "/а?q=б#в").ptr);
    fetch_close(&f);
}

static void refuses_other_addresses(void **state)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "", ": only http and https addresses can be fetched" },
        { "a.example/feed", "a.example/feed: only http and https addresses can be fetched" },
        { "ftp://a.example/f", "ftp://a.example/f: only http and https addresses can be fetched" },
        { "http:///f", "http:///f: only http and https addresses can be fetched" },
        { "javascript:alert(1)",
          "javascript:alert(1): only http and https addresses can be fetched" },
        { "file:///etc/passwd", "file:///etc/passwd: only the reader's own list may name files" },
        { "http://ann:secret@127.0.0.1/",
          "http://127.0.0.1/: this machine and private networks are fetched from only when the "
          "reader's own list names them" },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_http_request request = { .url = ts_str_of(cases[i].url) };
        fetch_request(&f, &request);
        assert_failed(&f, TS_ERR_ARG, cases[i].want);
    }
    fetch_close(&f);
}

/* "http://127.0.0.1/aaa...", `len` bytes. */
static ts_str long_address(struct ts_arena *a, size_t len)
{
    struct ts_buf b = { 0 };

    ts_buf_puts(&b, "http://127.0.0.1/");
    ts_buf_fill(&b, 'a', len - b.len);
    ts_str url = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return url;
}

static void refuses_endless_addresses(void **state)
{
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    ts_str url = long_address(&f.arena, TS_HTTP_MAX_ADDRESS);
    fetch_request(&f, &(struct ts_http_request){ .url = url });
    assert_int_equal(f.reply->rc, TS_ERR_ARG); /* private, but not too long */
    url = long_address(&f.arena, TS_HTTP_MAX_ADDRESS + 1);
    fetch_request(&f, &(struct ts_http_request){ .url = url });
    assert_int_equal(f.reply->rc, TS_ERR_LIMIT);
    assert_true(ts_str_ends(ts_str_of(f.reply->err.msg), ": an address of more than 8192 bytes"));
    fetch_close(&f);
}

static void tells_a_malformed_port(void **state)
{
    const struct ts_http_request request = { .url = TS_STR("http://a.example:99999/") };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    fetch_request(&f, &request);
    assert_int_equal(f.reply->rc, TS_ERR_ARG);
    assert_true(ts_str_starts(ts_str_of(f.reply->err.msg), "malformed address, host a.example"));
    fetch_close(&f);
}

/* ---- files ---- */

static struct ts_reply *fetch_file(struct fetch *f, const char *path, ts_str etag)
{
    const struct ts_http_request request = { .url = ts_url_of_path(&f->arena, ts_str_of(path)),
                                             .etag = etag,
                                             .allow_file = true,
                                             .limits.max_bytes = 100 };

    return fetch_request(f, &request);
}

static void reads_files(void **state)
{
    struct fetch f;
    struct ts_err err;

    (void)state;
    fetch_open(&f, routes, NULL);
    const char *dir = temp_dir(&f.arena);
    const char *path = ts_path_join(&f.arena, dir, "my feed.xml");
    assert_ok(ts_file_write(path, TS_STR(TEXT), &err), &err);
    struct ts_reply *r = fetch_file(&f, path, (ts_str){ 0 });
    assert_good(r);
    assert_slice_equal(r->body, TEXT);
    assert_false(r->is_unchanged);

    const ts_str etag = ts_arena_str(&f.arena, r->etag);
    r = fetch_file(&f, path, etag);
    assert_good(r);
    assert_true(r->is_unchanged);
    assert_slice_equal(r->body, "");
    assert_slice_equal(r->etag, etag.ptr);

    assert_ok(ts_file_write(path, TS_STR(TEXT TEXT), &err), &err);
    r = fetch_file(&f, path, etag);
    assert_good(r);
    assert_slice_equal(r->body, TEXT TEXT);
    temp_dir_done(dir);
    fetch_close(&f);
}

static void tells_what_is_no_plain_file(void **state)
{
    struct fetch f;
    struct ts_err err;

    (void)state;
    fetch_open(&f, routes, NULL);
    const char *dir = temp_dir(&f.arena);
    const char *path = ts_path_join(&f.arena, dir, "large");
    assert_ok(ts_file_write(path, TS_STR(TEXT TEXT TEXT), &err), &err);
    fetch_file(&f, path, (ts_str){ 0 });
    assert_failed(&f, TS_ERR_LIMIT,
                  ts_arena_printf(&f.arena, "%s is larger than 100 bytes", path).ptr);
    fetch_file(&f, dir, (ts_str){ 0 });
    assert_failed(&f, TS_ERR_ARG,
                  ts_arena_printf(&f.arena, "%s: is a folder, not a plain file", dir).ptr);
    fetch_file(&f, "/dev/null", (ts_str){ 0 });
    assert_failed(&f, TS_ERR_ARG, "/dev/null: is a device or pipe, not a plain file");
    fetch_file(&f, "/no/such/file", (ts_str){ 0 });
    assert_failed(&f, TS_ERR_NOTFOUND, "/no/such/file: no such file");
    temp_dir_done(dir);
    fetch_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(encodes_addresses),
        cmocka_unit_test(refuses_other_addresses),
        cmocka_unit_test(refuses_endless_addresses),
        cmocka_unit_test(tells_a_malformed_port),
        cmocka_unit_test(reads_files),
        cmocka_unit_test(tells_what_is_no_plain_file),
    };
    return cmocka_run_group_tests(tests, forget_proxies, NULL);
}
