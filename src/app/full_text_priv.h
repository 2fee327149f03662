/* full_text_priv.h - whether the texts in a source's feed are enough, so that its pages need not be
 * fetched.
 *
 * Learnt from pages: each whose article the feed had as completely counts, and one of which the
 * feed had less begins the count anew (see ts_source_has_full_texts()). */
#ifndef TEARSHEET_APP_FULL_TEXT_PRIV_H
#define TEARSHEET_APP_FULL_TEXT_PRIV_H

#include "tearsheet/store/sources.h"

/* Each so-many-th article of a source with whole texts gets its page all the same. */
enum { FULL_TEXTS_LOOK_EVERY = 20 };

/* What the reader wants of a source's pages; "pages=" in the feeds file. */
enum page_policy {
    PAGES_AUTO = 0, /* those of feeds that have not the whole texts */
    PAGES_ALWAYS,
    PAGES_NEVER,
};

/* True if the page of the next new article of `source` is not to be fetched unasked.  With
 * PAGES_AUTO and a feed that is believed the article is counted. */
TS_CHECKED enum ts_rc full_text_suffices(struct ts_db *db, enum page_policy policy,
                                         const struct ts_source *source, bool *out,
                                         struct ts_err *err);

/* Learns from one article: its words in the feed and on its page.  Short texts say nothing.  When a
 * feed that was believed has less, the pages left out since it was last looked at are wanted. */
TS_CHECKED enum ts_rc full_text_learn(struct ts_db *db, int64_t source_id, size_t n_feed_words,
                                      size_t n_page_words, struct ts_err *err);

#endif
