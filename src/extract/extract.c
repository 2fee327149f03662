/* The steps from bytes to an article: parse, read what the page says about itself, cut it into
 * blocks, look at them in numbers, decide, name, copy.  All but the result lives in a scratch
 * arena.
 */
#include "tearsheet/extract/extract.h"

#include <string.h>

#include "bare_priv.h"
#include "extract_priv.h"
#include "extraction_priv.h"
#include "islands_priv.h"
#include "kinds_priv.h"
#include "meta_priv.h"
#include "pager_priv.h"
#include "plain_priv.h"
#include "script_text_priv.h"
#include "site_rules_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/utf8.h"
#include "told_priv.h"
#include "wordings_priv.h"

enum {
    MIN_TEXT_BYTES = 250, /* a page that shows less may hide its text until a script runs */
};

static size_t text_bytes(const struct ts_pieces *pieces)
{
    size_t n = 0;

    for (size_t i = 0; i < pieces->n; i++)
        n += pieces->list[i].text.len - pieces->list[i].n_link_bytes;
    return n;
}

void ts_page_cut(struct ts_arena *a, struct ts_page *page)
{
    page->pieces = ts_pieces_of(a, page->dom, page->cues, false);
    if (text_bytes(&page->pieces) >= MIN_TEXT_BYTES)
        return;
    struct ts_pieces all = ts_pieces_of(a, page->dom, page->cues, true);
    if (text_bytes(&all) > 2 * text_bytes(&page->pieces))
        page->pieces = all;
}

void ts_page_read(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url,
                  struct ts_article *article, struct ts_meta_hints *hints, struct ts_page *page)
{
    ts_meta_read(a, dom, page_url, ts_now_at(), article, hints);
    *page = (struct ts_page){ .dom = dom,
                              .cues = ts_cues_of(a, dom),
                              .url = page_url,
                              .authors = article->byline,
                              .title = article->title,
                              .summary = article->summary,
                              .lang = article->lang,
                              .site = article->site,
                              .headline = hints->headline,
                              .is_article = hints->is_article,
                              .is_other = hints->is_other,
                              .body = hints->body };
    ts_page_cut(a, page);
}

/* The article in a string of the page's scripts, a line a paragraph. */
static ts_str lines_of_script(struct ts_extraction *x, ts_str text)
{
    struct ts_article found;

    if (text.len == 0 || ts_extract_fragment(&x->scratch, text, x->base, &found, NULL) != TS_OK)
        return (ts_str){ 0 };
    struct ts_buf lines = { 0 };
    for (size_t i = 0; i < found.n_blocks; i++) {
        if (!ts_block_is_text(&found.blocks[i]) || ts_told_is_placeholder(found.blocks[i].text))
            continue;
        ts_buf_put(&lines, found.blocks[i].text);
        ts_buf_putc(&lines, '\n');
    }
    ts_str body = ts_buf_take(&lines, &x->scratch);
    ts_buf_done(&lines);
    return body;
}

/* A page that shows next to nothing may be drawn by a script, from data of the page. */
static void look_into_data(struct ts_extraction *x, ts_str html)
{
    if (x->hints.body.len > 0 || text_bytes(&x->page.pieces) >= TS_TOLD_MIN_BODY_BYTES)
        return;
    ts_str text = ts_islands_body(&x->scratch, &x->dom);
    x->hints.body = ts_plain_lines(&x->scratch, text);
    if (x->hints.body.len == 0) {
        text = ts_script_text(&x->scratch, html);
        x->hints.body = lines_of_script(x, text);
    }
    x->hints.markup = ts_plain_markup(&x->scratch, text);
}

static void judge_blocks(struct ts_extraction *x)
{
    x->rows = ts_features_of(&x->numbers, &x->page);
    x->verdicts = ts_classify(&x->scratch, &x->page, x->rows);
    ts_wishes_apply(&x->scratch, x->wishes, &x->article, &x->page, x->verdicts);
    x->kinds = ts_kinds_of(&x->scratch, &x->page, x->rows, &x->hints, x->verdicts);
    ts_arena_done(&x->numbers);
}

/* The headings of what the reader's rules have stripped. */
static void strip_bare_headings(struct ts_extraction *x, struct ts_article *article)
{
    bool *is_gone = TS_NEW_ARRAY(&x->scratch, article->n_blocks, bool);

    for (size_t i = 0; i < article->n_blocks; i++)
        is_gone[i] = !article->blocks[i].is_kept && article->blocks[i].decided_by == TS_BY_RULE;
    ts_strip_left_bare(article, is_gone);
}

/* ---- completeness ---- */

static bool has_barrier(const struct ts_article *article)
{
    struct ts_arena scratch = { 0 };
    bool found = false;

    for (size_t i = 0; i < article->n_blocks && !found; i++)
        if (!article->blocks[i].is_kept && article->blocks[i].text.len < 600)
            found = ts_has_barrier(ts_utf8_lower(&scratch, article->blocks[i].text));
    ts_arena_done(&scratch);
    return found;
}

/* The last that is kept leads to the rest: "... Continue reading". */
static bool ends_cut(const struct ts_article *article)
{
    struct ts_arena scratch = { 0 };
    size_t last = article->n_blocks;

    while (last > 0 &&
           !(article->blocks[last - 1].is_kept && ts_block_is_text(&article->blocks[last - 1])))
        last--;
    bool is_cut = last > 0 && ts_ends_cut(ts_utf8_lower(&scratch, article->blocks[last - 1].text));
    ts_arena_done(&scratch);
    return is_cut;
}

/* What is told of the length of an article is told of all its pages. */
static bool is_one_of_several(const struct ts_extraction *x, const struct ts_article *article)
{
    return article->next_url.len > 0 || x->wishes->number > 1;
}

/* Of the page by itself, wherever the article goes on. */
static enum ts_completeness completeness_of(const struct ts_extraction *x,
                                            const struct ts_article *article)
{
    if (x->is_described)
        return TS_COMPLETE_STUB;

    bool is_whole = !is_one_of_several(x, article);
    size_t told = is_whole ? x->hints.n_words : 0;
    bool is_short_of_told = told > 0 && article->n_words * 10 < told * 6;
    bool is_cut_by_body = is_whole && x->hints.body.len > 2 * ts_told_kept_bytes(article);

    if (is_short_of_told || is_cut_by_body)
        return x->hints.is_paid || has_barrier(article) ? TS_COMPLETE_STUB : TS_COMPLETE_PARTIAL;
    if (article->n_words < 250 && told == 0 && has_barrier(article))
        return TS_COMPLETE_STUB;
    if (x->hints.is_paid && told == 0 && has_barrier(article))
        return TS_COMPLETE_STUB;
    return x->dom.is_flat || x->page.pieces.is_cut || ends_cut(article) ? TS_COMPLETE_PARTIAL
                                                                        : TS_COMPLETE_FULL;
}

static void judge_completeness(struct ts_extraction *x, struct ts_article *article)
{
    bool is_first = x->wishes->number <= 1;

    article->next_url =
        ts_pager_next(x->a, &x->dom, x->base, is_first ? x->page_url : x->wishes->first_url,
                      is_first ? 1 : x->wishes->number);
    article->page_completeness = article->completeness = completeness_of(x, article);
    if (article->next_url.len > 0 && article->completeness == TS_COMPLETE_FULL)
        article->completeness = TS_COMPLETE_PARTIAL;
}

/* ---- entry points ---- */

enum ts_rc ts_extract_as_wished(struct ts_arena *a, ts_str html, ts_str page_url,
                                const struct ts_wishes *wishes, struct ts_article *out,
                                struct ts_err *err)
{
    struct ts_extraction x = { .a = a, .page_url = page_url, .wishes = wishes };

    if (ts_charset_is_binary(html))
        return ts_fail(err, TS_ERR_NOTFOUND, "binary data, not a page");
    enum ts_rc rc = ts_wishes_parse(&x.scratch, wishes, html, &x.dom, err);
    if (rc != TS_OK)
        goto out;
    x.base = ts_dom_base(&x.scratch, &x.dom, page_url);
    ts_page_read(&x.scratch, &x.dom, page_url, &x.article, &x.hints, &x.page);
    look_into_data(&x, html);
    judge_blocks(&x);
    struct ts_article article = ts_extraction_finish(&x);
    if (wishes->rules)
        strip_bare_headings(&x, &article);
    ts_told_body(a, &x.hints, x.base, &article);
    bool is_first = wishes->number <= 1;
    x.is_described = ts_told_rescue(a, is_first ? x.article.summary : (ts_str){ 0 }, &article);
    if (ts_told_kept_bytes(&article) == 0) {
        rc = ts_fail(err, TS_ERR_NOTFOUND, "no text in the page");
        goto out;
    }
    judge_completeness(&x, &article);
    ts_arena_done(&x.scratch); /* the page is done with; the text is copied once more */
    ts_extraction_set_lang(&x, &article);
    *out = article;
out:
    ts_arena_done(&x.scratch);
    return rc;
}

enum ts_rc ts_extract(struct ts_arena *a, ts_str html, ts_str page_url, struct ts_article *out,
                      struct ts_err *err)
{
    return ts_extract_as_wished(a, html, page_url, &(struct ts_wishes){ 0 }, out, err);
}
