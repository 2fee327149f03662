/* headlines.h - what outlets called their articles before they changed that.
 *
 * A headline is kept when the source that has the say about an article gives it another one. */
#ifndef TEARSHEET_STORE_HEADLINES_H
#define TEARSHEET_STORE_HEADLINES_H

#include "tearsheet/store/db.h"

/* A headline that an article no longer has. */
struct ts_old_headline {
    int64_t article_id;
    int64_t until_at; /* when it was found changed */
    ts_str title;
};

/* Those of a story's reports, in the order in which they were changed. */
TS_CHECKED enum ts_rc ts_headlines_of_story(struct ts_arena *a, struct ts_db *db, int64_t story_id,
                                            struct ts_old_headline **out, size_t *n,
                                            struct ts_err *err);

/* Those of one article, in the same order. */
TS_CHECKED enum ts_rc ts_headlines_of_article(struct ts_arena *a, struct ts_db *db,
                                              int64_t article_id, struct ts_old_headline **out,
                                              size_t *n, struct ts_err *err);

#endif
