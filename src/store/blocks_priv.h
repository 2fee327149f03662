/* blocks_priv.h - taking back what blocks.h does. */
#ifndef TEARSHEET_STORE_BLOCKS_PRIV_H
#define TEARSHEET_STORE_BLOCKS_PRIV_H

#include "stmt_priv.h"

/* Strips again what an entry of the journal put back, as far as it is still there. */
TS_CHECKED enum ts_rc ts_blocks_undo(struct ts_db *db, int64_t journal_id, struct ts_err *err);

#endif
