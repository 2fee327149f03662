/* put_back_priv.h - what was stripped of an article, put back by the reader. */
#ifndef TEARSHEET_APP_PUT_BACK_PRIV_H
#define TEARSHEET_APP_PUT_BACK_PRIV_H

#include "tearsheet/extract/site_rules.h"
#include "tearsheet/store/db.h"

/* Puts the stripped blocks with this text back, with the links that they have in the stored page.
 * `*rule` is a rule that would keep them on all pages of the site ("tide.example keep .note"), or
 * empty where none can be told.  TS_ERR_NOTFOUND when nothing with this text was stripped. */
TS_CHECKED enum ts_rc put_back_block(struct ts_arena *a, struct ts_db *db,
                                     const struct ts_site_rules *rules, int64_t article_id,
                                     ts_str text, ts_str *rule, struct ts_err *err);

#endif
