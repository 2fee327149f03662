/* A feed's own text: no page around it, so that all of it is the article but for what feeds put
 * below their texts. */
#include "extract_priv.h"
#include "extraction_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"
#include "told_priv.h"
#include "wordings_priv.h"

enum {
    MAX_BARE_BYTES = 64 << 10, /* of text without markup that is not worth the parser's limits */
    /* A longer text is not covered by a prompt (6/10), even if its lower case is a third as long.
     */
    MAX_CLUTTER_BYTES = TS_PHRASE_MAX * 3 * 10 / 6,
};

/* Plain text as a page: blank lines part paragraphs. */
static ts_str page_of_plain(struct ts_arena *a, ts_str text)
{
    struct ts_buf html = { 0 };

    for (size_t i = 0; i < text.len; i++) {
        bool is_break = text.ptr[i] == '\n' && i + 1 < text.len &&
                        (text.ptr[i + 1] == '\n' || text.ptr[i + 1] == '\r');
        if (is_break)
            ts_buf_puts(&html, "<p>");
        else if (text.ptr[i] == '<')
            ts_buf_puts(&html, "&lt;");
        else
            ts_buf_putc(&html, text.ptr[i]);
    }
    ts_str page = ts_buf_take(&html, a);
    ts_buf_done(&html);
    return page;
}

static bool has_tags(ts_str text)
{
    for (size_t at = 0; (at = ts_str_find_char(text, '<', at)) != TS_NPOS; at++)
        if (at + 1 < text.len &&
            (ts_is_alpha(text.ptr[at + 1]) || text.ptr[at + 1] == '/' || text.ptr[at + 1] == '!'))
            return true;
    return false;
}

/* Controls, what is no character and what is broken are the parser's to replace. */
static bool is_bare_rune(uint32_t rune)
{
    if (rune < 0x7F)
        return rune >= ' ' ? rune != '<' && rune != '&' : rune == '\n' || rune == '\t';
    return rune >= 0xA0 && !(rune >= 0xFDD0 && rune <= 0xFDEF) && (rune & 0xFFFE) != 0xFFFE &&
           rune != TS_RUNE_BAD;
}

/* Text in which a parser would find nothing but paragraphs. */
static bool is_bare(ts_str text)
{
    bool is_bare = text.len <= MAX_BARE_BYTES;

    for (size_t pos = 0; pos < text.len && is_bare;)
        is_bare = is_bare_rune(ts_utf8_next(text, &pos));
    return is_bare;
}

static enum ts_rc parse_fragment(struct ts_extraction *x, ts_str html, struct ts_err *err)
{
    if (is_bare(html)) {
        x->dom = ts_dom_of_plain(&x->scratch, html);
        return TS_OK;
    }
    if (!has_tags(html))
        html = page_of_plain(&x->scratch, html);
    return ts_dom_parse(&x->scratch, html, &x->dom, err);
}

/* What feeds put below their texts: sharing, "the post ... appeared first on ...", a lone link. */
static bool is_feed_clutter(const struct ts_piece *p, const struct ts_features *row)
{
    if (ts_str_starts_nocase(p->text, "the post ") && ts_str_has(p->text, "appeared first on"))
        return true;
    if (row->under[TS_UNDER_CUES + TS_CUE_SHARE] <= 1 && row->v[TS_F_LINK_SHARE] > 0.5F)
        return true;
    return row->prompt && (row->v[TS_F_PROMPT_COVER] > 0.6F ||
                           (row->v[TS_F_LINK_SHARE] > 0.9F && row->v[TS_F_WORDS] < 12));
}

/* Can `p` be clutter?  Tells most texts from it without a look at all their features. */
static bool may_be_clutter(struct ts_extraction *x, const struct ts_piece *p)
{
    if (2 * p->n_link_bytes > p->text.len || ts_str_starts_nocase(p->text, "the post "))
        return true;
    if (p->text.len > MAX_CLUTTER_BYTES)
        return false;
    return ts_prompts_find(ts_utf8_lower(&x->scratch, p->text));
}

static bool has_clutter(struct ts_extraction *x)
{
    for (size_t i = 0; i < x->page.pieces.n; i++)
        if (may_be_clutter(x, &x->page.pieces.list[i]))
            return true;
    return false;
}

static void judge_fragment(struct ts_extraction *x)
{
    size_t n_kept = 0, n = x->page.pieces.n;

    x->verdicts = TS_NEW_ARRAY(&x->scratch, n, struct ts_verdict);
    x->kinds = TS_NEW_ARRAY(&x->scratch, n, enum ts_block_kind);
    for (size_t i = 0; i < n; i++) {
        const struct ts_piece *p = &x->page.pieces.list[i];
        bool is_clutter = x->rows && is_feed_clutter(p, &x->rows[i]);
        n_kept += !is_clutter;
        x->verdicts[i] = (struct ts_verdict){ .score = is_clutter ? 0 : 1, .is_kept = !is_clutter };
        x->verdicts[i].reason = is_clutter ? TS_STR("clutter of feeds") : (ts_str){ 0 };
        x->kinds[i] = !is_clutter         ? p->kind
                      : x->rows[i].prompt ? ts_phrase_kind(x->rows[i].prompt)
                                          : TS_BLOCK_SOCIAL;
    }
    for (size_t i = 0; i < n && n_kept == 0; i++) {
        x->verdicts[i] = (struct ts_verdict){ .score = 1, .is_kept = true };
        x->kinds[i] = x->page.pieces.list[i].kind;
    }
}

static ts_str first_image(struct ts_extraction *x)
{
    const struct ts_node *top = x->dom.body, *img = top;

    while ((img = ts_node_find(img, top, TS_TAG_IMG))) {
        ts_str address = ts_image_address(img);
        if (address.len > 0 && !ts_str_is(ts_node_attr(img, TS_ATTR_WIDTH), "1"))
            return ts_extraction_resolve(x, address);
    }
    return (ts_str){ 0 };
}

enum ts_rc ts_extract_fragment(struct ts_arena *a, ts_str html, ts_str base_url,
                               struct ts_article *out, struct ts_err *err)
{
    struct ts_extraction x = { .a = a, .page_url = base_url, .base = base_url };

    enum ts_rc rc = parse_fragment(&x, html, err);
    if (rc != TS_OK)
        goto out;
    x.article.url = base_url;
    x.page = (struct ts_page){ .dom = &x.dom, .cues = ts_cues_of(&x.scratch, &x.dom) };
    ts_page_cut(&x.scratch, &x.page);
    if (has_clutter(&x))
        x.rows = ts_features_of(&x.scratch, &x.page);
    judge_fragment(&x);
    struct ts_article article = ts_extraction_finish(&x);
    if (ts_told_kept_bytes(&article) == 0) {
        rc = ts_fail(err, TS_ERR_NOTFOUND, "no text in the item");
        goto out;
    }
    article.image = first_image(&x);
    article.completeness = TS_COMPLETE_FEED;
    ts_extraction_set_lang(&x, &article);
    *out = article;
out:
    ts_arena_done(&x.scratch);
    return rc;
}
