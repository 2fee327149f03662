/* What an outlet added to a copy, and what it cut. */
#include "support/support.h"

#include "tearsheet/story/changes.h"

static const struct {
    const char *original, *copy;
    const char *want; /* "+" added, "-" cut, "=" how many are kept */
} cases[] = {
    { "One lock is shut. Two barges wait.", "One lock is shut. Two barges wait.", "=2" },
    { "One lock is shut. Two barges wait.", "One lock is shut.", "-Two barges wait.=1" },
    { "One lock is shut.\n\nTwo barges wait.",
      "One lock is shut.\n\nTwo barges wait.\n\nOur readers saw them at dawn.",
      "+Our readers saw them at dawn.=2" },
    /* a word exchanged is no change; another sentence is */
    { "The lock at Ellend was closed to all barges on Monday night.",
      "The lock at Ellend was closed to all ships on Monday night.", "=1" },
    { "The lock at Ellend was closed to all barges on Monday night.",
      "The lock at Ellend will open to small boats at noon.",
      "+The lock at Ellend will open to small boats at noon."
      "-The lock at Ellend was closed to all barges on Monday night.=0" },
    { "閘門は閉鎖された。船は待っている。", "閘門は閉鎖された。", "-船は待っている。=1" },
    { "", "", "=0" },
    { "", "New.", "+New.=0" },
    { "One lock is shut.\n\n***", "One lock is shut.\n\n↩", "=1" },
};

static void changes_are_told(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_changes c =
            ts_changes_of_copy(&a, ts_str_of(cases[i].original), ts_str_of(cases[i].copy));
        ts_str got = { 0 };
        for (size_t k = 0; k < c.n_added; k++)
            got = ts_arena_printf(&a, "%.*s+%.*s", TS_FMT(got), TS_FMT(c.added[k]));
        for (size_t k = 0; k < c.n_cut; k++)
            got = ts_arena_printf(&a, "%.*s-%.*s", TS_FMT(got), TS_FMT(c.cut[k]));
        got = ts_arena_printf(&a, "%.*s=%zu", TS_FMT(got), c.n_kept);
        assert_slice_equal(got, cases[i].want);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(changes_are_told) };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
