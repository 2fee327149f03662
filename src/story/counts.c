/* Linear probing in a table of a power of two, at most 7/8 full: eight bytes a slot.  A slot whose
 * number is 0 is free.  The hashes are good already, and only their order is mixed. */
#include "counts_priv.h"

#include "tearsheet/base/regrow.h"

enum { FIRST_CAP = 64 };

static size_t start_of(const struct counts *c, uint32_t hash)
{
    return (hash * 0x9e3779b1u ^ hash >> 15) & (c->cap - 1);
}

static struct count *probe(const struct counts *c, uint32_t hash)
{
    for (size_t i = start_of(c, hash);; i = (i + 1) & (c->cap - 1)) {
        struct count *slot = &c->slots[i];
        if (slot->n == 0 || slot->hash == hash)
            return slot;
    }
}

static void grow(struct counts *c)
{
    struct counts larger = { .arena = c->arena, .n = c->n, .cap = c->cap ? c->cap * 2 : FIRST_CAP };

    larger.slots = ts_arena_alloc_apart(c->arena, larger.cap, sizeof *larger.slots);
    for (size_t i = 0; i < c->cap; i++)
        if (c->slots[i].n != 0)
            *probe(&larger, c->slots[i].hash) = c->slots[i];
    ts_arena_give_back(c->arena, c->slots, c->cap * sizeof *c->slots);
    *c = larger;
}

uint32_t counts_find(const struct counts *c, uint32_t hash)
{
    if (c->cap == 0)
        return 0;
    const struct count *slot = probe(c, hash);
    return slot->hash == hash ? slot->n : 0;
}

void counts_expect(const struct counts *c, uint32_t hash)
{
    if (c->cap > 0)
        __builtin_prefetch(&c->slots[start_of(c, hash)]);
}

uint32_t *counts_put(struct counts *c, uint32_t hash)
{
    if (c->n + c->n / 7 + 1 >= c->cap)
        grow(c);
    struct count *slot = probe(c, hash);
    c->n += slot->n == 0;
    slot->hash = hash;
    return &slot->n;
}
