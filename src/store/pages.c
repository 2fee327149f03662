#include "tearsheet/store/pages.h"

#include "db_priv.h"
#include "stmt_priv.h"
#include "tearsheet/store/pack.h"

/* ---- writing ---- */

static enum ts_rc put_one(struct ts_db *db, int64_t article_id, size_t number,
                          const struct ts_page *page, struct ts_err *err)
{
    struct ts_buf packed = { 0 };
    enum ts_rc rc = ts_pack_bytes(&db->packer, &packed, page->bytes, err);

    if (rc == TS_OK)
        rc = ts_sql_run(db,
                        "INSERT INTO next_pages (article_id, number, fetched_at, url, charset,"
                        " content_type, bytes) VALUES (?, ?, ?, ?, ?, ?, ?)",
                        VALUES(val_int(article_id), val_int((int64_t)number),
                               val_int(page->fetched_at), val_text(page->url),
                               val_text(page->charset), val_text(page->content_type),
                               val_blob(ts_buf_str(&packed))),
                        err);
    ts_buf_done(&packed);
    return rc;
}

static enum ts_rc put_all(struct ts_db *db, int64_t article_id, const struct ts_page *pages,
                          size_t n, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, "DELETE FROM next_pages WHERE article_id = ?",
                               VALUES(val_int(article_id)), err);

    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = put_one(db, article_id, i + 2, &pages[i], err);
    return rc;
}

enum ts_rc ts_pages_put_next(struct ts_db *db, int64_t article_id, const struct ts_page *pages,
                             size_t n, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, put_all(db, article_id, pages, n, err), err) : rc;
}

/* ---- reading ---- */

/* A page whose bytes are still packed. */
static void read_packed(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_page *)to = (struct ts_page){ .fetched_at = ts_col_int(st, 0),
                                              .url = ts_col_text(st, 1, a),
                                              .charset = ts_col_text(st, 2, a),
                                              .content_type = ts_col_text(st, 3, a),
                                              .bytes = ts_arena_str(a, ts_col_bytes(st, 4)) };
}

enum ts_rc ts_pages_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                        struct ts_page **out, size_t *n, struct ts_err *err)
{
    struct ts_page first, *next = NULL;
    size_t n_next = 0;
    enum ts_rc rc = ts_page_get(a, db, article_id, &first, err);

    if (rc == TS_OK)
        rc = ts_sql_list(a, db,
                         "SELECT fetched_at, url, charset, content_type, bytes FROM next_pages"
                         " WHERE article_id = ? ORDER BY number",
                         VALUES(val_int(article_id)), TS_LIST(read_packed, &next, &n_next), err);
    if (rc != TS_OK)
        return rc;
    struct ts_page *pages = TS_NEW_ARRAY(a, n_next + 1, struct ts_page);
    pages[0] = first;
    for (size_t i = 0; rc == TS_OK && i < n_next; i++) {
        pages[i + 1] = next[i];
        rc = ts_unpack_bytes(a, next[i].bytes, &pages[i + 1].bytes, err);
    }
    if (rc == TS_OK) {
        *out = pages;
        *n = n_next + 1;
    }
    return rc;
}

enum ts_rc ts_pages_since(struct ts_arena *a, struct ts_db *db, int64_t since_at, int64_t **out_ids,
                          size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db, "SELECT article_id FROM pages WHERE fetched_at >= ? ORDER BY 1",
                       VALUES(val_int(since_at)), TS_LIST(ts_read_id, out_ids, n), err);
}
