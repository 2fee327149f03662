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

static bool is_one_server(const struct ts_url *one, const struct ts_url *other)
{
    return ts_str_eq_nocase(one->scheme, other->scheme) &&
           ts_str_eq_nocase(one->host, other->host) && ts_str_eq(one->port, other->port);
}

ts_str ts_url_with_secret_of(struct ts_arena *a, ts_str url, ts_str other)
{
    struct ts_url parts = ts_url_parse(url), lender = ts_url_parse(other);
    ts_str secret = ts_url_secret(other);
    size_t scheme = parts.scheme.len + TS_STR("://").len;

    if (secret.len == 0 || parts.user.len > 0 || !ts_url_is_http(url) ||
        !is_one_server(&parts, &lender))
        return url;
    return ts_arena_printf(a, "%.*s%.*s%.*s", TS_FMT(ts_str_sub(url, 0, scheme)), TS_FMT(secret),
                           TS_FMT(ts_str_skip(url, scheme)));
}
