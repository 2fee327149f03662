/* memory.h - what a site repeats on its pages is not part of an article, whatever it looks like.
 *
 * Whoever keeps the counts gives them in: this module says which blocks to count, and which of them
 * to strip. It catches what no single page can tell from the article: the donation letter in full
 * sentences in the middle of it. */
#ifndef TEARSHEET_EXTRACT_MEMORY_H
#define TEARSHEET_EXTRACT_MEMORY_H

#include "tearsheet/base/map.h"
#include "tearsheet/model/article.h"

/* A block is boilerplate when at least TS_MEMORY_MIN_PAGES pages of the site have it, and a share
 * of them that depends on its length: short ones can be headings that recur ("Background"), and a
 * paragraph of background stands in several reports of one affair. */
#define TS_MEMORY_MIN_PAGES 3
#define TS_MEMORY_LONG_WORDS 10
#define TS_MEMORY_SHORT_PERCENT 60 /* of the pages, for blocks below TS_MEMORY_LONG_WORDS */
#define TS_MEMORY_LONG_PERCENT 10
/* A long one that so many have is boilerplate whatever their share. */
#define TS_MEMORY_MANY_PAGES 12
/* A page of which more than this share would go repeats another page: nothing of it is stripped. */
#define TS_MEMORY_MAX_PERCENT 50
/* What the short ones' share of at least so many pages have is no page's text, and not counted in
 * that. */
#define TS_MEMORY_SITE_PAGES 6

/* A number for the text of each block, in `a`: equal for equal text but for case and white space.
 * 0 for blocks that are not to be counted: those that are stripped anyway, but for letters to the
 * reader, which may not be told on another page; and those that repeat an earlier block of the
 * page.
 */
uint64_t *ts_memory_hashes(struct ts_arena *a, const struct ts_article *article);

/* Strips the blocks that `counts` (one a block: on how many pages of the site it was seen, this one
 * included) gives away, and the headings that this leaves bare; `n_pages` is how many pages of the
 * site were counted.  Returns how many were stripped; the `reason` of what is repeated, in `a`, says
 * on how many pages it was seen. */
size_t ts_memory_apply(struct ts_arena *a, struct ts_article *article, const uint32_t *counts,
                       size_t n_pages);

/* ---- counts without a library ---- */

/* The pages seen so far.  Set `arena` of both maps and leave the rest zero. */
struct ts_tally {
    struct ts_map counts; /* pages by site, and by site and block */
    struct ts_map seen;   /* addresses */
};

/* Counts the page, unless one with its address was counted before.  `hashes` are those of
 * ts_memory_hashes().  A page without an address is of no site, and not counted. */
void ts_tally_learn(struct ts_tally *t, const struct ts_article *article, const uint64_t *hashes);

/* Strips what the pages counted so far give away; returns how many blocks. */
size_t ts_tally_strip(struct ts_arena *a, const struct ts_tally *t, struct ts_article *article,
                      const uint64_t *hashes);

/* The site that a page is of: the host of its own address.  May be empty. */
ts_str ts_memory_site(const struct ts_article *article);

#endif
