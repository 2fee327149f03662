#include "../src/story/region_priv.h"

#include "support/support.h"

static void test_small_regions_score_all_pairs(void **state)
{
    (void)state;

    assert_true(region_most_pairs(0) >= REGION_PAIRS_MIN);
    for (size_t n = 1; n <= 724; n++)
        assert_true(region_most_pairs(n) >= n);
}

static void test_large_regions_score_a_bounded_number(void **state)
{
    (void)state;

    for (size_t n = 1024; n <= REGION_PAIRS_MAX / REGION_PAIRS_MIN; n += 1021) {
        assert_true(region_most_pairs(n) * n <= REGION_PAIRS_MAX);
        assert_true(region_most_pairs(n) <= region_most_pairs(n - 1));
    }
}

static void test_each_item_has_some_pairs(void **state)
{
    (void)state;

    assert_int_equal(region_most_pairs((size_t)REGION_PAIRS_MAX * 2), REGION_PAIRS_MIN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_small_regions_score_all_pairs),
        cmocka_unit_test(test_large_regions_score_a_bounded_number),
        cmocka_unit_test(test_each_item_has_some_pairs),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
