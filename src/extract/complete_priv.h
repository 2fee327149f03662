/* complete_priv.h - what belongs to the article because of what stands around it. */
#ifndef TEARSHEET_EXTRACT_COMPLETE_PRIV_H
#define TEARSHEET_EXTRACT_COMPLETE_PRIV_H

#include "classify_priv.h"

/* Keeps blocks that a score alone would strip; strips none. */
void ts_complete_article(const struct ts_page *page, const struct ts_features *rows,
                         struct ts_verdict *verdicts);

/* Of these the rows of tables alone, of which one is kept already. */
void ts_complete_tables(const struct ts_page *page, const struct ts_features *rows,
                        struct ts_verdict *verdicts);

#endif
