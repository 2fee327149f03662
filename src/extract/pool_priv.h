/* pool_priv.h - memory for gumbo, which does not survive a failed allocation: what it takes has a
 * budget of bytes (TS_EXTRACT_MAX_PARSE_BYTES) and of time, and is left by longjmp() when one of
 * them is spent. */
#ifndef TEARSHEET_EXTRACT_POOL_PRIV_H
#define TEARSHEET_EXTRACT_POOL_PRIV_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { POOL_CLASSES = 19 }; /* sizes that pieces have */

struct pool_chunk;
struct pool_large;

/* Where the next pieces of a class are cut. */
struct pool_page {
    struct pool_chunk *chunk;
    unsigned char *next;
    size_t n_left;
};

/* A chunk in the table, with its bytes: it may be gone. */
struct pool_entry {
    struct pool_chunk *chunk;
    size_t size;
};

struct pool {
    struct pool_chunk *chunks; /* newest first */
    struct pool_large *large;
    struct pool_entry *table;  /* of the chunks, by their addresses */
    size_t n_chunks, n_places; /* there were, and of the table */
    struct pool_page pages[POOL_CLASSES];
    void *free[POOL_CLASSES]; /* pieces given back, linked through their first bytes */
    size_t held;              /* bytes of all chunks */
    int64_t deadline_ms;
    int n_looks;
    bool is_late;
    bool is_closing;
    jmp_buf spent;
};

/* Memory for `size` bytes of the pool `userdata`, in the form that gumbo calls for.  Jumps to
 * `spent` when the budget is used up; `is_late` tells that it was the time. */
void *pool_alloc(void *userdata, size_t size);

/* Takes back `place`, which pool_alloc() of the same pool gave, or NULL. */
void pool_free(void *userdata, void *place);

/* Nothing more is taken: from now on chunks go when their last piece is given back. */
void pool_close(struct pool *pool);

/* Frees all that is still held, also after a jump. */
void pool_done(struct pool *pool);

#endif
