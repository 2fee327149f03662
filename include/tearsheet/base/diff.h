/* diff.h - what changed between two rows of texts. */
#ifndef TEARSHEET_BASE_DIFF_H
#define TEARSHEET_BASE_DIFF_H

#include "tearsheet/base/arena.h"

/* Rows with more pairs than this, without what is the same at both ends, are taken to have nothing
 * in common. */
#define TS_DIFF_MAX_PAIRS ((size_t)4 << 20)

struct ts_change {
    bool is_added; /* else removed */
    ts_str text;
};

/* The fewest texts to remove from `before` and to add to make `after` of it, in order: what is
 * removed at a place before what is added there.  In `a`, the texts are borrowed; their number is
 * `*n_changes`. */
struct ts_change *ts_diff(struct ts_arena *a, const ts_str *before, size_t n_before,
                          const ts_str *after, size_t n_after, size_t *n_changes);

#endif
