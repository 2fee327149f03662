/* The zone of the clock by which a page shows when it was published. */
#include "dating_list_priv.h"

enum {
    ZONE_STEP_S = 1800,
    HOUR_S = 3600,
    ZONE_MAX_S = 14 * HOUR_S,
    WEST_S = 8 * HOUR_S,
    EAST_S = 11 * HOUR_S,
    NO_ZONE = 9999
};

/* Minutes that the clock which `shown` was read from is ahead of UTC if it shows the moment `when`:
 * with a zone that it is written with, or without one.  NO_ZONE if it does not. */
static int zone_of(struct ts_when when, struct ts_when shown)
{
    int64_t ahead_s = shown.has_zone ? shown.zone_min * 60 : shown.at - when.at;
    int64_t rest_s = shown.has_zone ? shown.at - when.at : ahead_s % ZONE_STEP_S;

    if (rest_s < 0)
        rest_s += ZONE_STEP_S;
    if (rest_s > ZONE_STEP_S / 2)
        rest_s -= ZONE_STEP_S;
    bool is_moment = rest_s > -60 && rest_s < 60;
    bool is_zone = ahead_s > -ZONE_MAX_S && ahead_s <= ZONE_MAX_S;
    if (shown.precision != TS_WHEN_TIME || !is_moment || !is_zone)
        return NO_ZONE;
    return (int)((ahead_s - (shown.has_zone ? 0 : rest_s)) / 60);
}

/* The day in the address, or the bare day that the page shows by its headline: both are of the
 * site's own clock. */
static struct ts_when own_day(const struct ts_dating_list *l)
{
    for (size_t i = 0; l->url_day.precision == TS_WHEN_NONE && i < l->n; i++) {
        enum ts_dating_place place = l->at[i].place;
        if (place >= TS_DATED_MARKED && place <= TS_DATED_NEAR_WORDS &&
            l->at[i].when.precision == TS_WHEN_DAY)
            return l->at[i].when;
    }
    return l->url_day;
}

/* The least zone, in whole hours, by whose clock the moment is of that day; 0 if it is by UTC, or
 * by none. */
static int least_zone(int64_t at, struct ts_when day)
{
    int64_t before_s = day.at - at;
    int64_t behind_s = at - (day.at + TS_DATING_DAY_S);

    if (day.precision != TS_WHEN_DAY)
        return 0;
    if (before_s > 0 && before_s <= EAST_S)
        return (int)((before_s + HOUR_S - 1) / HOUR_S) * 60;
    if (behind_s >= 0 && behind_s < WEST_S)
        return -(int)(behind_s / HOUR_S + 1) * 60;
    return 0;
}

struct ts_when ts_dating_with_zone(const struct ts_dating_list *l, struct ts_when when)
{
    if (when.precision != TS_WHEN_TIME || when.zone_min != 0)
        return when;
    for (size_t i = 0; i < l->n; i++) {
        int zone_min = zone_of(when, l->at[i].when);
        if (zone_min == NO_ZONE || zone_min == 0)
            continue;
        when.zone_min = (int16_t)zone_min;
        when.has_zone = true;
        return when;
    }
    int zone_min = least_zone(when.at, own_day(l));
    when.has_zone = when.has_zone || zone_min != 0;
    when.zone_min = (int16_t)zone_min;
    return when;
}
