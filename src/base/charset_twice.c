/* UTF-8 that was taken for a charset of one byte a character and encoded once more.  Character by
 * character it is turned back into bytes; where all of them are well-formed UTF-8 again, chance is
 * out of the question, since in other texts letters like "é" stand alone between ASCII. */
#include "charset_priv.h"

#include "tearsheet/base/utf8.h"

enum { SEQUENCES_MIN = 2 };

/* Windows-1252 from 0x80 on; 0 where it has nothing.  (WHATWG encoding standard) */
static const uint16_t windows_1252[32] = {
    0x20AC, 0,      0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0,      0x017D, 0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0,      0x017E, 0x0178,
};

/* The byte that was read as `rune`, or -1. */
static int byte_of(uint32_t rune)
{
    if (rune <= 0xFF)
        return (int)rune;
    for (size_t i = 0; i < TS_COUNT(windows_1252); i++)
        if (windows_1252[i] == rune)
            return (int)(0x80 + i);
    return -1;
}

/* Bytes of the sequence that begins with `lead`, 0 if none of several bytes does. */
static size_t sequence_len(int lead)
{
    if (lead >= 0xC2 && lead <= 0xDF)
        return 2;
    if (lead >= 0xE0 && lead <= 0xEF)
        return 3;
    return lead >= 0xF0 && lead <= 0xF4 ? 4 : 0;
}

/* The character at `*pos` of the text before it was encoded again; TS_RUNE_BAD if there is none. */
static uint32_t next_before(ts_str text, size_t *pos)
{
    char bytes[4];
    int lead = byte_of(ts_utf8_next(text, pos));
    size_t len = sequence_len(lead);
    size_t at = 0;

    if (lead >= 0 && lead < 0x80)
        return (uint32_t)lead;
    if (len == 0)
        return TS_RUNE_BAD;
    bytes[0] = (char)lead;
    for (size_t i = 1; i < len; i++) {
        int byte = *pos < text.len ? byte_of(ts_utf8_next(text, pos)) : -1;
        if (byte < 0x80)
            return TS_RUNE_BAD;
        bytes[i] = (char)byte;
    }
    return ts_utf8_next((ts_str){ bytes, len }, &at);
}

static bool is_twice(ts_str text)
{
    size_t n = 0;

    for (size_t pos = 0; (pos += ts_utf8_ascii_run(text, pos)) < text.len;) {
        if (next_before(text, &pos) == TS_RUNE_BAD)
            return false;
        n++;
    }
    return n >= SEQUENCES_MIN;
}

ts_str ts_charset_mend_twice(struct ts_arena *a, ts_str text)
{
    if (!is_twice(text))
        return text;
    char *out = ts_arena_alloc_raw(a, text.len + 1);
    size_t len = 0;

    for (size_t pos = 0; pos < text.len;) {
        int byte = byte_of(ts_utf8_next(text, &pos));
        out[len++] = (char)byte;
    }
    out[len] = '\0';
    return (ts_str){ out, len };
}
