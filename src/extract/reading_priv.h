/* reading_priv.h - what the text of a block tells, in numbers. */
#ifndef TEARSHEET_EXTRACT_READING_PRIV_H
#define TEARSHEET_EXTRACT_READING_PRIV_H

#include <math.h>

#include "features_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/map.h"

/* What texts are read with: tables of one page. */
struct ts_reading {
    struct ts_arena *scratch;
    const struct ts_page *page;
    struct ts_map title_words, summary_words, site_words;
    struct ts_map body_grams; /* runs of three words of the body that the page's data tell */
    struct ts_buf lower;      /* the block's text in lower case */
};

/* What it holds is in `scratch`.  Ended by ts_reading_done(). */
struct ts_reading ts_reading_start(struct ts_arena *scratch, const struct ts_page *page);
void ts_reading_done(struct ts_reading *r);

/* Fills the features of `row` that need the text alone.  Returns its letters, where a letter of a
 * script without spaces is two. */
float ts_reading_block(struct ts_reading *r, const struct ts_piece *p, struct ts_features *row);

/* part / whole, 0 of nothing. */
static inline float ts_share(double part, double whole)
{
    return whole > 0 ? (float)(part / whole) : 0;
}

static inline float ts_log_of(double n)
{
    return (float)log2(1 + n);
}

#endif
