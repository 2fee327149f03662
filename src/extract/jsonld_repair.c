/* A copier with a small memory: the brackets open, and the last thing written outside of a string.
 * It writes what a strict reader wants to see; commas are put where two values meet, whether one
 * was read or not. */
#include <string.h>

#include "jsonld_priv.h"
#include "plain_priv.h"

enum { DEPTH_MAX = 500, NUMBER_DIGITS_MAX = 17 };

struct mender {
    ts_str in;
    size_t pos;
    struct ts_buf out;
    char open[DEPTH_MAX]; /* closing brackets owed */
    size_t depth;
    char last;      /* written outside of strings: "{", "[", ":", k for a key, v for a value */
    bool has_comma; /* one was read just now */
};

static char char_at(const struct mender *m, size_t pos)
{
    return pos < m->in.len ? m->in.ptr[pos] : '\0';
}

static size_t skip_space(const struct mender *m, size_t pos)
{
    while (pos < m->in.len && ts_is_space(m->in.ptr[pos]))
        pos++;
    return pos;
}

/* Is the quote at `pos` the end of its string?  What follows tells: a colon, a bracket, or a comma
 * before something that can begin a value or key. */
static bool ends_string(const struct mender *m, size_t pos)
{
    size_t next = skip_space(m, pos + 1);
    char c = char_at(m, next);

    if (next >= m->in.len || c == '}' || c == ']' || c == ':')
        return true;
    if (c == ',') {
        while (c == ',') /* two where a value is missing */
            c = char_at(m, next = skip_space(m, next + 1));
        return c == '\0' || strchr("\"{[}]-tfn", c) || ts_is_digit(c);
    }
    return c == '"' && next > pos + 1; /* a comma is missing between two strings */
}

static bool is_hex4(const struct mender *m, size_t pos)
{
    for (size_t i = 0; i < 4; i++) {
        char c = ts_lower(char_at(m, pos + i));
        if (!ts_is_digit(c) && !(c >= 'a' && c <= 'f'))
            return false;
    }
    return true;
}

/* Half of a surrogate pair at `pos` ("\uD83D"), which no reader takes alone: 1 first, 2 second. */
static int surrogate_half(const struct mender *m, size_t pos)
{
    char c = ts_lower(char_at(m, pos + 3));

    if (char_at(m, pos) != '\\' || char_at(m, pos + 1) != 'u' || !is_hex4(m, pos + 2) ||
        ts_lower(char_at(m, pos + 2)) != 'd')
        return 0;
    if (c == '8' || c == '9' || c == 'a' || c == 'b')
        return 1;
    return c >= 'c' && c <= 'f' ? 2 : 0;
}

static void put_escape(struct mender *m)
{
    char c = char_at(m, m->pos + 1);
    int half = surrogate_half(m, m->pos);

    if (half == 1 && surrogate_half(m, m->pos + 6) == 2) {
        ts_buf_put(&m->out, ts_str_sub(m->in, m->pos, 12));
        m->pos += 12;
    } else if (half != 0) {
        ts_buf_puts(&m->out, "\\ufffd");
        m->pos += 6;
    } else if (c == 'u' && is_hex4(m, m->pos + 2)) {
        ts_buf_put(&m->out, ts_str_sub(m->in, m->pos, 6));
        m->pos += 6;
    } else if (c && strchr("\"\\/bfnrt", c)) {
        ts_buf_put(&m->out, ts_str_sub(m->in, m->pos, 2));
        m->pos += 2;
    } else {
        m->pos++; /* the backslash means nothing */
    }
}

static size_t count_digits(ts_str word, size_t pos)
{
    size_t n = 0;

    while (pos + n < word.len && ts_is_digit(word.ptr[pos + n]))
        n++;
    return n;
}

/* A number as JSON writes it, and none that overflows: those are in no field that anyone reads. */
static bool is_number(ts_str word)
{
    size_t pos = ts_str_starts(word, "-") ? 1 : 0;
    size_t n = count_digits(word, pos);

    if (n == 0 || n > NUMBER_DIGITS_MAX || (n > 1 && word.ptr[pos] == '0'))
        return false;
    pos += n;
    if (pos < word.len && word.ptr[pos] == '.') {
        n = count_digits(word, pos + 1);
        pos += n + 1;
    }
    return n > 0 && pos == word.len;
}

static bool is_literal(ts_str word)
{
    return is_number(word) || ts_str_is(word, "true") || ts_str_is(word, "false") ||
           ts_str_is(word, "null");
}

/* A key that may stand without quotes. */
static bool is_name(ts_str word)
{
    for (size_t i = 0; i < word.len; i++) {
        char c = word.ptr[i];
        if (!ts_is_alpha(c) && !ts_is_digit(c) && c != '_' && c != '@' && c != '$' && c != '-')
            return false;
    }
    return word.len > 0;
}

/* From behind the opening quote to behind the closing one. */
static void put_string(struct mender *m)
{
    ts_buf_putc(&m->out, '"');
    while (m->pos < m->in.len) {
        char c = m->in.ptr[m->pos];
        if (c == '\\') {
            put_escape(m);
            continue;
        }
        if (c == '"' && ends_string(m, m->pos)) {
            m->pos++;
            break;
        }
        if (c == '"')
            ts_buf_puts(&m->out, "\\\"");
        else if ((unsigned char)c < 0x20)
            ts_buf_puts(&m->out, c == '\n' ? "\\n" : " ");
        else
            ts_buf_putc(&m->out, c);
        m->pos++;
    }
    ts_buf_putc(&m->out, '"');
}

/* Is a key due here, and not a value? */
static bool is_key_due(const struct mender *m)
{
    return m->depth > 0 && m->open[m->depth - 1] == '}' && m->last != ':' && m->last != 'k';
}

/* Writes the mark that must stand before a value or key and may have been forgotten. */
static void before_value(struct mender *m)
{
    if (m->last == 'k')
        ts_buf_putc(&m->out, ':');
    else if (m->last == 'v')
        ts_buf_putc(&m->out, ',');
}

static void take_quoted(struct mender *m)
{
    bool is_key = is_key_due(m);

    m->pos++;
    before_value(m);
    put_string(m);
    m->last = is_key ? 'k' : 'v';
}

static void open_bracket(struct mender *m, char c)
{
    bool is_key = is_key_due(m);

    m->pos++;
    before_value(m);
    if (is_key)
        ts_buf_puts(&m->out, "\"\":");
    if (m->depth == DEPTH_MAX) {
        ts_buf_puts(&m->out, "null"); /* deeper than anyone reads: end here */
        m->pos = m->in.len;
        m->last = 'v';
        return;
    }
    m->open[m->depth++] = c == '{' ? '}' : ']';
    ts_buf_putc(&m->out, c);
    m->last = c;
}

/* Closes the brackets down to the one that `c` belongs to; one that was never opened is dropped. */
static void close_bracket(struct mender *m, char c)
{
    size_t depth = m->depth;

    while (depth > 0 && m->open[depth - 1] != c)
        depth--;
    if (depth == 0)
        return;
    while (m->depth >= depth) {
        if (m->last == 'k')
            ts_buf_puts(&m->out, ":null");
        else if (m->last == ':')
            ts_buf_puts(&m->out, "null");
        ts_buf_putc(&m->out, m->open[--m->depth]);
        m->last = 'v';
    }
}

static bool is_bare_end(char c)
{
    return c == '\0' || ts_is_space(c) || strchr("{}[],:\"", c);
}

/* Numbers and words: keys without quotes, and values, of which those unknown to JSON become null.
 * A word where none is due, and any outside of all brackets, is dropped. */
static void take_bare(struct mender *m)
{
    size_t start = m->pos;
    bool is_key = is_key_due(m);

    while (!is_bare_end(char_at(m, m->pos)))
        m->pos++;
    m->pos += m->pos == start;
    ts_str word = ts_str_sub(m->in, start, m->pos - start);
    bool is_due = m->last != 'v' || m->has_comma;
    bool is_bad_key = is_key && (!is_name(word) || char_at(m, skip_space(m, m->pos)) != ':');
    if (m->depth == 0 || !is_due || is_bad_key)
        return;
    before_value(m);
    if (is_key)
        ts_buf_putc(&m->out, '"');
    if (is_key || is_literal(word))
        ts_buf_put(&m->out, word);
    else
        ts_buf_puts(&m->out, "null");
    if (is_key)
        ts_buf_putc(&m->out, '"');
    m->last = is_key ? 'k' : 'v';
}

/* What stands around and between values for other readers than this one. */
static const struct {
    const char *open, *close; /* without a close only the mark itself goes */
} fillers[] = {
    { "/*", "*/" },     { "//<![CDATA[", NULL }, { "// <![CDATA[", NULL }, { "//]]>", NULL },
    { "// ]]>", NULL }, { "//-->", NULL },       { "// -->", NULL },       { "//", "\n" },
    { "<!--", NULL },   { "-->", NULL },         { "<![CDATA[", NULL },    { "]]>", NULL },
};

static bool skip_filler(struct mender *m)
{
    ts_str rest = ts_str_skip(m->in, m->pos);

    for (size_t i = 0; i < TS_COUNT(fillers); i++) {
        if (!ts_str_starts(rest, fillers[i].open))
            continue;
        const char *close = fillers[i].close;
        size_t end = close ? ts_str_find(rest, ts_str_of(close), 0) : 0;
        if (end == TS_NPOS)
            m->pos = m->in.len;
        else
            m->pos += close ? end + strlen(close) : strlen(fillers[i].open);
        return true;
    }
    return false;
}

/* "a": , "b": ... */
static void put_missing_value(struct mender *m)
{
    if (m->last != ':' && m->last != 'k')
        return;
    before_value(m);
    ts_buf_puts(&m->out, "null");
    m->last = 'v';
}

static void mend_one(struct mender *m)
{
    char c = char_at(m, m->pos);

    if (ts_is_space(c)) {
        m->pos++;
    } else if (skip_filler(m)) {
        return;
    } else if (c == '{' || c == '[') {
        open_bracket(m, c);
    } else if (c == '}' || c == ']') {
        m->pos++;
        close_bracket(m, c);
    } else if (c == ',') {
        m->pos++;
        put_missing_value(m);
        m->has_comma = true;
        return;
    } else if (c == ':') {
        m->pos++;
        if (m->last == 'k') {
            ts_buf_putc(&m->out, ':');
            m->last = ':';
        }
    } else if (c == '"') {
        take_quoted(m);
    } else {
        take_bare(m);
    }
    m->has_comma = m->has_comma && ts_is_space(c);
}

ts_str ts_ld_repair(struct ts_arena *a, ts_str text)
{
    struct mender m = { .in = text, .last = '[' };

    if (!ts_str_has(text, "\"") && ts_str_has(text, "&quot;"))
        m.in = ts_plain_lines(a, text);
    ts_buf_putc(&m.out, '[');
    while (m.pos < m.in.len)
        mend_one(&m);
    while (m.depth > 0)
        close_bracket(&m, m.open[m.depth - 1]);
    ts_buf_putc(&m.out, ']');
    ts_str mended = ts_buf_take(&m.out, a);
    ts_buf_done(&m.out);
    return mended;
}
