/* url_canonical.c - one spelling for all addresses of an article: what names the page stays, what
 * tells how a reader came to it goes. */
#include "url_priv.h"

/* Parameters that tell where a reader came from and nothing about the page. */
static const char *const tracking_prefixes[] = { "utm_", "mtm_", "hsa_", "vero_", "piwik_" };
static const char *const tracking_names[] = { "fbclid",
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
                                              "outputtype" };

static const struct {
    const char *scheme;
    const char *port;
} default_ports[] = { { "http", "80" }, { "https", "443" } };

static void put_canonical_escape(struct ts_buf *b, int byte)
{
    if (byte < 0x80 && ts_url_is_unreserved(byte))
        ts_buf_putc(b, (char)byte);
    else
        ts_url_put_escaped(b, (unsigned char)byte);
}

/* Escapes in one spelling: none for what needs none, capital hex digits for the rest. */
static ts_str canonical_escapes(struct ts_arena *a, ts_str s)
{
    struct ts_buf b = { 0 };
    size_t from = 0;

    for (size_t i = 0; (i = ts_str_find_char(s, '%', i)) != TS_NPOS; i++) {
        int byte = ts_url_escaped_byte(s, i);
        if (byte < 0)
            continue;
        ts_buf_put(&b, ts_str_sub(s, from, i - from));
        put_canonical_escape(&b, byte);
        i += 2;
        from = i + 1;
    }
    if (from == 0)
        return s;
    ts_buf_put(&b, ts_str_skip(s, from));
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

    ts_url_cut(&name, '=', &has_value);
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
    if (u.query.len)
        u.query = canonical_query(a, u.query);
    u.has_query = u.query.len > 0;
    u.fragment = (ts_str){ 0 };
    return ts_url_compose(a, &u);
}
