/* pager_priv.h - where an article in several pages goes on. */
#ifndef TEARSHEET_EXTRACT_PAGER_PRIV_H
#define TEARSHEET_EXTRACT_PAGER_PRIV_H

#include "dom_priv.h"

/* The absolute address of page `number` + 1 of the article whose first page is `first_url`, if the
 * page names it as the next one or links to it; else empty.  It must be the first page's address
 * with a mark of that number ("?page=2", "/2", "/page/2", "-2.html"): other next pages are other
 * articles.  Links are resolved against `base`.  In `a`. */
ts_str ts_pager_next(struct ts_arena *a, const struct ts_dom *dom, ts_str base, ts_str first_url,
                     size_t number);

/* True if `url` is that of page `number` (2 or more) of the article at `first_url`. */
bool ts_pager_is_page(struct ts_arena *a, ts_str first_url, ts_str url, size_t number);

#endif
