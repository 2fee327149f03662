/* sources.c - where articles come from, how many, and what went wrong. */
#include <limits.h>
#include <stdlib.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/sources.h"

#include "listing_priv.h"
#include "obey_priv.h"
#include "ui_priv.h"

enum { COUNTS_COLS = 11 };

struct sources {
    struct listing listing;
    bool is_as_written; /* in the order of the feeds file; else trouble first */
    int name_cols;      /* of the widest name with its folders, and of the widest state */
    int state_cols;
};

struct source_line {
    struct ts_source source;
    ts_str name;
    ts_str folders; /* parted by commas */
    size_t place;   /* in the feeds file */
    ts_str counts;  /* unread of all articles */
    ts_str state;   /* the trouble it has, or when it was fetched */
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
    if (source->is_removed)
        return TS_STR("removed; d purges its articles");
    if (source->error.len > 0)
        return view_text(a, ts_source_trouble(source));
    if (source->fetched_at == 0)
        return TS_STR("never fetched");
    ts_str ago = ts_when_ago(a, source->fetched_at, now_at);
    return ts_arena_printf(a, "fetched %.*s", TS_FMT(ago));
}

/* Sources in trouble, the longest first; then the others; then those removed. */
static int rank_of(const struct ts_source *source)
{
    if (source->is_removed)
        return INT_MAX;
    return source->error.len > 0 ? -1 - source->n_failures : 0;
}

/* Keeps the order of equals. */
static int compare_trouble(const void *one, const void *other)
{
    const struct source_line *a = one, *b = other;
    int rank_a = rank_of(&a->source), rank_b = rank_of(&b->source);

    if (rank_a != rank_b)
        return rank_a < rank_b ? -1 : 1;
    return a->place < b->place ? -1 : a->place > b->place;
}

static void fill_line(struct source_line *line, struct ts_arena *a, const struct ts_source *source,
                      size_t place, int64_t now_at)
{
    *line = (struct source_line){ .source = *source, .place = place };
    line->name = view_text(a, ts_source_name(source));
    line->counts =
        ts_arena_printf(a, "%lld/%lld", (long long)source->n_unread, (long long)source->n_articles);
    line->state = state_of(a, source, now_at);
    for (size_t i = 0; i < source->n_tags; i++)
        line->folders = ts_arena_printf(a, "%.*s%s%.*s", TS_FMT(line->folders), i > 0 ? ", " : "",
                                        TS_FMT(source->tags[i]));
}

static ts_str title_of(struct ts_arena *a, size_t n_failing, bool is_as_written)
{
    const char *order = is_as_written ? ", as in the feeds file" : "";

    if (n_failing == 0)
        return ts_arena_printf(a, "Sources%s", order);
    return ts_arena_printf(a, "Sources, %zu in trouble%s", n_failing, order);
}

static void measure(struct sources *v, const struct source_line *lines, size_t n)
{
    v->name_cols = v->state_cols = 0;
    for (size_t i = 0; i < n; i++) {
        int name = ts_utf8_cols(lines[i].name), state = ts_utf8_cols(lines[i].state);
        for (size_t k = 0; k < lines[i].source.n_tags; k++)
            name += 2 + ts_utf8_cols(lines[i].source.tags[k]);
        v->name_cols = name > v->name_cols ? name : v->name_cols;
        v->state_cols = state > v->state_cols ? state : v->state_cols;
    }
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    const struct ts_source_query all = { .with_removed = true };
    bool is_as_written = ((const struct sources *)l)->is_as_written;
    struct ts_source *sources;
    size_t n_sources, n = 0, n_failing = 0;

    enum ts_rc rc = ts_sources_list(a, db, &all, &sources, &n_sources, err);
    if (rc != TS_OK)
        return rc;
    struct source_line *lines = TS_NEW_ARRAY(a, n_sources, struct source_line);
    for (size_t i = 0; i < n_sources; i++) {
        if (sources[i].is_removed && sources[i].n_articles == 0)
            continue;
        fill_line(&lines[n++], a, &sources[i], i, l->base.now_at);
        n_failing += sources[i].error.len > 0 && !sources[i].is_removed;
    }
    if (n > 0 && !is_as_written)
        qsort(lines, n, sizeof *lines, compare_trouble);
    measure((struct sources *)l, lines, n);
    l->rows = lines;
    l->n = l->n_all = n;
    l->base.title = title_of(a, n_failing, is_as_written);
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
                             .folders = row->folders,
                             .is_read = row->source.n_unread == 0 };
}

/* Names come first: a state is cut where they need the room, but not below what tells of it, and
 * never takes more than half. */
static int state_width(const struct sources *v, int cols)
{
    enum { NAME_AT = 4, BESIDE = COUNTS_COLS + 3, TELLING_COLS = 20 };
    int half = cols / 2 - 4, room = cols - NAME_AT - v->name_cols - BESIDE;
    int width = room > TELLING_COLS ? room : TELLING_COLS;

    width = width < half ? width : half;
    return width < v->state_cols ? width : v->state_cols;
}

static void draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct source_line *row = row_of(l, i);
    bool is_failing = row->source.error.len > 0 && !row->source.is_removed;
    int end = s->cols - 1;

    if (is_failing)
        ts_surface_put(s, 0, 2, 1, TS_STR("!"), TS_ROLE_ERROR, 0);
    if (s->cols >= 50) {
        int width = state_width((const struct sources *)l, s->cols);
        end = row_put_right(s, end, width, row->state, is_failing ? TS_ROLE_ERROR : TS_ROLE_DIM);
    }
    if (s->cols >= 30) {
        ts_surface_put_right(s, 0, end, row->counts, TS_ROLE_DIM);
        end -= COUNTS_COLS;
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

static bool command(struct listing *l, struct ts_ui *ui, const struct invocation *in)
{
    struct sources *v = (struct sources *)l;

    if (in->command == TS_CMD_PURGE && in->arg.len == 0 && l->n > 0) {
        bool is_removed = row_of(l, l->list.at)->source.is_removed;
        struct invocation change = { .command = is_removed ? TS_CMD_PURGE : TS_CMD_REMOVE };
        struct subject about = subject_of(l, l->list.at);
        obey_change_source(ui, &change, &about); /* first the source, then its articles */
        return true;
    }
    if (in->command != TS_CMD_ORDER)
        return false;
    v->is_as_written = !v->is_as_written;
    l->base.is_stale = true;
    ui_say(ui, false, v->is_as_written ? "as in the feeds file" : "trouble first");
    return true;
}

static const struct listing_class sources_class = { load,       id_of,    is_unread,
                                                    subject_of, draw_row, open_row,
                                                    command,    NULL,     empty };

void ui_open_sources(struct ts_ui *ui)
{
    struct sources *v;

    if (ui_go_back_to(ui, &sources_class))
        return;
    v = ui_alloc_view(sizeof *v);
    struct listing *l = &v->listing;
    listing_init(l, &sources_class, ui);
    l->base.only = &sources_class;
    l->base.has_pane = false;
    l->base.hint =
        TS_STR("Enter articles  r fetch  a add  e name  t folders  d remove  i details  ? help");
    ui_push(ui, &l->base);
}
