/* surface.c - drawing into a grid of cells.
 *
 * Text comes in grapheme clusters; a cluster is written as one cell a spacing character, with the
 * marks that follow it.  Overwriting half of a wide character blanks the other half, so that the
 * grid always describes a screen that can exist. */
#include "tearsheet/tui/surface.h"

#include <limits.h>
#include <string.h>

#include "tearsheet/base/bidi.h"
#include "tearsheet/base/utf8.h"

enum {
    ZERO_WIDTH_JOINER = 0x200D,
    FIRST_FLAG = 0x1F1E6,
    LAST_FLAG = 0x1F1FF,
    FIRST_SKIN_TONE = 0x1F3FB,
    LAST_SKIN_TONE = 0x1F3FF,
    MAX_LINKS = 1000,
};

static const struct ts_cell blank = { .text = " ", .len = 1, .cols = 1 };

struct ts_surface ts_surface_new(struct ts_arena *a, int rows, int cols)
{
    struct ts_surface s = { .rows = rows < 1 ? 1 : rows, .cols = cols < 1 ? 1 : cols };

    s.stride = s.cols;
    s.cells = TS_NEW_ARRAY(a, (size_t)s.rows * (size_t)s.cols, struct ts_cell);
    s.cursor = TS_NEW(a, struct ts_cursor);
    s.links = TS_NEW(a, struct ts_surface_links);
    s.links->arena = a;
    ts_surface_clear(&s);
    return s;
}

uint16_t ts_surface_link(struct ts_surface *s, ts_str target)
{
    struct ts_surface_links *links = s->links;

    for (size_t i = 0; i < links->n; i++)
        if (ts_str_eq(links->targets[i], target))
            return (uint16_t)(i + 1);
    if (links->n == MAX_LINKS)
        return 0;
    *TS_PUSH(links->arena, links->targets, links->n, links->cap) =
        ts_arena_str(links->arena, target);
    return (uint16_t)links->n;
}

static int clamp(int value, int low, int high)
{
    return value < low ? low : value > high ? high : value;
}

struct ts_surface ts_surface_part(const struct ts_surface *s, int row, int col, int rows, int cols)
{
    struct ts_surface part = *s;

    row = clamp(row, 0, s->rows);
    col = clamp(col, 0, s->cols);
    part.rows = clamp(rows, 0, s->rows - row);
    part.cols = clamp(cols, 0, s->cols - col);
    part.first_row += row;
    part.first_col += col;
    part.cells += (ptrdiff_t)row * s->stride + col;
    return part;
}

static struct ts_cell *cell_at(const struct ts_surface *s, int row, int col)
{
    return &s->cells[(ptrdiff_t)row * s->stride + col];
}

/* Blanks the half that is left over when one half of a wide character is overwritten. */
static void split_wide(struct ts_surface *s, int row, int col)
{
    struct ts_cell *cell = cell_at(s, row, col);
    struct ts_cell *half = NULL;

    if (cell->cols == 2 && col + 1 < s->cols)
        half = cell + 1;
    else if (cell->cols == 0 && col > 0)
        half = cell - 1;
    if (half) {
        uint8_t role = half->role, attrs = half->attrs;
        *half = blank;
        half->role = role;
        half->attrs = attrs;
    }
}

static void set_cell(struct ts_surface *s, int row, int col, const struct ts_cell *cell)
{
    for (int i = 0; i < cell->cols; i++)
        split_wide(s, row, col + i);
    *cell_at(s, row, col) = *cell;
    if (cell->cols == 2)
        *cell_at(s, row, col + 1) =
            (struct ts_cell){ .role = cell->role, .attrs = cell->attrs, .link = cell->link };
}

void ts_surface_fill(struct ts_surface *s, int row, int col, int n, enum ts_role role)
{
    struct ts_cell cell = blank;

    if (row < 0 || row >= s->rows)
        return;
    cell.role = (uint8_t)role;
    int end = clamp(n > INT_MAX - clamp(col, 0, s->cols) ? s->cols : col + n, 0, s->cols);
    for (int i = clamp(col, 0, s->cols); i < end; i++)
        set_cell(s, row, i, &cell);
}

void ts_surface_clear(struct ts_surface *s)
{
    for (int row = 0; row < s->rows; row++)
        ts_surface_fill(s, row, 0, s->cols, TS_ROLE_TEXT);
    s->cursor->is_set = false;
}

/* The characters of a cluster, one cell each, while writing it. */
struct pen {
    struct ts_surface *s;
    struct ts_cell cell; /* being filled; empty when len is 0 */
    int row;
    int col;
    int end;      /* first column that is not to be written */
    bool is_full; /* something did not fit: nothing more is written */
};

static void flush_cell(struct pen *p)
{
    if (p->cell.len == 0)
        return;
    if (p->col + p->cell.cols > p->end)
        p->is_full = true;
    else if (p->col >= 0)
        set_cell(p->s, p->row, p->col, &p->cell);
    if (!p->is_full)
        p->col += p->cell.cols;
    p->cell.len = 0;
}

static void start_cell(struct pen *p, uint32_t rune, int cols)
{
    flush_cell(p);
    p->cell.len = (uint8_t)ts_utf8_encode(rune, p->cell.text);
    p->cell.cols = (uint8_t)cols;
}

static int count_runes(const struct ts_cell *cell)
{
    int n = 0;

    for (size_t pos = 0; pos < cell->len; n++)
        ts_utf8_next((ts_str){ cell->text, cell->len }, &pos);
    return n;
}

static void add_mark(struct ts_cell *cell, uint32_t rune)
{
    if (cell->len > 0 && count_runes(cell) < TS_CELL_RUNES)
        cell->len += (uint8_t)ts_utf8_encode(rune, cell->text + cell->len);
}

static bool is_control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
}

static bool is_selector(uint32_t rune)
{
    return (rune >= 0xFE00 && rune <= 0xFE0F) || rune == ZERO_WIDTH_JOINER;
}

static void put_rune(struct pen *p, uint32_t rune)
{
    if (is_control(rune))
        start_cell(p, TS_RUNE_BAD, 1);
    else if (rune >= FIRST_FLAG && rune <= LAST_FLAG)
        start_cell(p, rune - FIRST_FLAG + 'A', 1);
    else if (ts_rune_cols(rune) > 0)
        start_cell(p, rune, ts_rune_cols(rune));
    else if (!is_selector(rune))
        add_mark(&p->cell, rune);
}

/* Writes a cluster of `cols` columns; what its characters leave of them is blank. */
static void put_cluster(struct pen *p, ts_str cluster, int cols)
{
    int end = p->col + cols;
    uint32_t before = 0;

    for (size_t pos = 0; pos < cluster.len;) {
        uint32_t rune = ts_utf8_next(cluster, &pos);
        bool is_joined = before == ZERO_WIDTH_JOINER && ts_rune_cols(rune) == 2;
        bool is_tone = before && rune >= FIRST_SKIN_TONE && rune <= LAST_SKIN_TONE;
        if (!is_joined && !is_tone)
            put_rune(p, rune);
        before = rune;
    }
    flush_cell(p);
    while (p->col < end && !p->is_full) {
        start_cell(p, ' ', 1);
        flush_cell(p);
    }
}

/* What fits, in the order it is read in. */
static int put_reordered(struct ts_surface *s, int row, int col, int max_cols, ts_str text,
                         enum ts_role role, uint8_t attrs)
{
    struct ts_arena a = { 0 };
    struct ts_surface as_typed = *s;
    int room = max_cols < s->cols - col ? max_cols : s->cols - col, used = 0;
    ts_str fit = ts_utf8_fit(text, room);
    struct ts_bidi bidi = ts_bidi_paragraph(&a, fit, s->is_left ? TS_BIDI_LEFT : TS_BIDI_AUTO);
    struct ts_buf line = { 0 };
    size_t n = 0;

    if (bidi.levels) {
        const struct ts_glyph *glyphs = ts_bidi_line(&a, fit, &bidi, 0, fit.len, &n);
        for (size_t i = 0; i < n; i++)
            ts_buf_put(&line, glyphs[i].text);
        fit = ts_buf_str(&line);
    }
    as_typed.as_typed = true;
    used = ts_surface_put(&as_typed, row, col, room, fit, role, attrs);
    ts_buf_done(&line);
    ts_arena_done(&a);
    return used;
}

int ts_surface_put(struct ts_surface *s, int row, int col, int max_cols, ts_str text,
                   enum ts_role role, uint8_t attrs)
{
    struct pen p = { .s = s, .row = row, .col = col };

    if (!s->as_typed && ts_bidi_is_needed(text))
        return put_reordered(s, row, col, max_cols, text, role, attrs);
    if (row < 0 || row >= s->rows || max_cols <= 0 || col >= s->cols)
        return 0;
    p.end = max_cols > s->cols - col ? s->cols : col + max_cols;
    p.cell.role = (uint8_t)role;
    p.cell.attrs = attrs;
    p.cell.link = s->link;
    for (size_t pos = 0; pos < text.len && !p.is_full;) {
        int cols;
        size_t len = ts_utf8_cluster(text, pos, &cols);
        if (p.col + cols > p.end)
            break;
        put_cluster(&p, ts_str_sub(text, pos, len), cols);
        pos += len;
    }
    return p.col - col;
}

int ts_surface_put_cut(struct ts_surface *s, int row, int col, int max_cols, ts_str text,
                       enum ts_role role, uint8_t attrs)
{
    ts_str dots = s->ascii ? TS_STR("...") : TS_STR("…");

    max_cols = clamp(max_cols, 0, s->cols - col);
    ts_str fit = ts_utf8_fit(text, max_cols);
    if (fit.len == text.len)
        return ts_surface_put(s, row, col, max_cols, text, role, attrs);

    int dots_cols = ts_utf8_cols(dots);
    if (max_cols < dots_cols)
        return ts_surface_put(s, row, col, max_cols, text, role, attrs);
    fit = ts_utf8_fit(text, max_cols - dots_cols);
    while (fit.len > 0 && fit.ptr[fit.len - 1] == ' ')
        fit.len--;
    struct ts_arena a = { 0 };
    int used = ts_surface_put(s, row, col, max_cols, ts_arena_concat(&a, fit, dots), role, attrs);
    ts_arena_done(&a);
    return used;
}

int ts_surface_put_right(struct ts_surface *s, int row, int col, ts_str text, enum ts_role role)
{
    int cols = ts_utf8_cols(text);
    int start = col - cols;

    if (start < 0)
        start = 0;
    ts_surface_put(s, row, start, col - start, text, role, 0);
    return start;
}

void ts_surface_bar(struct ts_surface *s, int row, int col, int n, enum ts_role role)
{
    for (int i = 0; i < n; i++)
        ts_surface_put(s, row + i, col, 1, s->ascii ? TS_STR("|") : TS_STR("│"), role, 0);
}

void ts_surface_add_attrs(struct ts_surface *s, int row, int col, int n, uint8_t attrs)
{
    if (row < 0 || row >= s->rows)
        return;
    for (int i = clamp(col, 0, s->cols); i < col + n && i < s->cols; i++)
        cell_at(s, row, i)->attrs |= attrs;
}

void ts_surface_select(struct ts_surface *s, int row)
{
    ts_surface_add_attrs(s, row, 0, s->cols, TS_ATTR_SELECTED);
}

void ts_surface_cursor(struct ts_surface *s, int row, int col)
{
    if (row < 0 || row >= s->rows || s->cols == 0)
        return;
    s->cursor->row = s->first_row + row;
    s->cursor->col = s->first_col + clamp(col, 0, s->cols - 1);
    s->cursor->is_set = true;
}

/* Ends a line of a dump: trailing `c` are dropped. */
static void end_line(struct ts_buf *out, size_t start, char c)
{
    while (out->len > start && out->ptr[out->len - 1] == c)
        out->len--;
    ts_buf_putc(out, '\n');
}

void ts_surface_dump(const struct ts_surface *s, struct ts_buf *out)
{
    for (int row = 0; row < s->rows; row++) {
        size_t start = out->len;
        for (int col = 0; col < s->cols; col++) {
            const struct ts_cell *cell = cell_at(s, row, col);
            ts_buf_put(out, (ts_str){ cell->text, cell->len });
        }
        end_line(out, start, ' ');
    }
}

void ts_surface_dump_roles(const struct ts_surface *s, struct ts_buf *out)
{
    for (int row = 0; row < s->rows; row++) {
        size_t start = out->len;
        bool is_selected = false;
        for (int col = 0; col < s->cols; col++) {
            const struct ts_cell *cell = cell_at(s, row, col);
            is_selected = is_selected || (cell->attrs & TS_ATTR_SELECTED);
            ts_buf_putc(out, ts_role_letter(cell->role));
        }
        if (is_selected)
            ts_buf_puts(out, " <");
        end_line(out, start, '.');
    }
}
