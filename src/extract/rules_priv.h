/* rules_priv.h - what is sure whatever a score says. */
#ifndef TEARSHEET_EXTRACT_RULES_PRIV_H
#define TEARSHEET_EXTRACT_RULES_PRIV_H

#include "classify_priv.h"

/* Changes verdicts: boxes inside the article that ask for money or addresses, point elsewhere or
 * advertise go as a whole; so do lone prompts, lists of links in navigation, and pull quotes. */
void ts_apply_rules(struct ts_arena *a, const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts);

#endif
