/* CommonMark, with pipes for tables as GitHub has them. */
#include "render_priv.h"

#include <string.h>

#include "inline_priv.h"

enum { MAX_LIST_DIGITS = 9 }; /* of a number that CommonMark takes for a list's */

static void put_char(struct ts_buf *out, char c)
{
    if (c != '\0' && strchr("\\`*_[]<>&|", c))
        ts_buf_putc(out, '\\');
    ts_buf_putc(out, c);
}

/* "1995. ": a number of a list; "11.40" is none. */
static bool is_list_number(ts_str text)
{
    size_t digits = 0;

    while (digits < text.len && ts_is_digit(text.ptr[digits]))
        digits++;
    if (digits == 0 || digits > MAX_LIST_DIGITS || digits == text.len)
        return false;
    bool is_end = digits + 1 == text.len || ts_is_space(text.ptr[digits + 1]);
    return is_end && (text.ptr[digits] == '.' || text.ptr[digits] == ')');
}

/* What would start a heading, list or rule at the beginning of a line. */
static void put_line_start(struct ts_buf *out, ts_str text)
{
    if (text.len > 0 && text.ptr[0] != '\0' && strchr("#+-=~", text.ptr[0]))
        ts_buf_putc(out, '\\');
    else if (is_list_number(text))
        ts_buf_puts(out, "&#8203;"); /* an invisible space keeps "1995." from being a list */
}

/* Text whose line breaks stay. */
static void put_escaped(struct ts_buf *out, ts_str text)
{
    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] != '\n') {
            put_char(out, text.ptr[i]);
            continue;
        }
        ts_buf_puts(out, "  \n");
        while (i + 1 < text.len && ts_is_space(text.ptr[i + 1]))
            i++; /* up to three spaces may stand in front of a heading */
        put_line_start(out, ts_str_skip(text, i + 1));
    }
}

/* Text where a second line would be something else: in headings and cells. */
static void put_on_one_line(struct ts_buf *out, ts_str text)
{
    for (size_t i = 0; i < text.len; i++)
        put_char(out, text.ptr[i] == '\n' ? ' ' : text.ptr[i]);
}

/* An address inside "(<...>)": only the angle brackets and line ends could break out. */
static void put_address(struct ts_buf *out, ts_str address)
{
    for (size_t i = 0; i < address.len; i++) {
        char c = address.ptr[i];
        if (c == '<' || c == '>' || c == '\\' || (unsigned char)c <= ' ')
            ts_buf_printf(out, "%%%02X", (unsigned char)c);
        else
            ts_buf_putc(out, c);
    }
}

/* Code is an element, since nothing can be escaped between backticks. */
static const struct {
    const char *open, *close;
} marks[] = {
    [TS_SPAN_LINK] = { "[", "]" },
    [TS_SPAN_EMPHASIS] = { "*", "*" },
    [TS_SPAN_STRONG] = { "**", "**" },
    [TS_SPAN_CODE] = { "<code>", "</code>" },
};

static bool is_written(const struct ts_span *span)
{
    return span->kind != TS_SPAN_LINK || render_is_web_address(span->target);
}

static void open_span(struct ts_buf *out, const struct ts_span *span)
{
    if (is_written(span))
        ts_buf_puts(out, marks[span->kind].open);
}

static void close_span(struct ts_buf *out, const struct ts_span *span)
{
    if (!is_written(span))
        return;
    ts_buf_puts(out, marks[span->kind].close);
    if (span->kind != TS_SPAN_LINK)
        return;
    ts_buf_puts(out, "(<");
    put_address(out, span->target);
    ts_buf_puts(out, ">)");
}

static const struct inline_writer markdown = { put_escaped, open_span, close_span };
static const struct inline_writer one_line = { put_on_one_line, open_span, close_span };

static void put_text(struct ts_buf *out, const struct ts_block *block)
{
    put_line_start(out, block->text);
    inline_write(out, block, &markdown);
    ts_buf_putc(out, '\n');
}

/* Below its list's first item, which stands at the margin: behind a paragraph, what is indented
 * would be code. */
static void put_list_item(struct ts_buf *out, const struct ts_block *block,
                          const struct ts_block *first)
{
    if (block->level > first->level)
        ts_buf_fill(out, ' ', (size_t)(block->level - first->level) * 4);
    if (block->number > 0)
        ts_buf_printf(out, "%d. ", block->number);
    else
        ts_buf_puts(out, "- ");
    put_text(out, block);
}

/* A fence longer than any run of backticks inside. */
static void put_preformatted(struct ts_buf *out, ts_str text)
{
    size_t longest = 2, run = 0;

    for (size_t i = 0; i < text.len; i++) {
        run = text.ptr[i] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    ts_buf_fill(out, '`', longest + 1);
    ts_buf_putc(out, '\n');
    ts_buf_put(out, text);
    ts_buf_putc(out, '\n');
    ts_buf_fill(out, '`', longest + 1);
    ts_buf_putc(out, '\n');
}

static size_t count_cells(ts_str row)
{
    size_t n = 1;

    for (size_t at = 0; (at = ts_str_find_char(row, '\t', at)) != TS_NPOS; at++)
        n++;
    return n;
}

/* Those of the longest row of the table that `first` begins. */
static size_t count_columns(const struct ts_block *first, const struct ts_block *end)
{
    size_t n_columns = 0;

    for (const struct ts_block *row = first; row < end; row++) {
        if (!render_shows(row))
            continue;
        if (row->kind != TS_BLOCK_TABLE_ROW)
            break;
        size_t n = count_cells(row->text);
        n_columns = n > n_columns ? n : n_columns;
    }
    return n_columns;
}

static void put_table_row(struct ts_buf *out, ts_str row, size_t n_cells)
{
    for (size_t i = 0; i < n_cells; i++) {
        ts_str cell = { 0 };
        ts_str_split(&row, '\t', &cell);
        ts_buf_puts(out, "| ");
        put_on_one_line(out, cell);
        ts_buf_puts(out, i + 1 < n_cells ? " " : " |\n");
    }
}

/* The first row has a cell for each column: what is behind it in others would be cut off. */
static void put_table_head(struct ts_buf *out, const struct ts_block *head,
                           const struct ts_block *end)
{
    size_t n_columns = count_columns(head, end);

    put_table_row(out, head->text, n_columns);
    for (size_t i = 0; i < n_columns; i++)
        ts_buf_puts(out, i + 1 < n_columns ? "| --- " : "| --- |\n");
}

static void put_caption(struct ts_buf *out, const struct ts_block *block)
{
    ts_buf_putc(out, '*');
    put_on_one_line(out, block->text);
    ts_buf_putc(out, '*');
    if (render_is_web_address(block->image)) {
        ts_buf_puts(out, " ([picture](<");
        put_address(out, block->image);
        ts_buf_puts(out, ">))");
    }
    ts_buf_putc(out, '\n');
}

/* `first` is the first of the blocks of this kind that stand together, `end` that of the article.
 */
static void put_block(struct ts_buf *out, const struct ts_block *block,
                      const struct ts_block *first, const struct ts_block *end)
{
    switch (block->kind) {
    case TS_BLOCK_HEADING:
        ts_buf_fill(out, '#', block->level >= 2 && block->level <= 6 ? block->level : 2);
        ts_buf_putc(out, ' ');
        inline_write(out, block, &one_line);
        ts_buf_putc(out, '\n');
        break;
    case TS_BLOCK_LIST_ITEM:
        put_list_item(out, block, first);
        break;
    case TS_BLOCK_QUOTE:
        for (size_t i = 0; i < render_quote_level(block); i++)
            ts_buf_puts(out, "> ");
        put_text(out, block);
        break;
    case TS_BLOCK_PRE:
        put_preformatted(out, block->text);
        break;
    case TS_BLOCK_TABLE_ROW:
        if (block == first)
            put_table_head(out, block, end);
        else
            put_table_row(out, block->text, count_cells(block->text));
        break;
    case TS_BLOCK_CAPTION:
        put_caption(out, block);
        break;
    default:
        put_text(out, block);
    }
}

static bool stands_together(enum ts_block_kind kind)
{
    return kind == TS_BLOCK_LIST_ITEM || kind == TS_BLOCK_TABLE_ROW;
}

/* Each of them, if it is there, on a line of its own. */
static void put_head(struct ts_buf *out, ts_str credits, ts_str url)
{
    if (credits.len + url.len == 0)
        return;
    ts_buf_putc(out, '\n');
    put_on_one_line(out, credits);
    if (credits.len > 0 && url.len > 0)
        ts_buf_puts(out, "  \n");
    if (url.len > 0) {
        ts_buf_putc(out, '<');
        put_address(out, url);
        ts_buf_putc(out, '>');
    }
    ts_buf_putc(out, '\n');
}

void render_markdown(struct ts_buf *out, struct ts_arena *scratch, const struct ts_article *article)
{
    const struct ts_block *first = NULL; /* of those like the last one */

    ts_buf_puts(out, "# ");
    put_on_one_line(out, article->title);
    ts_buf_putc(out, '\n');
    put_head(out, render_credits(scratch, article), article->url);
    for (size_t i = 0; i < article->n_blocks; i++) {
        const struct ts_block *block = &article->blocks[i];
        if (!render_shows(block))
            continue;
        if (!first || first->kind != block->kind)
            first = block;
        if (block == first || !stands_together(block->kind))
            ts_buf_putc(out, '\n');
        put_block(out, block, first, article->blocks + article->n_blocks);
    }
}
