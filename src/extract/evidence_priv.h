/* evidence_priv.h - a verdict in words. */
#ifndef TEARSHEET_EXTRACT_EVIDENCE_PRIV_H
#define TEARSHEET_EXTRACT_EVIDENCE_PRIV_H

#include "features_priv.h"

/* What speaks most for (`is_kept`) or against the block being part of the article, as a person
 * would put it: "link density 0.92", "inside a form".  `values` are those of ts_features_put().
 * Static or in `a`, never empty. */
ts_str ts_evidence(struct ts_arena *a, const struct ts_features *row, const float *values,
                   bool is_kept);

#endif
