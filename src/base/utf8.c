#include "tearsheet/base/utf8.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

uint32_t ts_utf8_next_wide(ts_str s, size_t *pos)
{
    utf8proc_int32_t rune;
    utf8proc_ssize_t n;
    const unsigned char *p = (const unsigned char *)s.ptr + *pos;

    n = utf8proc_iterate(p, (utf8proc_ssize_t)(s.len - *pos), &rune);
    if (n <= 0) {
        (*pos)++;
        return TS_RUNE_BAD;
    }
    *pos += (size_t)n;
    return (uint32_t)rune;
}

size_t ts_utf8_encode(uint32_t rune, char out[4])
{
    if (rune < 0x80) {
        out[0] = (char)rune;
        return 1;
    }
    if (!utf8proc_codepoint_valid((utf8proc_int32_t)rune))
        rune = TS_RUNE_BAD;
    return (size_t)utf8proc_encode_char((utf8proc_int32_t)rune, (utf8proc_uint8_t *)out);
}

ts_str ts_utf8_start(ts_str s, size_t max)
{
    if (s.len <= max)
        return s;
    while (max > 0 && ((unsigned char)s.ptr[max] & 0xC0) == 0x80)
        max--;
    return ts_str_sub(s, 0, max);
}

uint32_t ts_utf8_last(ts_str s)
{
    size_t at = s.len > 0 ? s.len - 1 : 0;

    while (at > 0 && ((unsigned char)s.ptr[at] & 0xC0) == 0x80)
        at--;
    return s.len > 0 ? ts_utf8_next(s, &at) : 0;
}

void ts_utf8_put(struct ts_buf *b, uint32_t rune)
{
    char bytes[4];
    ts_buf_put(b, (ts_str){ bytes, ts_utf8_encode(rune, bytes) });
}

/* Eight at a time. */
size_t ts_utf8_ascii_run(ts_str s, size_t pos)
{
    size_t start = pos;
    uint64_t words[4];

    while (s.len - pos >= sizeof words) {
        memcpy(words, s.ptr + pos, sizeof words);
        if ((words[0] | words[1] | words[2] | words[3]) & 0x8080808080808080ULL)
            break;
        pos += sizeof words;
    }
    while (pos < s.len && (unsigned char)s.ptr[pos] < 0x80)
        pos++;
    return pos - start;
}

/* Offset of the first broken byte, or s.len. */
static size_t valid_prefix(ts_str s)
{
    size_t pos = 0;

    while ((pos += ts_utf8_ascii_run(s, pos)) < s.len) {
        utf8proc_int32_t rune;
        utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)s.ptr + pos,
                                              (utf8proc_ssize_t)(s.len - pos), &rune);
        if (n <= 0)
            break;
        pos += (size_t)n;
    }
    return pos;
}

bool ts_utf8_is_valid(ts_str s)
{
    return valid_prefix(s) == s.len;
}

ts_str ts_utf8_repair(struct ts_arena *a, ts_str s)
{
    struct ts_buf out = { 0 };
    size_t good = valid_prefix(s);

    if (good == s.len)
        return s;
    while (s.len > 0) {
        ts_buf_put(&out, ts_str_sub(s, 0, good));
        if (good < s.len)
            ts_utf8_put(&out, TS_RUNE_BAD);
        s = ts_str_skip(s, good + 1);
        good = valid_prefix(s);
    }
    ts_str repaired = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return repaired;
}

bool ts_rune_is_letter_wide(uint32_t rune)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)rune);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool ts_rune_is_digit(uint32_t rune)
{
    if (rune < 0x80)
        return ts_is_digit((char)rune);
    return utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_ND;
}

bool ts_rune_is_word_wide(uint32_t rune)
{
    utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)rune);
    return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_NO;
}

bool ts_rune_is_upper(uint32_t rune)
{
    if (rune < 0x80)
        return rune >= 'A' && rune <= 'Z';
    return utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_LU;
}

bool ts_rune_is_space(uint32_t rune)
{
    if (rune < 0x80)
        return ts_is_space((char)rune);
    return rune == 0x85 || rune == 0xA0 || rune == 0x1680 || (rune >= 0x2000 && rune <= 0x200B) ||
           rune == 0x2028 || rune == 0x2029 || rune == 0x202F || rune == 0x205F || rune == 0x3000 ||
           rune == 0xFEFF;
}

bool ts_rune_is_cjk(uint32_t rune)
{
    static const struct {
        uint32_t first, last;
    } ranges[] = {
        { 0x1100, 0x11FF },   /* Hangul Jamo */
        { 0x3040, 0x30FF },   /* Hiragana, Katakana */
        { 0x31F0, 0x31FF },   /* Katakana extensions */
        { 0x3400, 0x4DBF },   /* Han, extension A */
        { 0x4E00, 0x9FFF },   /* Han */
        { 0xAC00, 0xD7A3 },   /* Hangul syllables */
        { 0xF900, 0xFAFF },   /* Han, compatibility */
        { 0xFF66, 0xFF9F },   /* half-width Katakana */
        { 0x20000, 0x3FFFF }, /* Han, further extensions */
    };
    if (rune < ranges[0].first)
        return false;
    for (size_t i = 0; i < TS_COUNT(ranges); i++)
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return true;
    return false;
}

uint32_t ts_rune_lower_wide(uint32_t rune)
{
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
}

ts_str ts_utf8_lower(struct ts_arena *a, ts_str s)
{
    struct ts_buf out = { 0 };

    for (size_t pos = 0; pos < s.len;)
        ts_utf8_put(&out, ts_rune_lower(ts_utf8_next(s, &pos)));
    ts_str lower = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return lower;
}

ts_str ts_utf8_fold(struct ts_arena *a, ts_str s)
{
    utf8proc_uint8_t *folded = NULL;
    ts_str valid = ts_utf8_repair(a, s);
    utf8proc_ssize_t len =
        utf8proc_map((const utf8proc_uint8_t *)valid.ptr, (utf8proc_ssize_t)valid.len, &folded,
                     UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_STRIPMARK | UTF8PROC_CASEFOLD);

    if (len < 0)
        return ts_utf8_lower(a, s);
    ts_str copy = ts_arena_str(a, (ts_str){ (const char *)folded, (size_t)len });
    free(folded);
    return copy;
}

static bool is_control(uint32_t rune)
{
    return rune < 0x20 || (rune >= 0x7F && rune < 0xA0);
}

ts_str ts_utf8_squeeze(struct ts_arena *a, ts_str s)
{
    struct ts_buf out = { 0 };
    bool is_gap = false;

    for (size_t pos = 0; pos < s.len;) {
        uint32_t rune = ts_utf8_next(s, &pos);
        if (ts_rune_is_space(rune)) {
            is_gap = out.len > 0;
        } else if (!is_control(rune)) {
            if (is_gap)
                ts_buf_putc(&out, ' ');
            ts_utf8_put(&out, rune);
            is_gap = false;
        }
    }
    ts_str squeezed = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return squeezed;
}

/* Invisible characters that can reorder or disguise a text on a terminal (UTS 36, "Bidirectional
 * text spoofing"); ZWNJ and ZWJ are left, scripts and emoji need them. */
static bool is_disguise(uint32_t rune)
{
    return rune == 0xAD || rune == 0x061C || rune == 0x180E || rune == 0x200B || rune == 0x200E ||
           rune == 0x200F || (rune >= 0x2028 && rune <= 0x202E) ||
           (rune >= 0x2060 && rune <= 0x206F) || rune == 0xFEFF ||
           (rune >= 0xFFF9 && rune <= 0xFFFB) || (rune >= 0xE0000 && rune <= 0xE007F);
}

bool ts_rune_is_unsafe(uint32_t rune)
{
    return is_control(rune) || is_disguise(rune);
}

static bool is_unsafe(uint32_t rune, bool keep_lines)
{
    bool is_kept = keep_lines && (rune == '\n' || rune == '\t');
    return !is_kept && ts_rune_is_unsafe(rune);
}

/* Offset of the first character that has to go, or s.len. */
static size_t safe_prefix(ts_str s, bool keep_lines)
{
    size_t pos = 0;

    while (pos < s.len) {
        size_t at = pos;
        uint32_t rune = ts_utf8_next(s, &pos);
        bool is_broken = rune == TS_RUNE_BAD && pos == at + 1;
        if (is_broken || is_unsafe(rune, keep_lines))
            return at;
    }
    return s.len;
}

ts_str ts_utf8_safe(struct ts_arena *a, ts_str s, bool keep_lines)
{
    struct ts_buf out = { 0 };
    size_t pos = safe_prefix(s, keep_lines);

    if (pos == s.len)
        return s;
    ts_buf_put(&out, ts_str_sub(s, 0, pos));
    while (pos < s.len) {
        uint32_t rune = ts_utf8_next(s, &pos);
        if (rune == '\n' || rune == '\t' || rune == '\r')
            ts_buf_putc(&out, keep_lines && rune != '\r' ? (char)rune : ' ');
        else if (!is_unsafe(rune, keep_lines))
            ts_utf8_put(&out, rune);
    }
    ts_str safe = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return safe;
}

size_t ts_utf8_count_words(ts_str s)
{
    size_t words = 0, cjk = 0;
    bool in_word = false;

    for (size_t pos = 0; pos < s.len;) {
        uint32_t rune = ts_utf8_next(s, &pos);
        bool is_cjk = ts_rune_is_cjk(rune);
        bool is_word = !is_cjk && ts_rune_is_word(rune);
        cjk += is_cjk;
        words += is_word && !in_word;
        in_word = is_word || (in_word && (rune == '\'' || rune == 0x2019));
    }
    return words + (cjk + 1) / 2;
}
