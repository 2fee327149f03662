/* worker.h - the thread that fetches, extracts, groups and writes, seen from the screen.
 *
 * The screen's thread sends requests and takes events; both own their memory and change hands when
 * they are pushed.  The worker holds the one connection that writes.  After every change of the
 * library it sends TS_EVENT_CHANGED, and the screen loads again what it shows. */
#ifndef TEARSHEET_APP_WORKER_H
#define TEARSHEET_APP_WORKER_H

#include "tearsheet/app/digest.h"
#include "tearsheet/app/novelty.h"
#include "tearsheet/app/profile.h"
#include "tearsheet/app/progress.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/app/why.h"
#include "tearsheet/store/picked.h"

enum ts_request_kind {
    TS_REQUEST_REFRESH,     /* source_id, or 0 for all; `flag`: also those that are not due yet */
    TS_REQUEST_FETCH_PAGE,  /* article_id: its page, before everything else */
    TS_REQUEST_HASTEN_PAGE, /* article_id, which is open: ts_refresh_hasten() */
    TS_REQUEST_SWITCH_TEXT, /* article_id: shows its feed's text, or its page's again */
    TS_REQUEST_MARK_READ,   /* article_id, or story_id: all its reports; `flag`: read or unread */
    TS_REQUEST_MARK_PICKED, /* `picked`, as one action; `flag` as above */
    TS_REQUEST_STAR,        /* article_id; `flag`: starred or not */
    TS_REQUEST_TAG,         /* article_id or story_id: toggles the tag named `text`, made if new */
    TS_REQUEST_STAR_PICKED, /* `picked`, as one action; `flag` */
    TS_REQUEST_TAG_PICKED,  /* `picked`, as one action: toggles the tag named `text` */
    TS_REQUEST_SAVE_PICKED, /* the articles of `picked`; `text` as with TS_REQUEST_SAVE */
    TS_REQUEST_PURGE,       /* `picked`; or, `number` being a time: what is read and older */
    TS_REQUEST_TAG_LETTER,  /* the tag named `text` gets the letter `letter` */
    TS_REQUEST_MUTE,        /* the tag named `text` is muted, or no longer */
    TS_REQUEST_RENAME_TAG,  /* the tag `number` is called `text` */
    TS_REQUEST_REMOVE_TAG,  /* the tag `number` is none any more: it goes off everything */
    TS_REQUEST_UNDO,        /* takes back the last change of state */
    TS_REQUEST_ADD,         /* `text`: an address; subscribes or saves */
    TS_REQUEST_ADD_OFFER,   /* `text`: the address of an offer; `flag`: its is_private */
    TS_REQUEST_REMOVE_SOURCE, /* source_id: out of the feeds file; its articles stay */
    TS_REQUEST_RENAME_SOURCE, /* source_id, `text`: its nickname */
    TS_REQUEST_RETAG_SOURCE,  /* source_id, `text`: its folders, parted by commas */
    TS_REQUEST_PURGE_SOURCE,  /* source_id: its articles, for good; it has to be removed before */
    TS_REQUEST_SAVE,     /* article_id; `text`: "markdown", "text", "html", or empty: the option */
    TS_REQUEST_JOIN,     /* story_id and other_id become one */
    TS_REQUEST_SPLIT,    /* article_id leaves its story for one of its own */
    TS_REQUEST_NOVELTY,  /* story_id: what is new in its reports; answered by an event */
    TS_REQUEST_DIGEST,   /* story_id: who says what in it, and how it went; answered by an event */
    TS_REQUEST_WHY,      /* story_id, and article_id or 0: why it is in it; answered by an event */
    TS_REQUEST_PUT_BACK, /* article_id, `text`: what was stripped with this text; a rule that would
                            do so on the whole site comes as an event */
    TS_REQUEST_RULE,     /* `text`: a rule for a site, written into the configuration */
    TS_REQUEST_ECHO,     /* answered by TS_EVENT_ECHO when all before it is done */
    TS_REQUEST_READ_FEEDS,    /* the feeds file was edited */
    TS_REQUEST_KEEP_SEARCH,   /* `text`: the name that `query` is kept under */
    TS_REQUEST_REMOVE_SEARCH, /* `number`: the saved search, which is none any more */
    TS_REQUEST_POSITION,      /* article_id, `number`: the block being read, remembered */
};

struct ts_request {
    struct ts_arena arena; /* the request itself lies in it too */
    enum ts_request_kind kind;
    int64_t article_id;
    int64_t story_id;
    int64_t source_id;
    int64_t other_id;
    int64_t number;
    struct ts_picked picked; /* in the arena */
    bool flag;
    char letter;
    ts_str text;
    ts_str query;
};

enum ts_event_kind {
    TS_EVENT_CHANGED,  /* the library changed: load again */
    TS_EVENT_PROGRESS, /* `progress` of the refresh that runs */
    TS_EVENT_FINISHED, /* the refresh is over; `progress` is its sum, `text` says it in words, and
                          is empty when nothing was asked for */
    TS_EVENT_NOTICE,   /* `text`: something was done */
    TS_EVENT_FAILED,   /* `text`: something could not be done */
    TS_EVENT_RULE,     /* `text`: the rule that TS_REQUEST_PUT_BACK suggests; `article_id` */
    TS_EVENT_WHY,      /* `why`: what was asked for by TS_REQUEST_WHY */
    TS_EVENT_OFFERS,   /* `text`, an address, leads to several feeds: `offers`, to be added */
    TS_EVENT_ECHO,     /* the answer to TS_REQUEST_ECHO */
    TS_EVENT_DIGEST,   /* `digest`: what was asked for by TS_REQUEST_DIGEST */
    TS_EVENT_NOVELTY,  /* `story_id` and `novelties`: what is new in its reports */
};

struct ts_event {
    struct ts_arena arena; /* the event itself lies in it too */
    enum ts_event_kind kind;
    ts_str text;
    struct ts_progress progress;
    struct ts_why why;
    struct ts_offer *offers; /* what can be subscribed to */
    size_t n_offers;
    int64_t story_id;
    int64_t article_id;
    struct ts_novelty *novelties;
    size_t n_novelties;
    struct ts_digest *digest; /* may be moved away: an empty one left in its place */
};

struct ts_worker;

/* Starts the thread; signals are blocked in it.  `profile` is borrowed until the worker is closed.
 */
TS_CHECKED enum ts_rc ts_worker_open(struct ts_worker **out, const struct ts_profile *profile,
                                     struct ts_err *err);
/* Stops transfers, serves the requests that were sent (those that need the network come to
 * nothing), and joins the thread.  Events not taken are dropped.  NULL is fine. */
void ts_worker_close(struct ts_worker *w);

/* A new request; fill it (strings from its own arena) and send it. */
struct ts_request *ts_request_new(enum ts_request_kind kind);
/* Takes `request`. */
void ts_worker_send(struct ts_worker *w, struct ts_request *request);

/* The oldest event, or NULL; free it with ts_event_free(). */
struct ts_event *ts_worker_event(struct ts_worker *w);
void ts_event_free(struct ts_event *event);
/* Becomes readable when there are events: wait on it, then drain, then take events until NULL. */
int ts_worker_wake_fd(const struct ts_worker *w);
void ts_worker_drain(struct ts_worker *w);

#endif
