/* forest_priv.h - a sum of decision trees over a row of numbers. */
#ifndef TEARSHEET_EXTRACT_FOREST_PRIV_H
#define TEARSHEET_EXTRACT_FOREST_PRIV_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A tree is its nodes from the top down, the left child right behind its parent.  A row goes left
 * if its value's bin is at most that of the node. */
struct ts_forest_node {
    uint8_t feature; /* or TS_FOREST_LEAF */
    uint8_t bin;     /* of a leaf: the lower byte of its value */
    uint8_t right;   /* nodes to the right child; of a leaf: the upper byte, two's complement */
};
#define TS_FOREST_LEAF 255

struct ts_forest {
    int n_values;           /* in a row, less than TS_FOREST_LEAF */
    const uint8_t *n_edges; /* by value: how many edges it has, one bin more than that */
    const float *edges;     /* all of them in turn, ascending; a value equal to one is below */
    const struct ts_forest_node *nodes;
    const uint8_t *sizes; /* nodes in each tree */
    int n_trees;
    int n_early; /* trees after which a sum below `hopeless` is the answer; 0 for none */
    float bias, unit, hopeless; /* leaves are in units */
};

/* The log-odds of a row of `n_values`. */
float ts_forest_sum(const struct ts_forest *forest, const float *values);

#endif
