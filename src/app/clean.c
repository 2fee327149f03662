#include "clean_priv.h"

#include "tearsheet/base/ahead.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/item_texts.h"
#include "tearsheet/store/versions.h"

enum { TITLE_COLS = 80 };

/* An item without text, or with nothing but pictures, is an article all the same. */
static struct ts_article article_of(struct ts_arena *a, ts_str html, ts_str url)
{
    struct ts_article article = { 0 };

    if (html.len == 0 || ts_extract_fragment(a, html, url, &article, NULL) != TS_OK)
        article = (struct ts_article){ 0 };
    article.completeness = TS_COMPLETE_FEED;
    article.url = url;
    article.canonical = ts_url_canonical(a, url);
    return article;
}

ts_str clean_title(struct ts_arena *a, const struct ts_item *item)
{
    ts_str html = item->content.len > 0 ? item->content : item->summary;
    struct ts_article article = article_of(a, html, item->link);
    ts_str text = ts_utf8_squeeze(a, ts_article_text(a, &article));

    return text.len > 0 ? ts_utf8_ellipsis(a, text, TITLE_COLS, false) : item->link;
}

enum ts_rc clean_item_text(struct ts_arena *a, struct ts_db *db, int64_t article_id, ts_str url,
                           struct ts_article *out, struct ts_err *err)
{
    ts_str html;
    enum ts_rc rc = ts_item_text_get(a, db, article_id, &html, err);

    if (rc == TS_OK)
        *out = article_of(a, html, url);
    return rc;
}

/* An article in an arena of its own. */
struct made {
    struct ts_arena arena;
    struct ts_article article;
};

/* Feed texts, of which several threads make articles. */
struct texts {
    const struct ts_raw_item *raw;
    struct made made[TS_AHEAD_PLACES];
};

static void make_article(void *arg, size_t worker, size_t i)
{
    struct texts *texts = arg;
    const struct ts_raw_item *raw = &texts->raw[i];
    struct made *made = &texts->made[i % TS_AHEAD_PLACES];

    (void)worker;
    ts_arena_reset(&made->arena);
    made->article = article_of(&made->arena, raw->html, raw->url);
    made->article.site = raw->feed_title;
}

static enum ts_rc put_article(struct ts_db *db, int64_t id, const struct ts_article *article,
                              struct ts_err *err)
{
    enum ts_rc rc = ts_version_keep(db, id, article, ts_now_at(), err);

    if (rc == TS_OK)
        rc = ts_article_put(db, id, article, NULL, NULL, err);
    if (rc == TS_OK)
        rc = ts_item_text_done(db, id, err);
    return rc;
}

static enum ts_rc put_articles(struct ts_db *db, const struct ts_raw_item *raw, size_t n,
                               struct ts_err *err)
{
    struct texts texts = { .raw = raw };
    struct ts_ahead *ahead = ts_ahead_begin(n, make_article, &texts);
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        ts_ahead_take(ahead, i);
        rc = put_article(db, raw[i].article_id, &texts.made[i % TS_AHEAD_PLACES].article, err);
    }
    ts_ahead_end(ahead);
    for (size_t i = 0; i < TS_AHEAD_PLACES; i++)
        ts_arena_done(&texts.made[i].arena);
    return rc;
}

/* Reads them in the transaction that writes the articles: another process may be at it, too. */
static enum ts_rc clean_all(struct ts_db *db, int64_t article_id, size_t limit, size_t *n,
                            struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_raw_item *raw;
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    rc = ts_item_texts_raw(&scratch, db, article_id, limit, &raw, n, err);
    if (rc == TS_OK && *n > 0)
        rc = put_articles(db, raw, *n, err);
    ts_arena_done(&scratch);
    return ts_db_end(db, rc, err);
}

enum ts_rc clean_some(struct ts_db *db, int64_t article_id, size_t limit, size_t *n,
                      struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_raw_item *raw;
    size_t n_raw = 0;
    enum ts_rc rc = ts_item_texts_raw(&scratch, db, article_id, 1, &raw, &n_raw, err);

    if (rc == TS_OK && n_raw > 0) /* nobody has to wait for a look that finds nothing */
        rc = clean_all(db, article_id, limit, &n_raw, err);
    if (rc == TS_OK)
        *n = n_raw;
    ts_arena_done(&scratch);
    return rc;
}
