/* arena.h - memory by lifetime.
 *
 * An arena hands out memory that is freed all at once by ts_arena_done().  One arena per lifetime:
 * a document, a message, what a view shows.  Nothing inside is freed by hand and nothing outside
 * points in for longer.  Out of memory ends the program (ts_panic), so no caller checks. */
#ifndef TEARSHEET_BASE_ARENA_H
#define TEARSHEET_BASE_ARENA_H

#include "tearsheet/base/err.h"
#include "tearsheet/base/str.h"

struct ts_arena_chunk;

/* All-zero is a valid empty arena. */
struct ts_arena {
    struct ts_arena_chunk *chunk; /* the one that is being filled, older ones behind it */
    size_t used;                  /* bytes handed out, for budgets */
};

/* `size` zeroed bytes, aligned for any type; never NULL. */
void *ts_arena_alloc(struct ts_arena *a, size_t size);
/* The same without zeroing, for buffers that are written at once. */
void *ts_arena_alloc_raw(struct ts_arena *a, size_t size);
/* `n` zeroed elements; a product that overflows ends the program. */
void *ts_arena_array(struct ts_arena *a, size_t n, size_t element_size);
#define TS_NEW(a, type) ((type *)ts_arena_alloc((a), sizeof(type)))
#define TS_NEW_ARRAY(a, n, type) ((type *)ts_arena_array((a), (n), sizeof(type)))

/* Room for one more element behind the `n` of a growing array kept in an arena: `array` itself, or,
 * when `n` equals `*cap`, its copy in a place twice as large, with zeros behind it. */
void *ts_arena_grow(struct ts_arena *a, void *array, size_t n, size_t *cap, size_t element_size);
static inline void *ts_array_at(void *array, size_t i, size_t element_size)
{
    return (char *)array + i * element_size;
}
/* Counts one more element in such an array, and gives its address.  It is zeroed, unless the array
 * was longer before.  The arguments are evaluated more than once. */
#define TS_PUSH(a, array, n, cap)                                         \
    ((array) = ts_arena_grow((a), (array), (n), &(cap), sizeof *(array)), \
     (__typeof__(array))ts_array_at((array), (n)++, sizeof *(array)))

/* Copies of text, aligned for bytes alone; the copy has a NUL behind its last byte, so `.ptr` also
 * serves as a C string.  A copy of the empty string is "" and not NULL. */
ts_str ts_arena_str(struct ts_arena *a, ts_str s);
const char *ts_arena_cstr(struct ts_arena *a, ts_str s);
ts_str ts_arena_printf(struct ts_arena *a, const char *fmt, ...) TS_PRINTF(2, 3);
/* "1 article", "3 articles". */
ts_str ts_arena_count(struct ts_arena *a, size_t n, const char *one, const char *many);
ts_str ts_arena_concat(struct ts_arena *a, ts_str first, ts_str second);

/* Frees everything and leaves a valid empty arena. */
void ts_arena_done(struct ts_arena *a);
/* Forgets everything but keeps the largest chunk for the next use, for loops over documents. */
void ts_arena_reset(struct ts_arena *a);

/* What was freed goes back to the system, which the C library does on its own only with what was
 * allocated last.  For the moments when much was freed and something else begins: it takes a few
 * milliseconds, and what is taken next has to be asked for again. */
void ts_memory_give_back(void);

#endif
