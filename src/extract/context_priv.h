/* context_priv.h - what a first look says about the blocks around a block. */
#ifndef TEARSHEET_EXTRACT_CONTEXT_PRIV_H
#define TEARSHEET_EXTRACT_CONTEXT_PRIV_H

#include "features_priv.h"

#define TS_CONTEXT_NEAR 6    /* neighbours on each side */
#define TS_CONTEXT_GROUPS 3  /* likes, same parent, same grandparent */
#define TS_CONTEXT_REACHES 3 /* 5, 15 and 40 blocks on each side */
#define TS_CONTEXT_NOTHING -99.0F

/* Scores are weighted by the size of their blocks; content is score times size.  The order is that
 * of context() in tests/bench/extract_train.py. */
enum ts_context {
    TS_C_OWN = 0,                                  /* log-odds of the first look */
    TS_C_NEAR,                                     /* of the neighbours in turn */
    TS_C_GROUPS = TS_C_NEAR + 2 * TS_CONTEXT_NEAR, /* by group: mean score, log2 of size, share of
                                                      the page's content */
    TS_C_REACH = TS_C_GROUPS + 3 * TS_CONTEXT_GROUPS,  /* by reach: mean score before, behind */
    TS_C_BEFORE = TS_C_REACH + 2 * TS_CONTEXT_REACHES, /* share of the page's content */
    TS_C_BEHIND,
    TS_C_FROM_FIRST, /* blocks from the first with a positive score, -99 to 99 */
    TS_C_TO_LAST,
    TS_C_PLACE,   /* between the two */
    TS_C_CONTENT, /* log2 of the page's */
    TS_C_KEPT,    /* log2 of the blocks with a positive score */
    TS_C_SHARE,   /* of the page's text that is content */
    TS_N_CONTEXT,
};

struct ts_answers;

/* Sums over `log_odds`, one of each block of the page.  In `a`; all three are borrowed. */
struct ts_answers *ts_answers_new(struct ts_arena *a, const struct ts_page *page,
                                  const struct ts_features *rows, const float *log_odds);
/* Writes the TS_N_CONTEXT values around block `i`. */
void ts_context_put(const struct ts_answers *s, size_t i, float *v);

#endif
