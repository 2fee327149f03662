/* The nearest-neighbour chain: follow each group to its nearest one until two are nearest to each
 * other, and join them.  Average link never makes a joined group nearer to a third than its parts
 * were, so the chain finds the same joins as taking the nearest pair of all each time, in time that
 * grows with the number of edges.
 *
 * The average is tempered: that of a power of the scores, so that two reports that are nearly one
 * text do not pull together what else is around them.  What is left over then, reports that tell of
 * the event from afar, goes to a group that is much larger, and takes less for it: large groups
 * know all sides of their event, and a few reports more bridge nothing. */
#include "link_priv.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "sets_priv.h"
#include "tearsheet/base/map.h"

struct linker {
    struct ts_arena arena;
    uint32_t n;
    struct ts_map *near; /* of each group: sums of scores to other groups */
    uint32_t *size;      /* of each group; 0 once it was joined to another */
    uint32_t *into;      /* the group it was joined to, or itself */
    uint32_t *chain;
    size_t n_chain;
    float join, join_tempered;
};

/* Scores are kept as integers, so that sums do not depend on their order. */
enum { SCALE = 1 << 24 };

enum { TIMES_LARGER = 4 };       /* a group so much larger than another one takes it in, */
static const float piece = 0.7F; /* from this share of the usual score on */
static const float temper = 0.7F;

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
    return larger >= size * TIMES_LARGER ? piece * join : join;
}

float link_least(float join)
{
    return piece * join;
}

static void add_near(struct linker *l, uint32_t a, uint32_t b, int64_t sum)
{
    *ts_map_put(&l->near[a], b) += sum;
}

static uint32_t root(const struct linker *l, uint32_t i)
{
    while (l->into[i] != i)
        i = l->into[i];
    return i;
}

static double average_of(const struct linker *l, uint32_t a, uint32_t b, int64_t sum)
{
    return (double)sum / SCALE / ((double)l->size[a] * l->size[b]);
}

/* The nearest group of `a` and the average score; `a` itself if there is none.  Of equally near
 * ones `prefer` is taken, so that the chain cannot run in circles, or else the first. */
static uint32_t nearest(const struct linker *l, uint32_t a, uint32_t prefer, double *score)
{
    uint32_t best = a;
    uint64_t key;
    int64_t sum;

    *score = 0;
    for (size_t at = 0; ts_map_each(&l->near[a], &at, &key, NULL, &sum);) {
        uint32_t b = (uint32_t)key;
        if (l->size[b] == 0 || b == a)
            continue;
        double average = average_of(l, a, b, sum);
        bool is_tie = average == *score && best != a;
        if (average > *score || (is_tie && best != prefer && (b == prefer || b < best))) {
            *score = average;
            best = b;
        }
    }
    return best;
}

/* Joins `b` to `a`; the one with fewer neighbours is walked. */
static void join_groups(struct linker *l, uint32_t a, uint32_t b)
{
    uint64_t key;
    int64_t sum;

    if (l->near[a].n < l->near[b].n) {
        uint32_t swap = a;
        a = b;
        b = swap;
    }
    for (size_t at = 0; ts_map_each(&l->near[b], &at, &key, NULL, &sum);) {
        uint32_t c = (uint32_t)key;
        if (c == a || l->size[c] == 0)
            continue;
        add_near(l, a, c, sum);
        add_near(l, c, a, sum);
    }
    l->size[a] += l->size[b];
    l->size[b] = 0;
    l->into[b] = a;
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
        if (next == before) {
            join_groups(l, next, top);
            l->n_chain -= 2;
            uint32_t joined = root(l, next);
            if (l->n_chain == 0)
                l->chain[l->n_chain++] = joined;
        } else {
            l->chain[l->n_chain++] = next;
        }
    }
}

/* A small group and the much larger one that is nearest to it. */
struct piece {
    uint32_t group, to;
    double score;
};

static int by_score(const void *p, const void *q)
{
    const struct piece *a = p, *b = q;

    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return (a->group > b->group) - (a->group < b->group);
}

/* The nearest of the groups that are so much larger than `a` that it may go there. */
static struct piece piece_of(const struct linker *l, uint32_t a)
{
    struct piece best = { .group = a, .to = a };
    uint64_t key;
    int64_t sum;

    for (size_t at = 0; ts_map_each(&l->near[a], &at, &key, NULL, &sum);) {
        uint32_t b = (uint32_t)key;
        if (l->size[b] < l->size[a] * TIMES_LARGER)
            continue;
        double score = average_of(l, a, b, sum);
        if (score > best.score || (score == best.score && score > 0 && b < best.to))
            best = (struct piece){ a, b, score };
    }
    return best;
}

/* The sum of the scores between two groups. */
static int64_t sum_between(const struct linker *l, uint32_t a, uint32_t b)
{
    const int64_t *sum = ts_map_find(&l->near[a], b);

    return sum ? *sum : 0;
}

/* Puts pieces to larger groups, the nearest first.  What came to such a group before may be parted
 * from a piece, so that its score is looked at again. */
static void join_pieces(struct linker *l)
{
    struct piece *pieces = TS_NEW_ARRAY(&l->arena, l->n, struct piece);
    float least = link_tempered(link_least(l->join));
    size_t n = 0;

    for (uint32_t i = 0; i < l->n; i++) {
        if (l->size[i] == 0)
            continue;
        struct piece near = piece_of(l, i);
        if (near.score >= least)
            pieces[n++] = near;
    }
    if (n > 0)
        qsort(pieces, n, sizeof *pieces, by_score);
    for (size_t i = 0; i < n; i++) {
        uint32_t from = pieces[i].group, to = root(l, pieces[i].to);
        bool is_whole = l->size[from] > 0 && from != to;
        if (is_whole && average_of(l, from, to, sum_between(l, from, to)) >= least)
            join_groups(l, to, from);
    }
}

static void number_groups(struct linker *l, uint32_t *group)
{
    uint32_t *first = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);

    for (uint32_t i = l->n; i-- > 0;)
        first[root(l, i)] = i;
    for (uint32_t i = 0; i < l->n; i++)
        group[i] = first[root(l, i)];
}

/* Takes the edges in.  A group can only be joined to one with an item that is near enough to one of
 * its own by itself, so that edges between items that no chain of such pairs links play no part. */
static void put_edges(struct linker *l, const struct edge *edges, size_t n)
{
    uint32_t *kin = sets_new(&l->arena, l->n);

    for (size_t i = 0; i < n; i++)
        if (edges[i].score >= link_least(l->join))
            sets_join(kin, edges[i].a, edges[i].b);
    for (size_t i = 0; i < n; i++) {
        int64_t score = (int64_t)(link_tempered(edges[i].score) * SCALE);
        if (!sets_are_one(kin, edges[i].a, edges[i].b))
            continue;
        add_near(l, edges[i].a, edges[i].b, score);
        add_near(l, edges[i].b, edges[i].a, score);
    }
}

void link_average(uint32_t n, const struct edge *edges, size_t n_edges, float join, uint32_t *group)
{
    struct linker l = { .n = n, .join = join, .join_tempered = link_tempered(join) };

    l.near = TS_NEW_ARRAY(&l.arena, n, struct ts_map);
    l.size = TS_NEW_ARRAY(&l.arena, n, uint32_t);
    l.into = TS_NEW_ARRAY(&l.arena, n, uint32_t);
    l.chain = TS_NEW_ARRAY(&l.arena, (size_t)n + 1, uint32_t);
    for (uint32_t i = 0; i < n; i++) {
        l.near[i].arena = &l.arena;
        l.size[i] = 1;
        l.into[i] = i;
    }
    put_edges(&l, edges, n_edges);
    for (uint32_t i = 0; i < n; i++)
        if (l.size[i] > 0)
            follow(&l, i);
    join_pieces(&l);
    number_groups(&l, group);
    ts_arena_done(&l.arena);
}
