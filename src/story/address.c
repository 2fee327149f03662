/* The idea: many outlets put the day of publication into the address.  For a report without a date
 * it is a good one; eight digits that are no possible day, or lie behind other digits, are a
 * number.  Digits behind them must be a time of day. */
#include "address_priv.h"

enum { YEAR_MIN = 1995, YEAR_MAX = 2099 };

static const char *const month_names[] = { "jan", "feb", "mar", "apr", "may", "jun",
                                           "jul", "aug", "sep", "oct", "nov", "dec" };

/* Reads `n` digits at `*pos` and moves past them; -1 if there are fewer. */
static int digits(ts_str s, size_t *pos, size_t n)
{
    int value = 0;

    for (size_t i = 0; i < n; i++) {
        if (*pos + i >= s.len || !ts_is_digit(s.ptr[*pos + i]))
            return -1;
        value = value * 10 + (s.ptr[*pos + i] - '0');
    }
    *pos += n;
    return value;
}

static bool skip_separator(ts_str s, size_t *pos)
{
    bool is_one = *pos < s.len && (s.ptr[*pos] == '/' || s.ptr[*pos] == '-' || s.ptr[*pos] == '_');

    *pos += is_one;
    return is_one;
}

static int one_or_two_digits(ts_str s, size_t *pos)
{
    int value = digits(s, pos, 2);

    return value >= 0 ? value : digits(s, pos, 1);
}

/* The first three letters of an English name; -1 for anything else. */
static int named_month_at(ts_str s, size_t *pos)
{
    for (int i = 0; i < 12; i++)
        if (ts_str_starts_nocase(ts_str_skip(s, *pos), month_names[i])) {
            *pos += 3;
            return i + 1;
        }
    return -1;
}

static int month_at(ts_str s, size_t *pos)
{
    int month = named_month_at(s, pos);

    return month >= 0 ? month : one_or_two_digits(s, pos);
}

/* Seconds of the day, or 0 if there is no such day. */
static int64_t at_of(int year, int month, int day)
{
    int y, m, d;

    if (year < YEAR_MIN || year > YEAR_MAX || month < 1 || month > 12 || day < 1)
        return 0;
    int64_t days = ts_days_of(year, month, day);
    ts_civil_of(days, &y, &m, &d);
    return m == month && d == day ? days * 86400 : 0;
}

static bool is_digit_at(ts_str s, size_t pos)
{
    return pos < s.len && ts_is_digit(s.ptr[pos]);
}

/* Nothing more behind the eight digits of a day, or hours, minutes and perhaps two digits more. */
static bool ends_day(ts_str s, size_t pos)
{
    if (!is_digit_at(s, pos))
        return true;
    int hour = digits(s, &pos, 2), minute = digits(s, &pos, 2);
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59)
        return false;
    digits(s, &pos, 2);
    return !is_digit_at(s, pos);
}

/* The day that begins at `pos`: year first. */
static int64_t day_at(ts_str s, size_t pos)
{
    int year = digits(s, &pos, 4);
    bool is_parted = year > 0 && skip_separator(s, &pos);
    int month = is_parted ? month_at(s, &pos) : digits(s, &pos, 2);

    if (month < 1 || (is_parted && !skip_separator(s, &pos)))
        return 0;
    int day = is_parted ? one_or_two_digits(s, &pos) : digits(s, &pos, 2);
    if (is_parted ? is_digit_at(s, pos) : !ends_day(s, pos))
        return 0;
    return at_of(year, month, day);
}

/* The day that begins at `pos`: year last, and a month with a name between. */
static int64_t day_first_at(ts_str s, size_t pos)
{
    int day = one_or_two_digits(s, &pos);
    int month = skip_separator(s, &pos) ? named_month_at(s, &pos) : -1;
    int year = month > 0 && skip_separator(s, &pos) ? digits(s, &pos, 4) : -1;

    return year > 0 && !is_digit_at(s, pos) ? at_of(year, month, day) : 0;
}

struct ts_when day_of_address(ts_str address)
{
    for (size_t i = 1; i + 8 <= address.len; i++) {
        if (!ts_is_digit(address.ptr[i]) || ts_is_digit(address.ptr[i - 1]))
            continue;
        int64_t at = day_at(address, i);
        if (at == 0)
            at = day_first_at(address, i);
        if (at != 0)
            return (struct ts_when){ .at = at, .precision = TS_WHEN_DAY };
    }
    return (struct ts_when){ 0 };
}
