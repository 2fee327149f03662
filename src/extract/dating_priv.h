/* dating_priv.h - when an article was published and changed.
 *
 * Where the page's dates disagree, this decides:
 *  1. Candidates are taken in this order: JSON-LD datePublished, <meta> of publication, itemprop
 *     datePublished and <time pubdate>, <time> near the headline, the day at the end of <title>,
 *     a date in words near the headline or in an element called date, <meta name=date>, the same
 *     farther away (first what is called the day of publication), the day in the address, the date
 *     of the last change.  What is said to be the day of a change counts only if there is no
 *     other; what is said to be since when somebody is a member, or today's, never does.
 *  2. A day in the address (/2025/03/04/) is a check: the first candidate within two days of it
 *     wins over earlier ones that are not.  A month (/2025/03/) checks the same way.
 *  3. Where JSON-LD and <meta> are told another day than the page shows near the headline, the one
 *     of them that is of the shown day wins, <meta name=date> included.  If none is, the shown one
 *     wins if it is marked (itemprop, pubdate); if it stands behind the headline and is clearly
 *     earlier: then the article was put up again; or, wherever it stands, if it is clearly earlier
 *     and the told one no earlier than the last change: then that is when the page was put
 *     together.  A shown day that is later does not win: it is that of a change as often as not.
 *  4. A bare day gains the time of day that a later candidate of the same day has, and a time in
 *     UTC the zone in which the page shows it.
 *  5. A date in numbers ("03/04/2025") is read day first, and the other way round if it were in the
 *     future, or if only then it is the day of another candidate or of the last change.
 *  6. What lies before 1990 or more than two days in the future is no candidate. */
#ifndef TEARSHEET_EXTRACT_DATING_PRIV_H
#define TEARSHEET_EXTRACT_DATING_PRIV_H

#include "scan_priv.h"
#include "tearsheet/base/date.h"

#define TS_DATING_MIN_YEAR 1990
#define TS_DATING_MAX_AHEAD_S ((int64_t)2 * 86400)

struct ts_dating {
    struct ts_when published;
    struct ts_when modified;
    const struct ts_node *dateline; /* the element that shows the date, or NULL */
};

struct ts_dating_sources {
    ts_str ld_published, ld_modified; /* as written, or empty */
    const struct ts_scan *scan;
    const struct ts_node *headline; /* or NULL */
    ts_str url;
    int64_t now_at;
};

struct ts_dating ts_dating_pick(struct ts_arena *a, const struct ts_dating_sources *sources);

/* The date in an address: "/2025/03/04/", "/2025-03-04-", "/20250304", "/2025/mar/04/", and at the
 * front of a longer number that goes on with the time of day ("A2025030414051"); with a month alone
 * it is its first day and `*is_month` is set.  Precision NONE if there is none. */
struct ts_when ts_dating_of_url(ts_str url, bool *is_month);

/* True if `text`, a date in words, begins by saying that it is of a change ("Updated: 3 March"). */
bool ts_dating_tells_change(struct ts_arena *a, ts_str text);

/* True if `text` begins by saying that its date is of something else than a text ("Member since 3
 * March"). */
bool ts_dating_tells_other(struct ts_arena *a, ts_str text);

/* True if `text` begins by saying that its date is that of publication. */
bool ts_dating_tells_publication(struct ts_arena *a, ts_str text);

/* What `text` says about publication, where it says something about a change before that; else
 * `text`. */
ts_str ts_dating_own_part(struct ts_arena *a, ts_str text);

/* True if `text`, which holds a date, has room for little else. */
bool ts_dating_is_bare(ts_str text);

#endif
