/* stories.c - lists of stories: windows on rows that are kept ready (stories_count.c). */
#include "tearsheet/store/stories.h"

#include "articles_priv.h"

static const char *const orders[] = {
    [TS_STORY_NEWEST] = "s.latest_at DESC, s.id DESC",
    [TS_STORY_MOST_COVERED] = "s.n_own_outlets DESC, s.latest_at DESC, s.id DESC",
    [TS_STORY_OLDEST] = "s.first_at, s.id",
    [TS_STORY_FRONT] = "s.front_at DESC, s.id DESC",
};

#define SQL_MUTED \
    "(SELECT x.story_id FROM story_tags x JOIN tags t ON t.id = x.tag_id WHERE t.is_muted)"

static void add_conditions(struct ts_where *w, const struct ts_story_query *q)
{
    bool shows_muted = q->with_muted || q->tag_id || q->saga_id;

    ts_where_add(w, "s.n_reports > 0", NO_VALUES);
    if (q->unread_only)
        ts_where_add(w, "s.n_unread > 0", NO_VALUES);
    if (q->tag_id)
        ts_where_add(w, "s.id IN (SELECT story_id FROM story_tags WHERE tag_id = ?)",
                     VALUES(val_int(q->tag_id)));
    if (q->saga_id)
        ts_where_add(w, "s.saga_id = ? AND s.saga_id <> 0", VALUES(val_int(q->saga_id)));
    if (q->muted_only)
        ts_where_add(w, "s.id IN " SQL_MUTED, NO_VALUES);
    else if (!shows_muted)
        ts_where_add(w, "s.id NOT IN " SQL_MUTED, NO_VALUES);
}

#define SQL_ROW                                                                             \
    "SELECT s.id, s.headline, s.outlets, s.n_outlets, s.n_reports, s.n_copies, s.n_unread," \
    " s.first_at, s.latest_at, s.saga_id, s.own_at, s.n_own_outlets, s.front_at,"           \
    " (SELECT group_concat(name, char(31)) FROM (SELECT t.name FROM story_tags x"           \
    " JOIN tags t ON t.id = x.tag_id WHERE x.story_id = s.id ORDER BY t.folded))"

static void read_row(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    struct ts_story_row *row = to;

    *row = (struct ts_story_row){
        .id = ts_col_int(st, 0),
        .headline = ts_col_text(st, 1, a),
        .outlets = ts_col_text(st, 2, a),
        .n_outlets = (size_t)ts_col_int(st, 3),
        .n_reports = (size_t)ts_col_int(st, 4),
        .n_copies = (size_t)ts_col_int(st, 5),
        .n_unread = (size_t)ts_col_int(st, 6),
        .first_at = ts_col_int(st, 7),
        .latest_at = ts_col_int(st, 8),
        .saga_id = ts_col_int(st, 9),
        .own_at = ts_col_int(st, 10),
        .n_own_outlets = (size_t)ts_col_int(st, 11),
        .front_at = ts_col_int(st, 12),
    };
    row->tags = ts_col_names(st, 13, a, &row->n_tags);
}

static enum ts_rc read_rows(struct ts_arena *a, struct ts_db *db, const char *sql,
                            struct ts_values values, struct ts_story_row **out, size_t *n,
                            struct ts_err *err)
{
    return ts_sql_list(a, db, sql, values, TS_LIST(read_row, out, n), err);
}

enum ts_rc ts_stories_list(struct ts_arena *a, struct ts_db *db, const struct ts_story_query *q,
                           struct ts_story_row **out, size_t *n, struct ts_err *err)
{
    struct ts_where w = { 0 };
    struct ts_buf sql = { 0 };

    add_conditions(&w, q);
    ts_buf_puts(&sql, "WITH w AS (SELECT s.id FROM stories s WHERE 1");
    ts_buf_put(&sql, ts_buf_str(&w.sql));
    ts_buf_printf(&sql, " ORDER BY %s LIMIT ? OFFSET ?) " SQL_ROW, orders[q->order]);
    ts_buf_printf(&sql, " FROM w CROSS JOIN stories s ON s.id = w.id ORDER BY %s",
                  orders[q->order]);
    ts_where_value(&w, val_int(q->limit ? (int64_t)q->limit : -1));
    ts_where_value(&w, val_int((int64_t)q->offset));
    enum ts_rc rc = read_rows(a, db, sql.ptr, ts_where_values(&w), out, n, err);
    ts_buf_done(&sql);
    ts_where_done(&w);
    return rc;
}

enum ts_rc ts_stories_count(struct ts_db *db, const struct ts_story_query *q, size_t *out,
                            struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };
    int64_t count = 0;

    add_conditions(&w, q);
    ts_str sql = ts_arena_printf(&a, "SELECT count(*) FROM stories s WHERE 1%.*s",
                                 TS_FMT(ts_buf_str(&w.sql)));
    enum ts_rc rc = ts_sql_int(db, sql.ptr, ts_where_values(&w), 0, &count, err);
    if (rc == TS_OK)
        *out = (size_t)count;
    ts_where_done(&w);
    ts_arena_done(&a);
    return rc;
}

enum ts_rc ts_story_get(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_story_row *out,
                        struct ts_err *err)
{
    struct ts_story_row *rows = NULL;
    size_t n = 0;

    enum ts_rc rc = read_rows(a, db, SQL_ROW " FROM stories s WHERE s.id = ?", VALUES(val_int(id)),
                              &rows, &n, err);
    if (rc == TS_OK && n == 0)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no story %lld", (long long)id);
    if (rc == TS_OK)
        *out = rows[0];
    return rc;
}
