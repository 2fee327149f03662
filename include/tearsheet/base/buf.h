/* buf.h - text that grows.
 *
 * A buffer owns its bytes (malloc) and ends with ts_buf_done().  A ceiling bounds what foreign
 * input can make it grow to: what is past it is dropped and `is_full` is set. */
#ifndef TEARSHEET_BASE_BUF_H
#define TEARSHEET_BASE_BUF_H

#include "tearsheet/base/arena.h"

/* All-zero is a valid empty buffer without a ceiling. */
struct ts_buf {
    char *ptr; /* NUL behind the last byte once anything was put */
    size_t len;
    size_t cap;
    size_t ceiling; /* bytes; 0 means none */
    bool is_full;   /* something did not fit */
};

/* Makes room for `n` more bytes (or up to the ceiling), for who knows how many will come. */
void ts_buf_reserve(struct ts_buf *b, size_t n);
void ts_buf_put(struct ts_buf *b, ts_str s);
void ts_buf_puts(struct ts_buf *b, const char *text);
void ts_buf_putc(struct ts_buf *b, char c);
void ts_buf_printf(struct ts_buf *b, const char *fmt, ...) TS_PRINTF(2, 3);
/* `n` times `c`. */
void ts_buf_fill(struct ts_buf *b, char c, size_t n);
/* Forgets the content, keeps the memory. */
void ts_buf_clear(struct ts_buf *b);
/* The content as a slice, valid until the next change. */
ts_str ts_buf_str(const struct ts_buf *b);
/* A copy of the content in `a`. */
ts_str ts_buf_take(struct ts_buf *b, struct ts_arena *a);
void ts_buf_done(struct ts_buf *b);

#endif
