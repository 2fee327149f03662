/* url_secret.c - the name and the password that stand in an address, which are not to be seen. */
#include <string.h>

#include "tearsheet/base/url.h"

ts_str ts_url_secret(ts_str text)
{
    const ts_str mark = TS_STR("://");
    size_t from = ts_str_find(text, mark, 0), at = 0;

    if (from == TS_NPOS)
        return (ts_str){ 0 };
    ts_str rest = ts_str_skip(text, from + mark.len);
    for (size_t i = 0; i < rest.len && !strchr("/?# \t", rest.ptr[i]); i++)
        at = rest.ptr[i] == '@' ? i + 1 : at;
    return ts_str_sub(rest, 0, at);
}

ts_str ts_url_without_secret(struct ts_arena *a, ts_str text)
{
    ts_str secret = ts_url_secret(text);

    if (secret.len == 0)
        return text;
    size_t before = (size_t)(secret.ptr - text.ptr);
    return ts_arena_concat(a, ts_str_sub(text, 0, before), ts_str_skip(text, before + secret.len));
}
