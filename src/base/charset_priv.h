/* charset_priv.h - mending what was decoded wrongly before it came to us. */
#ifndef TEARSHEET_BASE_CHARSET_PRIV_H
#define TEARSHEET_BASE_CHARSET_PRIV_H

#include "tearsheet/base/arena.h"

/* `text` (valid UTF-8) as it was before it was taken for Latin-1 or windows-1252 and encoded again
 * ("â€™" for "’").  `text` itself unless all of it that is not ASCII, twice at least, can only have
 * come about so. */
ts_str ts_charset_mend_twice(struct ts_arena *a, ts_str text);

#endif
