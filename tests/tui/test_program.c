/* Programs that the reader runs. */
#include "support/support.h"

#include <stdlib.h>

#include "tearsheet/base/file.h"
#include "tearsheet/tui/program.h"

static void test_input(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);
    const char *note = ts_path_join(&a, dir, "note");
    ts_str command = ts_arena_printf(&a, "cat >%s; exit 3", note);
    char *words[] = { (char *)"/bin/sh", (char *)"-c", (char *)command.ptr, NULL };
    struct ts_buf input = { 0 };
    struct ts_err err;
    ts_str seen;
    int status = 0;

    (void)state;
    for (int i = 0; i < 100000; i++) /* more than a pipe holds */
        ts_buf_printf(&input, "%d\n", i);
    ts_str text = ts_buf_str(&input);
    assert_ok(ts_program_run(words, &text, &status, &err), &err);
    assert_int_equal(status, 3);
    assert_ok(ts_file_read(&a, note, 1 << 24, &seen, &err), &err);
    assert_true(ts_str_eq(seen, text));
    words[2] = (char *)"kill -9 $$";
    assert_ok(ts_program_run(words, NULL, &status, &err), &err);
    assert_int_equal(status, 128 + 9);
    words[0] = (char *)"/nonexistent/sh";
    assert_int_equal(ts_program_run(words, NULL, &status, &err), TS_ERR_IO);
    assert_string_equal(err.msg, "cannot run /nonexistent/sh: No such file or directory");
    ts_buf_done(&input);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void test_editor(void **state)
{
    static const struct {
        const char *visual, *editor, *want;
    } cases[] = {
        { "code -w", "ed", "code|-w|/a b" },
        { NULL, "ed", "ed|/a b" },
        { " ", "", "vi|/a b" },
        { NULL, NULL, "vi|/a b" },
    };
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        char **words = ts_program_editor(&a, cases[i].visual, cases[i].editor, "/a b");
        ts_str all = ts_str_of(words[0]);
        for (size_t k = 1; words[k]; k++)
            all = ts_arena_printf(&a, "%.*s|%s", TS_FMT(all), words[k]);
        assert_slice_equal(all, cases[i].want);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_input),
        cmocka_unit_test(test_editor),
    };
    return cmocka_run_group_tests_name("tui/program", tests, NULL, NULL);
}
