/* Feeds that pages announce, and what is a page at all. */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/extract/discover.h"

#define PAGE "https://news.example/section/page.html"

static const struct {
    const char *html, *want; /* "kind url [title]" a feed, "~" for comments */
} cases[] = {
    { "<html><head><link rel=\"alternate\" type=\"application/rss+xml\" title=\"All news\" "
      "href=\"/feed.xml\"></head>",
      "rss https://news.example/feed.xml [All news]\n" },
    { "<LINK HREF='atom.xml' TYPE='application/atom+xml' REL='Alternate'/>",
      "atom https://news.example/section/atom.xml []\n" },
    { "<link rel=alternate type=application/feed+json href=//cdn.example/f.json>",
      "json https://cdn.example/f.json []\n" },
    { "<link rel='alternate feed' type='application/rss+xml; charset=utf-8' href=a>",
      "rss https://news.example/section/a []\n" },
    { "<link rel=feed href=/f title='Tom &amp; Ann&#39;s'>",
      "rss https://news.example/f [Tom & Ann's]\n" },
    { "<link rel=alternate type=text/xml href=/rss/all.xml>",
      "rss https://news.example/rss/all.xml []\n" },
    { "<base href='https://other.example/x/'><link rel=alternate type=application/rss+xml "
      "href=y.xml>",
      "rss https://other.example/x/y.xml []\n" },
    { "<link rel=alternate type=application/rss+xml title='a > b' href='/1?a=1&amp;b=2'>",
      "rss https://news.example/1?a=1&b=2 [a > b]\n" },
    /* links, where no feed is announced: on the site, and like one */
    { "<a class=x href='/service/rss.xml'> All &amp; more</a><a href=//feeds.news.example/sea.rss>"
      "<img></a><a href=/feed/>Feed</a><a href='/?feed=rss2'>R</a>",
      "rss https://news.example/service/rss.xml [All & more]\n"
      "rss https://feeds.news.example/sea.rss []\n"
      "rss https://news.example/feed/ [Feed]\n"
      "rss https://news.example/?feed=rss2 [R]\n" },
    { "<a href=/sea.rss>Sea</a><link rel=alternate type=application/rss+xml href=/all>",
      "rss https://news.example/all []\n" },
    { "<a href=https://other.example/rss.xml>A friend</a><a href=https://news.example.evil/x.rss>"
      "</a><a href=/sitemap.xml>Map</a><a href=/feedback>Say</a><abbr href=/x.rss>",
      "" },
    /* no feeds */
    { "<link rel=alternate type=text/xml href=/sitemap.xml>", "" },
    { "<link rel=alternate hreflang=de href=/de/>", "" },
    { "<link rel=stylesheet type=application/rss+xml href=/x>", "" },
    { "<link rel=alternate type=application/json href=/wp-json/posts/7>", "" },
    { "<link rel=alternate type=application/rss+xml href='javascript:void(0)'>", "" },
    { "<link rel=alternate type=application/rss+xml href=''>", "" },
    { "<!-- <link rel=alternate type=application/rss+xml href=/x> -->", "" },
    { "<script>'<link rel=alternate type=application/rss+xml href=/x>'</script>", "" },
    { "<linkage rel=alternate type=application/rss+xml href=/x>", "" },
    { "", "" },
    /* each address once; articles before narrower feeds, and these before comments */
    { "<link rel=alternate type=application/rss+xml href=/comments/feed/ title=C>"
      "<link rel=alternate type=application/rss+xml href=/tag/sea/feed/>"
      "<link rel=alternate type=application/atom+xml href=/atom title=Main>"
      "<link rel=alternate type=application/rss+xml href=/p/7 title='Comments on: 7'>"
      "<link rel=alternate type=application/rss+xml href=/feed/>"
      "<link rel=alternate type=application/rss+xml href=/feed/>",
      "atom https://news.example/atom [Main]\n"
      "rss https://news.example/feed/ []\n"
      "rss https://news.example/tag/sea/feed/ []\n"
      "~rss https://news.example/comments/feed/ [C]\n"
      "~rss https://news.example/p/7 [Comments on: 7]\n" },
};

static ts_str listed(struct ts_arena *a, ts_str html)
{
    static const char *const kinds[] = { "rss", "atom", "json" };
    ts_str text = TS_STR("");
    size_t n;
    struct ts_announced *feeds = ts_discover_feeds(a, html, TS_STR(PAGE), &n);

    for (size_t i = 0; i < n; i++)
        text = ts_arena_printf(a, "%.*s%s%s %.*s [%.*s]\n", TS_FMT(text),
                               feeds[i].is_comments ? "~" : "", kinds[feeds[i].kind],
                               TS_FMT(feeds[i].url), TS_FMT(feeds[i].title));
    return text;
}

static void finds_announced_feeds(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(listed(&a, ts_str_of(cases[i].html)), cases[i].want);
    ts_arena_done(&a);
}

static void takes_no_more_than_the_limit(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    size_t n;

    (void)state;
    for (int i = 0; i < TS_DISCOVER_MAX + 9; i++)
        ts_buf_printf(&html, "<link rel=alternate type=application/rss+xml href=/%d>", i);
    ts_discover_feeds(&a, ts_buf_str(&html), TS_STR(PAGE), &n);
    assert_int_equal(n, TS_DISCOVER_MAX);
    ts_buf_done(&html);
    ts_arena_done(&a);
}

static void every_prefix_is_safe(void **state)
{
    static const char sample[] =
        "<!-- x --><base href='/b/'><link rel=\"alternate\" type='application/rss+xml' "
        "title='a > &amp; b' href=feed.xml /><script>x</script><style>";
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t len = 0; len < sizeof sample; len++) {
        size_t n;
        char *copy = malloc(len ? len : 1);
        memcpy(copy, sample, len);
        ts_discover_feeds(&a, (ts_str){ copy, len }, TS_STR(PAGE), &n);
        ts_discover_is_html((ts_str){ copy, len });
        assert_true(n <= 1);
        free(copy);
    }
    ts_arena_done(&a);
}

static void tells_pages_from_feeds(void **state)
{
    static const struct {
        const char *bytes;
        bool is_html;
    } samples[] = {
        { "<!DOCTYPE html><p>x", true },
        { "\xEF\xBB\xBF  <html>", true },
        { "<!-- saved --><HTML lang=en>", true },
        { "<div>x</div>", true },
        { "<p>x", true },
        { "<?xml version='1.0'?><!DOCTYPE html PUBLIC 'x'><html>", true },
        { "Notice: undefined\n<html><body>", true },
        { "<?xml version='1.0'?><rss version='2.0'><channel><title>x</title>", false },
        { "<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>", false },
        { "<rdf:RDF><channel>", false },
        { "<opml><head><title>x</title>", false },
        { "<urlset><url>", false },
        { "{\"version\": \"https://jsonfeed.org/version/1\", \"html\": \"<p>x\"}", false },
        { "plain text", false },
        { "%PDF-1.7", false },
        { "", false },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(samples); i++) {
        bool got = ts_discover_is_html(ts_str_of(samples[i].bytes));
        if (got != samples[i].is_html)
            print_error("%s\n", samples[i].bytes);
        assert_int_equal(got, samples[i].is_html);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_announced_feeds),
        cmocka_unit_test(takes_no_more_than_the_limit),
        cmocka_unit_test(every_prefix_is_safe),
        cmocka_unit_test(tells_pages_from_feeds),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
