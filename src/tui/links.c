/* links.c - a menu of the links that can be seen: a letter opens one, its capital copies it. */
#include "tearsheet/base/utf8.h"

#include "obey_priv.h"
#include "textview_priv.h"
#include "ui_priv.h"

enum { LETTERS = 26 };

/* The links whose number is on the screen, the first first. */
static void collect(struct link_menu *menu, const struct textview *t)
{
    const struct ts_layout *layout = &t->layout;

    menu->links = TS_NEW_ARRAY(&menu->arena, LETTERS, struct menu_link);
    menu->n = 0;
    for (size_t i = 0; i < layout->n_links && menu->n < LETTERS; i++) {
        size_t row = ts_layout_row_of(layout, layout->links[i].flow, layout->links[i].start);
        if (row >= t->top && row < t->top + (size_t)t->base.rows)
            menu->links[menu->n++] =
                (struct menu_link){ i + 1, ts_arena_str(&menu->arena, layout->links[i].target) };
    }
}

void obey_links(struct ts_ui *ui, const struct invocation *in, const struct subject *about)
{
    struct textview *t = textview_of(ui->top);
    struct link_menu *menu = &ui->link_menu;

    (void)in, (void)about;
    ts_arena_done(&menu->arena);
    menu->n = 0;
    if (t)
        collect(menu, t);
    menu->is_open = menu->n > 0;
    if (menu->n == 0)
        ui_say(ui, false, "no link can be seen here");
}

void ui_link_key(struct ts_ui *ui, struct ts_key key)
{
    struct link_menu *menu = &ui->link_menu;
    bool is_capital = key.code >= 'A' && key.code <= 'Z';
    uint32_t letter = is_capital ? key.code - 'A' : key.code - 'a';

    menu->is_open = false;
    if (letter >= menu->n)
        return;
    ui_errand(ui, is_capital ? TS_ERRAND_COPY : TS_ERRAND_BROWSE, menu->links[letter].target);
    if (is_capital)
        ui_say(ui, false, "copied %.*s", TS_FMT(menu->links[letter].target));
}

/* Draws the menu at the lower edge, what does not fit left out. */
void ui_link_menu_draw(const struct ts_ui *ui, struct ts_surface *s)
{
    const struct link_menu *menu = &ui->link_menu;
    int most = s->rows - 1;
    int rows = (int)menu->n < most ? (int)menu->n : most;

    for (int i = 0; i < rows; i++) {
        int row = s->rows - 1 - rows + i;
        char letter = (char)('a' + i);
        struct ts_arena a = { 0 };
        ts_str number = ts_arena_printf(&a, "[%zu]", menu->links[i].number);
        ts_surface_fill(s, row, 0, s->cols, TS_ROLE_MENU);
        ts_surface_put(s, row, 1, 1, (ts_str){ &letter, 1 }, TS_ROLE_MENU,
                       TS_ATTR_BOLD | TS_ATTR_UNDERLINE);
        ts_surface_put(s, row, 3, 5, number, TS_ROLE_MENU, 0);
        ts_surface_put_cut(s, row, 9, s->cols - 9, menu->links[i].target, TS_ROLE_MENU, 0);
        ts_arena_done(&a);
    }
    ts_surface_fill(s, s->rows - 1, 0, s->cols, TS_ROLE_PROMPT);
    ts_surface_put_cut(s, s->rows - 1, 0, s->cols,
                       TS_STR("link: a letter opens it in the browser, its capital copies it; Esc"),
                       TS_ROLE_PROMPT, TS_ATTR_BOLD);
    ts_surface_cursor(s, s->rows - 1, 6);
}
