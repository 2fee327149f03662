/* The idea: an item's neighbours stand in a stretch of an array, each with a score.  Joined groups
 * chain their items; what they are near to is added up when it is asked for, and written back
 * shorter.
 *
 * Ties are most of what linking takes, so that a sum has four bytes.  A large one takes two ties,
 * for which there is room: it was added up of several. */
#include "linker_priv.h"

#include <math.h>

#include "tearsheet/base/regrow.h"

void linker_open(struct linker *l, const struct link_rules *rules)
{
    l->join = rules->join;
    l->join_tempered = link_tempered(rules->join);
    l->closeness = rules->closeness;
    l->refused.arena = &l->arena;
    l->inner = TS_NEW_ARRAY(&l->arena, l->n, int64_t);
    l->is_bare = TS_NEW_ARRAY(&l->arena, l->n, bool);
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

static bool is_large(int64_t sum)
{
    return sum >= 2 * (int64_t)LINKER_COARSE || sum <= -2 * (int64_t)LINKER_COARSE;
}

/* What a tie says of `sum`, which is all of it unless that is large. */
static struct tie tie_of(uint32_t to, int64_t sum)
{
    return (struct tie){ to, is_large(sum) ? (int32_t)(sum / LINKER_COARSE * 2 + 1)
                                           : (int32_t)(sum * 2) };
}

/* The bit that tells is the lowest, below zero as well. */
static int64_t sum_of(struct tie tie)
{
    const bool is_coarse = tie.part & 1;
    const int64_t n = ((int64_t)tie.part - is_coarse) / 2;

    return is_coarse ? n * LINKER_COARSE : n;
}

static void put_near(struct ties *t, uint32_t from, uint32_t to, float score)
{
    const int64_t sum = (int64_t)(link_tempered(score) * LINKER_SCALE);

    t->near[t->start[from] + t->n_near[from]++] = tie_of(to, sum);
}

/* Two sets of ties at once would be most of what linking takes. */
static void untie(struct linker *l)
{
    const struct ties *t = &l->ties;
    size_t n_near = t->start ? t->start[l->n] : 0;

    ts_arena_give_back(&l->arena, t->near, n_near * sizeof *t->near);
    ts_arena_give_back(&l->arena, t->start, ((size_t)l->n + 1) * sizeof *t->start);
    ts_arena_give_back(&l->arena, t->n_near, l->n * sizeof *t->n_near);
}

/* Where the ties of each item will stand. */
static void find_stretches(struct linker *l, const struct edges *edges, linker_score *score,
                           void *user)
{
    struct ties *t = &l->ties;
    struct edges_walk walk = { 0 };
    struct edge e;

    t->start = ts_arena_alloc_apart(&l->arena, (size_t)l->n + 1, sizeof *t->start);
    while (edges_next(edges, &walk, &e)) {
        const bool counts = score(user, &e) != 0;
        t->start[e.a + 1] += counts;
        t->start[e.b + 1] += counts;
    }
    for (uint32_t i = 0; i < l->n; i++)
        t->start[i + 1] += t->start[i];
}

void linker_tie(struct linker *l, const struct edges *edges, linker_score *score, void *user)
{
    struct ties *t = &l->ties;
    struct edges_walk walk = { 0 };
    struct edge e;

    untie(l);
    find_stretches(l, edges, score, user);
    t->n_near = ts_arena_alloc_apart(&l->arena, l->n, sizeof *t->n_near);
    t->near = ts_arena_alloc_apart(&l->arena, t->start[l->n], sizeof *t->near);
    while (edges_next(edges, &walk, &e)) {
        const float counted = score(user, &e);
        if (counted == 0)
            continue;
        put_near(t, e.a, e.b, counted);
        put_near(t, e.b, e.a, counted);
    }
}

uint32_t linker_root(const struct linker *l, uint32_t i)
{
    while (l->into[i] != i) {
        l->into[i] = l->into[l->into[i]];
        i = l->into[i];
    }
    return i;
}

void linker_gather(struct linker *l, uint32_t a)
{
    const struct ties *t = &l->ties;

    l->n_touched = 0;
    for (uint32_t item = a; item != UINT32_MAX; item = l->next[item]) {
        for (uint32_t i = 0; i < t->n_near[item]; i++) {
            struct tie tie = t->near[t->start[item] + i];
            uint32_t b = linker_root(l, tie.to);
            if (b == a)
                continue;
            if (!l->is_touched[b])
                l->touched[l->n_touched++] = b;
            l->is_touched[b] = true;
            l->sum[b] += sum_of(tie);
        }
    }
}

/* The next tie of what was gathered, whose sum it takes away; `*done` of the groups touched are put
 * back by now. */
static struct tie take_tie(struct linker *l, uint32_t *done)
{
    const uint32_t b = l->touched[*done];
    const struct tie tie = tie_of(b, l->sum[b]);

    l->sum[b] -= sum_of(tie);
    if (l->sum[b] == 0) {
        l->is_touched[b] = false;
        ++*done;
    }
    return tie;
}

void linker_put_back(struct linker *l, uint32_t a)
{
    const struct ties *t = &l->ties;
    uint32_t done = 0;

    for (uint32_t item = a; item != UINT32_MAX; item = l->next[item]) {
        uint32_t room = t->n_near[item], n = 0;
        while (n < room && done < l->n_touched)
            t->near[t->start[item] + n++] = take_tie(l, &done);
        t->n_near[item] = n;
    }
}

double linker_average(const struct linker *l, uint32_t a, uint32_t b, int64_t sum)
{
    return (double)sum / LINKER_SCALE / ((double)l->size[a] * l->size[b]);
}

int64_t linker_sum_between(struct linker *l, uint32_t a, uint32_t b)
{
    linker_gather(l, a);
    int64_t sum = l->sum[b];
    linker_put_back(l, a);
    return sum;
}

/* The average score within a group of several. */
static double inner_average(const struct linker *l, uint32_t a)
{
    return (double)l->inner[a] / LINKER_SCALE / ((double)l->size[a] * (l->size[a] - 1) / 2);
}

bool linker_is_loose(const struct linker *l, uint32_t a, uint32_t b, double average)
{
    if (l->size[a] < 2 || l->size[b] < 2 || l->is_bare[a] || l->is_bare[b])
        return false;
    double least = fmin(inner_average(l, a), inner_average(l, b));
    return least <= 1 && average < l->closeness * least;
}

void linker_join(struct linker *l, uint32_t a, uint32_t b, int64_t sum)
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
