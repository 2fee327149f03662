#include "tearsheet/store/item_texts.h"

#include "articles_priv.h"
#include "db_priv.h"
#include "tearsheet/store/pack.h"

/* As it came: compressing it would cost more than all the rest of putting an item. */
enum ts_rc ts_item_text_put(struct ts_db *db, int64_t article_id, const struct ts_item *item,
                            struct ts_err *err)
{
    return ts_sql_run(
        db,
        "INSERT INTO item_texts (article_id, is_cleaned, html) VALUES (?, 0, ?) ON CONFLICT "
        "(article_id) DO UPDATE SET is_cleaned = 0, html = excluded.html",
        VALUES(val_int(article_id), val_blob(item->content.len ? item->content : item->summary)),
        err);
}

static void read_raw(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_raw_item *)to = (struct ts_raw_item){
        .article_id = ts_col_int(st, 0),
        .url = ts_col_text(st, 1, a),
        .title = ts_col_text(st, 2, a),
        .feed_title = ts_col_text(st, 3, a),
        .html = ts_col_text(st, 4, a),
    };
}

/* Of one article by its key, of all by the index of those that are not cleaned. */
enum ts_rc ts_item_texts_raw(struct ts_arena *a, struct ts_db *db, int64_t article_id, size_t limit,
                             struct ts_raw_item **out, size_t *n, struct ts_err *err)
{
    int64_t from = article_id ? article_id : INT64_MIN, to = article_id ? article_id : INT64_MAX;

    return ts_sql_list(
        a, db,
        "SELECT t.article_id, a.url, a.title, s.title, t.html FROM item_texts t"
        " JOIN articles a ON a.id = t.article_id JOIN sources s ON s.id = a.source_id"
        " WHERE t.is_cleaned = 0 AND t.article_id BETWEEN ? AND ?"
        " ORDER BY t.article_id DESC LIMIT ?",
        VALUES(val_int(from), val_int(to), val_int((int64_t)limit)), TS_LIST(read_raw, out, n),
        err);
}

/* The text as it is in the table; `*is_packed` as pack.h has it. */
static enum ts_rc read_text(struct ts_arena *a, struct ts_db *db, int64_t article_id, ts_str *out,
                            bool *is_packed, struct ts_err *err)
{
    *out = (ts_str){ 0 };
    *is_packed = false;
    struct ts_stmt st =
        ts_stmt_start(db, "SELECT html, is_cleaned FROM item_texts WHERE article_id = ?",
                      VALUES(val_int(article_id)));
    if (ts_stmt_next(&st)) {
        *out = ts_arena_str(a, ts_col_bytes(&st, 0));
        *is_packed = ts_col_int(&st, 1) != 0;
    }
    return ts_stmt_end(&st, err);
}

enum ts_rc ts_item_text_get(struct ts_arena *a, struct ts_db *db, int64_t article_id, ts_str *out,
                            struct ts_err *err)
{
    ts_str html;
    bool is_packed;
    enum ts_rc rc = read_text(a, db, article_id, &html, &is_packed, err);

    if (rc == TS_OK && is_packed)
        rc = ts_unpack_bytes(a, html, &html, err);
    if (rc == TS_OK)
        *out = html;
    return rc;
}

enum ts_rc ts_item_text_done(struct ts_db *db, int64_t article_id, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_buf packed = { 0 };
    ts_str html;
    bool is_packed;
    enum ts_rc rc = read_text(&scratch, db, article_id, &html, &is_packed, err);

    if (rc == TS_OK && !is_packed)
        rc = ts_pack_bytes(&db->packer, &packed, html, err);
    if (rc == TS_OK && !is_packed)
        rc = ts_sql_run(db, "UPDATE item_texts SET is_cleaned = 1, html = ? WHERE article_id = ?",
                        VALUES(val_blob(ts_buf_str(&packed)), val_int(article_id)), err);
    ts_buf_done(&packed);
    ts_arena_done(&scratch);
    return rc;
}
