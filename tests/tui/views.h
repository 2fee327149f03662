/* views.h - every view of the reader, and the keys that lead to it: drawn by test_screens, and
 * shown to a terminal by test_terminal_views. */
#ifndef TESTS_TUI_VIEWS_H
#define TESTS_TUI_VIEWS_H

#include "rig.h"

enum view_library { LIBRARY_FULL, LIBRARY_EMPTY, LIBRARY_SPECIMENS, LIBRARY_COUNT };

struct view_case {
    const char *name; /* of its golden screens */
    const char *keys;
    enum view_library library;
    const char *command; /* the command that it is the view of, if there is one */
};

extern const struct view_case view_cases[];
extern const size_t n_view_cases;

/* rig_init() with a copy of one of the libraries. */
void view_init(struct rig *r, void **state, enum view_library library);
/* Opens the reader and goes to the view. */
void view_open(struct rig *r, const struct view_case *c, int rows, int cols);

#endif
