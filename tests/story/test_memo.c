#include "../src/story/memo_priv.h"

#include <math.h>

#include "support/support.h"

static void test_log1p_is_that_of_the_library(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    const struct memo *m = memo_new(&a);

    for (float x = 0; x < 3 * MEMO_HALVES; x += 0.125F)
        assert_true(memo_log1p(m, x) == log1pf(x));
    ts_arena_done(&a);
}

static void test_rarities_have_places_of_their_own(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    struct memo *m = memo_new(&a);

    assert_null(memo_rarity(m, MEMO_NAME, MEMO_COUNTS));
    for (uint32_t i = 0; i < MEMO_N_PRIORS; i++)
        for (uint32_t k = 0; k < MEMO_COUNTS; k++) {
            struct memo_rarity *place = memo_rarity(m, (enum memo_prior)i, k);
            assert_int_equal(place->n_reports, UINT32_MAX);
            place->n_reports = i * MEMO_COUNTS + k;
        }
    assert_int_equal(memo_rarity(m, MEMO_WORD, 3)->n_reports, MEMO_WORD * MEMO_COUNTS + 3);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_log1p_is_that_of_the_library),
        cmocka_unit_test(test_rarities_have_places_of_their_own),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
