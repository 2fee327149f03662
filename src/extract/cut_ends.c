/* As a browser's tokenizer has it: what looks like a tag inside of a script, a comment or the value
 * of an attribute is none. */
#include "cut_ends_priv.h"

#include <string.h>

#include "written_tag_priv.h"

size_t ts_find_end_tag(ts_str s, const char *name, size_t from)
{
    size_t len = strlen(name);

    for (size_t p = from; (p = ts_str_find_char(s, '<', p)) != TS_NPOS; p++) {
        if (p + 2 + len > s.len)
            return TS_NPOS;
        if (s.ptr[p + 1] != '/' || !ts_str_is_nocase(ts_str_sub(s, p + 2, len), name))
            continue;
        if (p + 2 + len == s.len || ts_tag_name_ends(s.ptr[p + 2 + len]))
            return p;
    }
    return TS_NPOS;
}

size_t ts_skip_tag(ts_str s, size_t pos)
{
    struct ts_written_tag t;

    return ts_written_tag_read(s, pos, &t, NULL) ? t.end : s.len;
}

size_t ts_find_script_end(ts_str s, size_t from)
{
    size_t end = ts_find_end_tag(s, "script", from);
    if (end == TS_NPOS)
        return s.len;
    ts_str text = ts_str_sub(s, from, end - from);
    size_t comment = ts_str_find(text, TS_STR("<!--"), 0);
    if (comment == TS_NPOS || ts_str_find(text, TS_STR("-->"), comment) != TS_NPOS)
        return end;
    if (ts_str_find_nocase(text, TS_STR("<script"), comment) == TS_NPOS)
        return end;
    size_t outer = ts_find_end_tag(s, "script", end + 1);
    if (outer == TS_NPOS)
        return end;
    return ts_str_find(ts_str_sub(s, end, outer - end), TS_STR("-->"), 0) != TS_NPOS ? outer : end;
}

size_t ts_skip_svg(ts_str s, size_t from)
{
    size_t depth = 1;

    for (size_t p = from; (p = ts_str_find_char(s, '<', p)) != TS_NPOS; p++) {
        struct ts_written_tag t;
        if (!ts_written_tag_read(s, p, &t, NULL))
            continue;
        if (t.name.len == 0)
            break;
        p = t.end - 1;
        if (!ts_str_is_nocase(t.name, "svg"))
            continue;
        if (t.is_end && --depth == 0)
            return t.end;
        if (!t.is_end && !t.is_closed)
            depth++;
    }
    return TS_NPOS;
}

size_t ts_skip_comment(ts_str s, size_t pos)
{
    size_t p = pos + 4;

    if (p < s.len && s.ptr[p] == '>')
        return p + 1;
    if (ts_str_starts(ts_str_skip(s, p), "->"))
        return p + 2;
    for (; (p = ts_str_find(s, TS_STR("--"), p)) != TS_NPOS; p++) {
        if (p + 2 < s.len && s.ptr[p + 2] == '>')
            return p + 3;
        if (p + 3 < s.len && s.ptr[p + 2] == '!' && s.ptr[p + 3] == '>')
            return p + 4;
    }
    return s.len;
}
