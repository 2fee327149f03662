/* The idea: a number counts the first telling word behind it ("12 injured"), or, behind people and
 * the like, what is said of them ("nine people were hurt"), or what stands before it ("injuring
 * nine people").  What befell those who are counted, and whose they are, is kept beside it. */
#include <stdlib.h>

#include "figures_priv.h"
#include "numerals_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/story/novelty.h"

enum {
    REACH_BEHIND = 6, /* tokens */
    REACH_BEFORE = 3,
    REACH_OF_FATE = 4,
    REACH_OF_OWNER = 3,
};

/* Units: what they measure must be told by the rest of the sentence. */
static const char *const units[] = {
    "per",     "percent",   "cent",   "prozent", "procent",    "відсотків",  "metres",    "meters",
    "meter",   "metrów",    "метрів", "km",      "kilometres", "kilometers", "kilometer", "miles",
    "tonnes",  "tons",      "tonnen", "ton",     "тонн",       "cubic",      "square",    "euro",
    "euros",   "dollars",   "pounds", "crowns",  "kronen",     "koron",      "крон",      "гривень",
    "złotych", "times",     "mal",    "razy",    "разів",      "points",     "punkte",    "kg",
    "kilos",   "kilograms", "litres", "liters",  "liter",      "seconds",    "sekunden",  "laps",
    "runden",  "rupees",    "crore",  "lakh",    "yen",        "yuan",
};

/* What is behind these is about something else. */
static const char *const prepositions[] = {
    "from", "in", "at",  "on",  "to",  "of",   "with", "by",  "for",   "after", "before", "than",
    "aus",  "an", "auf", "von", "mit", "nach", "bei",  "z",   "w",     "na",    "do",     "od",
    "po",   "з",  "із",  "у",   "в",   "на",   "до",   "від", "після", "из",    "от",     "после",
};
static const char *const genitives[] = { "of", "von", "der", "des", "de", "du", "del", "di" };

/* What stands between a number and the word before it that tells what is counted. */
static const char *const hedges[] = { "least",  "most",    "about", "around",   "nearly",
                                      "almost", "roughly", "close", "some",     "rund",
                                      "etwa",   "knapp",   "bis",   "estimated" };

/* What stands before a number and makes it an age. */
static const char *const ages[] = { "age", "aged", "ages", "alter", "edad", "âge", "età", "wiek" };

/* Concepts of what can befall people: a number of killed is none of saved. */
static const char *const fates[] = { "injure ", "kill ", "rescue ", "missing ",
                                     "trap ",   "ill ",  "arrest ", "evacuate " };

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

/* A comma or a bracket ends what a number is about. */
static bool is_apart(ts_str between)
{
    for (size_t i = 0; i < between.len; i++)
        if (!ts_is_space(between.ptr[i]) && between.ptr[i] != '%')
            return (unsigned char)between.ptr[i] < 0x80 || !ts_str_is(between, "\xc2\xa0");
    return false;
}

/* People, men, women: what is said of them tells more. */
static bool is_generic(uint32_t key)
{
    return concepts_is(key, "people ") || concepts_is(key, "man ");
}

/* Written like a name: a capital, in languages that give none to other nouns. */
static bool is_like_name(const struct figure_sentence *s, size_t i)
{
    const struct token *k = &s->t->v[i];

    return k->kind == TS_TERM_NAME ||
           (k->is_capital && !ts_str_is(s->words->lang, "de") && !k->is_first);
}

static bool is_name(const struct figure_sentence *s, size_t i)
{
    return is_like_name(s, i) && !s->t->v[i].is_stop && !concepts_is_time(figure_key(s, i));
}

static bool is_hedge(struct ts_arena *a, const struct figure_sentence *s, size_t i)
{
    return ts_str_is_among(ts_utf8_lower(a, s->t->v[i].text), hedges, TS_COUNT(hedges));
}

static bool is_telling(const struct figure_sentence *s, size_t i)
{
    uint32_t key = figure_key(s, i);

    return key != 0 && !is_like_name(s, i) && !is_generic(key);
}

/* The telling token behind the number, or TS_NPOS.  `*end` is behind what belongs to it. */
static size_t find_behind(struct ts_arena *a, const struct figure_sentence *s, size_t next,
                          size_t *end)
{
    *end = next;
    for (size_t i = next; i < s->t->n && i < next + REACH_BEHIND; i++) {
        const struct token *k = &s->t->v[i];
        ts_str word = ts_utf8_lower(a, k->text);
        bool is_open = k->is_stop && (*end == next ||
                                      ts_str_is_among(word, prepositions, TS_COUNT(prepositions)));
        if (k->kind == TS_TERM_NUMBER || is_open || is_apart(figure_gap(s, i)))
            break;
        if (figure_key(s, i) != 0)
            *end = i + 1;
        if (is_telling(s, i))
            return i;
    }
    return TS_NPOS;
}

/* "cubic metres": a noun is worth showing with its adjective. */
static size_t extend(const struct figure_sentence *s, size_t end)
{
    bool goes_on = end > 0 && end < s->t->n && ts_str_is(figure_gap(s, end), " ") &&
                   !s->t->v[end].is_stop && !s->t->v[end].is_capital &&
                   s->t->v[end].kind != TS_TERM_NUMBER;
    return goes_on ? end + 1 : end;
}

static size_t find_before(struct ts_arena *a, const struct figure_sentence *s, size_t number)
{
    for (size_t i = number; i > 0 && i + REACH_BEFORE > number; i--) {
        if (is_apart(figure_gap(s, i)))
            break;
        if (is_like_name(s, i - 1) && i == number)
            break; /* "Channel 4" */
        if (is_telling(s, i - 1) && !is_hedge(a, s, i - 1))
            return i - 1;
    }
    return TS_NPOS;
}

/* ---- what else is said of it ---- */

static bool is_fate(uint32_t key)
{
    for (size_t i = 0; i < TS_COUNT(fates); i++)
        if (concepts_is(key, fates[i]))
            return true;
    return false;
}

/* "killing at least 12 miners", "12 miners were trapped": the fate next to the number, or 0. */
static uint32_t find_fate(struct ts_arena *a, const struct figure_sentence *s, size_t number,
                          size_t about)
{
    for (size_t i = number; i > 0 && !is_apart(figure_gap(s, i)); i--) {
        if (is_fate(figure_key(s, i - 1)))
            return figure_key(s, i - 1);
        if (!s->t->v[i - 1].is_stop && !is_hedge(a, s, i - 1))
            break;
    }
    for (size_t i = about; i < s->t->n && i <= about + REACH_OF_FATE; i++) {
        if (i > about && (is_apart(figure_gap(s, i)) || s->t->v[i].kind == TS_TERM_NUMBER))
            break;
        if (is_fate(figure_key(s, i)))
            return figure_key(s, i);
    }
    return 0;
}

/* "Four Ostrey members", "three members of the Ostrey council": the first name that tells whose
 * they are, or 0. */
static uint32_t find_owner(struct ts_arena *a, const struct figure_sentence *s, size_t next,
                           size_t about)
{
    for (size_t i = next; i < about; i++)
        if (is_name(s, i))
            return s->t->v[i].stem;
    size_t of = about + 1;
    if (of >= s->t->n || is_apart(figure_gap(s, of)) ||
        !ts_str_is_among(ts_utf8_lower(a, s->t->v[of].text), genitives, TS_COUNT(genitives)))
        return 0;
    for (size_t i = of + 1; i < s->t->n && i <= of + REACH_OF_OWNER; i++)
        if (is_apart(figure_gap(s, i)))
            break;
        else if (is_name(s, i))
            return s->t->v[i].stem;
    return 0;
}

static bool is_severe(const struct figure_sentence *s, size_t from, size_t end)
{
    for (size_t i = from; i < end && i < s->t->n; i++)
        if (concepts_is(figure_key(s, i), "severe "))
            return true;
    return false;
}

/* ---- putting together ---- */

static ts_str slice(const struct figure_sentence *s, size_t first, size_t end)
{
    const char *start = s->t->v[first].text.ptr;
    ts_str last = s->t->v[end - 1].text;

    return (ts_str){ start, (size_t)(last.ptr + last.len - start) };
}

static void add_key(struct figure *figure, uint32_t key, bool is_name)
{
    for (size_t k = 0; k < figure->n_keys; k++)
        if (figure->keys[k] == key)
            return;
    figure->names |= (uint32_t)is_name << figure->n_keys;
    figure->keys[figure->n_keys++] = key;
}

static void add_keys(struct figure *figure, const struct figure_sentence *s)
{
    for (size_t i = 0; i < s->t->n && figure->n_keys < FIGURE_KEYS_MAX; i++) {
        uint32_t key = figure_key(s, i);
        int day = concepts_weekday(key);
        if (day >= 0)
            figure->days |= 1u << day;
        if (key != 0 && key != figure->about)
            add_key(figure, key, is_name(s, i));
    }
}

/* Finds out what the number at token `i` counts. */
static bool find_about(struct ts_arena *a, const struct figure_sentence *s, size_t i,
                       const struct figure_value *v, struct figure *out)
{
    size_t end, about = find_behind(a, s, v->next, &end);

    out->matter = about != TS_NPOS ? slice(s, v->next, extend(s, about + 1)) : TS_STR("");
    if (about == TS_NPOS) {
        about = find_before(a, s, i);
        if (about == TS_NPOS ||
            ts_str_is_among(ts_utf8_lower(a, s->t->v[about].text), ages, TS_COUNT(ages)))
            return false;
        out->matter = s->t->v[about].text;
    }
    out->about = figure_key(s, about);
    if (concepts_is_time(out->about))
        return false;
    out->fate = find_fate(a, s, i, about > i ? about : end - 1);
    out->owner = find_owner(a, s, v->next, about > i ? about : end - 1);
    out->about ^= v->is_percent ? 0x2545f491u : 0;
    out->about ^= is_severe(s, i, about + 2) ? 0x68e31da4u : 0;
    ts_str unit = ts_utf8_lower(a, s->t->v[about].text);
    out->is_measure = v->is_percent || ts_str_is_among(unit, units, TS_COUNT(units));
    out->said.text = slice(s, i, end > v->next ? extend(s, end) : v->next);
    return true;
}

static bool read_figure(struct ts_arena *a, const struct figure_sentence *s, size_t i,
                        struct figure *out)
{
    struct figure_value v;

    if (!figure_read_value(a, s, i, &v) || !find_about(a, s, i, &v, out))
        return false;
    out->words = s->words;
    out->said.report = s->report;
    out->said.value = v.value;
    out->said.low = v.low;
    out->said.high = v.high;
    out->said.sentence = s->text;
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
        struct figure_sentence s = { .words = words, .text = sentences[k].text, .report = number };
        s.t = tokens_make(&scratch, &f->lexicon, s.text, lang);
        if (figure_is_of_other_time(&s, report->published))
            continue;
        for (size_t i = 0; i < s.t->n && f->n < end; i++) {
            struct figure figure = { 0 };
            if (s.t->v[i].kind == TS_TERM_NUMBER && read_figure(&scratch, &s, i, &figure))
                *TS_PUSH(f->arena, f->v, f->n, f->cap) = figure;
        }
    }
    ts_arena_done(&scratch);
}
