/* The one door to gumbo.  gumbo has no limit of depth or time, takes quadratic time for some pages,
 * does not survive a failed allocation, and frees recursively.  So it gets the page after the cut,
 * memory from a pool with a budget of bytes and time that is left by longjmp() when it is spent,
 * and none of its memory is freed by itself: the tree is copied, and what was copied is given back
 * on the way, so that the two trees are never held at once. */
#include "dom_priv.h"

#include <gumbo.h>
#include <string.h>

#include "cut_priv.h"
#include "grow_priv.h"
#include "pool_priv.h"
#include "streamed_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/extract/extract.h"

/* ---- from gumbo's tree to ours ---- */

struct builder {
    struct ts_arena *a;
    struct ts_dom *dom;
    struct pool *pool; /* that gumbo's tree is in */
    ts_str last_space; /* the last text of white space alone */
    size_t cap_extras;
    bool with_extras;
    uint8_t tag_of[GUMBO_TAG_LAST + 1]; /* enum ts_tag of gumbo's tag */
};

static void map_tags(struct builder *b)
{
    for (int i = TS_TAG_HTML; i < TS_N_TAGS; i++) {
        GumboTag tag = gumbo_tag_enum(ts_tag_name((enum ts_tag)i));
        if (tag != GUMBO_TAG_UNKNOWN)
            b->tag_of[tag] = (uint8_t)i;
    }
}

/* gumbo reckons with numbers of references until they overflow, and writes bytes that are no UTF-8.
 */
static ts_str copy_text(struct ts_arena *a, const char *text)
{
    ts_str bytes = ts_str_of(text);

    return ts_arena_str(a, ts_utf8_is_valid(bytes) ? bytes : ts_utf8_repair(a, bytes));
}

/* White space between elements is mostly the same as before. */
static ts_str copy_text_node(struct builder *b, const char *text)
{
    if (b->last_space.len > 0 && ts_str_is(b->last_space, text))
        return b->last_space;
    ts_str copy = copy_text(b->a, text);
    if (ts_is_space(*text) && ts_str_trim(copy).len == 0)
        b->last_space = copy;
    return copy;
}

static void add_extra(struct builder *b, const struct ts_node *node, ts_str name, ts_str value)
{
    struct ts_dom *dom = b->dom;

    if (b->with_extras)
        *TS_PUSH(b->a, dom->extras, dom->n_extras, b->cap_extras) =
            (struct ts_extra){ node->id, ts_arena_str(b->a, name), ts_arena_str(b->a, value) };
}

static void copy_attributes(struct builder *b, struct ts_node *node, const GumboVector *from)
{
    struct ts_attr kept[TS_N_ATTRS];
    size_t n = 0;

    for (unsigned i = 0; i < from->length && n < TS_COUNT(kept); i++) {
        const GumboAttribute *attribute = from->data[i];
        enum ts_attr_name name = ts_attr_of(ts_str_of(attribute->name));
        if (name == TS_ATTR_NONE)
            add_extra(b, node, ts_str_of(attribute->name), ts_str_of(attribute->value));
        else
            kept[n++] = (struct ts_attr){ name, copy_text(b->a, attribute->value) };
    }
    if (n == 0)
        return;
    node->attrs = TS_NEW_ARRAY(b->a, n, struct ts_attr);
    memcpy(node->attrs, kept, n * sizeof *kept);
    node->n_attrs = (uint16_t)n;
}

static bool is_element(const GumboNode *from)
{
    return from->type == GUMBO_NODE_ELEMENT || from->type == GUMBO_NODE_TEMPLATE;
}

/* As the page writes it; empty for elements that are not written. */
static ts_str name_of(const GumboElement *from)
{
    GumboStringPiece name = from->original_tag;

    gumbo_tag_from_original_text(&name);
    return (ts_str){ name.data, name.length };
}

/* Elements that are newer than gumbo, and most of those in formulas, have to be told by their name.
 */
static uint8_t tag_of(const struct builder *b, const GumboElement *from)
{
    static const uint8_t newer[] = { TS_TAG_DIALOG, TS_TAG_PICTURE };
    static const uint8_t in_formulas[] = { TS_TAG_MFRAC,     TS_TAG_MROOT, TS_TAG_MSQRT,
                                           TS_TAG_MSUB,      TS_TAG_MSUP,  TS_TAG_MSUBSUP,
                                           TS_TAG_MUNDER,    TS_TAG_MOVER, TS_TAG_MUNDEROVER,
                                           TS_TAG_MTR,       TS_TAG_MTD,   TS_TAG_SEMANTICS,
                                           TS_TAG_ANNOTATION };
    bool is_in_formula = from->tag_namespace == GUMBO_NAMESPACE_MATHML;
    const uint8_t *list = is_in_formula ? in_formulas : newer;
    size_t n = is_in_formula ? TS_COUNT(in_formulas) : TS_COUNT(newer);

    if (from->tag != GUMBO_TAG_UNKNOWN)
        return b->tag_of[from->tag];
    for (size_t i = 0; i < n; i++)
        if (ts_str_is_nocase(name_of(from), ts_tag_name((enum ts_tag)list[i])))
            return list[i];
    return TS_TAG_OTHER;
}

static void keep_name(struct builder *b, const struct ts_node *node, const GumboElement *from)
{
    struct ts_arena scratch = { 0 };

    if (b->with_extras && node->tag == TS_TAG_OTHER)
        add_extra(b, node, TS_STR(""), ts_utf8_lower(&scratch, name_of(from)));
    ts_arena_done(&scratch);
}

static void give_back_attributes(struct builder *b, const GumboNode *from)
{
    const GumboVector *attributes = &from->v.element.attributes;
    for (unsigned i = 0; i < attributes->length; i++) {
        GumboAttribute *attribute = attributes->data[i];
        pool_free(b->pool, (void *)attribute->name);
        pool_free(b->pool, (void *)attribute->value);
        pool_free(b->pool, attribute);
    }
    pool_free(b->pool, attributes->data);
}

/* What copying a node leaves behind is all of it but the list of its children. */
static void give_back(struct builder *b, const GumboNode *from)
{
    if (is_element(from))
        give_back_attributes(b, from);
    else
        pool_free(b->pool, (void *)from->v.text.text);
    pool_free(b->pool, (void *)from);
}

static struct ts_node *copy_node(struct builder *b, const GumboNode *from, struct ts_node *parent,
                                 struct ts_node *before)
{
    if (from->type == GUMBO_NODE_COMMENT || from->type == GUMBO_NODE_DOCUMENT)
        return NULL;
    struct ts_node *node = ts_grow_node(b->a, b->dom, parent, before);
    if (!is_element(from)) {
        node->tag = TS_TAG_TEXT;
        node->text = copy_text_node(b, from->v.text.text);
        return node;
    }
    node->tag = tag_of(b, &from->v.element);
    keep_name(b, node, &from->v.element);
    copy_attributes(b, node, &from->v.element.attributes);
    return node;
}

/* One level of the walk over gumbo's tree. */
struct level {
    GumboVector children; /* of an element that was given back */
    struct ts_node *node;
    struct ts_node *last; /* child made */
    unsigned next;        /* child to look at */
};

/* Copies a node behind its sibling, and gives it back but for its children, which are returned. */
static struct level move_node(struct builder *b, const GumboNode *from, struct ts_node *parent,
                              struct ts_node *before)
{
    struct level moved = { .node = copy_node(b, from, parent, before) };

    if (is_element(from))
        moved.children = from->v.element.children;
    give_back(b, from);
    return moved;
}

static void copy_tree(struct builder *b, const GumboNode *root)
{
    struct ts_arena scratch = { 0 };
    struct level *stack = NULL;
    size_t n = 0, cap = 0;
    struct level moved = move_node(b, root, NULL, NULL);

    b->dom->root = moved.node;
    *TS_PUSH(&scratch, stack, n, cap) = moved;
    while (n > 0) {
        struct level *top = &stack[n - 1];
        if (top->next == top->children.length) {
            top->node->last_id = (uint32_t)(b->dom->n_nodes - 1);
            pool_free(b->pool, top->children.data);
            n--;
            continue;
        }
        moved = move_node(b, top->children.data[top->next++], top->node, top->last);
        top->last = moved.node ? moved.node : top->last;
        if (moved.children.data) /* `top` is not valid behind this */
            *TS_PUSH(&scratch, stack, n, cap) = moved;
    }
    ts_arena_done(&scratch);
}

static void name_parts(struct builder *b)
{
    struct ts_dom *dom = b->dom;

    for (struct ts_node *n = dom->root->first; n; n = n->next) {
        if (n->tag == TS_TAG_HEAD && !dom->head)
            dom->head = n;
        if (n->tag == TS_TAG_BODY && !dom->body)
            dom->body = n;
    }
    if (!dom->body) { /* a frameset */
        struct ts_node *last = dom->root->first;
        while (last && last->next)
            last = last->next;
        dom->body = ts_grow_node(b->a, b->dom, dom->root, last);
        dom->body->tag = TS_TAG_BODY;
        dom->root->last_id = dom->body->id;
    }
}

/* ---- parsing ---- */

/* False when the budget was spent; `pool` tells which part of it. */
static bool parse_in_pool(struct pool *pool, struct builder *b, ts_str html)
{
    GumboOptions options = kGumboDefaultOptions;

    options.allocator = pool_alloc;
    options.deallocator = pool_free;
    options.userdata = pool;
    options.max_errors = 0; /* each one would keep a copy of the stack of open elements */
    if (setjmp(pool->spent) != 0)
        return false;
    const GumboOutput *output = gumbo_parse_with_options(&options, html.ptr, html.len);
    b->pool = pool;
    pool_close(pool);
    copy_tree(b, output->root);
    return true;
}

static bool parse(struct builder *b, ts_str html, const char **why)
{
    struct pool pool = { .deadline_ms = ts_worked_ms() + TS_EXTRACT_MAX_PARSE_MS };

    bool is_done = parse_in_pool(&pool, b, html);
    if (!is_done)
        *why = pool.is_late ? "too slow to parse" : "too much memory to parse";
    pool_done(&pool);
    return is_done;
}

/* Why the page had better not be given to gumbo as it is, or NULL. */
static const char *why_not(const struct ts_cut *cut)
{
    if (cut->html.len > TS_EXTRACT_MAX_MARKUP)
        return "too much text";
    if (cut->max_depth > TS_EXTRACT_MAX_DEPTH)
        return "nested too deep";
    if (cut->max_attributes > TS_EXTRACT_MAX_ATTRIBUTES)
        return "too many attributes";
    return cut->n_tags > TS_EXTRACT_MAX_ELEMENTS ? "too many elements" : NULL;
}

static enum ts_rc parse_cut(struct ts_arena *a, const struct ts_cut *cut, bool with_extras,
                            struct ts_dom *dom, struct ts_err *err)
{
    struct builder b = { .a = a, .dom = dom, .with_extras = with_extras };

    map_tags(&b);
    dom->why_flat = why_not(cut);
    dom->is_flat = dom->why_flat || !parse(&b, cut->html, &dom->why_flat);
    if (dom->is_flat) {
        struct ts_arena scratch = { 0 };
        const char *why = NULL;
        bool is_done = parse(&b, ts_cut_flat(&scratch, cut->html), &why);
        ts_arena_done(&scratch);
        if (!is_done)
            return ts_fail(err, TS_ERR_LIMIT, "the page cannot be parsed: %s", why);
    }
    name_parts(&b);
    ts_grow_list(a, dom);
    return TS_OK;
}

/* ---- the whole ---- */

static ts_str *copy_slices(struct ts_arena *a, const ts_str *from, size_t n)
{
    ts_str *to = TS_NEW_ARRAY(a, n, ts_str);

    if (n > 0)
        memcpy(to, from, n * sizeof *to);
    return to;
}

static enum ts_rc parse_page(struct ts_arena *a, ts_str html, bool with_extras, struct ts_dom *out,
                             struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_dom dom = { 0 };

    if (html.len > TS_EXTRACT_MAX_BYTES)
        return ts_fail(err, TS_ERR_LIMIT, "the page is too large: %zu bytes, the limit is %zu",
                       html.len, TS_EXTRACT_MAX_BYTES);
    struct ts_cut cut = ts_cut_page(&scratch, html, with_extras);
    enum ts_rc rc = parse_cut(a, &cut, with_extras, &dom, err);
    if (rc == TS_OK) {
        ts_streamed_place(&dom);
        dom.json_ld = copy_slices(a, cut.json_ld, cut.n_json_ld);
        dom.n_json_ld = cut.n_json_ld;
        dom.islands = copy_slices(a, cut.islands, cut.n_islands);
        dom.n_islands = cut.n_islands;
        *out = dom;
    }
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc ts_dom_parse(struct ts_arena *a, ts_str html, struct ts_dom *out, struct ts_err *err)
{
    return parse_page(a, html, false, out, err);
}

enum ts_rc ts_dom_parse_all(struct ts_arena *a, ts_str html, struct ts_dom *out, struct ts_err *err)
{
    return parse_page(a, html, true, out, err);
}
