#include "support/support.h"

#include "tearsheet/base/diff.h"

/* Texts are single letters; "-b+x" says that b went and x came. */
static void changes_are_told(void **state)
{
    static const struct {
        const char *before, *after, *want;
    } cases[] = {
        { "", "", "" },         { "abc", "abc", "" },       { "abc", "ac", "-b" },
        { "ac", "abc", "+b" },  { "abc", "axc", "-b+x" },   { "", "ab", "+a+b" },
        { "ab", "", "-a-b" },   { "abcd", "bcde", "-a+e" }, { "abab", "ab", "-a-b" },
        { "ab", "ba", "-a+a" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        ts_str sides[2][8], got = TS_STR("");
        size_t lens[2], n;
        const char *texts[] = { cases[i].before, cases[i].after };
        for (int k = 0; k < 2; k++)
            for (lens[k] = 0; texts[k][lens[k]]; lens[k]++)
                sides[k][lens[k]] = (ts_str){ &texts[k][lens[k]], 1 };
        const struct ts_change *changes = ts_diff(&a, sides[0], lens[0], sides[1], lens[1], &n);
        for (size_t k = 0; k < n; k++)
            got = ts_arena_printf(&a, "%.*s%c%.*s", TS_FMT(got), changes[k].is_added ? '+' : '-',
                                  TS_FMT(changes[k].text));
        assert_slice_equal(got, cases[i].want);
        ts_arena_done(&a);
    }
}

static void long_rows_are_replaced_as_a_whole(void **state)
{
    enum { N = 2100 }; /* its square is above TS_DIFF_MAX_PAIRS */
    struct ts_arena a = { 0 };
    ts_str *before = TS_NEW_ARRAY(&a, N, ts_str), *after = TS_NEW_ARRAY(&a, N, ts_str);
    size_t n;

    (void)state;
    for (int i = 0; i < N; i++) {
        before[i] = ts_arena_printf(&a, "%d", i);
        after[i] = ts_arena_printf(&a, "%d", N - 1 - i);
    }
    const struct ts_change *changes = ts_diff(&a, before, N, after, N, &n);
    assert_int_equal(n, 2 * N);
    assert_false(changes[N - 1].is_added);
    assert_true(changes[N].is_added);
    ts_diff(&a, before, N, before, N - 1, &n);
    assert_int_equal(n, 1);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(changes_are_told),
        cmocka_unit_test(long_rows_are_replaced_as_a_whole),
    };
    return cmocka_run_group_tests_name("diff", tests, NULL, NULL);
}
