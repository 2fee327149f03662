/* parse.h - from the bytes a server sent to a feed and its items.
 *
 * RSS 0.9x to 2.0, RDF (RSS 0.90 and 1.0), Atom 0.3 and 1.0, JSON Feed 1.0 and 1.1, with Dublin
 * Core, Media RSS, content:encoded and iTunes; news sitemaps.  Malformed documents are mended as
 * far as they can be.  No network and no files: whatever a document declares, nothing is fetched.
 */
#ifndef TEARSHEET_FEED_PARSE_H
#define TEARSHEET_FEED_PARSE_H

#include "tearsheet/model/feed.h"

/* Limits on what a stranger's document can cost. */
#define TS_FEED_MAX_BYTES ((size_t)64 << 20) /* of the document: TS_ERR_LIMIT above */
#define TS_FEED_MAX_ITEMS ((size_t)250000)   /* TS_ERR_LIMIT above */
#define TS_FEED_MAX_DEPTH 128                /* deeper elements lose their tags, not their text */
#define TS_FEED_MAX_TEXT ((size_t)4 << 20)   /* bytes of one field: the rest is cut off */
#define TS_FEED_MAX_BASE ((size_t)2048)      /* bytes of an xml:base: one above is ignored */
/* Bytes of all that is read of a document: TS_ERR_LIMIT above.  A short address becomes a long one
 * when it is resolved, so the document's size does not bound them. */
#define TS_FEED_MAX_READ ((size_t)128 << 20)

/* Reads the feed in `bytes`, in whatever charset: `content_type` is the Content-Type header, or the
 * charset alone, or empty.  Relative addresses are resolved against xml:base, `url` (where the feed
 * was fetched; may be empty) and the feed's own link, in this order.
 *
 * On TS_OK all that `*out` points at lives in `a`.  Titles and authors are plain text on one line;
 * summary and content are HTML (plain text is escaped).  `published` is the time of the last change
 * where no other is given, and `link` is the guid where that is a permanent link and no other is
 * given.  Otherwise `*out` is untouched and the result is
 *   TS_ERR_PARSE  no feed: empty, a web page (an article, a login, a robot check), something else,
 *                 or malformed so that nothing could be recovered; the message says which
 *   TS_ERR_LIMIT  too large, too many items, or too much in them */
TS_CHECKED enum ts_rc ts_feed_parse(struct ts_arena *a, ts_str bytes, ts_str content_type,
                                    ts_str url, struct ts_feed *out, struct ts_err *err);

#endif
