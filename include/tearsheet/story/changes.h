/* changes.h - what an outlet added to a text that it republished, and what it cut. */
#ifndef TEARSHEET_STORY_CHANGES_H
#define TEARSHEET_STORY_CHANGES_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

struct ts_changes {
    ts_str *added; /* sentences of the copy that the original does not have, in order */
    size_t n_added;
    ts_str *cut; /* sentences of the original that the copy does not have, in order */
    size_t n_cut;
    size_t n_kept; /* sentences of the original that the copy has */
};

/* Compares a copy with its original, sentence by sentence; one that differs in a few words is the
 * same.  Results are in `a`, slices of the two texts. */
struct ts_changes ts_changes_of_copy(struct ts_arena *a, ts_str original, ts_str copy);

#endif
