/* prompts_priv.h - sentences that ask something of the reader, in many languages. */
#ifndef TEARSHEET_EXTRACT_PROMPTS_PRIV_H
#define TEARSHEET_EXTRACT_PROMPTS_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/article.h"

enum { TS_PHRASE_MAX = 60 }; /* bytes */

/* There are about a thousand of them for each page: they are kept small. */
struct ts_phrase {
    uint16_t start;     /* of the phrase in its list */
    uint16_t next;      /* 1 + the next one in the same chain, or 0 */
    uint8_t list;       /* of phrases, or of words that tell something by themselves */
    uint8_t first_word; /* of its hash, what the number of the chain leaves out */
    uint8_t len;
    uint8_t kind; /* enum ts_block_kind: what a block is that has it; 0 for a single word */
};

ts_str ts_phrase_text(const struct ts_phrase *phrase);

/* The table of phrases, ready to be asked.  Made once a page. */
struct ts_prompts {
    struct ts_phrase *phrases;
    size_t n;
    uint16_t *chains; /* by the hash of the first word: 1 + a phrase, or 0 */
};

struct ts_prompts ts_prompts_new(struct ts_arena *a);

/* The first phrase of the table in `lower` (a text in lower case), or NULL: whole words only, and
 * some only at its start. */
const struct ts_phrase *ts_prompts_find(const struct ts_prompts *p, ts_str lower);

/* What a word alone may tell: it speaks to the reader or of the outlet as "we"; it is of those that
 * letters to the reader are made of: money, membership, ways to get in touch. */
enum ts_word_bit { TS_WORD_PERSON = 1, TS_WORD_ASKING = 2 };

/* The bits of a word in lower case, 0 for most. */
unsigned ts_prompts_word(const struct ts_prompts *p, ts_str lower_word);

#endif
