/* group.h - reports of one event into stories.
 *
 * A story is one event as several outlets report it; a saga links the stories of one affair over
 * weeks.  No store, no network.  Two ways in: one report at a time against those of the last days
 * (ts_grouper_*), and all at once (ts_group_all). */
#ifndef TEARSHEET_STORY_GROUP_H
#define TEARSHEET_STORY_GROUP_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/story.h"
#include "tearsheet/story/fingerprint.h"

enum {
    /* What a grouper should be seeded with before it places reports of today, */
    TS_GROUP_WINDOW_DAYS = 10,
    /* and how far back the first report of each story, for the sagas.  More does no harm but costs
     * memory; a story is joined within the days of the window of its latest report. */
    TS_SAGA_WINDOW_DAYS = 60,
    /* Fingerprints that are read back are held, with their weights, while the grouper takes no more
     * than so many bytes; but some always. */
    TS_GROUP_MAX_BYTES = 44 << 20,
    TS_GROUP_MANY_BYTES = 12 << 20, /* when reports are gathered, which takes room elsewhere */
    TS_GROUP_MIN_HELD = 6 << 20,
};

struct ts_grouper;

/* An empty grouper in `a`; everything it learns goes into `a`. */
struct ts_grouper *ts_grouper_new(struct ts_arena *a);

/* Where the fingerprints of reports are to be had again. */
struct ts_fingerprints {
    void *user;
    /* The fingerprint of the report `id` in `a`, or NULL if there is none any more. */
    struct ts_fingerprint *(*find)(void *user, struct ts_arena *a, int64_t id);
    struct ts_arena *arena; /* what is held of them; emptied now and then, ended by the caller */
};

/* From now on what is seeded is not kept, but read back when it is compared, so that a grouper of
 * many reports needs little memory.  Call before seeding.  `from` is copied. */
void ts_grouper_read_from(struct ts_grouper *g, const struct ts_fingerprints *from);

/* Tells of a report that has its place: one from the store, or one that was just placed.  `fp` and
 * what it points at must live as long as the grouper, unless it can read them back.
 * `where->story_id` must not be 0.  Reports of one story may come in any order. */
void ts_grouper_seed(struct ts_grouper *g, const struct ts_fingerprint *fp,
                     const struct ts_placement *where);

/* Counts the words of a report that will be placed soon.  Telling of all reports that came together
 * before placing the first of them makes for better weights, most of all in a new library. */
void ts_grouper_expect(struct ts_grouper *g, const struct ts_fingerprint *fp);

/* Says where a report belongs among those seeded, and does not add it: the caller allots an id if
 * `out->story_id` is 0 (a new story; a good id is one anchored at its first report) and then calls
 * ts_grouper_seed() with the outcome.  `out->saga_id` names a saga by the id of its earliest story:
 * for a new story, that of the affair it continues, or 0. */
void ts_grouper_place(struct ts_grouper *g, const struct ts_fingerprint *fp,
                      struct ts_placement *out);

/* Takes in a report that has no place yet: the next ts_grouper_repair() that is given its id finds
 * it one.  For hundreds of reports at once: soon done, and what is together is the same as if they
 * had been placed before.  Tell of all of them by ts_grouper_expect() first, and take them in in
 * the order of time.  `fp` must live as long as for ts_grouper_seed().  Such a grouper is of no use
 * after that ts_grouper_repair() and ts_grouper_sagas(): reports placed later would not be compared
 * with what was gathered. */
void ts_grouper_gather(struct ts_grouper *g, const struct ts_fingerprint *fp);

/* A decision of the reader's about two reports, for ever: they are of one story, or they are not. A
 * report that is placed goes to the story of the one it is joined with, and never to that of one it
 * is parted from.  Call before placing. */
void ts_grouper_constrain(struct ts_grouper *g, int64_t a_id, int64_t b_id, bool is_together);

/* A report that belongs elsewhere. */
struct ts_move {
    int64_t id;
    struct ts_placement where; /* its story_id is 0 for a new story, */
    int64_t first_id;          /* which all moves with the same first_id share */
    int64_t from_id;           /* the story it leaves, 0 none: it was gathered */
    bool ends_story;           /* most of that story goes where it goes, and its id ends */
};

/* Looks again at the stories of the reports `ids` (that were seeded) and at those near to them:
 * which reports should be where, had they all been grouped at once?  Merges stories (the id of the
 * earlier one stays), moves reports, never against the reader's constraints; reports that are not
 * among `ids` move only if they are clearly nearer elsewhere.  Stories with a
 * report from before `whole_from_at`, of which not all may have been seeded, take in reports and
 * lose none.  The order in which
 * the reports were placed makes no difference to what is together then.  Returns `*n` moves in `a`;
 * the grouper does not know of them until ts_grouper_obey().  All that was gathered moves. */
struct ts_move *ts_grouper_repair(struct ts_grouper *g, struct ts_arena *a, int64_t whole_from_at,
                                  const int64_t *ids, size_t n_ids, size_t *n);

/* Moves were made: the story_id of each is known by now. */
void ts_grouper_obey(struct ts_grouper *g, const struct ts_move *moves, size_t n);

struct ts_saga_of {
    int64_t story_id, saga_id;
};

/* Looks again for the sagas of the stories of the reports `ids`: of those whose reports are all
 * among them, as if each had just come, the earliest first.  Returns `*n` stories, in `a`, that
 * have another saga than they had (0 for none).  Where a story begins a saga, its own is that id,
 * too: see to that of `saga_id`. */
struct ts_saga_of *ts_grouper_sagas(struct ts_grouper *g, struct ts_arena *a, const int64_t *ids,
                                    size_t n_ids, size_t *n);

/* Groups all `n` reports at once into `out[0..n)`.  The order of `reports` does not matter.  Story
 * and saga ids are the id of the earliest report in them; ids of reports must differ and not be 0.
 */
void ts_group_all(struct ts_arena *a, const struct ts_report *reports, size_t n,
                  struct ts_placement *out);

#endif
