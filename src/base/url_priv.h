/* url_priv.h - what the sources of base/url share. */
#ifndef TEARSHEET_BASE_URL_PRIV_H
#define TEARSHEET_BASE_URL_PRIV_H

#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"

/* Cuts `*s` at the first `mark`; what is behind it is the result. */
ts_str ts_url_cut(ts_str *s, char mark, bool *found);
/* The address that the parts make, without dot segments, in `a`. */
ts_str ts_url_compose(struct ts_arena *a, const struct ts_url *u);

/* "%XX" */
void ts_url_put_escaped(struct ts_buf *b, unsigned char byte);
/* The byte that "%XX" at `i` stands for, or -1. */
int ts_url_escaped_byte(ts_str s, size_t i);
/* True for what never needs an escape. */
bool ts_url_is_unreserved(int c);

#endif
