/* The states of a browser's tokenizer, as far as they tell where attributes and the tag end. */
#include "written_tag_priv.h"

#include "dom_priv.h"

enum { IDLE_CLASS_MAX = 2 }; /* bytes */

bool ts_tag_name_ends(char c)
{
    return ts_is_space(c) || c == '/' || c == '>';
}

static size_t skip_space(ts_str s, size_t p)
{
    while (p < s.len && ts_is_space(s.ptr[p]))
        p++;
    return p;
}

/* What parts attributes. */
static size_t skip_between(ts_str s, size_t p)
{
    while (p < s.len && (ts_is_space(s.ptr[p]) || s.ptr[p] == '/'))
        p++;
    return p;
}

/* Skips an attribute's value behind "=", and returns it. */
static ts_str read_value(ts_str s, size_t *pos)
{
    size_t p = skip_space(s, *pos);

    if (p < s.len && (s.ptr[p] == '"' || s.ptr[p] == '\'')) {
        size_t close = ts_str_find_char(s, s.ptr[p], p + 1);
        if (close == TS_NPOS)
            close = s.len;
        *pos = close < s.len ? close + 1 : close;
        return ts_str_sub(s, p + 1, close - p - 1);
    }
    size_t start = p;
    while (p < s.len && !ts_is_space(s.ptr[p]) && s.ptr[p] != '>')
        p++;
    *pos = p;
    return ts_str_sub(s, start, p - start);
}

/* A style that hides nothing; what has references is not looked into. */
static bool is_idle_style(ts_str value)
{
    return !ts_str_has_nocase(value, "display") && !ts_str_has_nocase(value, "visibility") &&
           !ts_str_has(value, "&");
}

/* "n", "kt": what programs that colour code call the words of a line. */
static bool is_idle_class(ts_str tag, ts_str value)
{
    return value.len <= IDLE_CLASS_MAX && ts_str_is_nocase(tag, "span") &&
           !ts_str_is_nocase(value, "ad") && !ts_str_is_nocase(value, "h1");
}

/* True if no reader of nodes asks for the attribute with this value on this tag; the parser itself
 * asks for the type of an input. */
static bool is_idle(ts_str tag, ts_str attribute, ts_str value)
{
    switch (ts_attr_of(attribute)) {
    case TS_ATTR_NONE:
        return !(ts_str_is_nocase(attribute, "type") && ts_str_is_nocase(tag, "input"));
    case TS_ATTR_WIDTH:
        return !ts_str_is_nocase(tag, "img");
    case TS_ATTR_VALUE:
        return !ts_str_is_nocase(tag, "li");
    case TS_ATTR_NAME:
        return !ts_str_is_nocase(tag, "meta");
    case TS_ATTR_STYLE:
        return is_idle_style(value);
    case TS_ATTR_CLASS:
        return is_idle_class(tag, value);
    default:
        return false;
    }
}

static void note_gap(struct ts_tag_gaps *gaps, size_t from, size_t to)
{
    if (gaps->n == TS_TAG_MAX_GAPS)
        return;
    gaps->list[gaps->n].from = from;
    gaps->list[gaps->n++].to = to;
}

/* Reads the attribute that begins at `*pos`, and moves behind it.  Its first character is part of
 * its name whatever it is, "=" too. */
static void read_attribute(ts_str s, size_t *pos, struct ts_written_tag *t,
                           struct ts_tag_gaps *gaps)
{
    size_t start = *pos, p = start + 1;
    ts_str value = { 0 };

    while (p < s.len && !ts_tag_name_ends(s.ptr[p]) && s.ptr[p] != '=')
        p++;
    ts_str name = ts_str_sub(s, start, p - start);
    size_t after = skip_space(s, p);
    if (after < s.len && s.ptr[after] == '=') {
        p = after + 1;
        value = read_value(s, &p);
        if (ts_str_is_nocase(name, "type"))
            t->type = value;
    }
    if (gaps && is_idle(t->name, name, value))
        note_gap(gaps, start, p);
    t->n_attributes++;
    *pos = p;
}

bool ts_written_tag_read(ts_str s, size_t pos, struct ts_written_tag *t, struct ts_tag_gaps *gaps)
{
    size_t start = pos + 1;

    *t = (struct ts_written_tag){ .is_end = start < s.len && s.ptr[start] == '/' };
    if (gaps)
        gaps->n = 0;
    start += t->is_end;
    if (start >= s.len || !ts_is_alpha(s.ptr[start]))
        return false;
    size_t p = start;
    while (p < s.len && !ts_tag_name_ends(s.ptr[p]))
        p++;
    t->name = ts_str_sub(s, start, p - start);
    while ((p = skip_between(s, p)) < s.len && s.ptr[p] != '>')
        read_attribute(s, &p, t, gaps);
    if (p >= s.len) {
        t->name = (ts_str){ 0 };
        t->end = s.len;
        return true;
    }
    t->is_closed = s.ptr[p - 1] == '/';
    t->end = p + 1;
    return true;
}
