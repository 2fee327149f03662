/* freq_priv.h - how rare words are among the reports that were seen. */
#ifndef TEARSHEET_STORY_FREQ_PRIV_H
#define TEARSHEET_STORY_FREQ_PRIV_H

#include "counts_priv.h"
#include "memo_priv.h"
#include "tearsheet/base/map.h"
#include "tearsheet/story/fingerprint.h"

struct rules;

/* In how many reports each word was seen. */
struct freq {
    struct counts terms;
    struct counts sounds;
    uint32_t n_reports;
    struct memo *memo; /* by `n_reports`, for one set of rules */
};

void freq_init(struct freq *f, struct ts_arena *a);
void freq_add(struct freq *f, const struct ts_fingerprint *fp);

/* How much a term, or a sound of a name, says: the logarithm of how rare it is. */
float freq_rarity(const struct freq *f, const struct rules *r, const struct ts_term *term);
float freq_sound_rarity(const struct freq *f, const struct rules *r, uint32_t sound);
/* How much more a term of its kind counts than a plain word. */
float freq_boost(const struct rules *r, const struct ts_term *term);
/* Both multiplied. */
float freq_weight(const struct freq *f, const struct rules *r, const struct ts_term *term);

#endif
