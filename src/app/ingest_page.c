#include "ingest_priv.h"

#include "clean_priv.h"
#include "memory_priv.h"
#include "schedule_priv.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/store/item_texts.h"

static struct ts_page page_of(const struct ts_reply *reply)
{
    return (struct ts_page){ .bytes = reply->body,
                             .charset = ts_charset_of_content_type(reply->content_type),
                             .content_type = reply->content_type,
                             .url = reply->final_url,
                             .fetched_at = ts_now_at() };
}

static enum ts_rc put_parts(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                            const struct ts_page *page, struct ts_article *article,
                            struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    if (article->completeness != TS_COMPLETE_FEED)
        rc = memory_use(a, db, article_id, article, err);
    if (rc == TS_OK)
        rc = ts_item_text_done(db, article_id, err);
    return rc == TS_OK ? ts_article_put(db, article_id, article, page, NULL, err) : rc;
}

/* All of it or nothing: what is counted of a page is counted of a page that is there. */
static enum ts_rc put_page(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                           const struct ts_page *page, struct ts_article *article,
                           struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    return rc == TS_OK ? ts_db_end(db, put_parts(a, db, article_id, page, article, err), err) : rc;
}

static enum ts_rc clean_reply(struct ts_arena *a, struct ts_db *db,
                              const struct ts_site_rules *rules, int64_t article_id, bool is_linked,
                              const struct ts_page *page, struct ts_article *out,
                              struct ts_err *err)
{
    struct ts_stored stored;
    enum ts_rc rc = ts_article_get(a, db, article_id, &stored, err);

    return rc == TS_OK ? clean_page(a, db, rules, &stored, is_linked, page, out, err) : rc;
}

enum ts_rc ingest_page(struct ts_db *db, const struct ts_site_rules *rules, int64_t article_id,
                       const struct page_past *past, const struct ts_reply *reply,
                       struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_page page = page_of(reply);
    struct ts_article article;
    struct ts_err failure = reply->err;
    int64_t next_at = schedule_page(reply, past->n_failures + 1, ts_now_at());
    enum ts_rc rc = reply->rc;

    if (rc == TS_OK) {
        rc = clean_reply(&a, db, rules, article_id, past->is_linked, &page, &article, &failure);
        next_at = 0; /* the same page would give the same nothing */
    }
    if (rc == TS_OK) {
        rc = put_page(&a, db, article_id, &page, &article, err);
    } else {
        if (rc != TS_ERR_CANCELLED && ts_article_put_failure(db, article_id, ts_str_of(failure.msg),
                                                             next_at, &failure) != TS_OK)
            rc = TS_ERR_STORE;
        if (err)
            *err = failure;
    }
    ts_arena_done(&a);
    return rc;
}
