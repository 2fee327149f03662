/* search_priv.h - what searching and the full-text index share. */
#ifndef TEARSHEET_STORE_SEARCH_PRIV_H
#define TEARSHEET_STORE_SEARCH_PRIV_H

#include "tearsheet/base/buf.h"

/* Appends `text` as the index is given it: with marks around each character of a script without
 * spaces, so that it is a word. */
void ts_search_put_words(struct ts_buf *out, ts_str text);

#endif
