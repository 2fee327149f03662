#include "report_priv.h"

#include "choose_priv.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/url.h"

enum { DRAW_EVERY_MS = 100, DEFAULT_COLS = 80 };

/* ---- the line ---- */

void report_clear(const struct report *r)
{
    if (r->is_live)
        fputs("\r\033[K", stderr);
}

/* "40 s left", or nothing while that cannot be told. */
static ts_str left_words(struct ts_arena *a, int64_t left_ms)
{
    const int64_t minute_ms = 60000;

    if (left_ms < 0)
        return (ts_str){ 0 };
    if (left_ms < 2 * minute_ms)
        return ts_arena_printf(a, "  %lld s left", (long long)(left_ms / 1000 + 1));
    return ts_arena_printf(a, "  %lld min left", (long long)(left_ms / minute_ms));
}

/* A line that wraps cannot be taken back. */
static size_t terminal_cols(void)
{
    struct winsize size;

    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col
                                                                           : DEFAULT_COLS;
}

void report_draw(struct report *r, const struct ts_progress *p)
{
    struct ts_arena scratch = { 0 };
    int64_t now_ms = ts_now_ms();

    if (!r->is_live || now_ms - r->drawn_ms < DRAW_EVERY_MS)
        return;
    r->drawn_ms = now_ms;
    ts_str line = ts_arena_printf(
        &scratch, "sources %zu/%zu  pages %zu/%zu  new %zu  failed %zu  %.1f MB%.*s",
        p->n_sources_done, p->n_sources, p->n_pages_done, p->n_pages, p->n_new, p->n_failed,
        (double)p->n_bytes / 1e6, TS_FMT(left_words(&scratch, ts_progress_left_ms(p, now_ms))));
    line = ts_str_sub(line, 0, terminal_cols() - 1);
    fprintf(stderr, "\r\033[K%.*s", TS_FMT(line));
    ts_arena_done(&scratch);
}

/* ---- objects ---- */

static void put_int(struct ts_json_out *o, const char *key, int64_t number)
{
    ts_json_key(o, key);
    ts_json_put_int(o, number);
}

static void end_object(struct ts_json_out *o)
{
    ts_json_close(o, '}');
    cli_put_line(o->buf);
    fflush(stdout); /* whoever reads this wants to see it happen */
    ts_buf_done(o->buf);
}

static void put_done_json(const struct ts_refresh_done *done)
{
    struct ts_arena scratch = { 0 };
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };
    const char *good = !done->is_source ? "done" : done->is_unchanged ? "unchanged" : "changed";
    const char *bad = done->is_paused ? "paused" : "failed";

    ts_json_open(&o, '{');
    ts_json_member(&o, "event", ts_str_of(done->is_source ? "source" : "page"));
    put_int(&o, "id", done->id);
    ts_json_member(&o, "url", ts_url_without_secret(&scratch, done->url));
    if (done->is_source)
        ts_json_member(&o, "name", done->name);
    ts_json_member(&o, "outcome", ts_str_of(done->err ? bad : good));
    put_int(&o, "status", done->status);
    put_int(&o, "bytes", done->n_bytes);
    if (done->is_source)
        put_int(&o, "new", (int64_t)done->n_new);
    ts_json_member(&o, "error", done->err ? ts_str_of(done->err->msg) : (ts_str){ 0 });
    end_object(&o);
    ts_arena_done(&scratch);
}

static void put_sum_json(const struct ts_progress *p)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };

    ts_json_open(&o, '{');
    ts_json_member(&o, "event", TS_STR("sum"));
    put_int(&o, "sources", (int64_t)p->n_sources);
    put_int(&o, "unchanged", (int64_t)p->n_unchanged);
    put_int(&o, "pages", (int64_t)p->n_pages);
    put_int(&o, "new", (int64_t)p->n_new);
    put_int(&o, "failed", (int64_t)p->n_failed);
    put_int(&o, "paused", (int64_t)p->n_paused);
    put_int(&o, "bytes", p->n_bytes);
    put_int(&o, "listed_ms", p->listed_ms > 0 ? p->listed_ms - p->started_ms : 0);
    put_int(&o, "ms", ts_now_ms() - p->started_ms);
    end_object(&o);
}

static void put_busy_json(const struct ts_err *err)
{
    struct ts_buf line = { 0 };
    struct ts_json_out o = { .buf = &line };

    ts_json_open(&o, '{');
    ts_json_member(&o, "event", TS_STR("busy"));
    ts_json_member(&o, "reason", ts_str_of(err->msg));
    end_object(&o);
}

/* ---- what the refresh tells ---- */

static void on_failed(void *user, ts_str about, const struct ts_err *err)
{
    struct report *r = user;

    report_clear(r);
    if (about.len > 0)
        cli_fail(r->cli, "%.*s: %s", TS_FMT(about), err->msg);
    else
        cli_fail_err(r->cli, err);
}

static void on_added(void *user, ts_str name, ts_str url, enum ts_added what, size_t n_articles)
{
    struct report *r = user;
    struct cli *c = r->cli;

    report_clear(r);
    c->n_done++;
    if (c->flags.quiet)
        return;
    url = ts_url_without_secret(&c->arena, url);
    if (what == TS_ADDED_NOTHING)
        cli_put_text(c, ts_arena_printf(&c->arena, "%.*s (%.*s) was subscribed to before\n",
                                        TS_FMT(name), TS_FMT(url)));
    else if (what == TS_ADDED_SOURCE)
        cli_put_text(c,
                     ts_arena_printf(
                         &c->arena, "subscribed to %.*s (%.*s): %.*s\n", TS_FMT(name), TS_FMT(url),
                         TS_FMT(ts_arena_count(&c->arena, n_articles, "article", "articles"))));
    else
        cli_put_text(
            c, ts_arena_printf(&c->arena, "saved \"%.*s\" (%.*s)\n", TS_FMT(name), TS_FMT(url)));
    fflush(stdout);
}

static void on_done(void *user, const struct ts_refresh_done *done)
{
    const struct report *r = user;

    if (r->cli->flags.json)
        put_done_json(done);
}

static size_t on_choose(void *user, ts_str about, const struct ts_offer *offers, size_t n,
                        size_t *picks)
{
    const struct report *r = user;

    report_clear(r);
    return choose_feeds(r->cli, about, offers, n, picks);
}

struct ts_refresh_listener report_listener(struct report *r)
{
    return (struct ts_refresh_listener){
        .user = r,
        .failed = on_failed,
        .added = on_added,
        .choose = choose_can_ask(r->cli) ? on_choose : NULL,
        .done = on_done,
    };
}

void report_init(struct report *r, struct cli *cli)
{
    *r = (struct report){
        .cli = cli,
        .is_live = isatty(STDERR_FILENO) && !cli->flags.quiet && !cli->flags.json,
    };
}

/* ---- the end ---- */

void report_sum(const struct report *r, const struct ts_progress *p)
{
    struct ts_arena a = { 0 };

    if (r->cli->flags.json)
        put_sum_json(p);
    else if (r->is_live && p->n_sources + p->n_pages + p->n_paused == 0)
        puts("nothing is due; --now asks all sources");
    else if (r->is_live)
        printf("%.*s\n", TS_FMT(ts_progress_sum(&a, p)));
    ts_arena_done(&a);
}

void report_busy(const struct report *r, const struct ts_err *err)
{
    if (r->cli->flags.json)
        put_busy_json(err);
    else if (!r->cli->flags.quiet)
        fprintf(stderr, "tearsheet: %s\n", err->msg);
}
