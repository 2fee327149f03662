/* plain_view.c - a view as lines: what the screen shows, drawn at a width that cuts nothing, and
 * said in words where the screen has signs. */
#include "tearsheet/base/utf8.h"

#include "listing_priv.h"
#include "plain_priv.h"
#include "textview_priv.h"
#include "ui_priv.h"

enum { LIST_COLS = 220, LIST_ROWS = 20, TEXT_MARGIN_COLS = 10, TEXT_ROWS_MAX = 4000 };

static void put_row_text(struct ts_buf *out, const struct ts_surface *s, int row, int first_col)
{
    for (int col = first_col; col < s->cols; col++) {
        const struct ts_cell *cell = &s->cells[(ptrdiff_t)row * s->stride + col];
        ts_buf_put(out, (ts_str){ cell->text, cell->len });
    }
}

/* Columns become what stands between commas. */
static ts_str squeeze(struct ts_arena *a, ts_str row)
{
    struct ts_buf out = { 0 };

    for (size_t i = 0; i < row.len;) {
        size_t blanks = 0;
        while (i + blanks < row.len && row.ptr[i + blanks] == ' ')
            blanks++;
        if (i + blanks < row.len && blanks > 0 && out.len > 0)
            ts_buf_puts(&out, blanks > 1 ? ", " : " ");
        i += blanks;
        if (i < row.len)
            ts_buf_putc(&out, row.ptr[i++]);
    }
    ts_str text = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return text;
}

/* Row `i` of a list, which the surface shows as `row`. */
static void put_list_row(struct ts_buf *out, const struct listing *l, size_t i,
                         const struct ts_surface *s, int row)
{
    enum { SIGN_COLS = 2 }; /* selected or marked, and unread */
    struct ts_arena a = { 0 };
    struct ts_buf text = { 0 };

    put_row_text(&text, s, row, SIGN_COLS);
    ts_buf_printf(
        out, "%zu. %s%s%.*s\n", l->first + i + 1, listing_is_marked(l, i) ? "marked, " : "",
        l->class->is_unread(l, i) ? "unread, " : "", TS_FMT(squeeze(&a, ts_buf_str(&text))));
    ts_buf_done(&text);
    ts_arena_done(&a);
}

static void put_list(struct ts_buf *out, const struct listing *l, const struct ts_surface *s,
                     bool only_selected)
{
    int first = 1; /* below the bar */

    for (size_t i = l->list.top; i < l->n && i < l->list.top + l->list.rows; i++)
        if (!only_selected || i == l->list.at)
            put_list_row(out, l, i, s, first + (int)(i - l->list.top));
    for (const char *const *line = l->n == 0 ? l->class->empty(l) : NULL; line && *line; line++)
        ts_buf_printf(out, "%s\n", *line);
}

/* Rows without the margin that all of them have, and without blank ones at the end. */
static void put_text(struct ts_buf *out, const struct textview *t, const struct ts_surface *s)
{
    size_t last = out->len;

    for (int row = 0; row < t->base.rows && row + 1 < s->rows; row++) {
        struct ts_buf text = { 0 };
        put_row_text(&text, s, row + 1, t->left);
        ts_str line = ts_buf_str(&text);
        while (line.len > 0 && line.ptr[line.len - 1] == ' ')
            line.len--;
        ts_buf_printf(out, "%.*s\n", TS_FMT(line));
        if (line.len > 0)
            last = out->len;
        ts_buf_done(&text);
    }
    out->len = last;
}

/* Gives the view on top a screen that has room for it. */
static const struct ts_surface *draw(struct ts_ui *ui)
{
    const struct textview *t = textview_of(ui->top);
    int text_cols = (int)ui->options.profile->config.text_width_cols + TEXT_MARGIN_COLS;

    if (!t) {
        ts_ui_resize(ui, LIST_ROWS + 2, LIST_COLS);
        return ts_ui_draw(ui);
    }
    ts_ui_resize(ui, LIST_ROWS + 2, text_cols);
    ts_ui_draw(ui); /* lays it out */
    t = textview_of(ui->top);
    if (!t)
        return draw(ui); /* what it showed is gone, another view is on top */
    size_t rows = t->layout.n_rows < TEXT_ROWS_MAX ? t->layout.n_rows : TEXT_ROWS_MAX;
    ts_ui_resize(ui, (int)rows + 3, text_cols);
    return ts_ui_draw(ui);
}

void plain_view(struct plain_view *shown, struct ts_ui *ui, struct ts_buf *out)
{
    const struct ts_surface *s = draw(ui);
    const struct listing *l = listing_of(ui->top);
    const struct textview *t = textview_of(ui->top);
    struct plain_view now = { ui->top, l ? l->first + l->list.top : 0, l ? l->n_all : 0, 0 };
    bool is_same = now.view == shown->view && now.top == shown->top && now.n == shown->n;
    struct ts_arena a = { 0 };

    if (l && !is_same)
        ts_buf_printf(out, "%.*s%s%.*s\n\n", TS_FMT(ui->top->title), l->n > 0 ? ", " : "",
                      TS_FMT(ui->top->class->place(ui->top, &a)));
    if (l)
        put_list(out, l, s, is_same);
    else if (t)
        put_text(out, t, s);
    now.text = ts_hash_bytes(out->ptr, out->len, 0);
    if (t && is_same && now.text == shown->text)
        ts_buf_clear(out);
    *shown = now;
    ts_arena_done(&a);
}

ts_str plain_question(const struct ts_ui *ui)
{
    if (ui->tag_menu.is_open)
        return TS_STR("letter or name of a tag: ");
    if (ui->link_menu.is_open)
        return TS_STR("letter of a link: ");
    return ui->prompt_kind != PROMPT_NONE ? ui_prompt_label(ui) : TS_STR("");
}

/* The choices of a menu, a line each. */
static void put_menu(struct ts_ui *ui, struct ts_buf *out)
{
    struct ts_arena a = { 0 };

    for (size_t i = 0; ui->tag_menu.is_open && i < ui->tag_menu.n; i++)
        ts_buf_printf(out, "%c  %.*s\n",
                      ui->tag_menu.tags[i].letter ? ui->tag_menu.tags[i].letter : ' ',
                      TS_FMT(view_text(&a, ui->tag_menu.tags[i].name)));
    for (size_t i = 0; ui->link_menu.is_open && i < ui->link_menu.n; i++)
        ts_buf_printf(out, "%c  %.*s\n", (char)('a' + i), TS_FMT(ui->link_menu.links[i].target));
    ts_arena_done(&a);
}

static void press(struct ts_ui *ui, uint32_t code)
{
    ts_ui_key(ui, (struct ts_key){ code });
}

/* An answer to a prompt or a menu. */
static void answer(struct ts_ui *ui, ts_str line)
{
    bool is_letter = line.len == 1;

    if (line.len == 0) {
        press(ui, TS_KEY_ESC);
        return;
    }
    if (ui->tag_menu.is_open && !is_letter)
        press(ui, ' '); /* a name is asked for */
    for (size_t pos = 0; pos < line.len;)
        press(ui, ts_utf8_next(line, &pos));
    if (ui->prompt_kind != PROMPT_NONE) /* a letter that is no tag's is a name, too */
        press(ui, TS_KEY_ENTER);
}

/* A number is a row to be opened; in a text it is a link. */
static bool take_number(struct ts_ui *ui, ts_str line)
{
    struct ts_arena a = { 0 };
    int64_t number;

    if (!ts_str_to_int(line, &number) || number < 1)
        return false;
    if (listing_of(ui->top)) {
        ui_obey_line(ui, line);
        ui_obey_line(ui, TS_STR("open"));
    } else {
        ui_obey_line(ui, ts_arena_printf(&a, "link %.*s", TS_FMT(line)));
    }
    ts_arena_done(&a);
    return true;
}

/* Keys by name, one behind the other: "5 j". */
static bool take_keys(struct ts_ui *ui, ts_str line)
{
    ts_str rest = line, word;
    struct ts_key key;

    while (ts_str_word(&rest, &word))
        if (!ts_key_parse(word, &key))
            return false;
    while (ts_str_word(&line, &word))
        if (ts_key_parse(word, &key))
            ts_ui_key(ui, key);
    return true;
}

void plain_line(struct ts_ui *ui, ts_str line, struct ts_buf *out)
{
    ts_str rest = line, name = { 0 };

    ts_buf_clear(&ui->message);
    ts_str_word(&rest, &name);
    if (plain_question(ui).len > 0)
        answer(ui, line);
    else if (line.len == 0)
        ui_obey_line(ui, TS_STR("next"));
    else if (line.ptr[0] == ':')
        ui_obey_line(ui, ts_str_skip(line, 1));
    else if (take_number(ui, line))
        ;
    else if (ts_command_of(name) != TS_CMD_NONE)
        ui_obey_line(ui, line);
    else if (!take_keys(ui, line))
        ui_say(ui, true, "\"%.*s\" is no number, key or command; \"help\" lists them",
               TS_FMT(line));
    put_menu(ui, out);
}

ts_str plain_message(const struct ts_ui *ui, bool *is_error)
{
    *is_error = ui->is_error;
    return ts_buf_str(&ui->message);
}
