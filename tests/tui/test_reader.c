/* What outlives a key: histories and long lists; and the mouse. */
#include "rig.h"

#include <stdio.h>

#include "tearsheet/store/search.h"
#include "tearsheet/store/stories.h"

enum { ROWS = 24, COLS = 80 };

/* What was typed is there in the next run, each prompt its own. */
static void test_history(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    r.profile.state_dir = r.dir;
    rig_open(&r, ROWS, COLS);
    rig_play(&r, ": 'tags' Enter q f 'ferry_and_storm' Enter q");
    rig_close(&r);
    rig_open(&r, ROWS, COLS);
    rig_play(&r, "f Up");
    assert_true(ts_str_has(rig_screen(&r, false), "search: ferry and storm"));
    rig_play(&r, "Esc : Up");
    assert_true(ts_str_has(rig_screen(&r, false), ":tags"));
    rig_done(&r);
}

/* A headline behind a word of ours ends where it ends: at the left. */
static void test_directions(void **state)
{
    enum { DAY_S = 24 * 60 * 60 };
    static const char *const titles[] = { "המעבורת בנמל (Quay)!", "המעבורת נשארת" };
    struct rig r;
    struct ts_placement place = { 0 };
    struct ts_err err;

    rig_init_copy(&r, state);
    for (size_t i = 0; i < TS_COUNT(titles); i++) {
        int64_t article = library_put(r.writer, 1, i ? "he2" : "he1", titles[i],
                                      library_now_at + DAY_S + (int64_t)i);
        assert_ok(ts_story_place(r.writer, article, &place, &place.story_id, &err), &err);
    }
    rig_open(&r, ROWS, COLS);
    rig_play(&r, "g Enter");
    ts_str screen = rig_screen(&r, false);
    if (!ts_str_starts(screen, " Story: !(Quay) למנב תרובעמה "))
        fail_msg("%.*s", TS_FMT(screen));
    rig_done(&r);
}

enum { MANY = 5000 };

/* Stories of one report each behind those of the library. */
static void open_many(struct rig *r, void **state)
{
    struct ts_err err;

    rig_init_copy(r, state);
    assert_ok(ts_db_begin(r->writer, &err), &err);
    for (int i = 0; i < MANY; i++) {
        char id[16];
        struct ts_placement alone = { 0 };
        snprintf(id, sizeof id, "many%d", i);
        int64_t article = library_put(r->writer, 1, id, id, library_now_at - 7200000 - i);
        assert_ok(ts_story_place(r->writer, article, &alone, NULL, &err), &err);
    }
    assert_ok(ts_db_commit(r->writer, &err), &err);
    rig_open(r, ROWS, COLS);
}

static void assert_shows(struct rig *r, const char *keys, const char *place, const char *row)
{
    rig_play(r, keys);
    ts_str screen = rig_screen(r, false);
    if (!ts_str_has(screen, place) || !ts_str_has(screen, row))
        fail_msg("\"%s\" wants \"%s\" and \"%s\", but gives\n%.*s", keys, place, row,
                 TS_FMT(screen));
}

/* Of a long list what is around the cursor is loaded, and all commands are about the whole. */
static void test_long_list(void **state)
{
    struct rig r;

    open_many(&r, state);
    assert_shows(&r, "", "1 of 5044", ">• ");
    for (int i = 0; i < 40; i++)
        rig_play(&r, "PgDn");
    assert_shows(&r, "", "841 of 5044", ">• many796");
    assert_shows(&r, "G", "5044 of 5044", ">• many4999");
    for (int i = 0; i < 40; i++)
        rig_play(&r, "PgUp");
    assert_shows(&r, "", "4204 of 5044", ">• many4159");
    assert_shows(&r, "g", "1 of 5044", ">• Ferry");
    assert_shows(&r, "3 0 0 0 G", "5044 of 5044", ">• many4999");
    assert_shows(&r, "3 0 0 0 g", "3000 of 5044", ">• many2955");
    assert_shows(&r, "1 5 0 0 j", "4500 of 5044", ">• many4455");
    assert_shows(&r, "4 0 0 0 k", "500 of 5044", ">• many455");
    assert_shows(&r, "9 9 9 9 j", "5044 of 5044", ">• many4999");
    assert_shows(&r, ": '2600' Enter", "2600 of 5044", ">• many2555");
    assert_shows(&r, "m", "2600 of 5044", ">  many2555");
    assert_shows(&r, "u", "2600 of 5044", ">• many2555");
    assert_shows(&r, "U", "1 of", ">• Ferry");
    rig_done(&r);
}

/* What is looked for, or unread, may be far from what is loaded. */
static void test_far_away(void **state)
{
    struct rig r;

    open_many(&r, state);
    assert_shows(&r, "/ 'many4000' Enter", "4045 of 5044", ">• many4000");
    assert_shows(&r, "/ 'many7' Enter", "52 of 5044", ">• many7");
    assert_shows(&r, "/ 'nowhere' Enter", "52 of 5044", "\"nowhere\" is not in this list");
    assert_shows(&r, "Esc G : 'mark_all' Enter m : 'mark_none' Enter", "of 5044", ">  many4999");
    assert_shows(&r, "m g", "1 of 5044", ">  Ferry");
    assert_shows(&r, "3 j m 5 j", "9 of 5044", ">  ");
    assert_shows(&r, "N", "4 of 5044", ">• ");
    assert_shows(&r, "N", "5044 of 5044", ">• many4999");
    assert_shows(&r, "n", "4 of 5044", ">• ");
    assert_shows(&r, "m n", "5044 of 5044", ">• many4999");
    rig_done(&r);
}

/* The rows of a search, too, of which only those around the cursor have their snippets. */
static void test_far_found(void **state)
{
    struct rig r;
    struct ts_err err;

    open_many(&r, state);
    assert_ok(ts_search_index(r.writer, 0, NULL, &err), &err);
    assert_shows(&r, "f 'many*' Enter", "1 of 5039", ">•  many0  many0 ");
    assert_shows(&r, "/ 'many4800' Enter", "4801 of 5039", ">•  many4800  many4800 ");
    assert_shows(&r, "/ 'many7' Enter", "8 of 5039", ">•  many7  many7 ");
    assert_shows(&r, "/ 'nowhere' Enter", "8 of 5039", "\"nowhere\" is not in this list");
    assert_shows(&r, ": 'mark_all' Enter m : 'mark_none' Enter n", "8 of 5039",
                 "nothing unread here");
    assert_shows(&r, "4 9 9 0 g m g n", "4990 of 5039", ">•  many4989  many4989 ");
    assert_shows(&r, "1 0 g N", "4990 of 5039", ">•  many4989  many4989 ");
    assert_shows(&r, "v g n", "4990 of 5039", "X•  many4989 ");
    assert_shows(&r, "Esc", "4990 of 5039", ">•  many4989  many4989 ");
    rig_done(&r);
}

/* Marked rows stay at hand, however far apart they are. */
static void test_far_marks(void **state)
{
    struct rig r;

    open_many(&r, state);
    assert_shows(&r, "1 0 0 g v 4 0 0 0 g V", "4000 of 5044", "3901 marked");
    assert_shows(&r, "m", "4000 of 5044", "X  many3955");
    assert_int_equal(r.n_picked, 3901);
    assert_shows(&r, "Esc 1 0 0 g", "100 of 5044", ">  many55");
    assert_shows(&r, "k", "99 of 5044", ">• many54");
    assert_shows(&r, "4 0 0 1 g", "4001 of 5044", ">• many3956");
    assert_shows(&r, "1 0 g 2 0 0 0 v", "2010 of 5044", "2000 marked");
    rig_done(&r);
}

static void press_mouse(struct rig *r, uint32_t code, int row, int col)
{
    rig_press(r, (struct ts_key){ code, row, col });
}

/* The wheel scrolls what is under it and marks nothing read; a click selects, another one opens. */
static void test_mouse(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, ROWS, COLS);
    press_mouse(&r, TS_KEY_WHEEL_DOWN, 5, 5);
    assert_true(ts_str_has(rig_screen(&r, false), "4 of 44"));
    press_mouse(&r, TS_KEY_WHEEL_UP, 5, 5);
    press_mouse(&r, TS_KEY_WHEEL_UP, 5, 5);
    press_mouse(&r, TS_KEY_CLICK, 2, 40);
    assert_true(ts_str_has(rig_screen(&r, false), ">• A very long"));
    press_mouse(&r, TS_KEY_CLICK, 0, 40);
    press_mouse(&r, TS_KEY_CLICK, ROWS - 1, 40);
    assert_true(ts_str_has(rig_screen(&r, false), ">• A very long"));
    assert_int_equal(r.n_sent[TS_REQUEST_MARK_READ], 0);
    press_mouse(&r, TS_KEY_CLICK, 1, 40);
    press_mouse(&r, TS_KEY_CLICK, 1, 40);
    assert_true(ts_str_has(rig_screen(&r, false), "Story: Ferry returns"));
    press_mouse(&r, TS_KEY_CLICK, 20, 40); /* below the last row */
    press_mouse(&r, TS_KEY_CLICK, 1, 40);
    press_mouse(&r, TS_KEY_WHEEL_DOWN, 5, 5);
    press_mouse(&r, TS_KEY_WHEEL_DOWN, 5, 5);
    assert_false(ts_str_has(rig_screen(&r, false), "#harbour"));
    press_mouse(&r, TS_KEY_WHEEL_UP, 5, 5);
    press_mouse(&r, TS_KEY_WHEEL_UP, 5, 5);
    assert_true(ts_str_has(rig_screen(&r, false), "#harbour"));
    rig_play(&r, ":");
    press_mouse(&r, TS_KEY_CLICK, 1, 40); /* a prompt is for typing */
    rig_play(&r, "Esc q q");
    ts_ui_resize(r.ui, 40, 160);
    rig_play(&r, "g j l"); /* the list on the left, its text beside it */
    press_mouse(&r, TS_KEY_WHEEL_DOWN, 5, 140);
    press_mouse(&r, TS_KEY_CLICK, 3, 10);
    assert_true(ts_str_has(rig_screen(&r, false), ">• Evil"));
    assert_true(ts_str_has(rig_screen(&r, false), "3 of 44"));
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_history),   cmocka_unit_test(test_directions),
        cmocka_unit_test(test_long_list), cmocka_unit_test(test_far_away),
        cmocka_unit_test(test_far_marks), cmocka_unit_test(test_far_found),
        cmocka_unit_test(test_mouse),
    };
    return cmocka_run_group_tests_name("tui/reader", tests, rig_setup, rig_teardown);
}
