/* discover.h - the feeds that a page announces. */
#ifndef TEARSHEET_EXTRACT_DISCOVER_H
#define TEARSHEET_EXTRACT_DISCOVER_H

#include "tearsheet/base/arena.h"

#define TS_DISCOVER_MAX 64 /* feeds of one page; the rest is left out */

enum ts_announced_kind { TS_ANNOUNCED_RSS, TS_ANNOUNCED_ATOM, TS_ANNOUNCED_JSON };

struct ts_announced {
    ts_str url;   /* absolute */
    ts_str title; /* as the page calls it, or empty */
    enum ts_announced_kind kind;
    bool is_comments; /* comments on an article or a site */
};

#define TS_DISCOVER_MAX_LINKED 16

/* The feeds in the page's <link rel=alternate>, each address once, those to subscribe to first:
 * feeds of articles before those of comments and of a single tag or author, else in the page's
 * order.  A page without any may link to feeds in its text: then the first of those of its own site
 * whose addresses look like one.  `html` is UTF-8, `page_url` its absolute address.  Returns an
 * array in `a` and its length in `*n`, or NULL and 0. */
struct ts_announced *ts_discover_feeds(struct ts_arena *a, ts_str html, ts_str page_url, size_t *n);

/* True if the bytes look like a page of HTML, and not like a feed, JSON or plain text. */
bool ts_discover_is_html(ts_str bytes);

#endif
