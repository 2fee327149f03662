/* prompts_priv.h - sentences that ask something of the reader, in many languages. */
#ifndef TEARSHEET_EXTRACT_PROMPTS_PRIV_H
#define TEARSHEET_EXTRACT_PROMPTS_PRIV_H

#include "lookup_priv.h"
#include "tearsheet/model/article.h"

enum { TS_PHRASE_MAX = 60 }; /* bytes of a phrase */

/* The first phrase of the table in `lower` (a text in lower case), or NULL: whole words only, and
 * some only at its start. */
const struct ts_word *ts_prompts_find(ts_str lower);

ts_str ts_phrase_text(const struct ts_word *phrase);

/* What a block is that has it. */
enum ts_block_kind ts_phrase_kind(const struct ts_word *phrase);

/* What a word alone may tell: it speaks to the reader or of the outlet as "we"; it is of those that
 * letters to the reader are made of: money, membership, ways to get in touch; it is of those that
 * ask for money; it is the outlet's "we". */
enum ts_word_bit {
    TS_WORD_PERSON = 1,
    TS_WORD_ASKING = 2,
    TS_WORD_GIVING = 4,
    TS_WORD_OUTLET = 8,
};

/* The bits of a word in lower case, 0 for most. */
unsigned ts_prompts_word(ts_str lower_word);

#endif
