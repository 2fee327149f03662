/* Nodes are numbered as they come, so that the page's order is that of their numbers.  Text without
 * any markup has a tree that needs no parser. */
#include "grow_priv.h"

struct ts_node *ts_grow_node(struct ts_arena *a, struct ts_dom *dom, struct ts_node *parent,
                             struct ts_node *before)
{
    struct ts_node *node = TS_NEW(a, struct ts_node);

    node->id = node->last_id = (uint32_t)dom->n_nodes++;
    node->parent = parent;
    node->depth = parent ? (uint16_t)(parent->depth + (parent->depth < UINT16_MAX)) : 0;
    if (before)
        before->next = node;
    else if (parent)
        parent->first = node;
    return node;
}

void ts_grow_list(struct ts_arena *a, struct ts_dom *dom)
{
    dom->nodes = TS_NEW_ARRAY(a, dom->n_nodes, struct ts_node *);
    for (struct ts_node *n = dom->root; n; n = ts_node_after(n, dom->root))
        dom->nodes[n->id] = n;
}

/* ---- text without markup ---- */

static struct ts_node *add_tag(struct ts_arena *a, struct ts_dom *dom, enum ts_tag tag,
                               struct ts_node *parent, struct ts_node *before)
{
    struct ts_node *node = ts_grow_node(a, dom, parent, before);

    node->tag = (uint8_t)tag;
    return node;
}

/* Returns the last child of the body now; the first paragraph needs no element. */
static struct ts_node *add_paragraph(struct ts_arena *a, struct ts_dom *dom, ts_str text,
                                     bool is_first, struct ts_node *last)
{
    struct ts_node *body = dom->body;

    if (ts_str_trim(text).len == 0)
        return last;
    struct ts_node *around = is_first ? body : add_tag(a, dom, TS_TAG_P, body, last);
    struct ts_node *node = add_tag(a, dom, TS_TAG_TEXT, around, NULL);
    node->text = text;
    around->last_id = node->id;
    return is_first ? node : around;
}

struct ts_dom ts_dom_of_plain(struct ts_arena *a, ts_str text)
{
    struct ts_dom dom = { 0 };
    struct ts_node *last = NULL;
    bool is_first = true;

    dom.root = add_tag(a, &dom, TS_TAG_HTML, NULL, NULL);
    dom.head = add_tag(a, &dom, TS_TAG_HEAD, dom.root, NULL);
    dom.body = add_tag(a, &dom, TS_TAG_BODY, dom.root, dom.head);
    for (;;) {
        size_t end = ts_str_find(text, TS_STR("\n\n"), 0);
        last = add_paragraph(a, &dom, ts_str_sub(text, 0, end), is_first, last);
        is_first = false;
        if (end == TS_NPOS)
            break;
        text = ts_str_skip(text, end + 1);
    }
    dom.root->last_id = dom.body->last_id = (uint32_t)(dom.n_nodes - 1);
    ts_grow_list(a, &dom);
    return dom;
}
