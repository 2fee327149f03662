/* Sources made by commands: the runner alone with its limits, then in a refresh. */
#include "fixture.h"

#include <poll.h>
#include <string.h>

#include "../../src/app/commands_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"

/* Runs one to its end, or to `until_ms`. */
static struct ts_reply *run(struct commands *c, const char *line, ts_str input)
{
    struct ts_reply *reply = ts_reply_new(7, 0, TS_STR("x"));
    int64_t until_ms = ts_now_ms() + 10000;

    reply->body = ts_arena_str(&reply->arena, input);
    commands_start(c, reply, ts_str_of(line));
    assert_int_equal(commands_n_pending(c), 1);
    while (!(reply = commands_next(c))) {
        int fds[MAX_COMMAND_FDS];
        struct pollfd polls[MAX_COMMAND_FDS] = { 0 };
        size_t n = commands_fds(c, fds);
        for (size_t i = 0; i < n; i++)
            polls[i] = (struct pollfd){ .fd = fds[i], .events = POLLIN };
        poll(polls, n, (int)commands_wait_ms(c, 1000));
        assert_true(ts_now_ms() < until_ms);
    }
    assert_int_equal(commands_n_pending(c), 0);
    assert_int_equal(reply->id, 7);
    return reply;
}

/* What ends by itself has seconds for it, on a machine as busy as it may be. */
enum { ENOUGH_MS = 9000, TOO_SHORT_MS = 300 };

static void a_command_gives_its_output_or_why_not(void **state)
{
    static const struct {
        const char *line, *input, *want;
        enum ts_rc rc;
        int max_ms; /* 0: ENOUGH_MS */
    } cases[] = {
        { "echo hello", "", "hello\n", TS_OK },
        { "cat", "as it was", "as it was", TS_OK },
        { "tr a-z A-Z; echo done", "text", "TEXTdone\n", TS_OK },
        { "echo a warning >&2; echo good", "", "good\n", TS_OK },
        { "true", "unread input", "", TS_OK },
        { "exec >&- 2>&-; sleep 0.05", "", "", TS_OK },
        { "printf '\\n no such\\033[31m list \\nmore\\n' >&2; exit 3", "",
          "the command ended with status 3: no such", TS_ERR_IO },
        { "exit 1", "", "the command ended with status 1", TS_ERR_IO },
        { "/nowhere/at/all", "", "the command ended with status 127: ", TS_ERR_IO },
        { "kill -9 $$", "", "the command was killed by signal 9", TS_ERR_IO },
        { "yes", "", "the command wrote more than 1 MB and was killed", TS_ERR_LIMIT },
        { "yes >&2", "", "the command took longer than 0 s and was killed", TS_ERR_LIMIT,
          TOO_SHORT_MS },
        { "sleep 60", "", "the command took longer than 0 s and was killed", TS_ERR_LIMIT,
          TOO_SHORT_MS },
        { "sleep 60 & exit 0", "", "the command took longer than 0 s and was killed", TS_ERR_LIMIT,
          TOO_SHORT_MS },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        int max_ms = cases[i].max_ms ? cases[i].max_ms : ENOUGH_MS;
        struct commands c = { .max_bytes = 1 << 20, .max_ms = max_ms };
        struct ts_reply *reply = run(&c, cases[i].line, ts_str_of(cases[i].input));
        if (reply->rc != cases[i].rc)
            print_error("%s: %d %s\n", cases[i].line, reply->rc, reply->err.msg);
        assert_int_equal(reply->rc, cases[i].rc);
        if (cases[i].rc == TS_OK)
            assert_slice_equal(reply->body, cases[i].want);
        else
            assert_true(ts_str_starts(ts_str_of(reply->err.msg), cases[i].want));
        ts_reply_free(reply);
        commands_done(&c);
    }
}

static void many_run_a_few_at_a_time_and_can_be_cut(void **state)
{
    struct commands c = { .max_bytes = 1 << 20, .max_ms = 60000 };
    int fds[MAX_COMMAND_FDS];

    (void)state;
    for (int i = 0; i < 3 * MAX_COMMANDS_AT_ONCE; i++)
        commands_start(&c, ts_reply_new(i, 0, TS_STR("x")), TS_STR("sleep 60"));
    assert_null(commands_next(&c));
    assert_int_equal(commands_n_pending(&c), 3 * MAX_COMMANDS_AT_ONCE);
    assert_int_equal(commands_fds(&c, fds), MAX_COMMAND_FDS);
    int64_t before_ms = ts_now_ms();
    commands_done(&c);
    assert_true(ts_now_ms() - before_ms < 5000);
    assert_int_equal(commands_n_pending(&c), 0);
}

static void an_address_is_taken_apart(void **state)
{
    static const struct {
        const char *url, *command, *address;
    } cases[] = {
        { "https://a.example/f", "", "https://a.example/f" },
        { "exec:make feed: now", "make feed: now", "" },
        { "filter:~/bin/f -x:https://a.example:8080/f", "~/bin/f -x", "https://a.example:8080/f" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct source_parts parts = source_parts_of(ts_str_of(cases[i].url));
        assert_slice_equal(parts.command, cases[i].command);
        assert_slice_equal(parts.address, cases[i].address);
    }
}

static const struct loopback_route routes[] = {
    { .path = "/feed",
      .body = FEED(ITEM("1", "Ferries halted", "/ferry") ITEM("2", "Chess title won", "/chess")),
      .etag = "\"v1\"" },
    { .path = "/ferry",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Ferries halted", "<p>The ferries stopped on Tuesday morning, and nobody knows "
                                     "for how long.</p>") },
    { 0 },
};
static const char *const none[] = { NULL };

static void put_feeds(struct fixture *f, ts_str text)
{
    struct ts_err err;

    assert_ok(ts_file_write(f->profile.feeds_path, text, &err), &err);
}

static void commands_are_sources(void **state)
{
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    const char *file = ts_path_join(&f.arena, f.dir, "made.xml");
    ts_str made =
        ts_arena_printf(&f.arena, FEED(ITEM("9", "Made here", "%s")), fixture_url(&f, "/ferry"));
    assert_ok(ts_file_write(file, made, &err), &err);
    put_feeds(&f, ts_arena_printf(&f.arena,
                                  "\"exec:cat %s\" made\n"
                                  "\"filter:sed s/Chess/Draughts/:%s\" sport\n"
                                  "\"exec:echo no list today >&2; exit 4\" ~List\n",
                                  file, fixture_url(&f, "/feed")));
    fixture_refresh(&f, false);
    struct ts_source *sources;
    size_t n;
    assert_ok(ts_sources_list(&f.arena, f.db, NULL, &sources, &n, &err), &err);
    assert_int_equal(n, 3);
    assert_int_equal(sources[0].n_articles, 1);
    assert_slice_equal(sources[0].title, "Tide Post");
    assert_int_equal(sources[1].n_articles, 2);
    assert_slice_equal(sources[2].error, "the command ended with status 4: no list today");
    assert_int_equal(sources[2].n_failures, 1);
    assert_true(sources[2].next_at > ts_now_at());
    struct ts_article_query query = { .search = TS_STR("draughts") };
    struct ts_article_row *rows;
    assert_ok(ts_articles_list(&f.arena, f.db, &query, &rows, &n, &err), &err);
    assert_int_equal(n, 1);
    /* Its own links are resolved against the address that was filtered. */
    assert_int_equal(loopback_count(f.server, "/chess"), 1);
    fixture_refresh(&f, true);
    assert_true(
        ts_str_has(loopback_last_request(f.server, &f.arena, "/feed"), "If-None-Match: \"v1\""));
    assert_int_equal(ts_refresh_progress(f.refresh).n_unchanged, 2);
    fixture_close(&f);
}

static void commands_can_be_switched_off(void **state)
{
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, none);
    f.profile.config.allow_commands = false;
    const char *file = ts_path_join(&f.arena, f.dir, "touched");
    put_feeds(&f, ts_arena_printf(&f.arena, "\"exec:touch %s\"\n", file));
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 1);
    assert_non_null(strstr(f.last_failure.msg, "commands are switched off (allow-commands"));
    assert_false(ts_file_exists(file));
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_command_gives_its_output_or_why_not),
        cmocka_unit_test(many_run_a_few_at_a_time_and_can_be_cut),
        cmocka_unit_test(an_address_is_taken_apart),
        cmocka_unit_test(commands_are_sources),
        cmocka_unit_test(commands_can_be_switched_off),
    };
    return cmocka_run_group_tests_name("commands", tests, NULL, NULL);
}
