#include "tearsheet/base/buf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void resize(struct ts_buf *b, size_t cap)
{
    char *larger = realloc(b->ptr, cap);

    if (!larger)
        ts_panic("out of memory (a text of %zu bytes)", b->len);
    b->ptr = larger;
    b->cap = cap;
}

/* How many of `n` more bytes the ceiling lets in. */
static size_t let_in(const struct ts_buf *b, size_t n)
{
    return b->ceiling > 0 && n > b->ceiling - b->len ? b->ceiling - b->len : n;
}

/* Room for `n` more bytes and a NUL; less when the ceiling is near.  Returns how many fit. */
static size_t reserve(struct ts_buf *b, size_t n)
{
    const size_t fits = let_in(b, n);

    b->is_full |= fits < n;
    if (b->cap - b->len > fits)
        return fits;
    size_t cap = b->cap ? b->cap : 64;
    while (cap - b->len <= fits)
        if (__builtin_mul_overflow(cap, (size_t)2, &cap))
            ts_panic("out of memory (a text of %zu bytes)", b->len);
    resize(b, cap);
    return fits;
}

void ts_buf_reserve(struct ts_buf *b, size_t n)
{
    const size_t fits = let_in(b, n);

    if (b->cap - b->len <= fits && fits < SIZE_MAX - b->len)
        resize(b, b->len + fits + 1);
}

void ts_buf_put(struct ts_buf *b, ts_str s)
{
    size_t n = reserve(b, s.len);

    if (n > 0)
        memcpy(b->ptr + b->len, s.ptr, n);
    b->len += n;
    b->ptr[b->len] = '\0';
}

void ts_buf_puts(struct ts_buf *b, const char *text)
{
    ts_buf_put(b, ts_str_of(text));
}

void ts_buf_putc(struct ts_buf *b, char c)
{
    if (reserve(b, 1) == 0)
        return;
    b->ptr[b->len++] = c;
    b->ptr[b->len] = '\0';
}

void ts_buf_printf(struct ts_buf *b, const char *fmt, ...)
{
    struct ts_arena scratch = { 0 };
    va_list args, again;

    va_start(args, fmt);
    va_copy(again, args);
    int len = vsnprintf(NULL, 0, fmt, args);
    va_end(args);
    if (len < 0)
        ts_panic("cannot format \"%s\"", fmt);
    char *text = ts_arena_alloc_raw(&scratch, (size_t)len + 1);
    vsnprintf(text, (size_t)len + 1, fmt, again);
    va_end(again);
    ts_buf_put(b, (ts_str){ text, (size_t)len });
    ts_arena_done(&scratch);
}

void ts_buf_fill(struct ts_buf *b, char c, size_t n)
{
    n = reserve(b, n);
    memset(b->ptr + b->len, c, n);
    b->len += n;
    b->ptr[b->len] = '\0';
}

void ts_buf_clear(struct ts_buf *b)
{
    b->len = 0;
    b->is_full = false;
    if (b->ptr)
        b->ptr[0] = '\0';
}

ts_str ts_buf_str(const struct ts_buf *b)
{
    return (ts_str){ b->ptr, b->len };
}

ts_str ts_buf_take(struct ts_buf *b, struct ts_arena *a)
{
    return ts_arena_str(a, ts_buf_str(b));
}

void ts_buf_done(struct ts_buf *b)
{
    free(b->ptr);
    *b = (struct ts_buf){ .ceiling = b->ceiling };
}
