/* classify_priv.h - which blocks are the article. */
#ifndef TEARSHEET_EXTRACT_CLASSIFY_PRIV_H
#define TEARSHEET_EXTRACT_CLASSIFY_PRIV_H

#include "features_priv.h"

struct ts_verdict {
    float score; /* 0 surely not of the article to 1 surely */
    bool is_kept;
    enum ts_decider decided_by;
    ts_str reason;           /* the strongest evidence; static or in the arena */
    enum ts_block_kind kind; /* of a stripped block, where the rules know it; 0 where not */
};

/* A verdict on each block, in `a`.  At least one is kept if there is any block. */
struct ts_verdict *ts_classify(struct ts_arena *a, const struct ts_page *page,
                               const struct ts_features *rows);

#endif
