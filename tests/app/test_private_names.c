/* Names that lead to this machine or a private network, though they do not look like it. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

#include "support/names.h"

#include "../../src/app/source_options_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/url.h"

#define HTML "Content-Type: text/html\r\n"
#define TEXT(title)                                                                            \
    PAGE(title, "<p>The lifts of the north wing stand still from Monday until Friday, when a " \
                "new motor comes. Goods go by the ramp meanwhile.</p>")

static const struct loopback_route routes[] = {
    { .path = "/", .headers = HTML, .body = TEXT("Notices") },
    { .path = "/feed", .body = FEED(ITEM("1", "Lifts stand still", "/lifts")) },
    { .path = "/lifts", .headers = HTML, .body = TEXT("Lifts stand still") },
    { 0 },
};
static const char *const none[] = { NULL };

static ts_str named(struct fixture *f, const char *path)
{
    return loopback_url(f->server, &f->arena, "notices.example", path);
}

static void a_source_that_the_reader_named_is_fetched(void **state)
{
    struct fixture f;
    struct ts_source source;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, none);
    ts_str url = named(&f, "/feed");
    assert_ok(ts_file_write(f.profile.feeds_path, url, &err), &err);
    fixture_refresh(&f, false);
    assert_int_equal(f.n_failed, 0);
    assert_ok(ts_source_get_url(&f.arena, f.db, url, &source, &err), &err);
    assert_true(source.is_private);
    (void)fixture_articles(&f, &n);
    assert_int_equal(n, 1);
    assert_int_equal(loopback_count(f.server, "/lifts"), 1);
    fixture_close(&f);
}

static void what_is_added_may_be_such_a_name(void **state)
{
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    assert_ok(ts_refresh_add(f.refresh, named(&f, "/"), &err), &err);
    fixture_run(&f);
    assert_int_equal(f.n_failed, 0);
    assert_true(ts_str_has(fixture_feeds_file(&f), "notices.example"));
    fixture_close(&f);
}

/* The articles of a page that is watched are where it is. */
static void what_is_watched_may_be_such_a_name(void **state)
{
    static const struct loopback_route front[] = {
        { .path = "/",
          .headers = HTML,
          .body = "<html><body><h2><a href=/2025/lifts-stand-still>Lifts stand still</a></h2>"
                  "<h2><a href=/2025/ramp-is-open>The ramp is open</a></h2>"
                  "<h2><a href=/2025/motor-has-come>The new motor has come</a></h2>"
                  "</body></html>" },
        { .path = "/2025/lifts-stand-still", .headers = HTML, .body = TEXT("Lifts stand still") },
        { 0 },
    };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, front, none);
    assert_ok(ts_refresh_add(f.refresh, named(&f, "/"), &err), &err);
    fixture_run(&f);
    assert_true(ts_str_has(fixture_feeds_file(&f), "links=yes"));
    ts_refresh_pages(f.refresh);
    fixture_run(&f);
    assert_int_equal(loopback_count(f.server, "/2025/lifts-stand-still"), 1);
    fixture_close(&f);
}

/* A name of others may lead here at any time, and servers here may know no news of its feed. */
static void no_news_from_here_allow_nothing(void **state)
{
    static const struct loopback_route unchanged[] = {
        { .path = "/feed",
          .body = FEED(ITEM("1", "Lifts stand still", "/lifts")),
          .etag = "\"1\"" },
        { 0 },
    };
    struct ts_source_fetch from_elsewhere = { .http_status = 200, .etag = TS_STR("\"1\"") };
    struct fixture f;
    struct ts_source source;
    struct ts_err err;

    (void)state;
    fixture_open(&f, unchanged, none);
    ts_str url = named(&f, "/feed");
    assert_ok(ts_file_write(f.profile.feeds_path, url, &err), &err);
    assert_ok(ts_feeds_sync(&f.arena, f.db, &f.profile, NULL, &err), &err);
    assert_ok(ts_source_get_url(&f.arena, f.db, url, &source, &err), &err);
    assert_ok(ts_source_put_fetch(f.db, source.id, &from_elsewhere, &err), &err);
    fixture_refresh(&f, true);
    assert_int_equal(ts_refresh_progress(f.refresh).n_unchanged, 1);
    assert_ok(ts_source_get_url(&f.arena, f.db, url, &source, &err), &err);
    assert_false(source.is_private);
    fixture_close(&f);
}

/* The page of a stranger names a feed that is here. */
static void what_is_offered_may_not(void **state)
{
    struct fixture f;

    (void)state;
    fixture_open(&f, routes, none);
    struct ts_offer offer = { .url = named(&f, "/feed") };
    ts_refresh_add_offer(f.refresh, &offer);
    fixture_run(&f);
    assert_int_equal(f.n_added, 0);
    assert_true(ts_str_has(ts_str_of(f.last_failure.msg), "a private network"));
    assert_int_equal(loopback_count(f.server, "/feed"), 0);
    offer.is_private = true;
    ts_refresh_add_offer(f.refresh, &offer);
    fixture_run(&f);
    assert_int_equal(f.n_added, 1);
    fixture_close(&f);
}

/* Files are what the reader's own list names. */
static void a_page_may_not_name_files(void **state)
{
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, none);
    const char *path = ts_path_join(&f.arena, f.dir, "own.xml");
    assert_ok(ts_file_write(path, TS_STR(FEED(ITEM("9", "A diary", ""))), &err), &err);
    const char *link = ts_arena_printf(&f.arena,
                                       "<html><head><link rel=alternate type='application/rss+xml' "
                                       "href='file://%s'></head><body></body></html>",
                                       path)
                           .ptr;
    const struct loopback_route page[] = { { .path = "/", .headers = HTML, .body = link }, { 0 } };
    struct loopback *server = loopback_open(page);
    ts_str url = loopback_url(server, &f.arena, "127.0.0.1", "/");
    assert_ok(ts_refresh_add(f.refresh, url, &err), &err);
    fixture_run(&f);
    assert_int_equal(f.n_added, 0);
    loopback_close(server);
    fixture_close(&f);
}

static void what_others_name_may_not(void **state)
{
    static const struct {
        struct ts_source source;
        const char *url;
        bool want;
    } cases[] = {
        { { .url = TS_STR("http://a.example/feed") }, "http://a.example/feed", true },
        { { .url = TS_STR("filter:cat:http://a.example/feed") }, "http://a.example/feed", true },
        { { .url = TS_STR("http://a.example/feed") }, "http://a.example/page", false },
        { { .url = TS_STR("http://a.example/feed") }, "http://moved.example/feed", false },
        { { .url = TS_STR("exec:tides") }, "http://a.example/page", false },
        { { .url = TS_STR("http://192.168.1.2/feed") }, "http://a.example/page", true },
        { { .url = TS_STR("http://a.example/feed"), .is_private = true },
          "http://b.example/page",
          true },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_int_equal(source_allows_private(&cases[i].source, ts_str_of(cases[i].url)),
                         cases[i].want);
}

int main(void)
{
    names_lead_here(NULL);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_source_that_the_reader_named_is_fetched),
        cmocka_unit_test(what_is_added_may_be_such_a_name),
        cmocka_unit_test(what_is_watched_may_be_such_a_name),
        cmocka_unit_test(no_news_from_here_allow_nothing),
        cmocka_unit_test(what_is_offered_may_not),
        cmocka_unit_test(a_page_may_not_name_files),
        cmocka_unit_test(what_others_name_may_not),
    };
    return cmocka_run_group_tests_name("private_names", tests, NULL, NULL);
}
