#include "columns_priv.h"

/* As browsers read them: what is no number, or too small a one, is 1. */
static size_t span_of(const struct ts_node *cell, enum ts_attr_name attr, size_t most)
{
    int64_t n;

    if (!ts_str_to_int(ts_str_trim(ts_node_attr(cell, attr)), &n) || n < 1)
        return 1;
    return n < (int64_t)most ? (size_t)n : most;
}

size_t ts_columns_cell(struct ts_columns *c, const struct ts_node *cell)
{
    size_t n_empty = c->n_wide;

    for (; c->at < TS_COLUMNS_MAX && c->n_rows_left[c->at] > 0; c->at++, n_empty++)
        c->n_rows_left[c->at]--;
    size_t n_columns = span_of(cell, TS_ATTR_COLSPAN, TS_COLUMNS_MAX - c->at);
    size_t n_rows = span_of(cell, TS_ATTR_ROWSPAN, UINT8_MAX);
    for (size_t i = 0; i < n_columns && c->at < TS_COLUMNS_MAX; i++)
        c->n_rows_left[c->at++] = (uint8_t)(n_rows - 1);
    c->n_wide = n_columns > 0 ? n_columns - 1 : 0;
    return n_empty;
}

void ts_columns_end_row(struct ts_columns *c)
{
    for (; c->at < TS_COLUMNS_MAX; c->at++)
        c->n_rows_left[c->at] -= c->n_rows_left[c->at] > 0;
    c->at = c->n_wide = 0;
}
