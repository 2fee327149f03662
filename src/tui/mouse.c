/* mouse.c - the wheel scrolls what is under it and changes nothing else; a click selects a row, and
 * opens the one that is selected. */
#include "listing_priv.h"
#include "textview_priv.h"
#include "ui_priv.h"

enum { WHEEL_ROWS = 3 };

static void wheel(struct ts_view *v, long rows)
{
    struct listing *list = listing_of(v);
    struct textview *text = textview_of(v);

    if (list)
        listing_scroll(list, rows);
    else if (text)
        textview_scroll(text, rows);
}

static void click(struct ts_ui *ui, struct ts_view *v, int row)
{
    struct listing *list = listing_of(v);

    if (!list || list->list.top + (size_t)row >= list->n)
        return;
    size_t at = list->list.top + (size_t)row;
    if (v == ui->top && at == list->list.at) {
        list->class->open(list, ui, at);
        return;
    }
    while (ui->top != v && ui->top->below) /* a text beside its list gives way to another row */
        ui_pop(ui);
    ts_list_go(&list->list, at);
}

void ui_mouse(struct ts_ui *ui, struct ts_key key)
{
    int row = key.row;
    struct ts_view *v = ui_view_at(ui, &row, key.col);

    if (!v || ui->tag_menu.is_open || ui->link_menu.is_open || ui->prompt_kind != PROMPT_NONE)
        return;
    if (key.code == TS_KEY_CLICK)
        click(ui, v, row);
    else
        wheel(v, key.code == TS_KEY_WHEEL_UP ? -WHEEL_ROWS : WHEEL_ROWS);
}
