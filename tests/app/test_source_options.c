/* Options of single sources: in the feeds file, in the config file, and on the wire. */
#include "fixture.h"

#include <string.h>

#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = FEED(ITEM("1", "Ferries halted", "/ferry")) },
    { .path = "/other", .body = FEED(ITEM("2", "Chess title won", "/chess")) },
    { .path = "/ferry",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Ferries halted", "<p>The ferries stopped on Tuesday morning, and nobody knows "
                                     "for how long.</p>") },
    { .path = "/moved", .status = 301, .headers = "Location: /feed\r\n" },
    { .path = "/daily-then", .status = 301, .headers = "Location: /daily\r\n" },
    { .path = "/lost", .status = 301, .headers = "Location: /nowhere\r\n" },
    { .path = "/gone", .status = 410 },
    { .path = "/down", .status = 500 },
    { .path = "/daily",
      .body = FEED("<item><guid>a</guid><title>A</title><pubDate>Tue, 04 Mar 2025 06:10:00 GMT"
                   "</pubDate></item><item><guid>b</guid><title>B</title><pubDate>Mon, 03 Mar 2025 "
                   "06:10:00 GMT</pubDate></item>"),
      .etag = "\"d\"" },
    { .path = "/ttl",
      .body = "<rss version=\"2.0\"><channel><title>x</title><ttl>600</ttl></channel></rss>",
      .etag = "\"t\"" },
    { 0 },
};
static const char *const none[] = { NULL };

static void write_file(struct fixture *f, const char *name, ts_str text)
{
    struct ts_err err;

    assert_ok(ts_file_write(ts_path_join(&f->arena, f->dir, name), text, &err), &err);
}

/* A profile with this config and a feeds file of one line: the address of `path` and `tags`. */
static void open_with(struct fixture *f, const char *config, const char *path, const char *tags)
{
    struct ts_err err;

    fixture_open(f, routes, none);
    write_file(f, "feeds", ts_arena_printf(&f->arena, "%s %s\n", fixture_url(f, path), tags));
    assert_ok(ts_config_parse(&f->arena, ts_str_of(config), "config", &f->profile.config, &err),
              &err);
}

static void an_interval_is_the_sources_own_or_its_tags(void **state)
{
    enum { M = 60, H = 60 * M, D = 24 * H };
    static const struct {
        const char *config, *path, *tags;
        int64_t want_s;
    } cases[] = {
        { "", "/feed", "", 30 * M },
        { "refresh-interval 45\n", "/feed", "news", 45 * M },
        { "", "/feed", "interval=5m", 5 * M },
        { "", "/feed", "news \"interval=6h\"", 6 * H },
        { "", "/feed", "interval=2d", 2 * D },
        { "for-tag news interval=3h\n", "/feed", "sea", 30 * M },
        { "for-tag news interval=3h\n", "/feed", "news", 3 * H },
        { "for-tag news interval=3h\n", "/feed", "news interval=10m", 10 * M },
        { "for-tag \"two words\" \"interval=4h\"\n", "/feed", "\"two words\"", 4 * H },
        { "", "/daily", "", 6 * H }, /* its own rhythm */
        { "", "/daily", "interval=20m", 20 * M },
        { "for-tag news interval=3h\n", "/daily", "news", 3 * H },
        { "", "/ttl", "interval=5m", 10 * H },
        { "", "/ttl", "interval=12h", 12 * H },
        { "", "/down", "interval=2d", 2 * D },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        open_with(&f, cases[i].config, cases[i].path, cases[i].tags);
        int64_t before_at = ts_now_at();
        fixture_refresh(&f, false);
        int64_t wait_s = fixture_source(&f, cases[i].path).next_at - before_at;
        int64_t jitter_s = strcmp(cases[i].path, "/down") == 0 ? cases[i].want_s / 4 : 0;
        if (wait_s < cases[i].want_s || wait_s > cases[i].want_s + jitter_s + 20)
            print_error("case %zu: %lld s\n", i, (long long)wait_s);
        assert_in_range(wait_s, cases[i].want_s, cases[i].want_s + jitter_s + 20);
        fixture_close(&f);
    }
}

static void an_unchanged_source_keeps_its_rhythm(void **state)
{
    struct fixture f;

    (void)state;
    open_with(&f, "", "/daily", "");
    fixture_refresh(&f, false);
    assert_int_equal(fixture_source(&f, "/daily").gap_s, 24 * 3600);
    fixture_refresh(&f, true);
    struct ts_source source = fixture_source(&f, "/daily");
    assert_int_equal(source.http_status, 304);
    assert_int_equal(source.gap_s, 24 * 3600);
    assert_in_range(source.next_at - ts_now_at(), 6 * 3600 - 20, 6 * 3600);
    fixture_close(&f);
}

/* An answer without a body cannot say it again. */
static void an_unchanged_source_is_still_left_alone_as_its_feed_asked(void **state)
{
    struct fixture f;

    (void)state;
    open_with(&f, "", "/ttl", "");
    fixture_refresh(&f, false);
    fixture_refresh(&f, true);
    struct ts_source source = fixture_source(&f, "/ttl");
    assert_int_equal(source.http_status, 304);
    assert_in_range(source.next_at - ts_now_at(), 10 * 3600 - 20, 10 * 3600);
    fixture_close(&f);
}

static void pages_are_fetched_as_the_source_says(void **state)
{
    static const struct {
        const char *config, *tags;
        int n_pages;
    } cases[] = {
        { "", "", 1 },
        { "", "pages=auto", 1 },
        { "", "pages=no", 0 },
        { "for-tag blogs pages=no\n", "blogs", 0 },
        { "for-tag blogs pages=no\n", "blogs pages=yes", 1 },
        { "fetch-pages no\n", "pages=yes", 0 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        struct ts_err err;
        open_with(&f, cases[i].config, "/feed", cases[i].tags);
        fixture_refresh(&f, false);
        fixture_refresh(&f, true);
        assert_int_equal(loopback_count(f.server, "/ferry"), cases[i].n_pages);
        assert_ok(ts_refresh_page(f.refresh, 1, &err), &err); /* by key it comes all the same */
        fixture_run(&f);
        assert_int_equal(loopback_count(f.server, "/ferry"), cases[i].n_pages + 1);
        fixture_close(&f);
    }
}

static void options_are_no_folders(void **state)
{
    struct fixture f;

    (void)state;
    open_with(&f, "", "/feed", "news interval=6h a=b");
    fixture_refresh(&f, false);
    struct ts_source source = fixture_source(&f, "/feed");
    assert_int_equal(source.n_tags, 2);
    assert_slice_equal(source.tags[0], "news");
    assert_slice_equal(source.tags[1], "a=b");
    fixture_close(&f);
}

static void mistakes_name_file_and_line(void **state)
{
    static const struct {
        const char *tags, *want;
    } cases[] = {
        { "interval=six", "feeds:1: interval takes 30m, 6h or 2d, up to a year, not \"six\"" },
        { "interval=0m", "not \"0m\"" },
        { "interval=367d", "not \"367d\"" },
        { "interval=99999999999999d", "not \"99999999999999d\"" },
        { "interval=", "not \"\"" },
        { "interval=5", "not \"5\"" },
        { "header=x", "feeds:1: header takes \"Name: value\", not \"x\"" },
        { "\"header=A: b\\nC: d\"", "header takes" },
        { "cookies=jar.txt", "cookies takes the absolute path of a file, not \"jar.txt\"" },
        { "proxy=localhost", "proxy takes an address or \"direct\", not \"localhost\"" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        open_with(&f, "", "/feed", cases[i].tags);
        fixture_refresh(&f, false);
        assert_int_equal(f.n_failed, 1);
        if (!strstr(f.last_failure.msg, cases[i].want))
            print_error("%s: %s\n", cases[i].tags, f.last_failure.msg);
        assert_non_null(strstr(f.last_failure.msg, cases[i].want));
        assert_int_equal(loopback_count(f.server, "/feed"), 1); /* it is fetched all the same */
        fixture_close(&f);
    }
}

static void what_is_set_for_a_source_goes_with_its_requests(void **state)
{
    struct fixture f;

    (void)state;
    open_with(&f, "for-tag news \"header=X-Club: ferry\"\n", "/feed",
              "news \"user-agent=Reader of Ada\" \"header=X-Key: 12\"");
    const char *jar = ts_path_join(&f.arena, f.dir, "jar.txt");
    write_file(&f, "jar.txt",
               TS_STR("# Netscape HTTP Cookie File\n"
                      "127.0.0.1\tFALSE\t/\tFALSE\t0\tmember\tada\n"
                      "paper.example\tFALSE\t/\tFALSE\t0\tother\tno\n"));
    write_file(&f, "feeds",
               ts_arena_printf(&f.arena,
                               "%s news \"user-agent=Reader of Ada\" \"header=X-Key: 12\" "
                               "cookies=%s\n%s\n",
                               fixture_url(&f, "/feed"), jar, fixture_url(&f, "/other")));
    fixture_refresh(&f, false);
    static const char *const paths[] = { "/feed", "/ferry" };
    for (size_t i = 0; i < TS_COUNT(paths); i++) {
        ts_str request = loopback_last_request(f.server, &f.arena, paths[i]);
        assert_true(ts_str_has(request, "User-Agent: Reader of Ada\r\n"));
        assert_true(ts_str_has(request, "X-Club: ferry\r\n"));
        assert_true(ts_str_has(request, "X-Key: 12\r\n"));
        assert_true(ts_str_has(request, "Cookie: member=ada\r\n"));
    }
    ts_str request = loopback_last_request(f.server, &f.arena, "/other");
    assert_false(ts_str_has(request, "X-Key") || ts_str_has(request, "Cookie"));
    fixture_close(&f);
}

static void a_move_for_good_is_believed_the_second_time(void **state)
{
    static const struct {
        const char *path, *order;
    } cases[] = {
        { "/moved", "/moved /feed /moved /feed /feed /feed" },
        { "/lost", "/lost /nowhere /lost /nowhere /lost /nowhere /lost /nowhere" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        open_with(&f, "fetch-pages no\n", cases[i].path, "");
        for (int round = 0; round < 4; round++)
            fixture_refresh(&f, true);
        assert_slice_equal(loopback_order(f.server, &f.arena), cases[i].order);
        fixture_close(&f);
    }
}

/* Whoever said that it had moved may say something else by now. */
static void a_source_that_is_lost_where_it_moved_is_asked_at_its_own_address(void **state)
{
    static const struct {
        const char *moved_to, *order;
    } cases[] = {
        { "/nowhere", "/nowhere /feed" },
        { "/gone", "/gone /feed" },
        { "/down", "/down /down /down /feed" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        struct ts_err err;
        open_with(&f, "fetch-pages no\n", "/feed", "");
        assert_ok(ts_feeds_sync(&f.arena, f.db, &f.profile, NULL, &err), &err);
        struct ts_source_fetch moved = { .http_status = 200,
                                         .moved_url =
                                             ts_str_of(fixture_url(&f, cases[i].moved_to)) };
        int64_t id = fixture_source(&f, "/feed").id;
        for (int times = 0; times < 2; times++)
            assert_ok(ts_source_put_fetch(f.db, id, &moved, &err), &err);
        while (loopback_count(f.server, "/feed") == 0 && f.n_failed < 5)
            fixture_refresh(&f, true);
        assert_slice_equal(loopback_order(f.server, &f.arena), cases[i].order);
        assert_int_equal(fixture_source(&f, "/feed").error.len, 0);
        fixture_close(&f);
    }
}

/* What one address gave to compare with says nothing to another, which may have less: an answer
 * that nothing is new there is not believed a second time. */
static void validators_are_good_for_the_address_that_gave_them(void **state)
{
    static const struct {
        const char *path, *moved_to;
        int n_moved, statuses[4]; /* of the last answers */
    } cases[] = {
        { "/daily", NULL, 0, { 304, 304 } },
        { "/daily-then", NULL, 0, { 304, 200, 304, 304 } }, /* has just moved */
        { "/daily", "/feed", 1, { 304, 200, 304, 304 } },   /* has not moved after all */
        { "/daily", "/nowhere", 2, { 404, 200, 304, 304 } },
        { "/daily-then", "/daily", 1, { 304, 304, 304, 304 } }, /* moved long ago */
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        struct ts_err err;
        open_with(&f, "fetch-pages no\n", cases[i].path, "");
        assert_ok(ts_feeds_sync(&f.arena, f.db, &f.profile, NULL, &err), &err);
        struct ts_source_fetch last = { .http_status = 200, .etag = TS_STR("\"d\"") };
        if (cases[i].moved_to)
            last.moved_url = ts_str_of(fixture_url(&f, cases[i].moved_to));
        int64_t id = fixture_source(&f, cases[i].path).id;
        for (int times = 0; times < 1 || times < cases[i].n_moved; times++)
            assert_ok(ts_source_put_fetch(f.db, id, &last, &err), &err);
        for (size_t k = 0; k < TS_COUNT(cases[i].statuses) && cases[i].statuses[k]; k++) {
            fixture_refresh(&f, true);
            int status = fixture_source(&f, cases[i].path).http_status;
            if (status != cases[i].statuses[k])
                fail_msg("case %zu: answer %zu is %d", i, k, status);
        }
        fixture_close(&f);
    }
}

static void a_machine_without_a_network_forgets_no_move(void **state)
{
    struct ts_source_fetch moved = { .http_status = 200,
                                     .moved_url = TS_STR("http://127.0.0.1:1/x") };
    struct fixture f;
    struct ts_err err;

    (void)state;
    open_with(&f, "fetch-pages no\n", "/feed", "");
    assert_ok(ts_feeds_sync(&f.arena, f.db, &f.profile, NULL, &err), &err);
    int64_t id = fixture_source(&f, "/feed").id;
    for (int times = 0; times < 2; times++)
        assert_ok(ts_source_put_fetch(f.db, id, &moved, &err), &err);
    for (int times = 0; times < 24; times++) {
        assert_int_equal(fixture_source(&f, "/feed").n_failures, times);
        fixture_refresh(&f, true);
        assert_int_equal(loopback_count(f.server, "/feed"), 0);
    }
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/feed"), 1);
    fixture_close(&f);
}

/* Who writes "30d" for "30m" does not wait for a month. */
static void a_shorter_interval_counts_at_once(void **state)
{
    struct fixture f;

    (void)state;
    open_with(&f, "", "/feed", "interval=30d");
    fixture_refresh(&f, false);
    fixture_refresh(&f, false);
    assert_int_equal(loopback_count(f.server, "/feed"), 1);
    write_file(&f, "feeds",
               ts_arena_printf(&f.arena, "%s interval=30m\n", fixture_url(&f, "/feed")));
    fixture_refresh(&f, false);
    assert_int_equal(loopback_count(f.server, "/feed"), 2);
    fixture_refresh(&f, false);
    assert_int_equal(loopback_count(f.server, "/feed"), 2);
    fixture_close(&f);
}

static void what_is_gone_is_asked_only_for_itself(void **state)
{
    struct fixture f;
    struct ts_err err;

    (void)state;
    open_with(&f, "", "/gone", "");
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 1);
    assert_non_null(strstr(f.last_failure.msg,
                           "410 gone for good: remove this source? (it is not asked again unless "
                           "it is refreshed alone)"));
    fixture_refresh(&f, false);
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/gone"), 1);
    assert_int_equal(f.n_failed, 1);
    int64_t id = fixture_source(&f, "/gone").id;
    assert_ok(ts_refresh_start(f.refresh, id, false, NULL, &err), &err);
    fixture_run(&f);
    assert_int_equal(loopback_count(f.server, "/gone"), 2);
    fixture_close(&f);
}

/* What goes through a command has not moved because its line begins with that. */
static void what_is_filtered_can_be_gone_too(void **state)
{
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, none);
    f.profile.config.allow_commands = true;
    write_file(&f, "feeds",
               ts_arena_printf(&f.arena, "\"filter:cat:%s\"\n", fixture_url(&f, "/gone")));
    fixture_refresh(&f, true);
    fixture_refresh(&f, true);
    assert_int_equal(loopback_count(f.server, "/gone"), 1);
    assert_non_null(strstr(f.last_failure.msg, "not asked again unless it is refreshed alone"));
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_interval_is_the_sources_own_or_its_tags),
        cmocka_unit_test(a_shorter_interval_counts_at_once),
        cmocka_unit_test(an_unchanged_source_keeps_its_rhythm),
        cmocka_unit_test(an_unchanged_source_is_still_left_alone_as_its_feed_asked),
        cmocka_unit_test(pages_are_fetched_as_the_source_says),
        cmocka_unit_test(options_are_no_folders),
        cmocka_unit_test(mistakes_name_file_and_line),
        cmocka_unit_test(what_is_set_for_a_source_goes_with_its_requests),
        cmocka_unit_test(a_move_for_good_is_believed_the_second_time),
        cmocka_unit_test(a_source_that_is_lost_where_it_moved_is_asked_at_its_own_address),
        cmocka_unit_test(validators_are_good_for_the_address_that_gave_them),
        cmocka_unit_test(a_machine_without_a_network_forgets_no_move),
        cmocka_unit_test(what_is_gone_is_asked_only_for_itself),
        cmocka_unit_test(what_is_filtered_can_be_gone_too),
    };
    return cmocka_run_group_tests_name("source_options", tests, NULL, NULL);
}
