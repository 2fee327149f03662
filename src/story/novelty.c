/* The idea: the reports of each story in the order of their publication, each compared with what
 * those before it said. */
#include "tearsheet/story/novelty.h"

#include <stdlib.h>

/* A report among all, for sorting by story and time. */
struct turn {
    int64_t story_id;
    int64_t at;
    size_t number;
};

static int by_story_and_time(const void *p, const void *q)
{
    const struct turn *a = p, *b = q;

    if (a->story_id != b->story_id)
        return a->story_id < b->story_id ? -1 : 1;
    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->number > b->number) - (a->number < b->number);
}

void ts_novelty_all(struct ts_arena *a, const struct ts_report *reports,
                    const struct ts_placement *placements, size_t n, struct ts_told *out)
{
    struct ts_arena story = { 0 };
    struct ts_known *words = ts_known_new(a), *known = words;
    struct turn *turns = TS_NEW_ARRAY(a, n, struct turn);

    for (size_t i = 0; i < n; i++) {
        bool has_date = reports[i].published.precision != TS_WHEN_NONE;
        turns[i] =
            (struct turn){ placements[i].story_id, has_date ? reports[i].published.at : 0, i };
    }
    if (n > 0)
        qsort(turns, n, sizeof *turns, by_story_and_time);
    for (size_t i = 0; i < n; i++) {
        size_t number = turns[i].number;
        if (i == 0 || turns[i].story_id != turns[i - 1].story_id) {
            ts_arena_reset(&story);
            known = ts_known_new_beside(&story, words);
        }
        out[number].sentences = ts_known_mark(a, known, &reports[number], &out[number].n);
        ts_known_add(known, &reports[number]);
    }
    ts_arena_done(&story);
}
