/* What outlives a key: histories and long lists; and the mouse. */
#include "rig.h"

#include <stdio.h>

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

/* Lists are loaded as far as one looks. */
static void test_long_list(void **state)
{
    enum { MANY = 1500 };
    struct rig r;
    struct ts_err err;

    rig_init_copy(&r, state);
    assert_ok(ts_db_begin(r.writer, &err), &err);
    for (int i = 0; i < MANY; i++) {
        char id[16];
        struct ts_placement alone = { 0 };
        snprintf(id, sizeof id, "many%d", i);
        int64_t article = library_put(r.writer, 1, id, id, library_now_at - 7200000 - i);
        assert_ok(ts_story_place(r.writer, article, &alone, NULL, &err), &err);
    }
    assert_ok(ts_db_commit(r.writer, &err), &err);
    rig_open(&r, ROWS, COLS);
    assert_true(ts_str_has(rig_screen(&r, false), "1 of 1544"));
    for (int i = 0; i < 40; i++)
        rig_play(&r, "PgDn");
    assert_true(ts_str_has(rig_screen(&r, false), "841 of 1544"));
    rig_play(&r, "G");
    assert_true(ts_str_has(rig_screen(&r, false), "1544 of 1544"));
    assert_true(ts_str_has(rig_screen(&r, false), ">• many1499"));
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
        cmocka_unit_test(test_history),
        cmocka_unit_test(test_long_list),
        cmocka_unit_test(test_mouse),
    };
    return cmocka_run_group_tests_name("tui/reader", tests, rig_setup, rig_teardown);
}
