/* behind_priv.h - what looks like more of the article some way behind it. */
#ifndef TEARSHEET_EXTRACT_BEHIND_PRIV_H
#define TEARSHEET_EXTRACT_BEHIND_PRIV_H

#include "classify_priv.h"

/* Strips the first lines of other articles, rules for comments and the like. */
void ts_strip_behind(const struct ts_page *page, struct ts_verdict *verdicts);

#endif
