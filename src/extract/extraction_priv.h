/* extraction_priv.h - one extraction, of a page or of a feed's own text, and how it ends. */
#ifndef TEARSHEET_EXTRACT_EXTRACTION_PRIV_H
#define TEARSHEET_EXTRACT_EXTRACTION_PRIV_H

#include "classify_priv.h"
#include "meta_priv.h"

struct ts_wishes;

/* One extraction; all in `scratch` but the result. */
struct ts_extraction {
    struct ts_arena *a; /* the caller's */
    struct ts_arena scratch;
    struct ts_arena numbers; /* the rows, which are large and needed until blocks have a kind */
    struct ts_dom dom;
    struct ts_article article; /* pointers into scratch until ts_extraction_finish() */
    struct ts_meta_hints hints;
    struct ts_page page;
    struct ts_features *rows;
    struct ts_verdict *verdicts;
    enum ts_block_kind *kinds;
    ts_str page_url;
    ts_str base;           /* what links are resolved against */
    size_t n_target_bytes; /* of addresses in the result */
    const struct ts_wishes *wishes;
    bool is_described; /* the text is the page's description, all that there is */
};

/* An address of the page, absolute, in x->a; empty when there are too many bytes of them. */
ts_str ts_extraction_resolve(struct ts_extraction *x, ts_str address);
/* The article so far with all it points at in x->a. */
struct ts_article ts_extraction_finish(struct ts_extraction *x);
/* The language: as declared, unless the text tells otherwise. */
void ts_extraction_set_lang(struct ts_extraction *x, struct ts_article *out);

#endif
