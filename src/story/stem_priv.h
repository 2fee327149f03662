/* stem_priv.h - words to stems. */
#ifndef TEARSHEET_STORY_STEM_PRIV_H
#define TEARSHEET_STORY_STEM_PRIV_H

#include "tearsheet/base/str.h"

struct sb_stemmer;
struct stem_rule;

/* All-zero leaves words as they are. */
struct stemmer {
    struct sb_stemmer *snowball;
    const struct stem_rule *rules; /* for languages that Snowball does not have */
    size_t n_rules;
};

enum { STEM_MAX = 64 }; /* bytes; longer words are left as they are */

/* Makes `s` the stemmer of a two-letter language, the empty one if there is none. */
void stemmer_init(struct stemmer *s, ts_str lang);
void stemmer_done(struct stemmer *s);

/* The stem of `word` (lower case), written to `out`. */
ts_str stem(const struct stemmer *s, ts_str word, char out[STEM_MAX]);

#endif
