#include "../src/story/copies_priv.h"

#include "support/support.h"

enum { N_RUNS = 24 };

/* A report with the runs `from`, `from` + 1 and so on; valid until the next one. */
static const struct ts_fingerprint *report(uint32_t from, uint64_t url)
{
    static uint32_t runs[N_RUNS];
    static struct ts_fingerprint fp;

    for (uint32_t i = 0; i < N_RUNS; i++)
        runs[i] = from + i;
    fp = (struct ts_fingerprint){ .url = url, .shingles = runs, .n_shingles = N_RUNS };
    return &fp;
}

static void assert_found(const struct copies *c, const struct ts_fingerprint *fp, const char *want)
{
    struct ts_arena a = { 0 };
    struct numbers found = { 0 };
    char got[8] = "";

    copies_find(c, fp, &a, &found);
    for (size_t i = 0; i < found.n && i < sizeof got - 1; i++)
        got[i] = (char)('0' + found.v[i]);
    assert_string_equal(got, want);
    ts_arena_done(&a);
}

static void what_shares_a_run_or_an_address_is_found(void **state)
{
    struct ts_arena a = { 0 };
    struct copies c = { .first.arena = &a };

    (void)state;
    assert_found(&c, report(1000, 77), "");
    copies_add(&c, report(1000, 0), 0);
    copies_add(&c, report(1010, 0), 1); /* some runs of the first, and others */
    copies_add(&c, report(3000, 77), 2);
    assert_found(&c, report(990, 0), "0");
    assert_found(&c, report(1010, 0), "01");
    assert_found(&c, report(1025, 0), "1");
    assert_found(&c, report(5000, 0), "");
    assert_found(&c, report(5000, 77), "2");
    assert_found(&c, report(1000, 77), "012");
    assert_found(&c, report(3000, 77), "2"); /* once */
    ts_arena_done(&a);
}

static void what_is_forgotten_is_not_found(void **state)
{
    struct ts_arena a = { 0 };
    struct copies c = { .first.arena = &a };

    (void)state;
    for (uint32_t i = 0; i < 1000; i++)
        copies_add(&c, report(1000 + i * N_RUNS, 0), i);
    size_t used = a.used;
    copies_forget(&c);
    assert_true(a.used < used / 2);
    assert_found(&c, report(1000, 0), "");
    copies_add(&c, report(1000, 0), 3);
    assert_found(&c, report(1000, 0), "3");
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_shares_a_run_or_an_address_is_found),
        cmocka_unit_test(what_is_forgotten_is_not_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
