/* byline_priv.h - names of authors out of what stands where authors stand. */
#ifndef TEARSHEET_EXTRACT_BYLINE_PRIV_H
#define TEARSHEET_EXTRACT_BYLINE_PRIV_H

#include "tearsheet/base/arena.h"

#define TS_BYLINE_MAX_NAMES 12
#define TS_BYLINE_MAX_TEXT 300 /* bytes of a text that can be a byline */

struct ts_byline {
    ts_str names[TS_BYLINE_MAX_NAMES];
    size_t n;
};

/* Adds the names in `text` ("By Ann Lee and Bo Berg, staff writers | 3 March 2025" has two) that
 * are not there yet.  What is no name is left out: addresses, dates, roles, "Admin", and the
 * outlet's own name, `outlet`. */
void ts_byline_add(struct ts_arena *a, ts_str text, ts_str outlet, struct ts_byline *out);

/* The same, but only if the text begins with a word like "By", "Von" or "Par"; for text that no
 * markup calls a byline. */
void ts_byline_add_marked(struct ts_arena *a, ts_str text, ts_str outlet, struct ts_byline *out);

/* True if `text` is nothing but words that announce an author: "Written by", "Von:". */
bool ts_byline_is_lead(struct ts_arena *a, ts_str text);

/* The names parted by "; ". */
ts_str ts_byline_join(struct ts_arena *a, const struct ts_byline *byline);

#endif
