/* told_priv.h - text for pages that show none, or less than they tell. */
#ifndef TEARSHEET_EXTRACT_TOLD_PRIV_H
#define TEARSHEET_EXTRACT_TOLD_PRIV_H

#include "meta_priv.h"

#define TS_TOLD_MIN_BODY_BYTES 400   /* of a told body that is worth comparing with */
#define TS_TOLD_MIN_SHORT_BYTES 100  /* of one that stands for a page that shows no text */
#define TS_TOLD_MIN_SUMMARY_BYTES 80 /* of a description that stands for a text */

/* Bytes of the text that is kept: 0 of an article that is empty to a reader. */
size_t ts_told_kept_bytes(const struct ts_article *article);

/* Takes the body that the page's data tell for the text when what was found is clearly less; with
 * its headings, lists and links where it has markup.  These are resolved against `base`. */
void ts_told_body(struct ts_arena *a, const struct ts_meta_hints *hints, ts_str base,
                  struct ts_article *out);

/* "$$ADVERT$$", "[[gallery:3]]": a mark that the script would put something in place of. */
bool ts_told_is_placeholder(ts_str text);

/* Gives an article without text one: its captions, for a page of pictures; else `summary`, what the
 * page says of itself.  True if it is the summary. */
bool ts_told_rescue(struct ts_arena *a, ts_str summary, struct ts_article *out);

#endif
