/* What grows has a chunk of its own from some KB on, out of the way of what is handed out next;
 * giving its place back is freeing that chunk, which is found by its address. */
#include "tearsheet/base/regrow.h"

#include <stdlib.h>
#include <string.h>

#include "arena_priv.h"

enum {
    APART_MIN = 4096, /* bytes; less is not worth a chunk */
    FIRST_CAP = 8,
};

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

void *ts_arena_alloc_apart(struct ts_arena *a, size_t n, size_t element_size)
{
    size_t size;

    if (__builtin_mul_overflow(n, element_size, &size) || size < APART_MIN)
        return ts_arena_array(a, n, element_size);
    return arena_alloc_apart(a, size);
}

void *ts_arena_regrow(struct ts_arena *a, void *array, size_t n, size_t *cap, size_t element_size)
{
    size_t before = *cap, wanted = before ? before * 2 : FIRST_CAP;

    if (n < before)
        return array;
    void *larger = ts_arena_alloc_apart(a, wanted, element_size);
    if (n > 0)
        memcpy(larger, array, n * element_size);
    ts_arena_give_back(a, array, before * element_size);
    *cap = wanted;
    return larger;
}
