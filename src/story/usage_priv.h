/* usage_priv.h - how usual a word is in the news of its language. */
#ifndef TEARSHEET_STORY_USAGE_PRIV_H
#define TEARSHEET_STORY_USAGE_PRIV_H

#include "tearsheet/story/fingerprint.h"

/* How usual a folded stem, or a number in digits, is in news of a two-letter language.
 * TS_USAGE_UNKNOWN if there is no table of the language. */
enum ts_term_usage usage_of(ts_str lang, ts_str stem);

#endif
