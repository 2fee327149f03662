/* sources, remove, rename and purge: subscriptions at the prompt. */
#include "cli_priv.h"
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/purge.h"

/* ---- listing ---- */

static void put_moment(struct cli *c, struct ts_json_out *o, const char *key, int64_t at)
{
    struct ts_when when = { at, 0, TS_WHEN_TIME, true };

    ts_json_member(o, key, at > 0 ? ts_when_iso(&c->arena, when) : (ts_str){ 0 });
}

static void put_number(struct ts_json_out *o, const char *key, int64_t number)
{
    ts_json_key(o, key);
    ts_json_put_int(o, number);
}

static void put_json(struct cli *c, const struct ts_source *source)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };

    ts_json_open(&o, '{');
    put_number(&o, "id", source->id);
    ts_json_member(&o, "url", ts_url_without_secret(&c->arena, source->url));
    ts_json_member(&o, "name", ts_source_name(source));
    ts_json_list(&o, "folders");
    for (size_t i = 0; i < source->n_tags; i++)
        ts_json_put_str(&o, source->tags[i]);
    ts_json_close(&o, ']');
    put_number(&o, "articles", source->n_articles);
    put_number(&o, "unread", source->n_unread);
    put_moment(c, &o, "fetched", source->fetched_at);
    put_moment(c, &o, "next", source->next_at);
    put_number(&o, "status", source->http_status);
    put_number(&o, "failures", source->n_failures);
    ts_json_member(&o, "error", source->error);
    ts_json_key(&o, "removed");
    ts_json_put_bool(&o, source->is_removed);
    ts_json_close(&o, '}');
    cli_put_line(&line);
    ts_buf_done(&line);
}

/* A line below that of its source. */
static void put_remark(struct cli *c, ts_str text)
{
    if (text.len > 0)
        cli_put_text(c, ts_arena_printf(&c->arena, "%20s %.*s\n", "", TS_FMT(text)));
}

static void put_row(struct cli *c, const struct ts_source *source)
{
    const char *state = source->is_removed ? "removed" : source->error.len > 0 ? "trouble" : "";
    ts_str name = ts_source_name(source);
    ts_str url = ts_url_without_secret(&c->arena, source->url);
    bool is_named = !ts_str_eq(name, source->url);

    cli_put_text(c, ts_arena_printf(&c->arena, "%5lld/%-5lld %-8s %.*s%s%.*s\n",
                                    (long long)source->n_unread, (long long)source->n_articles,
                                    state, TS_FMT(name), is_named ? "  " : "",
                                    TS_FMT(is_named ? url : (ts_str){ 0 })));
    put_remark(c, ts_source_trouble(source));
    put_remark(c, ts_trouble_advice(source->http_status, source->error));
}

int cmd_sources(struct cli *c)
{
    const struct ts_source_query query = { .with_removed = c->flags.all };
    struct ts_source *sources;
    struct ts_err err;
    size_t n = 0;

    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    if (ts_sources_list(&c->arena, c->db, &query, &sources, &n, &err) != TS_OK)
        cli_fail_err(c, &err);
    for (size_t i = 0; i < n; i++)
        (c->flags.json ? put_json : put_row)(c, &sources[i]);
    return cli_status(c);
}

/* ---- changing ---- */

static enum ts_rc remove_one(struct cli *c, const struct ts_source *source, struct ts_err *err)
{
    struct ts_arena *a = &c->arena;
    enum ts_rc rc = ts_feeds_remove(c->db, &c->profile, source->url, err);

    if (rc == TS_OK)
        cli_put_text(
            c, ts_arena_printf(
                   a, "removed %.*s; what came of it stays until it is purged (%.*s)\n",
                   TS_FMT(ts_source_name(source)),
                   TS_FMT(ts_arena_count(a, (size_t)source->n_articles, "article", "articles"))));
    return rc;
}

static enum ts_rc purge_one(struct cli *c, const struct ts_source *source, struct ts_err *err)
{
    struct ts_source left = { 0 };
    ts_str rest = TS_STR("");
    size_t n = 0;
    enum ts_rc rc = ts_purge_source(c->db, source->id, &n, err);

    if (rc == TS_OK)
        rc = ts_source_get(&c->arena, c->db, source->id, &left, err);
    if (rc != TS_OK)
        return rc;
    if (left.n_articles > 0)
        rest = ts_arena_printf(&c->arena, "; %lld stay, with a star, a tag, or in another source",
                               (long long)left.n_articles);
    cli_put_text(c, ts_arena_printf(&c->arena, "purged %.*s of %.*s%.*s\n",
                                    TS_FMT(ts_arena_count(&c->arena, n, "article", "articles")),
                                    TS_FMT(ts_source_name(source)), TS_FMT(rest)));
    return TS_OK;
}

static enum ts_rc rename_one(struct cli *c, const struct ts_source *source, struct ts_err *err)
{
    return ts_feeds_rename(c->db, &c->profile, source->url, ts_str_of(c->args[1]), err);
}

/* The file may have been edited since the library last looked. */
static bool open_in_step(struct cli *c)
{
    struct ts_err err;

    if (!cli_open_library(c, TS_DB_WRITE))
        return false;
    if (ts_feeds_sync(&c->arena, c->db, &c->profile, NULL, &err) == TS_OK)
        return true;
    cli_fail_err(c, &err);
    return false;
}

/* Does `change` to the sources whose addresses are the first `n` arguments. */
static int change_sources(struct cli *c, size_t n,
                          enum ts_rc (*change)(struct cli *, const struct ts_source *,
                                               struct ts_err *))
{
    struct ts_source source;
    struct ts_err err;

    if (!open_in_step(c))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < n; i++) {
        ts_str url = ts_str_of(c->args[i]);
        enum ts_rc rc = cli_source_of(c, url, &source, &err);
        if (rc == TS_OK)
            rc = change(c, &source, &err);
        if (rc == TS_OK)
            c->n_done++;
        else
            cli_fail(c, "%.*s: %s", TS_FMT(url), err.msg);
    }
    return cli_status(c);
}

int cmd_remove(struct cli *c)
{
    return change_sources(c, c->n_args, remove_one);
}

int cmd_purge(struct cli *c)
{
    return change_sources(c, c->n_args, purge_one);
}

int cmd_rename(struct cli *c)
{
    if (c->n_args != 2)
        return cli_usage(c, "rename wants ADDRESS and NAME");
    return change_sources(c, 1, rename_one);
}
