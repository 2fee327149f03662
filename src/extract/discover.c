/* The page is read without a tree: feeds are announced by <link> in pages that are often broken,
 * and the tags alone tell all that is asked for. */
#include "tearsheet/extract/discover.h"

#include <string.h>

#include "plain_priv.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum { HEAD_MAX = 4096, TAG_MAX = 4096 };

static const struct {
    const char *type;
    enum ts_announced_kind kind;
} types[] = {
    { "application/rss+xml", TS_ANNOUNCED_RSS },
    { "application/rdf+xml", TS_ANNOUNCED_RSS },
    { "application/atom+xml", TS_ANNOUNCED_ATOM },
    { "application/feed+json", TS_ANNOUNCED_JSON },
    { "text/rss+xml", TS_ANNOUNCED_RSS },
    { "application/x.atom+xml", TS_ANNOUNCED_ATOM },
    { "application/x-atom+xml", TS_ANNOUNCED_ATOM },
    { "text/rss", TS_ANNOUNCED_RSS },
};

/* Types that say no more than XML or JSON: a feed if the address looks like one. */
static const struct {
    const char *type;
    enum ts_announced_kind kind;
} vague_types[] = {
    { "text/xml", TS_ANNOUNCED_RSS },
    { "application/xml", TS_ANNOUNCED_RSS },
    { "application/json", TS_ANNOUNCED_JSON },
};

static const char *const feed_words[] = { "rss", "feed", "atom", "rdf" };

/* Words in titles and addresses of feeds of comments. */
static const char *const comment_words[] = {
    "comment",  "kommentar", "commentaire", "comentario", "comentário", "commenti",
    "reacties", "комментар", "коментар",    "komentarz",  "コメント",   "评论",
};

/* Parts of addresses of feeds that hold a part of what the site writes. */
static const char *const narrow_words[] = { "/tag/",   "/author/", "/category/", "/search/",
                                            "/topic/", "?tag=",    "?author=" };

/* ---- attributes of a tag ---- */

static bool is_name_end(char c)
{
    return ts_is_space(c) || c == '=' || c == '>' || c == '/';
}

static ts_str cut_name(ts_str *rest)
{
    size_t len = 0;

    while (rest->len > 0 && (ts_is_space(rest->ptr[0]) || rest->ptr[0] == '/'))
        *rest = ts_str_skip(*rest, 1);
    while (len < rest->len && !is_name_end(rest->ptr[len]))
        len++;
    ts_str name = ts_str_sub(*rest, 0, len);
    *rest = ts_str_trim(ts_str_skip(*rest, len));
    return name;
}

static ts_str cut_value(ts_str *rest)
{
    size_t len = 0;
    ts_str value;

    if (!ts_str_starts(*rest, "="))
        return (ts_str){ 0 };
    *rest = ts_str_trim(ts_str_skip(*rest, 1));
    char quote = rest->len > 0 && strchr("\"'", rest->ptr[0]) ? rest->ptr[0] : '\0';
    if (quote) {
        size_t end = ts_str_find_char(*rest, quote, 1);
        value = ts_str_sub(*rest, 1, end == TS_NPOS ? rest->len : end - 1);
        *rest = ts_str_skip(*rest, end == TS_NPOS ? rest->len : end + 1);
        return value;
    }
    while (len < rest->len && !ts_is_space(rest->ptr[len]))
        len++;
    value = ts_str_sub(*rest, 0, len);
    *rest = ts_str_skip(*rest, len);
    return value;
}

struct link {
    ts_str rel, href, type, title;
};

/* `tag` is what stands between "<link" and ">". */
static struct link read_link(ts_str tag)
{
    struct link link = { 0 };

    while (tag.len > 0) {
        size_t left = tag.len;
        ts_str name = cut_name(&tag);
        ts_str value = cut_value(&tag);
        if (ts_str_is_nocase(name, "rel"))
            link.rel = value;
        else if (ts_str_is_nocase(name, "href"))
            link.href = value;
        else if (ts_str_is_nocase(name, "type"))
            link.type = value;
        else if (ts_str_is_nocase(name, "title"))
            link.title = value;
        if (tag.len == left)
            break;
    }
    return link;
}

/* ---- which links are feeds ---- */

static bool has_any(ts_str text, const char *const *words, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (ts_str_has_nocase(text, words[i]))
            return true;
    }
    return false;
}

static bool has_word(ts_str list, const char *word)
{
    ts_str piece;

    while (ts_str_word(&list, &piece)) {
        if (ts_str_is_nocase(piece, word))
            return true;
    }
    return false;
}

/* The kind of feed, or -1. */
static int kind_of(const struct link *link)
{
    size_t end = ts_str_find_char(link->type, ';', 0);
    ts_str type = ts_str_trim(ts_str_sub(link->type, 0, end));

    if (!has_word(link->rel, "alternate") && !has_word(link->rel, "feed"))
        return -1;
    for (size_t i = 0; i < TS_COUNT(types); i++) {
        if (ts_str_is_nocase(type, types[i].type))
            return (int)types[i].kind;
    }
    bool is_like = has_any(link->href, feed_words, TS_COUNT(feed_words));
    for (size_t i = 0; i < TS_COUNT(vague_types) && is_like; i++) {
        if (ts_str_is_nocase(type, vague_types[i].type))
            return (int)vague_types[i].kind;
    }
    return has_word(link->rel, "feed") && type.len == 0 ? TS_ANNOUNCED_RSS : -1;
}

struct found {
    struct ts_announced *list;
    size_t n, cap;
};

static bool is_known(const struct found *found, ts_str url)
{
    for (size_t i = 0; i < found->n; i++) {
        if (ts_str_eq(found->list[i].url, url))
            return true;
    }
    return false;
}

static void take_link(struct ts_arena *a, ts_str tag, ts_str page_url, struct found *found)
{
    struct link link = read_link(tag);
    int kind = kind_of(&link);
    ts_str href = ts_str_trim(ts_plain_lines(a, link.href));

    if (kind < 0 || href.len == 0 || found->n == TS_DISCOVER_MAX)
        return;
    ts_str url = ts_url_resolve(a, page_url, href);
    if (!(ts_url_is_http(url) || ts_url_is_file(url)) || is_known(found, url))
        return;
    ts_str title = ts_utf8_safe(a, ts_plain(a, link.title), false);
    bool is_comments = has_any(title, comment_words, TS_COUNT(comment_words)) ||
                       ts_str_has_nocase(url, "/comments/");
    *TS_PUSH(a, found->list, found->n, found->cap) = (struct ts_announced){
        .url = url, .title = title, .kind = (enum ts_announced_kind)kind, .is_comments = is_comments
    };
}

/* Behind the tag at `at`: its ">" outside of quotes. */
static size_t tag_end(ts_str html, size_t at)
{
    char quote = '\0';
    size_t limit = at + TAG_MAX < html.len ? at + TAG_MAX : html.len;

    for (size_t i = at; i < limit; i++) {
        char c = html.ptr[i];
        if (quote)
            quote = c == quote ? '\0' : quote;
        else if (c == '"' || c == '\'')
            quote = c;
        else if (c == '>')
            return i;
    }
    return TS_NPOS;
}

/* ---- links to feeds, where none is announced ---- */

/* Of a page that lists feeds, too: asking tells. */
static bool looks_like_feed(ts_str url)
{
    static const char *const endings[] = { ".rss",  ".rdf",  ".atom", "/rss",
                                           "/feed", "/atom", "/rss/", "/feed/" };
    struct ts_url parts = ts_url_parse(url);

    for (size_t i = 0; i < TS_COUNT(endings); i++)
        if (ts_str_ends_nocase(parts.path, endings[i]))
            return true;
    return ts_str_has_nocase(parts.query, "=rss") || ts_str_has_nocase(parts.query, "=atom") ||
           (ts_str_ends_nocase(parts.path, ".xml") &&
            has_any(parts.path, feed_words, TS_COUNT(feed_words)));
}

static bool is_of_site(ts_str url, ts_str page_url)
{
    ts_str site = ts_url_site(page_url), host = ts_url_parse(url).host;

    return ts_str_eq_nocase(host, site) ||
           (host.len > site.len && host.ptr[host.len - site.len - 1] == '.' &&
            ts_str_eq_nocase(ts_str_skip(host, host.len - site.len), site));
}

/* `html` is what stands behind "<a", with its text. */
static void take_anchor(struct ts_arena *a, ts_str html, ts_str page_url, ts_str base,
                        struct found *found)
{
    size_t end = tag_end(html, 0);
    struct link link = read_link(ts_str_sub(html, 0, end == TS_NPOS ? 0 : end));
    ts_str href = ts_str_trim(ts_plain_lines(a, link.href));

    if (href.len == 0 || found->n == TS_DISCOVER_MAX_LINKED)
        return;
    ts_str url = ts_url_resolve(a, base, href);
    if (!ts_url_is_http(url) || !looks_like_feed(url) || !is_of_site(url, page_url) ||
        is_known(found, url))
        return;
    ts_str rest = ts_str_sub(html, end + 1, TAG_MAX);
    ts_str text = ts_str_sub(rest, 0, ts_str_find_char(rest, '<', 0));
    *TS_PUSH(a, found->list, found->n, found->cap) = (struct ts_announced){
        .url = url,
        .title = ts_utf8_safe(a, ts_plain(a, text), false),
        .kind = TS_ANNOUNCED_RSS,
        .is_comments = has_any(url, comment_words, TS_COUNT(comment_words)),
    };
}

static int rank_of(const struct ts_announced *feed)
{
    if (feed->is_comments)
        return 2;
    return has_any(feed->url, narrow_words, TS_COUNT(narrow_words)) ? 1 : 0;
}

/* In order of rank, else as found; there are few. */
static void sort(struct found *found)
{
    for (size_t i = 1; i < found->n; i++) {
        struct ts_announced feed = found->list[i];
        size_t at = i;
        for (; at > 0 && rank_of(&found->list[at - 1]) > rank_of(&feed); at--)
            found->list[at] = found->list[at - 1];
        found->list[at] = feed;
    }
}

/* What stands between these is no mark-up of the page. */
static const struct {
    const char *open, *close;
} hidden[] = { { "<!--", "-->" }, { "<script", "</script" }, { "<style", "</style" } };

static size_t skip_hidden(ts_str html, size_t at)
{
    ts_str rest = ts_str_skip(html, at);

    for (size_t i = 0; i < TS_COUNT(hidden); i++) {
        if (!ts_str_starts_nocase(rest, hidden[i].open))
            continue;
        size_t end = ts_str_find_nocase(rest, ts_str_of(hidden[i].close), 4);
        return end == TS_NPOS ? html.len : at + end;
    }
    return at;
}

/* What addresses are resolved against: the first <base href>, or the page. */
static ts_str base_of(struct ts_arena *a, ts_str html, ts_str page_url)
{
    size_t at = ts_str_find_nocase(ts_str_sub(html, 0, (size_t)HEAD_MAX * 4), TS_STR("<base "), 0);
    size_t end = at == TS_NPOS ? TS_NPOS : tag_end(html, at);

    if (end == TS_NPOS)
        return page_url;
    struct link base = read_link(ts_str_sub(html, at + 5, end - at - 5));
    return base.href.len > 0 ? ts_url_resolve(a, page_url, base.href) : page_url;
}

/* The place of the next tag of this name from `at` on, or TS_NPOS. */
static size_t next_tag(ts_str html, const char *name, size_t at)
{
    size_t len = strlen(name);

    for (; (at = ts_str_find_char(html, '<', at)) != TS_NPOS; at++) {
        size_t behind = skip_hidden(html, at);
        ts_str rest = ts_str_skip(html, at + 1);
        if (behind > at)
            at = behind;
        else if (ts_str_starts_nocase(rest, name) && rest.len > len && ts_is_space(rest.ptr[len]))
            return at;
    }
    return TS_NPOS;
}

struct ts_announced *ts_discover_feeds(struct ts_arena *a, ts_str html, ts_str page_url, size_t *n)
{
    struct found found = { 0 };
    ts_str base = base_of(a, html, page_url);

    for (size_t at = 0; (at = next_tag(html, "link", at)) != TS_NPOS; at++) {
        size_t end = tag_end(html, at);
        if (end != TS_NPOS)
            take_link(a, ts_str_sub(html, at + 5, end - at - 5), base, &found);
    }
    bool is_silent = found.n == 0;
    for (size_t at = 0; is_silent && (at = next_tag(html, "a", at)) != TS_NPOS; at++)
        take_anchor(a, ts_str_skip(html, at + 2), page_url, base, &found);
    sort(&found);
    *n = found.n;
    return found.list;
}

/* ---- is it a page at all ---- */

static const char *const page_marks[] = { "<!doctype html", "<html", "<head", "<body", "<title",
                                          "<meta",          "<div",  "<p>",   "<h1" };
static const char *const other_marks[] = { "<rss",    "<feed",         "<rdf:rdf", "<opml",
                                           "<urlset", "<sitemapindex", "<svg" };

bool ts_discover_is_html(ts_str bytes)
{
    ts_str head = ts_str_sub(bytes, 0, HEAD_MAX);
    size_t page = TS_NPOS;
    size_t other = TS_NPOS;

    if (ts_str_starts(head, "\xEF\xBB\xBF"))
        head = ts_str_skip(head, 3);
    head = ts_str_trim(head);
    if (!ts_str_starts(head, "<")) /* text before the mark-up: a page only if it says so */
        return ts_str_has_nocase(head, "<!doctype html") || ts_str_has_nocase(head, "<html");
    for (size_t i = 0; i < TS_COUNT(page_marks); i++) {
        size_t at = ts_str_find_nocase(head, ts_str_of(page_marks[i]), 0);
        page = at < page ? at : page;
    }
    for (size_t i = 0; i < TS_COUNT(other_marks); i++) {
        size_t at = ts_str_find_nocase(head, ts_str_of(other_marks[i]), 0);
        other = at < other ? at : other;
    }
    return page != TS_NPOS && page < other;
}
