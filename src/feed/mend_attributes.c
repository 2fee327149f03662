/* mend_attributes.c - what tags are made of: names, attributes and references. */
#include "mend_state_priv.h"

#include "text_priv.h"

#define MAX_ATTRS 64 /* of one element; more are left out */

void ts_mend_note(struct mend *m, size_t at, const char *what)
{
    if (m->fault->line)
        return;
    m->fault->line = 1;
    m->fault->what = what;
    for (size_t i = 0; i < at && i < m->in.len; i++)
        m->fault->line += m->in.ptr[i] == '\n';
}

static bool is_name_char(char c)
{
    return ts_mend_is_name_start(c) || ts_is_digit(c) || c == '-' || c == '.';
}

ts_str ts_mend_name_at(const struct mend *m, size_t from)
{
    size_t end = from;

    if (!ts_mend_is_name_start(ts_mend_char_at(m, from)))
        return (ts_str){ 0 };
    while (end < m->in.len && is_name_char(m->in.ptr[end]))
        end++;
    return ts_str_sub(m->in, from, end - from);
}

/* Length of a reference that XML knows without declaration, or 0. */
static size_t xml_reference_len(ts_str s)
{
    static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };

    for (size_t i = 0; i < TS_COUNT(known); i++)
        if (ts_str_starts(s, known[i]))
            return ts_str_of(known[i]).len;
    return 0;
}

size_t ts_mend_reference(struct mend *m, size_t from)
{
    ts_str rest = ts_str_skip(m->in, from);
    size_t n = xml_reference_len(rest);

    if (n) {
        ts_buf_put(&m->out, ts_str_sub(rest, 0, n));
        return n;
    }
    ts_buf_clear(&m->character);
    n = ts_text_reference(&m->character, rest, 0);
    if (n && (rest.ptr[n - 1] == ';' || rest.ptr[1] == '#')) {
        ts_text_escape(&m->out, ts_buf_str(&m->character));
        return n;
    }
    ts_mend_note(m, from, "an \"&\" that begins no reference");
    ts_buf_puts(&m->out, "&amp;");
    return 1;
}

static void put_value(struct mend *m, size_t from, size_t to)
{
    while (from < to) {
        size_t run = from;
        while (run < to && m->in.ptr[run] != '<' && m->in.ptr[run] != '&' &&
               m->in.ptr[run] != '"' && !ts_mend_bad_len(m, run))
            run++;
        ts_buf_put(&m->out, ts_str_sub(m->in, from, run - from));
        if (run == to)
            break;
        from = run + 1;
        if (ts_mend_bad_len(m, run))
            from = run + ts_mend_bad_len(m, run);
        else if (m->in.ptr[run] == '&')
            from = run + ts_mend_reference(m, run);
        else if (m->in.ptr[run] == '<')
            ts_buf_puts(&m->out, "&lt;");
        else
            ts_buf_puts(&m->out, "&quot;");
    }
}

/* The next ">", or the end of the document.  Once there is none, there is none further on: a
 * stranger could have us search the rest of the document for each attribute. */
static size_t next_tag_end(struct mend *m, size_t from)
{
    size_t end = m->no_tag_end ? TS_NPOS : ts_str_find_char(m->in, '>', from);

    m->no_tag_end = end == TS_NPOS;
    return end == TS_NPOS ? m->in.len : end;
}

/* Where the quoted value ends that begins behind the quote at `from`.  A value that holds a "<" and
 * whose closing quote is followed by more letters has lost its own quote: it ends with the tag. */
static size_t quoted_end(struct mend *m, size_t from)
{
    size_t end = ts_str_find_char(m->in, m->in.ptr[from], from + 1);

    if (end != TS_NPOS) {
        char behind = ts_mend_char_at(m, end + 1);
        bool is_plausible = !behind || ts_is_space(behind) || behind == '>' || behind == '/';
        ts_str value = ts_str_sub(m->in, from + 1, end - from - 1);
        if (is_plausible || ts_str_find_char(value, '<', 0) == TS_NPOS)
            return end;
    }
    ts_mend_note(m, from, "a quote in a tag is not closed");
    return next_tag_end(m, from + 1);
}

/* Moves behind the value of an attribute, and puts it. */
static void attribute_value(struct mend *m)
{
    char quote = ts_mend_char_at(m, m->pos);
    size_t from = m->pos, to;

    if (quote == '"' || quote == '\'') {
        to = quoted_end(m, from++);
        m->pos = ts_mend_char_at(m, to) == quote ? to + 1 : to;
    } else {
        for (to = from; to < m->in.len && !ts_is_space(m->in.ptr[to]) && m->in.ptr[to] != '>'; to++)
            ;
        ts_mend_note(m, from, "an attribute without quotes");
        m->pos = to;
    }
    put_value(m, from, to);
}

static void skip_space(struct mend *m)
{
    while (m->pos < m->in.len && ts_is_space(m->in.ptr[m->pos]))
        m->pos++;
}

static void attribute(struct mend *m, ts_str name)
{
    m->pos += name.len;
    ts_buf_putc(&m->out, ' ');
    ts_buf_put(&m->out, name);
    ts_buf_puts(&m->out, "=\"");
    skip_space(m);
    if (ts_mend_char_at(m, m->pos) == '=') {
        m->pos++;
        skip_space(m);
        attribute_value(m);
    }
    ts_buf_putc(&m->out, '"');
}

bool ts_mend_attributes(struct mend *m)
{
    size_t n = 0;

    for (;;) {
        skip_space(m);
        char c = ts_mend_char_at(m, m->pos);
        size_t mark = m->out.len;
        if (c == '>' || (c == '/' && ts_mend_char_at(m, m->pos + 1) == '>')) {
            m->pos += c == '>' ? 1 : 2;
            return c == '/';
        }
        if (m->pos >= m->in.len || c == '<') {
            ts_mend_note(m, m->pos, "a tag is not closed");
            return false;
        }
        ts_str name = ts_mend_name_at(m, m->pos);
        if (name.len)
            attribute(m, name);
        else
            m->pos++;
        if (name.len && ++n > MAX_ATTRS)
            m->out.len = mark;
    }
}
