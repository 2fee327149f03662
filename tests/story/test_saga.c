#include "story/coast.h"

#include <string.h>

#include "../src/story/saga_priv.h"
#include "../src/story/sets_priv.h"
#include "tearsheet/story/group.h"

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
    enum { N_STORIES = 12, N_TIES = N_STORIES * (N_STORIES - 1) / 2 };
    struct saga_tie ties[N_TIES];
    uint32_t seed = 3, want[N_STORIES];
    size_t n = 0;

    (void)state;
    for (uint32_t x = 0; x < N_STORIES; x++)
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
        uint32_t *sagas = saga_link(&a, &rules_default, N_STORIES, ties, N_TIES);
        for (uint32_t i = 0; i < N_STORIES; i++) {
            if (round == 0)
                want[i] = sets_first(sagas, i);
            assert_int_equal(sets_first(sagas, i), want[i]);
        }
        ts_arena_done(&a);
    }
}

/* A library whose stories are right; every story is in the saga `saga_id`, right or wrong. */
struct shelf {
    struct ts_arena arena;
    struct ts_grouper *grouper;
    int64_t ids[N], story[N], saga[N];
};

static void shelf_open(struct shelf *s, int64_t saga_id)
{
    *s = (struct shelf){ 0 };
    s->grouper = ts_grouper_new(&s->arena);
    for (size_t i = 0; i < N; i++) {
        const struct ts_report report = report_of(i);
        size_t first = 0;
        while (strcmp(library[first].story, library[i].story) != 0)
            first++;
        s->ids[i] = report.id;
        s->story[i] = (int64_t)first + 1;
        s->saga[i] = saga_id;
        const struct ts_placement where = { s->story[i], saga_id, library[i].copy_of, 1 };
        ts_grouper_seed(s->grouper, ts_fingerprint_make(&s->arena, &report), &where);
    }
}

static void shelf_put(struct shelf *s, int64_t story_id, int64_t saga_id)
{
    for (size_t i = 0; i < N; i++)
        if (s->story[i] == story_id)
            s->saga[i] = saga_id;
}

/* Looks for the sagas of the first `n` reports' stories; returns how many are others. */
static size_t shelf_ask(struct shelf *s, size_t n)
{
    size_t n_sagas;
    const struct ts_saga_of *sagas = ts_grouper_sagas(s->grouper, &s->arena, s->ids, n, &n_sagas);

    for (size_t i = 0; i < n_sagas; i++) {
        shelf_put(s, sagas[i].story_id, sagas[i].saga_id);
        if (sagas[i].saga_id != 0)
            shelf_put(s, sagas[i].saga_id, sagas[i].saga_id);
    }
    return n_sagas;
}

/* Whatever sagas were thought of before the texts were known, they come out as if all stories had
 * just come; and then nothing is left to be done. */
static void test_sagas_are_found_anew(void **state)
{
    (void)state;
    for (int64_t before = 0; before < 2; before++) {
        struct shelf s;
        shelf_open(&s, before);
        assert_true(shelf_ask(&s, N) > 0);
        for (size_t i = 0; i < N; i++)
            for (size_t k = 0; k < i; k++) {
                bool want = library[i].saga[0] && strcmp(library[i].saga, library[k].saga) == 0;
                bool got = s.saga[i] != 0 && s.saga[i] == s.saga[k];
                if (s.story[i] != s.story[k])
                    assert_int_equal(got, want);
            }
        assert_int_equal(shelf_ask(&s, N), 0);
        ts_arena_done(&s.arena);
    }
}

/* A story that has other reports, too, keeps its saga. */
static void test_sagas_of_other_stories_stay(void **state)
{
    struct shelf s;

    (void)state;
    shelf_open(&s, 1);
    for (size_t n = 0; n < N; n++) {
        shelf_ask(&s, n);
        for (size_t i = n; i < N; i++)
            assert_int_equal(s.saga[i], 1);
    }
    ts_arena_done(&s.arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_sagas_need_a_second_tie),
        cmocka_unit_test(test_order_of_ties),
        cmocka_unit_test(test_sagas_are_found_anew),
        cmocka_unit_test(test_sagas_of_other_stories_stay),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
