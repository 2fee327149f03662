/* writer.c - from cells to the bytes that a terminal is sent; a door to curses, whose terminfo says
 * how cursors are moved.
 *
 * What the terminal shows is kept as cells, and only cells that differ are written.  Terminals do
 * not agree about the width of every cluster: behind one that they may take for wider or narrower
 * than it is here the cursor's place is not known, so that it is moved to where the next cell is,
 * and what is wrong stays within that cell. */
#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>

#include "tearsheet/base/utf8.h"

#include "writer_priv.h"

/* Terminals say by COLORTERM that they have all colours, few by the name they go by. */
static bool promises_all_colours(void)
{
    ts_str colours = ts_str_of(getenv("COLORTERM"));
    return ts_str_is(colours, "truecolor") || ts_str_is(colours, "24bit");
}

void writer_init(struct writer *w, bool no_colour, bool has_links)
{
    *w = (struct writer){ .has_links = has_links, .row = -1 };
    if (no_colour || !set_a_foreground || !set_a_background)
        return;
    w->n_colours = max_colors;
    if (w->n_colours > 256 && tigetflag("RGB") <= 0)
        w->n_colours = 256;
    if (w->n_colours == 256 && promises_all_colours()) {
        w->n_colours = 1 << 24;
        w->is_direct = true;
    }
}

void writer_forget(struct writer *w)
{
    free(w->shown);
    w->shown = NULL;
    w->pen = (struct pen){ 0 };
    w->row = -1;
}

void writer_done(struct writer *w)
{
    writer_forget(w);
    ts_arena_done(&w->link_arena);
    ts_buf_done(&w->out);
}

bool writer_has_shown(const struct writer *w, const struct ts_surface *s)
{
    return w->shown && w->shown_rows == s->rows && w->shown_cols == s->cols;
}

static void prepare(struct writer *w, const struct ts_surface *s)
{
    if (writer_has_shown(w, s))
        return;
    writer_forget(w);
    w->shown = calloc((size_t)s->rows * (size_t)s->cols, sizeof *w->shown);
    if (!w->shown)
        ts_panic("out of memory for %d rows of %d columns", s->rows, s->cols);
    w->shown_rows = s->rows;
    w->shown_cols = s->cols;
    w->is_cleared = true;
}

/* Where a link of the surface goes. */
static ts_str target_of(const struct ts_surface *s, const struct ts_cell *cell)
{
    return cell->link > 0 ? s->links->targets[cell->link - 1] : TS_STR("");
}

static bool is_shown(const struct writer *w, const struct ts_surface *s, size_t i,
                     const struct ts_cell *cell)
{
    const struct ts_cell *shown = &w->shown[i];
    ts_str target = shown->link > 0 ? w->links[shown->link - 1] : TS_STR("");

    return shown->len == cell->len && shown->cols == cell->cols && shown->role == cell->role &&
           shown->attrs == cell->attrs && memcmp(shown->text, cell->text, cell->len) == 0 &&
           (!w->has_links || ts_str_eq(target, target_of(s, cell)));
}

static void move_to(struct writer *w, int row, int col)
{
    if (w->row == row && w->col == col)
        return;
    if (col == 0 && w->row == row)
        ts_buf_putc(&w->out, '\r');
    else if (w->row == row && col > w->col && parm_right_cursor)
        pen_put_capability(&w->out, tiparm(parm_right_cursor, col - w->col));
    else
        pen_put_capability(&w->out, tiparm(cursor_address, row, col));
    w->row = row;
    w->col = col;
}

/* Scripts and signs whose letters are as wide on every terminal; marks and pictures are not. */
static bool is_sure(const struct ts_cell *cell)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x20, 0x7E },     { 0xA1, 0x2FF },    /* Latin */
        { 0x370, 0x52F },                       /* Greek, Cyrillic */
        { 0x5D0, 0x5EA },   { 0x620, 0x64A },   /* Hebrew, Arabic */
        { 0x2010, 0x2027 }, { 0x2500, 0x257F }, /* dashes, quotation marks; lines */
        { 0x3000, 0x30FF }, { 0x4E00, 0x9FFF }, /* Kana, Han */
        { 0xAC00, 0xD7A3 }, { 0xFF00, 0xFF60 }, /* Hangul; full-width signs */
        { 0xFE80, 0xFEFC },                     /* Arabic letters as they are joined */
    };
    ts_str text = { cell->text, cell->len };
    size_t pos = 0;
    uint32_t rune = ts_utf8_next(text, &pos);

    for (size_t i = 0; pos == text.len && i < TS_COUNT(ranges); i++)
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return true;
    return false;
}

static void write_cell(struct writer *w, const struct ts_cell *cell, int row, int col)
{
    bool sure = is_sure(cell);

    move_to(w, row, col);
    if (!sure && cell->cols == 2) { /* for a terminal that writes only one of its columns */
        ts_buf_puts(&w->out, "  ");
        w->row = -1;
        move_to(w, row, col);
    }
    ts_buf_put(&w->out, (ts_str){ cell->text, cell->len });
    w->col += cell->cols;
    if (!sure || w->col >= w->shown_cols) /* at the edge the cursor may be on either side of it */
        w->row = -1;
}

/* A blank, of which the background alone is seen. */
static bool is_blank(const struct writer *w, const struct ts_cell *cell,
                     const struct ts_style *style)
{
    return cell->len == 1 && cell->text[0] == ' ' && !(w->has_links && cell->link > 0) &&
           !(style->attrs & (TS_ATTR_UNDERLINE | TS_ATTR_REVERSE));
}

/* A blank that clearing the rest of the line makes too. */
static bool is_clearable(const struct writer *w, const struct ts_cell *cell,
                         const struct ts_style *style)
{
    return is_blank(w, cell, style) && (style->bg.kind == TS_COLOUR_DEFAULT || back_color_erase);
}

/* A row while it is written. */
struct line {
    const struct ts_theme *theme;
    const struct ts_surface *s;
    const struct ts_cell *cells;
    int row;
    int clear_from; /* column from which on there is nothing but blanks of one look */
};

enum { FEW_BLANKS = 4 /* cost no more than clearing the rest of the line does */ };

static void find_blanks(const struct writer *w, struct line *line)
{
    struct ts_style last = pen_style(w, line->theme, &line->cells[line->s->cols - 1]);
    int col = line->s->cols;

    for (; clr_eol && col > 0; col--) {
        struct ts_style style = pen_style(w, line->theme, &line->cells[col - 1]);
        if (!is_clearable(w, &line->cells[col - 1], &style) || !pen_is_same(&style, &last))
            break;
    }
    line->clear_from = col;
}

/* Terminals that scroll when their last cell is written have it blank. */
static bool would_scroll(const struct writer *w, int row, int col)
{
    return auto_right_margin && !eat_newline_glitch && row == w->shown_rows - 1 &&
           col == w->shown_cols - 1;
}

static void clear_rest(struct writer *w, const struct line *line, int col)
{
    struct ts_style style = pen_style(w, line->theme, &line->cells[col]);

    if (w->is_cleared && style.bg.kind == TS_COLOUR_DEFAULT)
        return;
    move_to(w, line->row, col);
    pen_set_link(w, TS_STR(""));
    pen_set_style(w, style);
    pen_put_capability(&w->out, clr_eol);
}

/* True for a letter that is written with the pen as it is. */
static bool needs_no_change(const struct writer *w, const struct line *line, int col)
{
    const struct ts_cell *cell = &line->cells[col];
    struct ts_style style = pen_style(w, line->theme, cell);

    return cell->len == 1 && w->pen.is_known && pen_is_same(&style, &w->pen.style) &&
           (!w->has_links || ts_str_eq(w->pen.target, target_of(line->s, cell)));
}

/* Writing a few letters that are there already costs less than moving over them. */
static void bridge_gap(struct writer *w, const struct line *line, int col)
{
    enum { FEW_LETTERS = 4 };
    int from = w->col;

    if (w->row != line->row || col <= from || col - from > FEW_LETTERS)
        return;
    for (int i = from; i < col; i++)
        if (!needs_no_change(w, line, i))
            return;
    for (; w->col < col; w->col++)
        ts_buf_putc(&w->out, line->cells[w->col].text[0]);
}

static void show_cell(struct writer *w, const struct line *line, int col)
{
    const struct ts_cell *cell = &line->cells[col];
    struct ts_style style = pen_style(w, line->theme, cell);
    bool blank = is_blank(w, cell, &style);

    if (cell->len == 0 || would_scroll(w, line->row, col) ||
        (blank && w->is_cleared && style.bg.kind == TS_COLOUR_DEFAULT))
        return;
    bridge_gap(w, line, col);
    move_to(w, line->row, col);
    pen_set_link(w, target_of(line->s, cell));
    if (!blank || !pen_has_background(w, style.bg))
        pen_set_style(w, style);
    write_cell(w, cell, line->row, col);
}

static void show_row(struct writer *w, const struct ts_theme *theme, const struct ts_surface *s,
                     int row)
{
    size_t first = (size_t)row * (size_t)s->cols;
    struct line line = { theme, s, &s->cells[(ptrdiff_t)row * s->stride], row, -1 };

    for (int col = 0; col < s->cols; col++) {
        if (is_shown(w, s, first + (size_t)col, &line.cells[col]))
            continue;
        if (line.clear_from < 0)
            find_blanks(w, &line);
        if (col >= line.clear_from && s->cols - col > FEW_BLANKS) {
            clear_rest(w, &line, col);
            break;
        }
        show_cell(w, &line, col);
    }
    memcpy(&w->shown[first], line.cells, (size_t)s->cols * sizeof *w->shown);
}

/* Remembers the surface's links, which the cells shown name by number. */
static void keep_links(struct writer *w, const struct ts_surface *s)
{
    ts_arena_reset(&w->link_arena);
    w->links = TS_NEW_ARRAY(&w->link_arena, s->links->n + 1, ts_str);
    for (size_t i = 0; i < s->links->n; i++)
        w->links[i] = ts_arena_str(&w->link_arena, s->links->targets[i]);
}

void writer_show(struct writer *w, const struct ts_theme *theme, const struct ts_surface *s)
{
    prepare(w, s);
    for (int row = 0; row < s->rows; row++)
        show_row(w, theme, s, row);
    w->is_cleared = false;
    keep_links(w, s);
    pen_reset(w);
    if (s->cursor->is_set)
        move_to(w, s->cursor->row, s->cursor->col);
}
