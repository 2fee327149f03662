/* The time of day as it is written beside dates: a table of clocks, the half of the day, and the
 * zone. */
#include "date_priv.h"
#include "tearsheet/base/utf8.h"

enum {
    JOINTS_MAX = 6,     /* words and marks between a date and its time */
    ZONE_MAX = 14 * 60, /* minutes */
};

static const char *const before_noon[] = { "上午", "午前", "오전" };
static const char *const after_noon[] = { "下午", "午後", "오후" };

/* "am", "p.m.", "p. m.", "πμ": 0 none, 1 before noon, 2 after it. */
static int eat_half_day(struct ts_date_lexer *in)
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
        if (ts_date_eat_word(in, words[i].word))
            return words[i].half;
    }
    for (size_t i = 0; i < TS_COUNT(forms); i++) {
        struct ts_date_lexer copy = *in;
        if (ts_date_eat_word(&copy, forms[i].first) && ts_date_eat_mark(&copy, '.') &&
            ts_date_eat_word(&copy, forms[i].second)) {
            ts_date_eat_mark(&copy, '.');
            *in = copy;
            return forms[i].half;
        }
    }
    return 0;
}

static int eat_half_day_cjk(struct ts_date_lexer *in)
{
    size_t which;

    if (ts_date_eat_any(in, before_noon, TS_COUNT(before_noon), &which))
        return 1;
    return ts_date_eat_any(in, after_noon, TS_COUNT(after_noon), &which) ? 2 : 0;
}

static void eat_seconds(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_lexer fraction;
    int ignored;

    if (!ts_date_eat_mark(&copy, ':') || !ts_date_eat_number(&copy, 1, 2, &m->second))
        return;
    fraction = copy;
    if ((ts_date_eat_mark(&fraction, '.') || ts_date_eat_mark(&fraction, ',')) &&
        !ts_date_peek(&fraction).is_spaced && ts_date_eat_number(&fraction, 1, 12, &ignored))
        copy = fraction;
    *in = copy;
}

/* "14:05", "14:05:00.123". */
static bool clock_colon(struct ts_date_lexer *in, struct ts_moment *m)
{
    if (!ts_date_eat_number(in, 1, 2, &m->hour) || !ts_date_eat_mark(in, ':') ||
        !ts_date_eat_number(in, 2, 2, &m->minute))
        return false;
    eat_seconds(in, m);
    return true;
}

/* "14h05", "14 h", "14u30", "14h05min". */
static bool clock_letter(struct ts_date_lexer *in, struct ts_moment *m)
{
    if (!ts_date_eat_number(in, 1, 2, &m->hour) ||
        !(ts_date_eat_word(in, "h") || ts_date_eat_word(in, "u")))
        return false;
    if (!ts_date_eat_number(in, 2, 2, &m->minute))
        m->minute = 0;
    ts_date_eat_word(in, "min");
    return true;
}

/* "14时05分", "14시 5분 30초", "下午2時5分" (the half of the day is eaten before). */
static bool clock_cjk(struct ts_date_lexer *in, struct ts_moment *m)
{
    static const char *const hours[] = { "时", "時", "시", "点" };
    static const char *const minutes[] = { "分", "분" };
    static const char *const seconds[] = { "秒", "초" };
    struct ts_date_lexer copy;
    size_t which;
    int number;

    if (!ts_date_eat_number(in, 1, 2, &m->hour) ||
        !ts_date_eat_any(in, hours, TS_COUNT(hours), &which))
        return false;
    copy = *in;
    if (!ts_date_eat_number(&copy, 1, 2, &number) ||
        !ts_date_eat_any(&copy, minutes, TS_COUNT(minutes), &which))
        return true;
    m->minute = number;
    *in = copy;
    if (ts_date_eat_number(&copy, 1, 2, &number) &&
        ts_date_eat_any(&copy, seconds, TS_COUNT(seconds), &which)) {
        m->second = number;
        *in = copy;
    }
    return true;
}

/* "2pm", "2 p.m.": the half of the day is left for the caller. */
static bool clock_hour(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_lexer copy;

    if (!ts_date_eat_number(in, 1, 2, &m->hour))
        return false;
    copy = *in;
    return eat_half_day(&copy) != 0;
}

/* "14.05", not followed by a third number as in "14.05.2025". */
static bool clock_point(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_lexer copy;
    int digits;

    if (!ts_date_eat_number(in, 1, 2, &m->hour) || !ts_date_eat_mark(in, '.') ||
        ts_date_peek(in).is_spaced || !ts_date_eat_number(in, 2, 2, &m->minute))
        return false;
    copy = *in;
    return !(ts_date_eat_mark(&copy, '.') && ts_date_eat_number(&copy, 1, 4, &digits));
}

/* "140500" and "1405" behind the T of the basic format. */
static bool clock_basic(struct ts_date_lexer *in, struct ts_moment *m)
{
    int number;

    if (ts_date_peek(in).is_spaced)
        return false;
    if (ts_date_eat_number(in, 4, 4, &number)) {
        m->hour = number / 100;
        m->minute = number % 100;
        return true;
    }
    if (!ts_date_eat_number(in, 6, 6, &number))
        return false;
    m->hour = number / 10000;
    m->minute = number / 100 % 100;
    m->second = number % 100;
    return true;
}

static bool (*const clocks[])(struct ts_date_lexer *, struct ts_moment *) = {
    clock_colon, clock_letter, clock_cjk, clock_hour, clock_point, clock_basic,
};

/* "+0100", "+01:00", "-5"; the sign and the digits stand together. */
static bool eat_offset(struct ts_date_lexer *in, int *zone_min)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token sign = ts_date_next(&copy);
    struct ts_date_token number = ts_date_next(&copy);
    int minutes = 0;

    if (sign.kind != TS_TOKEN_MARK ||
        !(sign.rune == '+' || sign.rune == '-' || sign.rune == 0x2212) ||
        number.kind != TS_TOKEN_NUMBER || number.is_spaced || number.n_digits > 4)
        return false;
    int hours = (int)number.value;
    if (number.n_digits > 2) {
        minutes = hours % 100;
        hours /= 100;
    } else {
        struct ts_date_lexer colon = copy;
        if (ts_date_eat_mark(&colon, ':') && ts_date_eat_number(&colon, 2, 2, &minutes))
            copy = colon;
    }
    if (minutes > 59 || hours * 60 + minutes > ZONE_MAX)
        return false;
    *zone_min = (hours * 60 + minutes) * (sign.rune == '+' ? 1 : -1);
    *in = copy;
    return true;
}

void ts_date_eat_zone(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_lexer copy = *in;

    if (eat_offset(in, &m->zone_min)) {
        m->has_zone = true;
        return;
    }
    ts_date_eat_mark(&copy, '(');
    struct ts_date_token t = ts_date_next(&copy);
    const struct ts_zone *zone = t.kind == TS_TOKEN_WORD ? ts_zone_of_name(ts_date_word(&t)) : NULL;
    if (!zone)
        return;
    m->has_zone = true;
    m->is_us_zone = zone->is_us_either;
    m->zone_min = zone->east_min;
    if (zone->east_min == 0)
        eat_offset(&copy, &m->zone_min); /* "GMT+0100" */
    ts_date_eat_mark(&copy, ')');
    *in = copy;
}

/* A clock at this very place, with its half of the day and its zone. */
bool ts_date_eat_clock(struct ts_date_lexer *in, struct ts_moment *m)
{
    for (size_t i = 0; i < TS_COUNT(clocks); i++) {
        struct ts_date_lexer copy = *in;
        struct ts_moment found = *m;
        int half = eat_half_day_cjk(&copy);

        if (!clocks[i](&copy, &found) || found.hour > 24 || found.minute > 59 || found.second > 60)
            continue;
        if (half == 0)
            half = eat_half_day(&copy);
        if (half != 0 && found.hour > 12)
            half = 0; /* "14:05 pm": the hour says it all */
        if (half != 0)
            found.hour = found.hour % 12 + (half == 2 ? 12 : 0);
        while (ts_date_eat_word(&copy, "uhr") || ts_date_eat_word(&copy, "hrs") ||
               ts_date_eat_word(&copy, "h") || ts_date_eat_word(&copy, "hs"))
            ;
        found.has_time = true;
        ts_date_eat_zone(&copy, &found);
        *m = found;
        *in = copy;
        return true;
    }
    return false;
}

/* A weekday in brackets, or one of ideographs. */
static bool eat_weekday(struct ts_date_lexer *in)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);
    uint32_t closing = t.rune == '(' ? ')' : t.rune == 0xFF08 ? 0xFF09 : 0;

    if (t.kind != TS_TOKEN_MARK || !(closing || ts_rune_is_cjk(t.rune)))
        return false;
    if (closing) {
        t = ts_date_next(&copy);
        if (!(t.kind == TS_TOKEN_WORD || (t.kind == TS_TOKEN_MARK && ts_rune_is_cjk(t.rune))) ||
            !ts_date_eat_mark(&copy, closing))
            return false;
    }
    *in = copy;
    return true;
}

static bool eat_time_joint(struct ts_date_lexer *in)
{
    static const uint32_t marks[] = { ',',    '-',    '.',    '|',    '/',    '@',   ':',
                                      0x2013, 0x2014, 0x00B7, 0x2022, 0x060C, 0x3001 };
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    if (t.kind == TS_TOKEN_WORD && ts_date_is_joint(ts_date_word(&t))) {
        *in = copy;
        return true;
    }
    for (size_t i = 0; i < TS_COUNT(marks) && t.kind == TS_TOKEN_MARK; i++) {
        if (t.rune == marks[i]) {
            *in = copy;
            return true;
        }
    }
    return eat_weekday(in);
}

/* The time that may follow a date: "T14:05", ", 14:05", " um 14:05 Uhr"; one word that is not known
 * may stand between them, a weekday. */
void ts_date_eat_time(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_lexer copy = *in;
    int n_unknown = 0;

    for (int i = 0; i <= JOINTS_MAX; i++) {
        if (ts_date_eat_clock(&copy, m)) {
            *in = copy;
            return;
        }
        if (eat_time_joint(&copy))
            continue;
        if (n_unknown++ > 0 || ts_date_next(&copy).kind != TS_TOKEN_WORD)
            return;
    }
}
