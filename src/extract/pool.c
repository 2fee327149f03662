/* Pieces are cut from chunks, and those given back are kept in a list for each size. */
#include "pool_priv.h"

#include <stdalign.h>
#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/date.h"
#include "tearsheet/extract/extract.h"

enum {
    POOL_CHUNK = 8 << 10,
    POOL_LARGE = 4 << 10, /* from here on with a chunk of its own */
    POOL_LOOKS = 1024,    /* allocations between looks at the clock */
};

struct pool_chunk {
    struct pool_chunk *older, *newer;
    size_t size;
    size_t n_live; /* pieces that were not given back */
    alignas(max_align_t) unsigned char bytes[];
};

/* In front of each piece handed out. */
struct pool_piece {
    uint32_t offset; /* of it in its chunk's bytes */
    uint32_t class;
};

_Static_assert(sizeof(struct pool_piece) == POOL_UNIT, "pieces would not be aligned");

static struct pool_chunk *add_chunk(struct pool *pool, size_t size)
{
    pool->held += size;
    if (pool->held > TS_EXTRACT_MAX_PARSE_BYTES)
        longjmp(pool->spent, 1);
    struct pool_chunk *chunk = malloc(sizeof *chunk + size);
    if (!chunk)
        ts_panic("out of memory (%zu bytes more wanted)", size);
    *chunk = (struct pool_chunk){ .older = pool->chunks, .size = size };
    if (pool->chunks)
        pool->chunks->newer = chunk;
    pool->chunks = chunk;
    return chunk;
}

static void drop_chunk(struct pool *pool, struct pool_chunk *chunk)
{
    if (chunk->newer)
        chunk->newer->older = chunk->older;
    else
        pool->chunks = chunk->older;
    if (chunk->older)
        chunk->older->newer = chunk->newer;
    pool->held -= chunk->size;
    free(chunk);
}

static void look_at_clock(struct pool *pool)
{
    if (++pool->n_looks % POOL_LOOKS != 0 || ts_worked_ms() < pool->deadline_ms)
        return;
    pool->is_late = true;
    longjmp(pool->spent, 1);
}

/* Large pieces have the last class, which is never looked for. */
static size_t class_of(size_t size)
{
    size_t class = POOL_EXACT / POOL_UNIT;

    if (size <= POOL_EXACT)
        return (size + POOL_UNIT - 1) / POOL_UNIT;
    for (size_t room = POOL_EXACT; room < size; room *= 2)
        class ++;
    return class;
}

static size_t room_of(size_t class)
{
    size_t exact = POOL_EXACT / POOL_UNIT;

    return class <= exact ? class * POOL_UNIT : (size_t)POOL_EXACT << (class - exact);
}

static void *cut_piece(struct pool_chunk *chunk, size_t at, size_t class)
{
    struct pool_piece *piece = (struct pool_piece *)(chunk->bytes + at);

    *piece = (struct pool_piece){ .offset = (uint32_t)at, .class = (uint32_t) class };
    chunk->n_live++;
    return piece + 1;
}

static struct pool_chunk *chunk_of(struct pool_piece *piece)
{
    unsigned char *bytes = (unsigned char *)piece - piece->offset;

    return (struct pool_chunk *)(bytes - offsetof(struct pool_chunk, bytes));
}

static void *take_again(struct pool *pool, size_t class)
{
    void *place = pool->free[class];

    memcpy(&pool->free[class], place, sizeof(void *));
    chunk_of((struct pool_piece *)place - 1)->n_live++;
    return place;
}

void *pool_alloc(void *userdata, size_t size)
{
    struct pool *pool = userdata;

    look_at_clock(pool);
    if (size >= POOL_LARGE)
        return cut_piece(add_chunk(pool, size + sizeof(struct pool_piece)), 0, POOL_CLASSES - 1);
    size_t class = class_of(size > 0 ? size : 1);
    if (pool->free[class])
        return take_again(pool, class);
    size_t whole = sizeof(struct pool_piece) + room_of(class);
    if (!pool->open || pool->open->size - pool->at < whole) {
        pool->open = add_chunk(pool, POOL_CHUNK);
        pool->at = 0;
    }
    pool->at += whole;
    return cut_piece(pool->open, pool->at - whole, class);
}

void pool_free(void *userdata, void *place)
{
    struct pool *pool = userdata;

    if (!place)
        return;
    struct pool_piece *piece = (struct pool_piece *)place - 1;
    struct pool_chunk *chunk = chunk_of(piece);
    size_t class = piece->class;
    chunk->n_live--;
    if (class == POOL_CLASSES - 1 || (pool->is_closing && chunk->n_live == 0)) {
        drop_chunk(pool, chunk);
    } else if (!pool->is_closing) {
        memcpy(place, &pool->free[class], sizeof(void *));
        pool->free[class] = place;
    }
}

void pool_done(struct pool *pool)
{
    for (struct pool_chunk *chunk = pool->chunks, *older; chunk; chunk = older) {
        older = chunk->older;
        free(chunk);
    }
}
