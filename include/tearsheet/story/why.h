/* why.h - why two reports are together. */
#ifndef TEARSHEET_STORY_WHY_H
#define TEARSHEET_STORY_WHY_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/story.h"
#include "tearsheet/story/group.h"

struct ts_story_why {
    ts_str *names; /* names of people, places, bodies that both have, the rarest first */
    size_t n_names;
    ts_str *words; /* other shared words, the rarest first, as the first report writes them */
    size_t n_words;
    ts_str *numbers;
    size_t n_numbers;
    double hours_apart; /* negative when a date is missing */
    bool is_same_site;
    float overlap; /* share of the shorter text that the other has word for word */
    float score;   /* likeness, 0 to 1, as the grouping sees it */
};

/* Compares two reports.  `g` gives the frequencies of words and may be NULL.  The result is in `a`.
 */
struct ts_story_why *ts_story_why(struct ts_arena *a, const struct ts_grouper *g,
                                  const struct ts_report *x, const struct ts_report *y);

#endif
