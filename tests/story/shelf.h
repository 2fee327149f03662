/* shelf.h - the invented coast, and one event more, kept as a library keeps them. */
#ifndef TESTS_STORY_SHELF_H
#define TESTS_STORY_SHELF_H

#include "story/coast.h"

#include <string.h>

#include "tearsheet/base/map.h"
#include "tearsheet/story/group.h"

/* One event from three sides: the first two reports have little in common but their subject, and
 * the third has all of it. */
static const struct {
    const char *site, *title, *text;
} sides[] = {
    { "Ellend Mercury", "Three thousand without water on the Skerry road",
      "Taps are dry in some three thousand homes along the Skerry road after a main burst at "
      "Lantern Hill.\n\n"
      "The water board has put tanks at the school and at the chapel. People should bring their "
      "own buckets, it says.\n\n"
      "Bus drivers have been told to turn round at the chapel." },
    { "Skerry Ledger", "Tobias Renke's cellar is now a pond",
      "Councillor Tobias Renke has lost his wine, his bicycle and a cello to a burst main that "
      "filled his cellar.\n\n"
      "\"The cello floats,\" he said. The fire brigade pumped until noon.\n\n"
      "His neighbour Dagny Corve saved eleven hens." },
    { "Northern Wire", "Burst main floods cellars at Lantern Hill, homes without water",
      "A main that burst at Lantern Hill has filled cellars and left three thousand homes along "
      "the Skerry road without water.\n\n"
      "The fire brigade pumped until noon, among others the cellar of councillor Tobias Renke, "
      "who lost his wine and a cello. His neighbour Dagny Corve saved her hens.\n\n"
      "The water board has put tanks at the school and at the chapel, where buses turn round. "
      "People should bring buckets." },
};
enum { N_SIDES = TS_COUNT(sides), N_ALL = N + N_SIDES };

static inline struct ts_report side_of(size_t i)
{
    return (struct ts_report){
        .id = (int64_t)(N + i) + 1,
        .title = ts_str_of(sides[i].title),
        .text = ts_str_of(sides[i].text),
        .site = ts_str_of(sides[i].site),
        .lang = TS_STR("en"),
        .published = { .at = START + (int64_t)(58 + i) * HOUR, .precision = TS_WHEN_TIME },
    };
}

/* A library as a store would keep it: where each report is, and ids that were given out. */
struct shelf {
    struct ts_arena arena;
    struct ts_grouper *grouper;
    struct ts_fingerprint *fps[N_ALL];
    struct ts_placement where[N_ALL];
    int64_t ids[N_ALL]; /* of those that came, in that order */
    size_t n;
    int64_t n_stories;
    int64_t whole_from_at;
};

static inline void shelf_open(struct shelf *s)
{
    *s = (struct shelf){ 0 };
    s->grouper = ts_grouper_new(&s->arena);
    for (size_t i = 0; i < N_ALL; i++) {
        const struct ts_report report = i < N ? report_of(i) : side_of(i - N);
        s->fps[i] = ts_fingerprint_make(&s->arena, &report);
    }
}

static inline void shelf_add(struct shelf *s, size_t i)
{
    ts_grouper_place(s->grouper, s->fps[i], &s->where[i]);
    if (s->where[i].story_id == 0)
        s->where[i].story_id = ++s->n_stories;
    ts_grouper_seed(s->grouper, s->fps[i], &s->where[i]);
    s->ids[s->n++] = s->fps[i]->id;
}

/* As after a restart: reports with the ids from `from` on have come since. */
static inline void shelf_reopen(struct shelf *s, const struct ts_placement *where)
{
    s->grouper = ts_grouper_new(&s->arena);
    for (size_t i = 0; i < s->n; i++) {
        size_t k = (size_t)s->ids[i] - 1;
        s->where[k] = where[k];
        ts_grouper_seed(s->grouper, s->fps[k], &s->where[k]);
    }
}

/* Makes the moves as a store does; returns how many there were. */
static inline size_t shelf_repair(struct shelf *s, const int64_t *ids, size_t n_ids)
{
    struct ts_map fresh = { .arena = &s->arena };
    size_t n;
    const struct ts_move *moves =
        ts_grouper_repair(s->grouper, &s->arena, s->whole_from_at, ids, n_ids, &n);

    for (size_t i = 0; i < n; i++) {
        struct ts_placement *where = &s->where[moves[i].id - 1];
        assert_int_equal(moves[i].from_id, where->story_id);
        assert_int_not_equal(moves[i].where.story_id, where->story_id);
        assert_true(moves[i].where.score > 0 && moves[i].where.score <= 1);
        *where = moves[i].where;
        if (where->story_id != 0)
            continue;
        int64_t *story = ts_map_put(&fresh, (uint64_t)moves[i].first_id);
        if (*story == 0)
            *story = ++s->n_stories;
        where->story_id = *story;
    }
    return n;
}

static inline void shelf_close(struct shelf *s)
{
    ts_arena_done(&s->arena);
}

static inline bool is_one_event(size_t i, size_t k)
{
    if (i >= N || k >= N)
        return i >= N && k >= N;
    return strcmp(library[i].story, library[k].story) == 0;
}

static inline void assert_events(const struct shelf *s)
{
    for (size_t i = 0; i < N_ALL; i++) {
        for (size_t k = 0; k < i; k++) {
            bool got = s->where[i].story_id == s->where[k].story_id;
            if (got != is_one_event(i, k))
                print_error("%zu and %zu are %s\n", i, k, got ? "together" : "apart");
            assert_int_equal(got, is_one_event(i, k));
        }
    }
}

static inline void shuffle(size_t *v, size_t n, uint32_t *seed)
{
    for (size_t i = n - 1; i > 0; i--) {
        *seed = *seed * 1664525u + 1013904223u;
        size_t k = (*seed >> 8) % (i + 1), swap = v[i];
        v[i] = v[k];
        v[k] = swap;
    }
}

#endif
