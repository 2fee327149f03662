/* item_texts.h - the feeds' own texts, as they came.
 *
 * Putting the items of an answer keeps the HTML of each and makes no blocks of it: most articles
 * get those from their pages.  What has no page, or whose page was not to be had, is cleaned
 * afterwards. */
#ifndef TEARSHEET_STORE_ITEM_TEXTS_H
#define TEARSHEET_STORE_ITEM_TEXTS_H

#include "tearsheet/store/db.h"

/* An article whose feed text was not made blocks of. */
struct ts_raw_item {
    int64_t article_id;
    ts_str url;   /* of the article, may be empty */
    ts_str title; /* may be empty */
    ts_str feed_title;
    ts_str html; /* or plain text; may be empty */
};

/* The newest `limit` articles whose feed text was not cleaned yet; only `article_id` unless that is
 * 0. */
TS_CHECKED enum ts_rc ts_item_texts_raw(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                        size_t limit, struct ts_raw_item **out, size_t *n,
                                        struct ts_err *err);

/* The feed's text of an article, cleaned or not; empty if there is none. */
TS_CHECKED enum ts_rc ts_item_text_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                       ts_str *out, struct ts_err *err);

/* It was cleaned, or is not needed: ts_item_texts_raw() no longer has it, until the item changes.
 */
TS_CHECKED enum ts_rc ts_item_text_done(struct ts_db *db, int64_t article_id, struct ts_err *err);

#endif
