/* history.c - what was typed at the prompts, kept from one run to the next: a line each, the
 * prompt's name in front. */
#include "tearsheet/base/file.h"
#include "tearsheet/base/utf8.h"

#include "ui_priv.h"

enum { FILE_MAX = 4 << 20 };

static const char *const names[PROMPT_COUNT] = {
    [PROMPT_COMMAND] = "command", [PROMPT_FIND] = "find", [PROMPT_SEARCH] = "search",
    [PROMPT_TAG] = "tag",         [PROMPT_ADD] = "add",   [PROMPT_RENAME] = "rename",
    [PROMPT_KEEP] = "keep",       [PROMPT_PIPE] = "pipe", [PROMPT_FOLDERS] = "folders",
};

static const char *path_of(struct ts_arena *a, const struct ts_ui *ui)
{
    const char *dir = ui->options.profile->state_dir;
    return dir ? ts_path_join(a, dir, "history") : NULL;
}

void ui_load_history(struct ts_ui *ui)
{
    struct ts_arena a = { 0 };
    const char *path = path_of(&a, ui);
    ts_str text = { 0 }, line, name;

    /* there is none on the first run, and a reader without one is no worse */
    if (path && ts_file_read(&a, path, FILE_MAX, &text, NULL) != TS_OK)
        text = TS_STR("");
    while (ts_str_split(&text, '\n', &line)) {
        if (!ts_str_word(&line, &name))
            continue;
        for (int i = 1; i < PROMPT_COUNT; i++)
            if (ts_str_is(name, names[i]))
                ts_history_put(&ui->history[i], view_text(&a, ts_str_trim(line)));
    }
    ts_arena_done(&a);
}

void ui_save_history(const struct ts_ui *ui)
{
    struct ts_arena a = { 0 };
    const char *path = path_of(&a, ui);
    struct ts_buf out = { 0 };

    for (int i = 1; i < PROMPT_COUNT; i++)
        for (size_t k = 0; k < ui->history[i].n; k++)
            ts_buf_printf(&out, "%s %.*s\n", names[i], TS_FMT(ui->history[i].lines[k]));
    /* nobody is there to be told when it cannot be written: the screen is about to close */
    if (path && out.len > 0 && ts_file_write(path, ts_buf_str(&out), NULL) != TS_OK)
        ts_buf_clear(&out);
    ts_buf_done(&out);
    ts_arena_done(&a);
}
