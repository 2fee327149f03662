#include "edges_priv.h"

#include "tearsheet/base/regrow.h"

void edges_init(struct edges *e, struct ts_arena *a, size_t n_items)
{
    *e = (struct edges){ .arena = a, .end = TS_NEW_ARRAY(a, n_items, size_t) };
}

void edges_add(struct edges *e, uint32_t to)
{
    *TS_REPUSH(e->arena, e->to, e->n, e->cap) = to;
}

void edges_end_item(struct edges *e)
{
    e->end[e->n_items++] = e->n;
}

void edges_make_scores(struct edges *e)
{
    e->scores = ts_arena_alloc_raw(e->arena, e->n * sizeof *e->scores);
}

void edges_tie(struct edges *e, uint32_t a, uint32_t b, float score)
{
    *TS_PUSH(e->arena, e->tied, e->n_tied, e->tied_cap) = (struct edge){ a, b, { score, score } };
}

bool edges_next(const struct edges *e, struct edges_walk *walk, struct edge *out)
{
    const size_t i = walk->i++;

    if (i >= e->n + e->n_tied)
        return false;
    if (i >= e->n) {
        *out = e->tied[i - e->n];
        return true;
    }
    while (i == e->end[walk->item])
        walk->item++;
    *out = (struct edge){ walk->item, e->to[i], e->scores[i] };
    return true;
}
