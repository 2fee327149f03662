/* When a source is asked again, by how often it publishes. */
#include "support/support.h"

#include "../../src/app/schedule_priv.h"

enum { M = 60, H = 60 * M, D = 24 * H, NOW = 1800000000 };

/* A feed of `n` items, the newest published `ago_s` before now, the others `gap_s` apart. */
static struct ts_feed feed_of(struct ts_item *items, size_t n, int64_t ago_s, int64_t gap_s)
{
    for (size_t i = 0; i < n; i++)
        items[n - 1 - i] = (struct ts_item){ .published = { .at = NOW - ago_s - (int64_t)i * gap_s,
                                                            .precision = TS_WHEN_TIME } };
    return (struct ts_feed){ .items = items, .n_items = n };
}

static void the_rhythm_sets_the_pace(void **state)
{
    static const struct {
        size_t n;
        int64_t ago_s, gap_s, interval_s, want_s;
    } cases[] = {
        { 20, 2 * M, 5 * M, 30 * M, 30 * M }, /* a wire: as often as allowed */
        { 10, H, 4 * H, 30 * M, 60 * M },     /* six a day: every hour */
        { 10, H, D, 30 * M, 6 * H },          /* once a day: four times a day */
        { 10, 2 * H, 7 * D, 30 * M, 6 * H },  /* once a week: nobody wants to be later */
        { 10, 12 * H, 2 * H, 30 * M, 3 * H }, /* silent since the morning */
        { 10, 90 * D, 2 * H, 30 * M, 6 * H }, /* asleep */
        { 10, H, D, 12 * H, 12 * H },         /* the reader's interval is the least */
        { 1, H, D, 30 * M, 30 * M },          /* one item tells nothing */
        { 10, H, 0, 30 * M, 30 * M },         /* all at the same time */
        { 0, 0, 0, 30 * M, 30 * M },
        { 5, -2 * H, 4 * H, 30 * M, H }, /* what is from the future is left out */
    };
    struct ts_item items[20];

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_feed feed = feed_of(items, cases[i].n, cases[i].ago_s, cases[i].gap_s);
        struct rhythm rhythm = schedule_rhythm(&feed, NOW);
        int64_t wait_s = schedule_by_rhythm(cases[i].interval_s, rhythm, NOW);
        if (wait_s != cases[i].want_s)
            print_error("case %zu: %lld s\n", i, (long long)wait_s);
        assert_int_equal(wait_s, cases[i].want_s);
    }
}

static void only_the_latest_items_count(void **state)
{
    struct ts_item items[60];
    struct ts_feed feed = feed_of(items, 60, 30 * D, 30 * D);
    struct rhythm rhythm;

    (void)state;
    for (size_t i = 0; i < 10; i++) /* it woke up: the last ten came hourly, in any order */
        items[(i * 7) % 60].published.at = NOW - H - (int64_t)i * H;
    rhythm = schedule_rhythm(&feed, NOW);
    assert_int_equal(rhythm.gap_s, H);
    assert_int_equal(rhythm.newest_at, NOW - H);
}

/* A machine without a network finds no server, which none of them has to be spared for. */
static void failures_double_the_wait(void **state)
{
    const struct ts_reply answered = { .rc = TS_ERR_NET, .status = 500 };
    const struct ts_reply alone = { .rc = TS_ERR_NOTFOUND, .is_unreached = true };
    static const struct {
        int n_failures;
        int64_t want_s, want_alone_s;
    } cases[] = {
        { 1, 30 * M, 30 * M }, { 2, H, H }, { 3, 2 * H, H }, { 6, 16 * H, H }, { 9, D, H },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        int64_t wait_s = schedule_after_failure(30 * M, &answered, TS_STR("https://a.example/"),
                                                cases[i].n_failures, NOW) -
                         NOW;
        int64_t alone_s = schedule_after_failure(30 * M, &alone, TS_STR("https://a.example/"),
                                                 cases[i].n_failures, NOW) -
                          NOW;
        assert_in_range(wait_s, cases[i].want_s, cases[i].want_s * 5 / 4);
        assert_in_range(alone_s, cases[i].want_alone_s, cases[i].want_alone_s * 5 / 4);
    }
    /* The reader's own interval is the least. */
    assert_true(schedule_after_failure(12 * H, &alone, TS_STR("x"), 3, NOW) >= NOW + 12 * H);
}

/* What no answer can have asked for was written with another interval, or by a clock ahead. */
static void a_wait_that_nothing_explains_is_over(void **state)
{
    static const struct {
        int64_t ago_s, next_s, interval_s; /* asked, to be asked again; both from now */
        const char *error;
        bool want;
    } cases[] = {
        { H, 0, 30 * M, "", true },
        { H, 1, 30 * M, "", false },
        { H, D - H, 30 * M, "", false },     /* the server may have said so */
        { 2 * D, 2 * D, 4 * D, "", false },  /* the reader said so */
        { H, 30 * D - H, 30 * M, "", true }, /* and no longer does */
        { 2 * D, D / 2, 30 * M, "", true },
        { H, 7 * D - H, 30 * M, "503", false }, /* Retry-After */
        { H, 10 * D, 8 * D, "timeout", false }, /* an interval and a quarter of it */
        { H, 10 * D, 30 * M, "timeout", true },
        { -D, D / 2, 30 * M, "", false },        /* the clock was set back a day */
        { -365 * D, 366 * D, 30 * M, "", true }, /* a year */
        { -365 * D, 366 * D, 30 * M, "503", true },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        const struct ts_source source = { .fetched_at = NOW - cases[i].ago_s,
                                          .next_at = NOW + cases[i].next_s,
                                          .error = ts_str_of(cases[i].error) };
        if (schedule_is_due(&source, cases[i].interval_s, NOW) != cases[i].want)
            fail_msg("case %zu", i);
    }
}

static void pages_are_given_up_in_time(void **state)
{
    static const struct {
        struct ts_reply reply;
        int n_failures;
        int64_t want_s; /* 0: never */
    } cases[] = {
        { { .rc = TS_ERR_NET, .status = 500 }, 1, 15 * M },
        { { .rc = TS_ERR_NET, .status = 500 }, 4, 2 * H },
        { { .rc = TS_ERR_NET, .status = 500 }, 5, 0 },
        { { .rc = TS_ERR_NOTFOUND, .status = 404 }, 1, 0 },
        { { .rc = TS_ERR_NET, .status = 403 }, 1, 0 },
        { { .rc = TS_ERR_ARG }, 1, 0 },
        { { .rc = TS_ERR_NOTFOUND }, 1, 0 }, /* a file */
        { { .rc = TS_ERR_NOTFOUND, .is_unreached = true }, 1, 15 * M },
        { { .rc = TS_ERR_NET, .is_unreached = true }, 5, H },
        { { .rc = TS_ERR_NET, .is_unreached = true }, 7 * 24 - 1, H },
        { { .rc = TS_ERR_NET, .is_unreached = true }, 7 * 24, 0 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        int64_t at = schedule_page(&cases[i].reply, cases[i].n_failures, NOW);
        if (at != (cases[i].want_s ? NOW + cases[i].want_s : 0))
            fail_msg("case %zu: %lld s", i, (long long)(at - NOW));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_rhythm_sets_the_pace),
        cmocka_unit_test(only_the_latest_items_count),
        cmocka_unit_test(failures_double_the_wait),
        cmocka_unit_test(a_wait_that_nothing_explains_is_over),
        cmocka_unit_test(pages_are_given_up_in_time),
    };
    return cmocka_run_group_tests_name("schedule", tests, NULL, NULL);
}
