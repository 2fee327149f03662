/* flow.c - the text of a block as the screen shows it.
 *
 * The text is cut at the ends of its spans; each piece is made safe on its own, so that the spans'
 * offsets can be carried over, and a link's number is put behind its last piece. */
#include <stdlib.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"
#include "tearsheet/model/note_mark.h"

#include "layout_priv.h"

enum { TAB_COLS = 8, MAX_SPANS = 400 /* of a block; those behind look like plain text */ };

static const struct {
    enum ts_role role;
    uint8_t attrs;
} span_looks[] = {
    [TS_SPAN_LINK] = { TS_ROLE_LINK, 0 },
    [TS_SPAN_EMPHASIS] = { TS_ROLE_COUNT, TS_ATTR_ITALIC },
    [TS_SPAN_STRONG] = { TS_ROLE_COUNT, TS_ATTR_BOLD },
    [TS_SPAN_CODE] = { TS_ROLE_CODE, 0 },
};

static const struct {
    enum ts_role role;
    uint8_t attrs;
} block_looks[TS_BLOCK_LAST_KEPT] = {
    [TS_BLOCK_PARAGRAPH] = { TS_ROLE_TEXT, 0 },
    [TS_BLOCK_HEADING] = { TS_ROLE_HEADING, 0 },
    [TS_BLOCK_LIST_ITEM] = { TS_ROLE_TEXT, 0 },
    [TS_BLOCK_QUOTE] = { TS_ROLE_QUOTE, 0 },
    [TS_BLOCK_PRE] = { TS_ROLE_CODE, 0 },
    [TS_BLOCK_TABLE_ROW] = { TS_ROLE_TABLE, 0 },
    [TS_BLOCK_CAPTION] = { TS_ROLE_CAPTION, 0 },
    [TS_BLOCK_BYLINE] = { TS_ROLE_META, 0 },
    [TS_BLOCK_NOTE] = { TS_ROLE_NOTE, 0 },
    [TS_BLOCK_TIMESTAMP] = { TS_ROLE_AGE, TS_ATTR_BOLD },
    [TS_BLOCK_STANDFIRST] = { TS_ROLE_STANDFIRST, 0 },
    [TS_BLOCK_TITLE] = { TS_ROLE_TITLE, 0 },
};

/* A place where a span begins or ends, and where it is in the text that is shown. */
struct cut {
    size_t from;
    size_t to;
};

static int by_offset(const void *a, const void *b)
{
    const struct cut *left = a, *right = b;
    return (left->from > right->from) - (left->from < right->from);
}

static size_t count_spans(const struct ts_block *block)
{
    return block->n_spans < MAX_SPANS ? block->n_spans : MAX_SPANS;
}

static size_t span_end(const struct ts_block *block, const struct ts_span *span)
{
    size_t end = (size_t)span->start + span->len;
    return end < block->text.len ? end : block->text.len;
}

/* The passages of a block that are known, of those of all blocks in their order. */
static const struct ts_passage *find_known(const struct ts_layout_options *options, size_t block,
                                           size_t *n)
{
    size_t first = 0;

    while (first < options->n_known && options->known[first].block < block)
        first++;
    *n = 0;
    while (first + *n < options->n_known && options->known[first + *n].block == block)
        (*n)++;
    return *n > 0 ? &options->known[first] : NULL;
}

static size_t passage_end(const struct ts_block *block, const struct ts_passage *passage)
{
    size_t end = passage->start + passage->len;
    return end < block->text.len ? end : block->text.len;
}

static struct cut *find_cuts(struct ts_arena *a, const struct ts_block *block,
                             const struct ts_passage *known, size_t n_known, size_t *n)
{
    struct cut *cuts = TS_NEW_ARRAY(a, (count_spans(block) + n_known) * 2 + 1, struct cut);

    *n = 0;
    for (size_t i = 0; i < n_known; i++) {
        if (known[i].start >= block->text.len)
            continue;
        cuts[(*n)++].from = known[i].start;
        cuts[(*n)++].from = passage_end(block, &known[i]);
    }
    for (size_t i = 0; i < count_spans(block); i++) {
        if (block->spans[i].start >= block->text.len)
            continue;
        cuts[(*n)++].from = block->spans[i].start;
        cuts[(*n)++].from = span_end(block, &block->spans[i]);
    }
    cuts[(*n)++].from = block->text.len;
    qsort(cuts, *n, sizeof *cuts, by_offset);
    return cuts;
}

static size_t cut_to(const struct cut *cuts, size_t n, size_t from)
{
    for (size_t i = 0; i < n; i++)
        if (cuts[i].from == from)
            return cuts[i].to;
    return 0;
}

/* The number of a link, counted from 1; the same address keeps its number. */
static int64_t link_number(struct layout_builder *b, ts_str target)
{
    int64_t *number = ts_map_put_str(&b->link_numbers, target);

    if (*number == 0) {
        struct ts_layout *out = b->out;
        struct ts_link *link = TS_PUSH(b->arena, out->links, out->n_links, b->links_cap);
        link->target = ts_arena_str(b->arena, ts_utf8_safe(b->arena, target, false));
        link->flow = out->n_flows;
        *number = (int64_t)out->n_links;
    }
    return *number;
}

static bool is_note_mark_at(const struct ts_block *block, size_t start, size_t end)
{
    for (size_t i = 0; i < count_spans(block); i++)
        if (block->spans[i].start == start && span_end(block, &block->spans[i]) == end &&
            ts_note_link_of(block, &block->spans[i]) == TS_NOTE_MARK)
            return true;
    return false;
}

/* Puts the numbers of the links that end at byte `from` of the block. */
static void put_numbers(struct layout_builder *b, const struct ts_block *block, size_t from,
                        struct ts_buf *text)
{
    for (size_t i = 0; i < count_spans(block); i++) {
        const struct ts_span *span = &block->spans[i];
        if (span->kind != TS_SPAN_LINK || span->target.len == 0 || span->len == 0 ||
            span->start >= block->text.len || span_end(block, span) != from ||
            ts_note_link_of(block, span) != TS_NOTE_NONE)
            continue;
        int64_t number = link_number(b, span->target);
        struct ts_link *link = &b->out->links[number - 1];
        if (link->start == 0)
            link->start = text->len;
        ts_buf_printf(text, "[%lld]", (long long)number);
    }
}

/* Tabs become blanks up to the next column of tabs in code, and one blank elsewhere; those of a
 * table row part its cells and stay. */
static void put_piece(struct ts_buf *text, ts_str piece, enum ts_block_kind kind)
{
    for (size_t tab; (tab = ts_str_find_char(piece, '\t', 0)) != TS_NPOS;
         piece = ts_str_skip(piece, tab + 1)) {
        ts_buf_put(text, ts_str_sub(piece, 0, tab));
        if (kind == TS_BLOCK_TABLE_ROW) {
            ts_buf_putc(text, '\t');
            continue;
        }
        size_t line = text->len;
        while (line > 0 && text->ptr[line - 1] != '\n')
            line--;
        int cols = ts_utf8_cols(ts_str_skip(ts_buf_str(text), line));
        ts_buf_fill(text, ' ', kind == TS_BLOCK_PRE ? (size_t)(TAB_COLS - cols % TAB_COLS) : 1);
    }
    ts_buf_put(text, piece);
}

/* A piece without what is unsafe; its soft hyphens stay where words are broken at them. */
static void put_safe_piece(const struct layout_builder *b, struct ts_arena *scratch,
                           struct ts_buf *text, ts_str piece, enum ts_block_kind kind)
{
    ts_str hyphen = TS_STR(TS_SOFT_HYPHEN);

    for (size_t at; b->options->hyphenates && (at = ts_str_find(piece, hyphen, 0)) != TS_NPOS;
         piece = ts_str_skip(piece, at + hyphen.len)) {
        put_piece(text, ts_utf8_safe(scratch, ts_str_sub(piece, 0, at), true), kind);
        ts_buf_put(text, hyphen);
    }
    put_piece(text, ts_utf8_safe(scratch, piece, true), kind);
}

/* Spans lie over what is known: a link is still seen to be one. */
static void add_runs(struct layout_builder *b, const struct ts_block *block,
                     const struct ts_passage *known, size_t n_known, const struct cut *cuts,
                     size_t n_cuts, struct ts_flow *flow)
{
    flow->runs = TS_NEW_ARRAY(b->arena, count_spans(block) + n_known, struct ts_run);
    for (size_t i = 0; i < n_known; i++) {
        if (known[i].start >= block->text.len)
            continue;
        struct ts_run *run = &flow->runs[flow->n_runs++];
        run->start = cut_to(cuts, n_cuts, known[i].start);
        run->len = cut_to(cuts, n_cuts, passage_end(block, &known[i])) - run->start;
        run->role = TS_ROLE_KNOWN;
    }
    for (size_t i = 0; i < count_spans(block); i++) {
        const struct ts_span *span = &block->spans[i];
        if (span->start >= block->text.len)
            continue;
        struct ts_run *run = &flow->runs[flow->n_runs++];
        run->start = cut_to(cuts, n_cuts, span->start);
        run->len = cut_to(cuts, n_cuts, span_end(block, span)) - run->start;
        run->role = span_looks[span->kind].role;
        run->attrs = span_looks[span->kind].attrs;
        if (ts_note_link_of(block, span) != TS_NOTE_NONE)
            run->role = TS_ROLE_COUNT;
        else if (span->kind == TS_SPAN_LINK && span->target.len > 0 && span->len > 0)
            run->link = (size_t)link_number(b, span->target);
    }
}

struct ts_flow layout_address(struct layout_builder *b, ts_str address, int cols, size_t index)
{
    int64_t number = link_number(b, address);
    ts_str label = ts_arena_printf(b->arena, "[%lld] ", (long long)number);
    ts_str target = b->out->links[number - 1].target;
    ts_str shown = ts_utf8_ellipsis(b->arena, target, cols - (int)label.len, b->options->ascii);
    struct ts_flow flow = { .text = ts_arena_concat(b->arena, label, shown),
                            .role = TS_ROLE_CAPTION,
                            .block = index };

    flow.runs = TS_NEW(b->arena, struct ts_run);
    *flow.runs = (struct ts_run){
        .start = label.len, .len = shown.len, .role = TS_ROLE_LINK, .link = (size_t)number
    };
    flow.n_runs = 1;
    return flow;
}

/* The lower a heading, the less it stands out. */
static void look_like_level(struct ts_flow *flow, int level)
{
    if (level == 3)
        flow->attrs = TS_ATTR_ITALIC;
    if (level > 3) {
        flow->role = TS_ROLE_TEXT;
        flow->attrs = TS_ATTR_BOLD;
    }
}

static void look_like(struct ts_flow *flow, const struct ts_block *block)
{
    if (block->kind < TS_BLOCK_LAST_KEPT) {
        flow->role = block_looks[block->kind].role;
        flow->attrs = block_looks[block->kind].attrs;
    }
    if (block->kind == TS_BLOCK_HEADING)
        look_like_level(flow, block->level);
}

/* Writes the block's text, and where its cuts are in what was written. */
static void put_pieces(struct layout_builder *b, struct ts_arena *scratch,
                       const struct ts_block *block, struct cut *cuts, size_t n_cuts,
                       struct ts_buf *text)
{
    size_t from = 0;

    for (size_t i = 0; i < n_cuts; i++) {
        bool is_first = i == 0 || cuts[i].from != cuts[i - 1].from;
        bool is_last = i + 1 == n_cuts || cuts[i + 1].from != cuts[i].from;
        ts_str piece = ts_str_sub(block->text, from, cuts[i].from - from);
        if (is_note_mark_at(block, from, cuts[i].from))
            ts_note_mark_put(text, piece, b->options->ascii);
        else
            put_safe_piece(b, scratch, text, piece, block->kind);
        cuts[i].to = is_first ? text->len : cuts[i - 1].to;
        from = cuts[i].from;
        if (is_last)
            put_numbers(b, block, from, text);
    }
}

struct ts_flow layout_flow(struct layout_builder *b, const struct ts_block *block, size_t index)
{
    struct ts_arena scratch = { 0 };
    struct ts_flow flow = { .block = index, .role = TS_ROLE_STRIPPED };
    struct ts_buf text = { 0 };
    size_t n_cuts, n_known;
    const struct ts_passage *known = find_known(b->options, index, &n_known);
    struct cut *cuts = find_cuts(&scratch, block, known, n_known, &n_cuts);

    put_pieces(b, &scratch, block, cuts, n_cuts, &text);
    if (block->is_kept) {
        look_like(&flow, block);
        add_runs(b, block, known, n_known, cuts, n_cuts, &flow);
    }
    flow.text = ts_buf_take(&text, b->arena);
    ts_buf_done(&text);
    ts_arena_done(&scratch);
    return flow;
}
