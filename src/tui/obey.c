/* obey.c - what commands do, wherever one is. A view has the first say (moving, opening); the rest
 * is about what is selected in it. */
#include "tearsheet/base/utf8.h"

#include "listing_priv.h"
#include "obey_priv.h"
#include "textview_priv.h"
#include "ui_priv.h"

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

static void show_searches(struct ts_ui *ui, const struct invocation *in,
                          const struct subject *about)
{
    (void)in, (void)about;
    ui_open_searches(ui);
}

static void show_downloads(struct ts_ui *ui, const struct invocation *in,
                           const struct subject *about)
{
    (void)in, (void)about;
    ui_open_activity(ui);
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

static void show_rank(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    ui_open_rank(ui, about);
}

static void show_voices(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)in;
    ui_open_voices(ui, about);
}

static void show_timeline(struct ts_ui *ui, const struct invocation *in,
                          const struct subject *about)
{
    (void)in;
    ui_open_timeline(ui, about);
}

/* ---- the two panes ---- */

enum { WIDTH_STEP_COLS = 4 };

static void toggle_pane(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    int64_t from = ui->options.profile->config.split_cols;

    (void)in, (void)about;
    if (from > 0 && ui->cols >= from)
        ui->is_unsplit = !ui->is_unsplit;
    else
        ui_say(ui, false, "on a screen of %d columns there is one pane; split-from says when",
               ui->cols);
}

static void change_width(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    int count = in->count > 0 ? in->count : 1;
    int steps = in->command == TS_CMD_LIST_WIDER ? count : -count;

    (void)about;
    if (!ui_is_split(ui)) {
        ui_say(ui, false, "no list and text stand side by side here");
        return;
    }
    int cols = ui_list_cols(ui) + steps * WIDTH_STEP_COLS;
    ui->list_cols = cols > 1 ? cols : 1;
    ui->list_cols = ui_list_cols(ui);
    ui_say(ui, false, "the list has %d columns; \"list-width %d\" in the config file keeps that",
           ui->list_cols, ui->list_cols);
}

/* ---- finding ---- */

static void search(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    if (in->arg.len > 0)
        ui_open_search(ui, in->arg, TS_STR(""));
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

static bool title_has(const struct listing *l, size_t i, const void *folded)
{
    struct ts_arena a = { 0 };
    struct subject subject = l->class->subject(l, i);
    ts_str title = ts_utf8_fold(&a, subject.title);
    bool has = ts_str_find(title, *(const ts_str *)folded, 0) != TS_NPOS;

    ts_arena_done(&a);
    return has;
}

static void find_in_list(struct ts_ui *ui, struct listing *l, ts_str words)
{
    struct ts_arena a = { 0 };
    ts_str folded = ts_utf8_fold(&a, words);

    if (l->n == 0 || !listing_seek(l, ui, 1, title_has, &folded))
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
    [TS_CMD_OPEN] = obey_open_text,
    [TS_CMD_NEXT] = next_unread,
    [TS_CMD_NEXT_UNREAD] = next_unread,
    [TS_CMD_PREV_UNREAD] = next_unread,
    [TS_CMD_NEXT_STORY] = obey_walk_saga,
    [TS_CMD_PREV_STORY] = obey_walk_saga,
    [TS_CMD_FIND] = find,
    [TS_CMD_LINKS] = obey_links,
    [TS_CMD_PIPE] = obey_pipe,
    [TS_CMD_DOWNLOADS] = show_downloads,
    [TS_CMD_EDIT_FEEDS] = obey_edit_feeds,
    [TS_CMD_BROWSER] = obey_browse,
    [TS_CMD_COPY] = obey_copy,
    [TS_CMD_FETCH_PAGE] = obey_fetch_page,
    [TS_CMD_SWITCH_TEXT] = obey_switch_text,
    [TS_CMD_SAVE] = obey_save,
    [TS_CMD_READ] = obey_read,
    [TS_CMD_MARK_ALL] = obey_mark_all,
    [TS_CMD_STAR] = obey_star,
    [TS_CMD_PURGE] = obey_purge,
    [TS_CMD_TAG] = obey_tag,
    [TS_CMD_TAG_LETTER] = obey_tag_letter,
    [TS_CMD_MUTE] = obey_mute,
    [TS_CMD_JOIN] = obey_join,
    [TS_CMD_SPLIT] = obey_split,
    [TS_CMD_UNDO] = obey_undo,
    [TS_CMD_STORIES] = show_stories,
    [TS_CMD_ARTICLES] = show_articles,
    [TS_CMD_SOURCES] = show_sources,
    [TS_CMD_TAGS] = show_tags,
    [TS_CMD_STARRED] = show_articles,
    [TS_CMD_SEARCH] = search,
    [TS_CMD_KEEP] = obey_keep,
    [TS_CMD_SEARCHES] = show_searches,
    [TS_CMD_PANE] = toggle_pane,
    [TS_CMD_LIST_WIDER] = change_width,
    [TS_CMD_LIST_NARROWER] = change_width,
    [TS_CMD_VOICES] = show_voices,
    [TS_CMD_TIMELINE] = show_timeline,
    [TS_CMD_CHANGES] = obey_changes,
    [TS_CMD_WHY] = show_why,
    [TS_CMD_RANK] = show_rank,
    [TS_CMD_DETAILS] = show_details,
    [TS_CMD_REFRESH] = obey_refresh,
    [TS_CMD_REFRESH_ALL] = obey_refresh,
    [TS_CMD_ADD] = obey_add,
    [TS_CMD_SITE] = obey_site,
    [TS_CMD_REMOVE] = obey_change_source,
    [TS_CMD_RENAME] = obey_change_source,
    [TS_CMD_FOLDERS] = obey_change_source,
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
    else if (ts_command_row(in->command)->group == TS_GROUP_READING)
        ui_say(ui, false, "\"%s\" is about the text of an article: open one first",
               ts_command_row(in->command)->name);
    else
        ui_say(ui, false, "\"%s\" means nothing here", ts_command_row(in->command)->name);
}

void ui_obey_line(struct ts_ui *ui, ts_str line)
{
    struct invocation in = { 0 };
    bool is_odd = false; /* words behind a command that takes none */
    int64_t number;
    ts_str name;

    if (!ts_str_word(&line, &name))
        return;
    in.arg = ts_str_trim(line);
    in.command = ts_command_of(name);
    in.count = ui->count;
    ui->count = 0;
    if (ts_str_to_int(name, &number) && number > 0 && number < 100000) { /* ":12": the 12th row */
        in.command = TS_CMD_FIRST;
        in.count = (int)number;
    } else if (ts_str_to_int(in.arg, &number) && number > 0 && number < 100000) {
        in.count = (int)number;
    } else if (in.arg.len > 0 && ts_command_row(in.command)->takes[0] == '\0') {
        is_odd = true;
    }
    if (in.command == TS_CMD_NONE)
        ui_say(ui, true, "there is no command \"%.*s\"; Tab completes, ? shows all", TS_FMT(name));
    else if (is_odd)
        ui_say(ui, true, "%.*s takes no \"%.*s\"", TS_FMT(name), TS_FMT(in.arg));
    else
        ui_obey(ui, &in);
}
