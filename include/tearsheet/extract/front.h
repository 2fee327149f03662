/* front.h - the articles that a front page links to, for sites that have no feed.
 *
 * No network, no files.  The limits of extract.h hold. */
#ifndef TEARSHEET_EXTRACT_FRONT_H
#define TEARSHEET_EXTRACT_FRONT_H

#include "tearsheet/model/feed.h"

#define TS_FRONT_MAX_LINKS 200 /* of one page; the rest is left out */
#define TS_FRONT_MIN_LINKS 3   /* with fewer it is no front page */

/* Reads the page as if it were a feed of format TS_FEED_PAGE: its links to articles of the same
 * site, each once, in the page's order, with their headlines and, where the page has them beside
 * the link, a date and a summary.  An item's `id` is its canonical address.  `html` is UTF-8 and
 * not kept, `page_url` absolute; on TS_OK all is in `a`.  Otherwise `*out` is untouched and the
 * result is TS_ERR_NOTFOUND  fewer than TS_FRONT_MIN_LINKS links to articles TS_ERR_LIMIT     as
 * ts_extract() */
TS_CHECKED enum ts_rc ts_front_read(struct ts_arena *a, ts_str html, ts_str page_url,
                                    struct ts_feed *out, struct ts_err *err);

#endif
