/* Plain text: paragraphs broken at 72 columns and parted by blank lines; the targets of links are
 * listed at the end under their numbers. */
#include "render_priv.h"

#include "tearsheet/base/wrap.h"
#include "tearsheet/model/note_mark.h"

enum { TEXT_COLS = 72, MAX_INDENT = 24 };

struct page {
    struct ts_buf *out;
    struct ts_arena *scratch;
    ts_str lang;
    struct ts_buf links; /* the list for the end: "[1] address" a line */
    size_t n_links;
};

/* Lines of `text`, the first behind `first`, the others behind as many spaces. */
static void put_wrapped(struct page *p, ts_str text, const char *first, bool repeat_first)
{
    size_t n;
    int indent = ts_utf8_cols(ts_str_of(first));
    struct ts_line *lines = ts_wrap(p->scratch, text, TEXT_COLS - indent, p->lang, &n);

    for (size_t i = 0; i < n; i++) {
        if (i == 0 || repeat_first)
            ts_buf_puts(p->out, first);
        else
            ts_buf_fill(p->out, ' ', (size_t)indent);
        ts_buf_put(p->out, ts_str_sub(text, lines[i].start, lines[i].len));
        ts_buf_putc(p->out, '\n');
    }
}

static const char *list_mark(struct page *p, const struct ts_block *block)
{
    int indent = block->level > 1 ? (block->level - 1) * 2 : 0;

    indent = indent < MAX_INDENT ? indent : MAX_INDENT;
    if (block->number > 0)
        return ts_arena_printf(p->scratch, "%*s%d. ", indent, "", block->number).ptr;
    return ts_arena_printf(p->scratch, "%*s- ", indent, "").ptr;
}

/* "> ", once for each quotation it is in. */
static const char *quote_mark(struct page *p, const struct ts_block *quote)
{
    struct ts_buf mark = { 0 };

    for (size_t i = 0; i < render_quote_level(quote); i++)
        ts_buf_puts(&mark, "> ");
    const char *text = ts_arena_cstr(p->scratch, ts_buf_str(&mark));
    ts_buf_done(&mark);
    return text;
}

static void put_heading(struct page *p, ts_str text, char underline)
{
    put_wrapped(p, text, "", false);
    int cols = ts_utf8_cols(text);
    ts_buf_fill(p->out, underline, (size_t)(cols < TEXT_COLS ? cols : TEXT_COLS));
    ts_buf_putc(p->out, '\n');
}

static void put_preformatted(struct page *p, ts_str text)
{
    ts_str line;

    while (ts_str_split(&text, '\n', &line)) {
        ts_buf_puts(p->out, "    ");
        ts_buf_put(p->out, line);
        ts_buf_putc(p->out, '\n');
    }
}

static void put_table_row(struct page *p, ts_str row)
{
    ts_str cell;

    for (bool is_first = true; ts_str_split(&row, '\t', &cell); is_first = false) {
        if (!is_first)
            ts_buf_puts(p->out, " | ");
        ts_buf_put(p->out, cell);
    }
    ts_buf_putc(p->out, '\n');
}

static void put_block(struct page *p, const struct ts_block *block, ts_str text)
{
    switch (block->kind) {
    case TS_BLOCK_HEADING:
        put_heading(p, text, '-');
        break;
    case TS_BLOCK_LIST_ITEM:
        put_wrapped(p, text, list_mark(p, block), false);
        break;
    case TS_BLOCK_QUOTE:
        put_wrapped(p, text, quote_mark(p, block), true);
        break;
    case TS_BLOCK_PRE:
        put_preformatted(p, block->text);
        break;
    case TS_BLOCK_TABLE_ROW:
        put_table_row(p, block->text);
        break;
    case TS_BLOCK_CAPTION:
        put_wrapped(p, ts_arena_printf(p->scratch, "[picture: %.*s]", TS_FMT(text)), "", false);
        break;
    default:
        put_wrapped(p, text, "", false);
    }
}

/* Rows of a table and items of a list stand together; everything else is parted by a blank line. */
static bool belongs_to_last(const struct ts_block *last, const struct ts_block *block)
{
    return last && last->kind == block->kind &&
           (block->kind == TS_BLOCK_TABLE_ROW || block->kind == TS_BLOCK_LIST_ITEM);
}

static void number_link(struct page *p, struct ts_buf *text, ts_str target)
{
    ts_buf_printf(text, " [%zu]", ++p->n_links);
    ts_buf_printf(&p->links, "[%zu] %.*s\n", p->n_links, TS_FMT(target));
}

/* The text with "[1]" behind the end of each link; their targets go to the list.  Those of
 * footnotes have no number: their marks are raised. */
static ts_str number_links(struct page *p, const struct ts_block *block)
{
    struct ts_buf text = { 0 };
    size_t pos = 0;

    for (size_t i = 0; i < block->n_spans; i++) {
        const struct ts_span *span = &block->spans[i];
        size_t end = (size_t)span->start + span->len;
        if (span->kind != TS_SPAN_LINK || end < pos || end > block->text.len)
            continue;
        enum ts_note_link note = ts_note_link_of(block, span);
        if (note == TS_NOTE_MARK && span->start >= pos) {
            ts_buf_put(&text, ts_str_sub(block->text, pos, span->start - pos));
            ts_note_mark_put(&text, ts_str_sub(block->text, span->start, span->len), false);
        } else {
            ts_buf_put(&text, ts_str_sub(block->text, pos, end - pos));
        }
        if (note == TS_NOTE_NONE)
            number_link(p, &text, span->target);
        pos = end;
    }
    ts_buf_put(&text, ts_str_skip(block->text, pos));
    ts_str numbered = ts_buf_take(&text, p->scratch);
    ts_buf_done(&text);
    return numbered;
}

/* Nothing for what is not known. */
static void put_line(struct ts_buf *out, ts_str text)
{
    if (text.len > 0)
        ts_buf_printf(out, "%.*s\n", TS_FMT(text));
}

void render_text(struct ts_buf *out, struct ts_arena *scratch, const struct ts_article *article)
{
    struct page p = { .out = out, .scratch = scratch, .lang = article->lang };
    const struct ts_block *last = NULL;

    put_heading(&p, article->title, '=');
    put_line(out, render_credits(scratch, article));
    put_line(out, article->url);
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *block = &article->blocks[i];
        if (!render_shows(block))
            continue;
        if (!belongs_to_last(last, block))
            ts_buf_putc(out, '\n');
        put_block(&p, block, number_links(&p, block));
        last = block;
    }
    if (p.n_links > 0)
        ts_buf_putc(out, '\n');
    ts_buf_put(out, ts_buf_str(&p.links));
    ts_buf_done(&p.links);
}
