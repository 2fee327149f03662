/* A page is walked once: each link that may lead to an article is noted under its canonical
 * address, and the best words of all links to that address are its headline. */
#include "tearsheet/extract/front.h"

#include "front_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"

enum {
    MAX_CANDIDATES = 4000,  /* links looked at */
    MAX_TITLE_COLS = 200,   /* longer ones are a headline and a text in one link */
    MAX_TITLE_BYTES = 4000, /* looked at of the text of a link or heading */
    MIN_SUMMARY_COLS = 40,
    MAX_LEVELS = 6, /* from the link up to its <article> */
};

struct candidate {
    struct front_link link;
    struct ts_when published;
    ts_str summary;
};

/* What an <article> or list item tells beside its headline. */
struct teaser {
    struct ts_when published;
    ts_str summary;
};

struct reading {
    struct ts_arena *a;
    struct ts_arena link; /* what is read of one link, before it is known to be worth keeping */
    ts_str base;          /* links are resolved against it */
    ts_str page_url;
    ts_str own_url;        /* that, canonical */
    struct ts_map by_url;  /* canonical -> index + 1 */
    struct ts_map by_item; /* a node's id -> index + 1 in `teasers` */
    struct teaser *teasers;
    size_t n_teasers, cap_teasers;
    struct candidate *list;
    size_t n, cap;
};

/* ---- what stands around a link ---- */

static bool is_heading(const struct ts_node *n)
{
    return n->tag >= TS_TAG_H1 && n->tag <= TS_TAG_H6;
}

/* Navigation and the page's foot, with all inside. */
static bool is_furniture(const struct ts_node *n)
{
    ts_str role = ts_node_attr(n, TS_ATTR_ROLE);

    return n->tag == TS_TAG_NAV || n->tag == TS_TAG_FOOTER || n->tag == TS_TAG_FORM ||
           n->tag == TS_TAG_TEMPLATE || n->tag == TS_TAG_NOSCRIPT || n->tag == TS_TAG_DIALOG ||
           ts_node_has(n, TS_ATTR_HIDDEN) || ts_str_is_nocase(role, "navigation") ||
           ts_str_is_nocase(role, "contentinfo") || ts_str_is_nocase(role, "menu") ||
           ts_node_has_word(n, TS_ATTR_CLASS, "footer") ||
           ts_node_has_word(n, TS_ATTR_CLASS, "menu") ||
           ts_node_has_word(n, TS_ATTR_CLASS, "breadcrumb");
}

static const struct ts_node *heading_around(const struct ts_node *link)
{
    const struct ts_node *n = link->parent;

    for (int i = 0; n && i < 3; i++, n = n->parent)
        if (is_heading(n))
            return n;
    return NULL;
}

static const struct ts_node *heading_inside(const struct ts_node *link)
{
    for (const struct ts_node *n = link; n; n = ts_node_after(n, link))
        if (is_heading(n))
            return n;
    return NULL;
}

/* The <article> or list item that the link stands in. */
static const struct ts_node *item_around(const struct ts_node *link)
{
    const struct ts_node *n = link->parent;

    for (int i = 0; n && i < MAX_LEVELS; i++, n = n->parent)
        if (n->tag == TS_TAG_ARTICLE || n->tag == TS_TAG_LI)
            return n;
    return NULL;
}

static ts_str headline_of(struct ts_arena *a, const struct ts_node *link,
                          const struct ts_node *heading)
{
    const struct ts_node *shown = heading && ts_node_is_inside(heading, link) ? heading : link;
    ts_str text = ts_node_text_start(a, shown, MAX_TITLE_BYTES);

    if (text.len == 0)
        text = ts_utf8_squeeze(a, ts_node_attr(link, TS_ATTR_ARIA_LABEL));
    if (text.len == 0)
        text = ts_utf8_squeeze(a, ts_node_attr(link, TS_ATTR_TITLE));
    return ts_utf8_safe(a, text, false);
}

static struct ts_when date_in(const struct ts_node *item)
{
    const struct ts_node *time = ts_node_find(item, item, TS_TAG_TIME);

    return time ? ts_when_parse(ts_node_attr(time, TS_ATTR_DATETIME)) : (struct ts_when){ 0 };
}

/* Items hold HTML. */
static ts_str as_html(struct ts_arena *a, ts_str text)
{
    struct ts_buf b = { 0 };

    for (size_t i = 0; i < text.len; i++) {
        if (text.ptr[i] == '<' || text.ptr[i] == '&')
            ts_buf_puts(&b, text.ptr[i] == '<' ? "&lt;" : "&amp;");
        else
            ts_buf_putc(&b, text.ptr[i]);
    }
    ts_str html = ts_buf_take(&b, a);
    ts_buf_done(&b);
    return html;
}

static ts_str summary_in(struct ts_arena *a, const struct ts_node *item)
{
    const struct ts_node *p = ts_node_find(item, item, TS_TAG_P);

    for (; p; p = ts_node_find(p, item, TS_TAG_P)) {
        ts_str text = ts_utf8_safe(a, ts_node_text(a, p), false);
        if (ts_utf8_cols(text) >= MIN_SUMMARY_COLS)
            return as_html(a, text);
    }
    return (ts_str){ 0 };
}

/* ---- noting ---- */

static struct candidate *candidate_of(struct reading *r, ts_str url)
{
    int64_t *at = ts_map_put_str(&r->by_url, url);

    if (*at == 0) {
        *TS_PUSH(r->a, r->list, r->n, r->cap) =
            (struct candidate){ .link.url = ts_arena_str(r->a, url) };
        *at = (int64_t)r->n;
    }
    return &r->list[*at - 1];
}

/* True if `title` says more than what the candidate is called so far. */
static bool is_better(const struct candidate *c, ts_str title, bool is_in_heading)
{
    if (c->link.title.len == 0 || is_in_heading != c->link.is_in_heading)
        return c->link.title.len == 0 || is_in_heading;
    return ts_utf8_cols(title) > ts_utf8_cols(c->link.title) &&
           ts_utf8_cols(title) <= MAX_TITLE_COLS;
}

/* Read once for each item, however many links are in it. */
static const struct teaser *teaser_of(struct reading *r, const struct ts_node *item)
{
    int64_t *at = ts_map_put(&r->by_item, item->id);

    if (*at == 0) {
        struct teaser *teaser = TS_PUSH(r->a, r->teasers, r->n_teasers, r->cap_teasers);
        *teaser = (struct teaser){ .published = date_in(item) };
        if (item->tag == TS_TAG_ARTICLE)
            teaser->summary = summary_in(r->a, item);
        *at = (int64_t)r->n_teasers;
    }
    return &r->teasers[*at - 1];
}

static void note_surroundings(struct reading *r, struct candidate *c, const struct ts_node *item)
{
    const struct teaser *teaser = teaser_of(r, item);

    c->link.is_in_item = true;
    if (c->published.precision == TS_WHEN_NONE)
        c->published = teaser->published;
    if (c->summary.len == 0)
        c->summary = teaser->summary;
}

static void note_link(struct reading *r, const struct ts_node *node)
{
    ts_str href = ts_str_trim(ts_node_attr(node, TS_ATTR_HREF));

    if (href.len == 0 || href.ptr[0] == '#' || r->n == MAX_CANDIDATES)
        return;
    ts_arena_reset(&r->link);
    ts_str url = ts_url_canonical(&r->link, ts_url_resolve(&r->link, r->base, href));
    if (!front_is_candidate(url, r->page_url) || ts_str_eq(url, r->own_url))
        return;
    const struct ts_node *inside = heading_inside(node);
    const struct ts_node *heading = inside ? inside : heading_around(node);
    ts_str title = headline_of(&r->link, node, heading);
    struct candidate *c = candidate_of(r, url);
    const struct ts_node *item = item_around(node);
    if (!front_is_empty_phrase(title) && is_better(c, title, heading != NULL)) {
        c->link.title = ts_arena_str(r->a, title);
        c->link.is_in_heading = heading != NULL;
    }
    if (item)
        note_surroundings(r, c, item);
}

static void note_links(struct reading *r, const struct ts_dom *dom)
{
    const struct ts_node *n = dom->body;

    while (n) {
        bool is_passed = is_furniture(n);
        if (n->tag == TS_TAG_A && !is_passed)
            note_link(r, n);
        n = is_passed ? ts_node_skip(n, dom->body) : ts_node_after(n, dom->body);
    }
}

/* ---- the page ---- */

/* What the site calls itself, else the page's title. */
static ts_str site_name(struct ts_arena *a, const struct ts_dom *dom)
{
    const struct ts_node *top = dom->head ? dom->head : dom->root;
    const struct ts_node *title = ts_node_find(top, top, TS_TAG_TITLE);

    for (const struct ts_node *n = top; n; n = ts_node_after(n, top))
        if (n->tag == TS_TAG_META &&
            ts_str_is_nocase(ts_node_attr(n, TS_ATTR_PROPERTY), "og:site_name"))
            return ts_utf8_safe(a, ts_utf8_squeeze(a, ts_node_attr(n, TS_ATTR_CONTENT)), false);
    return title ? ts_utf8_safe(a, ts_node_text(a, title), false) : (ts_str){ 0 };
}

static void take_articles(const struct reading *r, struct ts_feed *feed)
{
    feed->items = TS_NEW_ARRAY(r->a, r->n, struct ts_item);
    for (size_t i = 0; i < r->n && feed->n_items < TS_FRONT_MAX_LINKS; i++) {
        const struct candidate *c = &r->list[i];
        if (!front_is_article(&c->link))
            continue;
        feed->items[feed->n_items++] = (struct ts_item){
            .id = c->link.url,
            .link = c->link.url,
            .title = ts_utf8_ellipsis(r->a, c->link.title, MAX_TITLE_COLS, false),
            .summary = c->summary,
            .published = c->published,
        };
    }
}

enum ts_rc ts_front_read(struct ts_arena *a, ts_str html, ts_str page_url, struct ts_feed *out,
                         struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct reading r = {
        .a = a, .page_url = page_url, .by_url.arena = &scratch, .by_item.arena = &scratch
    };
    struct ts_feed feed = { .format = TS_FEED_PAGE, .link = ts_arena_str(a, page_url) };
    struct ts_dom dom;
    enum ts_rc rc = ts_dom_parse(&scratch, html, &dom, err);

    if (rc == TS_OK) {
        r.base = ts_dom_base(&scratch, &dom, page_url);
        r.own_url = ts_url_canonical(&scratch, page_url);
        note_links(&r, &dom);
        take_articles(&r, &feed);
        feed.title = site_name(a, &dom);
        feed.lang = ts_arena_str(a, ts_node_attr(dom.root, TS_ATTR_LANG));
        if (feed.n_items < TS_FRONT_MIN_LINKS)
            rc = ts_fail(err, TS_ERR_NOTFOUND,
                         "the page has no links that look like articles, or too few");
    }
    if (rc == TS_OK)
        *out = feed;
    ts_arena_done(&r.link);
    ts_arena_done(&scratch);
    return rc;
}
