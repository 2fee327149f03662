/* batch_priv.h - an answer of a source while its items are put into the library. */
#ifndef TEARSHEET_STORE_BATCH_PRIV_H
#define TEARSHEET_STORE_BATCH_PRIV_H

#include "articles_priv.h"
#include "tearsheet/base/map.h"

struct batch {
    struct ts_db *db;
    struct ts_arena arena;
    struct ts_map ids; /* the hashes of ids in this answer, with the turn of their items */
    int64_t source_id;
    int64_t now_at;
    int64_t n_new;  /* articles */
    bool is_hidden; /* the source */
    bool is_first;  /* the source knew nothing by an id of its own before */
};

/* Notes the ids of the items of `b`, and which are none. */
void batch_note_ids(struct batch *b, const struct ts_item *items, size_t n);

/* What the source knows an item by: its id, or in place of one its title where it has no address
 * either; empty where it is known by its address alone. */
ts_str batch_key(struct batch *b, const struct ts_item *item);

/* A key of what an item says and when, for one with an id and no address; empty for all others. */
ts_str batch_words(struct batch *b, const struct ts_item *item, ts_str address);

/* What an article may be known by; each may be empty. */
struct item_keys {
    ts_str id;      /* batch_key() */
    ts_str address; /* as by ts_canonical_key() */
    ts_str words;   /* batch_words() */
};

/* The article that an item is; 0 if it is a new one. */
TS_CHECKED enum ts_rc batch_find(struct batch *b, const struct item_keys *keys, int64_t *out,
                                 struct ts_err *err);

#endif
