/* offers.c - the feeds that an address leads to; Enter subscribes to one. */
#include "listing_priv.h"
#include "ui_priv.h"

struct offers {
    struct listing listing;
    struct ts_offer *list; /* as long as the view */
    size_t n;
    ts_str about;
};

static const char *const none[] = { "There is nothing to choose from.", NULL };

static const struct offers *offers_of(const struct listing *l)
{
    return (const struct offers *)l;
}

static enum ts_rc load(struct listing *l, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    (void)db, (void)err;
    l->n = l->n_all = offers_of(l)->n;
    l->base.title = ts_arena_printf(a, "Feeds of %.*s", TS_FMT(offers_of(l)->about));
    return TS_OK;
}

static int64_t id_of(const struct listing *l, size_t i)
{
    (void)l;
    return (int64_t)i + 1;
}

static bool is_unread(const struct listing *l, size_t i)
{
    (void)l, (void)i;
    return false;
}

/* What it is called, or else its address. */
static ts_str name_of(const struct ts_offer *offer)
{
    return offer->title.len > 0 ? offer->title : offer->url;
}

static struct subject subject_of(const struct listing *l, size_t i)
{
    const struct ts_offer *offer = &offers_of(l)->list[i];

    return (struct subject){ .title = name_of(offer), .url = offer->url };
}

static void draw_row(const struct listing *l, size_t i, struct ts_surface *s)
{
    const struct ts_offer *offer = &offers_of(l)->list[i];
    int end = s->cols - 1;

    if (offer->title.len > 0 && s->cols >= 50)
        end = row_put_right(s, end, s->cols / 2, offer->url, TS_ROLE_DIM);
    row_put_headline(l, i, s, 2, end, name_of(offer), false, NULL, 0);
}

static void open_row(struct listing *l, struct ts_ui *ui, size_t i)
{
    struct ts_request *request = ts_request_new(TS_REQUEST_ADD_OFFER);

    request->flag = offers_of(l)->list[i].is_private;
    request->text = ts_arena_str(&request->arena, offers_of(l)->list[i].url);
    ui_say(ui, false, "looking at %.*s", TS_FMT(request->text));
    ui_send(ui, request);
}

static const char *const *empty(const struct listing *l)
{
    (void)l;
    return none;
}

static const struct listing_class offers_class = { load,     id_of, is_unread, subject_of, draw_row,
                                                   open_row, NULL,  NULL,      empty };

void ui_open_offers(struct ts_ui *ui, const struct ts_event *event)
{
    struct offers *v = ui_alloc_view(sizeof *v);

    listing_init(&v->listing, &offers_class, ui);
    struct ts_arena *own = &v->listing.base.own;
    v->about = ts_arena_str(own, view_text(own, event->text));
    v->list = TS_NEW_ARRAY(own, event->n_offers, struct ts_offer);
    for (size_t i = 0; i < event->n_offers; i++)
        v->list[v->n++] = (struct ts_offer){
            ts_arena_str(own, view_text(own, event->offers[i].url)),
            ts_arena_str(own, view_text(own, event->offers[i].title)),
            event->offers[i].is_private,
        };
    v->listing.base.has_pane = false;
    v->listing.base.hint = TS_STR("Enter subscribe  h back, when done  ? help");
    ui_push(ui, &v->listing.base);
}
