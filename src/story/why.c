/* The idea: the fingerprints compare hashes; here the two texts are cut into words once more, to
 * say which words the shared hashes were. */
#include "tearsheet/story/why.h"

#include <math.h>
#include <stdlib.h>

#include "group_priv.h"
#include "tokens_priv.h"

enum { SHOWN_MAX = 12 }; /* of each kind */

struct shared {
    ts_str text;
    float weight;
    uint8_t kind;
};

struct list {
    struct shared *v;
    size_t n, cap;
};

static int by_weight(const void *p, const void *q)
{
    const struct shared *a = p, *b = q;

    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return ts_str_cmp(a->text, b->text);
}

static const struct ts_term *find_term(const struct ts_fingerprint *fp, uint32_t hash)
{
    size_t low = 0, high = fp->n_terms;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (fp->terms[mid].hash == hash)
            return &fp->terms[mid];
        if (fp->terms[mid].hash < hash)
            low = mid + 1;
        else
            high = mid;
    }
    return NULL;
}

static void take_shared(struct ts_arena *a, const struct tokens *t, const struct ts_fingerprint *x,
                        const struct ts_fingerprint *y, const struct freq *freq,
                        struct ts_map *seen, struct list *out)
{
    for (size_t i = 0; i < t->n; i++) {
        const struct token *k = &t->v[i];
        const struct ts_term *mine = find_term(x, k->stem), *other = find_term(y, k->stem);
        if (!mine || !other || (*ts_map_put(seen, k->stem))++ > 0)
            continue;
        float weight = freq_weight(freq, &rules_default, mine);
        *TS_PUSH(a, out->v, out->n, out->cap) =
            (struct shared){ ts_arena_str(a, k->text), weight, mine->kind };
    }
}

/* The heaviest of a kind, at most SHOWN_MAX. */
static ts_str *pick(struct ts_arena *a, const struct list *list, uint8_t from, uint8_t to,
                    size_t *n)
{
    ts_str *out = TS_NEW_ARRAY(a, SHOWN_MAX, ts_str);

    *n = 0;
    for (size_t i = 0; i < list->n && *n < SHOWN_MAX; i++)
        if (list->v[i].kind >= from && list->v[i].kind <= to)
            out[(*n)++] = list->v[i].text;
    return out;
}

static void put_words(struct ts_arena *a, const struct ts_report *report,
                      const struct ts_fingerprint *x, const struct ts_fingerprint *y,
                      const struct freq *freq, struct ts_story_why *why)
{
    ts_str lang = ts_str_of(x->lang);
    struct ts_map seen = { .arena = a };
    struct ts_lexicon lexicon = { 0 };
    struct list list = { 0 };

    take_shared(a, tokens_make(a, &lexicon, report->text, lang), x, y, freq, &seen, &list);
    take_shared(a, tokens_make(a, &lexicon, report->title, lang), x, y, freq, &seen, &list);
    ts_lexicon_done(&lexicon);
    if (list.n > 0)
        qsort(list.v, list.n, sizeof *list.v, by_weight);
    why->names = pick(a, &list, TS_TERM_NAME, TS_TERM_SPAN, &why->n_names);
    why->words = pick(a, &list, TS_TERM_WORD, TS_TERM_WORD, &why->n_words);
    why->numbers = pick(a, &list, TS_TERM_NUMBER, TS_TERM_NUMBER, &why->n_numbers);
}

struct ts_story_why *ts_story_why(struct ts_arena *a, const struct ts_grouper *g,
                                  const struct ts_report *x, const struct ts_report *y)
{
    struct ts_story_why *why = TS_NEW(a, struct ts_story_why);
    struct ts_fingerprint *fx = ts_fingerprint_make(a, x), *fy = ts_fingerprint_make(a, y);
    struct vector vx = vector_make(a, fx), vy = vector_make(a, fy);
    struct freq none;

    freq_init(&none, a);
    const struct freq *freq = g ? grouper_freq(g) : &none;
    vector_weigh(&vx, fx, &rules_default, freq);
    vector_weigh(&vy, fy, &rules_default, freq);
    put_words(a, x, fx, fy, freq, why);
    bool has_dates = fx->at != 0 && fy->at != 0;
    why->hours_apart = has_dates ? fabs((double)(fx->at - fy->at)) / 3600 : -1;
    why->is_same_site = fx->site != 0 && fx->site == fy->site;
    why->overlap = ts_fingerprint_overlap(fx, fy);
    why->score = pair_likeness(&rules_default, pair_score(&rules_default, &vx, &vy));
    return why;
}
