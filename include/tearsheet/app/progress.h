/* progress.h - how far a refresh is. */
#ifndef TEARSHEET_APP_PROGRESS_H
#define TEARSHEET_APP_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "tearsheet/base/arena.h"

struct ts_progress {
    bool is_running;
    size_t n_sources; /* to ask */
    size_t n_sources_done;
    size_t n_unchanged; /* of those done: the server said that nothing changed */
    size_t n_failed;    /* sources and pages */
    size_t n_paused;    /* sources and pages that were not asked, since their hosts want a pause */
    size_t n_lookups;   /* addresses of which it is being found out what they are */
    size_t n_pages;     /* to fetch; all of them are known when the sources are done */
    size_t n_pages_done;
    size_t n_new;    /* articles that were not in the library */
    int64_t n_bytes; /* received, as sent over the wire */
    int64_t started_ms;
    int64_t listed_ms; /* when the last source so far was in the library; both of ts_now_ms() */
};

/* Milliseconds until the pages are done, by the pace of those that are; -1 while that cannot be
 * told: sources are still being asked, or too little is done. */
int64_t ts_progress_left_ms(const struct ts_progress *progress, int64_t now_ms);

/* What came of a refresh, in words: "3 sources (1 unchanged), 2 pages, 1 new article".  What was
 * not asked for is not spoken of. */
ts_str ts_progress_sum(struct ts_arena *a, const struct ts_progress *progress);

#endif
