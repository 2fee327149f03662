/* Dates read from text.  A small lexer gives numbers, words and marks; at every place where a date
 * could begin a table of shapes is tried in order, each a few lines that eat tokens; what a shape
 * found is checked against the calendar.  A time may stand behind the date, or before it.  Nothing
 * looks back, and a shape reads a dozen tokens at most, so the work is linear in the text. */
#include "tearsheet/base/date.h"

#include <string.h>

#include "date_priv.h"
#include "tearsheet/base/utf8.h"

enum {
    YEAR_MIN = 1900,
    YEAR_MAX = 2199,
    PIVOT = 69,        /* two digits: 69 is 1969, 68 is 2068 */
    WORD_MAX = 40,     /* bytes of a word that can be a name */
    LEAD_MAX = 24,     /* bytes of other text before a date that is alone (a weekday) */
    TRAIL_MAX = 40,    /* and behind it (a zone in words) */
    JOINTS_MAX = 6,    /* words and marks between a date and its time */
    LEAPS_MAX = 4,     /* words and marks between a time and the date behind it */
    ZONE_MAX = 14 * 60 /* minutes */
};

enum token_kind { TOKEN_END, TOKEN_NUMBER, TOKEN_WORD, TOKEN_MARK };

struct token {
    enum token_kind kind;
    bool is_spaced;      /* white space stands before it */
    int n_digits;        /* of numbers */
    int64_t value;       /* of numbers, meaningless beyond 18 digits */
    uint32_t rune;       /* of marks */
    char word[WORD_MAX]; /* lower case; empty if it is too long for a name */
    size_t word_len;
    size_t start;
};

struct lexer {
    ts_str text;
    size_t pos;
    bool is_whole; /* the text should be a date and nothing else: terse forms are read too */
};

struct moment {
    int64_t epoch_at; /* instead of all the rest, if it is not 0 */
    int year, month, day;
    int hour, minute, second;
    int zone_min;
    bool has_time, has_zone;
    bool is_us_zone;   /* zone_min is standard time, and summer time is to be worked out */
    bool is_partial;   /* year and month alone */
    bool is_swappable; /* see struct ts_when */
};

/* ---- the lexer ---- */

/* The value of a decimal digit: ASCII, full-width, Arabic, Persian, Devanagari; or -1. */
static int digit_of(uint32_t rune)
{
    static const uint32_t zeros[] = { '0', 0xFF10, 0x0660, 0x06F0, 0x0966 };

    for (size_t i = 0; i < TS_COUNT(zeros); i++) {
        if (rune >= zeros[i] && rune <= zeros[i] + 9)
            return (int)(rune - zeros[i]);
    }
    return -1;
}

static bool is_letter(uint32_t rune)
{
    if (rune < 0x80)
        return ts_is_alpha((char)rune);
    return !ts_rune_is_cjk(rune) && ts_rune_is_word(rune) && digit_of(rune) < 0;
}

static uint32_t peek_rune(const struct lexer *in, size_t *after)
{
    *after = in->pos;
    return in->pos < in->text.len ? ts_utf8_next(in->text, after) : 0;
}

static void take_number(struct lexer *in, struct token *t)
{
    size_t after;

    t->kind = TOKEN_NUMBER;
    for (int digit; (digit = digit_of(peek_rune(in, &after))) >= 0; in->pos = after) {
        if (t->n_digits < 18)
            t->value = t->value * 10 + digit;
        t->n_digits++;
    }
}

static void take_word(struct lexer *in, struct token *t)
{
    size_t after;
    bool fits = true;

    t->kind = TOKEN_WORD;
    for (uint32_t rune; is_letter(rune = peek_rune(in, &after)); in->pos = after) {
        if (t->word_len + 4 > WORD_MAX)
            fits = false;
        if (fits)
            t->word_len += ts_utf8_encode(ts_rune_lower(rune), t->word + t->word_len);
    }
    if (!fits)
        t->word_len = 0;
}

static struct token next_token(struct lexer *in)
{
    struct token t = { 0 };
    size_t after;
    uint32_t rune;

    while (in->pos < in->text.len && ts_rune_is_space(rune = peek_rune(in, &after))) {
        in->pos = after;
        t.is_spaced = true;
    }
    t.start = in->pos;
    if (in->pos >= in->text.len)
        return t;
    rune = peek_rune(in, &after);
    if (digit_of(rune) >= 0) {
        take_number(in, &t);
    } else if (is_letter(rune)) {
        take_word(in, &t);
    } else {
        t.kind = TOKEN_MARK;
        t.rune = rune;
        in->pos = after;
    }
    return t;
}

static ts_str word_of(const struct token *t)
{
    return (ts_str){ t->word, t->word_len };
}

static struct token peek_token(const struct lexer *in)
{
    struct lexer copy = *in;
    return next_token(&copy);
}

/* ---- eating: true and past it, or false and where it was ---- */

static bool eat_mark(struct lexer *in, uint32_t rune)
{
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    if (t.kind != TOKEN_MARK || t.rune != rune)
        return false;
    *in = copy;
    return true;
}

static bool eat_word(struct lexer *in, const char *word)
{
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    if (t.kind != TOKEN_WORD || !ts_str_is(word_of(&t), word))
        return false;
    *in = copy;
    return true;
}

/* The bytes of `text` at this place, white space skipped. */
static bool eat_text(struct lexer *in, const char *text)
{
    struct lexer copy = *in;

    copy.pos = peek_token(in).start;
    if (!ts_str_starts(ts_str_skip(copy.text, copy.pos), text))
        return false;
    in->pos = copy.pos + strlen(text);
    return true;
}

static bool eat_any(struct lexer *in, const char *const *texts, size_t n, size_t *which)
{
    for (*which = 0; *which < n; ++*which) {
        if (eat_text(in, texts[*which]))
            return true;
    }
    return false;
}

static bool eat_number(struct lexer *in, int min_digits, int max_digits, int *out)
{
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    if (t.kind != TOKEN_NUMBER || t.n_digits < min_digits || t.n_digits > max_digits)
        return false;
    *in = copy;
    *out = (int)t.value;
    return true;
}

static bool eat_month(struct lexer *in, int *month)
{
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    if (t.kind != TOKEN_WORD || t.word_len == 0 || (*month = ts_month_of_name(word_of(&t))) == 0)
        return false;
    *in = copy;
    return true;
}

/* A year of four digits, or of two where a date stands alone ("03 Mar 25"). */
static bool eat_year(struct lexer *in, bool may_be_short, int *year)
{
    struct lexer copy = *in;

    if (eat_number(in, 4, 4, year))
        return true;
    eat_mark(&copy, '\'');
    if (!may_be_short || !eat_number(&copy, 2, 2, year) || eat_mark(&copy, ':'))
        return false;
    *year += *year < PIVOT ? 2000 : 1900;
    *in = copy;
    return true;
}

/* "st" of "1st", "er" of "1er", the point of "1.", "º". */
static void eat_ordinal(struct lexer *in)
{
    static const char *const endings[] = { "st",  "nd", "rd", "th", "er", "e",
                                           "ème", "º",  "ª",  "го", "а" };
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    for (size_t i = 0; i < TS_COUNT(endings) && t.kind == TOKEN_WORD && !t.is_spaced; i++) {
        if (ts_str_is(word_of(&t), endings[i]))
            *in = copy;
    }
    if (t.kind == TOKEN_MARK && !t.is_spaced && t.rune == 0xB0) /* "1°" */
        *in = copy;
    eat_mark(in, '.');
}

/* Marks and small words between the parts of a date in words. */
static void eat_date_joints(struct lexer *in)
{
    for (int i = 0; i < 3; i++) {
        struct lexer copy = *in;
        struct token t = next_token(&copy);
        bool is_mark = t.kind == TOKEN_MARK && t.rune < 0x80 && strchr(".,-/", (int)t.rune);
        bool is_word = t.kind == TOKEN_WORD && ts_date_is_joint(word_of(&t));

        if (!is_mark && !is_word)
            return;
        *in = copy;
    }
}

/* ---- the time of day ---- */

static const char *const before_noon[] = { "上午", "午前", "오전" };
static const char *const after_noon[] = { "下午", "午後", "오후" };

/* "am", "p.m.", "p. m.", "πμ": 0 none, 1 before noon, 2 after it. */
static int eat_half_day(struct lexer *in)
{
    static const struct {
        const char *first, *second;
        int half;
    } forms[] = { { "a", "m", 1 }, { "p", "m", 2 }, { "π", "μ", 1 }, { "μ", "μ", 2 } };
    static const struct {
        const char *word;
        int half;
    } words[] = { { "am", 1 }, { "pm", 2 }, { "πμ", 1 }, { "μμ", 2 } };

    for (size_t i = 0; i < TS_COUNT(words); i++) {
        if (eat_word(in, words[i].word))
            return words[i].half;
    }
    for (size_t i = 0; i < TS_COUNT(forms); i++) {
        struct lexer copy = *in;
        if (eat_word(&copy, forms[i].first) && eat_mark(&copy, '.') &&
            eat_word(&copy, forms[i].second)) {
            eat_mark(&copy, '.');
            *in = copy;
            return forms[i].half;
        }
    }
    return 0;
}

static int eat_half_day_cjk(struct lexer *in)
{
    size_t which;

    if (eat_any(in, before_noon, TS_COUNT(before_noon), &which))
        return 1;
    return eat_any(in, after_noon, TS_COUNT(after_noon), &which) ? 2 : 0;
}

static void eat_seconds(struct lexer *in, struct moment *m)
{
    struct lexer copy = *in;
    struct lexer fraction;
    int ignored;

    if (!eat_mark(&copy, ':') || !eat_number(&copy, 1, 2, &m->second))
        return;
    fraction = copy;
    if ((eat_mark(&fraction, '.') || eat_mark(&fraction, ',')) &&
        !peek_token(&fraction).is_spaced && eat_number(&fraction, 1, 12, &ignored))
        copy = fraction;
    *in = copy;
}

/* "14:05", "14:05:00.123". */
static bool clock_colon(struct lexer *in, struct moment *m)
{
    if (!eat_number(in, 1, 2, &m->hour) || !eat_mark(in, ':') || !eat_number(in, 2, 2, &m->minute))
        return false;
    eat_seconds(in, m);
    return true;
}

/* "14h05", "14 h", "14u30", "14h05min". */
static bool clock_letter(struct lexer *in, struct moment *m)
{
    if (!eat_number(in, 1, 2, &m->hour) || !(eat_word(in, "h") || eat_word(in, "u")))
        return false;
    if (!eat_number(in, 2, 2, &m->minute))
        m->minute = 0;
    eat_word(in, "min");
    return true;
}

/* "14时05分", "14시 5분 30초", "下午2時5分" (the half of the day is eaten before). */
static bool clock_cjk(struct lexer *in, struct moment *m)
{
    static const char *const hours[] = { "时", "時", "시", "点" };
    static const char *const minutes[] = { "分", "분" };
    static const char *const seconds[] = { "秒", "초" };
    struct lexer copy;
    size_t which;
    int number;

    if (!eat_number(in, 1, 2, &m->hour) || !eat_any(in, hours, TS_COUNT(hours), &which))
        return false;
    copy = *in;
    if (!eat_number(&copy, 1, 2, &number) || !eat_any(&copy, minutes, TS_COUNT(minutes), &which))
        return true;
    m->minute = number;
    *in = copy;
    if (eat_number(&copy, 1, 2, &number) && eat_any(&copy, seconds, TS_COUNT(seconds), &which)) {
        m->second = number;
        *in = copy;
    }
    return true;
}

/* "2pm", "2 p.m.": the half of the day is left for the caller. */
static bool clock_hour(struct lexer *in, struct moment *m)
{
    struct lexer copy;

    if (!eat_number(in, 1, 2, &m->hour))
        return false;
    copy = *in;
    return eat_half_day(&copy) != 0;
}

/* "14.05", not followed by a third number as in "14.05.2025". */
static bool clock_point(struct lexer *in, struct moment *m)
{
    struct lexer copy;
    int digits;

    if (!eat_number(in, 1, 2, &m->hour) || !eat_mark(in, '.') || peek_token(in).is_spaced ||
        !eat_number(in, 2, 2, &m->minute))
        return false;
    copy = *in;
    return !(eat_mark(&copy, '.') && eat_number(&copy, 1, 4, &digits));
}

/* "140500" and "1405" behind the T of the basic format. */
static bool clock_basic(struct lexer *in, struct moment *m)
{
    int number;

    if (peek_token(in).is_spaced)
        return false;
    if (eat_number(in, 4, 4, &number)) {
        m->hour = number / 100;
        m->minute = number % 100;
        return true;
    }
    if (!eat_number(in, 6, 6, &number))
        return false;
    m->hour = number / 10000;
    m->minute = number / 100 % 100;
    m->second = number % 100;
    return true;
}

static bool (*const clocks[])(struct lexer *, struct moment *) = {
    clock_colon, clock_letter, clock_cjk, clock_hour, clock_point, clock_basic,
};

/* "+0100", "+01:00", "-5"; the sign and the digits stand together. */
static bool eat_offset(struct lexer *in, int *zone_min)
{
    struct lexer copy = *in;
    struct token sign = next_token(&copy);
    struct token number = next_token(&copy);
    int minutes = 0;

    if (sign.kind != TOKEN_MARK || !(sign.rune == '+' || sign.rune == '-' || sign.rune == 0x2212) ||
        number.kind != TOKEN_NUMBER || number.is_spaced || number.n_digits > 4)
        return false;
    int hours = (int)number.value;
    if (number.n_digits > 2) {
        minutes = hours % 100;
        hours /= 100;
    } else {
        struct lexer colon = copy;
        if (eat_mark(&colon, ':') && eat_number(&colon, 2, 2, &minutes))
            copy = colon;
    }
    if (minutes > 59 || hours * 60 + minutes > ZONE_MAX)
        return false;
    *zone_min = (hours * 60 + minutes) * (sign.rune == '+' ? 1 : -1);
    *in = copy;
    return true;
}

static void eat_zone(struct lexer *in, struct moment *m)
{
    struct lexer copy = *in;

    if (eat_offset(in, &m->zone_min)) {
        m->has_zone = true;
        return;
    }
    eat_mark(&copy, '(');
    struct token t = next_token(&copy);
    const struct ts_zone *zone = t.kind == TOKEN_WORD ? ts_zone_of_name(word_of(&t)) : NULL;
    if (!zone)
        return;
    m->has_zone = true;
    m->is_us_zone = zone->is_us_either;
    m->zone_min = zone->east_min;
    if (zone->east_min == 0)
        eat_offset(&copy, &m->zone_min); /* "GMT+0100" */
    eat_mark(&copy, ')');
    *in = copy;
}

/* A clock at this very place, with its half of the day and its zone. */
static bool eat_clock(struct lexer *in, struct moment *m)
{
    for (size_t i = 0; i < TS_COUNT(clocks); i++) {
        struct lexer copy = *in;
        struct moment found = *m;
        int half = eat_half_day_cjk(&copy);

        if (!clocks[i](&copy, &found) || found.hour > 24 || found.minute > 59 || found.second > 60)
            continue;
        if (half == 0)
            half = eat_half_day(&copy);
        if (half != 0 && found.hour > 12)
            half = 0; /* "14:05 pm": the hour says it all */
        if (half != 0)
            found.hour = found.hour % 12 + (half == 2 ? 12 : 0);
        while (eat_word(&copy, "uhr") || eat_word(&copy, "hrs") || eat_word(&copy, "h") ||
               eat_word(&copy, "hs"))
            ;
        found.has_time = true;
        eat_zone(&copy, &found);
        *m = found;
        *in = copy;
        return true;
    }
    return false;
}

/* A weekday in brackets, or one of ideographs. */
static bool eat_weekday(struct lexer *in)
{
    struct lexer copy = *in;
    struct token t = next_token(&copy);
    uint32_t closing = t.rune == '(' ? ')' : t.rune == 0xFF08 ? 0xFF09 : 0;

    if (t.kind != TOKEN_MARK || !(closing || ts_rune_is_cjk(t.rune)))
        return false;
    if (closing) {
        t = next_token(&copy);
        if (!(t.kind == TOKEN_WORD || (t.kind == TOKEN_MARK && ts_rune_is_cjk(t.rune))) ||
            !eat_mark(&copy, closing))
            return false;
    }
    *in = copy;
    return true;
}

static bool eat_time_joint(struct lexer *in)
{
    static const uint32_t marks[] = { ',',    '-',    '.',    '|',    '/',    '@',   ':',
                                      0x2013, 0x2014, 0x00B7, 0x2022, 0x060C, 0x3001 };
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    if (t.kind == TOKEN_WORD && ts_date_is_joint(word_of(&t))) {
        *in = copy;
        return true;
    }
    for (size_t i = 0; i < TS_COUNT(marks) && t.kind == TOKEN_MARK; i++) {
        if (t.rune == marks[i]) {
            *in = copy;
            return true;
        }
    }
    return eat_weekday(in);
}

/* The time that may follow a date: "T14:05", ", 14:05", " um 14:05 Uhr"; one word that is not known
 * may stand between them, a weekday. */
static void eat_time(struct lexer *in, struct moment *m)
{
    struct lexer copy = *in;
    int n_unknown = 0;

    for (int i = 0; i <= JOINTS_MAX; i++) {
        if (eat_clock(&copy, m)) {
            *in = copy;
            return;
        }
        if (eat_time_joint(&copy))
            continue;
        if (n_unknown++ > 0 || next_token(&copy).kind != TOKEN_WORD)
            return;
    }
}

/* ---- shapes of dates ---- */

/* "20250303", "20250303140500"; and alone also seconds or milliseconds since 1970. */
static bool shape_digits(struct lexer *in, struct moment *m)
{
    struct token t = next_token(in);

    if (t.kind != TOKEN_NUMBER)
        return false;
    if (in->is_whole && (t.n_digits == 10 || t.n_digits == 13)) {
        m->epoch_at = t.n_digits == 13 ? t.value / 1000 : t.value;
        return true;
    }
    if (t.n_digits != 8 && t.n_digits != 14)
        return false;
    int64_t day = t.n_digits == 14 ? t.value / 1000000 : t.value;
    m->year = (int)(day / 10000);
    m->month = (int)(day / 100 % 100);
    m->day = (int)(day % 100);
    if (t.n_digits == 14) {
        m->has_time = true;
        m->hour = (int)(t.value / 10000 % 100);
        m->minute = (int)(t.value / 100 % 100);
        m->second = (int)(t.value % 100);
        eat_zone(in, m);
    }
    return true;
}

static bool eat_separator(struct lexer *in, uint32_t *which)
{
    static const uint32_t separators[] = { '-', '/', '.', '|', 0x2010, 0x2013 };

    for (size_t i = 0; i < TS_COUNT(separators); i++) {
        *which = separators[i];
        if (eat_mark(in, *which))
            return true;
    }
    return false;
}

/* "2025-03-03", "2025/3/3", "2025. 3. 3."; alone also "2025-03". */
static bool shape_year_first(struct lexer *in, struct moment *m)
{
    uint32_t separator;

    if (!eat_number(in, 4, 4, &m->year) || !eat_separator(in, &separator) ||
        !eat_number(in, 1, 2, &m->month))
        return false;
    struct lexer day = *in;
    if (eat_mark(&day, separator) && eat_number(&day, 1, 2, &m->day)) {
        *in = day;
        return true;
    }
    m->day = 1;
    m->is_partial = true;
    return separator == '-';
}

/* "3.3.2025", "03/03/25", "03-03-2025": day first unless that cannot be. */
static bool shape_day_first(struct lexer *in, struct moment *m)
{
    uint32_t separator;
    struct token first = peek_token(in);

    if (!eat_number(in, 1, 2, &m->day) || !eat_separator(in, &separator))
        return false;
    struct token second = peek_token(in);
    bool is_padded = first.n_digits == 2 && second.n_digits == 2;
    if (!eat_number(in, 1, 2, &m->month) || !eat_mark(in, separator) ||
        !eat_year(in, in->is_whole || is_padded, &m->year))
        return false;
    if (m->month > 12) {
        int month = m->day;
        m->day = m->month;
        m->month = month;
    } else {
        m->is_swappable = separator != '.' && m->day <= 12 && m->day != m->month;
    }
    return true;
}

/* "2025年3月3日", "2025년 3월 3일", "令和7年3月3日", "民國114年3月3日". */
static bool shape_cjk(struct lexer *in, struct moment *m)
{
    static const char *const eras[] = { "令和", "平成", "昭和", "民國", "民国" };
    static const int before_era[] = { 2018, 1988, 1925, 1911, 1911 };
    static const char *const years[] = { "年", "년" };
    static const char *const months[] = { "月", "월" };
    static const char *const days[] = { "日", "일", "号" };
    size_t which;
    bool has_era = eat_any(in, eras, TS_COUNT(eras), &which);
    int base = has_era ? before_era[which] : 0;

    if (!eat_number(in, has_era ? 1 : 4, 4, &m->year) ||
        !eat_any(in, years, TS_COUNT(years), &which) || !eat_number(in, 1, 2, &m->month) ||
        !eat_any(in, months, TS_COUNT(months), &which) || !eat_number(in, 1, 2, &m->day) ||
        !eat_any(in, days, TS_COUNT(days), &which))
        return false;
    m->year += base;
    return true;
}

/* "3 March 2025", "3. März 2025", "3 de marzo de 2025", "03-Mar-25", "1er mars 2025". */
static bool shape_day_month(struct lexer *in, struct moment *m)
{
    if (!eat_number(in, 1, 2, &m->day))
        return false;
    eat_ordinal(in);
    eat_date_joints(in);
    if (!eat_month(in, &m->month))
        return false;
    eat_date_joints(in);
    return eat_year(in, in->is_whole, &m->year);
}

/* "March 3, 2025", "Mar. 3rd 2025"; "Mar 3 14:05:00 UTC 2025". */
static bool shape_month_day(struct lexer *in, struct moment *m)
{
    if (!eat_month(in, &m->month))
        return false;
    eat_date_joints(in);
    if (!eat_number(in, 1, 2, &m->day))
        return false;
    eat_ordinal(in);
    struct lexer clock = *in;
    struct moment timed = *m;
    if (eat_clock(&clock, &timed) && eat_number(&clock, 4, 4, &timed.year)) {
        *m = timed;
        *in = clock;
        return true;
    }
    eat_date_joints(in);
    return eat_year(in, in->is_whole, &m->year);
}

/* "2025. március 3.", "2025 March 3", "2025-Mar-03". */
static bool shape_year_month(struct lexer *in, struct moment *m)
{
    if (!eat_number(in, 4, 4, &m->year))
        return false;
    eat_date_joints(in);
    if (!eat_month(in, &m->month))
        return false;
    eat_date_joints(in);
    if (!eat_number(in, 1, 2, &m->day))
        return false;
    eat_ordinal(in);
    return true;
}

static bool (*const shapes[])(struct lexer *, struct moment *) = {
    shape_year_first, shape_day_first,  shape_day_month, shape_month_day,
    shape_cjk,        shape_year_month, shape_digits,
};

/* ---- what was read, on the calendar ---- */

static int days_in_month(int year, int month)
{
    bool is_last = month == 12;
    return (int)(ts_days_of(is_last ? year + 1 : year, is_last ? 1 : month + 1, 1) -
                 ts_days_of(year, month, 1));
}

static bool is_possible(const struct moment *m)
{
    if (m->epoch_at != 0)
        return m->epoch_at >= 86400 * ts_days_of(1990, 1, 1) &&
               m->epoch_at < 86400 * ts_days_of(YEAR_MAX, 1, 1);
    return m->year >= YEAR_MIN && m->year <= YEAR_MAX && m->month >= 1 && m->month <= 12 &&
           m->day >= 1 && m->day <= days_in_month(m->year, m->month) && m->hour <= 24 &&
           m->minute <= 59 && m->second <= 60;
}

/* The day of the n-th Sunday of a month. */
static int64_t sunday_of(int year, int month, int nth)
{
    int64_t first = ts_days_of(year, month, 1);
    int64_t weekday = (first + 4) % 7; /* 1 January 1970 was a Thursday; Sunday is 0 */

    return first + (7 - weekday) % 7 + (int64_t)(nth - 1) * 7;
}

/* Summer time in the United States: second Sunday of March to first Sunday of November. */
static bool is_us_summer(const struct moment *m)
{
    int64_t day = ts_days_of(m->year, m->month, m->day);

    return day >= sunday_of(m->year, 3, 2) && day < sunday_of(m->year, 11, 1);
}

static struct ts_when when_of(const struct moment *m)
{
    if (m->epoch_at != 0)
        return (struct ts_when){ .at = m->epoch_at, .precision = TS_WHEN_TIME, .has_zone = true };

    struct ts_when when = { .at = ts_days_of(m->year, m->month, m->day) * 86400,
                            .precision = TS_WHEN_DAY,
                            .is_swappable = m->is_swappable };
    if (!m->has_time)
        return when;
    int zone = m->zone_min + (m->is_us_zone && is_us_summer(m) ? 60 : 0);
    int second = m->second > 59 ? 59 : m->second; /* a leap second has no number of its own */
    when.precision = TS_WHEN_TIME;
    when.has_zone = m->has_zone;
    when.zone_min = (int16_t)(m->has_zone ? zone : 0);
    when.at += m->hour * 3600 + m->minute * 60 + second - when.zone_min * 60;
    return when;
}

/* A date that starts right here, on its own or behind its time. */
static bool eat_date(struct lexer *in, struct moment *m)
{
    for (size_t i = 0; i < TS_COUNT(shapes); i++) {
        struct lexer copy = *in;
        struct moment found = *m;

        if (!shapes[i](&copy, &found) || (found.is_partial && !copy.is_whole) ||
            !is_possible(&found))
            continue;
        struct token after = peek_token(&copy);
        if (after.kind == TOKEN_NUMBER && !after.is_spaced)
            continue; /* digits of different scripts: no date ends like that */
        *in = copy;
        *m = found;
        return true;
    }
    return false;
}

/* "14:05 GMT, Mon 3 March 2025": a clock, then a few words, then the date. */
static bool eat_time_and_date(struct lexer *in, struct moment *m)
{
    struct lexer copy = *in;
    struct moment found = { 0 };

    if (!eat_clock(&copy, &found))
        return false;
    for (int i = 0; i < LEAPS_MAX; i++) {
        struct lexer here = copy;
        if (eat_date(&here, &found)) {
            *in = here;
            *m = found;
            return true;
        }
        struct token t = next_token(&copy);
        if (t.kind == TOKEN_END || t.kind == TOKEN_NUMBER)
            return false;
    }
    return false;
}

static bool eat_moment(struct lexer *in, struct moment *m)
{
    *m = (struct moment){ 0 };
    if (eat_date(in, m)) {
        if (!m->has_time && !m->is_partial && m->epoch_at == 0)
            eat_time(in, m);
        return true;
    }
    *m = (struct moment){ 0 };
    return eat_time_and_date(in, m);
}

/* Could a date begin with this token?  Months are looked up only before a number. */
static bool may_begin(const struct lexer *in)
{
    struct lexer copy = *in;
    struct token t = next_token(&copy);

    if (t.kind == TOKEN_NUMBER)
        return true;
    if (t.kind == TOKEN_WORD) {
        eat_date_joints(&copy);
        return peek_token(&copy).kind == TOKEN_NUMBER;
    }
    return t.kind == TOKEN_MARK && ts_rune_is_cjk(t.rune);
}

/* Moves past one token, and past a chain of numbers and marks as a whole: "1.2.3.2025" holds no
 * date. */
static void skip_one(struct lexer *in)
{
    struct token t = next_token(in);

    while (t.kind == TOKEN_NUMBER) {
        struct lexer copy = *in;
        struct token mark = next_token(&copy);
        struct token number = next_token(&copy);
        bool is_chain = mark.kind == TOKEN_MARK && !mark.is_spaced && mark.rune < 0x80 &&
                        strchr(".-/", (int)mark.rune) && number.kind == TOKEN_NUMBER &&
                        !number.is_spaced;
        if (!is_chain)
            return;
        *in = copy;
        t = number;
    }
}

/* The first date in the text: where it starts and ends. */
static bool find_moment(struct lexer *in, struct moment *m, size_t *start)
{
    while (in->pos < in->text.len) {
        *start = in->pos;
        if (may_begin(in) && eat_moment(in, m))
            return true;
        skip_one(in);
    }
    return false;
}

static bool has_digit(ts_str text)
{
    for (size_t pos = 0; pos < text.len;) {
        if (digit_of(ts_utf8_next(text, &pos)) >= 0)
            return true;
    }
    return false;
}

/* Year alone, the shortest form of W3CDTF. */
static bool is_year(ts_str text, struct moment *m)
{
    struct lexer in = { .text = text };

    *m = (struct moment){ .month = 1, .day = 1 };
    return eat_number(&in, 4, 4, &m->year) && in.pos == text.len && is_possible(m);
}

struct ts_when ts_when_parse(ts_str text)
{
    struct lexer in = { .text = ts_str_trim(text), .is_whole = true };
    struct ts_when none = { 0 }, common;
    struct moment m;
    size_t start;

    if (in.text.len == 0)
        return none;
    if (ts_when_read_common(in.text, &common))
        return common;
    if (is_year(in.text, &m))
        return when_of(&m);
    if (!find_moment(&in, &m, &start))
        return none;
    ts_str lead = ts_str_trim(ts_str_sub(in.text, 0, start));
    ts_str trail = ts_str_trim(ts_str_skip(in.text, in.pos));
    if (lead.len > LEAD_MAX || trail.len > TRAIL_MAX || has_digit(lead) || has_digit(trail))
        return none;
    return when_of(&m);
}

struct ts_when ts_when_find(ts_str text)
{
    struct lexer in = { .text = text };
    struct moment m;
    size_t start;

    return find_moment(&in, &m, &start) ? when_of(&m) : (struct ts_when){ 0 };
}
