/* memory.h - what a site repeats on its pages is not part of an article, whatever it looks like.
 *
 * Whoever keeps the counts gives them in: this module says which blocks to count, and which of them
 * to strip. It catches what no single page can tell from the article: the donation letter in full
 * sentences in the middle of it. */
#ifndef TEARSHEET_EXTRACT_MEMORY_H
#define TEARSHEET_EXTRACT_MEMORY_H

#include "tearsheet/model/article.h"

/* A block of at least TS_MEMORY_LONG_WORDS words is boilerplate when this many pages of the site
 * have it. */
#define TS_MEMORY_LONG_WORDS 10
#define TS_MEMORY_MIN_PAGES 3
/* Shorter ones can be headings that recur ("Background"): they must also be on this share of the
 * pages. */
#define TS_MEMORY_SHORT_PERCENT 60
/* A page of which more than this share would go repeats another page: nothing of it is stripped. */
#define TS_MEMORY_MAX_PERCENT 50

/* A number for the text of each block, in `a`: equal for equal text but for case and white space.
 * 0 for blocks that are not to be counted: those that are stripped anyway, and those that repeat an
 * earlier block of the page. */
uint64_t *ts_memory_hashes(struct ts_arena *a, const struct ts_article *article);

/* Strips the blocks that `counts` (one a block: on how many pages of the site it was seen, this one
 * included) gives away; `n_pages` is how many pages of the site were counted.  Returns how many
 * were stripped; their `reason`, in `a`, says on how many pages they were seen. */
size_t ts_memory_apply(struct ts_arena *a, struct ts_article *article, const uint32_t *counts,
                       size_t n_pages);

#endif
