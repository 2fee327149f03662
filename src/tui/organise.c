/* organise.c - commands about what is selected: states, tags, stories, copies, sources. Whatever
 * changes the library is a request to the worker. */
#include "tearsheet/store/articles.h"

#include "listing_priv.h"
#include "obey_priv.h"
#include "ui_priv.h"

/* ---- what is selected ---- */

static bool has_subject(struct ts_ui *ui, const struct subject *about)
{
    if (about->article_id || about->story_id)
        return true;
    ui_say(ui, false, "no story and no article is selected");
    return false;
}

void obey_read(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (!has_subject(ui, about))
        return;
    struct ts_request *request = ui_request(TS_REQUEST_MARK_READ, about);
    request->flag = !about->is_read;
    ui_send(ui, request);
}

void obey_star(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    (void)in;
    if (!has_subject(ui, about))
        return;
    struct ts_request *request = ui_request(TS_REQUEST_STAR, &article);
    request->flag = !about->is_starred;
    ui_send(ui, request);
}

void obey_mark_all(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct listing *l = listing_of(ui->top);
    struct ts_request *request;
    struct ts_err err;

    (void)in, (void)about;
    if (!l || !l->class->unread) {
        ui_say(ui, false, "A marks a list of stories or articles");
        return;
    }
    request = ts_request_new(TS_REQUEST_MARK_MANY);
    request->flag = true;
    enum ts_rc rc =
        l->class->unread(l, &request->arena, ui->options.db, &request->ids, &request->n_ids, &err);
    if (rc != TS_OK)
        ui_say(ui, true, "%s", err.msg);
    else if (request->n_ids == 0)
        ui_say(ui, false, "nothing is unread here");
    if (rc == TS_OK && request->n_ids > 0) {
        ui_send(ui, request);
    } else {
        struct ts_arena arena = request->arena;
        ts_arena_done(&arena);
    }
}

void obey_tag(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    if (!has_subject(ui, about))
        return;
    ui_tag_open(ui, about);
    if (in->arg.len == 0)
        return;
    ui->tag_menu.is_open = false;
    ui->prompt_kind = PROMPT_NONE;
    ui_tag_toggle(ui, in->arg);
}

void obey_tag_letter(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    ts_str rest = in->arg, letter = { 0 };

    ts_str_word(&rest, &letter);
    rest = ts_str_trim(rest);
    if (rest.len == 0)
        rest = about->tag_id ? about->title : TS_STR("");
    if (letter.len != 1 || rest.len == 0) {
        ui_say(ui, true, "tag-letter takes a letter and the name of a tag");
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_TAG_LETTER);
    request->letter = letter.ptr[0];
    request->text = ts_arena_str(&request->arena, rest);
    ui_send(ui, request);
}

void obey_mute(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    ts_str name = in->arg.len > 0 || about->tag_id == 0 ? in->arg : about->title;

    if (name.len == 0) {
        ui_ask(ui, PROMPT_COMMAND, TS_STR("mute "));
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_MUTE);
    request->text = ts_arena_str(&request->arena, name);
    ui_send(ui, request);
}

void obey_join(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (about->story_id == 0) {
        ui_say(ui, false, "what is selected is in no story");
    } else if (ui->joining_id == 0 || ui->joining_id == about->story_id) {
        ui->joining_id = ui->joining_id ? 0 : about->story_id;
    } else {
        struct ts_request *request = ts_request_new(TS_REQUEST_JOIN);
        request->story_id = ui->joining_id;
        request->other_id = about->story_id;
        ui->joining_id = 0;
        ui_send(ui, request);
    }
}

void obey_split(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (about->article_id != 0)
        ui_send(ui, ui_request(TS_REQUEST_SPLIT, about));
    else
        ui_say(ui, false, "open the story, and select the report that does not belong to it");
}

void obey_undo(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_send(ui, ts_request_new(TS_REQUEST_UNDO));
}

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

void obey_copy(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_arena a = { 0 };
    ts_str address = address_of(ui, &a, about);
    bool with_title = ts_str_is(in->arg, "title");

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

void obey_open_text(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_say(ui, false, "type the number of a link to open it; o opens the page itself");
}

void obey_fetch_page(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    (void)in;
    if (!has_subject(ui, about))
        return;
    ui_send(ui, ui_request(TS_REQUEST_FETCH_PAGE, &article));
    ui_say(ui, false, "fetching the page");
}

void obey_save(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    if (!has_subject(ui, about))
        return;
    struct ts_request *request = ui_request(TS_REQUEST_SAVE, &article);
    request->text = ts_arena_str(&request->arena, in->arg);
    ui_send(ui, request);
}

/* ---- sources ---- */

static bool is_source(const struct subject *about)
{
    return about->source_id != 0 && about->article_id == 0;
}

void obey_refresh(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_request *request = ts_request_new(TS_REQUEST_REFRESH);

    request->flag = in->command == TS_CMD_REFRESH_ALL;
    if (!request->flag && is_source(about)) {
        request->source_id = about->source_id;
        request->flag = true;
    }
    ui_send(ui, request);
}

void obey_add(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    if (in->arg.len == 0) {
        ui_ask(ui, PROMPT_ADD, TS_STR(""));
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_ADD);
    request->text = ts_arena_str(&request->arena, in->arg);
    ui_send(ui, request);
    ui_say(ui, false, "looking at %.*s", TS_FMT(in->arg));
}

void obey_change_source(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    bool is_rename = in->command == TS_CMD_RENAME;

    if (!is_source(about)) {
        ui_say(ui, false, "select a source first: F shows them");
    } else if (is_rename && in->arg.len == 0) {
        ui_ask(ui, PROMPT_RENAME, about->title);
    } else {
        struct ts_request *request =
            ui_request(is_rename ? TS_REQUEST_RENAME_SOURCE : TS_REQUEST_REMOVE_SOURCE, about);
        request->text = ts_arena_str(&request->arena, in->arg);
        ui_send(ui, request);
    }
}
