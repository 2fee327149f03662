#include "support/support.h"

#include <string.h>

#include "tearsheet/story/group.h"
#include "tearsheet/story/why.h"

enum { HOUR = 3600, DAY = 24 * HOUR };

/* Two weeks of an invented coast.  `story` is the event, `saga` the affair, `copy_of` the number of
 * the original. */
static const struct {
    const char *story, *saga;
    int at; /* hours since the start of the week */
    const char *site, *lang, *title, *text;
    int copy_of;
} library[] = {
    { "sinking", "wreck", 22, "Northern Wire", "en",
      "Slate lighter sinks off Port Ellend, six saved",
      "PORT ELLEND (NWA) - A lighter carrying roof slate sank off Port Ellend on Monday night, the "
      "harbour "
      "master said. All six people on board were taken off by the pilot boat.\n\n"
      "The Marit Solveig, 41 metres long, had left the slate quay at 21:40 in a freshening wind. "
      "\"She took "
      "water over the bow and never shook it off,\" harbour master Edda Quillfeather said.\n\n"
      "Some 1,200 tonnes of slate are on the bottom in 30 metres of water. The fairway is closed "
      "to ships "
      "of more than 4.5 metres draught until divers have looked at the wreck.",
      0 },
    { "sinking", "wreck", 31, "Ellend Mercury", "en",
      "'We jumped and the pilot caught us': crew of the Marit Solveig",
      "The mate of the lighter Marit Solveig has told how six people got off a ship that was under "
      "their feet "
      "one moment and gone the next.\n\n"
      "\"We jumped, and the pilot boat caught us like apples,\" Jorun Haske said on the slate quay "
      "on Tuesday "
      "morning, a blanket over her shoulders.\n\n"
      "Harbour master Edda Quillfeather has shut the fairway for larger ships while divers look at "
      "the "
      "slate on the bottom.",
      0 },
    { "sinking", "wreck", 33, "The Skerry Post", "en", "Harbour half shut after night of drama",
      "PORT ELLEND (NWA) - A lighter carrying roof slate sank off Port Ellend on Monday night, the "
      "harbour "
      "master said. All six people on board were taken off by the pilot boat.\n\n"
      "The Marit Solveig, 41 metres long, had left the slate quay at 21:40 in a freshening wind. "
      "\"She took "
      "water over the bow and never shook it off,\" harbour master Edda Quillfeather said.",
      1 },
    { "sinking", "wreck", 34, "Der Leuchtturm", "de",
      "Frachter mit Schiefer vor Port Ellend gesunken",
      "Vor Port Ellend ist in der Nacht zum Dienstag der Leichter Marit Solveig mit 1.200 Tonnen "
      "Schiefer "
      "gesunken. Das Lotsenboot rettete alle sechs Menschen an Bord.\n\n"
      "Hafenmeisterin Edda Quillfeather sperrte die Fahrrinne für größere Schiffe. Taucher sollen "
      "das Wrack "
      "untersuchen.",
      0 },
    { "sinking", "wreck", 36, "Маяк", "uk", "Біля Порт-Елленда затонула баржа зі сланцем",
      "Уночі біля Порт-Елленда затонула баржа «Маріт Солвейг» зі сланцем. Лоцманський катер зняв "
      "усіх "
      "шістьох людей.\n\n"
      "Капітанка порту Едда Квіллфезер закрила фарватер для великих суден: на дні лежить 1200 тонн "
      "сланцю.",
      0 },
    { "stranding", "", 100, "Northern Wire", "en", "Timber coaster runs aground on Gannet Bank",
      "PORT ELLEND (NWA) - A coaster with timber ran aground on Gannet Bank on "
      "Friday before "
      "dawn. Her crew of eight stayed on board.\n\n"
      "The Ulrika Benn is upright and dry, coastguard officer Pell Arkwright said. Two tugs will "
      "try to pull her "
      "off at high water on Saturday.\n\n"
      "It is the second accident off the town in a week.",
      0 },
    { "stranding", "", 106, "Ellend Mercury", "en", "Tugs wait for the tide at Gannet Bank",
      "Two tugs lie off Gannet Bank, waiting for Saturday's high water to pull off the coaster "
      "Ulrika Benn and "
      "her deck load of timber.\n\n"
      "\"She sits there like a hen,\" said Pell Arkwright of the coastguard. The crew of eight "
      "play cards.",
      0 },
    { "prices-10", "", 55, "Skerry Ledger", "en", "Herring prices, week 10: up 4 pence",
      "Herring cost 4 pence more at the Skerry auction in week 10, at 88 pence "
      "a kilo. Landings "
      "fell to 310 "
      "tonnes.",
      0 },
    { "prices-11", "", 55 + 7 * 24, "Skerry Ledger", "en", "Herring prices, week 11: down 6 pence",
      "Herring cost 6 pence less at the Skerry auction in week 11, at 82 pence "
      "a kilo. Landings "
      "rose to 365 "
      "tonnes.",
      0 },
    { "library", "", 60, "Ellend Mercury", "en", "Council votes to keep Tollgate library open",
      "Tollgate library in Port Ellend will stay open. The district council voted 14 to 9 on "
      "Wednesday to find "
      "the 60,000 "
      "crowns that its roof needs.\n\n"
      "Councillor Wim Osterley had wanted to sell the building. \"We lost to people who read,\" he "
      "said.",
      0 },
    { "library", "", 63, "Skerry Ledger", "en", "Readers win: Tollgate keeps its books",
      "By 14 votes to 9 the council has saved the library in Tollgate, the old quarter of Port "
      "Ellend, against the wish of "
      "councillor Wim "
      "Osterley, who would have sold it. The new roof costs 60,000 crowns.",
      0 },
    { "blame", "wreck", 22 + 9 * 24, "Northern Wire", "en",
      "Slate in the Marit Solveig was not lashed, inspectors find",
      "PORT ELLEND (NWA) - The slate in the lighter Marit Solveig was not lashed when she sank off "
      "Port Ellend, "
      "inspectors of the shipping office said on Wednesday.\n\n"
      "The cargo slid to port when the wind freshened, says their report of 40 pages. The owner, "
      "Bastian Crowe, "
      "must pay 25,000 crowns and may not load slate until his ships have been surveyed.\n\n"
      "The Marit Solveig went down on a Monday night with 1,200 tonnes. The pilot boat saved all "
      "six on board.",
      0 },
    { "blame", "wreck", 28 + 9 * 24, "Ellend Mercury", "en", "Crowe fined over loose slate",
      "Bastian Crowe, owner of the lighter Marit Solveig, has been fined 25,000 crowns: her slate "
      "was not lashed.\n\n"
      "That is what the inspectors of the shipping office write in a report of 40 pages. Crowe's "
      "other ships may load no "
      "slate before they are surveyed.\n\n"
      "\"I was told it would lie still,\" said Crowe.",
      0 },
    { "roundup", "", 104, "The Skerry Post", "en", "Four things this morning: Friday 7 March",
      "Divers have begun to look at the wreck of the Marit Solveig, the slate lighter that sank "
      "off Port "
      "Ellend.\n\n"
      "The coaster Ulrika Benn is aground on Gannet Bank with her crew of eight.\n\n"
      "Tollgate library will stay open after a vote of 14 to 9 in the council.\n\n"
      "Herring went up 4 pence a kilo at the Skerry auction.",
      0 },
};

enum { N = TS_COUNT(library), START = 1900000000 };

static struct ts_report report_of(size_t i)
{
    return (struct ts_report){
        .id = (int64_t)i + 1,
        .title = ts_str_of(library[i].title),
        .text = ts_str_of(library[i].text),
        .site = ts_str_of(library[i].site),
        .lang = ts_str_of(library[i].lang),
        .published = { .at = START + (int64_t)library[i].at * HOUR, .precision = TS_WHEN_TIME },
    };
}

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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_at_once),      cmocka_unit_test(test_any_order),
        cmocka_unit_test(test_without_anything), cmocka_unit_test(test_one_at_a_time),
        cmocka_unit_test(test_restart),          cmocka_unit_test(test_expected),
        cmocka_unit_test(test_constraints),      cmocka_unit_test(test_why),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
