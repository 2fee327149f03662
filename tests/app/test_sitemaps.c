/* Sitemaps without news, and indexes of them, as lists of articles. */
#include "fixture.h"

#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"

#define HTML "Content-Type: text/html\r\n"
#define TEXT(words)                                                                           \
    PAGE(words,                                                                               \
         "<p>" words ". Nobody at the quay could say on Tuesday how long it would last, and " \
         "the board meets again on Friday.</p>")

static const char *const none[] = { NULL };

static size_t n_articles(struct fixture *f)
{
    struct ts_article_query all = { 0 };
    struct ts_err err;
    size_t n = 0;

    assert_ok(ts_articles_count(f->db, &all, &n, &err), &err);
    return n;
}

#define URL(path, day) \
    "<url><loc>http://127.0.0.1:@" path "</loc><lastmod>2025-03-" day "</lastmod></url>"
#define CHILD(path, day) "<sitemap><loc>" path "</loc><lastmod>2025-03-" day "</lastmod></sitemap>"

/* With the server's port, which is not known before, in place of "@". */
static const char *with_port(struct fixture *f, const char *text)
{
    ts_str rest = ts_str_of(text), piece, all = { 0 };
    bool is_first = true;

    while (ts_str_split(&rest, '@', &piece)) {
        all = is_first ? piece
                       : ts_arena_printf(&f->arena, "%.*s%d%.*s", TS_FMT(all),
                                         loopback_port(f->server), TS_FMT(piece));
        is_first = false;
    }
    return ts_arena_cstr(&f->arena, all);
}

#define PAGES "<urlset>" URL("/2025/the-harbour-is-closed", "04") URL("/about", "03") "</urlset>"

static void a_sitemap_is_followed(void **state)
{
    struct loopback_route routes[] = {
        { .path = "/pages.xml", .etag = "\"1\"" },
        { .path = "/2025/the-harbour-is-closed", .headers = HTML, .body = TEXT("Harbour closed") },
        { 0 },
    };
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    routes[0].body = with_port(&f, PAGES);
    fixture_add(&f, "/pages.xml");
    assert_int_equal(f.n_failed, 0);
    assert_slice_equal(
        fixture_feeds_file(&f),
        ts_arena_printf(&f.arena, "%s links=yes\n", fixture_url(&f, "/pages.xml")).ptr);
    assert_int_equal(n_articles(&f), 1);
    fixture_refresh(&f, true);
    assert_int_equal(fixture_source(&f, "/pages.xml").http_status, 304);
    assert_ok(ts_article_get(&f.arena, f.db, 1, &stored, &err), &err);
    assert_slice_equal(stored.article.title, "Harbour closed"); /* the page's own words */
    fixture_close(&f);
}

/* The index is what is subscribed to: its newest sitemap has another name next month. */
static void an_index_of_sitemaps_is_followed(void **state)
{
    struct loopback_route routes[] = {
        { .path = "/index.xml" },
        { .path = "/2025-03.xml", .is_gzip_file = true, .etag = "\"3\"" },
        { .path = "/2025-04.xml" },
        { .path = "/2025/the-harbour-is-closed", .headers = HTML, .body = TEXT("Harbour closed") },
        { .path = "/2025/eels-are-back-again", .headers = HTML, .body = TEXT("Eels are back") },
        { 0 },
    };
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, none);
    routes[0].body =
        with_port(&f, "<sitemapindex>" CHILD("http://127.0.0.1:@/2025-02.xml", "01")
                          CHILD("http://127.0.0.1:@/2025-03.xml", "05") "</sitemapindex>");
    routes[1].body = with_port(&f, PAGES);
    routes[2].body = with_port(&f, "<urlset>" URL("/2025/eels-are-back-again", "09") "</urlset>");
    fixture_add(&f, "/index.xml");
    assert_int_equal(f.n_failed, 0);
    assert_slice_equal(
        fixture_feeds_file(&f),
        ts_arena_printf(&f.arena, "%s links=yes\n", fixture_url(&f, "/index.xml")).ptr);
    assert_int_equal(n_articles(&f), 1);

    routes[0].body =
        with_port(&f, "<sitemapindex>" CHILD("http://127.0.0.1:@/2025-04.xml", "09")
                          CHILD("http://127.0.0.1:@/2025-03.xml", "05") "</sitemapindex>");
    fixture_refresh(&f, true);
    assert_int_equal(n_articles(&f), 2);
    assert_int_equal(loopback_count(f.server, "/index.xml"), 2);
    assert_int_equal(loopback_count(f.server, "/2025-04.xml"), 1);
    assert_slice_equal(fixture_source(&f, "/index.xml").etag, "");
    assert_int_equal(ts_refresh_progress(f.refresh).n_sources_done, 1);
    fixture_close(&f);
}

static void an_index_in_an_index_is_refused(void **state)
{
    struct loopback_route routes[] = { { .path = "/index.xml" }, { 0 } };
    static const char *const paths[] = { "/index.xml", NULL };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_file_write(
                  f.profile.feeds_path,
                  ts_arena_printf(&f.arena, "%s links=yes\n", fixture_url(&f, "/index.xml")), &err),
              &err);
    routes[0].body = with_port(
        &f, "<sitemapindex>" CHILD("http://127.0.0.1:@/index.xml?2", "01") "</sitemapindex>");
    routes[1] = (struct loopback_route){ 0 };
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/index.xml"), 1);
    assert_int_equal(loopback_count(f.server, "/index.xml?2"), 1);
    assert_int_equal(f.n_failed, 1);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sitemap_is_followed),
        cmocka_unit_test(an_index_of_sitemaps_is_followed),
        cmocka_unit_test(an_index_in_an_index_is_refused),
    };
    return cmocka_run_group_tests_name("sitemaps", tests, NULL, NULL);
}
