/* All features of all blocks in a few passes: the text of each block, what is above it (filled from
 * the root down, since an element's number is greater than its parent's), sums over containers
 * (from the leaves up), and then what needs those: neighbours, windows, likes. */
#include "reading_priv.h"

#include <string.h>

enum {
    MIN_GOOD_LETTERS = 80,
    NEAR_WINDOW = 5,
    FAR_WINDOW = 20,
    MAX_STEPS = 99,
};

const uint8_t ts_feature_tags[TS_N_FEATURE_TAGS] = {
    TS_TAG_ARTICLE, TS_TAG_MAIN,  TS_TAG_ASIDE,   TS_TAG_FOOTER,     TS_TAG_NAV,
    TS_TAG_HEADER,  TS_TAG_FORM,  TS_TAG_FIGURE,  TS_TAG_LI,         TS_TAG_UL,
    TS_TAG_OL,      TS_TAG_TABLE, TS_TAG_SECTION, TS_TAG_BLOCKQUOTE, TS_TAG_BUTTON,
    TS_TAG_A,       TS_TAG_P,     TS_TAG_DL,      TS_TAG_DETAILS,    TS_TAG_ADDRESS,
};

/* What is above an element, and what it holds. */
struct element {
    uint8_t under_tag[TS_N_FEATURE_TAGS];
    uint8_t under_cue[TS_N_CUES];
    float text, links, good; /* letters */
    uint32_t n_blocks, n_prompts, n_controls;
};

struct likes {
    float text, links, good;
    uint32_t n;
};

struct maker {
    struct ts_arena scratch;
    const struct ts_page *page;
    struct ts_features *rows;
    struct element *elements; /* by node id */
    struct likes *likes;
    size_t *like_of; /* block to its entry in likes */
    size_t n_likes, cap_likes;
    float *letters, *good; /* by block */
    float all_text, all_good;
};

static void mark_repeats(struct maker *m)
{
    const struct ts_pieces *pieces = &m->page->pieces;
    struct ts_map seen = { .arena = &m->scratch };

    for (size_t i = 0; i < pieces->n; i++) {
        int64_t *first = ts_map_put(&seen, ts_str_hash(pieces->list[i].text));
        if (*first > 0) {
            m->rows[i].v[TS_F_REPEATED] = 1;
            m->rows[*first - 1].v[TS_F_REPEATED] = 2;
        } else {
            *first = (int64_t)i + 1;
        }
    }
}

/* ---- elements ---- */

static uint8_t farther(uint8_t steps)
{
    return steps < TS_FAR ? (uint8_t)(steps + 1) : TS_FAR;
}

static void look_up_from(struct maker *m, const struct ts_node *n)
{
    struct element *e = &m->elements[n->id];
    uint32_t cues = m->page->cues[n->id];

    if (n->parent) {
        const struct element *above = &m->elements[n->parent->id];
        for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
            e->under_tag[i] = farther(above->under_tag[i]);
        for (int i = 0; i < TS_N_CUES; i++)
            e->under_cue[i] = farther(above->under_cue[i]);
    } else {
        memset(e->under_tag, TS_FAR, sizeof e->under_tag);
        memset(e->under_cue, TS_FAR, sizeof e->under_cue);
    }
    for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
        if (n->tag == ts_feature_tags[i])
            e->under_tag[i] = 0;
    e->n_controls = n->tag == TS_TAG_FORM || n->tag == TS_TAG_BUTTON || n->tag == TS_TAG_INPUT;
    for (; cues; cues &= cues - 1)
        e->under_cue[__builtin_ctz(cues)] = 0;
}

/* Text that reads like an article's, where no element says that it is something else. */
static bool is_good(const struct maker *m, size_t i)
{
    static const enum ts_cue others[] = { TS_CUE_COMMENTS, TS_CUE_FOOT, TS_CUE_RELATED,
                                          TS_CUE_POPUP,    TS_CUE_BIO,  TS_CUE_AD };
    const float *v = m->rows[i].v;
    const struct element *e = &m->elements[m->page->pieces.list[i].el->id];

    if (m->letters[i] < MIN_GOOD_LETTERS || v[TS_F_LINK_SHARE] > 0.35F || v[TS_F_SENTENCES] < 1 ||
        v[TS_F_PROMPT_COVER] > 0.1F)
        return false;
    for (size_t k = 0; k < TS_COUNT(others); k++)
        if (e->under_cue[others[k]] <= 3)
            return false;
    return e->under_tag[TS_UNDER_ASIDE] > 3 && e->under_tag[TS_UNDER_FOOTER] > 5 &&
           e->under_tag[TS_UNDER_NAV] > 5;
}

static void add_block(struct maker *m, size_t i)
{
    const struct ts_piece *p = &m->page->pieces.list[i];
    struct element *e = &m->elements[p->el->id];

    m->good[i] = is_good(m, i) ? m->letters[i] * (1 - m->rows[i].v[TS_F_LINK_SHARE]) : 0;
    e->text += m->letters[i];
    e->links += m->letters[i] * m->rows[i].v[TS_F_LINK_SHARE];
    e->good += m->good[i];
    e->n_blocks++;
    e->n_prompts += m->rows[i].prompt != NULL;
    m->all_text += m->letters[i];
    m->all_good += m->good[i];
}

static void sum_elements(struct maker *m)
{
    const struct ts_dom *dom = m->page->dom;

    for (size_t i = 0; i < m->page->pieces.n; i++)
        add_block(m, i);
    for (size_t id = dom->n_nodes; id-- > 1;) {
        const struct element *e = &m->elements[id];
        const struct ts_node *parent = dom->nodes[id]->parent;
        if (!parent)
            continue;
        struct element *above = &m->elements[parent->id];
        above->text += e->text;
        above->links += e->links;
        above->good += e->good;
        above->n_blocks += e->n_blocks;
        above->n_prompts += e->n_prompts;
        above->n_controls += e->n_controls;
    }
}

/* The smallest element that holds `part` of the good text. */
static const struct ts_node *main_element(const struct maker *m, float part)
{
    const struct ts_node *best = m->page->dom->root;

    for (size_t id = 0; id < m->page->dom->n_nodes; id++)
        if (m->elements[id].good >= part * m->all_good && m->elements[id].n_blocks > 0 &&
            m->all_good > 0)
            best = m->page->dom->nodes[id];
    return best;
}

static void put_main(struct maker *m, const struct ts_node *el, float part,
                     const struct ts_node *main, float *steps, float *is_inside)
{
    int up = 0;

    *is_inside = ts_node_is_inside(el, main);
    while (el->parent && up < TS_FAR &&
           (m->all_good <= 0 || m->elements[el->id].good < part * m->all_good)) {
        el = el->parent;
        up++;
    }
    *steps = (float)up;
}

static void put_levels(const struct maker *m, const struct ts_node *el, float *v)
{
    for (int level = 0; level < TS_N_LEVELS; level++, el = el ? el->parent : NULL) {
        const struct element *e = el ? &m->elements[el->id] : NULL;
        v[TS_F_GOOD_LEVEL + level] = e ? ts_share(e->good, m->all_good) : -1;
        v[TS_F_LINKS_LEVEL + level] = e ? ts_share(e->links, e->text) : -1;
        v[TS_F_BLOCKS_LEVEL + level] = e ? ts_log_of(e->n_blocks) : -1;
        v[TS_F_QUALITY_LEVEL + level] = e ? ts_share(e->good, e->text) : -1;
    }
}

static void put_above(const struct maker *m, const struct ts_piece *p, float *v)
{
    const struct element *e = &m->elements[p->el->id];

    for (int i = 0; i < TS_N_FEATURE_TAGS; i++)
        v[TS_F_UNDER_TAG + i] = e->under_tag[i];
    for (int i = 0; i < TS_N_CUES; i++)
        v[TS_F_UNDER_CUE + i] = e->under_cue[i];
    v[TS_F_TAG] = p->el->tag;
    v[TS_F_KIND] = (float)p->kind;
    v[TS_F_DEPTH] = p->el->depth;
}

/* ---- boxes ---- */

/* Elements of the same tag and class have the same. */
static uint64_t name_of(const struct ts_node *n)
{
    ts_str class = ts_node_attr(n, TS_ATTR_CLASS);

    return ts_hash_bytes(class.ptr, class.len, n->tag);
}

/* The good text of the container's children by their tag and class. */
static struct ts_map sum_boxes(struct maker *m, const struct ts_node *container)
{
    struct ts_map sums = { .arena = &m->scratch };

    for (const struct ts_node *n = container->first; n; n = n->next)
        if (m->elements[n->id].good > 0)
            *ts_map_put(&sums, name_of(n)) += (int64_t)m->elements[n->id].good;
    return sums;
}

/* One of the two main containers with the good text of its boxes by name. */
struct container {
    const struct ts_node *node;
    struct ts_map boxes;
};

static const struct ts_node *box_of(const struct ts_node *el, const struct ts_node *container)
{
    while (el && el->parent != container)
        el = el->parent;
    return el;
}

static bool has_telling_name(const struct maker *m, const struct ts_node *box)
{
    const uint32_t telling = TS_CUE_BIT(TS_CUE_COMMENTS) | TS_CUE_BIT(TS_CUE_SHARE) |
                             TS_CUE_BIT(TS_CUE_RELATED) | TS_CUE_BIT(TS_CUE_NEWSLETTER) |
                             TS_CUE_BIT(TS_CUE_AD) | TS_CUE_BIT(TS_CUE_BIO) |
                             TS_CUE_BIT(TS_CUE_SIDE) | TS_CUE_BIT(TS_CUE_WIDGET) |
                             TS_CUE_BIT(TS_CUE_FOOT) | TS_CUE_BIT(TS_CUE_POPUP);

    return box->tag == TS_TAG_ASIDE || box->tag == TS_TAG_FORM ||
           (m->page->cues[box->id] & telling);
}

static const struct ts_node *put_box(const struct maker *m, const struct ts_node *el,
                                     const struct ts_node *container, const struct ts_map *sums,
                                     float *v)
{
    const struct ts_node *box =
        ts_node_is_inside(el, container) && el != container ? box_of(el, container) : NULL;

    if (!box) {
        for (int k = 0; k < TS_N_BOX; k++)
            v[k] = -1;
        return NULL;
    }
    const struct element *e = &m->elements[box->id];
    float good = m->elements[container->id].good;
    const int64_t *likes = ts_map_find(sums, name_of(box));
    v[TS_BOX_BLOCKS] = ts_log_of(e->n_blocks);
    v[TS_BOX_GOOD] = ts_share(e->good, good);
    v[TS_BOX_LIKES] = ts_share(likes ? (double)*likes : 0, good);
    v[TS_BOX_LINKS] = ts_share(e->links, e->text);
    v[TS_BOX_PROMPTS] = ts_share(e->n_prompts, e->n_blocks);
    v[TS_BOX_CONTROLS] = (float)(e->n_controls < 2 ? e->n_controls : 2);
    bool is_odd = v[TS_BOX_LIKES] < 0.25F && v[TS_BOX_GOOD] < 0.25F;
    v[TS_BOX_ODD] =
        is_odd ? 1 + (float)has_telling_name(m, box) + 2 * (float)(e->n_prompts > 0) : 0;
    return box;
}

/* Beside the container: the largest element around `el` that does not hold the container too. */
static const struct ts_node *put_beside(const struct maker *m, const struct ts_node *el,
                                        const struct ts_node *container, float *values)
{
    if (ts_node_is_inside(container, el) || ts_node_is_inside(el, container))
        return NULL;
    while (el->parent && !ts_node_is_inside(container, el->parent))
        el = el->parent;
    values[TS_BOX_CONTROLS] = m->elements[el->id].n_controls > 0;
    values[TS_BOX_ODD] = 1;
    return el;
}

/* The box inside the smaller container if there is one, else inside the larger, else beside it. */
static void put_boxes(const struct maker *m, struct ts_features *row, const struct ts_node *el,
                      const struct container containers[2])
{
    const struct ts_node *half =
        put_box(m, el, containers[0].node, &containers[0].boxes, &row->v[TS_F_BOX_50]);
    const struct ts_node *most =
        put_box(m, el, containers[1].node, &containers[1].boxes, &row->v[TS_F_BOX_80]);

    row->box = half ? half : most;
    memcpy(row->box_values, &row->v[half ? TS_F_BOX_50 : TS_F_BOX_80], sizeof row->box_values);
    if (!row->box)
        row->box = put_beside(m, el, containers[1].node, row->box_values);
}

/* ---- likes: blocks whose element and its parent have the same tags and classes ---- */

static uint64_t signature(const struct ts_node *n)
{
    return name_of(n) * 31 + (n->parent ? name_of(n->parent) : 0);
}

static void gather_likes(struct maker *m)
{
    const struct ts_pieces *pieces = &m->page->pieces;
    struct ts_map by_signature = { .arena = &m->scratch };

    m->like_of = TS_NEW_ARRAY(&m->scratch, pieces->n, size_t);
    for (size_t i = 0; i < pieces->n; i++) {
        int64_t *entry = ts_map_put(&by_signature, signature(pieces->list[i].el));
        if (*entry == 0) {
            TS_PUSH(&m->scratch, m->likes, m->n_likes, m->cap_likes);
            *entry = (int64_t)m->n_likes;
        }
        m->like_of[i] = (size_t)*entry - 1;
        struct likes *likes = &m->likes[m->like_of[i]];
        m->rows[i].likes = m->like_of[i];
        likes->text += m->letters[i];
        likes->links += m->letters[i] * m->rows[i].v[TS_F_LINK_SHARE];
        likes->good += m->good[i];
        likes->n++;
    }
}

static void put_likes(const struct maker *m, size_t i, float *v)
{
    const struct likes *likes = &m->likes[m->like_of[i]];

    v[TS_F_LIKES] = ts_share(likes->good, m->all_good);
    v[TS_F_LIKES_LINKS] = ts_share(likes->links, likes->text);
    v[TS_F_LIKES_COUNT] = ts_log_of(likes->n);
    v[TS_F_LIKES_GOOD] = ts_share(likes->good, likes->text);
}

/* ---- the row of blocks ---- */

static float near_value(const struct maker *m, size_t i, int step, int feature)
{
    if ((step < 0 && i < (size_t)-step) || (step > 0 && i + (size_t)step >= m->page->pieces.n))
        return -1;
    return m->rows[i + (size_t)step].v[feature];
}

static float kin_value(const struct maker *m, size_t i, int step)
{
    const struct ts_pieces *pieces = &m->page->pieces;

    if (near_value(m, i, step, TS_F_LENGTH) < 0)
        return -1;
    const struct ts_node *here = pieces->list[i].el;
    const struct ts_node *there = pieces->list[i + (size_t)step].el;
    if (here == there)
        return 2;
    if (here->parent != there->parent)
        return 0;
    return here->tag == there->tag ? 2 : 1;
}

static void put_neighbours(const struct maker *m, size_t i, float *v)
{
    static const int steps[TS_N_NEIGHBOURS] = { -3, -2, -1, 1, 2, 3 };

    for (int k = 0; k < TS_N_NEIGHBOURS; k++) {
        v[TS_F_NEAR_LENGTH + k] = near_value(m, i, steps[k], TS_F_LENGTH);
        v[TS_F_NEAR_LINKS + k] = near_value(m, i, steps[k], TS_F_LINK_SHARE);
        v[TS_F_NEAR_ENDING + k] = near_value(m, i, steps[k], TS_F_ENDING);
        v[TS_F_NEAR_KIN + k] = kin_value(m, i, steps[k]);
        v[TS_F_NEAR_PROMPT + k] = near_value(m, i, steps[k], TS_F_PROMPT_COVER);
    }
}

/* `sums[i]` is the good text before block i. */
static float window(const double *sums, size_t n, size_t from, size_t to)
{
    return ts_log_of(sums[to < n ? to : n] - sums[from < n ? from : n]);
}

static void put_windows(const struct maker *m, const double *sums, size_t i, float *v)
{
    size_t n = m->page->pieces.n;

    v[TS_F_GOOD_BEFORE] = ts_share(sums[i], m->all_good);
    v[TS_F_GOOD_BEHIND] = window(sums, n, i > NEAR_WINDOW ? i - NEAR_WINDOW : 0, i);
    v[TS_F_GOOD_AHEAD] = window(sums, n, i + 1, i + 1 + NEAR_WINDOW);
    v[TS_F_GOOD_FAR_BEHIND] = window(sums, n, i > FAR_WINDOW ? i - FAR_WINDOW : 0, i);
    v[TS_F_GOOD_FAR_AHEAD] = window(sums, n, i + 1, i + 1 + FAR_WINDOW);
}

static float steps_from(size_t i, size_t from)
{
    if (from == TS_NPOS)
        return -MAX_STEPS;
    double steps = (double)i - (double)from;
    return (float)(steps > MAX_STEPS ? MAX_STEPS : steps < -MAX_STEPS ? -MAX_STEPS : steps);
}

static void put_positions(struct maker *m)
{
    const struct ts_page *page = m->page;
    const struct ts_node *half = main_element(m, 0.5F), *most = main_element(m, 0.8F);
    const struct container containers[2] = { { half, sum_boxes(m, half) },
                                             { most, sum_boxes(m, most) } };
    size_t first = TS_NPOS, last = TS_NPOS, headline = TS_NPOS;
    double *sums = TS_NEW_ARRAY(&m->scratch, page->pieces.n + 1, double), text = 0;

    for (size_t i = 0; i < page->pieces.n; i++) {
        sums[i + 1] = sums[i] + m->good[i];
        if (m->good[i] > 0 && ts_node_is_inside(page->pieces.list[i].el, half)) {
            first = first == TS_NPOS ? i : first;
            last = i;
        }
        if (page->headline && headline == TS_NPOS &&
            page->pieces.list[i].el->id >= page->headline->id)
            headline = i;
    }
    for (size_t i = 0; i < page->pieces.n; i++) {
        float *v = m->rows[i].v;
        const struct ts_node *el = page->pieces.list[i].el;
        v[TS_F_INDEX] = ts_share((double)i, (double)page->pieces.n);
        v[TS_F_TEXT_BEFORE] = ts_share(text, m->all_text);
        text += m->letters[i];
        v[TS_F_FROM_FIRST] = steps_from(i, first);
        v[TS_F_FROM_LAST] = steps_from(i, last);
        v[TS_F_FROM_HEADLINE] = steps_from(i, headline);
        put_main(m, el, 0.5F, half, &v[TS_F_MAIN_50], &v[TS_F_IN_MAIN_50]);
        put_main(m, el, 0.8F, most, &v[TS_F_MAIN_80], &v[TS_F_IN_MAIN_80]);
        v[TS_F_MAIN_LINKS] = ts_share(m->elements[most->id].links, m->elements[most->id].text);
        put_boxes(m, &m->rows[i], el, containers);
        put_windows(m, sums, i, v);
        put_likes(m, i, v);
        put_neighbours(m, i, v);
    }
}

struct ts_features *ts_features_of(struct ts_arena *a, const struct ts_page *page)
{
    size_t n = page->pieces.n;
    struct maker m = { .page = page, .rows = TS_NEW_ARRAY(a, n, struct ts_features) };
    struct ts_reading reading = ts_reading_start(&m.scratch, a, page);

    m.elements = TS_NEW_ARRAY(&m.scratch, page->dom->n_nodes, struct element);
    m.letters = TS_NEW_ARRAY(&m.scratch, n, float);
    m.good = TS_NEW_ARRAY(&m.scratch, n, float);
    for (size_t id = 0; id < page->dom->n_nodes; id++)
        if (page->dom->nodes[id]->tag != TS_TAG_TEXT)
            look_up_from(&m, page->dom->nodes[id]);
    for (size_t i = 0; i < n; i++) {
        m.letters[i] = ts_reading_block(&reading, &page->pieces.list[i], &m.rows[i]);
        put_above(&m, &page->pieces.list[i], m.rows[i].v);
    }
    mark_repeats(&m);
    sum_elements(&m);
    gather_likes(&m);
    for (size_t i = 0; i < n; i++)
        put_levels(&m, page->pieces.list[i].el, m.rows[i].v);
    put_positions(&m);
    ts_reading_done(&reading);
    ts_arena_done(&m.scratch);
    return m.rows;
}
