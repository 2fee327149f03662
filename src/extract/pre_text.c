/* Lines and indents stand as they are written; only breaks in front and white space behind go. */
#include "pre_text_priv.h"

#include "display_priv.h"
#include "dom_priv.h"

/* The number of a line of code, in an element of its own. */
static bool is_line_number(const struct ts_node *text)
{
    static const char *const names[] = { "lineno", "linenos", "line-number", "ln", "lnt" };

    for (size_t i = 0; i < TS_COUNT(names); i++)
        if (ts_node_has_word(text->parent, TS_ATTR_CLASS, names[i]))
            return true;
    return false;
}

/* Puts a part of the text as it is, but for line breaks at its beginning. */
static void put_raw(struct ts_buf *raw, ts_str text)
{
    while (raw->len == 0 && text.len > 0 && (text.ptr[0] == '\n' || text.ptr[0] == '\r'))
        text = ts_str_skip(text, 1);
    ts_buf_put(raw, text);
}

static ts_str without_end(ts_str text)
{
    while (text.len > 0 && ts_is_space(text.ptr[text.len - 1]))
        text.len--;
    return text;
}

ts_str ts_pre_text(struct ts_arena *a, const struct ts_node *pre, struct ts_buf *raw,
                   struct ts_marks *marks)
{
    for (const struct ts_node *n = pre; n;) {
        size_t start = raw->len;
        if (n->tag == TS_TAG_TEXT || n->tag == TS_TAG_BR)
            put_raw(raw, n->tag == TS_TAG_BR ? TS_STR("\n") : n->text);
        if (n->tag == TS_TAG_TEXT && is_line_number(n))
            ts_marks_leave_out(a, marks, start, raw->len - start);
        n = ts_display_of((enum ts_tag)n->tag) == TS_DISPLAY_SKIPPED ? ts_node_skip(n, pre)
                                                                     : ts_node_after(n, pre);
    }
    return without_end(ts_buf_str(raw));
}
