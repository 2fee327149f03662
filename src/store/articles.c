/* articles.c - one article with its text, and the page it was made of. */
#include "tearsheet/store/articles.h"

#include <string.h>

#include "tearsheet/base/url.h"
#include "tearsheet/store/pack.h"

#include "articles_priv.h"

static const char SQL_GET[] =
    "SELECT a.id, a.source_id, a.found_at, a.story_id, s.saga_id, a.copy_of_id, a.is_read,"
    " a.is_starred, a.position, a.page_state, a.page_error, a.completeness, a.n_words,"
    " a.published_at, a.published_zone, a.published_kind, a.modified_at, a.modified_zone,"
    " a.modified_kind, a.url, a.canonical, a.title, a.byline, a.lang,"
    " coalesce(nullif(a.site, ''), a.host), b.summary, b.image,"
    " b.blocks, p.article_id IS NOT NULL,"
    " coalesce(nullif(o.nickname, ''), nullif(o.title, ''), o.url), " SQL_TAGS_OF_ARTICLE
    ", (SELECT count(*) FROM versions v WHERE v.article_id = a.id), a.text_choice"
    " FROM articles a JOIN sources o ON o.id = a.source_id"
    " LEFT JOIN stories s ON s.id = a.story_id LEFT JOIN bodies b ON b.article_id = a.id"
    " LEFT JOIN pages p ON p.article_id = a.id WHERE a.id = ?";

static void read_state(struct ts_arena *a, struct ts_stmt *st, struct ts_stored *out)
{
    out->id = ts_col_int(st, 0);
    out->source_id = ts_col_int(st, 1);
    out->found_at = ts_col_int(st, 2);
    out->story_id = ts_col_int(st, 3);
    out->saga_id = ts_col_int(st, 4);
    out->copy_of_id = ts_col_int(st, 5);
    out->is_read = ts_col_int(st, 6) != 0;
    out->is_starred = ts_col_int(st, 7) != 0;
    out->position = ts_col_int(st, 8);
    out->is_wanted = ts_col_int(st, 9) == TS_PAGE_WANTED;
    out->page_error = ts_col_text(st, 10, a);
    out->has_page = ts_col_int(st, 28) != 0;
    out->source_name = ts_url_without_secret(a, ts_col_text(st, 29, a)); /* may be its address */
    out->tags = ts_col_names(st, 30, a, &out->n_tags);
    out->n_versions = (size_t)ts_col_int(st, 31);
    out->text_choice = (enum ts_text_choice)ts_col_int(st, 32);
}

static void read_article(struct ts_arena *a, struct ts_stmt *st, struct ts_article *out)
{
    out->completeness = (enum ts_completeness)ts_col_int(st, 11);
    out->n_words = (size_t)ts_col_int(st, 12);
    out->published = ts_col_when(st, 13);
    out->modified = ts_col_when(st, 16);
    out->url = ts_col_text(st, 19, a);
    out->canonical = ts_col_text(st, 20, a);
    out->title = ts_col_text(st, 21, a);
    out->byline = ts_col_text(st, 22, a);
    out->lang = ts_col_text(st, 23, a);
    out->site = ts_col_text(st, 24, a);
    out->summary = ts_col_text(st, 25, a);
    out->image = ts_col_text(st, 26, a);
}

enum ts_rc ts_article_get(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_stored *out,
                          struct ts_err *err)
{
    struct ts_stored stored = { 0 };
    enum ts_rc unpacked = TS_OK;

    struct ts_stmt st = ts_stmt_start(db, SQL_GET, VALUES(val_int(id)));
    if (ts_stmt_next(&st)) {
        read_state(a, &st, &stored);
        read_article(a, &st, &stored.article);
        ts_str blocks = ts_col_bytes(&st, 27);
        if (blocks.len)
            unpacked =
                ts_unpack_blocks(a, blocks, &stored.article.blocks, &stored.article.n_blocks, err);
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc != TS_OK)
        return rc;
    if (!stored.id)
        return ts_no_article(id, err);
    if (unpacked != TS_OK)
        ts_fail_in(err, "article %lld", (long long)id);
    else
        *out = stored;
    return unpacked;
}

enum ts_rc ts_page_get(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_page *out,
                       struct ts_err *err)
{
    enum ts_rc unpacked = TS_ERR_NOTFOUND;
    struct ts_page page = { 0 };

    struct ts_stmt st = ts_stmt_start(
        db, "SELECT fetched_at, url, charset, content_type, bytes FROM pages WHERE article_id = ?",
        VALUES(val_int(id)));
    if (ts_stmt_next(&st)) {
        page.fetched_at = ts_col_int(&st, 0);
        page.url = ts_col_text(&st, 1, a);
        page.charset = ts_col_text(&st, 2, a);
        page.content_type = ts_col_text(&st, 3, a);
        unpacked = ts_unpack_bytes(a, ts_col_bytes(&st, 4), &page.bytes, err);
    }
    enum ts_rc rc = ts_stmt_end(&st, err);
    if (rc != TS_OK)
        return rc;
    if (unpacked == TS_ERR_NOTFOUND)
        return ts_fail(err, TS_ERR_NOTFOUND, "the page of article %lld was not kept",
                       (long long)id);
    if (unpacked != TS_OK)
        ts_fail_in(err, "the page of article %lld", (long long)id);
    else
        *out = page;
    return unpacked;
}

/* ---- what the sources about articles share ---- */

enum ts_rc ts_no_article(int64_t id, struct ts_err *err)
{
    return ts_fail(err, TS_ERR_NOTFOUND, "there is no article %lld", (long long)id);
}

int64_t ts_article_sort_time(struct ts_when published, int64_t found_at)
{
    bool is_usable = published.precision != TS_WHEN_NONE && published.at <= found_at;

    return is_usable ? published.at : found_at;
}

enum ts_rc ts_article_find_url(struct ts_db *db, ts_str url, int64_t *out_id, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t id = 0;

    enum ts_rc rc = ts_key_find(db, TS_KEY_ADDRESS, ts_address_key(&a, url), &id, err);
    ts_arena_done(&a);
    if (rc == TS_OK && !id)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "no article has the address %.*s", TS_FMT(url));
    if (rc == TS_OK)
        *out_id = id;
    return rc;
}
