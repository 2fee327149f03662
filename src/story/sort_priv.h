/* sort_priv.h - hashes in order. */
#ifndef TEARSHEET_STORY_SORT_PRIV_H
#define TEARSHEET_STORY_SORT_PRIV_H

#include "tearsheet/base/arena.h"

/* Sorts by the lower 32 bits, what is equal by these in the order that it had; takes room in `a`.
 */
void sort_by_low(struct ts_arena *a, uint64_t *v, size_t n);

#endif
