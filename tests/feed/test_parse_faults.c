/* The faults that feeds have: malformed documents, wrong charsets, and what is no feed. */
#include "feed_dump.h"

#include <string.h>

#include "tearsheet/base/buf.h"

static void test_malformed_is_mended(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { ITEM("<title>Salt & Sons, R&D, 3 < 4 <3</title>"),
          "rss\n- title=[Salt & Sons, R&D, 3 < 4 <3]" },
        { ITEM("<link>http://q.example/?a=1&b=2&copy=3</link>"),
          "rss\n- link=[http://q.example/?a=1&b=2&copy=3]" },
        { "\n\n<br />\n<b>Warning</b>: line 3 & so on<br />\n<?xml version='1.0'?>\n" ITEM(
              "<title>T</title>"),
          "rss\n- title=[T]" },
        { "junk {before} " ITEM("<title>T</title>") " and <junk> behind", "rss\n- title=[T]" },
        { "<rss><channel><title>A</title><item><title>One</title><item><title>Two</title></"
          "channel>",
          "rss title=[A]\n- title=[One]\n- title=[Two]" },
        { ITEM("<title>One<title></item><item><title>Two</TITLE>"),
          "rss\n- title=[One]\n- title=[Two]" },
        { ITEM("<description><p>a<p>b<i>c</b></description><title>T</title>"),
          "rss\n- title=[T] summary=[<p>a</p><p>b<i>c</i></p>]" },
        { ITEM("<description><a href=http://x.example/?a&b title>t</a></description>"),
          "rss\n- summary=[<a href=\"http://x.example/?a&amp;b\" title=\"\">t</a>]" },
        { ITEM("<description><a href=\"x>text</a><i "
               "class=\"y\">z</i></description><title>T</title>"),
          "rss\n- title=[T] summary=[<a href=\"x\">text</a><i class=\"y\">z</i>]" },
        { ITEM("<title>a&nbsp;b &hellip; &unknown; &#150; &#0;</title>"),
          "rss\n- title=[a b \xe2\x80\xa6 &unknown; \xe2\x80\x93 \xef\xbf\xbd]" },
        { ITEM("<title>a\x01\x02"
               "b</title><description><![CDATA[x\x08y]]></description>"),
          "rss\n- title=[ab] summary=[xy]" },
        { ITEM("<title>a ]]> b</title>"), "rss\n- title=[a ]]> b]" },
        { "<rss><channel><item><title>T</title><description><![CDATA[cut off he",
          "rss\n- title=[T] summary=[cut off he]" },
        { "<rss><channel><item><title>T</title><link>http://c.exa",
          "rss\n- title=[T] link=[http://c.exa]" },
        { "<rss><channel><item><title>T</title><enclosure url=\"http://c.exa",
          "rss\n- title=[T] file=[http://c.exa]" },
        { "<!DOCTYPE rss [<!ENTITY x \"y>z\"> <!-- don't -->]>\n" ITEM("<title>T</title>"),
          "rss\n- title=[T]" },
        { "<channel><item><title>T</title></item></channel>", "rss\n- title=[T]" },
        { "<RSS><CHANNEL><ITEM><TITLE>T</TITLE></ITEM></CHANNEL></RSS>", "rss\n- title=[T]" },
        { "\xef\xbb\xbf <?xml version='1.0' encoding='utf-16'?>" ITEM("<title>\xc3\xa9</title>"),
          "rss\n- title=[\xc3\xa9]" },
        { ITEM("<title>One</title>") ITEM("<title>Two</title>"), "rss\n- title=[One]" },
    };
    feed_check(cases, TS_COUNT(cases), "");
}

/* libxml2 gives up at some faults even when it is told to recover; none of them may get that far.
 */
static void test_no_fault_ends_the_reading(void **state)
{
    (void)state;
    static const char *const faults[] = {
        "<",
        "<>",
        "< x>",
        "<\xc3\x97 y>",
        "<1>",
        "</>",
        "</ x>",
        "<!>",
        "<!x",
        "<![x[",
        "<?",
        "<?xml?>",
        "<?xml version='1.0'?>",
        "<!DOCTYPE x>",
        "<:>",
        "<a:>",
        "<:a>",
        "<a:b:c>",
        "<a:1>",
        "<a b>",
        "<a b=>",
        "<a =b>",
        "<a b='<'>",
        "<a b=\"&\">",
        "<a b=1 b=2>",
        "<a b='1' b='2'/>",
        "<a b='1'c='2'/>",
        "<a/ b>",
        "<a \xc3\xa9='1'>",
        "<a 1='2' '3'>",
        "<a xmlns:xml='x'>",
        "<a xmlns:xmlns='x'>",
        "<a xmlns:b=''>",
        "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
        "<xmlns:a/>",
        "<xml:a/>",
        "<a xml:id='1 2'/>",
        "<a xml:space='x'/>",
        "<a xmlns:='x' :b='y' b:='z'>",
        "<b:a xmlns:b='%'/>",
        "&",
        "&;",
        "&#;",
        "&#x;",
        "&#xD800;",
        "&#1114112;",
        "&#99999999999999999999;",
        "&#1;",
        "&#65535;",
        "&#11;",
        "&a b;",
        "]]>",
        "-->",
        "--",
        "\x0b\x0c\x1f",
        "\x7f\xc2\x80",
        "\xef\xbf\xbe",
        "\xef\xbf\xbf",
        "<a b='\xef\xbf\xbf'/>",
        "\xef\xbb\xbf",
        "\xf0\x9f\x98\x80",
        "<tearsheet>",
        "</tearsheet>",
        "<html>",
        "<item>",
        "<![CDATA[<![CDATA[x]]>]]>",
        "<title/>",
        "<script>if (a<b && c>d) x</script>",
        "<svg:g/>",
        "%%",
        "<a><b></a></b>",
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(faults); i++) {
        ts_str text = ts_arena_printf(&a,
                                      "<rss><channel><item><description>x %s y</description></item>"
                                      "<item><title>Last</title></item></channel></rss>",
                                      faults[i]);
        struct ts_feed feed;
        struct ts_err err;
        assert_ok(ts_feed_parse(&a, text, (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err), &err);
        if (!ts_str_is(feed.items[feed.n_items - 1].title, "Last") || feed.n_items > 3)
            fail_msg("\"%s\" ends the reading", faults[i]);
    }
    ts_arena_done(&a);
}

/* Runs of text are looked through in bigger pieces. */
static void test_a_fault_is_found_at_any_place(void **state)
{
    static const struct {
        const char *fault, *text, *cdata;
    } cases[] = {
        { "\x01", "", "" },
        { "\x1f", "", "" },
        { "\xef\xbf\xbf", "", "" },
        { "\xef\xbc\x9a", "\xef\xbc\x9a", "\xef\xbc\x9a" }, /* a wide colon is none */
        { " & ", " & ", " & " },
        { "&amp;", "&", "&amp;" },
        { " < ", " < ", " < " },
        { "\t", " ", "\t" },
    };
    static const char letters[] = "the-ferry-stays-in-port";
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        for (int at = 1; at < (int)sizeof letters - 1; at++) {
            const char *tail = letters + at;
            ts_str in = ts_arena_printf(&a,
                                        ITEM("<title>%.*s%s%s</title>"
                                             "<description><![CDATA[%.*s%s%s]]></description>"),
                                        at, letters, cases[i].fault, tail, at, letters,
                                        cases[i].fault, tail);
            ts_str want =
                ts_arena_printf(&a, "rss\n- title=[%.*s%s%s] summary=[%.*s%s%s]", at, letters,
                                cases[i].text, tail, at, letters, cases[i].cdata, tail);
            assert_slice_equal(feed_dump(&a, in, "", ""), want.ptr);
        }
    ts_arena_done(&a);
}

static void test_charsets(void **state)
{
    (void)state;
    static const struct {
        const char *in, *content_type, *want;
    } cases[] = {
        { "<?xml version='1.0' encoding='iso-8859-1'?>" ITEM("<title>caf\xe9</title>"), "",
          "rss\n- title=[caf\xc3\xa9]" },
        { "<?xml version='1.0' encoding='windows-1251'?>" ITEM("<title>\xcc\xe8\xf0</title>"),
          "text/xml", "rss\n- title=[\xd0\x9c\xd0\xb8\xd1\x80]" },
        { ITEM("<title>\xcc\xe8\xf0</title>"), "application/rss+xml; charset=windows-1251",
          "rss\n- title=[\xd0\x9c\xd0\xb8\xd1\x80]" },
        { ITEM("<title>\xcc\xe8\xf0</title>"), "windows-1251",
          "rss\n- title=[\xd0\x9c\xd0\xb8\xd1\x80]" },
        /* The declaration lies. */
        { "<?xml version='1.0' encoding='utf-16'?>" ITEM("<title>\xc3\xa9</title>"), "",
          "rss\n- title=[\xc3\xa9]" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(feed_dump(&a, ts_str_of(cases[i].in), cases[i].content_type, ""),
                           cases[i].want);
    ts_arena_done(&a);
}

static void test_a_cut_item_is_noted(void **state)
{
    static const struct {
        const char *in;
        bool is_cut;
    } cases[] = {
        { ITEM("<title>T</title>"), false },
        { "<rss><channel><item><title>T</title></item>", false },
        { "<rss><channel><item><title>T</title><p>", true },
        { "<rss><channel><item><title>One</title><item><title>Two</title></item>", false },
        { "<feed><entry><title>T</title></entry><entry><content><item>x</item", true },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_feed feed;
        struct ts_err err;
        assert_ok(
            ts_feed_parse(&a, ts_str_of(cases[i].in), (ts_str){ 0 }, (ts_str){ 0 }, &feed, &err),
            &err);
        if (feed.is_cut != cases[i].is_cut)
            fail_msg("%s", cases[i].in);
    }
    ts_arena_done(&a);
}

static void test_what_is_no_feed_is_named(void **state)
{
    (void)state;
    static const struct feed_case cases[] = {
        { "", "not a feed: the document is empty" },
        { " \n ", "not a feed: the document is empty" },
        { "hello", "not a feed: the document is neither XML nor JSON" },
        { "<html><head><title>Harbour &amp; Coast</title></head><body><p>Hi</body></html>",
          "the server sent a web page instead of a feed (\"Harbour & Coast\")" },
        { "<!DOCTYPE html><p>Hi", "the server sent a web page instead of a feed" },
        { "<html><title>Just a moment...</title><div id=x>Checking your browser</div></html>",
          "the server sent a challenge page instead of a feed (\"Just a moment...\")" },
        { "<html><title>Sign in</title><form><input type=\"password\"></form></html>",
          "the server sent a login page instead of a feed (\"Sign in\")" },
        { "<opml version='2.0'><body/></opml>",
          "not a feed: the server sent an OPML list of feeds, to be imported" },
        { "<urlset><url/></urlset>",
          "not a feed: a sitemap without news, that is without titles and dates" },
        { "<catalog><book/></catalog>", "not a feed: an XML document of another kind (<catalog>)" },
        { "{\"error\": \"no such feed\"}", "not a feed: the JSON document has no list of items" },
        { "[1, 2]", "not a feed: the JSON document has no list of items" },
        { "<rss>\n<channel>\n<", "malformed feed, nothing could be recovered: line 3: "
                                 "a \"<\" that begins no tag" },
        { "<rss><channel>", "malformed feed, nothing could be recovered: line 1: "
                            "the document ends too early" },
    };
    feed_check(cases, TS_COUNT(cases), "");
    struct ts_arena a = { 0 };
    assert_true(
        ts_str_starts(feed_dump(&a, TS_STR("{\"items\": [1,"), "", ""), "malformed JSON feed: "));
    ts_arena_done(&a);
}

static void test_failure_leaves_the_output_alone(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_feed feed = { .ttl_s = 77 };

    assert_int_equal(
        ts_feed_parse(&a, TS_STR("<html/>"), (ts_str){ 0 }, (ts_str){ 0 }, &feed, NULL),
        TS_ERR_PARSE);
    assert_int_equal(feed.ttl_s, 77);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_malformed_is_mended),
        cmocka_unit_test(test_no_fault_ends_the_reading),
        cmocka_unit_test(test_a_fault_is_found_at_any_place),
        cmocka_unit_test(test_charsets),
        cmocka_unit_test(test_a_cut_item_is_noted),
        cmocka_unit_test(test_what_is_no_feed_is_named),
        cmocka_unit_test(test_failure_leaves_the_output_alone),
    };
    return cmocka_run_group_tests_name("parse faults", tests, NULL, NULL);
}
