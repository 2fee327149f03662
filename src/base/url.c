/* url.c - addresses are sliced into their five parts, and every other function works on the parts:
 * RFC 3986 with what browsers forgive (white space around and inside, back slashes, "http:page").
 */
#include "url_priv.h"

#include <string.h>

static ts_str strip_controls(ts_str s)
{
    while (s.len && (unsigned char)s.ptr[0] <= ' ')
        s = ts_str_skip(s, 1);
    while (s.len && (unsigned char)s.ptr[s.len - 1] <= ' ')
        s.len--;
    return s;
}

/* Bytes of the scheme in front of its colon, or 0. */
static size_t scheme_len(ts_str s)
{
    if (!s.len || !ts_is_alpha(s.ptr[0]))
        return 0;
    for (size_t i = 1; i < s.len; i++) {
        if (s.ptr[i] == ':')
            return i;
        bool is_mark = s.ptr[i] && strchr("+-.", s.ptr[i]);
        if (!ts_is_alpha(s.ptr[i]) && !ts_is_digit(s.ptr[i]) && !is_mark)
            return 0;
    }
    return 0;
}

ts_str ts_url_cut(ts_str *s, char mark, bool *found)
{
    size_t at = ts_str_find_char(*s, mark, 0);

    *found = at != TS_NPOS;
    if (!*found)
        return (ts_str){ 0 };
    ts_str behind = ts_str_skip(*s, at + 1);
    s->len = at;
    return behind;
}

static void parse_authority(struct ts_url *u, ts_str authority)
{
    size_t at = authority.len;
    while (at > 0 && authority.ptr[at - 1] != '@')
        at--;
    if (at > 0) {
        u->user = ts_str_sub(authority, 0, at - 1);
        authority = ts_str_skip(authority, at);
    }
    size_t host_len = authority.len;
    size_t bracket = ts_str_starts(authority, "[") ? ts_str_find_char(authority, ']', 0) : TS_NPOS;
    size_t colon = ts_str_find_char(authority, ':', bracket == TS_NPOS ? 0 : bracket);
    if (colon != TS_NPOS) {
        host_len = colon;
        u->port = ts_str_skip(authority, colon + 1);
    }
    u->host = bracket == TS_NPOS ? ts_str_sub(authority, 0, host_len)
                                 : ts_str_sub(authority, 1, bracket - 1);
}

struct ts_url ts_url_parse(ts_str address)
{
    struct ts_url u = { 0 };
    ts_str s = strip_controls(address);
    bool has_fragment;

    u.fragment = ts_url_cut(&s, '#', &has_fragment);
    u.query = ts_url_cut(&s, '?', &u.has_query);
    size_t n = scheme_len(s);
    if (n) {
        u.scheme = ts_str_sub(s, 0, n);
        s = ts_str_skip(s, n + 1);
    }
    if (ts_str_starts(s, "//")) {
        s = ts_str_skip(s, 2);
        size_t end = ts_str_find_char(s, '/', 0);
        u.has_authority = true;
        parse_authority(&u, ts_str_sub(s, 0, end == TS_NPOS ? s.len : end));
        s = end == TS_NPOS ? (ts_str){ 0 } : ts_str_skip(s, end);
    }
    u.path = s;
    return u;
}

static bool is_web_scheme(ts_str scheme)
{
    return ts_str_is_nocase(scheme, "http") || ts_str_is_nocase(scheme, "https");
}

bool ts_url_is_http(ts_str address)
{
    struct ts_url u = ts_url_parse(address);
    return is_web_scheme(u.scheme) && u.host.len > 0;
}

bool ts_url_is_file(ts_str address)
{
    struct ts_url u = ts_url_parse(address);
    bool is_here = u.host.len == 0 || ts_str_is_nocase(u.host, "localhost");
    return ts_str_is_nocase(u.scheme, "file") && is_here && ts_str_starts(u.path, "/");
}

void ts_url_put_escaped(struct ts_buf *b, unsigned char byte)
{
    ts_buf_printf(b, "%%%02X", byte);
}

/* What a browser makes of a reference before it looks at it: no white space around, no tabs and
 * line breaks inside, slashes for back slashes in web addresses, no other control characters. */
static void put_clean(struct ts_buf *b, ts_str reference, bool is_web)
{
    ts_str s = strip_controls(reference);
    size_t path_end = 0, from = 0;

    while (path_end < s.len && s.ptr[path_end] != '?' && s.ptr[path_end] != '#')
        path_end++;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        bool is_slash = c == '\\' && is_web && i < path_end;
        if (c > ' ' && c != 0x7f && !is_slash)
            continue;
        ts_buf_put(b, ts_str_sub(s, from, i - from));
        from = i + 1;
        if (is_slash)
            ts_buf_putc(b, '/');
        else if (c != '\t' && c != '\n' && c != '\r')
            ts_url_put_escaped(b, c);
    }
    ts_buf_put(b, ts_str_skip(s, from));
}

/* "." as 1 and ".." as 2, with dots also as %2e; 0 for any other segment. */
static int count_dots(ts_str segment)
{
    int n = 0;
    while (segment.len) {
        size_t len = segment.ptr[0] == '.' ? 1 : ts_str_starts_nocase(segment, "%2e") ? 3 : 0;
        if (!len || ++n > 2)
            return 0;
        segment = ts_str_skip(segment, len);
    }
    return n;
}

static void drop_segment(struct ts_buf *b, size_t start)
{
    while (b->len > start && b->ptr[--b->len] != '/')
        ;
}

/* Appends an absolute path without its dot segments. */
static void put_path(struct ts_buf *b, ts_str path)
{
    size_t start = b->len;

    while (path.len) {
        size_t end = ts_str_find_char(path, '/', 1);
        bool is_last = end == TS_NPOS;
        ts_str segment = ts_str_sub(path, 1, (is_last ? path.len : end) - 1);
        int dots = count_dots(segment);
        if (dots == 2)
            drop_segment(b, start);
        if (!dots || is_last)
            ts_buf_putc(b, '/');
        if (!dots)
            ts_buf_put(b, segment);
        path = is_last ? (ts_str){ 0 } : ts_str_skip(path, end);
    }
}

static void put_authority(struct ts_buf *b, const struct ts_url *u)
{
    bool is_ipv6 = ts_str_find_char(u->host, ':', 0) != TS_NPOS;

    ts_buf_puts(b, "//");
    if (u->user.len) {
        ts_buf_put(b, u->user);
        ts_buf_putc(b, '@');
    }
    if (is_ipv6)
        ts_buf_putc(b, '[');
    ts_buf_put(b, u->host);
    if (is_ipv6)
        ts_buf_putc(b, ']');
    if (u->port.len) {
        ts_buf_putc(b, ':');
        ts_buf_put(b, u->port);
    }
}

ts_str ts_url_compose(struct ts_arena *a, const struct ts_url *u)
{
    struct ts_buf b = { 0 };

    if (u->scheme.len) {
        ts_buf_put(&b, u->scheme);
        ts_buf_putc(&b, ':');
    }
    if (u->has_authority)
        put_authority(&b, u);
    if (ts_str_starts(u->path, "/"))
        put_path(&b, u->path);
    else
        ts_buf_put(&b, u->path);
    if (u->has_query) {
        ts_buf_putc(&b, '?');
        ts_buf_put(&b, u->query);
    }
    if (u->fragment.len) {
        ts_buf_putc(&b, '#');
        ts_buf_put(&b, u->fragment);
    }
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

/* The path of `base` up to its last slash, with `path` behind it. */
static ts_str merge_paths(struct ts_arena *a, const struct ts_url *base, ts_str path)
{
    size_t keep = base->path.len;

    if (base->has_authority && keep == 0)
        return ts_arena_concat(a, TS_STR("/"), path);
    while (keep > 0 && base->path.ptr[keep - 1] != '/')
        keep--;
    return ts_arena_concat(a, ts_str_sub(base->path, 0, keep), path);
}

static void inherit_authority(struct ts_url *u, const struct ts_url *base)
{
    u->user = base->user;
    u->host = base->host;
    u->port = base->port;
    u->has_authority = base->has_authority;
}

/* Fills the parts that `u` leaves to its base (RFC 3986, 5.2.2). */
static void inherit(struct ts_arena *a, struct ts_url *u, const struct ts_url *base)
{
    u->scheme = base->scheme;
    if (u->has_authority)
        return;
    inherit_authority(u, base);
    if (u->path.len == 0) {
        u->path = base->path;
        if (!u->has_query) {
            u->query = base->query;
            u->has_query = base->has_query;
        }
    } else if (u->path.ptr[0] != '/') {
        u->path = merge_paths(a, base, u->path);
    }
}

ts_str ts_url_resolve(struct ts_arena *a, ts_str base, ts_str reference)
{
    struct ts_url from = ts_url_parse(base);
    ts_str own_scheme = ts_url_parse(reference).scheme;
    struct ts_buf clean = { 0 };

    put_clean(&clean, reference, is_web_scheme(own_scheme.len ? own_scheme : from.scheme));
    struct ts_url u = ts_url_parse(ts_buf_str(&clean));
    bool is_same_scheme = is_web_scheme(u.scheme) && ts_str_eq_nocase(u.scheme, from.scheme);
    if (!u.scheme.len || (is_same_scheme && !u.has_authority))
        inherit(a, &u, &from);
    ts_str out = ts_url_compose(a, &u);
    ts_buf_done(&clean);
    return out;
}

static int hex_value(char c)
{
    if (ts_is_digit(c))
        return c - '0';
    c = ts_lower(c);
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

int ts_url_escaped_byte(ts_str s, size_t i)
{
    if (i + 2 >= s.len || s.ptr[i] != '%')
        return -1;
    int high = hex_value(s.ptr[i + 1]);
    int low = hex_value(s.ptr[i + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

bool ts_url_is_unreserved(int c)
{
    return ts_is_alpha((char)c) || ts_is_digit((char)c) || (c && strchr("-._~", c));
}

ts_str ts_url_site(ts_str address)
{
    ts_str host = ts_url_parse(address).host;
    return ts_str_starts_nocase(host, "www.") ? ts_str_skip(host, 4) : host;
}

ts_str ts_url_decode(struct ts_arena *a, ts_str text)
{
    char *out = ts_arena_alloc(a, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        int byte = ts_url_escaped_byte(text, i);
        out[n++] = byte < 0 ? text.ptr[i] : (char)byte;
        i += byte < 0 ? 0 : 2;
    }
    return (ts_str){ out, n };
}

ts_str ts_url_file_path(struct ts_arena *a, ts_str address)
{
    ts_str path = { 0 };

    if (ts_url_is_file(address))
        path = ts_url_decode(a, ts_url_parse(address).path);
    return ts_str_find_char(path, '\0', 0) == TS_NPOS ? path : (ts_str){ 0 };
}

ts_str ts_url_of_path(struct ts_arena *a, ts_str path)
{
    struct ts_buf b = { 0 };

    ts_buf_puts(&b, "file://");
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c == '/' || (c < 0x80 && ts_url_is_unreserved(c)))
            ts_buf_putc(&b, (char)c);
        else
            ts_url_put_escaped(&b, c);
    }
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}
