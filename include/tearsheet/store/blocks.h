/* blocks.h - blocks that the reader puts back into an article. */
#ifndef TEARSHEET_STORE_BLOCKS_H
#define TEARSHEET_STORE_BLOCKS_H

#include "tearsheet/model/article.h"
#include "tearsheet/store/db.h"

/* Puts back what was stripped of an article: all its stripped blocks with the text of `as` become
 * like `as`, kept, and decided by the reader.  A change that ts_undo() takes back.  TS_ERR_NOTFOUND
 * when there is no such article, or nothing with this text was stripped of it. */
TS_CHECKED enum ts_rc ts_block_put_back(struct ts_db *db, int64_t article_id,
                                        const struct ts_block *as, struct ts_err *err);

/* The texts of the blocks of `article` that the reader put back, in `a`: an array, its length in
 * `*n`. */
ts_str *ts_blocks_put_back(struct ts_arena *a, const struct ts_article *article, size_t *n);

#endif
