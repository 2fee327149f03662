/* dom_priv.h - a parsed page: a small tree of our own, and what was read beside it.
 *
 * dom.c is the one door to gumbo.  Whatever the page nests, the tree is walked with
 * ts_node_after(), never by recursion. */
#ifndef TEARSHEET_EXTRACT_DOM_PRIV_H
#define TEARSHEET_EXTRACT_DOM_PRIV_H

#include "tearsheet/base/arena.h"

/* The elements that some code asks for; all others are TS_TAG_OTHER.  node.c has their
 * names. */
enum ts_tag {
    TS_TAG_OTHER = 0,
    TS_TAG_TEXT, /* a text node: no element */
    TS_TAG_HTML,
    TS_TAG_HEAD,
    TS_TAG_BODY,
    TS_TAG_TITLE,
    TS_TAG_META,
    TS_TAG_LINK,
    TS_TAG_BASE,
    TS_TAG_SCRIPT,
    TS_TAG_STYLE,
    TS_TAG_NOSCRIPT,
    TS_TAG_TEMPLATE,
    TS_TAG_ARTICLE,
    TS_TAG_SECTION,
    TS_TAG_MAIN,
    TS_TAG_ASIDE,
    TS_TAG_HEADER,
    TS_TAG_FOOTER,
    TS_TAG_NAV,
    TS_TAG_ADDRESS,
    TS_TAG_HGROUP,
    TS_TAG_DIV,
    TS_TAG_CENTER,
    TS_TAG_P,
    TS_TAG_H1,
    TS_TAG_H2,
    TS_TAG_H3,
    TS_TAG_H4,
    TS_TAG_H5,
    TS_TAG_H6,
    TS_TAG_UL,
    TS_TAG_OL,
    TS_TAG_LI,
    TS_TAG_MENU,
    TS_TAG_DL,
    TS_TAG_DT,
    TS_TAG_DD,
    TS_TAG_BLOCKQUOTE,
    TS_TAG_PRE,
    TS_TAG_FIGURE,
    TS_TAG_FIGCAPTION,
    TS_TAG_TABLE,
    TS_TAG_CAPTION,
    TS_TAG_THEAD,
    TS_TAG_TBODY,
    TS_TAG_TFOOT,
    TS_TAG_TR,
    TS_TAG_TD,
    TS_TAG_TH,
    TS_TAG_HR,
    TS_TAG_BR,
    TS_TAG_WBR,
    TS_TAG_A,
    TS_TAG_B,
    TS_TAG_STRONG,
    TS_TAG_I,
    TS_TAG_EM,
    TS_TAG_CITE,
    TS_TAG_CODE,
    TS_TAG_KBD,
    TS_TAG_SAMP,
    TS_TAG_Q,
    TS_TAG_SMALL,
    TS_TAG_SPAN,
    TS_TAG_SUB,
    TS_TAG_SUP,
    TS_TAG_TIME,
    TS_TAG_IMG,
    TS_TAG_PICTURE,
    TS_TAG_SOURCE,
    TS_TAG_VIDEO,
    TS_TAG_AUDIO,
    TS_TAG_IFRAME,
    TS_TAG_OBJECT,
    TS_TAG_EMBED,
    TS_TAG_CANVAS,
    TS_TAG_SVG,
    TS_TAG_MATH,
    TS_TAG_FORM,
    TS_TAG_FIELDSET,
    TS_TAG_LEGEND,
    TS_TAG_LABEL,
    TS_TAG_INPUT,
    TS_TAG_BUTTON,
    TS_TAG_SELECT,
    TS_TAG_OPTION,
    TS_TAG_TEXTAREA,
    TS_TAG_DETAILS,
    TS_TAG_SUMMARY,
    TS_TAG_DIALOG,
    TS_TAG_RUBY,
    TS_TAG_RT,
    TS_TAG_RP,
    /* of formulas */
    TS_TAG_MFRAC,
    TS_TAG_MROOT,
    TS_TAG_MSQRT,
    TS_TAG_MSUB,
    TS_TAG_MSUP,
    TS_TAG_MSUBSUP,
    TS_TAG_MUNDER,
    TS_TAG_MOVER,
    TS_TAG_MUNDEROVER,
    TS_TAG_MTR,
    TS_TAG_MTD,
    TS_TAG_SEMANTICS,
    TS_TAG_ANNOTATION,
    TS_N_TAGS,
};

/* The attributes that are kept; all others are dropped while the tree is built. */
enum ts_attr_name {
    TS_ATTR_NONE = 0,
    TS_ATTR_CLASS,
    TS_ATTR_ID,
    TS_ATTR_ROLE,
    TS_ATTR_ITEMPROP,
    TS_ATTR_ITEMTYPE,
    TS_ATTR_ITEMSCOPE,
    TS_ATTR_PROPERTY,
    TS_ATTR_NAME,
    TS_ATTR_CONTENT,
    TS_ATTR_HTTP_EQUIV,
    TS_ATTR_HREF,
    TS_ATTR_HREFLANG,
    TS_ATTR_REL,
    TS_ATTR_MEDIA,
    TS_ATTR_SRC,
    TS_ATTR_SRCSET,
    TS_ATTR_DATA_SRC,
    TS_ATTR_DATA_SRCSET,
    TS_ATTR_DATA_LAZY_SRC,
    TS_ATTR_DATA_ORIGINAL,
    TS_ATTR_WIDTH,
    TS_ATTR_TITLE,
    TS_ATTR_DATETIME,
    TS_ATTR_PUBDATE,
    TS_ATTR_DATA_DATETIME,
    TS_ATTR_DATA_TIMESTAMP,
    TS_ATTR_LANG,
    TS_ATTR_DIR,
    TS_ATTR_STYLE,
    TS_ATTR_HIDDEN,
    TS_ATTR_ARIA_HIDDEN,
    TS_ATTR_ARIA_LABEL,
    TS_ATTR_ARIA_MODAL,
    TS_ATTR_START,
    TS_ATTR_REVERSED,
    TS_ATTR_VALUE,
    TS_ATTR_COLSPAN,
    TS_ATTR_ROWSPAN,
    TS_ATTR_DATA_COMPONENT,
    TS_ATTR_DATA_TESTID,
    TS_ATTR_ALTTEXT,
    TS_ATTR_ENCODING,
    TS_N_ATTRS,
};

struct ts_attr {
    enum ts_attr_name name;
    ts_str value; /* entities decoded */
};

struct ts_node {
    ts_str text; /* of text nodes, entities decoded, white space as written */
    struct ts_node *parent;
    struct ts_node *first; /* child */
    struct ts_node *next;  /* sibling */
    struct ts_attr *attrs;
    uint32_t id;      /* numbered from 0 in the page's order: an index for tables of one's own */
    uint32_t last_id; /* the greatest id below this node, its own if it has no child */
    uint16_t n_attrs;
    uint16_t depth; /* of the root 0 */
    uint8_t tag;    /* enum ts_tag */
};

/* A name that the tree itself has no place for: an attribute that is not kept, or (`name` empty)
 * what a TS_TAG_OTHER element is called. */
struct ts_extra {
    uint32_t node; /* its id */
    ts_str name;   /* in lower case */
    ts_str value;
};

struct ts_dom {
    struct ts_node *root;   /* <html>, always there */
    struct ts_node *head;   /* may be NULL */
    struct ts_node *body;   /* always there; may be empty */
    struct ts_node **nodes; /* by id */
    size_t n_nodes;
    ts_str *json_ld; /* bodies of <script type="application/ld+json"> as written, in order */
    size_t n_json_ld;
    ts_str *islands; /* bodies of other <script type="application/json">, largest ones only */
    size_t n_islands;
    struct ts_extra *extras; /* by node; none but from ts_dom_parse_all() */
    size_t n_extras;
    bool is_flat; /* a limit was hit: the body is a row of <p>, <hN>, <li>, <pre> without depth */
    const char *why_flat; /* the limit in words, or NULL */
};

/* Parses `html` (UTF-8) into `a`; nothing points into `html` afterwards but json_ld and islands.
 * TS_ERR_LIMIT if it is larger than TS_EXTRACT_MAX_BYTES, or cannot be parsed even when flat. */
TS_CHECKED enum ts_rc ts_dom_parse(struct ts_arena *a, ts_str html, struct ts_dom *out,
                                   struct ts_err *err);

/* The same, with all names and attributes of the page in `extras`. */
TS_CHECKED enum ts_rc ts_dom_parse_all(struct ts_arena *a, ts_str html, struct ts_dom *out,
                                       struct ts_err *err);
/* The value of an extra of the element, or NULL; `name` as in struct ts_extra. */
const ts_str *ts_dom_extra(const struct ts_dom *dom, const struct ts_node *n, ts_str name);

/* The tree that gumbo would make of text without any markup whose paragraphs, parted by blank
 * lines, each begin with a <p>, in `a`.  Points into `text`. */
struct ts_dom ts_dom_of_plain(struct ts_arena *a, ts_str text);

/* The node behind `n` in the page's order (children first) inside `top`, or NULL at its end.
 * Start with n = top. */
struct ts_node *ts_node_after(const struct ts_node *n, const struct ts_node *top);
/* The same, but not into the children of `n`. */
struct ts_node *ts_node_skip(const struct ts_node *n, const struct ts_node *top);

/* The attribute's value; empty if there is none.  ts_node_has() tells an empty one from none. */
ts_str ts_node_attr(const struct ts_node *n, enum ts_attr_name name);
bool ts_node_has(const struct ts_node *n, enum ts_attr_name name);

/* True if `word` is one of the attribute's white space separated words, without regard to case. */
bool ts_node_has_word(const struct ts_node *n, enum ts_attr_name name, const char *word);

/* The next element of the tag behind `n` (which may be `top` itself) inside `top`, or NULL. */
struct ts_node *ts_node_find(const struct ts_node *n, const struct ts_node *top, enum ts_tag tag);
/* The nearest ancestor (not `n`) of the tag, or NULL. */
struct ts_node *ts_node_above(const struct ts_node *n, enum ts_tag tag);
bool ts_node_is_inside(const struct ts_node *n, const struct ts_node *top);

/* What the page's addresses are resolved against: its first <base href>, or its own address where
 * that is missing or longer than TS_EXTRACT_MAX_BASE.  In `a`. */
ts_str ts_dom_base(struct ts_arena *a, const struct ts_dom *dom, ts_str page_url);

/* All text below `n`, white space collapsed, without scripts, styles and templates. */
ts_str ts_node_text(struct ts_arena *a, const struct ts_node *n);
/* The same, of the first `max_bytes` of it alone. */
ts_str ts_node_text_start(struct ts_arena *a, const struct ts_node *n, size_t max_bytes);

const char *ts_tag_name(enum ts_tag tag);
/* The attribute of a name in any case, or TS_ATTR_NONE if it is none of those kept. */
enum ts_attr_name ts_attr_of(ts_str name);

#endif
