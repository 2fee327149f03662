/* sitemap.h - where the sitemaps of a site are: the way to a news sitemap (parse.h reads it). */
#ifndef TEARSHEET_FEED_SITEMAP_H
#define TEARSHEET_FEED_SITEMAP_H

#include "tearsheet/base/arena.h"

#define TS_SITEMAPS_MAX 8 /* told of one site; those that promise least are left out */

/* Addresses in `a`, those that call themselves news first, then the newest, then the document's
 * order.  `url` is the document's own address. */

/* The lines "Sitemap:" of a robots.txt; the usual places on the site of `url` if it has none. */
ts_str *ts_sitemaps_of_robots(struct ts_arena *a, ts_str text, ts_str url, size_t *n);

/* The sitemaps that an index of them (UTF-8) names; none if it is no index. */
ts_str *ts_sitemaps_of_index(struct ts_arena *a, ts_str utf8, ts_str url, size_t *n);

#endif
