/* Linear probing in a table of a power of two, at most 3/4 full.  A slot is used when its hash is
 * not 0; a key that hashes to 0 is moved to 1, which costs at most a longer probe. */
#include "tearsheet/base/map.h"

enum { FIRST_CAP = 16 };

struct ts_map_slot {
    uint64_t hash;
    uint64_t key;
    ts_str text;
    int64_t value;
};

static uint64_t used_hash(uint64_t h)
{
    return h ? h : 1;
}

static uint64_t key_hash(uint64_t key)
{
    return used_hash(ts_hash_bytes(&key, sizeof key, 0));
}

/* The slot that holds the key, or the free one where it belongs.  `text` NULL compares numbers. */
static struct ts_map_slot *probe(const struct ts_map *m, uint64_t hash, uint64_t key,
                                 const ts_str *text)
{
    for (size_t i = hash & (m->cap - 1);; i = (i + 1) & (m->cap - 1)) {
        struct ts_map_slot *slot = &m->slots[i];
        if (slot->hash == 0)
            return slot;
        if (slot->hash == hash && (text ? ts_str_eq(slot->text, *text) : slot->key == key))
            return slot;
    }
}

static void grow(struct ts_map *m)
{
    struct ts_map larger = { .arena = m->arena, .n = m->n, .cap = m->cap ? m->cap * 2 : FIRST_CAP };

    larger.slots = TS_NEW_ARRAY(m->arena, larger.cap, struct ts_map_slot);
    for (size_t i = 0; i < m->cap; i++) {
        const struct ts_map_slot *old = &m->slots[i];
        if (old->hash != 0)
            *probe(&larger, old->hash, old->key, old->text.ptr ? &old->text : NULL) = *old;
    }
    *m = larger;
}

static int64_t *find(const struct ts_map *m, uint64_t hash, uint64_t key, const ts_str *text)
{
    if (m->cap == 0)
        return NULL;
    struct ts_map_slot *slot = probe(m, hash, key, text);
    return slot->hash != 0 ? &slot->value : NULL;
}

static int64_t *put(struct ts_map *m, uint64_t hash, uint64_t key, const ts_str *text)
{
    if ((m->n + 1) * 4 > m->cap * 3)
        grow(m);
    struct ts_map_slot *slot = probe(m, hash, key, text);
    if (slot->hash == 0) {
        slot->hash = hash;
        slot->key = key;
        if (text)
            slot->text = ts_arena_str(m->arena, *text);
        m->n++;
    }
    return &slot->value;
}

int64_t *ts_map_find(const struct ts_map *m, uint64_t key)
{
    return find(m, key_hash(key), key, NULL);
}

int64_t *ts_map_put(struct ts_map *m, uint64_t key)
{
    return put(m, key_hash(key), key, NULL);
}

int64_t *ts_map_find_str(const struct ts_map *m, ts_str key)
{
    return find(m, used_hash(ts_str_hash(key)), 0, &key);
}

int64_t *ts_map_put_str(struct ts_map *m, ts_str key)
{
    return put(m, used_hash(ts_str_hash(key)), 0, &key);
}

bool ts_map_each(const struct ts_map *m, size_t *at, uint64_t *key, ts_str *text, int64_t *value)
{
    for (; *at < m->cap; (*at)++) {
        const struct ts_map_slot *slot = &m->slots[*at];
        if (slot->hash == 0)
            continue;
        if (key)
            *key = slot->key;
        if (text)
            *text = slot->text;
        *value = slot->value;
        (*at)++;
        return true;
    }
    return false;
}
