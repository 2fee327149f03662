/* story.h - reports of one event, as the grouping takes and gives them. */
#ifndef TEARSHEET_MODEL_STORY_H
#define TEARSHEET_MODEL_STORY_H

#include "tearsheet/base/date.h"
#include "tearsheet/base/str.h"

/* A report to be grouped.  Everything but the id may be missing. */
struct ts_report {
    int64_t id;
    ts_str url;
    ts_str title;
    ts_str text; /* paragraphs parted by blank lines */
    ts_str site;
    ts_str lang;
    struct ts_when published;
};

/* Where it belongs. */
struct ts_placement {
    int64_t story_id;   /* of the grouping; 0 none yet */
    int64_t saga_id;    /* the affair that the story belongs to, 0 none */
    int64_t copy_of_id; /* the report that this one is a copy of, 0 none */
    float score;        /* likeness to the story joined, 1 for the first report of one */
};

/* Why two reports are together. */
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

#endif
