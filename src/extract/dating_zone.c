/* The zone of the clock by which a page shows when it was published. */
#include "dating_list_priv.h"

enum { ZONE_STEP_S = 1800, ZONE_MAX_S = 14 * 3600, NO_ZONE = 9999 };

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

/* A moment told in UTC gains the zone of the clock that the page shows it by. */
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
        break;
    }
    return when;
}
