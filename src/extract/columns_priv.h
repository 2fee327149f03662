/* columns_priv.h - in which column of its table a cell stands, where others span several columns or
 * rows. */
#ifndef TEARSHEET_EXTRACT_COLUMNS_PRIV_H
#define TEARSHEET_EXTRACT_COLUMNS_PRIV_H

#include "dom_priv.h"

#define TS_COLUMNS_MAX 40 /* of a table; cells behind stand where they are written */

/* A table that is read row by row.  All-zero at its start. */
struct ts_columns {
    uint8_t n_rows_left[TS_COLUMNS_MAX]; /* that a cell from above still spans, by column */
    size_t at;                           /* column of the next cell, unless it is spanned */
    size_t n_wide;                       /* columns that the last cell has beside its first */
};

/* The next cell of the row.  Returns the empty cells in front of it. */
size_t ts_columns_cell(struct ts_columns *c, const struct ts_node *cell);
void ts_columns_end_row(struct ts_columns *c);

#endif
