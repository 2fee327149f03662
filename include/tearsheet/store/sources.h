/* sources.h - subscriptions in the library.
 *
 * The feeds file is the truth about which there are; the library remembers how their fetches went.
 * Saved pages are sources of their own kind, which the feeds file knows nothing of. */
#ifndef TEARSHEET_STORE_SOURCES_H
#define TEARSHEET_STORE_SOURCES_H

#include "tearsheet/model/source.h"
#include "tearsheet/store/db.h"

struct ts_sync {
    size_t n_added; /* new, or back after having been removed */
    size_t n_changed;
    size_t n_removed;
};

/* Makes the library's feeds those of the feeds file: `url`, `nickname`, `tags` and `is_hidden` of
 * `entries` count, in this order.  Feeds that are not among them are marked as removed; their
 * articles stay.  Of two entries with one address the first counts.  `out` may be NULL. */
TS_CHECKED enum ts_rc ts_sources_sync(struct ts_db *db, const struct ts_source *entries, size_t n,
                                      struct ts_sync *out, struct ts_err *err);

/* The source for one saved page, made if there is none of that address yet. */
TS_CHECKED enum ts_rc ts_source_put_page(struct ts_db *db, ts_str url, int64_t *out_id,
                                         struct ts_err *err);

struct ts_source_query {
    bool with_pages;   /* saved pages too */
    bool with_removed; /* what left the feeds file too */
};

/* Sources in the order of the feeds file, pages behind them, with their counts.  `q` may be NULL:
 * the feeds. */
TS_CHECKED enum ts_rc ts_sources_list(struct ts_arena *a, struct ts_db *db,
                                      const struct ts_source_query *q, struct ts_source **out,
                                      size_t *n, struct ts_err *err);

/* TS_ERR_NOTFOUND when there is none. */
TS_CHECKED enum ts_rc ts_source_get(struct ts_arena *a, struct ts_db *db, int64_t id,
                                    struct ts_source *out, struct ts_err *err);
/* By the address in the feeds file, or the one it has moved to. */
TS_CHECKED enum ts_rc ts_source_get_url(struct ts_arena *a, struct ts_db *db, ts_str url,
                                        struct ts_source *out, struct ts_err *err);

/* How a fetch went. */
struct ts_source_fetch {
    int64_t fetched_at;
    int64_t next_at;
    int http_status;      /* 0 if there was no answer */
    ts_str error;         /* in words; empty if it went well, also when nothing had changed */
    ts_str etag;          /* validators: kept as they are when it failed or nothing had changed */
    ts_str last_modified; /* (status 304) and both are empty */
    ts_str title;         /* the feed's own; empty leaves what is known */
    ts_str site_url;      /* the same */
    ts_str moved_url;     /* where a permanent redirect led; empty leaves what is known */
    int64_t gap_s;        /* the rhythm of the source, see model/source.h; kept as it is if */
    int64_t newest_at;    /* newest_at is 0 */
    int64_t ttl_s;        /* see model/source.h; kept as it is when it failed */
    bool is_private;      /* see model/source.h; kept as it is when it failed */
    bool is_back;         /* it has not moved after all: forgets where to */
    bool is_elsewhere;    /* another address answered than gave the validators: forgets them */
    bool is_unasked;      /* no request was made: `fetched_at` stays, and no failure is counted */
};

/* Counts failures in a row by itself. */
TS_CHECKED enum ts_rc ts_source_put_fetch(struct ts_db *db, int64_t source_id,
                                          const struct ts_source_fetch *fetch, struct ts_err *err);

/* Sets `n_full_texts`. */
TS_CHECKED enum ts_rc ts_source_put_full_texts(struct ts_db *db, int64_t source_id, int64_t n,
                                               struct ts_err *err);

#endif
