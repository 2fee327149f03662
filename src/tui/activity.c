/* activity.c - what is being fetched, and what could not be. */
#include "tearsheet/app/feeds_file.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/sources.h"

#include "textview_priv.h"
#include "ui_priv.h"

enum { PAGES_SHOWN = 100 };

struct activity {
    struct textview text;
    const struct ts_profile *profile;
    const struct ts_progress *progress;
    const struct ts_buf *last; /* what the last refresh came to */
    const struct ts_buf *last_failure;
};

static const struct textview_class activity_class;

static ts_str next_try(struct ts_arena *a, int64_t next_at, int64_t now_at)
{
    enum { MINUTE_S = 60, HOUR_S = 60 * MINUTE_S, DAY_S = 24 * HOUR_S };
    int64_t left = next_at - now_at;

    if (left <= 0)
        return TS_STR("next time");
    if (left < HOUR_S)
        return ts_arena_printf(a, "in %lld min", (long long)(left / MINUTE_S + 1));
    if (left < DAY_S)
        return ts_arena_printf(a, "in %lld h", (long long)(left / HOUR_S + 1));
    return ts_arena_printf(a, "in %lld d", (long long)(left / DAY_S + 1));
}

static void add_now(struct text_builder *b, const struct activity *v, size_t n_wanted)
{
    const struct ts_progress *p = v->progress;
    ts_str last = ts_buf_str(v->last);

    text_add(b, TS_BLOCK_HEADING, TS_STR("Now"));
    if (p->is_running)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_printf(b->arena,
                                 "%zu of %zu sources and %zu of %zu pages done, %zu new articles, "
                                 "%zu failures.",
                                 p->n_sources_done, p->n_sources, p->n_pages_done, p->n_pages,
                                 p->n_new, p->n_failed));
    else
        text_add(b, TS_BLOCK_PARAGRAPH, TS_STR("Nothing is being fetched. R fetches all sources."));
    if (last.len > 0)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_printf(b->arena, "The last refresh: %.*s", TS_FMT(last)));
    if (v->last_failure->len > 0)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_printf(b->arena, "The last failure: %.*s",
                                 TS_FMT(ts_buf_str(v->last_failure))));
    if (n_wanted > 0)
        text_add(b, TS_BLOCK_PARAGRAPH,
                 ts_arena_printf(b->arena, "%.*s to be fetched%s.",
                                 TS_FMT(ts_arena_count(b->arena, n_wanted, "page is", "pages are")),
                                 p->is_running ? "" : "; r fetches what waits"));
}

/* Lines that name nothing that could be fetched, or that the file cannot be read; else no word. */
static void add_lines(struct text_builder *b, const struct ts_profile *profile)
{
    struct ts_sources_file file = { 0 };
    struct ts_err err;

    bool is_read = ts_feeds_read(b->arena, profile, &file, &err) == TS_OK;
    if (is_read && file.n_faults == 0)
        return;
    text_add(b, TS_BLOCK_HEADING, TS_STR("Lines of the feeds file"));
    if (!is_read)
        text_add(b, TS_BLOCK_PARAGRAPH, ts_arena_str(b->arena, ts_str_of(err.msg)));
    for (size_t i = 0; i < file.n_faults; i++)
        text_add(b, TS_BLOCK_PARAGRAPH, file.faults[i].message);
}

static enum ts_rc add_sources(struct text_builder *b, struct ts_db *db, int64_t now_at,
                              struct ts_err *err)
{
    struct ts_source *sources;
    size_t n, n_failing = 0;

    enum ts_rc rc = ts_sources_list(b->arena, db, NULL, &sources, &n, err);
    if (rc != TS_OK)
        return rc;
    text_add(b, TS_BLOCK_HEADING, TS_STR("Sources in trouble"));
    for (size_t i = 0; i < n; i++) {
        if (sources[i].error.len == 0)
            continue;
        n_failing++;
        text_add_row(b, ts_source_name(&sources[i]), ts_source_trouble(&sources[i]),
                     ts_source_is_gone(&sources[i])
                         ? TS_STR("given up")
                         : next_try(b->arena, sources[i].next_at, now_at));
    }
    if (n_failing == 0)
        text_add(b, TS_BLOCK_PARAGRAPH, TS_STR("None."));
    return TS_OK;
}

static enum ts_rc add_pages(struct text_builder *b, struct ts_db *db, int64_t now_at,
                            struct ts_err *err)
{
    struct ts_failed_page *pages;
    size_t n;

    enum ts_rc rc = ts_articles_failed(b->arena, db, PAGES_SHOWN, &pages, &n, err);
    if (rc != TS_OK)
        return rc;
    text_add(b, TS_BLOCK_HEADING, TS_STR("Pages that could not be had"));
    for (size_t i = 0; i < n; i++)
        text_add_row(b, pages[i].title.len ? pages[i].title : pages[i].url, pages[i].error,
                     pages[i].is_given_up ? TS_STR("given up")
                                          : next_try(b->arena, pages[i].next_at, now_at));
    if (n == 0)
        text_add(b, TS_BLOCK_PARAGRAPH, TS_STR("None."));
    return TS_OK;
}

static enum ts_rc load(struct textview *t, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    const struct activity *v = (const struct activity *)t;
    struct text_builder b = { .arena = a };
    int64_t now_at = t->base.now_at;
    size_t n_wanted = 0;

    enum ts_rc rc = ts_articles_count_wanted(db, now_at, &n_wanted, err);
    if (rc != TS_OK)
        return rc;
    text_add(&b, TS_BLOCK_TITLE, TS_STR("Downloads and errors"));
    add_now(&b, v, n_wanted);
    add_lines(&b, v->profile);
    rc = add_sources(&b, db, now_at, err);
    if (rc == TS_OK)
        rc = add_pages(&b, db, now_at, err);
    if (rc != TS_OK)
        return rc;
    text_add(&b, TS_BLOCK_NOTE,
             TS_STR("\"tearsheet doctor ADDRESS\" at the prompt asks once more and explains."));
    text_finish(t, &b, TS_STR("Downloads and errors"));
    return TS_OK;
}

static const struct textview_class activity_class = { load, NULL, NULL };

void ui_open_activity(struct ts_ui *ui)
{
    struct activity *v;

    if (ui_go_back_to(ui, &activity_class))
        return;
    v = ui_alloc_view(sizeof *v);
    textview_init(&v->text, &activity_class, ui);
    v->text.base.only = &activity_class;
    v->profile = ui->options.profile;
    v->progress = &ui->progress;
    v->last = &ui->last_refresh;
    v->last_failure = &ui->last_failure;
    v->text.base.hint = TS_STR("R fetch all  F sources  h back  ? help");
    ui_push(ui, &v->text.base);
}

void ui_spoil_activity(struct ts_ui *ui)
{
    for (struct ts_view *v = ui->top; v; v = v->below)
        if (v->only == &activity_class)
            v->is_stale = true;
}
