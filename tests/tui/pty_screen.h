/* pty_screen.h - the reader in a child on a pseudo-terminal, what a terminal (libvterm) makes of
 * the bytes that it sends, and the same reader without a terminal to compare with. */
#ifndef TESTS_TUI_PTY_SCREEN_H
#define TESTS_TUI_PTY_SCREEN_H

#include "rig.h"

#include <vterm.h>

struct pty {
    VTerm *vt;
    VTermScreen *cells;
    int rows, cols;
    bool is_alternate;            /* the program has a screen of its own */
    const struct ts_theme *theme; /* colours and attributes are compared too; may be NULL */
    int master;
    pid_t child;
};

/* Runs `child` on a terminal that is called `term`. */
void pty_start(struct pty *s, const char *term, int rows, int cols, void (*child)(void *user),
               void *user);
/* Starts both, of a library of their own each, and waits for their first screen. */
void pty_begin(struct pty *s, struct rig *r, void **state, const char *term, int rows, int cols);
void pty_type(struct pty *s, const char *bytes);
void pty_resize(struct pty *s, int rows, int cols);
/* Fails if the terminal does not show what was drawn, with its cursor, within some seconds; `what`
 * was done before. */
void pty_assert_shows(struct pty *s, const struct ts_surface *drawn, const char *what);
/* Fails if the last row of the terminal does not have `text` within some seconds. */
void pty_assert_says(struct pty *s, const char *text);
/* The child ends by itself, and leaves the terminal as it was. */
void pty_assert_ends(struct pty *s);
void pty_finish(struct pty *s);

#endif
