#include "story/coast.h"

#include <string.h>

#include "tearsheet/story/group.h"
#include "tearsheet/story/why.h"

static void assert_stories(const struct ts_placement *where)
{
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; k < N; k++) {
            bool want = strcmp(library[i].story, library[k].story) == 0;
            bool got = where[i].story_id == where[k].story_id;
            if (want != got)
                print_error("%s: %s / %s\n", want ? "apart" : "together", library[i].title,
                            library[k].title);
            assert_int_equal(want, got);
        }
        for (size_t k = 0; k < i; k++) {
            bool want = library[i].saga[0] && strcmp(library[i].saga, library[k].saga) == 0;
            bool got = where[i].saga_id != 0 && where[i].saga_id == where[k].saga_id;
            if (want != got)
                print_error("saga %s: %s / %s\n", want ? "missed" : "found", library[i].title,
                            library[k].title);
            assert_int_equal(want, got);
        }
        assert_int_equal(where[i].copy_of_id, library[i].copy_of);
        assert_true(where[i].score > 0 && where[i].score <= 1);
    }
}

static void test_all_at_once(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_report reports[N];
    struct ts_placement where[N];

    (void)state;
    for (size_t i = 0; i < N; i++)
        reports[i] = report_of(i);
    ts_group_all(&a, reports, N, where);
    assert_stories(where);
    for (size_t i = 0; i < N; i++) /* ids are those of the earliest report */
        assert_true(library[where[i].story_id - 1].at <= library[i].at);
    ts_arena_done(&a);
}

/* A small library in which a word of all texts of a feed looks rare. */
static void test_word_of_a_feed(void **state)
{
    static const char *const titles[] = { "Bring your own", "The cello floats", "Boots by noon" };
    struct ts_arena a = { 0 };
    struct ts_report reports[TS_COUNT(titles)];
    struct ts_placement where[TS_COUNT(titles)];

    (void)state;
    for (size_t i = 0; i < TS_COUNT(titles); i++)
        reports[i] =
            (struct ts_report){ .id = (int64_t)i + 1,
                                .title = ts_str_of(titles[i]),
                                .text = TS_STR("A summary of it."),
                                .site = TS_STR("Tide Post"),
                                .published = { .at = 1741068600, .precision = TS_WHEN_TIME } };
    ts_group_all(&a, reports, TS_COUNT(titles), where);
    assert_true(where[0].story_id != where[1].story_id && where[0].story_id != where[2].story_id);
    assert_true(where[1].story_id != where[2].story_id);
    ts_arena_done(&a);
}

/* The same stories, ids and copies in whatever order the reports are given. */
static void test_any_order(void **state)
{
    uint32_t seed = 1;

    (void)state;
    for (int round = 0; round < 30; round++) {
        struct ts_arena a = { 0 };
        struct ts_report reports[N];
        struct ts_placement got[N], where[N];
        for (size_t i = 0; i < N; i++)
            reports[i] = report_of(i);
        for (size_t i = N - 1; i > 0; i--) {
            seed = seed * 1664525u + 1013904223u;
            size_t k = (seed >> 8) % (i + 1);
            struct ts_report swap = reports[i];
            reports[i] = reports[k];
            reports[k] = swap;
        }
        ts_group_all(&a, reports, N, got);
        for (size_t i = 0; i < N; i++)
            where[reports[i].id - 1] = got[i];
        assert_stories(where);
        ts_arena_done(&a);
    }
}

static void test_without_anything(void **state)
{
    struct ts_arena a = { 0 };
    const struct ts_report reports[] = { { .id = 1 },
                                         { .id = 2 },
                                         { .id = 3, .title = TS_STR("x") } };
    struct ts_placement where[3];

    (void)state;
    ts_group_all(&a, NULL, 0, NULL);
    ts_group_all(&a, reports, 3, where);
    for (size_t i = 0; i < 3; i++) {
        assert_int_equal(where[i].story_id, reports[i].id);
        assert_int_equal(where[i].copy_of_id, 0);
    }
    ts_arena_done(&a);
}

static void place(struct ts_arena *a, struct ts_grouper *g, size_t i, struct ts_placement *where)
{
    const struct ts_report report = report_of(i);
    struct ts_fingerprint *fp = ts_fingerprint_make(a, &report);

    ts_grouper_place(g, fp, where);
    if (where->story_id == 0)
        where->story_id = report.id;
    ts_grouper_seed(g, fp, where);
}

/* As the store does: a saga found is that of all reports of the story, and of its first story. */
static void spread_sagas(struct ts_placement *where)
{
    for (size_t i = 0; i < N; i++) {
        for (size_t k = 0; where[i].saga_id != 0 && k < N; k++) {
            if (where[k].story_id == where[i].story_id || where[k].story_id == where[i].saga_id)
                where[k].saga_id = where[i].saga_id;
        }
    }
}

static void by_arrival(size_t order[N])
{
    for (size_t i = 0; i < N; i++) {
        size_t k = i;
        for (; k > 0 && library[order[k - 1]].at > library[i].at; k--)
            order[k] = order[k - 1];
        order[k] = i;
    }
}

static void test_one_at_a_time(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_grouper *g = ts_grouper_new(&a);
    struct ts_placement where[N] = { 0 };
    size_t order[N];

    (void)state;
    by_arrival(order);
    for (size_t i = 0; i < N; i++)
        place(&a, g, order[i], &where[order[i]]);
    spread_sagas(where);
    assert_stories(where);
    ts_arena_done(&a);
}

/* A store of what was placed; reading from it fills what may be held. */
struct shelf {
    ts_str kept[N];
    struct ts_arena *held;
    size_t n_read;
};

static struct ts_fingerprint *read_back(void *user, struct ts_arena *a, int64_t id)
{
    struct shelf *shelf = user;
    struct ts_fingerprint *fp;
    struct ts_err err;

    assert_ok(ts_fingerprint_unpack(a, shelf->kept[id - 1], &fp, &err), &err);
    ts_arena_alloc_raw(shelf->held, TS_GROUP_MAX_BYTES / 3);
    shelf->n_read++;
    return fp;
}

static void test_read_back(void **state)
{
    struct ts_arena a = { 0 }, held = { 0 };
    struct shelf shelf = { .held = &held };
    const struct ts_fingerprints from = { &shelf, read_back, &held };
    struct ts_grouper *g = ts_grouper_new(&a);
    struct ts_placement where[N] = { 0 };
    size_t order[N];

    (void)state;
    ts_grouper_read_from(g, &from);
    by_arrival(order);
    for (size_t i = 0; i < N; i++) {
        struct ts_arena scratch = { 0 };
        const struct ts_report report = report_of(order[i]);
        assert_in_range(report.id, 1, N);
        shelf.kept[report.id - 1] = ts_fingerprint_pack(&a, ts_fingerprint_make(&a, &report));
        place(&scratch, g, order[i], &where[order[i]]);
        ts_arena_done(&scratch); /* none of it is kept */
    }
    spread_sagas(where);
    assert_stories(where);
    assert_true(shelf.n_read > N); /* some were let go in between */
    ts_arena_done(&held);
    ts_arena_done(&a);
}

/* A report that is gone from the store is like no other. */
static struct ts_fingerprint *read_nothing(void *user, struct ts_arena *a, int64_t id)
{
    (void)user, (void)a, (void)id;
    return NULL;
}

static void test_lost(void **state)
{
    struct ts_arena a = { 0 }, held = { 0 };
    const struct ts_fingerprints from = { NULL, read_nothing, &held };
    struct ts_grouper *g = ts_grouper_new(&a);
    const struct ts_report report = report_of(0);
    struct ts_fingerprint *fp = ts_fingerprint_make(&a, &report);
    struct ts_placement where = { .story_id = 7 };

    (void)state;
    ts_grouper_read_from(g, &from);
    ts_grouper_seed(g, fp, &where);
    ts_grouper_place(g, fp, &where);
    assert_int_equal(where.story_id, 0);
    ts_arena_done(&held);
    ts_arena_done(&a);
}

/* What the store gave back after a restart serves as well as what was placed before it. */
static void test_restart(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_placement where[N] = { 0 };
    ts_str kept[N];
    size_t order[N];
    struct ts_err err;

    (void)state;
    by_arrival(order);
    for (size_t n = 0; n < N; n++) {
        struct ts_grouper *g = ts_grouper_new(&a);
        for (size_t i = 0; i < n; i++) {
            struct ts_fingerprint *fp;
            assert_ok(ts_fingerprint_unpack(&a, kept[order[i]], &fp, &err), &err);
            ts_grouper_seed(g, fp, &where[order[i]]);
        }
        place(&a, g, order[n], &where[order[n]]);
        const struct ts_report report = report_of(order[n]);
        kept[order[n]] = ts_fingerprint_pack(&a, ts_fingerprint_make(&a, &report));
        spread_sagas(where);
    }
    assert_stories(where);
    ts_arena_done(&a);
}

/* Expecting reports changes their weights and nothing else: they are counted once. */
static void test_expected(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_grouper *g = ts_grouper_new(&a);
    struct ts_placement where[N] = { 0 };
    size_t order[N];

    (void)state;
    by_arrival(order);
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < N; i++) {
            const struct ts_report report = report_of(i);
            ts_grouper_expect(g, ts_fingerprint_make(&a, &report));
        }
    }
    for (size_t i = 0; i < N; i++)
        place(&a, g, order[i], &where[order[i]]);
    spread_sagas(where);
    assert_stories(where);
    ts_arena_done(&a);
}

static void test_constraints(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_grouper *g = ts_grouper_new(&a);
    struct ts_placement first, second, copy, other;

    (void)state;
    ts_grouper_constrain(g, 1, 2, false);
    ts_grouper_constrain(g, 3, 1, false);
    ts_grouper_constrain(g, 10, 1, true);
    place(&a, g, 0, &first);
    place(&a, g, 1, &second);
    place(&a, g, 2, &copy);
    place(&a, g, 9, &other);
    assert_int_equal(first.story_id, 1);
    assert_int_equal(second.story_id, 2);
    assert_int_not_equal(copy.story_id, 1);
    assert_int_equal(other.story_id, 1);
    ts_arena_done(&a);
}

static bool has(const ts_str *v, size_t n, const char *word)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_is(v[i], word))
            return true;
    return false;
}

static void test_why(void **state)
{
    struct ts_arena a = { 0 };
    const struct ts_report x = report_of(9), y = report_of(10), z = report_of(7);

    (void)state;
    struct ts_story_why *why = ts_story_why(&a, NULL, &x, &y);
    assert_true(has(why->names, why->n_names, "Osterley"));
    assert_true(has(why->words, why->n_words, "library"));
    assert_true(has(why->numbers, why->n_numbers, "60,000"));
    assert_true(why->hours_apart == 3);
    assert_false(why->is_same_site);
    assert_true(why->score > 0.5F && why->overlap < 0.2F);
    why = ts_story_why(&a, NULL, &x, &z);
    assert_true(why->score < 0.5F);
    ts_arena_done(&a);
}

/* One outlet fills in a form for each district: two events an hour apart.  A second report of one
 * of them in other words is of its story. */
static void test_series_of_one_outlet(void **state)
{
    static const char first[] =
        "The Reed Party has won the council of Upper Corvane with 38 per cent of the votes, ahead "
        "of "
        "the Lantern List with 31, after all boats were counted on Thursday.  Its candidate Odo "
        "Wendrick will be warden.  Turnout was 64 per cent.  "
        "The huts closed at six, and the Harbour Office, which watched the count, had no "
        "objections.";
    static const char second[] =
        "The Reed Party has won the council of Lower Mardle with 41 per cent of the votes, ahead "
        "of "
        "the Lantern List with 36, after all boats were counted on Thursday.  Its candidate Petra "
        "Quillam will be warden.  Turnout was 59 per cent.  "
        "The huts closed at six, and the Harbour Office, which watched the count, had no "
        "objections.";
    static const char other[] =
        "Odo Wendrick danced on the jetty of Upper Corvane.  The new warden of the Reed Party got "
        "38 "
        "per cent, seven more than the Lantern List had hoped he would leave it.";
    struct ts_arena a = { 0 };
    const struct ts_report reports[] = {
        { .id = 1,
          .title = TS_STR("Reed Party wins in Upper Corvane"),
          .text = ts_str_of(first),
          .site = TS_STR("The Sluice"),
          .lang = TS_STR("en"),
          .published = { .at = 1900000000, .precision = TS_WHEN_TIME } },
        { .id = 2,
          .title = TS_STR("Reed Party wins in Lower Mardle"),
          .text = ts_str_of(second),
          .site = TS_STR("The Sluice"),
          .lang = TS_STR("en"),
          .published = { .at = 1900003600, .precision = TS_WHEN_TIME } },
        { .id = 3,
          .title = TS_STR("Wendrick is warden of Upper Corvane"),
          .text = ts_str_of(other),
          .site = TS_STR("Corvane Courant"),
          .lang = TS_STR("en"),
          .published = { .at = 1900007200, .precision = TS_WHEN_TIME } },
    };
    struct ts_placement where[TS_COUNT(reports)];

    (void)state;
    ts_group_all(&a, reports, TS_COUNT(reports), where);
    assert_int_equal(where[1].copy_of_id, 0);
    assert_int_not_equal(where[0].story_id, where[1].story_id);
    assert_int_equal(where[2].story_id, where[0].story_id);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_at_once),   cmocka_unit_test(test_word_of_a_feed),
        cmocka_unit_test(test_any_order),     cmocka_unit_test(test_without_anything),
        cmocka_unit_test(test_one_at_a_time), cmocka_unit_test(test_restart),
        cmocka_unit_test(test_read_back),     cmocka_unit_test(test_lost),
        cmocka_unit_test(test_expected),      cmocka_unit_test(test_constraints),
        cmocka_unit_test(test_why),           cmocka_unit_test(test_series_of_one_outlet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
