/* A table is taken for data when it looks like a grid of short texts.  Whatever a page's layout
 * puts into cells (forms, articles, other tables, headings, long texts) speaks against it. */
#include "tables_priv.h"

enum {
    MAX_CELL_BYTES = 600,
    MAX_HEADED_CELL_BYTES = 2000, /* of tables that have heading cells */
    MAX_MEAN_CELL_BYTES = 160,
};

struct grid {
    size_t n_rows;
    size_t n_wide_rows; /* with two cells or more */
    size_t n_in_row;
    size_t n_cells;
    size_t n_filled;
    size_t cell_bytes, longest_cell, text_bytes;
    bool has_heads;
    bool has_layout;
};

static void end_cell(struct grid *g)
{
    if (g->cell_bytes > g->longest_cell)
        g->longest_cell = g->cell_bytes;
    g->n_filled += g->cell_bytes > 0;
    g->text_bytes += g->cell_bytes;
    g->cell_bytes = 0;
}

static void end_row(struct grid *g)
{
    end_cell(g);
    g->n_wide_rows += g->n_in_row >= 2;
    g->n_in_row = 0;
}

/* What an element in a table is. */
enum { ROW = 1, CELL = 2, HEAD = 4, LAYOUT = 8 };

static const uint8_t parts[TS_N_TAGS] = {
    [TS_TAG_TR] = ROW,         [TS_TAG_TD] = CELL,       [TS_TAG_TH] = CELL | HEAD,
    [TS_TAG_CAPTION] = HEAD,   [TS_TAG_THEAD] = HEAD,    [TS_TAG_TABLE] = LAYOUT,
    [TS_TAG_FORM] = LAYOUT,    [TS_TAG_IFRAME] = LAYOUT, [TS_TAG_VIDEO] = LAYOUT,
    [TS_TAG_ARTICLE] = LAYOUT, [TS_TAG_NAV] = LAYOUT,    [TS_TAG_BLOCKQUOTE] = LAYOUT,
    [TS_TAG_PRE] = LAYOUT,     [TS_TAG_H1] = LAYOUT,     [TS_TAG_H2] = LAYOUT,
};

static void look_at(struct grid *g, const struct ts_node *n)
{
    uint8_t part = parts[n->tag];

    if (n->tag == TS_TAG_TEXT)
        g->cell_bytes += ts_str_trim(n->text).len;
    if (part & ROW) {
        end_row(g);
        g->n_rows++;
    }
    if (part & CELL) {
        end_cell(g);
        g->n_cells++;
        g->n_in_row++;
    }
    g->has_heads |= (part & HEAD) != 0;
    g->has_layout |= (part & LAYOUT) != 0;
}

bool ts_table_is_data(const struct ts_node *table)
{
    struct grid g = { 0 };
    ts_str role = ts_node_attr(table, TS_ATTR_ROLE);

    if (ts_str_is_nocase(role, "presentation") || ts_str_is_nocase(role, "none"))
        return false;
    for (const struct ts_node *n = table->first; n && !g.has_layout; n = ts_node_after(n, table))
        look_at(&g, n);
    end_row(&g);
    if (g.has_layout || g.n_rows < 2 || g.n_wide_rows < 2)
        return false;
    if (g.has_heads)
        return g.longest_cell <= MAX_HEADED_CELL_BYTES;
    return g.n_filled * 2 >= g.n_cells && g.longest_cell <= MAX_CELL_BYTES &&
           g.text_bytes <= g.n_cells * MAX_MEAN_CELL_BYTES;
}
