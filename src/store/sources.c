/* sources.c - subscriptions and how their fetches went. */
#include "tearsheet/store/sources.h"

#include "tearsheet/base/map.h"

#include "articles_priv.h"

/* ---- reading ---- */

#define SQL_SOURCE                                                                             \
    "SELECT id, kind, url, title, nickname, moved_url, site_url, tags, is_hidden, is_removed," \
    " etag, last_modified, fetched_at, next_at, http_status, n_failures, error, n_articles,"   \
    " n_unread, n_moved, gap_s, newest_at, n_full_texts, ttl_s, is_private FROM sources "

static void read_source(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    struct ts_source *source = to;

    *source = (struct ts_source){
        .id = ts_col_int(st, 0),
        .kind = (enum ts_source_kind)ts_col_int(st, 1),
        .url = ts_col_text(st, 2, a),
        .title = ts_col_text(st, 3, a),
        .nickname = ts_col_text(st, 4, a),
        .moved_url = ts_col_text(st, 5, a),
        .site_url = ts_col_text(st, 6, a),
        .is_hidden = ts_col_int(st, 8) != 0,
        .is_removed = ts_col_int(st, 9) != 0,
        .etag = ts_col_text(st, 10, a),
        .last_modified = ts_col_text(st, 11, a),
        .fetched_at = ts_col_int(st, 12),
        .next_at = ts_col_int(st, 13),
        .http_status = (int)ts_col_int(st, 14),
        .n_failures = (int)ts_col_int(st, 15),
        .error = ts_col_text(st, 16, a),
        .n_articles = ts_col_int(st, 17),
        .n_unread = ts_col_int(st, 18),
        .n_moved = (int)ts_col_int(st, 19),
        .gap_s = ts_col_int(st, 20),
        .newest_at = ts_col_int(st, 21),
        .n_full_texts = ts_col_int(st, 22),
        .ttl_s = ts_col_int(st, 23),
        .is_private = ts_col_int(st, 24) != 0,
    };
    source->tags = ts_col_names(st, 7, a, &source->n_tags);
}

static enum ts_rc read_sources(struct ts_arena *a, struct ts_db *db, const char *sql,
                               struct ts_values values, struct ts_source **out, size_t *n,
                               struct ts_err *err)
{
    return ts_sql_list(a, db, sql, values, TS_LIST(read_source, out, n), err);
}

enum ts_rc ts_sources_list(struct ts_arena *a, struct ts_db *db, const struct ts_source_query *q,
                           struct ts_source **out, size_t *n, struct ts_err *err)
{
    static const struct ts_source_query feeds = { 0 };
    const struct ts_source_query *query = q ? q : &feeds;

    return read_sources(
        a, db,
        SQL_SOURCE "WHERE (?1 OR kind = 0) AND (?2 OR is_removed = 0) ORDER BY kind, place, id",
        VALUES(val_int(query->with_pages), val_int(query->with_removed)), out, n, err);
}

static enum ts_rc read_one(struct ts_arena *a, struct ts_db *db, const char *sql,
                           struct ts_values values, struct ts_source *out, struct ts_err *err)
{
    struct ts_source *list = NULL;
    size_t n = 0;

    enum ts_rc rc = read_sources(a, db, sql, values, &list, &n, err);
    if (rc == TS_OK && n == 0)
        return ts_fail(err, TS_ERR_NOTFOUND, "there is no such source");
    if (rc == TS_OK)
        *out = list[0];
    return rc;
}

enum ts_rc ts_source_get(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_source *out,
                         struct ts_err *err)
{
    return read_one(a, db, SQL_SOURCE "WHERE id = ?", VALUES(val_int(id)), out, err);
}

enum ts_rc ts_source_get_url(struct ts_arena *a, struct ts_db *db, ts_str url,
                             struct ts_source *out, struct ts_err *err)
{
    return read_one(a, db,
                    SQL_SOURCE "WHERE url = ?1 OR moved_url = ?1"
                               " ORDER BY url = ?1 DESC, is_removed, kind, id LIMIT 1",
                    VALUES(val_text(url)), out, err);
}

/* ---- in step with the feeds file ---- */

static ts_str join_tags(struct ts_arena *a, const struct ts_source *source)
{
    ts_str joined = { 0 };

    for (size_t i = 0; i < source->n_tags; i++)
        joined = ts_arena_printf(a, "%.*s%.*s%c", TS_FMT(joined), TS_FMT(source->tags[i]),
                                 TS_NAME_SEPARATOR);
    return joined;
}

static enum ts_rc add_feed(struct ts_arena *a, struct ts_db *db, const struct ts_source *entry,
                           size_t place, struct ts_err *err)
{
    return ts_sql_run(db,
                      "INSERT INTO sources (kind, url, nickname, tags, is_hidden, place)"
                      " VALUES (0, ?, ?, ?, ?, ?)",
                      VALUES(val_text(entry->url), val_text(entry->nickname),
                             val_text(join_tags(a, entry)), val_int(entry->is_hidden),
                             val_int((int64_t)place)),
                      err);
}

/* An article is hidden when all its sources are. */
static enum ts_rc hide_articles(struct ts_db *db, int64_t source_id, struct ts_err *err)
{
    enum ts_rc rc =
        ts_sql_run(db,
                   "UPDATE articles SET is_hidden = NOT EXISTS (SELECT 1 FROM article_sources x"
                   " JOIN sources o ON o.id = x.source_id WHERE x.article_id = articles.id"
                   " AND o.is_hidden = 0)"
                   " WHERE is_hidden < 2 AND id IN (SELECT article_id FROM article_sources WHERE "
                   "source_id = ?)",
                   VALUES(val_int(source_id)), err);
    if (rc == TS_OK)
        rc = ts_stories_recount(db,
                                "SELECT DISTINCT a.story_id FROM article_sources x JOIN articles a"
                                " ON a.id = x.article_id WHERE x.source_id = ?",
                                VALUES(val_int(source_id)), err);
    return rc;
}

static enum ts_rc update_feed(struct ts_arena *a, struct ts_db *db, const struct ts_source *was,
                              const struct ts_source *entry, size_t place, struct ts_sync *sync,
                              struct ts_err *err)
{
    ts_str tags = join_tags(a, entry);
    bool is_changed = !ts_str_eq(was->nickname, entry->nickname) ||
                      !ts_str_eq(join_tags(a, was), tags) || was->is_hidden != entry->is_hidden;

    sync->n_added += was->is_removed;
    sync->n_changed += !was->is_removed && is_changed;
    enum ts_rc rc =
        ts_sql_run(db,
                   "UPDATE sources SET nickname = ?1, tags = ?2, is_hidden = ?3,"
                   " place = ?4, is_removed = 0 WHERE id = ?5 AND (nickname <> ?1"
                   " OR tags <> ?2 OR is_hidden <> ?3 OR place <> ?4 OR is_removed)",
                   VALUES(val_text(entry->nickname), val_text(tags), val_int(entry->is_hidden),
                          val_int((int64_t)place), val_int(was->id)),
                   err);
    if (rc == TS_OK && was->is_hidden != entry->is_hidden)
        rc = hide_articles(db, was->id, err);
    return rc;
}

/* The feeds as they are, found by their address: a value is the index + 1, 0 once seen. */
struct present {
    struct ts_source *list;
    size_t n;
    struct ts_map by_url;
};

static enum ts_rc sync_entry(struct ts_arena *a, struct ts_db *db, struct present *present,
                             const struct ts_source *entry, size_t place, struct ts_sync *sync,
                             struct ts_err *err)
{
    int64_t *at = ts_map_find_str(&present->by_url, entry->url);

    if (!at) {
        *ts_map_put_str(&present->by_url, entry->url) = 0;
        sync->n_added++;
        return add_feed(a, db, entry, place, err);
    }
    if (*at == 0)
        return TS_OK; /* a second line with that address */
    const struct ts_source *was = &present->list[*at - 1];
    *at = 0;
    return update_feed(a, db, was, entry, place, sync, err);
}

static enum ts_rc remove_unseen(struct ts_db *db, const struct present *present,
                                struct ts_sync *sync, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < present->n; i++) {
        const int64_t *at = ts_map_find_str(&present->by_url, present->list[i].url);
        if (present->list[i].is_removed || *at == 0)
            continue;
        sync->n_removed++;
        rc = ts_sql_run(db, "UPDATE sources SET is_removed = 1 WHERE id = ?",
                        VALUES(val_int(present->list[i].id)), err);
    }
    return rc;
}

static enum ts_rc sync_all(struct ts_arena *a, struct ts_db *db, const struct ts_source *entries,
                           size_t n, struct ts_sync *sync, struct ts_err *err)
{
    const struct ts_source_query q = { .with_removed = true };
    struct present present = { .by_url = { .arena = a } };

    enum ts_rc rc = ts_sources_list(a, db, &q, &present.list, &present.n, err);
    for (size_t i = 0; rc == TS_OK && i < present.n; i++)
        *ts_map_put_str(&present.by_url, present.list[i].url) = (int64_t)i + 1;
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = sync_entry(a, db, &present, &entries[i], i, sync, err);
    return rc == TS_OK ? remove_unseen(db, &present, sync, err) : rc;
}

enum ts_rc ts_sources_sync(struct ts_db *db, const struct ts_source *entries, size_t n,
                           struct ts_sync *out, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_sync sync = { 0 };

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc == TS_OK)
        rc = ts_db_end(db, sync_all(&a, db, entries, n, &sync, err), err);
    ts_arena_done(&a);
    if (rc == TS_OK && out)
        *out = sync;
    return rc;
}

/* ---- writing one ---- */

enum ts_rc ts_source_put_page(struct ts_db *db, ts_str url, int64_t *out_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db,
                               "INSERT INTO sources (kind, url) VALUES (1, ?)"
                               " ON CONFLICT (kind, url) DO UPDATE SET is_removed = 0",
                               VALUES(val_text(url)), err);

    return rc == TS_OK ? ts_sql_int(db, "SELECT id FROM sources WHERE kind = 1 AND url = ?",
                                    VALUES(val_text(url)), 0, out_id, err)
                       : rc;
}

enum ts_rc ts_source_put_fetch(struct ts_db *db, int64_t source_id,
                               const struct ts_source_fetch *fetch, struct ts_err *err)
{
    enum { NOT_MODIFIED = 304 };
    bool keeps_validators =
        !fetch->is_elsewhere && (fetch->error.len || fetch->http_status == NOT_MODIFIED);

    enum ts_rc rc = ts_sql_run(
        db,
        "UPDATE sources SET fetched_at = iif(?15, fetched_at, ?1), next_at = ?2,"
        " http_status = ?3, error = ?4,"
        " n_failures = iif(?4 = '', 0, iif(?15, n_failures, n_failures + 1)),"
        " etag = iif(?5 AND ?6 = '', etag, ?6),"
        " last_modified = iif(?5 AND ?7 = '', last_modified, ?7),"
        " title = iif(?8 = '', title, ?8), site_url = iif(?9 = '', site_url, ?9),"
        " n_moved = iif(?12, 0, iif(?10 = '', n_moved, iif(?10 = moved_url, n_moved + 1, 1))),"
        " moved_url = iif(?12, '', iif(?10 = '', moved_url, ?10)),"
        " gap_s = iif(?14 = 0, gap_s, ?13), newest_at = iif(?14 = 0, newest_at, ?14),"
        " ttl_s = iif(?4 = '', ?16, ttl_s), is_private = iif(?4 = '', ?17, is_private)"
        " WHERE id = ?11",
        VALUES(val_int(fetch->fetched_at), val_int(fetch->next_at), val_int(fetch->http_status),
               val_text(fetch->error), val_int(keeps_validators), val_text(fetch->etag),
               val_text(fetch->last_modified), val_text(fetch->title), val_text(fetch->site_url),
               val_text(fetch->moved_url), val_int(source_id), val_int(fetch->is_back),
               val_int(fetch->gap_s), val_int(fetch->newest_at), val_int(fetch->is_unasked),
               val_int(fetch->ttl_s), val_int(fetch->is_private)),
        err);
    if (rc == TS_OK && ts_sql_changes(db) == 0)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no source %lld", (long long)source_id);
    return rc;
}

enum ts_rc ts_source_put_full_texts(struct ts_db *db, int64_t source_id, int64_t n,
                                    struct ts_err *err)
{
    return ts_sql_run(db, "UPDATE sources SET n_full_texts = ? WHERE id = ?",
                      VALUES(val_int(n), val_int(source_id)), err);
}
