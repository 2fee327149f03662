/* writer_priv.h - what a terminal is sent to show a surface: only what changed. */
#ifndef TEARSHEET_TUI_WRITER_PRIV_H
#define TEARSHEET_TUI_WRITER_PRIV_H

#include "tearsheet/base/buf.h"
#include "tearsheet/tui/surface.h"
#include "tearsheet/tui/theme.h"

/* What the terminal does with characters it is sent: colours, attributes and link. */
struct pen {
    struct ts_style style;
    ts_str target;
    bool is_known;
};

struct writer {
    struct ts_buf out; /* to be sent */
    int n_colours;     /* 0 for none */
    bool is_direct;    /* colours go as ISO 8613-6 has them, which terminfo does not say */
    bool has_links;    /* the terminal knows OSC 8 */
    struct pen pen;
    int row; /* of the terminal's cursor; -1 when it is not known */
    int col;

    struct ts_cell *shown; /* what the terminal shows; NULL when that is not known */
    int shown_rows;
    int shown_cols;
    bool is_cleared; /* all of it is blank, whatever `shown` says */
    struct ts_arena link_arena;
    ts_str *links; /* that `shown` numbers from 1 */
};

/* For the terminal that curses has open. */
void writer_init(struct writer *w, bool no_colour, bool has_links);
void writer_done(struct writer *w);
/* Nothing is known any more of what the terminal shows. */
void writer_forget(struct writer *w);
bool writer_has_shown(const struct writer *w, const struct ts_surface *s);
/* Puts into w->out what makes the terminal show `s`.  If writer_has_shown() is false the terminal
 * has been cleared. */
void writer_show(struct writer *w, const struct ts_theme *theme, const struct ts_surface *s);

/* ---- pen.c ---- */

/* A string of terminfo, without its padding; NULL is nothing. */
void pen_put_capability(struct ts_buf *out, const char *capability);
/* How a cell looks on this terminal. */
struct ts_style pen_style(const struct writer *w, const struct ts_theme *theme,
                          const struct ts_cell *cell);
bool pen_is_same(const struct ts_style *a, const struct ts_style *b);
void pen_set_style(struct writer *w, struct ts_style style);
/* True if a blank written now would have the background `bg`, and nothing else to be seen. */
bool pen_has_background(const struct writer *w, struct ts_colour bg);
/* Begins the link to `target`, ends it when empty. */
void pen_set_link(struct writer *w, ts_str target);
/* Colours, attributes and links back to none. */
void pen_reset(struct writer *w);

/* ---- clickable.c ---- */

/* True if the terminal is known to cope with links (OSC 8), from what the environment says of it.
 */
bool clickable_is_known(void);
/* The address as it stands in an escape sequence; empty for what is not to be clicked: other
 * schemes than http, https and mailto, and what is too long. */
ts_str clickable_address(struct ts_arena *a, ts_str target);

#endif
