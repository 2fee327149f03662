/* The steps from bytes to an article: parse, read what the page says about itself, cut it into
 * blocks, look at them in numbers, decide, name, copy.  All but the result lives in a scratch
 * arena.
 */
#include "tearsheet/extract/extract.h"

#include <string.h>

#include "extract_priv.h"
#include "implied_marks_priv.h"
#include "islands_priv.h"
#include "kinds_priv.h"
#include "meta_priv.h"
#include "pager_priv.h"
#include "script_text_priv.h"
#include "site_rules_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/charset.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "told_priv.h"
#include "wordings_priv.h"

enum {
    MIN_TEXT_BYTES = 250, /* a page that shows less may hide its text until a script runs */
    MAX_PLACEHOLDER = 60,
    MAX_BARE_BYTES = 64 << 10, /* of text without markup that is not worth the parser's limits */
    /* A longer text is not covered by a prompt (6/10), even if its lower case is a third as long.
     */
    MAX_CLUTTER_BYTES = TS_PHRASE_MAX * 3 * 10 / 6,
};

/* One extraction; all in `scratch` but the result. */
struct job {
    struct ts_arena *a; /* the caller's */
    struct ts_arena scratch;
    struct ts_arena numbers; /* the rows, which are large and needed until blocks have a kind */
    struct ts_dom dom;
    struct ts_article article; /* pointers into scratch until finish() */
    struct ts_meta_hints hints;
    struct ts_page page;
    struct ts_features *rows;
    struct ts_verdict *verdicts;
    enum ts_block_kind *kinds;
    ts_str page_url;
    ts_str base;           /* what links are resolved against */
    size_t n_target_bytes; /* of addresses in the result */
    const struct ts_wishes *wishes;
    bool is_described; /* the text is the page's description, all that there is */
};

static size_t text_bytes(const struct ts_pieces *pieces)
{
    size_t n = 0;

    for (size_t i = 0; i < pieces->n; i++)
        n += pieces->list[i].text.len - pieces->list[i].n_link_bytes;
    return n;
}

static void cut_into_pieces(struct ts_arena *a, struct ts_page *page)
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
                              .title = article->title,
                              .summary = article->summary,
                              .lang = article->lang,
                              .site = article->site,
                              .headline = hints->headline,
                              .is_article = hints->is_article,
                              .body = hints->body };
    cut_into_pieces(a, page);
}

/* "$$ADVERT$$", "[[gallery:3]]": a mark that the script would put something in place of. */
static bool is_placeholder(ts_str text)
{
    if (text.len < 5 || text.len > MAX_PLACEHOLDER || ts_str_find_char(text, ' ', 0) != TS_NPOS)
        return false;
    return strchr("$#[{%@", text.ptr[0]) && text.ptr[1] == text.ptr[0] &&
           strchr("$#]}%@", text.ptr[text.len - 1]);
}

/* The article in the strings of the page's scripts, a line a paragraph. */
static ts_str text_of_scripts(struct job *j, ts_str html)
{
    ts_str text = ts_script_text(&j->scratch, html);
    struct ts_article found;

    if (text.len == 0 || ts_extract_fragment(&j->scratch, text, j->base, &found, NULL) != TS_OK)
        return (ts_str){ 0 };
    struct ts_buf lines = { 0 };
    for (size_t i = 0; i < found.n_blocks; i++) {
        if (!ts_block_is_text(&found.blocks[i]) || is_placeholder(found.blocks[i].text))
            continue;
        ts_buf_put(&lines, found.blocks[i].text);
        ts_buf_putc(&lines, '\n');
    }
    ts_str body = ts_buf_take(&lines, &j->scratch);
    ts_buf_done(&lines);
    return body;
}

/* A page that shows next to nothing may be drawn by a script, from data of the page. */
static void look_into_data(struct job *j, ts_str html)
{
    if (j->hints.body.len > 0 || text_bytes(&j->page.pieces) >= TS_TOLD_MIN_BODY_BYTES)
        return;
    j->hints.body = ts_islands_body(&j->scratch, &j->dom);
    if (j->hints.body.len == 0)
        j->hints.body = text_of_scripts(j, html);
}

/* ---- the result ---- */

/* An address of the page, absolute. */
static ts_str resolved(struct job *j, ts_str address)
{
    if (j->n_target_bytes > TS_EXTRACT_MAX_TARGETS)
        return (ts_str){ 0 };
    ts_str url = ts_url_resolve(j->a, j->base, address);
    j->n_target_bytes += url.len;
    return url;
}

static struct ts_span *copy_spans(struct job *j, const struct ts_piece *p)
{
    struct ts_span *spans = TS_NEW_ARRAY(j->a, p->n_spans, struct ts_span);

    for (size_t i = 0; i < p->n_spans; i++) {
        spans[i] = ts_piece_shown_span(p, p->spans[i]);
        if (spans[i].kind == TS_SPAN_LINK)
            spans[i].target = resolved(j, p->spans[i].target);
    }
    return spans;
}

static void copy_block(struct job *j, size_t i, struct ts_block *block)
{
    const struct ts_piece *p = &j->page.pieces.list[i];
    const struct ts_verdict *verdict = &j->verdicts[i];

    block->kind = j->kinds[i];
    block->is_kept = verdict->is_kept;
    block->decided_by = verdict->decided_by;
    block->is_header = p->is_header;
    block->level = p->level;
    block->number = p->number;
    block->score = verdict->score;
    block->text = ts_arena_str(j->a, ts_piece_shown(&j->scratch, p));
    block->reason = ts_arena_str(j->a, verdict->reason);
    if (!verdict->is_kept)
        return;
    block->spans = copy_spans(j, p);
    block->n_spans = p->n_spans;
    ts_str image = p->image ? ts_image_address(p->image) : (ts_str){ 0 };
    if (image.len > 0)
        block->image = resolved(j, image);
}

static void copy_fields(struct job *j, struct ts_article *out)
{
    ts_str *fields[] = { &out->url,  &out->canonical, &out->title, &out->byline,
                         &out->lang, &out->site,      &out->image, &out->summary };

    for (size_t i = 0; i < TS_COUNT(fields); i++)
        if (fields[i]->len > 0)
            *fields[i] = ts_arena_str(j->a, *fields[i]);
}

/* The article so far with all it points at in the caller's arena. */
static struct ts_article finish(struct job *j)
{
    struct ts_article out = j->article;

    out.n_blocks = j->page.pieces.n;
    out.blocks = TS_NEW_ARRAY(j->a, out.n_blocks, struct ts_block);
    for (size_t i = 0; i < out.n_blocks; i++)
        copy_block(j, i, &out.blocks[i]);
    copy_fields(j, &out);
    ts_article_count_words(&out);
    return out;
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
static bool is_one_of_several(const struct job *j, const struct ts_article *article)
{
    return article->next_url.len > 0 || j->wishes->number > 1;
}

/* Of the page by itself, wherever the article goes on. */
static enum ts_completeness completeness_of(const struct job *j, const struct ts_article *article)
{
    if (j->is_described)
        return TS_COMPLETE_STUB;

    bool is_whole = !is_one_of_several(j, article);
    size_t told = is_whole ? j->hints.n_words : 0;
    bool is_short_of_told = told > 0 && article->n_words * 10 < told * 6;
    bool is_cut_by_body = is_whole && j->hints.body.len > 2 * ts_told_kept_bytes(article);

    if (is_short_of_told || is_cut_by_body)
        return j->hints.is_paid || has_barrier(article) ? TS_COMPLETE_STUB : TS_COMPLETE_PARTIAL;
    if (article->n_words < 250 && told == 0 && has_barrier(article))
        return TS_COMPLETE_STUB;
    if (j->hints.is_paid && told == 0 && has_barrier(article))
        return TS_COMPLETE_STUB;
    return j->dom.is_flat || j->page.pieces.is_cut || ends_cut(article) ? TS_COMPLETE_PARTIAL
                                                                        : TS_COMPLETE_FULL;
}

static void judge_completeness(struct job *j, struct ts_article *article)
{
    bool is_first = j->wishes->number <= 1;

    article->next_url =
        ts_pager_next(j->a, &j->dom, j->base, is_first ? j->page_url : j->wishes->first_url,
                      is_first ? 1 : j->wishes->number);
    article->page_completeness = article->completeness = completeness_of(j, article);
    if (article->next_url.len > 0 && article->completeness == TS_COMPLETE_FULL)
        article->completeness = TS_COMPLETE_PARTIAL;
}

/* ---- entry points ---- */

/* The language: as declared, unless the text tells otherwise. */
static void set_lang(struct job *j, struct ts_article *out)
{
    ts_str text = ts_article_text(&j->scratch, out);
    ts_str lang = ts_meta_lang(&j->scratch, out->lang, text);

    out->lang = lang.len > 0 ? ts_arena_str(j->a, lang) : (ts_str){ 0 };
}

enum ts_rc ts_extract_as_wished(struct ts_arena *a, ts_str html, ts_str page_url,
                                const struct ts_wishes *wishes, struct ts_article *out,
                                struct ts_err *err)
{
    struct job j = { .a = a, .page_url = page_url, .wishes = wishes };

    if (ts_charset_is_binary(html))
        return ts_fail(err, TS_ERR_NOTFOUND, "binary data, not a page");
    enum ts_rc rc = ts_wishes_parse(&j.scratch, wishes, html, &j.dom, err);
    if (rc != TS_OK)
        goto out;
    j.base = ts_dom_base(&j.scratch, &j.dom, page_url);
    ts_page_read(&j.scratch, &j.dom, page_url, &j.article, &j.hints, &j.page);
    look_into_data(&j, html);
    j.rows = ts_features_of(&j.numbers, &j.page);
    j.verdicts = ts_classify(&j.scratch, &j.page, j.rows);
    ts_wishes_apply(&j.scratch, wishes, &j.article, &j.page, j.verdicts);
    j.kinds = ts_kinds_of(&j.scratch, &j.page, j.rows, &j.hints, j.verdicts);
    ts_arena_done(&j.numbers);
    struct ts_article article = finish(&j);
    ts_told_body(a, j.hints.body, &article);
    bool is_first = wishes->number <= 1;
    j.is_described = ts_told_rescue(a, is_first ? j.article.summary : (ts_str){ 0 }, &article);
    if (ts_told_kept_bytes(&article) == 0) {
        rc = ts_fail(err, TS_ERR_NOTFOUND, "no text in the page");
        goto out;
    }
    judge_completeness(&j, &article);
    ts_arena_done(&j.scratch); /* the page is done with; the text is copied once more */
    set_lang(&j, &article);
    *out = article;
out:
    ts_arena_done(&j.scratch);
    return rc;
}

enum ts_rc ts_extract(struct ts_arena *a, ts_str html, ts_str page_url, struct ts_article *out,
                      struct ts_err *err)
{
    return ts_extract_as_wished(a, html, page_url, &(struct ts_wishes){ 0 }, out, err);
}

/* ---- a feed's own body ---- */

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

static enum ts_rc parse_fragment(struct job *j, ts_str html, struct ts_err *err)
{
    if (is_bare(html)) {
        j->dom = ts_dom_of_plain(&j->scratch, html);
        return TS_OK;
    }
    if (!has_tags(html))
        html = page_of_plain(&j->scratch, html);
    return ts_dom_parse(&j->scratch, html, &j->dom, err);
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
static bool may_be_clutter(struct job *j, const struct ts_piece *p)
{
    if (2 * p->n_link_bytes > p->text.len || ts_str_starts_nocase(p->text, "the post "))
        return true;
    if (p->text.len > MAX_CLUTTER_BYTES)
        return false;
    return ts_prompts_find(ts_utf8_lower(&j->scratch, p->text));
}

static bool has_clutter(struct job *j)
{
    for (size_t i = 0; i < j->page.pieces.n; i++)
        if (may_be_clutter(j, &j->page.pieces.list[i]))
            return true;
    return false;
}

static void judge_fragment(struct job *j)
{
    size_t n_kept = 0, n = j->page.pieces.n;

    j->verdicts = TS_NEW_ARRAY(&j->scratch, n, struct ts_verdict);
    j->kinds = TS_NEW_ARRAY(&j->scratch, n, enum ts_block_kind);
    for (size_t i = 0; i < n; i++) {
        const struct ts_piece *p = &j->page.pieces.list[i];
        bool is_clutter = j->rows && is_feed_clutter(p, &j->rows[i]);
        n_kept += !is_clutter;
        j->verdicts[i] = (struct ts_verdict){ .score = is_clutter ? 0 : 1, .is_kept = !is_clutter };
        j->verdicts[i].reason = is_clutter ? TS_STR("clutter of feeds") : (ts_str){ 0 };
        j->kinds[i] = !is_clutter         ? p->kind
                      : j->rows[i].prompt ? ts_phrase_kind(j->rows[i].prompt)
                                          : TS_BLOCK_SOCIAL;
    }
    for (size_t i = 0; i < n && n_kept == 0; i++) {
        j->verdicts[i] = (struct ts_verdict){ .score = 1, .is_kept = true };
        j->kinds[i] = j->page.pieces.list[i].kind;
    }
}

static ts_str first_image(struct job *j)
{
    const struct ts_node *top = j->dom.body, *img = top;

    while ((img = ts_node_find(img, top, TS_TAG_IMG))) {
        ts_str address = ts_image_address(img);
        if (address.len > 0 && !ts_str_is(ts_node_attr(img, TS_ATTR_WIDTH), "1"))
            return resolved(j, address);
    }
    return (ts_str){ 0 };
}

enum ts_rc ts_extract_fragment(struct ts_arena *a, ts_str html, ts_str base_url,
                               struct ts_article *out, struct ts_err *err)
{
    struct job j = { .a = a, .page_url = base_url, .base = base_url };

    enum ts_rc rc = parse_fragment(&j, html, err);
    if (rc != TS_OK)
        goto out;
    j.article.url = base_url;
    j.page = (struct ts_page){ .dom = &j.dom, .cues = ts_cues_of(&j.scratch, &j.dom) };
    cut_into_pieces(&j.scratch, &j.page);
    if (has_clutter(&j))
        j.rows = ts_features_of(&j.scratch, &j.page);
    judge_fragment(&j);
    struct ts_article article = finish(&j);
    if (ts_told_kept_bytes(&article) == 0) {
        rc = ts_fail(err, TS_ERR_NOTFOUND, "no text in the item");
        goto out;
    }
    article.image = first_image(&j);
    article.completeness = TS_COMPLETE_FEED;
    set_lang(&j, &article);
    *out = article;
out:
    ts_arena_done(&j.scratch);
    return rc;
}
