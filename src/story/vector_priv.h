/* vector_priv.h - the words of a report with their weights, in little room. */
#ifndef TEARSHEET_STORY_VECTOR_PRIV_H
#define TEARSHEET_STORY_VECTOR_PRIV_H

#include "freq_priv.h"

enum {
    VECTOR_ONE = 65534, /* what a weight of 1 is stored as */
    VECTOR_TELLING =
        1, /* the lowest bit of a weight: neither a common word nor a name of several */
};

/* A word of a spread vector. */
struct vector_place {
    uint32_t term; /* 0: free */
    uint16_t all, lead;
};

/* A report ready to be compared.  Its terms are those of the headline, then those of the lead, then
 * the rest, each part sorted.  Weights are for a list with length 1, but for that of sounds if they
 * are few. */
struct vector {
    const struct ts_fingerprint *fp; /* its terms and sounds are here; see vector_hold() */
    uint32_t *terms, *sounds;
    uint16_t *all;           /* weights of the terms, everything counted; with VECTOR_TELLING */
    uint16_t *lead;          /* headline and first paragraphs alone */
    uint16_t *sound_weights; /* of `sounds` */
    uint32_t n_terms, n_title, n_lead; /* all, those of the headline, those of it and of the lead */
    uint32_t n_sounds;
    uint32_t n_reports;          /* how many reports were counted when it was weighed */
    struct vector_place *places; /* by hash: vector_spread(); NULL if it was not */
    uint32_t places_mask;
    uint64_t *filter; /* bits that hashes of the terms set */
};

/* A vector without weights, in `a`; `fp` must live as long. */
struct vector vector_make(struct ts_arena *a, const struct ts_fingerprint *fp);

/* The same, with what else of `fp` is compared in `a` too: its head, the terms of the headline, and
 * some of the shingles. */
struct vector vector_hold(struct ts_arena *a, const struct ts_fingerprint *fp);

/* What `v` takes when it is held, nearly. */
size_t vector_bytes(const struct vector *v);

/* Whether `v` has room for the weights of `fp`: it was made of it, or of one much like it. */
bool vector_is_of(const struct vector *v, const struct ts_fingerprint *fp);

/* Weights by what `f` has counted so far.  `v` is of `fp`. */
void vector_weigh(struct vector *v, const struct ts_fingerprint *fp, const struct rules *r,
                  const struct freq *f);

/* Makes `v` quick to compare with many, with an index in `a`. */
void vector_spread(struct ts_arena *a, struct vector *v);

/* What two reports have in common, word by word. */
struct vector_common {
    float all, lead;
    uint32_t n; /* telling words */
};

/* `x` is spread. */
struct vector_common vector_words(const struct vector *x, const struct vector *y);
float vector_sounds(const struct vector *x, const struct vector *y);

#endif
