/* outside.c - what is handed to other programs: addresses, texts, the feeds file. */
#include "tearsheet/archive/render.h"
#include "tearsheet/store/articles.h"

#include "obey_priv.h"
#include "ui_priv.h"

static ts_str address_of(struct ts_ui *ui, struct ts_arena *a, const struct subject *about)
{
    struct ts_stored stored;
    int64_t id = ui_article_of(ui, about);

    if (about->url.len > 0 || id == 0)
        return about->url;
    return ts_article_get(a, ui->options.db, id, &stored, NULL) == TS_OK ? stored.article.url
                                                                         : TS_STR("");
}

void obey_browse(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_arena a = { 0 };
    ts_str address = address_of(ui, &a, about);

    (void)in;
    if (address.len > 0)
        ui_errand(ui, TS_ERRAND_BROWSE, address);
    else
        ui_say(ui, false, "what is selected has no address");
    ts_arena_done(&a);
}

static void copy_address(struct ts_ui *ui, const struct subject *about, bool with_title)
{
    struct ts_arena a = { 0 };
    ts_str address = address_of(ui, &a, about);

    if (with_title && address.len > 0)
        address = ts_arena_printf(&a, "%.*s %.*s", TS_FMT(about->title), TS_FMT(address));
    if (address.len > 0) {
        ui_errand(ui, TS_ERRAND_COPY, address);
        ui_say(ui, false, "copied %.*s", TS_FMT(address));
    } else {
        ui_say(ui, false, "what is selected has no address");
    }
    ts_arena_done(&a);
}

void obey_copy(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    bool with_title = ts_str_is(in->arg, "title");

    if (in->arg.len > 0 && in->count == 0 && !with_title)
        ui_say(ui, true, "copy takes \"title\" or the number of a link, not \"%.*s\"",
               TS_FMT(in->arg));
    else
        copy_address(ui, about, with_title);
}

/* The article as plain text, as a copy of it would be. */
static enum ts_rc render(struct ts_ui *ui, struct ts_arena *a, int64_t article_id, ts_str *out,
                         struct ts_err *err)
{
    struct ts_stored stored;

    enum ts_rc rc = ts_article_get(a, ui->options.db, article_id, &stored, err);
    if (rc == TS_OK)
        *out = ts_render(a, &stored.article, TS_RENDER_TEXT);
    return rc;
}

void obey_pipe(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    int64_t id = ui_article_of(ui, about);
    struct ts_arena a = { 0 };
    struct ts_err err;
    ts_str text;

    if (id == 0) {
        ui_say(ui, false, "no story and no article is selected");
    } else if (in->arg.len == 0) {
        ui_ask(ui, PROMPT_PIPE, TS_STR(""));
    } else if (render(ui, &a, id, &text, &err) != TS_OK) {
        ui_say(ui, true, "%s", err.msg);
    } else {
        ts_buf_clear(&ui->piped);
        ts_buf_put(&ui->piped, text);
        ui_errand(ui, TS_ERRAND_PIPE, in->arg);
    }
    ts_arena_done(&a);
}

void obey_edit_feeds(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_errand(ui, TS_ERRAND_EDIT, ts_str_of(ui->options.profile->feeds_path));
}

void ts_ui_edited(struct ts_ui *ui)
{
    ui_send(ui, ts_request_new(TS_REQUEST_READ_FEEDS));
}
