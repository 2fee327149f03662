/* Each item points at another one of its set, and the first item of the set at itself.  Ways to it
 * are shortened whenever they are gone. */
#include "sets_priv.h"

uint32_t *sets_new(struct ts_arena *a, uint32_t n)
{
    uint32_t *sets = TS_NEW_ARRAY(a, n, uint32_t);

    for (uint32_t i = 0; i < n; i++)
        sets[i] = i;
    return sets;
}

uint32_t sets_first(uint32_t *sets, uint32_t x)
{
    while (sets[x] != x) {
        sets[x] = sets[sets[x]];
        x = sets[x];
    }
    return x;
}

void sets_join(uint32_t *sets, uint32_t x, uint32_t y)
{
    x = sets_first(sets, x);
    y = sets_first(sets, y);
    sets[x > y ? x : y] = x > y ? y : x;
}

bool sets_are_one(uint32_t *sets, uint32_t x, uint32_t y)
{
    return sets_first(sets, x) == sets_first(sets, y);
}
