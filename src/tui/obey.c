/* obey.c - what commands do, wherever one is. A view has the first say (moving, opening); the rest
 * is about what is selected in it. */
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/articles.h"

#include "listing_priv.h"
#include "textview_priv.h"
#include "ui_priv.h"

typedef void obey_fn(struct ts_ui *ui, const struct invocation *in, const struct subject *about);

/* ---- moving between views ---- */

static void go_back(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    if (ui->top->below)
        ui_pop(ui);
    else
        ui_say(ui, false, "this is the front page; q quits");
}

static void quit(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_errand(ui, TS_ERRAND_QUIT, TS_STR(""));
}

static void close_view(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (ui->top->below ? go_back : quit)(ui, in, about);
}

static void cancel(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    if (ui->joining_id != 0)
        ui->joining_id = 0;
    else if (ui->top->below)
        go_back(ui, in, about);
}

static void next_unread(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    ui_next_unread(ui, in->command == TS_CMD_PREV_UNREAD ? -1 : 1);
}

static void show_stories(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_pop_all(ui);
}

static void show_articles(struct ts_ui *ui, const struct invocation *in,
                          const struct subject *about)
{
    (void)about;
    ui_open_all(ui, in->command == TS_CMD_STARRED);
}

static void show_sources(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_open_sources(ui);
}

static void show_tags(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_open_tags(ui);
}

static void show_help(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_open_help(ui);
}

static void show_details(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    ui_open_details(ui, about);
}

static void show_why(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    ui_open_why(ui, about);
}

/* ---- finding ---- */

static void search(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    if (in->arg.len > 0)
        ui_open_search(ui, in->arg);
    else
        ui_ask(ui, PROMPT_SEARCH, TS_STR(""));
}

static void find(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    if (in->arg.len > 0)
        ui_find(ui, in->arg);
    else
        ui_ask(ui, PROMPT_FIND, TS_STR(""));
}

static bool title_has(const struct listing *l, size_t i, ts_str folded)
{
    struct ts_arena a = { 0 };
    struct subject subject = l->class->subject(l, i);
    bool has = ts_str_find(ts_utf8_fold(&a, subject.title), folded, 0) != TS_NPOS;

    ts_arena_done(&a);
    return has;
}

static void find_in_list(struct ts_ui *ui, struct listing *l, ts_str words)
{
    struct ts_arena a = { 0 };
    ts_str folded = ts_utf8_fold(&a, words);
    bool is_found = false;

    for (size_t k = 1; k <= l->n && !is_found; k++) {
        size_t i = (l->list.at + k) % l->n;
        is_found = title_has(l, i, folded);
        if (is_found)
            ts_list_go(&l->list, i);
    }
    if (!is_found)
        ui_say(ui, true, "\"%.*s\" is not in this list; f searches everything", TS_FMT(words));
    ts_arena_done(&a);
}

void ui_find(struct ts_ui *ui, ts_str words)
{
    struct textview *text = textview_of(ui->top);
    struct listing *list = listing_of(ui->top);

    if (words.len > 0) {
        ts_buf_clear(&ui->words);
        ts_buf_put(&ui->words, words);
    }
    words = ts_buf_str(&ui->words); /* an empty line finds the last words again */
    if (words.len == 0)
        return;
    if (text)
        textview_find(text, ui, words);
    else if (list)
        find_in_list(ui, list, words);
}

/* ---- what is selected ---- */

static bool has_subject(struct ts_ui *ui, const struct subject *about)
{
    if (about->article_id || about->story_id)
        return true;
    ui_say(ui, false, "no story and no article is selected");
    return false;
}

static void toggle_read(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (!has_subject(ui, about))
        return;
    struct ts_request *request = ui_request(TS_REQUEST_MARK_READ, about);
    request->flag = !about->is_read;
    ui_send(ui, request);
}

static void toggle_star(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    (void)in;
    if (!has_subject(ui, about))
        return;
    struct ts_request *request = ui_request(TS_REQUEST_STAR, &article);
    request->flag = !about->is_starred;
    ui_send(ui, request);
}

static void mark_all(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void tag(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void tag_letter(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void join(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void split(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    if (about->article_id != 0)
        ui_send(ui, ui_request(TS_REQUEST_SPLIT, about));
    else
        ui_say(ui, false, "open the story, and select the report that does not belong to it");
}

static void undo(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void browse(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void open_text(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_say(ui, false, "type the number of a link to open it; o opens the page itself");
}

static void fetch_page(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct subject article = { .article_id = ui_article_of(ui, about) };

    (void)in;
    if (!has_subject(ui, about))
        return;
    ui_send(ui, ui_request(TS_REQUEST_FETCH_PAGE, &article));
    ui_say(ui, false, "fetching the page");
}

static void save(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void refresh(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct ts_request *request = ts_request_new(TS_REQUEST_REFRESH);

    request->flag = in->command == TS_CMD_REFRESH_ALL;
    if (!request->flag && is_source(about)) {
        request->source_id = about->source_id;
        request->flag = true;
    }
    ui_send(ui, request);
    ui_say(ui, false, "looking for news");
}

static void add(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
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

static void change_source(struct ts_ui *ui, const struct invocation *in,
                          const struct subject *about)
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

/* ---- the program ---- */

static void use_theme(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    if (in->arg.len == 0)
        ui_ask(ui, PROMPT_COMMAND, TS_STR("theme "));
    else if (ui_use_theme(ui, in->arg))
        ui_errand(ui, TS_ERRAND_THEME, TS_STR(""));
}

static void prompt(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_ask(ui, PROMPT_COMMAND, TS_STR(""));
}

static void redraw(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ts_ui_changed(ui);
    ui_errand(ui, TS_ERRAND_REDRAW, TS_STR(""));
}

static void suspend(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in, (void)about;
    ui_errand(ui, TS_ERRAND_SUSPEND, TS_STR(""));
}

static obey_fn *const actions[TS_CMD_COUNT] = {
    [TS_CMD_BACK] = go_back,
    [TS_CMD_CLOSE] = close_view,
    [TS_CMD_CANCEL] = cancel,
    [TS_CMD_OPEN] = open_text,
    [TS_CMD_NEXT] = next_unread,
    [TS_CMD_NEXT_UNREAD] = next_unread,
    [TS_CMD_PREV_UNREAD] = next_unread,
    [TS_CMD_FIND] = find,
    [TS_CMD_BROWSER] = browse,
    [TS_CMD_FETCH_PAGE] = fetch_page,
    [TS_CMD_SAVE] = save,
    [TS_CMD_READ] = toggle_read,
    [TS_CMD_MARK_ALL] = mark_all,
    [TS_CMD_STAR] = toggle_star,
    [TS_CMD_TAG] = tag,
    [TS_CMD_TAG_LETTER] = tag_letter,
    [TS_CMD_JOIN] = join,
    [TS_CMD_SPLIT] = split,
    [TS_CMD_UNDO] = undo,
    [TS_CMD_STORIES] = show_stories,
    [TS_CMD_ARTICLES] = show_articles,
    [TS_CMD_SOURCES] = show_sources,
    [TS_CMD_TAGS] = show_tags,
    [TS_CMD_STARRED] = show_articles,
    [TS_CMD_SEARCH] = search,
    [TS_CMD_WHY] = show_why,
    [TS_CMD_DETAILS] = show_details,
    [TS_CMD_REFRESH] = refresh,
    [TS_CMD_REFRESH_ALL] = refresh,
    [TS_CMD_ADD] = add,
    [TS_CMD_REMOVE] = change_source,
    [TS_CMD_RENAME] = change_source,
    [TS_CMD_THEME] = use_theme,
    [TS_CMD_PROMPT] = prompt,
    [TS_CMD_HELP] = show_help,
    [TS_CMD_REDRAW] = redraw,
    [TS_CMD_SUSPEND] = suspend,
    [TS_CMD_QUIT] = quit,
};

void ui_obey(struct ts_ui *ui, const struct invocation *in)
{
    if (ui->top->class->command(ui->top, ui, in))
        return;
    struct subject about = ui->top->class->subject(ui->top);
    if (actions[in->command])
        actions[in->command](ui, in, &about);
    else
        ui_say(ui, false, "\"%s\" means nothing here", ts_command_row(in->command)->name);
}

void ui_obey_line(struct ts_ui *ui, ts_str line)
{
    struct invocation in = { 0 };
    int64_t number;
    ts_str name;

    if (!ts_str_word(&line, &name))
        return;
    in.arg = ts_str_trim(line);
    in.command = ts_command_of(name);
    if (ts_str_to_int(name, &number) && number > 0 && number < 100000) { /* ":12": the 12th row */
        in.command = TS_CMD_FIRST;
        in.count = (int)number;
    } else if (ts_str_to_int(in.arg, &number) && number > 0 && number < 100000) {
        in.count = (int)number;
    }
    if (in.command == TS_CMD_NONE)
        ui_say(ui, true, "there is no command \"%.*s\"; Tab completes, ? shows all", TS_FMT(name));
    else
        ui_obey(ui, &in);
}
