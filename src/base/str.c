#include "tearsheet/base/str.h"

#include <endian.h>
#include <string.h>

ts_str ts_str_of(const char *text)
{
    return text ? (ts_str){ text, strlen(text) } : (ts_str){ 0 };
}

static bool same_nocase(const char *a, const char *b, size_t len)
{
    for (size_t i = 0; i < len; i++)
        if (ts_lower(a[i]) != ts_lower(b[i]))
            return false;
    return true;
}

bool ts_str_eq_nocase(ts_str a, ts_str b)
{
    return a.len == b.len && same_nocase(a.ptr, b.ptr, a.len);
}

bool ts_str_is(ts_str a, const char *text)
{
    return ts_str_eq(a, ts_str_of(text));
}

bool ts_str_is_nocase(ts_str a, const char *text)
{
    return ts_str_eq_nocase(a, ts_str_of(text));
}

int ts_str_cmp(ts_str a, ts_str b)
{
    size_t shorter = a.len < b.len ? a.len : b.len;
    int order = shorter > 0 ? memcmp(a.ptr, b.ptr, shorter) : 0;

    if (order != 0)
        return order;
    return (a.len > b.len) - (a.len < b.len);
}

int ts_str_cmp_text(ts_str a, const char *text)
{
    for (size_t i = 0; i < a.len; i++) {
        unsigned char x = (unsigned char)a.ptr[i], y = (unsigned char)text[i];
        if (x != y || y == '\0')
            return x < y ? -1 : 1;
    }
    return text[a.len] ? -1 : 0;
}

bool ts_str_is_among(ts_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_is(s, words[i]))
            return true;
    return false;
}

bool ts_str_is_among_nocase(ts_str s, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_is_nocase(s, words[i]))
            return true;
    return false;
}

bool ts_str_is_among_sorted(ts_str s, const char *const *words, size_t n)
{
    size_t low = 0, high = n;

    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = ts_str_cmp_text(s, words[mid]);
        if (order == 0)
            return true;
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return false;
}

bool ts_str_starts(ts_str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.len >= n && memcmp(s.ptr, prefix, n) == 0;
}

bool ts_str_starts_nocase(ts_str s, const char *prefix)
{
    size_t n = strlen(prefix);
    return s.len >= n && same_nocase(s.ptr, prefix, n);
}

bool ts_str_ends(ts_str s, const char *suffix)
{
    size_t n = strlen(suffix);
    return s.len >= n && memcmp(s.ptr + s.len - n, suffix, n) == 0;
}

bool ts_str_ends_nocase(ts_str s, const char *suffix)
{
    ts_str want = ts_str_of(suffix);

    return s.len >= want.len && ts_str_eq_nocase(ts_str_skip(s, s.len - want.len), want);
}

size_t ts_str_find(ts_str s, ts_str needle, size_t from)
{
    if (from > s.len || needle.len > s.len - from)
        return TS_NPOS;
    if (needle.len == 0)
        return from;
    /* Most often the first byte is nowhere, which memchr() tells several times sooner. */
    const char *first = memchr(s.ptr + from, needle.ptr[0], s.len - from);
    const char *hit =
        first ? memmem(first, (size_t)(s.ptr + s.len - first), needle.ptr, needle.len) : NULL;
    return hit ? (size_t)(hit - s.ptr) : TS_NPOS;
}

size_t ts_str_find_nocase(ts_str s, ts_str needle, size_t from)
{
    if (from > s.len)
        return TS_NPOS;
    for (size_t i = from; needle.len <= s.len - i; i++)
        if (same_nocase(s.ptr + i, needle.ptr, needle.len))
            return i;
    return TS_NPOS;
}

size_t ts_str_find_char(ts_str s, char c, size_t from)
{
    if (from >= s.len)
        return TS_NPOS;
    const char *hit = memchr(s.ptr + from, c, s.len - from);
    return hit ? (size_t)(hit - s.ptr) : TS_NPOS;
}

bool ts_str_has(ts_str s, const char *needle)
{
    return ts_str_find(s, ts_str_of(needle), 0) != TS_NPOS;
}

bool ts_str_has_nocase(ts_str s, const char *needle)
{
    return ts_str_find_nocase(s, ts_str_of(needle), 0) != TS_NPOS;
}

ts_str ts_str_trim(ts_str s)
{
    while (s.len > 0 && ts_is_space(s.ptr[0]))
        s = ts_str_skip(s, 1);
    while (s.len > 0 && ts_is_space(s.ptr[s.len - 1]))
        s.len--;
    return s;
}

bool ts_str_split(ts_str *rest, char separator, ts_str *piece)
{
    if (rest->len == 0)
        return false;
    size_t at = ts_str_find_char(*rest, separator, 0);
    if (at == TS_NPOS)
        at = rest->len;
    *piece = ts_str_sub(*rest, 0, at);
    *rest = ts_str_skip(*rest, at + 1);
    return true;
}

bool ts_str_word(ts_str *rest, ts_str *word)
{
    size_t start = 0, end;

    while (start < rest->len && ts_is_space(rest->ptr[start]))
        start++;
    for (end = start; end < rest->len && !ts_is_space(rest->ptr[end]);)
        end++;
    if (end == start) {
        *rest = (ts_str){ 0 };
        return false;
    }
    *word = ts_str_sub(*rest, start, end - start);
    *rest = ts_str_skip(*rest, end);
    return true;
}

size_t ts_str_n_words(ts_str s)
{
    ts_str word;
    size_t n = 0;

    while (ts_str_word(&s, &word))
        n++;
    return n;
}

bool ts_str_to_int(ts_str s, int64_t *out)
{
    size_t i = 0;
    int64_t value = 0;
    bool is_negative = s.len > 0 && s.ptr[0] == '-';

    if (s.len > 0 && (s.ptr[0] == '-' || s.ptr[0] == '+'))
        i = 1;
    if (i == s.len)
        return false;
    for (; i < s.len; i++) {
        if (!ts_is_digit(s.ptr[i]) || __builtin_mul_overflow(value, (int64_t)10, &value) ||
            __builtin_add_overflow(value, (int64_t)(s.ptr[i] - '0'), &value))
            return false;
    }
    *out = is_negative ? -value : value;
    return true;
}

/* The finaliser of MurmurHash3 (public domain), since FNV alone leaves the high bits poor. */
static uint64_t mix(uint64_t h)
{
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33);
}

uint64_t ts_hash_bytes(const void *bytes, size_t len, uint64_t seed)
{
    const unsigned char *p = bytes;
    uint64_t h = 0xcbf29ce484222325ULL ^ seed;

    for (size_t i = 0; i < len; i++)
        h = (h ^ p[i]) * 0x100000001b3ULL;
    return mix(h);
}

uint64_t ts_str_hash(ts_str s)
{
    return ts_hash_bytes(s.ptr, s.len, 0);
}

uint64_t ts_hash_text(ts_str s, uint64_t seed)
{
    const uint64_t multiplier = 0xc6a4a7935bd1e995ULL;
    uint64_t h = seed ^ (s.len * multiplier), word;

    for (; s.len >= sizeof word; s.ptr += sizeof word, s.len -= sizeof word) {
        memcpy(&word, s.ptr, sizeof word);
        word = le64toh(word) * multiplier;
        word ^= word >> 47;
        h = (h ^ (word * multiplier)) * multiplier;
    }
    return ts_hash_bytes(s.ptr, s.len, h);
}
