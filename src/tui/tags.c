/* tags.c - the tags, with their letters and counts. */
#include "tearsheet/store/tags.h"
#include "tearsheet/base/utf8.h"

#include "listing_priv.h"
#include "ui_priv.h"

enum { MIN_COUNTS_COLS = 36, MAX_COUNTS_COLS = 46 };

struct tag_line {
    struct ts_tag tag;
    ts_str counts;
};

static const char *const none[] = {
    "There are no tags yet.",
    "",
    "h   go back; there, t tags what is selected",
    NULL,
};

static const struct tag_line *row_of(const struct listing *l, size_t i)
{
    return &((const struct tag_line *)l->rows)[i];
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct ts_tag *tags;
    size_t n;

    enum ts_rc rc = ts_tags_list(a, db, &tags, &n, err);
    if (rc != TS_OK)
        return rc;
    struct tag_line *lines = TS_NEW_ARRAY(a, n, struct tag_line);
    for (size_t i = 0; i < n; i++) {
        ts_str articles = ts_arena_count(a, tags[i].n_articles, "article", "articles");
        ts_str stories = ts_arena_count(a, tags[i].n_stories, "story", "stories");
        lines[i].tag = tags[i];
        lines[i].tag.name = view_text(a, tags[i].name);
        lines[i].counts =
            ts_arena_printf(a, "%.*s, %.*s, %zu unread%s", TS_FMT(stories), TS_FMT(articles),
                            tags[i].n_unread, tags[i].is_muted ? ", muted" : "");
    }
    l->rows = lines;
    l->n = l->n_all = n;
    l->base.title = TS_STR("Tags");
    return TS_OK;
}

static int64_t id_of(const struct listing *l, size_t i)
{
    return row_of(l, i)->tag.id;
}

static bool is_unread(const struct listing *l, size_t i)
{
    return row_of(l, i)->tag.n_unread > 0;
}

static struct subject subject_of(const struct listing *l, size_t i)
{
    const struct ts_tag *tag = &row_of(l, i)->tag;
    return (struct subject){ .tag_id = tag->id, .title = tag->name, .is_read = tag->n_unread == 0 };
}

/* Of the widest row, but for names there is to be room as well. */
static int counts_cols(const struct listing *l)
{
    int widest = MIN_COUNTS_COLS;

    for (size_t i = 0; i < l->n; i++) {
        int cols = ts_utf8_cols(row_of(l, i)->counts);
        widest = cols > widest ? cols : widest;
    }
    return widest < MAX_COUNTS_COLS ? widest : MAX_COUNTS_COLS;
}

static void draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct tag_line *row = row_of(l, i);
    int end = s->cols - 1;

    if (row->tag.letter)
        ts_surface_put(s, 0, 3, 1, (ts_str){ &row->tag.letter, 1 }, TS_ROLE_KEY, 0);
    if (s->cols >= 60)
        end = row_put_right(s, end, counts_cols(l), row->counts, TS_ROLE_DIM);
    row_put_headline(l, i, s, 6, end, row->tag.name, is_unread(l, i), NULL, 0);
}

static void open_row(struct listing *l, struct ts_ui *ui, size_t i)
{
    ui_open_tag(ui, row_of(l, i)->tag.id, row_of(l, i)->tag.name);
}

static const char *const *empty(const struct listing *l)
{
    (void)l;
    return none;
}

static const struct listing_class tags_class = { load,     id_of, is_unread, subject_of, draw_row,
                                                 open_row, NULL,  NULL,      empty };

void ui_open_tags(struct ts_ui *ui)
{
    struct listing *l;

    if (ui_go_back_to(ui, &tags_class))
        return;
    l = ui_alloc_view(sizeof *l);
    listing_init(l, &tags_class, ui);
    l->base.only = &tags_class;
    l->base.has_pane = false;
    l->base.hint =
        TS_STR("Enter what carries it  M mute  e name  d remove  :tag-letter  h back  ? help");
    ui_push(ui, &l->base);
}
