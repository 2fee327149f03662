#include "switch_text_priv.h"

#include "clean_priv.h"
#include "tearsheet/app/reclean.h"
#include "tearsheet/store/texts.h"

static enum ts_rc show_feed(struct ts_arena *a, struct ts_db *db, const struct ts_stored *stored,
                            struct ts_err *err)
{
    struct ts_article feed;
    enum ts_rc rc = clean_item_text(a, db, stored->id, stored->article.url, &feed, err);

    if (rc == TS_OK && feed.n_words == 0)
        rc = ts_fail(err, TS_ERR_NOTFOUND, "its feed has no text of this article");
    if (rc == TS_OK)
        rc = ts_text_choose(db, stored->id, TS_TEXT_FEED, err);
    return rc == TS_OK ? ts_article_put(db, stored->id, &feed, NULL, NULL, err) : rc;
}

static enum ts_rc show_page(struct ts_arena *a, struct ts_db *db, const struct ts_site_rules *rules,
                            const struct ts_stored *stored, struct ts_err *err)
{
    struct ts_recleaned page;
    enum ts_rc rc = ts_text_choose(db, stored->id, TS_TEXT_PAGE, err);

    if (rc != TS_OK || !stored->has_page)
        return rc;
    rc = ts_reclean_look(a, db, rules, stored->id, &page, err);
    return rc == TS_OK ? ts_reclean_put(db, &page, err) : rc;
}

enum ts_rc switch_text(struct ts_db *db, const struct ts_site_rules *rules, int64_t article_id,
                       enum ts_text_choice *shown, bool *needs_page, struct ts_err *err)
{
    struct ts_arena a = { 0 };
    struct ts_stored stored = { 0 };
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    rc = ts_article_get(&a, db, article_id, &stored, err);
    bool is_feed = stored.article.completeness == TS_COMPLETE_FEED;
    if (rc == TS_OK)
        rc = is_feed ? show_page(&a, db, rules, &stored, err) : show_feed(&a, db, &stored, err);
    rc = ts_db_end(db, rc, err);
    if (rc == TS_OK) {
        *shown = is_feed ? TS_TEXT_PAGE : TS_TEXT_FEED;
        *needs_page = is_feed && !stored.has_page;
    }
    ts_arena_done(&a);
    return rc;
}
