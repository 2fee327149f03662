/* The states of a browser's tokenizer, as far as they tell where attributes and the tag end. */
#include "written_tag_priv.h"

#include "dom_priv.h"

bool ts_tag_name_ends(char c)
{
    return ts_is_space(c) || c == '/' || c == '>';
}

/* Skips an attribute's value behind "=", and returns it. */
static ts_str read_value(ts_str s, size_t *pos)
{
    size_t p = *pos;

    while (p < s.len && ts_is_space(s.ptr[p]))
        p++;
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

static void note_gap(struct ts_tag_gaps *gaps, ts_str attribute, size_t from, size_t to)
{
    if (gaps->n == TS_TAG_MAX_GAPS || ts_attr_of(attribute) != TS_ATTR_NONE)
        return;
    gaps->list[gaps->n].from = from;
    gaps->list[gaps->n++].to = to;
}

bool ts_written_tag_read(ts_str s, size_t pos, struct ts_written_tag *t, struct ts_tag_gaps *gaps)
{
    *t = (struct ts_written_tag){ 0 };
    if (gaps)
        gaps->n = 0;
    size_t p = pos + 1;

    if (p < s.len && s.ptr[p] == '/') {
        t->is_end = true;
        p++;
    }
    if (p >= s.len || !ts_is_alpha(s.ptr[p]))
        return false;
    size_t start = p;
    while (p < s.len && !ts_tag_name_ends(s.ptr[p]))
        p++;
    ts_str name = ts_str_sub(s, start, p - start);
    for (;;) {
        while (p < s.len && (ts_is_space(s.ptr[p]) || s.ptr[p] == '/'))
            p++;
        if (p >= s.len) {
            t->end = s.len;
            return true;
        }
        if (s.ptr[p] == '>')
            break;
        start = p++; /* the first character is part of the name whatever it is, "=" too */
        while (p < s.len && !ts_tag_name_ends(s.ptr[p]) && s.ptr[p] != '=')
            p++;
        ts_str attribute = ts_str_sub(s, start, p - start);
        size_t after = p;
        while (after < s.len && ts_is_space(s.ptr[after]))
            after++;
        if (after < s.len && s.ptr[after] == '=') {
            p = after + 1;
            ts_str value = read_value(s, &p);
            if (ts_str_is_nocase(attribute, "type"))
                t->type = value;
        }
        if (gaps)
            note_gap(gaps, attribute, start, p);
        t->n_attributes++;
    }
    t->is_closed = s.ptr[p - 1] == '/';
    t->end = p + 1;
    t->name = name;
    return true;
}
