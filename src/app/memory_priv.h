/* memory_priv.h - what each site repeats, learnt from its pages and used on them. */
#ifndef TEARSHEET_APP_MEMORY_PRIV_H
#define TEARSHEET_APP_MEMORY_PRIV_H

#include "tearsheet/model/article.h"
#include "tearsheet/store/db.h"

/* Counts the blocks of a fetched page and strips those that its site is known to repeat.  Call it
 * before the article is put.  What was stripped points into `a`. */
TS_CHECKED enum ts_rc memory_use(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                 struct ts_article *article, struct ts_err *err);

/* Strips what the site is known to repeat, and counts nothing. */
TS_CHECKED enum ts_rc memory_strip(struct ts_arena *a, struct ts_db *db, struct ts_article *article,
                                   struct ts_err *err);

/* Looks at up to `limit` stored articles again whose sites were found to repeat something since.
 * `*n` is how many it looked at, `*n_changed` how many lost a block. */
TS_CHECKED enum ts_rc memory_review(struct ts_db *db, size_t limit, size_t *n, size_t *n_changed,
                                    struct ts_err *err);

#endif
