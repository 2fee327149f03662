/* ingest_priv.h - from answers of servers to articles in the library. */
#ifndef TEARSHEET_APP_INGEST_PRIV_H
#define TEARSHEET_APP_INGEST_PRIV_H

#include "full_text_priv.h"
#include "tearsheet/extract/join.h"
#include "tearsheet/extract/site_rules.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/net/http.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/sources.h"

/* What the reader set for a source. */
struct ingest_plan {
    int64_t interval_s; /* it is not to be asked again before */
    bool is_steady;     /* at this interval, whatever rhythm the source has */
    bool takes_links;   /* see read_feed() */
    enum page_policy pages;
};

struct ingest_counts {
    size_t n_items;
    size_t n_new;
    bool is_unchanged; /* the server said so, or every item was known as it is */
};

/* Puts what a source answered, good or bad, into the library as one transaction: its items, their
 * texts as the feed has them, and how the fetch went.  The result is what the reader should hear:
 * TS_OK, the failure of the transfer, or why the answer is no feed.  TS_ERR_STORE, or
 * TS_ERR_FULL, when the library could not be written.  */
TS_CHECKED enum ts_rc ingest_feed(struct ts_db *db, const struct ingest_plan *plan,
                                  const struct ts_source *source, const struct ts_reply *reply,
                                  struct ingest_counts *out, struct ts_err *err);

/* True if the answer says that the source is gone for good: a refresh does not ask it again. */
bool ingest_is_gone(const struct ts_source *source, const struct ts_reply *reply);

/* What is known of an article before its page came. */
struct page_past {
    int n_failures; /* in a row */
    bool is_linked; /* its headline is the words of a link: the page's own is better */
};

/* The pages of one article that came so far.  All-zero is valid; ended by page_chain_done(). */
struct page_chain {
    struct ts_arena arena; /* of what the pages point at */
    struct ts_page pages[TS_JOIN_MAX_PAGES];
    size_t n;
};
void page_chain_done(struct page_chain *chain);

/* Puts the page of an article, good or bad, into the library, cleaned by the reader's `rules` too.
 * It is the one behind those in `chain`, and joins them.  Where the article goes on on another
 * page, `*next_url` (in the chain's arena) is that one's address: the article is in the library as
 * far as it is known, and still wanted.  Otherwise it is empty.  `*article_id` becomes the article
 * that it turned out to be.  Results as above; with TS_ERR_STORE and TS_ERR_FULL the library knows
 * nothing of this page, and wants it as before.  TS_ERR_NOTFOUND: there is no such article any
 * more. */
TS_CHECKED enum ts_rc ingest_page(struct ts_db *db, const struct ts_site_rules *rules,
                                  int64_t *article_id, const struct page_past *past,
                                  struct page_chain *chain, const struct ts_reply *reply,
                                  ts_str *next_url, struct ts_err *err);

#endif
