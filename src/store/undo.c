/* undo.c - the journal, and taking back its last entry.
 *
 * An entry is what the touched rows were before.  Taking it back is a table of statements, one or
 * two for each kind of note; only articles that changed their story are moved one by one, since
 * stories and inherited tags follow. */
#include "tearsheet/store/undo.h"

#include "tearsheet/base/date.h"

#include "articles_priv.h"
#include "blocks_priv.h"
#include "journal_priv.h"
#include "texts_priv.h"

enum { KEPT = 200 };

/* ---- writing ---- */

enum ts_rc ts_journal_open(struct ts_db *db, int64_t *out_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, "INSERT INTO journal (made_at, description) VALUES (?, '')",
                               VALUES(val_int(ts_now_at())), err);
    if (rc == TS_OK)
        *out_id = ts_sql_last_id(db);
    return rc;
}

enum ts_rc ts_journal_note(struct ts_db *db, int64_t journal_id, enum ts_note kind,
                           const char *select, struct ts_values values, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where all = { 0 }; /* for its list of values */
    ts_str sql = ts_arena_printf(&a,
                                 "WITH x AS (%s) INSERT OR IGNORE INTO journal_items"
                                 " (a_id, b_id, was, was_text, journal_id, kind)"
                                 " SELECT x.*, ?, ? FROM x",
                                 select);

    for (size_t i = 0; i < values.n; i++)
        ts_where_value(&all, values.list[i]);
    ts_where_value(&all, val_int(journal_id));
    ts_where_value(&all, val_int(kind));
    enum ts_rc rc = ts_sql_run(db, sql.ptr, ts_where_values(&all), err);
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_journal_count(struct ts_db *db, int64_t journal_id, enum ts_note kind, size_t *out,
                            struct ts_err *err)
{
    int64_t n = 0;

    enum ts_rc rc =
        ts_sql_int(db, "SELECT count(*) FROM journal_items WHERE journal_id = ? AND kind = ?",
                   VALUES(val_int(journal_id), val_int(kind)), 0, &n, err);
    if (rc == TS_OK)
        *out = (size_t)n;
    return rc;
}

enum ts_rc ts_journal_close(struct ts_db *db, int64_t journal_id, ts_str description,
                            struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, "UPDATE journal SET description = ? WHERE id = ?",
                               VALUES(val_text(description), val_int(journal_id)), err);
    if (rc == TS_OK)
        rc = ts_purge_free(db, journal_id - KEPT, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db,
                        "DELETE FROM journal WHERE id <= ?1 - ?2 OR (id = ?1 AND NOT EXISTS"
                        " (SELECT 1 FROM journal_items WHERE journal_id = ?1))",
                        VALUES(val_int(journal_id), val_int(KEPT)), err);
    return rc;
}

/* ---- taking back ---- */

#define NOTES(kind) "FROM journal_items WHERE journal_id = ?1 AND kind = " kind
#define UPDATE_NOTED(table, column, was, kind)           \
    "UPDATE OR IGNORE " table " SET " column " = j." was \
    " FROM (SELECT * " NOTES(kind) ") j WHERE " table ".id = j.a_id"

/* ?1 is the entry.  Tags, stories and articles that are gone meanwhile stay so. */
static const char *const undo_steps[] = {
    "INSERT OR IGNORE INTO tags (id, name, folded) SELECT a_id, was_text, was_text " NOTES("1"),
    UPDATE_NOTED("tags", "folded", "was_text", "2"),
    UPDATE_NOTED("tags", "name", "was_text", "3"),
    UPDATE_NOTED("tags", "letter", "was_text", "4"),
    UPDATE_NOTED("tags", "colour", "was_text", "5"),
    UPDATE_NOTED("tags", "is_muted", "was", "6"),
    /* Reports that came since inherited the tag from the story. */
    "DELETE FROM article_tags WHERE is_inherited = 1 AND (tag_id, article_id) IN"
    " (SELECT j.b_id, a.id FROM (SELECT * " NOTES("7") " AND was = 0) j"
                                                       " JOIN articles a ON a.story_id = j.a_id)",
    "DELETE FROM story_tags WHERE (tag_id, story_id) IN (SELECT b_id, a_id " NOTES("7") ")",
    "INSERT INTO story_tags (tag_id, story_id) SELECT b_id, a_id " NOTES(
        "7") " AND was = 1"
             " AND b_id IN (SELECT id FROM tags) AND a_id IN (SELECT id FROM stories)",
    "DELETE FROM article_tags WHERE (tag_id, article_id) IN (SELECT b_id, a_id " NOTES("8") ")",
    "INSERT INTO article_tags (tag_id, article_id, is_inherited) SELECT b_id, a_id, was " NOTES(
        "8") " AND was >= 0 AND b_id IN (SELECT id FROM tags)"
             " AND a_id IN (SELECT id FROM articles)",
    UPDATE_NOTED("articles", "is_read", "was", "9"),
    UPDATE_NOTED("articles", "is_starred", "was", "10"),
    "DELETE FROM searches WHERE id IN (SELECT a_id " NOTES("15") ")",
    "INSERT OR IGNORE INTO searches (id, name, query)"
    " SELECT a_id, substr(was_text, 1, instr(was_text, char(31)) - 1),"
    " substr(was_text, instr(was_text, char(31)) + 1) " NOTES("15") " AND was_text IS NOT NULL",
    "DELETE FROM constraints WHERE (a_id, b_id) IN (SELECT a_id, b_id " NOTES("12") ")",
    "INSERT INTO constraints (a_id, b_id, is_together) SELECT a_id, b_id, was " NOTES(
        "12") " AND was >= 0 AND a_id IN (SELECT id FROM articles) AND b_id IN (SELECT id FROM "
              "articles)",
};

struct move {
    int64_t article_id;
    int64_t story_id;
};

static void read_move(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    (void)a;
    *(struct move *)to = (struct move){ ts_col_int(st, 0), ts_col_int(st, 1) };
}

static enum ts_rc undo_moves(struct ts_arena *a, struct ts_db *db, int64_t journal_id,
                             struct ts_err *err)
{
    struct move *moves = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(a, db,
                                "SELECT j.a_id, j.was FROM journal_items j"
                                " JOIN articles a ON a.id = j.a_id"
                                " WHERE j.journal_id = ? AND j.kind = ?",
                                VALUES(val_int(journal_id), val_int(TS_NOTE_MOVED)),
                                TS_LIST(read_move, &moves, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = ts_article_move(db, moves[i].article_id, moves[i].story_id, err);
    return rc;
}

static enum ts_rc undo_purge(struct ts_db *db, int64_t journal_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, UPDATE_NOTED("articles", "is_hidden", "was", "13"),
                               VALUES(val_int(journal_id)), err);

    return rc == TS_OK
               ? ts_stories_recount(db, SQL_STORIES_OF_PURGED, VALUES(val_int(journal_id)), err)
               : rc;
}

static enum ts_rc undo_entry(struct ts_arena *a, struct ts_db *db, int64_t journal_id,
                             struct ts_err *err)
{
    enum ts_rc rc = undo_moves(a, db, journal_id, err);

    if (rc == TS_OK)
        rc = ts_blocks_undo(db, journal_id, err);
    if (rc == TS_OK)
        rc = ts_texts_undo(db, journal_id, err);
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(undo_steps); i++)
        rc = ts_sql_run(db, undo_steps[i], VALUES(val_int(journal_id)), err);
    if (rc == TS_OK)
        rc = undo_purge(db, journal_id, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, "DELETE FROM journal WHERE id = ?", VALUES(val_int(journal_id)), err);
    return rc;
}

static enum ts_rc last_entry(struct ts_arena *a, struct ts_db *db, int64_t *out_id,
                             ts_str *description, struct ts_err *err)
{
    int64_t id = 0;
    ts_str words = { 0 };

    struct ts_stmt st = ts_stmt_start(
        db, "SELECT id, description FROM journal ORDER BY id DESC LIMIT 1", NO_VALUES);
    if (ts_stmt_next(&st)) {
        id = ts_col_int(&st, 0);
        words = ts_col_text(&st, 1, a);
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc == TS_OK && !id)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is nothing to undo");
    if (rc == TS_OK) {
        *out_id = id;
        *description = words;
    }
    return rc;
}

enum ts_rc ts_undo(struct ts_arena *a, struct ts_db *db, ts_str *description, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    int64_t id = 0;
    ts_str words = { 0 };

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc != TS_OK)
        return rc;
    rc = last_entry(&scratch, db, &id, &words, err);
    if (rc == TS_OK)
        rc = undo_entry(&scratch, db, id, err);
    rc = ts_db_end(db, rc, err);
    if (rc == TS_OK && description)
        *description = ts_arena_str(a, words);
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc ts_undo_peek(struct ts_arena *a, struct ts_db *db, ts_str *description,
                        struct ts_err *err)
{
    int64_t id = 0;

    return last_entry(a, db, &id, description, err);
}

/* ---- files ---- */

static enum ts_rc note_file(struct ts_db *db, ts_str description, ts_str before, ts_str after,
                            struct ts_err *err)
{
    int64_t journal_id = 0;

    enum ts_rc rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, TS_NOTE_FILE, "SELECT 0, 0, NULL, ?1",
                             VALUES(val_text(before)), err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, TS_NOTE_FILE, "SELECT 0, 1, NULL, ?1",
                             VALUES(val_text(after)), err);
    return rc == TS_OK ? ts_journal_close(db, journal_id, description, err) : rc;
}

enum ts_rc ts_undo_note_file(struct ts_db *db, ts_str description, ts_str before, ts_str after,
                             struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, note_file(db, description, before, after, err), err) : rc;
}

enum ts_rc ts_undo_peek_file(struct ts_arena *a, struct ts_db *db, ts_str *before, ts_str *after,
                             bool *is_file, struct ts_err *err)
{
    ts_str texts[2] = { { 0 }, { 0 } };
    size_t n = 0;

    struct ts_stmt st =
        ts_stmt_start(db,
                      "SELECT was_text FROM journal_items WHERE kind = ?1 AND journal_id ="
                      " (SELECT max(id) FROM journal) ORDER BY b_id",
                      VALUES(val_int(TS_NOTE_FILE)));
    while (ts_stmt_next(&st) && n < TS_COUNT(texts))
        texts[n++] = ts_col_text(&st, 0, a);
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc != TS_OK)
        return rc;
    *before = texts[0];
    *after = texts[1];
    *is_file = n > 0;
    return TS_OK;
}
