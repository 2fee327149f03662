#include "../src/story/address_priv.h"

#include "support/support.h"

static const struct {
    const char *url;
    int year, month, day; /* 0: no day in it */
} addresses[] = {
    { "https://nwa.example/2031/03/05/slate", 2031, 3, 5 },
    { "https://nwa.example/2031/3/5/slate", 2031, 3, 5 },
    { "https://nwa.example/2031-03-05-slate", 2031, 3, 5 },
    { "https://nwa.example/news/2031/mar/05/slate", 2031, 3, 5 },
    { "https://nwa.example/slate-20310305.html", 2031, 3, 5 },
    { "https://nwa.example/slate-203103050715.html", 2031, 3, 5 },
    { "https://nwa.example/?id=20310305071530", 2031, 3, 5 },
    { "https://nwa.example/05-Mar-2031/slate", 2031, 3, 5 },
    { "https://nwa.example/5-mar-2031/slate", 2031, 3, 5 },
    { "https://nwa.example/slate-203103052715.html", 0, 0, 0 },
    { "https://nwa.example/slate-2031030507153.html", 0, 0, 0 },
    { "https://nwa.example/slate-203103050715301.html", 0, 0, 0 },
    { "https://nwa.example/31-feb-2031/slate", 0, 0, 0 },
    { "https://nwa.example/5-mar-20311/slate", 0, 0, 0 },
    { "https://nwa.example/05-03-2031/slate", 0, 0, 0 },
    { "https://nwa.example/slate-20310231.html", 0, 0, 0 },
    { "https://nwa.example/slate-203103051.html", 0, 0, 0 },
    { "https://nwa.example/2031/03/slate", 0, 0, 0 },
    { "https://nwa.example/1831/03/05/slate", 0, 0, 0 },
    { "https://nwa.example/slate", 0, 0, 0 },
    { "", 0, 0, 0 },
};

static void test_day_of_address(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(addresses); i++) {
        bool has_day = addresses[i].year != 0;
        struct ts_when got = day_of_address(ts_str_of(addresses[i].url));
        int64_t want = 0;
        if (has_day)
            want = 86400 * ts_days_of(addresses[i].year, addresses[i].month, addresses[i].day);
        assert_int_equal(got.precision, has_day ? TS_WHEN_DAY : TS_WHEN_NONE);
        assert_int_equal(got.at, want);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_day_of_address),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
