/* take_back.h - undo, of changes of the library and of the feeds file alike. */
#ifndef TEARSHEET_APP_TAKE_BACK_H
#define TEARSHEET_APP_TAKE_BACK_H

#include "tearsheet/app/profile.h"
#include "tearsheet/store/undo.h"

/* Takes the last change back (see ts_undo()); one of the feeds file only as long as the file is as
 * that change left it.  TS_ERR_NOTFOUND when there is nothing to take back, TS_ERR_BUSY when the
 * file was edited since: nothing is taken back then. */
TS_CHECKED enum ts_rc ts_take_back(struct ts_arena *a, struct ts_db *db,
                                   const struct ts_profile *profile, ts_str *description,
                                   struct ts_err *err);

#endif
