/* texts.h - the reader's word on which of its texts an article shows: its feed's or its page's. */
#ifndef TEARSHEET_STORE_TEXTS_H
#define TEARSHEET_STORE_TEXTS_H

#include "tearsheet/store/articles.h"

/* From now on the article is to show that text; the one it shows is put in its place by the
 * ts_article_put() that follows in the same transaction.  ts_undo() takes both back.
 * TS_ERR_NOTFOUND when there is no such article. */
TS_CHECKED enum ts_rc ts_text_choose(struct ts_db *db, int64_t article_id,
                                     enum ts_text_choice choice, struct ts_err *err);

#endif
