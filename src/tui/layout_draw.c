/* layout_draw.c - rows of a layout on a surface.
 *
 * A row is drawn in slices, one for each run and each match that lies over it.  Where it has text
 * that is read from the right, its clusters are put in the order of the screen first, and those of
 * the slice are drawn where they stand in it. */
#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"
#include "tearsheet/tui/layout.h"

/* A row and where it is drawn. */
struct row_place {
    const struct ts_row *row;
    const struct ts_flow *flow;
    struct ts_surface body; /* without the prefix */
    int at_row;
    int col; /* where the text begins; left of the body when it is scrolled */
};

/* Draws text at a column; with TS_ROLE_COUNT what is there only gets the attributes. */
static void draw_text(struct row_place *p, int col, ts_str text, enum ts_role role, uint8_t attrs)
{
    struct ts_surface *s = &p->body;

    if (role == TS_ROLE_COUNT)
        ts_surface_add_attrs(s, p->at_row, col, ts_utf8_cols(text), attrs);
    else
        ts_surface_put(s, p->at_row, col, s->cols - col, text, role, attrs);
}

static void draw_glyphs(struct row_place *p, size_t start, size_t end, enum ts_role role,
                        uint8_t attrs)
{
    struct ts_arena a = { 0 };
    size_t n;
    const struct ts_glyph *glyphs =
        ts_bidi_line(&a, p->flow->text, &p->flow->bidi, p->row->start, p->row->len, &n);
    int col = p->col;

    for (size_t i = 0; i < n; i++) {
        if (glyphs[i].start >= start && glyphs[i].start < end)
            draw_text(p, col, glyphs[i].text, role, attrs);
        col += ts_utf8_cols(glyphs[i].text);
    }
    ts_arena_done(&a);
}

/* Draws the bytes [start, end) of the flow, as far as the row has them. */
static void draw_slice(struct row_place *p, size_t start, size_t end, enum ts_role role,
                       uint8_t attrs)
{
    size_t row_start = p->row->start, row_end = p->row->start + p->row->len;

    start = start < row_start ? row_start : start;
    end = end > row_end ? row_end : end;
    if (start >= end)
        return;
    if (p->flow->bidi.levels) {
        draw_glyphs(p, start, end, role, attrs);
        return;
    }
    int col = p->col + ts_utf8_cols(ts_str_sub(p->flow->text, row_start, start - row_start));
    draw_text(p, col, ts_str_sub(p->flow->text, start, end - start), role, attrs);
}

static int row_cols(const struct ts_row *row, const struct ts_flow *flow)
{
    return ts_utf8_cols(ts_str_sub(flow->text, row->start, row->len));
}

/* Where row `i` is, when its first column is `col` of `s`. */
static struct row_place place_row(const struct ts_layout *layout, size_t i, struct ts_surface *s,
                                  int row, int col, int skip_cols)
{
    const struct ts_row *r = &layout->rows[i];
    struct row_place p = { .row = r, .flow = &layout->flows[r->flow], .at_row = row };
    int prefix_cols = ts_utf8_cols(r->prefix);

    if (p.flow->bidi.is_rtl) {
        p.body = ts_surface_part(s, 0, col, s->rows, layout->width - prefix_cols);
        p.col = layout->width - prefix_cols - row_cols(r, p.flow);
    } else {
        p.body = ts_surface_part(s, 0, col + prefix_cols, s->rows, s->cols - col - prefix_cols);
        p.col = p.flow->cols > layout->width ? -skip_cols : 0;
    }
    p.body.as_typed = true; /* the rows are in order */
    return p;
}

/* At the side that the text begins at. */
static void draw_prefix(const struct ts_layout *layout, const struct ts_row *row,
                        const struct ts_flow *flow, struct ts_surface *s, int at_row, int col)
{
    struct ts_arena a = { 0 };
    ts_str prefix = row->prefix;

    if (flow && flow->bidi.is_rtl) {
        struct ts_bidi bidi = ts_bidi_paragraph(&a, prefix, TS_BIDI_RIGHT);
        size_t n = 0;
        const struct ts_glyph *glyphs =
            bidi.levels ? ts_bidi_line(&a, prefix, &bidi, 0, prefix.len, &n) : NULL;
        col += layout->width - ts_utf8_cols(prefix);
        for (size_t i = 0; i < n; i++)
            col +=
                ts_surface_put(s, at_row, col, s->cols - col, glyphs[i].text, row->prefix_role, 0);
    } else {
        ts_surface_put(s, at_row, col, s->cols - col, prefix, row->prefix_role, 0);
    }
    ts_arena_done(&a);
}

/* Roles first, and emphasis over them: a word of a link may be bold. */
static void draw_runs(struct row_place *p, const struct ts_layout *layout)
{
    const struct ts_flow *flow = p->flow;

    for (size_t i = 0; i < flow->n_runs; i++) {
        const struct ts_run *run = &flow->runs[i];
        if (run->role == TS_ROLE_COUNT)
            continue;
        p->body.link =
            run->link ? ts_surface_link(&p->body, layout->links[run->link - 1].target) : 0;
        draw_slice(p, run->start, run->start + run->len, run->role, flow->attrs | run->attrs);
    }
    p->body.link = 0;
    for (size_t i = 0; i < flow->n_runs; i++)
        if (flow->runs[i].role == TS_ROLE_COUNT)
            draw_slice(p, flow->runs[i].start, flow->runs[i].start + flow->runs[i].len,
                       TS_ROLE_COUNT, flow->runs[i].attrs);
}

void ts_layout_draw_row(const struct ts_layout *layout, size_t i, struct ts_surface *s, int row,
                        int col, int skip_cols)
{
    const struct ts_row *r = &layout->rows[i];
    const struct ts_flow *flow = layout->n_flows > 0 ? &layout->flows[r->flow] : NULL;

    draw_prefix(layout, r, flow, s, row, col);
    if (r->len == 0)
        return;
    struct row_place p = place_row(layout, i, s, row, col, skip_cols);
    draw_slice(&p, 0, flow->text.len, flow->role, flow->attrs);
    draw_runs(&p, layout);
    if (ts_str_ends(ts_str_sub(flow->text, r->start, r->len), TS_SOFT_HYPHEN))
        draw_text(&p, p.col + row_cols(r, flow), TS_STR("-"), flow->role, flow->attrs);
    if (p.col + row_cols(r, flow) > p.body.cols)
        ts_surface_put(&p.body, row, p.body.cols - 1, 1, s->ascii ? TS_STR(">") : TS_STR("»"),
                       TS_ROLE_BULLET, 0);
}

void ts_layout_draw_match(const struct ts_layout *layout, size_t i, struct ts_surface *s, int row,
                          int col, int skip_cols, const struct ts_match *match, enum ts_role role)
{
    const struct ts_row *r = &layout->rows[i];

    if (r->flow != match->flow || r->len == 0)
        return;
    struct row_place p = place_row(layout, i, s, row, col, skip_cols);
    draw_slice(&p, match->start, match->start + match->len, role, 0);
}
