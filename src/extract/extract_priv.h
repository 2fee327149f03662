/* extract_priv.h - steps of extraction that feeds' texts, training and benchmarks share with it. */
#ifndef TEARSHEET_EXTRACT_EXTRACT_PRIV_H
#define TEARSHEET_EXTRACT_EXTRACT_PRIV_H

#include "features_priv.h"
#include "meta_priv.h"

/* Reads what the page says about itself and cuts it into blocks: all that ts_features_of() needs.
 * Everything lives in `a` or in the page. */
void ts_page_read(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url,
                  struct ts_article *article, struct ts_meta_hints *hints, struct ts_page *page);

/* Cuts a page of which the tree and the cues are known into blocks: with what is hidden, if hardly
 * anything else is there. */
void ts_page_cut(struct ts_arena *a, struct ts_page *page);

#endif
