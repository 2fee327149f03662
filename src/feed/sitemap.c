/* Of the sitemaps of a site the one with news is wanted; its name tells. */
#include "tearsheet/feed/sitemap.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/url.h"
#include "xml_priv.h"

enum { MAX_READ = 2000, MAX_DEPTH = 16 };

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

/* ---- indexes ---- */

struct index {
    struct places places;
    size_t depth;
    size_t n_read;
    struct ts_buf text; /* of the element that is open */
    ts_str loc;         /* of the entry that is open */
    int64_t changed_at;
    bool is_index, is_stopped;
};

static void on_start(void *ctx, const struct ts_xml_tag *tag)
{
    struct index *x = ctx;

    if (x->depth == 0)
        x->is_index = ts_str_is_nocase(tag->name, "sitemapindex");
    x->is_stopped = !x->is_index;
    x->depth++;
    ts_buf_clear(&x->text);
    if (ts_str_is_nocase(tag->name, "sitemap")) {
        x->loc = (ts_str){ 0 };
        x->changed_at = 0;
    }
}

/* Without the names of what ends, an entry's fields are told by what they look like. */
static void on_end(void *ctx)
{
    struct index *x = ctx;
    ts_str text = ts_str_trim(ts_buf_str(&x->text));
    enum { ENTRY = 2, FIELD = 3 }; /* depth of <sitemap> and of what is in it */

    if (x->depth == FIELD && ts_url_is_http(text))
        x->loc = ts_arena_str(x->places.a, text);
    else if (x->depth == FIELD && text.len > 0)
        x->changed_at = ts_when_parse(text).at;
    if (x->depth == ENTRY && x->loc.len > 0) {
        add(&x->places, x->loc, x->changed_at);
        x->is_stopped = ++x->n_read == MAX_READ;
    }
    x->depth--;
    ts_buf_clear(&x->text);
}

static void on_text(void *ctx, ts_str text)
{
    struct index *x = ctx;

    ts_buf_put(&x->text, text);
}

ts_str *ts_sitemaps_of_index(struct ts_arena *a, ts_str utf8, ts_str url, size_t *n)
{
    static const struct ts_xml_handler handler = { on_start, on_end, on_text };
    struct index x = { .places = { .a = a, .base = url }, .text.ceiling = 4096 };
    struct ts_xml_fault fault;

    ts_xml_read(utf8, MAX_DEPTH, &handler, &x, &x.is_stopped, &fault);
    ts_buf_done(&x.text);
    return taken(&x.places, n);
}
