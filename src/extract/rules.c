/* What a score does not settle: boxes, lone prompts, navigation, offers and repeated quotes go, and
 * headings with them; footnotes stay. */
#include "rules_priv.h"

#include "alike_priv.h"
#include "apart_priv.h"
#include "behind_priv.h"
#include "boxes_priv.h"
#include "complete_priv.h"
#include "letters_priv.h"
#include "portrait_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"
#include "teasers_priv.h"
#include "wordings_priv.h"

enum {
    MIN_QUOTE_BYTES = 20, /* of a pull quote */
    MAX_QUOTE_BYTES = 400,
    MAX_NAV_STEPS = 4,
    MAX_MARK_BYTES = 5, /* of a link to a footnote: "[12]" */
    MAX_AHEAD = 4,      /* blocks from a row of links to the headline */
    MAX_LINK_WORDS = 3, /* of a link in a row, on average */
    MAX_ANNOUNCED_WORDS = 30,
    MAX_BARRIER_BYTES = 400,
};

static const float SURE =
    0.85F; /* what scores so has a reason to be there, whatever is around it */
static const float SURE_HEADING = 0.7F; /* the same of a heading, which rarely scores more */
static const float LONE_PROMPT_COVER = 0.5F, ROW_OF_LINKS = 0.75F, ANNOUNCED_SHARE = 0.75F;

static void strip(struct ts_verdict *verdict, ts_str reason)
{
    if (!verdict->is_kept)
        return;
    verdict->is_kept = false;
    verdict->reason = reason;
}

/* ---- lone blocks ---- */

static bool is_lone_prompt(const struct ts_piece *p, const struct ts_features *row)
{
    if (!row->prompt || p->kind == TS_BLOCK_PRE || p->kind == TS_BLOCK_TABLE_ROW)
        return false;
    return row->v[TS_F_PROMPT_COVER] >= LONE_PROMPT_COVER && row->v[TS_F_WORDS] <= 12;
}

/* "Read more: Bridge closed for good": all but the prompt is a link. */
static bool announces_link(const struct ts_features *row)
{
    return row->prompt && ts_phrase_kind(row->prompt) == TS_BLOCK_RELATED &&
           row->v[TS_F_LINK_SHARE] > 0.5F && row->v[TS_F_WORDS] <= MAX_ANNOUNCED_WORDS &&
           row->v[TS_F_LINK_SHARE] + row->v[TS_F_PROMPT_COVER] >= ANNOUNCED_SHARE;
}

/* A kept row of links made like this one: then both are items of a list. */
static bool is_kept_twin(const struct ts_page *page, const struct ts_features *rows,
                         const struct ts_verdict *verdicts, size_t i, size_t k)
{
    const struct ts_piece *list = page->pieces.list;

    return verdicts[k].is_kept && rows[k].v[TS_F_LINK_SHARE] > ROW_OF_LINKS / 2 &&
           ts_is_made_alike(&list[k], &list[i], NULL);
}

static bool has_kept_twin(const struct ts_page *page, const struct ts_features *rows,
                          const struct ts_verdict *verdicts, size_t i)
{
    return (i > 0 && is_kept_twin(page, rows, verdicts, i, i - 1)) ||
           (i + 1 < page->pieces.n && is_kept_twin(page, rows, verdicts, i, i + 1));
}

/* "Home > City" ahead of the headline, "Print | Send | Comment" anywhere. */
static bool is_row_of_links(const struct ts_piece *p, const struct ts_features *row)
{
    const float *v = row->v;
    bool is_ahead = v[TS_F_FROM_HEADLINE] < 0 && v[TS_F_FROM_HEADLINE] >= -MAX_AHEAD;

    if (p->kind != TS_BLOCK_PARAGRAPH || v[TS_F_ENDING] == 1)
        return false;
    if (is_ahead && v[TS_F_LINK_SHARE] > 0.25F)
        return true;
    return p->n_links > 1 && v[TS_F_LINK_SHARE] > ROW_OF_LINKS &&
           v[TS_F_WORDS] <= (float)(MAX_LINK_WORDS * p->n_links);
}

static bool is_link_below(const struct ts_page *page, const struct ts_features *rows, size_t label,
                          size_t i)
{
    const struct ts_piece *list = page->pieces.list;

    return list[i].el->parent == list[label].el->parent &&
           rows[i].v[TS_F_LINK_SHARE] > ROW_OF_LINKS &&
           rows[i].v[TS_F_WORDS] <= MAX_ANNOUNCED_WORDS;
}

/* "You may also like", and links to other articles below it. */
static void strip_links_below_labels(const struct ts_page *page, const struct ts_features *rows,
                                     struct ts_verdict *verdicts)
{
    for (size_t label = 0, end; label < page->pieces.n; label = end) {
        end = label + 1;
        if (verdicts[label].is_kept || !is_lone_prompt(&page->pieces.list[label], &rows[label]) ||
            ts_phrase_kind(rows[label].prompt) != TS_BLOCK_RELATED)
            continue;
        for (; end < page->pieces.n && is_link_below(page, rows, label, end); end++)
            strip(&verdicts[end], TS_STR("a link below a label of others"));
    }
}

static void strip_lone_blocks(struct ts_arena *a, const struct ts_page *page,
                              const struct ts_features *rows, struct ts_verdict *verdicts)
{
    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_piece *p = &page->pieces.list[i];
        if (!verdicts[i].is_kept)
            continue;
        if (is_lone_prompt(p, &rows[i]) || announces_link(&rows[i]))
            strip(&verdicts[i],
                  ts_arena_printf(a, "says \"%.*s\"", TS_FMT(ts_phrase_text(rows[i].prompt))));
        else if (rows[i].under[TS_UNDER_NAV] <= MAX_NAV_STEPS)
            strip(&verdicts[i], TS_STR("inside the navigation"));
        else if (is_row_of_links(p, &rows[i]) && !has_kept_twin(page, rows, verdicts, i))
            strip(&verdicts[i], TS_STR("a row of links"));
    }
}

/* ---- pull quotes ---- */

/* Letters and digits alone, in lower case, so that quotation marks and full stops do not matter. */
static ts_str letters_of(struct ts_arena *a, ts_str text)
{
    struct ts_buf out = { 0 };

    for (size_t pos = 0; pos < text.len;) {
        uint32_t rune = ts_utf8_next(text, &pos);
        if (ts_rune_is_word(rune))
            ts_utf8_put(&out, ts_rune_lower(rune));
    }
    ts_str letters = ts_buf_take(&out, a);
    ts_buf_done(&out);
    return letters;
}

static bool may_be_pulled(const struct ts_piece *p, const struct ts_features *row)
{
    if (p->text.len < MIN_QUOTE_BYTES || p->text.len > MAX_QUOTE_BYTES)
        return false;
    return p->kind == TS_BLOCK_QUOTE || p->kind == TS_BLOCK_CAPTION ||
           row->under[TS_UNDER_CUES + TS_CUE_QUOTE] <= 2 || row->under[TS_UNDER_ASIDE] <= 2;
}

/* Strips the quote and what stands beside it in its element: whose words they are. */
static void strip_quote(const struct ts_page *page, struct ts_verdict *verdicts, size_t i)
{
    const struct ts_node *quote = page->pieces.list[i].el;
    bool is_wrapped = quote->parent && (quote->parent->tag == TS_TAG_BLOCKQUOTE ||
                                        quote->parent->tag == TS_TAG_FIGURE);

    strip(&verdicts[i], TS_STR("repeats what the article says"));
    if (is_wrapped)
        quote = quote->parent;
    for (size_t k = i + 1; k < page->pieces.n && k <= i + 2; k++)
        if ((is_wrapped || quote->tag == TS_TAG_BLOCKQUOTE) &&
            ts_node_is_inside(page->pieces.list[k].el, quote))
            strip(&verdicts[k], TS_STR("names who is quoted again"));
}

static void strip_pull_quotes(const struct ts_page *page, const struct ts_features *rows,
                              struct ts_verdict *verdicts)
{
    struct ts_arena scratch = { 0 };
    struct ts_buf all = { 0 };
    bool is_read = false;

    for (size_t i = 0; i < page->pieces.n; i++) {
        if (!verdicts[i].is_kept || !may_be_pulled(&page->pieces.list[i], &rows[i]))
            continue;
        for (size_t k = 0; k < page->pieces.n && !is_read; k++) {
            if (!verdicts[k].is_kept)
                continue;
            ts_buf_put(&all, letters_of(&scratch, page->pieces.list[k].text));
            ts_buf_putc(&all, '\n');
        }
        is_read = true;
        ts_str letters = letters_of(&scratch, page->pieces.list[i].text);
        size_t first = ts_str_find(ts_buf_str(&all), letters, 0);
        if (first != TS_NPOS && ts_str_find(ts_buf_str(&all), letters, first + 1) != TS_NPOS)
            strip_quote(page, verdicts, i);
    }
    ts_buf_done(&all);
    ts_arena_done(&scratch);
}

/* ---- barriers ---- */

static bool is_barrier(struct ts_arena *a, const struct ts_piece *p)
{
    return p->text.len <= MAX_BARRIER_BYTES && ts_has_barrier(ts_utf8_lower(a, p->text));
}

/* "Subscribe to continue" and what stands behind it is offers, unless the text goes on beyond
 * doubt. */
static void strip_offers(struct ts_arena *a, const struct ts_page *page,
                         struct ts_verdict *verdicts)
{
    bool has_begun = false, is_behind = false;

    for (size_t i = 0; i < page->pieces.n; i++) {
        bool is_sure = verdicts[i].is_kept && verdicts[i].score >= SURE;
        has_begun |= is_sure;
        is_behind = !is_sure && (is_behind || (has_begun && is_barrier(a, &page->pieces.list[i])));
        if (is_behind && verdicts[i].is_kept) {
            strip(&verdicts[i], TS_STR("behind the offer to subscribe"));
            verdicts[i].kind = TS_BLOCK_NEWSLETTER;
        }
    }
}

/* ---- headings ---- */

/* A heading whose section has nothing left: what stood below it was stripped. */
static bool is_bare(const struct ts_page *page, const struct ts_verdict *verdicts, size_t i)
{
    const struct ts_piece *heading = &page->pieces.list[i];

    for (size_t k = i + 1; k < page->pieces.n; k++) {
        const struct ts_piece *p = &page->pieces.list[k];
        if (p->kind == TS_BLOCK_HEADING && p->level <= heading->level)
            return true;
        if (verdicts[k].is_kept)
            return false;
    }
    return true;
}

static void strip_bare_headings(const struct ts_page *page, struct ts_verdict *verdicts)
{
    for (size_t i = page->pieces.n; i-- > 0;)
        if (verdicts[i].is_kept && page->pieces.list[i].kind == TS_BLOCK_HEADING &&
            verdicts[i].score < SURE_HEADING && is_bare(page, verdicts, i))
            strip(&verdicts[i], TS_STR("heading of what was stripped"));
}

/* ---- footnotes ---- */

/* The ids that links of the kept text lead to on this page. */
static void collect_notes(const struct ts_page *page, const struct ts_verdict *verdicts,
                          struct ts_map *notes)
{
    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_piece *p = &page->pieces.list[i];
        for (size_t k = 0; k < p->n_spans && verdicts[i].is_kept; k++)
            if (p->spans[k].kind == TS_SPAN_LINK && p->spans[k].len <= MAX_MARK_BYTES &&
                ts_str_starts(p->spans[k].target, "#") && p->spans[k].target.len > 1)
                *ts_map_put_str(notes, ts_str_skip(p->spans[k].target, 1)) = 1;
    }
}

/* A note that the text refers to by a mark belongs to it. */
static void keep_footnotes(struct ts_arena *a, const struct ts_page *page,
                           struct ts_verdict *verdicts)
{
    struct ts_map notes = { .arena = a };

    collect_notes(page, verdicts, &notes);
    for (size_t i = 0; i < page->pieces.n && notes.n > 0; i++) {
        const struct ts_piece *p = &page->pieces.list[i];
        ts_str id = ts_node_attr(p->el, TS_ATTR_ID);
        if (id.len == 0 && p->el->parent)
            id = ts_node_attr(p->el->parent, TS_ATTR_ID);
        if (verdicts[i].is_kept || p->kind == TS_BLOCK_HEADING || id.len == 0 ||
            !ts_map_find_str(&notes, id))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("a note that the text refers to");
        if (i > 0 && p[-1].kind == TS_BLOCK_HEADING && !verdicts[i - 1].is_kept) {
            verdicts[i - 1].is_kept = true;
            verdicts[i - 1].reason = TS_STR("heading of notes");
        }
    }
}

void ts_apply_rules(struct ts_arena *a, const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts)
{
    ts_strip_apart(page, rows, verdicts);
    ts_strip_teasers(page, rows, verdicts);
    ts_strip_alike(page, rows, verdicts);
    ts_strip_behind(page, verdicts);
    ts_complete_article(page, rows, verdicts);
    ts_strip_boxes(a, page, rows, verdicts);
    strip_lone_blocks(a, page, rows, verdicts);
    strip_links_below_labels(page, rows, verdicts);
    strip_pull_quotes(page, rows, verdicts);
    strip_offers(a, page, verdicts);
    ts_strip_letters(page, rows, verdicts);
    ts_strip_portrait(a, page, rows, verdicts);
    keep_footnotes(a, page, verdicts);
    strip_bare_headings(page, verdicts);
}
