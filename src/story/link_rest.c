/* The idea: what the chain left over, reports that tell of the event from afar, goes to a group
 * that is much larger, and takes less for it: large groups know all sides of their event, and a few
 * reports more bridge nothing. */
#include <stdlib.h>

#include "linker_priv.h"

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

    linker_gather(l, a);
    for (uint32_t i = 0; i < l->n_touched; i++) {
        uint32_t b = l->touched[i];
        if (l->size[b] < l->size[a] * LINKER_TIMES_LARGER)
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
void linker_join_rest(struct linker *l)
{
    double least = link_tempered(link_least(l->join));
    struct piece *pieces = TS_NEW_ARRAY(&l->arena, l->n, struct piece);
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
        uint32_t from = pieces[i].group, to = linker_root(l, pieces[i].to);
        if (l->size[from] == 0 || from == to)
            continue;
        int64_t sum = linker_sum_between(l, from, to);
        double score = linker_average(l, from, to, sum);
        if (score >= least && !linker_is_loose(l, from, to, score))
            linker_join(l, to, from, sum);
    }
}
