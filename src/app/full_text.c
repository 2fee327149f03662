#include "full_text_priv.h"

#include "tearsheet/store/articles.h"

enum {
    /* A page has a caption or a byline more than its feed. */
    AS_COMPLETE_PERCENT = 85,
    /* A summary can be as long as a short article. */
    TELLING_WORDS = 120,
};

enum ts_rc full_text_suffices(struct ts_db *db, enum page_policy policy,
                              const struct ts_source *source, bool *out, struct ts_err *err)
{
    int64_t n = source->n_full_texts;
    bool is_auto = policy == PAGES_AUTO && ts_source_has_full_texts(source);
    enum ts_rc rc = is_auto ? ts_source_put_full_texts(db, source->id, n + 1, err) : TS_OK;

    if (rc == TS_OK)
        *out = policy == PAGES_NEVER || (is_auto && n % FULL_TEXTS_LOOK_EVERY != 0);
    return rc;
}

enum ts_rc full_text_learn(struct ts_db *db, int64_t source_id, size_t n_feed_words,
                           size_t n_page_words, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_source source = { 0 };
    bool is_full = n_feed_words * 100 >= n_page_words * AS_COMPLETE_PERCENT;

    if (n_feed_words < TELLING_WORDS && n_page_words < TELLING_WORDS)
        return TS_OK;
    enum ts_rc rc = ts_source_get(&scratch, db, source_id, &source, err);
    int64_t n = source.n_full_texts;
    if (rc == TS_OK && (is_full || n > 0))
        rc = ts_source_put_full_texts(db, source_id, is_full ? n + 1 : 0, err);
    if (rc == TS_OK && !is_full && ts_source_has_full_texts(&source))
        rc = ts_articles_want_skipped(db, source_id, FULL_TEXTS_LOOK_EVERY, err);
    ts_arena_done(&scratch);
    return rc;
}
