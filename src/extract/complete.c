/* A score looks at one block.  Lists stay together and with the paragraphs around them, and so do a
 * heading and its text, a table, a run of paragraphs and the short one at its end; a standfirst is
 * the article's too. */
#include "complete_priv.h"

#include <string.h>

#include "boxes_priv.h"
#include "tearsheet/base/map.h"

enum {
    MAX_RULE = 12, /* bytes of a rule drawn with characters */
    MAX_HEAD = 6,  /* blocks between the headline and a standfirst */
    MIN_STANDFIRST_WORDS = 8,
    MIN_RUN = 2,         /* paragraphs before one that goes on like them */
    MAX_RUN_GAP = 8,     /* blocks looked at for those: boxes may stand between */
    MAX_TABLE_OFF = 4,   /* blocks from a table's first row to a paragraph beside it */
    MIN_OUTER_ITEMS = 2, /* kept of a list whose inner lists are kept with it */
};

static const float GAP_SCORE = 0.15F, STANDFIRST_SCORE = 0.1F, SUMMARY_SHARE = 0.6F,
                   RUN_SCORE = 0.05F, MAX_LIST_LINKS = 0.2F;

/* ---- lists and tables ---- */

/* `n` itself or the nearest element above it of the tag, or NULL. */
static const struct ts_node *at_or_above(const struct ts_node *n, enum ts_tag tag)
{
    return n->tag == tag ? n : ts_node_above(n, tag);
}

/* The list or table that a block is an item or row of, or NULL.  Terms and what is said of them are
 * items alike. */
static const struct ts_node *list_of(const struct ts_piece *p)
{
    if (p->kind == TS_BLOCK_TABLE_ROW)
        return ts_node_above(p->el, TS_TAG_TABLE);
    if (p->kind != TS_BLOCK_LIST_ITEM)
        return at_or_above(p->el, TS_TAG_DL);
    const struct ts_node *item = at_or_above(p->el, TS_TAG_LI);
    return item ? item->parent : NULL;
}

/* The end of the run of blocks of one list that starts at `i`. */
static size_t list_end(const struct ts_page *page, size_t i)
{
    const struct ts_node *list = list_of(&page->pieces.list[i]);
    size_t end = i + 1;

    while (list && end < page->pieces.n && list_of(&page->pieces.list[end]) == list)
        end++;
    return end;
}

/* A list half of which is the article is so as a whole. */
static void complete_lists(const struct ts_page *page, struct ts_verdict *verdicts)
{
    for (size_t i = 0, end; i < page->pieces.n; i = end) {
        size_t n_kept = 0;
        end = list_end(page, i);
        for (size_t k = i; k < end; k++)
            n_kept += verdicts[k].is_kept;
        for (size_t k = i; k < end && n_kept * 2 >= end - i; k++) {
            if (!verdicts[k].is_kept)
                verdicts[k].reason = TS_STR("part of a list of the article");
            verdicts[k].is_kept = true;
        }
    }
}

/* The list that this one is a part of an item of, or NULL. */
static const struct ts_node *list_around(const struct ts_node *list)
{
    const struct ts_node *item = list ? ts_node_above(list, TS_TAG_LI) : NULL;

    return item ? item->parent : NULL;
}

/* Items of lists by the id of their list. */
struct items {
    struct ts_map all, kept;
};

static void count_item(struct items *items, const struct ts_node *list, bool is_kept)
{
    ++*ts_map_put(&items->all, list->id);
    *ts_map_put(&items->kept, list->id) += is_kept;
}

static bool is_mostly_kept(const struct items *items, const struct ts_node *list)
{
    const int64_t *all = ts_map_find(&items->all, list->id);
    const int64_t *kept = ts_map_find(&items->kept, list->id);

    return all && kept && *kept >= MIN_OUTER_ITEMS && *kept * 2 > *all;
}

/* A list inside an item of a list that is kept is so too, but for what is links. */
static void keep_inner_lists(const struct ts_page *page, const struct ts_features *rows,
                             struct ts_verdict *verdicts)
{
    struct ts_arena scratch = { 0 };
    struct items items = { { .arena = &scratch }, { .arena = &scratch } };

    for (size_t i = 0; i < page->pieces.n; i++)
        if (page->pieces.list[i].kind == TS_BLOCK_LIST_ITEM && list_of(&page->pieces.list[i]))
            count_item(&items, list_of(&page->pieces.list[i]), verdicts[i].is_kept);
    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_piece *p = &page->pieces.list[i];
        if (verdicts[i].is_kept || p->kind != TS_BLOCK_LIST_ITEM || rows[i].prompt ||
            rows[i].v[TS_F_LINK_SHARE] > 0.5F)
            continue;
        const struct ts_node *around = list_around(list_of(p));
        while (around && !is_mostly_kept(&items, around))
            around = list_around(around);
        if (!around)
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("part of a list inside a list of the article");
    }
    ts_arena_done(&scratch);
}

/* ---- lists between paragraphs ---- */

/* The list that the block is in, and no other list around it; or NULL. */
static const struct ts_node *outer_list(const struct ts_piece *p)
{
    const struct ts_node *in = ts_node_above(p->el, TS_TAG_LI);
    const struct ts_node *list =
        p->kind == TS_BLOCK_LIST_ITEM ? list_of(p) : at_or_above(p->el, TS_TAG_DL);

    if (!list && in)
        list = in->parent;
    for (const struct ts_node *around; (around = list_around(list));)
        list = around;
    return list;
}

/* Is the block at `i`, ahead of the list, the article's, and the list's sibling? */
static bool is_kept_ahead(const struct ts_page *page, const struct ts_verdict *verdicts, size_t i,
                          const struct ts_node *list)
{
    const struct ts_piece *p = &page->pieces.list[i];

    return verdicts[i].is_kept && p->el->parent == list->parent &&
           (p->kind == TS_BLOCK_PARAGRAPH || p->kind == TS_BLOCK_HEADING);
}

/* Does the article go on behind `i` where the list is?  Boxes may stand between. */
static bool is_kept_behind(const struct ts_page *page, const struct ts_verdict *verdicts, size_t i,
                           const struct ts_node *list)
{
    for (size_t seen = 0; seen < MAX_RUN_GAP && i + seen < page->pieces.n; seen++)
        if (verdicts[i + seen].is_kept)
            return ts_node_is_inside(page->pieces.list[i + seen].el, list->parent);
    return false;
}

/* No block of them asks for something, and few are links. */
static bool is_plain_list(const struct ts_features *rows, size_t n)
{
    float links = 0;

    for (size_t i = 0; i < n; i++) {
        if (rows[i].prompt || rows[i].box_values[TS_BOX_ODD] > 1)
            return false;
        links += rows[i].v[TS_F_LINK_SHARE];
    }
    return links <= MAX_LIST_LINKS * (float)n;
}

/* Items of few words score low.  A list that stands between two of the article's paragraphs, on the
 * same level, is the article's with all lists in it. */
static void keep_lists_between(const struct ts_page *page, const struct ts_features *rows,
                               struct ts_verdict *verdicts)
{
    for (size_t i = 1, end; i < page->pieces.n; i = end) {
        const struct ts_node *list = outer_list(&page->pieces.list[i]);
        for (end = i + 1; end < page->pieces.n && list; end++)
            if (outer_list(&page->pieces.list[end]) != list)
                break;
        if (!list || !is_kept_ahead(page, verdicts, i - 1, list) ||
            !is_kept_behind(page, verdicts, end, list) || !is_plain_list(&rows[i], end - i))
            continue;
        for (size_t k = i; k < end; k++) {
            if (!verdicts[k].is_kept)
                verdicts[k].reason = TS_STR("a list between paragraphs of the article");
            verdicts[k].is_kept = true;
        }
    }
}

/* ---- what belongs to what is kept ---- */

/* True if the blocks before and behind are kept, and siblings of the same kind of element. */
static bool is_in_row(const struct ts_page *page, const struct ts_verdict *verdicts, size_t i)
{
    const struct ts_node *el = page->pieces.list[i].el;

    for (size_t k = i - 1; k <= i + 1; k += 2) {
        const struct ts_node *beside = page->pieces.list[k].el;
        if (!verdicts[k].is_kept || beside->parent != el->parent || beside->tag != el->tag)
            return false;
    }
    return true;
}

/* "* * *", "___": parts two sections of a text. */
static bool is_drawn_rule(ts_str text)
{
    static const char marks[] = "_*-~=#. ";
    size_t n = 0;

    while (n < text.len && memchr(marks, text.ptr[n], sizeof marks - 1))
        n++;
    return n == text.len && n <= MAX_RULE;
}

/* Tables, code and headings between the article's first and last block read unlike it, but are its,
 * and so is a sentence or a rule between two paragraphs. */
static bool belongs(const struct ts_page *page, const struct ts_features *rows,
                    const struct ts_verdict *verdicts, size_t i)
{
    const struct ts_piece *p = &page->pieces.list[i], *next = p + 1;
    const float *v = rows[i].v;

    if (v[TS_F_IN_MAIN_80] <= 0 || v[TS_F_LINK_SHARE] > 0.3F || rows[i].prompt)
        return false;
    if (p->kind == TS_BLOCK_PARAGRAPH)
        return ((verdicts[i].score >= GAP_SCORE && v[TS_F_ENDING] == 1) ||
                is_drawn_rule(p->text)) &&
               is_in_row(page, verdicts, i);
    if (p->kind == TS_BLOCK_TABLE_ROW || p->kind == TS_BLOCK_PRE)
        return rows[i].box_values[TS_BOX_ODD] <= 1;
    return p->kind == TS_BLOCK_HEADING && verdicts[i + 1].is_kept && next->el != p->el &&
           (next->el->parent == p->el->parent || next->kind == TS_BLOCK_LIST_ITEM);
}

/* A sentence between the headline and the text that is named as the article's summary, or told as
 * it to search engines. */
static bool is_standfirst(const struct ts_page *page, const struct ts_features *row,
                          const struct ts_verdict *verdict, const struct ts_piece *p)
{
    const float *v = row->v;

    return page->headline && v[TS_F_FROM_HEADLINE] > 0 && v[TS_F_FROM_HEADLINE] <= MAX_HEAD &&
           verdict->score >= STANDFIRST_SCORE &&
           (row->under[TS_UNDER_CUES + TS_CUE_LEAD] <= 1 || v[TS_F_SUMMARY_HAS] >= SUMMARY_SHARE) &&
           v[TS_F_ENDING] == 1 && v[TS_F_WORDS] >= MIN_STANDFIRST_WORDS && p->n_links == 0 &&
           !row->prompt && v[TS_F_BYLINE] <= 0 && row->under[TS_UNDER_ASIDE] >= TS_FAR;
}

static void keep_standfirst(const struct ts_page *page, const struct ts_features *rows,
                            struct ts_verdict *verdicts)
{
    for (size_t i = 0; i < page->pieces.n && !verdicts[i].is_kept; i++) {
        if (!is_standfirst(page, &rows[i], &verdicts[i], &page->pieces.list[i]))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("between the headline and the text");
        return;
    }
}

static void complete_text(const struct ts_page *page, const struct ts_features *rows,
                          struct ts_verdict *verdicts)
{
    size_t n = page->pieces.n, first = 0, last = n;

    while (first < n && !verdicts[first].is_kept)
        first++;
    while (last > first && !verdicts[last - 1].is_kept)
        last--;
    for (size_t i = first + 1; i + 1 < last; i++) {
        if (verdicts[i].is_kept || !belongs(page, rows, verdicts, i))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("between blocks of the article");
    }
}

/* ---- runs of paragraphs ---- */

/* A sentence that nothing speaks against but that it is short or stands at an end. */
static bool is_plain_sentence(const struct ts_piece *p, const struct ts_features *row,
                              const struct ts_verdict *verdict)
{
    return verdict->score >= RUN_SCORE && !row->prompt && row->v[TS_F_ENDING] == 1 &&
           row->v[TS_F_LINK_SHARE] < 0.3F && row->v[TS_F_REPEATED] == 0 &&
           p->kind == TS_BLOCK_PARAGRAPH;
}

/* True if the nearest MIN_RUN blocks made like block `i`, by steps of `step`, are kept, and no
 * comment starts on the way. */
static bool continues_run(const struct ts_page *page, const struct ts_features *rows,
                          const struct ts_verdict *verdicts, size_t i, int step)
{
    size_t n_alike = 0;

    for (int seen = 0; seen < MAX_RUN_GAP && n_alike < MIN_RUN; seen++) {
        if (step < 0 ? i < (size_t)seen + 1 : i + (size_t)seen + 1 >= page->pieces.n)
            return false;
        size_t k = step < 0 ? i - (size_t)seen - 1 : i + (size_t)seen + 1;
        bool is_alike = ts_is_made_alike(&page->pieces.list[k], &page->pieces.list[i], NULL);
        bool heads_comment = rows[k].under[TS_UNDER_CUES + TS_CUE_COMMENTS] <= 2;
        if ((is_alike || heads_comment) && !verdicts[k].is_kept)
            return false;
        n_alike += is_alike;
    }
    return n_alike == MIN_RUN;
}

/* A short last sentence scores low for standing where the article ends.  It is kept if the blocks
 * before it are, and it is made like them; the same at the start. */
static void complete_runs(const struct ts_page *page, const struct ts_features *rows,
                          struct ts_verdict *verdicts)
{
    size_t n = page->pieces.n;

    for (size_t step = 0; step < 2 * n; step++) {
        size_t i = step < n ? step : 2 * n - step - 1;
        if (verdicts[i].is_kept ||
            !is_plain_sentence(&page->pieces.list[i], &rows[i], &verdicts[i]) ||
            !continues_run(page, rows, verdicts, i, step < n ? -1 : 1))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("made like the article's paragraphs beside it");
    }
}

/* ---- tables ---- */

/* Does the table stand beside the paragraph, in a wrapper of its own or in none? */
static bool is_beside(const struct ts_node *table, const struct ts_node *el)
{
    const struct ts_node *around = table->parent;

    return around && el->parent && (around == el->parent || around->parent == el->parent);
}

static bool is_beside_text(const struct ts_page *page, const struct ts_verdict *verdicts,
                           size_t row)
{
    const struct ts_node *table = list_of(&page->pieces.list[row]);
    size_t first = row > MAX_TABLE_OFF ? row - MAX_TABLE_OFF : 0;

    for (size_t i = first; i < page->pieces.n && i <= row + MAX_TABLE_OFF; i++)
        if (verdicts[i].is_kept && page->pieces.list[i].kind == TS_BLOCK_PARAGRAPH &&
            is_beside(table, page->pieces.list[i].el))
            return true;
    return false;
}

/* Rows of names and figures score low where little text is around them.  A table that has a row
 * kept and stands beside paragraphs of the article is the article's. */
void ts_complete_tables(const struct ts_page *page, const struct ts_features *rows,
                        struct ts_verdict *verdicts)
{
    for (size_t i = 0, end; i < page->pieces.n; i = end) {
        size_t n_kept = 0;
        end = list_end(page, i);
        for (size_t k = i; k < end; k++)
            n_kept += verdicts[k].is_kept;
        if (page->pieces.list[i].kind != TS_BLOCK_TABLE_ROW || !list_of(&page->pieces.list[i]) ||
            n_kept == 0 || n_kept == end - i || !is_beside_text(page, verdicts, i) ||
            !is_plain_list(&rows[i], end - i))
            continue;
        for (size_t k = i; k < end; k++) {
            if (!verdicts[k].is_kept)
                verdicts[k].reason = TS_STR("in a table beside the text");
            verdicts[k].is_kept = true;
        }
    }
}

void ts_complete_article(const struct ts_page *page, const struct ts_features *rows,
                         struct ts_verdict *verdicts)
{
    complete_lists(page, verdicts);
    keep_inner_lists(page, rows, verdicts);
    keep_lists_between(page, rows, verdicts);
    ts_complete_tables(page, rows, verdicts);
    complete_text(page, rows, verdicts);
    complete_runs(page, rows, verdicts);
    keep_standfirst(page, rows, verdicts);
}
