/* stories, ls and search: lists of what is in the library. */
#include "cli_priv.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"

enum { DEFAULT_LIMIT = 50, TITLE_COLS = 72 };

/* How many rows the options ask for; 0 is all of them.  JSON is for programs: they get all. */
static bool wanted_rows(struct cli *c, size_t *limit)
{
    int64_t number;

    if (!cli_number(c, "--limit", c->flags.limit, c->flags.all || c->flags.json ? 0 : DEFAULT_LIMIT,
                    &number))
        return false;
    if (c->flags.limit && number == 0) {
        cli_fail(c, "--limit takes a number from 1 on, not \"0\"; --all lists everything");
        return false;
    }
    *limit = (size_t)number;
    return true;
}

/* What a query is limited to: one row more than is shown tells that there are more. */
static size_t with_one_more(size_t limit)
{
    return limit > 0 ? limit + 1 : 0;
}

static size_t at_most(size_t n, size_t limit)
{
    return limit > 0 && n > limit ? limit : n;
}

/* Says so when a list of `n` rows was cut though nobody asked for that. */
static void tell_of_more(const struct cli *c, size_t limit, size_t n)
{
    if (limit > 0 && n > limit && !c->flags.json && !c->flags.limit)
        fprintf(stderr, "(the first %zu; --all lists everything)\n", limit);
}

static bool find_tag(struct cli *c, int64_t *id)
{
    struct ts_err err;

    *id = 0;
    if (!c->flags.tag || ts_tag_find(c->db, ts_str_of(c->flags.tag), id, &err) == TS_OK)
        return true;
    cli_fail_err(c, &err);
    return false;
}

/* Whether there is such a story; 0 is none that was asked for. */
static bool has_story(struct cli *c, int64_t id)
{
    struct ts_story_row story;
    struct ts_err err;

    if (id == 0 || ts_story_get(&c->arena, c->db, id, &story, &err) == TS_OK)
        return true;
    cli_fail_err(c, &err);
    return false;
}

/* ---- articles ---- */

static void put_row_json(struct cli *c, struct ts_buf *line, const struct ts_article_row *row)
{
    struct ts_json_out o = { .buf = line };

    ts_json_open(&o, '{');
    cli_json_int(&o, "id", row->id);
    ts_json_member(&o, "url", row->url);
    ts_json_member(&o, "title", row->title);
    ts_json_member(&o, "site", row->site);
    ts_json_member(&o, "published", ts_when_iso(&c->arena, row->published));
    cli_json_states(&o, row->story_id, row->tags, row->n_tags, row->is_read, row->is_starred);
    ts_json_member(&o, "completeness", ts_str_of(ts_completeness_name(row->completeness)));
    ts_json_close(&o, '}');
    cli_put_line(line);
}

static ts_str tag_list(struct ts_arena *a, const ts_str *tags, size_t n)
{
    ts_str list = { 0 };

    for (size_t i = 0; i < n; i++)
        list = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(list), i > 0 ? " " : "  #", TS_FMT(tags[i]));
    return list;
}

static void put_row(struct cli *c, const struct ts_article_row *row)
{
    struct ts_arena *a = &c->arena;
    ts_str day = ts_str_sub(cli_iso(a, row->sort_at), 0, 10);
    ts_str title = ts_utf8_ellipsis(a, cli_one_line(a, row->title), TITLE_COLS, false);

    cli_put_text(c, ts_arena_printf(a, "%6lld %c%c %.*s  %.*s  (%.*s)%.*s\n", (long long)row->id,
                                    row->is_read ? ' ' : 'N', row->is_starred ? '*' : ' ',
                                    TS_FMT(day), TS_FMT(title), TS_FMT(cli_one_line(a, row->site)),
                                    TS_FMT(tag_list(a, row->tags, row->n_tags))));
}

static int list_articles(struct cli *c, struct ts_article_query *query)
{
    struct ts_article_row *rows;
    struct ts_buf line = { 0 };
    struct ts_err err;
    size_t n = 0, limit;

    if (!wanted_rows(c, &limit))
        return TS_EXIT_USAGE;
    query->limit = with_one_more(limit);
    if (ts_articles_list(&c->arena, c->db, query, &rows, &n, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return err.rc == TS_ERR_ARG ? TS_EXIT_USAGE : TS_EXIT_NOTHING;
    }
    for (size_t i = 0; i < at_most(n, limit); i++) {
        if (c->flags.json)
            put_row_json(c, &line, &rows[i]);
        else
            put_row(c, &rows[i]);
    }
    tell_of_more(c, limit, n);
    ts_buf_done(&line);
    return TS_EXIT_DONE;
}

int cmd_ls(struct cli *c)
{
    struct ts_article_query query = { .unread_only = c->flags.unread,
                                      .starred_only = c->flags.starred,
                                      .search = ts_str_of(c->flags.search) };

    if (!cli_number(c, "--story", c->flags.story, 0, &query.story_id))
        return TS_EXIT_USAGE;
    if (!cli_open_library(c, TS_DB_READ) || !find_tag(c, &query.tag_id) ||
        !cli_find_source(c, &query.source_id) || !has_story(c, query.story_id))
        return TS_EXIT_NOTHING;
    return list_articles(c, &query);
}

int cmd_search(struct cli *c)
{
    struct ts_article_query query = { .unread_only = c->flags.unread };

    for (size_t i = 0; i < c->n_args; i++)
        query.search = ts_arena_printf(&c->arena, "%.*s%s%s", TS_FMT(query.search),
                                       i > 0 ? " " : "", c->args[i]);
    if (ts_str_trim(query.search).len == 0)
        return cli_usage(c, "search wants WORDS...");
    if (!cli_open_library(c, TS_DB_READ))
        return TS_EXIT_NOTHING;
    return list_articles(c, &query);
}

/* ---- stories ---- */

static bool has_string(const ts_str *strings, size_t n, ts_str wanted)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_eq(strings[i], wanted))
            return true;
    return false;
}

static void put_reports(struct ts_json_out *o, struct ts_arena *a,
                        const struct ts_article_row *rows, size_t n)
{
    ts_str *outlets = TS_NEW_ARRAY(a, n, ts_str);
    size_t n_outlets = 0;

    ts_json_list(o, "reports");
    for (size_t i = 0; i < n; i++) {
        ts_json_put_int(o, rows[i].id);
        if (!has_string(outlets, n_outlets, rows[i].site))
            outlets[n_outlets++] = rows[i].site;
    }
    ts_json_close(o, ']');
    cli_json_strings(o, "outlets", outlets, n_outlets);
}

static enum ts_rc put_story_json(struct cli *c, struct ts_buf *line,
                                 const struct ts_story_row *story, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_json_out o = { .buf = line };
    struct ts_article_query query = { .story_id = story->id, .order = TS_OLDEST };
    struct ts_article_row *rows;
    size_t n;
    enum ts_rc rc = ts_articles_list(&scratch, c->db, &query, &rows, &n, err);

    if (rc == TS_OK) {
        ts_json_open(&o, '{');
        cli_json_int(&o, "id", story->id);
        ts_json_member(&o, "headline", story->headline);
        put_reports(&o, &scratch, rows, n);
        ts_json_member(&o, "first", cli_iso(&scratch, story->first_at));
        ts_json_member(&o, "latest", cli_iso(&scratch, story->latest_at));
        cli_json_int(&o, "unread", (int64_t)story->n_unread);
        cli_json_strings(&o, "tags", story->tags, story->n_tags);
        cli_json_id(&o, "saga", story->saga_id);
        ts_json_close(&o, '}');
        cli_put_line(line);
    }
    ts_arena_done(&scratch);
    return rc;
}

static void put_story(struct cli *c, const struct ts_story_row *story)
{
    struct ts_arena *a = &c->arena;
    ts_str day = ts_str_sub(cli_iso(a, story->latest_at), 0, 10);
    ts_str title = ts_utf8_ellipsis(a, cli_one_line(a, story->headline), TITLE_COLS, false);

    cli_put_text(c, ts_arena_printf(a, "%6lld %3zu/%-3zu %.*s  %.*s  (%.*s)%.*s\n",
                                    (long long)story->id, story->n_unread, story->n_reports,
                                    TS_FMT(day), TS_FMT(title),
                                    TS_FMT(cli_one_line(a, story->outlets)),
                                    TS_FMT(tag_list(a, story->tags, story->n_tags))));
}

/* Nothing is left out without a word, not even from what a program reads. */
static enum ts_rc tell_of_muted(struct cli *c, const struct ts_story_query *query,
                                struct ts_err *err)
{
    struct ts_story_query muted = *query;
    size_t n = 0;

    muted.muted_only = true;
    enum ts_rc rc =
        query->with_muted || query->tag_id ? TS_OK : ts_stories_count(c->db, &muted, &n, err);
    if (n > 0)
        fprintf(stderr, "(%zu stor%s with a muted tag left out; --all lists everything)\n", n,
                n == 1 ? "y" : "ies");
    return rc;
}

static enum ts_story_order story_order(const struct cli *c)
{
    if (c->flags.covered)
        return TS_STORY_MOST_COVERED;
    return c->flags.front ? TS_STORY_FRONT : TS_STORY_NEWEST;
}

int cmd_stories(struct cli *c)
{
    struct ts_story_query query = { .unread_only = c->flags.unread,
                                    .with_muted = c->flags.all,
                                    .order = story_order(c) };
    struct ts_story_row *rows;
    struct ts_buf line = { 0 };
    struct ts_err err;
    size_t n, limit;

    if (c->flags.covered && c->flags.front)
        return cli_usage(c, "stories is sorted by --covered or by --front, not both");
    if (!wanted_rows(c, &limit))
        return TS_EXIT_USAGE;
    query.limit = with_one_more(limit);
    if (!cli_open_library(c, TS_DB_READ) || !find_tag(c, &query.tag_id))
        return TS_EXIT_NOTHING;
    enum ts_rc rc = ts_stories_list(&c->arena, c->db, &query, &rows, &n, &err);
    for (size_t i = 0; rc == TS_OK && i < at_most(n, limit); i++) {
        if (c->flags.json)
            rc = put_story_json(c, &line, &rows[i], &err);
        else
            put_story(c, &rows[i]);
    }
    if (rc == TS_OK)
        tell_of_more(c, limit, n);
    if (rc == TS_OK)
        rc = tell_of_muted(c, &query, &err);
    if (rc != TS_OK)
        cli_fail_err(c, &err);
    ts_buf_done(&line);
    return cli_status(c);
}
