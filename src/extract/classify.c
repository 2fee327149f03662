/* Two stages of decision trees give each block the log-odds of being part of the article.  The
 * first sees the block's own features, the second also the first one's answers around it: context
 * decides about headings, short sentences and boxes in full sentences.  The trees are fitted to
 * pages with known articles by tests/bench/extract_train.py; no word of a page and no address is
 * among the features. */
#include "classify_priv.h"

#include <math.h>

#include "complete_priv.h"
#include "context_priv.h"
#include "evidence_priv.h"
#include "forest_priv.h"
#include "rules_priv.h"

enum {
    MIN_KEPT_BYTES = 250, /* with less than that, the best of the rest are looked at again */
    N_BEST = 6,
    MAX_ASIDE_STEPS = 3,
    CONVENTION_AT = TS_N_FEATURES + TS_N_CONTEXT,
    N_VALUES,
};

static const float KEEP = 0.5F, KEEP_AT_LEAST = 0.05F;
/* The trees know two ideas of what belongs to an article: 0 has its headings and lists in it as a
 * reader expects, 1 is strict. */
static const float CONVENTION = 0;

#ifdef TS_EXTRACT_MODEL /* another table, to score it */
#include TS_EXTRACT_MODEL
#else
#include "model.inc"
#endif

_Static_assert(TS_COUNT(first_n_edges) == TS_N_FEATURES, "trees of other features");
_Static_assert(TS_COUNT(second_n_edges) == N_VALUES, "trees of other features");
_Static_assert(N_VALUES < TS_FOREST_LEAF, "too many values for a byte");

static const struct ts_forest first_stage = {
    .n_values = TS_N_FEATURES,
    .n_edges = first_n_edges,
    .edges = first_edges,
    .nodes = first_nodes,
    .sizes = first_sizes,
    .n_trees = TS_COUNT(first_sizes),
    .n_early = MODEL_N_EARLY,
    .bias = FIRST_BIAS,
    .unit = MODEL_UNIT,
    .hopeless = MODEL_HOPELESS,
};

static const struct ts_forest second_stage = {
    .n_values = N_VALUES,
    .n_edges = second_n_edges,
    .edges = second_edges,
    .nodes = second_nodes,
    .sizes = second_sizes,
    .n_trees = TS_COUNT(second_sizes),
    .bias = SECOND_BIAS,
    .unit = MODEL_UNIT,
};

static float score_of(float log_odds)
{
    return 1 / (1 + expf(-log_odds));
}

static void judge_all(struct ts_arena *a, const struct ts_page *page,
                      const struct ts_features *rows, struct ts_verdict *verdicts)
{
    struct ts_arena scratch = { 0 };
    size_t n = page->pieces.n;
    float *first = TS_NEW_ARRAY(&scratch, n, float), values[N_VALUES];

    for (size_t i = 0; i < n; i++) {
        ts_features_put(page, rows, i, values);
        first[i] = ts_forest_sum(&first_stage, values);
    }
    struct ts_answers *answers = ts_answers_new(&scratch, page, rows, first);
    for (size_t i = 0; i < n; i++) {
        float log_odds = first[i];
        ts_features_put(page, rows, i, values);
        if (log_odds >= MODEL_HOPELESS) {
            ts_context_put(answers, i, &values[TS_N_FEATURES]);
            values[CONVENTION_AT] = CONVENTION;
            log_odds = ts_forest_sum(&second_stage, values);
        }
        verdicts[i].score = score_of(log_odds);
        verdicts[i].is_kept = verdicts[i].score >= KEEP;
        verdicts[i].reason = ts_evidence(a, &rows[i], values, verdicts[i].is_kept);
    }
    ts_arena_done(&scratch);
}

/* ---- never empty ---- */

static size_t kept_bytes(const struct ts_page *page, const struct ts_verdict *verdicts)
{
    size_t n = 0;

    for (size_t i = 0; i < page->pieces.n; i++)
        n += verdicts[i].is_kept ? page->pieces.list[i].text.len : 0;
    return n;
}

/* A block that may be the text of a short page: no list of links, no side box, no prompt, and
 * nothing that the rules have named. */
static bool is_candidate(const struct ts_features *row, const struct ts_verdict *verdict)
{
    static const int aside[] = { TS_UNDER_ASIDE, TS_UNDER_FOOTER, TS_UNDER_NAV, TS_UNDER_FORM,
                                 TS_UNDER_BUTTON };

    for (size_t k = 0; k < TS_COUNT(aside); k++)
        if (row->under[aside[k]] <= MAX_ASIDE_STEPS)
            return false;
    return !row->prompt && !verdict->kind && row->v[TS_F_LINK_SHARE] < 0.5F;
}

/* The score of the N_BEST-th best candidate, 0 if there are fewer. */
static float score_of_best(const struct ts_features *rows, const struct ts_verdict *verdicts,
                           size_t n)
{
    float best[N_BEST] = { 0 };

    for (size_t i = 0; i < n; i++) {
        float score = is_candidate(&rows[i], &verdicts[i]) ? verdicts[i].score : 0;
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
        if (verdicts[i].is_kept || !is_candidate(&rows[i], &verdicts[i]) ||
            (verdicts[i].score < bar && !is_beside))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("among the best of a short page");
    }
    ts_complete_tables(page, rows, verdicts);
    if (!verdicts[best].is_kept && kept_bytes(page, verdicts) == 0) {
        verdicts[best].is_kept = true;
        verdicts[best].reason = TS_STR("the best of the page");
    }
}

struct ts_verdict *ts_classify(struct ts_arena *a, const struct ts_page *page,
                               const struct ts_features *rows)
{
    struct ts_verdict *verdicts = TS_NEW_ARRAY(a, page->pieces.n, struct ts_verdict);

    judge_all(a, page, rows, verdicts);
    ts_apply_rules(a, page, rows, verdicts);
    if (kept_bytes(page, verdicts) < MIN_KEPT_BYTES)
        relax(page, rows, verdicts);
    return verdicts;
}
