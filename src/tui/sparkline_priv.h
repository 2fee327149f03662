/* sparkline_priv.h - numbers over time as a row of characters. */
#ifndef TEARSHEET_TUI_SPARKLINE_PRIV_H
#define TEARSHEET_TUI_SPARKLINE_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

/* How many of the `n` times fall into each hour from the first to the last, a character an hour; of
 * longer spans each character stands for as many hours as fit them into `max_cols`, which
 * `*hours_each` tells.  `times` are sorted.  Empty for fewer than two times. */
ts_str sparkline(struct ts_arena *a, const int64_t *times, size_t n, size_t max_cols, bool ascii,
                 int64_t *hours_each);

#endif
