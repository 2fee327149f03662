#include "tearsheet/store/searches.h"

#include "tearsheet/store/articles.h"

#include "journal_priv.h"

enum { NAME_MAX_BYTES = 60 };

static void read_search(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(struct ts_saved_search *)to = (struct ts_saved_search){
        .id = ts_col_int(st, 0),
        .name = ts_col_text(st, 1, a),
        .query = ts_col_text(st, 2, a),
    };
}

/* A query that was fine when it was kept may not be any more: it finds nothing then. */
static void count(struct ts_db *db, struct ts_saved_search *search)
{
    struct ts_article_query query = { .search = search->query };

    if (ts_articles_count(db, &query, &search->n_articles, NULL) != TS_OK)
        return;
    query.unread_only = true;
    if (ts_articles_count(db, &query, &search->n_unread, NULL) != TS_OK)
        search->n_unread = 0;
}

enum ts_rc ts_searches_list(struct ts_arena *a, struct ts_db *db, struct ts_saved_search **out,
                            size_t *n, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_list(a, db, "SELECT id, name, query FROM searches ORDER BY name, id",
                                NO_VALUES, TS_LIST(read_search, out, n), err);

    for (size_t i = 0; rc == TS_OK && i < *n; i++)
        count(db, &(*out)[i]);
    return rc;
}

static enum ts_rc check(struct ts_db *db, ts_str name, ts_str query, struct ts_err *err)
{
    struct ts_article_query articles = { .search = query };
    size_t n = 0;

    if (name.len == 0 || name.len > NAME_MAX_BYTES)
        return ts_fail(err, TS_ERR_ARG, "the name of a search has 1 to %d bytes", NAME_MAX_BYTES);
    for (size_t i = 0; i < name.len; i++)
        if ((unsigned char)name.ptr[i] < ' ')
            return ts_fail(err, TS_ERR_ARG, "the name of a search has no control characters");
    if (ts_str_trim(query).len == 0)
        return ts_fail(err, TS_ERR_ARG, "there is no search to keep");
    return ts_articles_count(db, &articles, &n, err);
}

/* What the search of id ?1 is, or that there is none (when it is new), in the journal; then the
 * change, described in words. */
static enum ts_rc change(struct ts_db *db, int64_t id, const char *sql_note, const char *sql,
                         struct ts_values values, ts_str description, struct ts_err *err)
{
    int64_t journal_id = 0;

    enum ts_rc rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, TS_NOTE_SEARCH, sql_note, VALUES(val_int(id)), err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, sql, values, err);
    if (rc == TS_OK)
        rc = ts_journal_close(db, journal_id, description, err);
    return rc;
}

static const char SQL_NOTE_OLD[] = "SELECT id, 0, NULL, name || char(31) || query FROM searches"
                                   " WHERE id = ?1";
static const char SQL_NOTE_NEW[] = "SELECT ?1, 0, NULL, NULL";

static enum ts_rc put(struct ts_arena *a, struct ts_db *db, ts_str name, ts_str query,
                      struct ts_err *err)
{
    int64_t id = 0;
    bool is_new;

    enum ts_rc rc = ts_sql_int(db, "SELECT id FROM searches WHERE name = ?", VALUES(val_text(name)),
                               0, &id, err);
    is_new = id == 0;
    if (rc == TS_OK && is_new)
        rc =
            ts_sql_int(db, "SELECT coalesce(max(id), 0) + 1 FROM searches", NO_VALUES, 1, &id, err);
    if (rc != TS_OK)
        return rc;
    return change(db, id, is_new ? SQL_NOTE_NEW : SQL_NOTE_OLD,
                  "INSERT INTO searches (id, name, query) VALUES (?1, ?2, ?3)"
                  " ON CONFLICT (id) DO UPDATE SET name = ?2, query = ?3",
                  VALUES(val_int(id), val_text(name), val_text(query)),
                  ts_arena_printf(a, "kept the search \"%.*s\"", TS_FMT(name)), err);
}

enum ts_rc ts_saved_search_put(struct ts_db *db, ts_str name, ts_str query, struct ts_err *err)
{
    struct ts_arena a = { 0 };

    name = ts_str_trim(name);
    enum ts_rc rc = check(db, name, query, err);
    if (rc == TS_OK)
        rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, put(&a, db, name, ts_str_trim(query), err), err);
    ts_arena_done(&a);
    return rc;
}

static void read_name(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    *(ts_str *)to = ts_col_text(st, 0, a);
}

static enum ts_rc drop(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_err *err)
{
    ts_str *names = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(a, db, "SELECT name FROM searches WHERE id = ?",
                                VALUES(val_int(id)), TS_LIST(read_name, &names, &n), err);
    if (rc == TS_OK && n == 0)
        return ts_fail(err, TS_ERR_NOTFOUND, "there is no saved search %lld", (long long)id);
    if (rc != TS_OK)
        return rc;
    return change(db, id, SQL_NOTE_OLD, "DELETE FROM searches WHERE id = ?", VALUES(val_int(id)),
                  ts_arena_printf(a, "removed the search \"%.*s\"", TS_FMT(names[0])), err);
}

enum ts_rc ts_saved_search_remove(struct ts_db *db, int64_t id, struct ts_err *err)
{
    struct ts_arena a = { 0 };

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, drop(&a, db, id, err), err);
    ts_arena_done(&a);
    return rc;
}
