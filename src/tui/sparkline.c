#include "sparkline_priv.h"

#include "tearsheet/base/buf.h"

enum { HOUR_S = 3600, HEIGHTS = 8 };

static const char *const bars[HEIGHTS] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
static const char *const ascii_bars[HEIGHTS] = { ".", ".", ":", ":", "+", "+", "#", "#" };

/* A space for nothing, else a bar by height, the most being the highest. */
static const char *bar(size_t count, size_t most, bool ascii)
{
    if (count == 0)
        return " ";
    size_t height = (count * HEIGHTS + most - 1) / most;
    return ascii ? ascii_bars[height - 1] : bars[height - 1];
}

ts_str sparkline(struct ts_arena *a, const int64_t *times, size_t n, size_t max_cols, bool ascii,
                 int64_t *hours_each)
{
    struct ts_buf out = { 0 };
    size_t most = 0;

    *hours_each = 1;
    if (n < 2 || max_cols == 0)
        return TS_STR("");
    int64_t first = times[0] / HOUR_S, hours = times[n - 1] / HOUR_S - first + 1;
    while (hours > *hours_each * (int64_t)max_cols)
        ++*hours_each;
    size_t n_bars = (size_t)((hours + *hours_each - 1) / *hours_each);
    size_t *counts = TS_NEW_ARRAY(a, n_bars, size_t);
    for (size_t i = 0; i < n; i++) {
        size_t *count = &counts[(times[i] / HOUR_S - first) / *hours_each];
        most = ++*count > most ? *count : most;
    }
    for (size_t i = 0; i < n_bars; i++)
        ts_buf_puts(&out, bar(counts[i], most, ascii));
    ts_str line = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return line;
}
