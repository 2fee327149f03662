#include "support/support.h"

#include <math.h>
#include <string.h>

#include "tearsheet/base/file.h"
#include "tearsheet/tui/ground.h"
#include "tearsheet/tui/surface.h"
#include "tearsheet/tui/theme.h"

static const char *const shipped[] = {
    "dark",           "light",           "high-contrast", "mono",         "nord",
    "solarized-dark", "solarized-light", "gruvbox-dark",  "gruvbox-light"
};

static const char *const shipped_dirs[] = { TS_THEMES, NULL };

static void test_shipped(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_theme theme;
    struct ts_err err;
    size_t n;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(shipped); i++)
        assert_ok(ts_theme_load(shipped_dirs, ts_str_of(shipped[i]), &theme, &err), &err);
    assert_ok(ts_theme_load(shipped_dirs, TS_STR("mono"), &theme, &err), &err);
    assert_memory_equal(&theme, &ts_theme_plain, sizeof theme);
    ts_str *names = ts_theme_list(&a, shipped_dirs, &n);
    assert_true(n >= TS_COUNT(shipped));
    assert_slice_equal(names[0], "auto");
    assert_slice_equal(names[1], "dark");
    assert_slice_equal(names[2], "gruvbox");
    assert_slice_equal(names[3], "gruvbox-dark");
    ts_arena_done(&a);
}

/* Every shipped theme tells what must be told apart, also with few colours. */
static void test_contrast(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(shipped); i++) {
        struct ts_theme theme;
        struct ts_err err;
        assert_ok(ts_theme_load(shipped_dirs, ts_str_of(shipped[i]), &theme, &err), &err);
        const struct ts_style *selected = &theme.styles[TS_ROLE_SELECTED];
        assert_true(selected->bg.kind != TS_COLOUR_DEFAULT || selected->attrs != 0);
        struct ts_style read = theme.styles[TS_ROLE_READ], unread = theme.styles[TS_ROLE_HEADLINE];
        assert_true(unread.attrs & TS_ATTR_BOLD);
        assert_false(read.attrs & TS_ATTR_BOLD);
    }
}

/* WCAG 2.1, relative luminance. */
static double luminance(struct ts_colour colour)
{
    static const double weights[] = { 0.2126, 0.7152, 0.0722 };
    colour = ts_colour_reduce(colour, 1 << 24);
    double channels[] = { colour.r / 255.0, colour.g / 255.0, colour.b / 255.0 }, sum = 0;

    for (size_t i = 0; i < TS_COUNT(channels); i++)
        sum += weights[i] * (channels[i] <= 0.03928 ? channels[i] / 12.92
                                                    : pow((channels[i] + 0.055) / 1.055, 2.4));
    return sum;
}

static double contrast(struct ts_colour a, struct ts_colour b)
{
    double x = luminance(a), y = luminance(b);
    return x > y ? (x + 0.05) / (y + 0.05) : (y + 0.05) / (x + 0.05);
}

static void assert_legible(const char *theme, enum ts_role role, struct ts_colour fg,
                           struct ts_colour bg)
{
    enum { LEAST = 3 }; /* of WCAG 2.1, 1.4.11: what must be seen at all */

    if (contrast(fg, bg) < LEAST)
        fail_msg("%s: role %d has a contrast of %.2f", theme, (int)role, contrast(fg, bg));
}

static const struct {
    const char *name;
    const char *ground;
} grounds[] = {
    { "dark", "#1e1e1e" },
    { "light", "#ffffff" },
    { "nord", "#2e3440" },
    { "solarized-dark", "#002b36" },
    { "solarized-light", "#fdf6e3" },
    { "gruvbox-dark", "#282828" },
    { "gruvbox-light", "#fbf1c7" },
};

/* Whatever is written can be read on the ground it is for, and in the selected row of a list. */
static void test_legible(void **state)
{
    static const enum ts_role in_rows[] = { TS_ROLE_HEADLINE, TS_ROLE_READ, TS_ROLE_DIM,
                                            TS_ROLE_MARK,     TS_ROLE_STAR, TS_ROLE_OUTLET,
                                            TS_ROLE_AGE,      TS_ROLE_TAG };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(grounds); i++) {
        const char *name = grounds[i].name;
        struct ts_theme theme;
        struct ts_colour ground;
        struct ts_err err;
        assert_ok(ts_theme_load(shipped_dirs, ts_str_of(name), &theme, &err), &err);
        assert_true(ts_colour_parse(ts_str_of(grounds[i].ground), &ground));
        for (int role = 0; role < TS_ROLE_COUNT; role++) {
            const struct ts_style *style = &theme.styles[role];
            if (role != TS_ROLE_BORDER && style->fg.kind != TS_COLOUR_DEFAULT)
                assert_legible(name, (enum ts_role)role, style->fg,
                               style->bg.kind == TS_COLOUR_DEFAULT ? ground : style->bg);
        }
        for (size_t k = 0; k < TS_COUNT(in_rows); k++)
            assert_legible(name, in_rows[k], theme.styles[in_rows[k]].fg,
                           theme.styles[TS_ROLE_SELECTED].bg);
    }
}

static const struct {
    const char *name;
    bool is_light;
    const char *same_as;
} choices[] = {
    { "auto", false, "dark" },
    { "auto", true, "light" },
    { "gruvbox", false, "gruvbox-dark" },
    { "gruvbox", true, "gruvbox-light" },
    { "gruvbox-dark", true, "gruvbox-dark" },
    { "nord", true, "nord" },
};

static void test_choices(void **state)
{
    struct ts_theme theme, same;
    struct ts_err err;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(choices); i++) {
        assert_ok(ts_theme_choose(shipped_dirs, ts_str_of(choices[i].name), choices[i].is_light,
                                  &theme, &err),
                  &err);
        assert_ok(ts_theme_load(shipped_dirs, ts_str_of(choices[i].same_as), &same, &err), &err);
        assert_memory_equal(&theme, &same, sizeof theme);
    }
    assert_int_equal(ts_theme_choose(shipped_dirs, TS_STR("mauve"), true, &theme, &err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "there is no theme called \"mauve\"");
}

static const struct {
    const char *answer;
    bool is_known;
    bool is_light;
} answers[] = {
    { "rgb:ffff/ffff/ffff", true, true },
    { "rgb:0000/0000/0000", true, false },
    { "rgb:fd/f6/e3", true, true },
    { "rgb:0/2b/36", true, false },
    { "rgb:2e2e/3434/4040", true, false },
    { "rgb:0000/ffff/0000", true, true },
    { "rgb:0000/0000/ffff", true, false },
    { "", false, false },
    { "rgb:ffff/ffff", false, false },
    { "rgb:ffff/ffff/fffff", false, false },
    { "rgb:ffff/ffff/ffff/1", false, false },
    { "rgb:ffff/gggg/ffff", false, false },
    { "#ffffff", false, false },
};

static const struct {
    const char *value;
    bool is_known;
    bool is_light;
} variables[] = {
    { "15;0", true, false },         { "0;15", true, true },        { "0;7", true, true },
    { "12;default;8", true, false }, { "7;default", false, false }, { "", false, false },
    { "0;16", false, false },
};

static void test_ground(void **state)
{
    bool is_light;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(answers); i++) {
        assert_int_equal(ts_ground_parse(ts_str_of(answers[i].answer), &is_light),
                         answers[i].is_known);
        if (answers[i].is_known)
            assert_int_equal(is_light, answers[i].is_light);
    }
    for (size_t i = 0; i < TS_COUNT(variables); i++) {
        assert_int_equal(ts_ground_of_variable(ts_str_of(variables[i].value), &is_light),
                         variables[i].is_known);
        if (variables[i].is_known)
            assert_int_equal(is_light, variables[i].is_light);
    }
}

static const struct {
    const char *text;
    const char *message;
} mistakes[] = {
    { "dim = red\nheadlines = red", "my.theme:2: there is no role \"headlines\"" },
    { "# fine\n\nheadline red", "my.theme:3: no \"=\" between role and style" },
    { "dim = reddish", "my.theme:1: \"reddish\" is no colour and no attribute" },
    { "dim = red blue green", "my.theme:1: \"green\" is no colour and no attribute" },
    { "dim = 256", "my.theme:1: \"256\" is no colour and no attribute" },
    { "dim = #12345", "my.theme:1: \"#12345\" is no colour and no attribute" },
    { "dim = #12345g", "my.theme:1: \"#12345g\" is no colour and no attribute" },
    { "dim = -1", "my.theme:1: \"-1\" is no colour and no attribute" },
};

static void test_mistakes(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(mistakes); i++) {
        struct ts_theme theme;
        struct ts_err err;
        memset(&theme, 0x5A, sizeof theme);
        struct ts_theme before = theme;
        assert_int_equal(ts_theme_parse(ts_str_of(mistakes[i].text), "my.theme", &theme, &err),
                         TS_ERR_PARSE);
        assert_string_equal(err.msg, mistakes[i].message);
        assert_memory_equal(&theme, &before, sizeof theme);
    }
}

static void test_styles(void **state)
{
    struct ts_theme theme;
    struct ts_err err;

    (void)state;
    assert_ok(ts_theme_parse(TS_STR("headline = #ff8000 17 bold\n"
                                    "dim = underline\n"
                                    "  selected=- Blue reverse\r\n"),
                             "t", &theme, &err),
              &err);
    struct ts_style style = ts_theme_style(&theme, TS_ROLE_HEADLINE, TS_ATTR_ITALIC);
    assert_int_equal(style.fg.kind, TS_COLOUR_RGB);
    assert_int_equal(style.fg.g, 0x80);
    assert_int_equal(style.bg.index, 17);
    assert_int_equal(style.attrs, TS_ATTR_BOLD | TS_ATTR_ITALIC);
    style = ts_theme_style(&theme, TS_ROLE_HEADLINE, TS_ATTR_SELECTED);
    assert_int_equal(style.fg.kind, TS_COLOUR_RGB);
    assert_int_equal(style.bg.index, 4);
    assert_int_equal(style.attrs, TS_ATTR_BOLD | TS_ATTR_REVERSE);
    assert_int_equal(theme.styles[TS_ROLE_DIM].attrs, TS_ATTR_UNDERLINE);
}

/* The first folder that has the theme counts, even if its file is wrong. */
static void test_folders(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);
    const char *const dirs[] = { "/nonexistent", dir, TS_THEMES, NULL };
    const char *path = ts_path_join(&a, dir, "dark.theme");
    struct ts_theme theme;
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(path, TS_STR("dim = mauve\n"), &err), &err);
    assert_int_equal(ts_theme_load(dirs, TS_STR("dark"), &theme, &err), TS_ERR_PARSE);
    assert_slice_equal(
        ts_str_of(err.msg),
        ts_arena_printf(&a, "%s:1: \"mauve\" is no colour and no attribute", path).ptr);
    assert_ok(ts_theme_load(dirs, TS_STR("light"), &theme, &err), &err);
    assert_int_equal(ts_theme_load(dirs, TS_STR("none-such"), &theme, &err), TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "there is no theme called \"none-such\"");
    assert_int_equal(ts_theme_load(dirs, TS_STR("../dark"), &theme, &err), TS_ERR_ARG);
    assert_string_equal(err.msg, "\"../dark\" cannot be the name of a theme");
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static const struct {
    const char *colour;
    int n_colours;
    enum ts_colour_kind kind;
    int index;
} reductions[] = {
    { "#ff0000", 1 << 24, TS_COLOUR_RGB, 0 },    { "#ff0000", 256, TS_COLOUR_INDEX, 196 },
    { "#ff0000", 16, TS_COLOUR_INDEX, 9 },       { "#cc0000", 8, TS_COLOUR_INDEX, 1 },
    { "#ff0000", 0, TS_COLOUR_DEFAULT, 0 },      { "#ffffff", 256, TS_COLOUR_INDEX, 231 },
    { "#808080", 256, TS_COLOUR_INDEX, 244 },    { "bright-blue", 8, TS_COLOUR_INDEX, 4 },
    { "bright-blue", 16, TS_COLOUR_INDEX, 12 },  { "244", 16, TS_COLOUR_INDEX, 8 },
    { "17", 256, TS_COLOUR_INDEX, 17 },          { "default", 256, TS_COLOUR_DEFAULT, 0 },
    { "red", 2, TS_COLOUR_DEFAULT, 0 },          { "red", 1 << 24, TS_COLOUR_INDEX, 1 },
    { "bright-red", 1 << 24, TS_COLOUR_RGB, 0 }, { "230", 88, TS_COLOUR_INDEX, 7 },
};

static void test_reduction(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(reductions); i++) {
        struct ts_colour colour;
        assert_true(ts_colour_parse(ts_str_of(reductions[i].colour), &colour));
        colour = ts_colour_reduce(colour, reductions[i].n_colours);
        assert_int_equal(colour.kind, reductions[i].kind);
        assert_int_equal(colour.index, reductions[i].index);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_shipped),   cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_legible),   cmocka_unit_test(test_choices),
        cmocka_unit_test(test_ground),    cmocka_unit_test(test_mistakes),
        cmocka_unit_test(test_styles),    cmocka_unit_test(test_folders),
        cmocka_unit_test(test_reduction),
    };
    return cmocka_run_group_tests_name("tui/theme", tests, NULL, NULL);
}
