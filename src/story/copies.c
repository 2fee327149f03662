/* The idea: of the runs of words of a text those with the smallest hashes are kept, so that two
 * texts with most of their runs in common share several of the very smallest.  Eight bytes for each
 * of these find a copy without a look at any other report. */
#include "copies_priv.h"

#include "tearsheet/base/regrow.h"

/* Smallest runs of a report that it is found by.  Of a text four times as long as another, and with
 * three fifths of it, about four are among the other's, so that one in forty such pairs is missed;
 * of texts of one length one in ten thousand. */
enum { RUNS = 16 };

/* An address among the runs. */
static uint32_t key_of_url(const struct ts_fingerprint *fp)
{
    return (uint32_t)(fp->url ^ fp->url >> 32);
}

static void add(struct copies *c, uint32_t key, uint32_t number)
{
    uint32_t *first = counts_put(&c->first, key);

    if (*first == 0)
        *first = number + 1;
}

void copies_add(struct copies *c, const struct ts_fingerprint *fp, uint32_t number)
{
    for (uint32_t i = 0; i < fp->n_shingles && i < RUNS; i++)
        add(c, fp->shingles[i], number);
    if (fp->url != 0)
        add(c, key_of_url(fp), number);
}

static void look_up(const struct copies *c, uint32_t key, struct ts_arena *a, struct numbers *out)
{
    uint32_t first = counts_find(&c->first, key);

    for (size_t i = 0; i < out->n; i++)
        if (out->v[i] + 1 == first)
            return;
    if (first != 0)
        *TS_PUSH(a, out->v, out->n, out->cap) = first - 1;
}

void copies_find(const struct copies *c, const struct ts_fingerprint *fp, struct ts_arena *a,
                 struct numbers *out)
{
    for (uint32_t i = 0; i < fp->n_shingles; i++)
        counts_expect(&c->first, fp->shingles[i]);
    for (uint32_t i = 0; i < fp->n_shingles; i++)
        look_up(c, fp->shingles[i], a, out);
    if (fp->url != 0)
        look_up(c, key_of_url(fp), a, out);
}

void copies_forget(struct copies *c)
{
    ts_arena_give_back(c->first.arena, c->first.slots, c->first.cap * sizeof *c->first.slots);
    c->first = (struct counts){ .arena = c->first.arena };
}
