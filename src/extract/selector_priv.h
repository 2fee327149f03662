/* selector_priv.h - selectors asked about the elements of a page. */
#ifndef TEARSHEET_EXTRACT_SELECTOR_PRIV_H
#define TEARSHEET_EXTRACT_SELECTOR_PRIV_H

#include "dom_priv.h"
#include "tearsheet/extract/selector.h"

/* True if the selector asks for names that a tree has only when it was parsed with them
 * (ts_dom_parse_all). */
bool ts_selector_needs_all(const struct ts_selector *s);

/* True if the element `n` of `dom` is one that the selector selects; false for text. */
bool ts_selector_matches(const struct ts_selector *s, const struct ts_dom *dom,
                         const struct ts_node *n);

#endif
