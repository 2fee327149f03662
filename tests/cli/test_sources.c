/* Subscriptions at the prompt: the choice of a feed, listing, removing, renaming, purging. */
#include "site.h"

#include <string.h>

#include "tearsheet/base/file.h"

#define LINK(path, title) \
    "<link rel=alternate type=application/rss+xml href=" path " title='" title "'>"

static const struct loopback_route routes[] = {
    { .path = "/",
      .headers = "Content-Type: text/html\r\n",
      .body = "<html><head>" LINK("/all", "All news") LINK("/sea", "The sea") "</head></html>" },
    { .path = "/all", .body = SITE_FEED(SITE_ITEM("1", "Ferries halted", "")) },
    { .path = "/sea", .body = SITE_FEED(SITE_ITEM("2", "Eels are back", "")) },
    { 0 },
};

static int set_up(void **state)
{
    static struct site s;

    site_open(&s, routes);
    *state = &s;
    return 0;
}

static int tear_down(void **state)
{
    site_close(*state);
    return 0;
}

static ts_str feeds_of(struct site *s)
{
    struct ts_err err;
    ts_str text = { 0 };

    if (ts_file_read(&s->arena, ts_path_join(&s->arena, s->profile, "feeds"), 10000, &text, &err) !=
        TS_OK)
        return (ts_str){ 0 };
    return text;
}

static void a_terminal_offers_the_choice(void **state)
{
    struct site *s = *state;
    const char *home = site_url(s, "/");

    struct run run = run_program_on_terminal(&s->arena, s->profile, "7\n2\n", "add", home, NULL);
    assert_int_equal(run.status, 0);
    assert_true(ts_str_has(run.out, "/ has 2 feeds:"));
    assert_true(ts_str_has(run.out, "  1  All news  http://"));
    assert_true(ts_str_has(run.out, "  2  The sea  http://"));
    assert_true(ts_str_has(run.out, "numbers from 1 to 2 are wanted"));
    assert_true(ts_str_has(run.out, "subscribed to Tide Post"));
    assert_slice_equal(feeds_of(s), ts_arena_printf(&s->arena, "%s\n", site_url(s, "/sea")).ptr);

    run = run_program_on_terminal(&s->arena, s->profile, "q\n", "add", home, NULL);
    assert_int_equal(run.status, 0);
    assert_int_equal(loopback_count(s->server, "/all"), 0);
    run = run_program_on_terminal(&s->arena, s->profile, "1, 2\n", "add", home, NULL);
    assert_int_equal(loopback_count(s->server, "/all"), 1);
}

static void a_pipe_takes_the_first(void **state)
{
    struct site *s = *state;
    struct run run =
        run_program(&s->arena, s->profile, TS_STR("2\n"), "add", site_url(s, "/"), NULL);

    assert_int_equal(run.status, 0);
    assert_slice_equal(feeds_of(s), ts_arena_printf(&s->arena, "%s\n", site_url(s, "/all")).ptr);
}

static void a_source_is_known_by_other_spellings(void **state)
{
    struct site *s = *state;
    const char *all = site_url(s, "/all");
    const char *typed = strchr(all, '1'); /* without its scheme, which is taken for https */

    site_put(s, "feeds", "https://%s\n%s\n", typed, site_url(s, "/sea"));
    struct run run = site_run(s, "rename", typed, "Tides");
    assert_int_equal(run.status, 0);
    run = site_run(s, "remove",
                   ts_arena_printf(&s->arena, "HTTP:%s#top", strchr(site_url(s, "/sea"), '/')).ptr);
    assert_int_equal(run.status, 0);
    assert_slice_equal(feeds_of(s), ts_arena_printf(&s->arena, "https://%s ~Tides\n", typed).ptr);
}

static void what_is_there_is_not_added_again(void **state)
{
    struct site *s = *state;
    const char *all = site_url(s, "/all");

    struct run run = site_run(s, "add", all);
    assert_true(ts_str_starts(run.out, "subscribed to Tide Post ("));
    run = site_run(s, "add", all);
    assert_int_equal(run.status, 0);
    assert_slice_equal(
        run.out, ts_arena_printf(&s->arena, "Tide Post (%s) was subscribed to before\n", all).ptr);
}

static void sources_are_listed_and_changed(void **state)
{
    struct site *s = *state;
    const char *all = site_url(s, "/all");

    site_put(s, "feeds", "# mine\n%s  news interval=2h\n%s\n", all, site_url(s, "/none"));
    site_run(s, "fetch");
    struct run run = site_run(s, "sources");
    assert_true(ts_str_has(run.out, "    1/1              Tide Post  http://"));
    assert_true(ts_str_has(run.out, "trouble"));
    assert_true(ts_str_has(run.out, "\n                     404 not found\n"));
    assert_true(ts_str_has(run.out, "looks for where its feed is"));
    run = site_run(s, "rename", all, "The Post");
    assert_int_equal(run.status, 0);
    assert_true(ts_str_has(feeds_of(s), "/all  news interval=2h \"~The Post\"\n"));
    run = site_run(s, "sources", "--json");
    assert_true(ts_str_has(run.out, "\"name\":\"The Post\",\"folders\":[\"news\"],\"articles\":1"));

    run = site_run(s, "purge", all);
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "The Post is subscribed to: remove it before it is purged"));
    run = site_run(s, "remove", all, "http://x.example/");
    assert_int_equal(run.status, 1);
    assert_true(ts_str_has(
        run.out, "removed The Post; what came of it stays until it is purged (1 article)"));
    assert_true(ts_str_has(run.err, "http://x.example/: there is no such source"));
    assert_true(ts_str_starts(feeds_of(s), "# mine\nhttp://"));
    assert_false(ts_str_has(feeds_of(s), "/all"));
    run = site_run(s, "sources", "--all");
    assert_true(ts_str_has(run.out, "removed"));
    site_run(s, "tag", "harbour", "1");
    run = site_run(s, "purge", all);
    assert_slice_equal(run.out, "purged 0 articles of The Post; 1 stay, with a star, a tag, or in "
                                "another source\n");
    site_run(s, "tag", "--off", "harbour", "1");
    run = site_run(s, "purge", all);
    assert_slice_equal(run.out, "purged 1 article of The Post\n");
    run = site_run(s, "ls");
    assert_slice_equal(run.out, "");
    for (int i = 0; i < 3; i++) /* the purge, and the tag off and on */
        site_run(s, "undo");
    run = site_run(s, "undo");
    assert_slice_equal(run.out, "undone: removed a source\n");
    assert_true(ts_str_has(feeds_of(s), "/all  news interval=2h \"~The Post\"\n"));
}

/* Neither is it needed to name the source. */
static void a_password_is_not_shown(void **state)
{
    static const char *const names[] = { "add", "sources", "sources --json", "fetch --json --now",
                                         "remove" };
    struct site *s = *state;
    const char *shown = site_url(s, "/sea");
    const char *url =
        ts_arena_printf(&s->arena, "http://ann:secret@%s", shown + strlen("http://")).ptr;
    struct run runs[] = { site_run(s, "add", url), site_run(s, "sources"),
                          site_run(s, "sources", "--json"), site_run(s, "fetch", "--json", "--now"),
                          site_run(s, "remove", shown) };

    for (size_t i = 0; i < TS_COUNT(runs); i++) {
        if (runs[i].status != 0 || ts_str_has(runs[i].out, "secret") ||
            ts_str_has(runs[i].err, "secret"))
            fail_msg("%s: %d, %.*s%.*s", names[i], runs[i].status, TS_FMT(runs[i].out),
                     TS_FMT(runs[i].err));
        assert_true(i == 4 || ts_str_has(runs[i].out, shown));
    }
    assert_slice_equal(feeds_of(s), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(a_terminal_offers_the_choice, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_pipe_takes_the_first, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_source_is_known_by_other_spellings, set_up, tear_down),
        cmocka_unit_test_setup_teardown(what_is_there_is_not_added_again, set_up, tear_down),
        cmocka_unit_test_setup_teardown(sources_are_listed_and_changed, set_up, tear_down),
        cmocka_unit_test_setup_teardown(a_password_is_not_shown, set_up, tear_down),
    };
    return cmocka_run_group_tests_name("sources", tests, NULL, NULL);
}
