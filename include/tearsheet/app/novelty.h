/* novelty.h - what is new in the reports of a story to somebody who has read some of them. */
#ifndef TEARSHEET_APP_NOVELTY_H
#define TEARSHEET_APP_NOVELTY_H

#include "tearsheet/model/article.h"
#include "tearsheet/store/db.h"

/* The most reports of a story that are compared: the oldest. */
enum { TS_NOVELTY_REPORTS_MAX = 200 };

/* A report beside those of its story that were read before it; to one that is unread, all that are
 * read were. */
struct ts_novelty {
    int64_t article_id;
    bool is_compared;    /* false: none was read before, so all of it is new */
    size_t n_paragraphs; /* paragraphs, list items, quotes */
    size_t *news;        /* the blocks of these that say something new, in order */
    size_t n_news;
    struct ts_passage *known; /* sentences that say nothing new, in order */
    size_t n_known;
};

/* Compares the reports of a story, in the order they have in lists; the result is in `a`, empty
 * when there is no such story.  Takes some milliseconds a report. */
TS_CHECKED enum ts_rc ts_novelty_of_story(struct ts_arena *a, struct ts_db *db, int64_t story_id,
                                          struct ts_novelty **out, size_t *n, struct ts_err *err);

#endif
