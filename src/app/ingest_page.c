#include "ingest_priv.h"

#include "clean_priv.h"
#include "memory_priv.h"
#include "schedule_priv.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/store/item_texts.h"
#include "tearsheet/store/pages.h"
#include "tearsheet/store/versions.h"

void page_chain_done(struct page_chain *chain)
{
    ts_arena_done(&chain->arena);
    chain->n = 0;
}

static void add_page(struct page_chain *chain, const struct ts_reply *reply)
{
    struct ts_arena *a = &chain->arena;

    chain->pages[chain->n++] = (struct ts_page){
        .bytes = ts_arena_str(a, reply->body),
        .charset = ts_arena_str(a, ts_charset_of_content_type(reply->content_type)),
        .content_type = ts_arena_str(a, reply->content_type),
        .url = ts_arena_str(a, ts_url_without_secret(a, reply->final_url)),
        .fetched_at = ts_now_at(),
    };
}

/* One page under way to the library. */
struct ingest {
    struct ts_arena arena;
    struct ts_db *db;
    int64_t id;
    struct page_chain *chain;
    int64_t source_id;
    struct cleaned cleaned;
    bool goes_on; /* on a page that is still to come */
};

/* What a page without an account shows says nothing of what its feed could have. */
static enum ts_rc learn(const struct ingest *in, struct ts_err *err)
{
    const struct cleaned *c = &in->cleaned;

    return c->article.completeness == TS_COMPLETE_STUB
               ? TS_OK
               : full_text_learn(in->db, in->source_id, c->n_feed_words, c->n_page_words, err);
}

static enum ts_rc put_parts(struct ingest *in, struct ts_err *err)
{
    struct ts_article *article = &in->cleaned.article;
    const struct page_chain *chain = in->chain;
    enum ts_rc rc = TS_OK;

    if (article->completeness != TS_COMPLETE_FEED)
        rc = memory_use(&in->arena, in->db, in->id, article, err);
    if (rc == TS_OK && chain->n == 1 && !in->goes_on)
        rc = ts_version_keep(in->db, in->id, article, chain->pages[0].fetched_at, err);
    if (rc == TS_OK)
        rc = ts_item_text_done(in->db, in->id, err);
    if (rc == TS_OK)
        rc = ts_article_put(in->db, in->id, article, &chain->pages[0], &in->id, err);
    if (rc == TS_OK)
        rc = ts_pages_put_next(in->db, in->id, &chain->pages[1], chain->n - 1, err);
    if (rc == TS_OK)
        rc = in->goes_on ? ts_article_want(in->db, in->id, err) : learn(in, err);
    return rc;
}

/* What could not be written is the library's failure, unless the article is gone meanwhile. */
static enum ts_rc of_writing(enum ts_rc rc)
{
    bool is_told = rc == TS_OK || rc == TS_ERR_NOTFOUND || rc == TS_ERR_FULL;

    return is_told ? rc : TS_ERR_STORE;
}

/* All of it or nothing: what is counted of a page is counted of a page that is there. */
static enum ts_rc put_all(struct ingest *in, struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(in->db, err);

    if (rc == TS_OK)
        rc = ts_db_end(in->db, put_parts(in, err), err);
    return of_writing(rc);
}

static enum ts_rc clean(struct ingest *in, const struct ts_site_rules *rules, bool is_linked,
                        bool is_last, struct ts_err *err)
{
    struct ts_stored stored;
    enum ts_rc rc = ts_article_get(&in->arena, in->db, in->id, &stored, err);

    if (rc == TS_OK)
        rc = clean_pages(&in->arena, in->db, rules, &stored, is_linked, in->chain->pages,
                         &in->chain->n, &in->cleaned, err);
    in->source_id = rc == TS_OK ? stored.source_id : 0;
    in->goes_on = rc == TS_OK && in->cleaned.article.next_url.len > 0 && !is_last &&
                  in->chain->n < TS_JOIN_MAX_PAGES;
    return rc;
}

/* `next_at` as schedule_page() has it. */
static enum ts_rc put_failure(struct ts_db *db, int64_t id, const struct ts_reply *reply,
                              const struct ts_err *failure, int64_t next_at, struct ts_err *err)
{
    ts_str words = ts_str_of(failure->msg);

    if (reply->is_unasked)
        return ts_article_put_pause(db, id, words, schedule_after_pause(reply, ts_now_at()), err);
    return ts_article_put_failure(db, id, words, next_at, err);
}

static bool is_front_door(ts_str url)
{
    struct ts_url parts = ts_url_parse(url);

    return parts.path.len <= 1 && !parts.has_query;
}

/* Some sites send whoever asks for an article that is gone to their front page. */
static enum ts_rc check_place(const struct ts_reply *reply, struct ts_err *err)
{
    bool is_sent_home = reply->n_hops > 0 && is_front_door(reply->final_url) &&
                        !is_front_door(reply->url) &&
                        ts_str_eq_nocase(ts_url_site(reply->url), ts_url_site(reply->final_url));

    if (!is_sent_home)
        return TS_OK;
    return ts_fail(err, TS_ERR_NOTFOUND,
                   "%.*s: leads to the front page of its site: the article is not there any more",
                   TS_FMT(reply->url));
}

enum ts_rc ingest_page(struct ts_db *db, const struct ts_site_rules *rules, int64_t *article_id,
                       const struct page_past *past, struct page_chain *chain,
                       const struct ts_reply *reply, ts_str *next_url, struct ts_err *err)
{
    struct ingest in = { .db = db, .id = *article_id, .chain = chain };
    struct ts_err failure = reply->err;
    int64_t next_at = schedule_page(reply, past->n_failures + 1, ts_now_at());
    bool is_first = chain->n == 0, has_failed = reply->rc != TS_OK;
    enum ts_rc rc = is_first ? reply->rc : TS_OK;

    *next_url = (ts_str){ 0 };
    if (!has_failed)
        add_page(chain, reply);
    if (rc == TS_OK) {
        rc = check_place(reply, &failure);
        if (rc == TS_OK)
            rc = clean(&in, rules, past->is_linked, has_failed, &failure);
        next_at = 0; /* the same page would give the same nothing */
    }
    if (rc == TS_OK) {
        rc = put_all(&in, err);
    } else {
        enum ts_rc put = TS_OK;
        if (rc != TS_ERR_CANCELLED)
            put = of_writing(put_failure(db, in.id, reply, &failure, next_at, &failure));
        rc = put != TS_OK ? put : rc;
        if (err)
            *err = failure;
    }
    *article_id = in.id;
    if (rc == TS_OK && in.goes_on)
        *next_url = ts_arena_str(&chain->arena, in.cleaned.article.next_url);
    ts_arena_done(&in.arena);
    return rc;
}
