/* The command fetch as a person, cron and a program see it. */
#include "site.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tearsheet/base/json.h"

static const struct loopback_route routes[] = {
    { .path = "/feed",
      .headers = "Content-Type: application/rss+xml\r\n",
      .body = SITE_FEED(SITE_ITEM("1", "Ferries halted", "/ferry")
                            SITE_ITEM("2", "Lost page", "/lost")),
      .etag = "\"v1\"" },
    { .path = "/ferry",
      .headers = "Content-Type: text/html\r\n",
      .body = "<!DOCTYPE html><html lang=en><title>Ferries halted</title><article><h1>Ferries "
              "halted</h1><p>The ferries stopped on Tuesday morning when the crews walked out over "
              "their new rosters, and nobody knows for how long.</p></article></html>" },
    { .path = "/down", .status = 500 },
    { .path = "/stall", .fault = LOOPBACK_STALL },
    { 0 },
};

static int set_up(void **state)
{
    static struct site site;

    site_open(&site, routes);
    *state = &site;
    return 0;
}

static int tear_down(void **state)
{
    site_close(*state);
    return 0;
}

static void one_process_at_a_time_fetches(void **state)
{
    struct site *s = *state;
    struct ts_arena *a = &s->arena;

    site_put(s, "feeds", "%s\n", site_url(s, "/stall"));
    pid_t pid = start_program(s->profile, "fetch", NULL);
    site_wait(s, "/stall", 1);
    struct run run = run_program(a, s->profile, TS_STR(""), "fetch", "--now", NULL);
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.out, "");
    assert_slice_equal(run.err, "tearsheet: another process is fetching\n");
    run = run_program(a, s->profile, TS_STR(""), "fetch", "--quiet", NULL);
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.err, "");
    run = run_program(a, s->profile, TS_STR(""), "fetch", "--json", NULL);
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.out,
                       "{\"event\":\"busy\",\"reason\":\"another process is fetching\"}\n");
    assert_int_equal(loopback_count(s->server, "/stall"), 1);

    stop_program(pid); /* takes the lock along */
    site_put(s, "feeds", "%s\n", site_url(s, "/feed"));
    run = run_program(a, s->profile, TS_STR(""), "fetch", NULL);
    assert_int_equal(run.status, 1); /* one page is not there */
    assert_int_equal(loopback_count(s->server, "/feed"), 1);
}

static void away_from_a_terminal_only_failures_are_told(void **state)
{
    struct site *s = *state;

    site_put(s, "feeds", "%s\n%s\n", site_url(s, "/feed"), site_url(s, "/down"));
    site_put(s, "config", "fetch-pages no\n");
    struct run run = site_run(s, "fetch");
    assert_int_equal(run.status, 1);
    assert_slice_equal(run.out, "");
    assert_slice_equal(run.err, ts_arena_printf(&s->arena,
                                                "tearsheet: %s: 500 the server has an error of its "
                                                "own\n",
                                                site_url(s, "/down"))
                                    .ptr);
    run = site_run(s, "fetch", "--quiet");
    assert_int_equal(run.status, 0); /* nothing is due */
    assert_slice_equal(run.err, "");
}

static const struct ts_json *object(struct site *s, ts_str *rest)
{
    struct ts_json *json = NULL;
    struct ts_err err;
    ts_str line;

    assert_true(ts_str_split(rest, '\n', &line));
    assert_ok(ts_json_parse(&s->arena, line, &json, &err), &err);
    return json;
}

static void programs_read_an_object_for_each_thing_done(void **state)
{
    static const struct {
        const char *event, *path, *outcome, *status, *error;
    } want[] = {
        { "source", "/feed", "changed", "200", "" },
        { "source", "/down", "failed", "500", "500 the server has an error of its own" },
        { "page", "/ferry", "done", "200", "" },
        { "page", "/lost", "failed", "404", "404 not found" },
    };
    struct site *s = *state;

    site_put(s, "feeds", "%s\n%s\n", site_url(s, "/feed"), site_url(s, "/down"));
    struct run run = site_run(s, "fetch", "--json");
    assert_int_equal(run.status, 1);
    for (size_t i = 0; i < TS_COUNT(want); i++) {
        ts_str rest = run.out;
        bool is_found = false;
        for (size_t k = 0; k < TS_COUNT(want); k++) {
            const struct ts_json *o = object(s, &rest);
            if (!ts_str_is(ts_json_get_str(o, "url"), site_url(s, want[i].path)))
                continue;
            is_found = true;
            assert_slice_equal(ts_json_get_str(o, "event"), want[i].event);
            assert_slice_equal(ts_json_get_str(o, "outcome"), want[i].outcome);
            assert_slice_equal(ts_json_get_str(o, "status"), want[i].status);
            assert_true(ts_str_has(ts_json_get_str(o, "error"), want[i].error));
        }
        assert_true(is_found);
        if (i + 1 < TS_COUNT(want))
            continue;
        const struct ts_json *sum = object(s, &rest);
        assert_slice_equal(ts_json_get_str(sum, "event"), "sum");
        assert_slice_equal(ts_json_get_str(sum, "sources"), "2");
        assert_slice_equal(ts_json_get_str(sum, "pages"), "2");
        assert_slice_equal(ts_json_get_str(sum, "new"), "2");
        assert_slice_equal(ts_json_get_str(sum, "failed"), "2");
        assert_slice_equal(rest, "");
    }
    run = site_run(s, "fetch", "--json", "--now", "--source", site_url(s, "/feed"));
    assert_true(ts_str_has(run.out, "\"outcome\":\"unchanged\",\"status\":304"));
}

static void a_terminal_shows_how_far_it_is(void **state)
{
    struct site *s = *state;

    site_put(s, "feeds", "%s\n", site_url(s, "/feed"));
    struct run run = run_program_on_terminal(&s->arena, s->profile, "", "fetch", NULL);
    assert_int_equal(run.status, 1);
    assert_true(ts_str_has(run.out, "\r\033[Ksources "));
    assert_true(ts_str_has(run.out, "\r\033[Ktearsheet: "));
    assert_true(ts_str_has(run.out, "/lost: 404 not found"));
    assert_true(ts_str_ends(run.out, "\r\033[K1 source, 2 pages, 2 new articles, 1 "
                                     "failure\r\n"));
    run = run_program_on_terminal(&s->arena, s->profile, "", "fetch", NULL);
    assert_true(ts_str_has(run.out, "nothing is due; --now asks all sources"));
    run = run_program_on_terminal(&s->arena, s->profile, "", "fetch", "--now", "--quiet", NULL);
    assert_slice_equal(run.out, "");
}

/* Programs inherit that; the system then forgets how their own children ended. */
static void who_starts_it_may_ignore_how_children_end(void **state)
{
    static const struct loopback_route none[] = { { 0 } };
    struct site s;
    int status;

    (void)state;
    site_open(&s, none);
    site_put(&s, "config", "timeout 5\n");
    site_put(&s, "feeds",
             "\"exec:printf '%%s' '<rss><channel><item><title>Tide is out</title>'\"\n");
    pid_t pid = fork();
    if (pid == 0) {
        signal(SIGCHLD, SIG_IGN);
        execl(getenv("TS_PROGRAM"), "tearsheet", "--profile", s.profile, "fetch", "--quiet", NULL);
        _exit(127);
    }
    assert_int_equal(waitpid(pid, &status, 0), pid);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), 0);
    assert_true(ts_str_has(site_run(&s, "ls").out, "Tide is out"));
    site_close(&s);
}

static void feeds_alone_are_listed_and_the_rest_is_done_later(void **state)
{
    struct site *s = *state;

    site_put(s, "feeds", "%s\n", site_url(s, "/feed"));
    assert_int_equal(site_run(s, "fetch", "--feeds").status, 0);
    assert_int_equal(loopback_count(s->server, "/ferry"), 0);
    assert_true(ts_str_has(site_run(s, "ls").out, "Ferries halted"));
    assert_true(ts_str_has(site_run(s, "show", "2").out, "A summary of Ferries halted."));
    assert_slice_equal(site_run(s, "stories").out, "");

    assert_int_equal(site_run(s, "fetch").status, 1); /* no source is due; one page is lost */
    assert_int_equal(loopback_count(s->server, "/feed"), 1);
    assert_int_equal(loopback_count(s->server, "/ferry"), 1);
    assert_true(ts_str_has(site_run(s, "stories").out, "Ferries halted"));
    assert_true(ts_str_has(site_run(s, "search", "rosters").out, "Ferries halted"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(one_process_at_a_time_fetches, set_up, tear_down),
        cmocka_unit_test_setup_teardown(away_from_a_terminal_only_failures_are_told, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(programs_read_an_object_for_each_thing_done, set_up,
                                        tear_down),
        cmocka_unit_test_setup_teardown(a_terminal_shows_how_far_it_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(feeds_alone_are_listed_and_the_rest_is_done_later, set_up,
                                        tear_down),
        cmocka_unit_test(who_starts_it_may_ignore_how_children_end),
    };
    return cmocka_run_group_tests_name("fetch", tests, NULL, NULL);
}
