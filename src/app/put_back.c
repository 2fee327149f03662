/* What is stored of a stripped block is its text.  Its links, and the elements that a rule could go
 * by, are in the stored page, which is read again. */
#include "put_back_priv.h"

#include "tearsheet/base/charset.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/blocks.h"

/* Finds the block in the stored page; without a page, or when it is no longer found there, `*out`
 * and `*rule` stay as they are. */
static enum ts_rc look_at_page(struct ts_arena *a, struct ts_db *db,
                               const struct ts_site_rules *rules, int64_t article_id, ts_str text,
                               struct ts_block *out, ts_str *rule, struct ts_err *err)
{
    struct ts_wishes wishes = { .rules = rules, .restored = &text, .n_restored = 1 };
    struct ts_article article;
    struct ts_page page;
    struct ts_err unused;
    enum ts_rc rc = ts_page_get(a, db, article_id, &page, err);

    if (rc != TS_OK)
        return rc == TS_ERR_NOTFOUND ? TS_OK : rc;
    ts_str html = ts_charset_to_utf8(a, page.bytes, page.charset, NULL);
    if (ts_extract_as_wished(a, html, page.url, &wishes, &article, &unused) != TS_OK)
        return TS_OK; /* the text is in the library all the same */
    for (size_t i = 0; i < article.n_blocks; i++) {
        if (!article.blocks[i].is_kept || !ts_str_eq(article.blocks[i].text, text))
            continue;
        ts_str selector = ts_site_rule_propose(a, html, page.url, &article, i);
        ts_str site = ts_site_of_page(&article);
        *out = article.blocks[i];
        if (selector.len > 0 && site.len > 0)
            *rule = ts_arena_printf(a, "%.*s keep %.*s", TS_FMT(site), TS_FMT(selector));
        break;
    }
    return TS_OK;
}

enum ts_rc put_back_block(struct ts_arena *a, struct ts_db *db, const struct ts_site_rules *rules,
                          int64_t article_id, ts_str text, ts_str *rule, struct ts_err *err)
{
    struct ts_block block = { .kind = TS_BLOCK_PARAGRAPH, .text = text };
    ts_str proposed = { 0 };
    enum ts_rc rc = look_at_page(a, db, rules, article_id, text, &block, &proposed, err);

    block.reason = TS_STR("put back by you");
    block.score = 1;
    if (rc == TS_OK)
        rc = ts_block_put_back(db, article_id, &block, err);
    if (rc == TS_OK)
        *rule = proposed;
    return rc;
}
