/* keys.c - what articles are known by: a source's own ids for them, and addresses.
 *
 * The library holds hashes of them.  The texts would be a good part of a row of a new item, twice,
 * and the indexes of a large library would not fit in memory.  Two of a million texts have the same
 * hash in one library of thirty million; nobody gains by making such a pair, who can as well claim
 * the address itself. */
#include <string.h>

#include "tearsheet/base/url.h"

#include "articles_priv.h"
#include "db_priv.h"

int64_t ts_key_hash(ts_str key)
{
    return (int64_t)ts_hash_text(key, 0);
}

/* The same in SQL, for keys of earlier versions. */
static void sql_key_hash(sqlite3_context *context, int n, sqlite3_value **values)
{
    const void *bytes = sqlite3_value_blob(values[0]);

    (void)n;
    sqlite3_result_int64(context,
                         ts_key_hash((ts_str){ bytes, (size_t)sqlite3_value_bytes(values[0]) }));
}

enum ts_rc ts_keys_install(struct ts_db *db, struct ts_err *err)
{
    int code = sqlite3_create_function(db->sql, "key_hash", 1, SQLITE_UTF8 | SQLITE_DETERMINISTIC,
                                       NULL, sql_key_hash, NULL, NULL);

    return code == SQLITE_OK ? TS_OK : ts_db_fail(db, code, err);
}

enum ts_rc ts_key_find(struct ts_db *db, int64_t source_id, ts_str key, int64_t *out,
                       struct ts_err *err)
{
    *out = 0;
    if (!key.len)
        return TS_OK;
    return ts_sql_int(db, "SELECT article_id FROM article_keys WHERE source_id = ? AND key = ?",
                      VALUES(val_int(source_id), val_int(ts_key_hash(key))), 0, out, err);
}

enum ts_rc ts_key_put(struct ts_db *db, int64_t source_id, ts_str key, int64_t article_id,
                      struct ts_err *err)
{
    if (!key.len)
        return TS_OK;
    return ts_sql_run(db,
                      "INSERT OR IGNORE INTO article_keys (source_id, key, article_id)"
                      " VALUES (?, ?, ?)",
                      VALUES(val_int(source_id), val_int(ts_key_hash(key)), val_int(article_id)),
                      err);
}

/* Outlets give one article with and without "www.", a slash at the end, and encryption.  Migration
 * 18 spelled the keys of older libraries so. */
ts_str ts_canonical_key(struct ts_arena *a, ts_str canonical)
{
    struct ts_url parts = ts_url_parse(canonical);

    if (parts.path.len <= 1 && !parts.has_query)
        return (ts_str){ 0 };
    if (!ts_url_is_http(canonical))
        return canonical;
    ts_str rest = ts_str_skip(canonical, parts.scheme.len + strlen("://"));
    if (ts_str_starts(rest, "www."))
        rest = ts_str_skip(rest, strlen("www."));
    while (!parts.has_query && ts_str_ends(rest, "/"))
        rest.len--;
    return ts_arena_concat(a, TS_STR("http://"), rest);
}

ts_str ts_address_key(struct ts_arena *a, ts_str url)
{
    return ts_canonical_key(a, ts_url_canonical(a, url));
}
