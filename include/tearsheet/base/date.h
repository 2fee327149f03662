/* date.h - points in time as documents write them. */
#ifndef TEARSHEET_BASE_DATE_H
#define TEARSHEET_BASE_DATE_H

#include "tearsheet/base/arena.h"

enum ts_when_precision {
    TS_WHEN_NONE = 0, /* not known */
    TS_WHEN_DAY,      /* a bare day; `at` is its midnight UTC */
    TS_WHEN_TIME,     /* a point in time */
};

struct ts_when {
    int64_t at;        /* seconds since 1970 UTC */
    int16_t zone_min;  /* minutes east of UTC that the document wrote */
    uint8_t precision; /* enum ts_when_precision */
    bool has_zone;     /* false: `at` takes the written time for UTC */
    bool is_swappable; /* "03/04/2025": day and month may be meant the other way round */
};

/* Reads a date in any form seen in feeds and pages: RFC 822 with its variants, RFC 3339, ISO 8601
 * (also basic and with a comma), W3CDTF, asctime, "3 March 2025 at 14:05", "March 3, 2025",
 * "03.03.2025", with month names in the languages of the table in date_names.c.  Dates written in
 * numbers alone are day first unless only month first is possible.  A result of precision NONE
 * means: no date here. */
struct ts_when ts_when_parse(ts_str text);

/* The same, but looks for a date inside a longer text ("By Ann Lee | Published 3 March 2025,
 * 14:05"). */
struct ts_when ts_when_find(ts_str text);

/* The same with day and month the other way round, for a date that is_swappable; else itself. */
struct ts_when ts_when_swap(struct ts_when when);

/* ISO 8601: "2025-03-03" or "2025-03-03T14:05:00+01:00" (a time without a zone as UTC, "Z").  Empty
 * when precision is NONE. */
ts_str ts_when_iso(struct ts_arena *a, struct ts_when when);

/* A length of time in words, cut to a whole unit: "90 s", "5 min", "36 h", "3 d". */
ts_str ts_span_words(struct ts_arena *a, int64_t seconds);

/* How long ago, for lists: "now", "5m", "3h", "2d", then "3 Mar", and "3 Mar 2024" in other years
 * than that of `now_at`. */
ts_str ts_when_ago(struct ts_arena *a, int64_t at, int64_t now_at);
/* For reading: "Mon 3 March 2025, 14:05" in the zone of the reader, or "3 March 2025" for a bare
 * day. */
ts_str ts_when_long(struct ts_arena *a, struct ts_when when);

/* "30m", "6h", "2d" in seconds; false for anything else, and for more than a hundred years. */
bool ts_duration_parse(ts_str text, int64_t *out_s);

/* "10 Mar 11:05", in local time, for what is known to be of these days. */
ts_str ts_when_short(struct ts_arena *a, int64_t at);

/* Days since 1970 of a civil date (proleptic Gregorian), and back. */
int64_t ts_days_of(int year, int month, int day);
void ts_civil_of(int64_t days, int *year, int *month, int *day);

/* The clock: seconds since 1970 UTC, and milliseconds that never go back. */
int64_t ts_now_at(void);
int64_t ts_now_ms(void);
/* Milliseconds of work that this thread has done: for budgets that a busy machine does not cut. */
int64_t ts_worked_ms(void);

#endif
