/* guess.h - where the feed of a site may be, from the site's address alone. */
#ifndef TEARSHEET_FEED_GUESS_H
#define TEARSHEET_FEED_GUESS_H

#include "tearsheet/base/arena.h"

struct ts_feed_guess {
    ts_str url;
    bool is_sure; /* a form that the service documents; otherwise a usual place */
    bool is_list; /* sure, and the address given is a list of things: never an article itself */
};

/* Addresses worth asking for a feed of `url` (http or https), best first, each once: the forms of
 * known services, then the usual paths below the address's folders and at the root of the site.
 * `url` itself is not among them.  Empty for other addresses.  All in `a`. */
struct ts_feed_guess *ts_feed_guesses(struct ts_arena *a, ts_str url, size_t *n);

/* "feed://x" and "feed:https://x", spellings that browsers once had, as addresses of http; others as
 * they are. */
ts_str ts_feed_scheme_undone(struct ts_arena *a, ts_str address);

#endif
