/* islands_priv.h - an article's text that a page only has in the data of its scripts. */
#ifndef TEARSHEET_EXTRACT_ISLANDS_PRIV_H
#define TEARSHEET_EXTRACT_ISLANDS_PRIV_H

#include "dom_priv.h"

/* Shorter texts are teasers. */
#define TS_ISLAND_MIN_BODY 400
/* Values looked at in one island. */
#define TS_ISLAND_MAX_VALUES 20000

/* The longest text in the page's application/json scripts under a name that bodies of articles go
 * by, as written; empty if there is none. */
ts_str ts_islands_body(struct ts_arena *a, const struct ts_dom *dom);

#endif
