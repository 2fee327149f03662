/* alike_priv.h - what comes in units made alike below an article: comments, other articles. */
#ifndef TEARSHEET_EXTRACT_ALIKE_PRIV_H
#define TEARSHEET_EXTRACT_ALIKE_PRIV_H

#include "classify_priv.h"

/* Strips them where an article of its own stands between the headline and them, and none goes on
 * behind them. */
void ts_strip_alike(const struct ts_page *page, const struct ts_features *rows,
                     struct ts_verdict *verdicts);

#endif
