/* The lists are many and most of them have one report: the first stands in the list itself, the
 * others in blocks, the newest in front.  Blocks grow with their list, so that long ones, which a
 * search walks all along, are in few places of memory. */
#include "index_priv.h"

#include <stddef.h>

#include "tearsheet/base/regrow.h"

enum {
    KEYS_MAX = 32, /* words of a report that it is found by */
    ENOUGH = 2,    /* shared keys that make a report worth comparing; or one of its title that is */
    VERY_RARE = 8, /* in so few reports, or if the report has */
    MANY = 128,    /* reports found: those that share least are left out, */
    PLENTY = 6,    /* but not those with so many keys in common */
    FEW_KEYS = 20, /* not even so many keys */
    LISTS_A_CHUNK = 4096,
    FIRST_BLOCK = 5, /* reports; each next block has room for twice as many and three, */
    LARGEST_BLOCK = 61,
};

/* What the shared keys alone must make of the likeness of a report with itself: less than half of
 * what two reports need to be joined (rules_default in pair.c). */
static const float least_share = 0.03F;

struct posting_block {
    struct posting_block *older;
    uint16_t n, cap;
    uint32_t v[];
};

struct posting_list {
    uint32_t n;
    uint32_t first;
    struct posting_block *blocks; /* of the others */
};

struct key {
    uint32_t hash;
    float weight;
    float share; /* of the likeness of the report with itself */
    bool is_in_title;
};

void index_init(struct index *x, struct ts_arena *a)
{
    *x = (struct index){ .arena = a, .places.arena = a };
}

static bool is_better(struct key a, struct key b)
{
    return a.weight != b.weight ? a.weight > b.weight : a.hash < b.hash;
}

/* Puts `key` among the `n` best so far, the best first; returns how many there are now. */
static size_t keep_best(struct key *best, size_t n, struct key key)
{
    if (n == KEYS_MAX && !is_better(key, best[n - 1]))
        return n;
    size_t i = n < KEYS_MAX ? n++ : n - 1;
    for (; i > 0 && is_better(key, best[i - 1]); i--)
        best[i] = best[i - 1];
    best[i] = key;
    return n;
}

/* A stored weight. */
static float weight_of(uint16_t stored)
{
    return (float)(stored & ~VECTOR_TELLING) / VECTOR_ONE;
}

static struct key key_of(const struct vector *v, size_t i)
{
    float all = weight_of(v->all[i]), lead = i < v->n_lead ? weight_of(v->lead[i]) : 0;

    return (struct key){ v->terms[i], all + lead, (all * all + lead * lead) / 2, i < v->n_title };
}

/* The most telling terms of `v` and all its sounds; the number of keys.  Sounds have an odd salt to
 * keep them apart from words. */
static size_t keys_of(struct ts_arena *a, const struct vector *v, struct key **out)
{
    struct key *keys = TS_NEW_ARRAY(a, (size_t)KEYS_MAX + v->n_sounds, struct key);
    size_t n = 0;

    for (size_t i = 0; i < v->n_terms; i++)
        n = keep_best(keys, n, key_of(v, i));
    for (size_t i = 0; i < v->n_sounds; i++) {
        float weight = weight_of(v->sound_weights[i]);
        keys[n++] = (struct key){ v->sounds[i] ^ 0x5bd1e995u, weight, weight * weight, true };
    }
    *out = keys;
    return n;
}

static struct posting_list *list_at(const struct index *x, uint32_t place)
{
    return &x->lists[place / LISTS_A_CHUNK][place % LISTS_A_CHUNK];
}

static struct posting_list *list_of(const struct index *x, uint32_t hash)
{
    uint32_t place = counts_find(&x->places, hash);

    return place > 0 ? list_at(x, place - 1) : NULL;
}

static struct posting_list *make_list(struct index *x, uint32_t hash)
{
    if (x->n_lists % LISTS_A_CHUNK == 0)
        *TS_PUSH(x->arena, x->lists, x->n_chunks, x->chunks_cap) =
            TS_NEW_ARRAY(x->arena, LISTS_A_CHUNK, struct posting_list);
    *counts_put(&x->places, hash) = ++x->n_lists;
    return list_at(x, x->n_lists - 1);
}

static struct posting_block *add_block(struct ts_arena *a, struct posting_list *list)
{
    unsigned cap = list->blocks ? list->blocks->cap * 2u + 3 : FIRST_BLOCK;

    if (cap > LARGEST_BLOCK)
        cap = LARGEST_BLOCK;
    struct posting_block *block =
        ts_arena_alloc_raw(a, offsetof(struct posting_block, v) + cap * sizeof *block->v);
    block->older = list->blocks;
    block->n = 0;
    block->cap = (uint16_t)cap;
    return block;
}

static void append(struct ts_arena *a, struct posting_list *list, uint32_t number)
{
    if (list->n++ == 0) {
        list->first = number;
        return;
    }
    if (!list->blocks || list->blocks->n == list->blocks->cap)
        list->blocks = add_block(a, list);
    list->blocks->v[list->blocks->n++] = number;
}

void index_add(struct index *x, const struct vector *v)
{
    struct ts_arena scratch = { 0 };
    struct key *keys;
    size_t n = keys_of(&scratch, v, &keys);

    for (size_t i = 0; i < n; i++) {
        struct posting_list *list = list_of(x, keys[i].hash);
        append(x->arena, list ? list : make_list(x, keys[i].hash), x->n);
    }
    x->n++;
    ts_arena_done(&scratch);
}

void index_leave_out(struct index *x)
{
    x->n++;
}

/* A key that a search looks up. */
struct wanted {
    uint32_t first; /* the reports before are left out */
    uint32_t worth; /* how many words it counts for */
    float share;
};

static bool is_enough(const struct mark *mark)
{
    return mark->n_met >= ENOUGH && mark->share >= least_share;
}

/* Counts a key for a report.  Without a branch, which would be guessed wrong half the time. */
static void meet(struct index *x, const struct wanted *key, uint32_t number, size_t *n_met)
{
    struct mark *mark = &x->marks[number];
    bool is_new = mark->search != x->n_searches;
    uint32_t n = is_new ? 0 : mark->n_met;
    float share = is_new ? 0 : mark->share;

    x->met[*n_met] = number;
    *n_met += is_new;
    *mark = (struct mark){ x->n_searches, n + key->worth, share + key->share };
}

/* Meets the reports of a list, the newest in front. */
static void take(struct index *x, const struct posting_list *list, const struct wanted *key,
                 size_t *n_met)
{
    for (const struct posting_block *block = list->blocks; block; block = block->older) {
        __builtin_prefetch(block->older);
        for (uint32_t i = block->n; i-- > 0;) {
            if (block->v[i] < key->first)
                return;
            meet(x, key, block->v[i], n_met);
        }
    }
    if (list->first >= key->first)
        meet(x, key, list->first, n_met);
}

/* Of the reports met, those that share enough. */
static void choose(const struct index *x, size_t n_met, struct ts_arena *a, struct numbers *out)
{
    for (size_t i = 0; i < n_met; i++)
        if (is_enough(&x->marks[x->met[i]]))
            *TS_PUSH(a, out->v, out->n, out->cap) = x->met[i];
}

/* Leaves out those that share fewest words while there are many: in a large library two texts have
 * a few rare words in common by chance. */
static void thin_out(const struct index *x, size_t start, struct numbers *out)
{
    for (uint32_t enough = ENOUGH + 1; out->n - start > MANY && enough <= PLENTY; enough++) {
        size_t kept = start;
        for (size_t i = start; i < out->n; i++)
            if (x->marks[out->v[i]].n_met >= enough)
                out->v[kept++] = out->v[i];
        out->n = kept;
    }
}

struct ranked {
    uint32_t number;
    float share;
};

static bool is_nearer(struct ranked a, struct ranked b)
{
    return a.share != b.share ? a.share > b.share : a.number > b.number;
}

/* Puts what is nearer than `pivot` in front, and returns how many these are. */
static size_t part(struct ranked *v, size_t n, struct ranked pivot)
{
    size_t n_nearer = 0;

    for (size_t i = 0; i < n; i++) {
        struct ranked one = v[i];
        v[i] = v[n_nearer];
        v[n_nearer] = one;
        n_nearer += is_nearer(one, pivot);
    }
    return n_nearer;
}

/* Brings the `most` nearest of more to the front: quickselect. */
static void select_nearest(struct ranked *v, size_t n, size_t most)
{
    while (n > most && most > 0) {
        struct ranked pivot = v[n / 2];
        size_t nearer = part(v, n, pivot);
        if (nearer >= most) {
            n = nearer;
            continue;
        }
        size_t at = nearer; /* the pivot is the nearest of the others */
        while (v[at].number != pivot.number)
            at++;
        v[at] = v[nearer];
        v[nearer] = pivot;
        v += nearer + 1;
        n -= nearer + 1;
        most -= nearer + 1;
    }
}

void index_keep_nearest(const struct index *x, struct numbers *found, size_t most)
{
    struct ts_arena scratch = { 0 };

    if (found->n <= most)
        return;
    struct ranked *ranked = TS_NEW_ARRAY(&scratch, found->n, struct ranked);
    for (size_t i = 0; i < found->n; i++)
        ranked[i] = (struct ranked){ found->v[i], x->marks[found->v[i]].share };
    select_nearest(ranked, found->n, most);
    for (size_t i = 0; i < most; i++)
        found->v[i] = ranked[i].number;
    found->n = most;
    ts_arena_done(&scratch);
}

/* Room for all reports, and for one that is written and does not count. */
static void make_room(struct index *x)
{
    while (x->met_cap <= x->n)
        x->met = ts_arena_regrow(x->arena, x->met, x->met_cap, &x->met_cap, sizeof *x->met);
    while (x->marks_cap < x->n)
        x->marks =
            ts_arena_regrow(x->arena, x->marks, x->marks_cap, &x->marks_cap, sizeof *x->marks);
}

/* The lists of the keys that are looked up, NULL for others.  Their memory is on its way here. */
static const struct posting_list **find_lists(const struct index *x, struct ts_arena *a,
                                              const struct key *keys, size_t n, size_t longest)
{
    const struct posting_list **lists = TS_NEW_ARRAY(a, n, const struct posting_list *);

    for (size_t i = 0; i < n; i++)
        counts_expect(&x->places, keys[i].hash);
    for (size_t i = 0; i < n; i++) {
        lists[i] = list_of(x, keys[i].hash);
        __builtin_prefetch(lists[i]);
    }
    for (size_t i = 0; i < n; i++) {
        if (lists[i] && lists[i]->n > longest)
            lists[i] = NULL;
        if (lists[i])
            __builtin_prefetch(lists[i]->blocks);
    }
    return lists;
}

void index_find(struct index *x, const struct vector *v, uint32_t first, size_t longest,
                struct ts_arena *a, struct numbers *out)
{
    struct ts_arena scratch = { 0 };
    struct key *keys;
    size_t n = keys_of(&scratch, v, &keys), start = out->n, n_met = 0;
    const struct posting_list **lists = find_lists(x, &scratch, keys, n, longest);

    make_room(x);
    x->n_searches++;
    for (size_t i = 0; i < n; i++) {
        if (!lists[i])
            continue;
        bool tells_alone = keys[i].is_in_title && (lists[i]->n <= VERY_RARE || n < FEW_KEYS);
        const struct wanted key = { first, tells_alone ? ENOUGH : 1, keys[i].share };
        take(x, lists[i], &key, &n_met);
    }
    choose(x, n_met, a, out);
    thin_out(x, start, out);
    ts_arena_done(&scratch);
}
