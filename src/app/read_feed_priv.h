/* read_feed_priv.h - what a source answered, as a feed. */
#ifndef TEARSHEET_APP_READ_FEED_PRIV_H
#define TEARSHEET_APP_READ_FEED_PRIV_H

#include "tearsheet/model/feed.h"
#include "tearsheet/net/http.h"

/* Reads a good answer: a feed or, if `takes_links`, a page whose links to articles are its items,
 * or a sitemap.  All in `a`, or in the arena of a reply that was read early.  Errors as
 * ts_feed_parse() and ts_front_read(). */
TS_CHECKED enum ts_rc read_feed(struct ts_arena *a, const struct ts_reply *reply, bool takes_links,
                                struct ts_feed *out, struct ts_err *err);

/* Reads the feed in a good answer at once, for read_feed() to take; see the `prepare` of requests.
 */
void read_feed_early(struct ts_reply *reply);

/* If the answer is an index of sitemaps: true, and `*url` (in `a`) is the one that promises most.
 */
bool read_feed_index(struct ts_arena *a, const struct ts_reply *reply, ts_str *url);

#endif
