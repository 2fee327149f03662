/* states.h - read and starred.  Every change can be taken back with ts_undo(). */
#ifndef TEARSHEET_STORE_STATES_H
#define TEARSHEET_STORE_STATES_H

#include "tearsheet/store/articles.h"
#include "tearsheet/store/picked.h"

/* Marks one article, and the copies of it, read or unread. */
TS_CHECKED enum ts_rc ts_mark_article(struct ts_db *db, int64_t article_id, bool is_read,
                                      struct ts_err *err);
/* Marks all reports of a story. */
TS_CHECKED enum ts_rc ts_mark_story(struct ts_db *db, int64_t story_id, bool is_read,
                                    struct ts_err *err);
/* Marks everything the query has (limit and offset do not count), as one change.  `*n` (may be
 * NULL) is how many changed. */
TS_CHECKED enum ts_rc ts_mark_all(struct ts_db *db, const struct ts_article_query *q, bool is_read,
                                  size_t *n, struct ts_err *err);

/* Marks what was picked, stories with all their reports, as one change. */
TS_CHECKED enum ts_rc ts_mark_picked(struct ts_db *db, const struct ts_picked *picked, bool is_read,
                                     size_t *n, struct ts_err *err);

/* Puts a star on an article, or takes it off; its copies stay as they are. */
TS_CHECKED enum ts_rc ts_star_article(struct ts_db *db, int64_t article_id, bool is_starred,
                                      struct ts_err *err);
/* Stars what was picked, of a story its first report, as one change. */
TS_CHECKED enum ts_rc ts_star_picked(struct ts_db *db, const struct ts_picked *picked,
                                     bool is_starred, size_t *n, struct ts_err *err);

#endif
