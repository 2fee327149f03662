/* A letter to the reader in full sentences scores like an article, one block at a time.  But it
 * comes in a box: an element inside the article that is not like its siblings.  Evidence is counted
 * over the box, and the box is kept or stripped as a whole. */
#include "rules_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/utf8.h"

enum {
    POINTS_TO_STRIP = 3,
    POINTS_FOR_LARGE = 5,
    POINTS_FOR_GOOD_TEXT = 2, /* more of them for a box that scores like the article */
    MIN_QUOTE_BYTES = 20,     /* of a pull quote */
    MAX_QUOTE_BYTES = 400,
    MAX_NAV_STEPS = 4,
    MAX_ALIKE_STEPS = 4, /* up to what holds two blocks that are made alike */
    MIN_RUN = 2,         /* paragraphs before one that goes on like them */
    MAX_RUN_GAP = 8,     /* blocks looked at for those: boxes may stand between */
};

static const float GOOD_SCORE = 0.85F, DOUBTFUL = 0.6F, GAP_SCORE = 0.15F, RUN_SCORE = 0.05F,
                   LONE_PROMPT_COVER = 0.5F, MAX_BOX_SHARE = 0.3F,
                   MAX_LARGE_BOX_SHARE = 0.75F; /* of the kept text, so as never to strip it all */

/* What is known of a box. */
struct box {
    const struct ts_node *node;
    size_t n, n_links, n_person;
    bool has_outlet, has_prompt, has_strong_prompt, has_linked_heading;
    float controls, odd;
    double score, bytes; /* sums: of score times size, of size */
    bool is_stripped;
};

struct boxes {
    struct box *list;
    size_t n, cap;
    size_t *of; /* 1 + the box of each block, 0 for none */
    double kept_bytes;
};

/* ---- boxes ---- */

static bool is_plain_text(const struct ts_node *n)
{
    switch (n->tag) {
    case TS_TAG_P:
    case TS_TAG_UL:
    case TS_TAG_OL:
    case TS_TAG_TABLE:
    case TS_TAG_BLOCKQUOTE:
    case TS_TAG_PRE:
    case TS_TAG_FIGURE:
    case TS_TAG_H1:
    case TS_TAG_H2:
    case TS_TAG_H3:
    case TS_TAG_H4:
    case TS_TAG_H5:
    case TS_TAG_H6:
        return true;
    default:
        return false;
    }
}

static bool is_strong(const struct ts_phrase *prompt)
{
    return prompt && (prompt->kind == TS_BLOCK_NEWSLETTER || prompt->kind == TS_BLOCK_DONATION ||
                      prompt->kind == TS_BLOCK_SOCIAL || prompt->kind == TS_BLOCK_BIO ||
                      prompt->kind == TS_BLOCK_ADVERT);
}

static void add_to_box(struct box *box, const struct ts_piece *p, const struct ts_features *row,
                       const struct ts_verdict *verdict)
{
    double size = (double)p->text.len;

    box->n++;
    box->n_links += row->v[TS_F_LINK_SHARE] > 0.5F;
    box->n_person += row->v[TS_F_PERSON] >= 0.03F;
    box->has_outlet |= row->v[TS_F_OUTLET] > 0;
    box->has_prompt |= row->prompt != NULL;
    box->has_strong_prompt |= is_strong(row->prompt);
    box->has_linked_heading |= p->kind == TS_BLOCK_HEADING && row->v[TS_F_LINK_SHARE] > 0.8F;
    box->score += size * (double)verdict->score;
    box->bytes += size;
}

static struct boxes gather(struct ts_arena *a, const struct ts_page *page,
                           const struct ts_features *rows, const struct ts_verdict *verdicts)
{
    struct boxes b = { 0 };
    struct ts_map by_node = { .arena = a };

    b.of = TS_NEW_ARRAY(a, page->pieces.n, size_t);
    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_node *node = rows[i].box;
        b.kept_bytes += verdicts[i].is_kept ? (double)page->pieces.list[i].text.len : 0;
        if (!node || is_plain_text(node))
            continue;
        int64_t *number = ts_map_put(&by_node, node->id);
        if (*number == 0) {
            *TS_PUSH(a, b.list, b.n, b.cap) =
                (struct box){ .node = node,
                              .odd = rows[i].box_values[TS_BOX_ODD],
                              .controls = rows[i].box_values[TS_BOX_CONTROLS] };
            *number = (int64_t)b.n;
        }
        b.of[i] = (size_t)*number;
        add_to_box(&b.list[*number - 1], &page->pieces.list[i], &rows[i], &verdicts[i]);
    }
    return b;
}

/* Names that tell a purpose beside the article count for two, names of mere layout for one. */
static int points_of_name(uint32_t cues)
{
    const uint32_t telling = TS_CUE_BIT(TS_CUE_COMMENTS) | TS_CUE_BIT(TS_CUE_SHARE) |
                             TS_CUE_BIT(TS_CUE_RELATED) | TS_CUE_BIT(TS_CUE_NEWSLETTER) |
                             TS_CUE_BIT(TS_CUE_AD) | TS_CUE_BIT(TS_CUE_BIO);
    const uint32_t layout = TS_CUE_BIT(TS_CUE_SIDE) | TS_CUE_BIT(TS_CUE_WIDGET) |
                            TS_CUE_BIT(TS_CUE_POPUP) | TS_CUE_BIT(TS_CUE_FOOT) |
                            TS_CUE_BIT(TS_CUE_MEDIA);

    return cues & telling ? 2 : (cues & layout) != 0;
}

static int points_of(const struct box *box, uint32_t cues)
{
    int points = points_of_name(cues);

    points += box->node->tag == TS_TAG_ASIDE || box->node->tag == TS_TAG_FORM;
    points += box->has_strong_prompt ? 2 : box->has_prompt;
    points += box->controls > 0;
    points += box->n_person > 0;
    points += box->has_outlet && box->has_prompt;
    points += box->n_links * 2 >= box->n;
    points += box->has_linked_heading;
    return points;
}

static bool is_to_strip(const struct boxes *b, const struct box *box, uint32_t cues)
{
    int points = points_of(box, cues), wanted = POINTS_TO_STRIP;
    bool is_large_case = points >= POINTS_FOR_LARGE && box->score < (double)DOUBTFUL * box->bytes;
    float most = is_large_case ? MAX_LARGE_BOX_SHARE : MAX_BOX_SHARE;

    if ((box->odd < 1 && !is_large_case) || box->bytes > (double)most * b->kept_bytes)
        return false;
    if (box->score > (double)GOOD_SCORE * box->bytes && box->n > 2)
        wanted += POINTS_FOR_GOOD_TEXT;
    return points >= wanted;
}

static void strip(struct ts_verdict *verdict, ts_str reason)
{
    if (!verdict->is_kept)
        return;
    verdict->is_kept = false;
    verdict->reason = reason;
}

static void strip_boxes(struct ts_arena *a, const struct ts_page *page,
                        const struct ts_features *rows, struct ts_verdict *verdicts)
{
    struct boxes b = gather(a, page, rows, verdicts);

    for (size_t k = 0; k < b.n; k++)
        b.list[k].is_stripped = is_to_strip(&b, &b.list[k], page->cues[b.list[k].node->id]);
    for (size_t i = 0; i < page->pieces.n; i++)
        if (b.of[i] > 0 && b.list[b.of[i] - 1].is_stripped)
            strip(&verdicts[i], TS_STR("a box of another purpose"));
}

/* ---- lone blocks ---- */

static bool is_lone_prompt(const struct ts_piece *p, const struct ts_features *row)
{
    if (!row->prompt || p->kind == TS_BLOCK_PRE || p->kind == TS_BLOCK_TABLE_ROW)
        return false;
    return row->v[TS_F_PROMPT_COVER] >= LONE_PROMPT_COVER && row->v[TS_F_WORDS] <= 12;
}

static void strip_lone_blocks(struct ts_arena *a, const struct ts_page *page,
                              const struct ts_features *rows, struct ts_verdict *verdicts)
{
    for (size_t i = 0; i < page->pieces.n; i++) {
        const struct ts_piece *p = &page->pieces.list[i];
        if (!verdicts[i].is_kept)
            continue;
        if (is_lone_prompt(p, &rows[i]))
            strip(&verdicts[i], ts_arena_printf(a, "says \"%.*s\"", TS_FMT(rows[i].prompt->text)));
        else if (rows[i].v[TS_F_UNDER_TAG + TS_UNDER_NAV] <= MAX_NAV_STEPS)
            strip(&verdicts[i], TS_STR("inside nav"));
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
           row->v[TS_F_UNDER_CUE + TS_CUE_QUOTE] <= 2 ||
           row->v[TS_F_UNDER_TAG + TS_UNDER_ASIDE] <= 2;
}

/* Strips the quote and what stands beside it in its element: whose words they are. */
static void strip_quote(const struct ts_page *page, struct ts_verdict *verdicts, size_t i)
{
    const struct ts_node *quote = page->pieces.list[i].el;
    bool is_wrapped = quote->parent && (quote->parent->tag == TS_TAG_BLOCKQUOTE ||
                                        quote->parent->tag == TS_TAG_FIGURE);

    strip(&verdicts[i], TS_STR("repeats a sentence of the article"));
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

/* ---- lists and tables ---- */

/* The list or table that a block is an item or row of, or NULL. */
static const struct ts_node *list_of(const struct ts_piece *p)
{
    if (p->kind == TS_BLOCK_TABLE_ROW)
        return ts_node_above(p->el, TS_TAG_TABLE);
    if (p->kind != TS_BLOCK_LIST_ITEM)
        return NULL;
    const struct ts_node *item = p->el->tag == TS_TAG_LI ? p->el : ts_node_above(p->el, TS_TAG_LI);
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

/* Tables and headings between the article's first and last block are short on words, but theirs,
 * and so is a sentence between two paragraphs. */
static bool belongs(const struct ts_page *page, const struct ts_features *rows,
                    const struct ts_verdict *verdicts, size_t i)
{
    const struct ts_piece *p = &page->pieces.list[i], *next = p + 1;
    const float *v = rows[i].v;

    if (v[TS_F_IN_MAIN_80] <= 0 || v[TS_F_LINK_SHARE] > 0.3F || rows[i].prompt)
        return false;
    if (p->kind == TS_BLOCK_PARAGRAPH)
        return verdicts[i].score >= GAP_SCORE && v[TS_F_ENDING] == 1 &&
               is_in_row(page, verdicts, i);
    if (p->kind == TS_BLOCK_TABLE_ROW)
        return rows[i].box_values[TS_BOX_ODD] <= 1;
    return p->kind == TS_BLOCK_HEADING && verdicts[i + 1].is_kept && next->el != p->el &&
           (next->el->parent == p->el->parent || next->kind == TS_BLOCK_LIST_ITEM);
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

static bool has_same_names(const struct ts_node *a, const struct ts_node *b)
{
    return a->tag == b->tag &&
           ts_str_eq(ts_node_attr(a, TS_ATTR_CLASS), ts_node_attr(b, TS_ATTR_CLASS));
}

/* True if the two blocks are made alike: the same element, or elements of the same tags and classes
 * up to one that holds both. */
static bool is_made_alike(const struct ts_piece *p, const struct ts_piece *other)
{
    const struct ts_node *a = p->el, *b = other->el;

    if (p->kind != other->kind)
        return false;
    for (int step = 0; a && b && a != b; a = a->parent, b = b->parent)
        if (step++ == MAX_ALIKE_STEPS || !has_same_names(a, b))
            return false;
    return a != NULL && a == b;
}

/* A sentence that nothing speaks against but that it is short or stands at an end. */
static bool is_plain_sentence(const struct ts_piece *p, const struct ts_features *row,
                              const struct ts_verdict *verdict)
{
    return verdict->score >= RUN_SCORE && !row->prompt && row->v[TS_F_ENDING] == 1 &&
           row->v[TS_F_LINK_SHARE] < 0.3F && row->v[TS_F_REPEATED] == 0 &&
           p->kind == TS_BLOCK_PARAGRAPH;
}

/* True if the nearest MIN_RUN blocks made like block `i`, by steps of `step`, are kept. */
static bool continues_run(const struct ts_page *page, const struct ts_verdict *verdicts, size_t i,
                          int step)
{
    size_t n_alike = 0;

    for (int seen = 0; seen < MAX_RUN_GAP && n_alike < MIN_RUN; seen++) {
        if (step < 0 ? i < (size_t)seen + 1 : i + (size_t)seen + 1 >= page->pieces.n)
            return false;
        size_t k = step < 0 ? i - (size_t)seen - 1 : i + (size_t)seen + 1;
        bool is_alike = is_made_alike(&page->pieces.list[k], &page->pieces.list[i]);
        if (is_alike && !verdicts[k].is_kept)
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
            !continues_run(page, verdicts, i, step < n ? -1 : 1))
            continue;
        verdicts[i].is_kept = true;
        verdicts[i].reason = TS_STR("goes on like the article's paragraphs");
    }
}

void ts_apply_rules(struct ts_arena *a, const struct ts_page *page, const struct ts_features *rows,
                    struct ts_verdict *verdicts)
{
    complete_lists(page, verdicts);
    complete_text(page, rows, verdicts);
    complete_runs(page, rows, verdicts);
    strip_boxes(a, page, rows, verdicts);
    strip_lone_blocks(a, page, rows, verdicts);
    strip_pull_quotes(page, rows, verdicts);
}
