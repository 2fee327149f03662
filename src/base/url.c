/* url.c - addresses are sliced into their five parts, and every other function works on the parts:
 * RFC 3986 with what browsers forgive (white space around and inside, back slashes, "http:page").
 */
#include "tearsheet/base/url.h"

#include <arpa/inet.h>
#include <string.h>

#include "tearsheet/base/buf.h"

/* Parameters that tell where a reader came from and nothing about the page. */
static const char *const tracking_prefixes[] = { "utm_", "mtm_", "hsa_", "vero_", "piwik_" };
static const char *const tracking_names[] = {
    "fbclid",
    "gclid",
    "dclid",
    "gbraid",
    "wbraid",
    "gclsrc",
    "msclkid",
    "yclid",
    "ysclid",
    "twclid",
    "ttclid",
    "igshid",
    "igsh",
    "_hsenc",
    "_hsmi",
    "mkt_tok",
    "mc_cid",
    "mc_eid",
    "ref_src",
    "ref_url",
    "_ga",
    "_gl",
    "s_cid",
    "ncid",
    "cmpid",
    "wt_mc",
    "xtor",
    "at_campaign",
    "at_medium",
    "ns_campaign",
    "ns_mchannel",
    "pk_campaign",
    "pk_kwd",
    "pk_source",
    "pk_medium",
    "oly_anon_id",
    "oly_enc_id",
    "guccounter",
    "guce_referrer",
    "guce_referrer_sig",
    "__twitter_impression",
    "amp",
    "outputtype",
};

/* Names of the machine itself and of networks that end at the router. */
static const char *const private_names[] = {
    "localhost", "localdomain", "local", "internal", "lan", "home.arpa",
};

static const struct {
    const char *scheme;
    const char *port;
} default_ports[] = { { "http", "80" }, { "https", "443" } };

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
        if (!ts_is_alpha(s.ptr[i]) && !ts_is_digit(s.ptr[i]) && !strchr("+-.", s.ptr[i]))
            return 0;
    }
    return 0;
}

/* Cuts `*s` at the first `mark`; what is behind it is the result. */
static ts_str cut_behind(ts_str *s, char mark, bool *found)
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

    u.fragment = cut_behind(&s, '#', &has_fragment);
    u.query = cut_behind(&s, '?', &u.has_query);
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

static void put_escaped(struct ts_buf *b, unsigned char byte)
{
    ts_buf_printf(b, "%%%02X", byte);
}

/* What a browser makes of a reference before it looks at it: no white space around, no tabs and
 * line breaks inside, slashes for back slashes in web addresses, no other control characters. */
static void put_clean(struct ts_buf *b, ts_str reference, bool is_web)
{
    ts_str s = strip_controls(reference);
    size_t path_end = s.len;

    for (size_t i = 0; i < s.len && path_end == s.len; i++)
        if (s.ptr[i] == '?' || s.ptr[i] == '#')
            path_end = i;
    for (size_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.ptr[i];
        if (c == '\t' || c == '\n' || c == '\r')
            continue;
        if (c <= ' ' || c == 0x7f)
            put_escaped(b, c);
        else
            ts_buf_putc(b, c == '\\' && is_web && i < path_end ? '/' : (char)c);
    }
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

/* The whole address in `a`; takes what `b` used to hold away. */
static ts_str compose(struct ts_arena *a, const struct ts_url *u)
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
    ts_str out = compose(a, &u);
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

/* The byte that "%XX" at `i` stands for, or -1. */
static int escaped_byte(ts_str s, size_t i)
{
    if (i + 2 >= s.len || s.ptr[i] != '%')
        return -1;
    int high = hex_value(s.ptr[i + 1]);
    int low = hex_value(s.ptr[i + 2]);
    return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool is_unreserved(int c)
{
    return ts_is_alpha((char)c) || ts_is_digit((char)c) || (c && strchr("-._~", c));
}

/* Escapes in one spelling: none for what needs none, capital hex digits for the rest. */
static ts_str canonical_escapes(struct ts_arena *a, ts_str s)
{
    struct ts_buf b = { 0 };

    for (size_t i = 0; i < s.len; i++) {
        int byte = escaped_byte(s, i);
        if (byte < 0) {
            ts_buf_putc(&b, s.ptr[i]);
            continue;
        }
        if (byte < 0x80 && is_unreserved(byte))
            ts_buf_putc(&b, (char)byte);
        else
            put_escaped(&b, (unsigned char)byte);
        i += 2;
    }
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

/* The path of the page that an AMP page is the copy of: "/amp/x", "/x/amp", "/x/amp/", "/x.amp",
 * "/x.amp.html".  A path that is nothing but "/amp" stays. */
static ts_str without_amp(struct ts_arena *a, ts_str path)
{
    if (ts_str_starts_nocase(path, "/amp/") && path.len > 5)
        return ts_str_skip(path, 4);
    if (path.len > 5 && ts_str_eq_nocase(ts_str_skip(path, path.len - 5), TS_STR("/amp/")))
        return ts_str_sub(path, 0, path.len - 4);
    if (path.len > 4 && ts_str_eq_nocase(ts_str_skip(path, path.len - 4), TS_STR("/amp")))
        return ts_str_sub(path, 0, path.len - 4);
    if (ts_str_ends(path, ".amp"))
        return ts_str_sub(path, 0, path.len - 4);
    if (ts_str_ends(path, ".amp.html"))
        return ts_arena_concat(a, ts_str_sub(path, 0, path.len - 9), TS_STR(".html"));
    return path;
}

static bool is_tracking(ts_str parameter)
{
    bool has_value;
    ts_str name = parameter;

    cut_behind(&name, '=', &has_value);
    for (size_t i = 0; i < TS_COUNT(tracking_prefixes); i++)
        if (ts_str_starts_nocase(name, tracking_prefixes[i]))
            return true;
    for (size_t i = 0; i < TS_COUNT(tracking_names); i++)
        if (ts_str_is_nocase(name, tracking_names[i]))
            return true;
    return false;
}

static ts_str canonical_query(struct ts_arena *a, ts_str query)
{
    struct ts_buf b = { 0 };
    ts_str parameter;

    query = canonical_escapes(a, query);
    while (ts_str_split(&query, '&', &parameter)) {
        if (!parameter.len || is_tracking(parameter))
            continue;
        if (b.len)
            ts_buf_putc(&b, '&');
        ts_buf_put(&b, parameter);
    }
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}

static ts_str ascii_lower(struct ts_arena *a, ts_str s)
{
    char *out = ts_arena_alloc(a, s.len + 1);
    for (size_t i = 0; i < s.len; i++)
        out[i] = ts_lower(s.ptr[i]);
    return (ts_str){ out, s.len };
}

static bool is_default_port(ts_str scheme, ts_str port)
{
    for (size_t i = 0; i < TS_COUNT(default_ports); i++)
        if (ts_str_is(scheme, default_ports[i].scheme))
            return ts_str_is(port, default_ports[i].port);
    return false;
}

ts_str ts_url_canonical(struct ts_arena *a, ts_str address)
{
    if (!ts_url_is_http(address))
        return ts_arena_str(a, address);
    ts_str clean = ts_url_resolve(a, (ts_str){ 0 }, address);
    struct ts_url u = ts_url_parse(clean);

    u.scheme = ascii_lower(a, u.scheme);
    u.host = ascii_lower(a, u.host);
    while (ts_str_ends(u.host, "."))
        u.host.len--;
    if (is_default_port(u.scheme, u.port))
        u.port = (ts_str){ 0 };
    u.path = without_amp(a, u.path.len ? canonical_escapes(a, u.path) : TS_STR("/"));
    u.query = canonical_query(a, u.query);
    u.has_query = u.query.len > 0;
    u.fragment = (ts_str){ 0 };
    return compose(a, &u);
}

ts_str ts_url_site(ts_str address)
{
    ts_str host = ts_url_parse(address).host;
    return ts_str_starts_nocase(host, "www.") ? ts_str_skip(host, 4) : host;
}

/* The host as a resolver would see it, in `out`: escapes and full-width letters undone, lower case,
 * no dots at the end.  False if it is longer than any name may be. */
static bool plain_host(ts_str host, char *out, size_t size)
{
    size_t n = 0;

    for (size_t i = 0; i < host.len; i++) {
        int byte = escaped_byte(host, i);
        if (n + 1 >= size)
            return false;
        i += byte < 0 ? 0 : 2;
        out[n++] = ts_lower(byte < 0 ? host.ptr[i] : (char)byte);
        if (n < 3)
            continue;
        const unsigned char *wide = (const unsigned char *)out + n - 3;
        char narrow = 0;
        if (wide[0] == 0xEF && wide[1] == 0xBC && wide[2] >= 0x81) /* U+FF01 to U+FF3F */
            narrow = (char)(wide[2] - 0x60);
        else if (wide[0] == 0xEF && wide[1] == 0xBD && wide[2] <= 0x9E) /* U+FF40 to U+FF5E */
            narrow = (char)(wide[2] - 0x20);
        else if (!memcmp(wide, "\xE3\x80\x82", 3) || !memcmp(wide, "\xEF\xBD\xA1", 3))
            narrow = '.';
        if (narrow) {
            n -= 3;
            out[n++] = ts_lower(narrow);
        }
    }
    while (n && out[n - 1] == '.')
        n--;
    out[n] = 0;
    return true;
}

static bool is_private_name(ts_str name)
{
    for (size_t i = 0; i < TS_COUNT(private_names); i++) {
        size_t len = strlen(private_names[i]);
        if (!ts_str_ends(name, private_names[i]))
            continue;
        if (name.len == len || name.ptr[name.len - len - 1] == '.')
            return true;
    }
    return false;
}

static bool is_private_v4(uint32_t ip)
{
    static const struct {
        uint32_t net;
        int bits;
    } nets[] = {
        { 0x00000000, 8 },  { 0x0A000000, 8 },  { 0x7F000000, 8 },  { 0x64400000, 10 },
        { 0xA9FE0000, 16 }, { 0xAC100000, 12 }, { 0xC0A80000, 16 }, { 0xE0000000, 3 },
    };
    for (size_t i = 0; i < TS_COUNT(nets); i++)
        if ((ip ^ nets[i].net) >> (32 - nets[i].bits) == 0)
            return true;
    return false;
}

static bool is_private_v6(const unsigned char ip[16])
{
    static const unsigned char zeros[12];
    static const unsigned char mapped[12] = { [10] = 0xff, [11] = 0xff };
    static const unsigned char nat64[12] = { 0x00, 0x64, 0xff, 0x9b };

    if (!memcmp(ip, zeros, 12) || !memcmp(ip, mapped, 12) || !memcmp(ip, nat64, 12))
        return is_private_v4((uint32_t)ip[12] << 24 | (uint32_t)ip[13] << 16 |
                             (uint32_t)ip[14] << 8 | ip[15]);
    return (ip[0] & 0xfe) == 0xfc || (ip[0] == 0xfe && (ip[1] & 0x80)) || ip[0] == 0xff;
}

bool ts_url_is_private(ts_str address)
{
    char host[256];
    unsigned char v6[16];
    struct in_addr v4;

    if (!plain_host(ts_url_parse(address).host, host, sizeof host) || !host[0])
        return false;
    if (is_private_name(ts_str_of(host)))
        return true;
    if (inet_aton(host, &v4)) /* takes the short, octal and hexadecimal spellings too */
        return is_private_v4(ntohl(v4.s_addr));
    host[strcspn(host, "%")] = 0; /* the zone of fe80::1%eth0 */
    return inet_pton(AF_INET6, host, v6) == 1 && is_private_v6(v6);
}

ts_str ts_url_decode(struct ts_arena *a, ts_str text)
{
    char *out = ts_arena_alloc(a, text.len + 1);
    size_t n = 0;

    for (size_t i = 0; i < text.len; i++) {
        int byte = escaped_byte(text, i);
        out[n++] = byte < 0 ? text.ptr[i] : (char)byte;
        i += byte < 0 ? 0 : 2;
    }
    return (ts_str){ out, n };
}

ts_str ts_url_file_path(struct ts_arena *a, ts_str address)
{
    if (!ts_url_is_file(address))
        return (ts_str){ 0 };
    return ts_url_decode(a, ts_url_parse(address).path);
}

ts_str ts_url_of_path(struct ts_arena *a, ts_str path)
{
    struct ts_buf b = { 0 };

    ts_buf_puts(&b, "file://");
    for (size_t i = 0; i < path.len; i++) {
        unsigned char c = (unsigned char)path.ptr[i];
        if (c == '/' || (c < 0x80 && is_unreserved(c)))
            ts_buf_putc(&b, (char)c);
        else
            put_escaped(&b, c);
    }
    ts_str out = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return out;
}
