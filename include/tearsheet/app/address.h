/* address.h - what people type when they mean an address. */
#ifndef TEARSHEET_APP_ADDRESS_H
#define TEARSHEET_APP_ADDRESS_H

#include "tearsheet/base/arena.h"

/* Makes a full address of "site.example", "./feed.xml", "@ann@social.example" and the like, in `a`;
 * empty if it can be none. */
ts_str ts_address_of(struct ts_arena *a, ts_str given);

/* True if the address looks like that of an article: a slug of several words or a number, which
 * front pages and sections do not have. */
bool ts_address_is_article(ts_str url);

#endif
