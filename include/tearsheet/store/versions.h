/* versions.h - the texts that an article had before its outlet changed it. */
#ifndef TEARSHEET_STORE_VERSIONS_H
#define TEARSHEET_STORE_VERSIONS_H

#include "tearsheet/model/article.h"
#include "tearsheet/store/db.h"

/* Kept of one article; with one more the oldest goes. */
#define TS_VERSIONS_MAX 8

struct ts_version {
    int64_t until_at; /* when it was found changed */
    struct ts_block *blocks;
    size_t n_blocks;
};

/* To be called before ts_article_put() with what was fetched anew: keeps the text that is there if
 * `article` has other words.  A text is compared with its like only: a feed's with a feed's, and
 * that of a page with a page's, unless the page gave less of it then. */
TS_CHECKED enum ts_rc ts_version_keep(struct ts_db *db, int64_t article_id,
                                      const struct ts_article *article, int64_t now_at,
                                      struct ts_err *err);

/* Those of an article, the oldest first. */
TS_CHECKED enum ts_rc ts_versions_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                      struct ts_version **out, size_t *n, struct ts_err *err);

#endif
