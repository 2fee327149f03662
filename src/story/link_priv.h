/* link_priv.h - average link: groups from likenesses of pairs. */
#ifndef TEARSHEET_STORY_LINK_PRIV_H
#define TEARSHEET_STORY_LINK_PRIV_H

#include "edges_priv.h"

/* Scores with what is far below `join` taken as 0: if both are, the edge says nothing. */
struct edge_scores link_scores(float score, float late, float join);

/* What is averaged instead of a score, and back. */
float link_tempered(float score);
float link_untempered(float mean);

/* The score from which on a group of `size` joins one of `larger`, if equals join from `join` on.
 */
float link_join_between(float join, size_t size, size_t larger);

/* Two groups without a pair of this score never join. */
float link_least(float join);

struct link_rules {
    float join;
    float closeness; /* two groups are at least so near, by the less near of their own members */
    const bool *is_bare; /* items that say too little for that; NULL: none */
};

/* Joins `n` items as long as two groups have pairs of a (tempered) average score of `join` or more,
 * and are close by their own measure, then single items to groups of several by the late scores,
 * and then groups to much larger ones from a little less on.
 * Pairs without an edge score 0; a negative score keeps groups apart as it lowers their average,
 * and a score above 1 brings them together whatever they are.  Writes to `group[i]` the smallest
 * item of the group of `i`.  The order of edges does not matter. */
void link_average(uint32_t n, const struct edges *edges, const struct link_rules *rules,
                  uint32_t *group);

#endif
