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
    { "front-coverage", "O O j", false },
    { "rank", "W", false },
    { "story", "Enter", false },
    { "story-news", "3 j Enter Enter q", false },
    { "article-news", "3 j Enter Enter q j Enter", false },
    { "story-saga", "3 j Enter j j", false },
    { "article-saga", "2 j Enter", false },
    { "details-saga", "3 j i", false },
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
    { "why-report", "3 j Enter j w", false },
    { "tag-menu", "t", false },
    { "prompt", ": 'theme_' Tab", false },
    { "empty", "", true },
    { "empty-sources", "F", true },
    { "empty-tags", "T", true },
    { "empty-tag-prompt", ": 'starred' Enter", true },
};

static void draw_view(struct rig *r, const char *name, const char *keys, int rows, int cols)
{
    rig_open(r, rows, cols);
    rig_play(r, keys);
    ts_str file = ts_arena_printf(&r->arena, "screens/%s-%dx%d.txt", name, cols, rows);
    assert_golden(rig_screen(r, true), file.ptr);
}

static void test_views(void **state)
{
    for (size_t i = 0; i < TS_COUNT(sizes); i++) {
        for (size_t k = 0; k < TS_COUNT(views); k++) {
            struct rig r;
            if (views[k].is_empty)
                rig_init(&r, NULL);
            else
                rig_init_copy(&r, state);
            draw_view(&r, views[k].name, views[k].keys, sizes[i].rows, sizes[i].cols);
            rig_done(&r);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_views),
    };
    return cmocka_run_group_tests_name("tui/screens", tests, rig_setup, rig_teardown);
}
