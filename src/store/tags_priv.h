/* tags_priv.h - tags on stories, for the sources that move articles between them. */
#ifndef TEARSHEET_STORE_TAGS_PRIV_H
#define TEARSHEET_STORE_TAGS_PRIV_H

#include "stmt_priv.h"

/* Puts the tags of one story on another, and on its reports, noting it in the journal entry. */
TS_CHECKED enum ts_rc ts_story_tags_copy(struct ts_db *db, int64_t journal_id, int64_t from_id,
                                         int64_t into_id, struct ts_err *err);

#endif
