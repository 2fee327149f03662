/* linker_priv.h - groups of items, and the sums of the scores between them. */
#ifndef TEARSHEET_STORY_LINKER_PRIV_H
#define TEARSHEET_STORY_LINKER_PRIV_H

#include "link_priv.h"
#include "tearsheet/base/map.h"

enum {
    LINKER_SCALE = 1 << 24,  /* scores are integers, so that sums do not depend on their order */
    LINKER_COARSE = 1 << 29, /* sums of twice that are told in steps of it, and what is left over */
    LINKER_TIMES_LARGER = 4, /* a group so much larger than another one takes it in for less */
};

/* A sum of scores between two groups, or a part of it, in little room. */
struct tie {
    uint32_t to;  /* the other group: any of its items */
    int32_t part; /* twice a sum, or, one more than twice, how many LINKER_COARSE of it */
};

/* Each item has a stretch of `near`: the sums of the scores between its group and others.  A group
 * has those of its items, which are a chain, and uses less and less of them the more of its
 * neighbours have become one. */
struct ties {
    struct tie *near;
    size_t *start;    /* of each item's stretch; one more is the end of the last */
    uint32_t *n_near; /* how much of it is used */
};

struct linker {
    struct ts_arena arena;
    uint32_t n;
    struct ties ties;  /* those that sums are taken of */
    uint32_t *size;    /* of each group; 0 once it was joined to another */
    uint32_t *into;    /* the group it was joined to, or itself */
    uint32_t *next;    /* item of the group, or UINT32_MAX */
    uint32_t *last;    /* item of each group */
    int64_t *sum;      /* of the groups near to the one that is looked at, */
    uint32_t *touched; /* which are these */
    uint32_t n_touched;
    bool *is_touched;
    uint32_t *chain;
    size_t n_chain;
    int64_t *inner;        /* the sum of the scores within each group */
    bool *is_bare;         /* of each group */
    struct ts_map refused; /* pairs of groups that are not close, to the sum of their sizes then */
    size_t n_joined;
    float join, join_tempered, closeness;
};

/* `l->n` is set, all else is 0: groups of one item each, without ties. */
void linker_open(struct linker *l, const struct link_rules *rules);

/* What an edge counts for; 0 to leave it out. */
typedef float linker_score(void *user, const struct edge *e);

/* Sums are of these edges from now on, and of no others.  Scores beyond what others could add up to
 * are rounded to steps of 32. */
void linker_tie(struct linker *l, const struct edges *edges, linker_score *score, void *user);

/* The group that an item is in. */
uint32_t linker_root(const struct linker *l, uint32_t i);

/* Adds up the sums of group `a` by the groups that there are now, in `sum` of those `touched`. */
void linker_gather(struct linker *l, uint32_t a);
/* Writes what was gathered back to the stretches of `a`, which have room for more. */
void linker_put_back(struct linker *l, uint32_t a);

double linker_average(const struct linker *l, uint32_t a, uint32_t b, int64_t sum);
/* The sum of the scores between two groups. */
int64_t linker_sum_between(struct linker *l, uint32_t a, uint32_t b);

/* Whether two groups are too far apart for how near the members of each are.  One report alone says
 * nothing of that, nor do those that the reader tied. */
bool linker_is_loose(const struct linker *l, uint32_t a, uint32_t b, double average);

/* Joins `b` to `a`; `sum` is that of the scores between them. */
void linker_join(struct linker *l, uint32_t a, uint32_t b, int64_t sum);

/* What an edge counts for by its late score, if one of its items is alone; `linker` is the user. */
float linker_late_score(void *linker, const struct edge *e);
/* Puts what the chain left alone to a group, tied by late scores.  In link_rest.c, too: */
void linker_join_late(struct linker *l);
/* Puts pieces to groups that are much larger, tied as for the chain. */
void linker_join_far(struct linker *l);

#endif
