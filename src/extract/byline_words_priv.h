/* byline_words_priv.h - the words that stand around the names of authors, in many languages. */
#ifndef TEARSHEET_EXTRACT_BYLINE_WORDS_PRIV_H
#define TEARSHEET_EXTRACT_BYLINE_WORDS_PRIV_H

#include "tearsheet/base/arena.h"

enum ts_byline_list {
    TS_BYLINE_MARKED_LEAD, /* leads that mark a byline anywhere; the rest ("od", "di") are too
                            * common as words */
    TS_BYLINE_AND,         /* words between names */
    TS_BYLINE_SOFT_AND,    /* of these, words that are part of names too: they cut only between two
                            * names of two words */
    TS_BYLINE_NOBODY,      /* pieces that are roles or nobody, not names */
    TS_BYLINE_DEGREE,      /* what people put behind their names */
    TS_BYLINE_RANK,        /* words that tell what a person is */
    TS_BYLINE_IDLE,        /* words that no name has */
    TS_BYLINE_TO_DATE,     /* small words that lead to a date */
    TS_BYLINE_N_LISTS,
};

/* `lower` is in lower case. */
bool ts_byline_word_is(enum ts_byline_list list, ts_str lower);

/* Without a lead, the words in front that announce an author.  `*lead` becomes these; it is left as
 * it was if there are none. */
ts_str ts_byline_skip_lead(struct ts_arena *a, ts_str text, ts_str *lead);

/* "신현주 기자": without the word for a reporter that stands behind the name. */
ts_str ts_byline_cut_rank(ts_str name);

#endif
