#include "render_priv.h"

#include "inline_priv.h"

enum { MAX_LISTS = 8 }; /* inside each other; the items of deeper ones stand in the last */

/* Nothing may be fetched when the file is opened, and no script runs, whatever the text contains.
 */
static const char head[] =
    ">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
    "'unsafe-inline'\">\n<meta name=\"viewport\" content=\"width=device-width\">\n<title>";
static const char style[] =
    "</title>\n<style>\nbody { max-width: 38em; margin: 2em auto; padding: 0 1em; font: 1.1em/1.6 "
    "Georgia, serif; }\nblockquote { border-left: 3px solid #999; margin-left: 0; padding-left: "
    "1em; }\n"
    "pre { overflow-x: auto; }\ntd, th { border: 1px solid #999; padding: .2em .6em; text-align: "
    "left; }\n"
    "table { border-collapse: collapse; }\n.credits, figcaption { color: #555; font-size: .9em; }\n"
    "</style>\n</head>\n<body>\n<article>\n<h1>";

static void put_escaped(struct ts_buf *out, ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        switch (text.ptr[i]) {
        case '&':
            ts_buf_puts(out, "&amp;");
            break;
        case '<':
            ts_buf_puts(out, "&lt;");
            break;
        case '>':
            ts_buf_puts(out, "&gt;");
            break;
        case '"':
            ts_buf_puts(out, "&quot;");
            break;
        default:
            ts_buf_putc(out, text.ptr[i]);
        }
    }
}

static void put_inline_text(struct ts_buf *out, ts_str text)
{
    for (size_t end; (end = ts_str_find_char(text, '\n', 0)) != TS_NPOS;) {
        put_escaped(out, ts_str_sub(text, 0, end));
        ts_buf_puts(out, "<br>\n");
        text = ts_str_skip(text, end + 1);
    }
    put_escaped(out, text);
}

static const char *span_tag(const struct ts_span *span)
{
    static const char *const tags[] = { [TS_SPAN_LINK] = "a",
                                        [TS_SPAN_EMPHASIS] = "em",
                                        [TS_SPAN_STRONG] = "strong",
                                        [TS_SPAN_CODE] = "code" };
    if (span->kind == TS_SPAN_LINK && !render_is_web_address(span->target))
        return "span";
    return tags[span->kind];
}

static void put_link_start(struct ts_buf *out, ts_str address)
{
    ts_buf_puts(out, "<a href=\"");
    put_escaped(out, address);
    ts_buf_puts(out, "\">");
}

static void open_span(struct ts_buf *out, const struct ts_span *span)
{
    if (span->kind == TS_SPAN_LINK && render_is_web_address(span->target))
        put_link_start(out, span->target);
    else
        ts_buf_printf(out, "<%s>", span_tag(span));
}

static void close_span(struct ts_buf *out, const struct ts_span *span)
{
    ts_buf_printf(out, "</%s>", span_tag(span));
}

static const struct inline_writer html = { put_inline_text, open_span, close_span };

static void put_element(struct ts_buf *out, const char *tag, const struct ts_block *block)
{
    ts_buf_printf(out, "<%s>", tag);
    inline_write(out, block, &html);
    ts_buf_printf(out, "</%s>\n", tag);
}

static void put_heading(struct ts_buf *out, const struct ts_block *block)
{
    char tag[] = "h2";

    if (block->level >= 2 && block->level <= 6)
        tag[1] = (char)('0' + block->level);
    put_element(out, tag, block);
}

static void put_table_row(struct ts_buf *out, const struct ts_block *block)
{
    const char *tag = block->is_header ? "th" : "td";
    ts_str row = block->text, cell;

    ts_buf_puts(out, "<tr>");
    while (ts_str_split(&row, '\t', &cell)) {
        ts_buf_printf(out, "<%s>", tag);
        put_inline_text(out, cell);
        ts_buf_printf(out, "</%s>", tag);
    }
    ts_buf_puts(out, "</tr>\n");
}

static void put_caption(struct ts_buf *out, const struct ts_block *block)
{
    ts_buf_puts(out, "<figure><figcaption>");
    inline_write(out, block, &html);
    if (render_is_web_address(block->image)) {
        ts_buf_puts(out, " (");
        put_link_start(out, block->image);
        ts_buf_puts(out, "picture</a>)");
    }
    ts_buf_puts(out, "</figcaption></figure>\n");
}

static void put_block(struct ts_buf *out, const struct ts_block *block)
{
    switch (block->kind) {
    case TS_BLOCK_HEADING:
        put_heading(out, block);
        break;
    case TS_BLOCK_PRE:
        ts_buf_puts(out, "<pre>");
        put_escaped(out, block->text);
        ts_buf_puts(out, "</pre>\n");
        break;
    case TS_BLOCK_TABLE_ROW:
        put_table_row(out, block);
        break;
    case TS_BLOCK_CAPTION:
        put_caption(out, block);
        break;
    default:
        put_element(out, "p", block);
    }
}

/* ---- lists ---- */

struct open_list {
    bool is_numbered;
    uint8_t level;
    uint16_t next; /* the number that a browser would give the next item */
};

/* The lists around a block, the outermost first.  The last item of each is open too, so that a list
 * can stand inside it. */
struct lists {
    struct open_list open[MAX_LISTS];
    size_t n;
};

static void close_list(struct ts_buf *out, struct lists *l)
{
    ts_buf_printf(out, "</li>\n</%s>\n", l->open[--l->n].is_numbered ? "ol" : "ul");
}

/* A list goes on with the number that its first item has. */
static void open_list(struct ts_buf *out, struct lists *l, const struct ts_block *first)
{
    struct open_list list = { first->number > 0, first->level, first->number };

    if (l->n > 0)
        ts_buf_putc(out, '\n');
    ts_buf_puts(out, list.is_numbered ? "<ol" : "<ul");
    if (first->number > 1)
        ts_buf_printf(out, " start=\"%d\"", first->number);
    ts_buf_puts(out, ">\n");
    l->open[l->n++] = list;
}

/* Closes the lists that an item of this level and kind is not in. */
static void leave_lists(struct ts_buf *out, struct lists *l, const struct ts_block *item)
{
    while (l->n > 0) {
        const struct open_list *top = &l->open[l->n - 1];
        bool is_other = top->is_numbered != (item->number > 0);
        if (top->level < item->level || (top->level == item->level && !is_other))
            return;
        close_list(out, l);
    }
}

static void put_item(struct ts_buf *out, struct lists *l, const struct ts_block *item)
{
    leave_lists(out, l, item);
    bool is_inner = l->n == 0 || l->open[l->n - 1].level < item->level;
    if (is_inner && l->n < MAX_LISTS)
        open_list(out, l, item);
    else
        ts_buf_puts(out, "</li>\n");
    struct open_list *list = &l->open[l->n - 1];
    if (item->number == list->next)
        ts_buf_puts(out, "<li>");
    else
        ts_buf_printf(out, "<li value=\"%d\">", item->number);
    inline_write(out, item, &html);
    list->next = item->number > 0 ? (uint16_t)(item->number + 1) : 0;
}

static void set_table(struct ts_buf *out, bool *is_open, bool is_wanted)
{
    if (*is_open != is_wanted)
        ts_buf_puts(out, is_wanted ? "<table>\n" : "</table>\n");
    *is_open = is_wanted;
}

/* Opens and closes quotations until so many are open. */
static void set_quotes(struct ts_buf *out, size_t *n_open, size_t n)
{
    for (; *n_open < n; ++*n_open)
        ts_buf_puts(out, "<blockquote>\n");
    for (; *n_open > n; --*n_open)
        ts_buf_puts(out, "</blockquote>\n");
}

static void put_blocks(struct ts_buf *out, const struct ts_article *article)
{
    struct lists lists = { 0 };
    bool in_table = false;
    size_t n_quotes = 0;

    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *block = &article->blocks[i];
        if (!render_shows(block))
            continue;
        while (lists.n > 0 && block->kind != TS_BLOCK_LIST_ITEM)
            close_list(out, &lists);
        size_t n = block->kind == TS_BLOCK_QUOTE ? render_quote_level(block) : 0;
        if (n == 0)
            set_quotes(out, &n_quotes, 0);
        set_table(out, &in_table, block->kind == TS_BLOCK_TABLE_ROW);
        set_quotes(out, &n_quotes, n);
        if (block->kind == TS_BLOCK_LIST_ITEM)
            put_item(out, &lists, block);
        else
            put_block(out, block);
    }
    while (lists.n > 0)
        close_list(out, &lists);
    set_table(out, &in_table, false);
    set_quotes(out, &n_quotes, 0);
}

void render_html(struct ts_buf *out, struct ts_arena *scratch, const struct ts_article *article)
{
    ts_buf_puts(out, "<!DOCTYPE html>\n<html");
    if (article->lang.len > 0) {
        ts_buf_puts(out, " lang=\"");
        put_escaped(out, article->lang);
        ts_buf_putc(out, '"');
    }
    ts_buf_puts(out, head);
    put_escaped(out, article->title);
    ts_buf_puts(out, style);
    put_escaped(out, article->title);
    ts_buf_puts(out, "</h1>\n<p class=\"credits\">");
    put_escaped(out, render_credits(scratch, article));
    ts_buf_puts(out, "<br>\n");
    if (render_is_web_address(article->url)) {
        put_link_start(out, article->url);
        put_escaped(out, article->url);
        ts_buf_puts(out, "</a>");
    } else {
        put_escaped(out, article->url);
    }
    ts_buf_puts(out, "</p>\n");
    put_blocks(out, article);
    ts_buf_puts(out, "</article>\n</body>\n</html>\n");
}
