/* surface.h - a screen in memory: a grid of cells.
 *
 * Views draw into a surface; tui/term.c copies it to the terminal, tests write it out as text.  A
 * cell holds what every terminal can show in one: a character with its marks.  Pictures joined from
 * several emoji are shown as their first one, flags as the two letters of their country, so that
 * what is drawn never depends on how well a terminal knows Unicode. */
#ifndef TEARSHEET_TUI_SURFACE_H
#define TEARSHEET_TUI_SURFACE_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/tui/role.h"

enum ts_attr {
    TS_ATTR_BOLD = 1 << 0,
    TS_ATTR_ITALIC = 1 << 1,
    TS_ATTR_UNDERLINE = 1 << 2,
    TS_ATTR_REVERSE = 1 << 3,
    TS_ATTR_DIM = 1 << 4,
    TS_ATTR_SELECTED = 1 << 5, /* in the selected row: TS_ROLE_SELECTED lies over the role */
};

enum { TS_CELL_RUNES = 5, TS_CELL_BYTES = 4 * TS_CELL_RUNES };

struct ts_cell {
    char text[TS_CELL_BYTES]; /* one spacing character and its marks, UTF-8 without NUL */
    uint8_t len;              /* bytes of it; 0: the right half of the wide cell before */
    uint8_t cols;             /* 1 or 2; 0 for a right half */
    uint8_t role;             /* enum ts_role */
    uint8_t attrs;            /* enum ts_attr */
    uint16_t link;            /* what it is a part of, from ts_surface_link(); 0: nothing */
};

/* Where the links of a surface go; numbers count from 1. */
struct ts_surface_links {
    struct ts_arena *arena;
    ts_str *targets;
    size_t n;
    size_t cap;
};

struct ts_cursor {
    int row;
    int col;
    bool is_set;
};

/* A grid, or a rectangle of one: parts share cells and cursor with the whole. */
struct ts_surface {
    struct ts_cell *cells; /* of its first row and column */
    int rows;
    int cols;
    int stride; /* cells from one row to the next */
    int first_row;
    int first_col;                  /* of this part in the whole */
    struct ts_cursor *cursor;       /* of the whole: where the terminal's cursor is put */
    struct ts_surface_links *links; /* of the whole */
    uint16_t link;                  /* what is written becomes a part of */
    bool is_left;                   /* lines begin at the left, whatever their first letter is */
    bool as_typed;                  /* right-to-left text is left in the order of memory */
    bool ascii;                     /* frames and signs are to be drawn in ASCII */
};

/* A blank surface in `a`.  Sizes below 1 are taken as 1. */
struct ts_surface ts_surface_new(struct ts_arena *a, int rows, int cols);
/* The part of `s` that begins at `row` and `col`, cut at its edges; may be empty. */
struct ts_surface ts_surface_part(const struct ts_surface *s, int row, int col, int rows, int cols);

/* Blanks all of it, and puts the cursor nowhere. */
void ts_surface_clear(struct ts_surface *s);
/* Blanks `n` cells from `col` on in a role. */
void ts_surface_fill(struct ts_surface *s, int row, int col, int n, enum ts_role role);
/* The number for a link to `target`, which is copied; the same for the same target.  0 when there
 * are too many. */
uint16_t ts_surface_link(struct ts_surface *s, ts_str target);
/* Writes `text` from `col` on, at most `max_cols` wide and never past the edge; a wide character
 * that does not fit whole is left out.  Right-to-left text is put in
 * reading order.  Control characters are drawn as U+FFFD.  Returns the
 * columns written.  `row` and `col` may be outside. */
int ts_surface_put(struct ts_surface *s, int row, int col, int max_cols, ts_str text,
                   enum ts_role role, uint8_t attrs);
/* The same, and what does not fit is cut off with an ellipsis. */
int ts_surface_put_cut(struct ts_surface *s, int row, int col, int max_cols, ts_str text,
                       enum ts_role role, uint8_t attrs);
/* Writes `text` so that it ends before `col`; returns its first column. */
int ts_surface_put_right(struct ts_surface *s, int row, int col, ts_str text, enum ts_role role);
/* A line downwards. */
void ts_surface_bar(struct ts_surface *s, int row, int col, int n, enum ts_role role);
/* Adds attributes to `n` cells from `col` on; `row` and `col` may be outside. */
void ts_surface_add_attrs(struct ts_surface *s, int row, int col, int n, uint8_t attrs);
/* Marks a row as the selected one. */
void ts_surface_select(struct ts_surface *s, int row);
/* Puts the terminal's cursor there. */
void ts_surface_cursor(struct ts_surface *s, int row, int col);

/* The cells as text, a line a row without trailing blanks. */
void ts_surface_dump(const struct ts_surface *s, struct ts_buf *out);
/* The same with the letter of its role for each cell, without trailing plain text; " <" behind the
 * selected row. */
void ts_surface_dump_roles(const struct ts_surface *s, struct ts_buf *out);

#endif
