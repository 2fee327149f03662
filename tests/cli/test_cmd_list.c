/* Lists at the prompt are cut for a person, who is told so, and not for a program. */
#include "site.h"

#include <stdlib.h>

#include "tearsheet/base/buf.h"

enum { SHOWN = 50 };

static size_t count_lines(ts_str text)
{
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++)
        n += text.ptr[i] == '\n';
    return n;
}

/* Headlines of one coined word each have nothing in common: each is a story of its own. */
static void put_items(struct ts_buf *feed, size_t n)
{
    static const char *const ends[] = { "mork", "lund", "vash", "tibe", "rondel", "quist", "pell" };

    ts_buf_puts(feed, "<rss version=\"2.0\"><channel><title>Tide Post</title>");
    for (size_t i = 0; i < n; i++)
        ts_buf_printf(feed, "<item><guid>%zu</guid><title>%c%c%s</title></item>", i,
                      (char)('B' + i % 11), "aeiou"[i % 5], ends[i % TS_COUNT(ends)]);
    ts_buf_puts(feed, "</channel></rss>");
}

static void a_cut_list_says_so(void **state)
{
    (void)state;
    for (size_t n = SHOWN; n <= SHOWN + 1; n++) {
        struct ts_buf feed = { 0 };
        struct site s;
        put_items(&feed, n);
        const struct loopback_route routes[] = { { .path = "/feed", .body = feed.ptr }, { 0 } };
        site_open(&s, routes);
        site_put(&s, "feeds", "%s\n", site_url(&s, "/feed"));
        assert_int_equal(site_run(&s, "fetch").status, 0);
        for (int is_stories = 0; is_stories < 2; is_stories++) {
            const char *command = is_stories ? "stories" : "ls";
            struct run run = site_run(&s, command);
            assert_int_equal(count_lines(run.out), SHOWN);
            assert_slice_equal(run.err,
                               n > SHOWN ? "(the first 50; --all lists everything)\n" : "");
            run = site_run(&s, command, "--limit", "49");
            assert_int_equal(count_lines(run.out), SHOWN - 1);
            assert_slice_equal(run.err, "");
            assert_int_equal(count_lines(site_run(&s, command, "--all").out), n);
            assert_int_equal(count_lines(site_run(&s, command, "--json").out), n);
        }
        site_close(&s);
        ts_buf_done(&feed);
    }
}

static void files_of_an_article_are_links(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed",
          .body = SITE_FEED("<item><guid>1</guid><title>The tides, spoken</title><description>With "
                            "the wind.</description><enclosure url='http://cast.example/e/1.mp3' "
                            "type='audio/mpeg' length='7340032'/></item>") },
        { 0 },
    };
    struct site s;

    (void)state;
    site_open(&s, routes);
    site_put(&s, "feeds", "%s\n", site_url(&s, "/feed"));
    assert_int_equal(site_run(&s, "fetch").status, 0);
    struct run run = site_run(&s, "show", "1");
    assert_true(ts_str_has(run.out, "1.mp3 [1] (audio/mpeg, 7 MB)"));
    assert_true(ts_str_has(run.out, "[1] http://cast.example/e/1.mp3"));
    run = site_run(&s, "show", "--format", "markdown", "1");
    assert_true(ts_str_has(run.out, "[1.mp3](<http://cast.example/e/1.mp3>) (audio/mpeg, 7 MB)"));
    run = site_run(&s, "show", "--json", "1");
    assert_true(ts_str_has(run.out, "\"enclosures\":[{\"url\":\"http://cast.example/e/1.mp3\","
                                    "\"type\":\"audio/mpeg\",\"bytes\":7340032}]"));
    assert_true(ts_str_has(run.out, "\"text\":\"With the wind.\""));
    site_close(&s);
}

/* A folder that cannot be made stops what writes, and not what reads. */
static void reading_makes_no_folders(void **state)
{
    const struct loopback_route routes[] = { { 0 } };
    struct site s;

    (void)state;
    site_open(&s, routes);
    setenv("XDG_CONFIG_HOME", s.profile, 1);
    setenv("XDG_DATA_HOME", s.profile, 1);
    setenv("XDG_STATE_HOME", s.profile, 1);
    assert_int_equal(run_program(&s.arena, NULL, TS_STR(""), "ls", NULL).status, 0);
    setenv("XDG_STATE_HOME", "/dev/null", 1);
    assert_int_equal(run_program(&s.arena, NULL, TS_STR(""), "ls", NULL).status, 0);
    struct run run = run_program(&s.arena, NULL, TS_STR(""), "fetch", NULL);
    assert_int_equal(run.status, 3);
    assert_slice_equal(run.err, "tearsheet: /dev/null is no folder\n");
    site_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_cut_list_says_so),
        cmocka_unit_test(files_of_an_article_are_links),
        cmocka_unit_test(reading_makes_no_folders),
    };
    return cmocka_run_group_tests_name("cmd_list", tests, NULL, NULL);
}
