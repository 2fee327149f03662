/* fetch_one.h - one address, now, waiting for the answer: for commands that look at a page or a
 * feed. */
#ifndef TEARSHEET_APP_FETCH_ONE_H
#define TEARSHEET_APP_FETCH_ONE_H

#include "tearsheet/app/config.h"
#include "tearsheet/base/arena.h"

struct ts_fetched {
    ts_str final_url; /* after redirects */
    ts_str content_type;
    ts_str etag;
    ts_str last_modified;
    ts_str body;
};

/* Fetches `url`, which the person at the prompt named: file: and private addresses are fine.  The
 * result is in `a`.  The error names the address and says what to do about it. */
TS_CHECKED enum ts_rc ts_fetch_one(struct ts_arena *a, ts_str url, struct ts_fetched *out,
                                   struct ts_err *err);

#endif
