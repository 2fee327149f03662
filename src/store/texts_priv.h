/* texts_priv.h - taking back what texts.h does. */
#ifndef TEARSHEET_STORE_TEXTS_PRIV_H
#define TEARSHEET_STORE_TEXTS_PRIV_H

#include "stmt_priv.h"

/* Gives articles the texts again that an entry of the journal notes. */
TS_CHECKED enum ts_rc ts_texts_undo(struct ts_db *db, int64_t journal_id, struct ts_err *err);

#endif
