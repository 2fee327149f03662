/* numerals_priv.h - numbers written as words. */
#ifndef TEARSHEET_STORY_NUMERALS_PRIV_H
#define TEARSHEET_STORY_NUMERALS_PRIV_H

#include "tearsheet/base/map.h"

/* Puts the words for numbers from 2 to 100 of a language into `m`: ts_str_hash() of the word in
 * lower case to the number. */
void numerals_put(struct ts_map *m, ts_str lang);

/* Reads a number of digits and signs for ten thousands and the like, as Chinese, Japanese and
 * Korean texts write large ones (2万3千), from `*pos` on.  If there is a sign, moves `*pos` behind
 * it all and puts the number to `*value`. */
bool numerals_read_myriads(ts_str text, size_t *pos, uint64_t *value);

#endif
