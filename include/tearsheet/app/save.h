/* save.h - copies of articles as files of the reader's own. */
#ifndef TEARSHEET_APP_SAVE_H
#define TEARSHEET_APP_SAVE_H

#include "tearsheet/app/profile.h"
#include "tearsheet/archive/render.h"
#include "tearsheet/store/articles.h"

/* Writes a copy of an article.  The name is built from its date, outlet and title; a file of that
 * name with other content stays, and the copy gets a number: "... (2).md".  `folder` NULL: that of
 * the option save-folder.  `*out_path` is in `a`.  TS_ERR_NOTFOUND when there is no such article,
 * or no text of it. */
TS_CHECKED enum ts_rc ts_save_copy(struct ts_arena *a, struct ts_db *db,
                                   const struct ts_profile *profile, int64_t article_id,
                                   enum ts_render_format format, const char *folder,
                                   const char **out_path, struct ts_err *err);

#endif
