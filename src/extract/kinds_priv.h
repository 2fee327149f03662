/* kinds_priv.h - what a block is, once it is known whether it belongs to the article. */
#ifndef TEARSHEET_EXTRACT_KINDS_PRIV_H
#define TEARSHEET_EXTRACT_KINDS_PRIV_H

#include "classify_priv.h"
#include "meta_priv.h"

enum {
    TS_KINDS_MAX_LINE_WORDS = 14, /* of a byline, a credit, a line of small print */
    TS_KINDS_MAX_META_STEPS = 2,  /* up to an element called author, date and the like */
    TS_KINDS_MAX_NAME_STEPS = 6,  /* how far up a name still tells what a stripped block is */
};

/* The kind of each block, in `a`.  May change verdicts: the title, bylines and captions around the
 * article belong to it although they are not its text. */
enum ts_block_kind *ts_kinds_of(struct ts_arena *a, const struct ts_page *page,
                                const struct ts_features *rows, const struct ts_meta_hints *hints,
                                struct ts_verdict *verdicts);

/* What a block that is not kept is. */
enum ts_block_kind ts_stripped_kind(const struct ts_piece *p, const struct ts_features *row,
                                    const struct ts_verdict *verdict);

#endif
