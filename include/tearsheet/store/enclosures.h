/* enclosures.h - files that belong to an article, as its feed names them: the sound of a podcast, a
 * film, a document.  Pictures are not among them: the article shows its own. */
#ifndef TEARSHEET_STORE_ENCLOSURES_H
#define TEARSHEET_STORE_ENCLOSURES_H

#include "tearsheet/model/feed.h"
#include "tearsheet/store/db.h"

/* Makes the files of the article those of the item. */
TS_CHECKED enum ts_rc ts_enclosures_put(struct ts_db *db, int64_t article_id,
                                        const struct ts_item *item, struct ts_err *err);

/* True if the article has other files than the item.  Only one that `has_any` is looked up. */
TS_CHECKED enum ts_rc ts_enclosures_differ(struct ts_db *db, int64_t article_id, bool has_any,
                                           const struct ts_item *item, bool *out,
                                           struct ts_err *err);

/* In the feed's order, in `a`; none for an article that has none or is not there. */
TS_CHECKED enum ts_rc ts_enclosures_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                        struct ts_enclosure **out, size_t *n, struct ts_err *err);

#endif
