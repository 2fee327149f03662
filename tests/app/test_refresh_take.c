/* Answers that go into the library, several together, or that it does not take. */
#include "fixture.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "../../src/app/ingest_priv.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/store/articles.h"

enum { N_FEEDS = 150 }; /* more than one batch has room for */

#define TEXT                                                                                       \
    "<p>The tide tables of the harbour office are wrong by an hour, since the clocks of its mill " \
    "stood still in the night of the storm, and nobody has set them right.</p>"

#define FEED_OF(address, id)                                               \
    {                                                                      \
        .path = address, .body = FEED(ITEM(id, "Tide at " id, "/page" id)) \
    }

static size_t count_articles(struct fixture *f)
{
    struct ts_article_query all = { 0 };
    struct ts_article_row *rows;
    struct ts_err err;
    size_t n = 0;

    assert_ok(ts_articles_list(&f->arena, f->db, &all, &rows, &n, &err), &err);
    return n;
}

/* Feeds of one item each. */
struct many {
    struct ts_arena arena;
    struct loopback_route routes[N_FEEDS + 1];
    const char *paths[N_FEEDS + 1];
};

static struct many *many_new(void)
{
    struct many *m = calloc(1, sizeof *m);

    assert_non_null(m);
    for (int i = 0; i < N_FEEDS; i++) {
        m->paths[i] = ts_arena_printf(&m->arena, "/feed%d", i).ptr;
        m->routes[i].path = m->paths[i];
        m->routes[i].body = ts_arena_printf(&m->arena,
                                            "<rss version=\"2.0\"><channel><title>Outlet %d</title>"
                                            "<item><guid>%d</guid><title>Tide %d</title>"
                                            "<description>" TEXT "</description></item>"
                                            "</channel></rss>",
                                            i, i, i)
                                .ptr;
    }
    return m;
}

static void many_free(struct many *m)
{
    ts_arena_done(&m->arena);
    free(m);
}

static void many_answers_at_once_are_all_kept(void **state)
{
    struct many *m = many_new();
    struct fixture f;

    (void)state;
    fixture_open(&f, m->routes, m->paths);
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 0);
    assert_int_equal(ts_refresh_progress(f.refresh).n_sources_done, N_FEEDS);
    assert_int_equal(ts_refresh_progress(f.refresh).n_new, N_FEEDS);
    assert_int_equal(count_articles(&f), N_FEEDS);
    fixture_close(&f);
    many_free(m);
}

/* One that cannot be read takes nothing from the others in its transaction. */
static void a_broken_feed_leaves_the_others_alone(void **state)
{
    static const struct loopback_route routes[] = {
        FEED_OF("/one", "1"),
        { .path = "/broken", .body = "no feed at all" },
        FEED_OF("/two", "2"),
        { 0 },
    };
    static const char *const paths[] = { "/one", "/broken", "/gone", "/two", NULL };
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, paths);
    fixture_refresh(&f, false);
    assert_int_equal(count_articles(&f), 2);
    assert_int_equal(fixture_source(&f, "/one").n_failures, 0);
    assert_int_equal(fixture_source(&f, "/broken").n_failures, 1);
    assert_int_equal(fixture_source(&f, "/gone").n_failures, 1);
    assert_int_equal(fixture_source(&f, "/two").n_articles, 1);
    fixture_close(&f);
}

/* A refresh of two sources has begun; the connection returned is somebody else's. */
static struct ts_db *start_beside_another(struct fixture *f, const struct loopback_route *routes,
                                          const char *const *paths)
{
    struct ts_db *other;
    struct ts_err err;

    fixture_open(f, routes, paths);
    assert_ok(ts_db_open(&other, f->profile.library_path, TS_DB_WRITE, &err), &err);
    assert_ok(ts_refresh_start(f->refresh, 0, false, NULL, &err), &err);
    return other;
}

static void take_both(struct fixture *f)
{
    while (ts_refresh_progress(f->refresh).n_sources_done < 2)
        ts_refresh_turn(f->refresh, 100);
}

/* Nothing can be written until the other one is done. */
static void hold(struct fixture *f, struct ts_db *other)
{
    struct ts_err err;

    assert_ok(ts_db_begin(other, &err), &err);
    ts_db_set_wait(f->db, 0);
}

/* Nothing is told to be there that is not, and it is asked for again. */
static void what_could_not_be_written_comes_the_next_time(void **state)
{
    static const struct loopback_route routes[] = { FEED_OF("/one", "1"),
                                                    FEED_OF("/two", "2"),
                                                    { 0 } };
    static const char *const paths[] = { "/one", "/two", NULL };
    struct fixture f;

    (void)state;
    struct ts_db *other = start_beside_another(&f, routes, paths);
    hold(&f, other);
    take_both(&f);
    ts_db_rollback(other);
    assert_int_equal(f.n_failed, 2);
    assert_int_equal(f.last_failure.rc, TS_ERR_BUSY);
    assert_int_equal(ts_refresh_progress(f.refresh).n_new, 0);
    fixture_run(&f);
    assert_int_equal(count_articles(&f), 0);
    fixture_refresh(&f, false);
    assert_int_equal(count_articles(&f), 2);
    ts_db_close(other);
    fixture_close(&f);
}

/* Neither a page nor that it failed can be written: each is asked for once, and the refresh ends.
 */
static void a_library_that_takes_nothing_ends_the_refresh(void **state)
{
    static const struct loopback_route routes[] = {
        FEED_OF("/one", "1"),
        { .path = "/page1", .headers = "Content-Type: text/html\r\n", .body = PAGE("Tide", TEXT) },
        FEED_OF("/two", "2"), /* its page is not there */
        { 0 },
    };
    static const char *const paths[] = { "/one", "/two", NULL };
    struct fixture f;

    (void)state;
    struct ts_db *other = start_beside_another(&f, routes, paths);
    take_both(&f);
    hold(&f, other);
    ts_refresh_pages(f.refresh);
    fixture_run(&f);
    assert_int_equal(loopback_count(f.server, "/page1"), 1);
    assert_int_equal(loopback_count(f.server, "/page2"), 1);
    struct ts_progress progress = ts_refresh_progress(f.refresh);
    assert_int_equal(progress.n_pages, progress.n_pages_done);
    ts_db_rollback(other);
    ts_db_close(other);
    ts_refresh_pages(f.refresh);
    fixture_run(&f);
    assert_int_equal(loopback_count(f.server, "/page1"), 2);
    fixture_close(&f);
}

/* Files cannot grow beyond `bytes` any more, as on a full disk. */
static void limit_files(rlim_t bytes)
{
    struct rlimit limit;

    assert_int_equal(getrlimit(RLIMIT_FSIZE, &limit), 0);
    limit.rlim_cur = bytes < limit.rlim_max ? bytes : limit.rlim_max;
    assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
}

static rlim_t log_size(const struct fixture *f)
{
    struct ts_arena a = { 0 };
    struct stat st;

    assert_int_equal(stat(ts_arena_printf(&a, "%s-wal", f->profile.library_path).ptr, &st), 0);
    ts_arena_done(&a);
    return (rlim_t)st.st_size;
}

/* Whatever step it is that finds the disk full, none is tried without end; and with room again,
 * everything is there. */
static void a_full_disk_ends_the_refresh(void **state)
{
    enum { STEP = 96 << 10 };
    struct many *m = many_new();
    size_t n_failed = 1;

    (void)state;
    signal(SIGXFSZ, SIG_IGN);
    for (rlim_t room = 0; n_failed > 0; room += STEP) {
        struct fixture f;
        struct ts_err err;
        fixture_open(&f, m->routes, m->paths);
        assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
        limit_files(log_size(&f) + room);
        fixture_run(&f);
        n_failed = f.n_failed;
        limit_files(RLIM_INFINITY);
        fixture_refresh(&f, true);
        assert_int_equal(count_articles(&f), N_FEEDS);
        fixture_close(&f);
    }
    many_free(m);
}

/* What nobody can keep is not asked for. */
static void a_full_disk_is_told_once(void **state)
{
    enum { N_PAGES = 60, ROOM = 96 << 10 };
    struct ts_arena a = { 0 };
    struct loopback_route routes[N_PAGES + 2] = { { .path = "/feed" } };
    static const char *const paths[] = { "/feed", NULL };
    struct ts_buf items = { 0 };
    struct fixture f;
    struct ts_err err;
    int n_asked = 0;

    (void)state;
    for (int i = 0; i < N_PAGES; i++) {
        ts_buf_printf(&items, ITEM("%d", "Tide %d", "/page%d"), i, i, i, i);
        routes[i + 1] = (struct loopback_route){
            .path = ts_arena_printf(&a, "/page%d", i).ptr,
            .headers = "Content-Type: text/html\r\n",
            .body = PAGE("Tide", TEXT),
        };
    }
    routes[0].body = ts_arena_printf(&a, FEED("%.*s"), TS_FMT(ts_buf_str(&items))).ptr;
    signal(SIGXFSZ, SIG_IGN);
    fixture_open(&f, routes, paths);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    while (!ts_refresh_is_listed(f.refresh))
        ts_refresh_turn(f.refresh, 100);
    limit_files(log_size(&f) + ROOM);
    fixture_run(&f);
    limit_files(RLIM_INFINITY);
    assert_int_equal(f.n_failed, 1);
    assert_int_equal(f.last_failure.rc, TS_ERR_FULL);
    assert_slice_equal(f.last_about, "");
    for (int i = 0; i < N_PAGES; i++)
        n_asked += loopback_count(f.server, routes[i + 1].path);
    assert_in_range(n_asked, 1, N_PAGES / 2);
    fixture_refresh(&f, true);
    for (int i = 0; i < N_PAGES; i++)
        assert_in_range(loopback_count(f.server, routes[i + 1].path), 1, 2);
    fixture_close(&f);
    ts_buf_done(&items);
    ts_arena_done(&a);
}

/* It became one with another, say: that is no reason to ask for no more pages. */
static void a_page_whose_article_is_gone_fails_alone(void **state)
{
    static const char *const none[] = { NULL };
    static const struct loopback_route no_routes[] = { { 0 } };
    const struct ts_reply replies[] = {
        { .rc = TS_ERR_NET, .err = { TS_ERR_NET, "404 not found" } },
        { .body = TS_STR(PAGE("Tide", TEXT)), .content_type = TS_STR("text/html") },
    };
    struct fixture f;

    (void)state;
    fixture_open(&f, no_routes, none);
    for (size_t i = 0; i < TS_COUNT(replies); i++) {
        const struct page_past past = { 0 };
        struct page_chain chain = { 0 };
        struct ts_err err;
        int64_t id = 99;
        ts_str next_url;
        assert_int_equal(ingest_page(f.db, &f.profile.config.site_rules, &id, &past, &chain,
                                     &replies[i], &next_url, &err),
                         TS_ERR_NOTFOUND);
        assert_string_equal(err.msg, "there is no article 99");
        page_chain_done(&chain);
    }
    fixture_close(&f);
}

/* The answer ended in the middle of an item, and nobody noticed: what its server said of its
 * version is true of the whole of it.  An end tag that is merely missing is no matter. */
static void what_is_missing_of_an_answer_is_asked_for_again(void **state)
{
    static const char cut[] =
        "<rss><channel><title>T</title>" ITEM("1", "One", "/1") "<item><title>T";
    static const char open[] = "<rss><channel><title>T</title>" ITEM("2", "Two", "/2");
    static const struct loopback_route routes[] = {
        { .path = "/cut", .body = cut, .etag = "\"c\"" },
        { .path = "/open", .body = open, .etag = "\"o\"" },
        { 0 },
    };
    static const char *const paths[] = { "/cut", "/open", NULL };
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, paths);
    for (int times = 0; times < 2; times++)
        fixture_refresh(&f, true);
    assert_int_equal(fixture_source(&f, "/cut").http_status, 200);
    assert_int_equal(fixture_source(&f, "/open").http_status, 304);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(many_answers_at_once_are_all_kept),
        cmocka_unit_test(a_broken_feed_leaves_the_others_alone),
        cmocka_unit_test(what_could_not_be_written_comes_the_next_time),
        cmocka_unit_test(a_library_that_takes_nothing_ends_the_refresh),
        cmocka_unit_test(a_full_disk_ends_the_refresh),
        cmocka_unit_test(a_full_disk_is_told_once),
        cmocka_unit_test(a_page_whose_article_is_gone_fails_alone),
        cmocka_unit_test(what_is_missing_of_an_answer_is_asked_for_again),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
