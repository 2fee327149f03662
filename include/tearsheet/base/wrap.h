/* wrap.h - breaking text into lines; the door to libunibreak (UAX 14). */
#ifndef TEARSHEET_BASE_WRAP_H
#define TEARSHEET_BASE_WRAP_H

#include "tearsheet/base/utf8.h"

/* U+00AD: a word may be broken here, and the line then has a hyphen at its end. */
#define TS_SOFT_HYPHEN "\xc2\xad"

/* A line of a wrapped text: the bytes [start, start + len), without the white space it was broken
 * at. */
struct ts_line {
    size_t start;
    size_t len;
    int cols; /* its width, with the hyphen that a soft one at its end becomes */
};

/* Breaks `text` so that no line is wider than `cols` (at least 1; a cluster wider than that stands
 * alone).  Newlines in the text always break.  `lang` is a language tag ("en", "ja") or empty.
 * Words longer than a line are broken between clusters.  The empty text has one empty line. Returns
 * the lines, in `a`, and their number in `*n`. */
struct ts_line *ts_wrap(struct ts_arena *a, ts_str text, int cols, ts_str lang, size_t *n);

#endif
