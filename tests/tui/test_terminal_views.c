/* Every view on a terminal: what it shows is what was drawn, cell by cell, with its colours. */
#include <poll.h>
#include <string.h>

#include "tearsheet/tui/term.h"

#include "pty_screen.h"
#include "views.h"

static const struct {
    int rows, cols;
} sizes[] = { { 5, 20 }, { 24, 80 }, { 40, 120 }, { 60, 200 } };

/* The views as they were drawn, one after the other. */
struct slides {
    struct ts_arena arena;
    struct ts_theme theme;
    struct ts_surface *surfaces;
};

/* A surface of its own, with its links; the reader uses its own again. */
static struct ts_surface copy_surface(struct ts_arena *a, const struct ts_surface *s)
{
    struct ts_surface copy = ts_surface_new(a, s->rows, s->cols);

    memcpy(copy.cells, s->cells, (size_t)s->rows * (size_t)s->cols * sizeof *s->cells);
    *copy.cursor = *s->cursor;
    for (size_t i = 0; i < s->links->n; i++)
        ts_surface_link(&copy, s->links->targets[i]);
    return copy;
}

/* The libraries are shared: what was read before is of no matter here. */
static void draw_all(struct slides *slides, void **state, int rows, int cols)
{
    struct rig rigs[LIBRARY_COUNT];

    *slides = (struct slides){ 0 };
    slides->surfaces = TS_NEW_ARRAY(&slides->arena, n_view_cases, struct ts_surface);
    for (int i = 0; i < LIBRARY_COUNT; i++)
        view_init(&rigs[i], state, (enum view_library)i);
    for (size_t i = 0; i < n_view_cases; i++) {
        struct rig *r = &rigs[view_cases[i].library];
        view_open(r, &view_cases[i], rows, cols);
        slides->theme = *ts_ui_theme(r->ui);
        slides->surfaces[i] = copy_surface(&slides->arena, ts_ui_draw(r->ui));
        rig_close(r);
    }
    for (int i = 0; i < LIBRARY_COUNT; i++)
        rig_done(&rigs[i]);
}

/* The child: shows a view, and the next one when a key is pressed. */
static void show_all(void *user)
{
    const struct slides *slides = user;
    struct ts_term_options options = { .theme = &slides->theme,
                                       .is_explicit = true,
                                       .links = TS_LINKS_ON };
    struct ts_term *term;
    struct ts_key key;
    struct ts_err err;

    assert_ok(ts_term_open(&term, &options, &err), &err);
    for (size_t i = 0; i < n_view_cases; i++) {
        struct pollfd fd = { .fd = ts_term_input_fd(term), .events = POLLIN };
        ts_term_show(term, &slides->surfaces[i]);
        do
            poll(&fd, 1, -1);
        while (!ts_term_key(term, &key));
    }
    ts_term_close(term);
}

static void test_views(void **state)
{
    for (size_t size = 0; size < TS_COUNT(sizes); size++) {
        struct slides slides;
        struct pty s;
        draw_all(&slides, state, sizes[size].rows, sizes[size].cols);
        pty_start(&s, "xterm-256color", sizes[size].rows, sizes[size].cols, show_all, &slides);
        s.theme = &slides.theme;
        for (size_t i = 0; i < n_view_cases; i++) {
            pty_assert_shows(&s, &slides.surfaces[i], view_cases[i].name);
            pty_type(&s, " ");
        }
        pty_assert_ends(&s);
        pty_finish(&s);
        ts_arena_done(&slides.arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_views) };
    return cmocka_run_group_tests_name("tui/terminal_views", tests, rig_setup, rig_teardown);
}
