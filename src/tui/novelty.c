/* novelty.c - what is new in the story being looked at: asked of the worker, and kept. */
#include "tearsheet/app/novelty.h"

#include "ui_priv.h"

void ui_ask_novelty(struct ts_ui *ui)
{
    struct novelty *novelty = &ui->novelty;
    int64_t story_id = ui->top->story_id;

    if (story_id == 0 || novelty->is_asked || (story_id == novelty->story_id && !novelty->is_stale))
        return;
    struct ts_request *request = ts_request_new(TS_REQUEST_NOVELTY);
    request->story_id = story_id;
    novelty->is_asked = true;
    novelty->is_stale = false;
    ui_send(ui, request);
}

static struct ts_novelty copy(struct ts_arena *a, const struct ts_novelty *from)
{
    struct ts_novelty to = *from;

    to.news = TS_NEW_ARRAY(a, from->n_news, size_t);
    for (size_t i = 0; i < from->n_news; i++)
        to.news[i] = from->news[i];
    to.known = TS_NEW_ARRAY(a, from->n_known, struct ts_passage);
    for (size_t i = 0; i < from->n_known; i++)
        to.known[i] = from->known[i];
    return to;
}

static void spoil(struct ts_view *v, int64_t story_id)
{
    if (v && v->story_id == story_id)
        v->is_stale = true;
}

void ui_take_novelty(struct ts_ui *ui, const struct ts_event *event)
{
    struct novelty *novelty = &ui->novelty;

    ts_arena_done(&novelty->arena);
    novelty->is_asked = false;
    novelty->story_id = event->story_id;
    novelty->n = event->n_novelties;
    novelty->reports = TS_NEW_ARRAY(&novelty->arena, novelty->n, struct ts_novelty);
    for (size_t i = 0; i < novelty->n; i++)
        novelty->reports[i] = copy(&novelty->arena, &event->novelties[i]);
    for (struct ts_view *v = ui->top; v; v = v->below)
        spoil(v, novelty->story_id);
    spoil(ui->preview, novelty->story_id);
}

const struct ts_novelty *novelty_find(const struct novelty *novelty, int64_t article_id)
{
    for (size_t i = 0; i < novelty->n; i++)
        if (novelty->reports[i].article_id == article_id)
            return &novelty->reports[i];
    return NULL;
}
