/* stack.c - views lie on one another; the one on top has the keys. */
#include <stdlib.h>

#include "listing_priv.h"
#include "ui_priv.h"

void *ui_alloc_view(size_t size)
{
    void *v = calloc(1, size);
    if (!v)
        ts_panic("out of memory (%zu bytes wanted)", size);
    return v;
}

void ui_init_view(struct ts_ui *ui, struct ts_view *v, const struct view_class *class)
{
    v->class = class;
    v->now_at = ui_now(ui);
    v->ascii = ui->options.profile->config.ascii;
    v->as_typed = !ui->options.profile->config.bidi;
}

void ui_drop_view(struct ts_view *v)
{
    struct listing *list = listing_of(v);

    if (!v)
        return;
    if (list)
        listing_unmark(list);
    ts_arena_done(&v->own);
    ts_arena_done(&v->arena);
    ts_arena_done(&v->sized);
    free(v);
}

bool ui_load(struct ts_ui *ui, struct ts_view *v)
{
    struct ts_err err;

    v->now_at = ui_now(ui);
    v->is_stale = false;
    ui->is_dirty = true;
    if (v->class->load(v, ui->options.db, &err) == TS_OK)
        return true;
    ui_say(ui, true, "%s", err.msg);
    return false;
}

void ui_push(struct ts_ui *ui, struct ts_view *v)
{
    if (!ui_load(ui, v)) {
        ui_drop_view(v);
        return;
    }
    v->below = ui->top;
    ui->top = v;
    ui_arrange(ui);
}

void ui_keep_position(struct ts_ui *ui)
{
    int64_t position = ui_article_position(ui->top);

    if (position < 0)
        return;
    struct ts_request *request = ts_request_new(TS_REQUEST_POSITION);
    request->article_id = ui_article_shown(ui->top);
    request->number = position;
    ui_send(ui, request);
}

void ui_pop(struct ts_ui *ui)
{
    struct ts_view *v = ui->top;

    if (!v->below)
        return;
    ui_keep_position(ui);
    ui->top = v->below;
    ui_drop_view(v);
    ui_arrange(ui);
    ui->is_dirty = true;
}

bool ui_go_back_to(struct ts_ui *ui, const void *only)
{
    struct ts_view *v = ui->top;

    while (v && v->only != only)
        v = v->below;
    while (v && ui->top != v)
        ui_pop(ui);
    return v != NULL;
}

void ui_pop_all(struct ts_ui *ui)
{
    while (ui->top->below)
        ui_pop(ui);
}

/* Opens the selected row of the list on top. */
static void open_unread(struct ts_ui *ui, struct listing *l)
{
    l->class->open(l, ui, l->list.at);
    struct listing *reports = listing_of(ui->top);
    bool is_story_of_several = reports && reports != l && reports->n > 0;
    if (is_story_of_several) { /* goes to its first unread report */
        if (!reports->class->is_unread(reports, reports->list.at))
            listing_go_unread(reports, ui, 1);
        reports->class->open(reports, ui, reports->list.at);
    }
}

/* The nearest list at or below `v`. */
static struct listing *list_below(struct ts_view *v)
{
    while (v && !listing_of(v))
        v = v->below;
    return listing_of(v);
}

void ui_next_unread(struct ts_ui *ui, int step)
{
    struct listing *l = list_below(ui->top);
    struct listing *last = NULL;

    /* look first, so that the text stays where it is when there is nothing */
    for (; l; l = list_below(l->base.below)) {
        if (l->base.is_stale)
            ui_load(ui, &l->base);
        size_t at = l->first + l->list.at;
        if (listing_go_unread(l, ui, step) && l->first + l->list.at != at) {
            last = l;
            break;
        }
    }
    if (!last) {
        ui_say(ui, false, "nothing more is unread");
        return;
    }
    while (ui->top != &last->base)
        ui_pop(ui);
    open_unread(ui, last);
}
