/* The idea: a number counts the first telling word behind it ("12 injured"), or, behind people and
 * the like, what is said of them ("nine people were hurt"), or what stands before it ("injuring
 * nine people").  Times, dates, ages, years and numbers that are mere labels count nothing. */
#include <math.h>
#include <stdlib.h>

#include "figures_priv.h"
#include "numerals_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/story/novelty.h"
#include "tokens_priv.h"

enum {
    REACH_BEHIND = 6, /* tokens */
    REACH_BEFORE = 3,
    SMALL = 5, /* "the two of them" are part of more */
    YEAR_MIN = 1900,
    YEAR_MAX = 2100,
};

/* Words that multiply the number before them. */
static const struct {
    const char *word;
    double times;
} scales[] = {
    { "thousand", 1e3 },  { "tausend", 1e3 },  { "mil", 1e3 },        { "mila", 1e3 },
    { "mille", 1e3 },     { "tys", 1e3 },      { "tysięcy", 1e3 },    { "тис", 1e3 },
    { "тисяч", 1e3 },     { "тысяч", 1e3 },    { "million", 1e6 },    { "millions", 1e6 },
    { "millionen", 1e6 }, { "mio", 1e6 },      { "millones", 1e6 },   { "milioni", 1e6 },
    { "mln", 1e6 },       { "milionów", 1e6 }, { "млн", 1e6 },        { "мільйонів", 1e6 },
    { "миллионов", 1e6 }, { "billion", 1e9 },  { "milliarden", 1e9 }, { "milliards", 1e9 },
    { "mrd", 1e9 },       { "miliardi", 1e9 }, { "mld", 1e9 },        { "млрд", 1e9 },
};

/* Words that a number behind them is a label of, and those that make it a part of something. */
static const char *const labels[] = { "line",  "linie", "ligne", "línea",    "linea",   "linia",
                                      "route", "page",  "seite", "stage",    "etappe",  "week",
                                      "woche", "day",   "tag",   "no",       "nr",      "number",
                                      "group", "grade", "gate",  "platform", "article", "section",
                                      "room",  "level", "phase", "minister", "лінія",   "лінії" };
static const char *const parts[] = { "of", "von", "davon", "z", "із", "з", "из", "ihrer" };

/* Units: what they measure must be told by the rest of the sentence. */
static const char *const units[] = {
    "per",     "percent", "cent",   "prozent", "procent",    "відсотків",  "metres",    "meters",
    "meter",   "metrów",  "метрів", "km",      "kilometres", "kilometers", "kilometer", "miles",
    "tonnes",  "tons",    "tonnen", "ton",     "тонн",       "cubic",      "square",    "euro",
    "euros",   "dollars", "pounds", "crowns",  "kronen",     "koron",      "крон",      "гривень",
    "złotych", "times",   "mal",    "razy",    "разів",      "points",     "punkte",
};

/* What is behind these is about something else. */
static const char *const prepositions[] = {
    "from", "in", "at",  "on",  "to",  "of",   "with", "by",  "for",   "after", "before", "than",
    "aus",  "an", "auf", "von", "mit", "nach", "bei",  "z",   "w",     "na",    "do",     "od",
    "po",   "з",  "із",  "у",   "в",   "на",   "до",   "від", "після", "из",    "от",     "после",
};
static const char *const articles[] = { "the", "die", "der", "den", "les", "los", "las", "gli" };

/* What follows a Japanese number and is no count: day, month, year, hour, minute, age, second. */
static const uint32_t cjk_skip[] = { 0x65E5, 0x6708, 0x5E74, 0x6642, 0x5206, 0x6B73,
                                     0x79D2, 0x53F7, 0x65F6, 0x5C81, 0x4F4D, 0x56DE };

struct sentence {
    const struct figure_words *words;
    const struct tokens *t;
    ts_str text;
    size_t report;
};

static const struct figure_words *words_of(struct figure_finder *f, ts_str lang)
{
    for (struct figure_words *w = f->words; w; w = w->next)
        if (ts_str_eq(w->lang, lang))
            return w;
    struct figure_words *w = TS_NEW(f->arena, struct figure_words);
    *w = (struct figure_words){ .next = f->words, .lang = ts_arena_str(f->arena, lang) };
    w->concepts.arena = w->numerals.arena = f->arena;
    concepts_put(&w->concepts, &f->lexicon, lang);
    numerals_put(&w->numerals, lang);
    f->words = w;
    return w;
}

/* ---- values ---- */

/* Of digits: a sign before three digits parts thousands, another one is the decimal point.  False
 * for times, scores and the like. */
static bool read_digits(ts_str text, double *out)
{
    char digits[32];
    size_t n = 0, pos = 0;

    while (pos < text.len && n + 1 < sizeof digits) {
        size_t at = pos;
        uint32_t rune = ts_utf8_next(text, &pos);
        if (rune >= 0xFF10 && rune <= 0xFF19)
            rune = '0' + (rune - 0xFF10);
        if (rune == ':' || rune == '-')
            return false;
        if (rune < 0x80 && ts_is_digit((char)rune))
            digits[n++] = (char)rune;
        else if ((rune == '.' || rune == ',') && text.len - at != 4)
            digits[n++] = '.';
    }
    digits[n] = '\0';
    *out = strtod(digits, NULL);
    return n > 0;
}

static bool read_value(struct ts_arena *a, const struct sentence *s, size_t i, double *out)
{
    ts_str text = s->t->v[i].text;
    size_t pos = 0;
    uint32_t first = ts_utf8_next(text, &pos);

    if ((first < 0x80 && ts_is_digit((char)first)) || (first >= 0xFF10 && first <= 0xFF19))
        return read_digits(text, out);
    const int64_t *number = ts_map_find(&s->words->numerals, ts_str_hash(ts_utf8_lower(a, text)));
    if (number)
        *out = (double)*number;
    return number != NULL;
}

/* "1.5 million": `*next` moves on behind the word. */
static double scale(struct ts_arena *a, const struct sentence *s, size_t *next)
{
    if (*next >= s->t->n)
        return 1;
    ts_str word = ts_utf8_lower(a, s->t->v[*next].text);
    for (size_t i = 0; i < TS_COUNT(scales); i++)
        if (ts_str_is(word, scales[i].word)) {
            ++*next;
            return scales[i].times;
        }
    return 1;
}

/* "5.8 per cent" and "5.8 %": `*next` moves on behind the word. */
static bool is_percent(struct ts_arena *a, const struct sentence *s, size_t i, size_t *next)
{
    static const char *const words[] = { "per", "percent",   "prozent",  "procent",  "pour",
                                         "por", "відсотків", "відсотка", "процентов" };
    size_t end = (size_t)(s->t->v[i].text.ptr + s->t->v[i].text.len - s->text.ptr);

    if (ts_str_starts(ts_str_skip(s->text, end), "%") ||
        ts_str_starts(ts_str_skip(s->text, end), " %"))
        return true;
    if (*next >= s->t->n ||
        !ts_str_is_among(ts_utf8_lower(a, s->t->v[*next].text), words, TS_COUNT(words)))
        return false;
    ++*next;
    if (*next < s->t->n && ts_str_starts_nocase(s->t->v[*next].text, "cent"))
        ++*next;
    return true;
}

/* ---- what is counted ---- */

/* What stands between token `i - 1` and token `i`. */
static ts_str gap(const struct sentence *s, size_t i)
{
    ts_str one = s->t->v[i - 1].text;
    const char *start = one.ptr + one.len, *end = s->t->v[i].text.ptr;

    return end > start ? (ts_str){ start, (size_t)(end - start) } : TS_STR("");
}

/* A comma or a bracket ends what a number is about. */
static bool is_apart(ts_str between)
{
    for (size_t i = 0; i < between.len; i++)
        if (!ts_is_space(between.ptr[i]) && between.ptr[i] != '%')
            return (unsigned char)between.ptr[i] < 0x80 || !ts_str_is(between, "\xc2\xa0");
    return false;
}

static uint32_t key_of(const struct sentence *s, size_t i)
{
    const struct token *k = &s->t->v[i];
    const int64_t *meaning = k->is_stop ? NULL : ts_map_find(&s->words->concepts, k->stem);

    if (meaning)
        return (uint32_t)*meaning;
    return k->is_stop || k->kind == TS_TERM_NUMBER ? 0 : k->stem;
}

/* People, men, women: what is said of them tells more. */
static bool is_generic(uint32_t key)
{
    return concepts_is(key, "people ") || concepts_is(key, "man ");
}

static bool is_telling(const struct sentence *s, size_t i)
{
    const struct token *k = &s->t->v[i];
    uint32_t key = key_of(s, i);
    bool is_name = k->kind == TS_TERM_NAME ||
                   (k->is_capital && !ts_str_is(s->words->lang, "de") && !k->is_first);
    return key != 0 && !is_name && !is_generic(key);
}

/* The telling token behind the number, or TS_NPOS.  `*end` is behind what belongs to it. */
static size_t find_behind(struct ts_arena *a, const struct sentence *s, size_t next, size_t *end)
{
    *end = next;
    for (size_t i = next; i < s->t->n && i < next + REACH_BEHIND; i++) {
        const struct token *k = &s->t->v[i];
        ts_str word = ts_utf8_lower(a, k->text);
        bool is_open = k->is_stop && (*end == next ||
                                      ts_str_is_among(word, prepositions, TS_COUNT(prepositions)));
        if (k->kind == TS_TERM_NUMBER || is_open || is_apart(gap(s, i)))
            break;
        if (key_of(s, i) != 0)
            *end = i + 1;
        if (is_telling(s, i))
            return i;
    }
    return TS_NPOS;
}

/* "cubic metres": a noun is worth showing with its adjective. */
static size_t extend(const struct sentence *s, size_t end)
{
    bool goes_on = end > 0 && end < s->t->n && ts_str_is(gap(s, end), " ") &&
                   !s->t->v[end].is_stop && !s->t->v[end].is_capital &&
                   s->t->v[end].kind != TS_TERM_NUMBER;
    return goes_on ? end + 1 : end;
}

static size_t find_before(const struct sentence *s, size_t number)
{
    for (size_t i = number; i > 0 && i + REACH_BEFORE > number; i--) {
        if (is_apart(gap(s, i)))
            break;
        if (is_telling(s, i - 1))
            return i - 1;
    }
    return TS_NPOS;
}

/* "One of 61 members", "the two drivers": a part of something, or the whole that it is a part of.
 */
static bool is_part(struct ts_arena *a, const struct sentence *s, size_t i, double value)
{
    if (i == 0)
        return false;
    ts_str before = ts_utf8_lower(a, s->t->v[i - 1].text);
    if (value <= SMALL && ts_str_is_among(before, articles, TS_COUNT(articles)))
        return true;
    return i > 1 && ts_str_is_among(before, parts, TS_COUNT(parts)) &&
           (s->t->v[i - 2].kind == TS_TERM_NUMBER || ts_str_is_nocase(s->t->v[i - 2].text, "one"));
}

/* Labels, parts, ages ("34-year-old"), dates and years. */
static bool counts_nothing(struct ts_arena *a, const struct sentence *s, size_t i, size_t next,
                           double value)
{
    const struct token *k = &s->t->v[i];
    bool is_year = value >= YEAR_MIN && value <= YEAR_MAX && k->text.len == 4;

    if (i > 0 && s->t->v[i - 1].kind == TS_TERM_NUMBER && ts_str_is(gap(s, i), " "))
        return true; /* "nineteen hundred" */
    if ((is_year && next == i + 1) || is_part(a, s, i, value))
        return true;
    if (i > 0 && ts_str_is(gap(s, i), " ") &&
        ts_str_is_among(ts_utf8_lower(a, s->t->v[i - 1].text), labels, TS_COUNT(labels)))
        return true;
    if (next >= s->t->n)
        return false;
    size_t pos = (size_t)(k->text.ptr + k->text.len - s->text.ptr);
    uint32_t behind = pos < s->text.len ? ts_utf8_next(s->text, &pos) : 0;
    for (size_t c = 0; c < TS_COUNT(cjk_skip); c++)
        if (behind == cjk_skip[c])
            return true;
    return behind == '-' ||
           ts_str_is_among(ts_utf8_lower(a, s->t->v[next].text), parts, TS_COUNT(parts));
}

/* ---- putting together ---- */

static ts_str slice(const struct sentence *s, size_t first, size_t end)
{
    const char *start = s->t->v[first].text.ptr;
    ts_str last = s->t->v[end - 1].text;

    return (ts_str){ start, (size_t)(last.ptr + last.len - start) };
}

static void add_keys(struct figure *figure, const struct sentence *s)
{
    for (size_t i = 0; i < s->t->n && figure->n_keys < FIGURE_KEYS_MAX; i++) {
        uint32_t key = key_of(s, i);
        bool is_there = key == 0 || key == figure->about;
        for (size_t k = 0; k < figure->n_keys && !is_there; k++)
            is_there = figure->keys[k] == key;
        if (!is_there)
            figure->keys[figure->n_keys++] = key;
    }
}

static bool is_severe(const struct sentence *s, size_t from, size_t end)
{
    for (size_t i = from; i < end && i < s->t->n; i++)
        if (concepts_is(key_of(s, i), "severe "))
            return true;
    return false;
}

static bool read_figure(struct ts_arena *a, const struct sentence *s, size_t i, struct figure *out)
{
    size_t next = i + 1, end, about;
    double value;

    if (!read_value(a, s, i, &value))
        return false;
    value *= scale(a, s, &next);
    bool percent = is_percent(a, s, i, &next);
    if (counts_nothing(a, s, i, next, value))
        return false;
    about = find_behind(a, s, next, &end);
    out->matter = about != TS_NPOS ? slice(s, next, extend(s, about + 1)) : TS_STR("");
    if (about == TS_NPOS) {
        about = find_before(s, i);
        if (about == TS_NPOS)
            return false;
        out->matter = s->t->v[about].text;
    }
    out->about = key_of(s, about);
    if (concepts_is_time(out->about))
        return false;
    out->about ^= percent ? 0x2545f491u : 0;
    out->about ^= is_severe(s, i, about + 2) ? 0x68e31da4u : 0;
    ts_str unit = ts_utf8_lower(a, s->t->v[about].text);
    out->is_measure = percent || ts_str_is_among(unit, units, TS_COUNT(units));
    out->said = (struct ts_figure){ .report = s->report,
                                    .value = value,
                                    .text = slice(s, i, end > next ? extend(s, end) : next),
                                    .sentence = s->text };
    add_keys(out, s);
    return true;
}

void figures_find(struct figure_finder *f, const struct ts_report *report, size_t number)
{
    struct ts_arena scratch = { 0 };
    ts_str lang = ts_lang_primary(&scratch, report->lang);
    size_t n;

    if (lang.len == 0)
        lang = ts_lang_guess(report->text);
    const struct figure_words *words = words_of(f, lang);
    struct ts_sentence *sentences = ts_sentences(&scratch, report->text, &n);
    size_t end = f->n + TS_FIGURES_MAX;
    for (size_t k = 0; k < n && f->n < end; k++) {
        struct sentence s = { .words = words, .text = sentences[k].text, .report = number };
        s.t = tokens_make(&scratch, &f->lexicon, s.text, lang);
        for (size_t i = 0; i < s.t->n && f->n < end; i++) {
            struct figure figure = { 0 };
            if (s.t->v[i].kind == TS_TERM_NUMBER && read_figure(&scratch, &s, i, &figure))
                *TS_PUSH(f->arena, f->v, f->n, f->cap) = figure;
        }
    }
    ts_arena_done(&scratch);
}
