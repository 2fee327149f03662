/* numerals_priv.h - numbers written as words. */
#ifndef TEARSHEET_STORY_NUMERALS_PRIV_H
#define TEARSHEET_STORY_NUMERALS_PRIV_H

#include "tearsheet/base/map.h"

/* Puts the words for numbers from 2 to 100 of a language into `m`: ts_str_hash() of the word in
 * lower case to the number. */
void numerals_put(struct ts_map *m, ts_str lang);

#endif
