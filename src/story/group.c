/* group.c - the life of a grouper: it is told of reports and where they are, of what the reader
 * decided, and of moves.  Where a new report belongs is found in group_place.c.  Of reports that
 * are gathered copies alone are looked for; all else is left to the look at a region. */
#include "group_priv.h"
#include "tearsheet/base/regrow.h"

enum {
    FIRST_MEMBERS = 2, /* room of a story for its reports */
};

struct ts_grouper *grouper_with(struct ts_arena *a, const struct rules *rules)
{
    struct ts_grouper *g = TS_NEW(a, struct ts_grouper);

    g->arena = a;
    g->rules = rules;
    g->max_bytes = TS_GROUP_MAX_BYTES;
    g->round_bytes = GROUPER_ROUND_BYTES;
    g->places.arena = a;
    g->reports.arena = a;
    g->copies.first.arena = a;
    freq_init(&g->freq, a);
    index_init(&g->index, a);
    return g;
}

const struct freq *grouper_freq(const struct ts_grouper *g)
{
    return &g->freq;
}

struct ts_grouper *ts_grouper_new(struct ts_arena *a)
{
    return grouper_with(a, &rules_default);
}

uint32_t grouper_number(const struct ts_grouper *g, int64_t id)
{
    const int64_t *place = ts_map_find(&g->reports, (uint64_t)id);

    return place && *place != 0 ? (uint32_t)*place - 1 : UINT32_MAX;
}

static uint32_t add_story(struct ts_grouper *g, int64_t id)
{
    struct group_story *fresh = TS_REPUSH(g->arena, g->stories, g->n_stories, g->stories_cap);

    fresh->id = id;
    return (uint32_t)g->n_stories - 1;
}

static uint32_t story_place(struct ts_grouper *g, int64_t id)
{
    if (is_gathered_story(id)) {
        uint32_t first = grouper_number(g, gathered_first(id));
        return first != UINT32_MAX ? g->members[first].story : add_story(g, id);
    }
    int64_t *place = ts_map_put(&g->places, (uint64_t)id);
    if (*place == 0)
        *place = (int64_t)add_story(g, id) + 1;
    return (uint32_t)(*place - 1);
}

/* Most stories have one report. */
static void add_member(struct ts_grouper *g, uint32_t story, uint32_t number)
{
    struct numbers *members = &g->stories[story].members;

    if (members->cap == 0) {
        members->cap = FIRST_MEMBERS;
        members->v = TS_NEW_ARRAY(g->arena, members->cap, uint32_t);
    }
    *TS_PUSH(g->arena, members->v, members->n, members->cap) = number;
}

void ts_grouper_expect(struct ts_grouper *g, const struct ts_fingerprint *fp)
{
    size_t n_before = g->reports.n;

    ts_map_put(&g->reports, (uint64_t)fp->id);
    if (g->reports.n > n_before)
        freq_add(&g->freq, fp);
}

void ts_grouper_read_from(struct ts_grouper *g, const struct ts_fingerprints *from)
{
    g->from = *from;
}

static void seed(struct ts_grouper *g, const struct ts_fingerprint *fp,
                 const struct ts_placement *where, bool is_gathered)
{
    uint32_t number = (uint32_t)g->n_members;
    struct member *m = TS_REPUSH(g->arena, g->members, g->n_members, g->members_cap);

    *m = (struct member){
        .id = fp->id,
        .at = fp->at,
        .form = fp->form,
        .is_gathered = is_gathered,
        .original_id = where->copy_of_id,
        .story = story_place(g, where->story_id),
        .fp = g->from.find ? NULL : fp,
    };
    if (where->saga_id != 0) {
        grouper_put_saga(g, story_place(g, where->saga_id), where->saga_id);
        grouper_put_saga(g, m->story, where->saga_id);
    }
    if (where->copy_of_id == 0)
        add_member(g, m->story, number);
    *ts_map_put(&g->reports, (uint64_t)fp->id) = (int64_t)number + 1;
}

void ts_grouper_seed(struct ts_grouper *g, const struct ts_fingerprint *fp,
                     const struct ts_placement *where)
{
    struct ts_arena scratch = { 0 };
    struct vector v = vector_make(&scratch, fp);

    ts_grouper_expect(g, fp);
    vector_weigh(&v, fp, g->rules, &g->freq);
    seed(g, fp, where, false);
    index_add(&g->index, &v);
    ts_arena_done(&scratch);
}

void ts_grouper_constrain(struct ts_grouper *g, int64_t a_id, int64_t b_id, bool is_together)
{
    *TS_PUSH(g->arena, g->constraints, g->n_constraints, g->constraints_cap) =
        (struct constraint){ a_id, b_id, is_together };
}

/* What may be a copy of a report, or it of that: among those that were gathered, and those that had
 * their places before. */
static void find_likely_copies(struct ts_grouper *g, const struct ts_fingerprint *fp,
                               struct ts_arena *a, struct numbers *found)
{
    if (g->index.n_lists > 0) {
        struct vector v = vector_make(a, fp);
        vector_weigh(&v, fp, g->rules, &g->freq);
        grouper_find(g, &v, a, found);
    }
    copies_find(&g->copies, fp, a, found);
}

void ts_grouper_gather(struct ts_grouper *g, const struct ts_fingerprint *fp)
{
    struct ts_arena scratch = { 0 };
    struct numbers found = { 0 };
    struct ts_placement where = { .score = 1 };

    g->max_bytes = TS_GROUP_MANY_BYTES;
    grouper_let_go(g);
    ts_grouper_expect(g, fp);
    find_likely_copies(g, fp, &scratch, &found);
    if (!grouper_find_original(g, fp, &found, &where))
        where.story_id = gathered_story(fp->id);
    copies_add(&g->copies, fp, (uint32_t)g->n_members);
    seed(g, fp, &where, true);
    index_leave_out(&g->index);
    ts_arena_done(&scratch);
}

/* Stories in the order of their reports' numbers, as when they were told of one by one. */
static void list_members(struct ts_grouper *g)
{
    for (size_t i = 0; i < g->n_stories; i++)
        g->stories[i].members.n = 0;
    for (uint32_t i = 0; i < g->n_members; i++)
        if (g->members[i].original_id == 0)
            add_member(g, g->members[i].story, i);
}

void ts_grouper_obey(struct ts_grouper *g, const struct ts_move *moves, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        struct member *m = &g->members[grouper_number(g, moves[i].id)];
        const struct ts_placement *where = &moves[i].where;
        m->story = story_place(g, where->story_id);
        m->original_id = where->copy_of_id;
        m->is_gathered = false;
        if (where->saga_id != 0)
            grouper_put_saga(g, m->story, where->saga_id);
    }
    list_members(g);
}
