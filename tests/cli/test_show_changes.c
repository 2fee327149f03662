/* show --diff: what an outlet changed in an article. */
#include "site.h"

#define FEED(number) NAMED("Ferry", number)
#define NAMED(name, number)                                                                     \
    "<rss version=\"2.0\"><channel><title>Tide Post</title><item><guid>1</guid><title>" name    \
    "</title><link>/ferry</link><description>The ferry sails again after " number " weeks.&lt;" \
    "p&gt;There will be a band.&lt;/p&gt;</description></item></channel></rss>"

static struct run show(struct site *s, const char *id)
{
    return site_run(s, "show", "--diff", id);
}

static void words_that_went_and_came_are_shown(void **state)
{
    struct loopback_route routes[] = { { .path = "/feed", .body = FEED("eleven") }, { 0 } };
    struct site s;

    (void)state;
    site_open(&s, routes);
    site_put(&s, "feeds", "%s pages=no\n", site_url(&s, "/feed"));
    struct run run = site_run(&s, "fetch");
    assert_int_equal(run.status, 0);
    run = show(&s, "1");
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.out, "1  Ferry: not changed\n");
    routes[0].body = FEED("twelve");
    run = site_run(&s, "fetch", "--now");
    assert_int_equal(run.status, 0);
    run = show(&s, "1");
    assert_true(ts_str_starts(run.out, "1  Ferry: 1 earlier version\nfound changed 2"));
    assert_true(
        ts_str_ends(run.out, "  The ferry sails again after [-eleven-] {+twelve+} weeks.\n"));

    routes[0].body = NAMED("Ferry is back", "twelve");
    run = site_run(&s, "fetch", "--now");
    assert_int_equal(run.status, 0);
    run = show(&s, "1");
    assert_true(ts_str_starts(run.out, "1  Ferry is back: 1 earlier version, 1 earlier headline\n"
                                       "headline until 2"));
    assert_true(ts_str_has(run.out, "Z\n- Ferry\nfound changed 2"));
    site_close(&s);
}

static void mistakes_are_told(void **state)
{
    static const struct loopback_route routes[] = { { 0 } };
    struct site s;

    (void)state;
    site_open(&s, routes);
    struct run run = site_run(&s, "show", "--diff", "--json", "1");
    assert_int_equal(run.status, 2);
    assert_true(ts_str_has(run.err, "show --diff takes no --format and no --json"));
    run = show(&s, "7");
    assert_int_equal(run.status, 3);
    assert_true(ts_str_has(run.err, "there is no article 7"));
    site_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_that_went_and_came_are_shown),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests_name("show changes", tests, NULL, NULL);
}
