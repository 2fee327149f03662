/* concepts_priv.h - words that mean the same, within a language and across languages. */
#ifndef TEARSHEET_STORY_CONCEPTS_PRIV_H
#define TEARSHEET_STORY_CONCEPTS_PRIV_H

#include "tearsheet/base/map.h"
#include "tearsheet/story/fingerprint.h"

/* Puts the words of `lang` that have a concept into `m`: hash of the stem to the concept's key,
 * which is the same in all languages.  Other languages than those of the table put nothing. */
void concepts_put(struct ts_map *m, struct ts_lexicon *l, ts_str lang);

/* Of these only the weekdays. */
void concepts_put_weekdays(struct ts_map *m, struct ts_lexicon *l, ts_str lang);

/* Is the concept one of the calendar or of time? */
bool concepts_is_time(int64_t key);
/* 0 for Monday to 6, 0 for January to 11; -1 for anything else. */
int concepts_weekday(int64_t key);
int concepts_month(int64_t key);
/* Does its row begin with these words? */
bool concepts_is(int64_t key, const char *english);

#endif
