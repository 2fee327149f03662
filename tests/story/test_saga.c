#include "support/support.h"

#include "../src/story/saga_priv.h"
#include "../src/story/sets_priv.h"

/* Three stories are an affair; one that is near to a single one of them stays out of it. */
static void test_sagas_need_a_second_tie(void **state)
{
    struct ts_arena a = { 0 };
    const float near = rules_default.saga * 1.1F, agrees = saga_agrees(&rules_default);
    struct saga_tie ties[] = { { 0, 1, 2 * near }, { 1, 2, 2 * near }, { 0, 2, agrees },
                               { 1, 3, near },     { 0, 4, near },     { 2, 4, agrees },
                               { 5, 6, near },     { 7, 8, agrees } };

    (void)state;
    uint32_t *sagas = saga_link(&a, &rules_default, 9, ties, TS_COUNT(ties));
    assert_true(sets_are_one(sagas, 0, 1));
    assert_true(sets_are_one(sagas, 0, 2));
    assert_false(sets_are_one(sagas, 1, 3));
    assert_true(sets_are_one(sagas, 0, 4));
    assert_true(sets_are_one(sagas, 5, 6)); /* two stories may be an affair */
    assert_false(sets_are_one(sagas, 7, 8));
    ts_arena_done(&a);
}

/* The order of ties makes no difference, also where scores are equal. */
static void test_order_of_ties(void **state)
{
    enum { N = 12, N_TIES = N * (N - 1) / 2 };
    struct saga_tie ties[N_TIES];
    uint32_t seed = 3, want[N];
    size_t n = 0;

    (void)state;
    for (uint32_t x = 0; x < N; x++)
        for (uint32_t y = 0; y < x; y++) {
            seed = seed * 1103515245u + 12345u;
            ties[n++] = (struct saga_tie){ y, x, (float)((seed >> 16) % 5) * 0.05F };
        }
    for (int round = 0; round < 50; round++) {
        struct ts_arena a = { 0 };
        for (size_t i = N_TIES - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            size_t k = (seed >> 16) % (i + 1);
            struct saga_tie swap = ties[i];
            ties[i] = ties[k];
            ties[k] = swap;
        }
        uint32_t *sagas = saga_link(&a, &rules_default, N, ties, N_TIES);
        for (uint32_t i = 0; i < N; i++) {
            if (round == 0)
                want[i] = sets_first(sagas, i);
            assert_int_equal(sets_first(sagas, i), want[i]);
        }
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sagas_need_a_second_tie),
        cmocka_unit_test(test_order_of_ties),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
