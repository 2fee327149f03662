/* lang.h - which language a text is in. */
#ifndef TEARSHEET_BASE_LANG_H
#define TEARSHEET_BASE_LANG_H

#include "tearsheet/base/arena.h"

/* A two-letter language code ("en", "de", "uk", "ja"), or empty if the text does not tell.  Decided
 * by script, then by a profile of frequent words and letters; sure from about 20 words on. */
ts_str ts_lang_guess(ts_str text);

/* True if `word` (lower case) is among the most frequent words without meaning of their own of the
 * language; with an empty language, of any. */
bool ts_lang_is_stop_word(ts_str lang, ts_str word);

/* "en-GB", "EN_us" -> "en"; empty if it does not look like a language tag. */
ts_str ts_lang_primary(struct ts_arena *a, ts_str tag);

#endif
