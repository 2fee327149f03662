/* date_common.c - the two forms that nearly all feeds write, read at one go; all others are
 * date_parse.c's, which would read these as well, to the same result, but ten times slower: a feed
 * has a date an item. */
#include "date_priv.h"

struct cursor {
    const char *at, *end;
    bool is_ok; /* false once something did not fit */
};

static void eat(struct cursor *c, char want)
{
    c->is_ok = c->is_ok && c->at < c->end && *c->at == want;
    c->at += c->is_ok;
}

static bool try_eat(struct cursor *c, char want)
{
    bool is_there = c->is_ok && c->at < c->end && *c->at == want;
    c->at += is_there;
    return is_there;
}

/* A number of `least` to `most` digits in the range from `low` to `high`. */
static int number(struct cursor *c, int least, int most, int low, int high)
{
    int value = 0, n = 0;

    for (; c->is_ok && n < most && c->at < c->end && ts_is_digit(*c->at); c->at++, n++)
        value = value * 10 + (*c->at - '0');
    c->is_ok = c->is_ok && n >= least && value >= low && value <= high;
    return value;
}

/* Place of three letters in a row of such, from 1; 0 if they are not in it. */
static int three_letters(struct cursor *c, const char *row)
{
    for (int i = 0; c->is_ok && c->end - c->at >= 3 && row[i]; i += 3) {
        if (c->at[0] != row[i] || c->at[1] != row[i + 1] || c->at[2] != row[i + 2])
            continue;
        c->at += 3;
        return i / 3 + 1;
    }
    return 0;
}

/* "+01:00", "+0100", in minutes. */
static int offset(struct cursor *c, bool has_colon)
{
    int sign = try_eat(c, '-') ? -1 : 1;

    if (sign > 0)
        eat(c, '+');
    int hours = number(c, 2, 2, 0, 13);
    if (has_colon)
        eat(c, ':');
    int minutes = hours * 60 + number(c, 2, 2, 0, 59);
    c->is_ok = c->is_ok && (sign > 0 || minutes > 0); /* "-0000" has a meaning of its own */
    return sign * minutes;
}

/* Seconds of the day. */
static int clock_time(struct cursor *c, bool needs_seconds)
{
    int at = 3600 * number(c, 2, 2, 0, 23);

    eat(c, ':');
    at += 60 * number(c, 2, 2, 0, 59);
    if (needs_seconds)
        eat(c, ':');
    if (needs_seconds || try_eat(c, ':'))
        at += number(c, 2, 2, 0, 59);
    return at;
}

static bool finish(const struct cursor *c, const int date[3], int seconds, int zone_min,
                   struct ts_when *out)
{
    int year, month, day;

    if (!c->is_ok || c->at != c->end)
        return false;
    int64_t days = ts_days_of(date[0], date[1], date[2]);
    ts_civil_of(days, &year, &month, &day);
    if (month != date[1]) /* 30 February */
        return false;
    *out = (struct ts_when){ .at = days * 86400 + seconds - (int64_t)zone_min * 60,
                             .zone_min = (int16_t)zone_min,
                             .precision = TS_WHEN_TIME,
                             .has_zone = true };
    return true;
}

/* "Mon, 03 Mar 2025 14:05:00 +0100", the weekday and the seconds optional. */
static bool read_rfc822(ts_str text, struct ts_when *out)
{
    struct cursor c = { text.ptr, text.ptr + text.len, true };
    int zone_min = 0;

    if (three_letters(&c, "MonTueWedThuFriSatSun")) {
        eat(&c, ',');
        eat(&c, ' ');
    }
    int day = number(&c, 1, 2, 1, 31);
    eat(&c, ' ');
    int month = three_letters(&c, "JanFebMarAprMayJunJulAugSepOctNovDec");
    eat(&c, ' ');
    int year = number(&c, 4, 4, 1970, 2199);
    eat(&c, ' ');
    int seconds = clock_time(&c, false);
    eat(&c, ' ');
    if (!three_letters(&c, "GMTUTC"))
        zone_min = offset(&c, false);
    return month && finish(&c, (int[]){ year, month, day }, seconds, zone_min, out);
}

/* "2025-03-03T14:05:00+01:00", with a fraction of the second or "Z". */
static bool read_rfc3339(ts_str text, struct ts_when *out)
{
    struct cursor c = { text.ptr, text.ptr + text.len, true };
    int zone_min = 0;

    int year = number(&c, 4, 4, 1970, 2199);
    eat(&c, '-');
    int month = number(&c, 2, 2, 1, 12);
    eat(&c, '-');
    int day = number(&c, 2, 2, 1, 31);
    eat(&c, 'T');
    int seconds = clock_time(&c, true);
    if (try_eat(&c, '.'))
        (void)number(&c, 1, 9, 0, 999999999);
    if (!try_eat(&c, 'Z'))
        zone_min = offset(&c, true);
    return finish(&c, (int[]){ year, month, day }, seconds, zone_min, out);
}

bool ts_when_read_common(ts_str text, struct ts_when *out)
{
    return text.len > 0 && (read_rfc822(text, out) || read_rfc3339(text, out));
}
