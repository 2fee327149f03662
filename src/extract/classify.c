/* An additive score: each feature's value falls into one of a few bins, each bin has a weight, and
 * the sum is the log-odds of being part of the article.  A second sum of the same kind also sees
 * the first one's answers around the block.  So every score can be explained by its largest terms.
 * The weights are fitted to pages with known articles; no word of a page and no address is among
 * the features. */
#include "classify_priv.h"

#include <math.h>
#include <string.h>

#include "rules_priv.h"

enum {
    MIN_KEPT_BYTES = 250, /* with less than that, the best of the rest are looked at again */
    N_BEST = 6,
    MAX_ASIDE_STEPS = 3,
    MAX_CONTEXT_BYTES = 600, /* of a block, counted as its size */
    MAX_STEPS = 99,
};

static const float KEEP = 0.5F, KEEP_AT_LEAST = 0.05F, NOTHING = -99;

struct bins {
    uint8_t
        is_category; /* edges are the values that have a bin of their own, the last is the rest */
    uint8_t n_edges; /* one bin more than that */
};

#include "weights.inc"

/* What stands around a block, behind its own features in the second row. */
enum context {
    CONTEXT_OWN = TS_N_FEATURES, /* log-odds of the first model */
    CONTEXT_NEAR,                /* of neighbours -3 -2 -1 1 2 3, NOTHING beyond the ends */
    CONTEXT_BEFORE_5 = CONTEXT_NEAR + TS_N_NEIGHBOURS, /* mean score by length, 5 blocks before */
    CONTEXT_AFTER_5,
    CONTEXT_BEFORE_15,
    CONTEXT_AFTER_15,
    CONTEXT_SHARE_BEFORE, /* of the page's content */
    CONTEXT_FROM_FIRST,   /* blocks from the first that the first model keeps */
    CONTEXT_TO_LAST,
    CONTEXT_CONTENT, /* log2 of the page's */
    N_VALUES,
};

struct model {
    float bias;
    const struct bins *bins;
    const float *edges, *weights;
    int n;
};

static const struct model first_model = { FIRST_BIAS, first_bins, first_edges, first_weights,
                                          TS_N_FEATURES };
static const struct model second_model = { SECOND_BIAS, second_bins, second_edges, second_weights,
                                           N_VALUES };
_Static_assert(TS_COUNT(first_bins) == TS_N_FEATURES, "weights of other features");
_Static_assert(TS_COUNT(second_bins) == N_VALUES, "weights of other features");

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

/* Features that say something to a person. */
static bool is_telling(int feature)
{
    return feature <= TS_F_ADDRESS || (feature >= TS_F_BOX_50 && feature < TS_F_GOOD_LEVEL) ||
           (feature >= TS_F_UNDER_TAG && feature < TS_N_FEATURES);
}

/* The log-odds of a row, and its largest telling terms for and against. */
static float sum_of(const struct model *model, const float *values, struct term *most_for,
                    struct term *most_against)
{
    const float *edge = model->edges, *weight = model->weights;
    float sum = model->bias;

    *most_for = *most_against = (struct term){ 0 };
    for (int k = 0; k < model->n; k++) {
        float term = weight[bin_of(&model->bins[k], edge, values[k])];
        sum += term;
        if (term > most_for->weight && is_telling(k))
            *most_for = (struct term){ k, term };
        if (term < most_against->weight && is_telling(k))
            *most_against = (struct term){ k, term };
        edge += model->bins[k].n_edges;
        weight += model->bins[k].n_edges + 1;
    }
    return sum;
}

static float score_of(float log_odds)
{
    return 1 / (1 + expf(-log_odds));
}

/* ---- context ---- */

/* The first model's answers, and sums of them over the blocks before each. */
struct answers {
    size_t n;
    float *log_odds;
    double *content, *text; /* n + 1 sums */
    size_t first, last;     /* kept, or the page's ends */
};

static struct answers answer(struct ts_arena *a, const struct ts_page *page,
                             const struct ts_features *rows)
{
    struct answers s = { .n = page->pieces.n, .first = TS_NPOS };
    struct term ignored;

    s.log_odds = TS_NEW_ARRAY(a, s.n, float);
    s.content = TS_NEW_ARRAY(a, s.n + 1, double);
    s.text = TS_NEW_ARRAY(a, s.n + 1, double);
    for (size_t i = 0; i < s.n; i++) {
        size_t bytes = page->pieces.list[i].text.len;
        double size = (double)(bytes < MAX_CONTEXT_BYTES ? bytes : MAX_CONTEXT_BYTES) + 5;
        s.log_odds[i] = sum_of(&first_model, rows[i].v, &ignored, &ignored);
        s.content[i + 1] = s.content[i] + size * (double)score_of(s.log_odds[i]);
        s.text[i + 1] = s.text[i] + size;
        if (s.log_odds[i] >= 0) {
            s.first = s.first == TS_NPOS ? i : s.first;
            s.last = i;
        }
    }
    if (s.first == TS_NPOS) {
        s.first = 0;
        s.last = s.n > 0 ? s.n - 1 : 0;
    }
    return s;
}

static float mean_score(const struct answers *s, size_t from, size_t to)
{
    double text = s->text[to] - s->text[from];

    return (float)((s->content[to] - s->content[from]) / (text > 1 ? text : 1));
}

static float steps(size_t to, size_t from)
{
    double n = (double)to - (double)from;

    return (float)(n > MAX_STEPS ? MAX_STEPS : n < -MAX_STEPS ? -MAX_STEPS : n);
}

static float near_log_odds(const struct answers *s, size_t i, int step)
{
    bool is_outside = step < 0 ? i < (size_t)-step : i + (size_t)step >= s->n;

    return is_outside ? NOTHING : s->log_odds[i + (size_t)step];
}

static void put_context(const struct answers *s, size_t i, float *v)
{
    static const int near[TS_N_NEIGHBOURS] = { -3, -2, -1, 1, 2, 3 };

    v[CONTEXT_OWN] = s->log_odds[i];
    for (int k = 0; k < TS_N_NEIGHBOURS; k++)
        v[CONTEXT_NEAR + k] = near_log_odds(s, i, near[k]);
    v[CONTEXT_BEFORE_5] = mean_score(s, i > 5 ? i - 5 : 0, i);
    v[CONTEXT_AFTER_5] = mean_score(s, i + 1, i + 6 < s->n ? i + 6 : s->n);
    v[CONTEXT_BEFORE_15] = mean_score(s, i > 15 ? i - 15 : 0, i);
    v[CONTEXT_AFTER_15] = mean_score(s, i + 1, i + 16 < s->n ? i + 16 : s->n);
    v[CONTEXT_SHARE_BEFORE] = (float)(s->content[i] / (s->content[s->n] + 1e-6));
    v[CONTEXT_FROM_FIRST] = steps(i, s->first);
    v[CONTEXT_TO_LAST] = steps(s->last, i);
    v[CONTEXT_CONTENT] = (float)log2(1 + s->content[s->n]);
}

/* ---- verdicts ---- */

static ts_str reason_of(struct ts_arena *a, const struct ts_features *row, const float *values,
                        struct term term)
{
    if (term.feature == TS_F_PROMPT_KIND && row->prompt)
        return ts_arena_printf(a, "says \"%.*s\"", TS_FMT(row->prompt->text));
    ts_str name = ts_feature_name(a, term.feature);
    return ts_arena_printf(a, "%.*s %.2g", TS_FMT(name), (double)values[term.feature]);
}

static void judge(struct ts_arena *a, const struct ts_features *row, const float *values,
                  struct ts_verdict *verdict)
{
    struct term most_for, most_against;

    verdict->score = score_of(sum_of(&second_model, values, &most_for, &most_against));
    verdict->is_kept = verdict->score >= KEEP;
    verdict->reason = reason_of(a, row, values, verdict->is_kept ? most_for : most_against);
}

/* ---- never empty ---- */

static size_t kept_bytes(const struct ts_page *page, const struct ts_verdict *verdicts)
{
    size_t n = 0;

    for (size_t i = 0; i < page->pieces.n; i++)
        n += verdicts[i].is_kept ? page->pieces.list[i].text.len : 0;
    return n;
}

/* A block that may be the text of a short page: no list of links, no side box, no prompt. */
static bool is_candidate(const struct ts_features *row)
{
    static const int aside[] = { TS_UNDER_ASIDE, TS_UNDER_FOOTER, TS_UNDER_NAV, TS_UNDER_FORM,
                                 TS_UNDER_BUTTON };

    for (size_t k = 0; k < TS_COUNT(aside); k++)
        if (row->v[TS_F_UNDER_TAG + aside[k]] <= MAX_ASIDE_STEPS)
            return false;
    return !row->prompt && row->v[TS_F_LINK_SHARE] < 0.5F;
}

/* The score of the N_BEST-th best candidate, 0 if there are fewer. */
static float score_of_best(const struct ts_features *rows, const struct ts_verdict *verdicts,
                           size_t n)
{
    float best[N_BEST] = { 0 };

    for (size_t i = 0; i < n; i++) {
        float score = is_candidate(&rows[i]) ? verdicts[i].score : 0;
        for (size_t k = 0; k < N_BEST; k++) {
            if (score > best[k]) {
                float lower = best[k];
                best[k] = score;
                score = lower;
            }
        }
    }
    return best[N_BEST - 1];
}

static size_t best_of(const struct ts_verdict *verdicts, size_t n)
{
    size_t best = 0;

    for (size_t i = 0; i < n; i++)
        if (verdicts[i].score > verdicts[best].score)
            best = i;
    return best;
}

/* A short page's blocks look like little: keeps the best of them above a lower bar, sentences
 * beside the best, and the best in any case. */
static void relax(const struct ts_page *page, const struct ts_features *rows,
                  struct ts_verdict *verdicts)
{
    size_t n = page->pieces.n, best = best_of(verdicts, n);
    float bar = score_of_best(rows, verdicts, n);

    if (n == 0)
        return;
    bar = bar > KEEP ? KEEP : bar < KEEP_AT_LEAST ? KEEP_AT_LEAST : bar;
    for (size_t i = 0; i < n; i++) {
        const struct ts_node *el = page->pieces.list[i].el, *top = page->pieces.list[best].el;
        bool is_beside =
            el->parent == top->parent && el->tag == top->tag && rows[i].v[TS_F_ENDING] == 1;
        if (verdicts[i].is_kept || !is_candidate(&rows[i]) ||
            (verdicts[i].score < bar && !is_beside))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("among the best of a short page");
    }
    if (!verdicts[best].is_kept && kept_bytes(page, verdicts) == 0) {
        verdicts[best].is_kept = true;
        verdicts[best].reason = TS_STR("the best of the page");
    }
}

struct ts_verdict *ts_classify(struct ts_arena *a, const struct ts_page *page,
                               const struct ts_features *rows)
{
    struct ts_verdict *verdicts = TS_NEW_ARRAY(a, page->pieces.n, struct ts_verdict);

    struct answers answers = answer(a, page, rows);
    float values[N_VALUES];

    for (size_t i = 0; i < page->pieces.n; i++) {
        memcpy(values, rows[i].v, sizeof rows[i].v);
        put_context(&answers, i, values);
        judge(a, &rows[i], values, &verdicts[i]);
    }
    ts_apply_rules(a, page, rows, verdicts);
    if (kept_bytes(page, verdicts) < MIN_KEPT_BYTES)
        relax(page, rows, verdicts);
    return verdicts;
}
