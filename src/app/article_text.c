#include "tearsheet/app/article_text.h"

#include "clean_priv.h"

enum ts_rc ts_article_read(struct ts_arena *a, struct ts_db *db, int64_t id, struct ts_stored *out,
                           struct ts_err *err)
{
    struct ts_article *article = &out->article, feed;
    enum ts_rc rc = ts_article_get(a, db, id, out, err);

    if (rc != TS_OK || article->n_blocks > 0)
        return rc;
    rc = clean_item_text(a, db, id, article->url, &feed, err);
    if (rc == TS_OK && feed.n_blocks > 0) {
        article->blocks = feed.blocks;
        article->n_blocks = feed.n_blocks;
        article->n_words = feed.n_words;
        article->lang = feed.lang;
        article->completeness = feed.completeness;
    }
    return rc;
}
