/* answer.h - what a server's answer means: how long to wait, how long it is good for, and status
 * numbers in words. */
#ifndef TEARSHEET_NET_ANSWER_H
#define TEARSHEET_NET_ANSWER_H

#include "tearsheet/base/arena.h"

/* Seconds of a Retry-After value, a number or a date; at most a week.  0 if it says nothing, or a
 * time that has passed. */
int64_t ts_retry_after_s(ts_str value, int64_t now_at);

/* Header values that say how long an answer is good for; empty where there are none. */
struct ts_freshness {
    ts_str cache_control;
    ts_str expires;
    ts_str date;
    ts_str age;
};

/* Till when the answer is good, at most a year from now; 0 if nothing is said, or it was stale when
 * it came. */
int64_t ts_fresh_until_at(const struct ts_freshness *headers, int64_t now_at);

/* Words a status that is no success: "<url>: 404 not found", with advice where there is some.
 * `retry_after_s` is what the server asked for, or 0. */
enum ts_rc ts_fail_status(struct ts_err *err, ts_str url, int status, int64_t retry_after_s);

/* True if the answer is not the document but a test for humans in front of it: said by a header, or
 * by the page that came with a refusing status. */
bool ts_is_challenge(int status, ts_str head, ts_str content_type, ts_str body);

/* The value of a header in `head` ("Name: value" lines); empty if it is not there. */
ts_str ts_header_find(ts_str head, const char *name);

/* Of a header that is a list, and may be parted over several lines (RFC 9110, 5.3): all of it. */
ts_str ts_header_list(struct ts_arena *a, ts_str head, const char *name);

#endif
