/* A byline is cut into words.  Leading words that announce an author go; the rest is cut where
 * names part (commas, "and" in many languages) or end (a mark, a digit, an address); each piece
 * must look like a name.  The words themselves are in byline_words.c. */
#include "byline_priv.h"

#include <string.h>

#include "byline_words_priv.h"
#include "plain_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "title_priv.h"

enum { NAME_WORDS_MAX = 6, NAME_BYTES_MAX = 70, DATE_WORD_MAX = 80, SENTENCE_WORDS = 5 };

static bool has_letter(ts_str text)
{
    for (size_t pos = 0; pos < text.len;) {
        if (ts_rune_is_letter(ts_utf8_next(text, &pos)))
            return true;
    }
    return false;
}

static bool has_digit(ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (ts_is_digit(text.ptr[i]))
            return true;
    }
    return false;
}

static bool starts_in_lower_case(ts_str text)
{
    size_t pos = 0;
    uint32_t rune = ts_utf8_next(text, &pos);

    return ts_rune_is_letter(rune) && !ts_rune_is_cjk(rune) && ts_rune_lower(rune) == rune &&
           rune < 0x250;
}

/* Marks at the ends that belong to the layout; a point behind a name ends an initial or "Jr.". */
static ts_str trim_marks(ts_str text)
{
    static const char before[] = " \t.,;:|-*/\\\"'()[]<>\n";
    const char *behind = before + strlen(" \t.");

    while (text.len > 0 && strchr(before, text.ptr[0]))
        text = ts_str_skip(text, 1);
    while (text.len > 0 && strchr(behind, text.ptr[text.len - 1]))
        text.len--;
    return ts_str_trim(text);
}

/* Two words or more of which none is a name. */
static bool is_in_lower_case(ts_str name)
{
    size_t n = 0;

    for (ts_str word; ts_str_word(&name, &word); n++)
        if (!starts_in_lower_case(word))
            return false;
    return n > 1;
}

static bool has_idle_word(struct ts_arena *a, ts_str name)
{
    ts_str lower = ts_utf8_lower(a, name);

    for (ts_str rest = lower, word; ts_str_word(&rest, &word);)
        if (ts_byline_word_is(TS_BYLINE_IDLE, word))
            return true;
    return ts_str_ends(lower, "admin");
}

/* Words of a name may begin in lower case ("de", "van"), but not all of them. */
static bool looks_like_name(struct ts_arena *a, ts_str name)
{
    if (name.len < 2 || name.len > NAME_BYTES_MAX || ts_str_n_words(name) > NAME_WORDS_MAX)
        return false;
    if (!has_letter(name) || has_digit(name) || ts_str_has(name, "@") || ts_str_has(name, "//") ||
        ts_str_has(name, "www.") || ts_str_has(name, ":") || ts_str_has(name, "[at]"))
        return false;
    if (is_in_lower_case(name) || (starts_in_lower_case(name) && ts_str_n_words(name) > 3))
        return false;
    return !has_idle_word(a, name) && !ts_byline_word_is(TS_BYLINE_NOBODY, ts_utf8_lower(a, name));
}

/* "Director of Operations", "MD" behind a comma: what the person is, not another person. */
static bool is_rank(struct ts_arena *a, ts_str piece)
{
    ts_str rest = ts_utf8_lower(a, piece);
    ts_str word;
    bool is_short = ts_str_n_words(piece) == 1 && piece.len <= 5;

    if (ts_byline_word_is(TS_BYLINE_DEGREE,
                          ts_str_ends(rest, ".") ? ts_str_sub(rest, 0, rest.len - 1) : rest))
        return true;

    for (size_t i = 0; is_short && i < piece.len; i++)
        is_short = (piece.ptr[i] >= 'A' && piece.ptr[i] <= 'Z') || piece.ptr[i] == '.';
    while (ts_str_word(&rest, &word)) {
        if (ts_byline_word_is(TS_BYLINE_RANK, word))
            return true;
    }
    return is_short;
}

static void add_piece(struct ts_arena *a, ts_str piece, ts_str outlet, struct ts_byline *out)
{
    ts_str lead;
    ts_str name = ts_byline_cut_rank(trim_marks(ts_byline_skip_lead(a, trim_marks(piece), &lead)));

    if (out->n == TS_BYLINE_MAX_NAMES || !looks_like_name(a, name))
        return;
    if (out->n > 0 && is_rank(a, name))
        return;
    ts_str key = ts_title_key(a, name);
    if (ts_str_eq(key, ts_title_key(a, outlet)))
        return;
    for (size_t i = 0; i < out->n; i++) {
        if (ts_str_eq(key, ts_title_key(a, out->names[i])))
            return;
    }
    out->names[out->n++] = ts_arena_str(a, name);
}

/* Words that lead to a date: the names of months, and "on" and the like. */
static bool leads_to_date(struct ts_arena *a, ts_str word)
{
    if (ts_byline_word_is(TS_BYLINE_TO_DATE, ts_utf8_lower(a, word)))
        return true;
    ts_str date = ts_arena_printf(a, "1 %.*s 2000", TS_FMT(word));
    return word.len <= DATE_WORD_MAX && ts_when_parse(date).precision != TS_WHEN_NONE;
}

static ts_str without_last_word(ts_str text, ts_str *word)
{
    size_t at = text.len;

    while (at > 0 && !ts_is_space(text.ptr[at - 1]))
        at--;
    *word = ts_str_skip(text, at);
    return trim_marks(ts_str_sub(text, 0, at));
}

/* What stands before a number, without what belongs to a date. */
static ts_str before_number(struct ts_arena *a, ts_str text)
{
    ts_str word;

    for (text = trim_marks(text); text.len > 0;) {
        ts_str rest = without_last_word(text, &word);
        if (!leads_to_date(a, word))
            return text;
        text = rest;
    }
    return text;
}

/* What stands before the first mark of layout, or word that goes on behind names. */
static ts_str before_layout(ts_str text)
{
    static const char *const ends[] = { "|",           "·",
                                        "•",           " - ",
                                        " – ",         " — ",
                                        "(",           " on ",
                                        " am ",        " Published",
                                        " Updated",    " Posted",
                                        "\n",          " is ",
                                        " ist ",       " was ",
                                        " has ",       " writes ",
                                        " schreibt ",  " Reviewed by",
                                        " Edited by",  " Researched by",
                                        " Photograph", " Photos",
                                        " Fotos",      "／" };

    for (size_t i = 0; i < TS_COUNT(ends); i++) {
        size_t at = ts_str_find(text, ts_str_of(ends[i]), 1);
        if (at != TS_NPOS)
            text = ts_str_sub(text, 0, at);
    }
    return text;
}

/* The names in `text` end at a mark of layout, or at a word with a digit or address. */
static ts_str names_only(struct ts_arena *a, ts_str text)
{
    ts_str rest = text, names = before_layout(text), word;

    while (ts_str_word(&rest, &word)) {
        size_t at = (size_t)(word.ptr - text.ptr);
        if (at < names.len && at > 0 && (has_digit(word) || ts_str_has(word, "@")))
            return before_number(a, ts_str_sub(text, 0, at));
    }
    return names;
}

/* Cuts at words like "and". */
static void add_and_list(struct ts_arena *a, ts_str text, ts_str outlet, struct ts_byline *out)
{
    ts_str rest = text;
    ts_str word;
    size_t start = 0;

    while (ts_str_word(&rest, &word)) {
        size_t at = (size_t)(word.ptr - text.ptr);
        ts_str lower = ts_utf8_lower(a, word);
        ts_str left = ts_str_sub(text, start, at - start);
        ts_str right = ts_str_skip(text, at + word.len);
        if (at == 0 || !ts_byline_word_is(TS_BYLINE_AND, lower))
            continue;
        if (ts_byline_word_is(TS_BYLINE_SOFT_AND, lower) &&
            (ts_str_n_words(left) < 2 || ts_str_n_words(right) < 2))
            continue;
        add_piece(a, left, outlet, out);
        start = at + word.len;
    }
    add_piece(a, ts_str_skip(text, start), outlet, out);
}

static size_t next_cut(ts_str text, size_t *len)
{
    static const char *const cuts[] = { ";", ",", "/", "、", "，", "؛", "،" };
    size_t first = text.len;

    *len = 0;
    for (size_t i = 0; i < TS_COUNT(cuts); i++) {
        size_t at = ts_str_find(text, ts_str_of(cuts[i]), 0);
        if (at != TS_NPOS && at < first) {
            first = at;
            *len = strlen(cuts[i]);
        }
    }
    return first;
}

static void add_names(struct ts_arena *a, ts_str text, ts_str outlet, struct ts_byline *out)
{
    text = names_only(a, text);
    if (ts_str_starts_nocase(text, "http") || ts_str_has(text, "://"))
        return;
    if (ts_str_has(text, "!") || ts_str_has(text, "?"))
        return; /* a slogan */
    while (text.len > 0) {
        size_t len;
        size_t at = next_cut(text, &len);
        add_and_list(a, ts_str_sub(text, 0, at), outlet, out);
        text = ts_str_skip(text, at + len);
    }
}

void ts_byline_add(struct ts_arena *a, ts_str text, ts_str outlet, struct ts_byline *out)
{
    ts_str lead = { 0 };
    ts_str plain = ts_plain(a, ts_str_sub(text, 0, TS_BYLINE_MAX_TEXT));

    add_names(a, ts_byline_skip_lead(a, trim_marks(plain), &lead), outlet, out);
}

/* "By Tuesday, the water had gone.", "By boat. It took a day": begins like a byline. */
static bool is_sentence(ts_str names)
{
    ts_str rest = names, first = { 0 };
    bool has_first = ts_str_word(&rest, &first);
    size_t len = has_first ? first.len : 0;

    if (len > 1 && first.ptr[len - 1] == '.' && starts_in_lower_case(first))
        return true;
    char last = names.len > 0 ? names.ptr[names.len - 1] : '\0';
    return (last == '.' || last == '!' || last == '?') && ts_str_n_words(names) >= SENTENCE_WORDS;
}

void ts_byline_add_marked(struct ts_arena *a, ts_str text, ts_str outlet, struct ts_byline *out)
{
    ts_str lead = { 0 };

    if (text.len > TS_BYLINE_MAX_TEXT)
        return;
    ts_str names = ts_byline_skip_lead(a, trim_marks(ts_plain(a, text)), &lead);
    if (ts_byline_word_is(TS_BYLINE_MARKED_LEAD, lead) && !is_sentence(names_only(a, names)))
        add_names(a, names, outlet, out);
}

bool ts_byline_is_lead(struct ts_arena *a, ts_str text)
{
    return ts_byline_word_is(TS_BYLINE_MARKED_LEAD, ts_utf8_lower(a, trim_marks(text)));
}

ts_str ts_byline_join(struct ts_arena *a, const struct ts_byline *byline)
{
    struct ts_buf joined = { 0 };

    for (size_t i = 0; i < byline->n; i++) {
        ts_buf_puts(&joined, i > 0 ? "; " : "");
        ts_buf_put(&joined, byline->names[i]);
    }
    ts_str text = ts_buf_take(&joined, a);
    ts_buf_done(&joined);
    return text;
}
