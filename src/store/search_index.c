/* search_index.c - the full-text index: what goes into it, and out of it.
 *
 * It parts words as Unicode does, which leaves a run of Chinese or Japanese in one piece.  So each
 * such character is made a word by marks of no width around it, in what is indexed as in what is
 * looked for; a word of several characters is then a phrase. */
#include "tearsheet/store/search.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/store/pack.h"

#include "articles_priv.h"
#include "db_priv.h"
#include "search_priv.h"

static const char WORD_MARK[] = "\xe2\x80\x8b"; /* U+200B */

/* The first byte of every such script's characters in UTF-8 is at least this. */
static bool may_be_cjk(ts_str text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.ptr[i] >= 0xe1)
            return true;
    return false;
}

void ts_search_put_words(struct ts_buf *out, ts_str text)
{
    for (size_t at = 0; at < text.len;) {
        size_t from = at;
        bool is_cjk = ts_rune_is_cjk(ts_utf8_next(text, &at));
        if (is_cjk)
            ts_buf_puts(out, WORD_MARK);
        ts_buf_put(out, ts_str_sub(text, from, at - from));
        if (is_cjk)
            ts_buf_puts(out, WORD_MARK);
    }
}

static void answer(sqlite3_context *context, ts_str text)
{
    struct ts_buf marked = { 0 };

    if (may_be_cjk(text)) {
        ts_search_put_words(&marked, text);
        text = ts_buf_str(&marked);
    }
    sqlite3_result_text64(context, text.ptr ? text.ptr : "", text.len, SQLITE_TRANSIENT,
                          SQLITE_UTF8);
    ts_buf_done(&marked);
}

/* search_words(text) */
static void sql_words(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    const char *text = (const char *)sqlite3_value_text(values[0]);

    answer(context, (ts_str){ text, text ? (size_t)sqlite3_value_bytes(values[0]) : 0 });
}

/* search_body(blocks): a damaged text is none, so that it does not stop the others. */
static void sql_body(sqlite3_context *context, int n, sqlite3_value **values)
{
    (void)n;
    struct ts_arena a = { 0 };
    const char *packed = sqlite3_value_blob(values[0]);
    ts_str blocks = { packed, packed ? (size_t)sqlite3_value_bytes(values[0]) : 0 };
    ts_str text = { 0 };

    if (ts_unpack_text(&a, blocks, &text, NULL) != TS_OK)
        text = (ts_str){ 0 };
    answer(context, text);
    ts_arena_done(&a);
}

enum ts_rc ts_search_install(struct ts_db *db, struct ts_err *err)
{
    const int flags = SQLITE_UTF8 | SQLITE_DETERMINISTIC;

    int code =
        sqlite3_create_function(db->sql, "search_words", 1, flags, NULL, sql_words, NULL, NULL);
    if (code == SQLITE_OK)
        code =
            sqlite3_create_function(db->sql, "search_body", 1, flags, NULL, sql_body, NULL, NULL);
    return code == SQLITE_OK ? TS_OK : ts_db_fail(db, code, err);
}

enum ts_rc ts_search_forget(struct ts_db *db, int64_t article_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db,
                               "INSERT INTO search (search, rowid, title, byline, site, text)"
                               " SELECT 'delete', t.id, t.title, t.byline, t.site, t.text"
                               " FROM articles a JOIN search_text t ON t.id = a.id"
                               " WHERE a.id = ? AND a.is_indexed = 1",
                               VALUES(val_int(article_id)), err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, "UPDATE articles SET is_indexed = 0 WHERE id = ? AND is_indexed = 1",
                        VALUES(val_int(article_id)), err);
    return rc;
}

static enum ts_rc index_some(struct ts_db *db, size_t limit, size_t *n_left, struct ts_err *err)
{
    struct ts_value n = val_int(limit ? (int64_t)limit : -1);
    int64_t left = 0;

    /* The subquery is the same in both statements: nothing is marked between them. */
    enum ts_rc rc =
        ts_sql_run(db,
                   "INSERT INTO search (rowid, title, byline, site, text)"
                   " SELECT id, title, byline, site, text FROM search_text WHERE id IN"
                   " (SELECT id FROM articles WHERE is_indexed = 0 ORDER BY id LIMIT ?)",
                   VALUES(n), err);
    if (rc == TS_OK)
        rc = ts_sql_run(db,
                        "UPDATE articles SET is_indexed = 1 WHERE id IN"
                        " (SELECT id FROM articles WHERE is_indexed = 0 ORDER BY id LIMIT ?)",
                        VALUES(n), err);
    if (rc == TS_OK && limit)
        rc = ts_sql_int(db, "SELECT count(*) FROM articles WHERE is_indexed = 0", NO_VALUES, 0,
                        &left, err);
    *n_left = (size_t)left;
    return rc;
}

enum ts_rc ts_search_index(struct ts_db *db, size_t limit, size_t *n_left, struct ts_err *err)
{
    size_t left = 0;
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc == TS_OK)
        rc = ts_db_end(db, index_some(db, limit, &left, err), err);
    if (rc == TS_OK && n_left)
        *n_left = left;
    return rc;
}
