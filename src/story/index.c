#include "index_priv.h"

#include <stdlib.h>

enum {
    KEYS_MAX = 32, /* words of a report that it is found by */
    ENOUGH = 2,    /* shared keys that make a report worth comparing; or one, if it is */
    VERY_RARE = 8, /* in so few reports, or if the report has */
    FEW_KEYS = 20, /* not even so many keys */
};

struct posting_list {
    uint32_t *v;
    size_t n, cap;
};

struct key {
    uint32_t hash;
    float weight;
};

void index_init(struct index *x, struct ts_arena *a)
{
    *x = (struct index){ .arena = a, .places.arena = a };
}

static int by_weight(const void *p, const void *q)
{
    const struct key *a = p, *b = q;

    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return (a->hash > b->hash) - (a->hash < b->hash);
}

/* The most telling terms of `v` and all its sounds; the number of keys.  Sounds have an odd salt to
 * keep them apart from words. */
static size_t keys_of(struct ts_arena *a, const struct vector *v, struct key **out)
{
    const struct ts_fingerprint *fp = v->fp;
    struct key *keys = TS_NEW_ARRAY(a, (size_t)fp->n_terms + fp->n_sounds, struct key);
    size_t n = 0;

    for (size_t i = 0; i < fp->n_terms; i++)
        keys[n++] = (struct key){ fp->terms[i].hash, v->all[i] + v->lead[i] };
    if (n > 0)
        qsort(keys, n, sizeof *keys, by_weight);
    n = n < KEYS_MAX ? n : KEYS_MAX;
    for (size_t i = 0; i < fp->n_sounds; i++)
        keys[n++] = (struct key){ fp->sounds[i] ^ 0x5bd1e995u, v->sounds[i] };
    *out = keys;
    return n;
}

void index_add(struct index *x, const struct vector *v)
{
    struct ts_arena scratch = { 0 };
    struct key *keys;
    size_t n = keys_of(&scratch, v, &keys);

    for (size_t i = 0; i < n; i++) {
        int64_t *place = ts_map_put(&x->places, keys[i].hash);
        if (*place == 0) {
            (void)TS_PUSH(x->arena, x->lists, x->n_lists, x->lists_cap);
            *place = (int64_t)x->n_lists;
        }
        struct posting_list *list = &x->lists[*place - 1];
        *TS_PUSH(x->arena, list->v, list->n, list->cap) = x->n;
    }
    (void)TS_PUSH(x->arena, x->marks, x->n_marks, x->marks_cap);
    x->n++;
    ts_arena_done(&scratch);
}

/* Counts the reports that have a word; `n_wanted` words make a report worth comparing. */
static void take(struct index *x, const struct posting_list *list, uint32_t first,
                 uint32_t n_wanted, struct ts_arena *a, struct numbers *out)
{
    for (size_t i = list->n; i-- > 0 && list->v[i] >= first;) {
        struct mark *mark = &x->marks[list->v[i]];
        if (mark->search != x->n_searches)
            *mark = (struct mark){ x->n_searches, 0 };
        uint32_t before = mark->n_met;
        mark->n_met += n_wanted == 1 ? ENOUGH : 1;
        if (before < ENOUGH && mark->n_met >= ENOUGH)
            *TS_PUSH(a, out->v, out->n, out->cap) = list->v[i];
    }
}

void index_find(struct index *x, const struct vector *v, uint32_t first, size_t longest,
                struct ts_arena *a, struct numbers *out)
{
    struct ts_arena scratch = { 0 };
    struct key *keys;
    size_t n = keys_of(&scratch, v, &keys);

    x->n_searches++;
    for (size_t i = 0; i < n; i++) {
        const int64_t *place = ts_map_find(&x->places, keys[i].hash);
        const struct posting_list *list = place ? &x->lists[*place - 1] : NULL;
        if (!list || list->n > longest)
            continue;
        bool tells_alone = list->n <= VERY_RARE || n < FEW_KEYS;
        take(x, list, first, tells_alone ? 1 : ENOUGH, a, out);
    }
    ts_arena_done(&scratch);
}
