/* grouping_priv.h - puts articles of the library into stories. */
#ifndef TEARSHEET_APP_GROUPING_PRIV_H
#define TEARSHEET_APP_GROUPING_PRIV_H

#include "tearsheet/base/ahead.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/story/group.h"

/* Articles that wait for a place in thousands. */
struct gathering {
    struct ts_arena arena; /* of the ids, until all are taken in */
    int64_t *by_time, *by_id;
    size_t n;
    size_t n_made;  /* fingerprints, of `by_id` */
    size_t n_taken; /* in by the grouper, of `by_time` */
};

/* A grouper and what it was told; all-zero is a valid empty one.  It knows the library as it was
 * when first used: end it with grouping_done() when stories may have changed by other hands. */
struct grouping {
    struct ts_arena arena;
    struct ts_arena held; /* fingerprints that the grouper compares now */
    struct ts_lexicon lexicons[TS_AHEAD_WORKERS_MAX]; /* the words each worker met */
    struct ts_grouper *grouper;                       /* NULL until first used */
    int64_t whole_from_at; /* of stories before that it knows the first reports */
    int64_t *placed;       /* what was placed since then */
    size_t n_placed, placed_cap;
    struct gathering many; /* all-zero unless many wait */
};

/* Places some of the articles that are in no story yet, the oldest first, in one transaction: a few
 * hundred at most.  `*n` is how many; 0 when none are left.  When very many wait, a call does a
 * part of what placing all of them takes, and the last one puts all into the library. */
TS_CHECKED enum ts_rc grouping_place_some(struct grouping *g, struct ts_db *db, size_t *n,
                                          struct ts_err *err);

/* Looks again at the stories of what grouping_place_some() placed and of what has got a fuller text
 * since it was placed, and at those around them: merges stories and moves reports as a grouping of
 * all at once would have it, and finds the sagas
 * of those with a fuller text anew.  `*n` (may be NULL) is how many reports moved.  Ends `g`. */
TS_CHECKED enum ts_rc grouping_repair(struct grouping *g, struct ts_db *db, size_t *n,
                                      struct ts_err *err);
void grouping_done(struct grouping *g);

/* The report that an article is to the grouping. */
struct ts_report grouping_report(struct ts_arena *a, const struct ts_stored *stored);

#endif
