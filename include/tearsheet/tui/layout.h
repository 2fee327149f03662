/* layout.h - from an article's blocks to rows of a given width.
 *
 * A flow is the text of one block as it is shown, safe for a terminal, with the numbers of its
 * links behind them ("[3]") and runs that look different.  A row is a prefix (a bullet, a bar) and
 * a slice of a flow.  Positions in the text are a flow and a byte, so that they outlive a change of
 * width.  What is to be read from the right is put in order when a row is drawn. */
#ifndef TEARSHEET_TUI_LAYOUT_H
#define TEARSHEET_TUI_LAYOUT_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/bidi.h"
#include "tearsheet/model/article.h"
#include "tearsheet/tui/surface.h"

struct ts_run {
    size_t start; /* bytes into the flow's text */
    size_t len;
    enum ts_role role; /* TS_ROLE_COUNT: that of the flow */
    uint8_t attrs;
    size_t link; /* counted from 1; 0 none */
};

struct ts_flow {
    ts_str text;
    struct ts_bidi bidi;
    enum ts_role role;
    uint8_t attrs;
    size_t block; /* the block that it was made of */
    int cols;     /* of its widest row, what stands in front of it included */
    struct ts_run *runs;
    size_t n_runs;
};

struct ts_row {
    ts_str prefix;
    enum ts_role prefix_role;
    size_t flow;
    size_t start; /* bytes into the flow's text; an empty row has len 0 */
    size_t len;
};

struct ts_link {
    ts_str target; /* safe for a terminal */
    size_t flow;   /* where its number stands first */
    size_t start;
};

struct ts_layout {
    struct ts_flow *flows;
    size_t n_flows;
    struct ts_row *rows;
    size_t n_rows;
    struct ts_link *links; /* number 1 is the first */
    size_t n_links;
    size_t n_stripped; /* blocks that are not part of the article, shown or not */
    int width;         /* that was asked for: right-to-left rows end there */
    int cols;          /* of the widest row; more than asked for where code is not wrapped */
};

struct ts_layout_options {
    int cols;           /* to wrap at; below 1 is taken as 1 */
    bool with_stripped; /* what is not part of the article too, labelled with kind and reason */
    bool ascii;         /* bullets and bars in ASCII */
    bool hyphenates;    /* words are broken where the page allows it */
    bool as_typed;      /* right-to-left text is left to the terminal */
    const struct ts_passage *known; /* sentences to be dimmed */
    size_t n_known;
    ts_str lang; /* of the text, for line breaking and its direction; may be empty */
};

/* Lays out `blocks`; everything in `out` lives in `a`, and borrows nothing from the blocks. */
void ts_layout_blocks(struct ts_arena *a, const struct ts_block *blocks, size_t n,
                      const struct ts_layout_options *options, struct ts_layout *out);

/* The row that shows byte `start` of a flow, or the nearest before it. */
size_t ts_layout_row_of(const struct ts_layout *layout, size_t flow, size_t start);

/* Draws row `i` of the layout into row `row` of `s`.  Of a flow that is wider than what was asked
 * for, the first `skip_cols` columns are left out; what was wrapped stays where it is. */
void ts_layout_draw_row(const struct ts_layout *layout, size_t i, struct ts_surface *s, int row,
                        int col, int skip_cols);

struct ts_match {
    size_t flow;
    size_t start;
    size_t len;
};

/* Where `words` stand in the text, without regard to case; in the text's order. */
struct ts_match *ts_layout_find(struct ts_arena *a, const struct ts_layout *layout, ts_str words,
                                size_t *n);
/* Draws the part of a match that row `i` shows, over what is there. */
void ts_layout_draw_match(const struct ts_layout *layout, size_t i, struct ts_surface *s, int row,
                          int col, int skip_cols, const struct ts_match *match, enum ts_role role);

#endif
