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
    const struct index index = { .arena = &a, .marks = marks, .marks_cap = TS_COUNT(marks) };

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

static void test_what_is_left_out_is_not_found(void **state)
{
    struct ts_arena a = { 0 };
    struct freq freq;
    struct index index;
    struct numbers found = { 0 };
    struct ts_term term = { .hash = 7, .kind = TS_TERM_NAME, .title = 1 };
    const struct ts_fingerprint fp = { .terms = &term, .n_terms = 1 };
    struct vector v = vector_make(&a, &fp);

    (void)state;
    freq_init(&freq, &a);
    vector_weigh(&v, &fp, &rules_default, &freq);
    index_init(&index, &a);
    index_leave_out(&index);
    index_add(&index, &v);
    index_leave_out(&index);
    index_find(&index, &v, 0, 10, &a, &found);
    assert_int_equal(found.n, 1);
    assert_int_equal(found.v[0], 1); /* the second, by number */
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_nearest_are_kept),
        cmocka_unit_test(test_what_is_left_out_is_not_found),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
