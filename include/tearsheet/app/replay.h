/* replay.h - the request that a refresh would make for an address, to be looked at. */
#ifndef TEARSHEET_APP_REPLAY_H
#define TEARSHEET_APP_REPLAY_H

#include "tearsheet/app/profile.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/net/http.h"
#include "tearsheet/store/sources.h"

struct ts_replay {
    struct ts_http_request request; /* without validators, so that there is something to look at */
    bool is_subscribed;
    struct ts_source source; /* if it is */
    int64_t interval_s;
    bool is_steady;   /* at this interval, whatever its rhythm */
    bool takes_links; /* of the answer, if it is a page: the option `links` */
    bool skips_pages; /* of new articles: the option `pages` */
    bool sees_pages;  /* now and then only: the feed has whole texts */
};

/* With the options that the feeds file has for `url` (a full address), if it is there.  Everything
 * is in `a`.  Fails when the feeds file or the library cannot be read. */
TS_CHECKED enum ts_rc ts_replay_of(struct ts_arena *a, struct ts_db *db,
                                   const struct ts_profile *profile, ts_str url,
                                   struct ts_replay *out, struct ts_err *err);

/* When a refresh would ask again after this answer; `feed` is NULL when it is none.  0: never, it
 * is gone. */
int64_t ts_replay_next_at(const struct ts_replay *replay, const struct ts_reply *reply,
                          const struct ts_feed *feed, int64_t now_at);

#endif
