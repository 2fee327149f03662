/* stories_count.c - keeping the rows of stories right.
 *
 * What a front page shows of a story stands in its row.  Marks of read and unread reach it through
 * a trigger; whatever else changes its reports counts them anew here: an index hands them over in
 * order, and a story is small. */
#include "tearsheet/store/stories.h"

#include "tearsheet/base/map.h"

#include "articles_priv.h"
#include "db_priv.h"

/* Names of outlets in the row; how many there are is counted beyond that. */
enum { NAMES_SHOWN = 12 };

struct tally {
    struct ts_arena arena;
    struct ts_map seen; /* outlets, by host or by name */
    struct ts_map own;  /* those with a report that is no copy */
    struct ts_buf outlets;
    ts_str headline;
    bool is_of_original; /* the headline */
    int64_t n_reports, n_copies, n_unread, n_outlets;
    int64_t first_at, latest_at;
    int64_t own_at, n_own_outlets;
};

static void count_outlet(struct tally *t, ts_str site, ts_str host)
{
    int64_t *times = ts_map_put_str(&t->seen, host.len ? host : site);

    if ((!site.len && !host.len) || (*times)++)
        return;
    if (t->n_outlets++ >= NAMES_SHOWN)
        return;
    ts_buf_puts(&t->outlets, t->outlets.len ? ", " : "");
    ts_buf_put(&t->outlets, site.len ? site : host);
}

/* What the front page ranks a story by. */
static void count_own(struct tally *t, ts_str site, ts_str host)
{
    ts_str outlet = host.len ? host : site;

    t->own_at = t->latest_at;
    t->n_own_outlets += outlet.len > 0 && (*ts_map_put_str(&t->own, outlet))++ == 0;
}

/* Columns: title, site, host, sort_at, is_read, copy_of_id. */
static void count_report(struct tally *t, struct ts_stmt *st)
{
    bool is_copy = ts_col_int(st, 5) != 0;
    ts_str site = ts_col_text(st, 1, &t->arena), host = ts_col_text(st, 2, &t->arena);

    if (t->n_reports++ == 0)
        t->first_at = ts_col_int(st, 3);
    t->latest_at = ts_col_int(st, 3);
    t->n_copies += is_copy;
    t->n_unread += ts_col_int(st, 4) == 0;
    count_outlet(t, site, host);
    if (!is_copy)
        count_own(t, site, host);
    if (t->n_reports == 1 || (!t->is_of_original && !is_copy)) {
        t->headline = ts_col_text(st, 0, &t->arena);
        t->is_of_original = !is_copy;
    }
}

static enum ts_rc write_tally(struct ts_db *db, int64_t story_id, const struct tally *t,
                              struct ts_err *err)
{
    /* Nothing but copies, of reports elsewhere: they count as one report. */
    bool is_all_copies = t->n_copies == t->n_reports;
    int64_t own_at = is_all_copies ? t->first_at : t->own_at;
    int64_t n_own = is_all_copies && t->n_outlets > 0 ? 1 : t->n_own_outlets;

    return ts_sql_run(db,
                      "UPDATE stories SET headline = iif(?1 = '', headline, ?1), outlets = ?2,"
                      " n_outlets = ?3, n_reports = ?4, n_copies = ?5, n_unread = ?6,"
                      " first_at = ?7, latest_at = ?8, own_at = ?10, n_own_outlets = ?11"
                      " WHERE id = ?9",
                      VALUES(val_text(t->headline), val_text(ts_buf_str(&t->outlets)),
                             val_int(t->n_outlets), val_int(t->n_reports), val_int(t->n_copies),
                             val_int(t->n_unread), val_int(t->first_at), val_int(t->latest_at),
                             val_int(story_id), val_int(own_at), val_int(n_own)),
                      err);
}

static enum ts_rc recount(struct ts_db *db, int64_t story_id, struct ts_err *err)
{
    struct tally t = { 0 };

    t.seen.arena = t.own.arena = &t.arena;
    struct ts_stmt st =
        ts_stmt_start(db,
                      "SELECT title, site, host, sort_at, is_read, copy_of_id FROM articles"
                      " WHERE story_id = ? AND is_hidden = 0 ORDER BY sort_at, id",
                      VALUES(val_int(story_id)));
    while (ts_stmt_next(&st))
        count_report(&t, &st);
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc == TS_OK)
        rc = write_tally(db, story_id, &t, err);
    ts_buf_done(&t.outlets);
    ts_arena_done(&t.arena);
    return rc;
}

static void count_later(struct ts_late_counts *late, int64_t story_id)
{
    int64_t *times = ts_map_put(&late->seen, (uint64_t)story_id);

    if ((*times)++ == 0)
        *TS_PUSH(&late->arena, late->ids, late->n, late->cap) = story_id;
}

enum ts_rc ts_story_recount(struct ts_db *db, int64_t story_id, struct ts_err *err)
{
    if (!story_id)
        return TS_OK;
    if (!db->late.is_on)
        return recount(db, story_id, err);
    count_later(&db->late, story_id);
    return TS_OK;
}

void ts_stories_count_late(struct ts_db *db)
{
    db->late = (struct ts_late_counts){ .is_on = true };
    db->late.seen.arena = &db->late.arena;
}

enum ts_rc ts_stories_count_now(struct ts_db *db, enum ts_rc rc, struct ts_err *err)
{
    for (size_t i = 0; rc == TS_OK && i < db->late.n; i++)
        rc = recount(db, db->late.ids[i], err);
    ts_arena_done(&db->late.arena);
    db->late = (struct ts_late_counts){ 0 };
    return rc;
}

enum ts_rc ts_story_recount_of(struct ts_db *db, int64_t article_id, struct ts_err *err)
{
    int64_t story_id = 0;

    enum ts_rc rc = ts_sql_int(db, "SELECT story_id FROM articles WHERE id = ?",
                               VALUES(val_int(article_id)), 0, &story_id, err);
    return rc == TS_OK ? ts_story_recount(db, story_id, err) : rc;
}

enum ts_rc ts_stories_recount(struct ts_db *db, const char *sql_ids, struct ts_values values,
                              struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t *ids = NULL;
    size_t n = 0;

    enum ts_rc rc = ts_sql_list(&a, db, sql_ids, values, TS_LIST(ts_read_id, &ids, &n), err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = ts_story_recount(db, ids[i], err);
    ts_arena_done(&a);
    return rc;
}
