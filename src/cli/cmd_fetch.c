/* fetch and add: a refresh that runs until it is idle, with its progress on the terminal. */
#include <string.h>
#include <unistd.h>

#include "cli_priv.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/sources.h"

enum { TURN_MS = 100, MAX_ADDRESS_BYTES = 16 << 20 };

/* A refresh and who watches it. */
struct session {
    struct cli *cli;
    struct ts_refresh *refresh;
    bool is_live; /* progress is drawn on the terminal */
    int64_t drawn_ms;
};

static void clear_progress(const struct session *s)
{
    if (s->is_live)
        fputs("\r\033[K", stderr);
}

static void on_failed(void *user, ts_str about, const struct ts_err *err)
{
    struct session *s = user;

    clear_progress(s);
    if (about.len > 0 && !ts_str_has(ts_str_of(err->msg), ts_arena_cstr(&s->cli->arena, about)))
        cli_fail(s->cli, "%.*s: %s", TS_FMT(about), err->msg);
    else
        cli_fail_err(s->cli, err);
}

static void on_added(void *user, ts_str name, ts_str url, bool is_feed, size_t n_articles)
{
    struct session *s = user;
    struct cli *c = s->cli;

    clear_progress(s);
    c->n_done++;
    if (c->flags.quiet)
        return;
    if (is_feed)
        cli_put_text(c, ts_arena_printf(&c->arena, "subscribed to %.*s (%.*s): %zu articles\n",
                                        TS_FMT(name), TS_FMT(url), n_articles));
    else
        cli_put_text(
            c, ts_arena_printf(&c->arena, "saved \"%.*s\" (%.*s)\n", TS_FMT(name), TS_FMT(url)));
    fflush(stdout);
}

static void draw_progress(struct session *s)
{
    struct ts_progress p = ts_refresh_progress(s->refresh);

    if (!s->is_live || ts_now_ms() - s->drawn_ms < TURN_MS)
        return;
    s->drawn_ms = ts_now_ms();
    fprintf(stderr, "\r\033[Ksources %zu/%zu  pages %zu/%zu  new %zu  failed %zu  %.1f MB",
            p.n_sources_done, p.n_sources, p.n_pages_done, p.n_pages, p.n_new, p.n_failed,
            (double)p.n_bytes / 1e6);
}

static void run_until_idle(struct session *s)
{
    while (!ts_refresh_is_idle(s->refresh)) {
        ts_refresh_turn(s->refresh, TURN_MS);
        draw_progress(s);
    }
    clear_progress(s);
}

static bool open_session(struct cli *c, struct session *s)
{
    struct ts_refresh_listener listener = { s, on_failed, on_added, NULL };
    struct ts_err err;

    *s = (struct session){ .cli = c,
                           .is_live = isatty(STDERR_FILENO) && !c->flags.quiet && !c->flags.json };
    if (!cli_open_library(c, TS_DB_WRITE))
        return false;
    if (ts_refresh_open(&s->refresh, c->db, &c->profile, &listener, &err) == TS_OK)
        return true;
    cli_fail_err(c, &err);
    return false;
}

static void put_sum_json(const struct ts_progress *p)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };
    const struct {
        const char *key;
        int64_t value;
    } members[] = {
        { "sources", (int64_t)p->n_sources },  { "unchanged", (int64_t)p->n_unchanged },
        { "pages", (int64_t)p->n_pages },      { "new", (int64_t)p->n_new },
        { "failed", (int64_t)p->n_failed },    { "bytes", p->n_bytes },
        { "listed_ms", p->listed_ms > 0 ? p->listed_ms - p->started_ms : 0 },
        { "ms", ts_now_ms() - p->started_ms },
    };

    ts_json_open(&o, '{');
    for (size_t i = 0; i < TS_COUNT(members); i++) {
        ts_json_key(&o, members[i].key);
        ts_json_put_int(&o, members[i].value);
    }
    ts_json_close(&o, '}');
    cli_put_line(&line);
    ts_buf_done(&line);
}

/* Quiet in cron: without a terminal only failures are told. */
static void put_sum(const struct session *s)
{
    struct ts_progress p = ts_refresh_progress(s->refresh);

    if (s->cli->flags.json)
        put_sum_json(&p);
    else if (s->is_live && p.n_sources == 0 && p.n_pages == 0)
        puts("nothing is due; --now asks all sources");
    else if (s->is_live)
        printf("%zu sources (%zu unchanged), %zu pages, %zu new articles, %zu failures\n",
               p.n_sources, p.n_unchanged, p.n_pages, p.n_new, p.n_failed);
}

static bool source_id_of(struct cli *c, int64_t *id)
{
    struct ts_source source;
    struct ts_err err;

    *id = 0;
    if (!c->flags.source)
        return true;
    if (ts_source_get_url(&c->arena, c->db, ts_str_of(c->flags.source), &source, &err) != TS_OK) {
        cli_fail_err(c, &err);
        return false;
    }
    *id = source.id;
    return true;
}

int cmd_fetch(struct cli *c)
{
    struct session s;
    struct ts_err err;
    int64_t source_id;
    size_t n = 0;

    if (!open_session(c, &s) || !source_id_of(c, &source_id))
        return TS_EXIT_NOTHING;
    if (ts_refresh_start(s.refresh, source_id, c->flags.now, &n, &err) == TS_OK) {
        run_until_idle(&s);
        struct ts_progress p = ts_refresh_progress(s.refresh);
        size_t n_tried = p.n_sources + p.n_pages;
        c->n_done = n_tried > p.n_failed ? n_tried - p.n_failed : 0;
        put_sum(&s);
    } else {
        cli_fail_err(c, &err);
    }
    ts_refresh_close(s.refresh);
    return cli_status(c);
}

/* ---- add ---- */

static void queue_address(struct session *s, ts_str address)
{
    struct ts_err err;

    if (ts_refresh_add(s->refresh, address, &err) != TS_OK)
        cli_fail_err(s->cli, &err);
}

/* Addresses on standard input: the first word of each line, as in a feeds file. */
static void queue_standard_input(struct session *s)
{
    ts_str text = { 0 }, line, word;
    struct ts_err err;

    if (ts_file_read(&s->cli->arena, "-", MAX_ADDRESS_BYTES, &text, &err) != TS_OK)
        cli_fail_err(s->cli, &err);
    while (ts_str_split(&text, '\n', &line))
        if (ts_str_word(&line, &word) && word.ptr[0] != '#')
            queue_address(s, word);
}

int cmd_add(struct cli *c)
{
    struct session s;

    if (!open_session(c, &s))
        return TS_EXIT_NOTHING;
    for (size_t i = 0; i < c->n_args; i++) {
        if (strcmp(c->args[i], "-") == 0)
            queue_standard_input(&s);
        else
            queue_address(&s, ts_str_of(c->args[i]));
    }
    run_until_idle(&s);
    ts_refresh_close(s.refresh);
    return cli_status(c);
}
