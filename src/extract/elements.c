/* Sums over elements go from the leaves up: an element's number is greater than its parent's.  What
 * is above a block is looked up from the block: blocks are far fewer than elements. */
#include "elements_priv.h"

#include <string.h>

#include "reading_priv.h"

const uint8_t ts_feature_tags[TS_N_FEATURE_TAGS] = {
    TS_TAG_ARTICLE, TS_TAG_MAIN,  TS_TAG_ASIDE,   TS_TAG_FOOTER,     TS_TAG_NAV,
    TS_TAG_HEADER,  TS_TAG_FORM,  TS_TAG_FIGURE,  TS_TAG_LI,         TS_TAG_UL,
    TS_TAG_OL,      TS_TAG_TABLE, TS_TAG_SECTION, TS_TAG_BLOCKQUOTE, TS_TAG_BUTTON,
    TS_TAG_A,       TS_TAG_P,     TS_TAG_DL,      TS_TAG_DETAILS,    TS_TAG_ADDRESS,
};

/* ---- the table ---- */

struct ts_elements ts_elements_new(struct ts_arena *a, const struct ts_page *page)
{
    const struct ts_dom *dom = page->dom;
    struct ts_elements e = { .page = page,
                             .list = TS_NEW_ARRAY(a, dom->n_nodes, struct ts_element) };

    for (size_t id = 0; id < dom->n_nodes; id++) {
        uint8_t tag = dom->nodes[id]->tag;
        e.list[id].n_controls = tag == TS_TAG_FORM || tag == TS_TAG_BUTTON || tag == TS_TAG_INPUT;
    }
    return e;
}

void ts_elements_sum(struct ts_elements *e)
{
    const struct ts_dom *dom = e->page->dom;

    for (size_t id = dom->n_nodes; id-- > 1;) {
        const struct ts_element *inner = &e->list[id];
        const struct ts_node *parent = dom->nodes[id]->parent;
        if (!parent)
            continue;
        struct ts_element *above = &e->list[parent->id];
        above->text += inner->text;
        above->links += inner->links;
        above->good += inner->good;
        above->n_blocks += inner->n_blocks;
        above->n_prompts += inner->n_prompts;
        above->n_controls += inner->n_controls;
    }
}

/* ---- above a block ---- */

static void put_step(uint8_t *steps, int up)
{
    if (*steps == TS_FAR)
        *steps = (uint8_t)up;
}

void ts_elements_put_under(const struct ts_elements *e, const struct ts_node *el,
                           struct ts_features *row)
{
    memset(row->under, TS_FAR, sizeof row->under);
    for (int up = 0; el && up < TS_FAR; el = el->parent, up++) {
        for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
            if (el->tag == ts_feature_tags[i])
                put_step(&row->under[i], up);
        for (uint32_t cues = e->page->cues[el->id]; cues; cues &= cues - 1)
            put_step(&row->under[TS_UNDER_CUES + __builtin_ctz(cues)], up);
    }
}

void ts_elements_put_levels(const struct ts_elements *e, const struct ts_node *el, float *v)
{
    for (int level = 0; level < TS_N_LEVELS; level++, el = el ? el->parent : NULL) {
        const struct ts_element *at = el ? &e->list[el->id] : NULL;
        v[TS_F_GOOD_LEVEL + level] = at ? ts_share(at->good, e->all_good) : -1;
        v[TS_F_LINKS_LEVEL + level] = at ? ts_share(at->links, at->text) : -1;
        v[TS_F_BLOCKS_LEVEL + level] = at ? ts_log_of(at->n_blocks) : -1;
        v[TS_F_QUALITY_LEVEL + level] = at ? ts_share(at->good, at->text) : -1;
    }
}

/* ---- containers ---- */

uint64_t ts_node_names(const struct ts_node *n)
{
    ts_str class = ts_node_attr(n, TS_ATTR_CLASS);

    return ts_hash_bytes(class.ptr, class.len, n->tag);
}

static struct ts_map sum_boxes(struct ts_arena *a, const struct ts_elements *e,
                               const struct ts_node *container)
{
    struct ts_map sums = { .arena = a };

    for (const struct ts_node *n = container->first; n; n = n->next)
        if (e->list[n->id].good > 0)
            *ts_map_put(&sums, ts_node_names(n)) += (int64_t)e->list[n->id].good;
    return sums;
}

struct ts_container ts_elements_main(struct ts_arena *a, const struct ts_elements *e, float part)
{
    const struct ts_dom *dom = e->page->dom;
    const struct ts_node *best = dom->root;

    for (size_t id = 0; id < dom->n_nodes; id++)
        if (e->list[id].good >= part * e->all_good && e->list[id].n_blocks > 0 && e->all_good > 0)
            best = dom->nodes[id];
    return (struct ts_container){ best, part, sum_boxes(a, e, best) };
}

void ts_elements_put_main(const struct ts_elements *e, const struct ts_node *el,
                          const struct ts_container *main, float *steps, float *is_inside)
{
    int up = 0;

    *is_inside = ts_node_is_inside(el, main->node);
    while (el->parent && up < TS_FAR &&
           (e->all_good <= 0 || e->list[el->id].good < main->part * e->all_good)) {
        el = el->parent;
        up++;
    }
    *steps = (float)up;
}

/* ---- boxes ---- */

static const struct ts_node *box_of(const struct ts_node *el, const struct ts_node *container)
{
    while (el && el->parent != container)
        el = el->parent;
    return el;
}

static bool has_telling_name(const struct ts_elements *e, const struct ts_node *box)
{
    const uint32_t telling = TS_CUE_BIT(TS_CUE_COMMENTS) | TS_CUE_BIT(TS_CUE_SHARE) |
                             TS_CUE_BIT(TS_CUE_RELATED) | TS_CUE_BIT(TS_CUE_NEWSLETTER) |
                             TS_CUE_BIT(TS_CUE_AD) | TS_CUE_BIT(TS_CUE_BIO) |
                             TS_CUE_BIT(TS_CUE_SIDE) | TS_CUE_BIT(TS_CUE_WIDGET) |
                             TS_CUE_BIT(TS_CUE_FOOT) | TS_CUE_BIT(TS_CUE_POPUP);

    return box->tag == TS_TAG_ASIDE || box->tag == TS_TAG_FORM ||
           (e->page->cues[box->id] & telling);
}

static const struct ts_node *put_box(const struct ts_elements *e, const struct ts_node *el,
                                     const struct ts_container *container, float *v)
{
    const struct ts_node *around = container->node;
    const struct ts_node *box =
        ts_node_is_inside(el, around) && el != around ? box_of(el, around) : NULL;

    if (!box) {
        for (int k = 0; k < TS_N_BOX; k++)
            v[k] = -1;
        return NULL;
    }
    const struct ts_element *held = &e->list[box->id];
    float good = e->list[around->id].good;
    const int64_t *likes = ts_map_find(&container->boxes, ts_node_names(box));
    v[TS_BOX_BLOCKS] = ts_log_of(held->n_blocks);
    v[TS_BOX_GOOD] = ts_share(held->good, good);
    v[TS_BOX_LIKES] = ts_share(likes ? (double)*likes : 0, good);
    v[TS_BOX_LINKS] = ts_share(held->links, held->text);
    v[TS_BOX_PROMPTS] = ts_share(held->n_prompts, held->n_blocks);
    v[TS_BOX_CONTROLS] = (float)(held->n_controls < 2 ? held->n_controls : 2);
    bool is_odd = v[TS_BOX_LIKES] < 0.25F && v[TS_BOX_GOOD] < 0.25F;
    v[TS_BOX_ODD] =
        is_odd ? 1 + (float)has_telling_name(e, box) + 2 * (float)(held->n_prompts > 0) : 0;
    return box;
}

/* Beside the container: the largest element around `el` that does not hold the container too. */
static const struct ts_node *put_beside(const struct ts_elements *e, const struct ts_node *el,
                                        const struct ts_node *container, float *values)
{
    if (ts_node_is_inside(container, el) || ts_node_is_inside(el, container))
        return NULL;
    while (el->parent && !ts_node_is_inside(container, el->parent))
        el = el->parent;
    values[TS_BOX_CONTROLS] = e->list[el->id].n_controls > 0;
    values[TS_BOX_ODD] = 1;
    return el;
}

void ts_elements_put_boxes(const struct ts_elements *e, const struct ts_node *el,
                           const struct ts_container containers[2], struct ts_features *row)
{
    const struct ts_node *half = put_box(e, el, &containers[0], &row->v[TS_F_BOX_50]);
    const struct ts_node *most = put_box(e, el, &containers[1], &row->v[TS_F_BOX_80]);

    row->box = half ? half : most;
    memcpy(row->box_values, &row->v[half ? TS_F_BOX_50 : TS_F_BOX_80], sizeof row->box_values);
    if (!row->box)
        row->box = put_beside(e, el, containers[1].node, row->box_values);
}
