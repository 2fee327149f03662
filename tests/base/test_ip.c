#include "support/support.h"

#include "tearsheet/base/ip.h"

static void parses_addresses(void **state)
{
    static const struct {
        const char *text;
        bool is_good;
    } cases[] = {
        { "192.0.2.1", true },
        { "0.0.0.0", true },
        { "2001:db8::1", true },
        { "[::1]", true },
        { "::ffff:10.0.0.1", true },
        { "", false },
        { "[]", false },
        { "192.0.2", false },
        { "192.0.2.256", false },
        { "a.example", false },
        { "::1::", false },
        { "1234567890123456789012345678901234567890123456", false },
    };
    struct ts_ip ip;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        if (ts_ip_parse(ts_str_of(cases[i].text), &ip) != cases[i].is_good)
            fail_msg("\"%s\"", cases[i].text);
}

static void knows_networks(void **state)
{
    static const struct {
        const char *ip, *network;
        bool is_in;
    } cases[] = {
        { "10.1.2.3", "10.0.0.0/8", true },          { "11.1.2.3", "10.0.0.0/8", false },
        { "172.31.255.255", "172.16.0.0/12", true }, { "172.32.0.0", "172.16.0.0/12", false },
        { "192.0.2.7", "192.0.2.7", true },          { "192.0.2.7", "192.0.2.8", false },
        { "192.0.2.7", "192.0.2.6/31", true },       { "192.0.2.7", "0.0.0.0/0", true },
        { "2001:db8::1", "0.0.0.0/0", false },       { "fe80::1", "fe80::/10", true },
        { "fec0::1", "fe80::/10", false },           { "::1", "::/0", true },
        { "192.0.2.7", "192.0.2.0/33", false },      { "192.0.2.7", "192.0.2.0/x", false },
        { "192.0.2.7", "a.example", false },         { "192.0.2.7", "", false },
    };
    struct ts_ip ip;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_true(ts_ip_parse(ts_str_of(cases[i].ip), &ip));
        if (ts_ip_is_in(&ip, ts_str_of(cases[i].network)) != cases[i].is_in)
            fail_msg("%s in %s", cases[i].ip, cases[i].network);
    }
}

static void tells_private_from_public(void **state)
{
    static const char *const private_ones[] = {
        "0.0.0.0",
        "127.0.0.1",
        "127.255.0.9",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fd12:3456::1",
        "fe80::1",
        "ff02::1",
        "::ffff:127.0.0.1",
        "::ffff:10.1.1.1",
        "64:ff9b::a00:1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "::127.0.0.1",
        "64:ff9b:1::1",
        "2002:c0a8:101::1",
    };
    static const char *const public_ones[] = {
        "1.1.1.1",      "172.15.255.255", "172.32.0.1",       "192.167.1.1",     "100.128.0.1",
        "2606:4700::1", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1", "9.255.255.255",
    };
    struct ts_ip ip;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(private_ones); i++) {
        assert_true(ts_ip_parse(ts_str_of(private_ones[i]), &ip));
        if (!ts_ip_is_private(&ip))
            fail_msg("%s is private", private_ones[i]);
    }
    for (size_t i = 0; i < TS_COUNT(public_ones); i++) {
        assert_true(ts_ip_parse(ts_str_of(public_ones[i]), &ip));
        if (ts_ip_is_private(&ip))
            fail_msg("%s is public", public_ones[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(parses_addresses),
        cmocka_unit_test(knows_networks),
        cmocka_unit_test(tells_private_from_public),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
