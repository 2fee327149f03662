/* undo.h - taking back the last change of state.
 *
 * Marks, stars, tags, joins, splits, purges and kept searches go through a journal in the library,
 * so that undo works across processes and restarts.  The last 200 changes are kept. */
#ifndef TEARSHEET_STORE_UNDO_H
#define TEARSHEET_STORE_UNDO_H

#include "tearsheet/store/db.h"

/* Takes the last change back; `*description` (in `a`, may be NULL) says which it was: "marked 12
 * articles read".  TS_ERR_NOTFOUND when there is nothing to take back. */
TS_CHECKED enum ts_rc ts_undo(struct ts_arena *a, struct ts_db *db, ts_str *description,
                              struct ts_err *err);

/* Notes a change of a file beside the library as something to take back.  ts_undo() forgets it; to
 * put the file back is for who calls it, see app/take_back.h. */
TS_CHECKED enum ts_rc ts_undo_note_file(struct ts_db *db, ts_str description, ts_str before,
                                        ts_str after, struct ts_err *err);
/* The file's text before and after, if the last change was one of a file. */
TS_CHECKED enum ts_rc ts_undo_peek_file(struct ts_arena *a, struct ts_db *db, ts_str *before,
                                        ts_str *after, bool *is_file, struct ts_err *err);

/* What ts_undo() would take back, or TS_ERR_NOTFOUND. */
TS_CHECKED enum ts_rc ts_undo_peek(struct ts_arena *a, struct ts_db *db, ts_str *description,
                                   struct ts_err *err);

#endif
