/* switch_text_priv.h - the feed's text of an article in place of its page's, or the other way. */
#ifndef TEARSHEET_APP_SWITCH_TEXT_PRIV_H
#define TEARSHEET_APP_SWITCH_TEXT_PRIV_H

#include "tearsheet/extract/site_rules.h"
#include "tearsheet/store/articles.h"

/* Shows the text of an article that it does not show now, and remembers that; ts_undo() takes it
 * back.  `*shown` is whose text it is.  `*needs_page`: that of its page, which is not stored and
 * has to be fetched.  TS_ERR_NOTFOUND when the feed has no text of it. */
TS_CHECKED enum ts_rc switch_text(struct ts_db *db, const struct ts_site_rules *rules,
                                  int64_t article_id, enum ts_text_choice *shown, bool *needs_page,
                                  struct ts_err *err);

#endif
