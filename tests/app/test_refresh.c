/* What a refresh asks servers for, and what comes of their answers. */
#include "fixture.h"

#include <string.h>
#include <unistd.h>

#include "support/program.h"

#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"

#define FERRY                                                                                      \
    "<p>The ferries between Harrow and the mainland stopped on Tuesday morning when the crews of " \
    "the "                                                                                         \
    "line walked out over their new rosters.</p><p>The union said that nobody would sail until "   \
    "the "                                                                                         \
    "company had taken the rosters back, and that talks could start at once.</p><p>The company "   \
    "asked "                                                                                       \
    "travellers to stay at home and promised to pay for tickets that could not be used.</p>"
#define CHESS                                                                                     \
    "<p>Noor Baskin won the chess title of the valley on Sunday after a last game of six hours "  \
    "against "                                                                                    \
    "the champion of three years.</p><p>She had been a pawn down since move twenty, and found a " \
    "bishop "                                                                                     \
    "sacrifice that nobody in the hall had seen.</p><p>The club will show the game on its board " \
    "in the "                                                                                     \
    "market hall until Friday.</p>"

static const struct loopback_route sound_routes[] = {
    { .path = "/feed",
      .headers = "Content-Type: application/rss+xml\r\n",
      .body = FEED(ITEM("1", "Ferries halted", "/ferry") ITEM("2", "Chess title won", "/chess")),
      .etag = "\"v1\"" },
    { .path = "/ferry",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Ferries halted", FERRY) },
    { .path = "/chess",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Chess title won", CHESS) },
    { 0 },
};
static const char *const one_feed[] = { "/feed", NULL };

static void feeds_become_articles_and_stories(void **state)
{
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, sound_routes, one_feed);
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 0);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 2);
    assert_true(rows[0].story_id != 0 && rows[1].story_id != 0);
    assert_true(rows[0].story_id != rows[1].story_id);
    for (size_t i = 0; i < n; i++) {
        assert_int_equal(rows[i].completeness, TS_COMPLETE_FULL);
        assert_ok(ts_article_get(&f.arena, f.db, rows[i].id, &stored, &err), &err);
        ts_str text = ts_article_text(&f.arena, &stored.article);
        assert_true(ts_str_has(text, "could") || ts_str_has(text, "bishop"));
        assert_false(ts_str_has(text, "All rights reserved"));
    }
    struct ts_progress p = ts_refresh_progress(f.refresh);
    assert_false(p.is_running);
    assert_int_equal(p.n_new, 2);
    assert_int_equal(p.n_pages_done, 2);
    fixture_close(&f);
}

static void a_second_refresh_asks_no_more_than_needed(void **state)
{
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, sound_routes, one_feed);
    fixture_refresh(&f, false);
    fixture_refresh(&f, false); /* not due */
    assert_int_equal(loopback_count(f.server, "/feed"), 1);
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/feed"), 2);
    assert_true(
        ts_str_has(loopback_last_request(f.server, &f.arena, "/feed"), "If-None-Match: \"v1\""));
    assert_int_equal(loopback_count(f.server, "/ferry"), 1);
    assert_int_equal(ts_refresh_progress(f.refresh).n_unchanged, 1);
    fixture_articles(&f, &n);
    assert_int_equal(n, 2);
    fixture_close(&f);
}

/* The letter stands in the middle of the article's own element, in full sentences: nothing on one
 * page gives it away, but three pages of one outlet have it. */
#define LETTER                                                                                  \
    "<p>The harbour has told its own news on this page since the old pier burned, and whoever " \
    "has two "                                                                                  \
    "crowns left at the end of a week keeps the lamp in our window alight.</p>"

static void a_letter_on_three_pages_is_stripped_from_all(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed",
          .body =
              FEED(ITEM("1", "Ferries halted", "/ferry") ITEM("2", "Chess title won", "/chess")) },
        { .path = "/later", .body = FEED(ITEM("3", "Market moves", "/market")) },
        { .path = "/ferry",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("Ferries halted", FERRY LETTER) },
        { .path = "/chess",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("Chess title won", LETTER CHESS) },
        { .path = "/market",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("Market moves",
                       "<p>The fish market moves to the old customs house in May, after forty "
                       "years under the arches of the railway.</p>" LETTER
                       "<p>The traders voted for it by a single hand, and the port has promised "
                       "them cold rooms and a roof that does not leak.</p>") },
        { 0 },
    };
    struct fixture f;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, one_feed);
    fixture_refresh(&f, false);
    for (int round = 0; round < 2; round++) {
        struct ts_article_row *rows = fixture_articles(&f, &n);
        assert_int_equal(n, round == 0 ? 2 : 3);
        for (size_t i = 0; i < n; i++) {
            struct ts_stored stored;
            assert_ok(ts_article_get(&f.arena, f.db, rows[i].id, &stored, &err), &err);
            ts_str text = ts_article_text(&f.arena, &stored.article);
            assert_int_equal(ts_str_has(text, "lamp in our window"), round == 0);
            assert_true(ts_str_has(text, "."));
        }
        ts_str feeds = ts_arena_printf(&f.arena, "%s\n%s\n", fixture_url(&f, "/feed"),
                                       fixture_url(&f, "/later"));
        assert_ok(ts_file_write(f.profile.feeds_path, feeds, &err), &err);
        fixture_refresh(&f, true);
    }
    fixture_close(&f);
}

static void failures_are_told_and_remembered(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/page",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("Welcome", "<p>Hello</p>") },
        { .path = "/down", .status = 500, .body = "oops" },
        { .path = "/busy", .status = 429, .headers = "Retry-After: 7200\r\n" },
        { 0 },
    };
    static const struct {
        const char *path, *want;
        int64_t least_wait_s;
    } cases[] = {
        { "/page", "web page", 30 * 60 },
        { "/down", "500", 30 * 60 },
        { "/busy", "429", 7200 },
        { "/gone", "404", 30 * 60 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const char *const paths[] = { cases[i].path, NULL };
        struct fixture f;
        fixture_open(&f, routes, paths);
        int64_t before_at = ts_now_at();
        fixture_refresh(&f, false);
        assert_int_equal(f.n_failed, 1);
        struct ts_source source = fixture_source(&f, cases[i].path);
        if (!ts_str_has(source.error, cases[i].want))
            print_error("%s: %.*s\n", cases[i].path, TS_FMT(source.error));
        assert_true(ts_str_has(source.error, cases[i].want));
        assert_slice_equal(source.error, f.last_failure.msg);
        assert_int_equal(source.n_failures, 1);
        assert_true(source.next_at >= before_at + cases[i].least_wait_s);
        fixture_close(&f);
    }
}

static void a_page_that_is_gone_leaves_the_feeds_text(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(ITEM("1", "Lost page", "/lost")) },
        { 0 },
    };
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, one_feed);
    fixture_refresh(&f, false);
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/lost"), 1);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].completeness, TS_COMPLETE_FEED);
    assert_ok(ts_article_get(&f.arena, f.db, rows[0].id, &stored, &err), &err);
    assert_true(ts_str_has(ts_article_text(&f.arena, &stored.article), "A summary of Lost page."));
    assert_true(ts_str_has(stored.page_error, "404"));
    fixture_close(&f);
}

/* As an episode of a podcast: nothing is asked for, and nothing is kept as a failure. */
static void an_article_without_an_address_has_no_page(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed",
          .body = FEED("<item><guid>e1</guid><title>Episode 1</title><description>We talk about "
                       "the tides.</description></item>") },
        { 0 },
    };
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, one_feed);
    fixture_refresh(&f, false);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 1);
    assert_int_equal(ts_refresh_page(f.refresh, rows[0].id, &err), TS_ERR_NOTFOUND);
    assert_string_equal(err.msg, "this article has no page: its feed names no address");
    fixture_run(&f);
    assert_ok(ts_article_get(&f.arena, f.db, rows[0].id, &stored, &err), &err);
    assert_slice_equal(stored.page_error, "");
    assert_false(stored.is_wanted);
    fixture_close(&f);
}

static void a_failure_names_a_long_address_once(void **state)
{
    struct ts_arena a = { 0 };
    ts_str link = TS_STR("/");
    for (int i = 0; i < 500; i++)
        link = ts_arena_concat(&a, link, TS_STR("lost"));
    const struct loopback_route routes[] = {
        { .path = "/feed",
          .body = ts_arena_printf(&a, FEED(ITEM("1", "Lost page", "%.*s")), TS_FMT(link)).ptr },
        { 0 },
    };
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, one_feed);
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 1);
    assert_slice_equal(f.last_about, "");
    assert_true(ts_str_ends(ts_str_of(f.last_failure.msg), "...: 404 not found"));
    fixture_close(&f);
    ts_arena_done(&a);
}

/* The text of the front page is not that of an article which leads there. */
static void a_page_that_leads_home_leaves_the_feeds_text(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(ITEM("1", "Lost page", "/lost")) },
        { .path = "/lost", .status = 302, .headers = "Location: /\r\n" },
        { .path = "/", .headers = "Content-Type: text/html\r\n", .body = PAGE("Home", FERRY) },
        { 0 },
    };
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, one_feed);
    fixture_refresh(&f, false);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 1);
    assert_ok(ts_article_get(&f.arena, f.db, rows[0].id, &stored, &err), &err);
    assert_true(ts_str_has(ts_article_text(&f.arena, &stored.article), "A summary of Lost page."));
    assert_true(ts_str_has(stored.page_error, "/lost: leads to the front page of its site"));
    assert_false(stored.is_wanted);
    fixture_close(&f);
}

/* Its type is told before its bytes come, which nobody can use. */
static void what_is_no_page_is_not_waited_for(void **state)
{
    enum { MB = 1 << 20 };
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(ITEM("1", "The minutes", "/minutes")) },
        { .path = "/minutes",
          .headers = "Content-Type: application/pdf\r\n",
          .body = "0123456789abcdef",
          .repeat = MB / 2 },
        { 0 },
    };
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, one_feed);
    fixture_refresh(&f, false);
    assert_in_range(ts_refresh_progress(f.refresh).n_bytes, 0, MB);
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/minutes"), 1);
    struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 1);
    assert_ok(ts_article_get(&f.arena, f.db, rows[0].id, &stored, &err), &err);
    assert_true(ts_str_has(ts_article_text(&f.arena, &stored.article), "A summary of The minutes"));
    assert_slice_equal(stored.article.url, fixture_url(&f, "/minutes"));
    assert_true(ts_str_ends(stored.page_error, "/minutes: is a PDF document, not a page"));
    assert_false(stored.is_wanted);
    fixture_close(&f);
}

static void mistakes_in_the_feeds_file_name_their_line(void **state)
{
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, sound_routes, one_feed);
    ts_str text = ts_arena_printf(&f.arena, "%s\nftp://x.example/feed\n", fixture_url(&f, "/feed"));
    assert_ok(ts_file_write(f.profile.feeds_path, text, &err), &err);
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 1);
    assert_non_null(strstr(f.last_failure.msg, "feeds:2:"));
    assert_int_equal(ts_refresh_progress(f.refresh).n_new, 2);
    fixture_close(&f);
}

static void removed_sources_keep_their_articles(void **state)
{
    struct fixture f;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, sound_routes, one_feed);
    fixture_refresh(&f, false);
    assert_ok(ts_file_write(f.profile.feeds_path, TS_STR("# none\n"), &err), &err);
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/feed"), 1);
    assert_true(fixture_source(&f, "/feed").is_removed);
    fixture_articles(&f, &n);
    assert_int_equal(n, 2);
    fixture_close(&f);
}

static void killing_a_refresh_loses_nothing(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed",
          .body = FEED(ITEM("1", "Ferries halted", "/ferry") ITEM("2", "Stalls", "/stall")) },
        { .path = "/ferry",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("Ferries halted", FERRY) },
        { .path = "/stall", .fault = LOOPBACK_STALL },
        { 0 },
    };
    struct fixture f;
    struct ts_err err;
    size_t n = 0;
    bool has_page = false;

    (void)state;
    fixture_open(&f, routes, one_feed);
    pid_t pid = start_program(f.dir, "fetch", "--quiet", NULL);
    for (int i = 0; i < 200 && !has_page; i++) {
        usleep(20000);
        struct ts_article_row *rows = fixture_articles(&f, &n);
        for (size_t k = 0; k < n; k++)
            has_page = has_page || rows[k].completeness == TS_COMPLETE_FULL;
    }
    stop_program(pid); /* while its second page stalls */
    assert_true(has_page);
    assert_ok(ts_db_check(f.db, &err), &err);
    fixture_articles(&f, &n);
    assert_int_equal(n, 2);
    fixture_close(&f);
}

/* The screen's worker and a fetch in cron are two of them. */
static void one_refresh_at_a_time_asks_sources(void **state)
{
    struct ts_refresh_listener listener = { 0 };
    struct fixture f;
    struct ts_refresh *other;
    struct ts_err err;

    (void)state;
    fixture_open(&f, sound_routes, one_feed);
    assert_ok(ts_refresh_open(&other, f.db, &f.profile, &listener, &err), &err);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err); /* its own is no obstacle */
    assert_int_equal(ts_refresh_start(other, 0, true, NULL, &err), TS_ERR_BUSY);
    assert_string_equal(err.msg, "another process is fetching");
    ts_refresh_pages(other); /* the other fetches them */
    while (!ts_refresh_is_idle(other))
        ts_refresh_turn(other, 100);
    assert_int_equal(ts_refresh_progress(other).n_pages, 0);
    fixture_run(&f);
    assert_ok(ts_refresh_start(other, 0, false, NULL, &err), &err); /* it is over */
    ts_refresh_close(other);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    fixture_close(&f);
}

/* What a reader takes up when it opens is grouped by it alone. */
static void one_process_takes_up_what_was_left(void **state)
{
    struct ts_refresh_listener listener = { 0 };
    struct fixture f;
    struct ts_refresh *other;
    struct ts_err err;

    (void)state;
    fixture_open(&f, sound_routes, one_feed);
    assert_ok(ts_refresh_open(&other, f.db, &f.profile, &listener, &err), &err);
    ts_refresh_resume(f.refresh);
    assert_int_equal(ts_refresh_start(other, 0, true, NULL, &err), TS_ERR_BUSY);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err); /* is no obstacle to it */
    fixture_run(&f);
    assert_ok(ts_refresh_start(other, 0, false, NULL, &err), &err);
    ts_refresh_close(other);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(feeds_become_articles_and_stories),
        cmocka_unit_test(a_second_refresh_asks_no_more_than_needed),
        cmocka_unit_test(a_letter_on_three_pages_is_stripped_from_all),
        cmocka_unit_test(failures_are_told_and_remembered),
        cmocka_unit_test(a_page_that_is_gone_leaves_the_feeds_text),
        cmocka_unit_test(an_article_without_an_address_has_no_page),
        cmocka_unit_test(a_failure_names_a_long_address_once),
        cmocka_unit_test(a_page_that_leads_home_leaves_the_feeds_text),
        cmocka_unit_test(what_is_no_page_is_not_waited_for),
        cmocka_unit_test(mistakes_in_the_feeds_file_name_their_line),
        cmocka_unit_test(removed_sources_keep_their_articles),
        cmocka_unit_test(killing_a_refresh_loses_nothing),
        cmocka_unit_test(one_refresh_at_a_time_asks_sources),
        cmocka_unit_test(one_process_takes_up_what_was_left),
    };
    return cmocka_run_group_tests_name("refresh", tests, NULL, NULL);
}
