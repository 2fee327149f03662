/* searches.c - the searches that are kept. */
#include "tearsheet/store/searches.h"

#include "listing_priv.h"
#include "obey_priv.h"
#include "ui_priv.h"

struct search_line {
    struct ts_saved_search search;
    ts_str counts;
};

static const char *const none[] = {
    "No searches are kept yet.",
    "",
    "f   search everything; there, K keeps the search under a name",
    "h   go back",
    NULL,
};

static const struct search_line *row_of(const struct listing *l, size_t i)
{
    return &((const struct search_line *)l->rows)[i];
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    struct ts_saved_search *searches;
    size_t n;

    enum ts_rc rc = ts_searches_list(a, db, &searches, &n, err);
    if (rc != TS_OK)
        return rc;
    struct search_line *lines = TS_NEW_ARRAY(a, n, struct search_line);
    for (size_t i = 0; i < n; i++) {
        lines[i].search = searches[i];
        lines[i].search.name = view_text(a, searches[i].name);
        lines[i].search.query = view_text(a, searches[i].query);
        lines[i].counts =
            ts_arena_printf(a, "%zu/%zu", searches[i].n_unread, searches[i].n_articles);
    }
    l->rows = lines;
    l->n = l->n_all = n;
    l->base.title = TS_STR("Searches");
    return TS_OK;
}

static int64_t id_of(const struct listing *l, size_t i)
{
    return row_of(l, i)->search.id;
}

static bool is_unread(const struct listing *l, size_t i)
{
    return row_of(l, i)->search.n_unread > 0;
}

static struct subject subject_of(const struct listing *l, size_t i)
{
    const struct ts_saved_search *search = &row_of(l, i)->search;
    return (struct subject){ .search_id = search->id,
                             .title = search->name,
                             .is_read = search->n_unread == 0 };
}

static void draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct search_line *row = row_of(l, i);
    int end = s->cols - 1;

    if (s->cols >= 30) {
        ts_surface_put_right(s, 0, end, row->counts, TS_ROLE_DIM);
        end -= 12;
    }
    if (s->cols >= 60)
        end = row_put_right(s, end, s->cols / 2 - 8, row->search.query, TS_ROLE_DIM);
    row_put_headline(l, i, s, 4, end, row->search.name, is_unread(l, i), NULL, 0);
}

static void open_row(struct listing *l, struct ts_ui *ui, size_t i)
{
    ui_open_search(ui, row_of(l, i)->search.query, row_of(l, i)->search.name);
}

static const char *const *empty(const struct listing *l)
{
    (void)l;
    return none;
}

static const struct listing_class searches_class = { load,       id_of,    is_unread,
                                                     subject_of, draw_row, open_row,
                                                     NULL,       NULL,     empty };

void ui_open_searches(struct ts_ui *ui)
{
    struct listing *l;

    if (ui_go_back_to(ui, &searches_class))
        return;
    l = ui_alloc_view(sizeof *l);
    listing_init(l, &searches_class, ui);
    l->base.only = &searches_class;
    l->base.has_pane = false;
    l->base.hint = TS_STR("Enter what it finds  d remove  f search  h back  ? help");
    ui_push(ui, &l->base);
}

void obey_keep(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    ts_str query = ui_search_of(ui->top);

    (void)about;
    if (query.len == 0) {
        ui_say(ui, false, "K keeps a search: f makes one");
    } else if (in->arg.len == 0) {
        ui_ask(ui, PROMPT_KEEP, TS_STR(""));
    } else {
        struct ts_request *request = ts_request_new(TS_REQUEST_KEEP_SEARCH);
        request->text = ts_arena_str(&request->arena, in->arg);
        request->query = ts_arena_str(&request->arena, query);
        ui_send(ui, request);
    }
}
