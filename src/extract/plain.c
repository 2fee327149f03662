/* A reference is decoded if its number or name is known; a tag is removed if its name is one of
 * HTML's that occur inside text, so that "a < b" and "the <template> element" stay. */
#include "plain_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

enum { REFERENCE_MAX = 10, TAG_MAX = 2048, PASSES = 3 };

/* Names of U+00A0 to U+00FF, in order. */
static const char latin1_names[] =
    "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn "
    "sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave "
    "Aacute Acirc Atilde Auml Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml "
    "ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times Oslash Ugrave Uacute Ucirc Uuml Yacute THORN "
    "szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute ecirc euml igrave "
    "iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute "
    "ucirc uuml yacute thorn yuml";

static const struct {
    const char *name;
    uint32_t rune;
} other_names[] = {
    { "amp", '&' },       { "lt", '<' },        { "gt", '>' },        { "quot", '"' },
    { "apos", '\'' },     { "hellip", 0x2026 }, { "mdash", 0x2014 },  { "ndash", 0x2013 },
    { "lsquo", 0x2018 },  { "rsquo", 0x2019 },  { "ldquo", 0x201C },  { "rdquo", 0x201D },
    { "sbquo", 0x201A },  { "bdquo", 0x201E },  { "bull", 0x2022 },   { "euro", 0x20AC },
    { "trade", 0x2122 },  { "zwnj", 0x200C },   { "zwj", 0x200D },    { "ensp", 0x2002 },
    { "emsp", 0x2003 },   { "thinsp", 0x2009 }, { "lsaquo", 0x2039 }, { "rsaquo", 0x203A },
    { "prime", 0x2032 },  { "minus", 0x2212 },  { "OElig", 0x0152 },  { "oelig", 0x0153 },
    { "Scaron", 0x0160 }, { "scaron", 0x0161 }, { "larr", 0x2190 },   { "rarr", 0x2192 },
    { "dagger", 0x2020 }, { "permil", 0x2030 }, { "tilde", 0x02DC },  { "circ", 0x02C6 },
    { "num", '#' },       { "colon", ':' },     { "comma", ',' },     { "excl", '!' },
    { "quest", '?' },     { "lpar", '(' },      { "rpar", ')' },      { "sol", '/' },
    { "NewLine", '\n' },  { "Zcaron", 0x017D }, { "zcaron", 0x017E },
};

/* What browsers make of &#128; to &#159;. */
static const uint16_t windows_1252[] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static const char inline_tags[] = " a abbr b big cite code del em font i img ins kbd mark q s "
                                  "small span strong sub sup tt u wbr ";
static const char line_tags[] =
    " br p div h1 h2 h3 h4 h5 h6 li ul ol blockquote section article figure figcaption table tr ";

static uint32_t rune_of_number(ts_str digits)
{
    bool is_hex = digits.len > 0 && ts_lower(digits.ptr[0]) == 'x';
    uint32_t rune = 0;

    if (is_hex)
        digits = ts_str_skip(digits, 1);
    if (digits.len == 0 || digits.len > 7)
        return 0;
    for (size_t i = 0; i < digits.len; i++) {
        char c = ts_lower(digits.ptr[i]);
        if (ts_is_digit(c))
            rune = rune * (is_hex ? 16 : 10) + (uint32_t)(c - '0');
        else if (is_hex && c >= 'a' && c <= 'f')
            rune = rune * 16 + (uint32_t)(c - 'a' + 10);
        else
            return 0;
    }
    return rune >= 0x80 && rune <= 0x9F ? windows_1252[rune - 0x80] : rune;
}

static uint32_t rune_of_name(ts_str name)
{
    ts_str rest = ts_str_of(latin1_names);
    ts_str word;

    for (size_t i = 0; i < TS_COUNT(other_names); i++) {
        if (ts_str_is(name, other_names[i].name))
            return other_names[i].rune;
    }
    for (uint32_t rune = 0xA0; ts_str_split(&rest, ' ', &word); rune++) {
        if (ts_str_eq(name, word))
            return rune;
    }
    return 0;
}

/* Decodes the reference at the front of `s` and tells its length, 0 if there is none. */
static size_t put_reference(struct ts_buf *out, ts_str s)
{
    size_t end = ts_str_find_char(ts_str_sub(s, 0, REFERENCE_MAX), ';', 0);

    if (end == TS_NPOS || end < 3)
        return 0;
    ts_str name = ts_str_sub(s, 1, end - 1);
    uint32_t rune = name.ptr[0] == '#' ? rune_of_number(ts_str_skip(name, 1)) : rune_of_name(name);
    if (rune == 0)
        return 0;
    ts_utf8_put(out, rune);
    return end + 1;
}

static bool is_named(const char *list, ts_str name)
{
    char key[16];

    if (name.len == 0 || name.len + 3 > sizeof key)
        return false;
    key[0] = ' ';
    for (size_t i = 0; i < name.len; i++)
        key[i + 1] = ts_lower(name.ptr[i]);
    memcpy(key + name.len + 1, " ", 2);
    return strstr(list, key) != NULL;
}

/* Of the tag at the front of `s`; empty for other text behind a "<". */
static ts_str name_of_tag(ts_str s)
{
    size_t start = ts_str_starts(s, "</") ? 2 : 1;
    size_t end = start;

    while (end < s.len && (ts_is_alpha(s.ptr[end]) || ts_is_digit(s.ptr[end])))
        end++;
    return ts_str_sub(s, start, end - start);
}

/* The length of the tag at the front of `s`, 0 if there is none to remove. */
static size_t put_tag(struct ts_buf *out, ts_str s)
{
    size_t close = ts_str_find_char(ts_str_sub(s, 0, TAG_MAX), '>', 0);
    ts_str name = name_of_tag(s);

    if (close == TS_NPOS || !(is_named(inline_tags, name) || is_named(line_tags, name)))
        return 0;
    if (is_named(line_tags, name))
        ts_buf_putc(out, '\n');
    return close + 1;
}

static ts_str decode_once(struct ts_arena *a, ts_str text, bool with_tags)
{
    struct ts_buf out = { 0 };

    for (size_t pos = 0; pos < text.len;) {
        ts_str rest = ts_str_skip(text, pos);
        size_t len = 0;
        if (rest.ptr[0] == '&')
            len = put_reference(&out, rest);
        else if (rest.ptr[0] == '<' && with_tags)
            len = put_tag(&out, rest);
        if (len == 0) {
            ts_buf_putc(&out, rest.ptr[0]);
            len = 1;
        }
        pos += len;
    }
    ts_str decoded = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return decoded;
}

ts_str ts_plain_lines(struct ts_arena *a, ts_str text)
{
    for (int i = 0; i < PASSES; i++) {
        if (!ts_str_has(text, "&") && !ts_str_has(text, "<"))
            break;
        text = decode_once(a, text, true);
    }
    return ts_str_trim(text);
}

static bool has_line_tag(ts_str text)
{
    for (size_t at = 0; (at = ts_str_find_char(text, '<', at)) != TS_NPOS; at++)
        if (is_named(line_tags, name_of_tag(ts_str_skip(text, at))))
            return true;
    return false;
}

ts_str ts_plain_markup(struct ts_arena *a, ts_str text)
{
    for (int i = 0; i < PASSES && !has_line_tag(text); i++) {
        if (!ts_str_has(text, "&lt;"))
            return (ts_str){ 0 };
        text = decode_once(a, text, false);
    }
    return has_line_tag(text) ? text : (ts_str){ 0 };
}

ts_str ts_plain(struct ts_arena *a, ts_str text)
{
    return ts_utf8_squeeze(a, ts_plain_lines(a, text));
}
