/* mend.c - one pass over the document with a stack of the elements that are open.
 *
 * libxml2's recovery gives up or loses text where feeds are most often wrong: a stray "&" or "<",
 * HTML that nobody escaped, end tags that do not match, junk before the root, a connection cut in
 * the middle.  So each tag is read leniently and written strictly here, and libxml2 sees documents
 * that nest.  Text between tags goes through in whole runs. */
#include "mend_priv.h"

#include <string.h>

#include "mend_state_priv.h"
#include "text_priv.h"

#define FLUSH_BYTES ((size_t)32 << 10)
#define MAX_DECLARATION ((size_t)256 << 10) /* bytes of a DOCTYPE worth looking through */
#define MAX_DECLARATIONS 8                  /* that may hold brackets and quotes */

static void flush(struct mend *m)
{
    if (m->out.len && !m->is_stopped)
        m->is_stopped = !m->sink(m->ctx, ts_buf_str(&m->out));
    ts_buf_clear(&m->out);
}

/* Name without its prefix. */
static ts_str local_name(ts_str name)
{
    size_t colon = ts_str_find_char(name, ':', 0);
    return colon == TS_NPOS ? name : ts_str_skip(name, colon + 1);
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

static bool is_never_nested(ts_str name)
{
    static const char *const names[] = { "item", "entry" };
    return ts_str_is_among_nocase(local_name(name), names, TS_COUNT(names));
}

/* An item in an item, a paragraph right in a paragraph: the end tag of the first one is missing. */
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
        ts_mend_note(m, m->pos, "an end tag is missing");
}

static void start_tag(struct mend *m)
{
    ts_str name = ts_mend_name_at(m, m->pos + 1);

    close_siblings(m, name);
    size_t mark = m->out.len;
    bool is_kept = m->depth < m->max_depth;
    m->pos += 1 + name.len;
    ts_buf_putc(&m->out, '<');
    ts_buf_put(&m->out, name);
    bool is_empty = ts_mend_attributes(m) || ts_text_is_void(name);
    ts_buf_puts(&m->out, is_empty ? "/>" : ">");
    if (!is_kept) {
        ts_mend_note(m, m->pos, "nested too deep");
        m->out.len = mark;
        m->n_left_out += !is_empty;
    } else if (!is_empty) {
        m->open[m->depth++] = name;
    }
}

static void end_tag(struct mend *m)
{
    ts_str name = ts_mend_name_at(m, m->pos + 2);
    size_t from = m->pos;

    for (m->pos += 2 + name.len; m->pos < m->in.len; m->pos++)
        if (m->in.ptr[m->pos] == '>' || m->in.ptr[m->pos] == '<')
            break;
    if (ts_mend_char_at(m, m->pos) == '>')
        m->pos++;
    if (m->n_left_out && !is_never_nested(name)) {
        m->n_left_out--;
        return;
    }
    m->n_left_out = 0;
    size_t open = find_open(m, name);
    if (open != m->depth && !ts_text_is_void(name))
        ts_mend_note(m, from, "an end tag that does not match");
    if (open)
        close_down_to(m, open - 1);
}

/* ---- Runs ---- */

#define CONTROL_CHARACTERS /* but white space */ \
    1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1
/* What a run of text may end at, and one in a CDATA section. */
static const bool ends_text[256] = { CONTROL_CHARACTERS, [0xEF] = 1, ['<'] = 1, ['&'] = 1 };
static const bool ends_cdata[256] = { CONTROL_CHARACTERS, [0xEF] = 1 };

#define EIGHT_TIMES(byte) ((byte)*0x0101010101010101ULL)

/* True if none of eight bytes may end a run, all being ASCII: the high bit of a byte tells whether
 * a subtraction went below zero (the tests for small and for zero bytes in a word of Anderson's
 * "Bit Twiddling Hacks", public domain). */
static bool is_plain(const char *eight)
{
    uint64_t word;

    memcpy(&word, eight, sizeof word);
    const uint64_t less = word ^ EIGHT_TIMES('<'), ampersand = word ^ EIGHT_TIMES('&');
    const uint64_t found = word | ((word - EIGHT_TIMES(' ')) & ~word) |
                           ((less - EIGHT_TIMES(1)) & ~less) |
                           ((ampersand - EIGHT_TIMES(1)) & ~ampersand);
    return (found & EIGHT_TIMES(0x80)) == 0;
}

/* Where the run at `from` ends, before `to`: at what is no character, or at markup. */
static size_t run_end(const struct mend *m, size_t from, size_t to, const bool *may_end)
{
    const char *in = m->in.ptr;

    for (; from < to; from++) {
        while (to - from > 8 && is_plain(in + from))
            from += 8;
        const unsigned char c = (unsigned char)in[from];
        if (may_end[c] && (c != 0xEF || ts_mend_bad_len(m, from)))
            break;
    }
    return from;
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
        ts_mend_note(m, m->pos, "a CDATA section is not closed");
    m->pos = end == TS_NPOS ? m->in.len : end + 3;
    if (!m->depth)
        return;
    end = end == TS_NPOS ? m->in.len : end;
    ts_buf_puts(&m->out, "<![CDATA[");
    while (from < end) {
        size_t run = run_end(m, from, end, ends_cdata);
        ts_buf_put(&m->out, ts_str_sub(m->in, from, run - from));
        from = run < end ? run + ts_mend_bad_len(m, run) : end;
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
        ts_mend_note(m, m->pos, "a comment or instruction is not closed");
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

    if (ts_mend_is_name_start(ts_mend_char_at(m, m->pos + 1)))
        start_tag(m);
    else if (ts_mend_char_at(m, m->pos + 1) == '/' &&
             ts_mend_is_name_start(ts_mend_char_at(m, m->pos + 2)))
        end_tag(m);
    else if (ts_str_starts(rest, "<!--"))
        skip_to(m, "-->", &m->no_comment_end);
    else if (ts_str_starts(rest, "<![CDATA["))
        cdata(m);
    else if (ts_str_starts(rest, "<!") &&
             (ts_is_alpha(ts_mend_char_at(m, m->pos + 2)) || ts_mend_char_at(m, m->pos + 2) == '['))
        declaration(m);
    else if (ts_str_starts(rest, "<?"))
        skip_to(m, "?>", &m->no_instruction_end);
    else {
        ts_mend_note(m, m->pos, "a \"<\" that begins no tag");
        m->pos++;
        if (m->depth)
            ts_buf_puts(&m->out, "&lt;");
    }
}

static void step(struct mend *m)
{
    size_t run = run_end(m, m->pos, m->in.len, ends_text);

    put_run(m, ts_str_sub(m->in, m->pos, run - m->pos));
    m->pos = run;
    if (run == m->in.len)
        return;
    if (m->in.ptr[run] == '<')
        markup(m);
    else if (m->in.ptr[run] == '&' && m->depth)
        m->pos += ts_mend_reference(m, run);
    else
        m->pos += m->in.ptr[run] == '&' ? 1 : ts_mend_bad_len(m, run);
}

static bool is_in_item(const struct mend *m)
{
    for (size_t i = 0; i < m->depth; i++)
        if (is_never_nested(m->open[i]))
            return true;
    return false;
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
        ts_mend_note(&m, m.in.len, "the document ends too early");
    fault->is_cut = !m.is_stopped && is_in_item(&m);
    close_down_to(&m, 0);
    ts_buf_puts(&m.out, "</" TS_MEND_ROOT ">");
    flush(&m);
    ts_buf_done(&m.out);
    ts_buf_done(&m.character);
    ts_arena_done(&a);
}
