/* Articles in several pages: fetched one after the other, joined, kept, and cleaned again. */
#include "fixture.h"

#include "tearsheet/base/date.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/pages.h"

#define HTML "Content-Type: text/html\r\n"
#define PART(name)                                                                               \
    "<p>In the " name " part the ferry to the outer islands sails again, after eleven weeks in " \
    "which the mail went by rowing boat and the school by radio.</p><p>On the " name             \
    " crossing there will be no fare, the harbour office said, and a band, if it does not "      \
    "rain.</p>"
#define NEXT(address) "<p class=pager><a rel=next href='" address "'>Next page</a></p>"

static const struct loopback_route routes[] = {
    { .path = "/feed", .body = FEED(ITEM("1", "Ferry", "/ferry")) },
    { .path = "/ferry", .headers = HTML, .body = PAGE("Ferry", PART("first") NEXT("/ferry/2")) },
    { .path = "/ferry/2", .headers = HTML, .body = PAGE("Ferry", PART("second") NEXT("/ferry/3")) },
    { .path = "/ferry/3", .headers = HTML, .body = PAGE("Ferry", PART("third")) },

    { .path = "/broken", .body = FEED(ITEM("1", "Barge", "/barge")) },
    { .path = "/barge", .headers = HTML, .body = PAGE("Barge", PART("first") NEXT("/barge/2")) },
    { .path = "/barge/2", .status = 404, .body = "gone" },

    { .path = "/loop", .body = FEED(ITEM("1", "Buoy", "/buoy")) },
    { .path = "/buoy", .headers = HTML, .body = PAGE("Buoy", PART("only") NEXT("/buoy/2")) },
    { .path = "/buoy/2", .headers = HTML, .body = PAGE("Buoy", PART("only") NEXT("/buoy/3")) },
    { .path = "/buoy/3", .headers = HTML, .body = PAGE("Buoy", PART("wrong")) },

    { .path = "/other", .body = FEED(ITEM("1", "Heron", "/heron")) },
    { .path = "/heron", .headers = HTML, .body = PAGE("Heron", PART("only") NEXT("/gull")) },

    { .path = "/saved-in-two-pages.html",
      .headers = HTML,
      .body = PAGE("Saved", PART("first") NEXT("/saved-in-two-pages-2.html")) },
    { .path = "/saved-in-two-pages-2.html", .headers = HTML, .body = PAGE("Saved", PART("last")) },
    { 0 },
};

static struct ts_stored fetch(struct fixture *f, const char *feed, const char *page)
{
    const char *const paths[] = { feed, NULL };
    struct ts_stored stored;
    struct ts_err err;
    int64_t id = 0;

    fixture_open(f, routes, paths);
    fixture_refresh(f, false);
    assert_ok(ts_article_find_url(f->db, ts_str_of(fixture_url(f, page)), &id, &err), &err);
    assert_ok(ts_article_get(&f->arena, f->db, id, &stored, &err), &err);
    return stored;
}

static size_t n_pages(struct fixture *f, int64_t id)
{
    struct ts_page *pages;
    struct ts_err err;
    size_t n = 0;

    assert_ok(ts_pages_get(&f->arena, f->db, id, &pages, &n, &err), &err);
    return n;
}

static void pages_are_fetched_and_joined(void **state)
{
    struct fixture f;
    struct ts_stored stored = fetch(&f, "/feed", "/ferry");
    ts_str text = ts_article_text(&f.arena, &stored.article);

    (void)state;
    assert_true(ts_str_starts(text, "In the first part"));
    assert_true(ts_str_has(text, "In the second part"));
    assert_true(ts_str_has(text, "On the third crossing"));
    assert_int_equal(stored.article.completeness, TS_COMPLETE_FULL);
    assert_false(stored.is_wanted);
    assert_int_equal(n_pages(&f, stored.id), 3);
    assert_int_equal(loopback_count(f.server, "/ferry"), 1);
    assert_int_equal(loopback_count(f.server, "/ferry/2"), 1);
    assert_int_equal(loopback_count(f.server, "/ferry/3"), 1);
    struct ts_progress progress = ts_refresh_progress(f.refresh);
    assert_int_equal(progress.n_pages_done, 3);
    assert_int_equal(progress.n_pages, 3);

    /* Again, and it is the same article in the same pages. */
    struct ts_err err;
    assert_ok(ts_refresh_page(f.refresh, stored.id, &err), &err);
    fixture_run(&f);
    assert_int_equal(n_pages(&f, stored.id), 3);
    fixture_close(&f);
}

/* Its pages name no outlet, and the feed is of the same host. */
static void an_outlet_without_a_name_is_called_as_its_feed(void **state)
{
    struct fixture f;
    struct ts_stored stored = fetch(&f, "/feed", "/ferry");

    (void)state;
    assert_slice_equal(stored.article.site, "Tide Post");
    fixture_close(&f);
}

static void a_page_that_is_missing_leaves_a_part(void **state)
{
    struct fixture f;
    struct ts_stored stored = fetch(&f, "/broken", "/barge");

    (void)state;
    assert_true(ts_str_has(ts_article_text(&f.arena, &stored.article), "In the first part"));
    assert_int_equal(stored.article.completeness, TS_COMPLETE_PARTIAL);
    assert_false(stored.is_wanted);
    assert_int_equal(loopback_count(f.server, "/barge/2"), 1);
    fixture_close(&f);
}

/* A site that gives the first page whatever the number is. */
static void loops_end(void **state)
{
    struct fixture f;
    struct ts_stored stored = fetch(&f, "/loop", "/buoy");
    ts_str text = ts_article_text(&f.arena, &stored.article);

    (void)state;
    assert_int_equal(stored.article.completeness, TS_COMPLETE_FULL);
    assert_false(ts_str_has(text, "wrong"));
    assert_int_equal(n_pages(&f, stored.id), 1);
    assert_int_equal(loopback_count(f.server, "/buoy/3"), 0);
    fixture_close(&f);
}

static void the_next_article_is_no_next_page(void **state)
{
    struct fixture f;
    struct ts_stored stored = fetch(&f, "/other", "/heron");

    (void)state;
    assert_int_equal(stored.article.completeness, TS_COMPLETE_FULL);
    assert_int_equal(loopback_count(f.server, "/gull"), 0);
    fixture_close(&f);
}

static void saved_articles_have_pages_too(void **state)
{
    static const char *const paths[] = { NULL };
    struct fixture f;
    struct ts_stored stored;
    struct ts_err err;
    int64_t id;

    (void)state;
    fixture_open(&f, routes, paths);
    ts_str url = ts_str_of(fixture_url(&f, "/saved-in-two-pages.html"));
    assert_ok(ts_refresh_add(f.refresh, url, &err), &err);
    fixture_run(&f);
    assert_ok(ts_article_find_url(f.db, url, &id, &err), &err);
    assert_ok(ts_article_get(&f.arena, f.db, id, &stored, &err), &err);
    assert_true(ts_str_has(ts_article_text(&f.arena, &stored.article), "On the last crossing"));
    assert_int_equal(stored.article.completeness, TS_COMPLETE_FULL);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_are_fetched_and_joined),
        cmocka_unit_test(an_outlet_without_a_name_is_called_as_its_feed),
        cmocka_unit_test(a_page_that_is_missing_leaves_a_part),
        cmocka_unit_test(loops_end),
        cmocka_unit_test(the_next_article_is_no_next_page),
        cmocka_unit_test(saved_articles_have_pages_too),
    };
    return cmocka_run_group_tests_name("pages", tests, NULL, NULL);
}
