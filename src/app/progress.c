#include "tearsheet/app/progress.h"

enum { MIN_PAGES = 8, MIN_MS = 1000 };

int64_t ts_progress_left_ms(const struct ts_progress *p, int64_t now_ms)
{
    int64_t spent_ms = now_ms - (p->listed_ms > 0 ? p->listed_ms : p->started_ms);

    if (p->n_sources_done < p->n_sources || p->n_pages_done < MIN_PAGES || spent_ms < MIN_MS ||
        p->n_pages < p->n_pages_done)
        return -1;
    return spent_ms * (int64_t)(p->n_pages - p->n_pages_done) / (int64_t)p->n_pages_done;
}

ts_str ts_progress_sum(struct ts_arena *a, const struct ts_progress *p)
{
    ts_str sum = TS_STR("");

    if (p->n_sources > 0)
        sum = ts_arena_count(a, p->n_sources, "source", "sources");
    if (p->n_unchanged > 0)
        sum = ts_arena_printf(a, "%.*s (%zu unchanged)", TS_FMT(sum), p->n_unchanged);
    if (p->n_sources > 0)
        sum = ts_arena_concat(a, sum, TS_STR(", "));
    if (p->n_pages > 0)
        sum = ts_arena_printf(a, "%.*s%.*s, ", TS_FMT(sum),
                              TS_FMT(ts_arena_count(a, p->n_pages, "page", "pages")));
    sum =
        ts_arena_concat(a, sum,
                        p->n_new == 0 ? TS_STR("nothing new")
                                      : ts_arena_count(a, p->n_new, "new article", "new articles"));
    if (p->n_failed > 0)
        sum = ts_arena_printf(a, "%.*s, %.*s", TS_FMT(sum),
                              TS_FMT(ts_arena_count(a, p->n_failed, "failure", "failures")));
    if (p->n_paused > 0)
        sum = ts_arena_printf(a, "%.*s, %zu not asked as the server wants a pause", TS_FMT(sum),
                              p->n_paused);
    return sum;
}
