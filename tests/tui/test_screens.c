/* Golden screens: every view at four sizes. */
#include <string.h>

#include "tearsheet/tui/command.h"

#include "views.h"

static const struct {
    int rows, cols;
} sizes[] = { { 5, 20 }, { 24, 80 }, { 40, 120 }, { 60, 200 } };

static void test_views(void **state)
{
    for (size_t i = 0; i < TS_COUNT(sizes); i++) {
        for (size_t k = 0; k < n_view_cases; k++) {
            const struct view_case *c = &view_cases[k];
            struct rig r;
            view_init(&r, state, c->library);
            view_open(&r, c, sizes[i].rows, sizes[i].cols);
            ts_str file = ts_arena_printf(&r.arena, "screens/%s-%dx%d.txt", c->name, sizes[i].cols,
                                          sizes[i].rows);
            assert_golden(rig_screen(&r, true), file.ptr);
            rig_done(&r);
        }
    }
}

static bool has_screens(const char *command)
{
    for (size_t i = 0; i < n_view_cases; i++)
        if (view_cases[i].command && strcmp(view_cases[i].command, command) == 0)
            return true;
    return false;
}

/* A view that is added has golden screens. */
static void test_all_views_are_there(void **state)
{
    (void)state;
    for (int c = 0; c < TS_CMD_COUNT; c++) {
        const struct ts_command_row *row = ts_command_row((enum ts_command)c);
        if (row->group == TS_GROUP_VIEWS && !has_screens(row->name))
            fail_msg("\"%s\" has no row in tests/tui/views.c", row->name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views),
        cmocka_unit_test(test_all_views_are_there),
    };
    return cmocka_run_group_tests_name("tui/screens", tests, rig_setup, rig_teardown);
}
