/* sources.c - where articles come from, how many, and what went wrong. */
#include "tearsheet/store/sources.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"

#include "listing_priv.h"
#include "ui_priv.h"

struct source_line {
    struct ts_source source;
    ts_str name;
    ts_str counts; /* unread of all articles */
    ts_str state;  /* the trouble it has, or when it was fetched */
};

static const char *const none[] = {
    "There are no sources yet.",
    "",
    "a   add the address of a feed, of a site, or of one article",
    "",
    "At the prompt, \"tearsheet import FILE\" brings over an OPML file or newsboat's urls file.",
    NULL,
};

static const struct source_line *row_of(const struct listing *l, size_t i)
{
    return &((const struct source_line *)l->rows)[i];
}

static ts_str state_of(struct ts_arena *a, const struct ts_source *source, int64_t now_at)
{
    if (source->error.len > 0)
        return view_text(a, source->error);
    if (source->fetched_at == 0)
        return TS_STR("never fetched");
    ts_str ago = ts_when_ago(a, source->fetched_at, now_at);
    return ts_arena_printf(a, "fetched %.*s", TS_FMT(ago));
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct ts_source *sources;
    size_t n, n_failing = 0;

    enum ts_rc rc = ts_sources_list(a, db, NULL, &sources, &n, err);
    if (rc != TS_OK)
        return rc;
    struct source_line *lines = TS_NEW_ARRAY(a, n, struct source_line);
    for (size_t i = 0; i < n; i++) {
        lines[i].source = sources[i];
        lines[i].name = view_text(a, ts_source_name(&sources[i]));
        lines[i].counts = ts_arena_printf(a, "%lld/%lld", (long long)sources[i].n_unread,
                                          (long long)sources[i].n_articles);
        lines[i].state = state_of(a, &sources[i], l->base.now_at);
        n_failing += sources[i].error.len > 0;
    }
    l->rows = lines;
    l->n = l->n_all = n;
    l->base.title = n_failing > 0 ? ts_arena_printf(a, "Sources, %zu in trouble", n_failing)
                                  : TS_STR("Sources");
    return TS_OK;
}

static int64_t id_of(const struct listing *l, size_t i)
{
    return row_of(l, i)->source.id;
}

static bool is_unread(const struct listing *l, size_t i)
{
    return row_of(l, i)->source.n_unread > 0;
}

static struct subject subject_of(const struct listing *l, size_t i)
{
    const struct source_line *row = row_of(l, i);
    return (struct subject){ .source_id = row->source.id,
                             .title = row->name,
                             .url = row->source.url,
                             .is_read = row->source.n_unread == 0 };
}

static void draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct source_line *row = row_of(l, i);
    bool is_failing = row->source.error.len > 0;
    int end = s->cols - 1;

    if (is_failing)
        ts_surface_put(s, 0, 2, 1, TS_STR("!"), TS_ROLE_ERROR, 0);
    if (s->cols >= 50) {
        int width = s->cols / 2 - 4;
        end = row_put_right(s, end, width, row->state, is_failing ? TS_ROLE_ERROR : TS_ROLE_DIM);
    }
    if (s->cols >= 30) {
        ts_surface_put_right(s, 0, end, row->counts, TS_ROLE_DIM);
        end -= 11;
    }
    row_put_headline(l, i, s, 4, end, row->name, is_unread(l, i), row->source.tags,
                     row->source.n_tags);
}

static void open_row(struct listing *l, struct ts_ui *ui, size_t i)
{
    ui_open_source(ui, row_of(l, i)->source.id, row_of(l, i)->name);
}

static const char *const *empty(const struct listing *l)
{
    (void)l;
    return none;
}

static const struct listing_class sources_class = { load,       id_of,    is_unread,
                                                    subject_of, draw_row, open_row,
                                                    NULL,       NULL,     empty };

void ui_open_sources(struct ts_ui *ui)
{
    struct listing *l;

    if (ui_go_back_to(ui, &sources_class))
        return;
    l = ui_alloc_view(sizeof *l);
    listing_init(l, &sources_class, ui);
    l->base.only = &sources_class;
    l->base.has_pane = false;
    l->base.hint = TS_STR("Enter articles  r fetch  a add  i details  h back  ? help");
    ui_push(ui, &l->base);
}
