/* digest.c - a story at a glance: asked of the worker, and kept. */
#include "digest_priv.h"

#include "ui_priv.h"

static const struct textview_class digest_class;

static bool shows_digest(struct ts_view *v)
{
    struct textview *text = textview_of(v);
    return text && text->class == &digest_class;
}

void ui_ask_digest(struct ts_ui *ui)
{
    struct digest *digest = &ui->digest;
    int64_t story_id = ui->top->story_id;

    if (!shows_digest(ui->top) || digest->is_asked ||
        (story_id == digest->story.story_id && !digest->is_stale))
        return;
    struct ts_request *request = ts_request_new(TS_REQUEST_DIGEST);
    request->story_id = story_id;
    digest->is_asked = true;
    digest->is_stale = false;
    ui_send(ui, request);
}

void ui_take_digest(struct ts_ui *ui, struct ts_digest *answer)
{
    struct digest *digest = &ui->digest;

    ts_digest_done(&digest->story);
    digest->is_asked = false;
    digest->story = *answer;
    *answer = (struct ts_digest){ 0 };
    for (struct ts_view *v = ui->top; v; v = v->below)
        if (shows_digest(v))
            v->is_stale = true;
}

static enum ts_rc load(struct textview *t, struct ts_arena *a, struct ts_db *db, struct ts_err *err)
{
    const struct digest_view *v = (const struct digest_view *)t;
    struct text_builder b = { .arena = a };

    (void)db, (void)err;
    if (v->digest->story.story_id == t->base.story_id)
        v->fill(&b, &v->digest->story, t->base.ascii);
    else
        text_add(&b, TS_BLOCK_PARAGRAPH, TS_STR("Reading the reports..."));
    text_finish(t, &b, ts_str_of(v->title));
    return TS_OK;
}

static const struct textview_class digest_class = { load, NULL, NULL };

void digest_open(struct ts_ui *ui, const struct subject *subject, digest_fill *fill,
                 const char *title)
{
    struct digest_view *v = textview_of_story(ui, sizeof *v, &digest_class, subject);

    if (!v)
        return;
    v->digest = &ui->digest;
    v->fill = fill;
    v->title = title;
    ui_push(ui, &v->text.base);
}
