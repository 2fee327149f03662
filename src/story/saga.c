/* The idea: a later event of an affair is told with what led to it, so that some pairs of reports
 * share a lot, whenever they were written.  The mean of the nearest quarter of all pairs decides.
 * Reports of one outlet that are nearly the same, headline and all, are a series with a form to
 * fill in (prices of the week), and no affair. */
#include "saga_priv.h"

#include <stdlib.h>

static int descending(const void *p, const void *q)
{
    float a = *(const float *)p, b = *(const float *)q;
    return (a < b) - (a > b);
}

/* The share of the words of the shorter headline that the other one has. */
static float headlines_alike(const struct ts_fingerprint *x, const struct ts_fingerprint *y)
{
    size_t i = 0, k = 0, n_x = 0, n_y = 0, n_both = 0;

    while (i < x->n_terms || k < y->n_terms) {
        bool takes_x = k == y->n_terms || (i < x->n_terms && x->terms[i].hash <= y->terms[k].hash);
        bool takes_y = i == x->n_terms || (k < y->n_terms && y->terms[k].hash <= x->terms[i].hash);
        bool in_x = takes_x && x->terms[i].title > 0, in_y = takes_y && y->terms[k].title > 0;
        n_x += in_x;
        n_y += in_y;
        n_both += in_x && in_y;
        i += takes_x;
        k += takes_y;
    }
    size_t shorter = n_x < n_y ? n_x : n_y;
    return shorter > 0 ? (float)n_both / (float)shorter : 0;
}

/* A score, or -1 for two issues of a series. */
static float content_of(const struct rules *r, const struct vector *x, const struct vector *y)
{
    float score = pair_content(r, x, y);
    bool is_same_site = x->fp->site != 0 && x->fp->site == y->fp->site;
    bool is_series =
        is_same_site && score >= r->series && headlines_alike(x->fp, y->fp) >= r->series_headline;

    return is_series ? -1 : score;
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

float saga_score(const struct rules *r, const struct cast *x, const struct cast *y)
{
    float scores[SAGA_REPORTS_MAX * SAGA_REPORTS_MAX];
    size_t n = 0;

    for (size_t i = 0; i < x->n; i++) {
        for (size_t k = 0; k < y->n; k++) {
            scores[n] = content_of(r, x->v[i], y->v[k]);
            if (scores[n++] < 0)
                return 0;
        }
    }
    float score = n > 0 ? mean_of_best(scores, n) : 0;
    return score >= r->saga ? score : 0;
}
