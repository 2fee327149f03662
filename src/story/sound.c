/* The idea: translations of news keep names, and writers of other scripts keep their consonants,
 * by and large.  Letters of all scripts map to a few classes of consonants; vowels and h go, and a
 * class that repeats counts once. */
#include "sound_priv.h"

#include "tearsheet/base/err.h"
#include "tearsheet/base/utf8.h"

enum {
    SOUND_MIN = 3, /* consonants: fewer are shared by chance */
    SOUND_MAX = 24,
};

/* What each of a to z becomes; '.' is silent. */
static const char latin[26] = { '.', 'p', 'k', 't', '.', 'f', 'k', '.', '.', 's', 'k', 'r', 'm',
                                'n', '.', 'p', 'k', 'r', 's', 't', '.', 'f', 'f', 'k', '.', 's' };

/* а to я.  г is silent: it writes an h as often as a g. */
static const char cyrillic[32] = { '.', 'p', 'f', '.', 't', '.', 's', 's', '.', '.', 'k',
                                   'r', 'm', 'n', '.', 'p', 'r', 's', 't', '.', 'f', 'k',
                                   's', 's', 's', 's', '.', '.', '.', '.', '.', '.' };

/* Rows of katakana, from the first to the last code point. */
static const struct {
    uint16_t first, last;
    char sound;
} kana[] = {
    { 0x30AB, 0x30B4, 'k' }, { 0x30B5, 0x30BE, 's' }, { 0x30BF, 0x30C2, 't' },
    { 0x30C4, 0x30C9, 't' }, { 0x30CA, 0x30CE, 'n' }, { 0x30D0, 0x30D1, 'p' },
    { 0x30D3, 0x30D4, 'p' }, { 0x30D5, 0x30D5, 'f' }, { 0x30D6, 0x30D7, 'p' },
    { 0x30D9, 0x30DA, 'p' }, { 0x30DC, 0x30DD, 'p' }, { 0x30DE, 0x30E2, 'm' },
    { 0x30E9, 0x30ED, 'r' }, { 0x30EF, 0x30EF, 'f' }, { 0x30F3, 0x30F3, 'n' },
    { 0x30F4, 0x30F4, 'f' },
};

static bool is_vowel(uint32_t rune)
{
    static const uint32_t vowels[] = { 'a',   'e',   'i',   'o',   'u',   'y',
                                       0x430, 0x435, 0x438, 0x43E, 0x443, 0x44B,
                                       0x44D, 0x44E, 0x44F, 0x454, 0x456, 0x457 };

    for (size_t i = 0; i < TS_COUNT(vowels); i++)
        if (rune == vowels[i])
            return true;
    return false;
}

static char sound_of_rune(uint32_t rune)
{
    if (rune >= 'a' && rune <= 'z')
        return latin[rune - 'a'];
    if (rune >= 0x430 && rune <= 0x44F)
        return cyrillic[rune - 0x430];
    if (rune == 0x491)
        return 'k';
    if (rune == 0x142) /* ł has no mark to lose */
        return 'r';
    for (size_t i = 0; i < TS_COUNT(kana); i++)
        if (rune >= kana[i].first && rune <= kana[i].last)
            return kana[i].sound;
    return '.';
}

/* c is s before e, i and y. */
static bool is_soft(uint32_t rune)
{
    return rune == 'e' || rune == 'i' || rune == 'y';
}

/* What `rune` becomes between `before` and `next`. */
static char sound_between(uint32_t before, uint32_t rune, uint32_t next)
{
    bool is_r = rune == 'r' || rune == 0x440;

    if (rune == 'c' && is_soft(next))
        return 's';
    if (rune == 'g' && before == 'd' && (is_soft(next) || next == 0)) /* bridge; stems lose the e */
        return 's';
    if (rune == 'd' && next == 'g')
        return '.';
    if (is_r && !is_vowel(next) && next != rune) /* Japanese does not write it */
        return '.';
    return sound_of_rune(rune);
}

uint32_t sound_of(ts_str word)
{
    char sounds[SOUND_MAX];
    size_t n = 0, pos = 0;
    uint32_t before = 0;

    while (pos < word.len && n < sizeof sounds) {
        uint32_t rune = ts_utf8_next(word, &pos);
        size_t after = pos;
        char s = sound_between(before, rune, after < word.len ? ts_utf8_next(word, &after) : 0);
        before = rune;
        if (s != '.' && (n == 0 || sounds[n - 1] != s))
            sounds[n++] = s;
    }
    if (n < SOUND_MIN)
        return 0;
    uint64_t h = ts_hash_bytes(sounds, n, 1);
    return (uint32_t)(h ^ (h >> 32));
}
