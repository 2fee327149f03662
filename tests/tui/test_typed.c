/* Keys of the reader's own: sequences and macros; and the two panes of wide screens. */
#include "rig.h"

#include <string.h>

#include "tearsheet/base/file.h"

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

static void press(struct rig *r, uint32_t code)
{
    rig_press(r, (struct ts_key){ code });
}

static void paste(struct rig *r, const char *text)
{
    press(r, TS_KEY_PASTE_BEGIN);
    for (; *text; text++)
        press(r, (unsigned char)*text == '\n' ? TS_KEY_ENTER : (unsigned char)*text);
    press(r, TS_KEY_PASTE_END);
}

/* What is pasted is no command. */
static void test_paste(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, 24, 80);
    paste(&r, "qQj\x1bq");
    assert_int_equal(r.errand.kind, TS_ERRAND_NONE);
    assert_true(ts_str_has(rig_screen(&r, false), "what was pasted is no address"));
    assert_true(ts_str_has(rig_screen(&r, false), "1 of 44"));
    paste(&r, "\nhttps://a.example/feed\n");
    assert_true(ts_str_has(rig_screen(&r, false), "address: https://a.example/feed"));
    assert_int_equal(r.n_sent[TS_REQUEST_ADD], 0);
    rig_play(&r, "Enter");
    assert_int_equal(r.n_sent[TS_REQUEST_ADD], 1);
    rig_play(&r, "a");
    paste(&r, "https://b.example/\nhttps://c.example/\n");
    assert_int_equal(r.n_sent[TS_REQUEST_ADD], 2);
    assert_string_equal(r.text, "https://b.example/");
    assert_true(ts_str_has(rig_screen(&r, false), "address: https://c.example/"));
    rig_play(&r, "Esc f");
    paste(&r, "two\nlines\x1b[31m");
    assert_true(ts_str_has(rig_screen(&r, false), "search: two lines[31m"));
    press(&r, TS_KEY_PASTE_BEGIN); /* one whose end is lost */
    rig_play(&r, "'x' ^C Esc j");
    assert_true(ts_str_has(rig_screen(&r, false), "2 of 44"));
    press(&r, TS_KEY_PASTE_END);
    assert_true(ts_str_has(rig_screen(&r, false), "2 of 44"));
    rig_done(&r);
}

/* A theme for light and dark screens follows what the terminal says of its own. */
static void test_ground(void **state)
{
    struct ts_theme theme;
    struct ts_err err;
    struct rig r;

    rig_init_copy(&r, state);
    r.profile.config.theme = TS_STR("auto");
    rig_open(&r, 24, 80);
    press(&r, TS_KEY_DARK);
    assert_int_equal(r.errand.kind, TS_ERRAND_NONE);
    press(&r, TS_KEY_LIGHT);
    assert_int_equal(r.errand.kind, TS_ERRAND_THEME);
    assert_ok(ts_theme_load(r.profile.theme_dirs, TS_STR("light"), &theme, &err), &err);
    assert_memory_equal(ts_ui_theme(r.ui), &theme, sizeof theme);
    rig_play(&r, ": 'theme_gruvbox' Enter");
    assert_ok(ts_theme_load(r.profile.theme_dirs, TS_STR("gruvbox-light"), &theme, &err), &err);
    assert_memory_equal(ts_ui_theme(r.ui), &theme, sizeof theme);
    press(&r, TS_KEY_DARK);
    assert_ok(ts_theme_load(r.profile.theme_dirs, TS_STR("gruvbox-dark"), &theme, &err), &err);
    assert_memory_equal(ts_ui_theme(r.ui), &theme, sizeof theme);
    rig_done(&r);
}

/* A theme with a mistake says where, and the screen has colours all the same. */
static void test_wrong_theme(void **state)
{
    struct ts_theme theme;
    struct ts_err err;
    struct rig r;

    rig_init_copy(&r, state);
    r.profile.theme_dirs[1] = r.dir;
    assert_ok(ts_file_write(ts_path_join(&r.arena, r.dir, "mine.theme"),
                            TS_STR("text = 7\nheadline = redish\n"), &err),
              &err);
    r.profile.config.theme = TS_STR("mine");
    rig_open(&r, 24, 80);
    assert_true(ts_str_has(rig_screen(&r, false), "mine.theme:2: \"redish\" is no colour"));
    assert_ok(ts_theme_load(r.profile.theme_dirs, TS_STR("dark"), &theme, &err), &err);
    assert_memory_equal(ts_ui_theme(r.ui), &theme, sizeof theme);
    rig_play(&r, ": 'theme_light' Enter : 'theme_mine' Enter");
    assert_true(ts_str_has(rig_screen(&r, false), "mine.theme:2: \"redish\" is no colour"));
    assert_ok(ts_theme_load(r.profile.theme_dirs, TS_STR("light"), &theme, &err), &err);
    assert_memory_equal(ts_ui_theme(r.ui), &theme, sizeof theme);
    rig_done(&r);
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
        cmocka_unit_test(test_cases),       cmocka_unit_test(test_panes),
        cmocka_unit_test(test_paste),       cmocka_unit_test(test_ground),
        cmocka_unit_test(test_wrong_theme),
    };
    return cmocka_run_group_tests_name("tui/typed", tests, rig_setup, rig_teardown);
}
