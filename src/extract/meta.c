/* Joins what the scan of the page, its JSON-LD and its address tell into the fields of an article.
 * Each field asks its sources in the order in which they are to be believed. */
#include "meta_priv.h"

#include "authors_priv.h"
#include "blocks_priv.h"
#include "dating_priv.h"
#include "jsonld_priv.h"
#include "plain_priv.h"
#include "scan_priv.h"
#include "tearsheet/base/lang.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "title_priv.h"

enum {
    SITE_MAX = 80,      /* bytes of an outlet's name; longer ones are slogans */
    SUMMARY_MAX = 2000, /* bytes */
    LANG_MIN_TEXT = 200 /* bytes of text that tell more than what is declared */
};

struct page {
    struct ts_arena *arena;
    const struct ts_dom *dom;
    ts_str url;
    ts_str base; /* what links are resolved against */
    struct ts_scan scan;
    struct ts_ld ld;
};

static ts_str field(const struct page *p, enum ts_field which)
{
    return p->scan.fields[which];
}

static ts_str first_of(const ts_str *list, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        if (list[i].len > 0)
            return list[i];
    }
    return (ts_str){ 0 };
}

static ts_str absolute(const struct page *p, ts_str address)
{
    address = ts_str_trim(address);
    if (address.len == 0)
        return address;
    ts_str url = ts_url_resolve(p->arena, p->base, address);
    return ts_url_is_http(url) ? url : (ts_str){ 0 };
}

/* ---- addresses ---- */

/* The last two labels of a host, or three where the last but one is as short as "co" in "co.uk". */
static ts_str owner_of(ts_str host)
{
    size_t dots = 0;
    size_t at = host.len;
    size_t last_dot = host.len;

    while (at > 0) {
        at--;
        if (host.ptr[at] != '.')
            continue;
        bool is_short = last_dot - at <= 4;
        last_dot = at;
        if (++dots >= 2 && !(dots == 2 && is_short))
            return ts_str_skip(host, at + 1);
    }
    return host;
}

/* An address that can be the article's: not the front page of the site, and not another owner's. */
static bool is_plausible(const struct page *p, ts_str address)
{
    struct ts_url mine = ts_url_parse(p->url);
    struct ts_url other = ts_url_parse(address);

    if (other.host.len == 0)
        return false;
    if (p->url.len == 0 || !ts_url_is_http(p->url))
        return true;
    bool is_front = other.path.len <= 1 && other.query.len == 0;
    if (is_front && mine.path.len > 1)
        return false;
    return ts_str_eq_nocase(owner_of(mine.host), owner_of(other.host));
}

static ts_str canonical_of(const struct page *p)
{
    ts_str offered[] = { p->scan.canonical, field(p, TS_FIELD_URL), p->ld.url };

    for (size_t i = 0; i < TS_COUNT(offered); i++) {
        ts_str url = absolute(p, offered[i]);
        if (url.len > 0 && is_plausible(p, url))
            return ts_url_canonical(p->arena, url);
    }
    return ts_url_canonical(p->arena, p->url);
}

/* The next page of the article: an address that differs from this page's by a number. */
static ts_str next_of(const struct page *p)
{
    ts_str next = absolute(p, p->scan.next);

    return next.len > 0 && is_plausible(p, next) && !ts_str_eq(next, p->url) ? next : (ts_str){ 0 };
}

/* ---- the outlet ---- */

static ts_str name_or_nothing(struct ts_arena *a, ts_str text)
{
    ts_str name = ts_plain(a, text);

    if (ts_str_starts(name, "@"))
        name = ts_str_skip(name, 1);
    return name.len <= SITE_MAX && !ts_url_is_http(name) ? name : (ts_str){ 0 };
}

static ts_str host_of(const struct page *p)
{
    ts_str site = ts_url_site(p->url);

    return site.len > 0 ? site : ts_url_site(absolute(p, p->scan.canonical));
}

static struct ts_outlet outlet_of(const struct page *p)
{
    ts_str names[] = { field(p, TS_FIELD_SITE), p->ld.site };
    struct ts_outlet outlet = { .host = host_of(p), .base = p->base };

    for (size_t i = 0; i < TS_COUNT(names); i++) {
        ts_str name = name_or_nothing(p->arena, names[i]);
        if (name.len > 0)
            outlet.names[outlet.n++] = name;
    }
    return outlet;
}

static ts_str site_of(const struct page *p, const struct ts_outlet *outlet, ts_str title)
{
    ts_str by_title = ts_title_outlet(p->arena, p->scan.title, title, outlet->host);

    if (outlet->n > 0)
        return outlet->names[0];
    by_title = name_or_nothing(p->arena, by_title);
    return by_title.len > 0 ? by_title : outlet->host;
}

/* ---- language ---- */

static ts_str declared_lang(const struct page *p)
{
    ts_str offered[] = { ts_node_attr(p->dom->root, TS_ATTR_LANG),
                         ts_node_attr(p->dom->body, TS_ATTR_LANG), p->ld.lang,
                         field(p, TS_FIELD_LANG) };
    ts_str lang = { 0 };

    for (size_t i = 0; i < TS_COUNT(offered) && lang.len == 0; i++)
        lang = ts_lang_primary(p->arena, ts_str_trim(offered[i]));
    return lang;
}

ts_str ts_meta_lang(struct ts_arena *a, ts_str declared, ts_str text)
{
    ts_str guess = text.len >= LANG_MIN_TEXT ? ts_lang_guess(text) : (ts_str){ 0 };
    ts_str lang = ts_lang_primary(a, declared);

    return guess.len > 0 ? guess : lang;
}

/* ---- the whole ---- */

static ts_str summary_of(const struct page *p)
{
    ts_str offered[] = { field(p, TS_FIELD_SUMMARY), p->ld.summary };
    ts_str text = ts_plain(p->arena, first_of(offered, TS_COUNT(offered)));

    return text.len <= SUMMARY_MAX ? text : (ts_str){ 0 };
}

/* ---- image ---- */

static bool is_in_item_of(const struct ts_node *n, const struct ts_node *headline)
{
    const struct ts_node *item = n->parent;

    while (item && !ts_node_has(item, TS_ATTR_ITEMSCOPE))
        item = item->parent;
    return item && headline && ts_node_is_inside(headline, item);
}

/* What microdata calls the image of the item that the headline is in: not of its author, nor of the
 * articles beside it. */
static ts_str marked_image(const struct page *p, const struct ts_node *headline)
{
    for (size_t i = 0; i < p->scan.images.n; i++) {
        const struct ts_node *n = p->scan.images.list[i];
        ts_str address =
            is_in_item_of(n, headline) ? absolute(p, ts_item_image_address(n)) : (ts_str){ 0 };
        if (address.len > 0)
            return address;
    }
    return (ts_str){ 0 };
}

static ts_str image_of(const struct page *p, const struct ts_node *headline)
{
    ts_str images[] = { absolute(p, p->ld.image), absolute(p, field(p, TS_FIELD_IMAGE)),
                        marked_image(p, headline) };

    return first_of(images, TS_COUNT(images));
}

static bool is_paid(const struct page *p)
{
    ts_str tier = field(p, TS_FIELD_TIER);

    return p->ld.is_paid || ts_str_is_nocase(tier, "locked") || ts_str_is_nocase(tier, "false");
}

static struct page read_page(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url)
{
    struct page p = { .arena = a, .dom = dom, .url = page_url };

    p.base = ts_dom_base(a, dom, page_url);
    ts_scan_page(a, dom, &p.scan);
    ts_ld_read(a, dom->json_ld, dom->n_json_ld, page_url,
               p.scan.title.len > 0 ? p.scan.title : p.scan.fields[TS_FIELD_TITLE], &p.ld);
    return p;
}

static ts_str title_of(const struct page *p, const struct ts_outlet *outlet,
                       const struct ts_node **headline)
{
    struct ts_title_sources sources = {
        .ld = p->ld.headline,
        .og = field(p, TS_FIELD_TITLE),
        .twitter = field(p, TS_FIELD_TWITTER),
        .named = field(p, TS_FIELD_NAMED),
        .page = p->scan.title,
        .scan = &p->scan,
        .outlet = *outlet,
    };

    return ts_title_pick(p->arena, &sources, headline);
}

static ts_str byline_of(const struct page *p, ts_str site, const struct ts_node *headline,
                        const struct ts_node **node)
{
    struct ts_author_sources sources = {
        .dom = p->dom, .scan = &p->scan, .ld = &p->ld, .site = site, .headline = headline
    };

    return ts_authors_of(p->arena, &sources, node);
}

static void read_dates(const struct page *p, int64_t now_at, struct ts_article *out,
                       struct ts_meta_hints *hints)
{
    struct ts_dating_sources sources = {
        .ld_published = p->ld.published,
        .ld_modified = p->ld.modified,
        .scan = &p->scan,
        .headline = hints->headline,
        .url = p->url.len > 0 ? p->url : out->canonical,
        .now_at = now_at,
    };
    struct ts_dating dating = ts_dating_pick(p->arena, &sources);

    out->published = dating.published;
    out->modified = dating.modified;
    hints->dateline = dating.dateline;
}

static void keep(struct ts_arena *a, ts_str *text)
{
    if (text->len > 0)
        *text = ts_arena_str(a, *text);
}

/* What was found leaves the arena in which it was looked for. */
static void keep_all(struct ts_arena *a, struct ts_article *out, struct ts_meta_hints *hints)
{
    ts_str *fields[] = { &out->canonical, &out->title,     &out->site,    &out->byline,
                         &out->lang,      &out->image,     &out->summary, &hints->body,
                         &hints->markup,  &hints->next_url };

    for (size_t i = 0; i < TS_COUNT(fields); i++)
        keep(a, fields[i]);
}

void ts_meta_read(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url, int64_t now_at,
                  struct ts_article *out, struct ts_meta_hints *hints)
{
    struct ts_arena scratch = { 0 };
    struct page p = read_page(&scratch, dom, page_url);
    struct ts_outlet outlet = outlet_of(&p);

    *hints =
        (struct ts_meta_hints){ .body = p.ld.body, .markup = p.ld.markup, .n_words = p.ld.n_words };
    hints->next_url = next_of(&p);
    ts_str type = ts_str_trim(field(&p, TS_FIELD_TYPE));
    hints->is_article = ts_str_is_nocase(type, "article");
    hints->is_other = type.len > 0 && !hints->is_article;
    hints->is_paid = is_paid(&p);
    out->url = page_url;
    out->canonical = canonical_of(&p);
    out->title = title_of(&p, &outlet, &hints->headline);
    out->site = site_of(&p, &outlet, out->title);
    out->byline = byline_of(&p, out->site, hints->headline, &hints->byline);
    out->lang = declared_lang(&p);
    out->image = image_of(&p, hints->headline);
    out->summary = summary_of(&p);
    read_dates(&p, now_at, out, hints);
    keep_all(a, out, hints);
    ts_arena_done(&scratch);
}
