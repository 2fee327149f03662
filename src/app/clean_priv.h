/* clean_priv.h - articles from the feeds' own texts. */
#ifndef TEARSHEET_APP_CLEAN_PRIV_H
#define TEARSHEET_APP_CLEAN_PRIV_H

#include "tearsheet/model/article.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/store/db.h"

/* Makes articles of up to `limit` feed texts that were not cleaned yet, the newest first, in one
 * transaction.  `*n` is how many; 0 when none are left. */
TS_CHECKED enum ts_rc clean_some(struct ts_db *db, size_t limit, size_t *n, struct ts_err *err);

/* The article that the feed's text of a stored article is; without blocks when it has none. */
TS_CHECKED enum ts_rc clean_item_text(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                      ts_str url, struct ts_article *out, struct ts_err *err);

/* A line to call an item without a title by: the beginning of its text, or its address. */
ts_str clean_title(struct ts_arena *a, const struct ts_item *item);

#endif
