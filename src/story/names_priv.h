/* names_priv.h - the names in a text, as they are written. */
#ifndef TEARSHEET_STORY_NAMES_PRIV_H
#define TEARSHEET_STORY_NAMES_PRIV_H

#include "tokens_priv.h"

/* A run of tokens that is a name. */
struct name {
    size_t first, end;
    bool is_full;  /* of several words */
    bool is_aside; /* a preposition stands before it: a place, or whom one speaks to */
    uint32_t last; /* its last word, as its stem */
};

struct names {
    ts_str text;
    struct tokens *tokens;
    struct name *v; /* in the text's order */
    size_t n, cap;
};

/* The names of a text, in `a`.  German, where nouns have capitals, has names of several words, and
 * single ones that are the last word of such a name. */
struct names *names_find(struct ts_arena *a, ts_str text, ts_str lang);

/* Is the word an article or "and"? */
bool names_is_article(ts_str word);

static inline const struct token *names_token(const struct names *names, size_t i)
{
    return &names->tokens->v[i];
}

/* The tokens of `part`, a slice of the text. */
void names_range(const struct names *names, ts_str part, size_t *first, size_t *end);

/* The fullest form in the text of the name, without titles before it. */
ts_str names_full(const struct names *names, const struct name *name);

/* The name that a pronoun at byte `place` stands for, or NULL: in the nearest sentence before it
 * that has any, the first; as a subject one that begins a sentence of the same paragraph, otherwise
 * a full one that is not aside. */
const struct name *names_before(const struct names *names, size_t place, bool as_subject);

#endif
