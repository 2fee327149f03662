#include "support/support.h"

#include "../../src/extract/forest_priv.h"

#define LEAF(value)                                         \
    {                                                       \
        TS_FOREST_LEAF, (value)&0xFF, ((value) >> 8) & 0xFF \
    }

/* Two values; the first has edges 1 and 5, the second 0.5. */
static const uint8_t n_edges[] = { 2, 1 };
static const float edges[] = { 1, 5, 0.5F };
/* First tree: x <= 5 ? (y <= 0.5 ? -300 : 10) : 40.  Second: x <= 1 ? -1 : 1000. */
static const struct ts_forest_node nodes[] = {
    { 0, 1, 4 }, { 1, 0, 2 }, LEAF(-300), LEAF(10), LEAF(40), { 0, 0, 2 }, LEAF(-1), LEAF(1000),
};
static const uint8_t sizes[] = { 5, 3 };

static const struct ts_forest forest = {
    .n_values = 2,
    .n_edges = n_edges,
    .edges = edges,
    .nodes = nodes,
    .sizes = sizes,
    .n_trees = TS_COUNT(sizes),
    .bias = 1,
    .unit = 0.01F,
};

static const struct {
    float x, y;
    double want;
} rows[] = {
    { 0, 0, 1 - 3.00 - 0.01 },       { 1, 0.5F, 1 - 3.00 - 0.01 }, { 1, 0.6F, 1 + 0.10 - 0.01 },
    { 1.1F, 1, 1 + 0.10 + 10 },      { 5, -9, 1 - 3.00 + 10 },     { 6, 0, 1 + 0.40 + 10 },
    { -1e9F, 1e9F, 1 + 0.1 - 0.01 },
};

static void assert_near(double got, double want)
{
    if (got < want - 1e-4 || got > want + 1e-4)
        fail_msg("%g is not %g", got, want);
}

static void adds_the_leaves_that_a_row_comes_to(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(rows); i++) {
        const float values[] = { rows[i].x, rows[i].y };
        assert_near((double)ts_forest_sum(&forest, values), rows[i].want);
    }
}

static void stops_where_there_is_no_hope(void **state)
{
    struct ts_forest early = forest;
    const float hopeless[] = { 0, 0 }, hopeful[] = { 0, 1 };

    (void)state;
    early.n_early = 1;
    early.hopeless = -1;
    assert_near((double)ts_forest_sum(&early, hopeless), 1 - 3.00);
    assert_near((double)ts_forest_sum(&early, hopeful), 1 + 0.10 - 0.01);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_the_leaves_that_a_row_comes_to),
        cmocka_unit_test(stops_where_there_is_no_hope),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
