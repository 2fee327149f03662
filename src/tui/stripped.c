/* stripped.c - what was stripped from a page: shown, numbered, put back.
 *
 * Those on the screen are counted from its top, and carry their number in the margin. */
#include "obey_priv.h"
#include "textview_priv.h"
#include "ui_priv.h"

/* True if the row is the first one shown of a stripped block's text. */
static bool begins_stripped(const struct textview *t, size_t row)
{
    const struct ts_row *rows = t->layout.rows;
    const struct ts_flow *flow = &t->layout.flows[rows[row].flow];

    if (rows[row].len == 0 || flow->role != TS_ROLE_STRIPPED)
        return false;
    return row == t->top || rows[row - 1].flow != rows[row].flow;
}

static size_t rows_end(const struct textview *t)
{
    size_t end = t->top + (size_t)(t->base.rows > 0 ? t->base.rows : 0);

    return end < t->layout.n_rows ? end : t->layout.n_rows;
}

int textview_stripped_number(const struct textview *t, size_t row)
{
    int number = 0;

    if (!t->with_stripped || !begins_stripped(t, row))
        return 0;
    for (size_t i = t->top; i <= row; i++)
        number += begins_stripped(t, i);
    return number;
}

/* The stripped block with this number on the screen, or NULL. */
static const struct ts_block *block_of(const struct textview *t, int number)
{
    for (size_t i = t->top; i < rows_end(t); i++)
        if (textview_stripped_number(t, i) == number)
            return &t->blocks[t->layout.flows[t->layout.rows[i].flow].block];
    return NULL;
}

bool textview_put_back(struct textview *t, struct ts_ui *ui, int64_t article_id, int number)
{
    const struct ts_block *block = block_of(t, number > 0 ? number : 1);

    if (!t->with_stripped || t->layout.n_stripped == 0) {
        ui_say(ui, false,
               t->layout.n_stripped > 0 ? "S shows what was stripped; x puts it back"
                                        : "nothing was stripped here");
    } else if (!block) {
        ui_say(ui, false,
               number > 0 ? "no stripped block on this screen has that number"
                          : "scroll to the stripped block that you want back");
    } else {
        struct ts_request *request = ts_request_new(TS_REQUEST_PUT_BACK);
        request->article_id = article_id;
        request->text = ts_arena_str(&request->arena, block->text);
        ui_send(ui, request);
    }
    return true;
}

void ui_take_rule(struct ts_ui *ui, const struct ts_event *event)
{
    if (ui_article_shown(ui->top) == event->article_id && ui->prompt_kind == PROMPT_NONE)
        ui_ask(ui, PROMPT_SITE, event->text);
}

void obey_site(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    (void)about;
    if (in->arg.len == 0) {
        ui_ask(ui, PROMPT_SITE, TS_STR(""));
        return;
    }
    struct ts_request *request = ts_request_new(TS_REQUEST_RULE);
    request->text = ts_arena_str(&request->arena, in->arg);
    ui_send(ui, request);
}
