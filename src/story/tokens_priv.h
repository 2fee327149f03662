/* tokens_priv.h - text to words, numbers and names. */
#ifndef TEARSHEET_STORY_TOKENS_PRIV_H
#define TEARSHEET_STORY_TOKENS_PRIV_H

#include "tearsheet/base/arena.h"
#include "tearsheet/story/fingerprint.h"

struct token {
    ts_str text;     /* as written; a slice of the text */
    uint32_t word;   /* hash of the word in lower case */
    uint32_t stem;   /* hash of its stem; what is compared */
    uint32_t sound;  /* of a capitalised or katakana word; 0 none */
    uint8_t kind;    /* TS_TERM_WORD, TS_TERM_NAME or TS_TERM_NUMBER */
    uint8_t usage;   /* enum ts_term_usage */
    bool is_stop;    /* carries no meaning of its own */
    bool is_capital; /* begins with a capital letter */
    bool is_first;   /* begins a sentence or a paragraph */
    bool is_glued;   /* nothing but a space between it and the token before */
    uint32_t paragraph;
};

struct tokens {
    struct token *v;
    size_t n, cap;
};

/* Cuts `text` into tokens, in `a`, by what `l` knows and learns of words.  `lang` may be empty.
 * Names are told by their capitals: inside sentences, and elsewhere when seen inside one.  */
struct tokens *tokens_make(struct ts_arena *a, struct ts_lexicon *l, ts_str text, ts_str lang);

/* Marks as names those capitalised tokens of a headline that are names in `body`, and if the
 * headline does not capitalise everything, its other capitals too. */
void tokens_name_headline(struct ts_arena *a, struct tokens *title, const struct tokens *body,
                          ts_str lang);

/* The end of the name that begins at token `i` (i + 1 if it is one word). */
size_t tokens_span_end(const struct tokens *t, size_t i);

#endif
