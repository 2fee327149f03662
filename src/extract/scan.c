/* One pass over the nodes.  Names of elements are compared word by word. */
#include "scan_priv.h"

#include "lookup_priv.h"

enum { WORD_BYTES_MAX = 32, WORDS_MAX = 40, BYLINE_NODES_MAX = 28 };

/* What the words in the names of elements tell. */
static const struct {
    const char *words; /* lower case, parted by blanks */
    uint8_t role;
} names[] = {
    { "author authors byline bylines autor autoren autore autori auteur auteurs autores forfatter "
      "författare verfasser autorenzeile autorname authorname writer reporter journalist "
      "contributor contributors creator",
      TS_ROLE_BYLINE },
    { "date dates datum fecha data datetime dateline time timestamp published publish publishdate "
      "pubdate posted postdate publication postmeta entrydate datepublished created submitted meta",
      TS_ROLE_DATE },
    { "modified updated update lastmod datemodified aktualisiert", TS_ROLE_CHANGE },
    { "headline title heading entrytitle posttitle articletitle titre titel titulo",
      TS_ROLE_HEADLINE },
    { "related recommended recommendations recommends popular trending mostread readmore comment "
      "comments commentlist disqus newsletter breadcrumb breadcrumbs nav navigation cookie cookies "
      "modal ticker suggested outbrain taboola prevnext upnext",
      TS_ROLE_BESIDE },
    { "teaser teasers sidebar rail widget widgets promo promos menu latest", TS_ROLE_BOX },
    { "published datepublished pubdate", TS_ROLE_FIRST },
    { "kicker overline overtitle topline roofline toptitle supertitle dachzeile eyebrow spitzmarke "
      "ueberzeile antetitulo occhiello surtitre label badge tag category rubrik topic",
      TS_ROLE_KICKER },
};

/* ---- names of elements ---- */

const char *ts_role_list(size_t list)
{
    return list < TS_COUNT(names) ? names[list].words : NULL;
}

static bool is_part_char(char c)
{
    return ts_is_alpha(c) || ts_is_digit(c) || (c & 0x80);
}

static uint8_t role_of_word(const char *text, size_t len)
{
    const struct ts_lookup *l = &ts_role_lookup;
    char bytes[WORD_BYTES_MAX];
    uint8_t role = 0;

    if (len == 0 || len > WORD_BYTES_MAX)
        return 0;
    for (size_t i = 0; i < len; i++)
        bytes[i] = ts_lower(text[i]);
    ts_str word = { bytes, len };
    uint32_t hash = ts_lookup_hash(word);
    for (const struct ts_word *w = ts_lookup_first(l, hash); w; w = ts_lookup_next(l, w, hash))
        if (ts_str_eq(ts_word_text(l, w), word))
            role |= names[w->list].role;
    return role;
}

/* The parts of a value: runs of letters and digits, cut once more where a capital follows a small
 * letter. */
static uint8_t roles_of_value(ts_str value)
{
    size_t start = 0;
    uint8_t roles = 0;

    for (int n = 0; start < value.len && n < WORDS_MAX; n++) {
        size_t end = start;
        while (end < value.len && is_part_char(value.ptr[end]) &&
               !(end > start && value.ptr[end] >= 'A' && value.ptr[end] <= 'Z' &&
                 value.ptr[end - 1] >= 'a' && value.ptr[end - 1] <= 'z'))
            end++;
        roles |= role_of_word(value.ptr + start, end - start);
        start = end > start && end < value.len && is_part_char(value.ptr[end]) ? end : end + 1;
    }
    return roles;
}

/* The classes that a blog's software gives an entry name its tags and categories ("tag-comments"),
 * not its purpose. */
static bool is_entry(const struct ts_node *n)
{
    return ts_node_has_word(n, TS_ATTR_CLASS, "hentry") ||
           ts_node_has_word(n, TS_ATTR_CLASS, "type-post");
}

static uint8_t roles_of(const struct ts_node *n)
{
    static const bool is_name[TS_N_ATTRS] = {
        [TS_ATTR_CLASS] = true,          [TS_ATTR_ID] = true,
        [TS_ATTR_ITEMPROP] = true,       [TS_ATTR_REL] = true,
        [TS_ATTR_DATA_COMPONENT] = true, [TS_ATTR_DATA_TESTID] = true,
    };
    uint8_t roles = 0;

    if (is_entry(n))
        return 0;
    for (size_t i = 0; i < n->n_attrs; i++) {
        if (is_name[n->attrs[i].name])
            roles |= roles_of_value(n->attrs[i].value);
    }
    return roles;
}

/* The foot of an article has its date as often as the head. */
static bool is_article_foot(const struct ts_node *n)
{
    return ts_node_above(n, TS_TAG_ARTICLE) != NULL;
}

/* "content-sidebar-wrap" is around the article, not beside it. */
static bool holds_most(const struct ts_scan *scan, const struct ts_node *n)
{
    return (size_t)(n->last_id - n->id) * 2 > scan->dom->n_nodes;
}

bool ts_scan_is_beside(const struct ts_scan *scan, const struct ts_node *n,
                       const struct ts_node *headline, bool with_boxes)
{
    uint8_t beside = TS_ROLE_BESIDE | (with_boxes ? TS_ROLE_BOX : 0);

    for (; n && !(headline && ts_node_is_inside(headline, n)); n = n->parent) {
        switch (n->tag) {
        case TS_TAG_ASIDE:
        case TS_TAG_NAV:
        case TS_TAG_FORM:
            return true;
        case TS_TAG_BODY:
        case TS_TAG_HTML:
            return false; /* their classes speak of the whole page */
        case TS_TAG_FOOTER:
            if (!is_article_foot(n))
                return true;
            break;
        default:
            if ((scan->roles[n->id] & beside) && !holds_most(scan, n))
                return true;
        }
    }
    return false;
}

/* ---- the walk ---- */

static void add_node(struct ts_arena *a, struct ts_nodes *nodes, const struct ts_node *n)
{
    if (nodes->n < TS_SCAN_MAX_NODES)
        *TS_PUSH(a, nodes->list, nodes->n, nodes->cap) = n;
}

/* A page's h1 counts however many headings a menu before it has. */
static void add_heading(struct ts_arena *a, struct ts_nodes *nodes, const struct ts_node *n)
{
    if (nodes->n == TS_SCAN_MAX_NODES && n->tag == TS_TAG_H1)
        nodes->n--;
    add_node(a, nodes, n);
}

static void take_link(struct ts_scan *out, const struct ts_node *n)
{
    ts_str href = ts_str_trim(ts_node_attr(n, TS_ATTR_HREF));

    if (out->canonical.len == 0 && ts_node_has_word(n, TS_ATTR_REL, "canonical"))
        out->canonical = href;
    if (out->next.len == 0 && ts_node_has_word(n, TS_ATTR_REL, "next"))
        out->next = href;
}

static bool is_heading(const struct ts_node *n, uint8_t roles)
{
    if (n->tag == TS_TAG_H1 || ts_node_has_word(n, TS_ATTR_ITEMPROP, "headline"))
        return true;
    return (n->tag == TS_TAG_H2 || n->tag == TS_TAG_H3) && (roles & TS_ROLE_HEADLINE);
}

static bool is_in_one(const struct ts_nodes *nodes, const struct ts_node *n)
{
    return nodes->n > 0 && ts_node_is_inside(n, nodes->list[nodes->n - 1]);
}

/* Large elements called "author-page" or "published" hold more than a name or a date. */
static bool is_small(const struct ts_node *n)
{
    return n->last_id - n->id <= BYLINE_NODES_MAX;
}

/* A link to the page of an author: "/author/ann-lee". */
static bool is_author_link(const struct ts_node *n)
{
    static const char *const parts[] = { "/author/",  "/authors/",     "/autor/",
                                         "/autoren/", "/autores/",     "/auteur/",
                                         "/auteurs/", "/autori/",      "/writer/",
                                         "/writers/", "/contributor/", "/contributors/",
                                         "/profile/", "/journalist/" };
    ts_str href = n->tag == TS_TAG_A ? ts_node_attr(n, TS_ATTR_HREF) : (ts_str){ 0 };

    for (size_t i = 0; href.len > 0 && i < TS_COUNT(parts); i++)
        if (ts_str_has(href, parts[i]) && !ts_str_ends(href, parts[i]))
            return true;
    return false;
}

static void take_element(struct ts_arena *a, struct ts_scan *out, const struct ts_node *n)
{
    if (ts_node_has_word(n, TS_ATTR_ITEMPROP, "image"))
        add_node(a, &out->images, n);
    if (n->tag == TS_TAG_META) {
        ts_scan_meta(out, n);
        return;
    }
    if (n->tag == TS_TAG_LINK) {
        take_link(out, n);
        return;
    }
    if (n->tag == TS_TAG_TITLE && out->title.len == 0 && !ts_node_above(n, TS_TAG_SVG))
        out->title = ts_node_text(a, n);
    uint8_t roles = out->roles[n->id];
    bool is_time = n->tag == TS_TAG_TIME || ts_node_has_word(n, TS_ATTR_ITEMPROP, "datePublished");
    if (is_heading(n, roles))
        add_heading(a, &out->headings, n);
    else if (n->tag == TS_TAG_H2 || n->tag == TS_TAG_H3)
        add_node(a, &out->subheads, n);
    if (is_time)
        add_node(a, &out->times, n);
    if (n->n_attrs == 0 || n->tag == TS_TAG_BODY || n->tag == TS_TAG_HTML || !is_small(n))
        return;
    if (!is_time && (roles & TS_ROLE_DATE))
        add_node(a, &out->datelines, n);
    if (((roles & TS_ROLE_BYLINE) || is_author_link(n)) && !is_in_one(&out->bylines, n))
        add_node(a, &out->bylines, n);
}

void ts_scan_page(struct ts_arena *a, const struct ts_dom *dom, struct ts_scan *out)
{
    *out = (struct ts_scan){ .dom = dom, .roles = TS_NEW_ARRAY(a, dom->n_nodes, uint8_t) };
    for (size_t i = 0; i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        if (n->tag == TS_TAG_TEXT)
            continue;
        out->roles[i] = roles_of(n);
        take_element(a, out, n);
    }
}
