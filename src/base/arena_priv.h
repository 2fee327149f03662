/* arena_priv.h - what an arena is made of. */
#ifndef TEARSHEET_BASE_ARENA_PRIV_H
#define TEARSHEET_BASE_ARENA_PRIV_H

#include <stdalign.h>

#include "tearsheet/base/arena.h"

struct ts_arena_chunk {
    struct ts_arena_chunk *older;
    size_t size;
    size_t used;   /* bytes from the front */
    size_t n_text; /* bytes from the back */
    alignas(max_align_t) unsigned char bytes[];
};

/* What is handed out for so many bytes. */
static inline size_t arena_aligned(size_t size)
{
    const size_t align = alignof(max_align_t);

    return (size + align - 1) & ~(align - 1);
}

/* `size` zeroed bytes in a chunk that has nothing else.  Of many of them those that are never used
 * take no memory. */
void *arena_alloc_apart(struct ts_arena *a, size_t size);

#endif
