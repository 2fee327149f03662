/* The idea: a mark opens a quotation by what stands before and behind it, and by the table of marks
 * that close what it opened.  One mark may open in one language and close in another: which of the
 * two is told by the spaces around it. */
#include "quote_runs_priv.h"

#include "speaker_priv.h"
#include "tearsheet/base/utf8.h"

/* A mark that may open, and those that close what it opened. */
static const struct {
    uint32_t open;
    uint32_t close[3];
} pairs[] = {
    { '"', { '"', 0x201D, 0 } },         /* "so" */
    { 0x201C, { 0x201D, 0x201C, '"' } }, /* English */
    { 0x201D, { 0x201D, 0, 0 } },        /* Finnish, Swedish */
    { 0x201E, { 0x201C, 0x201D, '"' } }, /* German, Polish, Ukrainian */
    { 0xAB, { 0xBB, 0, 0 } },            /* French, Ukrainian, Russian */
    { 0xBB, { 0xAB, 0, 0 } },            /* German books, Danish */
    { 0x2018, { 0x2019, 0, 0 } },        /* British */
    { 0x201A, { 0x2018, 0x2019, 0 } },   /* German, inner ones */
    { 0x300C, { 0x300D, 0, 0 } },        /* Japanese */
    { 0x300E, { 0x300F, 0, 0 } },
};

enum {
    STRAIGHT = 0,   /* the pair of marks that open as they close */
    NESTED_MAX = 8, /* quotations of the same marks in one: more are marks that nothing closes */
};

static bool is_gap(uint32_t rune)
{
    return rune == 0 || ts_rune_is_space(rune);
}

static uint32_t rune_at(ts_str text, size_t pos)
{
    return ts_utf8_first(ts_str_skip(text, pos));
}

static uint32_t rune_before(ts_str text, size_t pos)
{
    return ts_utf8_last(ts_str_sub(text, 0, pos));
}

/* A bracket or a dash may stand before an opening mark without a space. */
static bool may_open(ts_str text, size_t mark, size_t behind, uint32_t rune)
{
    uint32_t before = rune_before(text, mark);

    if (ts_rune_is_cjk(rune) || rune == 0x300C || rune == 0x300E)
        return true;
    if (rune == 0xAB && ts_rune_is_space(rune_at(text, behind)))
        return true; /* French has a space inside */
    bool is_free = is_gap(before) || before == '(' || before == '[' || before == 0x2014 ||
                   before == 0x2013 || before == ':' || before >= 0x3000;
    return is_free && !is_gap(rune_at(text, behind));
}

/* An apostrophe closes nothing: a letter stands behind it. */
static bool may_close(ts_str text, size_t behind, uint32_t rune)
{
    uint32_t next = rune_at(text, behind);

    if (rune == 0x2019)
        return !ts_rune_is_letter(next);
    return rune != '"' || !ts_rune_is_letter(next) || ts_rune_is_cjk(next);
}

static bool closes(size_t pair, uint32_t rune)
{
    for (size_t i = 0; i < TS_COUNT(pairs[pair].close); i++)
        if (pairs[pair].close[i] == rune && rune != 0)
            return true;
    return false;
}

/* Finds the end of what the mark at `m->open` opened; false if nothing closes it. */
static bool close_mark(ts_str text, size_t pair, struct quote_run *m)
{
    size_t pos = m->start, depth = 0;

    while (pos < text.len && depth <= NESTED_MAX) {
        size_t at = pos;
        uint32_t rune = ts_utf8_next(text, &pos);
        if (closes(pair, rune) && may_close(text, pos, rune)) {
            if (depth-- > 0)
                continue;
            m->end = at;
            m->close = pos;
            return true;
        }
        depth += rune == pairs[pair].open && pair != STRAIGHT && may_open(text, at, pos, rune);
    }
    return false;
}

/* `*has_straight` becomes false when no straight mark closes here, and so none further on. */
static bool open_mark(ts_str text, size_t mark, size_t behind, uint32_t rune, bool *has_straight,
                      struct quote_run *m)
{
    for (size_t i = 0; i < TS_COUNT(pairs); i++) {
        if (pairs[i].open != rune || !may_open(text, mark, behind, rune))
            continue;
        *m = (struct quote_run){ .open = mark, .start = behind };
        bool is_closed = (i != STRAIGHT || *has_straight) && close_mark(text, i, m);
        if (i == STRAIGHT)
            *has_straight = is_closed;
        return is_closed;
    }
    return false;
}

static bool is_dash(uint32_t rune)
{
    return rune == 0x2013 || rune == 0x2014 || rune == '-';
}

/* The word that begins at or behind `pos`. */
static ts_str word_at(ts_str text, size_t pos)
{
    size_t start, at;

    while (pos < text.len && text.ptr[pos] == ' ')
        pos++;
    start = at = pos;
    while (pos < text.len && ts_rune_is_letter(ts_utf8_next(text, &at)))
        pos = at;
    return ts_str_sub(text, start, pos - start);
}

/* A mark before the dash that stands at `at`, with spaces around it, or a word for speaking behind.
 */
static bool is_turn(ts_str text, size_t at, size_t behind)
{
    uint32_t mark = rune_before(text, at - 1);
    bool is_marked = mark == ',' || mark == '.' || mark == '!' || mark == '?' || mark == 0x2026;

    return is_marked || speaker_says(word_at(text, behind));
}

/* The dash of ", — said the mayor". */
static bool find_turn(ts_str text, size_t from, size_t *end, size_t *behind)
{
    size_t pos = from;

    while (pos < text.len) {
        size_t at = pos;
        if (!is_dash(ts_utf8_next(text, &pos)))
            continue;
        bool is_spaced = at > from && text.ptr[at - 1] == ' ' && rune_at(text, pos) == ' ';
        if (is_spaced && is_turn(text, at, pos)) {
            *end = at - 1;
            *behind = pos;
            return true;
        }
    }
    return false;
}

struct runs {
    struct ts_arena *arena;
    struct quote_run *v;
    size_t n, cap;
};

/* Speech from dash to dash: spoken and who speaks take turns. */
static void find_speech(struct runs *r, ts_str text, size_t start)
{
    size_t open = 0, end, behind;

    while (start < text.len) {
        bool is_last = !find_turn(text, start, &end, &behind);
        if (is_last)
            end = behind = text.len;
        *TS_PUSH(r->arena, r->v, r->n, r->cap) = (struct quote_run){ open, start, end, end, true };
        if (is_last || !find_turn(text, behind, &end, &start))
            return;
        open = end;
    }
}

static void find_pairs(struct runs *r, ts_str text)
{
    bool has_straight = true;
    size_t pos = 0;

    while (pos < text.len) {
        struct quote_run m;
        size_t mark = pos;
        uint32_t rune = ts_utf8_next(text, &pos);
        if (!open_mark(text, mark, pos, rune, &has_straight, &m))
            continue;
        *TS_PUSH(r->arena, r->v, r->n, r->cap) = m;
        pos = m.close;
    }
}

struct quote_run *quote_runs_find(struct ts_arena *a, ts_str paragraph, size_t *n)
{
    struct runs r = { .arena = a };
    size_t pos = 0;

    uint32_t first = paragraph.len > 0 ? ts_utf8_next(paragraph, &pos) : 0;
    if (is_dash(first) && rune_at(paragraph, pos) == ' ')
        find_speech(&r, paragraph, pos);
    else
        find_pairs(&r, paragraph);
    *n = r.n;
    return r.v;
}
