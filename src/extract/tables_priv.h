/* tables_priv.h - tables that hold data and tables that hold a layout. */
#ifndef TEARSHEET_EXTRACT_TABLES_PRIV_H
#define TEARSHEET_EXTRACT_TABLES_PRIV_H

#include "dom_priv.h"

/* True if the rows of `table` are to be read as rows: at least two of them with two cells, short
 * texts, nothing in it that a page is built of. */
bool ts_table_is_data(const struct ts_node *table);

#endif
