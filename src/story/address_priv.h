/* address_priv.h - the day that an address names. */
#ifndef TEARSHEET_STORY_ADDRESS_PRIV_H
#define TEARSHEET_STORY_ADDRESS_PRIV_H

#include "tearsheet/base/date.h"

/* The day in an address (".../2031/03/05/...", ".../2031/mar/05/...", "...-20310305"), with
 * precision TS_WHEN_DAY, or TS_WHEN_NONE if there is none. */
struct ts_when day_of_address(ts_str address);

#endif
