/* What the reader opens while a refresh runs: its page goes before others. */
#include "fixture.h"

#include "../../src/app/refresh_priv.h"
#include "tearsheet/store/articles.h"

enum { DELAY_MS = 10, SOON_ENOUGH = 8 };

/* Newest first; more than are asked for at once. */
#define DATED(n, day)                                                                   \
    "<item><guid isPermaLink=\"false\">" n "</guid><title>Tide " n "</title><link>/p" n \
    "</link><pubDate>" day " Mar 2025 06:10:00 GMT</pubDate>"                           \
    "<description>The tide of the day.</description></item>"
#define FIVE(a, b, c, d, e, day) \
    DATED(a, day) DATED(b, day) DATED(c, day) DATED(d, day) DATED(e, day)
#define TEN(t, day)                              \
    FIVE(t "0", t "1", t "2", t "3", t "4", day) \
    FIVE(t "5", t "6", t "7", t "8", t "9", day)
#define ROUTE(n)                                            \
    {                                                       \
        .path = "/p" n, .status = 404, .delay_ms = DELAY_MS \
    }
#define TEN_ROUTES(t)                                                                   \
    ROUTE(t "0"), ROUTE(t "1"), ROUTE(t "2"), ROUTE(t "3"), ROUTE(t "4"), ROUTE(t "5"), \
        ROUTE(t "6"), ROUTE(t "7"), ROUTE(t "8"), ROUTE(t "9")

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = FEED(TEN("1", "14") TEN("2", "13") TEN("3", "12") TEN("4", "11")) },
    { .path = "/failed", .body = FEED(DATED("99", "14") TEN("1", "13")) },
    ROUTE("99"),
    TEN_ROUTES("1"),
    TEN_ROUTES("2"),
    TEN_ROUTES("3"),
    TEN_ROUTES("4"),
    { 0 },
};

/* A refresh whose source has answered, and whose first pages are asked for if `has_begun`. */
static void begin(struct fixture *f, const char *path, bool has_begun)
{
    const char *const paths[] = { path, NULL };
    struct ts_err err;

    fixture_open(f, routes, paths);
    assert_ok(ts_refresh_start(f->refresh, 0, false, NULL, &err), &err);
    while (ts_refresh_progress(f->refresh).n_sources_done == 0)
        ts_refresh_turn(f->refresh, 100);
    while (has_begun && f->refresh->n_pages_left == 0)
        ts_refresh_turn(f->refresh, 0);
}

static void hasten(struct fixture *f, const char *path)
{
    struct ts_err err;
    int64_t id = 0;

    assert_ok(ts_article_find_url(f->db, ts_str_of(fixture_url(f, path)), &id, &err), &err);
    assert_ok(ts_refresh_hasten(f->refresh, id, &err), &err);
}

/* Which request it was, from 0. */
static size_t place_of(struct fixture *f, const char *path)
{
    ts_str order = loopback_order(f->server, &f->arena), word;

    for (size_t place = 0; ts_str_word(&order, &word); place++)
        if (ts_str_is(word, path))
            return place;
    fail_msg("%s was not asked for", path);
    return 0;
}

static void an_open_article_goes_first(void **state)
{
    static const struct {
        const char *path;
        bool has_begun;
    } cases[] = {
        { "/p25", false }, /* before any page is asked for */
        { "/p25", true },  /* waits with others */
        { "/p49", true },  /* is not asked for yet, and there is a place for it */
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct fixture f;
        begin(&f, "/feed", cases[i].has_begun);
        hasten(&f, cases[i].path);
        fixture_run(&f);
        assert_in_range(place_of(&f, cases[i].path), 1, SOON_ENOUGH);
        assert_int_equal(loopback_count(f.server, cases[i].path), 1);
        assert_int_equal(loopback_count(f.server, "/p40"), 1);
        fixture_close(&f);
    }
}

static void what_is_asked_for_by_key_goes_first(void **state)
{
    struct fixture f;
    struct ts_err err;
    int64_t id = 0;

    (void)state;
    begin(&f, "/feed", true);
    assert_ok(ts_article_find_url(f.db, ts_str_of(fixture_url(&f, "/p25")), &id, &err), &err);
    assert_ok(ts_refresh_page(f.refresh, id, &err), &err);
    fixture_run(&f);
    assert_in_range(place_of(&f, "/p25"), 1, SOON_ENOUGH);
    fixture_close(&f);
}

static void nothing_is_asked_for_that_would_not_be(void **state)
{
    struct fixture f;

    (void)state;
    begin(&f, "/failed", false);
    fixture_run(&f);
    hasten(&f, "/p99"); /* no refresh runs, and its page is gone */
    fixture_run(&f);
    assert_int_equal(loopback_count(f.server, "/p99"), 1);
    fixture_close(&f);
}

/* While it waits for its page, and when no refresh runs. */
static void an_open_article_has_its_feeds_text(void **state)
{
    (void)state;
    for (int is_running = 0; is_running < 2; is_running++) {
        struct ts_stored stored;
        struct ts_err err;
        struct fixture f;
        int64_t id = 0;

        begin(&f, "/feed", true);
        if (!is_running) {
            ts_refresh_close(f.refresh);
            assert_ok(ts_refresh_open(&f.refresh, f.db, &f.profile,
                                      &(struct ts_refresh_listener){ 0 }, &err),
                      &err);
        }
        hasten(&f, "/p25");
        assert_ok(ts_article_find_url(f.db, ts_str_of(fixture_url(&f, "/p25")), &id, &err), &err);
        assert_ok(ts_article_get(&f.arena, f.db, id, &stored, &err), &err);
        assert_slice_equal(ts_article_text(&f.arena, &stored.article), "The tide of the day.");
        assert_true(stored.is_wanted);
        fixture_close(&f);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_open_article_goes_first),
        cmocka_unit_test(an_open_article_has_its_feeds_text),
        cmocka_unit_test(what_is_asked_for_by_key_goes_first),
        cmocka_unit_test(nothing_is_asked_for_that_would_not_be),
    };
    return cmocka_run_group_tests_name("hasten", tests, NULL, NULL);
}
