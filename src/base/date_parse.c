/* Dates read from text: at every place where a date could begin the shapes are tried in order; a
 * time may stand behind the date, or before it.  Nothing looks back, and a shape reads a dozen
 * tokens at most, so the work is linear in the text. */
#include <string.h>

#include "date_priv.h"
#include "tearsheet/base/utf8.h"

enum {
    LEAD_MAX = 24,  /* bytes of other text before a date that is alone (a weekday) */
    TRAIL_MAX = 40, /* and behind it (a zone in words) */
    LEAPS_MAX = 4,  /* words and marks between a time and the date behind it */
};

/* The day of the n-th Sunday of a month. */
static int64_t sunday_of(int year, int month, int nth)
{
    int64_t first = ts_days_of(year, month, 1);
    int64_t weekday = (first + 4) % 7; /* 1 January 1970 was a Thursday; Sunday is 0 */

    return first + (7 - weekday) % 7 + (int64_t)(nth - 1) * 7;
}

/* Summer time in the United States: second Sunday of March to first Sunday of November. */
static bool is_us_summer(const struct ts_moment *m)
{
    int64_t day = ts_days_of(m->year, m->month, m->day);

    return day >= sunday_of(m->year, 3, 2) && day < sunday_of(m->year, 11, 1);
}

static struct ts_when when_of(const struct ts_moment *m)
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

/* "14:05 GMT, Mon 3 March 2025": a clock, then a few words, then the date. */
static bool eat_time_and_date(struct ts_date_lexer *in, struct ts_moment *m)
{
    struct ts_date_lexer copy = *in;
    struct ts_moment found = { 0 };

    if (!ts_date_eat_clock(&copy, &found))
        return false;
    for (int i = 0; i < LEAPS_MAX; i++) {
        struct ts_date_lexer here = copy;
        if (ts_date_eat_day(&here, &found)) {
            *in = here;
            *m = found;
            return true;
        }
        struct ts_date_token t = ts_date_next(&copy);
        if (t.kind == TS_TOKEN_END || t.kind == TS_TOKEN_NUMBER)
            return false;
    }
    return false;
}

static bool eat_moment(struct ts_date_lexer *in, struct ts_moment *m)
{
    *m = (struct ts_moment){ 0 };
    if (ts_date_eat_day(in, m)) {
        if (!m->has_time && !m->is_partial && m->epoch_at == 0)
            ts_date_eat_time(in, m);
        return true;
    }
    *m = (struct ts_moment){ 0 };
    return eat_time_and_date(in, m);
}

/* Could a date begin with this token?  Months are looked up only before a number. */
static bool may_begin(const struct ts_date_lexer *in)
{
    struct ts_date_lexer copy = *in;
    struct ts_date_token t = ts_date_next(&copy);

    if (t.kind == TS_TOKEN_NUMBER)
        return true;
    if (t.kind == TS_TOKEN_WORD) {
        ts_date_eat_joints(&copy);
        return ts_date_peek(&copy).kind == TS_TOKEN_NUMBER;
    }
    return t.kind == TS_TOKEN_MARK && ts_rune_is_cjk(t.rune);
}

/* Moves past one token, and past a chain of numbers and marks as a whole: "1.2.3.2025" holds no
 * date. */
static void skip_one(struct ts_date_lexer *in)
{
    struct ts_date_token t = ts_date_next(in);

    while (t.kind == TS_TOKEN_NUMBER) {
        struct ts_date_lexer copy = *in;
        struct ts_date_token mark = ts_date_next(&copy);
        struct ts_date_token number = ts_date_next(&copy);
        bool is_chain = mark.kind == TS_TOKEN_MARK && !mark.is_spaced && mark.rune < 0x80 &&
                        strchr(".-/", (int)mark.rune) && number.kind == TS_TOKEN_NUMBER &&
                        !number.is_spaced;
        if (!is_chain)
            return;
        *in = copy;
        t = number;
    }
}

/* The first date in the text: where it starts and ends. */
static bool find_moment(struct ts_date_lexer *in, struct ts_moment *m, size_t *start)
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
        if (ts_date_digit(ts_utf8_next(text, &pos)) >= 0)
            return true;
    }
    return false;
}

/* Year alone, the shortest form of W3CDTF. */
static bool is_year(ts_str text, struct ts_moment *m)
{
    struct ts_date_lexer in = { .text = text };

    *m = (struct ts_moment){ .month = 1, .day = 1 };
    return ts_date_eat_number(&in, 4, 4, &m->year) && in.pos == text.len && ts_date_is_possible(m);
}

struct ts_when ts_when_parse(ts_str text)
{
    struct ts_date_lexer in = { .text = ts_str_trim(text), .is_whole = true };
    struct ts_when none = { 0 }, common;
    struct ts_moment m;
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
    struct ts_date_lexer in = { .text = text };
    struct ts_moment m;
    size_t start;

    return find_moment(&in, &m, &start) ? when_of(&m) : (struct ts_when){ 0 };
}
