/* The reader without a screen: lines in, lines out. */
#include "support/program.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/file.h"

static const char feed[] =
    "<rss version='2.0'><channel><title>Quay Courier</title>"
    "<item><title>Ferry stays in the harbour</title><guid>1</guid>"
    "<pubDate>Mon, 03 Mar 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;The crossing is shut "
    "until the wind drops, the harbour master said on Monday morning, and nobody on the quay was "
    "surprised.&lt;/p&gt;</description></item>"
    "<item><title>Heron returns to the mill</title><guid>2</guid>"
    "<pubDate>Sun, 02 Mar 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;It stood on the wheel "
    "for an hour and left as it had come, without a word to anybody.&lt;/p&gt;</description></item>"
    "</channel></rss>";

struct quay {
    struct ts_arena a;
    const char *profile;
};

static int set_up(void **state)
{
    struct quay *q = calloc(1, sizeof *q);
    struct ts_err err;

    q->profile = temp_dir(&q->a);
    const char *path = ts_path_join(&q->a, q->profile, "feed.xml");
    assert_ok(ts_file_write(path, TS_STR(feed), &err), &err);
    assert_ok(ts_file_write(ts_path_join(&q->a, q->profile, "feeds"),
                            ts_arena_printf(&q->a, "file://%s\n", path), &err),
              &err);
    *state = q;
    return 0;
}

static int tear_down(void **state)
{
    struct quay *q = *state;

    temp_dir_done(q->profile);
    ts_arena_done(&q->a);
    free(q);
    return 0;
}

static ts_str plain(struct quay *q, const char *lines)
{
    struct run run = run_program(&q->a, q->profile, ts_str_of(lines), "--plain", NULL);

    assert_slice_equal(run.err, "");
    assert_int_equal(run.status, 0);
    return run.out;
}

static void assert_has(ts_str text, const char *wanted)
{
    if (ts_str_find(text, ts_str_of(wanted), 0) == TS_NPOS)
        fail_msg("\"%s\" is not in\n%.*s", wanted, TS_FMT(text));
}

/* At the end of its input it waits for the refresh that was asked for. */
static void an_empty_library_is_filled(void **state)
{
    ts_str out = plain(*state, "refresh-all\n");

    assert_has(out, "No stories yet.");
    assert_has(out, "2 new articles");
    out = plain(*state, "");
    assert_has(out, "Stories, 1 of 2\n\n");
    assert_has(out, "1. unread, Ferry stays in the harbour, Quay Courier");
    assert_has(out, "2. unread, Heron returns to the mill, Quay Courier");
}

static void numbers_open_and_words_command(void **state)
{
    plain(*state, "refresh-all");
    ts_str out = plain(*state, "2\nq\n");
    assert_has(out, "It stood on the wheel for an hour");
    assert_has(out, "2. Heron returns to the mill"); /* read now */
    out = plain(*state, "down\nread\nundo\n");
    assert_has(out, "2. Heron");
    assert_has(out, "undone: marked 1 article");
    out = plain(*state, "t\nharbour\nt\nh\n");
    assert_has(out, "#harbour");
    assert_has(out, "no longer tagged harbour");
    out = plain(*state, "t\nq\nhelp\n"); /* no tag has this letter: the line is a name */
    assert_has(out, "#q");
    assert_has(out, "Keys and commands");
    out = plain(*state, "search heron\nq\n:order\n");
    assert_has(out, "Search: heron, 1 of 1");
    out = plain(*state, "mark all\n");
    assert_has(out, "marked");
    out = plain(*state, "1 j\n");
    assert_has(out, "2. ");
}

static void what_is_none_is_said(void **state)
{
    ts_str out = plain(*state, "frobnicate it\n:frobnicate\nquit\nnever read\n");

    assert_has(out, "! \"frobnicate it\" is no number, key or command; \"help\" lists them\n");
    assert_has(out, "! there is no command \"frobnicate\"");
    assert_true(ts_str_find(out, TS_STR("never"), 0) == TS_NPOS);
}

/* Also at the end, and of what is no refresh. */
static void what_came_of_an_address_is_said(void **state)
{
    ts_str out = plain(*state, "a\nhttp://127.0.0.1:1/x\n");

    assert_has(out, "! http://127.0.0.1:1/x: ");
}

/* Lines are text: whoever shows or speaks them puts right-to-left words in order. */
static void words_stay_in_the_order_of_writing(void **state)
{
    static const char hebrew[] =
        "<rss version='2.0'><channel><title>Quay Courier</title>"
        "<item><title>המעבורת נשארת בנמל (Quay)!</title><guid>3</guid>"
        "<pubDate>Mon, 03 Mar 2025 08:00:00 GMT</pubDate><description>&lt;p&gt;המעבר סגור עד "
        "שהרוח תשכך, אמר מנהל הנמל ביום שני בבוקר, ואיש לא הופתע מכך.&lt;/p&gt;</description>"
        "</item></channel></rss>";
    struct quay *q = *state;
    struct ts_err err;

    assert_ok(ts_file_write(ts_path_join(&q->a, q->profile, "feed.xml"), TS_STR(hebrew), &err),
              &err);
    plain(q, "refresh-all");
    ts_str out = plain(q, "1\n");
    assert_has(out, "1. unread, המעבורת נשארת בנמל (Quay)!, Quay Courier");
    assert_has(out, "\nהמעבר סגור עד שהרוח תשכך");
}

/* The terminal would obey it. */
static void what_is_copied_commands_nothing(void **state)
{
    static const char hostile[] =
        "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Quay Courier\",\"items\":["
        "{\"id\":\"4\",\"title\":\"Ferry \\u001b]0;sunk\\u0007\\u009b2J stays\","
        "\"url\":\"https://a.example/\\u009b2Jx\",\"content_text\":\"It stays.\"}]}";
    struct quay *q = *state;
    struct ts_err err;

    assert_ok(ts_file_write(ts_path_join(&q->a, q->profile, "feed.xml"), TS_STR(hostile), &err),
              &err);
    plain(q, "refresh-all\n");
    ts_str out = plain(q, "copy\ncopy title\n1\ncopy\n");
    assert_has(out, "https://a.example/");
    assert_true(ts_str_find(out, TS_STR("\033"), 0) == TS_NPOS);
    assert_true(ts_str_find(out, TS_STR("\302\233"), 0) == TS_NPOS);
}

static void the_screen_says_that_there_is_this(void **state)
{
    struct quay *q = *state;

    setenv("TERM", "dumb", 1);
    struct run run = run_program_on_terminal(&q->a, q->profile, "", NULL);
    assert_int_equal(run.status, 3);
    assert_has(run.out, "\"tearsheet --plain\" does without");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_empty_library_is_filled),
        TEST(numbers_open_and_words_command),
        TEST(what_is_none_is_said),
        TEST(what_came_of_an_address_is_said),
        TEST(words_stay_in_the_order_of_writing),
        TEST(what_is_copied_commands_nothing),
        TEST(the_screen_says_that_there_is_this),
    };
    return cmocka_run_group_tests_name("cli/plain", tests, NULL, NULL);
}
