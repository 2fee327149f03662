/* mend.c - one pass over the document with a stack of the elements that are open.
 *
 * libxml2's recovery gives up or loses text where feeds are most often wrong: a stray "&" or "<",
 * HTML that nobody escaped, end tags that do not match, junk before the root, a connection cut in
 * the middle.  So each tag is read leniently and written strictly here, and libxml2 sees documents
 * that nest.  Text between tags goes through in whole runs. */
#include "mend_priv.h"

#include "tearsheet/base/buf.h"
#include "text_priv.h"

#define FLUSH_BYTES ((size_t)32 << 10)
#define MAX_ATTRS 64                        /* of one element; more are left out */
#define MAX_DECLARATION ((size_t)256 << 10) /* bytes of a DOCTYPE worth looking through */
#define MAX_DECLARATIONS 8                  /* that may hold brackets and quotes */

struct mend {
    ts_str in;
    size_t pos;
    struct ts_buf out;
    struct ts_buf character; /* of one reference */
    ts_mend_sink *sink;
    void *ctx;
    bool is_stopped;
    size_t n_declarations;
    bool no_comment_end, no_instruction_end, no_tag_end; /* does not come any more */
    ts_str *open;                                        /* names as written */
    size_t depth, max_depth;
    size_t n_left_out; /* start tags without an end that were too deep */
    struct ts_xml_fault *fault;
};

static void note(struct mend *m, size_t at, const char *what)
{
    if (m->fault->line)
        return;
    m->fault->line = 1;
    m->fault->what = what;
    for (size_t i = 0; i < at && i < m->in.len; i++)
        m->fault->line += m->in.ptr[i] == '\n';
}

static void flush(struct mend *m)
{
    if (m->out.len && !m->is_stopped)
        m->is_stopped = !m->sink(m->ctx, ts_buf_str(&m->out));
    ts_buf_clear(&m->out);
}

/* Bytes at `i` that are no character of XML: a control character, U+FFFE or U+FFFF; 0 for all else.
 */
static size_t bad_len(const struct mend *m, size_t i)
{
    unsigned char c = (unsigned char)m->in.ptr[i];

    if (c < ' ')
        return c != '\t' && c != '\n' && c != '\r';
    if (c != 0xEF || m->in.len - i < 3 || (unsigned char)m->in.ptr[i + 1] != 0xBF)
        return 0;
    return (unsigned char)m->in.ptr[i + 2] >= 0xBE ? 3 : 0;
}

/* Letters of other scripts can be in names too, but feeds use none, and not every character is a
 * letter. */
static bool is_name_start(char c)
{
    return ts_is_alpha(c) || c == '_' || c == ':';
}

static bool is_name_char(char c)
{
    return is_name_start(c) || ts_is_digit(c) || c == '-' || c == '.';
}

static char char_at(const struct mend *m, size_t i)
{
    return i < m->in.len ? m->in.ptr[i] : '\0';
}

/* The name at `from`, or empty. */
static ts_str name_at(const struct mend *m, size_t from)
{
    size_t end = from;

    if (!is_name_start(char_at(m, from)))
        return (ts_str){ 0 };
    while (end < m->in.len && is_name_char(m->in.ptr[end]))
        end++;
    return ts_str_sub(m->in, from, end - from);
}

/* Name without its prefix. */
static ts_str local_name(ts_str name)
{
    size_t colon = ts_str_find_char(name, ':', 0);
    return colon == TS_NPOS ? name : ts_str_skip(name, colon + 1);
}

/* ---- References ---- */

/* Length of a reference that XML knows without declaration, or 0. */
static size_t xml_reference_len(ts_str s)
{
    static const char *const known[] = { "&amp;", "&lt;", "&gt;", "&quot;", "&apos;" };

    for (size_t i = 0; i < TS_COUNT(known); i++)
        if (ts_str_starts(s, known[i]))
            return ts_str_of(known[i]).len;
    return 0;
}

/* Puts what the "&" at `from` begins, escaped if it is nothing; returns how far it goes. */
static size_t put_reference(struct mend *m, size_t from)
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
    note(m, from, "an \"&\" that begins no reference");
    ts_buf_puts(&m->out, "&amp;");
    return 1;
}

/* ---- Tags ---- */

static void close_down_to(struct mend *m, size_t depth)
{
    while (m->depth > depth) {
        ts_buf_puts(&m->out, "</");
        ts_buf_put(&m->out, m->open[--m->depth]);
        ts_buf_putc(&m->out, '>');
    }
}

/* Place on the stack, from 1, of the innermost open element of that name; 0 if there is none. */
static size_t find_open(const struct mend *m, ts_str name)
{
    size_t i = m->depth;
    while (i > 0 && !ts_str_eq_nocase(m->open[i - 1], name))
        i--;
    return i;
}

/* An item in an item, a paragraph right in a paragraph: the end tag of the first one is missing. */
static bool is_never_nested(ts_str name)
{
    static const char *const names[] = { "item", "entry" };
    return ts_str_is_among_nocase(local_name(name), names, TS_COUNT(names));
}

static void close_siblings(struct mend *m, ts_str name)
{
    static const char *const beside[] = { "p", "li", "dt", "dd", "tr", "td", "th", "option" };
    size_t before = m->depth;

    if (is_never_nested(name)) {
        size_t open = find_open(m, name);
        if (open)
            close_down_to(m, open - 1);
    } else if (m->depth && ts_str_eq_nocase(m->open[m->depth - 1], name) &&
               ts_str_is_among_nocase(name, beside, TS_COUNT(beside))) {
        close_down_to(m, m->depth - 1);
    }
    if (m->depth < before)
        note(m, m->pos, "an end tag is missing");
}

static void put_value(struct mend *m, size_t from, size_t to)
{
    while (from < to) {
        size_t run = from;
        while (run < to && m->in.ptr[run] != '<' && m->in.ptr[run] != '&' &&
               m->in.ptr[run] != '"' && !bad_len(m, run))
            run++;
        ts_buf_put(&m->out, ts_str_sub(m->in, from, run - from));
        if (run == to)
            break;
        from = run + 1;
        if (bad_len(m, run))
            from = run + bad_len(m, run);
        else if (m->in.ptr[run] == '&')
            from = run + put_reference(m, run);
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
        char behind = char_at(m, end + 1);
        bool is_plausible = !behind || ts_is_space(behind) || behind == '>' || behind == '/';
        ts_str value = ts_str_sub(m->in, from + 1, end - from - 1);
        if (is_plausible || ts_str_find_char(value, '<', 0) == TS_NPOS)
            return end;
    }
    note(m, from, "a quote in a tag is not closed");
    return next_tag_end(m, from + 1);
}

/* Moves behind the value of an attribute, and puts it. */
static void attribute_value(struct mend *m)
{
    char quote = char_at(m, m->pos);
    size_t from = m->pos, to;

    if (quote == '"' || quote == '\'') {
        to = quoted_end(m, from++);
        m->pos = char_at(m, to) == quote ? to + 1 : to;
    } else {
        for (to = from; to < m->in.len && !ts_is_space(m->in.ptr[to]) && m->in.ptr[to] != '>'; to++)
            ;
        note(m, from, "an attribute without quotes");
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
    if (char_at(m, m->pos) == '=') {
        m->pos++;
        skip_space(m);
        attribute_value(m);
    }
    ts_buf_putc(&m->out, '"');
}

/* Puts the attributes and moves behind the tag.  True if it has no content ("/>"). */
static bool attributes(struct mend *m)
{
    size_t n = 0;

    for (;;) {
        skip_space(m);
        char c = char_at(m, m->pos);
        size_t mark = m->out.len;
        if (c == '>' || (c == '/' && char_at(m, m->pos + 1) == '>')) {
            m->pos += c == '>' ? 1 : 2;
            return c == '/';
        }
        if (m->pos >= m->in.len || c == '<') {
            note(m, m->pos, "a tag is not closed");
            return false;
        }
        ts_str name = name_at(m, m->pos);
        if (name.len)
            attribute(m, name);
        else
            m->pos++;
        if (name.len && ++n > MAX_ATTRS)
            m->out.len = mark;
    }
}

static void start_tag(struct mend *m)
{
    ts_str name = name_at(m, m->pos + 1);

    close_siblings(m, name);
    size_t mark = m->out.len;
    bool is_kept = m->depth < m->max_depth;
    m->pos += 1 + name.len;
    ts_buf_putc(&m->out, '<');
    ts_buf_put(&m->out, name);
    bool is_empty = attributes(m) || ts_text_is_void(name);
    ts_buf_puts(&m->out, is_empty ? "/>" : ">");
    if (!is_kept) {
        note(m, m->pos, "nested too deep");
        m->out.len = mark;
        m->n_left_out += !is_empty;
    } else if (!is_empty) {
        m->open[m->depth++] = name;
    }
}

static void end_tag(struct mend *m)
{
    ts_str name = name_at(m, m->pos + 2);
    size_t from = m->pos;

    for (m->pos += 2 + name.len; m->pos < m->in.len; m->pos++)
        if (m->in.ptr[m->pos] == '>' || m->in.ptr[m->pos] == '<')
            break;
    if (char_at(m, m->pos) == '>')
        m->pos++;
    if (m->n_left_out && !is_never_nested(name)) {
        m->n_left_out--;
        return;
    }
    m->n_left_out = 0;
    size_t open = find_open(m, name);
    if (open != m->depth && !ts_text_is_void(name))
        note(m, from, "an end tag that does not match");
    if (open)
        close_down_to(m, open - 1);
}

/* ---- What stands between tags ---- */

/* Puts text that holds no "<" and no "&". */
static void put_run(struct mend *m, ts_str run)
{
    size_t end;

    if (!m->depth)
        return;
    while ((end = ts_str_find(run, TS_STR("]]>"), 0)) != TS_NPOS) {
        ts_buf_put(&m->out, ts_str_sub(run, 0, end + 2));
        ts_buf_puts(&m->out, "&gt;");
        run = ts_str_skip(run, end + 3);
    }
    ts_buf_put(&m->out, run);
}

static void cdata(struct mend *m)
{
    size_t from = m->pos + 9;
    size_t end = ts_str_find(m->in, TS_STR("]]>"), from);

    if (end == TS_NPOS)
        note(m, m->pos, "a CDATA section is not closed");
    m->pos = end == TS_NPOS ? m->in.len : end + 3;
    if (!m->depth)
        return;
    end = end == TS_NPOS ? m->in.len : end;
    ts_buf_puts(&m->out, "<![CDATA[");
    while (from < end) {
        size_t run = from;
        while (run < end && !bad_len(m, run))
            run++;
        ts_buf_put(&m->out, ts_str_sub(m->in, from, run - from));
        from = run < end ? run + bad_len(m, run) : end;
    }
    ts_buf_puts(&m->out, "]]>");
}

/* Moves behind `mark`, or behind the next ">" if it does not come.  A mark that did not come once
 * is not looked for again: a stranger could have us search the rest of the document for each
 * "<!--". */
static void skip_to(struct mend *m, const char *mark, bool *is_missing)
{
    ts_str end = ts_str_of(mark);
    size_t found = *is_missing ? TS_NPOS : ts_str_find(m->in, end, m->pos);

    if (found == TS_NPOS) {
        *is_missing = true;
        note(m, m->pos, "a comment or instruction is not closed");
        end = TS_STR(">");
        found = ts_str_find(m->in, end, m->pos);
    }
    m->pos = found == TS_NPOS ? m->in.len : found + end.len;
}

/* Moves behind a DOCTYPE with all that it declares. */
static void declaration(struct mend *m)
{
    int brackets = 0;
    size_t look = m->n_declarations++ < MAX_DECLARATIONS ? MAX_DECLARATION : 0;
    size_t end = m->pos + look < m->in.len ? m->pos + look : m->in.len;

    for (size_t i = m->pos + 2; i < end; i++) {
        char c = m->in.ptr[i];
        if (c == '"' || c == '\'') {
            size_t close = ts_str_find_char(ts_str_sub(m->in, 0, end), c, i + 1);
            i = close == TS_NPOS ? i : close;
        } else if (ts_str_starts(ts_str_skip(m->in, i), "<!--")) {
            size_t close = ts_str_find(ts_str_sub(m->in, 0, end), TS_STR("-->"), i);
            i = close == TS_NPOS ? i : close + 2;
        } else if (c == '[' || c == ']') {
            brackets += c == '[' ? 1 : -1;
        } else if (c == '>' && brackets <= 0) {
            m->pos = i + 1;
            return;
        }
    }
    skip_to(m, ">", &m->no_tag_end);
}

/* Handles what the "<" at the current place begins. */
static void markup(struct mend *m)
{
    ts_str rest = ts_str_skip(m->in, m->pos);

    if (is_name_start(char_at(m, m->pos + 1)))
        start_tag(m);
    else if (char_at(m, m->pos + 1) == '/' && is_name_start(char_at(m, m->pos + 2)))
        end_tag(m);
    else if (ts_str_starts(rest, "<!--"))
        skip_to(m, "-->", &m->no_comment_end);
    else if (ts_str_starts(rest, "<![CDATA["))
        cdata(m);
    else if (ts_str_starts(rest, "<!") &&
             (ts_is_alpha(char_at(m, m->pos + 2)) || char_at(m, m->pos + 2) == '['))
        declaration(m);
    else if (ts_str_starts(rest, "<?"))
        skip_to(m, "?>", &m->no_instruction_end);
    else {
        note(m, m->pos, "a \"<\" that begins no tag");
        m->pos++;
        if (m->depth)
            ts_buf_puts(&m->out, "&lt;");
    }
}

static void step(struct mend *m)
{
    size_t run = m->pos;

    while (run < m->in.len && m->in.ptr[run] != '<' && m->in.ptr[run] != '&' && !bad_len(m, run))
        run++;
    put_run(m, ts_str_sub(m->in, m->pos, run - m->pos));
    m->pos = run;
    if (run == m->in.len)
        return;
    if (m->in.ptr[run] == '<')
        markup(m);
    else if (m->in.ptr[run] == '&' && m->depth)
        m->pos += put_reference(m, run);
    else
        m->pos += m->in.ptr[run] == '&' ? 1 : bad_len(m, run);
}

void ts_mend(ts_str utf8, size_t max_depth, ts_mend_sink *sink, void *ctx,
             struct ts_xml_fault *fault)
{
    struct ts_arena a = { 0 };
    struct mend m = {
        .in = utf8, .sink = sink, .ctx = ctx, .max_depth = max_depth, .fault = fault
    };

    *fault = (struct ts_xml_fault){ 0 };
    m.open = TS_NEW_ARRAY(&a, max_depth, ts_str);
    ts_buf_puts(&m.out, "<" TS_MEND_ROOT ">");
    while (m.pos < m.in.len && !m.is_stopped) {
        step(&m);
        if (m.out.len >= FLUSH_BYTES)
            flush(&m);
    }
    if (m.depth)
        note(&m, m.in.len, "the document ends too early");
    close_down_to(&m, 0);
    ts_buf_puts(&m.out, "</" TS_MEND_ROOT ">");
    flush(&m);
    ts_buf_done(&m.out);
    ts_buf_done(&m.character);
    ts_arena_done(&a);
}
