/* digest.h - a story at a glance: who says what, which numbers differ, how it went. */
#ifndef TEARSHEET_APP_DIGEST_H
#define TEARSHEET_APP_DIGEST_H

#include "tearsheet/base/date.h"
#include "tearsheet/store/db.h"
#include "tearsheet/story/changes.h"
#include "tearsheet/story/figures.h"

/* The most reports of a story that are read for it: the oldest. */
enum { TS_DIGEST_REPORTS_MAX = 100 };

struct ts_digest_report {
    int64_t id;
    int64_t at; /* published, or found */
    ts_str title;
    ts_str site;
    int64_t copy_of_id;        /* 0: it is no copy */
    bool is_compared;          /* a copy whose original is among the reports: */
    struct ts_changes changes; /* what it added and cut */
};

/* What somebody is quoted with. */
struct ts_saying {
    ts_str speaker; /* empty if no report says who it was */
    ts_str text;
    size_t report;    /* the first to have it, its place among the reports */
    size_t n_reports; /* that have it, copies left out */
};

/* A note of the editor's in a report. */
struct ts_correction {
    size_t report;
    ts_str text;
};

/* A report was called otherwise until then. */
struct ts_headline_change {
    size_t report;
    int64_t at;
    ts_str was;
    ts_str became;
};

struct ts_digest {
    struct ts_arena arena; /* all that is below */
    int64_t story_id;
    ts_str headline;
    struct ts_digest_report *reports; /* the oldest first */
    size_t n_reports;
    size_t n_left_out;         /* beyond TS_DIGEST_REPORTS_MAX */
    struct ts_saying *sayings; /* of one speaker together, in the order of speaking */
    size_t n_sayings;
    struct ts_dispute *disputes; /* their figures name reports by their places here */
    size_t n_disputes;
    struct ts_correction *corrections;
    size_t n_corrections;
    struct ts_headline_change *headlines;
    size_t n_headlines;
};

/* Reads the reports of a story; copies count once.  Some milliseconds a report.  TS_ERR_NOTFOUND
 * when there is no such story.  End it with ts_digest_done(), on failure too. */
TS_CHECKED enum ts_rc ts_digest_of_story(struct ts_db *db, int64_t story_id, struct ts_digest *out,
                                         struct ts_err *err);
void ts_digest_done(struct ts_digest *d);

#endif
