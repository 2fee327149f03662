/* Pages of articles: the newest first, at most MAX_PAGES_AT_ONCE in the queue; what a reader opens
 * or asks for meanwhile has places of its own, and goes before them. */
#include "clean_priv.h"
#include "refresh_priv.h"
#include "tearsheet/base/url.h"

static struct page_job *find_page(struct ts_refresh *r, int64_t article_id)
{
    for (size_t i = 0; i < PAGE_PLACES; i++)
        if (r->pages[i].article_id == article_id)
            return &r->pages[i];
    return NULL;
}

static bool has_room(const struct ts_refresh *r)
{
    size_t n = 0;

    for (size_t i = 0; i < PAGE_PLACES; i++)
        n += r->pages[i].article_id != 0;
    return n < MAX_PAGES_AT_ONCE;
}

static void expect_pages(struct ts_refresh *r, size_t n)
{
    if (r->progress.n_pages < n)
        r->progress.n_pages = n;
}

struct page_job *refresh_free_page(struct ts_refresh *r)
{
    return find_page(r, 0);
}

/* Asks for a page of the job's article. */
static void ask(struct ts_refresh *r, const struct page_job *job, const struct ts_source *source,
                ts_str url)
{
    struct ts_arena scratch = { 0 };
    ts_str address = source_parts_of(source->url).address;
    struct ts_http_request request = {
        .id = job->article_id,
        .kind = JOB_PAGE,
        .url = ts_url_with_secret_of(&scratch, url, address),
        .priority = job->priority,
        .allow_file = ts_url_is_file(address),
        .allow_private = source_allows_private(source, url),
        .wants_text = true,
    };

    refresh_apply_options(r, source, &request);
    ts_http_submit(r->http, &request);
    r->n_pages_left++;
    expect_pages(r, r->progress.n_pages_done + r->n_pages_left);
    ts_arena_done(&scratch);
}

static enum ts_rc submit_page(struct ts_refresh *r, const struct ts_wanted *wanted,
                              enum ts_http_priority priority, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source;
    struct page_job *job = find_page(r, 0);
    enum ts_rc rc = ts_source_get(&scratch, r->db, wanted->source_id, &source, err);

    struct ingest_plan plan = { 0 };
    bool is_skipped = false;
    if (rc == TS_OK)
        plan = refresh_plan_of(r, source.url);
    if (rc == TS_OK && priority != TS_HTTP_NOW)
        rc = full_text_suffices(r->db, plan.pages, &source, &is_skipped, err);
    if (rc == TS_OK && is_skipped) {
        rc = ts_article_skip_page(r->db, wanted->article_id, err);
    } else if (rc == TS_OK && job) {
        bool is_linked = plan.takes_links;
        *job = (struct page_job){ .article_id = wanted->article_id,
                                  .source_id = wanted->source_id,
                                  .priority = priority,
                                  .past = { wanted->n_failures, is_linked } };
        ask(r, job, &source, wanted->url);
    }
    ts_arena_done(&scratch);
    return rc;
}

/* The next page of an article in several. */
static enum ts_rc ask_next(struct ts_refresh *r, const struct page_job *job, ts_str url,
                           struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source;
    enum ts_rc rc = ts_source_get(&scratch, r->db, job->source_id, &source, err);

    if (rc == TS_OK)
        ask(r, job, &source, url);
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc refresh_ingest_page(struct ts_refresh *r, struct page_job *job,
                               const struct ts_reply *reply, struct ts_err *err)
{
    ts_str next_url;
    enum ts_rc rc = ingest_page(r->db, &r->rules, &job->article_id, &job->past, &job->chain, reply,
                                &next_url, err);

    if (rc == TS_OK && next_url.len > 0 && find_page(r, job->article_id) == job) {
        rc = ask_next(r, job, next_url, err);
        if (rc == TS_OK)
            return rc;
    }
    page_chain_done(&job->chain);
    *job = (struct page_job){ 0 };
    return rc;
}

/* How many there are, once the sources are done: those under way are still wanted. */
static enum ts_rc count_pages(struct ts_refresh *r, struct ts_err *err)
{
    size_t n = 0;

    if (r->has_counted_pages)
        return TS_OK;
    enum ts_rc rc = ts_articles_count_wanted(r->db, ts_now_at(), &n, err);
    r->has_counted_pages = rc == TS_OK;
    expect_pages(r, r->progress.n_pages_done + n);
    return rc;
}

void refresh_queue_pages(struct ts_refresh *r)
{
    struct ts_arena scratch = { 0 };
    struct ts_wanted *wanted;
    struct ts_err err;
    size_t n = 0, n_queued = 0;

    enum ts_rc rc = count_pages(r, &err);
    if (rc == TS_OK)
        rc = ts_articles_wanted(&scratch, r->db, ts_now_at(), MAX_PAGES_AT_ONCE, &wanted, &n, &err);
    for (size_t i = 0; rc == TS_OK && i < n && has_room(r); i++) {
        if (find_page(r, wanted[i].article_id))
            continue;
        rc = submit_page(r, &wanted[i], TS_HTTP_NORMAL, &err);
        n_queued++;
    }
    if (rc != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    if (rc != TS_OK || (n_queued == 0 && r->n_pages_left == 0)) {
        r->wants_pages = false;
        r->progress.n_pages = r->progress.n_pages_done; /* some became one with others */
    }
    ts_arena_done(&scratch);
}

/* Asks for the page of an article with this priority, or lets it go by it if it waits already. */
static enum ts_rc put_first(struct ts_refresh *r, const struct ts_stored *stored,
                            enum ts_http_priority priority, struct ts_err *err)
{
    struct page_job *job = find_page(r, stored->id);
    struct ts_wanted wanted = { stored->id, stored->source_id, stored->article.url,
                                stored->article.title, 0 };

    if (!job)
        return submit_page(r, &wanted, priority, err);
    if (job->priority < priority)
        job->priority = priority;
    ts_http_raise(r->http, JOB_PAGE, stored->id, priority);
    return TS_OK;
}

enum ts_rc ts_refresh_page(struct ts_refresh *r, int64_t article_id, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_stored stored;

    refresh_begin(r);
    enum ts_rc rc = ts_article_get(&scratch, r->db, article_id, &stored, err);
    if (rc == TS_OK && stored.article.url.len == 0) /* an episode of a podcast, as a rule */
        rc = ts_fail(err, TS_ERR_NOTFOUND, "this article has no page: its feed names no address");
    if (rc == TS_OK)
        rc = ts_article_want(r->db, article_id, err);
    if (rc == TS_OK)
        rc = put_first(r, &stored, TS_HTTP_NOW, err);
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc ts_refresh_hasten(struct ts_refresh *r, int64_t article_id, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_stored stored;
    size_t n = 0;

    enum ts_rc rc = clean_some(r->db, article_id, 1, &n, err);
    if (n > 0) {
        refresh_begin(r);
        refresh_changed(r, n);
    }
    if (rc != TS_OK || !r->wants_pages)
        return rc;
    rc = ts_article_get(&scratch, r->db, article_id, &stored, err);
    if (rc == TS_OK && stored.is_wanted && stored.page_error.len == 0)
        rc = put_first(r, &stored, TS_HTTP_SOON, err);
    ts_arena_done(&scratch);
    return rc;
}

void ts_refresh_pages(struct ts_refresh *r)
{
    refresh_begin(r);
    r->wants_pages = r->profile->config.fetch_pages && refresh_take_lock(r, NULL) == TS_OK;
    if (r->wants_pages)
        lock_note(&r->lock, true);
    r->has_counted_pages = false;
    r->wants_cleaning = true; /* of what has no page */
    r->wants_review = true;   /* what an earlier run left */
}

/* The library takes nothing in: its disk is full, or somebody holds it.  What it does not know to
 * have come would be asked for again at once, without end. */
void refresh_ask_no_more_pages(struct ts_refresh *r)
{
    r->wants_pages = false;
    r->progress.n_pages = r->progress.n_pages_done + r->n_pages_left;
}

void refresh_take_page(struct ts_refresh *r, const struct ts_reply *reply)
{
    struct page_job *job = find_page(r, reply->id);
    struct ts_err err;

    r->n_pages_left--;
    r->progress.n_pages_done++;
    enum ts_rc rc = refresh_ingest_page(r, job, reply, &err);
    if (rc == TS_ERR_STORE)
        refresh_ask_no_more_pages(r);
    struct ts_refresh_done done = refresh_done_of(reply);
    refresh_tell_done(r, &done, rc == TS_OK ? NULL : &err);
    r->wants_review = r->wants_review || rc == TS_OK;
    if (rc != TS_ERR_CANCELLED)
        refresh_changed(r, 1);
}
