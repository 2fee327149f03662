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
