/* articles.h - articles in the library: items of feeds, the pages behind them, lists of them.
 *
 * Identity: an item is the article that its source gave the same id before; else the article with
 * the same canonical address, whichever source it came from; else a new one.  So an edited item
 * updates its article, and one article in two feeds is one article with two sources.  Addresses are
 * the same with http and https, with and without "www." and a slash at the end. */
#ifndef TEARSHEET_STORE_ARTICLES_H
#define TEARSHEET_STORE_ARTICLES_H

#include "tearsheet/model/article.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/store/db.h"

/* ---- coming in ---- */

struct ts_item_put {
    int64_t article_id;
    bool is_new;
    bool is_changed; /* title or text differ from the last time; said only to the source that the
                        article came from first, unless that was removed */
    bool needs_page; /* its page is to be fetched: ts_articles_wanted() lists it */
};

/* Puts the items of one answer of a source, in one transaction.  `puts` has room for `n` results.
 * Items of one answer with different ids are different articles even when they share an address.
 * An item without id, address and title is passed over (article_id 0).  The last item is put first:
 * feeds begin with the newest, and of articles of one time lists have the latest in front. */
TS_CHECKED enum ts_rc ts_articles_put_items(struct ts_db *db, int64_t source_id,
                                            const struct ts_item *items, size_t n, int64_t now_at,
                                            struct ts_item_put *puts, struct ts_err *err);

/* An article whose page is to be fetched. */
struct ts_wanted {
    int64_t article_id;
    int64_t source_id;
    ts_str url;
    ts_str title;
    int n_failures; /* so far, in a row */
};

/* The newest `limit` of them that may be asked for at `now_at`. */
TS_CHECKED enum ts_rc ts_articles_wanted(struct ts_arena *a, struct ts_db *db, int64_t now_at,
                                         size_t limit, struct ts_wanted **out, size_t *n,
                                         struct ts_err *err);

/* How many there are of them. */
TS_CHECKED enum ts_rc ts_articles_count_wanted(struct ts_db *db, int64_t now_at, size_t *n,
                                               struct ts_err *err);

/* An article whose page could not be had the last time. */
struct ts_failed_page {
    int64_t article_id;
    ts_str title;
    ts_str url;
    ts_str error;
    int64_t next_at;  /* when it is asked for again */
    bool is_given_up; /* it is not */
};
/* The newest `limit` of them. */
TS_CHECKED enum ts_rc ts_articles_failed(struct ts_arena *a, struct ts_db *db, size_t limit,
                                         struct ts_failed_page **out, size_t *n,
                                         struct ts_err *err);

/* Its page could not be had, for the reason `error`.  It is wanted again at `next_at`; 0 means
 * never. */
TS_CHECKED enum ts_rc ts_article_put_failure(struct ts_db *db, int64_t id, ts_str error,
                                             int64_t next_at, struct ts_err *err);

/* Its page was not asked for, for the reason `error`, and is wanted again at `next_at`; not counted
 * as a failure. */
TS_CHECKED enum ts_rc ts_article_put_pause(struct ts_db *db, int64_t id, ts_str error,
                                           int64_t next_at, struct ts_err *err);

/* Its page is not wanted, unless ts_article_want() says so. */
TS_CHECKED enum ts_rc ts_article_skip_page(struct ts_db *db, int64_t id, struct ts_err *err);
/* The same for all articles of a source whose pages were not asked for yet, but the newest `n`. */
TS_CHECKED enum ts_rc ts_articles_skip_pages(struct ts_db *db, int64_t source_id, size_t n,
                                             struct ts_err *err);
/* Of the articles of a source that these two left without a page, the newest `limit` are wanted
 * after all. */
TS_CHECKED enum ts_rc ts_articles_want_skipped(struct ts_db *db, int64_t source_id, size_t limit,
                                               struct ts_err *err);
/* Asks for its page (again): ts_articles_wanted() has it from now on. */
TS_CHECKED enum ts_rc ts_article_want(struct ts_db *db, int64_t id, struct ts_err *err);

/* A page as the server sent it. */
struct ts_page {
    ts_str bytes;        /* not decoded */
    ts_str charset;      /* of the HTTP header, or empty */
    ts_str content_type; /* "text/html", or empty */
    ts_str url;          /* after redirects */
    int64_t fetched_at;
};

/* Puts what was made of an item or a page, and the page itself (`page` may be NULL).  With a page,
 * or a completeness other than TS_COMPLETE_FEED, the article is no longer wanted.  The feed's own
 * text (TS_COMPLETE_FEED) does not replace the text of a page, except that of a stub.  Empty fields
 * leave what is known.  If the page turns out to be an article that is already there (same
 * canonical address and title), the two become one.  `*out_id` (may be NULL) is the article it is
 * in. TS_ERR_NOTFOUND when there is no article `id`. */
TS_CHECKED enum ts_rc ts_article_put(struct ts_db *db, int64_t id, const struct ts_article *article,
                                     const struct ts_page *page, int64_t *out_id,
                                     struct ts_err *err);

/* ---- one article ---- */

/* Which of its texts an article shows.  The numbers are stored. */
enum ts_text_choice {
    TS_TEXT_FULLER = 0, /* that of the page, unless the feed has clearly more */
    TS_TEXT_FEED = 1,   /* as the reader said */
    TS_TEXT_PAGE = 2,
};

struct ts_stored {
    int64_t id;
    struct ts_article article; /* with its blocks; none when only the item is known */
    int64_t source_id;         /* the first it came from */
    ts_str source_name;
    int64_t found_at;
    int64_t story_id;
    int64_t saga_id;
    int64_t copy_of_id;
    ts_str *tags;
    size_t n_tags;
    bool is_read;
    bool is_starred;
    bool has_page;     /* ts_page_get() has the original */
    bool is_wanted;    /* its page is still to be fetched */
    ts_str page_error; /* why it could not be, or empty */
    int64_t position;  /* see ts_article_put_position() */
    size_t n_versions; /* earlier ones, see versions.h */
    enum ts_text_choice text_choice;
};

/* TS_ERR_NOTFOUND when there is none, TS_ERR_STORE when its text cannot be read. */
TS_CHECKED enum ts_rc ts_article_get(struct ts_arena *a, struct ts_db *db, int64_t id,
                                     struct ts_stored *out, struct ts_err *err);

/* The original page; TS_ERR_NOTFOUND when it was not kept. */
TS_CHECKED enum ts_rc ts_page_get(struct ts_arena *a, struct ts_db *db, int64_t id,
                                  struct ts_page *out, struct ts_err *err);

/* The article with this address (canonical forms are compared), or TS_ERR_NOTFOUND. */
TS_CHECKED enum ts_rc ts_article_find_url(struct ts_db *db, ts_str url, int64_t *out_id,
                                          struct ts_err *err);

/* Where reading stopped: a byte offset into the article's text or whatever the reader counts in; 0
 * is the beginning.  Not a change that undo knows. */
TS_CHECKED enum ts_rc ts_article_put_position(struct ts_db *db, int64_t id, int64_t position,
                                              struct ts_err *err);

/* ---- lists ---- */

enum ts_article_order {
    TS_NEWEST = 0,
    TS_OLDEST,
    TS_RANK, /* best match first; without `search` the same as TS_NEWEST */
};

/* What an article must be to be listed; all-zero is every article of sources that are not hidden.
 * Sources, tags and searches show hidden ones too. */
struct ts_article_query {
    int64_t story_id;
    int64_t source_id;
    int64_t tag_id;
    ts_str search; /* see search.h */
    bool unread_only;
    bool starred_only;
    bool with_hidden;
    bool with_snippets; /* rows of a search get theirs, each of which costs more than the row */
    enum ts_article_order order;
    size_t limit; /* rows, 0 for all */
    size_t offset;
};

struct ts_article_row {
    int64_t id;
    ts_str title;
    ts_str site;
    ts_str url;
    struct ts_when published; /* precision TS_WHEN_NONE if not known */
    int64_t sort_at;          /* published, or found if that is not known or in the future */
    int64_t story_id;
    int64_t copy_of_id;
    int64_t source_id;
    int64_t read_turn; /* of those that are read: greater was read later; 0 not known */
    bool is_read;
    bool is_starred;
    bool is_wanted;
    enum ts_completeness completeness;
    size_t n_words;
    ts_str *tags; /* by name */
    size_t n_tags;
    /* With `with_snippets`: the place found, the words between TS_MARK_ON and TS_MARK_OFF. */
    ts_str snippet;
};
#define TS_MARK_ON '\x01'
#define TS_MARK_OFF '\x02'

/* Errors: TS_ERR_ARG when `search` is not well-formed (with what is wrong with it). */
TS_CHECKED enum ts_rc ts_articles_list(struct ts_arena *a, struct ts_db *db,
                                       const struct ts_article_query *q,
                                       struct ts_article_row **out, size_t *n, struct ts_err *err);
/* How many there are; limit and offset do not count. */
TS_CHECKED enum ts_rc ts_articles_count(struct ts_db *db, const struct ts_article_query *q,
                                        size_t *out, struct ts_err *err);

#endif
