/* picked.h - several articles and stories that something is done to at once, as one change. */
#ifndef TEARSHEET_STORE_PICKED_H
#define TEARSHEET_STORE_PICKED_H

#include "tearsheet/store/db.h"

/* Ids that are not there (any more) are passed over. */
struct ts_picked {
    const int64_t *article_ids;
    size_t n_articles;
    const int64_t *story_ids;
    size_t n_stories;
};

#endif
