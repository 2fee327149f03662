/* typed.c - keys that are commands: counts, sequences, macros. */
#include "ui_priv.h"

enum { COUNT_MAX = 99999 };

static bool is_digit(const struct ts_ui *ui, struct ts_key key)
{
    bool is_open;

    return key.code >= '0' && key.code <= '9' && (key.code != '0' || ui->count > 0) &&
           !ts_keymap_find(&ui->keymap, &key, 1, &is_open) && !is_open;
}

/* Digits that are bound to nothing are a count, and in an article the number of a link. */
static void take_digit(struct ts_ui *ui, struct ts_key key)
{
    ui->count = ui->count * 10 + (int)(key.code - '0');
    if (ui->count > COUNT_MAX)
        ui->count = COUNT_MAX;
    if (ui_article_shown(ui->top)) {
        struct invocation in = { .command = TS_CMD_LINK, .count = ui->count };
        ui->top->class->command(ui->top, ui, &in);
    }
}

/* One line after the other, until one fails. */
static void run_macro(struct ts_ui *ui, ts_str lines, int count)
{
    ts_str line;

    while (ts_macro_next(&lines, &line)) {
        ts_buf_clear(&ui->message);
        ui->is_error = false;
        ui->count = count;
        ui_obey_line(ui, line);
        count = 0;
        if (ui->message.len > 0 && ui->is_error)
            break;
    }
    ui->count = 0;
}

static void run(struct ts_ui *ui, const struct ts_bound *bound)
{
    struct invocation in = { .command = bound->command, .count = ui->count };

    ui->count = 0;
    if (in.command == TS_CMD_CANCEL && in.count > 0)
        return; /* ends counting */
    if (bound->lines.len > 0)
        run_macro(ui, bound->lines, in.count);
    else
        ui_obey(ui, &in);
}

static void say_unbound(struct ts_ui *ui, const struct ts_key *keys, size_t n)
{
    struct ts_bound typed = { .n_keys = n };
    struct ts_arena a = { 0 };

    for (size_t i = 0; i < n; i++)
        typed.keys[i] = keys[i];
    ui->count = 0;
    ui_say(ui, false, "%.*s does nothing here; ? shows the keys",
           TS_FMT(ts_bound_keys(&a, &typed)));
    ts_arena_done(&a);
}

/* The key does not go on with the sequence: what was typed of it counts if it stands for something
 * by itself, and the key for itself. */
static void break_off(struct ts_ui *ui, struct ts_key key)
{
    bool is_open;
    size_t n = ui->n_pending;
    const struct ts_bound *bound = ts_keymap_find(&ui->keymap, ui->pending, n, &is_open);

    ui->n_pending = 0;
    if (key.code == TS_KEY_ESC) {
        ui->count = 0;
        return;
    }
    if (bound) {
        run(ui, bound);
        ui_command_key(ui, key);
        return;
    }
    ui->pending[n] = key; /* has room: a sequence that is open has a key to come */
    say_unbound(ui, ui->pending, n + 1);
}

void ui_command_key(struct ts_ui *ui, struct ts_key key)
{
    bool is_open;

    if (ui->n_pending == 0 && is_digit(ui, key)) {
        take_digit(ui, key);
        return;
    }
    ui->pending[ui->n_pending] = key;
    const struct ts_bound *bound =
        ts_keymap_find(&ui->keymap, ui->pending, ui->n_pending + 1, &is_open);
    if (is_open) {
        ui->n_pending++;
    } else if (bound) {
        ui->n_pending = 0;
        run(ui, bound);
    } else if (ui->n_pending > 0) {
        break_off(ui, key);
    } else {
        say_unbound(ui, &key, 1);
    }
}

ts_str ui_typed(struct ts_ui *ui, struct ts_arena *a)
{
    struct ts_bound typed = { .n_keys = ui->n_pending };
    ts_str count = ui->count > 0 ? ts_arena_printf(a, "%d", ui->count) : TS_STR("");

    for (size_t i = 0; i < ui->n_pending; i++)
        typed.keys[i] = ui->pending[i];
    if (ui->n_pending == 0)
        return count;
    return ts_arena_printf(a, "%.*s%.*s-", TS_FMT(count), TS_FMT(ts_bound_keys(a, &typed)));
}
