/* block_text_priv.h - the text of the block that is being read, as a browser would show it: white
 * space collapsed, what is invisible left out, and the spans of inline elements in it. */
#ifndef TEARSHEET_EXTRACT_BLOCK_TEXT_PRIV_H
#define TEARSHEET_EXTRACT_BLOCK_TEXT_PRIV_H

#include "implied_marks_priv.h"
#include "tearsheet/base/buf.h"

#define TS_BLOCK_TEXT_MAX_OPEN 8 /* spans inside each other; those within are plain text */

struct ts_open_span {
    const struct ts_node *node;
    int kind;
    ptrdiff_t start; /* in the text, negative as long as there is none inside of it */
};

/* All-zero but for the arenas at first.  What is open stays so from one block to the next. */
struct ts_block_text {
    struct ts_arena *a;       /* for the marks */
    struct ts_arena *scratch; /* for the list of spans, which grows */
    struct ts_buf text;
    bool space_is_due, line_is_due; /* in front of what comes next */
    struct ts_buf formula; /* read, and to be put behind the text so far, between white space: */
    char before, behind;   /* a space, a line break or none */
    struct ts_open_span open[TS_BLOCK_TEXT_MAX_OPEN];
    size_t n_open;
    struct ts_span *spans; /* closed ones; targets as written */
    size_t n_spans, cap_spans;
    struct ts_marks marks;
};

/* Returns how many bytes of `s` are shown. */
size_t ts_block_text_put(struct ts_block_text *t, ts_str s);
/* Puts the reading of a <ruby>, a <rt>, behind the text so far. */
void ts_block_text_reading(struct ts_block_text *t, const struct ts_node *rt);
/* Puts a formula, a <math>, behind the text so far, parted from it by the same white space. */
void ts_block_text_formula(struct ts_block_text *t, const struct ts_node *math);
/* A blank, if text is around it. */
void ts_block_text_space(struct ts_block_text *t);
/* A line break, if text is around it.  False: there is one already, and two of them end a block. */
bool ts_block_text_line(struct ts_block_text *t);
/* The start of a table's cell: a tab, if it is not the first of its row. */
void ts_block_text_cell(struct ts_block_text *t, bool is_next);
/* So many cells of the row are empty here since others span them. */
void ts_block_text_spanned(struct ts_block_text *t, size_t n_cells);
bool ts_block_text_has_any(const struct ts_block_text *t);

/* The start and the end of an inline element, which may be none that makes a span. */
void ts_block_text_open(struct ts_block_text *t, const struct ts_node *n);
void ts_block_text_close(struct ts_block_text *t, const struct ts_node *n);

/* The formulas that were read since there was text; empty if they are part of a block with text.
 * Good until the next one. */
ts_str ts_block_text_lone_formula(const struct ts_block_text *t);

/* Ends the block: its text, with spans in order and marks in place; empty if nothing can be seen.
 * Good until ts_block_text_clear(), which begins the next one. */
ts_str ts_block_text_end(struct ts_block_text *t);
void ts_block_text_clear(struct ts_block_text *t);
void ts_block_text_done(struct ts_block_text *t);

#endif
