/* purge.h - articles that are not wanted any more.
 *
 * A purged article is in no list, no search and no story.  It is remembered, so that its source
 * does not bring it again.  Its text and its page are freed once the change is older than what
 * ts_undo() can take back (see undo.h). */
#ifndef TEARSHEET_STORE_PURGE_H
#define TEARSHEET_STORE_PURGE_H

#include "tearsheet/store/picked.h"

/* Purges what was picked, stories with all their reports, as one change.  `*n` (may be NULL) is how
 * many articles went. */
TS_CHECKED enum ts_rc ts_purge_picked(struct ts_db *db, const struct ts_picked *picked, size_t *n,
                                      struct ts_err *err);
/* Purges what was published before `before_at`, is read, and has neither star nor tag. */
TS_CHECKED enum ts_rc ts_purge_old(struct ts_db *db, int64_t before_at, size_t *n,
                                   struct ts_err *err);
/* Purges the articles of a source that was removed, but for those that are starred, carry a tag of
 * their own, or are also in another source.  TS_ERR_ARG while the source is subscribed to,
 * TS_ERR_NOTFOUND when there is none. */
TS_CHECKED enum ts_rc ts_purge_source(struct ts_db *db, int64_t source_id, size_t *n,
                                      struct ts_err *err);

#endif
