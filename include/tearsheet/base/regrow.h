/* regrow.h - arrays in an arena that leave nothing behind when they grow.
 *
 * What grows in an arena leaves its smaller copies there, in the end as much as itself.  An array
 * or table that nothing points into can give its old place back, if that is a chunk of its own. */
#ifndef TEARSHEET_BASE_REGROW_H
#define TEARSHEET_BASE_REGROW_H

#include "tearsheet/base/arena.h"

/* Zeroed room for what will grow: from some KB on, a chunk of its own. */
void *ts_arena_alloc_apart(struct ts_arena *a, size_t n, size_t element_size);

/* Gives back `place`, of `size` bytes, if it has a chunk of `a` to itself; or does nothing. */
void ts_arena_give_back(struct ts_arena *a, const void *place, size_t size);

/* ts_arena_grow(), which gives the old place back. */
void *ts_arena_regrow(struct ts_arena *a, void *array, size_t n, size_t *cap, size_t element_size);

/* TS_PUSH() with it. */
#define TS_REPUSH(a, array, n, cap)                                         \
    ((array) = ts_arena_regrow((a), (array), (n), &(cap), sizeof *(array)), \
     (__typeof__(array))ts_array_at((array), (n)++, sizeof *(array)))

#endif
