/* articles_identity.c - which article an item is.
 *
 * An article is known by keys: (source, that source's id for it) and (0, canonical address).  A new
 * id with a known address is the same article under a new id, since many feeds change the id at
 * every edit; unless the article's old id is in the same answer too: then the feed gives one
 * address to several items.  Such items, and those whose address is a mere front page, go by id
 * alone.  An id that several items of one answer have, each with an address and a headline of its
 * own, is no id.  An item whose id is new and that has no address is the article that says the same
 * words of the same time, unless that one's old id is in the answer too: some programs make all ids
 * anew for every answer. */
#include "batch_priv.h"

/* Of an item with an id; larger numbers are the place of the item, from 1, whose turn is to come.
 */
enum turn { TURN_OVER = 0, NO_ID = -1 };

/* What the item is called in its source when it has no id of its own and no address. */
static ts_str item_key(struct ts_arena *a, const struct ts_item *item)
{
    ts_str id = ts_str_trim(item->id);

    if (id.len)
        return id;
    if (ts_address_key(a, item->link).len)
        return (ts_str){ 0 };
    return ts_arena_printf(a, "title:%016llx", (unsigned long long)ts_str_hash(item->title));
}

ts_str batch_words(struct batch *b, const struct ts_item *item, ts_str address)
{
    bool is_needed = address.len == 0 && ts_str_trim(item->id).len > 0;

    if (!is_needed || item->content.len + item->summary.len == 0)
        return (ts_str){ 0 };
    uint64_t hash = item->published.precision ? (uint64_t)item->published.at : 0;
    hash = ts_hash_text(item->title, hash);
    hash = ts_hash_text(item->summary, hash);
    hash = ts_hash_text(item->content, hash);
    return ts_arena_printf(&b->arena, "words:%016llx", (unsigned long long)hash);
}

static uint64_t hash_of(ts_str key)
{
    return (uint64_t)ts_key_hash(key);
}

/* Of an id in this answer. */
static int64_t *turn_of(struct batch *b, ts_str id)
{
    return ts_map_find(&b->ids, hash_of(id));
}

/* Of two items with one id: true unless they have addresses of their own, and headlines too. */
static bool is_same_item(struct batch *b, const struct ts_item *one, const struct ts_item *other)
{
    if (ts_str_eq(one->title, other->title))
        return true;
    ts_str here = ts_address_key(&b->arena, one->link);
    ts_str there = ts_address_key(&b->arena, other->link);

    return here.len == 0 || there.len == 0 || ts_str_eq(here, there);
}

ts_str batch_key(struct batch *b, const struct ts_item *item)
{
    ts_str key = item_key(&b->arena, item);
    bool is_none = *turn_of(b, key) == NO_ID && item->link.len > 0;

    return is_none ? (ts_str){ 0 } : key;
}

void batch_note_ids(struct batch *b, const struct ts_item *items, size_t n)
{
    b->ids.arena = &b->arena;
    *ts_map_put(&b->ids, hash_of((ts_str){ 0 })) = NO_ID;
    for (size_t i = 0; i < n; i++) {
        int64_t *turn = ts_map_put(&b->ids, hash_of(item_key(&b->arena, &items[i])));
        if (*turn == NO_ID)
            continue;
        if (*turn > 0 && !is_same_item(b, &items[*turn - 1], &items[i]))
            *turn = NO_ID;
        else
            *turn = (int64_t)i + 1;
    }
}

/* Does this answer hold another item that is the article? */
static enum ts_rc has_other_item(struct batch *b, int64_t article_id, bool *out, struct ts_err *err)
{
    struct ts_stmt st =
        ts_stmt_start(b->db, "SELECT key FROM article_keys WHERE article_id = ? AND source_id = ?",
                      VALUES(val_int(article_id), val_int(b->source_id)));

    while (!*out && ts_stmt_next(&st))
        *out = ts_map_find(&b->ids, (uint64_t)ts_col_int(&st, 0)) != NULL;
    return ts_stmt_end(&st, err);
}

/* Does the address of the article `article_id` stand for several items?  Once found to, it always
 * does. */
static enum ts_rc is_taken(struct batch *b, int64_t article_id, ts_str address, bool *out,
                           struct ts_err *err)
{
    int64_t shared = 0;

    enum ts_rc rc = ts_key_find(b->db, TS_KEY_SHARED_ADDRESS, address, &shared, err);
    if (rc != TS_OK || shared) {
        *out = shared != 0;
        return rc;
    }
    rc = has_other_item(b, article_id, out, err);
    if (rc == TS_OK && *out)
        rc = ts_key_put(b->db, TS_KEY_SHARED_ADDRESS, address, article_id, err);
    return rc;
}

/* In a first answer, only what stands in it twice can be known by its id. */
static enum ts_rc find_id(struct batch *b, ts_str id, int64_t *out, struct ts_err *err)
{
    int64_t *turn = turn_of(b, id);
    bool is_known = !b->is_first || *turn <= TURN_OVER;

    if (*turn > 0)
        *turn = TURN_OVER;
    *out = 0;
    return is_known ? ts_key_find(b->db, b->source_id, id, out, err) : TS_OK;
}

static enum ts_rc find_address(struct batch *b, ts_str id, ts_str address, int64_t *out,
                               struct ts_err *err)
{
    bool taken = false;

    enum ts_rc rc = ts_key_find(b->db, TS_KEY_ADDRESS, address, out, err);
    if (rc == TS_OK && *out && id.len)
        rc = is_taken(b, *out, address, &taken, err);
    if (taken)
        *out = 0;
    return rc;
}

static enum ts_rc find_words(struct batch *b, ts_str words, int64_t *out, struct ts_err *err)
{
    bool is_other = false;

    enum ts_rc rc = ts_key_find(b->db, b->source_id, words, out, err);
    if (rc == TS_OK && *out)
        rc = has_other_item(b, *out, &is_other, err);
    if (is_other)
        *out = 0;
    return rc;
}

enum ts_rc batch_find(struct batch *b, const struct item_keys *keys, int64_t *out,
                      struct ts_err *err)
{
    enum ts_rc rc = find_id(b, keys->id, out, err);

    if (rc == TS_OK && *out == 0)
        rc = find_address(b, keys->id, keys->address, out, err);
    if (rc == TS_OK && *out == 0)
        rc = find_words(b, keys->words, out, err);
    return rc;
}
