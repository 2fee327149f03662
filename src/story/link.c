/* The nearest-neighbour chain: follow each group to its nearest one until two are nearest to each
 * other, and join them.  Average link never makes a joined group nearer to a third than its parts
 * were, so the chain finds the same joins as taking the nearest pair of all each time, in time that
 * grows with the number of edges.
 *
 * The events of a running affair are near to each other, too, but less so than the reports of each:
 * two groups that are far apart for what their own members are to each other are refused, until one
 * of them has grown.
 *
 * The average is tempered: that of a power of the scores, so that two reports that are nearly one
 * text do not pull together what else is around them.  What is left over then is another matter
 * (link_rest.c). */
#include "link_priv.h"

#include <math.h>

#include "linker_priv.h"
#include "sets_priv.h"

static const float piece = 0.7F; /* from this share of the usual score on larger groups take in */
static const float temper = 0.7F;

/* Scores below this share of the one that joins are taken as 0. */
static const float edge_floor = 0.1F;

static float unless_low(float score, float join)
{
    return score < 0 || score >= edge_floor * join ? score : 0;
}

struct edge_scores link_scores(float score, float late, float join)
{
    return (struct edge_scores){ unless_low(score, join), unless_low(late, join) };
}

float link_tempered(float score)
{
    return score > 0 && score < 1 ? powf(score, temper) : score;
}

float link_untempered(float mean)
{
    return mean > 0 && mean < 1 ? powf(mean, 1.0F / temper) : mean;
}

float link_join_between(float join, size_t size, size_t larger)
{
    return larger >= size * LINKER_TIMES_LARGER ? piece * join : join;
}

float link_least(float join)
{
    return piece * join;
}

static uint64_t pair_key(uint32_t a, uint32_t b)
{
    return a < b ? (uint64_t)a << 32 | b : (uint64_t)b << 32 | a;
}

static void refuse(struct linker *l, uint32_t a, uint32_t b)
{
    *ts_map_put(&l->refused, pair_key(a, b)) = l->size[a] + l->size[b];
}

static bool is_refused(const struct linker *l, uint32_t a, uint32_t b)
{
    const int64_t *size = l->refused.n > 0 ? ts_map_find(&l->refused, pair_key(a, b)) : NULL;

    return size && *size == l->size[a] + l->size[b];
}

/* The nearest group of `a` and the average score; `a` itself if there is none.  Of equally near
 * ones `prefer` is taken, so that the chain cannot run in circles, or else the first. */
static uint32_t nearest(struct linker *l, uint32_t a, uint32_t prefer, double *score)
{
    uint32_t best = a;

    *score = 0;
    linker_gather(l, a);
    for (uint32_t i = 0; i < l->n_touched; i++) {
        uint32_t b = l->touched[i];
        double average = is_refused(l, a, b) ? 0 : linker_average(l, a, b, l->sum[b]);
        bool is_tie = average == *score && best != a;
        if (average > *score || (is_tie && best != prefer && (b == prefer || b < best))) {
            *score = average;
            best = b;
        }
    }
    linker_put_back(l, a);
    return best;
}

static void follow(struct linker *l, uint32_t start)
{
    double score;

    l->chain[0] = start;
    l->n_chain = 1;
    while (l->n_chain > 0) {
        uint32_t top = l->chain[l->n_chain - 1];
        uint32_t before = l->n_chain > 1 ? l->chain[l->n_chain - 2] : top;
        uint32_t next = nearest(l, top, before, &score);
        if (next == top || score < l->join_tempered) {
            l->n_chain--; /* it will never be nearer to any group */
            continue;
        }
        if (next == before && linker_is_loose(l, next, top, score)) {
            refuse(l, next, top);
            l->n_chain--; /* what is before looks for another one */
            continue;
        }
        if (next == before) {
            linker_join(l, next, top, linker_sum_between(l, next, top));
            l->n_chain -= 2;
            uint32_t joined = linker_root(l, next);
            if (l->n_chain == 0)
                l->chain[l->n_chain++] = joined;
        } else {
            l->chain[l->n_chain++] = next;
        }
    }
}

static void number_groups(struct linker *l, uint32_t *group)
{
    uint32_t *first = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);

    for (uint32_t i = l->n; i-- > 0;)
        first[linker_root(l, i)] = i;
    for (uint32_t i = 0; i < l->n; i++)
        group[i] = first[linker_root(l, i)];
}

/* A group can only be joined to one with an item that is near enough to one of its own by itself,
 * so that edges between items that no chain of such pairs links play no part. */
static uint32_t *find_kin(struct linker *l, const struct edges *edges)
{
    uint32_t *kin = sets_new(&l->arena, l->n);
    struct edges_walk walk = { 0 };
    struct edge e;

    while (edges_next(edges, &walk, &e))
        if (e.scores.score >= link_least(l->join))
            sets_join(kin, e.a, e.b);
    return kin;
}

static float score_among_kin(void *kin, const struct edge *e)
{
    return sets_are_one(kin, e->a, e->b) ? e->scores.score : 0;
}

/* Follows chains from all groups; again if a group was refused and others have grown since. */
static void join_nearest(struct linker *l)
{
    size_t n_refused, n_joined;

    do {
        n_refused = l->refused.n;
        n_joined = l->n_joined;
        for (uint32_t i = 0; i < l->n; i++)
            if (l->size[i] > 0)
                follow(l, i);
    } while (l->n_joined > n_joined && l->refused.n > n_refused);
}

void link_average(uint32_t n, const struct edges *edges, const struct link_rules *rules,
                  uint32_t *group)
{
    struct linker l = { .n = n };

    linker_open(&l, rules);
    uint32_t *kin = find_kin(&l, edges);
    linker_tie(&l, edges, score_among_kin, kin);
    join_nearest(&l);
    linker_tie(&l, edges, linker_late_score, &l);
    linker_join_late(&l);
    linker_tie(&l, edges, score_among_kin, kin);
    linker_join_far(&l);
    number_groups(&l, group);
    ts_arena_done(&l.arena);
}
