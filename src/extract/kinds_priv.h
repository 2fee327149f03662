/* kinds_priv.h - what a block is, once it is known whether it belongs to the article. */
#ifndef TEARSHEET_EXTRACT_KINDS_PRIV_H
#define TEARSHEET_EXTRACT_KINDS_PRIV_H

#include "classify_priv.h"
#include "meta_priv.h"

/* The kind of each block, in `a`.  May change verdicts: the title, bylines and captions around the
 * article belong to it although they are not its text. */
enum ts_block_kind *ts_kinds_of(struct ts_arena *a, const struct ts_page *page,
                                const struct ts_features *rows, const struct ts_meta_hints *hints,
                                struct ts_verdict *verdicts);

#endif
