/* region_priv.h - the part of a library that some reports touch. */
#ifndef TEARSHEET_STORY_REGION_PRIV_H
#define TEARSHEET_STORY_REGION_PRIV_H

#include "group_priv.h"
#include "link_priv.h"

enum {
    /* Pairs of a region that are scored: all that may be near, unless a first fetch brings many
     * thousands of reports that are alike by chance.  Their scores are held until all are linked.
     */
    REGION_PAIRS_MAX = 1 << 19,
    REGION_PAIRS_MIN = 8, /* of each item, however many there are */
    /* What is done with so many takes several MB, and begins with as little else as can be. */
    REGION_MANY_PAIRS = 1 << 17,
    REGION_POSTINGS_MAX = 400, /* words in more of the reports are not looked up */
};

/* With how many earlier ones an item is compared at most, in a region of so many. */
size_t region_most_pairs(size_t n_items);

/* A report that is no copy, with its copies. */
struct region_item {
    uint32_t number; /* of the report among those of the grouper */
    uint32_t lead;   /* the earliest of it and its copies, which is compared for all of them */
};

struct region {
    struct ts_arena *arena;
    struct ts_grouper *grouper;
    struct region_item *items; /* of whole stories, by time */
    size_t n_items, items_cap;
    struct edges edges;    /* between places in `items` */
    bool *has_story;       /* by number: is it in the region? */
    bool *is_fresh;        /* by number of a report: did it begin with it? */
    uint32_t *places;      /* number of a report to its place in `items` + 1 */
    uint32_t *leads;       /* number of a report with copies to the earliest of them + 1 */
    int64_t whole_from_at; /* of stories with earlier reports not all may be known */
};

/* The stories of the reports `ids`, those with a report that would be joined with one of theirs,
 * and so on, up to some size.  `r` is all-zero but for
 * `arena`, `grouper` and `whole_from_at`. */
void region_find(struct region *r, const int64_t *ids, size_t n_ids);

/* The scores of two items, and what these have in common; `v` and `w` have their words. */
struct edge_scores region_scores(const struct region *r, const struct region_item *x,
                                 const struct vector *v, const struct region_item *y,
                                 const struct vector *w, float *content);

/* Scores the pairs of items that may be near: finds the edges.  In region_pairs.c. */
void region_connect(struct region *r);

/* `closeness` of struct link_rules for the edges of a region, which are higher within the stories
 * that there were and lower between them. */
float region_closeness(float closeness);

/* The place in `items` of a report or of what it is a copy of; SIZE_MAX if it is not there. */
size_t region_place(const struct region *r, int64_t report_id);

/* May there be more reports in the story than are known? */
bool region_is_old(const struct region *r, uint32_t story);

#endif
