#include "../src/story/index_priv.h"

#include <stdlib.h>

#include "support/support.h"

static int by_number(const void *p, const void *q)
{
    uint32_t a = *(const uint32_t *)p, b = *(const uint32_t *)q;
    return (a > b) - (a < b);
}

static void test_the_nearest_are_kept(void **state)
{
    static const struct {
        size_t most;
        const char *want;
    } cases[] = { { 0, "" },     { 1, "3" },     { 2, "34" },   { 3, "034" },
                  { 4, "0234" }, { 5, "01234" }, { 9, "01234" } };
    struct ts_arena a = { 0 };
    struct mark marks[] = {
        { 1, 2, 0.2F }, { 1, 2, 0.1F }, { 1, 5, 0.1F }, { 1, 3, 0.9F }, { 1, 2, 0.2F }
    };
    const struct index index = { .arena = &a, .marks = marks, .n_marks = TS_COUNT(marks) };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        uint32_t numbers[] = { 0, 1, 2, 3, 4 };
        struct numbers found = { numbers, TS_COUNT(numbers), TS_COUNT(numbers) };
        char got[TS_COUNT(numbers) + 1] = "";
        index_keep_nearest(&index, &found, cases[i].most);
        qsort(found.v, found.n, sizeof *found.v, by_number);
        for (size_t k = 0; k < found.n; k++)
            got[k] = (char)('0' + found.v[k]);
        assert_string_equal(got, cases[i].want);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_the_nearest_are_kept) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
