/* group_priv.h - what grouping online and all at once share. */
#ifndef TEARSHEET_STORY_GROUP_PRIV_H
#define TEARSHEET_STORY_GROUP_PRIV_H

#include "copies_priv.h"
#include "index_priv.h"
#include "tearsheet/story/group.h"

enum { SECONDS_PER_DAY = 86400 };

struct member {
    int64_t id;
    int64_t at;
    int64_t original_id; /* the report it is a copy of, or 0 */
    uint32_t story;
    uint8_t form;                    /* enum ts_report_form */
    bool is_gathered;                /* it has no place yet that anybody was told of */
    bool has_near;                   /* what is near to it and came before is in `near` */
    const struct ts_fingerprint *fp; /* NULL if it can be read back */
    struct vector *vector;           /* NULL until it is compared, and while it is not held */
};

struct group_story {
    int64_t id;
    int64_t saga_id;
    struct numbers members; /* copies left out */
    uint32_t n_of_saga;     /* stories with this one's id for a saga */
};

/* What the reader decided about two reports. */
struct constraint {
    int64_t a_id, b_id;
    bool is_together;
};

/* Two reports that may be of one affair, and what they have in common. */
struct near {
    uint32_t report, other;
    float content;
};

enum { GROUPER_ROUND_BYTES = 5 << 20 };

struct ts_grouper {
    struct ts_arena *arena;
    const struct rules *rules;
    size_t max_bytes;            /* TS_GROUP_MAX_BYTES, or less once reports are gathered */
    size_t round_bytes;          /* of words that are held in a round of a region's pairs */
    struct ts_fingerprints from; /* `find` is NULL when all are held */
    struct numbers held;         /* the reports that were read back */
    struct freq freq;
    struct index index;   /* of those that were seeded */
    struct copies copies; /* of those that were gathered */
    struct member *members;
    size_t n_members, members_cap;
    struct group_story *stories;
    size_t n_stories, stories_cap;
    struct ts_map places; /* story id to place + 1; not of those that are gathered */
    struct ts_map
        reports;       /* ids of those counted in `freq` to their place in `members` + 1, or 0 */
    struct near *near; /* as the last look at a region found them, sorted by `report` */
    size_t n_near, near_cap;
    struct constraint *constraints;
    size_t n_constraints, constraints_cap;
};

/* A report that was gathered, and is no copy, is a story of its own for the time being.  Its id is
 * beyond those of stories that there are. */
static inline int64_t gathered_story(int64_t report_id)
{
    return ((int64_t)1 << 62) + report_id;
}

static inline int64_t gathered_first(int64_t story_id)
{
    return story_id - ((int64_t)1 << 62);
}

static inline bool is_gathered_story(int64_t story_id)
{
    return story_id >= (int64_t)1 << 62;
}

/* The number of a report that was told of; UINT32_MAX if it was not. */
uint32_t grouper_number(const struct ts_grouper *g, int64_t id);

/* ts_group_all() with other rules. */
void group_with(struct ts_arena *a, const struct rules *rules, const struct ts_report *reports,
                size_t n, struct ts_placement *out);

/* ts_grouper_new() with other rules. */
struct ts_grouper *grouper_with(struct ts_arena *a, const struct rules *rules);

/* The words counted so far. */
const struct freq *grouper_freq(const struct ts_grouper *g);

/* The reports that `v` is worth comparing with, by number. */
void grouper_find(struct ts_grouper *g, const struct vector *v, struct ts_arena *a,
                  struct numbers *found);

/* The original of report `fp` among those found, which is the one that was published first, and
 * its place; false, and `*out` untouched, if it is a copy of none of them. */
bool grouper_find_original(struct ts_grouper *g, const struct ts_fingerprint *fp,
                           const struct numbers *found, struct ts_placement *out);

/* Bytes of what was read back and is held. */
size_t grouper_held(const struct ts_grouper *g);

/* Drops what was read back, if that is much.  Vectors of the grouper end. */
void grouper_let_go(struct ts_grouper *g);
/* The same, however little it is. */
void grouper_let_go_all(struct ts_grouper *g);

/* Puts a story, by number, into a saga; 0 for none. */
void grouper_put_saga(struct ts_grouper *g, uint32_t story, int64_t saga_id);

/* The saga that a report and the story it joins (if any) belong to, by the stories of the reports
 * found, which have `contents` in common with it; 0 if none. */
int64_t grouper_find_saga(struct ts_grouper *g, const struct vector *v, const struct numbers *found,
                          const float *contents, const struct group_story *joined);

/* The weights of report `number`, by the reports counted so far, or if they need not be exact, by
 * most of them. */
struct vector *grouper_vector(struct ts_grouper *g, uint32_t number, bool is_exact);

/* The exact weights of report `number`, in `a`, for one look: it is not held for that. */
struct vector *grouper_glance(struct ts_grouper *g, uint32_t number, struct ts_arena *a);

#endif
