/* pool_priv.h - memory for gumbo, which does not survive a failed allocation: what it takes has a
 * budget of bytes (TS_EXTRACT_MAX_PARSE_BYTES) and of time, and is left by longjmp() when one of
 * them is spent. */
#ifndef TEARSHEET_EXTRACT_POOL_PRIV_H
#define TEARSHEET_EXTRACT_POOL_PRIV_H

#include <setjmp.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
    POOL_UNIT = 8,    /* sizes are rounded up to it: nothing of gumbo's needs more alignment */
    POOL_EXACT = 512, /* up to here a class for each size, then one for each power of two */
    POOL_CLASSES = POOL_EXACT / POOL_UNIT + 5,
};

struct pool {
    struct pool_chunk *chunks; /* newest first */
    struct pool_chunk *open;   /* the one that is being filled */
    void *free[POOL_CLASSES];  /* pieces given back, linked through their first bytes */
    size_t at;                 /* bytes used of the open chunk */
    size_t held;               /* bytes of all chunks */
    int64_t deadline_ms;
    int n_looks;
    bool is_late;
    bool is_closing; /* nothing more is taken: chunks go when their last piece is given back */
    jmp_buf spent;
};

/* Memory for `size` bytes of the pool `userdata`, in the form that gumbo calls for.  Jumps to
 * `spent` when the budget is used up; `is_late` tells that it was the time. */
void *pool_alloc(void *userdata, size_t size);

/* Takes back `place`, which pool_alloc() of the same pool gave, or NULL. */
void pool_free(void *userdata, void *place);

/* Frees all that is still held, also after a jump. */
void pool_done(struct pool *pool);

#endif
