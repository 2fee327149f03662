#include "../src/story/sort_priv.h"

#include "support/support.h"

/* Of numbers that are equal by their lower half the first stays in front. */
static void test_order(void **state)
{
    static const size_t sizes[] = { 0, 1, 2, 7, 255, 256, 1000 };
    uint64_t v[1000];
    uint32_t seed = 1;

    (void)state;
    for (size_t k = 0; k < TS_COUNT(sizes); k++) {
        struct ts_arena a = { 0 };
        size_t n = sizes[k];
        for (size_t i = 0; i < n; i++) {
            seed = seed * 1664525u + 1013904223u;
            v[i] = (uint64_t)i << 32 | (i % 3 == 0 ? seed % 16 : seed);
        }
        sort_by_low(&a, v, n);
        bool was_there[TS_COUNT(v)] = { false };
        for (size_t i = 0; i < n; i++) {
            assert_false(was_there[v[i] >> 32]);
            was_there[v[i] >> 32] = true;
            assert_true(i == 0 || (uint32_t)v[i - 1] < (uint32_t)v[i] ||
                        ((uint32_t)v[i - 1] == (uint32_t)v[i] && v[i - 1] < v[i]));
        }
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_order) };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
