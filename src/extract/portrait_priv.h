/* portrait_priv.h - sentences about the author at the end of what he wrote. */
#ifndef TEARSHEET_EXTRACT_PORTRAIT_PRIV_H
#define TEARSHEET_EXTRACT_PORTRAIT_PRIV_H

#include "classify_priv.h"

/* Strips the last paragraphs that start with the name of an author, told by the page or standing by
 * itself below the headline, where the article does not speak of him before. */
void ts_strip_portrait(struct ts_arena *a, const struct ts_page *page,
                       const struct ts_features *rows, struct ts_verdict *verdicts);

#endif
