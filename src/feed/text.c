/* text.c - no HTML parser, only what titles and authors need: a tag is "<", perhaps "/", and the
 * name of an element of HTML; everything else is taken literally, so that "a < b" and "vector<int>"
 * survive. */
#include "text_priv.h"

#include <string.h>

#include "tearsheet/base/utf8.h"
#include "xml_priv.h"

/* What the numbers 128 to 159 mean when a writer took windows-1252 for Unicode. */
static const uint16_t windows_1252[32] = {
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

/* Names that browsers accept without a semicolon, as far as feeds leave it out. */
static const char *const bare_names[] = { "amp", "lt", "gt", "quot", "nbsp" };

#define MAX_NAME 32 /* bytes of the longest reference worth looking up */

static void put_number(struct ts_buf *b, uint32_t rune)
{
    if (rune >= 0x80 && rune < 0xA0)
        rune = windows_1252[rune - 0x80];
    if ((rune < ' ' && !strchr("\t\n\r", (int)rune)) || !rune || rune == 0xFFFE || rune == 0xFFFF)
        rune = TS_RUNE_BAD; /* no characters of XML */
    ts_utf8_put(b, rune);
}

static int digit_value(char c, int base)
{
    int value = ts_is_digit(c) ? c - '0' : ts_lower(c) >= 'a' ? ts_lower(c) - 'a' + 10 : 99;
    return value < base ? value : -1;
}

/* "&#233;" and "&#xE9;": `s` begins at the "&". */
static size_t read_number(struct ts_buf *b, ts_str s)
{
    bool is_hex = s.len > 2 && ts_lower(s.ptr[2]) == 'x';
    size_t first = is_hex ? 3 : 2;
    size_t i = first;
    uint32_t rune = 0;

    for (; i < s.len && digit_value(s.ptr[i], is_hex ? 16 : 10) >= 0; i++)
        if (rune <= 0x10FFFF)
            rune = rune * (is_hex ? 16 : 10) + (uint32_t)digit_value(s.ptr[i], is_hex ? 16 : 10);
    if (i == first)
        return 0;
    put_number(b, rune);
    return i < s.len && s.ptr[i] == ';' ? i + 1 : i;
}

size_t ts_text_reference(struct ts_buf *b, ts_str s, size_t at)
{
    s = ts_str_skip(s, at);
    if (s.len > 1 && s.ptr[1] == '#')
        return read_number(b, s);
    size_t end = 1;
    while (end < s.len && end <= MAX_NAME && (ts_is_alpha(s.ptr[end]) || ts_is_digit(s.ptr[end])))
        end++;
    ts_str name = ts_str_sub(s, 1, end - 1);
    bool is_closed = end < s.len && s.ptr[end] == ';';
    if (!is_closed && (!ts_str_is_among_nocase(name, bare_names, TS_COUNT(bare_names)) ||
                       (end < s.len && s.ptr[end] == '=')))
        return 0;
    uint32_t rune = ts_xml_entity(name);
    if (!rune)
        return 0;
    ts_utf8_put(b, rune);
    return is_closed ? end + 1 : end;
}

/* Length of the comment or tag of HTML at s.ptr[at], a "<"; 0 if it is literal.  `name` is set to
 * the element's.  `no_end` is false at first, and remembers that no ">" comes any more, so that a
 * text full of "<a " is not searched to its end for each. */
static size_t tag_len(ts_str s, size_t at, ts_str *name, bool *no_end)
{
    s = ts_str_skip(s, at);
    *name = (ts_str){ 0 };
    if (ts_str_starts(s, "<!--")) {
        size_t end = ts_str_find(s, TS_STR("-->"), 4);
        return end == TS_NPOS ? s.len : end + 3;
    }
    size_t start = ts_str_starts(s, "</") ? 2 : 1;
    size_t i = start;
    while (i < s.len && (ts_is_alpha(s.ptr[i]) || ts_is_digit(s.ptr[i])))
        i++;
    *name = ts_str_sub(s, start, i - start);
    if (i == s.len || !(ts_is_space(s.ptr[i]) || s.ptr[i] == '>' || s.ptr[i] == '/'))
        return 0;
    if (*no_end || !ts_xml_is_html_tag(*name))
        return 0;
    size_t end = ts_str_find_char(s, '>', i);
    *no_end = end == TS_NPOS;
    return end == TS_NPOS ? 0 : end + 1;
}

/* Elements that join what is around them; the others part words. */
static bool is_inline(ts_str name)
{
    static const char *const names[] = {
        "a",    "abbr", "acronym", "b",    "bdi",   "bdo",  "big",    "cite",
        "code", "del",  "dfn",     "em",   "font",  "i",    "ins",    "kbd",
        "mark", "q",    "s",       "samp", "small", "span", "strike", "strong",
        "sub",  "sup",  "time",    "tt",   "u",     "var",  "wbr",
    };
    return ts_str_is_among_nocase(name, names, TS_COUNT(names));
}

bool ts_text_is_void(ts_str name)
{
    static const char *const names[] = {
        "br", "hr", "img", "input", "wbr", "embed", "param", "area"
    };
    return ts_str_is_among_nocase(name, names, TS_COUNT(names));
}

ts_str ts_text_plain(struct ts_arena *a, ts_str html)
{
    struct ts_buf b = { 0 };
    bool no_end = false;
    ts_str name;

    for (size_t i = 0; i < html.len;) {
        size_t n = 0;
        if (html.ptr[i] == '&') {
            n = ts_text_reference(&b, html, i);
        } else if (html.ptr[i] == '<' && (n = tag_len(html, i, &name, &no_end)) > 0) {
            if (name.len && !is_inline(name))
                ts_buf_putc(&b, ' ');
        }
        if (!n) {
            ts_buf_putc(&b, html.ptr[i]);
            n = 1;
        }
        i += n;
    }
    ts_str out = ts_utf8_squeeze(a, ts_buf_str(&b));
    ts_buf_done(&b);
    return out;
}

bool ts_text_is_html(ts_str text)
{
    struct ts_buf scratch = { .ceiling = 16 };
    ts_str name;
    bool found = false, no_end = false;

    for (size_t i = 0; i < text.len && !found; i++) {
        if (text.ptr[i] == '&') {
            size_t n = ts_text_reference(&scratch, text, i);
            found = n && text.ptr[i + n - 1] == ';';
        } else if (text.ptr[i] == '<') {
            found = tag_len(text, i, &name, &no_end) > 0;
        }
    }
    ts_buf_done(&scratch);
    return found;
}

void ts_text_escape(struct ts_buf *b, ts_str text)
{
    size_t from = 0;

    for (size_t i = 0; i < text.len; i++) {
        char c = text.ptr[i];
        const char *as = c == '&'   ? "&amp;"
                         : c == '<' ? "&lt;"
                         : c == '>' ? "&gt;"
                         : c == '"' ? "&quot;"
                                    : NULL;
        if (!as)
            continue;
        ts_buf_put(b, ts_str_sub(text, from, i - from));
        ts_buf_puts(b, as);
        from = i + 1;
    }
    ts_buf_put(b, ts_str_skip(text, from));
}

static int base64_value(char c)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    const char *at = c ? strchr(digits, c) : NULL;
    return at ? (int)(at - digits) : -1;
}

bool ts_text_base64(struct ts_arena *a, ts_str text, ts_str *bytes)
{
    char *out = ts_arena_alloc(a, text.len / 4 * 3 + 3);
    size_t n = 0;
    uint32_t bits = 0;
    int n_bits = 0;

    for (size_t i = 0; i < text.len && text.ptr[i] != '='; i++) {
        int value = base64_value(text.ptr[i]);
        if (ts_is_space(text.ptr[i]))
            continue;
        if (value < 0)
            return false;
        bits = bits << 6 | (uint32_t)value;
        n_bits += 6;
        if (n_bits >= 8) {
            n_bits -= 8;
            out[n++] = (char)(bits >> n_bits & 0xFF);
        }
    }
    *bytes = (ts_str){ out, n };
    return true;
}
