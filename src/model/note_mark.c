#include "tearsheet/model/note_mark.h"

#include "tearsheet/base/utf8.h"

/* Of longer numbers and signs the one is a year, the other a line of ornament. */
enum { MARK_MAX_DIGITS = 3, RETURN_MAX_BYTES = 8 };

static bool is_number(ts_str text)
{
    if (text.len > 2 && text.ptr[0] == '[' && text.ptr[text.len - 1] == ']')
        text = ts_str_sub(text, 1, text.len - 2);
    for (size_t i = 0; i < text.len; i++)
        if (!ts_is_digit(text.ptr[i]))
            return false;
    return text.len > 0 && text.len <= MARK_MAX_DIGITS;
}

static bool is_sign(ts_str text)
{
    for (size_t at = 0; at < text.len;)
        if (ts_rune_is_word(ts_utf8_next(text, &at)))
            return false;
    return text.len > 0 && text.len <= RETURN_MAX_BYTES;
}

enum ts_note_link ts_note_link_of(const struct ts_block *block, const struct ts_span *span)
{
    if (span->kind != TS_SPAN_LINK || ts_str_find_char(span->target, '#', 0) == TS_NPOS)
        return TS_NOTE_NONE;
    ts_str text = ts_str_sub(block->text, span->start, span->len);
    return is_number(text) ? TS_NOTE_MARK : is_sign(text) ? TS_NOTE_RETURN : TS_NOTE_NONE;
}

static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };

static bool ends_raised(const struct ts_buf *text)
{
    for (size_t i = 0; i < TS_COUNT(raised); i++)
        if (ts_str_ends(ts_buf_str(text), raised[i]))
            return true;
    return false;
}

void ts_note_mark_put(struct ts_buf *out, ts_str mark, bool ascii)
{
    ts_buf_puts(out, ascii ? "(" : ends_raised(out) ? "," : "");
    for (size_t i = 0; i < mark.len; i++) {
        char c = mark.ptr[i];
        if (ts_is_digit(c) && ascii)
            ts_buf_putc(out, c);
        else if (ts_is_digit(c))
            ts_buf_puts(out, raised[c - '0']);
    }
    ts_buf_puts(out, ascii ? ")" : "");
}
