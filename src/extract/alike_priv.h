/* alike_priv.h - what comes in units made alike below an article: comments, other articles. */
#ifndef TEARSHEET_EXTRACT_ALIKE_PRIV_H
#define TEARSHEET_EXTRACT_ALIKE_PRIV_H

#include "classify_priv.h"

enum { TS_ALIKE_MAX_SERIES = 100 }; /* from the end: for each the whole page is looked at */

/* Strips them where an article of its own stands between the headline and them, and none goes on
 * behind them.  Series before the last TS_ALIKE_MAX_SERIES stay. */
void ts_strip_alike(const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts);

#endif
