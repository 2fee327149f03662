/* The idea: a later event of an affair is told with what led to it, so that some pairs of reports
 * share a lot, whenever they were written.  The mean of the nearest quarter of all pairs decides.
 * Reports of one outlet that are nearly the same, headline and all, are a series with a form to
 * fill in (prices of the week), and no affair.  An affair of several events is recalled with more
 * than one of them: a story that is near to a single one has a person or a place in common. */
#include "saga_priv.h"

#include <stdlib.h>

#include "index_priv.h"
#include "sets_priv.h"

static int descending(const void *p, const void *q)
{
    float a = *(const float *)p, b = *(const float *)q;
    return (a < b) - (a > b);
}

/* A score, or -1 for two issues of a series. */
static float content_of(const struct rules *r, const struct vector *x, const struct vector *y)
{
    float score = pair_content(r, x, y);

    return pair_is_series(r, x->fp, y->fp, score) ? -1 : score;
}

static float mean_of_best(float *scores, size_t n)
{
    size_t n_best = n >= 4 ? n / 4 : 1;
    float sum = 0;

    qsort(scores, n, sizeof *scores, descending);
    for (size_t i = 0; i < n_best; i++)
        sum += scores[i];
    return sum / (float)n_best;
}

void cast_add(struct cast *cast, const struct vector *v)
{
    if (cast->n < SAGA_REPORTS_MAX)
        cast->v[cast->n++] = v;
}

/* The scores of a report and those of the other story, to `out`; false for two of a series. */
static bool score_one(const struct rules *r, const struct vector *x, const struct cast *others,
                      float *out)
{
    struct ts_arena scratch = { 0 };
    struct vector spread = *x;
    size_t n = 0;

    if (!x->places)
        vector_spread(&scratch, &spread);
    while (n < others->n && (out[n] = content_of(r, &spread, others->v[n])) >= 0)
        n++;
    ts_arena_done(&scratch);
    return n == others->n;
}

float saga_score(const struct rules *r, const struct cast *x, const struct cast *y)
{
    float scores[SAGA_REPORTS_MAX * SAGA_REPORTS_MAX];

    for (size_t i = 0; i < x->n; i++)
        if (!score_one(r, x->v[i], y, &scores[i * y->n]))
            return 0;
    return x->n * y->n > 0 ? mean_of_best(scores, x->n * y->n) : 0;
}

float saga_agrees(const struct rules *r)
{
    return r->saga * r->saga_agree;
}

/* The ties of each story, by number. */
struct ties_of {
    struct numbers *of;
    const struct saga_tie *ties;
};

static int nearest_first(const void *p, const void *q)
{
    const struct saga_tie *a = p, *b = q;

    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    if (a->x != b->x)
        return a->x < b->x ? -1 : 1;
    return (a->y > b->y) - (a->y < b->y);
}

/* Is `story` tied to the saga of `other` by another tie than that with `other`? */
static bool is_tied_again(const struct ties_of *t, uint32_t *sagas, uint32_t story, uint32_t other)
{
    for (size_t i = 0; i < t->of[story].n; i++) {
        const struct saga_tie *tie = &t->ties[t->of[story].v[i]];
        uint32_t end = tie->x == story ? tie->y : tie->x;
        if (end != other && sets_are_one(sagas, end, other))
            return true;
    }
    return false;
}

static struct ties_of sort_ties(struct ts_arena *a, uint32_t n, struct saga_tie *ties,
                                size_t n_ties)
{
    struct ties_of t = { .of = TS_NEW_ARRAY(a, n, struct numbers), .ties = ties };

    if (n_ties > 0)
        qsort(ties, n_ties, sizeof *ties, nearest_first);
    for (uint32_t i = 0; i < n_ties; i++) {
        struct numbers *x = &t.of[ties[i].x], *y = &t.of[ties[i].y];
        *TS_PUSH(a, x->v, x->n, x->cap) = i;
        *TS_PUSH(a, y->v, y->n, y->cap) = i;
    }
    return t;
}

uint32_t *saga_link(struct ts_arena *a, const struct rules *r, uint32_t n, struct saga_tie *ties,
                    size_t n_ties)
{
    struct ts_arena scratch = { 0 };
    struct ties_of t = sort_ties(&scratch, n, ties, n_ties);
    uint32_t *sagas = sets_new(a, n), *size = TS_NEW_ARRAY(&scratch, n, uint32_t);

    for (size_t i = 0; i < n_ties && ties[i].score >= r->saga; i++) {
        uint32_t x = ties[i].x, y = ties[i].y;
        uint32_t n_x = size[sets_first(sagas, x)] + 1, n_y = size[sets_first(sagas, y)] + 1;
        bool is_new = n_x < SAGA_ESTABLISHED && n_y < SAGA_ESTABLISHED;
        if (sets_are_one(sagas, x, y) ||
            !(is_new || is_tied_again(&t, sagas, x, y) || is_tied_again(&t, sagas, y, x)))
            continue;
        sets_join(sagas, x, y);
        size[sets_first(sagas, x)] = n_x + n_y - 1; /* counted from 0 */
    }
    ts_arena_done(&scratch);
    return sagas;
}
