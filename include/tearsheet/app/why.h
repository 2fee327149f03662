/* why.h - why a report is in its story. */
#ifndef TEARSHEET_APP_WHY_H
#define TEARSHEET_APP_WHY_H

#include "tearsheet/model/story.h"
#include "tearsheet/store/db.h"

/* With more reports than this before it, the nearest is looked for among the oldest. */
enum { TS_WHY_REPORTS_MAX = 24 };

/* A report beside another one of its story. */
struct ts_why {
    int64_t story_id;
    int64_t article_id;
    int64_t other_id;         /* 0: it is alone */
    struct ts_story_why *why; /* NULL then */
};

/* Compares a report with the first of its story; the first itself (`article_id` 0 means it, too)
 * with the one that is most like it.  The result is in `a`.  TS_ERR_NOTFOUND when there is no such
 * story, or the report is not in it. */
TS_CHECKED enum ts_rc ts_why_together(struct ts_arena *a, struct ts_db *db, int64_t story_id,
                                      int64_t article_id, struct ts_why *out, struct ts_err *err);

/* All of `from` in `a`. */
struct ts_why ts_why_copy(struct ts_arena *a, const struct ts_why *from);

#endif
