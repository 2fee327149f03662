#include "../src/story/group_priv.h"
#include "story/coast.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/map.h"
#include "tearsheet/story/group.h"

/* One event from three sides: the first two reports have little in common but their subject, and
 * the third has all of it. */
static const struct {
    const char *site, *title, *text;
} sides[] = {
    { "Ellend Mercury", "Three thousand without water on the Skerry road",
      "Taps are dry in some three thousand homes along the Skerry road after a main burst at "
      "Lantern Hill.\n\n"
      "The water board has put tanks at the school and at the chapel. People should bring their "
      "own buckets, it says.\n\n"
      "Bus drivers have been told to turn round at the chapel." },
    { "Skerry Ledger", "Tobias Renke's cellar is now a pond",
      "Councillor Tobias Renke has lost his wine, his bicycle and a cello to a burst main that "
      "filled his cellar.\n\n"
      "\"The cello floats,\" he said. The fire brigade pumped until noon.\n\n"
      "His neighbour Dagny Corve saved eleven hens." },
    { "Northern Wire", "Burst main floods cellars at Lantern Hill, homes without water",
      "A main that burst at Lantern Hill has filled cellars and left three thousand homes along "
      "the Skerry road without water.\n\n"
      "The fire brigade pumped until noon, among others the cellar of councillor Tobias Renke, "
      "who lost his wine and a cello. His neighbour Dagny Corve saved her hens.\n\n"
      "The water board has put tanks at the school and at the chapel, where buses turn round. "
      "People should bring buckets." },
};
enum { N_SIDES = TS_COUNT(sides), N_ALL = N + N_SIDES };

static struct ts_report side_of(size_t i)
{
    return (struct ts_report){
        .id = (int64_t)(N + i) + 1,
        .title = ts_str_of(sides[i].title),
        .text = ts_str_of(sides[i].text),
        .site = ts_str_of(sides[i].site),
        .lang = TS_STR("en"),
        .published = { .at = START + (int64_t)(58 + i) * HOUR, .precision = TS_WHEN_TIME },
    };
}

/* A library as a store would keep it: where each report is, and ids that were given out. */
struct shelf {
    struct ts_arena arena;
    struct ts_grouper *grouper;
    struct ts_fingerprint *fps[N_ALL];
    struct ts_placement where[N_ALL];
    int64_t ids[N_ALL]; /* of those that came, in that order */
    size_t n;
    int64_t n_stories;
    int64_t whole_from_at;
};

static void shelf_open(struct shelf *s)
{
    *s = (struct shelf){ 0 };
    s->grouper = ts_grouper_new(&s->arena);
    for (size_t i = 0; i < N_ALL; i++) {
        const struct ts_report report = i < N ? report_of(i) : side_of(i - N);
        s->fps[i] = ts_fingerprint_make(&s->arena, &report);
    }
}

static void shelf_add(struct shelf *s, size_t i)
{
    ts_grouper_place(s->grouper, s->fps[i], &s->where[i]);
    if (s->where[i].story_id == 0)
        s->where[i].story_id = ++s->n_stories;
    ts_grouper_seed(s->grouper, s->fps[i], &s->where[i]);
    s->ids[s->n++] = s->fps[i]->id;
}

/* As after a restart: reports with the ids from `from` on have come since. */
static void shelf_reopen(struct shelf *s, const struct ts_placement *where)
{
    s->grouper = ts_grouper_new(&s->arena);
    for (size_t i = 0; i < s->n; i++) {
        size_t k = (size_t)s->ids[i] - 1;
        s->where[k] = where[k];
        ts_grouper_seed(s->grouper, s->fps[k], &s->where[k]);
    }
}

/* Makes the moves as a store does; returns how many there were. */
static size_t shelf_repair(struct shelf *s, const int64_t *ids, size_t n_ids)
{
    struct ts_map fresh = { .arena = &s->arena };
    size_t n;
    const struct ts_move *moves =
        ts_grouper_repair(s->grouper, &s->arena, s->whole_from_at, ids, n_ids, &n);

    for (size_t i = 0; i < n; i++) {
        struct ts_placement *where = &s->where[moves[i].id - 1];
        assert_int_equal(moves[i].from_id, where->story_id);
        assert_int_not_equal(moves[i].where.story_id, where->story_id);
        assert_true(moves[i].where.score > 0 && moves[i].where.score <= 1);
        *where = moves[i].where;
        if (where->story_id != 0)
            continue;
        int64_t *story = ts_map_put(&fresh, (uint64_t)moves[i].first_id);
        if (*story == 0)
            *story = ++s->n_stories;
        where->story_id = *story;
    }
    return n;
}

static void shelf_close(struct shelf *s)
{
    ts_arena_done(&s->arena);
}

static bool is_one_event(size_t i, size_t k)
{
    if (i >= N || k >= N)
        return i >= N && k >= N;
    return strcmp(library[i].story, library[k].story) == 0;
}

static void assert_events(const struct shelf *s)
{
    for (size_t i = 0; i < N_ALL; i++) {
        for (size_t k = 0; k < i; k++) {
            bool got = s->where[i].story_id == s->where[k].story_id;
            if (got != is_one_event(i, k))
                print_error("%zu and %zu are %s\n", i, k, got ? "together" : "apart");
            assert_int_equal(got, is_one_event(i, k));
        }
    }
}

static void shuffle(size_t *v, size_t n, uint32_t *seed)
{
    for (size_t i = n - 1; i > 0; i--) {
        *seed = *seed * 1664525u + 1013904223u;
        size_t k = (*seed >> 8) % (i + 1), swap = v[i];
        v[i] = v[k];
        v[k] = swap;
    }
}

/* However the reports came, the events are the same once the stories were looked at again; and
 * then there is nothing left to move. */
static void any_order_gives_the_same_stories(void **state)
{
    uint32_t seed = 1;
    size_t order[N_ALL], n_moves = 0;

    (void)state;
    for (size_t i = 0; i < N_ALL; i++)
        order[i] = i;
    for (int round = 0; round < 60; round++) {
        struct shelf s;
        shelf_open(&s);
        shuffle(order, N_ALL, &seed);
        for (size_t i = 0; i < N_ALL; i++)
            shelf_add(&s, order[i]);
        n_moves += shelf_repair(&s, s.ids, s.n);
        assert_events(&s);
        shelf_reopen(&s, s.where);
        assert_int_equal(shelf_repair(&s, s.ids, s.n), 0);
        shelf_close(&s);
    }
    assert_true(n_moves > 0); /* or else the reports put nothing to the test */
}

/* The two sides were two stories before the report that has both. */
static void put_sides(struct shelf *s)
{
    shelf_open(s);
    for (size_t i = 0; i < N; i++)
        shelf_add(s, i);
    shelf_add(s, N);
    shelf_add(s, N + 1);
    assert_int_not_equal(s->where[N].story_id, s->where[N + 1].story_id);
}

static void a_late_report_merges_two_stories(void **state)
{
    struct shelf s;

    (void)state;
    put_sides(&s);
    int64_t first = s.where[N].story_id;
    shelf_add(&s, N + 2);
    const int64_t id = s.fps[N + 2]->id;
    assert_true(shelf_repair(&s, &id, 1) > 0);
    for (size_t i = 0; i < N_SIDES; i++)
        assert_int_equal(s.where[N + i].story_id, first);
    shelf_close(&s);
}

static void the_story_that_ends_is_told(void **state)
{
    struct shelf s;
    size_t n, n_ends = 0;

    (void)state;
    put_sides(&s);
    shelf_add(&s, N + 2);
    const int64_t id = s.fps[N + 2]->id;
    const struct ts_move *moves = ts_grouper_repair(s.grouper, &s.arena, 0, &id, 1, &n);
    for (size_t i = 0; i < n; i++)
        if (moves[i].from_id == s.where[N + 1].story_id)
            n_ends += moves[i].ends_story;
    assert_true(n_ends > 0);
    shelf_close(&s);
}

static void what_the_reader_parted_stays_apart(void **state)
{
    struct shelf s;

    (void)state;
    put_sides(&s);
    shelf_add(&s, N + 2);
    ts_grouper_constrain(s.grouper, s.fps[N]->id, s.fps[N + 1]->id, false);
    shelf_repair(&s, s.ids, s.n);
    assert_int_not_equal(s.where[N].story_id, s.where[N + 1].story_id);
    shelf_close(&s);
}

/* The reader joined the library's story with that of the stranding: all of both stay. */
static void what_the_reader_joined_stays_together(void **state)
{
    struct shelf s;

    (void)state;
    put_sides(&s);
    struct ts_placement where[N_ALL];
    memcpy(where, s.where, sizeof where);
    for (size_t i = 0; i < N; i++)
        if (strcmp(library[i].story, "library") == 0)
            where[i].story_id = s.where[5].story_id;
    shelf_reopen(&s, where);
    ts_grouper_constrain(s.grouper, 6, 10, true);
    shelf_repair(&s, s.ids, s.n);
    assert_int_equal(s.where[5].story_id, s.where[6].story_id);
    assert_int_equal(s.where[9].story_id, s.where[5].story_id);
    assert_int_equal(s.where[10].story_id, s.where[5].story_id);
    shelf_close(&s);
}

/* Two reports of one event that were put with others go where they belong, or into a new story
 * together; the copy goes with its original. */
static void reports_leave_the_wrong_story(void **state)
{
    struct shelf s;

    (void)state;
    shelf_open(&s);
    for (size_t i = 0; i < N_ALL; i++)
        shelf_add(&s, i);
    shelf_repair(&s, s.ids, s.n);
    assert_events(&s);
    struct ts_placement where[N_ALL];
    memcpy(where, s.where, sizeof where);
    for (size_t i = 0; i < N; i++) /* the library's among the sinking's, which are more */
        if (strcmp(library[i].story, "library") == 0)
            where[i].story_id = where[0].story_id;
    where[0].story_id = where[2].story_id = where[5].story_id;
    shelf_reopen(&s, where);
    shelf_repair(&s, s.ids, s.n);
    assert_events(&s);
    shelf_close(&s);
}

/* What began long ago may not be known in full, and loses nothing. */
static void old_stories_lose_nothing(void **state)
{
    struct shelf s;

    (void)state;
    shelf_open(&s);
    for (size_t i = 0; i < N; i++)
        shelf_add(&s, i);
    struct ts_placement where[N_ALL];
    memcpy(where, s.where, sizeof where);
    where[9].story_id = where[0].story_id; /* the library's first report is in the wrong story */
    shelf_reopen(&s, where);
    s.whole_from_at = START + (int64_t)14 * DAY;
    for (size_t i = 0; i < 2; i++) { /* whose other reports may not be known, or are */
        shelf_repair(&s, s.ids, s.n);
        assert_true((s.where[9].story_id == where[0].story_id) == (i == 0));
        s.whole_from_at = 0;
    }
    shelf_close(&s);
}

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

static void nothing_to_look_at(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_grouper *g = ts_grouper_new(&a);
    const int64_t unknown = 7;
    size_t n = 1;

    (void)state;
    ts_grouper_repair(g, &a, 0, NULL, 0, &n);
    assert_int_equal(n, 0);
    ts_grouper_repair(g, &a, 0, &unknown, 1, &n);
    assert_int_equal(n, 0);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(any_order_gives_the_same_stories),
        cmocka_unit_test(a_late_report_merges_two_stories),
        cmocka_unit_test(the_story_that_ends_is_told),
        cmocka_unit_test(what_the_reader_parted_stays_apart),
        cmocka_unit_test(what_the_reader_joined_stays_together),
        cmocka_unit_test(reports_leave_the_wrong_story),
        cmocka_unit_test(old_stories_lose_nothing),
        cmocka_unit_test(gathered_reports_get_the_same_stories),
        cmocka_unit_test(a_gathered_copy_joins_its_original),
        cmocka_unit_test(many_rounds_find_the_same_stories),
        cmocka_unit_test(nothing_to_look_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
