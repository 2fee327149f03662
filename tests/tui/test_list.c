#include "support/support.h"

#include "tearsheet/tui/list.h"

enum act { MOVE, PAGE, GO, SCROLL, SIZE };

/* One list, stepped through: what is done, and cursor and top of the window behind it. */
static const struct {
    enum act act;
    long by;
    size_t rows; /* of SIZE, whose `by` is the number of elements */
    size_t at, top;
} steps[] = {
    { SIZE, 0, 5, 0, 0 },    { MOVE, 1, 0, 0, 0 },    { PAGE, 1, 0, 0, 0 },
    { SCROLL, 3, 0, 0, 0 },  { GO, 7, 0, 0, 0 },      { SIZE, 20, 5, 0, 0 },
    { MOVE, 4, 0, 4, 0 },    { MOVE, 1, 0, 5, 1 },    { MOVE, -1, 0, 4, 1 },
    { MOVE, -4, 0, 0, 0 },   { MOVE, -1, 0, 0, 0 },   { PAGE, 1, 0, 4, 4 },
    { PAGE, 1, 0, 8, 8 },    { PAGE, 1, 0, 12, 12 },  { PAGE, 1, 0, 16, 15 },
    { PAGE, 1, 0, 19, 15 },  { PAGE, -1, 0, 15, 11 }, { GO, 3, 0, 3, 3 },
    { SCROLL, 4, 0, 7, 7 },  { SCROLL, -5, 0, 6, 2 }, { SCROLL, 99, 0, 15, 15 },
    { MOVE, 99, 0, 19, 15 }, { SIZE, 18, 5, 17, 13 }, { SIZE, 18, 9, 17, 9 },
    { SIZE, 18, 40, 17, 0 }, { SIZE, 18, 3, 17, 15 }, { SIZE, 2, 3, 1, 0 },
    { SIZE, 2, 1, 1, 1 },    { PAGE, -1, 0, 0, 0 },   { PAGE, 1, 0, 1, 1 },
    { SIZE, 2, 0, 1, 1 },    { MOVE, -1, 0, 0, 0 },   { SIZE, 0, 0, 0, 0 },
};

static void test_steps(void **state)
{
    struct ts_list l = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(steps); i++) {
        switch (steps[i].act) {
        case MOVE:
            ts_list_move(&l, steps[i].by);
            break;
        case PAGE:
            ts_list_page(&l, steps[i].by);
            break;
        case GO:
            ts_list_go(&l, (size_t)steps[i].by);
            break;
        case SCROLL:
            ts_list_scroll(&l, steps[i].by);
            break;
        case SIZE:
            ts_list_resize(&l, (size_t)steps[i].by, steps[i].rows);
            break;
        }
        if (l.at != steps[i].at || l.top != steps[i].top)
            fail_msg("step %zu: at %zu, top %zu", i, l.at, l.top);
    }
}

static void test_extremes(void **state)
{
    struct ts_list l = { 0 };

    (void)state;
    ts_list_resize(&l, 10, 3);
    ts_list_move(&l, __LONG_MAX__);
    assert_int_equal(l.at, 9);
    ts_list_move(&l, -__LONG_MAX__ - 1);
    assert_int_equal(l.at, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_steps),
        cmocka_unit_test(test_extremes),
    };
    return cmocka_run_group_tests_name("tui/list", tests, NULL, NULL);
}
