#include "../src/story/edges_priv.h"

#include "support/support.h"

static void test_walk_in_order(void **state)
{
    static const struct edge want[] = {
        { 1, 0, { 0.1F, 0.2F } }, { 4, 2, { 0.2F, 0.3F } }, { 4, 3, { 0.3F, 0.4F } },
        { 6, 1, { 0.4F, 0.5F } }, { 0, 7, { 1e5F, 1e5F } }, { 5, 2, { -1e7F, -1e7F } },
    };
    enum { N_ITEMS = 8, N_TIED = 2 };
    struct ts_arena a = { 0 };
    struct edges_walk walk = { 0 };
    struct edges edges;
    struct edge e;
    size_t n = 0;

    (void)state;
    edges_init(&edges, &a, N_ITEMS);
    for (uint32_t item = 0; item < N_ITEMS; item++) {
        for (; want[n].a == item && n < TS_COUNT(want) - N_TIED; n++)
            edges_add(&edges, want[n].b);
        edges_end_item(&edges);
    }
    edges_make_scores(&edges);
    for (size_t i = 0; i < n; i++)
        edges.scores[i] = want[i].scores;
    for (; n < TS_COUNT(want); n++)
        edges_tie(&edges, want[n].a, want[n].b, want[n].scores.score);
    for (size_t i = 0; i < TS_COUNT(want); i++) {
        assert_true(edges_next(&edges, &walk, &e));
        assert_int_equal(e.a, want[i].a);
        assert_int_equal(e.b, want[i].b);
        assert_true(e.scores.score == want[i].scores.score);
        assert_true(e.scores.late == want[i].scores.late);
    }
    assert_false(edges_next(&edges, &walk, &e));
    ts_arena_done(&a);
}

static void test_no_edges(void **state)
{
    struct ts_arena a = { 0 };
    struct edges_walk walk = { 0 };
    struct edges edges;
    struct edge e;

    (void)state;
    edges_init(&edges, &a, 3);
    for (int i = 0; i < 3; i++)
        edges_end_item(&edges);
    edges_make_scores(&edges);
    assert_false(edges_next(&edges, &walk, &e));
    edges_tie(&edges, 0, 2, 1e5F);
    walk = (struct edges_walk){ 0 };
    assert_true(edges_next(&edges, &walk, &e));
    assert_int_equal(e.b, 2);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_walk_in_order),
        cmocka_unit_test(test_no_edges),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
