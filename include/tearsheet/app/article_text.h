/* article_text.h - the text of an article, also when it came a moment ago. */
#ifndef TEARSHEET_APP_ARTICLE_TEXT_H
#define TEARSHEET_APP_ARTICLE_TEXT_H

#include "tearsheet/store/articles.h"

/* As ts_article_get(); an article that has no blocks yet gets those of its feed's text, if that has
 * any.  Writes nothing. */
TS_CHECKED enum ts_rc ts_article_read(struct ts_arena *a, struct ts_db *db, int64_t id,
                                      struct ts_stored *out, struct ts_err *err);

#endif
