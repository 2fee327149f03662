#include "../src/story/link_priv.h"

#include "support/support.h"

enum { N_MAX = 20 };

struct links {
    struct edge edges[N_MAX * N_MAX];
    size_t n;
};

static void tie(struct links *l, uint32_t a, uint32_t b, float score)
{
    l->edges[l->n++] = (struct edge){ a, b, { score, score } };
}

/* Near but for the hours between. */
static void tie_late(struct links *l, uint32_t a, uint32_t b, float late)
{
    l->edges[l->n++] = (struct edge){ a, b, { 0, late } };
}

/* All pairs of the items `first` to `last` with one score. */
static void tie_all(struct links *l, uint32_t first, uint32_t last, float score)
{
    for (uint32_t i = first; i <= last; i++)
        for (uint32_t k = first; k < i; k++)
            tie(l, k, i, score);
}

/* Puts the edges of an item with those before it, in the order in which they were told of, and
 * their scores behind the others in `scores`. */
static void put_edges(struct edges *edges, const struct links *l, uint32_t item,
                      struct edge_scores *scores)
{
    for (size_t i = 0; i < l->n; i++) {
        const struct edge *e = &l->edges[i];
        const bool is_order = e->a < e->b;
        if ((is_order ? e->b : e->a) != item)
            continue;
        scores[edges->n] = e->scores;
        edges_add(edges, is_order ? e->a : e->b);
    }
    edges_end_item(edges);
}

static void link_all(const struct links *l, uint32_t n, const struct link_rules *rules,
                     uint32_t *group)
{
    struct ts_arena scratch = { 0 };
    struct edge_scores scores[N_MAX * N_MAX];
    struct edges edges;

    edges_init(&edges, &scratch, n);
    for (uint32_t item = 0; item < n; item++)
        put_edges(&edges, l, item, scores);
    edges_make_scores(&edges);
    for (size_t i = 0; i < edges.n; i++)
        edges.scores[i] = scores[i];
    link_average(n, &edges, rules, group);
    ts_arena_done(&scratch);
}

/* Groups of the items below `n`, whatever they are to their own members. */
static void link_by(const struct links *l, uint32_t n, float join, uint32_t *group)
{
    const struct link_rules rules = { .join = join };

    link_all(l, n, &rules, group);
}

static void test_average_decides(void **state)
{
    struct links l = { 0 };
    uint32_t group[4];

    (void)state;
    tie(&l, 0, 1, 0.5F);
    tie(&l, 2, 3, 0.5F);
    tie(&l, 1, 2, 0.15F); /* one of four pairs */
    link_by(&l, 4, 0.1F, group);
    assert_int_equal(group[1], group[0]);
    assert_int_equal(group[3], group[2]);
    assert_int_not_equal(group[2], group[0]);
    tie(&l, 0, 3, 0.15F);
    tie(&l, 0, 2, 0.15F);
    tie(&l, 1, 3, 0.15F);
    link_by(&l, 4, 0.1F, group);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(group[i], 0);
}

/* Two reports of nearly one text do not bring together all that is around them: what counts is how
 * many pairs are near. */
static void test_one_high_score_pulls_less(void **state)
{
    struct links l = { 0 };
    uint32_t group[4];

    (void)state;
    tie(&l, 0, 1, 0.9F);
    tie(&l, 2, 3, 0.9F);
    tie(&l, 1, 2, 0.8F); /* 0.2 on average */
    link_by(&l, 4, 0.19F, group);
    assert_int_not_equal(group[0], group[3]);
    l.n--;
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 2; k < 4; k++)
            tie(&l, i, k, 0.2F); /* the same on average */
    link_by(&l, 4, 0.19F, group);
    assert_int_equal(group[0], group[3]);
}

/* What is too far for its like is taken in by a group four times as large, but from far off. */
static void test_large_groups_take_in_pieces(void **state)
{
    static const struct {
        uint32_t n_large;
        float score;
        bool is_taken;
    } cases[] = { { 4, 0.08F, true }, { 3, 0.08F, false }, { 4, 0.06F, false } };

    (void)state;
    for (size_t c = 0; c < TS_COUNT(cases); c++) {
        struct links l = { 0 };
        uint32_t group[N_MAX], n = cases[c].n_large;
        tie_all(&l, 0, n - 1, 0.5F);
        for (uint32_t i = 0; i < n; i++)
            tie(&l, i, n, cases[c].score);
        link_by(&l, n + 1, 0.1F, group);
        assert_int_equal(group[n] == group[0], cases[c].is_taken);
    }
}

/* Of two pieces that were parted only the nearer one is taken in. */
static void test_parted_pieces_stay_apart(void **state)
{
    struct links l = { 0 };
    uint32_t group[6];

    (void)state;
    tie_all(&l, 0, 3, 0.5F);
    for (uint32_t i = 0; i < 4; i++) {
        tie(&l, i, 4, 0.08F);
        tie(&l, i, 5, 0.09F);
    }
    tie(&l, 4, 5, -1e7F);
    link_by(&l, 6, 0.1F, group);
    assert_int_equal(group[5], group[0]);
    assert_int_equal(group[4], 4);
}

static void test_no_join_without_a_near_pair(void **state)
{
    struct links l = { 0 };
    uint32_t group[6];

    (void)state;
    tie_all(&l, 0, 4, 0.5F);
    for (uint32_t i = 0; i < 5; i++)
        tie(&l, i, 5, link_least(0.1F) * 0.99F);
    link_by(&l, 6, 0.1F, group);
    assert_int_equal(group[5], 5);
}

static void test_order_of_edges(void **state)
{
    struct links l = { 0 };
    uint32_t want[N_MAX], got[N_MAX], seed = 7;

    (void)state;
    for (uint32_t i = 0; i < N_MAX; i++)
        for (uint32_t k = 0; k < i; k++) {
            seed = seed * 1103515245u + 12345u;
            tie(&l, k, i, (float)((seed >> 16) % 100) / 700.0F);
        }
    link_by(&l, N_MAX, 0.08F, want);
    for (int round = 0; round < 50; round++) {
        for (size_t i = l.n - 1; i > 0; i--) {
            seed = seed * 1103515245u + 12345u;
            size_t k = (seed >> 16) % (i + 1);
            struct edge swap = l.edges[i];
            l.edges[i] = l.edges[k];
            l.edges[k] = swap;
        }
        link_by(&l, N_MAX, 0.08F, got);
        for (size_t i = 0; i < N_MAX; i++)
            assert_int_equal(got[i], want[i]);
    }
}

/* Two events of one affair: what is near enough for strangers is not for groups whose own members
 * are much nearer. */
static void test_groups_are_close_by_their_own_measure(void **state)
{
    struct links l = { 0 };
    uint32_t group[7];
    bool is_bare[7] = { false };
    struct link_rules rules = { .join = 0.1F, .closeness = 0.55F, .is_bare = is_bare };

    (void)state;
    tie_all(&l, 0, 2, 0.6F);
    tie_all(&l, 3, 5, 0.5F);
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t k = 3; k < 6; k++)
            tie(&l, i, k, 0.2F);
    link_all(&l, 6, &rules, group);
    assert_int_equal(group[2], 0);
    assert_int_equal(group[5], 3);
    /* one report goes where it is near enough */
    for (uint32_t i = 0; i < 3; i++)
        tie(&l, i, 6, 0.2F);
    link_all(&l, 7, &rules, group);
    assert_int_equal(group[6], 0);
    /* headlines say too little about how near they are */
    is_bare[4] = true;
    link_all(&l, 7, &rules, group);
    assert_int_equal(group[5], 0);
    is_bare[4] = false;
    rules.closeness = 0.3F;
    link_all(&l, 7, &rules, group);
    assert_int_equal(group[5], 0);
}

/* What the reader tied says nothing of how near reports are. */
static void test_tied_groups_take_in_others(void **state)
{
    struct links l = { 0 };
    uint32_t group[4];
    const struct link_rules rules = { .join = 0.1F, .closeness = 0.55F };

    (void)state;
    tie(&l, 0, 1, 1e5F);
    tie(&l, 2, 3, 0.3F);
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 2; k < 4; k++)
            tie(&l, i, k, 0.2F);
    link_all(&l, 4, &rules, group);
    for (uint32_t i = 0; i < 4; i++)
        assert_int_equal(group[i], 0);
}

/* Sums of many scores are exact, however large they get. */
static void test_large_groups_join_by_their_average(void **state)
{
    enum { HALF = N_MAX / 2 };
    struct links l = { 0 };
    uint32_t group[N_MAX];

    (void)state;
    tie_all(&l, 0, HALF - 1, 0.95F);
    tie_all(&l, HALF, N_MAX - 1, 0.95F);
    for (uint32_t i = 0; i < HALF; i++)
        for (uint32_t k = HALF; k < N_MAX; k++)
            tie(&l, i, k, 0.91F);
    link_by(&l, N_MAX, 0.9F, group);
    assert_int_equal(group[N_MAX - 1], 0);
    tie(&l, 0, N_MAX - 1, -1e7F); /* beside it all else is little */
    link_by(&l, N_MAX, 0.9F, group);
    assert_int_equal(group[HALF - 1], 0);
    assert_int_equal(group[N_MAX - 1], HALF);
    tie(&l, 1, HALF, 1e5F); /* as the reader parts rather than ties */
    link_by(&l, N_MAX, 0.9F, group);
    assert_int_not_equal(group[N_MAX - 1], 0);
}

/* A group that was refused finds another one, and the other way round. */
static void test_refused_groups_go_on(void **state)
{
    struct links l = { 0 };
    uint32_t group[6];
    const struct link_rules rules = { .join = 0.1F, .closeness = 0.8F };

    (void)state;
    tie(&l, 0, 1, 0.9F);
    tie(&l, 2, 3, 0.9F);
    tie(&l, 4, 5, 0.2F);
    for (uint32_t i = 0; i < 2; i++)
        for (uint32_t k = 2; k < 4; k++)
            tie(&l, i, k, 0.4F); /* nearest, and refused */
    for (uint32_t i = 2; i < 4; i++)
        for (uint32_t k = 4; k < 6; k++)
            tie(&l, i, k, 0.3F); /* close enough for what is loose itself */
    link_all(&l, 6, &rules, group);
    assert_int_equal(group[1], 0);
    assert_int_equal(group[5], 2);
}

/* One report days later is a late word on the event; two of them are another one, unless the hours
 * do not part them from each other either. */
static void test_what_is_alone_joins_late(void **state)
{
    struct links l = { 0 };
    uint32_t group[5];
    const struct link_rules rules = { .join = 0.1F, .closeness = 0.55F };

    (void)state;
    tie_all(&l, 0, 2, 0.5F);
    for (uint32_t i = 0; i < 3; i++)
        for (uint32_t k = 3; k < 5; k++)
            tie_late(&l, i, k, 0.15F);
    link_all(&l, 5, &rules, group);
    assert_int_equal(group[3], 0);
    assert_int_equal(group[4], 4); /* is nothing to the other that came late */
    tie_late(&l, 3, 4, 0.15F);
    link_all(&l, 5, &rules, group);
    assert_int_equal(group[4], 0);
    l.n--;
    tie(&l, 3, 4, 0.15F);
    link_all(&l, 5, &rules, group);
    assert_int_equal(group[3], 3);
    assert_int_equal(group[4], 3);
}

static void test_what_does_not_join_late(void **state)
{
    struct links l = { 0 };
    uint32_t group[4];
    bool is_bare[4] = { false };
    const struct link_rules rules = { .join = 0.1F, .closeness = 0.55F, .is_bare = is_bare };

    (void)state;
    tie_late(&l, 0, 1, 0.5F); /* two that are alone are no event */
    link_all(&l, 2, &rules, group);
    assert_int_equal(group[1], 1);
    l.n = 0;
    tie_all(&l, 0, 2, 0.5F);
    for (uint32_t i = 0; i < 3; i++)
        tie_late(&l, i, 3, 0.15F);
    is_bare[3] = true;
    link_all(&l, 4, &rules, group);
    assert_int_equal(group[3], 3);
    is_bare[3] = false;
    tie(&l, 0, 3, -1e7F); /* parted from one of them */
    link_all(&l, 4, &rules, group);
    assert_int_equal(group[3], 3);
}

/* Far from what joins, a score is none. */
static void test_low_scores_are_none(void **state)
{
    const struct edge_scores scores = link_scores(0.009F, 0.02F, 0.1F);

    (void)state;
    assert_true(scores.score == 0 && scores.late == 0.02F);
    assert_true(link_scores(0.001F, 0.009F, 0.1F).late == 0);
    assert_true(link_scores(-1, -1, 0.1F).score == -1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_average_decides),
        cmocka_unit_test(test_one_high_score_pulls_less),
        cmocka_unit_test(test_large_groups_take_in_pieces),
        cmocka_unit_test(test_parted_pieces_stay_apart),
        cmocka_unit_test(test_no_join_without_a_near_pair),
        cmocka_unit_test(test_order_of_edges),
        cmocka_unit_test(test_groups_are_close_by_their_own_measure),
        cmocka_unit_test(test_tied_groups_take_in_others),
        cmocka_unit_test(test_large_groups_join_by_their_average),
        cmocka_unit_test(test_refused_groups_go_on),
        cmocka_unit_test(test_what_is_alone_joins_late),
        cmocka_unit_test(test_what_does_not_join_late),
        cmocka_unit_test(test_low_scores_are_none),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
