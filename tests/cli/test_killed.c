/* A fetch that is killed at any moment loses nothing, and is finished by the next. */
#include "site.h"

#include <unistd.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/db.h"

enum { N_ROUNDS = 50, N_ITEMS = 3, KILL_STEP_US = 4000 };

static const char *feed_of_round(struct ts_arena *a, int round)
{
    struct ts_buf b = { 0 };

    ts_buf_puts(&b, "<rss version=\"2.0\"><channel><title>Round</title>");
    for (int i = 0; i < N_ITEMS; i++)
        ts_buf_printf(&b,
                      "<item><guid>%d-%d</guid><title>Item %d of %d</title><link>/page?%d-%d</link>"
                      "<description>The boats of berth %d.</description></item>",
                      round, i, i, round, round, i, i);
    ts_buf_puts(&b, "</channel></rss>");
    const char *text = ts_arena_cstr(a, ts_buf_str(&b));
    ts_buf_done(&b);
    return text;
}

static void check_library(struct site *s)
{
    const char *path = ts_path_join(&s->arena, s->profile, "library.db");
    struct ts_db *db = NULL;
    struct ts_err err;

    if (!ts_file_exists(path))
        return; /* killed that early */
    assert_ok(ts_db_open(&db, path, TS_DB_WRITE, &err), &err);
    assert_ok(ts_db_check(db, &err), &err);
    ts_db_close(db);
}

/* Each round has one more feed than the last, so that there is always something to be killed at. */
static void killed_at_any_moment_it_finishes_the_next_time(void **state)
{
    static struct loopback_route routes[N_ROUNDS + N_ROUNDS * N_ITEMS + 1];
    struct ts_arena a = { 0 };
    struct ts_buf feeds = { 0 };
    struct site s;
    size_t n = 0;

    (void)state;
    for (int round = 0; round < N_ROUNDS; round++) {
        routes[n++] = (struct loopback_route){ .path = ts_arena_printf(&a, "/feed?%d", round).ptr,
                                               .body = feed_of_round(&a, round) };
        for (int i = 0; i < N_ITEMS; i++)
            routes[n++] = (struct loopback_route){
                .path = ts_arena_printf(&a, "/page?%d-%d", round, i).ptr,
                .headers = "Content-Type: text/html\r\n",
                .body = "<!DOCTYPE html><html lang=en><title>Boats</title><article><h1>Boats</h1>"
                        "<p>The boats of this berth leave at noon, all but one, whose engine has "
                        "been taken out and stands on the quay in the rain.</p></article></html>"
            };
    }
    site_open(&s, routes);
    for (int round = 0; round < N_ROUNDS; round++) {
        ts_buf_printf(&feeds, "%s\n", site_url(&s, routes[round * (N_ITEMS + 1)].path));
        site_put(&s, "feeds", "%.*s", TS_FMT(ts_buf_str(&feeds)));
        pid_t pid = start_program(s.profile, "fetch", NULL);
        usleep((useconds_t)round * KILL_STEP_US);
        stop_program(pid);
        check_library(&s);
    }
    struct run run = site_run(&s, "fetch");
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.err, "");
    check_library(&s);
    run = site_run(&s, "ls", "--json");
    size_t n_articles = 0;
    for (ts_str line; ts_str_split(&run.out, '\n', &line); n_articles++)
        assert_false(ts_str_has(line, "\"completeness\":\"feed\""));
    assert_int_equal(n_articles, N_ROUNDS * N_ITEMS);
    ts_buf_done(&feeds);
    site_close(&s);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(killed_at_any_moment_it_finishes_the_next_time),
    };
    return cmocka_run_group_tests_name("killed", tests, NULL, NULL);
}
