/* extract.h - from a fetched page to a readable article.
 *
 * No network, no files.  Knows nothing of feeds, the store or the screen.  Pages are hostile: all
 * limits below hold, whatever the bytes are, and nothing here recurses over what a page nests.
 * A page takes about seven times its size of memory while it is read, more if it is small or mostly
 * tags, and none of that afterwards but the article (tests/extract/test_footprint.c). */
#ifndef TEARSHEET_EXTRACT_EXTRACT_H
#define TEARSHEET_EXTRACT_EXTRACT_H

#include "tearsheet/extract/site_rules.h"
#include "tearsheet/model/article.h"

/* What one page may cost.  Bytes are a refusal; behind the others, down to the parser's time, the
 * page is read as plain text in flat blocks instead, and its article is marked partial.  Links
 * behind the last have no address. */
#define TS_EXTRACT_MAX_BYTES ((size_t)24 << 20)        /* of a page given */
#define TS_EXTRACT_MAX_MARKUP ((size_t)4 << 20)        /* left of it without scripts and the like */
#define TS_EXTRACT_MAX_DEPTH 1500                      /* elements open at once */
#define TS_EXTRACT_MAX_ATTRIBUTES 400                  /* on one element */
#define TS_EXTRACT_MAX_ELEMENTS 400000                 /* tags in a page */
#define TS_EXTRACT_MAX_PARSE_BYTES ((size_t)160 << 20) /* the parser's memory */
#define TS_EXTRACT_MAX_PARSE_MS 1000                   /* the parser's time */
#define TS_EXTRACT_MAX_BLOCKS 20000                    /* of one article; the rest is left out */
#define TS_EXTRACT_MAX_BASE 2048                       /* bytes of a <base>: above it is ignored */
#define TS_EXTRACT_MAX_TARGETS ((size_t)32 << 20)      /* bytes of all addresses in an article */

/* Finds the article in `html`: UTF-8, not kept after the call.  `page_url` is absolute (or empty);
 * links are resolved against it, or the page's <base>.  On TS_OK `*out` has at least one kept
 * block, all blocks of the page are in it in the page's order, kept and stripped, and all it points
 * at lives in `a`.
 *
 * Otherwise `*out` is untouched and the result is
 *   TS_ERR_NOTFOUND  there is no text in the page at all, or it is binary data
 *   TS_ERR_LIMIT     larger than TS_EXTRACT_MAX_BYTES, or beyond the other limits even when flat */
TS_CHECKED enum ts_rc ts_extract(struct ts_arena *a, ts_str html, ts_str page_url,
                                 struct ts_article *out, struct ts_err *err);

/* What the reader wants of a page, whatever else speaks for or against its blocks. */
struct ts_wishes {
    const struct ts_site_rules *rules; /* may be NULL */
    const ts_str *restored;            /* texts of blocks that the reader put back */
    size_t n_restored;
    ts_str first_url; /* of page `number` of an article (2 or more): where the first one is */
    size_t number;
};

/* The same, with wishes.  What they decide about says so in `decided_by`. */
TS_CHECKED enum ts_rc ts_extract_as_wished(struct ts_arena *a, ts_str html, ts_str page_url,
                                           const struct ts_wishes *wishes, struct ts_article *out,
                                           struct ts_err *err);

/* The same for the body of a feed's item: HTML or plain text, all of it the article but for obvious
 * clutter (share links, "the post ... appeared first").  Fills blocks, n_words, lang, image, url
 * and completeness (TS_COMPLETE_FEED); the caller knows title, byline and dates from the feed. */
TS_CHECKED enum ts_rc ts_extract_fragment(struct ts_arena *a, ts_str html, ts_str base_url,
                                          struct ts_article *out, struct ts_err *err);

#endif
