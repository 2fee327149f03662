/* Keys of the reader's own: sequences and macros; and the two panes of wide screens. */
#include "rig.h"

#define S(text)                  \
    {                            \
        (text), sizeof(text) - 1 \
    }

static struct ts_binding_line bindings[] = {
    { S("gg"), S("last") },
    { S(",a"), S("down ; down ; star") },
    { S(",b"), S("down ; tag later") },
    { S(",c"), S("down ; theme mauve ; down") },
    { S("<Space>x"), S("down") },
    { S("5"), S("down") },
    { S("x"), S("none") },
};

/* Each case starts on the front page of a library of its own, with these bindings. */
static const struct {
    const char *keys;
    const char *want; /* is on the screen then */
} cases[] = {
    { "g", " g-\n" },
    { "g g", "44 of 44" },
    { "j j g j", "2 of 44" }, /* g by itself, then j */
    { "j j g Esc", "3 of 44" },
    { "7 g", " 7g-\n" },
    { "7 g j", "8 of 44" },
    { ",", " ,-\n" },
    { ", z", ",z does nothing here" },
    { ", b", "#later" },
    { ", b", "2 of 44" },
    { "2 , a", "4 of 44" },
    { ", c", "! there is no theme called \"mauve\"" },
    { ", c j", "3 of 44" }, /* nothing was done behind what failed */
    { "Space x", "2 of 44" },
    { "Space j", "23 of 44" },
    { "5", "2 of 44" },
    { "x", "x does nothing here" },
    { "? / 'Your_own' Enter", "down ; down ; star" },
};

static void test_cases(void **state)
{
    int n_wrong = 0;

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct rig r;
        rig_init_copy(&r, state);
        r.profile.config.bindings = bindings;
        r.profile.config.n_bindings = TS_COUNT(bindings);
        rig_open(&r, 24, 80);
        rig_play(&r, cases[i].keys);
        ts_str screen = rig_screen(&r, false);
        if (!ts_str_has(screen, cases[i].want)) {
            print_error("\"%s\" wants \"%s\", but gives\n%.*s", cases[i].keys, cases[i].want,
                        TS_FMT(screen));
            n_wrong++;
        }
        rig_done(&r);
    }
    assert_int_equal(n_wrong, 0);
}

/* The column of the bar between list and text, 0 if there is none. */
static int bar_col(struct rig *r)
{
    const struct ts_surface *s = ts_ui_draw(r->ui);

    for (int col = 0; col < s->cols; col++)
        if (s->cells[s->stride + col].role == TS_ROLE_BORDER)
            return col;
    return 0;
}

static void test_panes(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, 24, 109);
    assert_int_equal(bar_col(&r), 0);
    ts_ui_resize(r.ui, 24, 110);
    assert_int_equal(bar_col(&r), 46);
    rig_play(&r, ">");
    assert_int_equal(bar_col(&r), 50);
    rig_play(&r, "3 <");
    assert_int_equal(bar_col(&r), 38);
    rig_play(&r, "9 9 <");
    assert_int_equal(bar_col(&r), 20);
    rig_play(&r, "9 9 >");
    assert_int_equal(bar_col(&r), 89);
    rig_play(&r, "j j l");
    assert_int_equal(bar_col(&r), 89); /* the text has the keys now */
    rig_play(&r, "q =");
    assert_int_equal(bar_col(&r), 0);
    rig_play(&r, "=");
    assert_int_equal(bar_col(&r), 89);
    rig_close(&r);
    r.profile.config.split_cols = 0;
    rig_open(&r, 24, 300);
    assert_int_equal(bar_col(&r), 0);
    rig_close(&r);
    r.profile.config.split_cols = 80;
    r.profile.config.list_cols = 30;
    rig_open(&r, 24, 80);
    assert_int_equal(bar_col(&r), 30);
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_panes),
    };
    return cmocka_run_group_tests_name("tui/typed", tests, rig_setup, rig_teardown);
}
