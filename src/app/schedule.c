/* All times to come are the longest of what several ask for: the reader's interval, the feed, the
 * server, the rhythm of its news; each with a limit of its own, so that none can silence a source.
 */
#include "schedule_priv.h"

enum {
    DAY_S = 86400,
    MAX_RHYTHM_S = 6 * 3600,
    LATEST = 10,     /* items that a rhythm is told from */
    JITTER_PART = 4, /* of a wait: at most so much longer */
    PAGE_RETRY_S = 15 * 60,
    MAX_PAGE_TRIES = 5,
    MAX_UNREACHED_TRIES = 7 * 24,  /* a week without a network */
    MAX_UNREACHED_S = 3600,        /* costs no server anything */
    MAX_RETRY_AFTER_S = 7 * DAY_S, /* a server that asks for a year made a mistake */
};

static int64_t at_most(int64_t value, int64_t limit)
{
    return value < limit ? value : limit;
}

static int64_t at_least(int64_t value, int64_t limit)
{
    return value > limit ? value : limit;
}

int64_t schedule_after_success(int64_t interval_s, const struct ts_reply *reply, int64_t ttl_s,
                               int64_t now_at)
{
    int64_t told_s = at_least(reply->fresh_until_at - now_at, ttl_s);

    return now_at + at_least(interval_s, at_most(told_s, DAY_S));
}

/* ---- rhythm ---- */

/* The times of the latest items, newest first; `times` has room for LATEST. */
static size_t latest_times(const struct ts_feed *feed, int64_t now_at, int64_t *times)
{
    size_t n = 0;

    for (size_t i = 0; i < feed->n_items; i++) {
        struct ts_when when = feed->items[i].published;
        size_t at = n;
        if (when.precision == TS_WHEN_NONE || when.at > now_at)
            continue;
        while (at > 0 && times[at - 1] < when.at)
            at--;
        if (at == LATEST)
            continue;
        n += n < LATEST;
        for (size_t k = n - 1; k > at; k--)
            times[k] = times[k - 1];
        times[at] = when.at;
    }
    return n;
}

struct rhythm schedule_rhythm(const struct ts_feed *feed, int64_t now_at)
{
    int64_t times[LATEST];
    size_t n = latest_times(feed, now_at, times);
    struct rhythm rhythm = { 0 };

    if (n > 0)
        rhythm.newest_at = times[0];
    if (n > 1)
        rhythm.gap_s = (times[0] - times[n - 1]) / (int64_t)(n - 1);
    return rhythm;
}

int64_t schedule_by_rhythm(int64_t interval_s, struct rhythm rhythm, int64_t now_at)
{
    if (rhythm.gap_s <= 0) /* too few dates, or all the same */
        return interval_s;
    int64_t expected_s = at_least(rhythm.gap_s, now_at - rhythm.newest_at);
    return at_least(interval_s, at_most(expected_s / 4, MAX_RHYTHM_S));
}

/* ---- failures ---- */

static int64_t backed_off(int64_t first_s, const struct ts_reply *reply, int n_failures)
{
    int64_t limit_s = reply->is_unreached ? MAX_UNREACHED_S : DAY_S, wait_s = first_s;

    for (int i = 1; i < n_failures && wait_s < limit_s; i++)
        wait_s *= 2;
    return at_least(first_s, at_most(wait_s, limit_s));
}

static int64_t jitter_s(int64_t wait_s, ts_str url, int n_failures)
{
    enum { STEPS = 1000 };
    uint64_t step = ts_hash_bytes(url.ptr, url.len, (uint64_t)n_failures) % (STEPS + 1);

    return wait_s * (int64_t)step / STEPS / JITTER_PART;
}

int64_t schedule_after_failure(int64_t interval_s, const struct ts_reply *reply, ts_str url,
                               int n_failures, int64_t now_at)
{
    int64_t wait_s = backed_off(interval_s, reply, n_failures);

    wait_s += jitter_s(wait_s, url, n_failures);

    return now_at + at_least(wait_s, at_most(reply->retry_after_s, MAX_RETRY_AFTER_S));
}

bool schedule_is_due(const struct ts_source *source, int64_t interval_s, int64_t now_at)
{
    bool is_well = source->error.len == 0;
    int64_t longest_s = at_least(interval_s, is_well ? DAY_S : MAX_RETRY_AFTER_S);
    int64_t left_s = source->next_at - now_at;

    if (left_s <= 0 || (is_well && now_at - source->fetched_at >= longest_s))
        return true;
    return left_s > longest_s + (is_well ? 0 : longest_s / JITTER_PART);
}

int64_t schedule_after_pause(const struct ts_reply *reply, int64_t now_at)
{
    return now_at + at_most(reply->retry_after_s, MAX_RETRY_AFTER_S);
}

static bool is_final(const struct ts_reply *reply)
{
    return (reply->rc == TS_ERR_NOTFOUND && !reply->is_unreached) || reply->rc == TS_ERR_ARG ||
           reply->status == 401 || reply->status == 403 || reply->status == 451;
}

int64_t schedule_page(const struct ts_reply *reply, int n_failures, int64_t now_at)
{
    int max_tries = reply->is_unreached ? MAX_UNREACHED_TRIES : MAX_PAGE_TRIES;

    if (is_final(reply) || n_failures >= max_tries)
        return 0;
    return now_at + at_least(backed_off(PAGE_RETRY_S, reply, n_failures),
                             at_most(reply->retry_after_s, MAX_RETRY_AFTER_S));
}
