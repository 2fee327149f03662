/* Answers that are no text: told by type and bytes, and not waited for where only text is wanted.
 */
#include "fetch.h"

#include "tearsheet/net/media.h"

enum { MB = 1 << 20 };

static void types_and_first_bytes_tell(void **state)
{
    static const struct {
        const char *type, *bytes, *name;
    } cases[] = {
        { "application/pdf", "", "a PDF document" },
        { "Application/PDF; qs=0.001", "<html>", "a PDF document" },
        { "image/jpeg", "", "an image" },
        { "video/mp4", "", "a video" },
        { "audio/mpeg", "", "a sound recording" },
        { "application/zip", "", "an archive of files" },
        { "application/epub+zip", "", "a book (EPUB)" },
        { "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "",
          "an office document" },
        { "", "%PDF-1.7 and so on", "a PDF document" },
        { "application/octet-stream", "PK\x03\x04", "an archive of files" },
        { "text/html", "\x89PNG\r\n\x1a\n", "an image" },
        { "", "RIFF1234WEBPVP8 ", "an image" },
        { "binary/octet-stream", "1234ftypisom", "a video" },

        { "text/html; charset=utf-8", "<html>", NULL },
        { "text/plain", "PDF is a format", NULL },
        { "application/octet-stream", "<html>", NULL },
        { "application/gzip", "\x1f\x8b\x08", NULL }, /* a sitemap, perhaps */
        { "application/json", "{}", NULL },
        { "", "%PDF", NULL },
        { "", "", NULL },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const char *name = ts_media_name(ts_str_of(cases[i].type), ts_str_of(cases[i].bytes));
        assert_string_equal(name ? name : "text", cases[i].name ? cases[i].name : "text");
    }
}

/* The answer to a request that wants only text, of a server that would send much more. */
static void is_cut(const struct loopback_route *route, const char *words)
{
    const struct loopback_route routes[] = { *route, { 0 } };
    struct fetch f;

    fetch_open(&f, routes, NULL);
    const struct ts_http_request request = { .url = fetch_url(&f, route->path),
                                             .allow_private = true,
                                             .wants_text = true };
    (void)fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_NOTFOUND, words);
    assert_in_range(f.reply->wire_bytes, 0, 1 * MB);
    fetch_close(&f);
}

static void what_is_no_text_ends_at_its_head(void **state)
{
    (void)state;
    is_cut(&(struct loopback_route){ .path = "/plan.pdf",
                                     .headers = "Content-Type: application/pdf\r\n",
                                     .body = "0123456789abcdef",
                                     .repeat = MB / 2 },
           "http://HOST/plan.pdf: is a PDF document, not a page");
    is_cut(&(struct loopback_route){ .path = "/untyped",
                                     .body = "%PDF-1.7 and so on\n",
                                     .repeat = MB / 4 },
           "http://HOST/untyped: is a PDF document, not a page");
    /* More than would ever be taken, and the server says so. */
    is_cut(&(struct loopback_route){ .path = "/film",
                                     .headers = "Content-Type: video/mp4\r\n",
                                     .body = "0123456789abcdef",
                                     .repeat = 2 * MB },
           "http://HOST/film: is a video, not a page");
    is_cut(&(struct loopback_route){ .path = "/small",
                                     .headers = "Content-Type: image/gif\r\n",
                                     .body = "GIF89a" },
           "http://HOST/small: is an image, not a page");
}

static void whatever_comes_is_taken_where_no_text_is_wanted(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/plan.pdf", .headers = "Content-Type: application/pdf\r\n", .body = "%PDF-1" },
        { 0 },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    assert_good(fetch_get(&f, "/plan.pdf"));
    assert_slice_equal(f.reply->body, "%PDF-1");
    fetch_close(&f);
}

/* What a server says of an error, or on the way, is not what was asked for. */
static void other_answers_are_told_as_ever(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/gone", .status = 410, .headers = "Content-Type: image/png\r\n", .body = "x" },
        { .path = "/to-page",
          .status = 302,
          .headers = "Location: /page\r\nContent-Type: image/png\r\n",
          .body = "x" },
        { .path = "/page", .headers = "Content-Type: text/html\r\n", .body = "<p>Hello" },
        { 0 },
    };
    struct fetch f;

    (void)state;
    fetch_open(&f, routes, NULL);
    struct ts_http_request request = { .url = fetch_url(&f, "/gone"),
                                       .allow_private = true,
                                       .wants_text = true };
    (void)fetch_request(&f, &request);
    assert_failed(&f, TS_ERR_NOTFOUND, "http://HOST/gone: 410 gone for good: remove this source?");
    request.url = fetch_url(&f, "/to-page");
    assert_good(fetch_request(&f, &request));
    assert_slice_equal(f.reply->body, "<p>Hello");
    fetch_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(types_and_first_bytes_tell),
        cmocka_unit_test(what_is_no_text_ends_at_its_head),
        cmocka_unit_test(whatever_comes_is_taken_where_no_text_is_wanted),
        cmocka_unit_test(other_answers_are_told_as_ever),
    };

    return cmocka_run_group_tests_name("media", tests, forget_proxies, NULL);
}
