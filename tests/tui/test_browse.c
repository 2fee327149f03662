#include "support/support.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "tearsheet/base/file.h"
#include "tearsheet/tui/browse.h"

static const struct {
    const char *command;
    const char *browser;
    const char *want; /* the words, parted by bars */
} cases[] = {
    { "", "", "xdg-open|https://a.example/?x=1;rm&y=$(z)" },
    { "", "lynx", "lynx|https://a.example/?x=1;rm&y=$(z)" },
    { "", "w3m:lynx", "w3m|https://a.example/?x=1;rm&y=$(z)" },
    { "firefox --new-tab", "lynx", "firefox|--new-tab|https://a.example/?x=1;rm&y=$(z)" },
    { "open %u -g", "", "open|https://a.example/?x=1;rm&y=$(z)|-g" },
    { "", "netsurf --url=%s", "netsurf|--url=https://a.example/?x=1;rm&y=$(z)" },
    { "show 100% %u", "", "show|100%|https://a.example/?x=1;rm&y=$(z)" },
};

/* The address is one word, whatever is in it. */
static void test_words(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        char **words = ts_browse_words(&a, ts_str_of(cases[i].command), ts_str_of(cases[i].browser),
                                       TS_STR("https://a.example/?x=1;rm&y=$(z)"));
        ts_str all = ts_str_of(words[0]);
        for (size_t k = 1; words[k]; k++)
            all = ts_arena_printf(&a, "%.*s|%s", TS_FMT(all), words[k]);
        assert_slice_equal(all, cases[i].want);
        ts_arena_done(&a);
    }
}

static void test_run(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);
    const char *script = ts_path_join(&a, dir, "browser");
    const char *note = ts_path_join(&a, dir, "note");
    struct ts_err err;
    ts_str seen;

    (void)state;
    ts_str text = ts_arena_printf(&a, "#!/bin/sh\nprintf %%s \"$1\" >%s\n[ $# = 1 ]\n", note);
    assert_ok(ts_file_write(script, text, &err), &err);
    assert_int_equal(chmod(script, 0700), 0);
    assert_ok(ts_browse(ts_str_of(script), TS_STR("https://a.example/$(id) x"), &err), &err);
    assert_ok(ts_file_read(&a, note, 4096, &seen, &err), &err);
    assert_slice_equal(seen, "https://a.example/$(id) x");
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static const struct {
    const char *command;
    const char *address;
    enum ts_rc rc;
    const char *message;
} failures[] = {
    { "true", "file:///etc/passwd", TS_ERR_ARG,
      "only addresses of the web go to the browser, not file:///etc/passwd" },
    { "true", "javascript:alert(1)", TS_ERR_ARG,
      "only addresses of the web go to the browser, not javascript:alert(1)" },
    { "true", "--help", TS_ERR_ARG, "only addresses of the web go to the browser, not --help" },
    { "/nonexistent/browser", "https://a.example/", TS_ERR_IO,
      "cannot run /nonexistent/browser: No such file or directory" },
    { "false", "https://a.example/", TS_ERR_IO, "false could not open https://a.example/" },
};

static void test_failures(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(failures); i++) {
        struct ts_err err;
        assert_int_equal(
            ts_browse(ts_str_of(failures[i].command), ts_str_of(failures[i].address), &err),
            failures[i].rc);
        assert_string_equal(err.msg, failures[i].message);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_run),
        cmocka_unit_test(test_failures),
    };
    return cmocka_run_group_tests_name("tui/browse", tests, NULL, NULL);
}
