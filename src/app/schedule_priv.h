/* schedule_priv.h - when a source or a page may be asked again. */
#ifndef TEARSHEET_APP_SCHEDULE_PRIV_H
#define TEARSHEET_APP_SCHEDULE_PRIV_H

#include "tearsheet/app/config.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/model/source.h"
#include "tearsheet/net/http.h"

/* After an answer that was good: the source's interval, or as long as the feed
 * (`ttl_s`) or the server said that nothing new would come, whichever is longer, but at most a day.
 */
int64_t schedule_after_success(int64_t interval_s, const struct ts_reply *reply, int64_t ttl_s,
                               int64_t now_at);

/* How often a source publishes. */
struct rhythm {
    int64_t gap_s;     /* between two of its latest items, on average; 0 not known */
    int64_t newest_at; /* when the newest was published; 0 not known */
};

/* Of the feed's latest items that have a date; what claims to be from the future is left out. */
struct rhythm schedule_rhythm(const struct ts_feed *feed, int64_t now_at);

/* How long to wait for more of a source: a quarter of the gap between its items, or of the silence
 * since the last where that is longer, so that one that writes once a day is asked some times a
 * day; at least `interval_s`, and at most 6 hours beyond which nobody wants to be late. */
int64_t schedule_by_rhythm(int64_t interval_s, struct rhythm rhythm, int64_t now_at);

/* After a failure, the `n_failures`th in a row: the interval doubled each time up to a day (or the
 * interval itself if that is longer), and up to a quarter of it more, so that sources that failed
 * together do not come back together; or what the server asked for (Retry-After) if that is longer.
 * The quarter's part depends on `url` and `n_failures` alone.  Where no server was reached, which
 * is how a machine without a network finds all of them, the doubling ends at an hour. */
int64_t schedule_after_failure(int64_t interval_s, const struct ts_reply *reply, ts_str url,
                               int n_failures, int64_t now_at);

/* True if the source may be asked at `now_at`: its time has come, or lies further ahead than any
 * answer could have put it with the interval that it has now.  That is so after the interval was
 * made shorter, and after the clock, which was ahead when the time was written, was set back. */
bool schedule_is_due(const struct ts_source *source, int64_t interval_s, int64_t now_at);

/* After a request that was not made, since its host had asked for a pause: at the end of that. */
int64_t schedule_after_pause(const struct ts_reply *reply, int64_t now_at);

/* When to ask for an article's page again after the `n_failures`th failure in a row; 0 means never:
 * it is gone, or was asked for often enough: five times, or a week of hours without a server. */
int64_t schedule_page(const struct ts_reply *reply, int n_failures, int64_t now_at);

#endif
