#include "read_page.h"

#include "../../src/extract/context_priv.h"

/* Four blocks of 45 bytes, counted as 50: content is 50, 25, 50 and nothing. */
#define TEXT "A text of forty-five bytes, one more: it fits"
static const char page[] = "<div><p>" TEXT "</p><p>" TEXT "</p><h2>" TEXT "</h2></div><p>" TEXT;
static const float log_odds[] = { 40, 0, 40, -40 };

static const struct {
    size_t block;
    int value;
    double want;
} cases[] = {
    { 1, TS_C_OWN, 0 },
    { 1, TS_C_NEAR + TS_CONTEXT_NEAR - 1, 40 },
    { 1, TS_C_NEAR + TS_CONTEXT_NEAR - 2, -99 },
    { 1, TS_C_NEAR + TS_CONTEXT_NEAR, 40 },
    { 1, TS_C_NEAR + TS_CONTEXT_NEAR + 1, -40 },
    { 1, TS_C_GROUPS, 0.75 },      /* both <p> of the <div> */
    { 1, TS_C_GROUPS + 1, 6.658 }, /* log2(101) */
    { 1, TS_C_GROUPS + 2, 0.6 },   /* 75 of 125 */
    { 1, TS_C_GROUPS + 3, 0.833 }, /* all in the <div> */
    { 3, TS_C_GROUPS + 3, 0 },     /* the last is alone in the body */
    { 1, TS_C_REACH, 1 },          /* before */
    { 1, TS_C_REACH + 1, 0.5 },    /* behind */
    { 2, TS_C_BEFORE, 0.6 },
    { 2, TS_C_BEHIND, 0 },
    { 2, TS_C_FROM_FIRST, 2 },
    { 3, TS_C_TO_LAST, -1 },
    { 1, TS_C_PLACE, 0.333 },
    { 0, TS_C_CONTENT, 6.977 }, /* log2(126) */
    { 0, TS_C_KEPT, 2 },        /* log2(1 + 3) */
    { 0, TS_C_SHARE, 0.625 },
};

static void sums_the_scores_around_a_block(void **state)
{
    struct read r;
    float v[TS_N_CONTEXT];

    (void)state;
    read_page(&r, page);
    assert_int_equal(r.page.pieces.n, TS_COUNT(log_odds));
    struct ts_answers *answers = ts_answers_new(&r.a, &r.page, r.rows, log_odds);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_context_put(answers, cases[i].block, v);
        double got = (double)v[cases[i].value];
        if (got < cases[i].want - 0.001 || got > cases[i].want + 0.001)
            fail_msg("value %d of block %zu is %g and not %g", cases[i].value, cases[i].block, got,
                     cases[i].want);
    }
    ts_arena_done(&r.a);
}

static void a_block_alone_has_nothing_around_it(void **state)
{
    struct read r;
    float v[TS_N_CONTEXT];
    const float one[] = { -1 };

    (void)state;
    read_page(&r, "<p>Quake.");
    ts_context_put(ts_answers_new(&r.a, &r.page, r.rows, one), 0, v);
    assert_true(v[TS_C_NEAR] == TS_CONTEXT_NOTHING);
    assert_true(v[TS_C_REACH] == 0 && v[TS_C_FROM_FIRST] == 0 && v[TS_C_KEPT] == 0);
    ts_arena_done(&r.a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_the_scores_around_a_block),
        cmocka_unit_test(a_block_alone_has_nothing_around_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
