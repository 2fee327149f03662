/* The idea: the items of a region are looked up in an index of their own, made with the weights of
 * now in the order of time, so that the order of arrival plays no part.  It tells for each item
 * which earlier ones it is worth comparing with.
 *
 * The words of thousands of reports take more memory than all else, and are far apart in the
 * library.  So the pairs are scored in rounds: the words of some items are held, and the later
 * items that have pairs with them pass by, one at a time.  A usual region takes one round. */
#include <stdlib.h>

#include "region_priv.h"
#include "saga_priv.h"
#include "tearsheet/base/regrow.h"

enum {
    ROUNDS = 8,    /* with so many, more is held in each rather than that there are more */
    NEAR_MAX = 16, /* reports that are noted as near to one */
};

/* The earlier items that each is compared with are the edges of the region. */
struct pairs {
    struct ts_arena arena;
    struct region *region;
    size_t *next;    /* of each item: the first of its edges that is still to be scored */
    uint8_t *n_near; /* of each item: the reports noted as near to it */
    uint32_t n_held; /* items from the first on that were held while looking for pairs */
    size_t n_bytes;  /* of the words of all items */
};

size_t region_most_pairs(size_t n_items)
{
    size_t most = n_items > 0 ? REGION_PAIRS_MAX / n_items : REGION_PAIRS_MAX;

    return most > REGION_PAIRS_MIN ? most : REGION_PAIRS_MIN;
}

static uint32_t lead_of(const struct region *r, uint32_t item)
{
    return r->items[item].lead;
}

static bool is_roundup(const struct region *r, uint32_t item)
{
    return r->grouper->members[lead_of(r, item)].form == TS_FORM_ROUNDUP;
}

/* ---- which pairs ---- */

/* The words of the next item: held if all before are, and there is room. */
static const struct vector *look_at(struct pairs *p, uint32_t item, struct ts_arena *a)
{
    struct region *r = p->region;

    if (p->n_held < item || grouper_held(r->grouper) >= r->grouper->round_bytes)
        return grouper_glance(r->grouper, lead_of(r, item), a);
    p->n_held = item + 1;
    return grouper_vector(r->grouper, lead_of(r, item), true);
}

static int by_place(const void *p, const void *q)
{
    uint32_t a = *(const uint32_t *)p, b = *(const uint32_t *)q;
    return (a > b) - (a < b);
}

/* The pairs of the next item, in order. */
static void keep_pairs(struct pairs *p, const struct numbers *found)
{
    struct edges *edges = &p->region->edges;
    const size_t start = edges->n;

    for (size_t i = 0; i < found->n; i++)
        if (!is_roundup(p->region, found->v[i]))
            edges_add(edges, found->v[i]);
    if (edges->n > start)
        qsort(&edges->to[start], edges->n - start, sizeof *edges->to, by_place);
    edges_end_item(edges);
}

static void find_pairs(struct pairs *p)
{
    struct ts_arena scratch = { 0 }, passing = { 0 };
    struct index index;
    struct numbers found = { 0 };
    size_t most = region_most_pairs(p->region->n_items);

    index_init(&index, &scratch);
    for (uint32_t i = 0; i < p->region->n_items; i++) {
        const struct vector *v = look_at(p, i, &passing);
        found.n = 0;
        if (!is_roundup(p->region, i)) {
            index_find(&index, v, 0, REGION_POSTINGS_MAX, &scratch, &found);
            index_keep_nearest(&index, &found, most);
        }
        keep_pairs(p, &found);
        index_add(&index, v);
        p->n_bytes += vector_bytes(v);
        ts_arena_reset(&passing);
    }
    ts_arena_done(&passing);
    ts_arena_done(&scratch);
}

/* ---- their scores ---- */

/* Notes that two items may be of one affair, which will be asked when they have their stories. */
static void note_near(struct pairs *p, uint32_t x, uint32_t y, float content)
{
    struct ts_grouper *g = p->region->grouper;

    if (content < saga_agrees(g->rules) || p->n_near[x] == NEAR_MAX)
        return;
    p->n_near[x]++;
    *TS_REPUSH(g->arena, g->near, g->n_near, g->near_cap) =
        (struct near){ p->region->items[x].number, p->region->items[y].number, content };
}

/* The scores of an item and one before it; `v` has the words of the first, and is spread. */
static struct edge_scores score_pair(struct pairs *p, uint32_t x, uint32_t y,
                                     const struct vector *v)
{
    struct region *r = p->region;
    const struct vector *w = grouper_vector(r->grouper, lead_of(r, y), true);
    float content;

    struct edge_scores scores = region_scores(r, &r->items[x], v, &r->items[y], w, &content);
    note_near(p, x, y, content);
    return scores;
}

/* Is the next pair of an item that is to be scored one with an item before `end`? */
static bool is_due(const struct pairs *p, uint32_t item, uint32_t end)
{
    const struct edges *edges = &p->region->edges;

    return p->next[item] < edges->end[item] && edges->to[p->next[item]] < end;
}

/* The pairs of an item with those before `end`. */
static void score_item(struct pairs *p, uint32_t item, uint32_t end)
{
    struct ts_arena passing = { 0 };
    struct region *r = p->region;

    if (!is_due(p, item, end))
        return;
    struct vector v = *grouper_glance(r->grouper, lead_of(r, item), &passing);
    vector_spread(&passing, &v);
    for (; is_due(p, item, end); p->next[item]++) {
        const size_t i = p->next[item];
        r->edges.scores[i] = score_pair(p, item, r->edges.to[i], &v);
    }
    ts_arena_done(&passing);
}

/* Holds items from `end` on while there is room; returns the first that is not held. */
static uint32_t hold_some(struct pairs *p, uint32_t end)
{
    struct region *r = p->region;
    size_t least = r->grouper->round_bytes;
    size_t most = p->n_bytes / ROUNDS > least ? p->n_bytes / ROUNDS : least;

    while (end < r->n_items && grouper_held(r->grouper) < most)
        grouper_vector(r->grouper, lead_of(r, end++), true);
    return end;
}

static void score_pairs(struct pairs *p)
{
    struct region *r = p->region;

    for (uint32_t first = 0, end = hold_some(p, p->n_held); first < r->n_items;) {
        for (uint32_t item = first; item < r->n_items; item++)
            score_item(p, item, end);
        grouper_let_go_all(r->grouper);
        first = end;
        end = hold_some(p, first);
    }
}

static int by_report(const void *p, const void *q)
{
    const struct near *a = p, *b = q;

    if (a->report != b->report)
        return a->report < b->report ? -1 : 1;
    return (a->other > b->other) - (a->other < b->other);
}

/* From now on it is known of all items what is near to them. */
static void begin_near(struct region *r)
{
    struct ts_grouper *g = r->grouper;

    g->n_near = 0;
    for (size_t i = 0; i < g->n_members; i++)
        g->members[i].has_near = false;
    for (size_t i = 0; i < r->n_items; i++)
        g->members[r->items[i].number].has_near = true;
}

void region_connect(struct region *r)
{
    struct pairs p = { .region = r };
    struct ts_grouper *g = r->grouper;

    edges_init(&r->edges, r->arena, r->n_items);
    p.next = TS_NEW_ARRAY(&p.arena, r->n_items, size_t);
    p.n_near = TS_NEW_ARRAY(&p.arena, r->n_items, uint8_t);
    begin_near(r);
    find_pairs(&p);
    for (size_t i = 0; i < r->n_items; i++)
        p.next[i] = edges_start(&r->edges, i);
    if (r->edges.n >= REGION_MANY_PAIRS)
        ts_memory_give_back(); /* that of the index */
    edges_make_scores(&r->edges);
    score_pairs(&p);
    if (g->n_near > 0)
        qsort(g->near, g->n_near, sizeof *g->near, by_report);
    ts_arena_done(&p.arena);
}
