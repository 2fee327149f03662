/* saga_priv.h - whether one event continues another. */
#ifndef TEARSHEET_STORY_SAGA_PRIV_H
#define TEARSHEET_STORY_SAGA_PRIV_H

#include "pair_priv.h"

enum { SAGA_REPORTS_MAX = 12 }; /* of a story, that are compared; the first ones */

/* Some reports of a story. */
struct cast {
    const struct vector *v[SAGA_REPORTS_MAX];
    size_t n;
};

/* Adds a report if there is room. */
void cast_add(struct cast *cast, const struct vector *v);

/* How much two stories look like parts of one affair: they do from rules->saga on. */
float saga_score(const struct rules *r, const struct cast *x, const struct cast *y);

/* The score that a second tie needs to speak for a first one. */
float saga_agrees(const struct rules *r);

/* Two stories and their score. */
struct saga_tie {
    uint32_t x, y;
    float score;
};

enum { SAGA_ESTABLISHED = 3 }; /* stories: what joins so many needs a second tie to them */

/* Links the stories 0 to `n` - 1 by their ties, the nearest first; sorts the ties.  The result, in
 * `a`, is for sets_first(); the order of ties does not matter. */
uint32_t *saga_link(struct ts_arena *a, const struct rules *r, uint32_t n, struct saga_tie *ties,
                    size_t n_ties);

#endif
