/* report_priv.h - what a refresh at the prompt says while it runs, and at its end.
 *
 * On a terminal a line of progress, failures above it, and a sum; elsewhere failures alone, so that
 * cron is quiet; with --json an object a line for everything that is done. */
#ifndef TEARSHEET_CLI_REPORT_PRIV_H
#define TEARSHEET_CLI_REPORT_PRIV_H

#include "cli_priv.h"
#include "tearsheet/app/refresh.h"

struct report {
    struct cli *cli;
    bool is_live; /* progress is drawn on the terminal */
    int64_t drawn_ms;
};

/* Finds out what to say where. */
void report_init(struct report *r, struct cli *cli);
/* What tells it what happens; it must stay where it is. */
struct ts_refresh_listener report_listener(struct report *r);

/* Draws the line again, unless that was only just done. */
void report_draw(struct report *r, const struct ts_progress *progress);
/* Takes the line away. */
void report_clear(const struct report *r);
/* What came of a refresh. */
void report_sum(const struct report *r, const struct ts_progress *progress);
/* There was none, since another process is at it. */
void report_busy(const struct report *r, const struct ts_err *err);

#endif
