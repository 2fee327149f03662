/* lookup_priv.h - words and phrases of long lists, found by a hash of their first word.  The tables
 * are part of the program (lookup.inc), so that they cost a page neither time nor memory. */
#ifndef TEARSHEET_EXTRACT_LOOKUP_PRIV_H
#define TEARSHEET_EXTRACT_LOOKUP_PRIV_H

#include "tearsheet/base/str.h"

enum { TS_LOOKUP_CHAINS = 1024 };

/* A word, or a phrase of several. */
struct ts_word {
    uint16_t start; /* in its list */
    uint16_t next;  /* 1 + the next one in the same chain, or 0; those of later lists come first */
    uint8_t list;
    uint8_t rest; /* of the hash, what the number of the chain leaves out */
    uint8_t len;  /* bytes */
};

/* Words in lower case, parted by "|" where a list has any, else by blanks.  NULL behind the last
 * list. */
typedef const char *ts_word_list(size_t list);

struct ts_lookup {
    const struct ts_word *words;
    const uint16_t *chains; /* by the hash of the first word: 1 + a word, or 0 */
    ts_word_list *list;
};

ts_word_list ts_cue_list, ts_role_list, ts_prompt_list;

/* The words in names of elements that tell what they are for, those that tell metadata, and what is
 * said to the reader. */
extern const struct ts_lookup ts_cue_lookup, ts_role_lookup, ts_prompt_lookup;

/* Bytes of the first word in `s`: up to ASCII that is neither letter nor digit; of scripts without
 * spaces one character; 0 if `s` begins with neither. */
size_t ts_first_word_len(ts_str s);

/* What is looked up: the hash of the first word of `s`, or of its first byte where there is none.
 */
uint32_t ts_lookup_hash(ts_str s);

/* Those whose first word may be of that hash, one by one; NULL behind the last. */
const struct ts_word *ts_lookup_first(const struct ts_lookup *l, uint32_t hash);
const struct ts_word *ts_lookup_next(const struct ts_lookup *l, const struct ts_word *word,
                                     uint32_t hash);

ts_str ts_word_text(const struct ts_lookup *l, const struct ts_word *word);

#endif
