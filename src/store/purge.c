/* purge.c - articles that are not wanted any more: hidden for good, and freed later. */
#include "tearsheet/store/purge.h"

#include "tearsheet/store/sources.h"

#include "articles_priv.h"
#include "journal_priv.h"
#include "picked_priv.h"

static enum ts_rc purge_noted(struct ts_db *db, int64_t journal_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(
        db,
        "UPDATE articles SET is_hidden = ?1 WHERE id IN"
        " (SELECT a_id FROM journal_items WHERE journal_id = ?2 AND kind = ?3)",
        VALUES(val_int(TS_HIDDEN_PURGED), val_int(journal_id), val_int(TS_NOTE_PURGED)), err);
    return rc == TS_OK
               ? ts_stories_recount(db, SQL_STORIES_OF_PURGED, VALUES(val_int(journal_id)), err)
               : rc;
}

static enum ts_rc purge(struct ts_db *db, const struct ts_where *w, size_t *n, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t journal_id = 0;
    ts_str select = ts_arena_printf(
        &a, "SELECT a.id, 0, a.is_hidden, NULL FROM articles a WHERE a.is_hidden < 2%.*s",
        TS_FMT(ts_buf_str(&w->sql)));

    enum ts_rc rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, TS_NOTE_PURGED, select.ptr, ts_where_values(w), err);
    if (rc == TS_OK)
        rc = purge_noted(db, journal_id, err);
    if (rc == TS_OK)
        rc = ts_journal_count(db, journal_id, TS_NOTE_PURGED, n, err);
    if (rc == TS_OK)
        rc = ts_journal_close(db, journal_id,
                              ts_arena_printf(&a, "purged %zu article%s", *n, *n == 1 ? "" : "s"),
                              err);
    ts_arena_done(&a);
    return rc;
}

/* As one transaction; takes what `w` holds. */
static enum ts_rc purge_where(struct ts_db *db, struct ts_where *w, size_t *n, struct ts_err *err)
{
    size_t purged = 0;

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, purge(db, w, &purged, err), err);
    if (rc == TS_OK && n)
        *n = purged;
    ts_where_done(w);
    return rc;
}

enum ts_rc ts_purge_picked(struct ts_db *db, const struct ts_picked *picked, size_t *n,
                           struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };

    ts_where_picked(&a, &w, picked);
    enum ts_rc rc = purge_where(db, &w, n, err);
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_purge_old(struct ts_db *db, int64_t before_at, size_t *n, struct ts_err *err)
{
    struct ts_where w = { 0 };

    ts_where_add(&w,
                 "a.sort_at < ? AND a.is_read = 1 AND a.is_starred = 0 AND a.id NOT IN"
                 " (SELECT article_id FROM article_tags)",
                 VALUES(val_int(before_at)));
    return purge_where(db, &w, n, err);
}

static enum ts_rc check_is_removed(struct ts_db *db, int64_t source_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_source source;
    enum ts_rc rc = ts_source_get(&a, db, source_id, &source, err);

    if (rc == TS_OK && !source.is_removed)
        rc = ts_fail(err, TS_ERR_ARG, "%.*s is subscribed to: remove it before it is purged",
                     TS_FMT(ts_source_name(&source)));
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_purge_source(struct ts_db *db, int64_t source_id, size_t *n, struct ts_err *err)
{
    struct ts_where w = { 0 };
    enum ts_rc rc = check_is_removed(db, source_id, err);

    if (rc != TS_OK)
        return rc;
    ts_where_add(&w,
                 "a.is_starred = 0 AND a.id IN (SELECT article_id FROM article_sources"
                 " WHERE source_id = ?) AND a.id NOT IN (SELECT article_id FROM article_tags"
                 " WHERE is_inherited = 0)",
                 VALUES(val_int(source_id)));
    ts_where_add(&w,
                 "NOT EXISTS (SELECT 1 FROM article_sources o WHERE o.article_id = a.id"
                 " AND o.source_id <> ?)",
                 VALUES(val_int(source_id)));
    return purge_where(db, &w, n, err);
}

/* ---- freeing ---- */

static enum ts_rc free_one(struct ts_db *db, int64_t id, struct ts_err *err)
{
    static const char *const steps[] = {
        "UPDATE articles SET is_indexed = 1, page_state = 2 WHERE id = ?",
        "DELETE FROM bodies WHERE article_id = ?",
        "DELETE FROM pages WHERE article_id = ?",
        "DELETE FROM next_pages WHERE article_id = ?",
        "DELETE FROM versions WHERE article_id = ?",
        "DELETE FROM item_texts WHERE article_id = ?",
        "DELETE FROM enclosures WHERE article_id = ?",
    };

    enum ts_rc rc = ts_search_forget(db, id, err);
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(steps); i++)
        rc = ts_sql_run(db, steps[i], VALUES(val_int(id)), err);
    return rc;
}

enum ts_rc ts_purge_free(struct ts_db *db, int64_t journal_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t *ids = NULL;
    size_t n = 0;

    enum ts_rc rc =
        ts_sql_list(&a, db,
                    "SELECT id FROM articles WHERE is_hidden = ?1 AND id IN"
                    " (SELECT a_id FROM journal_items WHERE kind = ?2 AND journal_id <= ?3)",
                    VALUES(val_int(TS_HIDDEN_PURGED), val_int(TS_NOTE_PURGED), val_int(journal_id)),
                    TS_LIST(ts_read_id, &ids, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = free_one(db, ids[i], err);
    ts_arena_done(&a);
    return rc;
}
