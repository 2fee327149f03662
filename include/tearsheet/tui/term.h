/* term.h - the terminal; the door to curses.
 *
 * Terminals that can are asked for the colour of their ground, and answer by TS_KEY_DARK or
 * TS_KEY_LIGHT.  What is pasted comes between TS_KEY_PASTE_BEGIN and TS_KEY_PASTE_END.
 *
 * There is one terminal a process, and only the thread that opened it may use it.  Signals that
 * concern it (SIGWINCH, SIGTSTP, SIGCONT, SIGTERM, SIGHUP, SIGINT) become keys, so that they are
 * handled between two key presses and never inside a drawing. */
#ifndef TEARSHEET_TUI_TERM_H
#define TEARSHEET_TUI_TERM_H

#include "tearsheet/tui/key.h"
#include "tearsheet/tui/surface.h"
#include "tearsheet/tui/theme.h"

struct ts_term;

enum ts_links {
    TS_LINKS_AUTO, /* where the terminal is known to cope */
    TS_LINKS_ON,
    TS_LINKS_OFF,
};

struct ts_term_options {
    const struct ts_theme *theme; /* copied */
    bool no_colour;
    bool is_explicit; /* right-to-left text is in reading order: the terminal is to leave it so */
    enum ts_links links; /* that the terminal can click (OSC 8) */
};

/* Takes over the terminal at standard input and output.  TS_ERR_IO when that is no terminal, or one
 * that cannot move its cursor. */
TS_CHECKED enum ts_rc ts_term_open(struct ts_term **out, const struct ts_term_options *options,
                                   struct ts_err *err);
/* Gives the terminal back as it was. */
void ts_term_close(struct ts_term *t);

/* False when the locale is of another charset: the screen is drawn in UTF-8 all the same. */
bool ts_term_is_utf8(const struct ts_term *t);

/* What to poll for keys: both, then ts_term_key() until it gives false. */
int ts_term_input_fd(const struct ts_term *t);
int ts_term_signal_fd(const struct ts_term *t);
/* The next key; never waits. */
bool ts_term_key(struct ts_term *t, struct ts_key *out);

/* Puts text on the clipboard, where the terminal has one to offer (OSC 52); the others ignore it.
 */
void ts_term_copy(struct ts_term *t, ts_str text);

/* Has the mouse send keys, or not, as at first; with Shift held it selects text either way. */
void ts_term_use_mouse(struct ts_term *t, bool is_used);

/* Its size now. */
void ts_term_size(struct ts_term *t, int *rows, int *cols);
void ts_term_set_theme(struct ts_term *t, const struct ts_theme *theme);
/* Makes the terminal show `s`, which has its size; only what changed is sent. */
void ts_term_show(struct ts_term *t, const struct ts_surface *s);
/* The next ts_term_show() sends everything. */
void ts_term_redraw(struct ts_term *t);
/* Stops the process as ^Z does; returns when it goes on. */
void ts_term_suspend(struct ts_term *t);
/* Gives the terminal to another program, and takes it back. */
void ts_term_leave(struct ts_term *t);
void ts_term_return(struct ts_term *t);

#endif
