/* The idea: numbers that count the same thing, in sentences that speak of the same besides, are
 * about one matter, unless different things befell what they count, or it is somebody else's.  If
 * each number gives way to the next and none comes back, the later ones correct the earlier ones;
 * otherwise the reports disagree. */
#include "tearsheet/story/figures.h"

#include <math.h>
#include <stdlib.h>

#include "figures_priv.h"
#include "tearsheet/base/map.h"

enum {
    SHARED_MIN = 2,      /* keys beside what is counted that two sentences share, */
    SHORT_KEYS = 6,      /* or one, if either sentence has no more than these; */
    FEW = 3,             /* what is so few needs one more, */
    UNLIKE = 5,          /* and so does what is so many times as much; */
    UNLIKE_AT_MOST = 20, /* nobody compares what is more */
};

static bool is_one_or_none(uint32_t x, uint32_t y)
{
    return x == 0 || y == 0 || x == y;
}

/* What befell them, and whose they are, must agree; between languages names and words that are
 * left out prove nothing. */
static bool is_one_lot(const struct figure *x, const struct figure *y)
{
    return x->words == y->words ? x->fate == y->fate && is_one_or_none(x->owner, y->owner)
                                : is_one_or_none(x->fate, y->fate);
}

/* Both sentences have names, and none in common. */
static bool has_other_names(const struct figure *x, const struct figure *y)
{
    if (x->words != y->words || x->names == 0 || y->names == 0)
        return false;
    for (size_t i = 0; i < x->n_keys; i++)
        for (size_t k = 0; k < y->n_keys; k++)
            if (x->keys[i] == y->keys[k] && (x->names >> i & y->names >> k & 1u))
                return false;
    return true;
}

static double times(const struct figure *x, const struct figure *y)
{
    double less = fmin(x->said.value, y->said.value), more = fmax(x->said.value, y->said.value);

    return less > 0 ? more / less : more > 0 ? INFINITY : 1;
}

/* Reasons to want more in common: numbers that are met everywhere, or quite unlike, or of other
 * names or days. */
static size_t count_doubts(const struct figure *x, const struct figure *y)
{
    bool has_other_days = x->days != 0 && y->days != 0 && (x->days & y->days) == 0;
    bool is_met_everywhere = x->is_measure || fmin(x->said.value, y->said.value) <= FEW;

    return (size_t)is_met_everywhere + (times(x, y) > UNLIKE) + has_other_names(x, y) +
           2 * (size_t)has_other_days;
}

static bool is_one_matter(const struct figure *x, const struct figure *y)
{
    size_t n_shared = 0, shorter = x->n_keys < y->n_keys ? x->n_keys : y->n_keys;

    if (x->about != y->about || !is_one_lot(x, y) || times(x, y) > UNLIKE_AT_MOST)
        return false;
    for (size_t i = 0; i < x->n_keys; i++)
        for (size_t k = 0; k < y->n_keys; k++)
            n_shared += x->keys[i] == y->keys[k];
    size_t doubts = count_doubts(x, y);
    return n_shared >= SHARED_MIN + doubts ||
           (doubts == 0 && shorter <= SHORT_KEYS && n_shared > 0);
}

/* Which figures are about one matter: the first of them stands for it. */
struct matters {
    const struct figure_finder *f;
    size_t *first; /* of each figure */
    size_t *n;     /* of each first one: how many there are of other reports than the one that is
                    * looked at, */
    size_t *n_met; /* and how many of these are about the same as it */
};

/* A figure joins the matter with most of whose figures it agrees, if these are half of it or more:
 * two that are both like a third one need not be about one thing. */
static void join_matter(struct matters *m, size_t i)
{
    const struct figure *v = m->f->v;
    size_t best = i;

    for (size_t k = 0; k < i; k++)
        m->n[k] = m->n_met[k] = 0;
    for (size_t k = 0; k < i; k++) {
        if (v[k].said.report == v[i].said.report || v[k].about != v[i].about)
            continue;
        m->n[m->first[k]]++;
        m->n_met[m->first[k]] += is_one_matter(&v[i], &v[k]);
    }
    for (size_t k = 0; k < i; k++) {
        bool is_half = m->n_met[k] > 0 && 2 * m->n_met[k] >= m->n[k];
        if (is_half && (best == i || m->n_met[k] > m->n_met[best]))
            best = k;
    }
    m->first[i] = best;
}

/* 2.1 km and "a little over two" are one number, and so are 9.4 million and nine: large and broken
 * numbers get rounded. */
static bool is_same_rounded(double x, double y)
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

static bool is_within(const struct ts_figure *x, const struct ts_figure *y)
{
    return y->low <= x->value && x->value <= y->high;
}

static bool is_same_value(const struct ts_figure *x, const struct ts_figure *y)
{
    return is_same_rounded(x->value, y->value) || is_within(x, y) || is_within(y, x);
}

/* Two numbers of one sentence count two things, or are the old one and the new, or parts. */
static bool has_neighbour(const struct matters *m, size_t i)
{
    const struct figure_finder *f = m->f;

    for (size_t k = i > 8 ? i - 8 : 0; k < f->n && k < i + 8; k++)
        if (k != i && f->v[k].said.sentence.ptr == f->v[i].said.sentence.ptr &&
            f->v[k].about == f->v[i].about && !is_same_value(&f->v[k].said, &f->v[i].said))
            return true;
    return false;
}

/* A report says a number once. */
static bool is_repeated(const struct ts_dispute *d, const struct ts_figure *said)
{
    for (size_t i = 0; i < d->n; i++)
        if (d->figures[i].report == said->report && is_same_value(&d->figures[i], said))
            return true;
    return false;
}

static bool is_exact(const struct ts_figure *f)
{
    return f->low == f->high;
}

/* A round number is no value of its own beside an exact one, before or behind it; an exact one is,
 * if all that there was before is round. */
static bool is_new_value(const struct ts_dispute *d, size_t i)
{
    bool is_round = !is_exact(&d->figures[i]);

    for (size_t k = 0; k < d->n; k++) {
        bool counts = is_exact(&d->figures[k]) ? is_round || k < i : is_round && k < i;
        if (counts && is_same_value(&d->figures[k], &d->figures[i]))
            return false;
    }
    return true;
}

/* A number that comes back after another one was given is not corrected. */
static bool comes_back(const struct ts_dispute *d, size_t i)
{
    return i > 0 && !is_new_value(d, i) && !is_same_value(&d->figures[i], &d->figures[i - 1]);
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

static struct ts_dispute collect(struct ts_arena *a, const struct matters *m, size_t first)
{
    const struct figure_finder *f = m->f;
    struct ts_dispute d = { .matter = f->v[first].matter };
    size_t cap = 0;

    for (size_t i = first; i < f->n; i++)
        if (m->first[i] == first && !has_neighbour(m, i) && !is_repeated(&d, &f->v[i].said))
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
    struct matters m = { .f = &f,
                         .first = TS_NEW_ARRAY(&scratch, f.n, size_t),
                         .n = TS_NEW_ARRAY(&scratch, f.n, size_t),
                         .n_met = TS_NEW_ARRAY(&scratch, f.n, size_t) };
    for (size_t i = 0; i < f.n; i++)
        join_matter(&m, i);
    for (size_t i = 0; i < f.n; i++) {
        if (m.first[i] != i)
            continue;
        struct ts_dispute d = collect(a, &m, i);
        if (d.n_values > 1 && d.n_reports > 1)
            *TS_PUSH(a, disputes, *n_disputes, cap) = d;
    }
    if (*n_disputes > 1)
        qsort(disputes, *n_disputes, sizeof *disputes, by_reports);
    ts_lexicon_done(&f.lexicon);
    ts_arena_done(&scratch);
    return disputes;
}
