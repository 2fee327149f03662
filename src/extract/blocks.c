/* One walk over the tree with a buffer for the text of the block being read (block_text.c).  Inline
 * text goes into it; a block element, a rule or two line breaks end it.  What kind of block it is
 * follows from the elements around its start.  A data table is read with a block for each row. */
#include "blocks_priv.h"

#include <string.h>

#include "block_text_priv.h"
#include "columns_priv.h"
#include "display_priv.h"
#include "markup_priv.h"
#include "pre_text_priv.h"
#include "tables_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/extract/extract.h"

struct walk {
    struct ts_arena *a;
    struct ts_arena scratch; /* lists that grow: the blocks, and the spans of the one being read */
    bool with_hidden;
    struct ts_pieces out;
    size_t cap;

    struct ts_block_text text;
    struct ts_buf formulas;            /* that stood alone since the last block, a line each */
    const struct ts_node *formulas_in; /* the block element of the first of them */
    const struct ts_node *el;          /* nearest block element here */
    const struct ts_node *start;       /* the one where the text started */
    const struct ts_node *table;       /* the data table we are in */
    struct ts_columns columns;         /* of it */
    bool row_has_cell, row_is_header;
    const struct ts_node *link; /* the last one, or NULL */
    int n_in_link;              /* links and buttons open */
    size_t n_link_bytes, n_links;
    struct ts_markup markup;
};

/* ---- formulas that stand alone ---- */

/* A formula on a line of its own is no block, since it has no text to be judged by: it goes with
 * the one before it, or with the next where that is in another part of the page. */
static void keep_lone_formula(struct walk *w)
{
    ts_str formula = ts_block_text_lone_formula(&w->text);

    if (formula.len == 0)
        return;
    if (w->formulas.len == 0)
        w->formulas_in = w->el;
    else
        ts_buf_putc(&w->formulas, '\n');
    ts_buf_put(&w->formulas, formula);
}

static bool are_of_last(const struct walk *w)
{
    const struct ts_node *around = w->formulas_in ? w->formulas_in->parent : NULL;
    const struct ts_piece *last = w->out.n > 0 ? &w->out.list[w->out.n - 1] : NULL;

    return last && around && last->kind != TS_BLOCK_HEADING && last->kind != TS_BLOCK_TABLE_ROW &&
           ts_node_is_inside(last->el, around);
}

static void give_formulas_to_last(struct walk *w)
{
    if (w->formulas.len == 0 || !are_of_last(w))
        return;
    ts_str lines = ts_arena_concat(w->a, TS_STR("\n"), ts_buf_str(&w->formulas));
    ts_piece_put_end(w->a, &w->out.list[w->out.n - 1], lines);
    ts_buf_clear(&w->formulas);
}

/* To the new block `p`, or, if that is a heading, to the one before it: they are of its section. */
static void give_formulas_to(struct walk *w, struct ts_piece *p)
{
    ts_str lines = ts_buf_str(&w->formulas);

    if (lines.len == 0)
        return;
    if (p->kind == TS_BLOCK_HEADING && w->out.n > 1)
        ts_piece_put_end(w->a, p - 1, ts_arena_concat(w->a, TS_STR("\n"), lines));
    else
        ts_piece_put_front(w->a, p, ts_arena_concat(w->a, lines, TS_STR("\n")));
    ts_buf_clear(&w->formulas);
}

/* ---- the end of a block ---- */

/* A table's title is no row of it. */
static bool is_in_caption(const struct walk *w)
{
    const struct ts_node *n = w->start;

    while (n && n != w->table && n->tag != TS_TAG_CAPTION)
        n = n->parent;
    return n && n->tag == TS_TAG_CAPTION;
}

static void *copy_list(struct ts_arena *a, const void *list, size_t n, size_t element_size)
{
    return n > 0 ? memcpy(ts_arena_array(a, n, element_size), list, n * element_size) : NULL;
}

/* A new block with this text; NULL when there are too many. */
static struct ts_piece *add_piece(struct walk *w, ts_str text, const struct ts_node *el)
{
    give_formulas_to_last(w);
    w->out.is_cut |= w->out.n == TS_EXTRACT_MAX_BLOCKS;
    if (w->out.is_cut)
        return NULL;
    struct ts_piece *p = TS_PUSH(&w->scratch, w->out.list, w->out.n, w->cap);
    *p = (struct ts_piece){ .text = ts_arena_str(w->a, text), .el = el };
    return p;
}

/* Gives the block what was read of it beside its text. */
static void fill_piece(struct walk *w, struct ts_piece *p)
{
    const struct ts_block_text *t = &w->text;

    p->spans = copy_list(w->a, t->spans, t->n_spans, sizeof *t->spans);
    p->n_spans = t->n_spans;
    p->marks = t->marks.list;
    p->n_marks = t->marks.n;
    p->n_link_bytes = w->n_link_bytes;
    p->n_links = w->n_links;
    if (w->table && !is_in_caption(w)) {
        p->kind = TS_BLOCK_TABLE_ROW;
        p->is_header = w->row_is_header;
    } else {
        ts_markup_judge(&w->markup, p);
    }
    give_formulas_to(w, p);
}

static void forget_block(struct walk *w)
{
    ts_block_text_clear(&w->text);
    w->n_link_bytes = 0;
    w->n_links = w->n_in_link > 0;
    w->row_has_cell = false;
}

/* Ends the block being read, if it has text. */
static void flush(struct walk *w)
{
    ts_str text = ts_block_text_end(&w->text);
    struct ts_piece *p = text.len > 0 ? add_piece(w, text, w->start) : NULL;

    if (p)
        fill_piece(w, p);
    else
        keep_lone_formula(w);
    forget_block(w);
}

/* ---- preformatted text ---- */

/* The numbers stay where they are all that there is. */
static void fill_pre(struct walk *w, struct ts_piece *p, struct ts_marks *marks)
{
    p->kind = TS_BLOCK_PRE;
    ts_marks_settle(marks, p->text.len);
    p->marks = marks->list;
    p->n_marks = marks->n;
    if (ts_str_trim(ts_piece_shown(&w->scratch, p)).len == 0)
        p->n_marks = 0;
}

static void put_pre(struct walk *w, const struct ts_node *pre)
{
    struct ts_buf raw = { 0 };
    struct ts_marks marks = { 0 };

    flush(w);
    ts_str text = ts_pre_text(w->a, pre, &raw, &marks);
    struct ts_piece *p = text.len > 0 ? add_piece(w, text, pre) : NULL;
    if (p)
        fill_pre(w, p, &marks);
    ts_buf_done(&raw);
}

/* ---- the walk ---- */

static bool is_link(const struct ts_node *n)
{
    return (n->tag == TS_TAG_A && ts_node_has(n, TS_ATTR_HREF)) || n->tag == TS_TAG_BUTTON;
}

/* Inside a data table cells are parted by tabs, rows are blocks, and all else is a space. */
static void enter_in_table(struct walk *w, const struct ts_node *n)
{
    switch (n->tag) {
    case TS_TAG_TR:
        flush(w);
        w->row_is_header = true;
        break;
    case TS_TAG_TD:
    case TS_TAG_TH:
        if (w->row_has_cell && !ts_block_text_has_any(&w->text))
            w->start = w->el;
        ts_block_text_cell(&w->text, w->row_has_cell);
        ts_block_text_spanned(&w->text, ts_columns_cell(&w->columns, n));
        w->row_has_cell = true;
        w->row_is_header &= n->tag == TS_TAG_TH;
        break;
    default:
        ts_block_text_space(&w->text);
        break;
    }
}

static void enter_block(struct walk *w, const struct ts_node *n)
{
    if (w->table) {
        w->el = n;
        enter_in_table(w, n);
        return;
    }
    flush(w);
    w->el = n;
    if (n->tag == TS_TAG_OL)
        ts_markup_number_items(&w->markup, n);
    if (n->tag == TS_TAG_TABLE && ts_table_is_data(n)) {
        w->table = n;
        w->columns = (struct ts_columns){ 0 };
    }
}

static void line_break(struct walk *w)
{
    if (w->table)
        ts_block_text_space(&w->text);
    else if (!ts_block_text_line(&w->text))
        flush(w);
}

static void put_text(struct walk *w, ts_str text)
{
    bool is_first = !ts_block_text_has_any(&w->text);
    size_t n_shown = ts_block_text_put(&w->text, text);

    if (is_first && n_shown > 0)
        w->start = w->el;
    if (w->n_in_link > 0)
        w->n_link_bytes += n_shown;
}

/* What is not shown, or is shown by itself elsewhere. */
static bool is_left_out(const struct walk *w, const struct ts_node *n)
{
    return ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_SKIPPED ||
           (!w->with_hidden && ts_is_hidden(n, w->markup.cues[n->id])) ||
           (w->link && ts_block_text_has_any(&w->text) && ts_is_card_of(w->link, n));
}

/* A formula is not shown as it is, and may be in an element that shows it to screen readers alone.
 */
static void put_formula(struct walk *w, const struct ts_node *left_out)
{
    const struct ts_node *n = left_out->tag == TS_TAG_SPAN ? left_out->first : left_out;

    if (n && n->tag == TS_TAG_MATH)
        ts_block_text_formula(&w->text, n);
}

/* True if the walk goes on into the children of `n`. */
static bool enter(struct walk *w, const struct ts_node *n)
{
    if (n->tag == TS_TAG_TEXT) {
        put_text(w, n->text);
        return false;
    }
    if (n->tag == TS_TAG_BR) {
        line_break(w);
        return false;
    }
    if (n->tag == TS_TAG_RT)
        ts_block_text_reading(&w->text, n);
    if (is_left_out(w, n)) {
        put_formula(w, n);
        return false;
    }
    if (n->tag == TS_TAG_PRE && !w->table) {
        put_pre(w, n);
        return false;
    }
    if (is_link(n)) {
        w->n_in_link++;
        w->n_links++;
    }
    if (ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_BLOCK)
        enter_block(w, n);
    else
        ts_block_text_open(&w->text, n);
    return true;
}

static void leave_block(struct walk *w, const struct ts_node *n)
{
    if (w->table && n->tag == TS_TAG_TR)
        ts_columns_end_row(&w->columns);
    if (!w->table || w->table == n || n->tag == TS_TAG_TR || n->tag == TS_TAG_CAPTION)
        flush(w);
    else
        ts_block_text_space(&w->text);
    if (w->table == n)
        w->table = NULL;
    for (w->el = n->parent; w->el && ts_display_of((enum ts_tag)w->el->tag) != TS_DISPLAY_BLOCK;)
        w->el = w->el->parent;
}

static void leave(struct walk *w, const struct ts_node *n)
{
    if (ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_BLOCK)
        leave_block(w, n);
    else
        ts_block_text_close(&w->text, n);
    if (is_link(n)) {
        w->n_in_link--;
        w->link = n;
    }
}

static void walk_tree(struct walk *w, const struct ts_node *top)
{
    const struct ts_node *n = top;

    for (;;) {
        bool goes_in = enter(w, n);
        if (goes_in && n->first) {
            n = n->first;
            continue;
        }
        if (goes_in)
            leave(w, n);
        while (n != top && !n->next) {
            n = n->parent;
            leave(w, n);
        }
        if (n == top)
            return;
        n = n->next;
    }
}

struct ts_pieces ts_pieces_of(struct ts_arena *a, const struct ts_dom *dom, const uint32_t *cues,
                              bool with_hidden)
{
    struct walk w = { .a = a, .with_hidden = with_hidden, .el = dom->body };

    w.markup = (struct ts_markup){ .cues = cues,
                                   .numbers = { .arena = &w.scratch },
                                   .items = { .arena = &w.scratch } };
    w.text = (struct ts_block_text){ .a = a, .scratch = &w.scratch };
    walk_tree(&w, dom->body);
    flush(&w);
    give_formulas_to_last(&w);
    ts_buf_done(&w.formulas);
    w.out.list = copy_list(a, w.out.list, w.out.n, sizeof *w.out.list);
    ts_block_text_done(&w.text);
    ts_arena_done(&w.scratch);
    return w.out;
}
