/* The idea: what the chain left over are reports that tell of an event from afar.
 *
 * First those that are alone: an event is news for a day or two, when all outlets report it; what
 * is alone some days from that is a late word on it.  So its scores are those with fewer hours
 * counted. What are two groups by then has been news twice, which is two events, however much
 * alike.
 *
 * Then pieces go to a group that is much larger, and takes less for it: large groups know all sides
 * of their event, and a few reports more bridge nothing. */
#include <stdlib.h>

#include "linker_priv.h"
#include "tearsheet/base/regrow.h"

enum { SEVERAL = 2 }; /* reports that what is alone may join */

/* How what is left over is joined. */
struct rest {
    uint32_t times_larger; /* the group that takes it in */
    bool is_alone;         /* it is one report, and no bare headline */
    double least;          /* (tempered) average score */
};

/* A small group and the larger one that is nearest to it. */
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

static bool is_left(const struct linker *l, const struct rest *rest, uint32_t a)
{
    return rest->is_alone ? l->size[a] == 1 && !l->is_bare[a] : l->size[a] > 0;
}

/* The nearest of the groups that are so much larger than `a` that it may go there. */
static struct piece piece_of(struct linker *l, const struct rest *rest, uint32_t a)
{
    struct piece best = { .group = a, .to = a };

    linker_gather(l, a);
    for (uint32_t i = 0; i < l->n_touched; i++) {
        uint32_t b = l->touched[i];
        if (l->size[b] < l->size[a] * rest->times_larger)
            continue;
        double score = linker_average(l, a, b, l->sum[b]);
        if (linker_is_loose(l, a, b, score))
            continue;
        if (score > best.score || (score == best.score && score > 0 && b < best.to))
            best = (struct piece){ a, b, score };
    }
    linker_put_back(l, a);
    return best;
}

/* Puts pieces to larger groups, the nearest first.  What came to such a group before may be parted
 * from a piece, so that its score is looked at again. */
static void join_pieces(struct linker *l, const struct rest *rest)
{
    struct ts_arena scratch = { 0 };
    struct piece *pieces = NULL;
    size_t n = 0, cap = 0;

    for (uint32_t i = 0; i < l->n; i++) {
        if (!is_left(l, rest, i))
            continue;
        struct piece near = piece_of(l, rest, i);
        if (near.score >= rest->least)
            *TS_REPUSH(&scratch, pieces, n, cap) = near;
    }
    if (n > 0)
        qsort(pieces, n, sizeof *pieces, by_score);
    for (size_t i = 0; i < n; i++) {
        uint32_t from = pieces[i].group, to = linker_root(l, pieces[i].to);
        if (l->size[from] == 0 || from == to)
            continue;
        int64_t sum = linker_sum_between(l, from, to);
        double score = linker_average(l, from, to, sum);
        if (score >= rest->least && !linker_is_loose(l, from, to, score))
            linker_join(l, to, from, sum);
    }
    ts_arena_done(&scratch);
}

float linker_late_score(void *linker, const struct edge *e)
{
    const struct linker *l = linker;
    bool is_alone = l->size[linker_root(l, e->a)] == 1 || l->size[linker_root(l, e->b)] == 1;

    return is_alone ? e->scores.late : 0;
}

void linker_join_late(struct linker *l)
{
    const struct rest late = { SEVERAL, true, l->join_tempered };
    size_t n_joined;

    do {
        n_joined = l->n_joined;
        join_pieces(l, &late);
    } while (l->n_joined > n_joined); /* what has grown may be near to more */
}

void linker_join_far(struct linker *l)
{
    const struct rest far = { LINKER_TIMES_LARGER, false, link_tempered(link_least(l->join)) };

    join_pieces(l, &far);
}
