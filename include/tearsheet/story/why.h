/* why.h - why two reports are together. */
#ifndef TEARSHEET_STORY_WHY_H
#define TEARSHEET_STORY_WHY_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/story.h"
#include "tearsheet/story/group.h"

/* Compares two reports.  `g` gives the frequencies of words and may be NULL.  The result is in `a`.
 */
struct ts_story_why *ts_story_why(struct ts_arena *a, const struct ts_grouper *g,
                                  const struct ts_report *x, const struct ts_report *y);

#endif
