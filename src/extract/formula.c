/* MathML sets signs above and beside each other.  In one line a sign tells of that, "^" or "/", and
 * brackets hold together what is more than one sign. */
#include "formula_priv.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/utf8.h"

/* ---- as the page words it ---- */

/* Machines put "{\displaystyle ...}" around their TeX. */
static ts_str without_style(ts_str tex)
{
    static const char *const styles[] = { "\\displaystyle", "\\textstyle" };
    bool is_braced = ts_str_starts(tex, "{\\") && ts_str_ends(tex, "}");
    ts_str inner = is_braced ? ts_str_sub(tex, 1, tex.len - 2) : tex;

    for (size_t i = 0; i < TS_COUNT(styles); i++)
        if (ts_str_starts(inner, styles[i]))
            return ts_str_trim(ts_str_skip(inner, strlen(styles[i])));
    return tex;
}

static ts_str tex_of(struct ts_arena *a, const struct ts_node *math)
{
    const struct ts_node *n = math;

    while ((n = ts_node_find(n, math, TS_TAG_ANNOTATION)))
        if (ts_str_has_nocase(ts_node_attr(n, TS_ATTR_ENCODING), "tex"))
            return ts_node_text(a, n);
    return (ts_str){ 0 };
}

/* ---- in one line ---- */

/* What stands around a part of an element, its so manieth child. */
static const struct {
    uint8_t tag, index;
    const char *before, *behind;
} parts[] = {
    { TS_TAG_MFRAC, 0, "", "" },       { TS_TAG_MFRAC, 1, "/", "" },
    { TS_TAG_MSUB, 0, "", "" },        { TS_TAG_MSUB, 1, "_", "" },
    { TS_TAG_MSUP, 0, "", "" },        { TS_TAG_MSUP, 1, "^", "" },
    { TS_TAG_MSUBSUP, 0, "", "" },     { TS_TAG_MSUBSUP, 1, "_", "" },
    { TS_TAG_MSUBSUP, 2, "^", "" },    { TS_TAG_MUNDER, 1, "_", "" },
    { TS_TAG_MOVER, 1, "^", "" },      { TS_TAG_MUNDEROVER, 1, "_", "" },
    { TS_TAG_MUNDEROVER, 2, "^", "" }, { TS_TAG_MROOT, 0, "", "" },
    { TS_TAG_MROOT, 1, "^(1/", ")" },
};
enum { MAX_INDEX = 2, NO_PART = -1, MAX_NODES_OF_SIGN = 40 };

/* Among the elements beside it: white space between them does not count. */
static int index_of(const struct ts_node *n)
{
    int index = 0;

    for (const struct ts_node *k = n->parent->first; k != n && index <= MAX_INDEX; k = k->next)
        index += k->tag != TS_TAG_TEXT;
    return index;
}

static int part_of(const struct ts_node *n)
{
    for (size_t i = 0; i < TS_COUNT(parts); i++)
        if (n->parent->tag == parts[i].tag && index_of(n) == parts[i].index)
            return (int)i;
    return NO_PART;
}

static bool has_several_signs(const struct ts_node *top)
{
    const struct ts_node *n = top;
    int n_signs = 0;

    for (int i = 0; n && n_signs < 2 && i < MAX_NODES_OF_SIGN; i++, n = ts_node_after(n, top))
        n_signs += n->tag == TS_TAG_TEXT && ts_str_trim(n->text).len > 0;
    return n_signs > 1 || n;
}

static bool is_bracketed(const struct ts_node *n, int part)
{
    return (n->tag == TS_TAG_MSQRT || part != NO_PART) && has_several_signs(n);
}

/* Operators that nobody sees: "f of x", "a times b". */
static bool is_invisible(ts_str sign)
{
    return sign.len == 3 && ts_str_starts(sign, "\xE2\x81") && sign.ptr[2] >= '\xA1' &&
           sign.ptr[2] <= '\xA4';
}

/* Words, "sin", have a blank between them and what is no operator. */
static void put_sign(struct ts_buf *out, ts_str sign, bool *was_word)
{
    size_t pos = 0;
    bool is_letter = ts_rune_is_word(ts_utf8_next(sign, &pos));
    bool is_word = is_letter && pos < sign.len && !ts_is_digit(sign.ptr[0]);

    if (is_letter && (is_word || *was_word) && ts_rune_is_word(ts_utf8_last(ts_buf_str(out))))
        ts_buf_putc(out, ' ');
    ts_buf_put(out, sign);
    *was_word = is_word;
}

/* True if the walk goes on into the children of `n`. */
static bool enter(struct ts_buf *out, const struct ts_node *n, bool *was_word)
{
    ts_str sign = ts_str_trim(n->text);

    if (n->tag == TS_TAG_TEXT) {
        if (sign.len > 0 && !is_invisible(sign))
            put_sign(out, sign, was_word);
        return false;
    }
    int index = index_of(n), part = part_of(n);
    if (n->parent->tag == TS_TAG_SEMANTICS && index > 0)
        return false; /* the same in other words */
    if (n->tag == TS_TAG_MTR || n->tag == TS_TAG_MTD)
        ts_buf_puts(out, index == 0 ? "" : n->tag == TS_TAG_MTR ? "; " : ", ");
    ts_buf_puts(out, n->tag == TS_TAG_MSQRT ? "√" : "");
    ts_buf_puts(out, part != NO_PART ? parts[part].before : "");
    ts_buf_puts(out, is_bracketed(n, part) ? "(" : "");
    return true;
}

static void leave(struct ts_buf *out, const struct ts_node *n)
{
    int part = part_of(n);

    ts_buf_puts(out, is_bracketed(n, part) ? ")" : "");
    ts_buf_puts(out, part != NO_PART ? parts[part].behind : "");
}

static void put_tree(struct ts_buf *out, const struct ts_node *math)
{
    const struct ts_node *n = math->first;
    bool was_word = false;

    while (n) {
        bool goes_in = enter(out, n, &was_word);
        if (goes_in && n->first) {
            n = n->first;
            continue;
        }
        if (goes_in)
            leave(out, n);
        while (!n->next && n->parent != math)
            leave(out, n = n->parent);
        n = n->next;
    }
}

ts_str ts_formula_text(struct ts_arena *a, const struct ts_node *math)
{
    struct ts_buf line = { 0 };
    ts_str told = ts_str_trim(ts_node_attr(math, TS_ATTR_ALTTEXT));

    if (told.len == 0)
        told = tex_of(a, math);
    if (told.len > 0)
        ts_buf_put(&line, without_style(told));
    else
        put_tree(&line, math);
    ts_str text = ts_utf8_safe(a, ts_utf8_squeeze(a, ts_buf_str(&line)), false);
    ts_buf_done(&line);
    return text;
}
