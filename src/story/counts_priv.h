/* counts_priv.h - how often each of very many hashes was seen, in little room. */
#ifndef TEARSHEET_STORY_COUNTS_PRIV_H
#define TEARSHEET_STORY_COUNTS_PRIV_H

#include "tearsheet/base/arena.h"

/* A number of its own for each hash: 0 when it was not met. */
struct count {
    uint32_t hash;
    uint32_t n;
};

/* Set `arena` and leave the rest zero. */
struct counts {
    struct ts_arena *arena;
    struct count *slots;
    size_t n, cap;
};

/* The number of `hash`, 0 if it is not there. */
uint32_t counts_find(const struct counts *c, uint32_t hash);

/* Has the memory that counts_find() will look at on its way here. */
void counts_expect(const struct counts *c, uint32_t hash);

/* The number of `hash`, made as 0 if it was not there; it is there once it is something else.
 * Valid until the next put. */
uint32_t *counts_put(struct counts *c, uint32_t hash);

#endif
