/* Looking at a parsed page: walks without recursion, attributes, text, and the names of elements.
 */
#include "dom_priv.h"

#include <string.h>

#include "display_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

static const char *const tag_names[TS_N_TAGS] = {
    [TS_TAG_OTHER] = "?",
    [TS_TAG_TEXT] = "#text",
    [TS_TAG_HTML] = "html",
    [TS_TAG_HEAD] = "head",
    [TS_TAG_BODY] = "body",
    [TS_TAG_TITLE] = "title",
    [TS_TAG_META] = "meta",
    [TS_TAG_LINK] = "link",
    [TS_TAG_BASE] = "base",
    [TS_TAG_SCRIPT] = "script",
    [TS_TAG_STYLE] = "style",
    [TS_TAG_NOSCRIPT] = "noscript",
    [TS_TAG_TEMPLATE] = "template",
    [TS_TAG_ARTICLE] = "article",
    [TS_TAG_SECTION] = "section",
    [TS_TAG_MAIN] = "main",
    [TS_TAG_ASIDE] = "aside",
    [TS_TAG_HEADER] = "header",
    [TS_TAG_FOOTER] = "footer",
    [TS_TAG_NAV] = "nav",
    [TS_TAG_ADDRESS] = "address",
    [TS_TAG_HGROUP] = "hgroup",
    [TS_TAG_DIV] = "div",
    [TS_TAG_CENTER] = "center",
    [TS_TAG_P] = "p",
    [TS_TAG_H1] = "h1",
    [TS_TAG_H2] = "h2",
    [TS_TAG_H3] = "h3",
    [TS_TAG_H4] = "h4",
    [TS_TAG_H5] = "h5",
    [TS_TAG_H6] = "h6",
    [TS_TAG_UL] = "ul",
    [TS_TAG_OL] = "ol",
    [TS_TAG_LI] = "li",
    [TS_TAG_MENU] = "menu",
    [TS_TAG_DL] = "dl",
    [TS_TAG_DT] = "dt",
    [TS_TAG_DD] = "dd",
    [TS_TAG_BLOCKQUOTE] = "blockquote",
    [TS_TAG_PRE] = "pre",
    [TS_TAG_FIGURE] = "figure",
    [TS_TAG_FIGCAPTION] = "figcaption",
    [TS_TAG_TABLE] = "table",
    [TS_TAG_CAPTION] = "caption",
    [TS_TAG_THEAD] = "thead",
    [TS_TAG_TBODY] = "tbody",
    [TS_TAG_TFOOT] = "tfoot",
    [TS_TAG_TR] = "tr",
    [TS_TAG_TD] = "td",
    [TS_TAG_TH] = "th",
    [TS_TAG_HR] = "hr",
    [TS_TAG_BR] = "br",
    [TS_TAG_WBR] = "wbr",
    [TS_TAG_A] = "a",
    [TS_TAG_B] = "b",
    [TS_TAG_STRONG] = "strong",
    [TS_TAG_I] = "i",
    [TS_TAG_EM] = "em",
    [TS_TAG_CITE] = "cite",
    [TS_TAG_CODE] = "code",
    [TS_TAG_KBD] = "kbd",
    [TS_TAG_SAMP] = "samp",
    [TS_TAG_Q] = "q",
    [TS_TAG_SMALL] = "small",
    [TS_TAG_SPAN] = "span",
    [TS_TAG_SUB] = "sub",
    [TS_TAG_SUP] = "sup",
    [TS_TAG_TIME] = "time",
    [TS_TAG_IMG] = "img",
    [TS_TAG_PICTURE] = "picture",
    [TS_TAG_SOURCE] = "source",
    [TS_TAG_VIDEO] = "video",
    [TS_TAG_AUDIO] = "audio",
    [TS_TAG_IFRAME] = "iframe",
    [TS_TAG_OBJECT] = "object",
    [TS_TAG_EMBED] = "embed",
    [TS_TAG_CANVAS] = "canvas",
    [TS_TAG_SVG] = "svg",
    [TS_TAG_MATH] = "math",
    [TS_TAG_FORM] = "form",
    [TS_TAG_FIELDSET] = "fieldset",
    [TS_TAG_LEGEND] = "legend",
    [TS_TAG_LABEL] = "label",
    [TS_TAG_INPUT] = "input",
    [TS_TAG_BUTTON] = "button",
    [TS_TAG_SELECT] = "select",
    [TS_TAG_OPTION] = "option",
    [TS_TAG_TEXTAREA] = "textarea",
    [TS_TAG_DETAILS] = "details",
    [TS_TAG_SUMMARY] = "summary",
    [TS_TAG_DIALOG] = "dialog",
    [TS_TAG_RUBY] = "ruby",
    [TS_TAG_RT] = "rt",
    [TS_TAG_RP] = "rp",
    [TS_TAG_MFRAC] = "mfrac",
    [TS_TAG_MROOT] = "mroot",
    [TS_TAG_MSQRT] = "msqrt",
    [TS_TAG_MSUB] = "msub",
    [TS_TAG_MSUP] = "msup",
    [TS_TAG_MSUBSUP] = "msubsup",
    [TS_TAG_MUNDER] = "munder",
    [TS_TAG_MOVER] = "mover",
    [TS_TAG_MUNDEROVER] = "munderover",
    [TS_TAG_MTR] = "mtr",
    [TS_TAG_MTD] = "mtd",
    [TS_TAG_SEMANTICS] = "semantics",
    [TS_TAG_ANNOTATION] = "annotation",
};

static const char *const attr_names[TS_N_ATTRS] = {
    [TS_ATTR_NONE] = "",
    [TS_ATTR_CLASS] = "class",
    [TS_ATTR_ID] = "id",
    [TS_ATTR_ROLE] = "role",
    [TS_ATTR_ITEMPROP] = "itemprop",
    [TS_ATTR_ITEMTYPE] = "itemtype",
    [TS_ATTR_ITEMSCOPE] = "itemscope",
    [TS_ATTR_PROPERTY] = "property",
    [TS_ATTR_NAME] = "name",
    [TS_ATTR_CONTENT] = "content",
    [TS_ATTR_HTTP_EQUIV] = "http-equiv",
    [TS_ATTR_HREF] = "href",
    [TS_ATTR_HREFLANG] = "hreflang",
    [TS_ATTR_REL] = "rel",
    [TS_ATTR_MEDIA] = "media",
    [TS_ATTR_SRC] = "src",
    [TS_ATTR_SRCSET] = "srcset",
    [TS_ATTR_DATA_SRC] = "data-src",
    [TS_ATTR_DATA_SRCSET] = "data-srcset",
    [TS_ATTR_DATA_LAZY_SRC] = "data-lazy-src",
    [TS_ATTR_DATA_ORIGINAL] = "data-original",
    [TS_ATTR_WIDTH] = "width",
    [TS_ATTR_TITLE] = "title",
    [TS_ATTR_DATETIME] = "datetime",
    [TS_ATTR_PUBDATE] = "pubdate",
    [TS_ATTR_DATA_DATETIME] = "data-datetime",
    [TS_ATTR_DATA_TIMESTAMP] = "data-timestamp",
    [TS_ATTR_LANG] = "lang",
    [TS_ATTR_DIR] = "dir",
    [TS_ATTR_STYLE] = "style",
    [TS_ATTR_HIDDEN] = "hidden",
    [TS_ATTR_ARIA_HIDDEN] = "aria-hidden",
    [TS_ATTR_ARIA_LABEL] = "aria-label",
    [TS_ATTR_ARIA_MODAL] = "aria-modal",
    [TS_ATTR_START] = "start",
    [TS_ATTR_REVERSED] = "reversed",
    [TS_ATTR_VALUE] = "value",
    [TS_ATTR_COLSPAN] = "colspan",
    [TS_ATTR_ROWSPAN] = "rowspan",
    [TS_ATTR_DATA_COMPONENT] = "data-component",
    [TS_ATTR_DATA_TESTID] = "data-testid",
    [TS_ATTR_ALTTEXT] = "alttext",
    [TS_ATTR_ENCODING] = "encoding",
};

enum ts_attr_name ts_attr_of(ts_str name)
{
    char first = name.len > 0 ? ts_lower(name.ptr[0]) : '\0';

    for (int i = 1; i < TS_N_ATTRS; i++)
        if (first == attr_names[i][0] && ts_str_is_nocase(name, attr_names[i]))
            return (enum ts_attr_name)i;
    return TS_ATTR_NONE;
}

struct ts_node *ts_node_skip(const struct ts_node *n, const struct ts_node *top)
{
    while (n != top) {
        if (n->next)
            return n->next;
        n = n->parent;
    }
    return NULL;
}

struct ts_node *ts_node_after(const struct ts_node *n, const struct ts_node *top)
{
    return n->first ? n->first : ts_node_skip(n, top);
}

static const struct ts_attr *find_attr(const struct ts_node *n, enum ts_attr_name name)
{
    for (size_t i = 0; i < n->n_attrs; i++)
        if (n->attrs[i].name == name)
            return &n->attrs[i];
    return NULL;
}

ts_str ts_node_attr(const struct ts_node *n, enum ts_attr_name name)
{
    const struct ts_attr *attr = find_attr(n, name);

    return attr ? attr->value : (ts_str){ 0 };
}

bool ts_node_has(const struct ts_node *n, enum ts_attr_name name)
{
    return find_attr(n, name) != NULL;
}

bool ts_node_has_word(const struct ts_node *n, enum ts_attr_name name, const char *word)
{
    ts_str rest = ts_node_attr(n, name), piece;

    while (ts_str_word(&rest, &piece))
        if (ts_str_is_nocase(piece, word))
            return true;
    return false;
}

struct ts_node *ts_node_find(const struct ts_node *n, const struct ts_node *top, enum ts_tag tag)
{
    struct ts_node *at = ts_node_after(n, top);

    while (at && at->tag != tag)
        at = ts_node_after(at, top);
    return at;
}

struct ts_node *ts_node_above(const struct ts_node *n, enum ts_tag tag)
{
    struct ts_node *at = n->parent;

    while (at && at->tag != tag)
        at = at->parent;
    return at;
}

bool ts_node_is_inside(const struct ts_node *n, const struct ts_node *top)
{
    return n->id >= top->id && n->id <= top->last_id;
}

ts_str ts_dom_base(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url)
{
    const struct ts_node *base = dom->head ? ts_node_find(dom->head, dom->head, TS_TAG_BASE) : NULL;
    ts_str href = base ? ts_str_trim(ts_node_attr(base, TS_ATTR_HREF)) : (ts_str){ 0 };

    if (href.len == 0 || href.len > TS_EXTRACT_MAX_BASE)
        return page_url;
    return ts_url_resolve(a, page_url, href);
}

static bool has_no_text(enum ts_tag tag)
{
    return tag == TS_TAG_SCRIPT || tag == TS_TAG_STYLE || tag == TS_TAG_TEMPLATE ||
           tag == TS_TAG_NOSCRIPT;
}

/* `max_bytes` is 0 for all of it. */
static ts_str text_within(struct ts_arena *a, const struct ts_node *n, size_t max_bytes)
{
    struct ts_buf raw = { .ceiling = max_bytes };
    const struct ts_node *at = n;

    while (at && !raw.is_full) {
        if (at->tag == TS_TAG_TEXT)
            ts_buf_put(&raw, at->text);
        else if (at->tag == TS_TAG_BR || ts_display_of((enum ts_tag)at->tag) == TS_DISPLAY_BLOCK)
            ts_buf_putc(&raw, ' ');
        at = has_no_text(at->tag) ? ts_node_skip(at, n) : ts_node_after(at, n);
    }
    ts_str text = ts_utf8_squeeze(a, ts_buf_str(&raw));
    ts_buf_done(&raw);
    return text;
}

ts_str ts_node_text(struct ts_arena *a, const struct ts_node *n)
{
    return text_within(a, n, 0);
}

ts_str ts_node_text_start(struct ts_arena *a, const struct ts_node *n, size_t max_bytes)
{
    return text_within(a, n, max_bytes);
}

const char *ts_tag_name(enum ts_tag tag)
{
    return tag_names[tag];
}

const ts_str *ts_dom_extra(const struct ts_dom *dom, const struct ts_node *n, ts_str name)
{
    size_t low = 0, high = dom->n_extras; /* the first of the node's is sought */

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (dom->extras[middle].node < n->id)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < dom->n_extras && dom->extras[low].node == n->id; low++)
        if (ts_str_eq(dom->extras[low].name, name))
            return &dom->extras[low].value;
    return NULL;
}
