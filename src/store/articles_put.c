/* articles_put.c - articles get their text, and two that turn out to be one become one. */
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/pack.h"

#include "articles_priv.h"
#include "db_priv.h"

/* ---- texts and pages ---- */

/* What is in the library about the article that a text comes for. */
struct before {
    bool has_body;
    bool is_indexed;
    enum ts_completeness completeness;
    enum ts_text_choice choice;
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
        " published_at, published_zone, published_kind, found_at, story_id, text_choice"
        " FROM articles"
        " WHERE id = ?1",
        VALUES(val_int(id)));
    if ((is_there = ts_stmt_next(&st))) {
        out->has_body = ts_col_int(&st, 0) != 0;
        out->is_indexed = ts_col_int(&st, 1) != 0;
        out->completeness = (enum ts_completeness)ts_col_int(&st, 2);
        out->published = ts_col_when(&st, 3);
        out->found_at = ts_col_int(&st, 6);
        out->story_id = ts_col_int(&st, 7);
        out->choice = (enum ts_text_choice)ts_col_int(&st, 8);
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    return rc == TS_OK && !is_there ? ts_no_article(id, err) : rc;
}

/* The feed's text is better than none and than a stub, and worse than a page's; unless the reader
 * said which is wanted. */
static bool is_worse(const struct before *before, const struct ts_article *article)
{
    if (article->completeness != TS_COMPLETE_FEED || !before->has_body)
        return false;
    if (before->choice != TS_TEXT_FULLER)
        return before->choice == TS_TEXT_PAGE && before->completeness != TS_COMPLETE_FEED;
    return before->completeness == TS_COMPLETE_FULL || before->completeness == TS_COMPLETE_PARTIAL;
}

/* The page's date, unless it is only the day of a time already known. */
static struct ts_when better_date(struct ts_when known, struct ts_when found)
{
    enum { DAY_S = 86400 };

    if (found.precision == TS_WHEN_NONE)
        return known;
    int64_t apart = known.at - (found.at + DAY_S / 2);
    bool is_same_day = apart >= -DAY_S && apart <= DAY_S;
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
               val_int(ts_article_sort_time(published, before->found_at)), val_int(modified.at),
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

    enum ts_rc rc = ts_pack_blocks(&db->packer, &packed, article->blocks, article->n_blocks, err);
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

    enum ts_rc rc = ts_pack_bytes(&db->packer, &packed, page->bytes, err);
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

    enum ts_rc rc = ts_key_find(db, TS_KEY_ADDRESS, address, &twin, err);
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
    "UPDATE sources SET n_articles = n_articles + (x.is_hidden < 2),"
    " n_unread = n_unread + (x.is_hidden < 2 AND x.is_read = 0) FROM articles x WHERE x.id = ?2"
    " AND sources.id IN (SELECT source_id FROM article_sources WHERE article_id = ?1)"
    " AND sources.id NOT IN (SELECT source_id FROM article_sources WHERE article_id = ?2)",
    "INSERT OR IGNORE INTO article_sources (source_id, article_id, title_hash, text_hash,"
    " updated_at) SELECT source_id, ?2, title_hash, text_hash, updated_at FROM article_sources"
    " WHERE article_id = ?1",
    "UPDATE article_keys SET article_id = ?2 WHERE article_id = ?1",
    "INSERT OR IGNORE INTO article_tags (tag_id, article_id, is_inherited)"
    " SELECT tag_id, ?2, 0 FROM article_tags WHERE article_id = ?1 AND is_inherited = 0",
    "UPDATE OR IGNORE versions SET article_id = ?2 WHERE article_id = ?1",
    "UPDATE OR IGNORE headlines SET article_id = ?2 WHERE article_id = ?1",
    "UPDATE OR IGNORE enclosures SET article_id = ?2 WHERE article_id = ?1",
    "UPDATE articles SET copy_of_id = ?2 WHERE copy_of_id = ?1",
    "UPDATE articles SET is_read = max(articles.is_read, x.is_read),"
    " read_turn = max(articles.read_turn, x.read_turn),"
    " is_starred = max(articles.is_starred, x.is_starred),"
    " is_hidden = min(articles.is_hidden, x.is_hidden)"
    " FROM (SELECT is_read, read_turn, is_starred, is_hidden FROM articles WHERE id = ?1) x"
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
    if (rc == TS_OK && page)
        rc = ts_sql_run(db,
                        "INSERT OR IGNORE INTO outgrown (article_id)"
                        " SELECT article_id FROM fingerprints WHERE article_id = ?",
                        VALUES(val_int(id)), err);
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
    return rc == TS_OK ? ts_key_put(db, TS_KEY_ADDRESS, address, *id, err) : rc;
}

enum ts_rc ts_article_put(struct ts_db *db, int64_t id, const struct ts_article *article,
                          const struct ts_page *page, int64_t *out_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t final_id = id;

    enum ts_rc rc = ts_db_begin_part(db, err);
    if (rc != TS_OK)
        return rc;
    rc = put_whole(&a, db, &final_id, article, page, err);
    ts_arena_done(&a);
    rc = ts_db_end_part(db, rc, err);
    if (rc == TS_OK && out_id)
        *out_id = final_id;
    return rc;
}
