/* The articles that front pages link to. */
#include "support/support.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/extract/front.h"

#define HOME "https://www.tide.example/"

/* A front page as many are: navigation, teasers of three designs, a list of the most read, a foot.
 */
static const char page[] =
    "<!DOCTYPE html><html lang=en><head><title>Tide Post - news of the coast</title>"
    "<meta property=og:site_name content='Tide Post'></head><body>"
    "<header><a href=/><img src=/logo.png alt='Tide Post'></a></header>"
    "<nav><ul><li><a href=/news/>News</a><li><a href=/sport/>Sport</a>"
    "<li><a href=/2025/03/04/in-the-menu-for-good>A long headline that sits in the "
    "menu</a></ul></nav>"
    "<main><article><a href='/2025/03/04/harbour-closed?utm_source=front'><img src=/a.jpg "
    "alt=''></a>"
    "<h2><a href=/2025/03/04/harbour-closed>Harbour closed after the lock gate breaks</a></h2>"
    "<time datetime=2025-03-04T07:30:00Z>this morning</time>"
    "<p>Boats have been told to wait outside the pier &amp; &lt;moor&gt; at the buoys until the "
    "evening.</p>"
    "<a href=/2025/03/04/harbour-closed>Read more</a></article>"
    "<article><a href=/n/84123><h3>Eels are back in the river</h3><p>After forty years the "
    "counters at "
    "the weir have seen the first of them.</p></a></article>"
    "<div class=teaser><a href=//tide.example/opinion/why-the-ferry-must-run-at-night>Why the "
    "ferry "
    "must run at night</a> <a href=/author/ann-lee>Ann Lee of the opinion desk writes</a></div>"
    "<section><h2>Most read</h2><ol><li><a href=https://sport.tide.example/rowing/"
    "four-win-the-autumn-head.html>Four wins the autumn head by a length</a></ol></section>"
    "<a href=/about/who-we-are-and-how-we-work>About the people who make this paper every day</a>"
    "<a href=/reports/annual-report-2024-of-the-trust.pdf>The annual report of the trust, as a "
    "file</a>"
    "<a href=https://elsewhere.example/2025/03/04/a-story-of-others>A story that another outlet "
    "has</a>"
    "<a href=/news/>All the news of the day</a><a href=javascript:void(0)>Open the player for "
    "this</a>"
    "</main><footer><a href=/2019/01/01/how-we-are-funded>How we are funded and why it matters</a>"
    "</footer></body></html>";

static void headlines_are_found_and_nothing_else(void **state)
{
    static const char *const want[][2] = {
        { "https://www.tide.example/2025/03/04/harbour-closed",
          "Harbour closed after the lock gate breaks" },
        { "https://www.tide.example/n/84123", "Eels are back in the river" },
        { "https://tide.example/opinion/why-the-ferry-must-run-at-night",
          "Why the ferry must run at night" },
        { "https://sport.tide.example/rowing/four-win-the-autumn-head.html",
          "Four wins the autumn head by a length" },
    };
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    assert_ok(ts_front_read(&a, ts_str_of(page), TS_STR(HOME), &feed, &err), &err);
    assert_int_equal(feed.format, TS_FEED_PAGE);
    assert_slice_equal(feed.title, "Tide Post");
    assert_slice_equal(feed.lang, "en");
    for (size_t i = 0; i < feed.n_items; i++)
        if (i >= TS_COUNT(want))
            print_error("too many: %.*s\n", TS_FMT(feed.items[i].link));
    assert_int_equal(feed.n_items, TS_COUNT(want));
    for (size_t i = 0; i < TS_COUNT(want); i++) {
        assert_slice_equal(feed.items[i].link, want[i][0]);
        assert_slice_equal(feed.items[i].title, want[i][1]);
        assert_slice_equal(feed.items[i].id, want[i][0]);
    }
    assert_slice_equal(ts_when_iso(&a, feed.items[0].published), "2025-03-04T07:30:00Z");
    assert_slice_equal(feed.items[0].summary,
                       "Boats have been told to wait outside the pier &amp; &lt;moor> at the buoys "
                       "until the evening.");
    ts_arena_done(&a);
}

static void headlines_without_blanks_count_by_their_width(void **state)
{
    static const char japanese[] =
        "<html><body><ul><li><a href=/articles/1000012>港の水門が壊れ終日閉鎖、船は沖で待機</a>"
        "<li><a href=/articles/1000013>川にウナギが戻る 四十年ぶりに確認</a>"
        "<li><a href=/articles/1000014>夜間フェリー再開へ 市議会が予算案可決</a>"
        "<li><a href=/culture>文化</a></ul></body></html>";
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    assert_ok(ts_front_read(&a, ts_str_of(japanese), TS_STR("https://kohan.example/"), &feed, &err),
              &err);
    assert_int_equal(feed.n_items, 3);
    ts_arena_done(&a);
}

static void a_page_with_few_links_is_no_front_page(void **state)
{
    static const char *const pages[] = {
        "",
        "<html><body><p>Just a moment</p></body></html>",
        "<html><body><a href=/2025/03/04/one>The only headline that there is today</a>"
        "<a href=/2025/03/04/one>The only headline that there is today</a>"
        "<a href='/2025/03/04/one#comments'>The only headline that there is "
        "today</a></body></html>",
    };
    struct ts_arena a = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(pages); i++) {
        assert_int_equal(ts_front_read(&a, ts_str_of(pages[i]), TS_STR(HOME), &feed, &err),
                         TS_ERR_NOTFOUND);
        assert_non_null(strstr(err.msg, "no links that look like articles"));
    }
    ts_arena_done(&a);
}

static void links_beyond_the_limit_are_left_out(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    for (int i = 0; i < TS_FRONT_MAX_LINKS + 50; i++)
        ts_buf_printf(&html, "<p><a href=/2025/03/boat-%d>Boat number %d has left the harbour</a>",
                      i, i);
    assert_ok(ts_front_read(&a, ts_buf_str(&html), TS_STR(HOME), &feed, &err), &err);
    assert_int_equal(feed.n_items, TS_FRONT_MAX_LINKS);
    ts_buf_done(&html);
    ts_arena_done(&a);
}

/* However often an item links to its article, it is read once. */
/* 50,000 links in one heading, each to the same article: its text is not copied for each. */
static void a_heading_of_many_links_costs_little(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    ts_buf_puts(&html, "<base href=/n/><h2>");
    for (int i = 0; i < 50000; i++)
        ts_buf_puts(&html, "<a href=84123>Eels are back in the river</a> ");
    ts_buf_puts(&html, "</h2>");
    assert_int_equal(ts_front_read(&a, ts_buf_str(&html), TS_STR(HOME), &feed, &err),
                     TS_ERR_NOTFOUND); /* one article is too few */
    assert_true(a.used < 64 << 10);
    ts_buf_done(&html);
    ts_arena_done(&a);
}

static void an_item_of_many_links_is_one_article(void **state)
{
    enum { N_LINKS = 10000, N_OTHERS = 20 };
    struct ts_arena a = { 0 };
    struct ts_buf html = { 0 };
    struct ts_feed feed;
    struct ts_err err;

    (void)state;
    ts_buf_puts(&html, "<article>");
    for (int i = 0; i < N_LINKS; i++)
        ts_buf_puts(&html, "<a href=/2025/03/ferry>The ferry has left the harbour</a>");
    ts_buf_puts(&html, "<time datetime=2025-03-04>today</time></article>");
    for (int i = 0; i < N_OTHERS; i++)
        ts_buf_printf(&html, "<p><a href=/2025/03/boat-%d>Boat number %d has left the harbour</a>",
                      i, i);
    assert_ok(ts_front_read(&a, ts_buf_str(&html), TS_STR(HOME), &feed, &err), &err);
    assert_int_equal(feed.n_items, 1 + N_OTHERS);
    assert_int_equal(feed.items[0].published.at, 1741046400);
    assert_int_equal(feed.items[1].published.precision, TS_WHEN_NONE);
    ts_buf_done(&html);
    ts_arena_done(&a);
}

static void every_prefix_of_a_page_is_survived(void **state)
{
    struct ts_feed feed;

    (void)state;
    for (size_t len = 0; len < sizeof page; len++) {
        struct ts_arena a = { 0 };
        char *exact = ts_arena_alloc(&a, len);
        memcpy(exact, page, len);
        (void)!ts_front_read(&a, (ts_str){ exact, len }, TS_STR(HOME), &feed, NULL);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(headlines_are_found_and_nothing_else),
        cmocka_unit_test(headlines_without_blanks_count_by_their_width),
        cmocka_unit_test(a_page_with_few_links_is_no_front_page),
        cmocka_unit_test(links_beyond_the_limit_are_left_out),
        cmocka_unit_test(a_heading_of_many_links_costs_little),
        cmocka_unit_test(an_item_of_many_links_is_one_article),
        cmocka_unit_test(every_prefix_of_a_page_is_survived),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
