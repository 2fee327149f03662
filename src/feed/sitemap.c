/* Of the sitemaps of a site the one with news is wanted; its name tells. */
#include "tearsheet/feed/sitemap.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "xml_priv.h"

/* Entries read of one document; a sitemap has 50,000 at most. */
enum { MAX_SITEMAPS = 2000, MAX_PAGES = 50000, MAX_DEPTH = 16 };

/* Where programs that make news sitemaps put them. */
static const char *const usual_places[] = { "/news-sitemap.xml", "/sitemap-news.xml",
                                            "/sitemap_news.xml", "/news_sitemap.xml",
                                            "/sitemap.xml" };

struct place {
    ts_str url;
    int64_t changed_at; /* 0 if not told */
    bool is_news;
};

struct places {
    struct ts_arena *a;
    ts_str base;
    struct place list[TS_SITEMAPS_MAX];
    size_t n;
};

static bool is_before(const struct place *one, const struct place *other)
{
    if (one->is_news != other->is_news)
        return one->is_news;
    return one->changed_at > other->changed_at;
}

static bool is_known(const struct places *p, ts_str url)
{
    for (size_t i = 0; i < p->n; i++)
        if (ts_str_eq(p->list[i].url, url))
            return true;
    return false;
}

static void add(struct places *p, ts_str reference, int64_t changed_at)
{
    struct place place = { ts_url_resolve(p->a, p->base, ts_str_trim(reference)), changed_at,
                           ts_str_has_nocase(reference, "news") };
    size_t at = p->n;

    if (!ts_url_is_http(place.url) || is_known(p, place.url))
        return;
    while (at > 0 && is_before(&place, &p->list[at - 1]))
        at--;
    if (at == TS_SITEMAPS_MAX)
        return;
    p->n += p->n < TS_SITEMAPS_MAX;
    for (size_t i = p->n - 1; i > at; i--)
        p->list[i] = p->list[i - 1];
    p->list[at] = place;
}

static ts_str *taken(const struct places *p, size_t *n)
{
    ts_str *urls = TS_NEW_ARRAY(p->a, p->n, ts_str);

    for (size_t i = 0; i < p->n; i++)
        urls[i] = p->list[i].url;
    *n = p->n;
    return urls;
}

ts_str *ts_sitemaps_of_robots(struct ts_arena *a, ts_str text, ts_str url, size_t *n)
{
    struct places places = { .a = a, .base = url };
    ts_str line, name;

    while (ts_str_split(&text, '\n', &line)) {
        ts_str value = line;
        if (ts_str_split(&value, ':', &name) && ts_str_is_nocase(ts_str_trim(name), "sitemap"))
            add(&places, value, 0);
    }
    bool has_none = places.n == 0;
    for (size_t i = 0; has_none && i < TS_COUNT(usual_places); i++)
        add(&places, ts_str_of(usual_places[i]), 0);
    return taken(&places, n);
}

/* ---- entries of indexes and sitemaps ---- */

/* Of an entry: its address and when that changed, if it is told. */
typedef void on_entry(void *ctx, ts_str loc, struct ts_when changed);

enum field { FIELD_NONE, FIELD_LOC, FIELD_CHANGED };

/* Depths of <sitemap> or <url>, and of what is in it. */
enum { IN_ROOT = 1, IN_ENTRY = 2 };

struct reading {
    const char *root; /* the element that the document has to be */
    on_entry *entry;
    void *ctx;
    struct ts_arena scratch; /* of the entry that is open */
    struct ts_buf text;      /* of the element that is open */
    size_t depth, n_left;
    enum field field;
    ts_str loc;
    struct ts_when changed;
    bool is_stopped;
};

static enum field field_of(ts_str name)
{
    if (ts_str_is_nocase(name, "loc"))
        return FIELD_LOC;
    return ts_str_is_nocase(name, "lastmod") ? FIELD_CHANGED : FIELD_NONE;
}

static void on_start(void *ctx, const struct ts_xml_tag *tag)
{
    struct reading *r = ctx;

    if (r->depth == 0)
        r->is_stopped = !ts_str_is_nocase(tag->name, r->root);
    if (r->depth == IN_ROOT) {
        ts_arena_done(&r->scratch);
        r->loc = (ts_str){ 0 };
        r->changed = (struct ts_when){ 0 };
    }
    r->field = r->depth == IN_ENTRY ? field_of(tag->name) : FIELD_NONE;
    r->depth++;
    ts_buf_clear(&r->text);
}

static void on_end(void *ctx)
{
    struct reading *r = ctx;
    ts_str text = ts_str_trim(ts_buf_str(&r->text));

    r->depth--;
    if (r->depth == IN_ENTRY && r->field == FIELD_LOC)
        r->loc = ts_arena_str(&r->scratch, text);
    else if (r->depth == IN_ENTRY && r->field == FIELD_CHANGED)
        r->changed = ts_when_parse(text);
    if (r->depth == IN_ROOT && r->loc.len > 0) {
        r->entry(r->ctx, r->loc, r->changed);
        r->is_stopped = --r->n_left == 0;
    }
    r->field = FIELD_NONE;
    ts_buf_clear(&r->text);
}

static void on_text(void *ctx, ts_str text)
{
    struct reading *r = ctx;

    ts_buf_put(&r->text, text);
}

static void read_entries(ts_str utf8, const char *root, size_t n_max, on_entry *entry, void *ctx)
{
    static const struct ts_xml_handler handler = { on_start, on_end, on_text };
    struct reading r = {
        .root = root, .entry = entry, .ctx = ctx, .n_left = n_max, .text.ceiling = 4096
    };
    struct ts_xml_fault fault;

    ts_xml_read(utf8, MAX_DEPTH, &handler, &r, &r.is_stopped, &fault);
    ts_buf_done(&r.text);
    ts_arena_done(&r.scratch);
}

static void add_sitemap(void *ctx, ts_str loc, struct ts_when changed)
{
    add(ctx, loc, changed.at);
}

ts_str *ts_sitemaps_of_index(struct ts_arena *a, ts_str utf8, ts_str url, size_t *n)
{
    struct places places = { .a = a, .base = url };

    read_entries(utf8, "sitemapindex", MAX_SITEMAPS, add_sitemap, &places);
    return taken(&places, n);
}

/* ---- pages ---- */

/* The newest ones, in order; those without a time stay behind the others as they come. */
struct pages {
    struct ts_arena *a;
    ts_str base;
    ts_sitemap_wants *wants;
    struct ts_map known; /* canonical addresses */
    struct ts_item *list;
    size_t n;
};

/* "/2025/harbour-closed.html": "Harbour closed". */
static ts_str title_of(struct ts_arena *a, ts_str url)
{
    ts_str path = ts_url_decode(a, ts_url_parse(url).path), name = { 0 }, piece;
    struct ts_buf words = { 0 };

    while (ts_str_split(&path, '/', &piece))
        name = piece.len > 0 ? piece : name;
    size_t dot = ts_str_find_char(name, '.', 0);
    name = ts_str_sub(name, 0, dot == TS_NPOS ? name.len : dot);
    for (size_t i = 0; i < name.len; i++) {
        char c = name.ptr[i];
        bool is_first = words.len == 0 && c >= 'a' && c <= 'z';
        ts_buf_putc(&words, c == '-' || c == '_' ? ' ' : is_first ? (char)(c - 'a' + 'A') : c);
    }
    ts_str title = ts_utf8_squeeze(a, ts_utf8_repair(a, ts_buf_str(&words)));
    ts_buf_done(&words);
    return title;
}

static void add_page(void *ctx, ts_str loc, struct ts_when changed)
{
    struct pages *p = ctx;
    ts_str link = ts_url_resolve(p->a, p->base, loc);
    size_t at = p->n;

    if (!ts_url_is_http(link) || !p->wants(link))
        return;
    while (at > 0 && p->list[at - 1].updated.at < changed.at)
        at--;
    ts_str id = ts_url_canonical(p->a, link);
    if (at == TS_SITEMAP_MAX_PAGES || ts_map_find_str(&p->known, id))
        return;
    *ts_map_put_str(&p->known, id) = 1;
    p->n += p->n < TS_SITEMAP_MAX_PAGES;
    for (size_t i = p->n - 1; i > at; i--)
        p->list[i] = p->list[i - 1];
    p->list[at] = (struct ts_item){ .id = id,
                                    .link = link,
                                    .title = title_of(p->a, link),
                                    .updated = changed,
                                    .published = changed };
}

enum ts_rc ts_sitemap_read(struct ts_arena *a, ts_str utf8, ts_str url, ts_sitemap_wants *wants,
                           struct ts_feed *out, struct ts_err *err)
{
    struct pages pages = { .a = a, .base = url, .wants = wants, .known.arena = a };

    pages.list = TS_NEW_ARRAY(a, TS_SITEMAP_MAX_PAGES, struct ts_item);
    read_entries(utf8, "urlset", MAX_PAGES, add_page, &pages);
    if (pages.n == 0)
        return ts_fail(err, TS_ERR_PARSE, "not a sitemap with the addresses of articles");
    *out = (struct ts_feed){ .format = TS_FEED_SITEMAP,
                             .title = ts_url_site(url),
                             .link = ts_url_resolve(a, url, TS_STR("/")),
                             .items = pages.list,
                             .n_items = pages.n };
    return TS_OK;
}
