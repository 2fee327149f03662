/* refresh_priv.h - what the sources of the refresh share. */
#ifndef TEARSHEET_APP_REFRESH_PRIV_H
#define TEARSHEET_APP_REFRESH_PRIV_H

#include "commands_priv.h"
#include "grouping_priv.h"
#include "ingest_priv.h"
#include "lock_priv.h"
#include "source_options_priv.h"
#include "tearsheet/app/refresh.h"
#include "tearsheet/model/source.h"
#include "tearsheet/net/http.h"

enum job_kind {
    JOB_SOURCE,
    JOB_FILTER, /* a source whose answer goes through a command, then JOB_SOURCE */
    JOB_PAGE,
    JOB_ADD,
    JOB_ADD_FILTER, /* an answer that goes through a command, then JOB_ADD */
};

enum {
    MAX_PAGES_AT_ONCE = 32,
    MAX_PAGES_ASKED = 8, /* by the reader meanwhile; more wait for their turn */
    PAGE_PLACES = MAX_PAGES_AT_ONCE + MAX_PAGES_ASKED,
};

/* A page under way. */
struct page_job {
    int64_t article_id; /* 0: a free place */
    int64_t source_id;
    enum ts_http_priority priority;
    struct page_past past;
    struct page_chain chain; /* of an article in several pages: those that came */
};

struct ts_refresh {
    struct ts_db *db;
    const struct ts_profile *profile;
    struct ts_refresh_listener listener;
    struct ts_http *http;
    struct commands commands;
    struct ts_progress progress;
    struct grouping grouping;
    struct lock lock; /* held from a start until idle: one process asks the servers */
    struct source_options_table options; /* as of the last look at the feeds file */
    struct ts_site_rules rules;          /* of the reader, as last read from the configuration */
    struct ts_arena rules_arena;         /* of those read later than the profile */
    struct ts_arena jobs;                /* of addresses being added; emptied when idle */
    struct page_job pages[PAGE_PLACES];
    size_t n_sources_left;
    size_t n_pages_left;
    int64_t grouped_ms; /* when stories were last made, or the refresh began */
    size_t n_ungrouped; /* articles that came in since stories were last looked at */
    bool is_full;       /* the disk of the library was found to be */
    bool wants_pages;
    bool has_counted_pages;
    bool wants_cleaning; /* of the feeds' own texts */
    bool wants_review;   /* of articles in the light of what their sites repeat */
    bool wants_repair;   /* stories were made, or may be made better by a fuller text */
    bool wants_index;
};

/* Counts and tells a failure.  The first TS_ERR_FULL ends all that is asked of servers; others are
 * not told until the refresh was idle. */
void refresh_failed(struct ts_refresh *r, ts_str about, const struct ts_err *err);
/* `n_articles` got a text that can be grouped and indexed. */
void refresh_changed(struct ts_refresh *r, size_t n_articles);
/* Counts start anew when the refresh was idle. */
void refresh_begin(struct ts_refresh *r);

/* What is set for the source of this address, by its own options or the configuration. */
struct ingest_plan refresh_plan_of(const struct ts_refresh *r, ts_str source_url);
/* Reads the options of sources again; what is wrong with them is told by the next start. */
void refresh_load_options(struct ts_refresh *r);

/* Transfers and commands that run or wait. */
size_t refresh_n_under_way(const struct ts_refresh *r);

/* What the reader set for the source goes with each request for it. */
void refresh_apply_options(const struct ts_refresh *r, const struct ts_source *source,
                           struct ts_http_request *request);
/* One process at a time asks sources, so that none is asked twice. */
TS_CHECKED enum ts_rc refresh_take_lock(struct ts_refresh *r, struct ts_err *err);
/* What the answer itself says of how it ended. */
struct ts_refresh_done refresh_done_of(const struct ts_reply *reply);
/* Counts and tells an answer that was taken in, and why it failed, unless `err` is NULL. */
void refresh_tell_done(struct ts_refresh *r, struct ts_refresh_done *done,
                       const struct ts_err *err);

/* Queues more of the pages that are wanted.  When none are left, there is nothing more to want. */
void refresh_queue_pages(struct ts_refresh *r);

/* Those under way still come. */
void refresh_ask_no_more_pages(struct ts_refresh *r);

/* One step of what is done when no answer is at hand; false when there is nothing but to wait. */
bool refresh_work(struct ts_refresh *r);

/* Takes in the page of the article of `job`, and asks for the next one where it goes on; else the
 * job is done, and its place free. */
TS_CHECKED enum ts_rc refresh_ingest_page(struct ts_refresh *r, struct page_job *job,
                                          const struct ts_reply *reply, struct ts_err *err);
/* A free place for a page, or NULL. */
struct page_job *refresh_free_page(struct ts_refresh *r);

/* The next answer at hand, of whatever job; NULL if there is none.  One that is still to go through
 * its source's command is handed to it.  For ts_reply_free(). */
struct ts_reply *refresh_next_reply(struct ts_refresh *r);
static inline bool refresh_is_for_source(const struct ts_reply *reply)
{
    return reply->kind == JOB_SOURCE || reply->kind == JOB_FILTER;
}

/* Takes the answer of a source, and those at hand behind it, and frees them.  Gives back the first
 * that is for another job, if it met one. */
struct ts_reply *refresh_take_sources(struct ts_refresh *r, struct ts_reply *reply);
/* The answers to the jobs of other kinds. */
void refresh_take_page(struct ts_refresh *r, const struct ts_reply *reply);
void refresh_take_added(struct ts_refresh *r, const struct ts_reply *reply);
/* Takes a good answer of kind JOB_ADD_FILTER, and hands it to its command. */
void refresh_filter_added(struct ts_refresh *r, struct ts_reply *reply);

/* An answer becomes a subscription, or a saved article, and the listener is told.  The errors of
 * ingest_feed() and ingest_page(); TS_ERR_PARSE if the answer is no feed: then nothing was done. */
TS_CHECKED enum ts_rc refresh_subscribe(struct ts_refresh *r, const struct ts_reply *reply,
                                        struct ts_err *err);
TS_CHECKED enum ts_rc refresh_save(struct ts_refresh *r, const struct ts_reply *reply,
                                   struct ts_err *err);
/* Subscribes to the page itself: the articles that it links to; or to the sitemap.  `url` is its
 * address where it is not the answer's own: that of the index that led to it. */
TS_CHECKED enum ts_rc refresh_watch(struct ts_refresh *r, const struct ts_reply *reply, ts_str url,
                                    struct ts_err *err);

#endif
