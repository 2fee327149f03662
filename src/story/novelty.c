/* The idea: a sentence is known if an earlier sentence has a good part of its words by weight and
 * all earlier sentences together have more of them, and no number and few names in it are new: a
 * sentence that adds a fact to a known one is news.  Where no earlier report was in its language,
 * the sounds of its names and its numbers take the place of its words. */
#include "tearsheet/story/novelty.h"

#include <stdlib.h>

#include "tearsheet/base/lang.h"
#include "tearsheet/base/map.h"
#include "tokens_priv.h"

enum {
    TERMS_MIN = 2,  /* a sentence of fewer telling words is known only as a repetition */
    ABROAD_MIN = 1, /* in another language: names and numbers */
};

/* What a word weighs by its kind. */
static const float kind_weight[] = {
    [TS_TERM_COMMON] = 0.5F, [TS_TERM_WORD] = 1.0F,   [TS_TERM_NAME] = 1.0F,
    [TS_TERM_SPAN] = 1.0F,   [TS_TERM_NUMBER] = 1.5F,
};

/* Shares of a sentence's weight. */
static const float known_by_one = 0.35F; /* in one earlier sentence, and */
static const float known_by_all = 0.45F; /* in all of them; or */
static const float known_wholly = 0.65F; /* in all of them, however spread */
static const float known_abroad = 0.5F;  /* of names and numbers, in another language */
static const float new_names_max = 0.5F; /* of its names */

struct said {
    uint32_t *v; /* sentences that have the word */
    size_t n, cap;
};

struct ts_known {
    struct ts_arena *arena;
    struct ts_map places; /* stem to place + 1 in `said` */
    struct said *said;
    size_t n_said, said_cap;
    uint32_t n_sentences;
    struct ts_map langs; /* hashes of the languages that were added */
};

struct ts_known *ts_known_new(struct ts_arena *a)
{
    struct ts_known *known = TS_NEW(a, struct ts_known);

    known->arena = a;
    known->places.arena = a;
    known->langs.arena = a;
    return known;
}

static ts_str lang_of(struct ts_arena *a, const struct ts_report *report)
{
    ts_str lang = ts_lang_primary(a, report->lang);
    return lang.len > 0 ? lang : ts_lang_guess(report->text);
}

static const struct said *find(const struct ts_known *known, uint32_t stem)
{
    const int64_t *place = ts_map_find(&known->places, stem);
    return place ? &known->said[*place - 1] : NULL;
}

/* Sounds are kept beside the stems, with another hash. */
static uint32_t sound_key(const struct token *k)
{
    return k->sound ^ 0x5bd1e995u;
}

static void add_word(struct ts_known *known, uint32_t stem)
{
    int64_t *place = ts_map_put(&known->places, stem);

    if (*place == 0) {
        (void)TS_PUSH(known->arena, known->said, known->n_said, known->said_cap);
        *place = (int64_t)known->n_said;
    }
    struct said *said = &known->said[*place - 1];
    if (said->n == 0 || said->v[said->n - 1] != known->n_sentences)
        *TS_PUSH(known->arena, said->v, said->n, said->cap) = known->n_sentences;
}

void ts_known_add(struct ts_known *known, const struct ts_report *report)
{
    struct ts_arena scratch = { 0 };
    struct ts_lexicon lexicon = { 0 };
    ts_str lang = lang_of(&scratch, report);
    size_t n;

    *ts_map_put(&known->langs, ts_str_hash(lang)) = 1;
    struct ts_sentence *sentences = ts_sentences(&scratch, report->text, &n);

    for (size_t i = 0; i < n; i++) {
        struct tokens *t = tokens_make(&scratch, &lexicon, sentences[i].text, lang);
        for (size_t k = 0; k < t->n; k++) {
            if (!t->v[k].is_stop || t->v[k].kind == TS_TERM_NUMBER)
                add_word(known, t->v[k].stem);
            if (t->v[k].sound != 0)
                add_word(known, sound_key(&t->v[k]));
        }
        known->n_sentences++;
    }
    ts_lexicon_done(&lexicon);
    ts_arena_done(&scratch);
}

struct coverage {
    float total;
    float by_all;
    float by_one;
    size_t n_terms;
    size_t n_names, n_new_names;
    size_t n_new_numbers;
};

static void cover_word(const struct ts_known *known, const struct token *k, uint32_t key,
                       bool by_sound, float *by_sentence, struct coverage *c)
{
    float weight = kind_weight[k->kind];
    const struct said *said = find(known, key);

    if (by_sound && !said && k->kind == TS_TERM_WORD)
        return; /* a noun or the first word of a sentence, as far as one can tell */
    c->total += weight;
    c->n_terms++;
    c->n_names += k->kind == TS_TERM_NAME;
    if (!said) {
        c->n_new_names += k->kind == TS_TERM_NAME;
        c->n_new_numbers += k->kind == TS_TERM_NUMBER;
        return;
    }
    c->by_all += weight;
    for (size_t i = 0; i < said->n; i++) {
        float *sum = &by_sentence[said->v[i]];
        *sum += weight;
        c->by_one = *sum > c->by_one ? *sum : c->by_one;
    }
}

/* What a token is compared by: 0 if it says nothing. */
static uint32_t key_of(const struct token *k, bool by_sound)
{
    if (k->kind == TS_TERM_NUMBER)
        return k->stem;
    if (by_sound)
        return k->sound != 0 ? sound_key(k) : 0;
    return k->is_stop ? 0 : k->stem;
}

/* A time of day at the start of a live page's entry is when it was written. */
static bool is_entry_time(const struct tokens *t, size_t i)
{
    return i == 0 && t->v[i].kind == TS_TERM_NUMBER &&
           ts_str_find_char(t->v[i].text, ':', 0) != TS_NPOS;
}

static struct coverage cover(struct ts_arena *a, const struct ts_known *known,
                             const struct tokens *t, bool by_sound)
{
    float *by_sentence = TS_NEW_ARRAY(a, known->n_sentences, float);
    struct ts_map met = { .arena = a };
    struct coverage c = { 0 };

    for (size_t i = 0; i < t->n; i++) {
        const struct token *k = &t->v[i];
        uint32_t key = key_of(k, by_sound);
        if (key == 0 || is_entry_time(t, i) || (*ts_map_put(&met, key))++ > 0)
            continue;
        cover_word(known, k, key, by_sound, by_sentence, &c);
    }
    return c;
}

static bool is_known(const struct coverage *c)
{
    if (c->n_terms < TERMS_MIN)
        return c->n_terms > 0 && c->by_one >= c->total;
    if (c->n_new_numbers > 0 || (float)c->n_new_names > new_names_max * (float)c->n_names)
        return false;
    return (c->by_one >= known_by_one * c->total && c->by_all >= known_by_all * c->total) ||
           c->by_all >= known_wholly * c->total;
}

/* With nothing but names and numbers to go by, half of them must be known. */
static bool is_known_abroad(const struct coverage *c)
{
    return c->n_terms >= ABROAD_MIN && c->by_all >= known_abroad * c->total;
}

struct ts_sentence *ts_known_mark(struct ts_arena *a, const struct ts_known *known,
                                  const struct ts_report *report, size_t *n)
{
    struct ts_arena scratch = { 0 };
    struct ts_lexicon lexicon = { 0 };
    ts_str lang = lang_of(&scratch, report);
    bool by_sound = known->langs.n > 0 && !ts_map_find(&known->langs, ts_str_hash(lang));
    struct ts_sentence *sentences = ts_sentences(a, report->text, n);

    for (size_t i = 0; i < *n; i++) {
        struct tokens *t = tokens_make(&scratch, &lexicon, sentences[i].text, lang);
        struct coverage c = cover(&scratch, known, t, by_sound);
        sentences[i].is_known = by_sound ? is_known_abroad(&c) : is_known(&c);
    }
    ts_lexicon_done(&lexicon);
    ts_arena_done(&scratch);
    return sentences;
}

/* A report among all, for sorting by story and time. */
struct turn {
    int64_t story_id;
    int64_t at;
    size_t number;
};

static int by_story_and_time(const void *p, const void *q)
{
    const struct turn *a = p, *b = q;

    if (a->story_id != b->story_id)
        return a->story_id < b->story_id ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

void ts_novelty_all(struct ts_arena *a, const struct ts_report *reports,
                    const struct ts_placement *placements, size_t n, struct ts_told *out)
{
    struct ts_arena story = { 0 };
    struct ts_known *known = NULL;
    struct turn *turns = TS_NEW_ARRAY(a, n, struct turn);

    for (size_t i = 0; i < n; i++) {
        bool has_date = reports[i].published.precision != TS_WHEN_NONE;
        turns[i] =
            (struct turn){ placements[i].story_id, has_date ? reports[i].published.at : 0, i };
    }
    if (n > 0)
        qsort(turns, n, sizeof *turns, by_story_and_time);
    for (size_t i = 0; i < n; i++) {
        size_t number = turns[i].number;
        if (i == 0 || turns[i].story_id != turns[i - 1].story_id) {
            ts_arena_reset(&story);
            known = ts_known_new(&story);
        }
        out[number].sentences = ts_known_mark(a, known, &reports[number], &out[number].n);
        ts_known_add(known, &reports[number]);
    }
    ts_arena_done(&story);
}
