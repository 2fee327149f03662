/* extract and explain with rules of the reader, and with the memory of one call. */
#include "support/program.h"

#include "tearsheet/base/file.h"

static const char letter[] =
    "The lamp above the door has burned since the flood of 1911, when the printers set the paper "
    "by "
    "its light and the boats carried it out, and it burns for everybody who reads these pages.";

/* A page with a letter to the reader in the middle of its text. */
static ts_str page_of(struct ts_arena *a, int number)
{
    return ts_arena_printf(
        a,
        "<html><head><title>Gate %d holds</title></head><body><article><h1>Gate %d holds</h1>"
        "<p>The barrier of gate %d held through the night, and in the morning the mayor thanked "
        "the crew that had closed it by hand when the motor failed.</p><p class=lamp>%s</p>"
        "<p>Two of its %d wheels will have to be replaced before the spring tides, the engineers "
        "said, which will cost the town more than it has put aside.</p></article></body></html>",
        number, number, number, letter, number + 10);
}

/* Writes `n` pages and their list; returns the path of the list. */
static const char *put_pages(struct ts_arena *a, const char *dir, int n)
{
    const char *list = ts_path_join(a, dir, "list");
    ts_str lines = TS_STR("");
    struct ts_err err;

    for (int i = 0; i < n; i++) {
        const char *path = ts_path_join(a, dir, ts_arena_printf(a, "%d.html", i).ptr);
        assert_ok(ts_file_write(path, page_of(a, i), &err), &err);
        lines = ts_arena_printf(a, "%.*s%s\thttps://tide.example/%d\n", TS_FMT(lines), path, i);
    }
    assert_ok(ts_file_write(list, lines, &err), &err);
    return list;
}

static size_t count(ts_str text, const char *needle)
{
    size_t n = 0;

    for (size_t at = 0; (at = ts_str_find(text, ts_str_of(needle), at)) != TS_NPOS; at++)
        n++;
    return n;
}

static void memory_strips_what_three_pages_have(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);

    (void)state;
    for (int n = 2; n <= 3; n++) {
        const char *list = put_pages(&a, dir, n);
        struct run plain = run_program(&a, dir, TS_STR(""), "extract", "--manifest", list, NULL);
        struct run run =
            run_program(&a, dir, TS_STR(""), "extract", "--memory", "--manifest", list, NULL);
        assert_int_equal(run.status, 0);
        assert_int_equal(count(plain.out, "The lamp above"), n);
        assert_int_equal(count(run.out, "The lamp above"), n < 3 ? n : 0); /* nor from the first */
        assert_int_equal(count(run.out, "barrier of gate"), n);
        assert_int_equal(count(run.out, "wheels will"), n);
    }
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void results_stay_in_order(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);
    ts_str line, lines;

    (void)state;
    put_pages(&a, dir, 2);
    struct run run = run_program(&a, dir, TS_STR(""), "extract", "--memory", "--format", "json",
                                 ts_path_join(&a, dir, "0.html"), "/nowhere.html",
                                 ts_path_join(&a, dir, "1.html"), NULL);
    lines = run.out;
    assert_int_equal(run.status, 1);
    assert_true(ts_str_split(&lines, '\n', &line) && ts_str_has(line, "Gate 0"));
    assert_true(ts_str_split(&lines, '\n', &line) && ts_str_has(line, "\"error\""));
    assert_true(ts_str_split(&lines, '\n', &line) && ts_str_has(line, "Gate 1"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void rules_decide_and_explain_names_them(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *config = ts_path_join(&a, dir, "config");
    struct ts_err err;

    (void)state;
    put_pages(&a, dir, 1);
    assert_ok(ts_file_write(config, TS_STR("# mine\nsite tide.example strip .lamp\n"), &err), &err);
    const char *path = ts_path_join(&a, dir, "0.html");
    struct run run =
        run_program(&a, dir, TS_STR(""), "extract", "--url", "https://tide.example/0", path, NULL);
    assert_int_equal(count(run.out, "The lamp above"), 0);
    assert_int_equal(count(run.out, "barrier of gate"), 1);
    run = run_program(&a, dir, TS_STR(""), "extract", "--url", "https://ebb.example/0", path, NULL);
    assert_int_equal(count(run.out, "The lamp above"), 1);
    run =
        run_program(&a, dir, TS_STR(""), "explain", "--url", "https://tide.example/0", path, NULL);
    assert_true(ts_str_has(run.out, "rule in line 2: strip .lamp"));

    assert_ok(ts_file_write(config, TS_STR("site tide.example hide .lamp\n"), &err), &err);
    run = run_program(&a, dir, TS_STR(""), "explain", path, NULL);
    assert_int_equal(run.status, 3);
    assert_slice_equal(run.out, "");
    assert_true(ts_str_has(run.err, "/config:1: a rule says keep or strip, not \"hide\""));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* No folder is made for what reads nothing but its arguments. */
static void no_profile_is_needed(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *none = ts_path_join(&a, dir, "none");

    (void)state;
    struct run run = run_program(&a, none, page_of(&a, 7), "extract", "-", NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_has(run.out, "barrier of gate 7"));
    assert_false(ts_file_exists(none));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(memory_strips_what_three_pages_have),
        cmocka_unit_test(results_stay_in_order),
        cmocka_unit_test(rules_decide_and_explain_names_them),
        cmocka_unit_test(no_profile_is_needed),
    };
    return cmocka_run_group_tests_name("extract", tests, NULL, NULL);
}
