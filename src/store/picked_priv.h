/* picked_priv.h - ids as a condition of SQL. */
#ifndef TEARSHEET_STORE_PICKED_PRIV_H
#define TEARSHEET_STORE_PICKED_PRIV_H

#include "tearsheet/store/picked.h"

#include "stmt_priv.h"

/* The ids as a list for "IN (SELECT value FROM json_each(?))", in `a`. */
ts_str ts_id_list(struct ts_arena *a, const int64_t *ids, size_t n);
/* Adds that `articles a` is one of those picked, or a report of a story picked; `a` is to live as
 * long as `w`. */
void ts_where_picked(struct ts_arena *a, struct ts_where *w, const struct ts_picked *picked);

#endif
