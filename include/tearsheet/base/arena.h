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

/* Room for one more element in a growing array kept in an arena: when `*n` equals `*cap`, moves the
 * elements to a place twice as large.  Returns the new zeroed element and counts it. */
void *ts_arena_push(struct ts_arena *a, void **array, size_t *n, size_t *cap, size_t element_size);
#define TS_PUSH(a, array, n, cap) \
    ((__typeof__(array))ts_arena_push((a), (void **)&(array), &(n), &(cap), sizeof *(array)))

/* Copies; the copy has a NUL behind its last byte, so `.ptr` also serves as a C string.
 * A copy of the empty string is "" and not NULL. */
ts_str ts_arena_str(struct ts_arena *a, ts_str s);
const char *ts_arena_cstr(struct ts_arena *a, ts_str s);
ts_str ts_arena_printf(struct ts_arena *a, const char *fmt, ...) TS_PRINTF(2, 3);
ts_str ts_arena_concat(struct ts_arena *a, ts_str first, ts_str second);

/* Frees everything and leaves a valid empty arena. */
void ts_arena_done(struct ts_arena *a);
/* Forgets everything but keeps the largest chunk for the next use, for loops over documents. */
void ts_arena_reset(struct ts_arena *a);

#endif
