/* The calendar, the clock, and dates as text.  Civil dates are counted in eras of 400 years that
 * start on 1 March, so that the leap day is the last of its year. */
#include "tearsheet/base/date.h"

#include <stdlib.h>
#include <time.h>

enum { MINUTE_S = 60, HOUR_S = 3600, DAY_S = 86400, WEEK_S = 7 * DAY_S };

static const char *const month_names[] = { "January",   "February", "March",    "April",
                                           "May",       "June",     "July",     "August",
                                           "September", "October",  "November", "December" };
static const char *const weekday_names[] = { "Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat" };

int64_t ts_days_of(int year, int month, int day)
{
    int64_t y = month <= 2 ? (int64_t)year - 1 : year;
    int64_t era = (y >= 0 ? y : y - 399) / 400;
    int64_t year_of_era = y - era * 400;
    int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    int64_t day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

    return era * 146097 + day_of_era - 719468;
}

void ts_civil_of(int64_t days, int *year, int *month, int *day)
{
    int64_t z = days + 719468;
    int64_t era = (z >= 0 ? z : z - 146096) / 146097;
    int64_t day_of_era = z - era * 146097;
    int64_t year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
    int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    int64_t shifted_month = (5 * day_of_year + 2) / 153;

    *day = (int)(day_of_year - (153 * shifted_month + 2) / 5 + 1);
    *month = (int)(shifted_month < 10 ? shifted_month + 3 : shifted_month - 9);
    *year = (int)(year_of_era + era * 400 + (*month <= 2));
}

/* Seconds since 1970 taken apart in the zone they were moved to. */
struct civil {
    int year, month, day, hour, minute, second;
};

static struct civil civil_at(int64_t at)
{
    struct civil c;
    int64_t days = at / DAY_S - (at % DAY_S < 0);
    int64_t rest = at - days * DAY_S;

    ts_civil_of(days, &c.year, &c.month, &c.day);
    c.hour = (int)(rest / HOUR_S);
    c.minute = (int)(rest / MINUTE_S % 60);
    c.second = (int)(rest % MINUTE_S);
    return c;
}

ts_str ts_when_iso(struct ts_arena *a, struct ts_when when)
{
    if (when.precision == TS_WHEN_NONE)
        return (ts_str){ 0 };

    int zone = when.has_zone && when.precision == TS_WHEN_TIME ? when.zone_min : 0;
    struct civil c = civil_at(when.at + (int64_t)zone * MINUTE_S);
    if (when.precision == TS_WHEN_DAY)
        return ts_arena_printf(a, "%04d-%02d-%02d", c.year, c.month, c.day);
    ts_str local = ts_arena_printf(a, "%04d-%02d-%02dT%02d:%02d:%02d", c.year, c.month, c.day,
                                   c.hour, c.minute, c.second);
    if (zone == 0)
        return ts_arena_concat(a, local, TS_STR("Z"));
    return ts_arena_printf(a, "%.*s%c%02d:%02d", TS_FMT(local), zone < 0 ? '-' : '+',
                           abs(zone) / 60, abs(zone) % 60);
}

struct ts_when ts_when_swap(struct ts_when when)
{
    int64_t shift = when.has_zone ? (int64_t)when.zone_min * MINUTE_S : 0;
    struct civil c = civil_at(when.at + shift);

    if (!when.is_swappable || c.day > 12)
        return when;
    when.at += (ts_days_of(c.year, c.day, c.month) - ts_days_of(c.year, c.month, c.day)) * DAY_S;
    return when;
}

/* In the zone of the reader. */
static struct tm local_at(int64_t at)
{
    time_t t = (time_t)at;
    struct tm local = { 0 };

    localtime_r(&t, &local);
    return local;
}

ts_str ts_span_words(struct ts_arena *a, int64_t seconds)
{
    static const struct {
        int64_t unit_s;
        const char *name;
    } units[] = { { DAY_S, "d" }, { HOUR_S, "h" }, { MINUTE_S, "min" } };

    for (size_t i = 0; i < TS_COUNT(units); i++)
        if (seconds >= 2 * units[i].unit_s)
            return ts_arena_printf(a, "%lld %s", (long long)(seconds / units[i].unit_s),
                                   units[i].name);
    return ts_arena_printf(a, "%lld s", (long long)seconds);
}

ts_str ts_when_ago(struct ts_arena *a, int64_t at, int64_t now_at)
{
    int64_t age = now_at - at;

    if (age > -DAY_S && age < MINUTE_S)
        return TS_STR("now"); /* clocks differ: what is a little in the future is new */
    if (age >= 0 && age < HOUR_S)
        return ts_arena_printf(a, "%dm", (int)(age / MINUTE_S));
    if (age >= 0 && age < DAY_S)
        return ts_arena_printf(a, "%dh", (int)(age / HOUR_S));
    if (age >= 0 && age < WEEK_S)
        return ts_arena_printf(a, "%dd", (int)(age / DAY_S));

    struct tm then = local_at(at);
    struct tm now = local_at(now_at);
    const char *month = month_names[then.tm_mon];
    if (then.tm_year == now.tm_year)
        return ts_arena_printf(a, "%d %.3s", then.tm_mday, month);
    return ts_arena_printf(a, "%d %.3s %d", then.tm_mday, month, then.tm_year + 1900);
}

ts_str ts_when_long(struct ts_arena *a, struct ts_when when)
{
    if (when.precision == TS_WHEN_NONE)
        return (ts_str){ 0 };
    if (when.precision == TS_WHEN_DAY) {
        struct civil c = civil_at(when.at);
        return ts_arena_printf(a, "%d %s %d", c.day, month_names[c.month - 1], c.year);
    }
    struct tm t = local_at(when.at);
    return ts_arena_printf(a, "%s %d %s %d, %02d:%02d", weekday_names[t.tm_wday], t.tm_mday,
                           month_names[t.tm_mon], t.tm_year + 1900, t.tm_hour, t.tm_min);
}

ts_str ts_when_short(struct ts_arena *a, int64_t at)
{
    struct tm t = local_at(at);
    return ts_arena_printf(a, "%d %.3s %02d:%02d", t.tm_mday, month_names[t.tm_mon], t.tm_hour,
                           t.tm_min);
}

int64_t ts_now_at(void)
{
    return (int64_t)time(NULL);
}

static int64_t ms_of(clockid_t clock)
{
    struct timespec t;

    clock_gettime(clock, &t);
    return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

int64_t ts_now_ms(void)
{
    return ms_of(CLOCK_MONOTONIC);
}

int64_t ts_worked_ms(void)
{
    return ms_of(CLOCK_THREAD_CPUTIME_ID);
}

bool ts_duration_parse(ts_str text, int64_t *out_s)
{
    static const struct {
        char letter;
        int seconds;
    } units[] = { { 'm', MINUTE_S }, { 'h', HOUR_S }, { 'd', DAY_S } };
    enum { MAX_DAYS = 36525 };
    int64_t number;

    for (size_t i = 0; text.len > 1 && i < TS_COUNT(units); i++) {
        if (text.ptr[text.len - 1] != units[i].letter ||
            !ts_str_to_int(ts_str_sub(text, 0, text.len - 1), &number) || number < 0 ||
            number > (int64_t)MAX_DAYS * DAY_S / units[i].seconds)
            continue;
        *out_s = number * units[i].seconds;
        return true;
    }
    return false;
}
