/* selector.h - the part of CSS selectors that rules of a reader need.
 *
 *   tag  .class  #id  [attribute]  [attribute=value]  *     and these together: aside.promo[role]
 *   A B    a B inside an A, however deep
 *   A > B  a B whose parent is an A
 *
 * Names of tags and attributes count without case, all else as it is written.  A backslash takes
 * the next character for itself (".md\:wide"); a value may stand in quotes. */
#ifndef TEARSHEET_EXTRACT_SELECTOR_H
#define TEARSHEET_EXTRACT_SELECTOR_H

#include "tearsheet/base/arena.h"

#define TS_SELECTOR_MAX_BYTES 400
#define TS_SELECTOR_MAX_STEPS 16 /* compounds parted by blanks or ">" */

struct ts_selector;

/* Reads `text`; the selector lives in `a` and borrows nothing.  TS_ERR_ARG says what is wrong with
 * it, TS_ERR_LIMIT that it is longer than the limits above. */
TS_CHECKED enum ts_rc ts_selector_parse(struct ts_arena *a, ts_str text, struct ts_selector **out,
                                        struct ts_err *err);

#endif
