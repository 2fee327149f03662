/* Two addresses are pages of one article when they differ by the mark of a page's number alone. To
 * compare them, the mark is taken out of both. */
#include "pager_priv.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"

/* Names of parameters and parts of paths that number pages, in lower case. */
static const char *const page_names[] = { "page",   "p",        "pg",      "pagenum",    "paged",
                                          "seite",  "s",        "pagina",  "pagenumber", "strona",
                                          "sivu",   "sida",     "side",    "stran",      "oldal",
                                          "strana", "page_num", "page_no", "pageno",     "paging" };

static bool is_page_name(ts_str word)
{
    return ts_str_is_among_nocase(word, page_names, TS_COUNT(page_names));
}

static bool is_number(ts_str text, size_t number)
{
    int64_t value;

    return ts_str_to_int(text, &value) && value >= 0 && (size_t)value == number &&
           ts_is_digit(text.ptr[0]);
}

/* The query without the parameter that numbers pages with `number`; the query itself if there is
 * none. */
static ts_str query_without(struct ts_arena *a, ts_str query, size_t number, bool *is_found)
{
    ts_str rest = query, pair;
    struct ts_buf kept = { 0 };

    while (ts_str_split(&rest, '&', &pair)) {
        ts_str value = pair, name = { 0 };
        (void)ts_str_split(&value, '=', &name);
        if (!*is_found && is_page_name(name) && is_number(value, number)) {
            *is_found = true;
            continue;
        }
        if (kept.len > 0)
            ts_buf_putc(&kept, '&');
        ts_buf_put(&kept, pair);
    }
    ts_str text = ts_buf_take(&kept, a);
    ts_buf_done(&kept);
    return text;
}

static ts_str without_slash(ts_str path)
{
    while (path.len > 0 && path.ptr[path.len - 1] == '/')
        path.len--;
    return path;
}

/* The part of a path behind its last slash. */
static ts_str last_part(ts_str path)
{
    size_t start = path.len;

    while (start > 0 && path.ptr[start - 1] != '/')
        start--;
    return ts_str_skip(path, start);
}

/* "/a/page/2", "/a/2", "/a/page-2" without their last parts. */
static bool cut_part(ts_str *path, size_t number, bool is_first)
{
    ts_str last = last_part(*path), before = *path;
    size_t at = last.len;

    before.len -= last.len;
    before = without_slash(before);
    while (at > 0 && ts_is_digit(last.ptr[at - 1]))
        at--;
    if (!is_number(ts_str_skip(last, at), number))
        return false;
    if (at == 0) { /* all of it is the number */
        bool is_named = is_page_name(last_part(before));
        if (is_named)
            before.len -= last_part(before).len;
        else if (is_first) /* "/2025/1" is no first page of anything */
            return false;
        *path = without_slash(before);
        return true;
    }
    ts_str name = ts_str_sub(last, 0, at);
    if (name.ptr[at - 1] == '-' || name.ptr[at - 1] == '_' || name.ptr[at - 1] == '=')
        name.len--;
    if (!is_page_name(name))
        return false;
    *path = before;
    return true;
}

/* "/a-2.html", "/a_2.html", "/a,2.html" without the number, in `a`. */
static bool cut_before_ending(struct ts_arena *a, ts_str *path, size_t number)
{
    ts_str last = last_part(*path);
    size_t dot = last.len, start;

    while (dot > 0 && last.ptr[dot - 1] != '.')
        dot--;
    if (dot < 2)
        return false;
    start = --dot;
    while (start > 0 && ts_is_digit(last.ptr[start - 1]))
        start--;
    if (start == 0 || !is_number(ts_str_sub(last, start, dot - start), number))
        return false;
    char mark = last.ptr[start - 1];
    if (mark != '-' && mark != '_' && mark != ',')
        return false;
    *path = ts_arena_printf(a, "%.*s%.*s%.*s", (int)(path->len - last.len), path->ptr,
                            (int)(start - 1), last.ptr, TS_FMT(ts_str_skip(last, dot)));
    return true;
}

/* The address without scheme, fragment and the mark of page `number`; empty if it has none, but for
 * the first page. */
static ts_str stem_of(struct ts_arena *a, ts_str address, size_t number)
{
    struct ts_url url = ts_url_parse(address);
    ts_str path = without_slash(url.path);
    bool is_first = number == 1, is_marked = false;

    ts_str query = query_without(a, url.query, number, &is_marked);
    if (!is_marked)
        is_marked = cut_part(&path, number, is_first);
    if (!is_marked && !is_first)
        is_marked = cut_before_ending(a, &path, number);
    if (!is_marked && !is_first)
        return (ts_str){ 0 };
    ts_str host = ts_url_site(address);
    return ts_arena_printf(a, "%.*s:%.*s%.*s?%.*s", TS_FMT(host), TS_FMT(url.port), TS_FMT(path),
                           TS_FMT(query));
}

bool ts_pager_is_page(struct ts_arena *a, ts_str first_url, ts_str url, size_t number)
{
    return ts_url_is_http(url) == ts_url_is_http(first_url) &&
           ts_str_eq(stem_of(a, first_url, 1), stem_of(a, url, number));
}

/* Links of the page in order, those called next first. */
static ts_str find_link(struct ts_arena *a, const struct ts_dom *dom, ts_str base, ts_str first_url,
                        size_t number, bool is_called_next)
{
    struct ts_arena scratch = { 0 };
    ts_str found = { 0 };
    char digit = (char)('0' + (number + 1) % 10); /* the last one of the number sought */

    for (size_t i = 0; i < dom->n_nodes && found.len == 0; i++) {
        const struct ts_node *n = dom->nodes[i];
        if ((n->tag != TS_TAG_A && n->tag != TS_TAG_LINK) ||
            (is_called_next && !ts_node_has_word(n, TS_ATTR_REL, "next")) ||
            (!is_called_next && n->tag != TS_TAG_A))
            continue;
        ts_str href = ts_node_attr(n, TS_ATTR_HREF);
        if (ts_str_find_char(href, digit, 0) == TS_NPOS) /* most links */
            continue;
        ts_str url = ts_url_resolve(&scratch, base, href);
        if (ts_pager_is_page(&scratch, first_url, url, number + 1))
            found = ts_arena_str(a, url);
        ts_arena_reset(&scratch);
    }
    ts_arena_done(&scratch);
    return found;
}

ts_str ts_pager_next(struct ts_arena *a, const struct ts_dom *dom, ts_str base, ts_str first_url,
                     size_t number)
{
    if (base.len == 0)
        return (ts_str){ 0 };
    ts_str next = find_link(a, dom, base, first_url, number, true);
    return next.len > 0 ? next : find_link(a, dom, base, first_url, number, false);
}
