/* articles_wanted.c - pages that are still to be read, and what is noted of an article on the way.
 */
#include "articles_priv.h"

/* Longer than any pause before the next try: a time that lies further ahead was written while the
 * clock was, too. */
#define LONGEST_PAUSE_S "691200" /* 8 days */

#define IS_DUE(now) "(page_next_at <= " now " OR page_next_at > " now " + " LONGEST_PAUSE_S ")"

static void read_wanted(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_wanted *)to = (struct ts_wanted){
        .article_id = ts_col_int(st, 0),
        .source_id = ts_col_int(st, 1),
        .n_failures = (int)ts_col_int(st, 2),
        .url = ts_col_text(st, 3, a),
        .title = ts_col_text(st, 4, a),
    };
}

enum ts_rc ts_articles_wanted(struct ts_arena *a, struct ts_db *db, int64_t now_at, size_t limit,
                              struct ts_wanted **out, size_t *n, struct ts_err *err)
{
    return ts_sql_list(
        a, db,
        "SELECT id, source_id, page_failures, url, title FROM articles WHERE"
        " page_state = 0 AND is_hidden < 2 AND " IS_DUE("?1") " ORDER BY sort_at DESC, id DESC"
                                                              " LIMIT ?2",
        VALUES(val_int(now_at), val_int((int64_t)limit)), TS_LIST(read_wanted, out, n), err);
}

enum ts_rc ts_articles_count_wanted(struct ts_db *db, int64_t now_at, size_t *n, struct ts_err *err)
{
    int64_t count = 0;
    enum ts_rc rc =
        ts_sql_int(db,
                   "SELECT count(*) FROM articles WHERE page_state = 0 AND is_hidden < 2"
                   " AND " IS_DUE("?1"),
                   VALUES(val_int(now_at)), 0, &count, err);

    if (rc == TS_OK)
        *n = (size_t)count;
    return rc;
}

static void read_failed(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_failed_page *)to = (struct ts_failed_page){
        .article_id = ts_col_int(st, 0),
        .title = ts_col_text(st, 1, a),
        .url = ts_col_text(st, 2, a),
        .error = ts_col_text(st, 3, a),
        .next_at = ts_col_int(st, 4),
        .is_given_up = ts_col_int(st, 5) != TS_PAGE_WANTED,
    };
}

enum ts_rc ts_articles_failed(struct ts_arena *a, struct ts_db *db, size_t limit,
                              struct ts_failed_page **out, size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db,
                       "SELECT id, title, url, page_error, page_next_at, page_state FROM articles"
                       " WHERE page_error <> '' AND is_hidden < 2 ORDER BY sort_at DESC, id DESC"
                       " LIMIT ?",
                       VALUES(val_int((int64_t)limit)), TS_LIST(read_failed, out, n), err);
}

/* Runs an update of one article. */
static enum ts_rc update_one(struct ts_db *db, int64_t id, const char *sql, struct ts_values values,
                             struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, sql, values, err);

    return rc == TS_OK && ts_sql_changes(db) == 0 ? ts_no_article(id, err) : rc;
}

enum ts_rc ts_article_put_failure(struct ts_db *db, int64_t id, ts_str error, int64_t next_at,
                                  struct ts_err *err)
{
    return update_one(db, id,
                      "UPDATE articles SET page_failures = page_failures + 1, page_error = ?,"
                      " page_next_at = ?, page_state = ? WHERE id = ?",
                      VALUES(val_text(error), val_int(next_at),
                             val_int(next_at ? TS_PAGE_WANTED : TS_PAGE_GIVEN_UP), val_int(id)),
                      err);
}

enum ts_rc ts_article_put_pause(struct ts_db *db, int64_t id, ts_str error, int64_t next_at,
                                struct ts_err *err)
{
    return update_one(db, id, "UPDATE articles SET page_error = ?, page_next_at = ? WHERE id = ?",
                      VALUES(val_text(error), val_int(next_at), val_int(id)), err);
}

enum ts_rc ts_article_skip_page(struct ts_db *db, int64_t id, struct ts_err *err)
{
    return update_one(db, id, "UPDATE articles SET page_state = ? WHERE id = ?",
                      VALUES(val_int(TS_PAGE_GIVEN_UP), val_int(id)), err);
}

enum ts_rc ts_articles_skip_pages(struct ts_db *db, int64_t source_id, size_t n, struct ts_err *err)
{
    return ts_sql_run(db,
                      "UPDATE articles SET page_state = ?1 WHERE id IN (SELECT id FROM articles"
                      " WHERE source_id = ?2 AND page_state = 0 AND page_error = ''"
                      " ORDER BY sort_at DESC, id DESC LIMIT -1 OFFSET ?3)",
                      VALUES(val_int(TS_PAGE_GIVEN_UP), val_int(source_id), val_int((int64_t)n)),
                      err);
}

enum ts_rc ts_articles_want_skipped(struct ts_db *db, int64_t source_id, size_t limit,
                                    struct ts_err *err)
{
    return ts_sql_run(
        db,
        "UPDATE articles SET page_state = 0, page_next_at = 0, page_failures = 0"
        " WHERE id IN (SELECT a.id FROM article_sources x"
        " JOIN articles a ON a.id = x.article_id WHERE x.source_id = ?1"
        " AND a.source_id = ?1 AND a.page_state = ?2 AND a.page_error = ''"
        " ORDER BY a.sort_at DESC, a.id DESC LIMIT ?3)",
        VALUES(val_int(source_id), val_int(TS_PAGE_GIVEN_UP), val_int((int64_t)limit)), err);
}

enum ts_rc ts_article_want(struct ts_db *db, int64_t id, struct ts_err *err)
{
    return update_one(db, id,
                      "UPDATE articles SET page_state = 0, page_next_at = 0, page_failures = 0"
                      " WHERE id = ?",
                      VALUES(val_int(id)), err);
}

enum ts_rc ts_article_put_position(struct ts_db *db, int64_t id, int64_t position,
                                   struct ts_err *err)
{
    return update_one(db, id, "UPDATE articles SET position = ? WHERE id = ?",
                      VALUES(val_int(position), val_int(id)), err);
}
