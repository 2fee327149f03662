/* The idea: reports are placed as they come, and a late one may show that two stories are one, or
 * that a report went to the wrong one.  So the stories around the reports that came are grouped
 * anew by average link, as all at once would be; then each story's id goes to the group that has
 * most of it, and what is elsewhere moves.  What the reader decided is put in as pairs nothing can
 * outweigh.  The order in which the reports came plays no part. */
#include <stdlib.h>

#include "region_priv.h"
#include "tearsheet/base/regrow.h"

/* Scores of pairs that the reader tied or parted: beyond what all others can add up to, and parting
 * beyond tying. */
static const float tied = 1e5F;
static const float parted = -1e7F;

struct repair {
    struct ts_arena *arena;
    struct ts_grouper *g;
    struct region region;
    uint32_t *group; /* of each item, by its first item */
    uint32_t *owner; /* of each story with an item: the group that has most of it */
    int64_t *id;     /* of each group, 0 for a new story */
    struct ts_arena *moves_arena;
    struct ts_move *moves;
    size_t n_moves, moves_cap;
};

static uint32_t story_of(const struct repair *r, size_t item)
{
    return r->g->members[r->region.items[item].number].story;
}

static void tie(struct repair *r, size_t x, size_t y, float score)
{
    if (x == SIZE_MAX || y == SIZE_MAX || x == y)
        return;
    edges_tie(&r->region.edges, (uint32_t)x, (uint32_t)y, score);
}

/* The reader joins whole stories by a pair of their reports, so that such stories stay as they are;
 * and so do those that are not known in full. */
static void keep_stories(struct repair *r, const struct ts_map *joined)
{
    struct ts_map last = { .arena = r->arena };

    for (size_t i = 0; i < r->region.n_items; i++) {
        uint32_t story = story_of(r, i);
        if (!ts_map_find(joined, story) && !region_is_old(&r->region, story))
            continue;
        int64_t *before = ts_map_put(&last, story);
        if (*before != 0)
            tie(r, (size_t)*before - 1, i, tied);
        *before = (int64_t)i + 1;
    }
}

static void obey(struct repair *r)
{
    struct ts_map joined = { .arena = r->arena };

    for (size_t i = 0; i < r->g->n_constraints; i++) {
        const struct constraint *c = &r->g->constraints[i];
        size_t x = region_place(&r->region, c->a_id), y = region_place(&r->region, c->b_id);
        if (x == SIZE_MAX || y == SIZE_MAX)
            continue;
        tie(r, x, y, c->is_together ? tied : parted);
        if (c->is_together) {
            *ts_map_put(&joined, story_of(r, x)) = 1;
            *ts_map_put(&joined, story_of(r, y)) = 1;
        }
    }
    keep_stories(r, &joined);
}

/* Gives each story to the group that has most of its reports; of equal ones, to the first. */
static void find_owners(struct repair *r)
{
    struct ts_arena scratch = { 0 };
    struct ts_map counts = { .arena = &scratch }; /* by story and group */
    uint32_t *most = TS_NEW_ARRAY(&scratch, r->g->n_stories, uint32_t);

    r->owner = TS_NEW_ARRAY(r->arena, r->g->n_stories, uint32_t);
    for (size_t i = 0; i < r->region.n_items; i++)
        ++*ts_map_put(&counts, (uint64_t)story_of(r, i) << 32 | r->group[i]);
    for (size_t i = 0; i < r->region.n_items; i++) {
        uint32_t story = story_of(r, i);
        uint32_t n = (uint32_t)*ts_map_find(&counts, (uint64_t)story << 32 | r->group[i]);
        if (n <= most[story])
            continue;
        most[story] = n;
        r->owner[story] = r->group[i];
    }
    ts_arena_done(&scratch);
}

/* The earliest of the stories that a group owns gives the id, an old one first. */
static void name_groups(struct repair *r)
{
    bool *is_old = TS_NEW_ARRAY(r->arena, r->region.n_items, bool);

    r->id = TS_NEW_ARRAY(r->arena, r->region.n_items, int64_t);
    for (size_t i = 0; i < r->region.n_items; i++) {
        uint32_t story = story_of(r, i), group = r->owner[story];
        int64_t id = r->g->stories[story].id;
        bool old = region_is_old(&r->region, story);
        bool is_better =
            r->id[group] == 0 || old > is_old[group] || (old == is_old[group] && id < r->id[group]);
        if (!is_better)
            continue;
        r->id[group] = id;
        is_old[group] = old;
    }
}

/* The average (late) score of each item to the others of its group; 0 if it is alone. */
static float *average_scores(const struct repair *r)
{
    size_t n = r->region.n_items;
    float *sum = TS_NEW_ARRAY(r->arena, n, float);
    uint32_t *size = TS_NEW_ARRAY(r->arena, n, uint32_t);
    struct edges_walk walk = { 0 };
    struct edge e;

    while (edges_next(&r->region.edges, &walk, &e)) {
        const float late = e.scores.late;
        bool counts = r->group[e.a] == r->group[e.b] && late > 0 && late < tied;
        sum[e.a] += counts ? late : 0;
        sum[e.b] += counts ? late : 0;
    }
    for (size_t i = 0; i < n; i++)
        size[r->group[i]]++;
    for (size_t i = 0; i < n; i++)
        if (size[r->group[i]] > 1)
            sum[i] /= (float)(size[r->group[i]] - 1);
    return sum;
}

static void put_move(struct repair *r, struct ts_move move)
{
    *TS_REPUSH(r->moves_arena, r->moves, r->n_moves, r->moves_cap) = move;
}

static void move_item(struct repair *r, size_t item, float score)
{
    uint32_t group = r->group[item], story = story_of(r, item), owner = r->owner[story];
    const struct group_story *from = &r->g->stories[story];
    const struct member *first = &r->g->members[r->region.items[group].number];
    const int64_t *to =
        r->id[group] != 0 ? ts_map_find(&r->g->places, (uint64_t)r->id[group]) : NULL;
    int64_t saga_id = to ? r->g->stories[*to - 1].saga_id : 0;

    put_move(r, (struct ts_move){
                    .id = r->g->members[r->region.items[item].number].id,
                    .where = { .story_id = r->id[group],
                               .saga_id = saga_id != 0 ? saga_id : from->saga_id,
                               .score = score > 0 ? pair_likeness(r->g->rules, score) : 1 },
                    .from_id = from->id,
                    .first_id = first->id,
                    .ends_story = owner == group,
                });
}

/* The move of a copy whose original moves by `move`. */
static struct ts_move move_of_copy(const struct member *m, struct ts_move move)
{
    move.id = m->id;
    move.where.copy_of_id = m->original_id;
    move.where.score = 1;
    return move;
}

/* That of a copy that was gathered, to what stays where it is. */
static struct ts_move move_of_gathered(const struct member *m, const struct group_story *story)
{
    return (struct ts_move){
        .id = m->id,
        .where = { story->id, story->saga_id, m->original_id, 1 },
        .first_id = m->original_id,
    };
}

/* Copies go where their originals go. */
static void move_copies(struct repair *r)
{
    struct ts_map moved = { .arena = r->arena }; /* original to place + 1 in `moves` */
    size_t n = r->n_moves;

    for (size_t i = 0; i < n; i++)
        *ts_map_put(&moved, (uint64_t)r->moves[i].id) = (int64_t)i + 1;
    for (size_t i = 0; i < r->g->n_members; i++) {
        const struct member *m = &r->g->members[i];
        const struct group_story *story = &r->g->stories[m->story];
        if (m->original_id == 0)
            continue;
        const int64_t *place = ts_map_find(&moved, (uint64_t)m->original_id);
        bool goes_along = place && story->id == r->moves[*place - 1].from_id;
        if (!goes_along && !m->is_gathered)
            continue;
        put_move(r,
                 goes_along ? move_of_copy(m, r->moves[*place - 1]) : move_of_gathered(m, story));
    }
}

/* A move as told: nobody knows of the stories that gathered reports have meanwhile. */
static struct ts_move told(struct ts_move move)
{
    if (is_gathered_story(move.where.story_id))
        move.where.story_id = 0;
    if (is_gathered_story(move.from_id)) {
        move.from_id = 0;
        move.ends_story = false;
    }
    return move;
}

static void find_moves(struct repair *r)
{
    const float *scores = average_scores(r);

    for (size_t i = 0; i < r->region.n_items; i++) {
        uint32_t story = story_of(r, i);
        bool stays = r->id[r->group[i]] == r->g->stories[story].id &&
                     !is_gathered_story(r->g->stories[story].id);
        if (!stays && !region_is_old(&r->region, story))
            move_item(r, i, scores[i]);
    }
    move_copies(r);
}

static void link_items(struct repair *r)
{
    size_t n = r->region.n_items;
    bool *is_bare = TS_NEW_ARRAY(r->arena, n, bool);
    const struct link_rules rules = { r->g->rules->join, region_closeness(r->g->rules->closeness),
                                      is_bare };

    r->group = TS_NEW_ARRAY(r->arena, n, uint32_t);
    for (size_t i = 0; i < n; i++)
        is_bare[i] = r->g->members[r->region.items[i].number].form == TS_FORM_HEADLINE;
    link_average((uint32_t)n, &r->region.edges, &rules, r->group);
}

struct ts_move *ts_grouper_repair(struct ts_grouper *g, struct ts_arena *a, int64_t whole_from_at,
                                  const int64_t *ids, size_t n_ids, size_t *n)
{
    struct ts_arena scratch = { 0 };
    struct repair r = {
        .arena = &scratch,
        .g = g,
        .region = { .arena = &scratch, .grouper = g, .whole_from_at = whole_from_at },
        .moves_arena = a,
    };

    copies_forget(&g->copies); /* all that was gathered gets its place now */
    region_find(&r.region, ids, n_ids);
    obey(&r);
    link_items(&r);
    find_owners(&r);
    name_groups(&r);
    find_moves(&r);
    for (size_t i = 0; i < r.n_moves; i++)
        r.moves[i] = told(r.moves[i]);
    *n = r.n_moves;
    ts_arena_done(&scratch);
    return r.moves;
}
