/* The idea: capitals in a row are a name, also across hyphens, initials and small words like "van".
 * A single capital is one if the tokens say so, which they know from its place in sentences. */
#include "names_priv.h"

#include "common_priv.h"
#include "tearsheet/base/utf8.h"

enum { NAME_TOKENS_MAX = 6 }; /* tokens */

static const char *const particles[] = { "de",  "da",  "di",  "del", "della", "van", "von",
                                         "der", "den", "ter", "al",  "bin",   "ibn", "la",
                                         "le",  "du",  "dos", "el",  "af",    "zu" };

static const char *const titles[] = { "mr",     "mrs",  "ms",    "miss",   "dr",       "prof",
                                      "sir",    "lord", "lady",  "dame",   "captain",  "judge",
                                      "herr",   "frau", "señor", "señora", "monsieur", "madame",
                                      "signor", "pan",  "pani",  "пан",    "пані",     "капітан" };

static const char *const articles[] = {
    "the", "a",   "an",  "der", "die", "das", "ein", "eine", "le", "la", "les", "l",
    "el",  "los", "las", "un",  "une", "una", "il",  "lo",   "o",  "os", "as",  "de",
    "het", "een", "and", "und", "et",  "y",   "e",   "i",    "та", "й",
};

static ts_str gap_before(const struct names *names, size_t i)
{
    ts_str one = names_token(names, i - 1)->text, two = names_token(names, i)->text;
    const char *start = one.ptr + one.len;

    return (ts_str){ start, (size_t)(two.ptr - start) };
}

bool names_is_article(ts_str word)
{
    return ts_str_is_among(word, articles, TS_COUNT(articles));
}

static bool is_initial(ts_str word)
{
    size_t pos = 0;
    return word.len > 0 && ts_rune_is_upper(ts_utf8_next(word, &pos)) && pos == word.len;
}

static bool is_capital(const struct names *names, size_t i)
{
    const struct token *k = names_token(names, i);
    return k->is_capital && (!k->is_stop || is_initial(k->text));
}

/* Does token `i` go on with the name that the token before belongs to? */
static bool joins(const struct names *names, size_t i)
{
    ts_str gap = gap_before(names, i);
    bool is_tight = ts_str_is(gap, " ") || ts_str_is(gap, "-") || ts_str_is(gap, "’") ||
                    ts_str_is(gap, "'") || ts_str_is(gap, "\xc2\xa0");

    if (ts_str_is(gap, ". "))
        return is_initial(names_token(names, i - 1)->text);
    return is_tight;
}

static size_t name_end(const struct names *names, size_t first)
{
    size_t end = first + 1, n = names->tokens->n;

    while (end < n && end < first + NAME_TOKENS_MAX && joins(names, end)) {
        size_t next = end;
        if (ts_str_is_among(names_token(names, end)->text, particles, TS_COUNT(particles)) &&
            end + 1 < n && joins(names, end + 1))
            next++;
        if (!is_capital(names, next))
            break;
        end = next + 1;
    }
    return end;
}

static bool is_title(struct ts_arena *a, const struct token *k)
{
    ts_str lower = ts_utf8_lower(a, k->text);
    return is_common(lower) || ts_str_is_among(lower, titles, TS_COUNT(titles)) ||
           (k->is_stop && !is_initial(k->text));
}

/* Titles, weekdays and the like at the beginning are not part of it. */
static size_t skip_titles(struct ts_arena *a, const struct names *names, size_t first, size_t end)
{
    while (first + 1 < end && is_title(a, names_token(names, first)))
        first++;
    return first;
}

/* As far as one can tell: a small word that is no article, maybe with an article behind it. */
static bool is_preposition(struct ts_arena *a, const struct names *names, size_t i)
{
    const struct token *k = names_token(names, i);

    if (!k->is_stop || k->kind == TS_TERM_NUMBER || !ts_str_is(gap_before(names, i + 1), " "))
        return false;
    if (!names_is_article(ts_utf8_lower(a, k->text)))
        return true;
    return i > 0 && !k->is_first && is_preposition(a, names, i - 1);
}

static void put_name(struct ts_arena *a, struct names *names, size_t first, size_t end)
{
    bool is_aside = first > 0 && is_preposition(a, names, first - 1);

    first = skip_titles(a, names, first, end);
    *TS_PUSH(a, names->v, names->n, names->cap) =
        (struct name){ first, end, end - first > 1, is_aside, names_token(names, end - 1)->stem };
}

static bool is_last_word(const struct names *names, uint32_t stem, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (names->v[i].is_full && names->v[i].last == stem)
            return true;
    return false;
}

/* Names of several words first: they say which single words are names, too. */
static void find_full(struct ts_arena *a, struct names *names)
{
    for (size_t i = 0; i < names->tokens->n;) {
        size_t end = is_capital(names, i) ? name_end(names, i) : i + 1;
        size_t first = skip_titles(a, names, i, end);
        if (end - first > 1)
            put_name(a, names, i, end);
        i = end;
    }
}

static void find_single(struct ts_arena *a, struct names *names, struct names *out)
{
    size_t next = 0;

    for (size_t i = 0; i < names->tokens->n;) {
        const struct token *k = names_token(names, i);
        if (next < names->n && names->v[next].first <= i) {
            *TS_PUSH(a, out->v, out->n, out->cap) = names->v[next];
            i = names->v[next++].end;
            continue;
        }
        bool is_name = is_capital(names, i) && !is_initial(k->text) && !is_title(a, k) &&
                       (k->kind == TS_TERM_NAME || is_last_word(names, k->stem, names->n));
        if (is_name)
            put_name(a, out, i, i + 1);
        i++;
    }
}

struct names *names_find(struct ts_arena *a, ts_str text, ts_str lang)
{
    struct names full = { .text = text }, *out = TS_NEW(a, struct names);
    struct ts_lexicon lexicon = { 0 };

    full.tokens = tokens_make(a, &lexicon, text, lang);
    ts_lexicon_done(&lexicon);
    *out = (struct names){ .text = text, .tokens = full.tokens };
    find_full(a, &full);
    find_single(a, &full, out);
    return out;
}

void names_range(const struct names *names, ts_str part, size_t *first, size_t *end)
{
    size_t low = 0, high = names->tokens->n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        if (names_token(names, mid)->text.ptr < part.ptr)
            low = mid + 1;
        else
            high = mid;
    }
    *first = *end = low;
    while (*end < names->tokens->n && names_token(names, *end)->text.ptr < part.ptr + part.len)
        ++*end;
}

static ts_str between(const struct names *names, const struct name *name)
{
    const char *start = names_token(names, name->first)->text.ptr;
    ts_str last = names_token(names, name->end - 1)->text;
    return (ts_str){ start, (size_t)(last.ptr + last.len - start) };
}

ts_str names_full(const struct names *names, const struct name *name)
{
    const struct name *best = name;

    for (size_t i = 0; i < names->n && !best->is_full; i++)
        if (names->v[i].is_full && names->v[i].last == name->last)
            best = &names->v[i];
    return between(names, best);
}

/* The token that begins the sentence of token `i`. */
static size_t sentence_of(const struct names *names, size_t i)
{
    while (i > 0 && !names_token(names, i)->is_first)
        i--;
    return i;
}

/* Whether the name, which may be short for a full one, begins a sentence, a title or two aside. */
static bool is_subject(const struct names *names, const struct name *name, size_t sentence)
{
    enum { TITLES_MAX = 2 };
    ts_str written = between(names, name);

    return name->first - sentence <= TITLES_MAX &&
           (name->is_full || names_full(names, name).len > written.len);
}

static uint32_t paragraph_at(const struct names *names, size_t place)
{
    ts_str behind = { names->text.ptr + place, 0 };
    size_t first, end;

    names_range(names, behind, &first, &end);
    return first < names->tokens->n ? names_token(names, first)->paragraph : 0;
}

const struct name *names_before(const struct names *names, size_t place, bool as_subject)
{
    uint32_t paragraph = paragraph_at(names, place);
    const struct name *found = NULL;
    size_t found_in = TS_NPOS;

    for (size_t i = 0; i < names->n; i++) {
        const struct name *name = &names->v[i];
        const struct token *k = names_token(names, name->first);
        size_t sentence = sentence_of(names, name->first);
        if ((size_t)(k->text.ptr - names->text.ptr) >= place)
            break;
        bool counts = as_subject ? k->paragraph == paragraph && is_subject(names, name, sentence)
                                 : name->is_full && !name->is_aside;
        if (!counts || sentence == found_in)
            continue;
        found = name;
        found_in = sentence;
    }
    return found;
}
