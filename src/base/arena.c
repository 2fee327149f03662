/* An arena is a chain of chunks, the newest first.  Chunks grow with what was handed out, by an
 * eighth of it, so that a large document costs a few dozen calls to malloc and hardly holds more
 * than it needs, and a small one neither; what is large has a chunk of its own.  A chunk is
 * filled from both ends: from the front with what needs alignment, from the back with text, which
 * needs none. */
#include "tearsheet/base/arena.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "arena_priv.h"

enum { SMALLEST_STEP = 256, LARGEST_STEP = 256 << 10, GROWTH = 8 };

static size_t step_of(const struct ts_arena *a)
{
    size_t step = a->used / GROWTH;

    if (step < SMALLEST_STEP)
        return SMALLEST_STEP;
    return step < LARGEST_STEP ? step : LARGEST_STEP;
}

static struct ts_arena_chunk *new_chunk(size_t size, bool is_zeroed)
{
    const size_t whole = sizeof(struct ts_arena_chunk) + size;
    struct ts_arena_chunk *chunk = is_zeroed ? calloc(1, whole) : malloc(whole);

    if (!chunk)
        ts_panic("out of memory (%zu bytes more wanted)", size);
    *chunk = (struct ts_arena_chunk){ .size = size };
    return chunk;
}

/* A chunk with room for `wanted`: the next to be filled, or, if `wanted` is all that a step has
 * room for, one behind that which is being filled. */
static struct ts_arena_chunk *add_chunk(struct ts_arena *a, size_t wanted)
{
    size_t step = step_of(a);
    struct ts_arena_chunk *chunk = new_chunk(wanted > step ? wanted : step, false);
    struct ts_arena_chunk **place = a->chunk && wanted > step ? &a->chunk->older : &a->chunk;

    chunk->older = *place;
    *place = chunk;
    return chunk;
}

/* A chunk with room for `size` bytes, which are counted as handed out. */
static struct ts_arena_chunk *chunk_for(struct ts_arena *a, size_t size)
{
    struct ts_arena_chunk *chunk = a->chunk;

    if (size > SIZE_MAX / 2)
        ts_panic("out of memory (%zu bytes wanted)", size);
    if (!chunk || chunk->size - chunk->used - chunk->n_text < size)
        chunk = add_chunk(a, size);
    a->used += size;
    return chunk;
}

void *arena_alloc_apart(struct ts_arena *a, size_t size)
{
    size = arena_aligned(size);
    struct ts_arena_chunk *chunk = new_chunk(size, true);
    struct ts_arena_chunk **place = a->chunk ? &a->chunk->older : &a->chunk;

    chunk->older = *place;
    *place = chunk;
    chunk->used = size;
    a->used += size;
    return chunk->bytes;
}

void *ts_arena_alloc_raw(struct ts_arena *a, size_t size)
{
    size = arena_aligned(size);
    struct ts_arena_chunk *chunk = chunk_for(a, size);
    void *place = chunk->bytes + chunk->used;
    chunk->used += size;
    return place;
}

/* Room for a text of `len` bytes and the NUL behind it. */
static char *alloc_text(struct ts_arena *a, size_t len)
{
    struct ts_arena_chunk *chunk = chunk_for(a, len + 1);

    chunk->n_text += len + 1;
    char *place = (char *)chunk->bytes + chunk->size - chunk->n_text;
    place[len] = '\0';
    return place;
}

void *ts_arena_alloc(struct ts_arena *a, size_t size)
{
    void *place = ts_arena_alloc_raw(a, size);
    return memset(place, 0, size);
}

void *ts_arena_array(struct ts_arena *a, size_t n, size_t element_size)
{
    size_t size;

    if (__builtin_mul_overflow(n, element_size, &size))
        ts_panic("out of memory (%zu elements of %zu bytes wanted)", n, element_size);
    return ts_arena_alloc(a, size);
}

void *ts_arena_grow(struct ts_arena *a, void *array, size_t n, size_t *cap, size_t element_size)
{
    if (n < *cap)
        return array;
    size_t wanted = *cap ? *cap * 2 : 8;
    void *larger = ts_arena_array(a, wanted, element_size);
    if (n > 0)
        memcpy(larger, array, n * element_size);
    *cap = wanted;
    return larger;
}

ts_str ts_arena_str(struct ts_arena *a, ts_str s)
{
    char *copy = alloc_text(a, s.len);

    if (s.len > 0)
        memcpy(copy, s.ptr, s.len);
    return (ts_str){ copy, s.len };
}

const char *ts_arena_cstr(struct ts_arena *a, ts_str s)
{
    return ts_arena_str(a, s).ptr;
}

ts_str ts_arena_count(struct ts_arena *a, size_t n, const char *one, const char *many)
{
    return ts_arena_printf(a, "%zu %s", n, n == 1 ? one : many);
}

ts_str ts_arena_printf(struct ts_arena *a, const char *fmt, ...)
{
    va_list args, again;

    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        ts_panic("cannot format \"%s\"", fmt);
    char *text = alloc_text(a, (size_t)len);
    vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    return (ts_str){ text, (size_t)len };
}

ts_str ts_arena_concat(struct ts_arena *a, ts_str first, ts_str second)
{
    char *both = alloc_text(a, first.len + second.len);

    if (first.len > 0)
        memcpy(both, first.ptr, first.len);
    if (second.len > 0)
        memcpy(both + first.len, second.ptr, second.len);
    return (ts_str){ both, first.len + second.len };
}

static void free_chain(struct ts_arena_chunk *chunk)
{
    while (chunk) {
        struct ts_arena_chunk *older = chunk->older;
        free(chunk);
        chunk = older;
    }
}

void ts_arena_done(struct ts_arena *a)
{
    free_chain(a->chunk);
    *a = (struct ts_arena){ 0 };
}

void ts_arena_reset(struct ts_arena *a)
{
    struct ts_arena_chunk *largest = a->chunk;

    if (!largest)
        return;
    for (struct ts_arena_chunk *c = a->chunk; c; c = c->older)
        if (c->size > largest->size)
            largest = c;
    for (struct ts_arena_chunk *c = a->chunk; c;) {
        struct ts_arena_chunk *older = c->older;
        if (c != largest)
            free(c);
        c = older;
    }
    largest->older = NULL;
    largest->used = largest->n_text = 0;
    *a = (struct ts_arena){ .chunk = largest };
}

void ts_memory_give_back(void)
{
    (void)malloc_trim(0); /* whether there was any */
}
