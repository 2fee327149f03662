/* enclosures.h - the files of an article as links below its text. */
#ifndef TEARSHEET_APP_ENCLOSURES_H
#define TEARSHEET_APP_ENCLOSURES_H

#include "tearsheet/store/articles.h"

/* Puts a list of links to the files of the article (store/enclosures.h) behind its blocks, to be
 * shown: what is stored has them apart, and so must not be made of this.  The blocks are new ones
 * in `a`; those of an article without files are left as they are. */
TS_CHECKED enum ts_rc ts_enclosures_show(struct ts_arena *a, struct ts_db *db, struct ts_stored *io,
                                         struct ts_err *err);

#endif
