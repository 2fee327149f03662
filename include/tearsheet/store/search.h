/* search.h - full-text search: the words a reader types, and the index behind them.
 *
 * A query is a list of terms, all of which must be there:
 *   flood             the word, in any case and with or without accents
 *   flood*            words that begin with it
 *   "tidal barrier"   the words next to each other
 *   cat OR dog        one of them
 *   title:x site:x byline:x   only in the title, the outlet's name or host, the byline
 *   tag:name  is:unread is:read is:starred
 *   before:2025-03-01 after:2025-02    days in UTC; before is exclusive, after inclusive
 *   -term             any of the above, but not there
 * Anything else is taken as text to look for, so no input is a syntax error but a field with a
 * value it cannot have.  Results come from ts_articles_list() with `.search`. */
#ifndef TEARSHEET_STORE_SEARCH_H
#define TEARSHEET_STORE_SEARCH_H

#include "tearsheet/store/db.h"

/* Indexes up to `limit` articles (0 for all) that were put since they were indexed, in one
 * transaction; `*n_left` (may be NULL) is how many are still to be done.  Indexing costs several
 * times the put itself, so it is done per source, or when there is nothing else to do. */
TS_CHECKED enum ts_rc ts_search_index(struct ts_db *db, size_t limit, size_t *n_left,
                                      struct ts_err *err);

/* TS_ERR_ARG with what is wrong when `query` cannot be searched for. */
TS_CHECKED enum ts_rc ts_search_check(ts_str query, struct ts_err *err);

#endif
