#include "tearsheet/app/reclean.h"

#include "clean_priv.h"
#include "memory_priv.h"
#include "tearsheet/store/pages.h"
#include "tearsheet/store/sources.h"

static bool has_same_blocks(const struct ts_article *one, const struct ts_article *other)
{
    if (one->n_blocks != other->n_blocks)
        return false;
    for (size_t i = 0; i < one->n_blocks; i++) {
        const struct ts_block *a = &one->blocks[i], *b = &other->blocks[i];
        if (a->is_kept != b->is_kept || a->kind != b->kind || a->level != b->level ||
            a->n_spans != b->n_spans || !ts_str_eq(a->text, b->text))
            return false;
    }
    return true;
}

/* What is empty does not replace what is known. */
static bool is_new_text(ts_str before, ts_str after)
{
    return after.len > 0 && !ts_str_eq(before, after);
}

static bool is_changed(const struct ts_article *before, const struct ts_article *after)
{
    bool is_worse =
        after->completeness == TS_COMPLETE_FEED && before->completeness != TS_COMPLETE_FEED;

    if (is_worse) /* the library would keep what it has */
        return false;
    return !has_same_blocks(before, after) || before->completeness != after->completeness ||
           is_new_text(before->title, after->title) || is_new_text(before->byline, after->byline);
}

/* The headline of a saved page is what an earlier extractor took for it. */
static enum ts_rc is_saved_page(struct ts_arena *a, struct ts_db *db, int64_t source_id, bool *out,
                                struct ts_err *err)
{
    struct ts_source source;
    enum ts_rc rc = ts_source_get(a, db, source_id, &source, err);

    *out = rc == TS_OK && source.kind == TS_SOURCE_PAGE;
    return rc;
}

enum ts_rc ts_reclean_look(struct ts_arena *a, struct ts_db *db, const struct ts_site_rules *rules,
                           int64_t article_id, struct ts_recleaned *out, struct ts_err *err)
{
    struct ts_stored stored;
    struct cleaned after;
    struct ts_page *pages;
    size_t n = 0;
    bool is_saved = false;

    enum ts_rc rc = ts_article_get(a, db, article_id, &stored, err);
    if (rc == TS_OK)
        rc = ts_pages_get(a, db, article_id, &pages, &n, err);
    if (rc == TS_OK)
        rc = is_saved_page(a, db, stored.source_id, &is_saved, err);
    if (rc == TS_OK)
        rc = clean_pages(a, db, rules, &stored, is_saved, pages, &n, &after, err);
    if (rc == TS_OK && after.article.completeness != TS_COMPLETE_FEED)
        rc = memory_strip(a, db, &after.article, err);
    if (rc == TS_OK)
        *out = (struct ts_recleaned){ article_id, stored.article, after.article,
                                      is_changed(&stored.article, &after.article) };
    return rc;
}

enum ts_rc ts_reclean_put(struct ts_db *db, const struct ts_recleaned *r, struct ts_err *err)
{
    return ts_article_put(db, r->id, &r->after, NULL, NULL, err);
}
