/* date_priv.h - the names that dates are written with; shared by the sources of base/date. */
#ifndef TEARSHEET_BASE_DATE_PRIV_H
#define TEARSHEET_BASE_DATE_PRIV_H

#include "tearsheet/base/date.h"

/* 1 to 12 for a month's name or abbreviation in lower case, in any language of the table, or 0. */
int ts_month_of_name(ts_str lower);

struct ts_zone {
    const char *name;  /* lower case */
    int16_t east_min;  /* minutes east of UTC */
    bool is_us_either; /* "ET": standard or summer time, by the rule of the United States */
};

/* The zone of a name in lower case ("cest"), or NULL. */
const struct ts_zone *ts_zone_of_name(ts_str lower);

/* Reads the forms that most feeds write, RFC 822 and RFC 3339 to the letter; false for any other.
 */
bool ts_when_read_common(ts_str text, struct ts_when *out);

/* True for the words that stand between the parts of a date ("of", "de") or between the date and
 * its time ("at", "um"), in lower case. */
bool ts_date_is_joint(ts_str lower);

#endif
