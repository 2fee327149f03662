/* link_priv.h - average link: groups from likenesses of pairs. */
#ifndef TEARSHEET_STORY_LINK_PRIV_H
#define TEARSHEET_STORY_LINK_PRIV_H

#include "tearsheet/base/arena.h"

struct edge {
    uint32_t a, b;
    float score;
};

/* Joins `n` items as long as two groups have pairs of an average score of `join` or more.  Pairs
 * without an edge score 0; a negative score keeps groups apart as it lowers their average.  Writes
 * to `group[i]` the smallest item of the group of `i`.  The order of edges does not matter. */
void link_average(uint32_t n, const struct edge *edges, size_t n_edges, float join,
                  uint32_t *group);

#endif
