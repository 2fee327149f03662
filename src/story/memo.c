/* The idea: most words are in few reports and stand in few places of each, so that the logarithms
 * of a vector are those of a few hundred numbers. */
#include "memo_priv.h"

#include <math.h>

struct memo *memo_new(struct ts_arena *a)
{
    struct memo *m = TS_NEW(a, struct memo);

    for (size_t i = 0; i < MEMO_N_PRIORS; i++)
        for (size_t k = 0; k < MEMO_COUNTS; k++)
            m->rarities[i][k].n_reports = UINT32_MAX;
    for (int i = 0; i < MEMO_HALVES; i++)
        m->log1p[i] = log1pf((float)i / 2);
    return m;
}

struct memo_rarity *memo_rarity(struct memo *m, enum memo_prior prior, uint32_t count)
{
    return count < MEMO_COUNTS ? &m->rarities[prior][count] : NULL;
}

float memo_log1p(const struct memo *m, float x)
{
    if (x >= (float)MEMO_HALVES / 2)
        return log1pf(x);
    int halves = (int)(x * 2);
    return (float)halves == x * 2 ? m->log1p[halves] : log1pf(x);
}
