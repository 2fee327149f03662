/* Sites go by a hash of their name: the tables are large, and nobody asks them for names. */
#include "tearsheet/store/memory.h"

#include "stmt_priv.h"

enum { MAX_MARKED = 300 };

static int64_t site_key(ts_str site)
{
    return (int64_t)ts_str_hash(site);
}

static enum ts_rc count_blocks(struct ts_db *db, int64_t site, const uint64_t *hashes, size_t n,
                               struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        if (hashes[i] == 0)
            continue;
        rc = ts_sql_run(db,
                        "INSERT INTO site_blocks (site, block, n_pages) VALUES (?, ?, 1)"
                        " ON CONFLICT (site, block) DO UPDATE SET n_pages = n_pages + 1",
                        VALUES(val_int(site), val_int((int64_t)hashes[i])), err);
    }
    return rc;
}

static enum ts_rc learn(struct ts_db *db, ts_str site, int64_t article_id, const uint64_t *hashes,
                        size_t n, struct ts_err *err)
{
    enum ts_rc rc =
        ts_sql_run(db, "INSERT OR IGNORE INTO site_pages (site, article_id) VALUES (?, ?)",
                   VALUES(val_int(site_key(site)), val_int(article_id)), err);

    if (rc != TS_OK || ts_sql_changes(db) == 0)
        return rc;
    return count_blocks(db, site_key(site), hashes, n, err);
}

enum ts_rc ts_memory_learn(struct ts_db *db, ts_str site, int64_t article_id,
                           const uint64_t *hashes, size_t n, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, learn(db, site, article_id, hashes, n, err), err) : rc;
}

enum ts_rc ts_memory_counts(struct ts_db *db, ts_str site, const uint64_t *hashes, size_t n,
                            uint32_t *counts, size_t *n_pages, struct ts_err *err)
{
    int64_t pages = 0;
    enum ts_rc rc = ts_sql_int(db, "SELECT count(*) FROM site_pages WHERE site = ?",
                               VALUES(val_int(site_key(site))), 0, &pages, err);

    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        int64_t count = 0;
        if (hashes[i] != 0)
            rc = ts_sql_int(db, "SELECT n_pages FROM site_blocks WHERE site = ? AND block = ?",
                            VALUES(val_int(site_key(site)), val_int((int64_t)hashes[i])), 0, &count,
                            err);
        counts[i] = (uint32_t)count;
    }
    if (rc == TS_OK)
        *n_pages = (size_t)pages;
    return rc;
}

enum ts_rc ts_memory_mark(struct ts_db *db, ts_str site, struct ts_err *err)
{
    return ts_sql_run(db,
                      "UPDATE site_pages SET is_marked = 1 WHERE site = ?1 AND article_id IN"
                      " (SELECT article_id FROM site_pages WHERE site = ?1"
                      "  ORDER BY article_id DESC LIMIT ?2)",
                      VALUES(val_int(site_key(site)), val_int(MAX_MARKED)), err);
}

enum ts_rc ts_memory_marked(struct ts_arena *a, struct ts_db *db, size_t limit, int64_t **out_ids,
                            size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db, "SELECT article_id FROM site_pages WHERE is_marked = 1 LIMIT ?",
                       VALUES(val_int((int64_t)limit)), TS_LIST(ts_read_id, out_ids, n), err);
}

enum ts_rc ts_memory_unmark(struct ts_db *db, int64_t article_id, struct ts_err *err)
{
    return ts_sql_run(db,
                      "UPDATE site_pages SET is_marked = 0 WHERE article_id = ? AND is_marked = 1",
                      VALUES(val_int(article_id)), err);
}
