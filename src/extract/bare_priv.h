/* bare_priv.h - headings of what a wish of the reader, or the memory of the site, has stripped. */
#ifndef TEARSHEET_EXTRACT_BARE_PRIV_H
#define TEARSHEET_EXTRACT_BARE_PRIV_H

#include "tearsheet/model/article.h"

/* Strips the headings whose section has nothing left, if some of it was stripped by whom `is_gone`
 * tells (one a block).  Returns how many. */
size_t ts_strip_left_bare(struct ts_article *article, const bool *is_gone);

#endif
