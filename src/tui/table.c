/* table.c - tables on a screen of fixed width.
 *
 * If the columns fit they stand side by side, the widest of them shrunk and their cells wrapped as
 * far as that leaves something to read; otherwise every row becomes a record of lines "heading:
 * value". */
#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"

#include "layout_priv.h"

enum {
    MAX_COLUMNS = 24, /* of a grid */
    MAX_CELLS = 64,   /* of a row; what is behind them stands in the last */
    NARROWEST_COLUMN = 8,
    GAP_COLS = 3,
};

struct table {
    struct ts_arena *arena;
    const struct ts_block *blocks;
    size_t n_rows;
    size_t n_columns;
    size_t index;   /* of the first block */
    ts_str **cells; /* [row][column] */
    int *widths;
    bool *is_number;  /* a column of numbers stands at the right */
    bool is_mirrored; /* the first column stands at the right */
};

static bool is_numeric(ts_str cell)
{
    bool has_digit = false;

    for (size_t pos = 0; pos < cell.len;) {
        uint32_t rune = ts_utf8_next(cell, &pos);
        has_digit = has_digit || ts_rune_is_digit(rune);
        if (ts_rune_is_letter(rune))
            return false;
    }
    return has_digit;
}

static size_t count_cells(ts_str text)
{
    size_t n = 1;

    for (size_t i = 0; i < text.len && n < MAX_CELLS; i++)
        n += text.ptr[i] == '\t';
    return n;
}

static void split_row(struct ts_arena *a, ts_str text, ts_str *cells, size_t n)
{
    ts_str cell;

    for (size_t i = 0; i + 1 < n && ts_str_split(&text, '\t', &cell); i++)
        cells[i] = ts_str_trim(cell);
    if (text.len > 0)
        cells[n - 1] = ts_utf8_squeeze(a, text);
}

static void read_cells(struct layout_builder *b, struct table *t)
{
    ts_str *texts = TS_NEW_ARRAY(t->arena, t->n_rows, ts_str);

    for (size_t row = 0; row < t->n_rows; row++) {
        texts[row] = layout_flow(b, &t->blocks[row], t->index + row).text;
        size_t n = count_cells(texts[row]);
        t->n_columns = n > t->n_columns ? n : t->n_columns;
    }
    t->cells = TS_NEW_ARRAY(t->arena, t->n_rows, ts_str *);
    for (size_t row = 0; row < t->n_rows; row++) {
        t->cells[row] = TS_NEW_ARRAY(t->arena, t->n_columns, ts_str);
        split_row(t->arena, texts[row], t->cells[row], t->n_columns);
    }
}

static void measure(struct table *t)
{
    t->widths = TS_NEW_ARRAY(t->arena, t->n_columns, int);
    t->is_number = TS_NEW_ARRAY(t->arena, t->n_columns, bool);
    for (size_t column = 0; column < t->n_columns; column++) {
        t->widths[column] = 1;
        t->is_number[column] = t->n_rows > 1;
        for (size_t row = 0; row < t->n_rows; row++) {
            ts_str cell = t->cells[row][column];
            int cols = ts_utf8_cols(cell);
            if (cols > t->widths[column])
                t->widths[column] = cols;
            if (!t->blocks[row].is_header && cell.len > 0 && !is_numeric(cell))
                t->is_number[column] = false;
        }
    }
}

static long total_cols(const struct table *t)
{
    long total = (long)(t->n_columns - 1) * GAP_COLS;

    for (size_t i = 0; i < t->n_columns; i++)
        total += t->widths[i];
    return total;
}

/* Shrinks the widest columns until the table is `cols` wide; false if that takes too much. */
static bool fit(struct table *t, int cols)
{
    for (size_t i = 0; i < t->n_columns; i++)
        if (t->widths[i] > cols)
            t->widths[i] = cols;
    for (long over = total_cols(t) - cols; over > 0; over--) {
        size_t widest = 0;
        for (size_t i = 1; i < t->n_columns; i++)
            if (t->widths[i] > t->widths[widest])
                widest = i;
        if (t->widths[widest] <= NARROWEST_COLUMN)
            return false;
        t->widths[widest]--;
    }
    return true;
}

static ts_str separator(const struct layout_builder *b)
{
    return b->options->ascii ? TS_STR(" | ") : TS_STR(" │ ");
}

static void put_text_row(struct layout_builder *b, const struct table *t, size_t row, bool is_bold,
                         struct ts_buf *line)
{
    while (!t->is_mirrored && line->len > 0 && line->ptr[line->len - 1] == ' ')
        line->len--;
    struct ts_flow flow = { .text = ts_buf_take(line, b->arena),
                            .role = TS_ROLE_TABLE,
                            .attrs = is_bold ? TS_ATTR_BOLD : 0,
                            .block = t->index + row };
    if (!b->options->as_typed)
        flow.bidi = ts_bidi_columns(b->arena, flow.text, separator(b));
    flow.bidi.is_rtl = t->is_mirrored;
    layout_put_unwrapped(b, flow, TS_STR(""), TS_ROLE_TABLE);
    ts_buf_clear(line);
}

static void swap_columns(struct table *t, size_t i, size_t k)
{
    int width = t->widths[i];
    bool is_number = t->is_number[i];

    t->widths[i] = t->widths[k];
    t->widths[k] = width;
    t->is_number[i] = t->is_number[k];
    t->is_number[k] = is_number;
    for (size_t row = 0; row < t->n_rows; row++) {
        ts_str cell = t->cells[row][i];
        t->cells[row][i] = t->cells[row][k];
        t->cells[row][k] = cell;
    }
}

/* In a right-to-left language the columns are read from the right too. */
static void mirror(const struct layout_builder *b, struct table *t)
{
    if (b->options->as_typed || !ts_bidi_is_rtl_lang(b->options->lang))
        return;
    for (size_t row = 0; row < t->n_rows; row++)
        t->is_mirrored = t->is_mirrored || ts_bidi_is_needed(t->blocks[row].text);
    for (size_t i = 0; t->is_mirrored && i < t->n_columns / 2; i++)
        swap_columns(t, i, t->n_columns - 1 - i);
}

static void put_cell(struct ts_buf *line, ts_str text, int cols, int width, bool is_right)
{
    size_t pad = width > cols ? (size_t)(width - cols) : 0;

    if (is_right)
        ts_buf_fill(line, ' ', pad);
    ts_buf_put(line, text);
    if (!is_right)
        ts_buf_fill(line, ' ', pad);
}

/* A row of the table, as many rows of the screen as its highest cell has lines. */
static void put_grid_row(struct layout_builder *b, const struct table *t, size_t row,
                         struct ts_buf *line)
{
    struct ts_line *lines[MAX_COLUMNS];
    size_t n[MAX_COLUMNS], height = 1;

    for (size_t i = 0; i < t->n_columns; i++) {
        lines[i] = ts_wrap(t->arena, t->cells[row][i], t->widths[i], b->options->lang, &n[i]);
        height = n[i] > height ? n[i] : height;
    }
    for (size_t k = 0; k < height; k++) {
        for (size_t i = 0; i < t->n_columns; i++) {
            struct ts_line none = { 0 };
            const struct ts_line *l = k < n[i] ? &lines[i][k] : &none;
            if (i > 0)
                ts_buf_put(line, separator(b));
            ts_str text = ts_str_sub(t->cells[row][i], l->start, l->len);
            bool is_right = t->is_number[i] || (t->is_mirrored && !ts_bidi_is_needed(text));
            put_cell(line, text, l->cols, t->widths[i], is_right);
        }
        put_text_row(b, t, row, t->blocks[row].is_header, line);
    }
}

static void put_rule(struct layout_builder *b, const struct table *t, size_t row,
                     struct ts_buf *line)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        if (i > 0)
            ts_buf_puts(line, b->options->ascii ? "-+-" : "─┼─");
        for (int k = 0; k < t->widths[i]; k++)
            ts_buf_puts(line, b->options->ascii ? "-" : "─");
    }
    put_text_row(b, t, row, false, line);
}

static void put_grid(struct layout_builder *b, const struct table *t)
{
    struct ts_buf line = { 0 };

    for (size_t row = 0; row < t->n_rows; row++) {
        put_grid_row(b, t, row, &line);
        bool ends_header =
            t->blocks[row].is_header && row + 1 < t->n_rows && !t->blocks[row + 1].is_header;
        if (ends_header)
            put_rule(b, t, row, &line);
    }
    ts_buf_done(&line);
}

static void put_record(struct layout_builder *b, const struct table *t, size_t row,
                       const ts_str *headings)
{
    for (size_t i = 0; i < t->n_columns; i++) {
        ts_str cell = t->cells[row][i];
        struct ts_flow flow = { .text = cell, .role = TS_ROLE_TABLE, .block = t->index + row };
        if (cell.len == 0)
            continue;
        if (headings && headings[i].len > 0) {
            flow.runs = TS_NEW(b->arena, struct ts_run);
            *flow.runs = (struct ts_run){ .len = headings[i].len + 1,
                                          .role = TS_ROLE_COUNT,
                                          .attrs = TS_ATTR_BOLD };
            flow.n_runs = 1;
            flow.text = ts_arena_printf(b->arena, "%.*s: %.*s", TS_FMT(headings[i]), TS_FMT(cell));
        }
        layout_put(b, flow, TS_STR(""), TS_STR(""), TS_ROLE_TABLE);
    }
}

static void put_records(struct layout_builder *b, const struct table *t)
{
    bool has_headings = t->blocks[0].is_header && t->n_rows > 1;

    for (size_t row = has_headings; row < t->n_rows; row++) {
        if (row > has_headings)
            layout_put_blank(b);
        put_record(b, t, row, has_headings ? t->cells[0] : NULL);
    }
}

void layout_table(struct layout_builder *b, const struct ts_block *blocks, size_t n, size_t index)
{
    struct table t = { .arena = b->arena, .blocks = blocks, .n_rows = n, .index = index };

    read_cells(b, &t);
    measure(&t);
    if (t.n_columns <= MAX_COLUMNS && fit(&t, b->cols)) {
        mirror(b, &t);
        put_grid(b, &t);
    } else {
        put_records(b, &t);
    }
}
