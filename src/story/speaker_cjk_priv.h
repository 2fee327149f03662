/* speaker_cjk_priv.h - whom a Japanese or Chinese sentence says to speak. */
#ifndef TEARSHEET_STORY_SPEAKER_CJK_PRIV_H
#define TEARSHEET_STORY_SPEAKER_CJK_PRIV_H

#include "tearsheet/base/str.h"

/* Is the zone written in characters, kana or Hangul? */
bool speaker_is_cjk(ts_str zone);

/* Who speaks, by what stands right before the quotation or `is_behind` it. */
ts_str speaker_find_cjk(ts_str zone, bool is_behind);

/* Does what stands behind marks say that something is called so? */
bool speaker_is_title_cjk(ts_str behind);

#endif
