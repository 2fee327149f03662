/* Stories that are looked at again when more reports have come. */
#include "story/shelf.h"

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
        cmocka_unit_test(nothing_to_look_at),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
