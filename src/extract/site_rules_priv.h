/* site_rules_priv.h - the reader's wishes, used on the blocks of a page. */
#ifndef TEARSHEET_EXTRACT_SITE_RULES_PRIV_H
#define TEARSHEET_EXTRACT_SITE_RULES_PRIV_H

#include "classify_priv.h"
#include "tearsheet/extract/extract.h"

/* Parses a page with all that the rules of `wishes` ask for. */
TS_CHECKED enum ts_rc ts_wishes_parse(struct ts_arena *a, const struct ts_wishes *wishes,
                                      ts_str html, struct ts_dom *out, struct ts_err *err);

/* Settles the verdicts on the blocks that the reader put back, and on those that rules for the site
 * decide about: that of the page's address, or of the one it calls its own.  Reasons are in `a`. */
void ts_wishes_apply(struct ts_arena *a, const struct ts_wishes *wishes,
                     const struct ts_article *article, const struct ts_page *page,
                     struct ts_verdict *verdicts);

/* The outermost element that holds the text of the block and no other: its element, or the one
 * inside it that is all there is. */
const struct ts_node *ts_piece_holder(const struct ts_piece *p);

#endif
