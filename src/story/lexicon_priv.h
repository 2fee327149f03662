/* lexicon_priv.h - what is known of the words of a language. */
#ifndef TEARSHEET_STORY_LEXICON_PRIV_H
#define TEARSHEET_STORY_LEXICON_PRIV_H

#include "tearsheet/story/fingerprint.h"

/* All that a word is by itself, wherever it stands. */
struct word {
    uint32_t word;   /* hash of it in lower case */
    uint32_t stem;   /* hash of its stem, or of the number that it says */
    uint32_t sound;  /* of a capitalised word; 0 none */
    uint8_t kind;    /* TS_TERM_COMMON, TS_TERM_WORD or TS_TERM_NUMBER */
    uint8_t usage;   /* enum ts_term_usage */
    bool is_stop;    /* carries no meaning of its own */
    bool is_capital; /* begins with a capital letter */
};

/* The words of `lang`, which may be empty, in `l`; valid as long as `l`. */
struct ts_lexicon_lang *lexicon_lang(struct ts_lexicon *l, ts_str lang);

/* What `text`, one word as written, is. */
struct word lexicon_word(struct ts_lexicon_lang *w, ts_str text);

/* The weekday of a stem: 0 for Monday to 6, or -1.  Known for the languages of concepts.inc. */
int lexicon_weekday(struct ts_lexicon *l, struct ts_lexicon_lang *w, uint32_t stem);

/* How usual a number, in digits, is. */
uint8_t lexicon_usage(const struct ts_lexicon_lang *w, ts_str number);

/* What `struct word` has the hash of: the stem, without accents, or the digits of a numeral. */
ts_str lexicon_stem(struct ts_arena *a, struct ts_lexicon_lang *w, ts_str text);

static inline uint32_t hash32(ts_str s)
{
    uint64_t h = ts_str_hash(s);
    return (uint32_t)(h ^ (h >> 32));
}

#endif
