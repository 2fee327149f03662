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

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(time_left_is_told_when_it_can_be) };
    return cmocka_run_group_tests_name("progress", tests, NULL, NULL);
}
