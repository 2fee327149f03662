/* maker.h - articles out of nothing, the same at every run: for measuring big libraries.
 *
 * Words are made of syllables and drawn so that few are frequent and many are rare, as in real
 * text; reports of one story share its rare words. */
#ifndef TESTS_BENCH_MAKER_H
#define TESTS_BENCH_MAKER_H

#include "tearsheet/base/arena.h"
#include "tearsheet/model/article.h"
#include "tearsheet/model/feed.h"
#include "tearsheet/store/db.h"

enum { MAKER_ITEMS_A_FEED = 50 };

struct maker {
    size_t n_articles;
    size_t n_stories;
    int64_t now_at; /* the latest article; the others lie in the ninety days before */
};

/* What is made of a number below n_articles; all in `a`. */
struct made {
    struct ts_item item;
    struct ts_article article;
    size_t story; /* a number below n_stories */
};
struct made maker_article(struct ts_arena *a, const struct maker *m, size_t number);

/* The word of a rank: 0 is the most frequent, one in some dozen; 20,000 and above occur nowhere. */
ts_str maker_word(struct ts_arena *a, size_t rank);

/* Subscribes to all feeds that the articles come from; their addresses, for a feeds file. */
size_t maker_n_feeds(const struct maker *m);
ts_str maker_feed_url(struct ts_arena *a, size_t feed);
TS_CHECKED enum ts_rc maker_subscribe(struct ts_db *db, const struct maker *m, int64_t *feed_ids,
                                      struct ts_err *err);

/* The steps of filling a library, a feed's articles at a time: as a refresh does it.  `ids` and
 * `story_ids` (zeros at first) have a place for each article and story. */
struct made_batch {
    struct made made[MAKER_ITEMS_A_FEED];
    size_t first;
    size_t n;
};
void maker_batch(struct ts_arena *a, const struct maker *m, size_t feed, struct made_batch *out);
TS_CHECKED enum ts_rc maker_put(struct ts_db *db, const struct maker *m, int64_t feed_id,
                                const struct made_batch *batch, int64_t *ids, struct ts_err *err);
TS_CHECKED enum ts_rc maker_place(struct ts_db *db, const struct made_batch *batch,
                                  const int64_t *ids, int64_t *story_ids, struct ts_err *err);

#endif
