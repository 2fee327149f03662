/* What a grouper holds of the words of reports: all that it was told of, or what it has read back
 * and has room for.  Weights grow stale slowly and are taken anew when many reports have come. */
#include "group_priv.h"

#include "tearsheet/base/regrow.h"

enum {
    STALE_NUM = 5, /* weights are stale when five fourths as many reports were counted */
    STALE_DEN = 4,
    STALE_MIN = 8,
};

static bool is_stale(const struct ts_grouper *g, const struct vector *v)
{
    return g->freq.n_reports > (uint64_t)v->n_reports * STALE_NUM / STALE_DEN + STALE_MIN;
}

/* The whole fingerprint of a report: `m->fp`, or read back into `a`. */
static const struct ts_fingerprint *whole(struct ts_grouper *g, const struct member *m,
                                          struct ts_arena *a)
{
    static const struct ts_fingerprint lost = { 0 }; /* like nothing at all */
    const struct ts_fingerprint *fp = m->fp ? m->fp : g->from.find(g->from.user, a, m->id);

    return fp ? fp : &lost;
}

/* Holds report `number`, with weights by what was counted so far. */
static struct vector *hold(struct ts_grouper *g, uint32_t number, const struct ts_fingerprint *fp)
{
    struct member *m = &g->members[number];
    bool is_kept = m->fp != NULL;
    struct ts_arena *a = is_kept ? g->arena : g->from.arena;

    m->vector = TS_NEW(a, struct vector);
    *m->vector = is_kept ? vector_make(a, fp) : vector_hold(a, fp);
    vector_weigh(m->vector, fp, g->rules, &g->freq);
    if (!is_kept)
        *TS_REPUSH(g->arena, g->held.v, g->held.n, g->held.cap) = number;
    return m->vector;
}

static size_t most_held(const struct ts_grouper *g)
{
    size_t rest = g->arena->used < g->max_bytes ? g->max_bytes - g->arena->used : 0;

    return rest > TS_GROUP_MIN_HELD ? rest : TS_GROUP_MIN_HELD;
}

size_t grouper_held(const struct ts_grouper *g)
{
    return g->from.find ? g->from.arena->used : 0;
}

void grouper_let_go(struct ts_grouper *g)
{
    if (grouper_held(g) >= most_held(g))
        grouper_let_go_all(g);
}

void grouper_let_go_all(struct ts_grouper *g)
{
    if (!g->from.find)
        return;
    for (size_t i = 0; i < g->held.n; i++)
        g->members[g->held.v[i]].vector = NULL;
    g->held.n = 0;
    ts_arena_reset(g->from.arena);
}

struct vector *grouper_vector(struct ts_grouper *g, uint32_t number, bool is_exact)
{
    const struct member *m = &g->members[number];
    struct ts_arena scratch = { 0 };
    struct vector *v = m->vector;

    if (v && !(is_exact ? g->freq.n_reports != v->n_reports : is_stale(g, v)))
        return v;
    const struct ts_fingerprint *fp = whole(g, m, &scratch);
    if (v && vector_is_of(v, fp))
        vector_weigh(v, fp, g->rules, &g->freq);
    else
        v = hold(g, number, fp);
    ts_arena_done(&scratch);
    return v;
}

struct vector *grouper_glance(struct ts_grouper *g, uint32_t number, struct ts_arena *a)
{
    const struct member *m = &g->members[number];

    if (m->vector && m->vector->n_reports == g->freq.n_reports)
        return m->vector;
    const struct ts_fingerprint *fp = whole(g, m, a);
    struct vector *v = TS_NEW(a, struct vector);
    *v = vector_make(a, fp);
    vector_weigh(v, fp, g->rules, &g->freq);
    return v;
}
