/* charset_priv.h - what the sources about charsets share. */
#ifndef TEARSHEET_BASE_CHARSET_PRIV_H
#define TEARSHEET_BASE_CHARSET_PRIV_H

#include "tearsheet/base/arena.h"

/* What the head of a document (its first bytes, read as ASCII) gives as its charset: in an XML
 * declaration, or else in the first <meta> that has one.  As written; empty for none. */
ts_str ts_charset_label_in(ts_str head);

/* iconv's name of what a label means on the web, by the table of the encoding standard; empty where
 * that has no other name than iconv. */
ts_str ts_charset_of_label(ts_str label);

/* True if `label` is made as labels are: some forty letters, digits and "-_.:" at most. */
bool ts_charset_is_label(ts_str label);

/* `text` (valid UTF-8) as it was before it was taken for Latin-1 or windows-1252 and encoded again
 * ("â€™" for "’").  `text` itself unless all of it that is not ASCII, twice at least, can only have
 * come about so. */
ts_str ts_charset_mend_twice(struct ts_arena *a, ts_str text);

#endif
