/* The idea: grouping compares each report with many, so that thousands of them are held.  What is
 * compared of a word is its hash and two weights, which have 16 bits each: 15 for sums of hundreds
 * are as good as a float's 24, and sums of integers do not depend on their order.  Most words are
 * not in the lead, so that those which are stand in front, and the others have one weight alone.
 *
 * One vector of a comparison is spread over a table by hash, and the other is walked; most of its
 * words are not there, and a filter of a few bits tells so without a branch. */
#include "vector_priv.h"

#include <math.h>
#include <string.h>

#include "pair_priv.h"

enum {
    SPREAD = 2,         /* places for each word */
    FILTER_BITS = 13,   /* of a hash: most words that are not there do not pass */
    ROUND = 64,         /* words that are passed through the filter at once */
    AHEAD = 12,         /* words, whose counts are on their way from memory */
    SHINGLES_HELD = 64, /* the smallest, of a report that is held */
};

/* ---- making ---- */

/* The part of a vector that a term stands in. */
enum { IN_TITLE, IN_LEAD, IN_BODY, N_PARTS };

static int part_of(const struct ts_term *t)
{
    return t->title > 0 ? IN_TITLE : t->lead > 0 ? IN_LEAD : IN_BODY;
}

/* Where each part begins. */
static void find_parts(const struct ts_fingerprint *fp, uint32_t start[N_PARTS + 1])
{
    memset(start, 0, (N_PARTS + 1) * sizeof *start);
    for (uint32_t i = 0; i < fp->n_terms; i++)
        start[part_of(&fp->terms[i]) + 1]++;
    for (int i = 0; i < N_PARTS; i++)
        start[i + 1] += start[i];
}

static size_t list_bytes(const struct vector *v)
{
    size_t n_words = v->n_terms + v->n_sounds, n_weights = n_words + v->n_lead;

    return n_words * sizeof *v->terms + n_weights * sizeof *v->all;
}

/* All lists are one piece of memory. */
static void make_room(struct ts_arena *a, struct vector *v)
{
    char *room = ts_arena_alloc_raw(a, list_bytes(v));

    v->terms = (uint32_t *)room;
    v->sounds = v->terms + v->n_terms;
    v->all = (uint16_t *)(v->sounds + v->n_sounds);
    v->lead = v->all + v->n_terms;
    v->sound_weights = v->lead + v->n_lead;
}

struct vector vector_make(struct ts_arena *a, const struct ts_fingerprint *fp)
{
    uint32_t at[N_PARTS + 1];
    struct vector v = { .fp = fp, .n_terms = fp->n_terms, .n_sounds = fp->n_sounds };

    find_parts(fp, at);
    v.n_title = at[IN_LEAD];
    v.n_lead = at[IN_BODY];
    make_room(a, &v);
    for (uint32_t i = 0; i < fp->n_terms; i++)
        v.terms[at[part_of(&fp->terms[i])]++] = fp->terms[i].hash;
    if (fp->n_sounds > 0)
        memcpy(v.sounds, fp->sounds, fp->n_sounds * sizeof *v.sounds);
    return v;
}

bool vector_is_of(const struct vector *v, const struct ts_fingerprint *fp)
{
    uint32_t start[N_PARTS + 1];

    find_parts(fp, start);
    return v->n_title == start[IN_LEAD] && v->n_lead == start[IN_BODY] &&
           v->n_terms == fp->n_terms && v->n_sounds == fp->n_sounds;
}

/* Copies the terms of the headline. */
static void hold_title(struct ts_arena *a, struct ts_fingerprint *held,
                       const struct ts_fingerprint *fp, uint32_t n_title)
{
    held->n_terms = 0;
    held->terms = ts_arena_alloc_raw(a, n_title * sizeof *held->terms);
    for (uint32_t i = 0; i < fp->n_terms; i++)
        if (fp->terms[i].title > 0)
            held->terms[held->n_terms++] = fp->terms[i];
}

static void hold_shingles(struct ts_arena *a, struct ts_fingerprint *held)
{
    const uint32_t *all = held->shingles;

    if (held->n_shingles > SHINGLES_HELD) {
        held->n_shingles = SHINGLES_HELD;
        held->has_all_shingles = false;
    }
    held->shingles = ts_arena_alloc_raw(a, held->n_shingles * sizeof *all);
    if (held->n_shingles > 0)
        memcpy(held->shingles, all, held->n_shingles * sizeof *all);
}

size_t vector_bytes(const struct vector *v)
{
    size_t n_runs = v->fp->n_shingles < SHINGLES_HELD ? v->fp->n_shingles : SHINGLES_HELD;

    return sizeof *v + list_bytes(v) + sizeof *v->fp + v->n_title * sizeof *v->fp->terms +
           n_runs * sizeof *v->fp->shingles;
}

struct vector vector_hold(struct ts_arena *a, const struct ts_fingerprint *fp)
{
    struct vector v = vector_make(a, fp);
    struct ts_fingerprint *held = TS_NEW(a, struct ts_fingerprint);

    *held = *fp;
    hold_title(a, held, fp, v.n_title);
    hold_shingles(a, held);
    held->sounds = NULL;
    held->n_sounds = 0;
    v.fp = held;
    return v;
}

/* ---- weighing ---- */

/* The weights of a report before they are stored, by the places in its vector. */
struct weights {
    float *all, *lead, *sounds;
};

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

/* As if a text had names that it does not share, if it has few. */
static void soften_few(float *sounds, size_t n, float few)
{
    if ((float)n >= few)
        return;
    for (size_t i = 0; i < n; i++)
        sounds[i] *= sqrtf((float)n / few);
}

/* `at` is where the term stands in the vector. */
static void weigh_term(struct weights *w, uint32_t at, const struct ts_fingerprint *fp,
                       const struct ts_term *t, const struct rules *r, const struct freq *f)
{
    float rare = freq_rarity(f, r, t);
    float weight =
        freq_boost(r, t) * (fp->form == TS_FORM_HEADLINE ? powf(rare, r->headline_rarity) : rare);
    float in_title = t->title > 0 ? r->title : 0;

    w->all[at] = weight * memo_log1p(f->memo, in_title + r->lead * t->lead + r->body * t->body);
    if (part_of(t) != IN_BODY)
        w->lead[at] = weight * memo_log1p(f->memo, r->title * t->title + t->lead);
}

static bool is_telling(const struct ts_term *t)
{
    return t->kind != TS_TERM_COMMON && t->kind != TS_TERM_SPAN;
}

static void weigh_terms(struct vector *v, struct weights *w, const struct ts_fingerprint *fp,
                        const struct rules *r, const struct freq *f)
{
    uint32_t at[N_PARTS + 1];

    find_parts(fp, at);
    for (uint32_t i = 0; i < fp->n_terms; i++) {
        const struct ts_term *t = &fp->terms[i];
        if (i + AHEAD < fp->n_terms)
            counts_expect(&f->terms, t[AHEAD].hash);
        uint32_t place = at[part_of(t)]++;
        weigh_term(w, place, fp, t, r, f);
        v->all[place] = is_telling(t) ? VECTOR_TELLING : 0;
    }
}

/* Stores weights beside the bits that are set. */
static void store(uint16_t *to, const float *weights, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] = (uint16_t)((to[i] & VECTOR_TELLING) |
                           ((unsigned)(weights[i] * VECTOR_ONE) & ~(unsigned)VECTOR_TELLING));
}

void vector_weigh(struct vector *v, const struct ts_fingerprint *fp, const struct rules *r,
                  const struct freq *f)
{
    struct ts_arena scratch = { 0 };
    float *room =
        ts_arena_alloc_raw(&scratch, ((size_t)v->n_terms + v->n_lead + v->n_sounds) * sizeof *room);
    struct weights w = { room, room + v->n_terms, room + v->n_terms + v->n_lead };

    weigh_terms(v, &w, fp, r, f);
    for (size_t i = 0; i < v->n_sounds; i++)
        w.sounds[i] = freq_sound_rarity(f, r, v->sounds[i]);
    normalise(w.all, v->n_terms);
    normalise(w.lead, v->n_lead);
    normalise(w.sounds, v->n_sounds);
    if (fp->form != TS_FORM_HEADLINE)
        soften_few(w.sounds, v->n_sounds, r->few_sounds);
    store(v->all, w.all, v->n_terms);
    memset(v->lead, 0, ((size_t)v->n_lead + v->n_sounds) * sizeof *v->lead);
    store(v->lead, w.lead, v->n_lead);
    store(v->sound_weights, w.sounds, v->n_sounds);
    v->n_reports = f->n_reports;
    ts_arena_done(&scratch);
}

/* ---- comparing ---- */

static uint32_t filter_bit(uint32_t hash)
{
    return hash >> (32 - FILTER_BITS);
}

void vector_spread(struct ts_arena *a, struct vector *v)
{
    uint32_t size = 4;

    while (size / SPREAD < v->n_terms)
        size *= 2;
    v->places = TS_NEW_ARRAY(a, size, struct vector_place);
    v->places_mask = size - 1;
    v->filter = TS_NEW_ARRAY(a, (1 << FILTER_BITS) / 64, uint64_t);
    for (uint32_t i = 0; i < v->n_terms; i++) {
        uint32_t term = v->terms[i], at = term, bit = filter_bit(term);
        v->filter[bit / 64] |= (uint64_t)1 << bit % 64;
        while (v->places[at & v->places_mask].term != 0)
            at++;
        v->places[at & v->places_mask] =
            (struct vector_place){ term, v->all[i], i < v->n_lead ? v->lead[i] : 0 };
    }
}

/* Which of the `n` terms may be in `x`: their places, to `out`; returns how many.  Without a branch
 * that could be guessed wrong. */
static uint32_t filter_terms(const struct vector *x, const uint32_t *terms, uint32_t n,
                             uint32_t out[ROUND])
{
    uint32_t n_out = 0;

    for (uint32_t i = 0; i < n; i++) {
        uint32_t bit = filter_bit(terms[i]);
        out[n_out] = i;
        n_out += (uint32_t)(x->filter[bit / 64] >> bit % 64 & 1);
    }
    return n_out;
}

/* The place of a term in `x`, or a free one. */
static const struct vector_place *look_up(const struct vector *x, uint32_t term)
{
    for (uint32_t at = term;; at++) {
        const struct vector_place *place = &x->places[at & x->places_mask];
        if (place->term == term || place->term == 0)
            return place;
    }
}

/* Sums of products of stored weights. */
struct sums {
    uint64_t all, lead;
    uint32_t n;
};

static void add_term(struct sums *s, const struct vector_place *place, const struct vector *y,
                     uint32_t k)
{
    const uint32_t weight = ~(uint32_t)VECTOR_TELLING;

    s->all += (place->all & weight) * (uint64_t)(y->all[k] & weight);
    s->lead += k < y->n_lead ? place->lead * (uint64_t)y->lead[k] : 0;
    s->n += place->all & VECTOR_TELLING;
}

struct vector_common vector_words(const struct vector *x, const struct vector *y)
{
    const float one = (float)VECTOR_ONE * (float)VECTOR_ONE;
    uint32_t passed[ROUND], n = y->n_terms;
    struct sums sums = { 0 };

    for (uint32_t start = 0; start < n; start += ROUND) {
        uint32_t n_passed =
            filter_terms(x, &y->terms[start], n - start < ROUND ? n - start : ROUND, passed);
        for (uint32_t i = 0; i < n_passed; i++) {
            uint32_t k = start + passed[i];
            add_term(&sums, look_up(x, y->terms[k]), y, k);
        }
    }
    return (struct vector_common){ (float)sums.all / one, (float)sums.lead / one, sums.n };
}

float vector_sounds(const struct vector *x, const struct vector *y)
{
    uint64_t sum = 0;
    size_t i = 0, k = 0;

    while (i < x->n_sounds && k < y->n_sounds) {
        uint32_t a = x->sounds[i], b = y->sounds[k];
        if (a == b)
            sum += x->sound_weights[i] * (uint64_t)y->sound_weights[k];
        i += a <= b;
        k += b <= a;
    }
    return (float)sum / ((float)VECTOR_ONE * (float)VECTOR_ONE);
}
