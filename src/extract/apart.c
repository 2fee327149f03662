/* A comment in full sentences scores like a paragraph, and so does the next article of a page that
 * goes on with others.  What tells them apart is where they stand: the one in an element named
 * after comments, the other in an <article> of its own. */
#include "apart_priv.h"

enum {
    MAX_NAME_STEPS = 3,     /* from a block up to the element named after comments */
    MIN_BESIDE_BYTES = 250, /* kept beside the comments: else they may be all that the page has */
    MIN_OWN_BYTES = 600, /* kept in the headline's <article>: else it may hold the headline only */
};

static bool holds_headline(const struct ts_page *page, const struct ts_node *n)
{
    return page->headline && ts_node_is_inside(page->headline, n);
}

static bool is_comment(const struct ts_page *page, const struct ts_features *rows, size_t i)
{
    const struct ts_node *n = page->pieces.list[i].el;

    if (rows[i].under[TS_UNDER_CUES + TS_CUE_COMMENTS] > MAX_NAME_STEPS)
        return false;
    while (n->parent && !(page->cues[n->id] & TS_CUE_BIT(TS_CUE_COMMENTS)))
        n = n->parent;
    return !holds_headline(page, n);
}

static const struct ts_node *article_of(const struct ts_node *n)
{
    return !n || n->tag == TS_TAG_ARTICLE ? n : ts_node_above(n, TS_TAG_ARTICLE);
}

/* True if the block stands in an <article> that neither holds the headline's nor is a part of it.
 */
static bool is_elsewhere(const struct ts_page *page, const struct ts_node *home, size_t i)
{
    const struct ts_node *el = page->pieces.list[i].el;
    const struct ts_node *article = article_of(el);

    return article && !ts_node_is_inside(el, home) && !holds_headline(page, article);
}

static size_t bytes_beside_comments(const struct ts_page *page, const struct ts_features *rows,
                                    const struct ts_verdict *verdicts)
{
    size_t n = 0;

    for (size_t i = 0; i < page->pieces.n; i++)
        if (verdicts[i].is_kept && !is_comment(page, rows, i))
            n += page->pieces.list[i].text.len;
    return n;
}

static void strip_comments(const struct ts_page *page, const struct ts_features *rows,
                           struct ts_verdict *verdicts)
{
    if (!page->is_article || bytes_beside_comments(page, rows, verdicts) < MIN_BESIDE_BYTES)
        return;
    for (size_t i = 0; i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept || !is_comment(page, rows, i))
            continue;
        verdicts[i].is_kept = false;
        verdicts[i].kind = TS_BLOCK_COMMENTS;
        verdicts[i].reason = TS_STR("among the comments");
    }
}

static void strip_other_articles(const struct ts_page *page, struct ts_verdict *verdicts)
{
    const struct ts_node *home = article_of(page->headline);
    size_t own = 0;

    for (size_t i = 0; home && i < page->pieces.n; i++)
        if (verdicts[i].is_kept && ts_node_is_inside(page->pieces.list[i].el, home))
            own += page->pieces.list[i].text.len;
    for (size_t i = 0; own >= MIN_OWN_BYTES && i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept || !is_elsewhere(page, home, i))
            continue;
        verdicts[i].is_kept = false;
        verdicts[i].kind = TS_BLOCK_RELATED;
        verdicts[i].reason = TS_STR("in another article of the page");
    }
}

void ts_strip_apart(const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts)
{
    strip_comments(page, rows, verdicts);
    strip_other_articles(page, verdicts);
}
