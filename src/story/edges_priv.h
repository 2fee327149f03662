/* edges_priv.h - which of some items are near to each other, and how near. */
#ifndef TEARSHEET_STORY_EDGES_PRIV_H
#define TEARSHEET_STORY_EDGES_PRIV_H

#include "tearsheet/base/arena.h"

struct edge_scores {
    float score;
    float late; /* the score if one of them is a late word on the event of the other */
};

struct edge {
    uint32_t a, b;
    struct edge_scores scores;
};

/* Hundreds of thousands of edges are held until all is linked, so that each has twelve bytes: the
 * edges of an item with those before it are a stretch of `to` and `scores`. */
struct edges {
    struct ts_arena *arena;
    size_t *end; /* of the stretch of each item, which begins where that of the one before ends */
    size_t n_items;
    uint32_t *to;
    size_t n, cap;
    struct edge_scores *scores;
    struct edge *tied; /* what the reader decided */
    size_t n_tied, tied_cap;
};

/* No edges yet between at most `n_items`, in `a`. */
void edges_init(struct edges *e, struct ts_arena *a, size_t n_items);

/* Adds an edge of the next item with one before it. */
void edges_add(struct edges *e, uint32_t to);
/* Ends the stretch of the next item, which may be empty; the one behind it is next. */
void edges_end_item(struct edges *e);
/* Room for the scores of all edges, not zeroed: once the stretches of all items have ended. */
void edges_make_scores(struct edges *e);

static inline size_t edges_start(const struct edges *e, size_t item)
{
    return item > 0 ? e->end[item - 1] : 0;
}

/* Adds an edge of any two items, with one score. */
void edges_tie(struct edges *e, uint32_t a, uint32_t b, float score);

/* Where a walk over all edges is; all-zero to begin. */
struct edges_walk {
    size_t i;
    uint32_t item;
};

/* The next edge to `*out`; false if there is none left. */
bool edges_next(const struct edges *e, struct edges_walk *walk, struct edge *out);

#endif
