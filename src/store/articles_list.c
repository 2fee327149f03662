/* articles_list.c - windows on the list of articles.
 *
 * An inner query finds the ids of the window, from indexes alone where it can; only for these are
 * rows, tags and, where they are wanted, snippets read.  So a list of a hundred thousand articles
 * costs what its visible part costs. */
#include "articles_priv.h"

static const char SQL_HAS_WORDS[] = "a.id IN (SELECT rowid FROM search WHERE search MATCH ?)";

/* ---- conditions ---- */

enum ts_rc ts_articles_where(struct ts_arena *a, struct ts_where *w,
                             const struct ts_article_query *q, ts_str *match, struct ts_err *err)
{
    bool is_narrow = q->source_id || q->tag_id || q->search.len;

    if (q->story_id)
        ts_where_add(w, "a.story_id = ?", VALUES(val_int(q->story_id)));
    if (q->source_id)
        ts_where_add(w, "a.id IN (SELECT article_id FROM article_sources WHERE source_id = ?)",
                     VALUES(val_int(q->source_id)));
    if (q->tag_id)
        ts_where_add(w, "a.id IN (SELECT article_id FROM article_tags WHERE tag_id = ?)",
                     VALUES(val_int(q->tag_id)));
    if (q->unread_only)
        ts_where_add(w, "a.is_read = 0", NO_VALUES);
    if (q->starred_only)
        ts_where_add(w, "a.is_starred = 1", NO_VALUES);
    ts_where_add(w, q->with_hidden || is_narrow ? "a.is_hidden < 2" : "a.is_hidden = 0", NO_VALUES);
    *match = (ts_str){ 0 };
    return q->search.len ? ts_search_where(a, w, q->search, match, err) : TS_OK;
}

enum ts_rc ts_articles_where_all(struct ts_arena *a, struct ts_where *w,
                                 const struct ts_article_query *q, struct ts_err *err)
{
    ts_str match;

    enum ts_rc rc = ts_articles_where(a, w, q, &match, err);
    if (rc == TS_OK && match.len)
        ts_where_add(w, SQL_HAS_WORDS, VALUES(val_text(match)));
    return rc;
}

/* ---- lists ---- */

static const char SQL_ROWS[] =
    " SELECT a.id, a.title, coalesce(nullif(a.site, ''), a.host), a.url, a.published_at,"
    " a.published_zone, a.published_kind, a.sort_at, a.story_id, a.copy_of_id, a.source_id,"
    " a.is_read, a.is_starred, a.page_state, a.completeness, a.n_words, " SQL_TAGS_OF_ARTICLE;

static const char SQL_SNIPPET[] =
    ", (SELECT snippet(search, -1, char(1), char(2), '\xe2\x80\xa6', 24) FROM search"
    " WHERE search MATCH ? AND rowid = a.id)";

/* How the window is cut out in each order; the outer query sorts its few rows by the same keys. */
static const struct {
    const char *from, *key, *inner, *outer;
} orders[] = {
    [TS_NEWEST] = { "articles a WHERE 1", "a.sort_at", "a.sort_at DESC, a.id DESC",
                    "w.key DESC, w.id DESC" },
    [TS_OLDEST] = { "articles a WHERE 1", "a.sort_at", "a.sort_at, a.id", "w.key, w.id" },
    [TS_RANK] = { "search CROSS JOIN articles a ON a.id = search.rowid WHERE search MATCH ?",
                  "search.rank", "search.rank", "w.key, w.id" },
};

static enum ts_article_order order_of(const struct ts_article_query *q, ts_str match)
{
    return q->order == TS_RANK && !match.len ? TS_NEWEST : q->order;
}

/* The condition on the words comes first when the index itself is walked, by rank. */
static enum ts_rc build_where(struct ts_arena *a, struct ts_where *w,
                              const struct ts_article_query *q, ts_str *match, struct ts_err *err)
{
    struct ts_where rest = { 0 };
    bool by_rank = q->order == TS_RANK;

    enum ts_rc rc = ts_articles_where(a, &rest, q, match, err);
    if (rc == TS_OK && match->len && !by_rank)
        ts_where_add(&rest, SQL_HAS_WORDS, VALUES(val_text(*match)));
    if (rc == TS_OK && match->len && by_rank)
        ts_where_value(w, val_text(*match));
    for (size_t i = 0; i < rest.n; i++)
        ts_where_value(w, rest.values[i]);
    w->sql = rest.sql;
    return rc;
}

static const char *list_sql(struct ts_buf *sql, const struct ts_where *w,
                            enum ts_article_order order, bool has_snippets)
{
    ts_buf_printf(sql, "WITH w AS (SELECT a.id AS id, %s AS key FROM %s%.*s ORDER BY %s",
                  orders[order].key, orders[order].from, TS_FMT(ts_buf_str(&w->sql)),
                  orders[order].inner);
    ts_buf_puts(sql, " LIMIT ? OFFSET ?)");
    ts_buf_puts(sql, SQL_ROWS);
    ts_buf_puts(sql, has_snippets ? SQL_SNIPPET : ", ''");
    ts_buf_printf(sql, ", a.read_turn FROM w CROSS JOIN articles a ON a.id = w.id ORDER BY %s",
                  orders[order].outer);
    return sql->ptr;
}

/* Without the invisible marks that part characters in the index. */
static ts_str clean_snippet(ts_str snippet)
{
    static const char mark[] = "\xe2\x80\x8b";
    char *to = (char *)snippet.ptr;
    size_t len = 0;

    for (size_t i = 0; i < snippet.len;) {
        if (ts_str_starts(ts_str_skip(snippet, i), mark))
            i += sizeof mark - 1;
        else
            to[len++] = snippet.ptr[i++];
    }
    return (ts_str){ to, len };
}

static void read_row(struct ts_arena *a, struct ts_stmt *st, void *to)
{
    struct ts_article_row *row = to;

    *row = (struct ts_article_row){
        .id = ts_col_int(st, 0),
        .title = ts_col_text(st, 1, a),
        .site = ts_col_text(st, 2, a),
        .url = ts_col_text(st, 3, a),
        .published = ts_col_when(st, 4),
        .sort_at = ts_col_int(st, 7),
        .story_id = ts_col_int(st, 8),
        .copy_of_id = ts_col_int(st, 9),
        .source_id = ts_col_int(st, 10),
        .is_read = ts_col_int(st, 11) != 0,
        .is_starred = ts_col_int(st, 12) != 0,
        .is_wanted = ts_col_int(st, 13) == TS_PAGE_WANTED,
        .completeness = (enum ts_completeness)ts_col_int(st, 14),
        .n_words = (size_t)ts_col_int(st, 15),
        .read_turn = ts_col_int(st, 18),
        .snippet = clean_snippet(ts_col_text(st, 17, a)),
    };
    row->tags = ts_col_names(st, 16, a, &row->n_tags);
}

enum ts_rc ts_articles_list(struct ts_arena *a, struct ts_db *db, const struct ts_article_query *q,
                            struct ts_article_row **out, size_t *n, struct ts_err *err)
{
    struct ts_where w = { 0 };
    struct ts_buf sql = { 0 };
    ts_str match;

    enum ts_rc rc = build_where(a, &w, q, &match, err);
    if (rc == TS_OK) {
        bool has_snippets = q->with_snippets && match.len;
        ts_where_value(&w, val_int(q->limit ? (int64_t)q->limit : -1));
        ts_where_value(&w, val_int((int64_t)q->offset));
        if (has_snippets)
            ts_where_value(&w, val_text(match));
        rc = ts_sql_list(a, db, list_sql(&sql, &w, order_of(q, match), has_snippets),
                         ts_where_values(&w), TS_LIST(read_row, out, n), err);
    }
    ts_buf_done(&sql);
    ts_where_done(&w);
    return rc;
}

enum ts_rc ts_articles_count(struct ts_db *db, const struct ts_article_query *q, size_t *out,
                             struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_where w = { 0 };
    int64_t count = 0;

    enum ts_rc rc = ts_articles_where_all(&a, &w, q, err);
    if (rc == TS_OK) {
        ts_str sql = ts_arena_printf(&a, "SELECT count(*) FROM articles a WHERE 1%.*s",
                                     TS_FMT(ts_buf_str(&w.sql)));
        rc = ts_sql_int(db, sql.ptr, ts_where_values(&w), 0, &count, err);
    }
    if (rc == TS_OK)
        *out = (size_t)count;
    ts_where_done(&w);
    ts_arena_done(&a);
    return rc;
}
