/* copies_priv.h - which of many reports may be copies of each other: those that share one of the
 * first of their runs of words, or their address. */
#ifndef TEARSHEET_STORY_COPIES_PRIV_H
#define TEARSHEET_STORY_COPIES_PRIV_H

#include "index_priv.h"

/* Set `first.arena` and leave the rest zero. */
struct copies {
    struct counts first; /* a run of words to the first report that has it, + 1 */
};

/* Adds report `number`. */
void copies_add(struct copies *c, const struct ts_fingerprint *fp, uint32_t number);

/* Appends to `out`, in `a`, the reports that `fp` may be a copy of, or they of it; each once. */
void copies_find(const struct copies *c, const struct ts_fingerprint *fp, struct ts_arena *a,
                 struct numbers *out);

/* Forgets all, and gives the memory back. */
void copies_forget(struct copies *c);

#endif
