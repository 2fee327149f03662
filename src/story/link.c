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
 * text do not pull together what else is around them.  What is left over then, reports that tell of
 * the event from afar, goes to a group that is much larger, and takes less for it: large groups
 * know all sides of their event, and a few reports more bridge nothing. */
#include "link_priv.h"

#include <math.h>
#include <stdlib.h>

#include "sets_priv.h"
#include "tearsheet/base/map.h"

/* The sum of the scores between a group and another one, which is named by any of its items. */
struct near {
    int64_t sum;
    uint32_t to;
};

/* Each item has a stretch of `near`.  A group has those of its items, which are a chain, and uses
 * less and less of them the more of its neighbours have become one. */
struct linker {
    struct ts_arena arena;
    uint32_t n;
    struct near *near;
    size_t *start;     /* of each item's stretch; one more is the end of the last */
    uint32_t *n_near;  /* how much of it is used */
    uint32_t *size;    /* of each group; 0 once it was joined to another */
    uint32_t *into;    /* the group it was joined to, or itself */
    uint32_t *next;    /* item of the group, or UINT32_MAX */
    uint32_t *last;    /* item of each group */
    int64_t *sum;      /* of the groups near to the one that is looked at, */
    uint32_t *touched; /* which are these */
    uint32_t n_touched;
    bool *is_touched;
    uint32_t *chain;
    size_t n_chain;
    int64_t *inner;        /* the sum of the scores within each group */
    bool *is_bare;         /* of each group */
    struct ts_map refused; /* pairs of groups that are not close, to the sum of their sizes then */
    size_t n_joined;
    float join, join_tempered, closeness;
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

static uint32_t root(const struct linker *l, uint32_t i)
{
    while (l->into[i] != i) {
        l->into[i] = l->into[l->into[i]];
        i = l->into[i];
    }
    return i;
}

/* Adds up the sums of group `a` by the groups that there are now. */
static void gather(struct linker *l, uint32_t a)
{
    l->n_touched = 0;
    for (uint32_t item = a; item != UINT32_MAX; item = l->next[item]) {
        for (uint32_t i = 0; i < l->n_near[item]; i++) {
            const struct near *near = &l->near[l->start[item] + i];
            uint32_t b = root(l, near->to);
            if (b == a)
                continue;
            if (!l->is_touched[b])
                l->touched[l->n_touched++] = b;
            l->is_touched[b] = true;
            l->sum[b] += near->sum;
        }
    }
}

/* Writes what was gathered back to the stretches of `a`, which have room for more. */
static void put_back(struct linker *l, uint32_t a)
{
    uint32_t done = 0;

    for (uint32_t item = a; item != UINT32_MAX; item = l->next[item]) {
        uint32_t room = l->n_near[item], n = 0;
        for (; n < room && done < l->n_touched; n++, done++) {
            uint32_t b = l->touched[done];
            l->near[l->start[item] + n] = (struct near){ l->sum[b], b };
            l->sum[b] = 0;
            l->is_touched[b] = false;
        }
        l->n_near[item] = n;
    }
}

static double average_of(const struct linker *l, uint32_t a, uint32_t b, int64_t sum)
{
    return (double)sum / SCALE / ((double)l->size[a] * l->size[b]);
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

/* The average score within a group of several. */
static double inner_average(const struct linker *l, uint32_t a)
{
    return (double)l->inner[a] / SCALE / ((double)l->size[a] * (l->size[a] - 1) / 2);
}

/* Whether two groups are too far apart for how near the members of each are.  One report alone says
 * nothing of that, nor do those that the reader tied. */
static bool is_loose(const struct linker *l, uint32_t a, uint32_t b, double average)
{
    if (l->size[a] < 2 || l->size[b] < 2 || l->is_bare[a] || l->is_bare[b])
        return false;
    double least = fmin(inner_average(l, a), inner_average(l, b));
    return least <= 1 && average < l->closeness * least;
}

/* The nearest group of `a` and the average score; `a` itself if there is none.  Of equally near
 * ones `prefer` is taken, so that the chain cannot run in circles, or else the first. */
static uint32_t nearest(struct linker *l, uint32_t a, uint32_t prefer, double *score)
{
    uint32_t best = a;

    *score = 0;
    gather(l, a);
    for (uint32_t i = 0; i < l->n_touched; i++) {
        uint32_t b = l->touched[i];
        double average = is_refused(l, a, b) ? 0 : average_of(l, a, b, l->sum[b]);
        bool is_tie = average == *score && best != a;
        if (average > *score || (is_tie && best != prefer && (b == prefer || b < best))) {
            *score = average;
            best = b;
        }
    }
    put_back(l, a);
    return best;
}

/* Joins `b` to `a`; `sum` is that of the scores between them. */
static void join_groups(struct linker *l, uint32_t a, uint32_t b, int64_t sum)
{
    l->inner[a] += l->inner[b] + sum;
    l->is_bare[a] |= l->is_bare[b];
    l->n_joined++;
    l->next[l->last[a]] = b;
    l->last[a] = l->last[b];
    l->size[a] += l->size[b];
    l->size[b] = 0;
    l->into[b] = a;
}

/* The sum of the scores between two groups. */
static int64_t sum_between(struct linker *l, uint32_t a, uint32_t b)
{
    gather(l, a);
    int64_t sum = l->sum[b];
    put_back(l, a);
    return sum;
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
        if (next == before && is_loose(l, next, top, score)) {
            refuse(l, next, top);
            l->n_chain--; /* what is before looks for another one */
            continue;
        }
        if (next == before) {
            join_groups(l, next, top, sum_between(l, next, top));
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
static struct piece piece_of(struct linker *l, uint32_t a)
{
    struct piece best = { .group = a, .to = a };

    gather(l, a);
    for (uint32_t i = 0; i < l->n_touched; i++) {
        uint32_t b = l->touched[i];
        if (l->size[b] < l->size[a] * TIMES_LARGER)
            continue;
        double score = average_of(l, a, b, l->sum[b]);
        if (is_loose(l, a, b, score))
            continue;
        if (score > best.score || (score == best.score && score > 0 && b < best.to))
            best = (struct piece){ a, b, score };
    }
    put_back(l, a);
    return best;
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
        if (l->size[from] == 0 || from == to)
            continue;
        int64_t sum = sum_between(l, from, to);
        double score = average_of(l, from, to, sum);
        if (score >= least && !is_loose(l, from, to, score))
            join_groups(l, to, from, sum);
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

/* A group can only be joined to one with an item that is near enough to one of its own by itself,
 * so that edges between items that no chain of such pairs links play no part. */
static uint32_t *find_kin(struct linker *l, const struct edge *edges, size_t n)
{
    uint32_t *kin = sets_new(&l->arena, l->n);

    for (size_t i = 0; i < n; i++)
        if (edges[i].score >= link_least(l->join))
            sets_join(kin, edges[i].a, edges[i].b);
    return kin;
}

static void put_near(struct linker *l, uint32_t from, uint32_t to, float score)
{
    l->near[l->start[from] + l->n_near[from]++] =
        (struct near){ (int64_t)(link_tempered(score) * SCALE), to };
}

/* Takes the edges in: counts those of each item, and puts them into its stretch. */
static void put_edges(struct linker *l, const struct edge *edges, size_t n)
{
    uint32_t *kin = find_kin(l, edges, n);

    for (size_t i = 0; i < n; i++) {
        if (!sets_are_one(kin, edges[i].a, edges[i].b))
            continue;
        l->start[edges[i].a + 1]++;
        l->start[edges[i].b + 1]++;
    }
    for (uint32_t i = 0; i < l->n; i++)
        l->start[i + 1] += l->start[i];
    l->near = TS_NEW_ARRAY(&l->arena, l->start[l->n], struct near);
    for (size_t i = 0; i < n; i++) {
        if (!sets_are_one(kin, edges[i].a, edges[i].b))
            continue;
        put_near(l, edges[i].a, edges[i].b, edges[i].score);
        put_near(l, edges[i].b, edges[i].a, edges[i].score);
    }
}

static void open_linker(struct linker *l, const struct link_rules *rules)
{
    l->join = rules->join;
    l->join_tempered = link_tempered(rules->join);
    l->closeness = rules->closeness;
    l->refused.arena = &l->arena;
    l->inner = TS_NEW_ARRAY(&l->arena, l->n, int64_t);
    l->is_bare = TS_NEW_ARRAY(&l->arena, l->n, bool);
    l->start = TS_NEW_ARRAY(&l->arena, (size_t)l->n + 1, size_t);
    l->n_near = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);
    l->size = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);
    l->into = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);
    l->next = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);
    l->last = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);
    l->sum = TS_NEW_ARRAY(&l->arena, l->n, int64_t);
    l->touched = TS_NEW_ARRAY(&l->arena, l->n, uint32_t);
    l->is_touched = TS_NEW_ARRAY(&l->arena, l->n, bool);
    l->chain = TS_NEW_ARRAY(&l->arena, (size_t)l->n + 1, uint32_t);
    for (uint32_t i = 0; i < l->n; i++) {
        l->size[i] = 1;
        l->into[i] = l->last[i] = i;
        l->is_bare[i] = rules->is_bare && rules->is_bare[i];
        l->next[i] = UINT32_MAX;
    }
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

void link_average(uint32_t n, const struct edge *edges, size_t n_edges,
                  const struct link_rules *rules, uint32_t *group)
{
    struct linker l = { .n = n };

    open_linker(&l, rules);
    put_edges(&l, edges, n_edges);
    join_nearest(&l);
    join_pieces(&l);
    number_groups(&l, group);
    ts_arena_done(&l.arena);
}
