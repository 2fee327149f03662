/* The shapes that dates are written in, each a few lines that eat tokens, and what of that is on
 * the calendar. */
#include <string.h>

#include "date_priv.h"

enum {
    YEAR_MIN = 1900,
    YEAR_MAX = 2199,
    PIVOT = 69, /* two digits: 69 is 1969, 68 is 2068 */
};

static bool eat_month(struct ts_date_lexer *in, int *month)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    if (t.kind != TS_TOKEN_WORD || t.word_len == 0 ||
        (*month = ts_month_of_name(ts_date_word(&t))) == 0)
        return false;
    *in = copy;
    return true;
}

/* A year of four digits, or of two where a date stands alone ("03 Mar 25"). */
static bool eat_year(struct ts_date_lexer *in, bool may_be_short, int *year)
{
    struct ts_date_lexer copy = *in;

    if (ts_date_eat_number(in, 4, 4, year))
        return true;
    ts_date_eat_mark(&copy, '\'');
    if (!may_be_short || !ts_date_eat_number(&copy, 2, 2, year) || ts_date_eat_mark(&copy, ':'))
        return false;
    *year += *year < PIVOT ? 2000 : 1900;
    *in = copy;
    return true;
}

/* "st" of "1st", "er" of "1er", the point of "1.", "º". */
static void eat_ordinal(struct ts_date_lexer *in)
{
    static const char *const endings[] = { "st",  "nd", "rd", "th", "er", "e",
                                           "ème", "º",  "ª",  "го", "а" };
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    for (size_t i = 0; i < TS_COUNT(endings) && t.kind == TS_TOKEN_WORD && !t.is_spaced; i++) {
        if (ts_str_is(ts_date_word(&t), endings[i]))
            *in = copy;
    }
    if (t.kind == TS_TOKEN_MARK && !t.is_spaced && t.rune == 0xB0) /* "1°" */
        *in = copy;
    ts_date_eat_mark(in, '.');
}

/* Marks and small words between the parts of a date in words. */
void ts_date_eat_joints(struct ts_date_lexer *in)
{
    for (int i = 0; i < 3; i++) {
        struct ts_date_lexer copy = *in;
        struct ts_date_token t = ts_date_next(&copy);
        bool is_mark = t.kind == TS_TOKEN_MARK && t.rune < 0x80 && strchr(".,-/", (int)t.rune);
        bool is_word = t.kind == TS_TOKEN_WORD && ts_date_is_joint(ts_date_word(&t));

        if (!is_mark && !is_word)
            return;
        *in = copy;
    }
}

/* "20250303", "20250303140500"; and alone also seconds or milliseconds since 1970. */
static bool shape_digits(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_token t = ts_date_next(in);

    if (t.kind != TS_TOKEN_NUMBER)
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
        ts_date_eat_zone(in, m);
    }
    return true;
}

static bool eat_separator(struct ts_date_lexer *in, uint32_t *which)
{
    static const uint32_t separators[] = { '-', '/', '.', '|', 0x2010, 0x2013 };

    for (size_t i = 0; i < TS_COUNT(separators); i++) {
        *which = separators[i];
        if (ts_date_eat_mark(in, *which))
            return true;
    }
    return false;
}

/* "2025-03-03", "2025/3/3", "2025. 3. 3."; alone also "2025-03". */
static bool shape_year_first(struct ts_date_lexer *in, struct ts_moment *m)
{
    uint32_t separator;

    if (!ts_date_eat_number(in, 4, 4, &m->year) || !eat_separator(in, &separator) ||
        !ts_date_eat_number(in, 1, 2, &m->month))
        return false;
    struct ts_date_lexer day = *in;
    if (ts_date_eat_mark(&day, separator) && ts_date_eat_number(&day, 1, 2, &m->day)) {
        *in = day;
        return true;
    }
    m->day = 1;
    m->is_partial = true;
    return separator == '-';
}

/* "3.3.2025", "03/03/25", "03-03-2025": day first unless that cannot be. */
static bool shape_day_first(struct ts_date_lexer *in, struct ts_moment *m)
{
    uint32_t separator;
    struct ts_date_token first = ts_date_peek(in);

    if (!ts_date_eat_number(in, 1, 2, &m->day) || !eat_separator(in, &separator))
        return false;
    struct ts_date_token second = ts_date_peek(in);
    bool is_padded = first.n_digits == 2 && second.n_digits == 2;
    if (!ts_date_eat_number(in, 1, 2, &m->month) || !ts_date_eat_mark(in, separator) ||
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
static bool shape_cjk(struct ts_date_lexer *in, struct ts_moment *m)
{
    static const char *const eras[] = { "令和", "平成", "昭和", "民國", "民国" };
    static const int before_era[] = { 2018, 1988, 1925, 1911, 1911 };
    static const char *const years[] = { "年", "년" };
    static const char *const months[] = { "月", "월" };
    static const char *const days[] = { "日", "일", "号" };
    size_t which;
    bool has_era = ts_date_eat_any(in, eras, TS_COUNT(eras), &which);
    int base = has_era ? before_era[which] : 0;

    if (!ts_date_eat_number(in, has_era ? 1 : 4, 4, &m->year) ||
        !ts_date_eat_any(in, years, TS_COUNT(years), &which) ||
        !ts_date_eat_number(in, 1, 2, &m->month) ||
        !ts_date_eat_any(in, months, TS_COUNT(months), &which) ||
        !ts_date_eat_number(in, 1, 2, &m->day) ||
        !ts_date_eat_any(in, days, TS_COUNT(days), &which))
        return false;
    m->year += base;
    return true;
}

/* A month's name between two other parts. */
static bool eat_inner_month(struct ts_date_lexer *in, int *month)
{
    ts_date_eat_joints(in);
    if (!eat_month(in, month))
        return false;
    ts_date_eat_joints(in);
    return true;
}

/* "3 March 2025", "3. März 2025", "3 de marzo de 2025", "03-Mar-25", "1er mars 2025". */
static bool shape_day_month(struct ts_date_lexer *in, struct ts_moment *m)
{
    if (!ts_date_eat_number(in, 1, 2, &m->day))
        return false;
    eat_ordinal(in);
    if (!eat_inner_month(in, &m->month))
        return false;
    return eat_year(in, in->is_whole, &m->year);
}

/* "March 3, 2025", "Mar. 3rd 2025"; "Mar 3 14:05:00 UTC 2025". */
static bool shape_month_day(struct ts_date_lexer *in, struct ts_moment *m)
{
    if (!eat_month(in, &m->month))
        return false;
    ts_date_eat_joints(in);
    if (!ts_date_eat_number(in, 1, 2, &m->day))
        return false;
    eat_ordinal(in);
    struct ts_date_lexer clock = *in;
    struct ts_moment timed = *m;
    if (ts_date_eat_clock(&clock, &timed) && ts_date_eat_number(&clock, 4, 4, &timed.year)) {
        *m = timed;
        *in = clock;
        return true;
    }
    ts_date_eat_joints(in);
    return eat_year(in, in->is_whole, &m->year);
}

/* "2025. március 3.", "2025 March 3", "2025-Mar-03". */
static bool shape_year_month(struct ts_date_lexer *in, struct ts_moment *m)
{
    if (!ts_date_eat_number(in, 4, 4, &m->year))
        return false;
    if (!eat_inner_month(in, &m->month) || !ts_date_eat_number(in, 1, 2, &m->day))
        return false;
    eat_ordinal(in);
    return true;
}

static bool (*const shapes[])(struct ts_date_lexer *, struct ts_moment *) = {
    shape_year_first, shape_day_first,  shape_day_month, shape_month_day,
    shape_cjk,        shape_year_month, shape_digits,
};

static int days_in_month(int year, int month)
{
    bool is_last = month == 12;
    return (int)(ts_days_of(is_last ? year + 1 : year, is_last ? 1 : month + 1, 1) -
                 ts_days_of(year, month, 1));
}

bool ts_date_is_possible(const struct ts_moment *m)
{
    if (m->epoch_at != 0)
        return m->epoch_at >= 86400 * ts_days_of(1990, 1, 1) &&
               m->epoch_at < 86400 * ts_days_of(YEAR_MAX, 1, 1);
    return m->year >= YEAR_MIN && m->year <= YEAR_MAX && m->month >= 1 && m->month <= 12 &&
           m->day >= 1 && m->day <= days_in_month(m->year, m->month) && m->hour <= 24 &&
           m->minute <= 59 && m->second <= 60;
}

/* A date that starts right here, on its own or behind its time. */
bool ts_date_eat_day(struct ts_date_lexer *in, struct ts_moment *m)
{
    for (size_t i = 0; i < TS_COUNT(shapes); i++) {
        struct ts_date_lexer copy = *in;
        struct ts_moment found = *m;

        if (!shapes[i](&copy, &found) || (found.is_partial && !copy.is_whole) ||
            !ts_date_is_possible(&found))
            continue;
        struct ts_date_token after = ts_date_peek(&copy);
        if (after.kind == TS_TOKEN_NUMBER && !after.is_spaced)
            continue; /* digits of different scripts: no date ends like that */
        *in = copy;
        *m = found;
        return true;
    }
    return false;
}
