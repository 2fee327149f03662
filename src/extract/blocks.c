/* One walk over the tree with a buffer for the text of the block being read.  Inline text goes into
 * it with white space collapsed as a browser would; a block element, a rule or two line breaks end
 * it.  What kind of block it is follows from the elements around its start.  A data table is read
 * with a block for each row. */
#include "blocks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "display_priv.h"
#include "implied_marks_priv.h"
#include "markup_priv.h"
#include "tables_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

enum { MAX_OPEN_SPANS = 8, NOT_STARTED = -1 };

/* QUOTE is an open <q>, which gets marks and is no span. */
enum { QUOTE = TS_SPAN_CODE + 1 };

struct open_span {
    const struct ts_node *node;
    int kind;        /* enum ts_span_kind, or QUOTE */
    ptrdiff_t start; /* in the text, or NOT_STARTED */
};

struct walk {
    struct ts_arena *a;
    struct ts_arena scratch; /* lists that grow: the blocks, and the spans of the one being read */
    bool with_hidden;
    struct ts_pieces out;
    size_t cap;

    struct ts_buf text;
    bool space_is_due, line_is_due;
    const struct ts_node *el;    /* nearest block element here */
    const struct ts_node *start; /* the one where the text started */
    const struct ts_node *table; /* the data table we are in */
    bool row_has_cell, row_is_header;
    const struct ts_node *link; /* the last one, or NULL */
    int n_in_link;              /* links and buttons open */
    size_t n_link_bytes, n_links;
    struct open_span open[MAX_OPEN_SPANS];
    size_t n_open;
    struct ts_span *spans;
    size_t n_spans, cap_spans;
    struct ts_marks marks;
    struct ts_markup markup;
};

/* ---- text ---- */

static void start_spans(struct walk *w)
{
    for (size_t i = 0; i < w->n_open; i++)
        if (w->open[i].start == NOT_STARTED)
            w->open[i].start = (ptrdiff_t)w->text.len;
}

/* Writes the break that white space before this text left behind. */
static void before_text(struct walk *w)
{
    if (w->text.len == 0)
        w->start = w->el;
    else if (w->line_is_due)
        ts_buf_putc(&w->text, '\n');
    else if (w->space_is_due && w->text.ptr[w->text.len - 1] != '\t')
        ts_buf_putc(&w->text, ' ');
    w->line_is_due = w->space_is_due = false;
    start_spans(w);
}

static void put_run(struct walk *w, ts_str run)
{
    before_text(w);
    ts_buf_put(&w->text, run);
    if (w->n_in_link > 0)
        w->n_link_bytes += run.len;
}

/* Bytes of an invisible character at the start of `s`: soft hyphen, zero-width space, word joiner,
 * byte order mark; and controls.  0 if there is none. */
static size_t invisible(ts_str s)
{
    static const char *const marks[] = { "\xC2\xAD", "\xE2\x80\x8B", "\xE2\x81\xA0",
                                         "\xEF\xBB\xBF" };

    if ((unsigned char)s.ptr[0] < 0x20 || s.ptr[0] == 0x7F)
        return 1;
    for (size_t i = 0; i < TS_COUNT(marks); i++)
        if (ts_str_starts(s, marks[i]))
            return strlen(marks[i]);
    return 0;
}

/* Bytes of white space at the start of `s`.  A no-break space between two words stays one. */
static size_t white_space(ts_str s, bool *is_no_break)
{
    size_t n = 0, n_no_break = 0;

    for (; n < s.len; n++) {
        if (ts_is_space(s.ptr[n]))
            continue;
        if (s.ptr[n] != '\xC2' || n + 1 >= s.len || s.ptr[n + 1] != '\xA0')
            break;
        n_no_break++;
        n++;
    }
    *is_no_break = n_no_break == 1 && n == 2;
    return n;
}

/* Of ASCII, and neither a blank nor a control. */
static bool is_plain(char c)
{
    return c > ' ' && (unsigned char)c < 0x7F;
}

static void put_text(struct walk *w, ts_str s)
{
    for (size_t pos = 0; pos < s.len;) {
        ts_str rest = ts_str_skip(s, pos);
        bool is_no_break;
        size_t n = white_space(rest, &is_no_break);
        if (is_no_break && w->text.len > 0 && n < rest.len && !w->space_is_due && !w->line_is_due) {
            put_run(w, ts_str_sub(rest, 0, n));
        } else if (n > 0) {
            w->space_is_due = true;
        } else if ((n = invisible(rest)) == 0) {
            while (n < rest.len && is_plain(rest.ptr[n]))
                n++;
            if (n == 0) { /* a multi-byte character that is no mark: up to the next lead byte */
                n = 1;
                while (n < rest.len && ((unsigned char)rest.ptr[n] & 0xC0) == 0x80)
                    n++;
            }
            put_run(w, ts_str_sub(rest, 0, n));
        }
        pos += n;
    }
}

/* ---- the end of a block ---- */

static void trim_end(struct walk *w)
{
    while (w->text.len > 0 && w->text.ptr[w->text.len - 1] == '\t')
        w->text.len--;
}

static bool is_in_quote(const struct walk *w, const struct open_span *span)
{
    for (const struct open_span *outer = w->open; outer < span; outer++)
        if (outer->kind == QUOTE)
            return true;
    return false;
}

static void close_span(struct walk *w, const struct open_span *span)
{
    if (span->start == NOT_STARTED || (size_t)span->start >= w->text.len)
        return;
    if (span->kind == QUOTE) {
        ts_marks_quote(w->a, &w->marks, ts_buf_str(&w->text), (size_t)span->start,
                       is_in_quote(w, span));
        return;
    }
    struct ts_span *s = TS_PUSH(&w->scratch, w->spans, w->n_spans, w->cap_spans);
    *s = (struct ts_span){ .start = (uint32_t)span->start,
                           .len = (uint32_t)(w->text.len - (size_t)span->start),
                           .kind = (enum ts_span_kind)span->kind };
    if (span->kind == TS_SPAN_LINK)
        s->target = ts_node_attr(span->node, TS_ATTR_HREF);
}

static int by_start(const void *left, const void *right)
{
    const struct ts_span *a = left, *b = right;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->len < b->len) - (a->len > b->len);
}

static void end_spans(struct walk *w)
{
    for (size_t i = w->n_open; i-- > 0;)
        if (w->open[i].kind == QUOTE)
            close_span(w, &w->open[i]);
    for (size_t i = 0; i < w->n_open; i++) {
        if (w->open[i].kind != QUOTE)
            close_span(w, &w->open[i]);
        w->open[i].start = NOT_STARTED;
    }
    ts_marks_settle(&w->marks, w->text.len);
    if (w->n_spans > 1)
        qsort(w->spans, w->n_spans, sizeof *w->spans, by_start);
}

static void forget_block(struct walk *w)
{
    ts_buf_clear(&w->text);
    w->space_is_due = w->line_is_due = false;
    w->n_link_bytes = 0;
    w->n_links = w->n_in_link > 0;
    w->n_spans = 0;
    w->marks = (struct ts_marks){ 0 };
    w->row_has_cell = false;
}

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

/* Joiners and marks of direction alone are no text. */
static bool shows_nothing(ts_str text)
{
    for (size_t pos = 0; pos < text.len;) {
        uint32_t rune = ts_utf8_next(text, &pos);
        if (!(rune >= 0x200B && rune <= 0x200F) && rune > ' ' && rune != 0xA0)
            return false;
    }
    return true;
}

/* A new block with this text; NULL when there are too many. */
static struct ts_piece *add_piece(struct walk *w, ts_str text, const struct ts_node *el)
{
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
    end_spans(w);
    p->spans = copy_list(w->a, w->spans, w->n_spans, sizeof *w->spans);
    p->n_spans = w->n_spans;
    p->marks = w->marks.list;
    p->n_marks = w->marks.n;
    p->n_link_bytes = w->n_link_bytes;
    p->n_links = w->n_links;
    if (w->table && !is_in_caption(w)) {
        p->kind = TS_BLOCK_TABLE_ROW;
        p->is_header = w->row_is_header;
    } else {
        ts_markup_judge(&w->markup, p);
    }
}

/* Ends the block being read, if it has text. */
static void flush(struct walk *w)
{
    trim_end(w);
    if (shows_nothing(ts_buf_str(&w->text)))
        ts_buf_clear(&w->text);
    ts_str text = ts_buf_str(&w->text);
    struct ts_piece *p = text.len > 0 ? add_piece(w, text, w->start) : NULL;
    if (p)
        fill_piece(w, p);
    for (size_t i = 0; i < w->n_open; i++)
        w->open[i].start = NOT_STARTED;
    forget_block(w);
}

/* ---- preformatted text ---- */

static void put_pre(struct walk *w, const struct ts_node *pre)
{
    struct ts_buf raw = { 0 };

    flush(w);
    for (const struct ts_node *n = pre; n;) {
        if (n->tag == TS_TAG_TEXT)
            ts_buf_put(&raw, n->text);
        else if (n->tag == TS_TAG_BR)
            ts_buf_putc(&raw, '\n');
        n = ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_SKIPPED ? ts_node_skip(n, pre)
                                                                     : ts_node_after(n, pre);
    }
    ts_str text = ts_buf_str(&raw);
    while (text.len > 0 && (text.ptr[0] == '\n' || text.ptr[0] == '\r'))
        text = ts_str_skip(text, 1);
    while (text.len > 0 && ts_is_space(text.ptr[text.len - 1]))
        text.len--;
    struct ts_piece *p = text.len > 0 ? add_piece(w, text, pre) : NULL;
    if (p)
        p->kind = TS_BLOCK_PRE;
    ts_buf_done(&raw);
}

/* ---- the walk ---- */

static int span_kind(enum ts_tag tag)
{
    switch (tag) {
    case TS_TAG_A:
        return TS_SPAN_LINK;
    case TS_TAG_B:
    case TS_TAG_STRONG:
        return TS_SPAN_STRONG;
    case TS_TAG_I:
    case TS_TAG_EM:
    case TS_TAG_CITE:
        return TS_SPAN_EMPHASIS;
    case TS_TAG_CODE:
    case TS_TAG_KBD:
    case TS_TAG_SAMP:
        return TS_SPAN_CODE;
    case TS_TAG_Q:
        return QUOTE;
    default:
        return -1;
    }
}

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
        if (w->row_has_cell) {
            if (w->text.len == 0)
                w->start = w->el;
            ts_buf_putc(&w->text, '\t');
        }
        w->row_has_cell = true;
        w->space_is_due = w->line_is_due = false;
        w->row_is_header &= n->tag == TS_TAG_TH;
        break;
    default:
        w->space_is_due = true;
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
    if (n->tag == TS_TAG_TABLE && ts_table_is_data(n))
        w->table = n;
}

static void enter_inline(struct walk *w, const struct ts_node *n)
{
    int kind = span_kind((enum ts_tag)n->tag);

    if (kind < 0 || w->n_open == MAX_OPEN_SPANS)
        return;
    if (kind == TS_SPAN_LINK && !is_link(n))
        return;
    w->open[w->n_open++] = (struct open_span){ n, kind, NOT_STARTED };
}

static void line_break(struct walk *w)
{
    if (w->table)
        w->space_is_due = true;
    else if (w->line_is_due)
        flush(w);
    else
        w->line_is_due = w->text.len > 0;
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
    if (n->tag == TS_TAG_RT && w->text.len > 0)
        ts_marks_reading(w->a, &w->marks, w->text.len, n);
    if (ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_SKIPPED ||
        (!w->with_hidden && ts_is_hidden(n, w->markup.cues[n->id])) ||
        (w->link && w->text.len > 0 && ts_is_card_of(w->link, n)))
        return false;
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
        enter_inline(w, n);
    return true;
}

static void leave_block(struct walk *w, const struct ts_node *n)
{
    if (!w->table || w->table == n || n->tag == TS_TAG_TR || n->tag == TS_TAG_CAPTION)
        flush(w);
    else
        w->space_is_due = true;
    if (w->table == n)
        w->table = NULL;
    for (w->el = n->parent; w->el && ts_display_of((enum ts_tag)w->el->tag) != TS_DISPLAY_BLOCK;)
        w->el = w->el->parent;
}

static void leave(struct walk *w, const struct ts_node *n)
{
    if (ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_BLOCK)
        leave_block(w, n);
    else if (w->n_open > 0 && w->open[w->n_open - 1].node == n)
        close_span(w, &w->open[--w->n_open]);
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
    walk_tree(&w, dom->body);
    flush(&w);
    w.out.list = copy_list(a, w.out.list, w.out.n, sizeof *w.out.list);
    ts_buf_done(&w.text);
    ts_arena_done(&w.scratch);
    return w.out;
}
