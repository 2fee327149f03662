/* reclean: stored pages, cleaned again. */
#include "cli_priv.h"
#include "tearsheet/app/reclean.h"
#include "tearsheet/base/ahead.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/diff.h"
#include "tearsheet/store/pages.h"
#include "tearsheet/store/search.h"

struct tally {
    size_t n_changed;
    size_t n_same;
};

/* An article as a row of texts: what is said about it, then its paragraphs. */
static ts_str *texts_of(struct ts_arena *a, const struct ts_article *article, size_t *n)
{
    ts_str *texts = TS_NEW_ARRAY(a, article->n_blocks + 3, ts_str);

    *n = 0;
    texts[(*n)++] = ts_arena_concat(a, TS_STR("title: "), article->title);
    texts[(*n)++] = ts_arena_concat(a, TS_STR("byline: "), article->byline);
    texts[(*n)++] = ts_arena_concat(a, TS_STR("completeness: "),
                                    ts_str_of(ts_completeness_name(article->completeness)));
    for (size_t i = 0; i < article->n_blocks; i++)
        if (ts_block_is_text(&article->blocks[i]))
            texts[(*n)++] = article->blocks[i].text;
    return texts;
}

/* What changed, or would: a line of counts, and with --diff the paragraphs. */
static void put_changes(struct cli *c, const struct ts_recleaned *r)
{
    struct ts_arena a = { 0 };
    size_t n_before, n_after, n, n_added = 0;
    const ts_str *before = texts_of(&a, &r->before, &n_before);
    const ts_str *after = texts_of(&a, &r->after, &n_after);
    const struct ts_change *changes = ts_diff(&a, before, n_before, after, n_after, &n);

    for (size_t i = 0; i < n; i++)
        n_added += changes[i].is_added;
    cli_put_text(c, ts_arena_printf(&a, "%lld  %.*s (+%zu -%zu)\n", (long long)r->id,
                                    TS_FMT(r->before.title), n_added, n - n_added));
    for (size_t i = 0; i < n && c->flags.diff; i++)
        cli_put_text(c, ts_arena_printf(&a, "%s %.*s\n", changes[i].is_added ? "+" : "-",
                                        TS_FMT(changes[i].text)));
    ts_arena_done(&a);
}

/* What came of looking at an article. */
struct outcome {
    struct ts_arena arena;
    struct ts_recleaned recleaned;
    enum ts_rc rc;
    struct ts_err err;
};

/* Articles that several threads look at, each with the library open for itself. */
struct look {
    const struct ts_profile *profile;
    const int64_t *ids;
    struct ts_db *dbs[TS_AHEAD_WORKERS_MAX]; /* NULL until used */
    struct outcome outcomes[TS_AHEAD_PLACES];
};

static void look_at(void *arg, size_t worker, size_t i)
{
    struct look *look = arg;
    struct ts_db **db = &look->dbs[worker];
    struct outcome *out = &look->outcomes[i % TS_AHEAD_PLACES];

    ts_arena_reset(&out->arena);
    out->rc = *db ? TS_OK : ts_db_open(db, look->profile->library_path, TS_DB_READ, &out->err);
    if (out->rc == TS_OK)
        out->rc = ts_reclean_look(&out->arena, *db, &look->profile->config.site_rules, look->ids[i],
                                  &out->recleaned, &out->err);
}

static void look_done(struct look *look)
{
    for (size_t i = 0; i < TS_AHEAD_WORKERS_MAX; i++)
        ts_db_close(look->dbs[i]);
    for (size_t i = 0; i < TS_AHEAD_PLACES; i++)
        ts_arena_done(&look->outcomes[i].arena);
}

static void take(struct cli *c, int64_t id, struct outcome *out, struct tally *tally)
{
    const struct ts_recleaned *r = &out->recleaned;

    if (out->rc == TS_OK && r->is_changed && !c->flags.diff)
        out->rc = ts_reclean_put(c->db, r, &out->err);
    if (out->rc != TS_OK) {
        cli_fail(c, "article %lld: %s", (long long)id, out->err.msg);
        return;
    }
    c->n_done++;
    tally->n_changed += r->is_changed;
    tally->n_same += !r->is_changed;
    if (r->is_changed && !c->flags.quiet)
        put_changes(c, r);
}

static void reclean(struct cli *c, const int64_t *ids, size_t n, struct tally *tally)
{
    struct look look = { .profile = &c->profile, .ids = ids };
    struct ts_ahead *ahead = ts_ahead_begin(n, look_at, &look);

    for (size_t i = 0; i < n; i++) {
        ts_ahead_take(ahead, i);
        take(c, ids[i], &look.outcomes[i % TS_AHEAD_PLACES], tally);
    }
    ts_ahead_end(ahead);
    look_done(&look);
}

/* The articles whose pages are stored, since --since if that was given. */
static bool find_stored(struct cli *c, int64_t **ids, size_t *n)
{
    struct ts_err err;
    int64_t span_s = 0;

    if (c->flags.since && !ts_duration_parse(ts_str_of(c->flags.since), &span_s)) {
        cli_usage(c, "--since takes 30m, 6h or 2d, not \"%s\"", c->flags.since);
        return false;
    }
    int64_t since_at = c->flags.since ? ts_now_at() - span_s : INT64_MIN;
    if (ts_pages_since(&c->arena, c->db, since_at, ids, n, &err) == TS_OK)
        return true;
    cli_fail_err(c, &err);
    return false;
}

static bool read_ids(struct cli *c, int64_t **ids, size_t *n)
{
    *ids = TS_NEW_ARRAY(&c->arena, c->n_args, int64_t);
    for (*n = 0; *n < c->n_args; (*n)++)
        if (!cli_number(c, "reclean", c->args[*n], 0, &(*ids)[*n]))
            return false;
    return true;
}

static void index_changed(struct cli *c)
{
    struct ts_err err;

    if (ts_search_index(c->db, 0, NULL, &err) != TS_OK)
        cli_fail_err(c, &err);
}

int cmd_reclean(struct cli *c)
{
    bool finds = c->flags.all || c->flags.since;
    struct tally tally = { 0 };
    int64_t *ids;
    size_t n = 0;

    if ((c->n_args > 0) == finds || (c->flags.all && c->flags.since))
        return cli_usage(c, "reclean wants ID..., or --all, or --since TIME");
    if (c->n_args > 0 && !read_ids(c, &ids, &n))
        return TS_EXIT_USAGE;
    if (!cli_open_library(c, c->flags.diff ? TS_DB_READ : TS_DB_WRITE))
        return TS_EXIT_NOTHING;
    if (finds && !find_stored(c, &ids, &n))
        return c->n_failed > 0 ? TS_EXIT_NOTHING : TS_EXIT_USAGE;
    reclean(c, ids, n, &tally);
    if (tally.n_changed > 0 && !c->flags.diff)
        index_changed(c);
    bool has_sum = tally.n_changed + tally.n_same > 0 || c->n_failed == 0;
    if (has_sum && !c->flags.quiet)
        cli_put_text(c, ts_arena_printf(&c->arena, "%zu of %zu articles %s\n", tally.n_changed,
                                        tally.n_changed + tally.n_same,
                                        c->flags.diff ? "would change" : "changed"));
    return cli_status(c);
}
