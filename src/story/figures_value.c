/* The idea: a number is digits or a word, perhaps with a word that multiplies it.  Times, dates,
 * ages, years, ranks, parts of names and numbers that are mere labels count nothing. */
#include <math.h>
#include <stdlib.h>

#include "figures_priv.h"
#include "numerals_priv.h"
#include "tearsheet/base/utf8.h"

enum {
    SMALL = 5,         /* "the two of them" are part of more */
    REACH_OF_SPAN = 4, /* tokens behind "from 33" */
    PHRASE_MAX = 2,    /* tokens of "more than" */
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

static const char *const articles[] = { "the", "die", "der", "den", "les", "los", "las", "gli" };

/* Words next to a number that make it a part of more. */
static const char *const shares[] = {
    "other",   "others", "another",    "further",     "more",         "first",   "last",
    "final",   "next",   "weitere",    "weiteren",    "andere",       "anderen", "ersten",
    "letzten", "extra",  "additional", "zusätzliche", "zusätzlichen", "autres",  "otros",
    "otras",   "altri",  "altre",      "innych",      "інших",        "других"
};

/* What a number is the old one behind, and the new one before: "from 33 to 48". */
static const struct {
    const char *from, *to;
} spans[] = {
    { "from", "to" }, { "von", "auf" }, { "de", "à" }, { "de", "a" },
    { "da", "a" },    { "z", "do" },    { "з", "до" }, { "с", "до" },
};

/* In sentences that compare with another year. */
static const char *const other_years[] = {
    "last year",
    "year ago",
    "year earlier",
    "year before",
    "previous year",
    "vorjahr",
    "letztes jahr",
    "letzten jahr",
    "vergangenen jahr",
    "l'an dernier",
    "l'année dernière",
    "año pasado",
    "anno scorso",
    "zeszłym roku",
    "ubiegłym roku",
    "rok wcześniej",
    "минулого року",
    "торік",
    "прошлом году",
    "昨年",
    "前年",
};

/* Letters right behind a number that make it a rank or a time of day. */
static const char *const endings[] = { "st", "nd", "rd", "th", "e", "er", "ème", "am", "pm" };

/* What follows a Japanese number and is no count: day, month, year, hour, minute, age, second. */
static const uint32_t cjk_skip[] = { 0x65E5, 0x6708, 0x5E74, 0x6642, 0x5206, 0x6B73,
                                     0x79D2, 0x53F7, 0x65F6, 0x5C81, 0x4F4D, 0x56DE };

ts_str figure_gap(const struct figure_sentence *s, size_t i)
{
    ts_str one = s->t->v[i - 1].text;
    const char *start = one.ptr + one.len, *end = s->t->v[i].text.ptr;

    return end > start ? (ts_str){ start, (size_t)(end - start) } : TS_STR("");
}

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

/* What stands before a number that is round: how much of its zeros it may be more, or less. */
static const struct {
    const char *phrase;
    double more, less;
} roundings[] = {
    { "over", 1, 0 },        { "above", 1, 0 },     { "more than", 1, 0 },   { "at least", 1, 0 },
    { "über", 1, 0 },        { "mehr als", 1, 0 },  { "mindestens", 1, 0 },  { "ponad", 1, 0 },
    { "понад", 1, 0 },       { "более", 1, 0 },     { "plus de", 1, 0 },     { "más de", 1, 0 },
    { "nearly", 0, 1 },      { "almost", 0, 1 },    { "close to", 0, 1 },    { "fast", 0, 1 },
    { "knapp", 0, 1 },       { "beinahe", 0, 1 },   { "prawie", 0, 1 },      { "niemal", 0, 1 },
    { "майже", 0, 1 },       { "почти", 0, 1 },     { "about", 0.5, 0.5 },   { "around", 0.5, 0.5 },
    { "roughly", 0.5, 0.5 }, { "some", 0.5, 0.5 },  { "etwa", 0.5, 0.5 },    { "rund", 0.5, 0.5 },
    { "circa", 0.5, 0.5 },   { "około", 0.5, 0.5 }, { "близько", 0.5, 0.5 }, { "около", 0.5, 0.5 },
    { "environ", 0.5, 0.5 },
};

/* How far a round number may be off: less than its zeros stand for, and than a tenth of it. */
static double leeway(double value)
{
    const double below = 0.99;
    double unit = 1;

    while (value >= unit * 10 && fmod(value, unit * 10) == 0)
        unit *= 10;
    return unit > 1 ? below * fmin(unit, value / 10) : 0;
}

/* "More than 300" may be 312, "close to 300" 288. */
static void read_rounding(struct ts_arena *a, const struct figure_sentence *s, size_t i,
                          struct figure_value *v)
{
    v->low = v->high = v->value;
    for (size_t n = 1; n <= PHRASE_MAX && n <= i; n++) {
        const char *start = s->t->v[i - n].text.ptr;
        ts_str last = s->t->v[i - 1].text;
        ts_str phrase = ts_utf8_lower(a, (ts_str){ start, (size_t)(last.ptr + last.len - start) });
        for (size_t r = 0; r < TS_COUNT(roundings); r++) {
            if (!ts_str_is(phrase, roundings[r].phrase))
                continue;
            v->low -= roundings[r].less * leeway(v->value);
            v->high += roundings[r].more * leeway(v->value);
            return;
        }
    }
}

static bool read_value(struct ts_arena *a, const struct figure_sentence *s, size_t i, double *out)
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
static double scale(struct ts_arena *a, const struct figure_sentence *s, size_t *next)
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
static bool is_percent(struct ts_arena *a, const struct figure_sentence *s, size_t i, size_t *next)
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

/* "One of 61 members", "the two drivers", "a further 10": a part of something, or the whole that it
 * is a part of. */
static bool is_part(struct ts_arena *a, const struct figure_sentence *s, size_t i, double value)
{
    if (i == 0)
        return false;
    ts_str before = ts_utf8_lower(a, s->t->v[i - 1].text);
    if (ts_str_is_among(before, shares, TS_COUNT(shares)) && ts_str_is(figure_gap(s, i), " "))
        return true;
    if (value <= SMALL && ts_str_is_among(before, articles, TS_COUNT(articles)))
        return true;
    return i > 1 && ts_str_is_among(before, parts, TS_COUNT(parts)) &&
           (s->t->v[i - 2].kind == TS_TERM_NUMBER || ts_str_is_nocase(s->t->v[i - 2].text, "one"));
}

/* "G7", "MH17", "20th", "Six O'Clock News": part of a word, a rank, or part of a name. */
static bool is_in_word(struct ts_arena *a, const struct figure_sentence *s, size_t i)
{
    const struct token *k = &s->t->v[i];
    size_t pos = 0;

    if (i > 0 && figure_gap(s, i).len == 0 && !ts_rune_is_cjk(ts_utf8_next(k[-1].text, &pos)))
        return true;
    if (i + 1 < s->t->n && figure_gap(s, i + 1).len == 0 &&
        ts_str_is_among(ts_utf8_lower(a, k[1].text), endings, TS_COUNT(endings)))
        return true;
    return k->is_capital && !k->is_first;
}

/* "from 33 to 48": the 33, which is given up. */
static bool is_given_up(struct ts_arena *a, const struct figure_sentence *s, size_t i, size_t next)
{
    size_t to = next;

    while (to < s->t->n && to < next + REACH_OF_SPAN && s->t->v[to].kind != TS_TERM_NUMBER)
        to++;
    if (i == 0 || to <= next || to >= s->t->n || s->t->v[to].kind != TS_TERM_NUMBER)
        return false;
    ts_str before = ts_utf8_lower(a, s->t->v[i - 1].text);
    ts_str behind = ts_utf8_lower(a, s->t->v[to - 1].text);
    for (size_t k = 0; k < TS_COUNT(spans); k++)
        if (ts_str_is(before, spans[k].from) && ts_str_is(behind, spans[k].to))
            return true;
    return false;
}

static bool is_year(const struct token *k, double value)
{
    return value >= YEAR_MIN && value <= YEAR_MAX && k->text.len == 4;
}

/* Labels ("line 6") and what follows the number of another. */
static bool is_label(struct ts_arena *a, const struct figure_sentence *s, size_t i)
{
    if (i == 0 || !ts_str_is(figure_gap(s, i), " "))
        return false;
    return s->t->v[i - 1].kind == TS_TERM_NUMBER || /* "nineteen hundred" */
           ts_str_is_among(ts_utf8_lower(a, s->t->v[i - 1].text), labels, TS_COUNT(labels));
}

/* Parts ("two of", "two more"), ages ("34-year-old") and what a Japanese counter makes of the
 * number. */
static bool is_undone_behind(struct ts_arena *a, const struct figure_sentence *s, size_t i,
                             size_t next)
{
    const struct token *k = &s->t->v[i];

    if (next >= s->t->n)
        return false;
    size_t pos = (size_t)(k->text.ptr + k->text.len - s->text.ptr);
    uint32_t behind = pos < s->text.len ? ts_utf8_next(s->text, &pos) : 0;
    for (size_t c = 0; c < TS_COUNT(cjk_skip); c++)
        if (behind == cjk_skip[c])
            return true;
    ts_str word = ts_utf8_lower(a, s->t->v[next].text);
    return behind == '-' || ts_str_is_among(word, parts, TS_COUNT(parts)) ||
           ts_str_is_among(word, shares, TS_COUNT(shares));
}

bool figure_read_value(struct ts_arena *a, const struct figure_sentence *s, size_t i,
                       struct figure_value *out)
{
    struct figure_value v = { .next = i + 1 };

    if (!read_value(a, s, i, &v.value) || is_in_word(a, s, i) || is_label(a, s, i))
        return false;
    v.value *= scale(a, s, &v.next);
    v.is_percent = is_percent(a, s, i, &v.next);
    if ((is_year(&s->t->v[i], v.value) && v.next == i + 1) || is_part(a, s, i, v.value) ||
        is_undone_behind(a, s, i, v.next) || is_given_up(a, s, i, v.next))
        return false;
    read_rounding(a, s, i, &v);
    *out = v;
    return true;
}

uint32_t figure_key(const struct figure_sentence *s, size_t i)
{
    const struct token *k = &s->t->v[i];
    const int64_t *meaning = k->is_stop ? NULL : ts_map_find(&s->words->concepts, k->stem);

    if (meaning)
        return (uint32_t)*meaning;
    return k->is_stop || k->kind == TS_TERM_NUMBER ? 0 : k->stem;
}

/* "2000 people" is no year. */
static bool names_year(const struct figure_sentence *s, size_t i, int64_t *year)
{
    const struct token *k = &s->t->v[i];
    bool counts = i + 1 < s->t->n && ts_str_is(figure_gap(s, i + 1), " ") && !k[1].is_stop &&
                  !k[1].is_capital;

    return k->kind == TS_TERM_NUMBER && ts_str_to_int(k->text, year) && is_year(k, (double)*year) &&
           !counts;
}

/* 0 for January to 11, or -1; English has words like its months, without a capital. */
static int named_month(const struct figure_sentence *s, size_t i)
{
    bool is_word = ts_str_is(s->words->lang, "en") && !s->t->v[i].is_capital;

    return is_word ? -1 : concepts_month(figure_key(s, i));
}

static bool compares_years(ts_str sentence)
{
    struct ts_arena scratch = { 0 };
    ts_str lower = ts_utf8_lower(&scratch, sentence);
    bool found = false;

    for (size_t i = 0; i < TS_COUNT(other_years) && !found; i++)
        found = ts_str_find(lower, ts_str_of(other_years[i]), 0) != TS_NPOS;
    ts_arena_done(&scratch);
    return found;
}

bool figure_is_of_other_time(const struct figure_sentence *s, struct ts_when published)
{
    int year = 0, month = 0, day;
    int64_t named;

    if (compares_years(s->text))
        return true;
    if (published.precision != TS_WHEN_NONE)
        ts_civil_of(published.at / 86400, &year, &month, &day);
    for (size_t i = 0; i < s->t->n; i++) {
        if (names_year(s, i, &named) && named != year)
            return true;
        int other = month > 0 ? named_month(s, i) : -1;
        int apart = other < 0 ? 0 : abs(other + 1 - month);
        if (apart > 1 && apart < 11)
            return true;
    }
    return false;
}
