/* obey_sources.c - commands about sources: fetching, adding, and changing the feeds file; and those
 * that do the same with the rows of other lists, tags and searches. */
#include "obey_priv.h"
#include "ui_priv.h"

bool obey_is_source(const struct subject *about)
{
    return about->source_id != 0 && about->article_id == 0;
}

void obey_refresh(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_request *request = ts_request_new(TS_REQUEST_REFRESH);

    request->flag = in->command == TS_CMD_REFRESH_ALL;
    if (!request->flag && obey_is_source(about)) {
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

/* What the commands about a source are to the worker; a prompt asks for what is missing. */
static const struct {
    enum ts_command command;
    enum ts_request_kind request;
    enum prompt_kind prompt;
} source_changes[] = {
    { TS_CMD_REMOVE, TS_REQUEST_REMOVE_SOURCE, PROMPT_NONE },
    { TS_CMD_RENAME, TS_REQUEST_RENAME_SOURCE, PROMPT_RENAME },
    { TS_CMD_FOLDERS, TS_REQUEST_RETAG_SOURCE, PROMPT_FOLDERS },
    { TS_CMD_PURGE, TS_REQUEST_PURGE_SOURCE, PROMPT_NONE },
};

static void send_about(struct ts_ui *ui, enum ts_request_kind kind, int64_t id, ts_str text)
{
    struct ts_request *request = ts_request_new(kind);

    request->number = id;
    request->text = ts_arena_str(&request->arena, text);
    ui_send(ui, request);
}

/* Removes or renames a tag or a search that is selected; false when neither is. */
static bool change_other(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    bool removes = in->command == TS_CMD_REMOVE || in->command == TS_CMD_PURGE;

    if (about->search_id != 0 && removes)
        send_about(ui, TS_REQUEST_REMOVE_SEARCH, about->search_id, TS_STR(""));
    else if (about->tag_id != 0 && removes)
        send_about(ui, TS_REQUEST_REMOVE_TAG, about->tag_id, TS_STR(""));
    else if (about->tag_id != 0 && in->command == TS_CMD_RENAME && in->arg.len > 0)
        send_about(ui, TS_REQUEST_RENAME_TAG, about->tag_id, in->arg);
    else if (about->tag_id != 0 && in->command == TS_CMD_RENAME)
        ui_ask(ui, PROMPT_RENAME, about->title);
    else
        return false;
    return true;
}

void obey_change_source(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    size_t i = 0;

    if (change_other(ui, in, about))
        return;
    while (source_changes[i].command != in->command)
        i++;
    if (!obey_is_source(about)) {
        ui_say(ui, false, "select a source first: F shows them");
    } else if (source_changes[i].prompt != PROMPT_NONE && in->arg.len == 0) {
        bool is_rename = source_changes[i].prompt == PROMPT_RENAME;
        ui_ask(ui, source_changes[i].prompt, is_rename ? about->title : about->folders);
    } else {
        struct ts_request *request = ui_request(source_changes[i].request, about);
        if (!ts_str_is(in->arg, "-")) /* "-" stands for none */
            request->text = ts_arena_str(&request->arena, in->arg);
        ui_send(ui, request);
    }
}
