/* join.h - an article in several pages. */
#ifndef TEARSHEET_EXTRACT_JOIN_H
#define TEARSHEET_EXTRACT_JOIN_H

#include "tearsheet/model/article.h"

#define TS_JOIN_MAX_PAGES 12 /* of one article */

/* Puts the kept blocks of `next`, the page behind those that `io` has, at its end; what `io` has
 * already (title, standfirst, boxes) is left out.  `io` then goes on where `next` does, and is as
 * complete as the less complete of the two.  False, and `io` as it was, when `next` is not its next
 * page: it has another title, or nothing that is new.  Blocks are shared with `next`, their array
 * is in `a`. */
bool ts_article_join(struct ts_arena *a, struct ts_article *io, const struct ts_article *next);

#endif
