/* opml.h - lists of subscriptions as other readers write and read them (OPML 1.0 and 2.0). */
#ifndef TEARSHEET_FEED_OPML_H
#define TEARSHEET_FEED_OPML_H

#include "tearsheet/base/buf.h"
#include "tearsheet/feed/sources_file.h"

#define TS_OPML_MAX_BYTES ((size_t)16 << 20)
#define TS_OPML_MAX_SOURCES ((size_t)100000)

/* Reads the subscriptions in `bytes` in the order of the document, in `a`: outlines with an xmlUrl,
 * their title as `nickname`, the folders above them and their categories as tags (each once).  An
 * address that occurs again adds its tags to the first.  A malformed document is mended, and
 * `*fault` (may be NULL) says what was wrong with it first: "line 7: a tag is not closed"; it is
 * empty for a whole one.
 *   TS_ERR_PARSE  no OPML document
 *   TS_ERR_LIMIT  too large */
TS_CHECKED enum ts_rc ts_opml_read(struct ts_arena *a, ts_str bytes,
                                   struct ts_source_entry **entries, size_t *n, ts_str *fault,
                                   struct ts_err *err);

/* Appends an OPML 2.0 document of the entries that are addresses to `out`: each in a folder named
 * by its first tag that is no option (which have a "="), all its tags as categories, and "!" as one
 * if it is hidden.  Reading it gives the same entries again (grouped
 * by folder); writing those gives the same bytes. */
void ts_opml_write(struct ts_buf *out, ts_str title, const struct ts_source_entry *entries,
                   size_t n);

#endif
