/* What people type when they mean an address. */
#include "support/support.h"

#include "tearsheet/app/address.h"

static void what_is_typed_becomes_an_address(void **state)
{
    static const struct {
        const char *given, *want;
    } cases[] = {
        { "https://tide.example/rss", "https://tide.example/rss" },
        { " tide.example ", "https://tide.example" },
        { "@ann@social.example", "https://social.example/@ann" },
        { "feed://tide.example/rss", "http://tide.example/rss" },
        { "feed:https://tide.example/rss", "https://tide.example/rss" },
        { "Feed:tide.example/rss", "https://tide.example/rss" },
        { "ftp://tide.example/", "" },
        { "the tide", "" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_address_of(&a, ts_str_of(cases[i].given)), cases[i].want);
    ts_arena_done(&a);
}

static void an_article_is_told_by_its_address(void **state)
{
    static const struct {
        const char *url;
        bool want;
    } cases[] = {
        { "https://tide.example/", false },
        { "https://tide.example/harbour", false },
        { "https://tide.example/2025/", false },
        { "https://tide.example/harbour/lock-gate-breaks-again", true },
        { "https://tide.example/harbour/48213", true },
        { "https://tide.example/harbour.html", true },
        { "https://tide.example/index.html", false },
        { "https://tide.example/harbour/Default.html", false },
        { "https://tide.example/harbour/lock-gate-breaks-again/index.html", true },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        if (ts_address_is_article(ts_str_of(cases[i].url)) != cases[i].want)
            fail_msg("%s", cases[i].url);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_typed_becomes_an_address),
        cmocka_unit_test(an_article_is_told_by_its_address),
    };
    return cmocka_run_group_tests_name("address", tests, NULL, NULL);
}
