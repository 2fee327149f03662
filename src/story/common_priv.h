/* common_priv.h - words that say little wherever they stand. */
#ifndef TEARSHEET_STORY_COMMON_PRIV_H
#define TEARSHEET_STORY_COMMON_PRIV_H

#include "tearsheet/base/str.h"

/* True if news is full of `word` (lower case, or a pair of Chinese, Japanese or Korean characters),
 * whatever it is about.  Serves until enough reports were seen to count for themselves. */
bool is_common(ts_str word);

#endif
