/* cues_priv.h - what the names of elements say about their purpose.
 *
 * Names are the words of class, id, role, itemprop and the like.  Each word, and each of its parts
 * ("share-box", "shareBox", "share_box" have "share" and "box"), is looked up as a whole: never a
 * part of a word. */
#ifndef TEARSHEET_EXTRACT_CUES_PRIV_H
#define TEARSHEET_EXTRACT_CUES_PRIV_H

#include "dom_priv.h"

enum ts_cue {
    TS_CUE_CONTENT = 0, /* article, body, story */
    TS_CUE_COMMENTS,
    TS_CUE_SHARE,
    TS_CUE_RELATED,
    TS_CUE_NEWSLETTER, /* subscriptions, donations, logins */
    TS_CUE_NAV,
    TS_CUE_FOOT,
    TS_CUE_SIDE,
    TS_CUE_AD,
    TS_CUE_META, /* author, date */
    TS_CUE_TAGS, /* topics, categories */
    TS_CUE_CAPTION,
    TS_CUE_MEDIA, /* players, embeds */
    TS_CUE_POPUP, /* dialogs, cookie notices */
    TS_CUE_LEAD,  /* standfirst, summary */
    TS_CUE_TITLE,
    TS_CUE_BIO,
    TS_CUE_QUOTE,  /* pull quotes */
    TS_CUE_WIDGET, /* boxes, lists, grids: parts of a page that repeat */
    TS_CUE_HIDING, /* off the screen, for screen readers */
    TS_N_CUES,
};

#define TS_CUE_BIT(cue) (1u << (cue))

/* The cues of each element of `dom` by id, TS_CUE_BIT() each; 0 for text nodes, and for
 * <html> and <body>: names of the whole page ("has-sidebar") tell nothing of its parts. */
uint32_t *ts_cues_of(struct ts_arena *a, const struct ts_dom *dom);

/* The first word of the element's names that has the cue, for reasons shown; empty if none. */
ts_str ts_cue_word(const struct ts_node *n, enum ts_cue cue);

#endif
