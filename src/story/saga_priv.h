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

/* How much two stories look like parts of one affair; 0 if they do not (less than rules->saga). */
float saga_score(const struct rules *r, const struct cast *x, const struct cast *y);

#endif
