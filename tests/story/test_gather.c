/* Reports that are gathered, and find their places all at once. */
#include "../src/story/group_priv.h"
#include "story/shelf.h"

#include <stdlib.h>

static int by_time(const void *p, const void *q)
{
    const struct ts_fingerprint *a = *(struct ts_fingerprint *const *)p;
    const struct ts_fingerprint *b = *(struct ts_fingerprint *const *)q;

    return a->at != b->at ? (a->at > b->at) - (a->at < b->at) : (a->id > b->id) - (a->id < b->id);
}

/* Gathers what has no place yet, gives all of it one, and tells the grouper so; returns the moves.
 */
static struct ts_move *shelf_gather(struct shelf *s, size_t *n)
{
    struct ts_fingerprint *sorted[N_ALL];
    size_t n_sorted = 0;
    struct ts_map fresh = { .arena = &s->arena };

    for (size_t i = 0; i < N_ALL; i++)
        if (s->where[i].story_id == 0)
            sorted[n_sorted++] = s->fps[i];
    qsort(sorted, n_sorted, sizeof *sorted, by_time);
    for (size_t i = 0; i < n_sorted; i++)
        ts_grouper_expect(s->grouper, sorted[i]);
    for (size_t i = 0; i < n_sorted; i++) {
        ts_grouper_gather(s->grouper, sorted[i]);
        s->ids[s->n++] = sorted[i]->id;
    }
    struct ts_move *moves = ts_grouper_repair(s->grouper, &s->arena, 0, s->ids, s->n, n);
    for (size_t i = 0; i < *n; i++) {
        int64_t *story = ts_map_put(&fresh, (uint64_t)moves[i].first_id);
        if (moves[i].where.story_id == 0)
            moves[i].where.story_id = *story = *story != 0 ? *story : ++s->n_stories;
        s->where[moves[i].id - 1] = moves[i].where;
    }
    ts_grouper_obey(s->grouper, moves, *n);
    return moves;
}

/* Asks for the sagas of what was gathered: they are those of the library. */
static void assert_sagas(struct shelf *s)
{
    struct ts_map saga_of = { .arena = &s->arena };
    size_t n;
    const struct ts_saga_of *sagas = ts_grouper_sagas(s->grouper, &s->arena, s->ids, s->n, &n);

    assert_true(n > 0);
    for (size_t i = 0; i < n; i++) {
        *ts_map_put(&saga_of, (uint64_t)sagas[i].story_id) = sagas[i].saga_id;
        *ts_map_put(&saga_of, (uint64_t)sagas[i].saga_id) = sagas[i].saga_id;
    }
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < i; k++) {
            const int64_t *x = ts_map_find(&saga_of, (uint64_t)s->where[i].story_id);
            const int64_t *y = ts_map_find(&saga_of, (uint64_t)s->where[k].story_id);
            bool want = library[i].saga[0] && strcmp(library[i].saga, library[k].saga) == 0;
            if (s->where[i].story_id != s->where[k].story_id)
                assert_int_equal(x && y && *x == *y, want);
        }
    }
}

/* However many had their places before, and whatever these were. */
static void gathered_reports_get_the_same_stories(void **state)
{
    uint32_t seed = 3;
    size_t order[N_ALL], n;

    (void)state;
    for (size_t i = 0; i < N_ALL; i++)
        order[i] = i;
    for (size_t n_placed = 0; n_placed <= N_ALL; n_placed++) {
        struct shelf s;
        shelf_open(&s);
        shuffle(order, N_ALL, &seed);
        for (size_t i = 0; i < n_placed; i++)
            shelf_add(&s, order[i]);
        shelf_gather(&s, &n);
        assert_true(n >= N_ALL - n_placed);
        assert_events(&s);
        for (size_t i = 0; i < N_ALL; i++)
            assert_int_not_equal(s.where[i].story_id, 0);
        for (size_t i = n_placed; i < N_ALL; i++)
            if (order[i] < N && library[order[i]].copy_of != 0 && n_placed == 0)
                assert_int_equal(s.where[order[i]].copy_of_id, library[order[i]].copy_of);
        if (n_placed == 0)
            assert_sagas(&s);
        assert_int_equal(shelf_repair(&s, s.ids, s.n), 0); /* it knows where they are */
        shelf_close(&s);
    }
}

/* A copy of a report whose story stays as it is goes there, and leaves nothing. */
static void a_gathered_copy_joins_its_original(void **state)
{
    struct shelf s;
    size_t n, copy = 0;

    (void)state;
    while (library[copy].copy_of == 0)
        copy++;
    shelf_open(&s);
    for (size_t i = 0; i < N_ALL; i++)
        if (i != copy)
            shelf_add(&s, i);
    shelf_repair(&s, s.ids, s.n);
    shelf_reopen(&s, s.where);
    s.n = 0;
    const struct ts_move *moves = shelf_gather(&s, &n);
    assert_int_equal(n, 1);
    assert_int_equal(moves[0].id, s.fps[copy]->id);
    assert_int_equal(moves[0].from_id, 0);
    assert_int_equal(moves[0].where.copy_of_id, library[copy].copy_of);
    assert_int_equal(moves[0].where.story_id, s.where[library[copy].copy_of - 1].story_id);
    shelf_close(&s);
}

static struct ts_fingerprint *find_on_shelf(void *user, struct ts_arena *a, int64_t id)
{
    struct ts_fingerprint *fp;
    ts_str bytes = ts_fingerprint_pack(a, ((struct shelf *)user)->fps[id - 1]);

    assert_int_equal(ts_fingerprint_unpack(a, bytes, &fp, NULL), TS_OK);
    return fp;
}

/* However few of the reports are held at once. */
static void many_rounds_find_the_same_stories(void **state)
{
    static const size_t round_bytes[] = { 1, 3000, 10000, GROUPER_ROUND_BYTES };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(round_bytes); i++) {
        struct ts_arena held = { 0 };
        struct shelf s;
        size_t n;
        shelf_open(&s);
        ts_grouper_read_from(s.grouper, &(struct ts_fingerprints){ &s, find_on_shelf, &held });
        s.grouper->round_bytes = round_bytes[i];
        shelf_gather(&s, &n);
        assert_int_equal(n, N_ALL);
        assert_events(&s);
        assert_sagas(&s);
        shelf_close(&s);
        ts_arena_done(&held);
    }
}

/* How much is held at most while a shelf is read. */
struct reading {
    struct shelf shelf;
    struct ts_arena held;
    size_t most;
};

static struct ts_fingerprint *find_and_note(void *user, struct ts_arena *a, int64_t id)
{
    struct reading *r = user;

    r->most = r->held.used > r->most ? r->held.used : r->most;
    return find_on_shelf(&r->shelf, a, id);
}

/* What placing reports held is no part of what a round of a region may hold. */
static void what_placing_held_is_let_go(void **state)
{
    struct reading r = { 0 };
    struct shelf *s = &r.shelf;

    (void)state;
    shelf_open(s);
    ts_grouper_read_from(s->grouper, &(struct ts_fingerprints){ &r, find_and_note, &r.held });
    for (size_t i = 0; i < N_ALL; i++)
        shelf_add(s, i);
    const size_t held = r.held.used;
    s->grouper->round_bytes = held / 4;
    r.most = 0;
    shelf_repair(s, s->ids, s->n);
    assert_events(s);
    assert_in_range(r.most, 1, held / 2);
    shelf_close(s);
    ts_arena_done(&r.held);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gathered_reports_get_the_same_stories),
        cmocka_unit_test(a_gathered_copy_joins_its_original),
        cmocka_unit_test(many_rounds_find_the_same_stories),
        cmocka_unit_test(what_placing_held_is_let_go),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
