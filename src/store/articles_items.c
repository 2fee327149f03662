/* articles_items.c - items of feeds become articles; which ones, articles_identity.c tells.
 *
 * Whether an item changed is judged against what the same source said the last time, so that two
 * sources with different versions of one article do not take turns in changing it.  What was last
 * changed before the version at hand is an old answer, and changes nothing. */
#include "tearsheet/base/url.h"
#include "tearsheet/store/enclosures.h"

#include "batch_priv.h"
#include "db_priv.h"

/* A page is not asked for again sooner than this after it was read, however often the feed touches
 * the item. */
enum { REFETCH_PAUSE_S = 3600 };

static enum ts_rc insert_article(struct batch *b, const struct ts_item *item, ts_str canonical,
                                 bool has_page, int64_t *out, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(
        b->db,
        "INSERT INTO articles (source_id, sort_at, is_hidden, found_at, published_at,"
        " published_zone, published_kind, page_state, url, canonical, host, title, byline)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        VALUES(val_int(b->source_id), val_int(ts_article_sort_time(item->published, b->now_at)),
               val_int(b->is_hidden), val_int(b->now_at), val_int(item->published.at),
               val_int(item->published.zone_min), val_int(ts_when_kind(item->published)),
               val_int(has_page ? TS_PAGE_WANTED : TS_PAGE_DONE), val_text(item->link),
               val_text(canonical), val_text(ts_url_site(item->link)), val_text(item->title),
               val_text(item->author)),
        err);
    if (rc == TS_OK)
        *out = ts_sql_last_id(b->db);
    return rc;
}

/* What an item was like, as article_sources remembers it. */
struct likeness {
    bool is_known; /* the source had the article before */
    int64_t title_hash;
    int64_t text_hash; /* 0: not known */
    int64_t updated_at;
};

static struct likeness likeness_of(const struct ts_item *item)
{
    uint64_t summary = ts_hash_text(item->summary, item->content.len);

    return (struct likeness){
        .is_known = true,
        .title_hash = (int64_t)ts_str_hash(item->title),
        .text_hash = (int64_t)ts_hash_text(item->content, summary),
        .updated_at = item->updated.precision ? item->updated.at : 0,
    };
}

static enum ts_rc read_likeness(struct batch *b, int64_t article_id, struct likeness *out,
                                struct ts_err *err)
{
    *out = (struct likeness){ 0 };
    struct ts_stmt st =
        ts_stmt_start(b->db,
                      "SELECT title_hash, text_hash, updated_at FROM article_sources"
                      " WHERE source_id = ? AND article_id = ?",
                      VALUES(val_int(b->source_id), val_int(article_id)));
    if (ts_stmt_next(&st)) {
        out->is_known = true;
        out->title_hash = ts_col_int(&st, 0);
        out->text_hash = ts_col_int(&st, 1);
        out->updated_at = ts_col_int(&st, 2);
    }
    return ts_stmt_end(&st, err);
}

static enum ts_rc write_likeness(struct batch *b, int64_t article_id, const struct likeness *now,
                                 struct ts_err *err)
{
    return ts_sql_run(
        b->db,
        "INSERT INTO article_sources"
        " (source_id, article_id, title_hash, text_hash, updated_at)"
        " VALUES (?, ?, ?, ?, ?) ON CONFLICT (source_id, article_id)"
        " DO UPDATE SET title_hash = excluded.title_hash, text_hash = excluded.text_hash,"
        " updated_at = excluded.updated_at",
        VALUES(val_int(b->source_id), val_int(article_id), val_int(now->title_hash),
               val_int(now->text_hash), val_int(now->updated_at)),
        err);
}

/* Counts an article that was there before and that the source has now, too.  An article that comes
 * from one source that is shown is shown. */
static enum ts_rc add_source(struct batch *b, int64_t article_id, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(b->db,
                               "UPDATE sources SET n_articles = n_articles + (x.is_hidden < 2),"
                               " n_unread = n_unread + (x.is_hidden < 2 AND x.is_read = 0)"
                               " FROM articles x WHERE x.id = ? AND sources.id = ?",
                               VALUES(val_int(article_id), val_int(b->source_id)), err);
    if (rc != TS_OK || b->is_hidden)
        return rc;
    rc = ts_sql_run(b->db, "UPDATE articles SET is_hidden = 0 WHERE id = ? AND is_hidden = 1",
                    VALUES(val_int(article_id)), err);
    if (rc == TS_OK && ts_sql_changes(b->db))
        rc = ts_story_recount_of(b->db, article_id, err);
    return rc;
}

/* The source that an article came from first has the say about it, as long as it is subscribed to.
 * Of a purged article nothing is kept, whatever its feed makes of it. */
static enum ts_rc has_say(struct batch *b, int64_t id, bool *out, struct ts_err *err)
{
    int64_t say = 0;

    enum ts_rc rc =
        ts_sql_int(b->db,
                   "SELECT (a.source_id = ?1 OR o.is_removed) AND a.is_hidden < 2 FROM articles a"
                   " JOIN sources o ON o.id = a.source_id WHERE a.id = ?2",
                   VALUES(val_int(b->source_id), val_int(id)), 0, &say, err);
    *out = say != 0;
    return rc;
}

static enum ts_rc update_article(struct batch *b, int64_t id, const struct ts_item *item,
                                 struct ts_err *err)
{
    enum ts_rc rc = ts_search_forget(b->db, id, err);
    if (rc == TS_OK)
        rc = ts_sql_run(b->db,
                        "UPDATE articles SET title = ?1, byline = iif(?2 = '', byline, ?2)"
                        " WHERE id = ?3",
                        VALUES(val_text(item->title), val_text(item->author), val_int(id)), err);
    return rc == TS_OK ? ts_story_recount_of(b->db, id, err) : rc;
}

static enum ts_rc want_page(struct batch *b, int64_t id, struct ts_err *err)
{
    return ts_sql_run(b->db,
                      "UPDATE articles SET page_state = 0, page_failures = 0, page_error = '',"
                      " page_next_at = ifnull((SELECT fetched_at + ?1 FROM pages"
                      "  WHERE article_id = ?2), 0)"
                      " WHERE id = ?2 AND (url LIKE 'http%' OR url LIKE 'file:%')",
                      VALUES(val_int(REFETCH_PAUSE_S), val_int(id)), err);
}

/* What a changed item changes. */
static enum ts_rc follow_change(struct batch *b, int64_t id, const struct ts_item *item,
                                const struct likeness *was, const struct likeness *now,
                                struct ts_item_put *put, struct ts_err *err)
{
    bool new_title = now->title_hash != was->title_hash;
    bool new_text = was->text_hash && now->text_hash != was->text_hash;
    bool new_date = now->updated_at != was->updated_at;
    bool counts = false;

    enum ts_rc rc = new_title || new_text ? has_say(b, id, &counts, err) : TS_OK;
    if (rc != TS_OK || !counts)
        return rc;
    put->is_changed = true;
    if (new_title)
        rc = ts_headline_keep(b->db, id, item->title, b->now_at, err);
    if (rc == TS_OK)
        rc = update_article(b, id, item, err);
    /* A text that changes while the date of change stays is a counter or an advert in it. */
    if (rc == TS_OK && (new_title || new_date || !now->updated_at))
        rc = want_page(b, id, err);
    return rc;
}

/* Of several servers behind one name, some answer with what the feed was before.  A date from the
 * future is a mistake that a later answer may put right. */
static bool is_older(const struct batch *b, const struct likeness *was, const struct likeness *now)
{
    return now->updated_at && now->updated_at < was->updated_at && was->updated_at <= b->now_at;
}

static enum ts_rc compare_known(struct batch *b, int64_t id, const struct ts_item *item,
                                struct ts_item_put *put, struct ts_err *err)
{
    struct likeness was, now = likeness_of(item);

    enum ts_rc rc = read_likeness(b, id, &was, err);
    if (rc != TS_OK)
        return rc;
    bool is_same = was.is_known && was.title_hash == now.title_hash &&
                   was.text_hash == now.text_hash && was.updated_at == now.updated_at;
    if (is_same || is_older(b, &was, &now))
        return TS_OK;
    rc = write_likeness(b, id, &now, err);
    if (rc != TS_OK)
        return rc;
    return was.is_known ? follow_change(b, id, item, &was, &now, put, err) : add_source(b, id, err);
}

/* `*has_files`: the library has some of the article. */
static enum ts_rc put_known(struct batch *b, const struct ts_item *item, struct ts_item_put *put,
                            bool *has_files, struct ts_err *err)
{
    enum ts_rc rc = compare_known(b, put->article_id, item, put, err);
    if (rc != TS_OK)
        return rc;
    struct ts_stmt st = ts_stmt_start(b->db,
                                      "SELECT page_state = 0, EXISTS (SELECT 1 FROM enclosures"
                                      " WHERE article_id = a.id) FROM articles a WHERE id = ?",
                                      VALUES(val_int(put->article_id)));
    if (ts_stmt_next(&st)) {
        put->needs_page = ts_col_int(&st, 0) != 0;
        *has_files = ts_col_int(&st, 1) != 0;
    }
    return ts_stmt_end(&st, err);
}

static enum ts_rc put_new(struct batch *b, const struct ts_item *item, ts_str canonical,
                          struct ts_item_put *put, struct ts_err *err)
{
    struct likeness now = likeness_of(item);

    put->is_new = true;
    b->n_new++;
    put->needs_page = ts_url_is_http(item->link) || ts_url_is_file(item->link);
    enum ts_rc rc = insert_article(b, item, canonical, put->needs_page, &put->article_id, err);
    return rc == TS_OK ? write_likeness(b, put->article_id, &now, err) : rc;
}

/* The files of an item that is known may change alone. */
static enum ts_rc put_files(struct batch *b, const struct ts_item *item,
                            const struct ts_item_put *put, bool has_files, struct ts_err *err)
{
    bool is_due = put->is_changed || has_files || item->n_enclosures > 0;
    enum ts_rc rc = TS_OK;

    if (is_due && !put->is_new && !put->is_changed) {
        rc = ts_enclosures_differ(b->db, put->article_id, has_files, item, &is_due, err);
        if (rc == TS_OK && is_due)
            rc = has_say(b, put->article_id, &is_due, err);
    }
    return rc == TS_OK && is_due ? ts_enclosures_put(b->db, put->article_id, item, err) : rc;
}

static enum ts_rc put_keys(struct batch *b, const struct item_keys *keys, int64_t article_id,
                           struct ts_err *err)
{
    enum ts_rc rc = ts_key_put(b->db, b->source_id, keys->id, article_id, err);

    if (rc == TS_OK)
        rc = ts_key_put(b->db, TS_KEY_ADDRESS, keys->address, article_id, err);
    return rc == TS_OK ? ts_key_put(b->db, b->source_id, keys->words, article_id, err) : rc;
}

static enum ts_rc put_item(struct batch *b, const struct ts_item *item, struct ts_item_put *put,
                           struct ts_err *err)
{
    ts_str canonical = ts_url_canonical(&b->arena, item->link);
    struct item_keys keys = { .id = batch_key(b, item),
                              .address = ts_canonical_key(&b->arena, canonical) };
    bool has_files = false;

    keys.words = batch_words(b, item, keys.address);
    *put = (struct ts_item_put){ 0 };
    if (!ts_str_trim(item->id).len && !item->link.len && !item->title.len)
        return TS_OK;
    enum ts_rc rc = batch_find(b, &keys, &put->article_id, err);
    if (rc == TS_OK)
        rc = put->article_id ? put_known(b, item, put, &has_files, err)
                             : put_new(b, item, canonical, put, err);
    if (rc == TS_OK)
        rc = put_keys(b, &keys, put->article_id, err);
    if (rc == TS_OK && (put->is_new || put->is_changed))
        rc = ts_item_text_put(b->db, put->article_id, item, err);
    return rc == TS_OK ? put_files(b, item, put, has_files, err) : rc;
}

static enum ts_rc open_batch(struct batch *b, const struct ts_item *items, size_t n,
                             struct ts_err *err)
{
    int64_t hidden = 0, has_ids = 0;

    batch_note_ids(b, items, n);
    enum ts_rc rc = ts_sql_int(b->db, "SELECT is_hidden FROM sources WHERE id = ?",
                               VALUES(val_int(b->source_id)), -1, &hidden, err);
    if (rc == TS_OK && hidden < 0)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no source %lld", (long long)b->source_id);
    if (rc == TS_OK)
        rc = ts_sql_int(b->db, "SELECT 1 FROM article_keys WHERE source_id = ? LIMIT 1",
                        VALUES(val_int(b->source_id)), 0, &has_ids, err);
    b->is_hidden = hidden == 1;
    b->is_first = has_ids == 0;
    return rc;
}

/* All at once: for each item it would cost as much as the rest of putting it. */
static enum ts_rc count_new(const struct batch *b, struct ts_err *err)
{
    return ts_sql_run(b->db,
                      "UPDATE sources SET n_articles = n_articles + ?1, n_unread = n_unread + ?1"
                      " WHERE id = ?2",
                      VALUES(val_int(b->n_new), val_int(b->source_id)), err);
}

enum ts_rc ts_articles_put_items(struct ts_db *db, int64_t source_id, const struct ts_item *items,
                                 size_t n, int64_t now_at, struct ts_item_put *puts,
                                 struct ts_err *err)
{
    struct batch b = { .db = db, .source_id = source_id, .now_at = now_at };

    enum ts_rc rc = ts_db_begin_part(db, err);
    if (rc != TS_OK)
        return rc;
    rc = open_batch(&b, items, n, err);
    for (size_t i = n; rc == TS_OK && i-- > 0;)
        rc = put_item(&b, &items[i], &puts[i], err);
    if (rc == TS_OK && b.n_new > 0)
        rc = count_new(&b, err);
    ts_arena_done(&b.arena);
    return ts_db_end_part(db, rc, err);
}
