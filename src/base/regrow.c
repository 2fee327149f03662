#include "tearsheet/base/regrow.h"

#include <stdlib.h>

#include "arena_priv.h"

void ts_arena_give_back(struct ts_arena *a, const void *place, size_t size)
{
    struct ts_arena_chunk **at = &a->chunk;

    while (*at && (*at)->bytes != place)
        at = &(*at)->older;
    struct ts_arena_chunk *chunk = *at;
    if (!chunk || chunk->size != arena_aligned(size))
        return;
    *at = chunk->older;
    a->used -= chunk->size;
    free(chunk);
}

void *ts_arena_regrow(struct ts_arena *a, void *array, size_t n, size_t *cap, size_t element_size)
{
    size_t before = *cap * element_size;
    void *larger = ts_arena_grow(a, array, n, cap, element_size);

    if (larger != array)
        ts_arena_give_back(a, array, before);
    return larger;
}
