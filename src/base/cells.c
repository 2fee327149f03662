/* Widths on a terminal.  A grapheme cluster (UAX 29) takes the cells of its code points one behind
 * the other, as terminals lay out spacing vowel signs (for a terminal that joins them a blank is
 * left over, while in one cell less they would be cut off); but what is joined to one picture
 * (joined emoji, skin tones, the halves of a flag) takes two, and so does what an emoji
 * presentation selector makes a picture. */
#include "tearsheet/base/utf8.h"

#include <utf8proc.h>

enum { SOFT_HYPHEN = 0xAD, ZERO_WIDTH_JOINER = 0x200D, EMOJI_PRESENTATION = 0xFE0F };

int ts_rune_cols(uint32_t rune)
{
    if (rune >= 0x20 && rune < 0x7F)
        return 1;
    if (rune == SOFT_HYPHEN)
        return 0;
    if (utf8proc_category((utf8proc_int32_t)rune) == UTF8PROC_CATEGORY_MC)
        return 1;
    return utf8proc_charwidth((utf8proc_int32_t)rune);
}

static bool is_flag_half(uint32_t rune)
{
    return rune >= 0x1F1E6 && rune <= 0x1F1FF;
}

static bool is_skin_tone(uint32_t rune)
{
    return rune >= 0x1F3FB && rune <= 0x1F3FF;
}

/* True for what an emoji presentation selector makes a picture: letters it leaves alone. */
static bool can_be_picture(uint32_t rune)
{
    if (rune < 0x80) /* of keycaps */
        return ts_is_digit((char)rune) || rune == '#' || rune == '*';
    return utf8proc_get_property((utf8proc_int32_t)rune)->boundclass ==
           UTF8PROC_BOUNDCLASS_EXTENDED_PICTOGRAPHIC;
}

/* The width of a cluster of `cols` once `next` is behind its last code point `rune`. */
static int joined_cols(int cols, uint32_t rune, uint32_t next)
{
    int width = ts_rune_cols(next);

    if (is_flag_half(next) || (next == EMOJI_PRESENTATION && can_be_picture(rune)))
        return 2;
    if (rune == ZERO_WIDTH_JOINER || is_skin_tone(next))
        return width > cols ? width : cols;
    return cols + width;
}

size_t ts_utf8_cluster(ts_str s, size_t pos, int *cols)
{
    size_t start = pos, end;
    utf8proc_int32_t state = 0;

    *cols = 0;
    if (pos >= s.len)
        return 0;
    uint32_t rune = ts_utf8_next(s, &pos);
    *cols = ts_rune_cols(rune);
    for (end = pos; pos < s.len; end = pos) {
        uint32_t next = ts_utf8_next(s, &pos);
        if (utf8proc_grapheme_break_stateful((utf8proc_int32_t)rune, (utf8proc_int32_t)next,
                                             &state))
            break;
        *cols = joined_cols(*cols, rune, next);
        rune = next;
    }
    return end - start;
}

int ts_utf8_cols(ts_str s)
{
    int total = 0, cols;

    for (size_t pos = 0, n; (n = ts_utf8_cluster(s, pos, &cols)) > 0; pos += n)
        total += cols;
    return total;
}

ts_str ts_utf8_fit(ts_str s, int cols)
{
    size_t pos = 0, n;
    int width;

    while ((n = ts_utf8_cluster(s, pos, &width)) > 0 && width <= cols) {
        cols -= width;
        pos += n;
    }
    return ts_str_sub(s, 0, pos);
}

ts_str ts_utf8_ellipsis(struct ts_arena *a, ts_str s, int cols, bool ascii)
{
    ts_str dots = ascii ? TS_STR("...") : TS_STR("…");
    int dots_cols = ascii ? 3 : 1;

    if (ts_utf8_fit(s, cols).len == s.len)
        return s;
    if (cols < dots_cols)
        return ts_utf8_fit(s, cols);
    return ts_arena_concat(a, ts_utf8_fit(s, cols - dots_cols), dots);
}
