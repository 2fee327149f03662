/* grouping_steps_priv.h - what the sources of the grouping share. */
#ifndef TEARSHEET_APP_GROUPING_STEPS_PRIV_H
#define TEARSHEET_APP_GROUPING_STEPS_PRIV_H

#include "grouping_priv.h"

enum {
    GROUPING_PER_BATCH = 50, /* articles whose texts are held at once */
    GROUPING_MANY = 500,     /* articles without a story, to be gathered first and placed at once */
};

/* Tells a new grouper what the library knows of the weeks around reports to be placed, the oldest
 * of which is of `oldest_at`. */
TS_CHECKED enum ts_rc grouping_load(struct grouping *g, struct ts_db *db, int64_t oldest_at,
                                    struct ts_err *err);

/* The reports that `n` articles are, to `out`, in `a`. */
TS_CHECKED enum ts_rc grouping_reports(struct ts_arena *a, struct ts_db *db, const int64_t *ids,
                                       size_t n, struct ts_report *out, struct ts_err *err);

/* The fingerprint that `db` keeps of an article, in `a`; NULL if there is none.  One of another
 * version is of no use; the article keeps its place. */
struct ts_fingerprint *grouping_fingerprint(void *db, struct ts_arena *a, int64_t id);

/* The fingerprints of reports, with what the library keeps of each. */
struct grouping_prints {
    struct ts_arena arenas[GROUPING_PER_BATCH];
    const struct ts_fingerprint *fps[GROUPING_PER_BATCH];
    ts_str packed[GROUPING_PER_BATCH];
};

/* Makes those of up to GROUPING_PER_BATCH reports, by several threads.  `out`, all-zero, is to be
 * freed by grouping_prints_done(). */
void grouping_prints_make(struct grouping *g, const struct ts_report *reports, size_t n,
                          struct grouping_prints *out);
void grouping_prints_done(struct grouping_prints *p);

/* Forgets the words that fingerprints were made of. */
void grouping_forget_words(struct grouping *g);

/* Whether so many articles wait for a place that they are to be gathered, or are being gathered. */
TS_CHECKED enum ts_rc grouping_has_many(struct grouping *g, struct ts_db *db, bool *has_many,
                                        struct ts_err *err);

/* Goes on gathering those that wait; at last they all get their places.  `*n` is how many were
 * looked at. */
TS_CHECKED enum ts_rc grouping_gather_some(struct grouping *g, struct ts_db *db, size_t *n,
                                           struct ts_err *err);

/* Looks again at the stories of `g->placed`, and at their sagas, if asked to.  `*n` is how many
 * reports moved. */
TS_CHECKED enum ts_rc grouping_settle(struct grouping *g, struct ts_db *db, bool with_sagas,
                                      size_t *n, struct ts_err *err);

#endif
