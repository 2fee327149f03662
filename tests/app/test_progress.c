#include "support/support.h"

#include "tearsheet/app/progress.h"

static void time_left_is_told_when_it_can_be(void **state)
{
    static const struct {
        struct ts_progress progress;
        int64_t now_ms, want_ms;
    } cases[] = {
        /* sources are still being asked: how many pages there will be is not known */
        { { .n_sources = 5, .n_sources_done = 4, .n_pages = 40, .n_pages_done = 20 }, 9000, -1 },
        /* too little was done, or too short */
        { { .n_pages = 40, .n_pages_done = 7, .started_ms = 1000 }, 9000, -1 },
        { { .n_pages = 40, .n_pages_done = 20, .started_ms = 1000 }, 1999, -1 },
        { { .n_pages = 40, .n_pages_done = 20, .started_ms = 1000 }, 5000, 4000 },
        { { .n_pages = 40, .n_pages_done = 10, .started_ms = 1000, .listed_ms = 3000 },
          5000,
          6000 },
        { { .n_pages = 40, .n_pages_done = 40, .started_ms = 1000 }, 5000, 0 },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_int_equal(ts_progress_left_ms(&cases[i].progress, cases[i].now_ms),
                         cases[i].want_ms);
}

static void the_sum_tells_what_was_asked_for(void **state)
{
    static const struct {
        struct ts_progress progress;
        const char *want;
    } cases[] = {
        { { 0 }, "nothing new" },
        { { .n_new = 1 }, "1 new article" },
        { { .n_pages = 1, .n_new = 2 }, "1 page, 2 new articles" },
        { { .n_pages = 1, .n_failed = 1 }, "1 page, nothing new, 1 failure" },
        { { .n_sources = 1, .n_unchanged = 1 }, "1 source (1 unchanged), nothing new" },
        { { .n_sources = 3, .n_pages = 2, .n_new = 2, .n_failed = 2 },
          "3 sources, 2 pages, 2 new articles, 2 failures" },
        { { .n_sources = 1, .n_paused = 2 },
          "1 source, nothing new, 2 not asked as the server wants a pause" },
    };
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++)
        assert_slice_equal(ts_progress_sum(&a, &cases[i].progress), cases[i].want);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(time_left_is_told_when_it_can_be),
                                        cmocka_unit_test(the_sum_tells_what_was_asked_for) };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
