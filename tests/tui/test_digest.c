/* The views of a story at a glance, filled by hand; and reports an hour as characters. */
#include "rig.h"

#include "../src/tui/sparkline_priv.h"

enum { NOON = 1741600000, HOUR = 3600 };

static struct ts_digest made(int64_t story_id)
{
    struct ts_digest d = { .story_id = story_id, .headline = TS_STR("Barge rams the lock") };

    d.n_reports = 3;
    d.reports = TS_NEW_ARRAY(&d.arena, d.n_reports, struct ts_digest_report);
    for (size_t i = 0; i < d.n_reports; i++)
        d.reports[i] = (struct ts_digest_report){ .id = (int64_t)i + 1,
                                                  .at = NOON + (int64_t)i * HOUR,
                                                  .site = TS_STR("Ellend Post"),
                                                  .title = TS_STR("Lock shut") };
    d.reports[1].site = TS_STR("Quay \x1b[31mGazette");
    d.reports[2].copy_of_id = 1;
    d.reports[2].is_compared = true;
    d.reports[2].site = TS_STR("Copyist");
    d.n_disputes = 1;
    d.disputes = TS_NEW(&d.arena, struct ts_dispute);
    *d.disputes = (struct ts_dispute){ .matter = TS_STR("people hurt"), .is_correction = true };
    d.disputes->n = 2;
    d.disputes->figures = TS_NEW_ARRAY(&d.arena, 2, struct ts_figure);
    d.disputes->figures[0] = (struct ts_figure){ 0, 9, 9, 9, TS_STR("nine people"), TS_STR("") };
    d.disputes->figures[1] = (struct ts_figure){ 1, 12, 12, 12, TS_STR("12 people"), TS_STR("") };
    d.n_sayings = 3;
    d.sayings = TS_NEW_ARRAY(&d.arena, d.n_sayings, struct ts_saying);
    d.sayings[0] = (struct ts_saying){ TS_STR("Bo Arndt"), TS_STR("It sank at dawn"), 0, 2 };
    d.sayings[1] = (struct ts_saying){ TS_STR("Bo Arndt"), TS_STR("Nobody slept"), 1, 1 };
    d.sayings[2] = (struct ts_saying){ TS_STR(""), TS_STR("We were not told of it"), 1, 1 };
    d.n_headlines = 1;
    d.headlines = TS_NEW(&d.arena, struct ts_headline_change);
    *d.headlines = (struct ts_headline_change){ 1, NOON + 4 * HOUR, TS_STR("Lock closed"),
                                                TS_STR("Lock shut") };
    d.n_left_out = 4;
    return d;
}

/* Opens the view that `key` opens, and gives it that digest. */
static ts_str shown(struct rig *r, void **state, const char *key, bool ascii)
{
    rig_init_copy(r, state);
    r->profile.config.ascii = ascii;
    rig_open(r, 40, 100);
    rig_play(r, key);
    struct ts_digest d = made(r->id);
    struct ts_event event = { .kind = TS_EVENT_DIGEST, .digest = &d };
    ts_ui_event(r->ui, &event);
    assert_null(d.reports); /* moved away */
    return rig_screen(r, false);
}

static void voices_show_speakers_and_numbers(void **state)
{
    static const char *const wants[] = {
        "people hurt: corrected",
        "nine people",
        "12 people",
        "Bo Arndt",
        "It sank at dawn",
        "in 2 reports",
        "Nobody slept",
        "Without a name",
        "We were not told of it",
        "4 later reports were not read.",
        "Quay [31mGazette",
    };
    struct rig r;
    ts_str screen = shown(&r, state, "c", false);

    for (size_t i = 0; i < TS_COUNT(wants); i++) {
        if (!ts_str_has(screen, wants[i]))
            print_error("\"%s\" is not in\n%.*s", wants[i], TS_FMT(screen));
        assert_true(ts_str_has(screen, wants[i]));
    }
    /* a speaker stands once */
    size_t at = ts_str_find(screen, TS_STR("Bo Arndt"), 0);
    assert_int_equal(ts_str_find(screen, TS_STR("Bo Arndt"), at + 1), TS_NPOS);
    rig_done(&r);
}

static void timelines_fold_copies(void **state)
{
    static const char *const wants[] = {
        "Reports an hour, from",           "Ellend Post: Lock shut",
        "Copyist: a copy, word for word",  "number corrected: 12 people, before",
        "new headline: Lock shut; before",
    };
    struct rig r;
    ts_str screen = shown(&r, state, "H", false);
    size_t last = 0;

    for (size_t i = 0; i < TS_COUNT(wants); i++) { /* in this order */
        size_t at = ts_str_find(screen, ts_str_of(wants[i]), last);
        if (at == TS_NPOS)
            print_error("\"%s\" is not in its place in\n%.*s", wants[i], TS_FMT(screen));
        assert_true(at != TS_NPOS);
        last = at;
    }
    rig_done(&r);
}

static void ascii_has_no_other_signs(void **state)
{
    static const char *const keys[] = { "c", "H" };

    for (size_t k = 0; k < TS_COUNT(keys); k++) {
        struct rig r;
        ts_str screen = shown(&r, state, keys[k], true);
        for (size_t i = 0; i < screen.len; i++)
            assert_true((unsigned char)screen.ptr[i] < 0x80);
        rig_done(&r);
    }
}

/* Keys may come before what a later answer changes is drawn. */
static void what_is_shown_outlives_its_digest(void **state)
{
    static const char typed[] = "/barge";
    struct rig r;

    shown(&r, state, "c", false);
    struct ts_digest d = made(r.id);
    struct ts_event event = { .kind = TS_EVENT_DIGEST, .digest = &d };
    ts_ui_event(r.ui, &event);
    for (const char *c = typed; *c; c++)
        ts_ui_key(r.ui, (struct ts_key){ (uint32_t)*c });
    ts_ui_key(r.ui, (struct ts_key){ TS_KEY_ENTER });
    assert_false(ts_str_has(rig_screen(&r, false), "is not in"));
    rig_done(&r);
}

static void nothing_to_show_is_said(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, 24, 80);
    rig_play(&r, "F c");
    assert_true(ts_str_has(rig_screen(&r, false), "what is selected is in no story"));
    rig_play(&r, "H");
    assert_true(ts_str_has(rig_screen(&r, false), "what is selected is in no story"));
    rig_done(&r);
}

/* ---- sparklines ---- */

static const struct {
    int64_t hours[8]; /* of the reports; behind the last one: -1 */
    size_t cols;
    bool ascii;
    const char *want;
    int64_t each;
} lines[] = {
    { { 0, 1, 1, 3, -1 }, 60, false, "▄█ ▄", 1 },
    { { 0, 1, 1, 3, -1 }, 60, true, ":# :", 1 },
    { { 0, 0, -1 }, 60, false, "█", 1 },
    { { 0, 9, -1 }, 5, true, "#   #", 2 },
    { { 0, 10, -1 }, 5, true, "#  #", 3 },
    { { 7, -1 }, 60, false, "", 1 },
    { { -1 }, 60, false, "", 1 },
    { { 0, 1, -1 }, 0, false, "", 1 },
};

static void reports_an_hour_are_bars(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(lines); i++) {
        int64_t times[8], each = 0;
        size_t n = 0;
        for (; lines[i].hours[n] >= 0; n++)
            times[n] = lines[i].hours[n] * HOUR + 17;
        ts_str line = sparkline(&a, times, n, lines[i].cols, lines[i].ascii, &each);
        assert_slice_equal(line, lines[i].want);
        assert_int_equal(each, lines[i].each);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(voices_show_speakers_and_numbers),
        cmocka_unit_test(timelines_fold_copies),
        cmocka_unit_test(ascii_has_no_other_signs),
        cmocka_unit_test(what_is_shown_outlives_its_digest),
        cmocka_unit_test(nothing_to_show_is_said),
        cmocka_unit_test(reports_an_hour_are_bars),
    };
    return cmocka_run_group_tests(tests, rig_setup, rig_teardown);
}
