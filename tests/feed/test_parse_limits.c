/* Feeds that mean harm, and feeds that were cut off. */
#include "feed_dump.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"

/* Entities that grow when they are expanded, and files that a document asks for. */
static void test_entities_are_not_expanded(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { "<!DOCTYPE rss [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">"
          "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>" ITEM("<title>&c;</title>"),
          "rss\n- title=[&c;]" },
        { "<!DOCTYPE rss [<!ENTITY f SYSTEM \"file:///etc/passwd\">]>" ITEM("<title>&f;</title>"),
          "rss\n- title=[&f;]" },
        { "<!DOCTYPE rss SYSTEM 'file:///etc/passwd' [<!ENTITY % p SYSTEM 'file:///etc/passwd'> "
          "%p;]>" ITEM("<title>T</title>"),
          "rss\n- title=[T]" },
    };
    feed_check(cases, TS_COUNT(cases), "");
}

static ts_str repeat(struct ts_buf *b, const char *front, const char *part, size_t n,
                     const char *back)
{
    ts_buf_clear(b);
    ts_buf_puts(b, front);
    for (size_t i = 0; i < n; i++)
        ts_buf_puts(b, part);
    ts_buf_puts(b, back);
    return ts_buf_str(b);
}

static void test_limits(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    struct ts_feed feed;
    struct ts_err err;
    ts_str none = { 0 };

    /* Bytes. */
    char *large = calloc(1, TS_FEED_MAX_BYTES + 1);
    assert_non_null(large);
    assert_int_equal(
        ts_feed_parse(&a, (ts_str){ large, TS_FEED_MAX_BYTES + 1 }, none, none, &feed, &err),
        TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the feed is larger than 64 MB");
    free(large);

    /* Items. */
    ts_str items = repeat(&b, "<rss><channel>", "<item/>", TS_FEED_MAX_ITEMS, "");
    assert_ok(ts_feed_parse(&a, items, none, none, &feed, &err), &err);
    assert_int_equal(feed.n_items, TS_FEED_MAX_ITEMS);
    items = repeat(&b, "<rss><channel>", "<item/>", TS_FEED_MAX_ITEMS + 1, "");
    assert_int_equal(ts_feed_parse(&a, items, none, none, &feed, &err), TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the feed has more than 250000 items");

    /* Depth: the text stays, and what follows is read. */
    ts_str deep =
        repeat(&b, "<rss><channel><item><description>", "<b>", (size_t)10 * TS_FEED_MAX_DEPTH,
               "text</description><title>T</title></item><item/></channel></rss>");
    assert_ok(ts_feed_parse(&a, deep, none, none, &feed, &err), &err);
    assert_int_equal(feed.n_items, 2);
    assert_true(ts_str_has(feed.items[0].summary, "text"));
    assert_true(feed.items[0].summary.len < (size_t)10 * TS_FEED_MAX_DEPTH);

    /* Text, cut between characters. */
    ts_str text = repeat(&b, "<rss><channel><item><description>x", "\xc3\xa9", TS_FEED_MAX_TEXT,
                         "</description><title>T</title></item></channel></rss>");
    assert_ok(ts_feed_parse(&a, text, none, none, &feed, &err), &err);
    assert_true(feed.items[0].summary.len <= TS_FEED_MAX_TEXT + 2);
    assert_true(feed.items[0].summary.len > TS_FEED_MAX_TEXT - 4);
    assert_slice_equal(feed.items[0].title, "T");
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* A short address that is resolved against a long one, many times. */
static void test_addresses_do_not_grow_without_limit(void **state)
{
    (void)state;
    static const struct {
        const char *front, *part;
    } cases[] = {
        { "<rss><channel xml:base='http://p.example/", "<item><link>x</link></item>" },
        { "<rss><channel><item xml:base='http://p.example/", "<enclosure url='x'/>" },
        { "<feed xml:base='http://p.example/", "<entry><content type='xhtml'><a href='x'/>"
                                               "</content></entry>" },
    };
    struct ts_arena a = { 0 };
    struct ts_buf base = { 0 }, b = { 0 };
    struct ts_feed feed;
    struct ts_err err;
    ts_str none = { 0 };

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        repeat(&base, cases[i].front, "a", TS_FEED_MAX_BASE - 100, "/'>");
        ts_str text = repeat(&b, base.ptr, cases[i].part, 100000, "");
        size_t before = a.used;
        assert_int_equal(ts_feed_parse(&a, text, none, none, &feed, &err), TS_ERR_LIMIT);
        assert_string_equal(err.msg, "the feed has more than 128 MB of texts and addresses");
        assert_in_range(a.used - before, TS_FEED_MAX_READ, TS_FEED_MAX_READ + TS_FEED_MAX_TEXT);
        ts_arena_done(&a);
    }
    ts_buf_done(&base);
    ts_buf_done(&b);
}

static void test_a_long_base_is_ignored(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    struct ts_feed feed;
    struct ts_err err;
    ts_str none = { 0 }, url = TS_STR("http://u.example/feed");
    const char *item = "/'><item><link>x</link></item></channel></rss>";
    const char *front = "<rss><channel xml:base='http://p.example/";
    size_t around = TS_STR("http://p.example//").len;

    ts_str text = repeat(&b, front, "a", TS_FEED_MAX_BASE - around, item);
    assert_ok(ts_feed_parse(&a, text, none, url, &feed, &err), &err);
    assert_int_equal(feed.items[0].link.len, TS_FEED_MAX_BASE + 1);
    text = repeat(&b, front, "a", TS_FEED_MAX_BASE - around + 1, item);
    assert_ok(ts_feed_parse(&a, text, none, url, &feed, &err), &err);
    assert_slice_equal(feed.items[0].link, "http://u.example/x");
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* Of the files of an item: how many, and how much is said of each. */
static void test_files_have_limits(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 }, item = { 0 };
    struct ts_feed feed;
    struct ts_err err;
    ts_str none = { 0 }, rss = TS_STR("<rss><channel><item>");
    const char *end = "</item></channel></rss>";

    ts_buf_put(&item, rss);
    for (int i = 0; i < 65; i++)
        ts_buf_printf(&item, "<enclosure url='http://c.example/%d'/>", i);
    ts_buf_puts(&item, end);
    assert_ok(ts_feed_parse(&a, ts_buf_str(&item), none, none, &feed, &err), &err);
    assert_int_equal(feed.items[0].n_enclosures, 64);

    ts_str url = repeat(&b, "<rss><channel><item><enclosure url='http://c.example/", "a",
                        8192 - TS_STR("http://c.example/").len, "'/></item></channel></rss>");
    assert_ok(ts_feed_parse(&a, url, none, none, &feed, &err), &err);
    assert_int_equal(feed.items[0].n_enclosures, 1);
    url = repeat(&b, "<rss><channel><item><enclosure url='http://c.example/", "a",
                 8193 - TS_STR("http://c.example/").len, "'/></item></channel></rss>");
    assert_ok(ts_feed_parse(&a, url, none, none, &feed, &err), &err);
    assert_int_equal(feed.items[0].n_enclosures, 0);

    for (size_t n = 127; n <= 128; n++) {
        ts_str type = repeat(&b, "<rss><channel><item><enclosure url='http://c.example/' type='",
                             "t", n, "'/></item></channel></rss>");
        assert_ok(ts_feed_parse(&a, type, none, none, &feed, &err), &err);
        assert_int_equal(feed.items[0].enclosures[0].type.len, n == 127 ? 127 : 0);
    }
    ts_buf_done(&item);
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* Documents that would take for ever if each part were looked at from each place. */
static void test_hostile_repetition_is_quick(void **state)
{
    (void)state;
    static const struct {
        const char *front, *part;
    } cases[] = {
        { "<rss>", "<!--" },     { "<rss>", "<?" },           { "<rss>", "<![" },
        { "<rss>", "<!x['" },    { "<rss>", "<a b='" },       { "<rss>", "<a b=\"<" },
        { "<rss><a ", "b='' " }, { "<rss>", "<a>" },          { "<rss>", "</a>" },
        { "<rss>", "&#" },       { "<rss>", "&a" },           { "<rss>", "<![CDATA[" },
        { "<rss>", "<item>" },   { "<rss>", "<x:a:b c:d:e" }, { "<rss><item><title>", "<p>&lt;p " },
    };
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    int64_t start = ts_now_ms();

    for (size_t i = 0; i < TS_COUNT(cases); i++)
        (void)feed_dump(&a, repeat(&b, cases[i].front, cases[i].part, 100000, ""), "", "");
    assert_true(ts_now_ms() - start < 20000);
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* What is searched for and does not come is not searched for again: these would take minutes. */
static void test_a_missing_end_is_missed_once(void **state)
{
    (void)state;
    static const struct {
        const char *front, *part;
    } cases[] = {
        { "<rss><item ", "x=\"\" " },
        { "<rss><channel><title>", "&lt;a " },
    };
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    int64_t start = ts_now_ms();

    for (size_t i = 0; i < TS_COUNT(cases); i++)
        (void)feed_dump(&a, repeat(&b, cases[i].front, cases[i].part, 2000000, ""), "", "");
    assert_true(ts_now_ms() - start < 20000);
    ts_buf_done(&b);
    ts_arena_done(&a);
}

/* A feed that was cut off anywhere is read as far as it goes, or refused in words. */
static void test_every_prefix(void **state)
{
    (void)state;
    static const char *const samples[] = {
        "<?xml version=\"1.0\" encoding='utf-8'?><!DOCTYPE rss [<!ENTITY a 'b'>]><!-- c -->"
        "<rss version=\"2.0\" xmlns:m='http://search.yahoo.com/mrss/'><channel><title>A &amp; "
        "B</title>"
        "<item><title>1 &lt;b&gt; &#xe9;</title><link>http://p.example/?a=1&amp;b=2</link>"
        "<m:content url='x' medium='image'/><description><![CDATA[<p>x</p>]]></description>"
        "<pubDate>Mon, 03 Mar 2025 14:05:00 GMT</pubDate></item></channel></rss>",
        "<feed xmlns='http://www.w3.org/2005/Atom' xml:base='http://p.example/'><title>A</title>"
        "<entry><title type='html'>x</title><link href='1'/><author><name>Ann</name></author>"
        "<content type='xhtml'><div "
        "xmlns='http://www.w3.org/1999/xhtml'><b>x</b>\xc3\xa9</div></content>"
        "</entry></feed>",
        "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
        "xmlns='http://purl.org/rss/1.0/'><channel><title>A</title></channel>"
        "<item rdf:about='http://p.example/1'><title>One</title></item></rdf:RDF>",
        "{\"version\":\"https://jsonfeed.org/version/1\",\"title\":\"A\",\"items\":[{\"id\":\"1\","
        "\"content_html\":\"<p>\\u00e9\",\"attachments\":[{\"url\":\"x\",\"size_in_bytes\":1e2}]}]"
        "}",
    };
    for (size_t i = 0; i < TS_COUNT(samples); i++) {
        size_t len = strlen(samples[i]);
        for (size_t n = 0; n <= len; n++) {
            struct ts_arena a = { 0 };
            struct ts_feed feed;
            struct ts_err err = { .msg = "" };
            char *exact = malloc(n + 1); /* so that a sanitizer sees reads behind the end */
            memcpy(exact, samples[i], n);
            exact = realloc(exact, n ? n : 1);
            enum ts_rc rc =
                ts_feed_parse(&a, (ts_str){ exact, n }, (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err);
            assert_true(rc == TS_OK || (rc == TS_ERR_PARSE && err.msg[0]));
            if (n == len)
                assert_int_equal(feed.n_items, 1);
            free(exact);
            ts_arena_done(&a);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_entities_are_not_expanded),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_addresses_do_not_grow_without_limit),
        cmocka_unit_test(test_a_long_base_is_ignored),
        cmocka_unit_test(test_files_have_limits),
        cmocka_unit_test(test_hostile_repetition_is_quick),
        cmocka_unit_test(test_a_missing_end_is_missed_once),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests_name("parse limits", tests, NULL, NULL);
}
