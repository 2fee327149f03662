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
    COPY_RUNS_MIN = 12, /* shingles: shorter texts are alike by chance or by form */
};

/* `x` is spread. */
static float words_alike(const struct rules *r, const struct vector *x, const struct vector *y)
{
    const struct vector_common common = vector_words(x, y);
    float score = r->share_all * common.all + r->share_lead * common.lead;
    bool is_bare = x->fp->form == TS_FORM_HEADLINE || y->fp->form == TS_FORM_HEADLINE;

    if (is_bare || (float)common.n >= r->evidence)
        return score;
    return score * (float)common.n / r->evidence;
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

static float content(const struct rules *r, const struct vector *x, const struct vector *y)
{
    float score = words_alike(r, x, y);

    if (memcmp(x->fp->lang, y->fp->lang, sizeof x->fp->lang) != 0) {
        float sounds = r->share_sounds * vector_sounds(x, y);
        score = sounds > score ? sounds : score;
    }
    return score * length_factor(r, x->fp, y->fp);
}

float pair_content(const struct rules *r, const struct vector *x, const struct vector *y)
{
    struct ts_arena scratch = { 0 };
    struct vector spread = *x;

    if (x->places)
        return content(r, x, y);
    vector_spread(&scratch, &spread);
    float alike = content(r, &spread, y);
    ts_arena_done(&scratch);
    return alike;
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
