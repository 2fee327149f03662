/* Calls that go wrong: one clear line on standard error, and the documented exit status. */
#include "support/program.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"

static size_t count_lines(ts_str text)
{
    size_t n = 0;
    ts_str line;

    while (ts_str_split(&text, '\n', &line))
        n++;
    return n;
}

static void wrong_calls_say_what_is_wrong(void **state)
{
    static const struct {
        const char *words[4];
        int status;
        const char *err;
    } cases[] = {
        { { "fly" }, 2, "there is no command \"fly\"; tearsheet --help lists them" },
        { { "ls", "--colour" }, 2, "ls has no option --colour" },
        { { "--json", "ls" }, 2, "tearsheet has no option --json" },
        { { "ls", "extra" }, 2, "ls takes no \"extra\"" },
        { { "export", "opml", "csv" }, 2, "export takes no \"csv\"" },
        { { "rename", "http://a.example/", "The", "Post" }, 2, "rename takes no \"Post\"" },
        { { "--plain", "ls" }, 2, "--plain is for the reader; ls takes none" },
        { { "search", " " }, 2, "search wants WORDS..." },
        { { "stories", "--front", "--covered" },
          2,
          "stories is sorted by --covered or by --front, not both" },
        { { "ls", "--limit" }, 2, "--limit wants a value: N" },
        { { "ls", "--json=yes" }, 2, "--json takes no value" },
        { { "ls", "--limit", "few" }, 2, "--limit takes a number, not \"few\"" },
        { { "show" }, 2, "show wants ID, or --story ID" },
        { { "show", "--story", "seven" }, 2, "--story takes a number, not \"seven\"" },
        { { "show", "--story", "7", "8" }, 2, "show --story takes no articles and no --format" },
        { { "show", "--story", "7" }, 3, "there is no story 7" },
        { { "tag", "--mute" }, 2, "tag --mute wants the NAME of one tag and nothing else" },
        { { "tag", "--mute", "noise" }, 3, "noise" },
        { { "show", "seven" }, 2, "show takes a number, not \"seven\"" },
        { { "show", "7" }, 3, "there is no article 7" },
        { { "extract" }, 2, "extract wants FILE, ADDRESS or -, or --manifest LIST" },
        { { "extract", "--format", "pdf" },
          2,
          "--format takes text, markdown, html or json, not \"pdf\"" },
        { { "extract", "--url", "here", "/nowhere.html" },
          2,
          "--url takes an address, not \"here\"" },
        { { "extract", "/nowhere.html" }, 3, "cannot open /nowhere.html: No such file" },
        { { "export", "csv" }, 2, "export writes opml, not \"csv\"" },
        { { "import", "/nowhere.opml" }, 3, "cannot open /nowhere.opml: No such file" },
        { { "add", "not an address" }, 3, "\"not an address\" is no address" },
        { { "add", "http://127.0.0.1:1/feed" }, 3, "127.0.0.1" },
        { { "undo" }, 3, "nothing to" },
        { { "ls", "--tag", "none" }, 3, "none" },
        { { "tag", "name" }, 2, "tag wants NAME and ID, or NAME and --story ID" },
        { { "tag", "name", "7" }, 3, "there is no article 7" },
        { { "tag", "name", "seven" }, 2, "an id takes a number, not \"seven\"" },
        { { "ls", "--story", "7" }, 3, "there is no story 7" },
        { { "ls", "--limit", "0" }, 2, "--limit takes a number from 1 on, not \"0\"" },
        { { "ls", "--source", "http://gone.example/" },
          3,
          "http://gone.example/: there is no such source" },
        { { "fetch", "--source", "http://gone.example/" },
          3,
          "http://gone.example/: there is no such source" },
        { { "read" }, 2, "read wants ID, --story ID or --all" },
        { { "read", "--all", "7" }, 2, "read wants ID, --story ID or --all" },
        { { "read", "--all", "--story", "7" }, 2, "read wants ID, --story ID or --all" },
        { { "show", "--json", "--format=html", "7" },
          2,
          "show prints --json or a --format, not both" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        const char *profile = temp_dir(&a);
        const char *const *w = cases[i].words;
        struct run run = run_program(&a, profile, TS_STR(""), w[0], w[1], w[2], w[3], NULL);
        if (run.status != cases[i].status || !ts_str_has(run.err, cases[i].err))
            print_error("%s %s: %d, %.*s\n", w[0], w[1] ? w[1] : "", run.status, TS_FMT(run.err));
        assert_int_equal(run.status, cases[i].status);
        assert_true(ts_str_has(run.err, cases[i].err));
        assert_int_equal(count_lines(run.err), 1);
        assert_slice_equal(run.out, "");
        temp_dir_done(profile);
        ts_arena_done(&a);
    }
}

static void pages_of_any_size_are_answered(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *huge = ts_path_join(&a, dir, "huge.html");
    struct ts_buf page = { 0 };
    struct ts_err err;

    (void)state;
    struct run run = run_program(&a, dir, TS_STR(""), "extract", "-", NULL);
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "-: no text in the page"));

    ts_buf_fill(&page, 'a', 50 << 20);
    assert_ok(ts_file_write(huge, ts_buf_str(&page), &err), &err);
    run = run_program(&a, dir, TS_STR(""), "extract", huge, NULL);
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "huge.html is larger than"));
    assert_int_equal(count_lines(run.err), 1);
    ts_buf_done(&page);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void a_full_disk_is_a_failure(void **state)
{
    static const char *const calls[] = { "--help", "--version", "ls --help", "export opml" };
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *said = ts_path_join(&a, dir, "said");
    struct ts_err err;

    (void)state;
    if (access("/dev/full", W_OK) != 0)
        skip(); /* not every system has one */
    for (size_t i = 0; i < TS_COUNT(calls); i++) {
        ts_str text,
            command = ts_arena_printf(&a, "'%s' --profile '%s' %s >/dev/full 2>'%s'; test $? = 3",
                                      getenv("TS_PROGRAM"), dir, calls[i], said);
        if (system(command.ptr) != 0)
            fail_msg("%s", calls[i]);
        assert_ok(ts_file_read(&a, said, 1000, &text, &err), &err);
        assert_slice_equal(text, "tearsheet: cannot write to standard output\n");
    }
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* "tearsheet extract ... | head -c1": who has read enough is not told of a failure. */
static void a_reader_that_goes_away_is_no_failure(void **state)
{
    static const char page[] = "<html><body><article><h1>Tide</h1><p>The tide came in at nine, and "
                               "with it the ferry that nobody had waited for.</p><p>It left again "
                               "with the post.</p></article></body></html>";
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *file = ts_path_join(&a, dir, "page.html");
    struct ts_err err;
    ts_str said;

    (void)state;
    assert_ok(ts_file_write(file, ts_str_of(page), &err), &err);
    ts_str command =
        ts_arena_printf(&a,
                        "trap '' PIPE; cd '%s' && { sleep 0.1; '%s' --profile . extract page.html "
                        "2>said; echo $? >status; } | true",
                        dir, getenv("TS_PROGRAM"));
    assert_int_equal(system(command.ptr), 0);
    assert_ok(ts_file_read(&a, ts_path_join(&a, dir, "said"), 1000, &said, &err), &err);
    assert_slice_equal(said, "");
    assert_ok(ts_file_read(&a, ts_path_join(&a, dir, "status"), 1000, &said, &err), &err);
    assert_slice_equal(said, "0\n");
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void a_web_page_is_no_feed(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *page = ts_path_join(&a, dir, "page.xml");
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(page,
                            TS_STR("<!DOCTYPE html><html><head><title>Sign in</title></head>"
                                   "<body><p>Please sign in.</p></body></html>"),
                            &err),
              &err);
    struct run run = run_program(&a, dir, TS_STR(""), "parse-feed", page, NULL);
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "page.xml"));
    assert_true(ts_str_has(run.err, "web page"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void a_profile_must_be_a_folder(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *file = ts_path_join(&a, dir, "file");
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(file, TS_STR("x"), &err), &err);
    struct run run = run_program(&a, file, TS_STR(""), "ls", NULL);
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "is no folder"));
    run = run_program(&a, "/proc/nowhere", TS_STR(""), "fetch", NULL);
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "/proc/nowhere"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void help_and_version_are_there(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    struct run run = run_program(&a, NULL, TS_STR(""), "--help", NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_has(run.out, "extract"));
    run = run_program(&a, NULL, TS_STR(""), "ls", "--help", NULL);
    assert_true(ts_str_has(run.out, "--unread"));
    run = run_program(&a, NULL, TS_STR(""), "--version", NULL);
    assert_true(ts_str_starts(run.out, "tearsheet "));
    ts_arena_done(&a);
}

/* Everything that can be listed is listed by an empty library too. */
static void an_option_says_what_it_does_here(void **state)
{
    static const struct {
        const char *command, *line;
    } cases[] = {
        { "ls", "--all                 everything, not the first 50\n" },
        { "sources", "--all                 also removed ones\n" },
        { "save", "--format    FORMAT    text, markdown or html\n" },
        { "read", "--off                 mark them unread\n" },
        { "fetch", "tearsheet fetch\n" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct run run = run_program(&a, "/nowhere", TS_STR(""), cases[i].command, "--help", NULL);
        assert_int_equal(run.status, 0);
        assert_true(ts_str_has(run.out, cases[i].line));
    }
    ts_arena_done(&a);
}

/* `tag` with an id that is none leaves no empty tag behind. */
static void a_tag_is_made_when_it_is_put_on_something(void **state)
{
    struct ts_arena a = { 0 };
    const char *profile = temp_dir(&a);

    (void)state;
    static const char *const wrong[][3] = {
        { "7", NULL },
        { "seven", NULL },
        { "--story", "7" },
        { "--off", "7" },
    };
    for (size_t i = 0; i < TS_COUNT(wrong); i++) {
        struct run run =
            run_program(&a, profile, TS_STR(""), "tag", "later", wrong[i][0], wrong[i][1], NULL);
        assert_int_not_equal(run.status, 0);
    }
    assert_slice_equal(run_program(&a, profile, TS_STR(""), "tag", NULL).out, "");
    temp_dir_done(profile);
    ts_arena_done(&a);
}

static void an_empty_library_is_no_error(void **state)
{
    static const char *const commands[] = { "ls", "stories", "tag", "fetch" };
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);

    (void)state;
    for (size_t i = 0; i < TS_COUNT(commands); i++) {
        struct run run = run_program(&a, dir, TS_STR(""), commands[i], NULL);
        assert_int_equal(run.status, 0);
        assert_slice_equal(run.err, "");
    }
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void subscriptions_go_in_and_out(void **state)
{
    static const char urls[] =
        "# mine\nhttps://tide.example/rss \"~Tea & <Toast>\" sea \"far away\" pages=no ! x/y\n\n"
        "https://hill.example/atom?a=1&b=2 links=yes hills\n"
        "https://sand.example/ \"header=Accept: a, b\" interval=6h \"~Sand \\\"S\\\"\"\n";
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *list = ts_path_join(&a, dir, "urls");
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(list, ts_str_of(urls), &err), &err);
    struct run run = run_program(&a, dir, TS_STR(""), "import", list, NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_ends(run.out, "3 subscriptions, 3 of them new\n"));
    struct run first = run_program(&a, dir, TS_STR(""), "export", "--secrets", "opml", NULL);
    assert_int_equal(first.status, 0);
    assert_true(ts_str_has(first.out, "xmlUrl=\"https://tide.example/rss\""));

    const char *opml = ts_path_join(&a, dir, "list.opml"), *other = ts_path_join(&a, dir, "other");
    assert_ok(ts_file_write(opml, first.out, &err), &err);
    run = run_program(&a, other, TS_STR(""), "import", opml, NULL);
    assert_int_equal(run.status, 0);
    ts_str before, after;
    const char *feeds = ts_path_join(&a, other, "feeds");
    assert_ok(ts_file_read(&a, feeds, 10000, &before, &err), &err);
    assert_slice_equal(
        before, "https://tide.example/rss \"~Tea & <Toast>\" sea \"far away\" pages=no x/y !\n"
                "https://hill.example/atom?a=1&b=2 hills links=yes\n"
                "https://sand.example/ \"~Sand \\\"S\\\"\" \"header=Accept: a, b\" interval=6h\n");
    struct run second = run_program(&a, other, TS_STR(""), "export", "--secrets", "opml", NULL);
    assert_slice_equal(second.out, ts_arena_cstr(&a, first.out));
    run = run_program(&a, other, TS_STR(""), "import", opml, NULL);
    assert_true(ts_str_ends(run.out, "3 subscriptions, 0 of them new\n"));
    assert_ok(ts_file_read(&a, feeds, 10000, &after, &err), &err);
    assert_true(ts_str_eq(before, after));

    assert_ok(ts_file_write(list, TS_STR("https://one.example/rss\n"), &err), &err);
    run = run_program(&a, other, TS_STR(""), "import", list, NULL);
    assert_true(ts_str_ends(run.out, "1 subscription, 1 of them new\n"));
    assert_ok(ts_file_write(list, TS_STR("no address\n"), &err), &err);
    run = run_program(&a, other, TS_STR(""), "import", list, NULL);
    assert_int_equal(run.status, 3);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* OPML has no place for commands: they are left out of it, and that is said. */
static void what_opml_cannot_hold_is_named(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *feeds = ts_path_join(&a, dir, "feeds");
    struct ts_err err;

    (void)state;
    assert_ok(
        ts_file_write(feeds, TS_STR("https://tide.example/rss\n\"exec:cat /dune.xml\"\n"), &err),
        &err);
    struct run run = run_program(&a, dir, TS_STR(""), "export", "opml", NULL);
    assert_int_equal(run.status, 0);
    assert_false(ts_str_has(run.out, "dune"));
    assert_slice_equal(
        run.err, "tearsheet: not in the list, as OPML has addresses only: exec:cat /dune.xml\n");
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* A list of feeds is given to others. */
static void secrets_stay_at_home(void **state)
{
    static const char feeds[] = "https://tide.example/rss sea\n"
                                "https://ann:grebe@hill.example/rss\n"
                                "https://sand.example/rss \"header=X-Key: teal\" interval=6h "
                                "proxy=http://ann:dunlin@proxy.example:8080\n";
    static const char *const secrets[] = { "ann:grebe@hill", "X-Key: teal", "ann:dunlin@" };
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a);
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(ts_path_join(&a, dir, "feeds"), ts_str_of(feeds), &err), &err);
    struct run run = run_program(&a, dir, TS_STR(""), "export", "opml", NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_has(run.out, "\"https://hill.example/rss\""));
    assert_true(ts_str_has(run.out, "interval=6h,proxy=http://proxy.example:8080\""));
    assert_slice_equal(run.err, "tearsheet: 2 sources are in the list without the password or the "
                                "headers that the feeds file has: --secrets puts them in\n");
    struct run all = run_program(&a, dir, TS_STR(""), "export", "opml", "--secrets", NULL);
    assert_slice_equal(all.err, "");
    for (size_t i = 0; i < TS_COUNT(secrets); i++) {
        assert_false(ts_str_has(run.out, secrets[i]));
        assert_true(ts_str_has(all.out, secrets[i]));
    }
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* What failed is named, and named once. */
static void a_failure_is_named_once(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "words.txt");
    struct ts_err err;
    struct run run;

    (void)state;
    assert_ok(ts_file_write(path, TS_STR("x"), &err), &err);
    run = run_program(&a, dir, TS_STR(""), "parse-feed", path, NULL);
    assert_slice_equal(run.err, ts_arena_printf(&a,
                                                "tearsheet: %s: not a feed: the document is "
                                                "neither XML nor JSON\n",
                                                path)
                                    .ptr);
    run = run_program(&a, dir, TS_STR(""), "extract", "/nowhere.html", NULL);
    assert_slice_equal(run.err,
                       "tearsheet: cannot open /nowhere.html: No such file or directory\n");
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void a_file_address_is_read(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "a b.html");
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(path,
                            TS_STR("<html><head><title>The tide table</title></head><body><article>"
                                   "<h1>The tide table</h1><p>The new table was wrong on Tuesday, "
                                   "said a pilot who had waited for an hour at the mole.</p>"
                                   "<p>Nobody at the harbour office would say who had printed it, "
                                   "or when the next one comes.</p></article></body></html>"),
                            &err),
              &err);
    const char *url = ts_arena_printf(&a, "file://%s/a%%20b.html", dir).ptr;
    struct run run = run_program(&a, dir, TS_STR(""), "extract", url, NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_has(run.out, "said a pilot"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

static void an_imported_command_is_named(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *list = ts_path_join(&a, dir, "urls");
    struct ts_err err;

    (void)state;
    assert_ok(
        ts_file_write(list, TS_STR("\"exec:make-feed --all\"\nhttps://tide.example/rss\n"), &err),
        &err);
    struct run run = run_program(&a, dir, TS_STR(""), "import", "--quiet", list, NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_starts(run.out, "runs a command at each fetch: exec:make-feed --all ("));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

/* A download that broke off is no whole list. */
static void a_list_that_is_cut_is_said_to_be(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *list = ts_path_join(&a, dir, "cut.opml");
    struct ts_err err;

    (void)state;
    assert_ok(ts_file_write(list,
                            TS_STR("<opml><body>\n<outline xmlUrl='https://tide.example/rss'/>\n"
                                   "<outline text='Sea'>\n<outline xmlUrl='https://hil"),
                            &err),
              &err);
    struct run run = run_program(&a, dir, TS_STR(""), "import", list, NULL);
    assert_int_equal(run.status, 1);
    assert_true(ts_str_has(run.err, "cut.opml: malformed at line 4: "));
    assert_true(ts_str_has(run.out, "subscription"));
    temp_dir_done(dir);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(wrong_calls_say_what_is_wrong),
        cmocka_unit_test(what_opml_cannot_hold_is_named),
        cmocka_unit_test(secrets_stay_at_home),
        cmocka_unit_test(a_failure_is_named_once),
        cmocka_unit_test(a_file_address_is_read),
        cmocka_unit_test(pages_of_any_size_are_answered),
        cmocka_unit_test(a_full_disk_is_a_failure),
        cmocka_unit_test(a_reader_that_goes_away_is_no_failure),
        cmocka_unit_test(a_web_page_is_no_feed),
        cmocka_unit_test(a_profile_must_be_a_folder),
        cmocka_unit_test(help_and_version_are_there),
        cmocka_unit_test(an_option_says_what_it_does_here),
        cmocka_unit_test(a_tag_is_made_when_it_is_put_on_something),
        cmocka_unit_test(an_empty_library_is_no_error),
        cmocka_unit_test(subscriptions_go_in_and_out),
        cmocka_unit_test(an_imported_command_is_named),
        cmocka_unit_test(a_list_that_is_cut_is_said_to_be),
    };
    return cmocka_run_group_tests_name("prompt", tests, NULL, NULL);
}
