/* Text as numbers, words and marks.  Digits of several scripts are numbers; ideographs are marks of
 * their own, since no space parts them.  What is eaten is passed; what does not fit is left. */
#include <string.h>

#include "date_priv.h"
#include "tearsheet/base/utf8.h"

/* The value of a decimal digit: ASCII, full-width, Arabic, Persian, Devanagari; or -1. */
int ts_date_digit(uint32_t rune)
{
    static const uint32_t zeros[] = { '0', 0xFF10, 0x0660, 0x06F0, 0x0966 };

    for (size_t i = 0; i < TS_COUNT(zeros); i++) {
        if (rune >= zeros[i] && rune <= zeros[i] + 9)
            return (int)(rune - zeros[i]);
    }
    return -1;
}

static bool is_letter(uint32_t rune)
{
    if (rune < 0x80)
        return ts_is_alpha((char)rune);
    return !ts_rune_is_cjk(rune) && ts_rune_is_word(rune) && ts_date_digit(rune) < 0;
}

static uint32_t peek_rune(const struct ts_date_lexer *in, size_t *after)
{
    *after = in->pos;
    return in->pos < in->text.len ? ts_utf8_next(in->text, after) : 0;
}

static void take_number(struct ts_date_lexer *in, struct ts_date_token *t)
{
    size_t after;

    t->kind = TS_TOKEN_NUMBER;
    for (int digit; (digit = ts_date_digit(peek_rune(in, &after))) >= 0; in->pos = after) {
        if (t->n_digits < 18)
            t->value = t->value * 10 + digit;
        t->n_digits++;
    }
}

static void take_word(struct ts_date_lexer *in, struct ts_date_token *t)
{
    size_t after;
    bool fits = true;

    t->kind = TS_TOKEN_WORD;
    for (uint32_t rune; is_letter(rune = peek_rune(in, &after)); in->pos = after) {
        if (t->word_len + 4 > TS_DATE_WORD_MAX)
            fits = false;
        if (fits)
            t->word_len += ts_utf8_encode(ts_rune_lower(rune), t->word + t->word_len);
    }
    if (!fits)
        t->word_len = 0;
}

struct ts_date_token ts_date_next(struct ts_date_lexer *in)
{
    struct ts_date_token t = { 0 };
    size_t after;
    uint32_t rune;

    while (in->pos < in->text.len && ts_rune_is_space(rune = peek_rune(in, &after))) {
        in->pos = after;
        t.is_spaced = true;
    }
    t.start = in->pos;
    if (in->pos >= in->text.len)
        return t;
    rune = peek_rune(in, &after);
    if (ts_date_digit(rune) >= 0) {
        take_number(in, &t);
    } else if (is_letter(rune)) {
        take_word(in, &t);
    } else {
        t.kind = TS_TOKEN_MARK;
        t.rune = rune;
        in->pos = after;
    }
    return t;
}

ts_str ts_date_word(const struct ts_date_token *t)
{
    return (ts_str){ t->word, t->word_len };
}

struct ts_date_token ts_date_peek(const struct ts_date_lexer *in)
{
    struct ts_date_lexer copy = *in;
    return ts_date_next(&copy);
}

bool ts_date_eat_mark(struct ts_date_lexer *in, uint32_t rune)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    if (t.kind != TS_TOKEN_MARK || t.rune != rune)
        return false;
    *in = copy;
    return true;
}

bool ts_date_eat_word(struct ts_date_lexer *in, const char *word)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    if (t.kind != TS_TOKEN_WORD || !ts_str_is(ts_date_word(&t), word))
        return false;
    *in = copy;
    return true;
}

/* The bytes of `text` at this place, white space skipped. */
bool ts_date_eat_text(struct ts_date_lexer *in, const char *text)
{
    struct ts_date_lexer copy = *in;

    copy.pos = ts_date_peek(in).start;
    if (!ts_str_starts(ts_str_skip(copy.text, copy.pos), text))
        return false;
    in->pos = copy.pos + strlen(text);
    return true;
}

bool ts_date_eat_any(struct ts_date_lexer *in, const char *const *texts, size_t n, size_t *which)
{
    for (*which = 0; *which < n; ++*which) {
        if (ts_date_eat_text(in, texts[*which]))
            return true;
    }
    return false;
}

bool ts_date_eat_number(struct ts_date_lexer *in, int min_digits, int max_digits, int *out)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    if (t.kind != TS_TOKEN_NUMBER || t.n_digits < min_digits || t.n_digits > max_digits)
        return false;
    *in = copy;
    *out = (int)t.value;
    return true;
}
