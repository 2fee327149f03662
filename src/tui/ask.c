/* ask.c - what the prompt is used for: commands, words, names, addresses; and the menu of tags. */
#include <string.h>

#include "tearsheet/base/utf8.h"
#include "tearsheet/store/tags.h"

#include "ui_priv.h"

static const struct {
    const char *label;
    enum ts_command command; /* done with what was typed */
} prompts[PROMPT_COUNT] = {
    [PROMPT_COMMAND] = { ":", TS_CMD_NONE },
    [PROMPT_FIND] = { "find: ", TS_CMD_FIND },
    [PROMPT_SEARCH] = { "search: ", TS_CMD_SEARCH },
    [PROMPT_TAG] = { "tag: ", TS_CMD_TAG },
    [PROMPT_ADD] = { "address: ", TS_CMD_ADD },
    [PROMPT_RENAME] = { "name: ", TS_CMD_RENAME },
    [PROMPT_SITE] = { "site rule (Enter writes, Esc not): ", TS_CMD_SITE },
    [PROMPT_KEEP] = { "keep as: ", TS_CMD_KEEP },
    [PROMPT_PIPE] = { "pipe to: ", TS_CMD_PIPE },
    [PROMPT_FOLDERS] = { "folders: ", TS_CMD_FOLDERS },
};

/* ---- completion ---- */

struct choices {
    struct ts_arena *arena;
    ts_str *texts;
    size_t n;
    size_t cap;
};

/* Adds `before` + `word` if the word begins with `typed`. */
static void offer(struct choices *c, ts_str before, ts_str word, ts_str typed)
{
    if (word.len < typed.len || !ts_str_eq_nocase(ts_str_sub(word, 0, typed.len), typed))
        return;
    *TS_PUSH(c->arena, c->texts, c->n, c->cap) = ts_arena_concat(c->arena, before, word);
}

static void offer_tags(struct ts_ui *ui, struct choices *c, ts_str before, ts_str typed)
{
    struct ts_tag *tags;
    size_t n = 0;

    if (ts_tags_complete(c->arena, ui->options.db, typed, &tags, &n, NULL) != TS_OK)
        return;
    for (size_t i = 0; i < n; i++)
        *TS_PUSH(c->arena, c->texts, c->n, c->cap) =
            ts_arena_concat(c->arena, before, view_text(c->arena, tags[i].name));
}

static void offer_themes(struct ts_ui *ui, struct choices *c, ts_str before, ts_str typed)
{
    size_t n = 0;
    ts_str *names = ts_theme_list(c->arena, ui->options.profile->theme_dirs, &n);

    for (size_t i = 0; i < n; i++)
        offer(c, before, names[i], typed);
}

static void offer_formats(struct ts_ui *ui, struct choices *c, ts_str before, ts_str typed)
{
    static const char *const formats[] = { "markdown", "text", "html" };

    (void)ui;
    for (size_t i = 0; i < TS_COUNT(formats); i++)
        offer(c, before, ts_str_of(formats[i]), typed);
}

static const struct {
    enum ts_command command;
    void (*offer)(struct ts_ui *ui, struct choices *c, ts_str before, ts_str typed);
} arguments[] = {
    { TS_CMD_TAG, offer_tags },
    { TS_CMD_THEME, offer_themes },
    { TS_CMD_SAVE, offer_formats },
};

static ts_str *complete_command(void *context, struct ts_arena *a, ts_str text, size_t *n)
{
    struct choices c = { .arena = a };
    size_t space = ts_str_find_char(text, ' ', 0);

    if (space == TS_NPOS) {
        for (int i = TS_CMD_NONE + 1; i < TS_CMD_COUNT; i++)
            offer(&c, TS_STR(""), ts_str_of(ts_command_row((enum ts_command)i)->name), text);
    } else {
        enum ts_command command = ts_command_of(ts_str_sub(text, 0, space));
        for (size_t i = 0; i < TS_COUNT(arguments); i++)
            if (arguments[i].command == command)
                arguments[i].offer(context, &c, ts_str_sub(text, 0, space + 1),
                                   ts_str_skip(text, space + 1));
    }
    *n = c.n;
    return c.texts;
}

static ts_str *complete_tag(void *context, struct ts_arena *a, ts_str text, size_t *n)
{
    struct choices c = { .arena = a };

    offer_tags(context, &c, TS_STR(""), text);
    *n = c.n;
    return c.texts;
}

/* ---- the prompt ---- */

/* Keeps what the prompt is about: the view may change while it is open. */
static void keep_subject(struct ts_ui *ui, const struct subject *subject)
{
    struct ts_arena fresh = { 0 };

    ui->subject = *subject;
    ui->subject.title = ts_arena_str(&fresh, subject->title);
    ui->subject.url = ts_arena_str(&fresh, subject->url);
    ts_arena_done(&ui->subject_arena);
    ui->subject_arena = fresh;
}

void ui_ask(struct ts_ui *ui, enum prompt_kind kind, ts_str text)
{
    ts_complete_fn *complete = kind == PROMPT_COMMAND ? complete_command
                               : kind == PROMPT_TAG   ? complete_tag
                                                      : NULL;

    ui->prompt_kind = kind;
    ts_prompt_start(&ui->prompt, text, &ui->history[kind], complete, ui);
}

ts_str ui_prompt_label(const struct ts_ui *ui)
{
    return ts_str_of(prompts[ui->prompt_kind].label);
}

static void finish(struct ts_ui *ui, enum prompt_kind kind, ts_str text)
{
    struct invocation in = { .command = prompts[kind].command, .arg = text };

    if (kind == PROMPT_COMMAND)
        ui_obey_line(ui, text);
    else if (kind == PROMPT_FIND)
        ui_find(ui, text);
    else if (kind == PROMPT_TAG && text.len > 0)
        ui_tag_toggle(ui, text);
    else if (text.len > 0)
        ui_obey(ui, &in);
}

void ui_prompt_key(struct ts_ui *ui, struct ts_key key)
{
    enum prompt_kind kind = ui->prompt_kind;
    struct ts_arena a = { 0 };

    switch (ts_prompt_key(&ui->prompt, key)) {
    case TS_PROMPT_EDITING:
        break;
    case TS_PROMPT_CANCELLED:
        ui->prompt_kind = PROMPT_NONE;
        break;
    case TS_PROMPT_DONE:
        ui->prompt_kind = PROMPT_NONE;
        /* a copy: obeying may open the prompt again */
        finish(ui, kind, ts_str_trim(ts_arena_str(&a, ts_prompt_text(&ui->prompt))));
        break;
    }
    ts_arena_done(&a);
}

/* ---- tags ---- */

void ui_tag_toggle(struct ts_ui *ui, ts_str name)
{
    struct ts_request *request = ui_has_marks(ui) ? ts_request_new(TS_REQUEST_TAG_PICKED)
                                                  : ui_request(TS_REQUEST_TAG, &ui->subject);

    if (ui_has_marks(ui))
        request->picked = ui_marked(ui, &request->arena).picked;
    request->text = ts_arena_str(&request->arena, name);
    ui_send(ui, request);
}

void ui_tag_open(struct ts_ui *ui, const struct subject *subject)
{
    struct tag_menu *menu = &ui->tag_menu;
    struct ts_err err;

    keep_subject(ui, subject);
    ts_arena_done(&menu->arena);
    menu->n = 0;
    if (ts_tags_list(&menu->arena, ui->options.db, &menu->tags, &menu->n, &err) != TS_OK)
        ui_say(ui, true, "%s", err.msg);
    menu->is_open = menu->n > 0;
    if (menu->n == 0)
        ui_ask(ui, PROMPT_TAG, TS_STR(""));
}

void ui_tag_key(struct ts_ui *ui, struct ts_key key)
{
    struct tag_menu *menu = &ui->tag_menu;

    menu->is_open = false;
    for (size_t i = 0; i < menu->n; i++) {
        if (menu->tags[i].letter && (uint32_t)menu->tags[i].letter == key.code) {
            ui_tag_toggle(ui, menu->tags[i].name);
            return;
        }
    }
    if (key.code == TS_KEY_ESC || key.code == 'C' - '@')
        return;
    ui_ask(ui, PROMPT_TAG, TS_STR(""));
    if (key.code != ' ' && key.code != TS_KEY_ENTER)
        ui_prompt_key(ui, key);
}

/* Puts the tags one behind the other, as many rows as that takes; draws if `s`.  Returns the
 * rows. */
static int flow_tags(const struct ts_ui *ui, struct ts_surface *s, int cols, int first_row)
{
    const struct tag_menu *menu = &ui->tag_menu;
    int row = 0, col = 1;

    for (size_t i = 0; i < menu->n; i++) {
        struct ts_arena a = { 0 };
        ts_str name = view_text(&a, menu->tags[i].name);
        int width = 2 + ts_utf8_cols(name);
        if (col > 1 && col + width > cols) {
            row++;
            col = 1;
        }
        char letter = menu->tags[i].letter ? menu->tags[i].letter : ' ';
        if (s) {
            ts_surface_put(s, first_row + row, col, 1, (ts_str){ &letter, 1 }, TS_ROLE_MENU,
                           TS_ATTR_BOLD | TS_ATTR_UNDERLINE);
            ts_surface_put_cut(s, first_row + row, col + 2, cols - col - 2, name, TS_ROLE_MENU, 0);
        }
        col += width + 3;
        ts_arena_done(&a);
    }
    return row + 1;
}

void ui_tag_menu_draw(const struct ts_ui *ui, struct ts_surface *s)
{
    int rows = flow_tags(ui, NULL, s->cols, 0);
    int first = s->rows - 1 - rows;

    if (first < 0)
        first = 0;
    struct ts_surface part = ts_surface_part(s, first, 0, s->rows - 1 - first, s->cols);
    for (int row = 0; row < part.rows; row++)
        ts_surface_fill(&part, row, 0, part.cols, TS_ROLE_MENU);
    flow_tags(ui, &part, part.cols, 0);
    ts_surface_fill(s, s->rows - 1, 0, s->cols, TS_ROLE_PROMPT);
    ts_surface_put_cut(s, s->rows - 1, 0, s->cols,
                       TS_STR("tag: a letter toggles; Space, then a name, makes new ones; Esc"),
                       TS_ROLE_PROMPT, TS_ATTR_BOLD);
    ts_surface_cursor(s, s->rows - 1, 5);
}
