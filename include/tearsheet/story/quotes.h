/* quotes.h - who says what in a report. */
#ifndef TEARSHEET_STORY_QUOTES_H
#define TEARSHEET_STORY_QUOTES_H

#include "tearsheet/base/arena.h"
#include "tearsheet/base/str.h"

struct ts_quote {
    ts_str text;    /* what stands between the marks, without a comma at its end; a slice of the
                       report's text */
    ts_str speaker; /* as the report names him, or what it calls him ("the fire service"); in its
                       fullest form of the report if that is a name; empty if nobody is said to
                       speak */
    size_t start;   /* where the text stands in the report's, in bytes */
};

/* The quotations of a text in its order, in `a`; their number in `*n`.  Knows the quotation marks
 * of most languages, speech between dashes, and Japanese brackets.  A title or single words between
 * marks are no quotation unless somebody is said to say them.  `lang` may be empty. */
struct ts_quote *ts_quotes_find(struct ts_arena *a, ts_str text, ts_str lang, size_t *n);

#endif
