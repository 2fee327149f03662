/* sound_priv.h - how names sound, across scripts and spellings. */
#ifndef TEARSHEET_STORY_SOUND_PRIV_H
#define TEARSHEET_STORY_SOUND_PRIV_H

#include "tearsheet/base/str.h"

/* A hash of the consonants of `word` (lower case, without marks on Latin letters; or katakana):
 * "wrzosek", "wrzoska" and "ジョシェク" are near, "brannoch", "Браннох" and "ブラノック" are alike.
 * 0 when there are too few consonants to tell words apart. */
uint32_t sound_of(ts_str word);

#endif
