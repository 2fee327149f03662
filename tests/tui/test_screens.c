/* Golden screens: every view at four sizes. */
#include "rig.h"

static const struct {
    int rows, cols;
} sizes[] = { { 5, 20 }, { 24, 80 }, { 40, 120 }, { 50, 200 } };

static const struct {
    const char *name;
    const char *keys;
    bool is_empty; /* the library */
} views[] = {
    { "front", "", false },
    { "front-coverage", "O j", false },
    { "story", "Enter", false },
    { "article", "Enter Enter", false },
    { "article-stripped", "Enter Enter S", false },
    { "article-end", "Enter Enter G", false },
    { "article-find", "Enter Enter / 'pier_nine' Enter", false },
    { "article-link", "Enter Enter 2", false },
    { "sources", "F G", false },
    { "source-details", "F G i", false },
    { "tags", "T", false },
    { "tag", "T j Enter", false },
    { "search", "f 'ferry' Enter", false },
    { "search-none", "f 'zeppelin' Enter", false },
    { "help", "?", false },
    { "details", "Enter i", false },
    { "why", "w", false },
    { "tag-menu", "t", false },
    { "prompt", ": 'theme_' Tab", false },
    { "empty", "", true },
    { "empty-sources", "F", true },
    { "empty-tags", "T", true },
    { "empty-tag-prompt", ": 'starred' Enter", true },
};

static void draw_views(int rows, int cols, bool is_empty)
{
    struct rig r;

    rig_init(&r, !is_empty);
    for (size_t i = 0; i < TS_COUNT(views); i++) {
        if (views[i].is_empty != is_empty)
            continue;
        rig_open(&r, rows, cols);
        rig_play(&r, views[i].keys);
        ts_str name = ts_arena_printf(&r.arena, "screens/%s-%dx%d.txt", views[i].name, cols, rows);
        assert_golden(rig_screen(&r, true), name.ptr);
        /* back to how the library was */
        rig_close(&r);
        struct ts_err err;
        for (; r.n_sent[TS_REQUEST_MARK_READ] > 0; r.n_sent[TS_REQUEST_MARK_READ]--)
            assert_ok(ts_undo(&r.arena, r.writer, NULL, &err), &err);
    }
    rig_done(&r);
}

static void test_views(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(sizes); i++) {
        draw_views(sizes[i].rows, sizes[i].cols, false);
        draw_views(sizes[i].rows, sizes[i].cols, true);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views),
    };
    return cmocka_run_group_tests_name("tui/screens", tests, NULL, NULL);
}
