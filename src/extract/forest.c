/* Values are turned into the numbers of their bins first, so that a step down a tree compares two
 * bytes.  Most blocks of a page are hopeless, and a few trees tell: the others are not asked. */
#include "forest_priv.h"

/* Edges below `value`. */
static uint8_t bin_of(const float *edges, size_t n, float value)
{
    size_t low = 0;

    while (n > 0) {
        size_t half = n / 2;
        if (edges[low + half] < value) {
            low += half + 1;
            n -= half + 1;
        } else {
            n = half;
        }
    }
    return (uint8_t)low;
}

static void put_bins(const struct ts_forest *forest, const float *values, uint8_t *bins)
{
    const float *edges = forest->edges;

    for (int k = 0; k < forest->n_values; k++) {
        bins[k] = bin_of(edges, forest->n_edges[k], values[k]);
        edges += forest->n_edges[k];
    }
}

static int leaf_of(const struct ts_forest_node *node, const uint8_t *bins)
{
    while (node->feature != TS_FOREST_LEAF)
        node += bins[node->feature] <= node->bin ? 1 : node->right;
    return (int16_t)(node->bin | node->right << 8);
}

float ts_forest_sum(const struct ts_forest *forest, const float *values)
{
    uint8_t bins[TS_FOREST_LEAF];
    const struct ts_forest_node *tree = forest->nodes;
    int sum = 0;

    put_bins(forest, values, bins);
    for (int i = 0; i < forest->n_trees; i++) {
        bool is_early = i > 0 && i == forest->n_early;
        if (is_early && forest->bias + forest->unit * (float)sum < forest->hopeless)
            break;
        sum += leaf_of(tree, bins);
        tree += forest->sizes[i];
    }
    return forest->bias + forest->unit * (float)sum;
}
