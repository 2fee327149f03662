/* ui_open.c - the reader is put together as the configuration wants it, and taken apart. */
#include <stdlib.h>

#include "tearsheet/tui/ui.h"

#include "ui_priv.h"

bool ui_use_theme(struct ts_ui *ui, ts_str name)
{
    struct ts_err err;

    if (ts_theme_choose(ui->options.profile->theme_dirs, name, ui->is_light, &ui->theme, &err) !=
        TS_OK) {
        ui_say(ui, true, "%s", err.msg);
        return false;
    }
    if (name.ptr != ui->theme_name.ptr) {
        ts_buf_clear(&ui->theme_name);
        ts_buf_put(&ui->theme_name, name);
    }
    return true;
}

/* A theme that is wrong is said, and another one used. */
static void use_first_theme(struct ts_ui *ui, ts_str name)
{
    struct ts_err err;

    ui->theme = ts_theme_plain;
    ts_buf_puts(&ui->theme_name, "auto");
    if (name.len == 0 || ui_use_theme(ui, name))
        return;
    if (ts_theme_choose(ui->options.profile->theme_dirs, TS_STR("auto"), ui->is_light, &ui->theme,
                        &err) != TS_OK)
        ui->theme = ts_theme_plain; /* what is said of the first is worth more */
}

/* Lines that cannot be read are left out; the first of them is said. */
static void use_bindings(struct ts_ui *ui, const struct ts_config *config)
{
    struct ts_err err;
    bool is_said = false;

    ts_keymap_init(&ui->keymap, &ui->arena);
    for (size_t i = 0; i < config->n_bindings; i++) {
        const struct ts_binding_line *bind = &config->bindings[i];
        if (ts_keymap_bind(&ui->keymap, bind->keys, bind->command, &err) == TS_OK || is_said)
            continue;
        ui_say(ui, true, "config:%d: %s", bind->line, err.msg);
        is_said = true;
    }
}

static void use_config(struct ts_ui *ui)
{
    const struct ts_config *config = &ui->options.profile->config;

    ui->list_cols = (int)config->list_cols;
    ui->is_light = ui->options.is_light;
    use_first_theme(ui, config->theme);
    use_bindings(ui, config);
}

enum ts_rc ts_ui_open(struct ts_ui **out, const struct ts_ui_options *options, struct ts_err *err)
{
    struct ts_ui *ui = calloc(1, sizeof *ui);

    if (!ui)
        ts_panic("out of memory (%zu bytes wanted)", sizeof *ui);
    ui->options = *options;
    ui->rows = 24;
    ui->cols = 80;
    use_config(ui);
    ui_load_history(ui);
    ui_open_front(ui);
    if (!ui->top) {
        enum ts_rc rc = ts_fail(err, TS_ERR_STORE, "%.*s", TS_FMT(ts_buf_str(&ui->message)));
        ts_ui_close(ui);
        return rc;
    }
    ui->is_dirty = true;
    *out = ui;
    return TS_OK;
}

static void drop_views(struct ts_ui *ui)
{
    while (ui->top) {
        struct ts_view *below = ui->top->below;
        ui_drop_view(ui->top);
        ui->top = below;
    }
    ui_drop_view(ui->preview);
}

static void free_parts(struct ts_ui *ui)
{
    struct ts_buf *bufs[] = { &ui->message, &ui->address, &ui->words,        &ui->theme_name,
                              &ui->pasted,  &ui->piped,   &ui->last_refresh, &ui->last_failure };
    struct ts_arena *arenas[] = {
        &ui->link_menu.arena, &ui->tag_menu.arena, &ui->novelty.arena, &ui->why.arena,
        &ui->subject_arena,   &ui->frame,          &ui->arena
    };

    ts_prompt_done(&ui->prompt);
    for (int i = 0; i < PROMPT_COUNT; i++)
        ts_history_done(&ui->history[i]);
    ts_digest_done(&ui->digest.story);
    for (size_t i = 0; i < TS_COUNT(bufs); i++)
        ts_buf_done(bufs[i]);
    for (size_t i = 0; i < TS_COUNT(arenas); i++)
        ts_arena_done(arenas[i]);
}

void ts_ui_close(struct ts_ui *ui)
{
    if (!ui)
        return;
    if (ui->top) {
        ui_keep_position(ui);
        ui_save_history(ui);
    }
    drop_views(ui);
    free_parts(ui);
    free(ui);
}
