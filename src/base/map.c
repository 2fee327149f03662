/* Linear probing in a table of a power of two, at most 3/4 full.  Texts are kept apart, so that the
 * slots of a map of numbers stay small: most maps hold numbers, and some hold very many. */
#include "tearsheet/base/map.h"

#include "tearsheet/base/regrow.h"

enum { FIRST_CAP = 16 };

struct ts_map_slot {
    uint64_t key;       /* of a text, its hash */
    const ts_str *text; /* NULL when the slot is free, `no_text` when the key is a number */
    int64_t value;
};

static const ts_str no_text = { 0 };

/* Spreads numbers that differ in few bits: the finaliser of MurmurHash3 (Austin Appleby, public
 * domain). */
static size_t spread(uint64_t key)
{
    key = (key ^ key >> 33) * 0xff51afd7ed558ccdu;
    key = (key ^ key >> 33) * 0xc4ceb9fe1a85ec53u;
    return (size_t)(key ^ key >> 33);
}

static bool is_at(const struct ts_map_slot *slot, uint64_t key, const ts_str *text)
{
    if (slot->key != key)
        return false;
    return slot->text == text || (slot->text != &no_text && ts_str_eq(*slot->text, *text));
}

/* The slot that holds the key, or the free one where it belongs.  `text` is `no_text` for numbers.
 */
static struct ts_map_slot *probe(const struct ts_map *m, uint64_t key, const ts_str *text)
{
    for (size_t i = spread(key) & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
        struct ts_map_slot *slot = &m->slots[i];
        if (!slot->text || is_at(slot, key, text))
            return slot;
    }
}

static void grow(struct ts_map *m)
{
    struct ts_map larger = { .arena = m->arena, .n = m->n, .cap = m->cap ? m->cap * 2 : FIRST_CAP };

    larger.slots = ts_arena_alloc_apart(m->arena, larger.cap, sizeof *larger.slots);
    for (size_t i = 0; i < m->cap; i++) {
        const struct ts_map_slot *old = &m->slots[i];
        if (old->text)
            *probe(&larger, old->key, old->text) = *old;
    }
    ts_arena_give_back(m->arena, m->slots, m->cap * sizeof *m->slots);
    *m = larger;
}

static int64_t *find(const struct ts_map *m, uint64_t key, const ts_str *text)
{
    if (m->cap == 0)
        return NULL;
    struct ts_map_slot *slot = probe(m, key, text);
    return slot->text ? &slot->value : NULL;
}

static const ts_str *keep(struct ts_arena *a, const ts_str *text)
{
    if (text == &no_text)
        return text;
    ts_str *kept = TS_NEW(a, ts_str);
    *kept = ts_arena_str(a, *text);
    return kept;
}

static int64_t *put(struct ts_map *m, uint64_t key, const ts_str *text)
{
    if ((m->n + 1) * 4 > m->cap * 3)
        grow(m);
    struct ts_map_slot *slot = probe(m, key, text);
    if (!slot->text) {
        slot->key = key;
        slot->text = keep(m->arena, text);
        m->n++;
    }
    return &slot->value;
}

int64_t *ts_map_find(const struct ts_map *m, uint64_t key)
{
    return find(m, key, &no_text);
}

int64_t *ts_map_put(struct ts_map *m, uint64_t key)
{
    return put(m, key, &no_text);
}

int64_t *ts_map_find_str(const struct ts_map *m, ts_str key)
{
    return find(m, ts_str_hash(key), &key);
}

int64_t *ts_map_put_str(struct ts_map *m, ts_str key)
{
    return put(m, ts_str_hash(key), &key);
}
