/* articles_put.c - items of feeds become articles, and articles get their text.
 *
 * An article is known by keys: (source, that source's id for it) and (0, canonical address).  A new
 * id with a known address is the same article under a new id, since many feeds change the id at
 * every edit; unless the article's old id is in the same answer too: then the feed gives one
 * address to several items.  Such items, and those whose address is a mere front page, go by id
 * alone. article_keys has all three: source 0 is an address, and -1 one that several items share.
 *
 * Whether an item changed is judged against what the same source said the last time, so that two
 * sources with different versions of one article do not take turns in changing it. */
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/pack.h"

#include "articles_priv.h"

/* A page is not asked for again sooner than this after it was read, however often the feed touches
 * the item. */
enum { REFETCH_PAUSE_S = 3600 };

/* ---- identity ---- */

/* In place of a source in article_keys. */
enum { SHARED_ADDRESS = -1, ADDRESS = 0 };

/* The answer that is being put. */
struct batch {
    struct ts_db *db;
    struct ts_arena arena;
    struct ts_map ids; /* the ids in this answer */
    int64_t source_id;
    int64_t now_at;
    bool is_hidden; /* the source */
};

struct known {
    int64_t article_id;
    bool is_by_url;
};

/* What the item is called in its source when it has no id of its own and no address. */
static ts_str item_key(struct ts_arena *a, const struct ts_item *item)
{
    ts_str id = ts_str_trim(item->id);

    if (id.len)
        return id;
    if (ts_address_key(a, item->link).len)
        return (ts_str){ 0 };
    return ts_arena_printf(a, "title:%016llx", (unsigned long long)ts_str_hash(item->title));
}

static enum ts_rc find_key(struct ts_db *db, int64_t source_id, ts_str key, int64_t *out,
                           struct ts_err *err)
{
    *out = 0;
    if (!key.len)
        return TS_OK;
    return ts_sql_int(db, "SELECT article_id FROM article_keys WHERE source_id = ? AND key = ?",
                      VALUES(val_int(source_id), val_text(key)), 0, out, err);
}

/* The first article that has a key keeps it. */
static enum ts_rc put_key(struct ts_db *db, int64_t source_id, ts_str key, int64_t article_id,
                          struct ts_err *err)
{
    if (!key.len)
        return TS_OK;
    return ts_sql_run(db,
                      "INSERT OR IGNORE INTO article_keys (source_id, key, article_id)"
                      " VALUES (?, ?, ?)",
                      VALUES(val_int(source_id), val_text(key), val_int(article_id)), err);
}

/* Does this answer hold another item that is the article? */
static enum ts_rc has_other_item(struct batch *b, int64_t article_id, bool *out, struct ts_err *err)
{
    struct ts_stmt st =
        ts_stmt_start(b->db, "SELECT key FROM article_keys WHERE article_id = ? AND source_id = ?",
                      VALUES(val_int(article_id), val_int(b->source_id)));

    while (!*out && ts_stmt_next(&st))
        *out = ts_map_find_str(&b->ids, ts_col_bytes(&st, 0)) != NULL;
    return ts_stmt_end(&st, err);
}

/* Does the address of the article `article_id` stand for several items?  Once found to, it always
 * does. */
static enum ts_rc is_taken(struct batch *b, int64_t article_id, ts_str address, bool *out,
                           struct ts_err *err)
{
    int64_t shared = 0;

    enum ts_rc rc = find_key(b->db, SHARED_ADDRESS, address, &shared, err);
    if (rc != TS_OK || shared) {
        *out = shared != 0;
        return rc;
    }
    rc = has_other_item(b, article_id, out, err);
    if (rc == TS_OK && *out)
        rc = put_key(b->db, SHARED_ADDRESS, address, article_id, err);
    return rc;
}

static enum ts_rc find_article(struct batch *b, ts_str id, ts_str address, int64_t *out,
                               struct ts_err *err)
{
    bool taken = false;

    enum ts_rc rc = find_key(b->db, b->source_id, id, out, err);
    if (rc != TS_OK || *out)
        return rc;
    rc = find_key(b->db, ADDRESS, address, out, err);
    if (rc == TS_OK && *out && id.len)
        rc = is_taken(b, *out, address, &taken, err);
    if (taken)
        *out = 0;
    return rc;
}

/* ---- items ---- */

static int64_t sort_time(struct ts_when published, int64_t found_at)
{
    bool is_usable = published.precision != TS_WHEN_NONE && published.at <= found_at;

    return is_usable ? published.at : found_at;
}

static enum ts_rc insert_article(struct batch *b, const struct ts_item *item, bool has_page,
                                 int64_t *out, struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(
        b->db,
        "INSERT INTO articles (source_id, sort_at, is_hidden, found_at, published_at,"
        " published_zone, published_kind, page_state, url, canonical, host, title, byline)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        VALUES(val_int(b->source_id), val_int(sort_time(item->published, b->now_at)),
               val_int(b->is_hidden), val_int(b->now_at), val_int(item->published.at),
               val_int(item->published.zone_min), val_int(ts_when_kind(item->published)),
               val_int(has_page ? TS_PAGE_WANTED : TS_PAGE_DONE), val_text(item->link),
               val_text(ts_url_canonical(&b->arena, item->link)), val_text(ts_url_site(item->link)),
               val_text(item->title), val_text(item->author)),
        err);
    if (rc == TS_OK)
        *out = ts_sql_last_id(b->db);
    return rc;
}

/* What an item was like, as article_sources remembers it. */
struct likeness {
    bool is_known; /* the source had the article before */
    int64_t title_hash;
    int64_t text_hash;
    int64_t updated_at;
};

static struct likeness likeness_of(const struct ts_item *item)
{
    uint64_t text = ts_hash_bytes(item->summary.ptr, item->summary.len, item->content.len);

    return (struct likeness){
        .is_known = true,
        .title_hash = (int64_t)ts_str_hash(item->title),
        .text_hash = (int64_t)ts_hash_bytes(item->content.ptr, item->content.len, text),
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

/* An article that comes from one source that is shown is shown. */
static enum ts_rc add_source(struct batch *b, int64_t article_id, struct ts_err *err)
{
    if (b->is_hidden)
        return TS_OK;
    enum ts_rc rc =
        ts_sql_run(b->db, "UPDATE articles SET is_hidden = 0 WHERE id = ? AND is_hidden = 1",
                   VALUES(val_int(article_id)), err);
    if (rc == TS_OK && ts_sql_changes(b->db))
        rc = ts_story_recount_of(b->db, article_id, err);
    return rc;
}

/* The source that an article came from first has the say about it. */
static enum ts_rc update_article(struct batch *b, int64_t id, const struct ts_item *item,
                                 struct ts_err *err)
{
    enum ts_rc rc = ts_search_forget(b->db, id, err);
    if (rc == TS_OK)
        rc = ts_sql_run(b->db,
                        "UPDATE articles SET title = ?1, byline = CASE ?2 WHEN '' THEN byline"
                        " ELSE ?2 END WHERE id = ?3 AND source_id = ?4",
                        VALUES(val_text(item->title), val_text(item->author), val_int(id),
                               val_int(b->source_id)),
                        err);
    if (rc == TS_OK)
        rc = ts_story_recount_of(b->db, id, err);
    return rc;
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

static enum ts_rc compare_known(struct batch *b, int64_t id, const struct ts_item *item,
                                struct ts_item_put *put, struct ts_err *err)
{
    struct likeness was, now = likeness_of(item);

    enum ts_rc rc = read_likeness(b, id, &was, err);
    if (rc != TS_OK)
        return rc;
    if (!was.is_known) {
        rc = write_likeness(b, id, &now, err);
        return rc == TS_OK ? add_source(b, id, err) : rc;
    }
    bool new_title = now.title_hash != was.title_hash;
    bool new_text = now.text_hash != was.text_hash;
    bool new_date = now.updated_at != was.updated_at;
    if (!new_title && !new_text && !new_date)
        return TS_OK;
    put->is_changed = new_title || new_text;
    rc = write_likeness(b, id, &now, err);
    if (rc == TS_OK && put->is_changed)
        rc = update_article(b, id, item, err);
    /* A text that changes while the date of change stays is a counter or an advert in it. */
    if (rc == TS_OK && (new_title || (new_text && (new_date || !now.updated_at))))
        rc = want_page(b, id, err);
    return rc;
}

static enum ts_rc put_known(struct batch *b, const struct ts_item *item, struct ts_item_put *put,
                            struct ts_err *err)
{
    int64_t wanted = 0;

    enum ts_rc rc = compare_known(b, put->article_id, item, put, err);
    if (rc == TS_OK)
        rc = ts_sql_int(b->db, "SELECT page_state = 0 FROM articles WHERE id = ?",
                        VALUES(val_int(put->article_id)), 0, &wanted, err);
    put->needs_page = wanted != 0;
    return rc;
}

static enum ts_rc put_new(struct batch *b, const struct ts_item *item, struct ts_item_put *put,
                          struct ts_err *err)
{
    struct likeness now = likeness_of(item);

    put->is_new = true;
    put->needs_page = ts_url_is_http(item->link) || ts_url_is_file(item->link);
    enum ts_rc rc = insert_article(b, item, put->needs_page, &put->article_id, err);
    return rc == TS_OK ? write_likeness(b, put->article_id, &now, err) : rc;
}

static enum ts_rc put_item(struct batch *b, const struct ts_item *item, struct ts_item_put *put,
                           struct ts_err *err)
{
    ts_str id = item_key(&b->arena, item);
    ts_str address = ts_address_key(&b->arena, item->link);

    *put = (struct ts_item_put){ 0 };
    if (!ts_str_trim(item->id).len && !item->link.len && !item->title.len)
        return TS_OK;
    enum ts_rc rc = find_article(b, id, address, &put->article_id, err);
    if (rc == TS_OK)
        rc = put->article_id ? put_known(b, item, put, err) : put_new(b, item, put, err);
    if (rc == TS_OK)
        rc = put_key(b->db, b->source_id, id, put->article_id, err);
    if (rc == TS_OK)
        rc = put_key(b->db, ADDRESS, address, put->article_id, err);
    return rc;
}

static enum ts_rc open_batch(struct batch *b, const struct ts_item *items, size_t n,
                             struct ts_err *err)
{
    int64_t hidden = 0;

    b->ids.arena = &b->arena;
    for (size_t i = 0; i < n; i++)
        *ts_map_put_str(&b->ids, item_key(&b->arena, &items[i])) = 1;
    enum ts_rc rc = ts_sql_int(b->db, "SELECT is_hidden FROM sources WHERE id = ?",
                               VALUES(val_int(b->source_id)), -1, &hidden, err);
    if (rc == TS_OK && hidden < 0)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "there is no source %lld", (long long)b->source_id);
    b->is_hidden = hidden == 1;
    return rc;
}

enum ts_rc ts_articles_put_items(struct ts_db *db, int64_t source_id, const struct ts_item *items,
                                 size_t n, int64_t now_at, struct ts_item_put *puts,
                                 struct ts_err *err)
{
    struct batch b = { .db = db, .source_id = source_id, .now_at = now_at };

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc != TS_OK)
        return rc;
    rc = open_batch(&b, items, n, err);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = put_item(&b, &items[i], &puts[i], err);
    ts_arena_done(&b.arena);
    return ts_db_end(db, rc, err);
}

/* ---- pages that are wanted ---- */

enum ts_rc ts_articles_wanted(struct ts_arena *a, struct ts_db *db, int64_t now_at, size_t limit,
                              struct ts_wanted **out, size_t *n, struct ts_err *err)
{
    struct ts_wanted *list = NULL;
    size_t n_list = 0, cap = 0;

    struct ts_stmt st = ts_stmt_start(
        db,
        "SELECT id, source_id, page_failures, url, title FROM articles"
        " WHERE page_state = 0 AND page_next_at <= ? ORDER BY sort_at DESC, id DESC LIMIT ?",
        VALUES(val_int(now_at), val_int((int64_t)limit)));
    while (ts_stmt_next(&st))
        *TS_PUSH(a, list, n_list, cap) = (struct ts_wanted){
            .article_id = ts_col_int(&st, 0),
            .source_id = ts_col_int(&st, 1),
            .n_failures = (int)ts_col_int(&st, 2),
            .url = ts_col_text(&st, 3, a),
            .title = ts_col_text(&st, 4, a),
        };
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc == TS_OK) {
        *out = list;
        *n = n_list;
    }
    return rc;
}

static enum ts_rc no_article(int64_t id, struct ts_err *err)
{
    return ts_fail(err, TS_ERR_NOTFOUND, "there is no article %lld", (long long)id);
}

/* Runs an update of one article. */
static enum ts_rc update_one(struct ts_db *db, int64_t id, const char *sql, struct ts_values values,
                             struct ts_err *err)
{
    enum ts_rc rc = ts_sql_run(db, sql, values, err);

    return rc == TS_OK && ts_sql_changes(db) == 0 ? no_article(id, err) : rc;
}

enum ts_rc ts_article_put_failure(struct ts_db *db, int64_t id, ts_str error, int64_t next_at,
                                  struct ts_err *err)
{
    return update_one(db, id,
                      "UPDATE articles SET page_failures = page_failures + 1, page_error = ?,"
                      " page_next_at = ?, page_state = ? WHERE id = ?",
                      VALUES(val_text(error), val_int(next_at),
                             val_int(next_at ? TS_PAGE_WANTED : TS_PAGE_GIVEN_UP), val_int(id)),
                      err);
}

enum ts_rc ts_article_want(struct ts_db *db, int64_t id, struct ts_err *err)
{
    return update_one(db, id,
                      "UPDATE articles SET page_state = 0, page_next_at = 0, page_failures = 0"
                      " WHERE id = ?",
                      VALUES(val_int(id)), err);
}

enum ts_rc ts_article_put_position(struct ts_db *db, int64_t id, int64_t position,
                                   struct ts_err *err)
{
    return update_one(db, id, "UPDATE articles SET position = ? WHERE id = ?",
                      VALUES(val_int(position), val_int(id)), err);
}

/* ---- texts and pages ---- */

/* What is in the library about the article that a text comes for. */
struct before {
    bool has_body;
    bool is_indexed;
    enum ts_completeness completeness;
    struct ts_when published;
    int64_t found_at;
    int64_t story_id;
};

static enum ts_rc read_before(struct ts_db *db, int64_t id, struct before *out, struct ts_err *err)
{
    bool is_there = false;

    struct ts_stmt st = ts_stmt_start(
        db,
        "SELECT EXISTS (SELECT 1 FROM bodies WHERE article_id = ?1), is_indexed, completeness,"
        " published_at, published_zone, published_kind, found_at, story_id FROM articles"
        " WHERE id = ?1",
        VALUES(val_int(id)));
    if ((is_there = ts_stmt_next(&st))) {
        out->has_body = ts_col_int(&st, 0) != 0;
        out->is_indexed = ts_col_int(&st, 1) != 0;
        out->completeness = (enum ts_completeness)ts_col_int(&st, 2);
        out->published = ts_col_when(&st, 3);
        out->found_at = ts_col_int(&st, 6);
        out->story_id = ts_col_int(&st, 7);
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    return rc == TS_OK && !is_there ? no_article(id, err) : rc;
}

/* The feed's text is better than none and than a stub, and worse than a page's. */
static bool is_worse(const struct before *before, const struct ts_article *article)
{
    return article->completeness == TS_COMPLETE_FEED && before->has_body &&
           (before->completeness == TS_COMPLETE_FULL ||
            before->completeness == TS_COMPLETE_PARTIAL);
}

/* The page's date, unless it is only the day of a time already known. */
static struct ts_when better_date(struct ts_when known, struct ts_when found)
{
    enum { HALF_DAY_S = 43200 };

    if (found.precision == TS_WHEN_NONE)
        return known;
    int64_t apart = known.at - (found.at + HALF_DAY_S);
    bool is_same_day = apart >= -2 * HALF_DAY_S && apart <= 2 * HALF_DAY_S;
    if (found.precision == TS_WHEN_DAY && known.precision == TS_WHEN_TIME && is_same_day)
        return known;
    return found;
}

static enum ts_rc write_article(struct ts_db *db, int64_t id, const struct ts_article *article,
                                const struct before *before, bool is_done, struct ts_err *err)
{
    struct ts_when published = better_date(before->published, article->published);
    struct ts_when modified = article->modified;

    return ts_sql_run(
        db,
        "UPDATE articles SET completeness = ?1, n_words = ?2, published_at = ?3,"
        " published_zone = ?4, published_kind = ?5, sort_at = ?6,"
        " modified_at = iif(?9, ?7, modified_at), modified_zone = iif(?9, ?8, modified_zone),"
        " modified_kind = iif(?9, ?9, modified_kind),"
        " page_state = iif(?10, 1, page_state), page_failures = iif(?10, 0, page_failures),"
        " page_error = iif(?10, '', page_error),"
        " canonical = iif(?11 = '', canonical, ?11), lang = iif(?12 = '', lang, ?12),"
        " site = iif(?13 = '', site, ?13), title = iif(?14 = '', title, ?14),"
        " byline = iif(?15 = '', byline, ?15), url = iif(url = '', ?16, url),"
        " host = iif(host = '', ?17, host) WHERE id = ?18",
        VALUES(val_int(article->completeness), val_int((int64_t)article->n_words),
               val_int(published.at), val_int(published.zone_min), val_int(ts_when_kind(published)),
               val_int(sort_time(published, before->found_at)), val_int(modified.at),
               val_int(modified.zone_min), val_int(ts_when_kind(modified)), val_int(is_done),
               val_text(article->canonical), val_text(article->lang), val_text(article->site),
               val_text(article->title), val_text(article->byline), val_text(article->url),
               val_text(ts_url_site(article->canonical.len ? article->canonical : article->url)),
               val_int(id)),
        err);
}

static enum ts_rc write_body(struct ts_db *db, int64_t id, const struct ts_article *article,
                             struct ts_err *err)
{
    struct ts_buf packed = { 0 };

    enum ts_rc rc = ts_pack_blocks(&packed, article->blocks, article->n_blocks, err);
    if (rc == TS_OK)
        rc = ts_sql_run(
            db,
            "INSERT INTO bodies (article_id, summary, image, blocks)"
            " VALUES (?1, ?2, ?3, ?4) ON CONFLICT (article_id) DO UPDATE SET blocks = ?4,"
            " summary = iif(?2 = '', summary, ?2), image = iif(?3 = '', image, ?3)",
            VALUES(val_int(id), val_text(article->summary), val_text(article->image),
                   val_blob(ts_buf_str(&packed))),
            err);
    ts_buf_done(&packed);
    return rc;
}

static enum ts_rc write_page(struct ts_db *db, int64_t id, const struct ts_page *page,
                             struct ts_err *err)
{
    struct ts_buf packed = { 0 };

    enum ts_rc rc = ts_pack_bytes(&packed, page->bytes, err);
    if (rc == TS_OK)
        rc = ts_sql_run(db,
                        "INSERT OR REPLACE INTO pages"
                        " (article_id, fetched_at, url, charset, content_type, bytes)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        VALUES(val_int(id), val_int(page->fetched_at), val_text(page->url),
                               val_text(page->charset), val_text(page->content_type),
                               val_blob(ts_buf_str(&packed))),
                        err);
    ts_buf_done(&packed);
    return rc;
}

/* ---- two that turn out to be one ---- */

/* The other article that has the page's own address, if it is clearly the same one: pages that all
 * call themselves by one address are common, so the titles must agree too. */
static enum ts_rc find_twin(struct ts_db *db, int64_t id, ts_str title, ts_str address,
                            int64_t *out, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t twin = 0;

    enum ts_rc rc = find_key(db, ADDRESS, address, &twin, err);
    *out = 0;
    if (rc == TS_OK && twin && twin != id && title.len) {
        struct ts_stmt st =
            ts_stmt_start(db, "SELECT title FROM articles WHERE id = ?", VALUES(val_int(twin)));
        if (ts_stmt_next(&st) &&
            ts_str_eq(ts_utf8_fold(&a, ts_col_bytes(&st, 0)), ts_utf8_fold(&a, title)))
            *out = twin;
        rc = ts_stmt_end(&st, err);
    }
    ts_arena_done(&a);
    return rc;
}

/* What moves from an article (?1) to the one that takes its place (?2), in this order. */
static const char *const merge_moves[] = {
    "INSERT OR IGNORE INTO article_sources (source_id, article_id, title_hash, text_hash,"
    " updated_at) SELECT source_id, ?2, title_hash, text_hash, updated_at FROM article_sources"
    " WHERE article_id = ?1",
    "UPDATE article_keys SET article_id = ?2 WHERE article_id = ?1",
    "INSERT OR IGNORE INTO article_tags (tag_id, article_id, is_inherited)"
    " SELECT tag_id, ?2, 0 FROM article_tags WHERE article_id = ?1 AND is_inherited = 0",
    "UPDATE articles SET copy_of_id = ?2 WHERE copy_of_id = ?1",
    "UPDATE articles SET is_read = max(articles.is_read, x.is_read),"
    " is_starred = max(articles.is_starred, x.is_starred),"
    " is_hidden = min(articles.is_hidden, x.is_hidden)"
    " FROM (SELECT is_read, is_starred, is_hidden FROM articles WHERE id = ?1) x"
    " WHERE articles.id = ?2",
};
static const char *const merge_ends[] = {
    "DELETE FROM article_sources WHERE article_id = ?",
    "DELETE FROM articles WHERE id = ?",
};

static enum ts_rc merge(struct ts_db *db, int64_t from_id, int64_t into_id, struct ts_err *err)
{
    int64_t story_id = 0;

    enum ts_rc rc = ts_sql_int(db, "SELECT story_id FROM articles WHERE id = ?",
                               VALUES(val_int(from_id)), 0, &story_id, err);
    if (rc == TS_OK)
        rc = ts_search_forget(db, from_id, err);
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(merge_moves); i++)
        rc = ts_sql_run(db, merge_moves[i], VALUES(val_int(from_id), val_int(into_id)), err);
    for (size_t i = 0; rc == TS_OK && i < TS_COUNT(merge_ends); i++)
        rc = ts_sql_run(db, merge_ends[i], VALUES(val_int(from_id)), err);
    if (rc == TS_OK)
        rc = ts_story_recount(db, story_id, err);
    return rc;
}

/* ---- the whole ---- */

static enum ts_rc put_text(struct ts_db *db, int64_t id, const struct before *before,
                           const struct ts_article *article, const struct ts_page *page,
                           struct ts_err *err)
{
    bool is_done = page || article->completeness != TS_COMPLETE_FEED;
    enum ts_rc rc = page ? write_page(db, id, page, err) : TS_OK;

    if (rc != TS_OK || is_worse(before, article))
        return rc;
    if (before->is_indexed)
        rc = ts_search_forget(db, id, err);
    if (rc == TS_OK)
        rc = write_article(db, id, article, before, is_done, err);
    if (rc == TS_OK)
        rc = write_body(db, id, article, err);
    return rc == TS_OK ? ts_story_recount(db, before->story_id, err) : rc;
}

/* If the page is that of another article, goes on with that one. */
static enum ts_rc become_twin(struct ts_db *db, int64_t *id, struct before *before,
                              const struct ts_article *article, ts_str address, struct ts_err *err)
{
    int64_t twin = 0;

    enum ts_rc rc = find_twin(db, *id, article->title, address, &twin, err);
    if (rc != TS_OK || !twin)
        return rc;
    rc = merge(db, *id, twin, err);
    *id = twin;
    return rc == TS_OK ? read_before(db, twin, before, err) : rc;
}

static enum ts_rc put_whole(struct ts_arena *a, struct ts_db *db, int64_t *id,
                            const struct ts_article *article, const struct ts_page *page,
                            struct ts_err *err)
{
    ts_str address = ts_address_key(a, article->canonical);
    struct before before = { 0 };

    enum ts_rc rc = read_before(db, *id, &before, err);
    if (rc == TS_OK && page)
        rc = become_twin(db, id, &before, article, address, err);
    if (rc == TS_OK)
        rc = put_text(db, *id, &before, article, page, err);
    return rc == TS_OK ? put_key(db, ADDRESS, address, *id, err) : rc;
}

enum ts_rc ts_article_put(struct ts_db *db, int64_t id, const struct ts_article *article,
                          const struct ts_page *page, int64_t *out_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t final_id = id;

    enum ts_rc rc = ts_db_begin(db, err);
    if (rc != TS_OK)
        return rc;
    rc = put_whole(&a, db, &final_id, article, page, err);
    ts_arena_done(&a);
    rc = ts_db_end(db, rc, err);
    if (rc == TS_OK && out_id)
        *out_id = final_id;
    return rc;
}
