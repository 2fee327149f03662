/* What became of the answers of sources.  Those that are at hand together go into the library as
 * one transaction, since each would write the ends of the same tables and most pages of the same
 * indexes; told is what came of them when it is there. */
#include "read_feed_priv.h"
#include "refresh_priv.h"
#include "tearsheet/base/url.h"

enum {
    BATCH_MAX_SOURCES = 128,
    BATCH_MAX_MS = 200, /* others wait for the library; who wakes the refresh does not */
};

/* An answer that was taken in. */
struct taken {
    struct ts_refresh_done done;
    struct ingest_counts counts;
    enum ts_rc rc;
    struct ts_err err;
};

struct batch {
    struct ts_arena arena; /* of these, their names and addresses */
    struct taken *taken;   /* BATCH_MAX_SOURCES, of which `n` are used */
    size_t n;
    int64_t end_ms;
    bool is_open; /* the transaction */
};

/* What a sitemap told of by an index says of itself is not true of the index. */
static struct ts_reply of_sitemap(const struct ts_reply *reply)
{
    struct ts_reply own = *reply;

    own.etag = own.last_modified = own.permanent_url = (ts_str){ 0 };
    return own;
}

/* The answer of a source that is watched for links is an index of sitemaps: the one that promises
 * most is asked for in its place. */
static bool goes_on(struct ts_refresh *r, const struct ts_source *source,
                    const struct ts_reply *reply)
{
    struct ts_arena scratch = { 0 };
    struct ts_http_request request = { .id = source->id,
                                       .kind = JOB_SOURCE,
                                       .allow_private =
                                           ts_url_is_private(source->url) || reply->is_private };
    bool is_index = reply->rc == TS_OK && !reply->is_unchanged &&
                    ts_str_eq(reply->url, ts_source_address(source)) &&
                    refresh_plan_of(r, source->url).takes_links &&
                    read_feed_index(&scratch, reply, &request.url);

    if (is_index) {
        refresh_apply_options(r, source, &request);
        ts_http_submit(r->http, &request);
    }
    ts_arena_done(&scratch);
    return is_index;
}

/* Takes in the answer of a source. */
static enum ts_rc take_in(struct ts_refresh *r, const struct ts_source *source,
                          const struct ts_reply *reply, struct ingest_counts *counts,
                          struct ts_err *err)
{
    struct ingest_plan plan = refresh_plan_of(r, source->url);
    bool is_own = !plan.takes_links || ts_str_eq(reply->url, ts_source_address(source));
    struct ts_reply answer = is_own ? *reply : of_sitemap(reply);

    return ingest_feed(r->db, &plan, source, &answer, counts, err);
}

static void take(struct ts_refresh *r, const struct ts_reply *reply, struct batch *b)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source = { .url = reply->url };
    struct taken *t = &b->taken[b->n];

    *t = (struct taken){ .done = refresh_done_of(reply) };
    t->rc = ts_source_get(&scratch, r->db, reply->id, &source, &t->err);
    if (t->rc == TS_OK && goes_on(r, &source, reply)) {
        ts_arena_done(&scratch);
        return;
    }
    if (t->rc == TS_OK && b->is_open)
        t->rc = take_in(r, &source, reply, &t->counts, &t->err);
    t->done.is_source = true;
    t->done.url = ts_arena_str(&b->arena, source.url);
    t->done.name = ts_arena_str(&b->arena, ts_source_name(&source));
    b->n++;
    ts_arena_done(&scratch);
}

static void tell(struct ts_refresh *r, struct taken *t)
{
    bool is_new = t->rc == TS_OK && !t->counts.is_unchanged;

    r->n_sources_left--;
    r->progress.n_sources_done++;
    r->progress.n_new += t->counts.n_new;
    r->progress.n_unchanged += t->counts.is_unchanged;
    t->done.is_unchanged = t->counts.is_unchanged;
    t->done.n_new = t->counts.n_new;
    refresh_tell_done(r, &t->done, t->rc == TS_OK ? NULL : &t->err);
    r->wants_cleaning = r->wants_cleaning || is_new;
    r->progress.listed_ms = ts_now_ms();
}

/* None of it is in the library: all of it failed, and is asked for again the next time. */
static void lose(struct batch *b, const struct ts_err *err)
{
    for (size_t i = 0; i < b->n; i++) {
        b->taken[i].counts = (struct ingest_counts){ 0 };
        b->taken[i].rc = err->rc;
        b->taken[i].err = *err;
    }
}

/* It ends early when the reader wants something. */
static bool has_room(const struct ts_refresh *r, const struct batch *b)
{
    return b->is_open && b->n < BATCH_MAX_SOURCES && ts_now_ms() < b->end_ms &&
           !ts_http_was_woken(r->http);
}

struct ts_reply *refresh_take_sources(struct ts_refresh *r, struct ts_reply *reply)
{
    struct batch b = { .end_ms = ts_now_ms() + BATCH_MAX_MS };
    struct ts_err err;

    b.taken = TS_NEW_ARRAY(&b.arena, BATCH_MAX_SOURCES, struct taken);
    enum ts_rc rc = ts_db_begin(r->db, &err);
    b.is_open = rc == TS_OK;
    do {
        take(r, reply, &b);
        ts_reply_free(reply);
        reply = has_room(r, &b) ? refresh_next_reply(r) : NULL;
    } while (reply && refresh_is_for_source(reply));
    if (b.is_open)
        rc = ts_db_commit(r->db, &err);
    if (rc != TS_OK)
        lose(&b, &err);
    for (size_t i = 0; i < b.n; i++)
        tell(r, &b.taken[i]);
    if (b.n > 0)
        refresh_changed(r, 0);
    ts_arena_done(&b.arena);
    return reply;
}
