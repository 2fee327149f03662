/* A page is counted before it is looked at, so that the one that makes a block known loses it too.
 * The pages before it are marked then, and reviewed when there is nothing else to do. */
#include "memory_priv.h"

#include "tearsheet/extract/memory.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/memory.h"

/* Strips what the site is known to repeat.  `*rarest` is the smallest count of what was stripped
 * for that, 0 if nothing was. */
static enum ts_rc strip(struct ts_arena *a, struct ts_db *db, struct ts_article *article,
                        const uint64_t *hashes, uint32_t *rarest, struct ts_err *err)
{
    uint32_t *counts = TS_NEW_ARRAY(a, article->n_blocks + 1, uint32_t);
    size_t n_pages;
    enum ts_rc rc = ts_memory_counts(db, ts_memory_site(article), hashes, article->n_blocks, counts,
                                     &n_pages, err);

    *rarest = 0;
    if (rc != TS_OK || ts_memory_apply(a, article, counts, n_pages) == 0)
        return rc;
    for (size_t i = 0; i < article->n_blocks; i++)
        if (hashes[i] != 0 && !article->blocks[i].is_kept && counts[i] >= TS_MEMORY_MIN_PAGES &&
            (*rarest == 0 || counts[i] < *rarest))
            *rarest = counts[i];
    return rc;
}

enum ts_rc memory_strip(struct ts_arena *a, struct ts_db *db, struct ts_article *article,
                        struct ts_err *err)
{
    uint32_t rarest;

    return strip(a, db, article, ts_memory_hashes(a, article), &rarest, err);
}

enum ts_rc memory_use(struct ts_arena *a, struct ts_db *db, int64_t article_id,
                      struct ts_article *article, struct ts_err *err)
{
    /* Earlier pages have what became known with this one, or the one before if both came at once.
     */
    enum { NEWLY_KNOWN = TS_MEMORY_MIN_PAGES + 1 };
    const uint64_t *hashes = ts_memory_hashes(a, article);
    ts_str site = ts_memory_site(article);
    uint32_t rarest;

    if (site.len == 0)
        return TS_OK;
    enum ts_rc rc = ts_memory_learn(db, site, article_id, hashes, article->n_blocks, err);
    if (rc == TS_OK)
        rc = strip(a, db, article, hashes, &rarest, err);
    if (rc == TS_OK && rarest > 0 && rarest <= NEWLY_KNOWN)
        rc = ts_memory_mark(db, site, err);
    return rc;
}

static enum ts_rc review_one(struct ts_db *db, int64_t id, bool *is_changed, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_stored stored;
    uint32_t rarest = 0;
    enum ts_rc rc = ts_article_get(&a, db, id, &stored, err);

    if (rc == TS_OK)
        rc = strip(&a, db, &stored.article, ts_memory_hashes(&a, &stored.article), &rarest, err);
    *is_changed = rarest > 0;
    if (rc == TS_OK && *is_changed)
        rc = ts_article_put(db, id, &stored.article, NULL, NULL, err);
    if (rc == TS_OK)
        rc = ts_memory_unmark(db, id, err);
    ts_arena_done(&a);
    return rc;
}

static enum ts_rc review_all(struct ts_db *db, const int64_t *ids, size_t n, size_t *n_changed,
                             struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        bool is_changed = false;
        rc = review_one(db, ids[i], &is_changed, err);
        *n_changed += is_changed;
    }
    return ts_db_end(db, rc, err);
}

enum ts_rc memory_review(struct ts_db *db, size_t limit, size_t *n, size_t *n_changed,
                         struct ts_err *err)
{
    struct ts_arena a = { 0 };
    int64_t *ids;
    size_t n_marked, n_stripped = 0;
    enum ts_rc rc = ts_memory_marked(&a, db, limit, &ids, &n_marked, err);

    if (rc == TS_OK && n_marked > 0)
        rc = review_all(db, ids, n_marked, &n_stripped, err);
    if (rc == TS_OK) {
        *n = n_marked;
        *n_changed = n_stripped;
    }
    ts_arena_done(&a);
    return rc;
}
