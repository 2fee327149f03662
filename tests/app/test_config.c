#include "support/support.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "tearsheet/app/profile.h"
#include "tearsheet/base/file.h"

static void an_empty_file_gives_the_defaults(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_config config;
    struct ts_err err;

    (void)state;
    assert_ok(ts_config_parse(&a, TS_STR(""), "config", &config, &err), &err);
    assert_slice_equal(config.theme, "auto");
    assert_int_equal(config.text_width_cols, 72);
    assert_int_equal(config.max_host_connections, 2);
    assert_true(config.fetch_pages);
    assert_false(config.ascii);
    assert_int_equal(config.n_bindings, 0);
    ts_arena_done(&a);
}

static void lines_set_options(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_config config;
    struct ts_err err;

    (void)state;
    assert_ok(ts_config_parse(&a,
                              TS_STR("# mine\n\ntheme   light\ntext-width 60\nascii yes\r\n"
                                     "browser \"firefox %u\"\nsave-format html\n"
                                     "bind x scroll-down\nbind ^N  next-unread \n"),
                              "config", &config, &err),
              &err);
    assert_slice_equal(config.theme, "light");
    assert_int_equal(config.text_width_cols, 60);
    assert_true(config.ascii);
    assert_slice_equal(config.browser, "firefox %u");
    assert_slice_equal(config.save_format, "html");
    assert_int_equal(config.n_bindings, 2);
    assert_slice_equal(config.bindings[1].keys, "^N");
    assert_slice_equal(config.bindings[1].command, "next-unread");
    assert_int_equal(config.bindings[1].line, 9);
    ts_arena_done(&a);
}

static void rules_for_sites_are_kept_in_order(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_config config;
    struct ts_err err;

    (void)state;
    assert_ok(ts_config_parse(&a,
                              TS_STR("site tide.example strip .promo > p\n# and\n"
                                     "site * keep [data-kind=\"box\"]\n"),
                              "config", &config, &err),
              &err);
    assert_int_equal(config.site_rules.n, 2);
    const struct ts_site_rule *rules = config.site_rules.list;
    assert_slice_equal(rules[0].site, "tide.example");
    assert_slice_equal(rules[0].words, "strip .promo > p");
    assert_false(rules[0].is_keep);
    assert_int_equal(rules[0].line, 1);
    assert_true(rules[1].is_keep);
    assert_slice_equal(rules[1].words, "keep [data-kind=\"box\"]");
    assert_int_equal(rules[1].line, 3);
    ts_arena_done(&a);
}

static void mistakes_name_file_and_line(void **state)
{
    static const struct {
        const char *text, *want;
    } cases[] = {
        { "theme dark\ncolour red\n", "config:2: there is no option \"colour\"" },
        { "text-width wide\n", "config:1: a number is wanted, not \"wide\"" },
        { "text-width 10\n", "config:1: text-width takes 20 to 400, not 10" },
        { "ascii maybe\n", "config:1: ascii takes yes|no, not \"maybe\"" },
        { "save-format pdf\n", "config:1: save-format takes markdown|text|html, not \"pdf\"" },
        { "bind x\n", "config:1: bind takes keys and a command, not \"x\"" },
        { "for-tag news\n", "config:1: for-tag takes a tag and an option, not \"news\"" },
        { "\nfor-tag news interval=x\n",
          "config:2: interval takes 30m, 6h or 2d, up to a year, not \"x\"" },
        { "site tide.example strip\n",
          "config:1: a rule is a site, keep or strip, and a selector, not \"tide.example strip\"" },
        { "\n\nsite tide.example strip p:hover\n",
          "config:3: in the selector \"p:hover\" .class, #id, [attribute], > or a blank is wanted "
          "at \":hover\"" },
        { "for-tag news colour=red\n", "config:1: there is no option \"colour=red\" of sources" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_config config = { .text_width_cols = -1 };
        struct ts_err err;
        assert_int_equal(ts_config_parse(&a, ts_str_of(cases[i].text), "config", &config, &err),
                         TS_ERR_PARSE);
        assert_string_equal(err.msg, cases[i].want);
        assert_int_equal(config.text_width_cols, -1);
        ts_arena_done(&a);
    }
}

static void every_option_is_documented(void **state)
{
    const char *name, *takes, *help;
    size_t n = 0;

    (void)state;
    for (; ts_config_option(n, &name, &takes, &help); n++)
        assert_true(*name && *takes && *help);
    assert_true(n > 10);
}

static void one_folder_holds_everything(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *own = ts_path_join(&a, dir, "new/profile");
    struct ts_profile profile;
    struct ts_err err;

    (void)state;
    assert_ok(ts_profile_open(&a, own, &profile, &err), &err);
    assert_true(ts_file_exists(own));
    assert_string_equal(profile.feeds_path, ts_path_join(&a, own, "feeds"));
    assert_string_equal(profile.library_path, ts_path_join(&a, own, "library.db"));

    assert_ok(ts_file_write(ts_path_join(&a, own, "config"), TS_STR("theme\nnonsense 1\n"), &err),
              &err);
    assert_int_equal(ts_profile_open(&a, own, &profile, &err), TS_ERR_PARSE);
    assert_non_null(strstr(err.msg, "new/profile/config:2: there is no option \"nonsense\""));

    const char *file = ts_path_join(&a, dir, "file");
    assert_ok(ts_file_write(file, TS_STR("x"), &err), &err);
    assert_int_equal(ts_profile_open(&a, file, &profile, &err), TS_ERR_IO);
    assert_non_null(strstr(err.msg, "is no folder"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void xdg_folders_are_used(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);
    struct ts_profile profile;
    struct ts_err err;

    (void)state;
    setenv("XDG_CONFIG_HOME", ts_path_join(&a, dir, "c"), 1);
    setenv("XDG_DATA_HOME", ts_path_join(&a, dir, "d"), 1);
    setenv("XDG_STATE_HOME", "relative/is/ignored", 1);
    setenv("HOME", dir, 1);
    assert_ok(ts_profile_open(&a, NULL, &profile, &err), &err);
    assert_string_equal(profile.feeds_path, ts_path_join(&a, dir, "c/tearsheet/feeds"));
    assert_string_equal(profile.library_path, ts_path_join(&a, dir, "d/tearsheet/library.db"));
    assert_string_equal(profile.state_dir, ts_path_join(&a, dir, ".local/state/tearsheet"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* The reader's own, the named ones, the installed ones, those above the program's folder. */
static void themes_are_looked_for_in_order(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *program_dir = ts_path_of_program(&a);
    struct ts_profile profile;
    struct ts_err err;

    (void)state;
    assert_non_null(program_dir);
    assert_true(ts_file_exists(ts_path_join(&a, program_dir, "test_app_config")));
    setenv("TEARSHEET_THEMES", "/named", 1);
    assert_ok(ts_profile_open(&a, dir, &profile, &err), &err);
    assert_string_equal(profile.theme_dirs[0], ts_path_join(&a, dir, "themes"));
    assert_string_equal(profile.theme_dirs[1], "/named");
    assert_string_equal(profile.theme_dirs[2], TS_THEME_DIR);
    assert_string_equal(profile.theme_dirs[3], ts_path_join(&a, program_dir, "../themes"));
    assert_null(profile.theme_dirs[4]);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_empty_file_gives_the_defaults),
        cmocka_unit_test(lines_set_options),
        cmocka_unit_test(rules_for_sites_are_kept_in_order),
        cmocka_unit_test(mistakes_name_file_and_line),
        cmocka_unit_test(every_option_is_documented),
        cmocka_unit_test(one_folder_holds_everything),
        cmocka_unit_test(xdg_folders_are_used),
        cmocka_unit_test(themes_are_looked_for_in_order),
    };
    return cmocka_run_group_tests_name("config", tests, NULL, NULL);
}
