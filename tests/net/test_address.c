#include "support/support.h"

#include <string.h>

#include "../src/net/address_priv.h"

static void puts_names_into_ascii(void **state)
{
    static const struct {
        const char *host, *want;
    } cases[] = {
        { "", "" },
        { "a.example", "a.example" },
        { "A.Example", "a.example" },
        { "a.example.", "a.example." },
        { "a..b", "a..b" },
        { "192.0.2.1", "192.0.2.1" },
        { "2001:db8::1", "2001:db8::1" },
        { "bücher.example", "xn--bcher-kva.example" },
        { "BÜCHER.example", "xn--bcher-kva.example" },
        { "www.münchen.example", "www.xn--mnchen-3ya.example" },
        { "пример.рф", "xn--e1afmkfd.xn--p1ai" },
        { "例え.example", "xn--r8jz45g.example" },
        { "日本語ニュース.example", "xn--zck9awe6ds833acvb2w6i.example" },
        { "naïve-café.example", "xn--nave-caf-i1a7c.example" },
        { "ü.example", "xn--tda.example" },
        { "ab-ü", "xn--ab--joa" },
        { "faß.example", "xn--fa-hia.example" },
        { "한국어.example", "xn--3e0bk47br7k.example" },
        { "😀x.example", "xn--x-iv3s.example" },
        { "التقرير.example", "xn--mgbgva7fk9b.example" },
        { "xn--p1ai", "xn--p1ai" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const ts_str host = ts_str_of(cases[i].host);
        assert_slice_equal(ts_host_ascii(&a, host), cases[i].want);
        for (size_t len = 0; len < host.len; len++) /* cut anywhere, also inside a rune */
            (void)ts_host_ascii(&a, ts_str_sub(host, 0, len));
    }
    ts_arena_done(&a);
}

static void leaves_names_that_are_too_long(void **state)
{
    struct ts_arena a = { 0 };
    char host[2 * 64 + 1] = "";

    (void)state;
    for (int i = 0; i < 63; i++)
        strcat(host, "ü");
    assert_true(ts_str_starts(ts_host_ascii(&a, ts_str_of(host)), "xn--tdaaa"));
    strcat(host, "ü");
    assert_slice_equal(ts_host_ascii(&a, ts_str_of(host)), host);
    ts_arena_done(&a);
}

static void writes_addresses_for_the_wire(void **state)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "http://a.example/feed?q=1#top", "http://a.example/feed?q=1" },
        { "https://ann:pass@bücher.example:8080/ä?ö#ü",
          "https://ann:pass@xn--bcher-kva.example:8080/%C3%A4?%C3%B6" },
        { "http://[2001:db8::1]:80/x", "http://[2001:db8::1]:80/x" },
        { "http://a.example", "http://a.example" },
        { "http://a.example?\xff", "http://a.example?%FF" },
        { "file:///tmp/x", "file:///tmp/x" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_string_equal(ts_url_on_wire(&a, ts_str_of(cases[i].url)), cases[i].want);
    ts_arena_done(&a);
}

static void shows_addresses_without_secrets(void **state)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "http://ann:pass@a.example/feed", "http://a.example/feed" },
        { "http://a.example/\x1b[31mfeed", "http://a.example/[31mfeed" },
        { "http://a.example/caf\xe9", "http://a.example/caf\xef\xbf\xbd" },
    };
    struct ts_arena a = { 0 };
    char endless[500] = "http://a.example/";

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_url_shown(&a, ts_str_of(cases[i].url)), cases[i].want);
    memset(endless + strlen(endless), 'x', 400);
    const ts_str shown = ts_url_shown(&a, ts_str_of(endless));
    assert_int_equal(shown.len, 203);
    assert_true(ts_str_ends(shown, "xxx..."));
    ts_arena_done(&a);
}

static void tells_hosts_apart(void **state)
{
    static const struct {
        const char *url, *want;
    } cases[] = {
        { "http://a.example/x", "http://a.example:80" },
        { "HTTP://A.Example:80/y?z", "http://a.example:80" },
        { "https://a.example/", "https://a.example:443" },
        { "https://ann:pass@a.example:8443/", "https://a.example:8443" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_origin_of(&a, ts_str_of(cases[i].url)), cases[i].want);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(puts_names_into_ascii),
        cmocka_unit_test(leaves_names_that_are_too_long),
        cmocka_unit_test(writes_addresses_for_the_wire),
        cmocka_unit_test(shows_addresses_without_secrets),
        cmocka_unit_test(tells_hosts_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
