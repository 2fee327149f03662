/* test_opml.c - lists of other readers in, lists for other readers out, and there and back. */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/feed/opml.h"

static ts_str dump(struct ts_arena *a, ts_str bytes)
{
    struct ts_source_entry *entries;
    struct ts_buf b = { 0 };
    struct ts_err err;
    size_t n;

    if (ts_opml_read(a, bytes, &entries, &n, NULL, &err) != TS_OK)
        return ts_arena_str(a, ts_str_of(err.msg));
    for (size_t i = 0; i < n; i++) {
        ts_buf_printf(&b, "[%.*s]", TS_FMT(entries[i].url));
        if (entries[i].nickname.len)
            ts_buf_printf(&b, " ~[%.*s]", TS_FMT(entries[i].nickname));
        if (entries[i].site_url.len)
            ts_buf_printf(&b, " site=[%.*s]", TS_FMT(entries[i].site_url));
        for (size_t k = 0; k < entries[i].n_tags; k++)
            ts_buf_printf(&b, " [%.*s]", TS_FMT(entries[i].tags[k]));
        ts_buf_putc(&b, '\n');
    }
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

#define OPML(inside) \
    "<opml version='1.0'><head><title>x</title></head><body>" inside "</body></opml>"

static void test_reading(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { OPML(""), "" },
        { OPML("<outline text='A &amp;amp; B' xmlUrl=' http://a.example/rss ' "
               "htmlUrl='http://a.example/'/>"),
          "[http://a.example/rss] ~[A & B] site=[http://a.example/]\n" },
        { OPML("<outline text='News'><outline title='Sea'><outline text='t' title='T' type='rss' "
               "xmlUrl='http://a.example/' category='/Boats/Sail, Sea,'/></outline>"
               "<outline xmlUrl='http://b.example/'/></outline><outline text='c' "
               "xmlUrl='http://c.example/'/>"),
          "[http://a.example/] ~[T] [News] [Sea] [Boats/Sail]\n[http://b.example/] [News]\n"
          "[http://c.example/] ~[c]\n" },
        /* The same address in two folders. */
        { OPML("<outline text='x'><outline xmlUrl='http://a.example/'/></outline>"
               "<outline text='y'><outline text='A' xmlUrl='http://a.example/'/></outline>"),
          "[http://a.example/] ~[A] [x] [y]\n" },
        { OPML("<outline text='feed://a.example/' xmlurl='feed://a.example/'/>"
               "<outline xmlUrl='feed:https://b.example/'/>"
               "<outline type='rss' url='http://c.example/'/>"),
          "[http://a.example/]\n[https://b.example/]\n[http://c.example/]\n" },
        /* Nothing in a list of somebody else's may run. */
        { OPML("<outline text='x' xmlUrl='exec:rm -r x'/><outline xmlUrl='javascript:x'/>"), "" },
        { OPML("<outline text='!~x'><outline text='A' xmlUrl='http://a.example/'/></outline>"),
          "[http://a.example/] ~[A] [x]\n" },
        /* Malformed. */
        { "junk <opml><body><outline text='R&D <b>' xmlUrl='http://a.example/?a=1&b=2'>"
          "<outline text='B' xmlUrl='http://b.example/'",
          "[http://a.example/?a=1&b=2] ~[R&D]\n[http://b.example/] ~[B]\n" },
        { "<?xml version='1.0' encoding='iso-8859-1'?>" OPML(
              "<outline text='caf\xe9' xmlUrl='http://a.example/'/>"),
          "[http://a.example/] ~[caf\xc3\xa9]\n" },
        { "<rss><channel/></rss>", "not an OPML list of feeds" },
        { "", "not an OPML list of feeds" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(dump(&a, ts_str_of(cases[i].in)), cases[i].want);
    ts_arena_done(&a);
}

static void test_writing(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_buf b = { 0 };
    ts_str sea[] = { TS_STR("sea"), TS_STR("a,b"), TS_STR("boats & co") };
    struct ts_source_entry entries[] = {
        { .url = TS_STR("http://a.example/?x=1&y=2"), .nickname = TS_STR("The \"A\"") },
        { .url = TS_STR("http://b.example/"), .tags = sea, .n_tags = 1 },
        { .url = TS_STR("query:x"), .kind = TS_ENTRY_QUERY },
        { .url = TS_STR("http://c.example/"),
          .tags = sea,
          .n_tags = 3,
          .site_url = TS_STR("http://c.example/home") },
        { .url = TS_STR("http://d.example/"), .tags = sea, .n_tags = 1 },
    };
    ts_opml_write(&b, TS_STR("My <feeds>"), entries, TS_COUNT(entries));
    assert_slice_equal(
        ts_buf_str(&b),
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<opml version=\"2.0\">\n  <head>\n"
        "    <title>My &lt;feeds&gt;</title>\n  </head>\n  <body>\n"
        "    <outline type=\"rss\" text=\"The &quot;A&quot;\" title=\"The &quot;A&quot;\" "
        "xmlUrl=\"http://a.example/?x=1&amp;y=2\"/>\n"
        "    <outline text=\"sea\">\n"
        "      <outline type=\"rss\" text=\"http://b.example/\" xmlUrl=\"http://b.example/\" "
        "category=\"sea\"/>\n"
        "      <outline type=\"rss\" text=\"http://d.example/\" xmlUrl=\"http://d.example/\" "
        "category=\"sea\"/>\n"
        "    </outline>\n"
        "    <outline text=\"sea\">\n      <outline text=\"a,b\">\n"
        "        <outline type=\"rss\" text=\"http://c.example/\" xmlUrl=\"http://c.example/\" "
        "htmlUrl=\"http://c.example/home\" category=\"sea,boats &amp; co\"/>\n"
        "      </outline>\n    </outline>\n"
        "  </body>\n</opml>\n");
    assert_slice_equal(
        dump(&a, ts_buf_str(&b)),
        "[http://a.example/?x=1&y=2] ~[The \"A\"]\n[http://b.example/] [sea]\n"
        "[http://d.example/] [sea]\n"
        "[http://c.example/] site=[http://c.example/home] [sea] [a,b] [boats & co]\n");
    ts_buf_done(&b);
    ts_arena_done(&a);
}

static void test_there_and_back_changes_nothing(void **state)
{
    (void)state;
    static const char list[] =
        OPML("<outline text='x'><outline text='A' xmlUrl='http://a.example/'/>"
             "<outline text='a, b'><outline text='B &amp;amp;lt; &amp;lt;b&gt;' "
             "xmlUrl='http://b.example/' "
             "category='/p/q,r'/>"
             "</outline></outline><outline text='C' xmlUrl='http://c.example/'/>"
             "<outline text='x'><outline text='D' xmlUrl='http://d.example/'/></outline>"
             "<outline text='what looks as if encoded twice: &#xC3;&#xA9;&#xC3;&#xA8;' "
             "xmlUrl='http://e.example/'/>");
    struct ts_arena a = { 0 };
    struct ts_source_entry *entries;
    struct ts_buf first = { 0 }, second = { 0 };
    struct ts_err err;
    size_t n;

    assert_ok(ts_opml_read(&a, ts_str_of(list), &entries, &n, NULL, &err), &err);
    assert_int_equal(n, 5);
    ts_opml_write(&first, TS_STR("t"), entries, n);
    assert_ok(ts_opml_read(&a, ts_buf_str(&first), &entries, &n, NULL, &err), &err);
    assert_int_equal(n, 5);
    ts_opml_write(&second, TS_STR("t"), entries, n);
    assert_true(ts_str_eq(ts_buf_str(&first), ts_buf_str(&second)));
    ts_buf_done(&first);
    ts_buf_done(&second);
    ts_arena_done(&a);
}

static void test_limits(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct ts_source_entry *entries = NULL;
    struct ts_buf b = { 0 };
    struct ts_err err;
    size_t n = 7;

    char *large = calloc(1, TS_OPML_MAX_BYTES + 1);
    assert_non_null(large);
    assert_int_equal(
        ts_opml_read(&a, (ts_str){ large, TS_OPML_MAX_BYTES + 1 }, &entries, &n, NULL, &err),
        TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the list is larger than 16 MB");
    free(large);

    ts_buf_puts(&b, "<opml>");
    for (size_t i = 0; i <= TS_OPML_MAX_SOURCES; i++)
        ts_buf_printf(&b, "<outline xmlUrl='http://h.example/%zu'/>", i);
    assert_int_equal(ts_opml_read(&a, ts_buf_str(&b), &entries, &n, NULL, &err), TS_ERR_LIMIT);
    assert_string_equal(err.msg, "the list has more than 100000 feeds");
    assert_int_equal(n, 7);

    ts_buf_clear(&b);
    ts_buf_puts(&b, "<opml>");
    for (size_t i = 0; i < 1000; i++)
        ts_buf_puts(&b, "<outline text='x'>");
    ts_buf_puts(&b, "<outline xmlUrl='http://h.example/'/>");
    assert_ok(ts_opml_read(&a, ts_buf_str(&b), &entries, &n, NULL, &err), &err);
    ts_buf_done(&b);
    ts_arena_done(&a);
}

static void test_every_prefix(void **state)
{
    (void)state;
    static const char whole[] =
        "<?xml version=\"1.0\"?><opml version=\"2.0\"><head><title>t</title></head><body>"
        "<outline text=\"x &amp; y\"><outline type='rss' text='A' xmlUrl='http://a.example/' "
        "category='b,c'/>"
        "</outline></body></opml>";

    for (size_t n = 0; n < sizeof whole; n++) {
        struct ts_arena a = { 0 };
        struct ts_source_entry *entries;
        struct ts_err err = { .msg = "" };
        size_t count;
        char *exact = malloc(n ? n : 1);
        memcpy(exact, whole, n);
        enum ts_rc rc = ts_opml_read(&a, (ts_str){ exact, n }, &entries, &count, NULL, &err);
        assert_true(rc == TS_OK ? count <= 1 : rc == TS_ERR_PARSE && err.msg[0]);
        free(exact);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reading),
        cmocka_unit_test(test_writing),
        cmocka_unit_test(test_there_and_back_changes_nothing),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
