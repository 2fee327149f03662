/* The idea: two groups are joined only if some pair of their reports is near enough for that.  So
 * what can change when reports come is what can be reached from them over such pairs and over the
 * stories that are there; all else would come out as before. */
#include "region_priv.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/regrow.h"

enum { NEIGHBOURS_MAX = 1000 }; /* reports that are looked at for the sake of others */

/* What was together before stays so unless it is clearly nearer to something else: the score of two
 * reports that both had their place before is this much higher or lower. */
static const float habit = 1.25F;

float region_closeness(float closeness)
{
    return closeness / habit;
}

static bool is_before(const struct member *a, const struct member *b)
{
    return a->at != b->at ? a->at < b->at : a->id < b->id;
}

/* The report that `number` is a copy of, or itself.  A copy that was taken out of the story counts
 * as no report at all: UINT32_MAX. */
static uint32_t original_of(const struct ts_grouper *g, uint32_t number)
{
    const struct member *m = &g->members[number];

    if (m->original_id == 0)
        return number;
    uint32_t original = grouper_number(g, m->original_id);
    bool is_beside = original != UINT32_MAX && g->members[original].story == m->story &&
                     g->members[original].original_id == 0;
    return is_beside ? original : UINT32_MAX;
}

static void find_leads(struct region *r)
{
    const struct member *members = r->grouper->members;

    for (uint32_t i = 0; i < r->grouper->n_members; i++) {
        uint32_t original = original_of(r->grouper, i);
        if (original == i || original == UINT32_MAX)
            continue;
        uint32_t best = r->leads[original] != 0 ? r->leads[original] - 1 : original;
        if (is_before(&members[i], &members[best]))
            best = i;
        r->leads[original] = best + 1;
    }
}

static uint32_t lead_of(const struct region *r, uint32_t original)
{
    return r->leads[original] != 0 ? r->leads[original] - 1 : original;
}

static void add_story(struct region *r, uint32_t story)
{
    const struct numbers *members = &r->grouper->stories[story].members;

    if (r->has_story[story])
        return;
    r->has_story[story] = true;
    for (size_t i = 0; i < members->n; i++)
        *TS_REPUSH(r->arena, r->items, r->n_items, r->items_cap) =
            (struct region_item){ members->v[i], lead_of(r, members->v[i]) };
}

/* What the scores of two items are multiplied by. */
static float habit_of(const struct region *r, uint32_t x, uint32_t y)
{
    const struct member *members = r->grouper->members;

    if (r->is_fresh[x] || r->is_fresh[y])
        return 1;
    return members[x].story == members[y].story ? habit : 1 / habit;
}

struct edge_scores region_scores(const struct region *r, const struct region_item *x,
                                 const struct vector *v, const struct region_item *y,
                                 const struct vector *w, float *content)
{
    const struct rules *rules = r->grouper->rules;
    float times = habit_of(r, x->number, y->number);

    *content = pair_content(rules, v, w);
    float score = pair_score_of(rules, v, w, *content);
    float late = pair_late_score(rules, v, w, *content, score);
    return link_scores(score * times, late * times, rules->join);
}

/* Whether two items are near enough by themselves to come together; `v` has the words of the first.
 */
static bool is_near(const struct region *r, const struct region_item *x, const struct vector *v,
                    const struct region_item *y)
{
    float content;
    const struct vector *w = grouper_vector(r->grouper, y->lead, true);

    return region_scores(r, x, v, y, w, &content).late >= link_least(r->grouper->rules->join);
}

/* The item that a report stands for, or one with UINT32_MAX for a number if it counts for none. */
static struct region_item item_of(const struct region *r, uint32_t number)
{
    uint32_t original = original_of(r->grouper, number);

    return (struct region_item){ original,
                                 original != UINT32_MAX ? lead_of(r, original) : UINT32_MAX };
}

/* Takes in the stories of the reports that are near to an item. */
static void explore(struct region *r, const struct region_item *item, size_t most)
{
    struct ts_grouper *g = r->grouper;
    struct ts_arena scratch = { 0 };
    struct numbers found = { 0 };

    grouper_let_go(g);
    struct vector *v = grouper_vector(g, item->lead, true);
    vector_spread(&scratch, v);
    if (v->fp->form != TS_FORM_ROUNDUP)
        grouper_find(g, v, &scratch, &found);
    for (size_t i = 0; i < found.n && r->n_items < most; i++) {
        struct region_item other = item_of(r, found.v[i]);
        if (other.number == UINT32_MAX || r->has_story[g->members[other.number].story] ||
            g->members[other.lead].form == TS_FORM_ROUNDUP)
            continue;
        if (is_near(r, item, v, &other))
            add_story(r, g->members[other.number].story);
    }
    v->places = NULL;
    ts_arena_done(&scratch);
}

/* For qsort(), which hands on nothing but two items. */
struct dated {
    struct region_item item;
    const struct member *lead;
};

static int by_time(const void *p, const void *q)
{
    const struct member *a = ((const struct dated *)p)->lead, *b = ((const struct dated *)q)->lead;

    return is_before(a, b) ? -1 : is_before(b, a);
}

static void sort_items(struct region *r)
{
    struct ts_arena scratch = { 0 };
    struct dated *dated = TS_NEW_ARRAY(&scratch, r->n_items, struct dated);

    for (size_t i = 0; i < r->n_items; i++)
        dated[i] = (struct dated){ r->items[i], &r->grouper->members[r->items[i].lead] };
    if (r->n_items > 0)
        qsort(dated, r->n_items, sizeof *dated, by_time);
    for (size_t i = 0; i < r->n_items; i++) {
        r->items[i] = dated[i].item;
        r->places[r->items[i].number] = (uint32_t)i + 1;
    }
    ts_arena_done(&scratch);
}

/* How many reports could be in the region: those that are no copies. */
static size_t count_items(const struct ts_grouper *g)
{
    size_t n = 0;

    for (size_t i = 0; i < g->n_stories; i++)
        n += g->stories[i].members.n;
    return n;
}

static void begin(struct region *r, const int64_t *ids, size_t n_ids)
{
    const struct ts_grouper *g = r->grouper;

    for (size_t i = 0; i < n_ids; i++) {
        uint32_t number = grouper_number(g, ids[i]);
        if (number == UINT32_MAX)
            continue;
        r->is_fresh[number] = true;
        add_story(r, g->members[number].story);
    }
}

void region_find(struct region *r, const int64_t *ids, size_t n_ids)
{
    r->has_story = TS_NEW_ARRAY(r->arena, r->grouper->n_stories, bool);
    r->is_fresh = TS_NEW_ARRAY(r->arena, r->grouper->n_members, bool);
    r->places = TS_NEW_ARRAY(r->arena, r->grouper->n_members, uint32_t);
    r->leads = TS_NEW_ARRAY(r->arena, r->grouper->n_members, uint32_t);
    find_leads(r);
    begin(r, ids, n_ids);
    size_t most = r->n_items + NEIGHBOURS_MAX, all = count_items(r->grouper);
    for (size_t i = 0; i < r->n_items && r->n_items < all; i++)
        explore(r, &(struct region_item){ r->items[i].number, r->items[i].lead }, most);
    sort_items(r);
    if (grouper_held(r->grouper) >= r->grouper->round_bytes)
        grouper_let_go_all(r->grouper); /* most of them were held for the sake of others */
    region_connect(r);
    grouper_let_go_all(r->grouper); /* linking takes room, and needs none of them */
    if (r->edges.n >= REGION_MANY_PAIRS)
        ts_memory_give_back();
}

size_t region_place(const struct region *r, int64_t report_id)
{
    uint32_t number = grouper_number(r->grouper, report_id);
    uint32_t original = number != UINT32_MAX ? original_of(r->grouper, number) : UINT32_MAX;
    uint32_t place = original != UINT32_MAX ? r->places[original] : 0;

    return place != 0 ? (size_t)place - 1 : SIZE_MAX;
}

bool region_is_old(const struct region *r, uint32_t story)
{
    const struct ts_grouper *g = r->grouper;
    const struct numbers *members = &g->stories[story].members;

    for (size_t i = 0; i < members->n; i++) {
        int64_t at = g->members[members->v[i]].at;
        if (at != 0 && at < r->whole_from_at)
            return true;
    }
    return false;
}
