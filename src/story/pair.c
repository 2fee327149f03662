/* The idea: cosines of word vectors weighted by rarity, one over the whole text and one over
 * headline and lead, where the news of the day stands.  Long texts share more by chance, so their
 * cosine counts for less.  Reports in two languages are compared by the sounds of their names and
 * their numbers.  An event is news for a day or two: likeness fades with the hours between. */
#include "pair_priv.h"

#include <math.h>
#include <string.h>

const struct rules rules_default = {
    /* How often a word counts where it stands; a headline word counts once. */
    .title = 2.0F,
    .lead = 1.5F,
    .body = 0.5F,
    /* Times the weight of a plain word. */
    .name = 1.25F,
    .span = 2.0F,
    .number = 1.0F,
    /* So many reports are taken as seen before the first one, with a plain word in one of a
     * hundred, a name in one of three hundred. */
    .prior = 90.0F,
    .p_common = 0.1F,
    .p_word = 0.008F,
    .p_name = 0.003F,
    .p_number = 0.01F,
    /* Of words whose usage is known it decides instead. */
    .p_rare = 0.001F,
    .p_usual = 0.03F,
    .p_everyday = 0.17F,
    .share_all = 0.55F,
    .share_lead = 0.5F,
    .share_sounds = 0.9F,
    /* Chance likeness grows with this power of the shorter text's words over 150. */
    .length = 0.4F,
    .length_min = 120.0F,
    /* Bare headlines share few words at best, and every word of theirs tells something: what is
     * rare counts for less more than elsewhere. */
    .headline = 2.2F,
    .headline_rarity = 0.5F,
    /* Texts that share fewer telling words than this do so by chance: a place, a weekday. */
    .evidence = 8.0F,
    /* Across languages, a text with fewer names and numbers than this is like others by chance: one
     * place and no more. */
    .few_sounds = 4.0F,
    .hours_flat = 6.0F,
    .hours_sigma = 40.0F,
    /* What is reported once some days from an event is about it more often than another event. */
    .hours_late = 150.0F,
    /* Reports that begin with other weekdays are seldom of one event: the more so if the hours
     * between are not known. */
    .other_day = 0.85F,
    .other_day_undated = 0.6F,
    /* An outlet seldom reports one event twice. */
    .same_site = 0.6F,
    /* Two groups are one story from this average score on, */
    .join = 0.07F,
    /* if they are at least so near by the average of the less near one's own members. */
    .closeness = 0.55F,
    /* Online, where what comes later cannot help, it takes a little more, */
    .join_online = 0.075F,
    /* and so many of the members must have this share of the score. */
    .quorum = 0.34F,
    .agree = 0.5F,
    .copy = 0.6F,
    .saga = 0.18F,
    .saga_agree = 0.85F,
    /* Two reports of one outlet with so much in common, and that of their headlines, are a series.
     */
    .series = 0.5F,
    .apart = -1.0F, /* the score of two such reports, which no others make up for */
    .series_headline = 0.4F,
    /* Of two outlets, if the headlines have this share of the plain words of the shorter one in
     * common, and none of the names and numbers. */
    .form = 0.3F,
    .form_headline = 0.8F,
};

enum {
    LENGTH_USUAL = 150, /* words of a text whose cosine is taken as it is */
    SPREAD = 2,         /* places for each word */
    FILTER_BITS = 13,   /* of a hash: most words that are not there do not pass */
    ROUND = 64,         /* words that are passed through the filter at once */
    AHEAD = 12,         /* words, whose counts are on their way from memory */
    COPY_RUNS_MIN = 12, /* shingles: shorter texts are alike by chance or by form */
};

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

/* Times the weight of a plain word. */
static float boost_of(const struct rules *r, const struct ts_term *term)
{
    const float boost[] = { [TS_TERM_COMMON] = 1.0F,
                            [TS_TERM_WORD] = 1.0F,
                            [TS_TERM_NAME] = r->name,
                            [TS_TERM_SPAN] = r->span,
                            [TS_TERM_NUMBER] = r->number };

    return boost[term->kind];
}

static float rarity_of(const struct freq *f, const struct rules *r, const struct ts_term *term)
{
    return rarity(f, r, &f->terms, term->hash, prior_of(term));
}

float freq_weight(const struct freq *f, const struct rules *r, const struct ts_term *term)
{
    return boost_of(r, term) * rarity_of(f, r, term);
}

static void normalise(float *v, size_t n)
{
    float sum = 0;

    for (size_t i = 0; i < n; i++)
        sum += v[i] * v[i];
    if (sum <= 0)
        return;
    const float length = sqrtf(sum);
    for (size_t i = 0; i < n; i++)
        v[i] /= length;
}

static float *new_weights(struct ts_arena *a, uint32_t n)
{
    return ts_arena_alloc_raw(a, n * sizeof(float));
}

/* As if a text had names that it does not share, if it has few. */
static void soften_few(float *sounds, size_t n, float few)
{
    if ((float)n >= few)
        return;
    for (size_t i = 0; i < n; i++)
        sounds[i] *= sqrtf((float)n / few);
}

struct vector vector_make(struct ts_arena *a, const struct ts_fingerprint *fp)
{
    return (struct vector){ .fp = fp,
                            .all = new_weights(a, fp->n_terms),
                            .lead = new_weights(a, fp->n_terms),
                            .sounds = new_weights(a, fp->n_sounds) };
}

void vector_weigh(struct vector *v, const struct rules *r, const struct freq *f)
{
    const struct ts_fingerprint *fp = v->fp;
    bool is_bare = fp->form == TS_FORM_HEADLINE;

    for (size_t i = 0; i < fp->n_terms; i++) {
        const struct ts_term *t = &fp->terms[i];
        if (i + AHEAD < fp->n_terms)
            counts_expect(&f->terms, t[AHEAD].hash);
        float rare = rarity_of(f, r, t);
        float weight = boost_of(r, t) * (is_bare ? powf(rare, r->headline_rarity) : rare);
        float in_title = t->title > 0 ? r->title : 0;
        v->all[i] = weight * memo_log1p(f->memo, in_title + r->lead * t->lead + r->body * t->body);
        v->lead[i] = weight * memo_log1p(f->memo, r->title * t->title + t->lead);
    }
    for (size_t i = 0; i < fp->n_sounds; i++)
        v->sounds[i] = rarity(f, r, &f->sounds, fp->sounds[i], MEMO_NAME);
    normalise(v->all, fp->n_terms);
    normalise(v->lead, fp->n_terms);
    normalise(v->sounds, fp->n_sounds);
    if (!is_bare)
        soften_few(v->sounds, fp->n_sounds, r->few_sounds);
    v->n_reports = f->n_reports;
}

/* What two reports have in common, word by word. */
struct common {
    float all, lead;
    size_t n; /* telling words */
};

static void add_common(struct common *c, const struct vector *x, size_t i, const struct vector *y,
                       size_t k)
{
    uint8_t kind = x->fp->terms[i].kind;

    c->all += x->all[i] * y->all[k];
    c->lead += x->lead[i] * y->lead[k];
    c->n += kind != TS_TERM_COMMON && kind != TS_TERM_SPAN;
}

static struct common merge_words(const struct vector *x, const struct vector *y)
{
    const struct ts_term *s = x->fp->terms, *t = y->fp->terms;
    struct common common = { 0 };
    size_t i = 0, k = 0;

    while (i < x->fp->n_terms && k < y->fp->n_terms) {
        uint32_t a = s[i].hash, b = t[k].hash;
        if (a == b)
            add_common(&common, x, i, y, k);
        i += a <= b;
        k += b <= a;
    }
    return common;
}

static uint32_t filter_bit(uint32_t hash)
{
    return hash >> (32 - FILTER_BITS);
}

/* Which of the `n` terms may be in `x`: their places, to `out`; returns how many.  Without a branch
 * that could be guessed wrong. */
static uint32_t filter_terms(const struct vector *x, const struct ts_term *terms, uint32_t n,
                             uint32_t out[ROUND])
{
    uint32_t n_out = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t bit = filter_bit(terms[i].hash);
        out[n_out] = i;
        n_out += (uint32_t)(x->filter[bit / 64] >> bit % 64 & 1);
    }
    return n_out;
}

/* The place of a term in `x`, + 1, or 0. */
static uint32_t look_up(const struct vector *x, uint32_t hash)
{
    uint32_t place;

    for (uint32_t at = hash; (place = x->places[at & x->places_mask]) != 0; at++)
        if (x->fp->terms[place - 1].hash == hash)
            break;
    return place;
}

/* The same as merge_words(), in the same order. */
static struct common look_up_words(const struct vector *x, const struct vector *y)
{
    const struct ts_term *terms = y->fp->terms;
    struct common common = { 0 };
    uint32_t passed[ROUND], n = y->fp->n_terms;

    for (uint32_t start = 0; start < n; start += ROUND) {
        uint32_t n_passed =
            filter_terms(x, &terms[start], n - start < ROUND ? n - start : ROUND, passed);
        for (uint32_t i = 0; i < n_passed; i++) {
            uint32_t k = start + passed[i], place = look_up(x, terms[k].hash);
            if (place != 0)
                add_common(&common, x, place - 1, y, k);
        }
    }
    return common;
}

void vector_spread(struct ts_arena *a, struct vector *v)
{
    uint32_t size = 4;

    while (size / SPREAD < v->fp->n_terms)
        size *= 2;
    v->places = TS_NEW_ARRAY(a, size, uint32_t);
    v->places_mask = size - 1;
    v->filter = TS_NEW_ARRAY(a, (1 << FILTER_BITS) / 64, uint64_t);
    for (uint32_t i = 0; i < v->fp->n_terms; i++) {
        uint32_t at = v->fp->terms[i].hash, bit = filter_bit(at);
        v->filter[bit / 64] |= (uint64_t)1 << bit % 64;
        while (v->places[at & v->places_mask] != 0)
            at++;
        v->places[at & v->places_mask] = i + 1;
    }
}

static float words_alike(const struct rules *r, const struct vector *x, const struct vector *y)
{
    const struct common common = x->places ? look_up_words(x, y) : merge_words(x, y);
    float score = r->share_all * common.all + r->share_lead * common.lead;
    bool is_bare = x->fp->form == TS_FORM_HEADLINE || y->fp->form == TS_FORM_HEADLINE;

    if (is_bare || (float)common.n >= r->evidence)
        return score;
    return score * (float)common.n / r->evidence;
}

static float sounds_alike(const struct vector *x, const struct vector *y)
{
    float sum = 0;
    size_t i = 0, k = 0;

    while (i < x->fp->n_sounds && k < y->fp->n_sounds) {
        uint32_t a = x->fp->sounds[i], b = y->fp->sounds[k];
        if (a == b)
            sum += x->sounds[i] * y->sounds[k];
        i += a <= b;
        k += b <= a;
    }
    return sum;
}

static float length_factor(const struct rules *r, const struct ts_fingerprint *x,
                           const struct ts_fingerprint *y)
{
    float shorter = (float)(x->n_words < y->n_words ? x->n_words : y->n_words);

    if (x->form == TS_FORM_HEADLINE || y->form == TS_FORM_HEADLINE)
        return r->headline;
    if (shorter < r->length_min)
        shorter = r->length_min;
    return powf((float)LENGTH_USUAL / shorter, r->length);
}

float pair_content(const struct rules *r, const struct vector *x, const struct vector *y)
{
    float score = words_alike(r, x, y);

    if (memcmp(x->fp->lang, y->fp->lang, sizeof x->fp->lang) != 0) {
        float sounds = r->share_sounds * sounds_alike(x, y);
        score = sounds > score ? sounds : score;
    }
    return score * length_factor(r, x->fp, y->fp);
}

/* What the hours between leave, if they are known. */
static float hours_factor(const struct rules *r, const struct ts_fingerprint *x,
                          const struct ts_fingerprint *y, float sigma)
{
    float hours = fabsf((float)(x->at - y->at)) / 3600.0F - r->hours_flat;

    if (x->at == 0 || y->at == 0 || hours <= 0)
        return 1;
    return expf(-hours * hours / (2 * sigma * sigma));
}

static float weekdays_factor(const struct rules *r, const struct ts_fingerprint *x,
                             const struct ts_fingerprint *y)
{
    if (x->weekdays == 0 || y->weekdays == 0 || (x->weekdays & y->weekdays) != 0)
        return 1;
    return x->at == 0 || y->at == 0 ? r->other_day_undated : r->other_day;
}

static float circumstance(const struct rules *r, const struct ts_fingerprint *x,
                          const struct ts_fingerprint *y, float sigma)
{
    float factor = x->site != 0 && x->site == y->site ? r->same_site : 1.0F;

    return factor * hours_factor(r, x, y, sigma) * weekdays_factor(r, x, y);
}

float pair_circumstance(const struct rules *r, const struct ts_fingerprint *x,
                        const struct ts_fingerprint *y)
{
    return circumstance(r, x, y, r->hours_sigma);
}

float pair_score_of(const struct rules *r, const struct vector *x, const struct vector *y,
                    float content)
{
    if (x->fp->form != TS_FORM_HEADLINE && pair_is_series(r, x->fp, y->fp, content))
        return r->apart;
    return content * pair_circumstance(r, x->fp, y->fp);
}

float pair_score(const struct rules *r, const struct vector *x, const struct vector *y)
{
    return pair_score_of(r, x, y, pair_content(r, x, y));
}

float pair_late_score(const struct rules *r, const struct vector *x, const struct vector *y,
                      float content, float score)
{
    return score < 0 ? score : content * circumstance(r, x->fp, y->fp, r->hours_late);
}

bool pair_is_copy(const struct rules *r, const struct ts_fingerprint *x,
                  const struct ts_fingerprint *y)
{
    if (x->n_shingles < COPY_RUNS_MIN || y->n_shingles < COPY_RUNS_MIN)
        return false;
    return ts_fingerprint_overlaps(x, y, r->copy);
}

bool pair_is_same_page(const struct ts_fingerprint *x, const struct ts_fingerprint *y)
{
    return x->url != 0 && x->url == y->url;
}

float pair_likeness(const struct rules *r, float score)
{
    return score > 0 ? 1.0F - exp2f(-score / r->join) : 0;
}
