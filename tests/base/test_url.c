/* test_url.c - taking addresses apart, joining them, comparing them, and telling whose they are. */
#include "support/support.h"

#include "tearsheet/base/url.h"

#include <string.h>

static void test_parse_finds_the_parts(void **state)
{
    (void)state;
    static const struct {
        const char *in, *scheme, *user, *host, *port, *path, *query, *fragment;
    } cases[] = {
        { "http://example.org", "http", "", "example.org", "", "", "", "" },
        { "HTTPS://ann:x@h.example:8443/a/b?c=d#e", "HTTPS", "ann:x", "h.example", "8443", "/a/b",
          "c=d", "e" },
        { "  //h.example/x ", "", "", "h.example", "", "/x", "", "" },
        { "a/b?c?d#e#f", "", "", "", "", "a/b", "c?d", "e#f" },
        { "http://[2001:db8::1]:80/", "http", "", "2001:db8::1", "80", "/", "", "" },
        { "http://[2001:db8::1", "http", "", "[2001", "db8::1", "", "", "" },
        { "http://a@b@h.example/", "http", "a@b", "h.example", "", "/", "", "" },
        { "mailto:ann@h.example", "mailto", "", "", "", "ann@h.example", "", "" },
        { "1a:b", "", "", "", "", "1a:b", "", "" },
        { "#top", "", "", "", "", "", "", "top" },
        { "", "", "", "", "", "", "", "" },
    };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_url u = ts_url_parse(ts_str_of(cases[i].in));
        assert_slice_equal(u.scheme, cases[i].scheme);
        assert_slice_equal(u.user, cases[i].user);
        assert_slice_equal(u.host, cases[i].host);
        assert_slice_equal(u.port, cases[i].port);
        assert_slice_equal(u.path, cases[i].path);
        assert_slice_equal(u.query, cases[i].query);
        assert_slice_equal(u.fragment, cases[i].fragment);
    }
}

static void test_parse_tells_an_empty_query_from_none(void **state)
{
    (void)state;
    assert_true(ts_url_parse(TS_STR("http://h.example/?")).has_query);
    assert_false(ts_url_parse(TS_STR("http://h.example/")).has_query);
    assert_true(ts_url_parse(TS_STR("file:///x")).has_authority);
    assert_false(ts_url_parse(TS_STR("/x")).has_authority);
}

static void test_is_http(void **state)
{
    (void)state;
    static const struct {
        const char *in;
        bool http, file;
    } cases[] = {
        { "http://h.example", true, false },
        { "HTTPS://h.example/x", true, false },
        { "http:///x", false, false },
        { "http:x", false, false },
        { "ftp://h.example/", false, false },
        { "//h.example/", false, false },
        { "file:///etc/x", false, true },
        { "FILE://localhost/x", false, true },
        { "file://h.example/x", false, false },
        { "file:x", false, false },
        { "", false, false },
    };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_int_equal(ts_url_is_http(ts_str_of(cases[i].in)), cases[i].http);
        assert_int_equal(ts_url_is_file(ts_str_of(cases[i].in)), cases[i].file);
    }
}

/* The examples of RFC 3986, 5.4. */
static void test_resolve_as_the_standard_says(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "g:h", "g:h" },
        { "g", "http://a/b/c/g" },
        { "./g", "http://a/b/c/g" },
        { "g/", "http://a/b/c/g/" },
        { "/g", "http://a/g" },
        { "//g", "http://g" },
        { "?y", "http://a/b/c/d;p?y" },
        { "g?y", "http://a/b/c/g?y" },
        { "#s", "http://a/b/c/d;p?q#s" },
        { "g#s", "http://a/b/c/g#s" },
        { "g?y#s", "http://a/b/c/g?y#s" },
        { ";x", "http://a/b/c/;x" },
        { "g;x", "http://a/b/c/g;x" },
        { "", "http://a/b/c/d;p?q" },
        { ".", "http://a/b/c/" },
        { "./", "http://a/b/c/" },
        { "..", "http://a/b/" },
        { "../", "http://a/b/" },
        { "../g", "http://a/b/g" },
        { "../..", "http://a/" },
        { "../../g", "http://a/g" },
        { "../../../g", "http://a/g" },
        { "/./g", "http://a/g" },
        { "/../g", "http://a/g" },
        { "g.", "http://a/b/c/g." },
        { ".g", "http://a/b/c/.g" },
        { "..g", "http://a/b/c/..g" },
        { "./../g", "http://a/b/g" },
        { "./g/.", "http://a/b/c/g/" },
        { "g/./h", "http://a/b/c/g/h" },
        { "g/../h", "http://a/b/c/h" },
        { "g;x=1/./y", "http://a/b/c/g;x=1/y" },
        { "g?y/../x", "http://a/b/c/g?y/../x" },
        { "http:g", "http://a/b/c/g" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_url_resolve(&a, TS_STR("http://a/b/c/d;p?q"), ts_str_of(cases[i].in)),
                           cases[i].want);
    ts_arena_done(&a);
}

static void test_resolve_as_browsers_do(void **state)
{
    (void)state;
    static const struct {
        const char *base, *in, *want;
    } cases[] = {
        { "http://h.example", "x", "http://h.example/x" },
        { "http://h.example?q", "x", "http://h.example/x" },
        { "http://h.example/a", "\n x y\t\n", "http://h.example/x%20y" },
        { "http://h.example/a", "/long\n\t/path", "http://h.example/long/path" },
        { "http://h.example/a", "x\x01\x7f", "http://h.example/x%01%7F" },
        { "http://h.example/a/b", "..\\c?d\\e", "http://h.example/c?d\\e" },
        { "http://h.example/a/b", "%2e%2E/c", "http://h.example/c" },
        { "http://h.example/a", "https:b", "https:b" },
        { "http://h.example/a", "mailto:x@h.example", "mailto:x@h.example" },
        { "http://h.example/a", "data:text/plain,a/../b", "data:text/plain,a/../b" },
        { "http://ann:x@h.example:8080/a", "b", "http://ann:x@h.example:8080/b" },
        { "http://[::1]:80/a", "b", "http://[::1]:80/b" },
        { "https://h.example/a", "//g.example/b", "https://g.example/b" },
        { "file:///home/ann/feed.xml", "pages/1.html", "file:///home/ann/pages/1.html" },
        { "http://h.example/a", "\xc3\xa9", "http://h.example/\xc3\xa9" },
        { "", "  a b ", "a%20b" },
        { "", "http://h.example/a/../b", "http://h.example/b" },
        { "/base/x", "y", "/base/y" },
        { "", "", "" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_url_resolve(&a, ts_str_of(cases[i].base), ts_str_of(cases[i].in)),
                           cases[i].want);
    ts_arena_done(&a);
}

static void test_canonical_is_one_for_all_spellings(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "HTTP://Example.org:80/a?utm_source=x", "http://example.org/a" },
        { "https://example.org/a/../b#c", "https://example.org/b" },
        { "https://Example.org.:443", "https://example.org/" },
        { "https://example.org:80/", "https://example.org:80/" },
        { "http://example.org/?id=3&UTM_Medium=y&fbclid=z&page=2",
          "http://example.org/?id=3&page=2" },
        { "http://example.org/?&&id=3&", "http://example.org/?id=3" },
        { "http://example.org/a?", "http://example.org/a" },
        { "http://example.org/%7eann/%c3%a9%2F", "http://example.org/~ann/%C3%A9%2F" },
        { "http://example.org/a%2", "http://example.org/a%2" },
        { "http://example.org/news/1/amp", "http://example.org/news/1" },
        { "http://example.org/news/1/amp/", "http://example.org/news/1/" },
        { "http://example.org/amp/news/1", "http://example.org/news/1" },
        { "http://example.org/1.amp.html?amp=1", "http://example.org/1.html" },
        { "http://example.org/1.amp", "http://example.org/1" },
        { "http://example.org/amp", "http://example.org/amp" },
        { "http://example.org/amp/", "http://example.org/amp/" },
        { "http://example.org/amplifier", "http://example.org/amplifier" },
        { "mailto:Ann@Example.org", "mailto:Ann@Example.org" },
        { "", "" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str once = ts_url_canonical(&a, ts_str_of(cases[i].in));
        assert_slice_equal(once, cases[i].want);
        assert_slice_equal(ts_url_canonical(&a, once), cases[i].want);
    }
    ts_arena_done(&a);
}

static void test_site(void **state)
{
    (void)state;
    assert_slice_equal(ts_url_site(TS_STR("https://www.harbour.example:81/x")), "harbour.example");
    assert_slice_equal(ts_url_site(TS_STR("https://news.harbour.example/")),
                       "news.harbour.example");
    assert_slice_equal(ts_url_site(TS_STR("file:///x")), "");
}

static void test_private_hosts_in_all_spellings(void **state)
{
    (void)state;
    static const char *const private[] = {
        "http://localhost/",
        "http://LOCALHOST.:8080/",
        "http://a.localhost/",
        "http://printer.local/",
        "http://127.0.0.1/",
        "http://127.1/",
        "http://2130706433/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://%31%32%37.0.0.1/",
        "http://\xEF\xBC\x91\xEF\xBC\x92\xEF\xBC\x97\xE3\x80\x82\x30.0.1/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://172.31.255.255/",
        "http://192.168.1.1/",
        "http://169.254.169.254/latest",
        "http://[::1]/",
        "http://[::]/",
        "http://[fd00::1]/",
        "http://[fe80::1%25eth0]/",
        "http://[::ffff:127.0.0.1]/",
        "http://[::ffff:a00:1]/",
        "http://[64:ff9b::10.0.0.1]/",
        "http://ann:x@127.0.0.1/",
        "http://good.example@10.0.0.1/",
        "http://198.18.0.1/",
        "http://[2002:7f00:1::]/",
        "http://[64:ff9b:1::1]/",
        "http://[2001:db8::1]/",
    };
    static const char *const public[] = {
        "http://example.org/",
        "http://172.32.0.1/",
        "http://11.0.0.1/",
        "http://192.169.0.1/",
        "http://[2600::1]/",
        "http://local.example/",
        "http://notlocalhost/",
        "http://127.0.0.1.example/",
        "file:///etc/passwd",
        "http://10.0.0.1@h.example/",
        "",
    };
    for (size_t i = 0; i < TS_COUNT(private); i++)
        if (!ts_url_is_private(ts_str_of(private[i])))
            fail_msg("%s is private", private[i]);
    for (size_t i = 0; i < TS_COUNT(public); i++)
        if (ts_url_is_private(ts_str_of(public[i])))
            fail_msg("%s is not private", public[i]);
}

static void test_decode_and_files(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };

    assert_slice_equal(ts_url_decode(&a, TS_STR("a%20b%C3%a9%zz%4")), "a b\xc3\xa9%zz%4");
    assert_slice_equal(ts_url_file_path(&a, TS_STR("file:///home/ann/a%20b.xml?x#y")),
                       "/home/ann/a b.xml");
    assert_slice_equal(ts_url_file_path(&a, TS_STR("file://localhost/x")), "/x");
    assert_slice_equal(ts_url_file_path(&a, TS_STR("http://h.example/x")), "");
    assert_slice_equal(ts_url_file_path(&a, TS_STR("file:///home/ann%00.xml")), "");
    assert_slice_equal(ts_url_of_path(&a, TS_STR("/home/ann/50% #1?.xml")),
                       "file:///home/ann/50%25%20%231%3F.xml");
    ts_str odd = TS_STR("/\x01 \xc3\xa9/%41");
    assert_true(ts_str_eq(ts_url_file_path(&a, ts_url_of_path(&a, odd)), odd));
    ts_arena_done(&a);
}

/* No cut-off address reads past its end or gives a form that changes when it is taken again. */
static void test_every_prefix(void **state)
{
    (void)state;
    static const char whole[] =
        "https://ann:x@[2001:db8::1]:8443/a/%2e%2e/b/amp/?utm_a=b&c=%c3%a9#d";
    struct ts_arena a = { 0 };

    for (size_t n = 0; n < sizeof whole; n++) {
        char *exact = ts_arena_alloc(&a, n);
        memcpy(exact, whole, n);
        ts_str cut = { exact, n };
        ts_str once = ts_url_canonical(&a, cut);
        assert_true(ts_str_eq(ts_url_canonical(&a, once), once));
        (void)ts_url_is_private(cut);
        (void)ts_url_resolve(&a, cut, TS_STR("x"));
        (void)ts_url_resolve(&a, TS_STR("http://h.example/"), cut);
    }
    ts_arena_done(&a);
}

static void test_secrets(void **state)
{
    static const struct {
        const char *text, *secret, *shown;
    } cases[] = {
        { "https://ann:secret@a.example/x@y", "ann:secret@", "https://a.example/x@y" },
        { "https://ann@b:c@a.example", "ann@b:c@", "https://a.example" },
        { "filter:cat:http://ann:s@a.example/?q", "ann:s@", "filter:cat:http://a.example/?q" },
        { "https://a.example?by=x@y", "", "https://a.example?by=x@y" },
        { "https://a.example#x@y", "", "https://a.example#x@y" },
        { "https://a.example and b@c", "", "https://a.example and b@c" },
        { "mailto:ann@a.example", "", "mailto:ann@a.example" },
        { "://@", "@", "://" },
        { "", "", "" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_slice_equal(ts_url_secret(ts_str_of(cases[i].text)), cases[i].secret);
        assert_slice_equal(ts_url_without_secret(&a, ts_str_of(cases[i].text)), cases[i].shown);
    }
    ts_arena_done(&a);
}

static void test_a_secret_is_lent_to_the_same_server(void **state)
{
    static const struct {
        const char *url, *other, *want;
    } cases[] = {
        { "http://a.example/b", "http://ann:pw@a.example/feed", "http://ann:pw@a.example/b" },
        { "http://a.example:80/b", "http://ann:pw@a.example/feed", "http://a.example:80/b" },
        { "https://a.example/b", "http://ann:pw@a.example/feed", "https://a.example/b" },
        { "http://b.example/b", "http://ann:pw@a.example/feed", "http://b.example/b" },
        { "http://bo@a.example/b", "http://ann:pw@a.example/feed", "http://bo@a.example/b" },
        { "http://a.example/b", "http://a.example/feed", "http://a.example/b" },
        { "", "http://ann:pw@a.example/feed", "" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(
            ts_url_with_secret_of(&a, ts_str_of(cases[i].url), ts_str_of(cases[i].other)),
            cases[i].want);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parse_finds_the_parts),
        cmocka_unit_test(test_parse_tells_an_empty_query_from_none),
        cmocka_unit_test(test_is_http),
        cmocka_unit_test(test_resolve_as_the_standard_says),
        cmocka_unit_test(test_resolve_as_browsers_do),
        cmocka_unit_test(test_canonical_is_one_for_all_spellings),
        cmocka_unit_test(test_site),
        cmocka_unit_test(test_private_hosts_in_all_spellings),
        cmocka_unit_test(test_decode_and_files),
        cmocka_unit_test(test_secrets),
        cmocka_unit_test(test_a_secret_is_lent_to_the_same_server),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
