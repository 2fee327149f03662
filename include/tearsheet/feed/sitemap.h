/* sitemap.h - where the sitemaps of a site are: the way to a news sitemap (parse.h reads it); and
 * sitemaps without news as lists of articles. */
#ifndef TEARSHEET_FEED_SITEMAP_H
#define TEARSHEET_FEED_SITEMAP_H

#include "tearsheet/model/feed.h"

#define TS_SITEMAPS_MAX 8 /* told of one site; those that promise least are left out */

/* Addresses in `a`, those that call themselves news first, then the newest, then the document's
 * order.  `url` is the document's own address. */

/* The lines "Sitemap:" of a robots.txt; the usual places on the site of `url` if it has none. */
ts_str *ts_sitemaps_of_robots(struct ts_arena *a, ts_str text, ts_str url, size_t *n);

/* The sitemaps that an index of them (UTF-8) names; none if it is no index. */
ts_str *ts_sitemaps_of_index(struct ts_arena *a, ts_str utf8, ts_str url, size_t *n);

#define TS_SITEMAP_MAX_PAGES 200 /* taken of one sitemap, the newest */

/* Is the page with this address wanted? */
typedef bool ts_sitemap_wants(ts_str url);

/* Reads a sitemap as if it were a feed of format TS_FEED_SITEMAP: of the first 50,000 addresses
 * those that are wanted, the newest first, each once.  An item's `id` is its canonical address, its
 * title the words of that; what is dated is so by the last change.  `utf8` is not kept; on TS_OK
 * all is in `a`.  TS_ERR_PARSE when it is no sitemap, or has nothing that is wanted. */
TS_CHECKED enum ts_rc ts_sitemap_read(struct ts_arena *a, ts_str utf8, ts_str url,
                                      ts_sitemap_wants *wants, struct ts_feed *out,
                                      struct ts_err *err);

#endif
