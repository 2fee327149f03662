/* refresh_find_priv.h - an address that a person gave, on its way to a feed.
 *
 * refresh_find.c says what to try for it, refresh_found.c what an answer calls for. */
#ifndef TEARSHEET_APP_REFRESH_FIND_PRIV_H
#define TEARSHEET_APP_REFRESH_FIND_PRIV_H

#include "refresh_priv.h"

enum {
    MAX_TRIES = 48,
    MAX_OFFERS = 16,
};

enum try_kind {
    TRY_AS_GIVEN,
    TRY_COMMAND, /* what it writes */
    TRY_FEED,
    TRY_ROBOTS,
    TRY_SITEMAP,
};

struct find_try {
    ts_str url;
    enum try_kind kind;
};

/* In the refresh's own memory until that is idle. */
struct find_job {
    ts_str asked; /* what the person gave, as a full address */
    struct find_try tries[MAX_TRIES];
    size_t n_tries;
    size_t at;       /* tries[at] is under way */
    bool is_private; /* what the person gave is, or is in a private network */
    bool is_bare;    /* the person gave no scheme: it may be http, too */
    bool has_page, has_sitemap;
    struct ts_reply page;    /* the front page, as far as a later look needs it */
    struct ts_reply sitemap; /* the same of one that has no news */
    ts_str index_url;        /* that led to it, if one did */
    struct ts_err err;       /* what to say when nothing comes of it */
};

/* One more try behind the others, but not of an address that is one of them; `url` lasts as long as
 * the refresh is busy. */
void find_add_try(struct find_job *job, ts_str url, enum try_kind kind);
/* Asks for the try that the job is at. */
void find_submit(struct ts_refresh *r, struct find_job *job);
/* Lets the person choose; false if nobody is there to choose, or there is no choice. */
bool find_let_choose(struct ts_refresh *r, const struct find_job *job, struct ts_offer *offers,
                     size_t n);

#endif
