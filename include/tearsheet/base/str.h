/* str.h - slices of text.
 *
 * A ts_str is a borrowed pointer and a length in bytes, without a NUL at the end.  All-zero is the
 * empty string.  Inside the program text is valid UTF-8 (base/charset sees to that at every door);
 * the functions here work on bytes and treat only ASCII letters as having case.  Those that all the
 * program calls for every few bytes are defined here. */
#ifndef TEARSHEET_BASE_STR_H
#define TEARSHEET_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

typedef struct ts_str {
    const char *ptr;
    size_t len;
} ts_str;

/* A slice of a string literal; usable in expressions, not as a constant initialiser. */
#define TS_STR(literal) ((ts_str){ (literal), sizeof(literal) - 1 })
/* printf("%.*s", TS_FMT(s)) */
#define TS_FMT(s) (int)(s).len, (s).ptr

/* A slice of a NUL-terminated string; NULL gives the empty slice. */
ts_str ts_str_of(const char *text);

/* The same bytes.  Here and below, `nocase` takes ASCII letters alone for the same in both cases.
 */
static inline bool ts_str_eq(ts_str a, ts_str b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.ptr, b.ptr, a.len) == 0);
}
bool ts_str_eq_nocase(ts_str a, ts_str b);
/* Comparison to a literal or NUL-terminated string, for short conditions. */
bool ts_str_is(ts_str a, const char *text);
bool ts_str_is_nocase(ts_str a, const char *text);
/* Bytes compared as unsigned; like strcmp. */
int ts_str_cmp(ts_str a, ts_str b);
/* The same as ts_str_cmp(a, ts_str_of(text)), sooner done: for looking a word up in a table. */
int ts_str_cmp_text(ts_str a, const char *text);

/* True if `s` is one of `n` words; the last of these is for many, in the order of their bytes. */
bool ts_str_is_among(ts_str s, const char *const *words, size_t n);
bool ts_str_is_among_nocase(ts_str s, const char *const *words, size_t n);
bool ts_str_is_among_sorted(ts_str s, const char *const *words, size_t n);

/* Whether `s` begins or ends with a NUL-terminated string; every text does with an empty one. */
bool ts_str_starts(ts_str s, const char *prefix);
bool ts_str_starts_nocase(ts_str s, const char *prefix);
bool ts_str_ends(ts_str s, const char *suffix);
bool ts_str_ends_nocase(ts_str s, const char *suffix);

#define TS_NPOS ((size_t)-1)
/* Byte offset of the first occurrence at or after `from`, or TS_NPOS. */
size_t ts_str_find(ts_str s, ts_str needle, size_t from);
size_t ts_str_find_nocase(ts_str s, ts_str needle, size_t from);
size_t ts_str_find_char(ts_str s, char c, size_t from);
bool ts_str_has(ts_str s, const char *needle);
bool ts_str_has_nocase(ts_str s, const char *needle);

/* The part from `start` on, at most `len` bytes; both are clamped to the string. */
static inline ts_str ts_str_sub(ts_str s, size_t start, size_t len)
{
    if (start >= s.len)
        return (ts_str){ s.ptr ? s.ptr + s.len : NULL, 0 };
    return (ts_str){ s.ptr + start, len < s.len - start ? len : s.len - start };
}
static inline ts_str ts_str_skip(ts_str s, size_t start)
{
    return ts_str_sub(s, start, s.len);
}
/* Without ASCII white space at both ends. */
ts_str ts_str_trim(ts_str s);

/* Cuts the next piece up to `separator` off the front of `*rest` into `*piece`.  False when `*rest`
 * is used up; "a,,b" gives three pieces, "" none, and a last empty piece is left out ("a," gives
 * one). */
bool ts_str_split(ts_str *rest, char separator, ts_str *piece);
/* The same for pieces separated by runs of ASCII white space; pieces are never empty. */
bool ts_str_word(ts_str *rest, ts_str *word);
/* How many of these pieces there are; ts_utf8_count_words() is for what people read. */
size_t ts_str_n_words(ts_str s);

/* A whole decimal number with optional sign and nothing else around it. */
bool ts_str_to_int(ts_str s, int64_t *out);

/* 64-bit hash (FNV-1a with a final mix), the same on every machine and run, so it may be stored. */
uint64_t ts_str_hash(ts_str s);
uint64_t ts_hash_bytes(const void *bytes, size_t len, uint64_t seed);
/* Eight bytes at a time (the loop of MurmurHash64A, public domain): for long texts, or many.
 * Another value than the above, the same on every machine as well. */
uint64_t ts_hash_text(ts_str s, uint64_t seed);

/* Of ASCII alone, whatever the locale. */
static inline bool ts_is_space(char c)
{
    return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline bool ts_is_digit(char c)
{
    return c >= '0' && c <= '9';
}
static inline bool ts_is_alpha(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
static inline char ts_lower(char c)
{
    return (c >= 'A' && c <= 'Z') ? (char)(c + 32) : c;
}

#endif
