/* Hosts that ask for a pause, and machines that reach no host. */
#include "fixture.h"

#include "tearsheet/base/date.h"
#include "tearsheet/store/articles.h"

/* One answer 429 speaks for the host: what else is there is not asked, and has not failed. */
static void a_pause_of_a_host_is_no_failure_of_others(void **state)
{
    static const struct loopback_route routes[] = {
        /* late enough for the one beside it to be asked, and early enough to come before it */
        { .path = "/busy", .status = 429, .headers = "Retry-After: 7200\r\n", .delay_ms = 100 },
        { .path = "/feed", .body = FEED(ITEM("1", "Ferries halted", "/ferry")), .delay_ms = 500 },
        { .path = "/third", .body = FEED("") },
        { 0 },
    };
    static const char *const paths[] = { "/busy", "/feed", "/third", NULL };
    struct fixture f;
    struct ts_stored stored;
    struct ts_wanted *wanted;
    struct ts_err err;
    int64_t id = 0;
    size_t n;

    (void)state;
    fixture_open(&f, routes, paths);
    int64_t before_at = ts_now_at();
    fixture_refresh(&f, false);
    assert_int_equal(loopback_count(f.server, "/third"), 0);
    assert_int_equal(loopback_count(f.server, "/ferry"), 0);
    assert_int_equal(f.n_failed, 1);
    assert_int_equal(ts_refresh_progress(f.refresh).n_failed, 1);
    assert_int_equal(ts_refresh_progress(f.refresh).n_paused, 2);
    assert_true(ts_str_starts(ts_str_of(f.last_failure.msg), fixture_url(&f, "/busy")));
    assert_slice_equal(f.last_about, ""); /* the reason names it */
    struct ts_source third = fixture_source(&f, "/third");
    assert_int_equal(third.n_failures, 0);
    assert_int_equal(third.fetched_at, 0);
    assert_true(ts_str_has(third.error, "not asked, the host wants a pause of"));
    assert_in_range(third.next_at, before_at + 7190, before_at + 7210);
    assert_ok(ts_article_find_url(f.db, ts_str_of(fixture_url(&f, "/ferry")), &id, &err), &err);
    assert_ok(ts_article_get(&f.arena, f.db, id, &stored, &err), &err);
    assert_true(stored.is_wanted);
    assert_true(ts_str_has(stored.page_error, "not asked"));
    assert_ok(ts_articles_wanted(&f.arena, f.db, before_at + 7100, 9, &wanted, &n, &err), &err);
    assert_int_equal(n, 0);
    assert_ok(ts_articles_wanted(&f.arena, f.db, before_at + 7210, 9, &wanted, &n, &err), &err);
    assert_int_equal(n, 1);
    assert_int_equal(wanted[0].n_failures, 0);
    fixture_refresh(&f, true); /* now, but for those whose host wants a pause */
    assert_int_equal(loopback_count(f.server, "/third"), 0);
    fixture_close(&f);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_pause_of_a_host_is_no_failure_of_others),
    };
    return cmocka_run_group_tests_name("pauses", tests, NULL, NULL);
}
