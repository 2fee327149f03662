#include "tearsheet/store/item_texts.h"

#include "articles_priv.h"
#include "tearsheet/store/pack.h"

enum ts_rc ts_item_text_put(struct ts_db *db, int64_t article_id, const struct ts_item *item,
                            struct ts_err *err)
{
    struct ts_buf packed = { 0 };

    enum ts_rc rc = ts_pack_bytes(&packed, item->content.len ? item->content : item->summary, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db,
                        "INSERT OR REPLACE INTO item_texts (article_id, is_cleaned, html)"
                        " VALUES (?, 0, ?)",
                        VALUES(val_int(article_id), val_blob(ts_buf_str(&packed))), err);
    ts_buf_done(&packed);
    return rc;
}

enum ts_rc ts_item_texts_raw(struct ts_arena *a, struct ts_db *db, size_t limit,
                             struct ts_raw_item **out, size_t *n, struct ts_err *err)
{
    struct ts_raw_item *list = NULL;
    size_t n_list = 0, cap = 0;
    enum ts_rc rc = TS_OK;

    struct ts_stmt st =
        ts_stmt_start(db,
                      "SELECT t.article_id, a.url, a.title, s.title, t.html FROM item_texts t"
                      " JOIN articles a ON a.id = t.article_id JOIN sources s ON s.id = a.source_id"
                      " WHERE t.is_cleaned = 0 ORDER BY t.article_id DESC LIMIT ?",
                      VALUES(val_int((int64_t)limit)));
    while (rc == TS_OK && ts_stmt_next(&st)) {
        struct ts_raw_item *raw = TS_PUSH(a, list, n_list, cap);
        raw->article_id = ts_col_int(&st, 0);
        raw->url = ts_col_text(&st, 1, a);
        raw->title = ts_col_text(&st, 2, a);
        raw->feed_title = ts_col_text(&st, 3, a);
        rc = ts_unpack_bytes(a, ts_col_bytes(&st, 4), &raw->html, err);
    }
    enum ts_rc ended = ts_stmt_end(&st, rc == TS_OK ? err : NULL);
    rc = rc == TS_OK ? ended : rc;
    if (rc == TS_OK) {
        *out = list;
        *n = n_list;
    }
    return rc;
}

enum ts_rc ts_item_text_get(struct ts_arena *a, struct ts_db *db, int64_t article_id, ts_str *out,
                            struct ts_err *err)
{
    ts_str html = { 0 };
    enum ts_rc rc = TS_OK;

    struct ts_stmt st = ts_stmt_start(db, "SELECT html FROM item_texts WHERE article_id = ?",
                                      VALUES(val_int(article_id)));
    if (ts_stmt_next(&st))
        rc = ts_unpack_bytes(a, ts_col_bytes(&st, 0), &html, err);
    enum ts_rc ended = ts_stmt_end(&st, rc == TS_OK ? err : NULL);
    rc = rc == TS_OK ? ended : rc;
    if (rc == TS_OK)
        *out = html;
    return rc;
}

enum ts_rc ts_item_text_done(struct ts_db *db, int64_t article_id, struct ts_err *err)
{
    return ts_sql_run(db, "UPDATE item_texts SET is_cleaned = 1 WHERE article_id = ?",
                      VALUES(val_int(article_id)), err);
}
