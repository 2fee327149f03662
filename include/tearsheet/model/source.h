/* source.h - a subscription: where items come from and how its last fetch went. */
#ifndef TEARSHEET_MODEL_SOURCE_H
#define TEARSHEET_MODEL_SOURCE_H

#include "tearsheet/base/str.h"

enum ts_source_kind {
    TS_SOURCE_FEED = 0,
    TS_SOURCE_PAGE = 1, /* a single article, saved to read later */
};

struct ts_source {
    int64_t id;
    enum ts_source_kind kind;
    ts_str url;
    ts_str title;     /* the feed's own */
    ts_str nickname;  /* the reader's name for it ("~Name" in the feeds file), or empty */
    ts_str moved_url; /* where a permanent redirect led, or empty */
    int n_moved;      /* so often in a row; see ts_source_address() */
    ts_str site_url;
    ts_str *tags; /* the feeds file's tags: folders */
    size_t n_tags;
    bool is_hidden;  /* "!" in the feeds file: not on the front page */
    bool is_removed; /* no longer in the feeds file; its articles stay */

    bool is_private; /* last answered from this machine or a private network, its name aside */

    ts_str etag;
    ts_str last_modified;
    int64_t fetched_at;   /* last time it was asked, 0 never */
    int64_t next_at;      /* not to be asked before, 0 any time */
    int http_status;      /* last answer; 0 none */
    int n_failures;       /* in a row */
    ts_str error;         /* of the last fetch in words, or empty */
    int64_t gap_s;        /* between two of its items as a rule; 0 not known */
    int64_t newest_at;    /* when its newest item was published; 0 not known */
    int64_t ttl_s;        /* the feed asked to be left alone so long after each fetch; 0 not told */
    int64_t n_full_texts; /* of so many articles in a row its feed had as much as the page */

    int64_t n_articles;
    int64_t n_unread;
};

/* What to call it: nickname, title, or address; of an address with a password what is behind it. */
ts_str ts_source_name(const struct ts_source *source);

/* Its `error` without its own address in front, for places that name it anyway. */
ts_str ts_source_trouble(const struct ts_source *source);

/* What a reader can do about a fetch that failed so: words, or empty.  Options that are named are
 * those of the feeds file and the configuration. */
ts_str ts_trouble_advice(int http_status, ts_str error);

/* Where to ask for it: `url`, or where it has moved to, once that was said twice in a row. */
ts_str ts_source_address(const struct ts_source *source);

/* True if its server said that it is gone for good, and not only at an address that it had moved to:
 * there is no next time, and it is asked only when the reader asks for it alone. */
bool ts_source_is_gone(const struct ts_source *source);

/* So many articles in a row, and a feed is believed to have whole texts. */
#define TS_SOURCE_FULL_TEXTS 5
bool ts_source_has_full_texts(const struct ts_source *source);

#endif
