/* layout.c - blocks to rows.
 *
 * Each kind of block has its prefixes; everything else (role, spans, links) is the flow's business.
 * Blank rows stand between blocks that do not belong together. */
#include "tearsheet/tui/layout.h"

#include "tearsheet/base/utf8.h"
#include "tearsheet/base/wrap.h"

#include "layout_priv.h"

static struct ts_row *add_row(struct layout_builder *b)
{
    return TS_PUSH(b->arena, b->out->rows, b->out->n_rows, b->rows_cap);
}

static size_t add_flow(struct layout_builder *b, struct ts_flow flow)
{
    *TS_PUSH(b->arena, b->out->flows, b->out->n_flows, b->flows_cap) = flow;
    return b->out->n_flows - 1;
}

/* The flow at `index` has a row of so many columns. */
static void widen(struct layout_builder *b, size_t index, int cols)
{
    struct ts_flow *flow = &b->out->flows[index];

    if (cols > flow->cols)
        flow->cols = cols;
    if (cols > b->out->cols)
        b->out->cols = cols;
}

/* In a right-to-left language a paragraph begins at the right even if it begins with a foreign
 * word. */
static enum ts_bidi_base find_base(const struct layout_builder *b, ts_str text)
{
    return ts_bidi_is_rtl_lang(b->options->lang) && ts_bidi_is_needed(text) ? TS_BIDI_RIGHT
                                                                            : TS_BIDI_AUTO;
}

void layout_put(struct layout_builder *b, struct ts_flow flow, ts_str first, ts_str next,
                enum ts_role prefix_role)
{
    int prefix_cols = ts_utf8_cols(first);
    size_t n = 0;

    if (!b->options->as_typed)
        flow.bidi = ts_bidi_paragraph(b->arena, flow.text, find_base(b, flow.text));
    size_t index = add_flow(b, flow);
    struct ts_line *lines =
        ts_wrap(b->arena, flow.text, b->cols - prefix_cols, b->options->lang, &n);

    for (size_t i = 0; i < n; i++) {
        *add_row(b) = (struct ts_row){ .prefix = i == 0 ? first : next,
                                       .prefix_role = prefix_role,
                                       .flow = index,
                                       .start = lines[i].start,
                                       .len = lines[i].len };
        widen(b, index, prefix_cols + lines[i].cols);
    }
}

void layout_put_unwrapped(struct layout_builder *b, struct ts_flow flow, ts_str prefix,
                          enum ts_role prefix_role)
{
    size_t index = add_flow(b, flow);
    ts_str rest = flow.text, line;

    while (ts_str_split(&rest, '\n', &line)) {
        *add_row(b) = (struct ts_row){ .prefix = prefix,
                                       .prefix_role = prefix_role,
                                       .flow = index,
                                       .start = (size_t)(line.ptr - flow.text.ptr),
                                       .len = line.len };
        widen(b, index, ts_utf8_cols(prefix) + ts_utf8_cols(line));
    }
}

void layout_put_blank(struct layout_builder *b)
{
    struct ts_layout *out = b->out;

    if (out->n_rows == 0)
        return;
    size_t flow = out->n_flows > 0 ? out->n_flows - 1 : 0;
    size_t end = out->n_flows > 0 ? out->flows[flow].text.len : 0;
    *add_row(b) = (struct ts_row){ .flow = flow, .start = end };
}

/* `unit` `n` times, as long as that leaves two thirds of the width to the text. */
static ts_str repeat(struct layout_builder *b, const char *unit, int n)
{
    ts_str all = TS_STR("");
    int most = b->cols / 3 / ts_utf8_cols(ts_str_of(unit));

    for (int i = 0; i < n && i < most; i++)
        all = ts_arena_concat(b->arena, all, ts_str_of(unit));
    return all;
}

static ts_str blanks_for(struct layout_builder *b, ts_str prefix)
{
    return ts_arena_printf(b->arena, "%*s", ts_utf8_cols(prefix), "");
}

static void put_list_item(struct layout_builder *b, const struct ts_block *block,
                          struct ts_flow flow)
{
    ts_str indent = repeat(b, "  ", block->level > 1 ? block->level - 1 : 0);
    ts_str first;

    if (block->number > 0)
        first = ts_arena_printf(b->arena, "%.*s%2u. ", TS_FMT(indent), block->number);
    else
        first = ts_arena_printf(b->arena, "%.*s %s ", TS_FMT(indent),
                                b->options->ascii       ? "-"
                                : block->level % 2 == 0 ? "◦"
                                                        : "•");
    layout_put(b, flow, first, blanks_for(b, first), TS_ROLE_BULLET);
}

static void put_quote(struct layout_builder *b, const struct ts_block *block, struct ts_flow flow)
{
    ts_str bar = repeat(b, b->options->ascii ? "> " : "▌ ", block->level > 1 ? block->level : 1);
    layout_put(b, flow, bar, bar, TS_ROLE_BULLET);
}

/* The caption, and below it where its image is: a link in one row. */
static void put_caption(struct layout_builder *b, const struct ts_block *block, struct ts_flow flow)
{
    ts_str first = b->cols >= 30 ? TS_STR("[image] ") : TS_STR("");
    ts_str indent = blanks_for(b, first);

    layout_put(b, flow, first, indent, TS_ROLE_CAPTION);
    if (block->image.len > 0)
        layout_put_unwrapped(b,
                             layout_address(b, block->image, b->cols - (int)indent.len, flow.block),
                             indent, TS_ROLE_CAPTION);
}

static void put_code(struct layout_builder *b, const struct ts_block *block, struct ts_flow flow)
{
    (void)block;
    if (!b->options->as_typed)
        flow.bidi = ts_bidi_paragraph(b->arena, flow.text, TS_BIDI_LEFT);
    layout_put_unwrapped(b, flow, b->options->ascii ? TS_STR("| ") : TS_STR("│ "), TS_ROLE_BULLET);
}

static void put_note(struct layout_builder *b, const struct ts_block *block, struct ts_flow flow)
{
    (void)block;
    layout_put(b, flow, TS_STR("* "), TS_STR("  "), TS_ROLE_NOTE);
}

static void put_plain(struct layout_builder *b, const struct ts_block *block, struct ts_flow flow)
{
    (void)block;
    layout_put(b, flow, TS_STR(""), TS_STR(""), TS_ROLE_TEXT);
}

typedef void put_fn(struct layout_builder *b, const struct ts_block *block, struct ts_flow flow);

static put_fn *const put_kind[TS_BLOCK_LAST_KEPT] = {
    [TS_BLOCK_LIST_ITEM] = put_list_item, [TS_BLOCK_QUOTE] = put_quote, [TS_BLOCK_PRE] = put_code,
    [TS_BLOCK_CAPTION] = put_caption,     [TS_BLOCK_NOTE] = put_note,
};

static void put_kept(struct layout_builder *b, const struct ts_block *block, size_t index)
{
    put_fn *put = block->kind < TS_BLOCK_LAST_KEPT ? put_kind[block->kind] : NULL;
    (put ? put : put_plain)(b, block, layout_flow(b, block, index));
}

static bool is_same_reason(const struct ts_block *a, const struct ts_block *b)
{
    return !a->is_kept && a->kind == b->kind && ts_str_eq(a->reason, b->reason);
}

/* What was stripped: a row with kind and reason, unless the block before has the same, and the text
 * behind a broken bar. */
static void put_stripped(struct layout_builder *b, const struct ts_block *block,
                         const struct ts_block *before, size_t index)
{
    ts_str bar = b->options->ascii ? TS_STR(": ") : TS_STR("┆ ");
    struct ts_flow label = { .block = index, .role = TS_ROLE_REASON };

    if (!before || !is_same_reason(before, block)) {
        ts_str reason = ts_utf8_safe(b->arena, block->reason, false);
        label.text =
            ts_arena_printf(b->arena, "stripped: %s%s%.*s", ts_block_kind_name(block->kind),
                            reason.len ? ", " : "", TS_FMT(reason));
        layout_put(b, label, bar, bar, TS_ROLE_REASON);
    }
    layout_put(b, layout_flow(b, block, index), bar, bar, TS_ROLE_STRIPPED);
}

/* True if no blank row belongs between two neighbours. */
static bool is_close(const struct ts_block *before, const struct ts_block *block)
{
    if (before->is_kept != block->is_kept)
        return false;
    if (!block->is_kept)
        return is_same_reason(before, block);
    if (before->kind == TS_BLOCK_TIMESTAMP)
        return true;
    return before->kind == block->kind &&
           (block->kind == TS_BLOCK_LIST_ITEM || block->kind == TS_BLOCK_BYLINE);
}

static size_t table_rows(const struct ts_block *blocks, size_t n)
{
    size_t rows = 0;

    while (rows < n && blocks[rows].kind == TS_BLOCK_TABLE_ROW && blocks[rows].is_kept)
        rows++;
    return rows;
}

void ts_layout_blocks(struct ts_arena *a, const struct ts_block *blocks, size_t n,
                      const struct ts_layout_options *options, struct ts_layout *out)
{
    struct layout_builder b = { .arena = a,
                                .options = options,
                                .cols = options->cols < 1 ? 1 : options->cols,
                                .out = out,
                                .link_numbers = { .arena = a } };
    const struct ts_block *before = NULL;

    *out = (struct ts_layout){ .width = b.cols };
    for (size_t i = 0; i < n; i++) {
        const struct ts_block *block = &blocks[i];
        out->n_stripped += !block->is_kept;
        if (ts_str_trim(block->text).len == 0 || (!block->is_kept && !options->with_stripped))
            continue;
        if (before && !is_close(before, block))
            layout_put_blank(&b);
        size_t rows = table_rows(block, n - i);
        if (rows > 0) {
            layout_table(&b, block, rows, i);
            i += rows - 1;
        } else if (block->is_kept) {
            put_kept(&b, block, i);
        } else {
            put_stripped(&b, block, before, i);
        }
        before = &blocks[i];
    }
}

size_t ts_layout_row_of(const struct ts_layout *layout, size_t flow, size_t start)
{
    size_t low = 0, high = layout->n_rows; /* the answer is the row before the first one behind */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct ts_row *row = &layout->rows[middle];
        bool is_behind = row->flow > flow || (row->flow == flow && row->start > start);
        if (is_behind)
            high = middle;
        else
            low = middle + 1;
    }
    return low > 0 ? low - 1 : 0;
}
