/* A server that streams a page (React's do) sends <template id="B:3"> where a part is still missing
 * ("P:3" inside a part), and the part itself at the page's end in <div hidden id="S:3">, for a
 * script to move.  Here the template becomes an element that holds the part's children. */
#include "streamed_priv.h"

#include <stdlib.h>

#include "tearsheet/base/map.h"

/* The number behind the kind of place or part that an id starts with, or empty. */
static ts_str number_of(const struct ts_node *n, const char *kind)
{
    ts_str id = ts_node_attr(n, TS_ATTR_ID);

    return id.len > 2 && ts_str_starts(id, kind) ? ts_str_skip(id, 2) : (ts_str){ 0 };
}

static ts_str place_number(const struct ts_node *n)
{
    if (n->tag != TS_TAG_TEMPLATE || n->first)
        return (ts_str){ 0 };
    ts_str number = number_of(n, "B:");
    return number.len > 0 ? number : number_of(n, "P:");
}

/* The hidden parts by their numbers: 1 + their ids. */
static struct ts_map find_parts(struct ts_arena *scratch, const struct ts_dom *dom)
{
    struct ts_map parts = { .arena = scratch };

    for (size_t i = 0; i < dom->n_nodes; i++) {
        const struct ts_node *n = dom->nodes[i];
        ts_str number = number_of(n, "S:");
        if (number.len > 0 && n->first && ts_node_has(n, TS_ATTR_HIDDEN))
            *ts_map_put_str(&parts, number) = (int64_t)i + 1;
    }
    return parts;
}

/* Not inside the part itself, and not too deep once all around it is placed. */
static bool is_fit(const struct ts_node *place, const struct ts_node *part)
{
    int depth = 0;

    for (const struct ts_node *n = place; n; n = n->parent)
        if (n == part || ++depth > TS_STREAMED_MAX_DEPTH)
            return false;
    return true;
}

static void move_children(struct ts_node *place, struct ts_node *part)
{
    place->tag = TS_TAG_DIV;
    place->n_attrs = 0;
    place->first = part->first;
    part->first = NULL;
    for (struct ts_node *child = place->first; child; child = child->next)
        child->parent = place;
}

static size_t place_parts(struct ts_dom *dom, const struct ts_map *parts)
{
    size_t n_placed = 0;

    for (size_t i = 0; i < dom->n_nodes && n_placed < TS_STREAMED_MAX_PARTS; i++) {
        ts_str number = place_number(dom->nodes[i]);
        const int64_t *at = number.len > 0 ? ts_map_find_str(parts, number) : NULL;
        struct ts_node *part = at ? dom->nodes[*at - 1] : NULL;
        if (!part || !part->first || !is_fit(dom->nodes[i], part))
            continue;
        move_children(dom->nodes[i], part);
        n_placed++;
    }
    return n_placed;
}

/* ---- new numbers ---- */

static void end_at(struct ts_node *n, const struct ts_node *top, uint32_t last_id)
{
    for (; n != top; n = n->parent)
        n->last_id = last_id;
}

static int by_node(const void *left, const void *right)
{
    const struct ts_extra *a = left, *b = right;

    return (a->node > b->node) - (a->node < b->node);
}

static void number_anew(struct ts_arena *scratch, struct ts_dom *dom)
{
    uint32_t *new_ids = TS_NEW_ARRAY(scratch, dom->n_nodes, uint32_t), id = 0;
    struct ts_node *before = dom->root;

    for (struct ts_node *n = dom->root; n; n = ts_node_after(n, dom->root)) {
        if (n != dom->root) {
            end_at(before, n->parent, id - 1);
            n->depth = (uint16_t)(n->parent->depth + (n->parent->depth < UINT16_MAX));
        }
        new_ids[n->id] = id;
        dom->nodes[id] = n;
        n->id = n->last_id = id++;
        before = n;
    }
    end_at(before, NULL, id - 1);
    for (size_t i = 0; i < dom->n_extras; i++)
        dom->extras[i].node = new_ids[dom->extras[i].node];
    if (dom->n_extras > 0)
        qsort(dom->extras, dom->n_extras, sizeof *dom->extras, by_node);
}

void ts_streamed_place(struct ts_dom *dom)
{
    struct ts_arena scratch = { 0 };
    struct ts_map parts = find_parts(&scratch, dom);

    if (parts.n > 0 && place_parts(dom, &parts) > 0)
        number_anew(&scratch, dom);
    ts_arena_done(&scratch);
}
