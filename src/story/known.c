/* The idea: a sentence is known if an earlier sentence has a good part of its words by weight and
 * all earlier sentences together have more of them, and no number and few names in it are new: a
 * sentence that adds a fact to a known one is news.  Words that mean the same count as one
 * (concepts.c).  Against reports in other languages only what crosses languages is compared: the
 * sounds of names, numbers, and concepts. */
#include <stdio.h>

#include "concepts_priv.h"
#include "sound_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/story/novelty.h"
#include "tokens_priv.h"

enum {
    TERMS_MIN = 2,     /* a sentence of fewer telling words is known only as a repetition */
    ABROAD_MIN = 2,    /* names, numbers and concepts that another language must share */
    NEW_NAMES_MAX = 1, /* beside others that are known */
};

/* What a word weighs by its kind. */
static const float kind_weight[] = {
    [TS_TERM_COMMON] = 0.5F, [TS_TERM_WORD] = 1.0F,   [TS_TERM_NAME] = 1.0F,
    [TS_TERM_SPAN] = 1.0F,   [TS_TERM_NUMBER] = 1.5F,
};
/* And what it weighs against another language, if it is neither name nor number. */
static const float concept_weight = 0.8F;
static const float new_concept_weight = 1.2F;
static const float foreign_weight = 0.1F; /* cannot be compared */

/* Shares of a sentence's weight, set by the sets of stories with marked sentences. */
static const float known_by_one = 0.35F;  /* in one earlier sentence, and */
static const float known_by_all = 0.4F;   /* in all of them; or */
static const float known_wholly = 0.75F;  /* in all of them, however spread */
static const float abroad_by_one = 0.35F; /* the same, in another language */
static const float abroad_by_all = 0.6F;

struct said {
    uint32_t *v; /* sentences that have the word */
    size_t n, cap;
};

/* The concepts of one language. */
struct concepts {
    struct concepts *next;
    uint64_t lang;
    struct ts_map keys; /* stem to concept */
};

struct ts_known {
    struct ts_arena *arena;
    struct ts_map places; /* key to place + 1 in `said` */
    struct said *said;
    size_t n_said, said_cap;
    uint64_t *langs; /* of each sentence, as a hash */
    size_t n_sentences, langs_cap;
    bool is_mixed; /* they are of several languages */
    struct concepts *concepts;
    struct ts_known *words; /* which has the concepts: itself, as a rule */
};

struct ts_known *ts_known_new(struct ts_arena *a)
{
    struct ts_known *known = TS_NEW(a, struct ts_known);

    known->arena = a;
    known->places.arena = a;
    known->words = known;
    return known;
}

struct ts_known *ts_known_new_beside(struct ts_arena *a, struct ts_known *other)
{
    struct ts_known *known = ts_known_new(a);

    known->words = other->words;
    return known;
}

/* A report as it is compared. */
struct reading {
    struct ts_arena scratch;
    struct ts_lexicon lexicon;
    ts_str lang;
    uint64_t lang_hash;
    const struct ts_map *concepts;
};

/* Made once for a language. */
static const struct ts_map *concepts_of(struct ts_known *known, struct reading *r)
{
    known = known->words;
    for (struct concepts *c = known->concepts; c; c = c->next)
        if (c->lang == r->lang_hash)
            return &c->keys;
    struct concepts *c = TS_NEW(known->arena, struct concepts);
    c->next = known->concepts;
    c->lang = r->lang_hash;
    c->keys.arena = known->arena;
    concepts_put(&c->keys, &r->lexicon, r->lang);
    known->concepts = c;
    return &c->keys;
}

static void open_reading(struct reading *r, struct ts_known *known, const struct ts_report *report)
{
    *r = (struct reading){ 0 };
    r->lang = ts_lang_primary(&r->scratch, report->lang);
    if (r->lang.len == 0)
        r->lang = ts_lang_guess(report->text);
    r->lang_hash = ts_str_hash(r->lang);
    r->concepts = concepts_of(known, r);
}

static void close_reading(struct reading *r)
{
    ts_lexicon_done(&r->lexicon);
    ts_arena_done(&r->scratch);
}

/* ---- what a token is compared by ---- */

/* Sounds are kept beside the stems, with another hash. */
static uint32_t sound_key(uint32_t sound)
{
    return sound ^ 0x5bd1e995u;
}

/* The sound of a name as it is written: a stemmer may take what looks like an ending off a name of
 * another language. */
static uint32_t whole_sound_key(struct reading *r, const struct token *k)
{
    uint32_t sound = k->sound != 0 ? sound_of(ts_utf8_fold(&r->scratch, k->text)) : 0;
    return sound != 0 ? sound_key(sound) : 0;
}

/* 07:52, 7:52 and 7.52 are one time of day; what is no time keeps its stem. */
static uint32_t number_key(const struct token *k)
{
    ts_str text = k->text;
    char time[8];

    if (text.len < 4 || text.len > 5 || !ts_is_digit(text.ptr[0]))
        return k->stem;
    size_t sign = text.len - 3;
    int hour = text.ptr[0] - '0';
    if (sign == 2)
        hour = hour * 10 + (text.ptr[1] - '0');
    bool is_time = (text.ptr[sign] == ':' || text.ptr[sign] == '.') && hour < 24 &&
                   (sign == 1 || ts_is_digit(text.ptr[1])) && text.ptr[sign + 1] < '6' &&
                   ts_is_digit(text.ptr[sign + 1]) && ts_is_digit(text.ptr[sign + 2]);
    if (!is_time)
        return k->stem;
    int n = snprintf(time, sizeof time, "%d:%.2s", hour, text.ptr + sign + 1);
    return (uint32_t)ts_hash_bytes(time, (size_t)n, 1);
}

static uint32_t concept_of(const struct reading *r, const struct token *k)
{
    const int64_t *key = k->is_stop ? NULL : ts_map_find(r->concepts, k->stem);
    return key ? (uint32_t)*key : 0;
}

/* 0 if it says nothing. */
static uint32_t key_of(const struct reading *r, const struct token *k)
{
    if (k->kind == TS_TERM_NUMBER)
        return number_key(k);
    uint32_t meaning = concept_of(r, k);
    if (meaning != 0)
        return meaning;
    return k->is_stop ? 0 : k->stem;
}

static uint32_t key_abroad(const struct reading *r, const struct token *k)
{
    if (k->kind == TS_TERM_NUMBER)
        return number_key(k);
    uint32_t meaning = concept_of(r, k);
    if (meaning != 0)
        return meaning;
    if (k->kind == TS_TERM_NAME && k->sound == 0) /* too short for a sound of its own */
        return k->stem;
    return k->sound != 0 && !k->is_stop ? sound_key(k->sound) : 0;
}

/* ---- adding ---- */

static void add_key(struct ts_known *known, uint32_t key)
{
    if (key == 0)
        return;
    int64_t *place = ts_map_put(&known->places, key);
    uint32_t sentence = (uint32_t)known->n_sentences;

    if (*place == 0) {
        (void)TS_PUSH(known->arena, known->said, known->n_said, known->said_cap);
        *place = (int64_t)known->n_said;
    }
    struct said *said = &known->said[*place - 1];
    if (said->n == 0 || said->v[said->n - 1] != sentence)
        *TS_PUSH(known->arena, said->v, said->n, said->cap) = sentence;
}

void ts_known_add(struct ts_known *known, const struct ts_report *report)
{
    struct reading r;
    size_t n;

    open_reading(&r, known, report);
    struct ts_sentence *sentences = ts_sentences(&r.scratch, report->text, &n);
    for (size_t i = 0; i < n; i++) {
        struct tokens *t = tokens_make(&r.scratch, &r.lexicon, sentences[i].text, r.lang);
        for (size_t k = 0; k < t->n; k++) {
            add_key(known, key_of(&r, &t->v[k]));
            if (t->v[k].sound == 0)
                continue;
            add_key(known, sound_key(t->v[k].sound));
            add_key(known, whole_sound_key(&r, &t->v[k]));
        }
        known->is_mixed |= known->n_sentences > 0 && known->langs[0] != r.lang_hash;
        *TS_PUSH(known->arena, known->langs, known->n_sentences, known->langs_cap) = r.lang_hash;
    }
    close_reading(&r);
}

/* ---- comparing ---- */

struct coverage {
    float total;
    float by_all;
    float by_one;
    size_t n_terms;
    size_t n_shared;
    size_t n_names, n_new_names;
    size_t n_new_numbers;
    float *by_sentence;
};

static bool is_said(const struct ts_known *known, uint32_t sentence, const struct reading *r,
                    bool abroad)
{
    return abroad == (known->langs[sentence] != r->lang_hash);
}

/* Counts a term that weighs `weight`; true if a sentence said it. */
static bool cover_key(const struct ts_known *known, const struct reading *r, uint32_t key,
                      float weight, bool abroad, struct coverage *c)
{
    const int64_t *place = ts_map_find(&known->places, key);
    bool is_shared = false;

    for (size_t i = 0; place && i < known->said[*place - 1].n; i++) {
        uint32_t sentence = known->said[*place - 1].v[i];
        if (!is_said(known, sentence, r, abroad))
            continue;
        float *sum = &c->by_sentence[sentence];
        *sum += weight;
        c->by_one = *sum > c->by_one ? *sum : c->by_one;
        is_shared = true;
    }
    c->by_all += is_shared ? weight : 0;
    c->n_shared += is_shared;
    return is_shared;
}

/* Against another language, one that is too short for a sound may just be written otherwise. */
static bool is_name(const struct token *k, bool abroad)
{
    return k->kind == TS_TERM_NAME && !(abroad && k->sound == 0);
}

/* What a token weighs against another language, if it turns out to be said or not. */
static float weight_abroad(const struct reading *r, const struct token *k, bool is_shared)
{
    if (k->kind == TS_TERM_NUMBER)
        return kind_weight[TS_TERM_NUMBER];
    if (concept_of(r, k) != 0)
        return is_shared ? concept_weight : new_concept_weight;
    /* A noun or the first word of a sentence, as far as one can tell. */
    return is_shared || is_name(k, true) ? kind_weight[TS_TERM_NAME] : foreign_weight;
}

static void cover_token(const struct ts_known *known, struct reading *r, const struct token *k,
                        uint32_t key, bool abroad, struct coverage *c)
{
    float weight = abroad ? weight_abroad(r, k, true) : kind_weight[k->kind];
    bool is_shared = key != 0 && cover_key(known, r, key, weight, abroad, c);

    if (abroad && !is_shared && concept_of(r, k) == 0)
        is_shared = cover_key(known, r, whole_sound_key(r, k), weight, abroad, c);

    c->total += abroad ? weight_abroad(r, k, is_shared) : weight;
    c->n_terms++;
    c->n_names += is_name(k, abroad);
    c->n_new_names += is_name(k, abroad) && !is_shared;
    c->n_new_numbers += k->kind == TS_TERM_NUMBER && !is_shared;
}

/* A time of day at the start of a live page's entry is when it was written. */
static bool is_entry_time(const struct tokens *t, size_t i)
{
    return i == 0 && t->v[i].kind == TS_TERM_NUMBER &&
           ts_str_find_char(t->v[i].text, ':', 0) != TS_NPOS;
}

static struct coverage cover(const struct ts_known *known, struct reading *r,
                             const struct tokens *t, bool abroad)
{
    struct ts_map met = { .arena = &r->scratch };
    struct coverage c = { 0 };

    c.by_sentence = TS_NEW_ARRAY(&r->scratch, known->n_sentences, float);
    for (size_t i = 0; i < t->n; i++) {
        const struct token *k = &t->v[i];
        uint32_t key = abroad ? key_abroad(r, k) : key_of(r, k);
        bool is_silent = key == 0 && (!abroad || k->is_stop);
        if (is_silent || is_entry_time(t, i) || (key != 0 && (*ts_map_put(&met, key))++ > 0))
            continue;
        cover_token(known, r, k, key, abroad, &c);
    }
    return c;
}

static bool has_new_facts(const struct coverage *c)
{
    return c->n_new_numbers > 0 || c->n_new_names > NEW_NAMES_MAX ||
           (c->n_new_names > 0 && c->n_new_names == c->n_names);
}

static bool is_known(const struct coverage *c)
{
    if (c->n_terms < TERMS_MIN)
        return c->n_terms > 0 && c->by_one >= c->total;
    if (has_new_facts(c))
        return false;
    return (c->by_one >= known_by_one * c->total && c->by_all >= known_by_all * c->total) ||
           c->by_all >= known_wholly * c->total;
}

static bool is_known_abroad(const struct coverage *c)
{
    return c->n_shared >= ABROAD_MIN && !has_new_facts(c) &&
           c->by_one >= abroad_by_one * c->total && c->by_all >= abroad_by_all * c->total;
}

struct ts_sentence *ts_known_mark(struct ts_arena *a, struct ts_known *known,
                                  const struct ts_report *report, size_t *n)
{
    struct ts_sentence *sentences = ts_sentences(a, report->text, n);
    struct reading r;

    open_reading(&r, known, report);
    bool has_other = known->is_mixed || (known->n_sentences > 0 && known->langs[0] != r.lang_hash);
    for (size_t i = 0; known->n_sentences > 0 && i < *n; i++) {
        struct tokens *t = tokens_make(&r.scratch, &r.lexicon, sentences[i].text, r.lang);
        struct coverage c = cover(known, &r, t, false);
        sentences[i].is_known = is_known(&c);
        if (sentences[i].is_known || !has_other)
            continue;
        c = cover(known, &r, t, true);
        sentences[i].is_known = is_known_abroad(&c);
    }
    close_reading(&r);
    return sentences;
}
