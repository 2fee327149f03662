/* told_priv.h - text for pages that show none, or less than they tell. */
#ifndef TEARSHEET_EXTRACT_TOLD_PRIV_H
#define TEARSHEET_EXTRACT_TOLD_PRIV_H

#include "tearsheet/model/article.h"

#define TS_TOLD_MIN_BODY_BYTES 400   /* of a told body that is worth comparing with */
#define TS_TOLD_MIN_SHORT_BYTES 100  /* of one that stands for a page that shows no text */
#define TS_TOLD_MIN_SUMMARY_BYTES 80 /* of a description that stands for a text */

/* Bytes of the text that is kept: 0 of an article that is empty to a reader. */
size_t ts_told_kept_bytes(const struct ts_article *article);

/* Takes `body`, lines of the page's data, for the text when what was found is clearly less. */
void ts_told_body(struct ts_arena *a, ts_str body, struct ts_article *out);

/* Gives an article without text one: its captions, for a page of pictures; else `summary`, what the
 * page says of itself.  True if it is the summary. */
bool ts_told_rescue(struct ts_arena *a, ts_str summary, struct ts_article *out);

#endif
