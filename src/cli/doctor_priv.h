/* doctor_priv.h - what the two halves of doctor share: the request (cmd_doctor.c) and what its
 * answer tells (diagnosis.c). */
#ifndef TEARSHEET_CLI_DOCTOR_PRIV_H
#define TEARSHEET_CLI_DOCTOR_PRIV_H

#include "cli_priv.h"
#include "tearsheet/app/replay.h"

/* An address that is being looked at. */
struct patient {
    struct cli *cli;
    struct ts_http *http;
    ts_str url;
    struct ts_replay replay;
};

/* Prints a line of what is found. */
void doctor_put(struct cli *c, const char *label, const char *fmt, ...) TS_PRINTF(3, 4);
/* The same, unless there is nothing to say. */
void doctor_put_if(struct cli *c, const char *label, ts_str text);

/* "2026-11-28T01:37:28Z, in 4 h"; of the past without the rest. */
ts_str doctor_moment(struct cli *c, int64_t at);

/* What the body of an answer is, and what the program would make of it. */
void doctor_put_content(const struct patient *p, const struct ts_reply *r);
/* When it would be asked again; `feed` is NULL where the answer has none. */
void doctor_put_next(const struct patient *p, const struct ts_reply *r, const struct ts_feed *feed);
/* What can be done about a failure, other than asking the doctor. */
void doctor_put_advice(struct cli *c, const struct ts_reply *r, const struct ts_err *err);

#endif
