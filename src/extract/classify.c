/* An additive score: each feature's value falls into one of a few bins, each bin has a weight, and
 * the sum is the log-odds of being part of the article.  So every score can be explained by its
 * largest terms.  The weights are fitted to pages with known articles; no word of a page and no
 * address is among the features. */
#include "classify_priv.h"

#include <math.h>
#include <stdlib.h>

enum {
    MIN_KEPT_BYTES = 250, /* with less than that, the best of the rest are looked at again */
    N_BEST = 6,
};

static const float KEEP = 0.5F, KEEP_AT_LEAST = 0.05F;

struct bins {
    uint8_t
        is_category; /* edges are the values that have a bin of their own, the last is the rest */
    uint8_t n_edges; /* one bin more than that */
};

#include "weights.inc"

/* One term of a sum. */
struct term {
    int feature;
    float weight;
};

static size_t bin_of(const struct bins *bins, const float *edge, float value)
{
    size_t i = 0;

    if (bins->is_category) {
        while (i < bins->n_edges && edge[i] != value)
            i++;
        return i;
    }
    while (i < bins->n_edges && value >= edge[i])
        i++;
    return i;
}

/* The log-odds of a row, and its largest terms for and against. */
static float sum_of(const float *values, struct term *most_for, struct term *most_against)
{
    const float *edge = edges, *weight = weights;
    float sum = bias;

    *most_for = *most_against = (struct term){ 0 };
    for (int k = 0; k < TS_N_FEATURES; k++) {
        float term = weight[bin_of(&features[k], edge, values[k])];
        sum += term;
        if (term > most_for->weight)
            *most_for = (struct term){ k, term };
        if (term < most_against->weight)
            *most_against = (struct term){ k, term };
        edge += features[k].n_edges;
        weight += features[k].n_edges + 1;
    }
    return sum;
}

static ts_str reason_of(struct ts_arena *a, const struct ts_features *row, struct term term)
{
    ts_str name = ts_feature_name(a, term.feature);

    if (term.feature == TS_F_PROMPT_KIND && row->prompt)
        return ts_arena_printf(a, "says \"%.*s\"", TS_FMT(row->prompt->text));
    return ts_arena_printf(a, "%.*s %.2g", TS_FMT(name), (double)row->v[term.feature]);
}

static void judge(struct ts_arena *a, const struct ts_features *row, struct ts_verdict *verdict)
{
    struct term most_for, most_against;
    float sum = sum_of(row->v, &most_for, &most_against);

    verdict->score = 1 / (1 + expf(-sum));
    verdict->is_kept = verdict->score >= KEEP;
    verdict->reason = reason_of(a, row, verdict->is_kept ? most_for : most_against);
}

/* ---- never empty ---- */

static size_t kept_bytes(const struct ts_page *page, const struct ts_verdict *verdicts)
{
    size_t n = 0;

    for (size_t i = 0; i < page->pieces.n; i++)
        n += verdicts[i].is_kept ? page->pieces.list[i].text.len : 0;
    return n;
}

/* The score of the N_BEST-th best block. */
static float score_of_best(const struct ts_verdict *verdicts, size_t n)
{
    float best[N_BEST] = { 0 };

    for (size_t i = 0; i < n; i++) {
        float score = verdicts[i].score;
        for (size_t k = 0; k < N_BEST; k++) {
            if (score > best[k]) {
                float lower = best[k];
                best[k] = score;
                score = lower;
            }
        }
    }
    return best[n < N_BEST ? (n > 0 ? n - 1 : 0) : N_BEST - 1];
}

/* A short page's blocks look like little: keeps the best of them above a lower bar, or the best. */
static void relax(const struct ts_page *page, struct ts_verdict *verdicts)
{
    float bar = score_of_best(verdicts, page->pieces.n);
    size_t best = 0;

    bar = bar > KEEP ? KEEP : bar < KEEP_AT_LEAST ? KEEP_AT_LEAST : bar;
    for (size_t i = 0; i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept && verdicts[i].score >= bar) {
            verdicts[i].is_kept = true;
            verdicts[i].reason = TS_STR("among the best of a short page");
        }
        if (verdicts[i].score > verdicts[best].score)
            best = i;
    }
    if (page->pieces.n > 0 && !verdicts[best].is_kept) {
        verdicts[best].is_kept = true;
        verdicts[best].reason = TS_STR("the best of the page");
    }
}

struct ts_verdict *ts_classify(struct ts_arena *a, const struct ts_page *page,
                               const struct ts_features *rows)
{
    struct ts_verdict *verdicts = TS_NEW_ARRAY(a, page->pieces.n, struct ts_verdict);

    for (size_t i = 0; i < page->pieces.n; i++)
        judge(a, &rows[i], &verdicts[i]);
    if (kept_bytes(page, verdicts) < MIN_KEPT_BYTES)
        relax(page, verdicts);
    return verdicts;
}
