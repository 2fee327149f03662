/* The idea: numbers that count the same thing, in sentences that speak of the same besides, are
 * about one matter.  If each number gives way to the next and none comes back, the later ones
 * correct the earlier ones; otherwise the reports disagree. */
#include "tearsheet/story/figures.h"

#include <math.h>
#include <stdlib.h>

#include "figures_priv.h"
#include "tearsheet/base/map.h"

enum {
    SHARED_MIN = 2, /* keys beside what is counted that two sentences share */
    SHORT_KEYS = 6, /* one is enough if either sentence has no more than these */
    FEW = 3,        /* what is so few, or a measure, needs one more */
};

/* The first figure of its matter, by number; a forest of figures. */
static size_t root_of(size_t *parents, size_t i)
{
    while (parents[i] != i)
        i = parents[i] = parents[parents[i]];
    return i;
}

static bool is_one_matter(const struct figure *x, const struct figure *y)
{
    size_t n_shared = 0, shorter = x->n_keys < y->n_keys ? x->n_keys : y->n_keys;

    if (x->about != y->about)
        return false;
    for (size_t i = 0; i < x->n_keys; i++)
        for (size_t k = 0; k < y->n_keys; k++)
            n_shared += x->keys[i] == y->keys[k];
    bool is_vague = x->is_measure || x->said.value <= FEW || y->said.value <= FEW;
    if (is_vague)
        return n_shared > SHARED_MIN;
    return n_shared >= SHARED_MIN || (shorter <= SHORT_KEYS && n_shared > 0);
}

static void join_matters(const struct figure_finder *f, size_t *parents)
{
    for (size_t i = 0; i < f->n; i++)
        parents[i] = i;
    for (size_t i = 0; i < f->n; i++)
        for (size_t k = 0; k < i; k++) {
            if (f->v[i].said.report == f->v[k].said.report || !is_one_matter(&f->v[i], &f->v[k]))
                continue;
            size_t x = root_of(parents, i), y = root_of(parents, k);
            parents[x > y ? x : y] = x > y ? y : x;
        }
}

/* 2.1 km and "a little over two" are one number, and so are 9.4 million and nine: large and broken
 * numbers get rounded. */
static bool is_same_value(double x, double y)
{
    enum { LARGE = 100000 };
    double less = x < y ? x : y, more = x < y ? y : x, unit = 1;

    if (x == y)
        return true;
    if (floor(x) == x && floor(y) == y && more < LARGE)
        return false;
    while (unit * 10 <= less)
        unit *= 10;
    return round(more / unit) * unit == less || round(less / unit) * unit == more;
}

/* Two numbers of one sentence count two things, or are the old one and the new. */
static bool has_neighbour(const struct figure_finder *f, size_t *parents, size_t i)
{
    for (size_t k = i > 8 ? i - 8 : 0; k < f->n && k < i + 8; k++)
        if (k != i && f->v[k].said.sentence.ptr == f->v[i].said.sentence.ptr &&
            root_of(parents, k) == root_of(parents, i) &&
            !is_same_value(f->v[k].said.value, f->v[i].said.value))
            return true;
    return false;
}

/* A report says a number once. */
static bool is_repeated(const struct ts_dispute *d, const struct ts_figure *said)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->figures[i].report == said->report && is_same_value(d->figures[i].value, said->value))
            return true;
    return false;
}

static bool is_new_value(const struct ts_dispute *d, size_t i)
{
    for (size_t k = 0; k < i; k++)
        if (is_same_value(d->figures[k].value, d->figures[i].value))
            return false;
    return true;
}

/* A number that comes back after another one was given is not corrected. */
static bool comes_back(const struct ts_dispute *d, size_t i)
{
    return i > 0 && !is_new_value(d, i) &&
           !is_same_value(d->figures[i].value, d->figures[i - 1].value);
}

static void sum_up(struct ts_dispute *d)
{
    d->is_correction = true;
    for (size_t i = 0; i < d->n; i++) {
        d->n_values += is_new_value(d, i);
        d->n_reports += i == 0 || d->figures[i].report != d->figures[i - 1].report;
        if (comes_back(d, i))
            d->is_correction = false;
    }
}

static struct ts_dispute collect(struct ts_arena *a, const struct figure_finder *f, size_t *parents,
                                 size_t root)
{
    struct ts_dispute d = { .matter = f->v[root].matter };
    size_t cap = 0;

    for (size_t i = root; i < f->n; i++)
        if (root_of(parents, i) == root && !has_neighbour(f, parents, i) &&
            !is_repeated(&d, &f->v[i].said))
            *TS_PUSH(a, d.figures, d.n, cap) = f->v[i].said;
    sum_up(&d);
    return d;
}

static int by_reports(const void *p, const void *q)
{
    const struct ts_dispute *x = p, *y = q;

    if (x->n_reports != y->n_reports)
        return x->n_reports > y->n_reports ? -1 : 1;
    return (x->figures[0].sentence.ptr > y->figures[0].sentence.ptr) -
           (x->figures[0].sentence.ptr < y->figures[0].sentence.ptr);
}

struct ts_dispute *ts_figures_compare(struct ts_arena *a, const struct ts_report *reports, size_t n,
                                      size_t *n_disputes)
{
    struct ts_arena scratch = { 0 };
    struct figure_finder f = { .arena = &scratch };
    struct ts_dispute *disputes = NULL;
    size_t cap = 0;

    *n_disputes = 0;
    for (size_t i = 0; i < n; i++)
        figures_find(&f, &reports[i], i);
    size_t *parents = TS_NEW_ARRAY(&scratch, f.n, size_t);
    join_matters(&f, parents);
    for (size_t i = 0; i < f.n; i++) {
        if (root_of(parents, i) != i)
            continue;
        struct ts_dispute d = collect(a, &f, parents, i);
        if (d.n_values > 1 && d.n_reports > 1)
            *TS_PUSH(a, disputes, *n_disputes, cap) = d;
    }
    if (*n_disputes > 1)
        qsort(disputes, *n_disputes, sizeof *disputes, by_reports);
    ts_lexicon_done(&f.lexicon);
    ts_arena_done(&scratch);
    return disputes;
}
