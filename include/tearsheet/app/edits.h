/* edits.h - what an outlet changed in the text of an article. */
#ifndef TEARSHEET_APP_EDITS_H
#define TEARSHEET_APP_EDITS_H

#include "tearsheet/model/article.h"

enum ts_edit_kind {
    TS_EDIT_CUT = 0,
    TS_EDIT_ADDED,
    TS_EDIT_REWORDED,
};

/* A paragraph that was changed. */
struct ts_edit {
    enum ts_edit_kind kind;
    ts_str text; /* reworded: with "[-", "-]" around words that went, "{+", "+}" around new ones */
};

/* What makes `after` of `before`, in order; two paragraphs that have half of their words in common
 * are one that was reworded.  In `a`; `*n` is how many. */
struct ts_edit *ts_edits_of(struct ts_arena *a, const struct ts_article *before,
                            const struct ts_article *after, size_t *n);

#endif
