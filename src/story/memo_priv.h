/* memo_priv.h - logarithms that weighing asks for again and again. */
#ifndef TEARSHEET_STORY_MEMO_PRIV_H
#define TEARSHEET_STORY_MEMO_PRIV_H

#include "tearsheet/base/arena.h"

/* What is taken as seen of a term before it is counted. */
enum memo_prior {
    MEMO_COMMON,
    MEMO_WORD,
    MEMO_NAME,
    MEMO_NUMBER,
    MEMO_RARE,
    MEMO_USUAL,
    MEMO_EVERYDAY,
    MEMO_N_PRIORS,
};

enum {
    MEMO_COUNTS = 128, /* terms in so many reports or more are reckoned anew each time */
    MEMO_HALVES = 128,
};

struct memo_rarity {
    uint32_t n_reports; /* it is of so many; UINT32_MAX: of none */
    float rarity;
};

struct memo {
    struct memo_rarity rarities[MEMO_N_PRIORS][MEMO_COUNTS];
    float log1p[MEMO_HALVES]; /* of 0, 1/2, 1 ... */
};

struct memo *memo_new(struct ts_arena *a);

/* The place for the rarity of a term that is in `count` reports, or NULL if there is none. */
struct memo_rarity *memo_rarity(struct memo *m, enum memo_prior prior, uint32_t count);

/* log1pf(x) of x >= 0. */
float memo_log1p(const struct memo *m, float x);

#endif
