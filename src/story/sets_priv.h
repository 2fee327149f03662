/* sets_priv.h - which of some items belong together, by pairs that do. */
#ifndef TEARSHEET_STORY_SETS_PRIV_H
#define TEARSHEET_STORY_SETS_PRIV_H

#include "tearsheet/base/arena.h"

/* `n` sets of one item each, in `a`. */
uint32_t *sets_new(struct ts_arena *a, uint32_t n);

/* Makes one set of those of `x` and `y`. */
void sets_join(uint32_t *sets, uint32_t x, uint32_t y);
/* The first item of the set of `x`. */
uint32_t sets_first(uint32_t *sets, uint32_t x);
bool sets_are_one(uint32_t *sets, uint32_t x, uint32_t y);

#endif
