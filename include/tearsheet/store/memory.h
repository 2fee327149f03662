/* memory.h - how often the pages of each site have a block of text. */
#ifndef TEARSHEET_STORE_MEMORY_H
#define TEARSHEET_STORE_MEMORY_H

#include "tearsheet/store/db.h"

/* Counts the blocks of a page of `site`, each hash once (0 is passed over), unless those of the
 * article were counted before. */
TS_CHECKED enum ts_rc ts_memory_learn(struct ts_db *db, ts_str site, int64_t article_id,
                                      const uint64_t *hashes, size_t n, struct ts_err *err);

/* On how many counted pages of the site each block was: `counts` has room for `n`; 0 for hash 0.
 * `*n_pages` is how many pages were counted. */
TS_CHECKED enum ts_rc ts_memory_counts(struct ts_db *db, ts_str site, const uint64_t *hashes,
                                       size_t n, uint32_t *counts, size_t *n_pages,
                                       struct ts_err *err);

/* The site was found to repeat something: its counted articles, the newest few hundred, are to be
 * looked at again. */
TS_CHECKED enum ts_rc ts_memory_mark(struct ts_db *db, ts_str site, struct ts_err *err);

/* Up to `limit` articles that are to be looked at again. */
TS_CHECKED enum ts_rc ts_memory_marked(struct ts_arena *a, struct ts_db *db, size_t limit,
                                       int64_t **out_ids, size_t *n, struct ts_err *err);
/* It was looked at. */
TS_CHECKED enum ts_rc ts_memory_unmark(struct ts_db *db, int64_t article_id, struct ts_err *err);

#endif
