/* bidi.h - right-to-left text in the order it is read in; the door to FriBidi (UAX 9).
 *
 * Text is kept in the order it is typed in.  A paragraph's levels are found once; each of its lines
 * is then put into the order of the screen, from left to right.  Arabic letters become the
 * presentation forms they have beside their neighbours, and brackets that are read from the right
 * are mirrored, since a terminal that is given cells does neither. */
#ifndef TEARSHEET_BASE_BIDI_H
#define TEARSHEET_BASE_BIDI_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

/* Where a paragraph begins. */
enum ts_bidi_base {
    TS_BIDI_AUTO, /* as its first letter tells (UAX 9, P2 and P3) */
    TS_BIDI_LEFT,
    TS_BIDI_RIGHT,
};

struct ts_bidi {
    bool is_rtl;     /* it begins at the right */
    uint8_t *levels; /* of each byte, odd for right to left; NULL: all of it runs to the right */
    uint32_t *shown; /* where a character begins, the one to be shown for it */
};

/* A grapheme cluster of a line. */
struct ts_glyph {
    size_t start; /* bytes into the paragraph */
    size_t len;
    ts_str text; /* what is shown for it; its width is that of the cluster */
};

/* True if a character of the text is from a right-to-left script.  All other text is shown as it
 * is. */
bool ts_bidi_is_needed(ts_str text);
/* True for languages that are written from right to left: "he", "ar-EG", ... */
bool ts_bidi_is_rtl_lang(ts_str lang);

/* The levels of a paragraph, in `a`; with `levels` NULL if it needs none. */
struct ts_bidi ts_bidi_paragraph(struct ts_arena *a, ts_str text, enum ts_bidi_base base);

/* The same for a text whose parts between `separator` stand side by side, each a paragraph of its
 * own: the cells of a table. */
struct ts_bidi ts_bidi_columns(struct ts_arena *a, ts_str text, ts_str separator);

/* The clusters of the line [start, start + len) of a paragraph that has levels, as they stand on
 * the screen from left to right; in `a`, as many as `*n`. */
struct ts_glyph *ts_bidi_line(struct ts_arena *a, ts_str text, const struct ts_bidi *bidi,
                              size_t start, size_t len, size_t *n);

#endif
