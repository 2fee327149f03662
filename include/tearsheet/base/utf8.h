/* utf8.h - code points, letters, widths; the door to utf8proc.
 *
 * Bytes are not columns: only this module knows widths.  Text given to these functions may be
 * broken UTF-8; a broken byte counts as one U+FFFD.  What is asked of every character of a text is
 * answered here for ASCII, which most of it is. */
#ifndef TEARSHEET_BASE_UTF8_H
#define TEARSHEET_BASE_UTF8_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/buf.h"

#define TS_RUNE_BAD 0xFFFDu

/* What the functions below do beyond ASCII. */
uint32_t ts_utf8_next_wide(ts_str s, size_t *pos);
bool ts_rune_is_word_wide(uint32_t rune);
bool ts_rune_is_letter_wide(uint32_t rune);
uint32_t ts_rune_lower_wide(uint32_t rune);

/* Decodes the code point at `*pos` and moves past it.  `*pos` must be below s.len. */
static inline uint32_t ts_utf8_next(ts_str s, size_t *pos)
{
    unsigned char c = (unsigned char)s.ptr[*pos];

    if (c >= 0x80)
        return ts_utf8_next_wide(s, pos);
    (*pos)++;
    return c;
}
/* The first code point; 0 when there is none. */
static inline uint32_t ts_utf8_first(ts_str s)
{
    size_t pos = 0;
    return s.len > 0 ? ts_utf8_next(s, &pos) : 0;
}
/* The characters that are whole in the first `max` bytes. */
ts_str ts_utf8_start(ts_str s, size_t max);
/* The last code point; 0 when there is none. */
uint32_t ts_utf8_last(ts_str s);
/* Appends the code point; what is no scalar value is written as U+FFFD. */
void ts_utf8_put(struct ts_buf *b, uint32_t rune);
/* Writes up to 4 bytes to `out` and returns how many. */
size_t ts_utf8_encode(uint32_t rune, char out[4]);

/* How many bytes from `pos` on (s.len at most) are plain ASCII, as most text is: for passing over
 * them fast. */
size_t ts_utf8_ascii_run(ts_str s, size_t pos);

/* True without surrogates, longer forms than needed, and code points beyond U+10FFFF. */
bool ts_utf8_is_valid(ts_str s);
/* `s` itself if it is valid, otherwise a copy with U+FFFD for each broken byte. */
ts_str ts_utf8_repair(struct ts_arena *a, ts_str s);

/* Letters and digits of any script, as \w of a Unicode regular expression has them (with marks,
 * without the underscore). */
static inline bool ts_rune_is_word(uint32_t rune)
{
    return rune < 0x80 ? ts_is_alpha((char)rune) || ts_is_digit((char)rune)
                       : ts_rune_is_word_wide(rune);
}
static inline bool ts_rune_is_letter(uint32_t rune)
{
    return rune < 0x80 ? ts_is_alpha((char)rune) : ts_rune_is_letter_wide(rune);
}
bool ts_rune_is_digit(uint32_t rune);
bool ts_rune_is_upper(uint32_t rune);
bool ts_rune_is_space(uint32_t rune); /* Unicode white space, no-break spaces and U+200B too */
/* Han, Hiragana, Katakana, Hangul: scripts whose words are not parted by spaces (Hangul is counted
 * here since it is compared by n-grams). */
bool ts_rune_is_cjk(uint32_t rune);
static inline uint32_t ts_rune_lower(uint32_t rune)
{
    return rune < 0x80 ? (uint32_t)ts_lower((char)rune) : ts_rune_lower_wide(rune);
}

/* Simple lower case of the whole string. */
ts_str ts_utf8_lower(struct ts_arena *a, ts_str s);
/* Lower case, NFKD without marks, for comparisons and completion ("Élan" -> "elan"). */
ts_str ts_utf8_fold(struct ts_arena *a, ts_str s);

/* Collapses runs of white space to one space and trims; control characters are dropped. */
ts_str ts_utf8_squeeze(struct ts_arena *a, ts_str s);

/* True for C0 and C1 controls, DEL, bidi overrides and isolates, zero-width and other invisible
 * format characters that can disguise text; ZWJ, ZWNJ and variation selectors are fine. */
bool ts_rune_is_unsafe(uint32_t rune);
/* What may go to a terminal or a pipe: without the characters that are unsafe (tab and newline stay
 * when `keep_lines`, and become spaces otherwise), U+FFFD for broken bytes.  `s` itself if nothing
 * had to go. */
ts_str ts_utf8_safe(struct ts_arena *a, ts_str s, bool keep_lines);

/* Words for reading time and completeness: runs of word characters; CJK counts two characters as
 * one word. */
size_t ts_utf8_count_words(ts_str s);

/* Width of a code point alone: 0 for marks and what is invisible. */
int ts_rune_cols(uint32_t rune);
/* The next grapheme cluster at `pos`: its length in bytes (0 at the end) and its width in cells: 0,
 * 1 or 2, and more where a letter has several spacing signs. */
size_t ts_utf8_cluster(ts_str s, size_t pos, int *cols);
/* Width in cells of the whole string. */
int ts_utf8_cols(ts_str s);
/* The longest prefix that is at most `cols` cells wide, in whole clusters. */
ts_str ts_utf8_fit(ts_str s, int cols);
/* The same, with "…" (or "..." when `ascii`) at the end if something was cut off. */
ts_str ts_utf8_ellipsis(struct ts_arena *a, ts_str s, int cols, bool ascii);

#endif
