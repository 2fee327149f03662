/* The idea: a sentence ends at a mark that ends sentences, with closing quotes behind it, if what
 * follows looks like a beginning, and the mark is not the dot of an abbreviation, an initial or a
 * number.  Chinese and Japanese marks always end one, but for those inside quotes. */
#include "tearsheet/base/utf8.h"
#include "tearsheet/story/novelty.h"

/* Words that a dot belongs to, without it, in lower case; of many languages. */
static const char *const abbreviations[] = {
    "mr",   "mrs", "ms",  "dr",   "prof",   "st",   "sr",   "jr",   "gen",  "col",  "lt",   "sgt",
    "capt", "maj", "gov", "sen",  "rep",    "rev",  "hon",  "pres", "no",   "nos",  "vs",   "etc",
    "jan",  "feb", "mar", "apr",  "jun",    "jul",  "aug",  "sep",  "sept", "oct",  "nov",  "dec",
    "inc",  "ltd", "co",  "corp", "approx", "dept", "est",  "fig",  "vol",  "bzw",  "ca",   "usw",
    "nr",   "str", "abs", "bspw", "evtl",   "ggf",  "inkl", "mio",  "mrd",  "sog",  "vgl",  "hr",
    "fr",   "frl", "mme", "mlle", "sra",    "dra",  "ud",   "uds",  "sig",  "dott", "dhr",  "mw",
    "bv",   "np",  "tzw", "tys",  "mln",    "mld",  "ul",   "im",   "im",   "ok",   "godz", "red",
    "св",   "ул",  "вул", "гр",   "тис",    "млн",  "млрд", "руб",  "грн",  "тыс",  "им",   "ім",
    "див",  "р",   "рр",  "т",    "с",      "м",    "г",    "гг",
};

static bool is_abbreviation(struct ts_arena *a, ts_str word)
{
    ts_str lower = ts_utf8_lower(a, word);

    for (size_t i = 0; i < TS_COUNT(abbreviations); i++)
        if (ts_str_is(lower, abbreviations[i]))
            return true;
    return false;
}

static bool is_cjk_end(uint32_t rune)
{
    return rune == 0x3002 || rune == 0xFF01 || rune == 0xFF1F || rune == 0xFF0E;
}
static bool is_end(uint32_t rune)
{
    return rune == '.' || rune == '!' || rune == '?' || rune == 0x2026 || is_cjk_end(rune);
}
static bool is_closing(uint32_t rune)
{
    return rune == '"' || rune == '\'' || rune == ')' || rune == ']' || rune == 0x201D ||
           rune == 0x2019 || rune == 0xBB || rune == 0x201C || rune == 0x300D || rune == 0x300F ||
           rune == 0xFF09;
}

/* The letters right before `pos`. */
static ts_str word_before(ts_str text, size_t pos)
{
    size_t start = pos;

    while (start > 0 && ts_rune_is_letter(ts_utf8_last(ts_str_sub(text, 0, start))))
        start = ts_utf8_start(text, start - 1).len;
    return ts_str_sub(text, start, pos - start);
}

/* A capital alone is an initial ("J. Reitz"), also between dots ("U.S."). */
static bool is_initial(ts_str word)
{
    size_t pos = 0;

    if (word.len == 0)
        return false;
    uint32_t rune = ts_utf8_next(word, &pos);
    return pos == word.len && ts_rune_is_upper(rune) && !ts_rune_is_cjk(rune);
}

/* Whether the dot at `dot` ends a sentence, `next` being what follows after white space. */
static bool dot_ends(struct ts_arena *a, ts_str text, size_t dot, size_t next)
{
    ts_str word = word_before(text, dot);
    uint32_t rune = ts_utf8_first(ts_str_skip(text, next));

    if (is_initial(word) || is_abbreviation(a, word))
        return false;
    bool is_number = word.len == 0 && dot > 0 && ts_is_digit(text.ptr[dot - 1]);
    bool is_lower = ts_rune_is_letter(rune) && !ts_rune_is_upper(rune) && !ts_rune_is_cjk(rune) &&
                    ts_rune_lower(rune) == rune;
    /* "am 3. Mai": an ordinal when a few digits stand before and no full sentence can end there. */
    if (is_number && is_lower)
        return false;
    return !is_lower;
}

static size_t skip_closing(ts_str text, size_t pos)
{
    while (pos < text.len) {
        size_t after = pos;
        uint32_t rune = ts_utf8_next(text, &after);
        if (!is_closing(rune) && !is_end(rune))
            break;
        pos = after;
    }
    return pos;
}

static size_t skip_space(ts_str text, size_t pos)
{
    while (pos < text.len) {
        size_t after = pos;
        if (!ts_rune_is_space(ts_utf8_next(text, &after)))
            break;
        pos = after;
    }
    return pos;
}

struct splitter {
    struct ts_arena *arena;
    struct ts_sentence *v;
    size_t n, cap;
};

static void put(struct splitter *s, ts_str text, size_t start, size_t end)
{
    ts_str sentence = ts_str_trim(ts_str_sub(text, start, end - start));

    if (sentence.len > 0)
        TS_PUSH(s->arena, s->v, s->n, s->cap)->text = sentence;
}

/* Where the sentence ends whose mark `rune` is at `mark` and ends at `pos`; 0 if none ends here. */
static size_t end_of_sentence(struct ts_arena *a, ts_str text, uint32_t rune, size_t mark,
                              size_t pos)
{
    size_t end = skip_closing(text, pos), next = skip_space(text, end);

    if (is_cjk_end(rune)) /* a mark inside a quotation that goes on ends nothing */
        return end == pos || next > end || next == text.len ? end : 0;
    if (next == end && next < text.len)
        return 0;
    return rune == '.' && next < text.len && !dot_ends(a, text, mark, next) ? 0 : end;
}

static void split_paragraph(struct splitter *s, ts_str text)
{
    size_t start = 0, pos = 0;

    while (pos < text.len) {
        size_t mark = pos;
        uint32_t rune = ts_utf8_next(text, &pos);
        if (!is_end(rune))
            continue;
        size_t end = end_of_sentence(s->arena, text, rune, mark, pos);
        if (end == 0)
            continue;
        put(s, text, start, end);
        start = pos = end;
    }
    put(s, text, start, text.len);
}

struct ts_sentence *ts_sentences(struct ts_arena *a, ts_str text, size_t *n)
{
    struct splitter s = { .arena = a };
    ts_str paragraph;

    while (ts_str_split(&text, '\n', &paragraph))
        split_paragraph(&s, paragraph);
    *n = s.n;
    return s.v;
}
