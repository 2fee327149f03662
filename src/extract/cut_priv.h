/* cut_priv.h - what a page has that no parser needs to see. */
#ifndef TEARSHEET_EXTRACT_CUT_PRIV_H
#define TEARSHEET_EXTRACT_CUT_PRIV_H

#include "tearsheet/base/arena.h"

/* Bodies of application/json scripts shorter than this are not kept. */
#define TS_CUT_MIN_ISLAND 2000
#define TS_CUT_MAX_ISLANDS 8
#define TS_CUT_MAX_JSON_LD 32
/* Of ts_cut_flat(). */
#define TS_CUT_FLAT_MAX_BYTES ((size_t)2 << 20)
#define TS_CUT_FLAT_MAX_BLOCKS 20000

struct ts_cut {
    ts_str html; /* the page without scripts, styles, drawings, comments and frames, in the arena */
    ts_str *json_ld; /* slices of the page given */
    size_t n_json_ld;
    ts_str *islands;
    size_t n_islands;
    size_t n_tags;         /* start tags left */
    size_t max_attributes; /* on one of them */
    size_t max_depth;      /* elements open at once; a guess that may be too high, hardly too low */
};

/* Reads the page as a browser's tokenizer would: quoted attributes, comments, <title> and
 * <textarea>, scripts that are never closed.  Of <noscript> only the images stay, unless it holds
 * the page and hardly any text is outside.  Attributes that no node keeps (ts_attr_of()) stay only
 * if `with_attributes`. */
struct ts_cut ts_cut_page(struct ts_arena *a, ts_str html, bool with_attributes);

/* The page that ts_cut_page() left, once more without anything that nests: text in <p>, headings,
 * <li> and <pre> without attributes, and <title>, <meta> and <link> as they were. */
ts_str ts_cut_flat(struct ts_arena *a, ts_str cut_html);

#endif
