/* Dates in addresses are numbers between marks, or eight digits. */
#include "dating_priv.h"

#include <stdio.h>

#include "tearsheet/base/url.h"

static bool is_part_end(ts_str path, size_t at)
{
    return at >= path.len || !ts_is_digit(path.ptr[at]);
}

static int number_at(ts_str path, size_t at, size_t len)
{
    int number = 0;

    if (at + len > path.len)
        return -1;
    for (size_t i = at; i < at + len; i++) {
        if (!ts_is_digit(path.ptr[i]))
            return -1;
        number = number * 10 + (path.ptr[i] - '0');
    }
    return number;
}

static struct ts_when day_of(int year, int month, int day)
{
    char text[16];
    int n = year >= TS_DATING_MIN_YEAR && year <= 2100 && month >= 1 && month <= 12 && day >= 1 &&
                    day <= 31
                ? snprintf(text, sizeof text, "%04d-%02d-%02d", year, month, day)
                : 0;
    return ts_when_parse((ts_str){ text, (size_t)n });
}

static size_t month_digits(ts_str path, size_t at)
{
    return number_at(path, at, 2) >= 0 ? 2 : number_at(path, at, 1) >= 0 ? 1 : 0;
}

/* "2025/03/04", "2025-3-4", "2025/mar/04", "2025/03" at `at`. */
static struct ts_when date_with_marks(ts_str path, size_t at, bool *is_month)
{
    struct ts_when none = { 0 };
    char mark = at + 4 < path.len ? path.ptr[at + 4] : '\0';
    int year = number_at(path, at, 4);

    if (mark != '/' && mark != '-' && mark != '_')
        return none;
    size_t n = month_digits(path, at + 5);
    if (n == 0) {
        ts_str words = ts_str_sub(path, at, 15); /* "2025/mar/04/" */
        struct ts_when when = ts_when_find(words);
        return when.precision == TS_WHEN_DAY ? when : none;
    }
    int month = number_at(path, at + 5, n);
    size_t end = at + 5 + n;
    size_t d = end < path.len && path.ptr[end] == mark ? month_digits(path, end + 1) : 0;
    bool is_version = mark != '/' && n + d < 4; /* "2025-4-1" */
    if (d > 0 && !is_version && is_part_end(path, end + 1 + d))
        return day_of(year, month, number_at(path, end + 1, d));
    *is_month = mark == '/' && n == 2 && (end >= path.len || path.ptr[end] == '/');
    return *is_month ? day_of(year, month, 1) : none;
}

/* "20250304", alone or with the time of day and more behind it. */
static struct ts_when compact_day(ts_str path, size_t at)
{
    int digits = number_at(path, at, 8);
    int hour = number_at(path, at + 8, 2);
    int minute = number_at(path, at + 10, 2);
    bool has_time = hour >= 0 && hour < 24 && minute >= 0 && minute < 60;

    if (digits < 0 || !(has_time || is_part_end(path, at + 8)))
        return (struct ts_when){ 0 };
    return day_of(digits / 10000, digits / 100 % 100, digits % 100);
}

/* "29-10-2021" and "29.10.2021" at `at`, unless day and month could be meant the other way round.
 */
static struct ts_when day_first(ts_str path, size_t at)
{
    int day = number_at(path, at, 2);
    int month = number_at(path, at + 3, 2);
    bool has_marks = at + 5 < path.len && path.ptr[at + 2] == path.ptr[at + 5] &&
                     (path.ptr[at + 2] == '-' || path.ptr[at + 2] == '.');

    if (!has_marks || day <= 12 || month < 0 || !is_part_end(path, at + 10))
        return (struct ts_when){ 0 };
    return day_of(number_at(path, at + 6, 4), month, day);
}

struct ts_when ts_dating_of_url(ts_str url, bool *is_month)
{
    ts_str path = ts_url_parse(url).path;
    struct ts_when month = { 0 };

    *is_month = false;
    for (size_t at = 0; at < path.len; at++) {
        bool is_start = ts_is_digit(path.ptr[at]) && (at == 0 || !ts_is_digit(path.ptr[at - 1]));
        if (!is_start)
            continue;
        struct ts_when when = { 0 };
        bool is_only_month = false;
        if (number_at(path, at, 8) >= 0)
            when = compact_day(path, at);
        else if (number_at(path, at, 4) >= 0 && is_part_end(path, at + 4))
            when = date_with_marks(path, at, &is_only_month);
        else if (is_part_end(path, at + 2))
            when = day_first(path, at);
        if (when.precision != TS_WHEN_NONE && !is_only_month)
            return when;
        if (month.precision == TS_WHEN_NONE)
            month = when;
    }
    *is_month = month.precision != TS_WHEN_NONE;
    return month;
}
