/* states.c - read and starred.
 *
 * What will change is noted in the journal first, by the same conditions as a list; then what was
 * noted is changed.  So the list, the change and its undo agree on what they are about. */
#include "tearsheet/store/states.h"

#include "articles_priv.h"
#include "journal_priv.h"
#include "picked_priv.h"

/* A state of articles and how its changes are described: "<verb> 12 articles<rest>". */
struct state {
    const char *column;
    const char *turn; /* column for the action that put it on, or NULL */
    enum ts_note note;
    struct {
        const char *verb, *rest;
    } words[2]; /* for off and on */
};

static const struct state state_read = {
    "is_read", "read_turn", TS_NOTE_READ, { { "marked", " unread" }, { "marked", " read" } }
};
static const struct state state_starred = {
    "is_starred", NULL, TS_NOTE_STARRED, { { "took the star off", "" }, { "starred", "" } }
};

static ts_str describe(struct ts_arena *a, const struct state *state, bool is_on, size_t n)
{
    return ts_arena_printf(a, "%s %zu article%s%s", state->words[is_on].verb, n, n == 1 ? "" : "s",
                           state->words[is_on].rest);
}

static enum ts_rc change_noted(struct ts_arena *a, struct ts_db *db, const struct state *state,
                               bool is_on, int64_t journal_id, struct ts_err *err)
{
    ts_str sql = ts_arena_printf(a,
                                 "UPDATE articles SET %s = ?1%s%s%s WHERE id IN"
                                 " (SELECT a_id FROM journal_items WHERE journal_id = ?2)",
                                 state->column, state->turn && is_on ? ", " : "",
                                 state->turn && is_on ? state->turn : "",
                                 state->turn && is_on ? " = ?2" : "");

    return ts_sql_run(db, sql.ptr, VALUES(val_int(is_on), val_int(journal_id)), err);
}

/* Sets the state of all articles that `w` has and that are not in it. */
static enum ts_rc change(struct ts_arena *a, struct ts_db *db, const struct state *state,
                         bool is_on, const struct ts_where *w, size_t *n, struct ts_err *err)
{
    int64_t journal_id = 0;
    ts_str select =
        ts_arena_printf(a,
                        "SELECT a.id, 0, a.%s, NULL FROM articles a WHERE a.is_hidden < 2"
                        " AND a.%s = %d%.*s",
                        state->column, state->column, !is_on, TS_FMT(ts_buf_str(&w->sql)));

    enum ts_rc rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, state->note, select.ptr, ts_where_values(w), err);
    if (rc == TS_OK)
        rc = change_noted(a, db, state, is_on, journal_id, err);
    if (rc == TS_OK)
        rc = ts_journal_count(db, journal_id, state->note, n, err);
    if (rc == TS_OK)
        rc = ts_journal_close(db, journal_id, describe(a, state, is_on, *n), err);
    return rc;
}

/* The whole, as one transaction; takes what `w` holds. */
static enum ts_rc change_where(struct ts_db *db, const struct state *state, bool is_on,
                               struct ts_where *w, size_t *n, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    size_t changed = 0;

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, change(&a, db, state, is_on, w, &changed, err), err);
    if (rc == TS_OK && n)
        *n = changed;
    ts_where_done(w);
    ts_arena_done(&a);
    return rc;
}

static enum ts_rc check_there(struct ts_db *db, const char *what, const char *sql, int64_t id,
                              struct ts_err *err)
{
    int64_t is_there = 0;

    enum ts_rc rc = ts_sql_int(db, sql, VALUES(val_int(id)), 0, &is_there, err);
    if (rc == TS_OK && !is_there)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no %s %lld", what, (long long)id);
    return rc;
}

static enum ts_rc change_article(struct ts_db *db, const struct state *state, bool is_on,
                                 const char *condition, int64_t id, struct ts_err *err)
{
    struct ts_where w = { 0 };

    enum ts_rc rc = check_there(db, "article", "SELECT 1 FROM articles WHERE id = ?", id, err);
    if (rc != TS_OK)
        return rc;
    ts_where_add(&w, condition, VALUES(val_int(id)));
    return change_where(db, state, is_on, &w, NULL, err);
}

enum ts_rc ts_mark_article(struct ts_db *db, int64_t article_id, bool is_read, struct ts_err *err)
{
    /* The article, what it is a copy of, and the copies of either. */
    return change_article(
        db, &state_read, is_read,
        "a.id IN (WITH r AS (SELECT iif(copy_of_id = 0, id, copy_of_id) AS id FROM articles"
        " WHERE id = ?) SELECT id FROM r UNION SELECT c.id FROM articles c JOIN r"
        " ON c.copy_of_id = r.id WHERE c.copy_of_id <> 0)",
        article_id, err);
}

enum ts_rc ts_mark_story(struct ts_db *db, int64_t story_id, bool is_read, struct ts_err *err)
{
    struct ts_where w = { 0 };

    enum ts_rc rc = check_there(db, "story", "SELECT 1 FROM stories WHERE id = ?", story_id, err);
    if (rc != TS_OK)
        return rc;
    ts_where_add(&w, "a.story_id = ?", VALUES(val_int(story_id)));
    return change_where(db, &state_read, is_read, &w, NULL, err);
}

enum ts_rc ts_mark_all(struct ts_db *db, const struct ts_article_query *q, bool is_read, size_t *n,
                       struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };

    enum ts_rc rc = ts_articles_where_all(&a, &w, q, err);
    if (rc == TS_OK)
        rc = change_where(db, &state_read, is_read, &w, n, err);
    else
        ts_where_done(&w);
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_mark_picked(struct ts_db *db, const struct ts_picked *picked, bool is_read, size_t *n,
                          struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };

    ts_where_picked(&a, &w, picked);
    enum ts_rc rc = change_where(db, &state_read, is_read, &w, n, err);
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_star_article(struct ts_db *db, int64_t article_id, bool is_starred,
                           struct ts_err *err)
{
    return change_article(db, &state_starred, is_starred, "a.id = ?", article_id, err);
}

enum ts_rc ts_star_picked(struct ts_db *db, const struct ts_picked *picked, bool is_starred,
                          size_t *n, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };

    ts_where_add(&w,
                 "a.id IN (SELECT value FROM json_each(?)) OR a.id IN (SELECT (SELECT id FROM"
                 " articles WHERE story_id = value AND is_hidden = 0 ORDER BY sort_at, id LIMIT 1)"
                 " FROM json_each(?))",
                 VALUES(val_text(ts_id_list(&a, picked->article_ids, picked->n_articles)),
                        val_text(ts_id_list(&a, picked->story_ids, picked->n_stories))));
    enum ts_rc rc = change_where(db, &state_starred, is_starred, &w, n, err);
    ts_arena_done(&a);
    return rc;
}
