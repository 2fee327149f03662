/* stories.h - stories in the library: where the grouping has put articles, and what a reader made
 * of it.
 *
 * Ids are given out once and stay.  A story's row (headline, counts, outlets) is kept right by the
 * writes themselves, so that a front page is one cheap query.  Reports of hidden sources do not
 * count. */
#ifndef TEARSHEET_STORE_STORIES_H
#define TEARSHEET_STORE_STORIES_H

#include "tearsheet/model/story.h"
#include "tearsheet/store/articles.h"

/* ---- grouping ---- */

/* Puts an article into a story (`placement->story_id` 0: a new one), or moves it there.  It takes
 * over the story's tags, and loses those that it had only from the story it leaves.  A saga_id
 * other than 0 becomes the story's.  `*out_story_id` (may be NULL) is the story it is in. */
TS_CHECKED enum ts_rc ts_story_place(struct ts_db *db, int64_t article_id,
                                     const struct ts_placement *placement, int64_t *out_story_id,
                                     struct ts_err *err);

/* Between these two, inside one transaction, the rows of stories are not made right by each write
 * but once for each story at the end: for many placements.  ts_stories_count_now() takes the result
 * of what was done between, and returns it if that is a failure. */
void ts_stories_count_late(struct ts_db *db);
TS_CHECKED enum ts_rc ts_stories_count_now(struct ts_db *db, enum ts_rc rc, struct ts_err *err);

/* Gives story `into_id` and its reports the tags of story `from_id`, whose reports the grouping
 * moves there. */
TS_CHECKED enum ts_rc ts_story_adopt(struct ts_db *db, int64_t into_id, int64_t from_id,
                                     struct ts_err *err);

/* The saga of a story; a saga's id is whatever the grouping chooses, customarily the id of its
 * first story. */
TS_CHECKED enum ts_rc ts_story_put_saga(struct ts_db *db, int64_t story_id, int64_t saga_id,
                                        struct ts_err *err);

/* What the grouping remembers of an article: bytes of its own. */
TS_CHECKED enum ts_rc ts_fingerprint_put(struct ts_db *db, int64_t article_id, ts_str bytes,
                                         struct ts_err *err);

/* The same for an article of ts_articles_outgrown(), which it is no longer. */
TS_CHECKED enum ts_rc ts_fingerprint_renew(struct ts_db *db, int64_t article_id, ts_str bytes,
                                           struct ts_err *err);

/* Empty if it has none. */
TS_CHECKED enum ts_rc ts_fingerprint_get(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                         ts_str *out, struct ts_err *err);

struct ts_kept_fingerprint {
    int64_t article_id;
    ts_str bytes;                  /* for the time of the call */
    struct ts_placement placement; /* all-zero when it is in no story yet */
    int64_t sort_at;
};

/* Calls `take` with the fingerprints of articles with from_at <= sort_at < to_at, oldest first.
 * They are many: none is kept.  `take` must leave the library alone. */
TS_CHECKED enum ts_rc ts_fingerprints_each(struct ts_db *db, int64_t from_at, int64_t to_at,
                                           void (*take)(void *user,
                                                        const struct ts_kept_fingerprint *kept),
                                           void *user, struct ts_err *err);

/* Articles that have a text or whose page is not to be had, but no story yet: the oldest `limit` (0
 * for all) of them. */
TS_CHECKED enum ts_rc ts_articles_unplaced(struct ts_arena *a, struct ts_db *db, size_t limit,
                                           int64_t **out_ids, size_t *n, struct ts_err *err);

/* Articles whose page came after their fingerprints were made, so that these are of the feed's
 * text: the oldest `limit` (0 for all) of them. */
TS_CHECKED enum ts_rc ts_articles_outgrown(struct ts_arena *a, struct ts_db *db, size_t limit,
                                           int64_t **out_ids, size_t *n, struct ts_err *err);

/* ---- what a reader decides ---- */

/* Moves all reports of story `from_id` to `into_id`, and remembers that they belong together.  Can
 * be undone. */
TS_CHECKED enum ts_rc ts_stories_join(struct ts_db *db, int64_t into_id, int64_t from_id,
                                      struct ts_err *err);
/* Takes an article out of its story into a new one, and remembers that it belongs to none of the
 * others.  TS_ERR_ARG when it is alone in its story.  Can be undone. */
TS_CHECKED enum ts_rc ts_story_split(struct ts_db *db, int64_t article_id, int64_t *out_story_id,
                                     struct ts_err *err);

/* Two articles that must, or must not, be in one story. */
struct ts_constraint {
    int64_t a_id;
    int64_t b_id;
    bool is_together;
};
TS_CHECKED enum ts_rc ts_constraints_load(struct ts_arena *a, struct ts_db *db,
                                          struct ts_constraint **out, size_t *n,
                                          struct ts_err *err);

/* ---- lists ---- */

enum ts_story_order {
    TS_STORY_NEWEST = 0,   /* latest report first */
    TS_STORY_MOST_COVERED, /* most outlets with a report of their own first, then newest */
    TS_STORY_OLDEST,       /* by first report: a saga in its order */
    TS_STORY_FRONT,        /* by ts_story_row.front_at, the greatest first */
};

/* The rule of the front page.  A story counts as if its latest own report (one that is no copy) had
 * come later than it did: by so many seconds for each further outlet with a report of its own, up
 * to so many of them, and by so many if the reader has put a tag on it.  Since the present does not
 * enter, the order of two stories changes only when one of them does. */
enum {
    TS_FRONT_OUTLET_S = 4 * 3600,
    TS_FRONT_OUTLETS_MAX = 6,
    TS_FRONT_TAG_S = 12 * 3600,
};

/* All-zero is the front page: every story with a report of a source that is not hidden, without
 * those that carry a muted tag. */
struct ts_story_query {
    enum ts_story_order order;
    bool unread_only;
    bool with_muted;
    bool muted_only; /* those that are left out otherwise: to say how many */
    int64_t tag_id;  /* shows muted ones too */
    int64_t saga_id; /* the same */
    size_t limit;    /* rows, 0 for all */
    size_t offset;
};

struct ts_story_row {
    int64_t id;
    ts_str headline; /* of the first report that is no copy */
    ts_str outlets;  /* their names in order of appearance, parted by ", " */
    size_t n_outlets;
    size_t n_reports;
    size_t n_copies; /* of these, copies of others */
    size_t n_unread;
    int64_t first_at; /* sort_at of the first and the last report */
    int64_t latest_at;
    int64_t saga_id;
    int64_t own_at;       /* sort_at of the last report that is no copy */
    size_t n_own_outlets; /* outlets with such a report */
    int64_t front_at;     /* where it stands on the front page, by the rule above */
    ts_str *tags;         /* of the story itself, by name */
    size_t n_tags;
};

/* The stories that `q` asks for, in its order; they live in `a`. */
TS_CHECKED enum ts_rc ts_stories_list(struct ts_arena *a, struct ts_db *db,
                                      const struct ts_story_query *q, struct ts_story_row **out,
                                      size_t *n, struct ts_err *err);
/* How many there are, whatever the limit and the offset of `q`. */
TS_CHECKED enum ts_rc ts_stories_count(struct ts_db *db, const struct ts_story_query *q,
                                       size_t *out, struct ts_err *err);
/* TS_ERR_NOTFOUND when there is none. */
TS_CHECKED enum ts_rc ts_story_get(struct ts_arena *a, struct ts_db *db, int64_t id,
                                   struct ts_story_row *out, struct ts_err *err);

/* Its reports in order are ts_articles_list() with `.story_id` and `.order = TS_OLDEST`. */

#endif
