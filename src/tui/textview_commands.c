/* textview_commands.c - what all texts do for a command: scroll, find, show what was stripped.
 *
 * A command that gives false leaves it to the reader. */
#include "textview_priv.h"
#include "ui_priv.h"

enum { SHIFT_COLS = 8 };

typedef bool command_fn(struct textview *t, struct ts_ui *ui, const struct invocation *in);

/* ---- scrolling ---- */

static long count_of(const struct invocation *in)
{
    return in->count > 0 ? in->count : 1;
}

static long page_rows(const struct textview *t)
{
    return t->base.rows > 2 ? t->base.rows - 1 : 1;
}

static bool scroll(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    (void)ui;
    textview_scroll(t, in->command == TS_CMD_DOWN ? count_of(in) : -count_of(in));
    return true;
}

static bool turn_page(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    long rows = count_of(in) * page_rows(t);

    (void)ui;
    textview_scroll(t, in->command == TS_CMD_PAGE_DOWN ? rows : -rows);
    return true;
}

static bool go_end(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    (void)ui;
    textview_go(t, in->command == TS_CMD_FIRST ? 0 : SIZE_MAX);
    return true;
}

static bool go_next(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    (void)ui, (void)in;
    if (textview_is_at_end(t))
        return false;
    textview_scroll(t, page_rows(t));
    return true;
}

/* Wide rows, sideways. */
static bool shift(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    (void)ui;
    textview_shift(t, in->command == TS_CMD_RIGHT ? SHIFT_COLS : -SHIFT_COLS);
    return true;
}

/* ---- finding ---- */

static void go_match(struct textview *t, size_t match)
{
    const struct ts_match *m = &t->matches[match];
    size_t row = ts_layout_row_of(&t->layout, m->flow, m->start);

    t->match = match;
    if (row < t->top || row >= t->top + (size_t)t->base.rows)
        textview_go(t, row > (size_t)t->base.rows / 3 ? row - (size_t)t->base.rows / 3 : 0);
}

void textview_find(struct textview *t, struct ts_ui *ui, ts_str words)
{
    struct place top = textview_place(t);
    size_t match = 0;

    t->words = ts_arena_str(&t->base.own, words);
    t->matches = ts_layout_find(&t->base.sized, &t->layout, t->words, &t->n_matches);
    if (words.len == 0)
        return;
    if (t->n_matches == 0) {
        ui_say(ui, true, "\"%.*s\" is not in this text", TS_FMT(words));
        t->words = TS_STR("");
        return;
    }
    while (match < t->n_matches && t->layout.flows[t->matches[match].flow].block < top.block)
        match++;
    go_match(t, match < t->n_matches ? match : 0);
    ui_say(ui, false, "%zu of %zu; n and N go on, Esc ends finding", t->match + 1, t->n_matches);
}

static bool step_match(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    if (t->n_matches == 0)
        return false;
    size_t step = in->command == TS_CMD_NEXT_UNREAD ? 1 : t->n_matches - 1;
    go_match(t, (t->match + step) % t->n_matches);
    ui_say(ui, false, "%zu of %zu", t->match + 1, t->n_matches);
    return true;
}

static bool end_finding(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    (void)in;
    if (t->words.len == 0)
        return false;
    textview_find(t, ui, TS_STR(""));
    return true;
}

/* ---- what is shown ---- */

static bool toggle_stripped(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    struct ts_arena a = { 0 };

    (void)in;
    if (t->layout.n_stripped == 0) {
        ui_say(ui, false, "nothing was stripped here");
        return true;
    }
    t->with_stripped = !t->with_stripped;
    textview_relayout(t);
    ts_str blocks = ts_arena_count(&a, t->layout.n_stripped, "stripped block", "stripped blocks");
    ui_say(ui, false, "%.*s %s", TS_FMT(blocks),
           t->with_stripped ? "shown; its number and x puts one back" : "hidden");
    ts_arena_done(&a);
    return true;
}

static bool go_new(struct textview *t, struct ts_ui *ui, const struct invocation *in)
{
    (void)in;
    textview_go_new(t, ui);
    return true;
}

static command_fn *const commands[TS_CMD_COUNT] = {
    [TS_CMD_DOWN] = scroll,
    [TS_CMD_UP] = scroll,
    [TS_CMD_PAGE_DOWN] = turn_page,
    [TS_CMD_PAGE_UP] = turn_page,
    [TS_CMD_FIRST] = go_end,
    [TS_CMD_LAST] = go_end,
    [TS_CMD_NEXT] = go_next,
    [TS_CMD_LEFT] = shift,
    [TS_CMD_RIGHT] = shift,
    [TS_CMD_NEXT_UNREAD] = step_match,
    [TS_CMD_PREV_UNREAD] = step_match,
    [TS_CMD_CANCEL] = end_finding,
    [TS_CMD_STRIPPED] = toggle_stripped,
    [TS_CMD_NEXT_NEW] = go_new,
};

bool textview_command(struct ts_view *v, struct ts_ui *ui, const struct invocation *in)
{
    struct textview *t = (struct textview *)v;

    if (t->class->command && t->class->command(t, ui, in))
        return true;
    return commands[in->command] && commands[in->command](t, ui, in);
}
