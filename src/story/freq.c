/* The idea: how rare a word is among the reports seen so far tells how much it says.  While few are
 * seen, what is usual for a word of its kind counts too, as if a number of them had come before. */
#include "freq_priv.h"

#include <math.h>

#include "pair_priv.h"

void freq_init(struct freq *f, struct ts_arena *a)
{
    *f = (struct freq){ .terms.arena = a, .sounds.arena = a, .memo = memo_new(a) };
}

void freq_add(struct freq *f, const struct ts_fingerprint *fp)
{
    for (size_t i = 0; i < fp->n_terms; i++)
        ++*counts_put(&f->terms, fp->terms[i].hash);
    for (size_t i = 0; i < fp->n_sounds; i++)
        ++*counts_put(&f->sounds, fp->sounds[i]);
    f->n_reports++;
}

/* What is taken as seen of a term before it is counted. */
static enum memo_prior prior_of(const struct ts_term *term)
{
    static const enum memo_prior by_kind[] = { [TS_TERM_COMMON] = MEMO_COMMON,
                                               [TS_TERM_WORD] = MEMO_WORD,
                                               [TS_TERM_NAME] = MEMO_NAME,
                                               [TS_TERM_SPAN] = MEMO_NAME,
                                               [TS_TERM_NUMBER] = MEMO_NUMBER };
    bool is_word = term->kind == TS_TERM_WORD || term->kind == TS_TERM_NAME;

    if (term->usage == TS_USAGE_EVERYDAY)
        return MEMO_EVERYDAY;
    if (term->usage == TS_USAGE_USUAL)
        return MEMO_USUAL;
    return term->usage == TS_USAGE_RARE && is_word ? MEMO_RARE : by_kind[term->kind];
}

/* The share of reports that have such a term, as far as can be told without counting. */
static float share_of(const struct rules *r, enum memo_prior prior)
{
    const float shares[] = {
        [MEMO_COMMON] = r->p_common,    [MEMO_WORD] = r->p_word, [MEMO_NAME] = r->p_name,
        [MEMO_NUMBER] = r->p_number,    [MEMO_RARE] = r->p_rare, [MEMO_USUAL] = r->p_usual,
        [MEMO_EVERYDAY] = r->p_everyday
    };

    return shares[prior];
}

static float rarity_by_count(const struct freq *f, const struct rules *r, uint32_t n_seen,
                             enum memo_prior prior)
{
    float count = (float)n_seen + r->prior * share_of(r, prior) + 0.5F;
    float weight = logf(((float)f->n_reports + r->prior + 1.0F) / count);

    return weight > 0 ? weight : 0;
}

static float rarity(const struct freq *f, const struct rules *r, const struct counts *seen,
                    uint32_t hash, enum memo_prior prior)
{
    uint32_t n = counts_find(seen, hash);
    struct memo_rarity *memo = memo_rarity(f->memo, prior, n);

    if (!memo)
        return rarity_by_count(f, r, n, prior);
    if (memo->n_reports != f->n_reports)
        *memo = (struct memo_rarity){ f->n_reports, rarity_by_count(f, r, n, prior) };
    return memo->rarity;
}

float freq_boost(const struct rules *r, const struct ts_term *term)
{
    const float boost[] = { [TS_TERM_COMMON] = 1.0F,
                            [TS_TERM_WORD] = 1.0F,
                            [TS_TERM_NAME] = r->name,
                            [TS_TERM_SPAN] = r->span,
                            [TS_TERM_NUMBER] = r->number };

    return boost[term->kind];
}

float freq_rarity(const struct freq *f, const struct rules *r, const struct ts_term *term)
{
    return rarity(f, r, &f->terms, term->hash, prior_of(term));
}

float freq_weight(const struct freq *f, const struct rules *r, const struct ts_term *term)
{
    return freq_boost(r, term) * freq_rarity(f, r, term);
}

float freq_sound_rarity(const struct freq *f, const struct rules *r, uint32_t sound)
{
    return rarity(f, r, &f->sounds, sound, MEMO_NAME);
}
