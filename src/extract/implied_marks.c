#include "implied_marks_priv.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

enum {
    FEW_READINGS = 2,      /* of a piece: shown however short it is */
    MAX_RAISED = 3,        /* digits of an exponent, or of the number of a note */
    BYTES_OF_READING = 60, /* of text to each where there are more: twenty characters */
};

/* Of quotations, outer and inner. */
static const char *const openers[] = { "“", "‘" }, *const closers[] = { "”", "’" };

/* Marks that a writer may have put there. */
static const char *const written[] = { "\"", "“", "”", "„", "«",  "»",  "‘",
                                       "’",  "‚", "‹", "›", "「", "『", "'" };

static bool ends_with_mark(ts_str text)
{
    for (size_t i = 0; i < TS_COUNT(written); i++)
        if (ts_str_ends(text, written[i]))
            return true;
    return false;
}

static bool starts_with_mark(ts_str text)
{
    for (size_t i = 0; i < TS_COUNT(written); i++)
        if (ts_str_starts(text, written[i]))
            return true;
    return false;
}

static void put(struct ts_arena *a, struct ts_marks *m, size_t at, size_t order, ts_str text)
{
    *TS_PUSH(a, m->list, m->n, m->cap) = (struct ts_mark){ .at = at, .order = order, .text = text };
}

void ts_marks_quote(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t start,
                    bool is_inner)
{
    if (starts_with_mark(ts_str_skip(text, start)) || ends_with_mark(ts_str_sub(text, 0, start)))
        return;
    /* At one place those that close come in the order met, then those that open, outer ones, which
     * are met last, first. */
    put(a, m, start, SIZE_MAX - m->n, ts_str_of(openers[is_inner]));
    put(a, m, text.len, m->n, ts_str_of(closers[is_inner]));
}

void ts_marks_reading(struct ts_arena *a, struct ts_marks *m, size_t at, const struct ts_node *rt)
{
    ts_str reading = ts_utf8_safe(a, ts_node_text(a, rt), false);

    if (reading.len == 0)
        return;
    put(a, m, at, m->n, ts_arena_printf(a, "(%.*s)", TS_FMT(reading)));
    m->list[m->n - 1].is_reading = true;
}

/* A mark of a few digits that leads to a note. */
static bool leads_to_note(const struct ts_node *sup)
{
    const struct ts_node *link = sup->parent && sup->parent->tag == TS_TAG_A ? sup->parent : NULL;

    for (const struct ts_node *n = sup; n && !link; n = ts_node_after(n, sup))
        link = n->tag == TS_TAG_A ? n : NULL;
    return link && ts_str_find_char(ts_node_attr(link, TS_ATTR_HREF), '#', 0) != TS_NPOS;
}

/* What digits, signs and brackets become when they are raised. */
static const struct {
    const char *low, *raised;
} raised_runes[] = {
    { "0", "⁰" }, { "1", "¹" }, { "2", "²" }, { "3", "³" }, { "4", "⁴" }, { "5", "⁵" },
    { "6", "⁶" }, { "7", "⁷" }, { "8", "⁸" }, { "9", "⁹" }, { "-", "⁻" }, { "–", "⁻" },
    { "−", "⁻" }, { "+", "⁺" }, { "n", "ⁿ" }, { "[", "" },  { "]", "" },  { ",", "," },
};

/* The row of the character at the start of `s`, or -1. */
static int raised_row(ts_str s)
{
    for (size_t i = 0; i < TS_COUNT(raised_runes); i++)
        if (ts_str_starts(s, raised_runes[i].low))
            return (int)i;
    return -1;
}

/* "2", "-3", "[12]", "1,2", "n". */
static bool is_raised_number(ts_str s)
{
    bool is_n = ts_str_is(s, "n");
    size_t n_digits = 0;

    for (int row; s.len > 0; s = ts_str_skip(s, strlen(raised_runes[row].low))) {
        row = raised_row(s);
        n_digits += ts_is_digit(s.ptr[0]);
        if (row < 0)
            return false;
    }
    return n_digits <= MAX_RAISED && (n_digits > 0 || is_n);
}

static void raise_number(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t at)
{
    while (at < text.len) {
        int row = raised_row(ts_str_skip(text, at));
        put(a, m, at, m->n, ts_str_of(raised_runes[row].raised));
        m->list[m->n - 1].over = strlen(raised_runes[row].low);
        at += m->list[m->n - 1].over;
    }
}

void ts_marks_raised(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t start,
                     const struct ts_node *sup)
{
    ts_str number = ts_str_skip(text, start);

    if (start == 0 || ts_is_space(text.ptr[start - 1]) || !is_raised_number(number))
        return;
    if (!leads_to_note(sup)) {
        raise_number(a, m, text, start);
    } else if (number.ptr[0] != '[') {
        put(a, m, start, m->n, TS_STR("["));
        put(a, m, text.len, m->n, TS_STR("]"));
    }
}

void ts_marks_put(struct ts_arena *a, struct ts_marks *m, size_t at, ts_str text)
{
    put(a, m, at, m->n, text);
}

void ts_marks_leave_out(struct ts_arena *a, struct ts_marks *m, size_t at, size_t len)
{
    put(a, m, at, m->n, (ts_str){ 0 });
    m->list[m->n - 1].over = len;
}

void ts_marks_self_link(struct ts_arena *a, struct ts_marks *m, ts_str text, size_t start,
                        const struct ts_node *link)
{
    static const char *const signs[] = { "#", "¶", "🔗" };
    ts_str sign = ts_str_skip(text, start);

    if (start == 0 || !ts_str_starts(ts_node_attr(link, TS_ATTR_HREF), "#"))
        return;
    for (size_t i = 0; i < TS_COUNT(signs); i++) {
        if (!ts_str_is(sign, signs[i]))
            continue;
        if (text.ptr[start - 1] == ' ')
            ts_marks_leave_out(a, m, start - 1, 1);
        ts_marks_leave_out(a, m, start, sign.len);
    }
}

/* What stands in place of text comes behind all that stands before it. */
static int by_place(const void *p, const void *q)
{
    const struct ts_mark *x = p, *y = q;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    if ((x->over > 0) != (y->over > 0))
        return x->over > 0 ? 1 : -1;
    return (x->order > y->order) - (x->order < y->order);
}

/* Bytes that the marks up to this one add to the text. */
static ptrdiff_t shift_behind(const struct ts_mark *mark)
{
    return mark->shift + (ptrdiff_t)mark->text.len - (ptrdiff_t)mark->over;
}

static void drop_readings(struct ts_marks *m)
{
    size_t n = 0;

    for (size_t i = 0; i < m->n; i++)
        if (!m->list[i].is_reading)
            m->list[n++] = m->list[i];
    m->n = n;
}

void ts_marks_pull_back(struct ts_arena *a, struct ts_marks *m, ts_str whole, size_t len)
{
    size_t from = len;

    for (size_t i = 0; i < m->n; i++) {
        struct ts_mark *mark = &m->list[i];
        if (mark->at <= len)
            continue;
        ts_str cut = ts_str_sub(whole, from, mark->at - from);
        mark->text = ts_arena_concat(a, cut, mark->text);
        from = mark->at;
        mark->at = len;
    }
}

static void arrange(struct ts_marks *m)
{
    if (m->n > 1)
        qsort(m->list, m->n, sizeof *m->list, by_place);
    for (size_t i = 0; i < m->n; i++)
        m->list[i].shift = i > 0 ? shift_behind(&m->list[i - 1]) : 0;
}

void ts_marks_settle(struct ts_marks *m, size_t len)
{
    size_t n_readings = 0;

    for (size_t i = 0; i < m->n; i++)
        n_readings += m->list[i].is_reading;
    if (n_readings > FEW_READINGS && n_readings * BYTES_OF_READING > len)
        drop_readings(m);
    arrange(m);
}

static void put_into_piece(struct ts_arena *a, struct ts_piece *p, size_t at, size_t order,
                           ts_str text)
{
    struct ts_marks m = { 0 };

    for (size_t i = 0; i < p->n_marks; i++)
        *TS_PUSH(a, m.list, m.n, m.cap) = p->marks[i];
    put(a, &m, at, order, text);
    arrange(&m);
    p->marks = m.list;
    p->n_marks = m.n;
}

void ts_piece_put_front(struct ts_arena *a, struct ts_piece *p, ts_str text)
{
    put_into_piece(a, p, 0, 0, text);
}

void ts_piece_put_end(struct ts_arena *a, struct ts_piece *p, ts_str text)
{
    put_into_piece(a, p, p->text.len, SIZE_MAX, text);
}

ts_str ts_piece_shown(struct ts_arena *a, const struct ts_piece *p)
{
    struct ts_buf shown = { 0 };
    size_t from = 0;

    if (p->n_marks == 0)
        return p->text;
    for (size_t i = 0; i < p->n_marks; i++) {
        const struct ts_mark *mark = &p->marks[i];
        ts_buf_put(&shown, ts_str_sub(p->text, from, mark->at - from));
        ts_buf_put(&shown, mark->text);
        from = mark->at + mark->over;
    }
    ts_buf_put(&shown, ts_str_skip(p->text, from));
    ts_str text = ts_buf_take(&shown, a);
    ts_buf_done(&shown);
    return text;
}

/* The first mark at byte `at` or behind it, by halving: a piece may have a hundred thousand. */
static size_t first_mark(const struct ts_piece *p, size_t at)
{
    size_t low = 0, high = p->n_marks;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (p->marks[middle].at < at)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Bytes that the marks before byte `at` add, or also those at it that stand in place of nothing. */
static ptrdiff_t shift_at(const struct ts_piece *p, size_t at, bool with_at)
{
    size_t i = first_mark(p, at);

    while (with_at && i < p->n_marks && p->marks[i].at == at && p->marks[i].over == 0)
        i++;
    return i > 0 ? shift_behind(&p->marks[i - 1]) : 0;
}

/* Bytes of the mark at byte `at` that is a bracket around the number of a note. */
static ptrdiff_t bracket_at(const struct ts_piece *p, size_t at, const char *bracket)
{
    for (size_t i = first_mark(p, at); i < p->n_marks && p->marks[i].at == at; i++)
        if (ts_str_is(p->marks[i].text, bracket))
            return 1;
    return 0;
}

struct ts_span ts_piece_shown_span(const struct ts_piece *p, struct ts_span span)
{
    size_t end = (size_t)span.start + span.len;
    ptrdiff_t before = shift_at(p, span.start, true);
    ptrdiff_t inside = shift_at(p, end, false);

    if (span.kind == TS_SPAN_LINK) { /* the brackets of a note are in the link */
        before -= bracket_at(p, span.start, "[");
        inside += bracket_at(p, end, "]");
    }
    ptrdiff_t shown_start = (ptrdiff_t)span.start + before, shown_end = (ptrdiff_t)end + inside;
    span.start = (uint32_t)shown_start;
    span.len = shown_end > shown_start ? (uint32_t)(shown_end - shown_start) : 0;
    return span;
}
