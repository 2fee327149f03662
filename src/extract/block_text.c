/* Runs of characters go into a buffer; what stands between them is remembered, and written as one
 * blank or one line break when more text comes.  A span begins with the first text inside of it. */
#include "block_text_priv.h"

#include <stdlib.h>
#include <string.h>

#include "formula_priv.h"
#include "tearsheet/base/utf8.h"

enum { NOT_STARTED = -1 };

/* An open <q> or <sup>, which gets marks and is no span. */
enum { QUOTE = TS_SPAN_CODE + 1, RAISED };

/* ---- text ---- */

static void start_spans(struct ts_block_text *t)
{
    for (size_t i = 0; i < t->n_open; i++)
        if (t->open[i].start == NOT_STARTED)
            t->open[i].start = (ptrdiff_t)t->text.len;
}

static char last_of(const struct ts_block_text *t)
{
    return t->text.len > 0 ? t->text.ptr[t->text.len - 1] : '\0';
}

/* The white space that is due in front of what comes next; '\0' for none. */
static char due(const struct ts_block_text *t)
{
    if (t->text.len == 0)
        return '\0';
    return t->line_is_due ? '\n' : t->space_is_due && last_of(t) != '\t' ? ' ' : '\0';
}

static void put_between(struct ts_buf *out, char space)
{
    if (space)
        ts_buf_putc(out, space);
}

/* ---- formulas ---- */

void ts_block_text_formula(struct ts_block_text *t, const struct ts_node *math)
{
    ts_str text = ts_formula_text(t->a, math);

    if (text.len == 0)
        return;
    if (t->formula.len > 0)
        put_between(&t->formula, t->behind);
    else
        put_between(&t->formula, t->before = due(t));
    ts_buf_put(&t->formula, text);
    t->behind = '\0';
}

/* Puts the formula that was read in front of white space which the text has got since. */
static void put_formula(struct ts_block_text *t, char written)
{
    bool starts_cell = t->text.len == 0 || last_of(t) == '\t';
    size_t at = t->text.len;
    ts_str text = ts_buf_str(&t->formula);

    if (starts_cell || (t->before && t->before == written)) {
        put_between(&t->formula, t->behind);
        text = ts_str_skip(ts_buf_str(&t->formula), t->before != '\0');
    } else {
        at -= written != '\0';
    }
    ts_marks_put(t->a, &t->marks, at, ts_arena_str(t->a, text));
    ts_buf_clear(&t->formula);
}

static void end_formula(struct ts_block_text *t)
{
    t->behind = '\0';
    if (t->formula.len > 0)
        put_formula(t, '\0');
}

ts_str ts_block_text_lone_formula(const struct ts_block_text *t)
{
    return ts_str_trim(ts_buf_str(&t->formula));
}

/* ---- white space ---- */

/* Writes the break that white space before this text left behind. */
static void before_text(struct ts_block_text *t)
{
    char space = due(t);

    put_between(&t->text, space);
    if (t->formula.len > 0)
        put_formula(t, space);
    t->line_is_due = t->space_is_due = false;
    start_spans(t);
}

static void put_run(struct ts_block_text *t, ts_str run)
{
    before_text(t);
    ts_buf_put(&t->text, run);
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

/* Bytes of plain ASCII at the start of `s`, or of the one character there that is none. */
static size_t run_length(ts_str s)
{
    size_t n = 0;

    while (n < s.len && is_plain(s.ptr[n]))
        n++;
    if (n == 0)
        ts_utf8_next(s, &n);
    return n;
}

size_t ts_block_text_put(struct ts_block_text *t, ts_str s)
{
    size_t n_shown = 0;

    for (size_t pos = 0, n; pos < s.len; pos += n) {
        ts_str rest = ts_str_skip(s, pos);
        bool is_no_break, is_shown = false;
        n = white_space(rest, &is_no_break);
        if (n > 0) {
            bool is_due = t->space_is_due || t->line_is_due;
            is_shown = is_no_break && t->text.len > 0 && n < rest.len && !is_due;
            if (!is_shown)
                ts_block_text_space(t);
        } else if ((n = invisible(rest)) == 0) {
            n = run_length(rest);
            is_shown = true;
        }
        if (is_shown)
            put_run(t, ts_str_sub(rest, 0, n));
        n_shown += is_shown ? n : 0;
    }
    return n_shown;
}

void ts_block_text_reading(struct ts_block_text *t, const struct ts_node *rt)
{
    if (t->text.len > 0)
        ts_marks_reading(t->a, &t->marks, t->text.len, rt);
}

void ts_block_text_space(struct ts_block_text *t)
{
    t->space_is_due = true;
    t->behind = t->behind ? t->behind : ' ';
}

bool ts_block_text_line(struct ts_block_text *t)
{
    if (t->line_is_due)
        return false;
    t->behind = '\n';
    t->line_is_due = t->text.len > 0;
    return true;
}

void ts_block_text_cell(struct ts_block_text *t, bool is_next)
{
    end_formula(t);
    if (is_next)
        ts_buf_putc(&t->text, '\t');
    t->space_is_due = t->line_is_due = false;
}

void ts_block_text_spanned(struct ts_block_text *t, size_t n_cells)
{
    static const char tabs[] = "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t"
                               "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";

    if (n_cells == 0)
        return;
    end_formula(t);
    ts_marks_put(t->a, &t->marks, t->text.len, ts_str_sub(ts_str_of(tabs), 0, n_cells));
}

bool ts_block_text_has_any(const struct ts_block_text *t)
{
    return t->text.len > 0;
}

/* ---- spans ---- */

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
    case TS_TAG_SUP:
        return RAISED;
    default:
        return -1;
    }
}

void ts_block_text_open(struct ts_block_text *t, const struct ts_node *n)
{
    int kind = span_kind((enum ts_tag)n->tag);

    if (kind < 0 || t->n_open == TS_BLOCK_TEXT_MAX_OPEN)
        return;
    if (kind == TS_SPAN_LINK && !ts_node_has(n, TS_ATTR_HREF))
        return;
    t->open[t->n_open++] = (struct ts_open_span){ n, kind, NOT_STARTED };
}

/* Inside an outer one; inside that it is an outer one again. */
static bool is_inner_quote(const struct ts_block_text *t, const struct ts_open_span *quote)
{
    bool is_inner = false;

    for (const struct ts_open_span *around = t->open; around < quote; around++)
        is_inner ^= around->kind == QUOTE;
    return is_inner;
}

static void close_span(struct ts_block_text *t, const struct ts_open_span *span)
{
    if (span->start == NOT_STARTED || (size_t)span->start >= t->text.len)
        return;
    if (span->kind == QUOTE) {
        ts_marks_quote(t->a, &t->marks, ts_buf_str(&t->text), (size_t)span->start,
                       is_inner_quote(t, span));
        return;
    }
    if (span->kind == RAISED) {
        ts_marks_raised(t->a, &t->marks, ts_buf_str(&t->text), (size_t)span->start, span->node);
        return;
    }
    if (span->kind == TS_SPAN_LINK)
        ts_marks_self_link(t->a, &t->marks, ts_buf_str(&t->text), (size_t)span->start, span->node);
    struct ts_span *s = TS_PUSH(t->scratch, t->spans, t->n_spans, t->cap_spans);
    *s = (struct ts_span){ .start = (uint32_t)span->start,
                           .len = (uint32_t)(t->text.len - (size_t)span->start),
                           .kind = (enum ts_span_kind)span->kind };
    if (span->kind == TS_SPAN_LINK)
        s->target = ts_node_attr(span->node, TS_ATTR_HREF);
}

void ts_block_text_close(struct ts_block_text *t, const struct ts_node *n)
{
    if (t->n_open > 0 && t->open[t->n_open - 1].node == n)
        close_span(t, &t->open[--t->n_open]);
}

/* ---- the end ---- */

static int by_start(const void *left, const void *right)
{
    const struct ts_span *a = left, *b = right;

    if (a->start != b->start)
        return a->start < b->start ? -1 : 1;
    return (a->len < b->len) - (a->len > b->len);
}

static void end_spans(struct ts_block_text *t)
{
    for (size_t i = t->n_open; i-- > 0;)
        if (t->open[i].kind == QUOTE)
            close_span(t, &t->open[i]);
    for (size_t i = 0; i < t->n_open; i++) {
        if (t->open[i].kind != QUOTE)
            close_span(t, &t->open[i]);
        t->open[i].start = NOT_STARTED;
    }
    ts_marks_settle(&t->marks, t->text.len);
    if (t->n_spans > 1)
        qsort(t->spans, t->n_spans, sizeof *t->spans, by_start);
}

static void trim_end(struct ts_block_text *t)
{
    ts_str whole = ts_buf_str(&t->text);

    while (last_of(t) == '\t')
        t->text.len--;
    ts_marks_pull_back(t->a, &t->marks, whole, t->text.len);
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

ts_str ts_block_text_end(struct ts_block_text *t)
{
    if (shows_nothing(ts_buf_str(&t->text)))
        return (ts_str){ 0 };
    end_formula(t);
    trim_end(t);
    end_spans(t);
    return ts_buf_str(&t->text);
}

void ts_block_text_clear(struct ts_block_text *t)
{
    ts_buf_clear(&t->text);
    ts_buf_clear(&t->formula);
    t->space_is_due = t->line_is_due = false;
    for (size_t i = 0; i < t->n_open; i++)
        t->open[i].start = NOT_STARTED;
    t->n_spans = 0;
    t->marks = (struct ts_marks){ 0 };
}

void ts_block_text_done(struct ts_block_text *t)
{
    ts_buf_done(&t->text);
    ts_buf_done(&t->formula);
}
