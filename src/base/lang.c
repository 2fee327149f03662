/* The idea: the script decides what it can (Japanese, Chinese, Korean, Hebrew, Arabic, Greek).
 * Within Latin and Cyrillic each frequent word votes for the languages that have it, less the more
 * they are, and so does each letter that few languages write. */
#include "tearsheet/base/lang.h"

#include <string.h>

#include "tearsheet/base/utf8.h"

enum {
    SAMPLE_BYTES = 16384, /* what a guess reads at most */
    WORD_BYTES = 24,      /* no frequent word is longer */
    LETTER_VOTE = 4, /* a telling letter counts a quarter of a word that only one language has */
};

enum {
    L_EN,
    L_DE,
    L_FR,
    L_ES,
    L_IT,
    L_NL,
    L_PT,
    L_PL,
    L_UK,
    L_RU,
    L_CS,
    L_SV,
    L_DA,
    L_NO,
    L_FI,
    L_HU,
    L_RO,
    L_TR,
    L_BG,
    L_SK,
    L_HR,
    N_LANGS
};

/* clang-format off */
enum {
    EN = 1 << L_EN, DE = 1 << L_DE, FR = 1 << L_FR, ES = 1 << L_ES, IT = 1 << L_IT, NL = 1 << L_NL,
    PT = 1 << L_PT, PL = 1 << L_PL, UK = 1 << L_UK, RU = 1 << L_RU, CS = 1 << L_CS, SV = 1 << L_SV,
    DA = 1 << L_DA, NO = 1 << L_NO, FI = 1 << L_FI, HU = 1 << L_HU, RO = 1 << L_RO, TR = 1 << L_TR,
    BG = 1 << L_BG, SK = 1 << L_SK, HR = 1 << L_HR,
};
static const char lang_codes[N_LANGS][3] = {
    "en", "de", "fr", "es", "it", "nl", "pt", "pl", "uk", "ru", "cs",
    "sv", "da", "no", "fi", "hu", "ro", "tr", "bg", "sk", "hr",
};
/* clang-format on */

static const struct {
    const char *word;
    uint32_t langs;
} words[] = {
#include "lang_words.inc"
};

/* Letters that only some of the languages write, by code point. */
static const struct {
    uint32_t rune;
    uint32_t langs;
} letters[] = {
    { 0x00DF, DE },                /* ß */
    { 0x00E3, PT },                /* ã */
    { 0x00E4, DE | SV | FI | SK }, /* ä */
    { 0x00E5, SV | DA | NO },      /* å */
    { 0x00E6, DA | NO },           /* æ */
    { 0x00E7, FR | PT | TR },      /* ç */
    { 0x00E8, FR | IT },           /* è */
    { 0x00EA, FR | PT },           /* ê */
    { 0x00F1, ES },                /* ñ */
    { 0x00F5, PT },                /* õ */
    { 0x00F8, DA | NO },           /* ø */
    { 0x0103, RO },                /* ă */
    { 0x0105, PL },                /* ą */
    { 0x0107, PL | HR },           /* ć */
    { 0x010D, CS | SK | HR },      /* č */
    { 0x0111, HR },                /* đ */
    { 0x0119, PL },                /* ę */
    { 0x011B, CS },                /* ě */
    { 0x011F, TR },                /* ğ */
    { 0x0131, TR },                /* ı */
    { 0x013E, SK },                /* ľ */
    { 0x0142, PL },                /* ł */
    { 0x0151, HU },                /* ő */
    { 0x0153, FR },                /* œ */
    { 0x0159, CS },                /* ř */
    { 0x015F, TR | RO },           /* ş */
    { 0x0161, CS | SK | HR },      /* š */
    { 0x016F, CS },                /* ů */
    { 0x0171, HU },                /* ű */
    { 0x017C, PL },                /* ż */
    { 0x017E, CS | SK | HR },      /* ž */
    { 0x0219, RO },                /* ș */
    { 0x021B, RO },                /* ț */
    { 0x044A, BG },                /* ъ, rare in Russian */
    { 0x044B, RU },                /* ы */
    { 0x044D, RU },                /* э */
    { 0x0451, RU },                /* ё */
    { 0x0454, UK },                /* є */
    { 0x0456, UK },                /* і */
    { 0x0457, UK },                /* ї */
    { 0x0491, UK },                /* ґ */
};

enum script { LATIN, CYRILLIC, HAN, KANA, HANGUL, GREEK, HEBREW, ARABIC, OTHER, N_SCRIPTS };

static const struct {
    uint32_t first, last;
    enum script script;
} ranges[] = {
    { 'A', 'z', LATIN },          { 0x00C0, 0x024F, LATIN },  { 0x0370, 0x03FF, GREEK },
    { 0x0400, 0x052F, CYRILLIC }, { 0x0590, 0x05FF, HEBREW }, { 0x0600, 0x06FF, ARABIC },
    { 0x0750, 0x077F, ARABIC },   { 0x1100, 0x11FF, HANGUL }, { 0x1E00, 0x1EFF, LATIN },
    { 0x1F00, 0x1FFF, GREEK },    { 0x3040, 0x30FF, KANA },   { 0x3400, 0x9FFF, HAN },
    { 0xAC00, 0xD7AF, HANGUL },   { 0xFB50, 0xFEFC, ARABIC }, { 0x20000, 0x3FFFF, HAN },
};

struct tally {
    size_t scripts[N_SCRIPTS];
    float votes[N_LANGS];
    size_t n_letters;
};

static enum script script_of(uint32_t rune)
{
    for (size_t i = 0; i < TS_COUNT(ranges); i++)
        if (rune >= ranges[i].first && rune <= ranges[i].last)
            return ranges[i].script;
    return OTHER;
}

/* Where the words with each first byte begin. */
struct shelf {
    uint16_t first[257];
};

static void put_up(struct shelf *shelf)
{
    size_t i = 0;

    for (unsigned byte = 0; byte <= 256; byte++) {
        while (i < TS_COUNT(words) && (unsigned char)words[i].word[0] < byte)
            i++;
        shelf->first[byte] = (uint16_t)i;
    }
}

/* Of the words from place `low` on and before `high`. */
static uint32_t langs_among(size_t low, size_t high, ts_str word)
{
    while (low < high) {
        size_t mid = low + (high - low) / 2;
        int order = ts_str_cmp_text(word, words[mid].word);
        if (order == 0)
            return words[mid].langs;
        if (order < 0)
            high = mid;
        else
            low = mid + 1;
    }
    return 0;
}

static uint32_t langs_of_letter(uint32_t rune)
{
    for (size_t i = 0; i < TS_COUNT(letters); i++)
        if (letters[i].rune == rune)
            return letters[i].langs;
    return 0;
}

static void vote(struct tally *t, uint32_t langs, float weight)
{
    if (langs == 0)
        return;
    weight /= (float)__builtin_popcount(langs);
    for (; langs; langs &= langs - 1)
        t->votes[__builtin_ctz(langs)] += weight;
}

static void count_letter(struct tally *t, uint32_t rune)
{
    t->n_letters++;
    if (rune < 0x80) {
        t->scripts[LATIN]++;
        return;
    }
    t->scripts[script_of(rune)]++;
    vote(t, langs_of_letter(rune), 1.0F / LETTER_VOTE);
}

/* The word that is being read; what is longer than all frequent ones is cut. */
struct word {
    char bytes[WORD_BYTES];
    size_t len;
};

static void add_letter(struct word *word, uint32_t rune)
{
    if (word->len + 4 > sizeof word->bytes)
        word->len = sizeof word->bytes;
    else if (rune < 0x80)
        word->bytes[word->len++] = (char)rune;
    else
        word->len += ts_utf8_encode(rune, word->bytes + word->len);
}

static void end_word(struct tally *t, const struct shelf *shelf, struct word *word)
{
    const uint16_t *first = &shelf->first[(unsigned char)word->bytes[0]];

    if (word->len > 0 && word->len < sizeof word->bytes)
        vote(t, langs_among(first[0], first[1], (ts_str){ word->bytes, word->len }), 1.0F);
    word->len = 0;
}

static void count_text(struct tally *t, ts_str text)
{
    struct shelf shelf;
    struct word word = { 0 };
    size_t pos = 0;

    put_up(&shelf);
    while (pos < text.len) {
        uint32_t rune = ts_rune_lower(ts_utf8_next(text, &pos));
        if (ts_rune_is_letter(rune)) {
            count_letter(t, rune);
            add_letter(&word, rune);
        } else {
            end_word(t, &shelf, &word);
        }
    }
    end_word(t, &shelf, &word);
}

/* The language with most votes among `langs`, or empty if nobody voted. */
static ts_str winner(const struct tally *t, uint32_t langs)
{
    int best = -1;

    for (int i = 0; i < N_LANGS; i++)
        if ((langs & (1u << i)) && t->votes[i] > (best < 0 ? 0 : t->votes[best]))
            best = i;
    return best < 0 ? (ts_str){ 0 } : ts_str_of(lang_codes[best]);
}

static ts_str of_script(const struct tally *t, enum script script)
{
    static const uint32_t cyrillic = UK | RU | BG;

    switch (script) {
    case LATIN:
        return winner(t, ~cyrillic);
    case CYRILLIC:
        return winner(t, cyrillic);
    case HAN:
        /* Japanese mixes kana into Han; a few kana in a Chinese text are a quoted name. */
        return t->scripts[KANA] * 6 > t->scripts[HAN] ? TS_STR("ja") : TS_STR("zh");
    case KANA:
        return TS_STR("ja");
    case HANGUL:
        return TS_STR("ko");
    case GREEK:
        return TS_STR("el");
    case HEBREW:
        return TS_STR("he");
    case ARABIC:
        return TS_STR("ar");
    default:
        return (ts_str){ 0 };
    }
}

ts_str ts_lang_guess(ts_str text)
{
    struct tally t = { 0 };
    int best = OTHER;

    count_text(&t, ts_str_sub(text, 0, SAMPLE_BYTES));
    /* A character of Han, kana or Hangul says as much as two letters of an alphabet. */
    for (int s = HAN; s <= HANGUL; s++)
        t.scripts[s] *= 2;
    for (int s = 0; s < N_SCRIPTS; s++)
        if (t.scripts[s] > t.scripts[best])
            best = s;
    return of_script(&t, (enum script)best);
}

bool ts_lang_is_stop_word(ts_str lang, ts_str word)
{
    uint32_t asked = lang.len == 0 ? UINT32_MAX : 0;

    for (int i = 0; i < N_LANGS && lang.len == 2; i++)
        if (memcmp(lang.ptr, lang_codes[i], 2) == 0)
            asked = 1u << i;
    return asked != 0 && (langs_among(0, TS_COUNT(words), word) & asked) != 0;
}

/* Norwegian has three codes; readers and stemmers know one. */
static ts_str alias_of(ts_str code)
{
    if (ts_str_is(code, "nb") || ts_str_is(code, "nn"))
        return TS_STR("no");
    if (ts_str_is(code, "iw"))
        return TS_STR("he");
    return code;
}

ts_str ts_lang_primary(struct ts_arena *a, ts_str tag)
{
    char code[4] = { 0 };
    size_t len = 0;

    tag = ts_str_trim(tag);
    while (len < tag.len && ts_is_alpha(tag.ptr[len])) {
        if (len == 3)
            return (ts_str){ 0 };
        code[len] = ts_lower(tag.ptr[len]);
        len++;
    }
    bool ends = len == tag.len || tag.ptr[len] == '-' || tag.ptr[len] == '_';
    if (len < 2 || !ends)
        return (ts_str){ 0 };
    return ts_arena_str(a, alias_of((ts_str){ code, len }));
}
