/* stories_place.c - which article is in which story: as the grouping has it, and as a reader does.
 *
 * An article that comes into a story takes over its tags, marked as inherited; one that leaves
 * loses those.  What a reader joins or splits is remembered as pairs of articles, since stories are
 * the grouping's to make again. */
#include "tearsheet/store/stories.h"

#include "articles_priv.h"
#include "db_priv.h"
#include "journal_priv.h"
#include "tags_priv.h"

/* ---- moving ---- */

static enum ts_rc drop_inherited(struct ts_db *db, int64_t article_id, int64_t story_id,
                                 struct ts_err *err)
{
    return ts_sql_run(db,
                      "DELETE FROM article_tags WHERE article_id = ?1 AND is_inherited = 1"
                      " AND tag_id NOT IN (SELECT tag_id FROM story_tags WHERE story_id = ?2)",
                      VALUES(val_int(article_id), val_int(story_id)), err);
}

/* Most stories have no tags, and asking is a tenth of what the insert costs. */
static enum ts_rc inherit(struct ts_db *db, int64_t article_id, int64_t story_id,
                          struct ts_err *err)
{
    int64_t is_tagged = 0;

    enum ts_rc rc = ts_sql_int(db, "SELECT EXISTS (SELECT 1 FROM story_tags WHERE story_id = ?)",
                               VALUES(val_int(story_id)), 0, &is_tagged, err);
    if (rc != TS_OK || !is_tagged)
        return rc;
    return ts_sql_run(db,
                      "INSERT OR IGNORE INTO article_tags (tag_id, article_id, is_inherited)"
                      " SELECT tag_id, ?1, 1 FROM story_tags WHERE story_id = ?2",
                      VALUES(val_int(article_id), val_int(story_id)), err);
}

static enum ts_rc move_from(struct ts_db *db, int64_t article_id, int64_t left_id, int64_t story_id,
                            struct ts_err *err)
{
    enum ts_rc rc = left_id != 0 ? drop_inherited(db, article_id, story_id, err) : TS_OK;

    if (rc == TS_OK)
        rc = ts_sql_run(db, "UPDATE articles SET story_id = nullif(?2, 0) WHERE id = ?1",
                        VALUES(val_int(article_id), val_int(story_id)), err);
    if (rc == TS_OK)
        rc = inherit(db, article_id, story_id, err);
    return rc == TS_OK ? ts_story_recount(db, left_id, err) : rc;
}

enum ts_rc ts_article_move(struct ts_db *db, int64_t article_id, int64_t story_id,
                           struct ts_err *err)
{
    int64_t left_id = 0;

    enum ts_rc rc = ts_sql_int(db, "SELECT story_id FROM articles WHERE id = ?",
                               VALUES(val_int(article_id)), 0, &left_id, err);
    if (rc == TS_OK && left_id != story_id)
        rc = move_from(db, article_id, left_id, story_id, err);
    return rc == TS_OK ? ts_story_recount(db, story_id, err) : rc;
}

static const char *const adopt_steps[] = {
    "INSERT OR IGNORE INTO story_tags (tag_id, story_id)"
    " SELECT tag_id, ?1 FROM story_tags WHERE story_id = ?2",
    "INSERT OR IGNORE INTO article_tags (tag_id, article_id, is_inherited)"
    " SELECT t.tag_id, a.id, 1 FROM story_tags t, articles a"
    " WHERE t.story_id = ?2 AND a.story_id = ?1",
};

/* ---- the grouping ---- */

/* A story without reports. */
static enum ts_rc new_story(struct ts_db *db, int64_t *out_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, "INSERT INTO stories DEFAULT VALUES", NO_VALUES, err);

    if (rc == TS_OK)
        *out_id = ts_sql_last_id(db);
    return rc;
}

static enum ts_rc check_story(struct ts_db *db, int64_t id, struct ts_err *err)
{
    int64_t is_there = 0;

    enum ts_rc rc = ts_sql_int(db, "SELECT 1 FROM stories WHERE id = ?", VALUES(val_int(id)), 0,
                               &is_there, err);
    if (rc == TS_OK && !is_there)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no story %lld", (long long)id);
    return rc;
}

enum ts_rc ts_story_adopt(struct ts_db *db, int64_t into_id, int64_t from_id, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(adopt_steps); i++)
        rc = ts_sql_run(db, adopt_steps[i], VALUES(val_int(into_id), val_int(from_id)), err);
    return ts_db_end(db, rc, err);
}

enum ts_rc ts_story_put_saga(struct ts_db *db, int64_t story_id, int64_t saga_id,
                             struct ts_err *err)
{
    return ts_sql_run(db, "UPDATE stories SET saga_id = ?1 WHERE id = ?2 AND saga_id <> ?1",
                      VALUES(val_int(saga_id), val_int(story_id)), err);
}

static enum ts_rc place(struct ts_db *db, int64_t article_id, const struct ts_placement *placement,
                        int64_t *story_id, struct ts_err *err)
{
    *story_id = placement->story_id;
    enum ts_rc rc = *story_id ? check_story(db, *story_id, err) : new_story(db, story_id, err);
    if (rc == TS_OK)
        rc = ts_sql_run(
            db, "UPDATE articles SET copy_of_id = ?, score = ? WHERE id = ?",
            VALUES(val_int(placement->copy_of_id), val_real(placement->score), val_int(article_id)),
            err);
    if (rc == TS_OK && ts_sql_changes(db) == 0)
        rc = ts_no_article(article_id, err);
    if (rc == TS_OK)
        rc = ts_article_move(db, article_id, *story_id, err);
    if (rc == TS_OK && placement->saga_id)
        rc = ts_story_put_saga(db, *story_id, placement->saga_id, err);
    return rc;
}

enum ts_rc ts_story_place(struct ts_db *db, int64_t article_id,
                          const struct ts_placement *placement, int64_t *out_story_id,
                          struct ts_err *err)
{
    int64_t story_id = 0;

    enum ts_rc rc = ts_db_begin_part(db, err);
    if (rc == TS_OK)
        rc = ts_db_end_part(db, place(db, article_id, placement, &story_id, err), err);
    if (rc == TS_OK && out_story_id)
        *out_story_id = story_id;
    return rc;
}

enum ts_rc ts_fingerprint_put(struct ts_db *db, int64_t article_id, ts_str bytes,
                              struct ts_err *err)
{
    return ts_sql_run(db, "INSERT OR REPLACE INTO fingerprints (article_id, bytes) VALUES (?, ?)",
                      VALUES(val_int(article_id), val_blob(bytes)), err);
}

enum ts_rc ts_fingerprint_renew(struct ts_db *db, int64_t article_id, ts_str bytes,
                                struct ts_err *err)
{
    enum ts_rc rc = ts_fingerprint_put(db, article_id, bytes, err);

    return rc == TS_OK ? ts_sql_run(db, "DELETE FROM outgrown WHERE article_id = ?",
                                    VALUES(val_int(article_id)), err)
                       : rc;
}

enum ts_rc ts_fingerprint_get(struct ts_arena *a, struct ts_db *db, int64_t article_id, ts_str *out,
                              struct ts_err *err)
{
    *out = (ts_str){ 0 };
    struct ts_stmt st = ts_stmt_start(db, "SELECT bytes FROM fingerprints WHERE article_id = ?",
                                      VALUES(val_int(article_id)));
    if (ts_stmt_next(&st))
        *out = ts_col_text(&st, 0, a);
    return ts_stmt_end(&st, err);
}

static struct ts_kept_fingerprint read_fingerprint(struct ts_stmt *st)
{
    return (struct ts_kept_fingerprint){
        .article_id = ts_col_int(st, 0),
        .bytes = ts_col_bytes(st, 1),
        .sort_at = ts_col_int(st, 2),
        .placement = { .story_id = ts_col_int(st, 3),
                       .saga_id = ts_col_int(st, 4),
                       .copy_of_id = ts_col_int(st, 5),
                       .score = (float)ts_col_real(st, 6) },
    };
}

enum ts_rc ts_fingerprints_each(struct ts_db *db, int64_t from_at, int64_t to_at,
                                void (*take)(void *user, const struct ts_kept_fingerprint *kept),
                                void *user, struct ts_err *err)
{
    struct ts_stmt st =
        ts_stmt_start(db,
                      "SELECT a.id, f.bytes, a.sort_at, a.story_id, s.saga_id, a.copy_of_id,"
                      " a.score FROM articles a JOIN fingerprints f ON f.article_id = a.id"
                      " LEFT JOIN stories s ON s.id = a.story_id"
                      " WHERE a.sort_at >= ? AND a.sort_at < ? ORDER BY a.sort_at, a.id",
                      VALUES(val_int(from_at), val_int(to_at)));

    while (ts_stmt_next(&st)) {
        struct ts_kept_fingerprint kept = read_fingerprint(&st);
        take(user, &kept);
    }
    return ts_stmt_end(&st, err);
}

enum ts_rc ts_articles_unplaced(struct ts_arena *a, struct ts_db *db, size_t limit,
                                int64_t **out_ids, size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db,
                       "SELECT a.id FROM articles a WHERE a.story_id IS NULL AND"
                       " (a.page_state <> 0 OR a.page_failures > 0"
                       " OR EXISTS (SELECT 1 FROM bodies WHERE article_id = a.id))"
                       " ORDER BY a.sort_at, a.id LIMIT ?",
                       VALUES(val_int(limit ? (int64_t)limit : -1)),
                       TS_LIST(ts_read_id, out_ids, n), err);
}

enum ts_rc ts_articles_outgrown(struct ts_arena *a, struct ts_db *db, size_t limit,
                                int64_t **out_ids, size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db,
                       "SELECT a.id FROM outgrown o JOIN articles a ON a.id = o.article_id"
                       " ORDER BY a.sort_at, a.id LIMIT ?",
                       VALUES(val_int(limit ? (int64_t)limit : -1)),
                       TS_LIST(ts_read_id, out_ids, n), err);
}

/* ---- a reader's decisions ---- */

/* Notes and makes constraints between the article ?1 and the articles that `sql_others` gives. */
static enum ts_rc constrain(struct ts_db *db, int64_t journal_id, int64_t article_id,
                            bool is_together, const char *sql_others, int64_t others_of,
                            struct ts_err *err)
{
    struct ts_arena a = { 0 };
    ts_str pairs = ts_arena_printf(&a,
                                   "SELECT min(?1, o.id) AS a_id, max(?1, o.id) AS b_id"
                                   " FROM (%s) o WHERE o.id <> ?1",
                                   sql_others);
    ts_str note = ts_arena_printf(&a,
                                  "SELECT p.a_id, p.b_id, ifnull(c.is_together, -1), NULL"
                                  " FROM (%s) p LEFT JOIN constraints c USING (a_id, b_id)",
                                  pairs.ptr);
    ts_str put = ts_arena_printf(&a,
                                 "INSERT OR REPLACE INTO constraints (a_id, b_id, is_together)"
                                 " SELECT a_id, b_id, ?3 FROM (%s)",
                                 pairs.ptr);
    struct ts_values values = VALUES(val_int(article_id), val_int(others_of));

    enum ts_rc rc = ts_journal_note(db, journal_id, TS_NOTE_CONSTRAINT, note.ptr, values, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db, put.ptr,
                        VALUES(val_int(article_id), val_int(others_of), val_int(is_together)), err);
    ts_arena_done(&a);
    return rc;
}

static enum ts_rc move_noted(struct ts_db *db, int64_t journal_id, int64_t into_id,
                             struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t *ids = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(
        &a, db, "SELECT a_id FROM journal_items WHERE journal_id = ? AND kind = ?",
        VALUES(val_int(journal_id), val_int(TS_NOTE_MOVED)), TS_LIST(ts_read_id, &ids, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = ts_article_move(db, ids[i], into_id, err);
    ts_arena_done(&a);
    return rc;
}

#define SQL_FIRST_REPORT "SELECT id FROM articles WHERE story_id = ?2 ORDER BY sort_at, id LIMIT 1"

static enum ts_rc join(struct ts_db *db, int64_t into_id, int64_t from_id, struct ts_err *err)
{
    int64_t journal_id = 0, first_id = 0;

    enum ts_rc rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = ts_sql_int(db, SQL_FIRST_REPORT, VALUES(val_int(0), val_int(from_id)), 0, &first_id,
                        err);
    if (rc == TS_OK)
        rc = constrain(db, journal_id, first_id, true, SQL_FIRST_REPORT, into_id, err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, TS_NOTE_MOVED,
                             "SELECT id, 0, story_id, NULL FROM articles WHERE story_id = ?",
                             VALUES(val_int(from_id)), err);
    if (rc == TS_OK)
        rc = ts_story_tags_copy(db, journal_id, from_id, into_id, err);
    if (rc == TS_OK)
        rc = move_noted(db, journal_id, into_id, err);
    return rc == TS_OK ? ts_journal_close(db, journal_id, TS_STR("joined two stories"), err) : rc;
}

enum ts_rc ts_stories_join(struct ts_db *db, int64_t into_id, int64_t from_id, struct ts_err *err)
{
    if (into_id == from_id)
        return ts_fail(err, TS_ERR_ARG, "a story cannot be joined to itself");
    enum ts_rc rc = check_story(db, into_id, err);
    if (rc == TS_OK)
        rc = check_story(db, from_id, err);
    if (rc == TS_OK)
        rc = ts_db_begin(db, err);
    return rc == TS_OK ? ts_db_end(db, join(db, into_id, from_id, err), err) : rc;
}

static enum ts_rc split(struct ts_db *db, int64_t article_id, int64_t *out_id, struct ts_err *err)
{
    int64_t journal_id = 0, left_id = 0;

    enum ts_rc rc = ts_sql_int(db,
                               "SELECT story_id FROM articles a WHERE id = ? AND EXISTS (SELECT 1"
                               " FROM articles b WHERE b.story_id = a.story_id AND b.id <> a.id)",
                               VALUES(val_int(article_id)), 0, &left_id, err);
    if (rc == TS_OK && !left_id)
        return ts_fail(err, TS_ERR_ARG, "article %lld is not in a story with others",
                       (long long)article_id);
    if (rc == TS_OK)
        rc = ts_journal_open(db, &journal_id, err);
    if (rc == TS_OK)
        rc = constrain(db, journal_id, article_id, false,
                       "SELECT id FROM articles WHERE story_id = ?2", left_id, err);
    if (rc == TS_OK)
        rc = ts_journal_note(db, journal_id, TS_NOTE_MOVED,
                             "SELECT id, 0, story_id, NULL FROM articles WHERE id = ?",
                             VALUES(val_int(article_id)), err);
    if (rc == TS_OK)
        rc = new_story(db, out_id, err);
    if (rc == TS_OK)
        rc = move_noted(db, journal_id, *out_id, err);
    if (rc == TS_OK)
        rc = ts_journal_close(db, journal_id, TS_STR("took an article out of its story"), err);
    return rc;
}

enum ts_rc ts_story_split(struct ts_db *db, int64_t article_id, int64_t *out_story_id,
                          struct ts_err *err)
{
    int64_t story_id = 0;

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, split(db, article_id, &story_id, err), err);
    if (rc == TS_OK && out_story_id)
        *out_story_id = story_id;
    return rc;
}

static void read_constraint(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    (void)a;
    *(struct ts_constraint *)to =
        (struct ts_constraint){ ts_col_int(st, 0), ts_col_int(st, 1), ts_col_int(st, 2) != 0 };
}

enum ts_rc ts_constraints_load(struct ts_arena *a, struct ts_db *db, struct ts_constraint **out,
                               size_t *n, struct ts_err *err)
{
    return ts_sql_list(a, db, "SELECT a_id, b_id, is_together FROM constraints ORDER BY a_id, b_id",
                       NO_VALUES, TS_LIST(read_constraint, out, n), err);
}
