/* teasers_priv.h - a list of other articles, each with its headline and first sentence. */
#ifndef TEARSHEET_EXTRACT_TEASERS_PRIV_H
#define TEARSHEET_EXTRACT_TEASERS_PRIV_H

#include "classify_priv.h"

/* Strips such first sentences where the page has other text beside them: else it is a list of
 * articles itself. */
void ts_strip_teasers(const struct ts_page *page, const struct ts_features *rows,
                      struct ts_verdict *verdicts);

#endif
