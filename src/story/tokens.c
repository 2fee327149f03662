/* The idea: one walk over the code points.  Letters make words, digits make numbers with their
 * separators, Han and Hangul make overlapping pairs of characters, katakana makes whole words.  A
 * second walk decides which capitalised words are names. */
#include "tokens_priv.h"

#include <stdio.h>

#include "common_priv.h"
#include "lexicon_priv.h"
#include "numerals_priv.h"
#include "sound_priv.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

enum { NUMBER_MAX = 64 }; /* bytes; what is beyond of longer ones is left out */

struct cutter {
    struct ts_arena *arena;
    struct tokens *out;
    struct ts_lexicon_lang *words;
    ts_str text;
    size_t pos;
    uint32_t paragraph;
    bool is_first; /* no token in this sentence yet */
    bool is_glued; /* only one space since the last token */
    size_t n_gap;  /* code points since the last token */
};

static uint32_t peek(const struct cutter *c, size_t *after)
{
    size_t pos = c->pos;

    if (pos >= c->text.len) {
        *after = pos;
        return 0;
    }
    uint32_t rune = ts_utf8_next(c->text, &pos);
    *after = pos;
    return rune;
}

static struct token *put(struct cutter *c, size_t start)
{
    struct token *t = TS_PUSH(c->arena, c->out->v, c->out->n, c->out->cap);

    t->text = ts_str_sub(c->text, start, c->pos - start);
    t->is_first = c->is_first;
    t->is_glued = c->n_gap == 0 || (c->is_glued && c->n_gap == 1);
    t->paragraph = c->paragraph;
    c->is_first = false;
    c->is_glued = true;
    c->n_gap = 0;
    return t;
}

static void put_word(struct cutter *c, size_t start)
{
    struct token *t = put(c, start);
    struct word known = lexicon_word(c->words, t->text);

    t->word = known.word;
    t->stem = known.stem;
    t->sound = known.sound;
    t->kind = known.kind;
    t->usage = known.usage;
    t->is_stop = known.is_stop;
    t->is_capital = known.is_capital;
}

static bool is_cyrillic(uint32_t rune)
{
    return rune >= 0x400 && rune < 0x530;
}

/* A letter, or an apostrophe between Cyrillic letters, or a soft hyphen. */
static void cut_word(struct cutter *c, uint32_t first)
{
    size_t start = c->pos, after;

    ts_utf8_next(c->text, &c->pos);
    for (;;) {
        uint32_t rune = peek(c, &after);
        bool joins = rune == 0xAD ||
                     (is_cyrillic(first) && (rune == '\'' || rune == 0x2019 || rune == 0x02BC));
        if (after == c->pos || (!joins && (!ts_rune_is_letter(rune) || ts_rune_is_cjk(rune))))
            break;
        c->pos = after;
    }
    put_word(c, start);
}

static bool is_digit_at(const struct cutter *c, size_t pos)
{
    return pos < c->text.len && ts_is_digit(c->text.ptr[pos]);
}

/* Digits in a row from `pos` on. */
static size_t digits_at(const struct cutter *c, size_t pos)
{
    size_t n = 0;

    while (is_digit_at(c, pos + n))
        n++;
    return n;
}

/* 2万3千 is 23000. */
static bool cut_myriads(struct cutter *c)
{
    char number[NUMBER_MAX];
    size_t start = c->pos, end = c->pos;
    uint64_t value;

    if (!numerals_read_myriads(c->text, &end, &value))
        return false;
    c->pos = end;
    int n = snprintf(number, sizeof number, "%llu", (unsigned long long)value);
    struct token *t = put(c, start);
    t->kind = TS_TERM_NUMBER;
    t->stem = t->word = hash32((ts_str){ number, (size_t)n });
    t->usage = lexicon_usage(c->words, (ts_str){ number, (size_t)n });
    return true;
}

/* True if a number goes on behind the sign at the current place, which follows a run of digits.
 * `*kept` is what the sign is in the number: nothing between thousands, a point before decimals. */
static bool is_sign_in_number(const struct cutter *c, size_t run, char *kept)
{
    if (c->pos >= c->text.len || !is_digit_at(c, c->pos + 1))
        return false;
    char sign = c->text.ptr[c->pos];
    size_t next = digits_at(c, c->pos + 1);
    if (sign == ',' || sign == '.') {
        *kept = next == 3 ? '\0' : '.';
        return true;
    }
    bool is_time_or_score = (sign == ':' || sign == '-') && run <= 3 && next <= 3;
    *kept = is_time_or_score ? sign : '\0';
    return is_time_or_score;
}

/* 1,600 and 1.600 and 1600 are one number; 5.8 and 5,8 another one; 7:52 and 2-1 keep their sign.
 */
static void cut_number(struct cutter *c)
{
    char number[NUMBER_MAX];
    size_t start = c->pos, n = 0;
    bool goes_on = true;

    if (cut_myriads(c))
        return;
    while (goes_on) {
        size_t run = digits_at(c, c->pos);
        for (size_t i = 0; i < run && n + 2 < sizeof number; i++)
            number[n++] = c->text.ptr[c->pos + i];
        c->pos += run;
        char sign = '\0';
        goes_on = is_sign_in_number(c, run, &sign);
        if (sign && n + 2 < sizeof number)
            number[n++] = sign;
        c->pos += goes_on;
    }
    struct token *t = put(c, start);
    t->kind = TS_TERM_NUMBER;
    t->stem = t->word = hash32((ts_str){ number, n });
    t->usage = lexicon_usage(c->words, (ts_str){ number, n });
}

/* Full-width digits, as Japanese and Chinese texts have them. */
static bool is_wide_digit(uint32_t rune)
{
    return rune >= 0xFF10 && rune <= 0xFF19;
}

static void cut_wide_number(struct cutter *c)
{
    char number[NUMBER_MAX];
    size_t start = c->pos, n = 0, after;

    for (;;) {
        uint32_t rune = peek(c, &after);
        if (!is_wide_digit(rune) && !(rune == 0xFF0C && n > 0))
            break;
        if (is_wide_digit(rune) && n < sizeof number)
            number[n++] = (char)('0' + (rune - 0xFF10));
        c->pos = after;
    }
    struct token *t = put(c, start);
    t->kind = TS_TERM_NUMBER;
    t->stem = t->word = hash32((ts_str){ number, n });
    t->usage = lexicon_usage(c->words, (ts_str){ number, n });
}

static bool is_kana(uint32_t rune)
{
    return rune >= 0x3040 && rune <= 0x30FF;
}
static bool is_katakana(uint32_t rune)
{
    return (rune >= 0x30A1 && rune <= 0x30FA) || rune == 0x30FC;
}

static void cut_katakana(struct cutter *c)
{
    size_t start = c->pos, after;

    while (is_katakana(peek(c, &after)))
        c->pos = after;
    struct token *t = put(c, start);
    t->stem = t->word = hash32(t->text);
    t->kind = TS_TERM_WORD;
    t->sound = sound_of(t->text);
    t->is_stop = t->text.len < 6; /* a single sign */
}

/* A character and the next one as a token, if there is a next one in the run.  Hiragana alone
 * writes endings and particles. */
static void cut_pair(struct cutter *c, uint32_t first)
{
    size_t start = c->pos, one, two;

    peek(c, &one);
    c->pos = one;
    uint32_t second = peek(c, &two);
    bool is_pair = two > one && ts_rune_is_cjk(second) && !is_katakana(second);
    if (is_pair)
        c->pos = two;
    struct token *t = put(c, start);
    t->stem = t->word = hash32(t->text);
    t->kind = is_common(t->text) ? TS_TERM_COMMON : TS_TERM_WORD;
    t->is_stop = !is_pair || is_kana(first) || is_kana(second);
    c->pos = one;
}

static bool ends_sentence(uint32_t rune)
{
    return rune == '.' || rune == '!' || rune == '?' || rune == ':' || rune == 0x2026 ||
           rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F;
}

static bool opens_quote(uint32_t rune)
{
    return rune == '"' || rune == 0x201C || rune == 0x201E || rune == 0xAB || rune == 0x2018 ||
           rune == 0x300C || rune == 0x2013 || rune == 0x2014 || rune == 0x2022;
}

static void skip_other(struct cutter *c, uint32_t rune)
{
    ts_utf8_next(c->text, &c->pos);
    c->n_gap++;
    c->is_glued &= rune == ' ' || rune == 0xA0;
    if (rune == '\n') {
        c->paragraph += c->text.len > c->pos && c->text.ptr[c->pos] == '\n';
        c->is_first = true;
    } else if (ends_sentence(rune) || opens_quote(rune)) {
        c->is_first = true;
    }
}

/* The name rules of a language: German writes every noun with a capital, so that only names of
 * several words can be told. */
static bool has_capital_nouns(ts_str lang)
{
    return ts_str_is(lang, "de");
}

static void mark_names(struct ts_arena *a, struct tokens *t, ts_str lang)
{
    struct ts_map inside = { .arena = a }; /* words that are capitals inside sentences */

    for (size_t i = 0; i < t->n; i++) {
        struct token *k = &t->v[i];
        if (!k->is_capital || k->is_stop || k->is_first || k->kind != TS_TERM_WORD)
            continue;
        bool is_name = !has_capital_nouns(lang) ||
                       (i > 0 && k->is_glued && t->v[i - 1].is_capital && !t->v[i - 1].is_stop);
        if (is_name)
            *ts_map_put(&inside, k->word) = 1;
    }
    for (size_t i = 0; i < t->n; i++) {
        struct token *k = &t->v[i];
        if (k->is_capital && k->kind == TS_TERM_WORD && ts_map_find(&inside, k->word))
            k->kind = TS_TERM_NAME;
    }
}

struct tokens *tokens_make(struct ts_arena *a, struct ts_lexicon *l, ts_str text, ts_str lang)
{
    struct tokens *out = TS_NEW(a, struct tokens);
    struct cutter c = { .arena = a, .out = out, .text = text, .is_first = true };
    size_t after;

    c.words = lexicon_lang(l, lang);
    while (c.pos < text.len) {
        uint32_t rune = peek(&c, &after);
        if (rune < 0x80 && ts_is_digit((char)rune))
            cut_number(&c);
        else if (is_wide_digit(rune))
            cut_wide_number(&c);
        else if (is_katakana(rune))
            cut_katakana(&c);
        else if (ts_rune_is_cjk(rune))
            cut_pair(&c, rune);
        else if (ts_rune_is_letter(rune))
            cut_word(&c, rune);
        else
            skip_other(&c, rune);
    }
    mark_names(a, out, lang);
    return out;
}

void tokens_name_headline(struct ts_arena *a, struct tokens *title, const struct tokens *body,
                          ts_str lang)
{
    struct ts_map names = { .arena = a };
    size_t n_words = 0, n_capital = 0;

    for (size_t i = 0; i < body->n; i++)
        if (body->v[i].kind == TS_TERM_NAME)
            *ts_map_put(&names, body->v[i].word) = 1;
    for (size_t i = 0; i < title->n; i++) {
        if (title->v[i].is_stop || title->v[i].kind == TS_TERM_NUMBER || title->v[i].is_first)
            continue;
        n_words++;
        n_capital += title->v[i].is_capital;
    }
    bool trusts_case = !has_capital_nouns(lang) && n_capital * 2 <= n_words;
    for (size_t i = 0; i < title->n; i++) {
        struct token *k = &title->v[i];
        if (k->kind == TS_TERM_NUMBER || k->kind == TS_TERM_COMMON || k->is_stop)
            continue;
        bool is_known = k->is_capital && ts_map_find(&names, k->word) != NULL;
        bool is_name = is_known || (trusts_case && k->is_capital && !k->is_first);
        if (is_name)
            k->kind = TS_TERM_NAME;
        else if (k->kind == TS_TERM_NAME)
            k->kind = TS_TERM_WORD;
    }
}

size_t tokens_span_end(const struct tokens *t, size_t i)
{
    size_t end = i + 1;

    while (end < t->n && t->v[end].kind == TS_TERM_NAME && t->v[end].is_glued &&
           !t->v[end].is_first)
        end++;
    return end;
}
