/* pages.h - the pages that articles were made of, as servers sent them. */
#ifndef TEARSHEET_STORE_PAGES_H
#define TEARSHEET_STORE_PAGES_H

#include "tearsheet/store/articles.h"

/* Keeps the pages behind the first one (that of ts_article_put()) of an article in several, in
 * their order, in the place of those that were kept before; n 0 for an article in one page. */
TS_CHECKED enum ts_rc ts_pages_put_next(struct ts_db *db, int64_t article_id,
                                        const struct ts_page *pages, size_t n, struct ts_err *err);

/* All pages of an article, the first one first; TS_ERR_NOTFOUND when none was kept. */
TS_CHECKED enum ts_rc ts_pages_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                   struct ts_page **out, size_t *n, struct ts_err *err);

/* The articles whose pages were fetched at `since_at` or later, in the order of their ids. */
TS_CHECKED enum ts_rc ts_pages_since(struct ts_arena *a, struct ts_db *db, int64_t since_at,
                                     int64_t **out_ids, size_t *n, struct ts_err *err);

#endif
