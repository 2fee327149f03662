/* figures.h - numbers that reports of one story give differently. */
#ifndef TEARSHEET_STORY_FIGURES_H
#define TEARSHEET_STORY_FIGURES_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/story.h"

#define TS_FIGURES_MAX 500 /* of one report; the rest is left out */

/* A number as a report gives it. */
struct ts_figure {
    size_t report; /* its place among the reports */
    double value;
    double low, high; /* "more than 300" may be 300 to 330; else both are `value` */
    ts_str text;      /* as written, with what is counted: "12 people" */
    ts_str sentence;  /* that it is in */
};

/* One matter, and all the numbers that the reports give for it. */
struct ts_dispute {
    ts_str matter;             /* what is counted, as the first report has it: "people injured" */
    bool is_correction;        /* each number gave way to a later one; otherwise reports disagree */
    struct ts_figure *figures; /* in the order of publication */
    size_t n;
    size_t n_values; /* that differ, two or more */
    size_t n_reports;
};

/* Aligns the numbers of `n` reports, in the order of publication, of one story; copies are to be
 * left out.  Those that agree in all reports are no dispute.  The most reported come first.
 * Results are in `a`, their texts slices of the reports'. */
struct ts_dispute *ts_figures_compare(struct ts_arena *a, const struct ts_report *reports, size_t n,
                                      size_t *n_disputes);

#endif
