/* index_priv.h - which reports may be alike: those that share a rare word. */
#ifndef TEARSHEET_STORY_INDEX_PRIV_H
#define TEARSHEET_STORY_INDEX_PRIV_H

#include "pair_priv.h"

struct posting_list;

/* The search that met a report last, in how many words, and what these make of a likeness. */
struct mark {
    uint32_t search;
    uint32_t n_met;
    float share;
};

/* Reports by number, 0 and up, added in that order. */
struct index {
    struct ts_arena *arena;
    struct counts places;        /* hash to place + 1 among the lists */
    struct posting_list **lists; /* in chunks, which stay where they are */
    size_t n_chunks, chunks_cap;
    uint32_t n_lists;
    uint32_t n;
    struct mark *marks; /* of each report */
    size_t marks_cap;
    uint32_t *met; /* the reports that a search has met, with room for all */
    size_t met_cap;
    uint32_t n_searches;
};

struct numbers {
    uint32_t *v;
    size_t n, cap;
};

void index_init(struct index *x, struct ts_arena *a);

/* Adds the next report by its most telling words and sounds. */
void index_add(struct index *x, const struct vector *v);
/* Counts the next report, which no search will find. */
void index_leave_out(struct index *x);

/* Appends to `out`, in `a`, the reports numbered from `first` on that share one of the most telling
 * words of `v`, each once, in no particular order; when they are many, those that share several.
 * Words in more than `longest` reports are left out. */
void index_find(struct index *x, const struct vector *v, uint32_t first, size_t longest,
                struct ts_arena *a, struct numbers *out);

/* Of the reports that the last search found, keeps the `most` whose shared words say most; of equal
 * ones the latest. */
void index_keep_nearest(const struct index *x, struct numbers *found, size_t most);

#endif
