/* refresh.h - fetching: sources that are due, the pages of new articles, and their grouping.
 *
 * A refresh is driven by turns, so that its owner can do other things in between: each turn takes
 * in one answer, or waits for the network.  One thread owns it; only ts_refresh_wake() is for
 * others. */
#ifndef TEARSHEET_APP_REFRESH_H
#define TEARSHEET_APP_REFRESH_H

#include "tearsheet/app/profile.h"
#include "tearsheet/app/progress.h"
#include "tearsheet/store/db.h"

struct ts_refresh;

/* How asking a source, or fetching a page, ended. */
struct ts_refresh_done {
    bool is_source;
    int64_t id;  /* of the source or the article */
    ts_str name; /* of the source; empty for pages */
    ts_str url;
    int status;               /* of the answer; 0 if there was none */
    bool is_unchanged;        /* a source without anything new */
    size_t n_new;             /* articles of a source */
    int64_t n_bytes;          /* as sent over the wire */
    bool is_paused;           /* it was not asked, since its host had asked for a pause */
    const struct ts_err *err; /* why it failed or was not asked, or NULL */
};

/* A feed that a site has. */
struct ts_offer {
    ts_str url;
    ts_str title;    /* as the site calls it, or empty */
    bool is_private; /* it may be in a private network, where what led to it is */
};

/* What came of an address that was to be added. */
enum ts_added {
    TS_ADDED_ARTICLE, /* it was saved */
    TS_ADDED_SOURCE,
    TS_ADDED_NOTHING, /* the source was subscribed to before, and was fetched */
};

/* What the owner wants to hear of.  Any of them may be NULL. */
struct ts_refresh_listener {
    void *user;
    /* Something failed: what it is about (a source's name, an address), empty where the reason
     * names that, and the reason. */
    void (*failed)(void *user, ts_str about, const struct ts_err *err);
    /* An address was dealt with. */
    void (*added)(void *user, ts_str name, ts_str url, enum ts_added what, size_t n_articles);
    /* An address leads to several feeds: puts the numbers of those wanted into `picks` (room for n)
     * and returns how many.  NULL: nobody is there to choose, and the first is taken. */
    size_t (*choose)(void *user, ts_str about, const struct ts_offer *offers, size_t n,
                     size_t *picks);
    /* The library changed. */
    void (*changed)(void *user);
    /* One more is done, whether well or not; a failure is told by `failed` as well. */
    void (*done)(void *user, const struct ts_refresh_done *done);
};

/* `db` is the connection that writes; it, `profile` and the listener's user must outlive the
 * refresh. */
TS_CHECKED enum ts_rc ts_refresh_open(struct ts_refresh **out, struct ts_db *db,
                                      const struct ts_profile *profile,
                                      const struct ts_refresh_listener *listener,
                                      struct ts_err *err);
/* Cuts what runs.  NULL is fine. */
void ts_refresh_close(struct ts_refresh *r);

/* Reads the feeds file and queues its sources: those that are due, or with `now` all of them; only
 * `source_id` unless it is 0.  Then the pages that are wanted.  `*n` (may be NULL) is how many
 * sources were queued.  From here until it is idle no other process can start one with the same
 * profile: TS_ERR_BUSY when another runs. */
TS_CHECKED enum ts_rc ts_refresh_start(struct ts_refresh *r, int64_t source_id, bool now, size_t *n,
                                       struct ts_err *err);

/* Fetches the pages that are wanted, without asking sources; left to the process that refreshes, if
 * there is one. */
void ts_refresh_pages(struct ts_refresh *r);

/* Queues the page of one article before everything else. */
TS_CHECKED enum ts_rc ts_refresh_page(struct ts_refresh *r, int64_t article_id, struct ts_err *err);

/* Does what a refresh that was cut has left: cleaning, stories, the search index; and if it was cut
 * before it had all pages, fetches these, as ts_refresh_pages() does.  Left to the
 * process that refreshes, if there is one; until it is done no other process refreshes, since two
 * that group the same articles would take them from each other's stories. */
void ts_refresh_resume(struct ts_refresh *r);

/* The reader has this article open: its feed's text is cleaned if it was not yet; and if the
 * refresh that runs would fetch its page, and it has not failed before, it goes before those of
 * others and before sources. */
TS_CHECKED enum ts_rc ts_refresh_hasten(struct ts_refresh *r, int64_t article_id,
                                        struct ts_err *err);

/* Words of a page that is saved though its address does not look like that of an article. */
#define TS_ADD_MIN_WORDS 150

/* Queues an address that a person gave.  A feed is subscribed to; a front page leads to a feed
 * that it announces or that a usual place has, to the site's news sitemap, or, when there is none
 * of these, to a subscription to its links; any other page is saved as an article.  `exec:` and
 * `filter:` are subscribed to if what they write is a feed.  TS_ERR_ARG when it is no address; all
 * other outcomes go to the listener. */
TS_CHECKED enum ts_rc ts_refresh_add(struct ts_refresh *r, ts_str address, struct ts_err *err);

/* The same for a feed that was offered: the site named it, and not the person. */
void ts_refresh_add_offer(struct ts_refresh *r, const struct ts_offer *offer);

/* Takes in one answer, or those of several sources that are at hand; or waits for one up to
 * `timeout_ms` (below 0: for ever). */
void ts_refresh_turn(struct ts_refresh *r, int64_t timeout_ms);
/* True when no source is queued or running any more: what they brought can be read in the lists as
 * the feeds have it, while pages, cleaning, stories and the search index may be left to do. */
bool ts_refresh_is_listed(const struct ts_refresh *r);
/* True when nothing is queued or running, and all that came in is grouped and indexed. */
bool ts_refresh_is_idle(const struct ts_refresh *r);
/* The counts since the refresh was last idle; they stay until the next start. */
struct ts_progress ts_refresh_progress(const struct ts_refresh *r);

/* The reader joined or split stories, or another process may have: forget what was learned of them.
 */
void ts_refresh_forget_stories(struct ts_refresh *r);

/* The rules for sites that pages are cleaned by: those of the profile until they are read anew from
 * the configuration. */
const struct ts_site_rules *ts_refresh_rules(const struct ts_refresh *r);
TS_CHECKED enum ts_rc ts_refresh_read_rules(struct ts_refresh *r, struct ts_err *err);

/* Ends a turn that waits.  Any thread. */
void ts_refresh_wake(struct ts_refresh *r);

#endif
