/* News sitemaps as feeds, and the way to them. */
#include "support/support.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/feed/parse.h"
#include "tearsheet/feed/sitemap.h"

#define NEWS_SITEMAP                                                                             \
    "<?xml version='1.0'?><urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"           \
    " xmlns:n='http://www.google.com/schemas/sitemap-news/0.9'>"                                 \
    "<url><loc>https://tide.example/harbour-closed</loc><lastmod>2025-03-04T09:00:00Z</lastmod>" \
    "<n:news><n:publication><n:name>Tide Post</n:name><n:language>en</n:language>"               \
    "</n:publication><n:publication_date>2025-03-04T07:30:00+01:00</n:publication_date>"         \
    "<n:title>Harbour &amp; lock closed</n:title></n:news></url>"                                \
    "<url><loc>https://tide.example/about</loc></url>"                                           \
    "<url><loc>/eels</loc><n:news><n:title>Eels are back</n:title></n:news>"                     \
    "<lastmod>2025-03-03</lastmod></url></urlset>"

static void a_news_sitemap_is_a_feed(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    assert_ok(ts_feed_parse(&a, TS_STR(NEWS_SITEMAP), (ts_str){ 0 },
                            TS_STR("https://tide.example/news.xml"), &feed, &err),
              &err);
    assert_int_equal(feed.format, TS_FEED_SITEMAP);
    assert_slice_equal(feed.title, "Tide Post");
    assert_slice_equal(feed.link, "https://tide.example/");
    assert_int_equal(feed.n_items, 2); /* an address alone is no news */
    assert_slice_equal(feed.items[0].title, "Harbour & lock closed");
    assert_slice_equal(feed.items[0].link, "https://tide.example/harbour-closed");
    assert_slice_equal(ts_when_iso(&a, feed.items[0].published), "2025-03-04T07:30:00+01:00");
    assert_slice_equal(feed.items[1].link, "https://tide.example/eels");
    assert_slice_equal(ts_when_iso(&a, feed.items[1].published), "2025-03-03");
    ts_arena_done(&a);
}

static void without_its_namespaces_it_is_one_too(void **state)
{
    static const char text[] = "<urlset><url><loc>https://tide.example/a</loc><news:news>"
                               "<news:title>Eels</news:title></news:news></url></urlset>";
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    assert_ok(ts_feed_parse(&a, ts_str_of(text), (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err), &err);
    assert_int_equal(feed.n_items, 1);
    assert_slice_equal(feed.items[0].title, "Eels");
    ts_arena_done(&a);
}

static void every_prefix_of_it_is_survived(void **state)
{
    static const char whole[] = NEWS_SITEMAP;

    (void)state;
    for (size_t len = 0; len < sizeof whole; len++) {
        struct ts_arena a = { 0 };
        struct ts_feed feed;
        size_t n;
        char *exact = ts_arena_alloc(&a, len);
        memcpy(exact, whole, len);
        (void)!ts_feed_parse(&a, (ts_str){ exact, len }, (ts_str){ 0 }, (ts_str){ 0 }, &feed, NULL);
        (void)ts_sitemaps_of_index(&a, (ts_str){ exact, len }, (ts_str){ 0 }, &n);
        assert_int_equal(n, 0);
        ts_arena_done(&a);
    }
}

static ts_str joined(struct ts_arena *a, const ts_str *urls, size_t n)
{
    ts_str all = { 0 };

    for (size_t i = 0; i < n; i++)
        all = ts_arena_printf(a, "%.*s%.*s\n", TS_FMT(all), TS_FMT(urls[i]));
    return all;
}

static void robots_name_sitemaps(void **state)
{
    static const char robots[] = "User-agent: *\r\nDisallow: /x\r\n"
                                 "Sitemap: https://tide.example/pages.xml\r\n"
                                 "sitemap:/all-news.xml\r\nSitemap: /pages.xml\r\n";
    struct ts_arena a = { 0 };
    size_t n;

    (void)state;
    ts_str *urls =
        ts_sitemaps_of_robots(&a, ts_str_of(robots), TS_STR("https://tide.example/robots.txt"), &n);
    assert_slice_equal(joined(&a, urls, n),
                       "https://tide.example/all-news.xml\nhttps://tide.example/pages.xml\n");
    urls = ts_sitemaps_of_robots(&a, TS_STR("User-agent: *"), TS_STR("https://tide.example/"), &n);
    assert_int_equal(n, 5);
    assert_slice_equal(urls[0], "https://tide.example/news-sitemap.xml");
    assert_slice_equal(urls[4], "https://tide.example/sitemap.xml");
    ts_arena_done(&a);
}

static void an_index_leads_to_the_newest(void **state)
{
    static const char text[] =
        "<sitemapindex xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
        "<sitemap><loc>https://tide.example/2023.xml</loc><lastmod>2023-12-31</lastmod></sitemap>"
        "<sitemap><loc>https://tide.example/2025.xml</loc><lastmod>2025-03-04</lastmod></sitemap>"
        "<sitemap><loc>https://tide.example/news-1.xml</loc></sitemap></sitemapindex>";
    struct ts_arena a = { 0 };
    struct ts_buf many = { 0 };
    size_t n;

    (void)state;
    ts_str *urls = ts_sitemaps_of_index(&a, ts_str_of(text), TS_STR("https://tide.example/"), &n);
    assert_slice_equal(joined(&a, urls, n), "https://tide.example/news-1.xml\n"
                                            "https://tide.example/2025.xml\n"
                                            "https://tide.example/2023.xml\n");
    (void)ts_sitemaps_of_index(&a, TS_STR(NEWS_SITEMAP), TS_STR("https://tide.example/"), &n);
    assert_int_equal(n, 0);
    ts_buf_puts(&many, "<sitemapindex>");
    for (int i = 0; i < 100; i++)
        ts_buf_printf(&many, "<sitemap><loc>https://tide.example/%d.xml</loc></sitemap>", i);
    urls = ts_sitemaps_of_index(&a, ts_buf_str(&many), TS_STR("https://tide.example/"), &n);
    assert_int_equal(n, TS_SITEMAPS_MAX);
    assert_slice_equal(urls[0], "https://tide.example/0.xml");
    ts_buf_done(&many);
    ts_arena_done(&a);
}

/* ---- sitemaps without news ---- */

#define PAGE(path, more) "<url><loc>https://tide.example" path "</loc>" more "</url>"
#define SITEMAP(pages)                                            \
    "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'" \
    " xmlns:image='http://www.google.com/schemas/sitemap-image/1.1'>" pages "</urlset>"

static bool is_of_a_year(ts_str url)
{
    return ts_str_has(url, "/20");
}

static enum ts_rc read(struct ts_arena *a, const char *text, struct ts_feed *feed,
                       struct ts_err *err)
{
    return ts_sitemap_read(a, ts_str_of(text), TS_STR("https://tide.example/pages.xml"),
                           is_of_a_year, feed, err);
}

static void its_pages_are_items(void **state)
{
    static const char text[] = SITEMAP(
        PAGE("/about", "<lastmod>2025-03-05</lastmod>") PAGE(
            "/2025/harbour-closed.html", "<priority>0.8</priority><changefreq>daily</changefreq>")
            PAGE("/2025/eels-are-back/", "<lastmod>2025-03-03</lastmod>"
                                         "<image:image><image:loc>https://tide.example/2025/"
                                         "eel.jpg</image:loc></image:image>")
                PAGE("/2025/caf%C3%A9_opens?utm_source=x",
                     "<lastmod>2025-03-04T09:00:00Z</lastmod>") PAGE("/2025/eels-are-back/", ""));
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    assert_ok(read(&a, text, &feed, &err), &err);
    assert_int_equal(feed.format, TS_FEED_SITEMAP);
    assert_slice_equal(feed.title, "tide.example");
    assert_slice_equal(feed.link, "https://tide.example/");
    assert_int_equal(feed.n_items, 3);
    assert_slice_equal(feed.items[0].title, "Café opens");
    assert_slice_equal(feed.items[0].id, "https://tide.example/2025/caf%C3%A9_opens");
    assert_slice_equal(ts_when_iso(&a, feed.items[0].published), "2025-03-04T09:00:00Z");
    assert_slice_equal(feed.items[1].title, "Eels are back");
    assert_slice_equal(ts_when_iso(&a, feed.items[1].published), "2025-03-03");
    assert_slice_equal(feed.items[2].title, "Harbour closed");
    assert_int_equal(feed.items[2].published.precision, TS_WHEN_NONE);
    ts_arena_done(&a);
}

static void of_many_the_newest_are_taken(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf text = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    ts_buf_puts(&text, "<urlset>");
    for (int i = 0; i < 3 * TS_SITEMAP_MAX_PAGES; i++)
        ts_buf_printf(&text, PAGE("/2025/%d", "<lastmod>%d-03-01</lastmod>"), i, 1400 + i);
    ts_buf_puts(&text, "</urlset>");
    ts_buf_putc(&text, '\0');
    assert_ok(read(&a, text.ptr, &feed, &err), &err);
    assert_int_equal(feed.n_items, TS_SITEMAP_MAX_PAGES);
    assert_slice_equal(feed.items[0].link, "https://tide.example/2025/599");
    ts_buf_done(&text);
    ts_arena_done(&a);
}

static void what_is_none_is_refused(void **state)
{
    static const char an_index[] = "<sitemapindex><sitemap><loc>https://tide.example/2025.xml"
                                   "</loc></sitemap></sitemapindex>";
    static const char *const texts[] = { "",          "words",  "<rss><channel/></rss>",
                                         SITEMAP(""), an_index, SITEMAP(PAGE("/about", "")) };
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(texts); i++) {
        assert_int_equal(read(&a, texts[i], &feed, &err), TS_ERR_PARSE);
        assert_string_equal(err.msg, "not a sitemap with the addresses of articles");
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(its_pages_are_items),
        cmocka_unit_test(of_many_the_newest_are_taken),
        cmocka_unit_test(what_is_none_is_refused),
        cmocka_unit_test(a_news_sitemap_is_a_feed),
        cmocka_unit_test(without_its_namespaces_it_is_one_too),
        cmocka_unit_test(every_prefix_of_it_is_survived),
        cmocka_unit_test(robots_name_sitemaps),
        cmocka_unit_test(an_index_leads_to_the_newest),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
