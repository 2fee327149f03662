/* clean_priv.h - articles from what was fetched: pages, and the feeds' own texts. */
#ifndef TEARSHEET_APP_CLEAN_PRIV_H
#define TEARSHEET_APP_CLEAN_PRIV_H

#include "tearsheet/extract/site_rules.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/store/articles.h"

struct cleaned {
    struct ts_article article;
    size_t n_page_words; /* in the page's text, and in the feed's, whichever was taken */
    size_t n_feed_words;
};

/* The article that the `*n` pages of `stored` are: as the extractor and the reader's `rules` have
 * it, with what the reader put back, and with what the feed knows better; with `is_linked` its
 * headline is not among that.  `*n` becomes how many of them are its pages: fewer when one was that
 * of another article, or the first one again.  Writes nothing.  Errors are those of ts_extract()
 * about the first page, and TS_ERR_NOTFOUND for what is no page. */
TS_CHECKED enum ts_rc clean_pages(struct ts_arena *a, struct ts_db *db,
                                  const struct ts_site_rules *rules, const struct ts_stored *stored,
                                  bool is_linked, const struct ts_page *pages, size_t *n,
                                  struct cleaned *out, struct ts_err *err);

/* Makes articles of up to `limit` feed texts that were not cleaned yet, the newest first, in one
 * transaction; only of `article_id` unless that is 0.  `*n` is how many; 0 when none are left. */
TS_CHECKED enum ts_rc clean_some(struct ts_db *db, int64_t article_id, size_t limit, size_t *n,
                                 struct ts_err *err);

/* The article that the feed's text of a stored article is; without blocks when it has none. */
TS_CHECKED enum ts_rc clean_item_text(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                                      ts_str url, struct ts_article *out, struct ts_err *err);

/* A line to call an item without a title by: the beginning of its text, or its address. */
ts_str clean_title(struct ts_arena *a, const struct ts_item *item);

#endif
