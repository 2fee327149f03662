/* ui.c - the reader: what it says and asks for, and what comes in. */
#include "tearsheet/tui/ui.h"

#include <stdio.h>

#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"

#include "ui_priv.h"

ts_str view_text(struct ts_arena *a, ts_str text)
{
    return ts_utf8_safe(a, text, false);
}

/* ---- saying and asking ---- */

int64_t ui_now(const struct ts_ui *ui)
{
    return ui->options.now_at ? ui->options.now_at : ts_now_at();
}

void ts_ui_notice(struct ts_ui *ui, bool is_error, ts_str text)
{
    struct ts_arena a = { 0 };

    ts_buf_clear(&ui->message);
    ts_buf_put(&ui->message, view_text(&a, text));
    ui->is_error = is_error;
    ui->is_dirty = true;
    ts_arena_done(&a);
}

void ui_say(struct ts_ui *ui, bool is_error, const char *fmt, ...)
{
    char text[1024];
    va_list args;

    va_start(args, fmt);
    vsnprintf(text, sizeof text, fmt, args);
    va_end(args);
    ts_ui_notice(ui, is_error, ts_str_of(text));
}

void ui_errand(struct ts_ui *ui, enum ts_errand_kind kind, ts_str address)
{
    ts_buf_clear(&ui->address);
    ts_buf_put(&ui->address, address);
    ui->errand = (struct ts_errand){ kind, ts_buf_str(&ui->address), ts_buf_str(&ui->piped) };
}

struct ts_errand ts_ui_errand(struct ts_ui *ui)
{
    struct ts_errand errand = ui->errand;
    ui->errand = (struct ts_errand){ 0 };
    return errand;
}

struct ts_request *ui_request(enum ts_request_kind kind, const struct subject *subject)
{
    struct ts_request *request = ts_request_new(kind);

    if (subject) {
        request->article_id = subject->article_id;
        request->story_id = subject->article_id ? 0 : subject->story_id;
        request->source_id = subject->source_id;
    }
    return request;
}

void ui_send(struct ts_ui *ui, struct ts_request *request)
{
    ui->options.send(ui->options.context, request);
}

/* ---- what comes in ---- */

void ts_ui_resize(struct ts_ui *ui, int rows, int cols)
{
    ui->rows = rows < 1 ? 1 : rows;
    ui->cols = cols < 1 ? 1 : cols;
    ui_arrange(ui);
    ui->is_dirty = true;
}

void ts_ui_changed(struct ts_ui *ui)
{
    for (struct ts_view *v = ui->top; v; v = v->below)
        v->is_stale = true;
    if (ui->preview)
        ui->preview->is_stale = true;
    ui->novelty.is_stale = true;
    ui->digest.is_stale = true;
    ui->is_dirty = true;
}

/* Why the one thing failed that did, or what was added, is worth more than the sum. */
static void on_finished(struct ts_ui *ui, const struct ts_event *event)
{
    const struct ts_progress *sum = &event->progress;

    if (event->text.len == 0) /* nothing was asked: it took up what was left */
        return;
    ts_buf_clear(&ui->last_refresh);
    ts_buf_put(&ui->last_refresh, event->text);
    if (sum->n_failed == 0)
        ts_buf_clear(&ui->last_failure);
    if (sum->n_sources > 0 && sum->n_failed > 1)
        ui_say(ui, true, "%.*s; D tells why", TS_FMT(event->text));
    else if (ui->message.len == 0 || (!ui->is_error && sum->n_sources > 0))
        ts_ui_notice(ui, false, event->text);
}

/* What fails without a refresh is no matter of one: that there is nothing to undo. */
static void keep_failure(struct ts_ui *ui, const struct ts_event *event)
{
    if (!event->progress.is_running)
        return;
    ts_buf_clear(&ui->last_failure);
    ts_buf_put(&ui->last_failure, event->text);
}

void ts_ui_event(struct ts_ui *ui, const struct ts_event *event)
{
    ui->progress = event->progress;
    ui->is_dirty = true;
    ui_spoil_activity(ui);
    switch (event->kind) {
    case TS_EVENT_CHANGED:
        ts_ui_changed(ui);
        break;
    case TS_EVENT_PROGRESS:
    case TS_EVENT_ECHO:
        break;
    case TS_EVENT_FINISHED:
        on_finished(ui, event);
        break;
    case TS_EVENT_NOTICE:
        ts_ui_notice(ui, false, event->text);
        break;
    case TS_EVENT_FAILED:
        keep_failure(ui, event);
        ts_ui_notice(ui, true, event->text);
        break;
    case TS_EVENT_OFFERS:
        ui_open_offers(ui, event);
        break;
    case TS_EVENT_RULE:
        ui_take_rule(ui, event);
        break;
    case TS_EVENT_DIGEST:
        ui_take_digest(ui, event->digest);
        break;
    case TS_EVENT_WHY:
        ui_take_why(ui, &event->why);
        break;
    case TS_EVENT_NOVELTY:
        ui_take_novelty(ui, event);
        break;
    }
}

void ts_ui_set_busy(struct ts_ui *ui, bool is_busy)
{
    ui->is_dirty = ui->is_dirty || ui->is_busy != is_busy;
    ui->is_busy = is_busy;
}

bool ts_ui_is_busy(const struct ts_ui *ui)
{
    return ui->is_busy;
}

/* What the terminal says of its ground: a theme for both follows it. */
static void use_ground(struct ts_ui *ui, bool is_light)
{
    if (is_light == ui->is_light)
        return;
    ui->is_light = is_light;
    if (ui_use_theme(ui, ts_buf_str(&ui->theme_name)))
        ui_errand(ui, TS_ERRAND_THEME, TS_STR(""));
}

static bool terminal_key(struct ts_ui *ui, struct ts_key key)
{
    switch (key.code) {
    case TS_KEY_RESUME:
        ui_errand(ui, TS_ERRAND_REDRAW, TS_STR(""));
        return true;
    case TS_KEY_SUSPEND:
        ui_errand(ui, TS_ERRAND_SUSPEND, TS_STR(""));
        return true;
    case TS_KEY_HANGUP:
        ui_errand(ui, TS_ERRAND_QUIT, TS_STR(""));
        return true;
    case TS_KEY_DARK:
    case TS_KEY_LIGHT:
        use_ground(ui, key.code == TS_KEY_LIGHT);
        return true;
    case TS_KEY_RESIZE:
    case TS_KEY_NONE:
        return true;
    default:
        return false;
    }
}

void ts_ui_key(struct ts_ui *ui, struct ts_key key)
{
    ui->is_dirty = true;
    if (terminal_key(ui, key))
        return;
    if (key.code >= TS_KEY_CLICK && key.code <= TS_KEY_WHEEL_DOWN) {
        ui_mouse(ui, key);
        return;
    }
    if (ui_paste_key(ui, key))
        return;
    ts_buf_clear(&ui->message);
    if (ui->tag_menu.is_open)
        ui_tag_key(ui, key);
    else if (ui->link_menu.is_open)
        ui_link_key(ui, key);
    else if (ui->prompt_kind != PROMPT_NONE)
        ui_prompt_key(ui, key);
    else
        ui_command_key(ui, key);
}

bool ts_ui_is_dirty(const struct ts_ui *ui)
{
    return ui->is_dirty;
}

const struct ts_theme *ts_ui_theme(const struct ts_ui *ui)
{
    return &ui->theme;
}

/* ---- drawing ---- */

static void load_stale(struct ts_ui *ui)
{
    while (ui->top->is_stale && !ui_load(ui, ui->top) && ui->top->below)
        ui_pop(ui); /* what it showed is gone */
    if (ui_is_split(ui) && ui->top->below && ui->top->below->is_stale)
        ui_load(ui, ui->top->below);
    if (ui->preview && ui->preview->is_stale && !ui_load(ui, ui->preview)) {
        ui_drop_view(ui->preview);
        ui->preview = NULL;
    }
}

/* The text beside a list is of what is selected in it. */
static void update_preview(struct ts_ui *ui)
{
    int64_t wanted = 0;

    if (ui_is_split(ui) && ui->top->has_pane) {
        struct subject subject = ui->top->class->subject(ui->top);
        wanted = ui_article_of(ui, &subject);
    }
    if (wanted == (ui->preview ? ui_article_shown(ui->preview) : 0))
        return;
    ui_drop_view(ui->preview);
    ui->preview = wanted ? ui_preview_new(ui, wanted) : NULL;
}

/* All that asks the worker or reads the library, so that what paints only looks at views. */
static void bring_up_to_date(struct ts_ui *ui)
{
    ui_ask_novelty(ui);
    ui_ask_digest(ui);
    load_stale(ui);
    update_preview(ui);
}

const struct ts_surface *ts_ui_draw(struct ts_ui *ui)
{
    bring_up_to_date(ui);
    ui_arrange(ui);
    ts_arena_reset(&ui->frame);
    ui->surface = ts_surface_new(&ui->frame, ui->rows, ui->cols);
    ui->surface.ascii = ui->options.profile->config.ascii;
    ui->surface.as_typed = !ui->options.profile->config.bidi;
    ui_paint(ui);
    ui->is_dirty = false;
    return &ui->surface;
}
