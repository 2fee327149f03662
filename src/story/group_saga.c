/* The idea: the stories of the reports found are compared with the one that the report joins, as
 * when all are grouped at once.  A saga that is known to have several stories is continued by what
 * is near to more than one of them.  Stories whose reports are all new, or have a fuller text than
 * when they were placed, are asked again, in the order of time, as if each had just come. */
#include "group_priv.h"

#include <stdlib.h>

#include "saga_priv.h"

static struct cast cast_of(struct ts_grouper *g, uint32_t story)
{
    const struct numbers *members = &g->stories[story].members;
    struct cast cast = { 0 };

    for (size_t i = 0; i < members->n && cast.n < SAGA_REPORTS_MAX; i++) {
        const struct vector *v = grouper_vector(g, members->v[i], false);
        if (v->fp->form != TS_FORM_ROUNDUP)
            cast_add(&cast, v);
    }
    return cast;
}

/* A saga that a report may belong to: its id, its nearest story's score, and how many of its
 * stories are near. */
struct saga_choice {
    int64_t id;
    float score;
    size_t n_near;
};

struct saga_choices {
    struct ts_map places; /* saga id to place + 1 */
    struct saga_choice *v;
    size_t n, cap;
};

static void put_choice(struct ts_arena *a, struct saga_choices *c, int64_t id, float score)
{
    int64_t *place = ts_map_put(&c->places, (uint64_t)id);

    if (*place == 0) {
        *TS_PUSH(a, c->v, c->n, c->cap) = (struct saga_choice){ .id = id };
        *place = (int64_t)c->n;
    }
    struct saga_choice *choice = &c->v[*place - 1];
    choice->score = score > choice->score ? score : choice->score;
    choice->n_near++;
}

/* The story that began a saga, or NULL if it is not known. */
static struct group_story *first_of(const struct ts_grouper *g, int64_t saga_id)
{
    const int64_t *place = saga_id != 0 ? ts_map_find(&g->places, (uint64_t)saga_id) : NULL;

    return place ? &g->stories[*place - 1] : NULL;
}

void grouper_put_saga(struct ts_grouper *g, uint32_t story, int64_t saga_id)
{
    struct group_story *before = first_of(g, g->stories[story].saga_id);
    struct group_story *first = first_of(g, saga_id);

    g->stories[story].saga_id = saga_id;
    if (before)
        before->n_of_saga--;
    if (first)
        first->n_of_saga++;
}

static bool is_established(const struct ts_grouper *g, int64_t saga_id)
{
    const struct group_story *first = first_of(g, saga_id);

    return first && first->n_of_saga >= SAGA_ESTABLISHED;
}

/* The nearest saga; of one with several stories more than one must be near. */
static int64_t choose_saga(const struct ts_grouper *g, const struct saga_choices *c)
{
    struct saga_choice best = { .score = g->rules->saga };

    for (size_t i = 0; i < c->n; i++) {
        const struct saga_choice *choice = &c->v[i];
        bool is_better = choice->score > best.score ||
                         (choice->score == best.score && (best.id == 0 || choice->id < best.id));
        if (is_better && (choice->n_near > 1 || !is_established(g, choice->id)))
            best = *choice;
    }
    return best.id;
}

static bool is_later(const struct ts_map *later, uint32_t number)
{
    const int64_t *is_there = later ? ts_map_find(later, number) : NULL;

    return is_there && *is_there != 0;
}

/* A cast that is quick to compare with many. */
struct spread_cast {
    struct vector vectors[SAGA_REPORTS_MAX];
    struct cast cast;
};

static void cast_spread(struct ts_arena *a, struct spread_cast *spread, const struct cast *cast)
{
    for (size_t i = 0; i < cast->n; i++) {
        spread->vectors[i] = *cast->v[i];
        vector_spread(a, &spread->vectors[i]);
        spread->cast.v[i] = &spread->vectors[i];
    }
    spread->cast.n = cast->n;
}

/* What asks for its saga: a story, or a report and the story it joins, if any. */
struct asker {
    uint32_t story;            /* UINT32_MAX: none */
    const struct vector *v;    /* a report that is not among its members yet, or NULL */
    struct spread_cast spread; /* once it is needed */
};

static bool is_one_report(const struct ts_grouper *g, const struct asker *asker)
{
    size_t n = asker->story != UINT32_MAX ? g->stories[asker->story].members.n : 0;

    return n + (asker->v != NULL) == 1;
}

static const struct cast *cast_of_asker(struct ts_grouper *g, struct asker *asker,
                                        struct ts_arena *a)
{
    struct cast cast = { 0 };

    if (asker->spread.cast.n > 0)
        return &asker->spread.cast;
    if (asker->story != UINT32_MAX)
        cast = cast_of(g, asker->story);
    if (asker->v)
        cast_add(&cast, asker->v);
    cast_spread(a, &asker->spread, &cast);
    return &asker->spread.cast;
}

/* How much `other` looks like a part of the asker's affair; `content` is what the nearest reports
 * of both have in common.  Most stories are one report, and then that is all there is to know,
 * unless it is so much that they may be a series. */
static float score_of(struct ts_grouper *g, struct asker *asker, uint32_t other, float content,
                      struct ts_arena *a)
{
    if (content < pair_series_least(g->rules) && g->stories[other].members.n == 1 &&
        is_one_report(g, asker))
        return content;
    const struct cast cast = cast_of(g, other);
    return saga_score(g->rules, cast_of_asker(g, asker, a), &cast);
}

/* Whether the story of a report found is worth a look. */
static bool is_near(const struct ts_grouper *g, uint32_t number, float content)
{
    return content >= saga_agrees(g->rules) && g->members[number].form != TS_FORM_ROUNDUP;
}

/* The nearest saga of the stories of the reports found, each as near as `contents` tells; without
 * the asker's own and those `later` has. */
static int64_t find_saga(struct ts_grouper *g, struct asker *asker, const struct numbers *found,
                         const float *contents, const struct ts_map *later)
{
    struct ts_arena scratch = { 0 };
    struct saga_choices choices = { .places.arena = &scratch };
    struct ts_map done = { .arena = &scratch };

    for (size_t i = 0; i < found->n; i++) {
        uint32_t number = g->members[found->v[i]].story;
        if (number == asker->story || !is_near(g, found->v[i], contents[i]) ||
            is_later(later, number) || (*ts_map_put(&done, number))++ > 0)
            continue;
        const struct group_story *story = &g->stories[number];
        float score = score_of(g, asker, number, contents[i], &scratch);
        if (score >= saga_agrees(g->rules))
            put_choice(&scratch, &choices, story->saga_id != 0 ? story->saga_id : story->id, score);
    }
    int64_t saga_id = choose_saga(g, &choices);
    ts_arena_done(&scratch);
    return saga_id;
}

int64_t grouper_find_saga(struct ts_grouper *g, const struct vector *v, const struct numbers *found,
                          const float *contents, const struct group_story *joined)
{
    struct asker asker = { .story = UINT32_MAX, .v = v };

    if (joined)
        asker.story = (uint32_t)(joined - g->stories);
    return find_saga(g, &asker, found, contents, NULL);
}

/* ---- stories that are asked again ---- */

/* A story and when it began, for qsort(). */
struct asked {
    uint32_t number;
    int64_t at, id, old_saga_id;
};

static int by_time(const void *p, const void *q)
{
    const struct asked *x = p, *y = q;

    if (x->at != y->at)
        return x->at < y->at ? -1 : 1;
    return (x->id > y->id) - (x->id < y->id);
}

struct asking {
    struct ts_arena arena;
    struct ts_grouper *grouper;
    struct ts_map reports; /* ids */
    struct ts_map later;   /* numbers of stories to 1 while they are still to be asked */
    struct asked *stories;
    size_t n, cap;
};

/* Asks a story again if all its reports are among those given, and forgets its saga till then. */
static void take_story(struct asking *k, uint32_t number)
{
    struct ts_grouper *g = k->grouper;
    struct group_story *story = &g->stories[number];
    struct asked asked = { .number = number, .id = story->id, .old_saga_id = story->saga_id };

    if (story->members.n == 0 || ts_map_find(&k->later, number))
        return;
    for (size_t i = 0; i < story->members.n; i++) {
        const struct member *m = &g->members[story->members.v[i]];
        if (!ts_map_find(&k->reports, (uint64_t)m->id))
            return;
        asked.at = i == 0 || m->at < asked.at ? m->at : asked.at;
    }
    *ts_map_put(&k->later, number) = 1;
    grouper_put_saga(g, number, 0);
    *TS_PUSH(&k->arena, k->stories, k->n, k->cap) = asked;
}

/* How near the reports found are to `mine`, if that is nearer than to others. */
static void compare(struct ts_grouper *g, const struct vector *mine, const struct numbers *found,
                    float *contents)
{
    struct ts_arena scratch = { 0 };
    struct vector spread = *mine;

    vector_spread(&scratch, &spread);
    for (size_t i = 0; i < found->n; i++) {
        const struct vector *other = grouper_vector(g, found->v[i], false);
        if (other->fp->form == TS_FORM_ROUNDUP)
            continue;
        float content = pair_content(g->rules, &spread, other);
        contents[i] = content > contents[i] ? content : contents[i];
    }
    ts_arena_done(&scratch);
}

/* Reports, and how near they are. */
struct nearby {
    struct numbers found;
    float *contents;
    size_t n_contents, contents_cap;
};

/* The reports that any report of the story is worth comparing with, and how near they are to the
 * nearest of these. */
static void find_near(struct ts_grouper *g, const struct cast *mine, struct ts_arena *a,
                      struct nearby *near)
{
    for (size_t i = 0; i < mine->n; i++)
        grouper_find(g, mine->v[i], a, &near->found);
    near->contents = TS_NEW_ARRAY(a, near->found.n, float);
    for (size_t i = 0; i < mine->n; i++)
        compare(g, mine->v[i], &near->found, near->contents);
}

static int by_report(const void *p, const void *q)
{
    uint32_t a = *(const uint32_t *)p, b = ((const struct near *)q)->report;
    return (a > b) - (a < b);
}

/* What was noted of a report. */
static void take_noted(const struct ts_grouper *g, uint32_t number, struct ts_arena *a,
                       struct nearby *near)
{
    const struct near *end = g->near + g->n_near;
    const struct near *one =
        g->n_near > 0 ? bsearch(&number, g->near, g->n_near, sizeof *g->near, by_report) : NULL;

    if (!one)
        return;
    while (one > g->near && one[-1].report == number)
        one--;
    for (; one < end && one->report == number; one++) {
        *TS_PUSH(a, near->found.v, near->found.n, near->found.cap) = one->other;
        *TS_PUSH(a, near->contents, near->n_contents, near->contents_cap) = one->content;
    }
}

/* The same as find_near() if the last look at a region noted it; false if not. */
static bool find_noted(const struct ts_grouper *g, const struct numbers *members,
                       struct ts_arena *a, struct nearby *near)
{
    for (size_t i = 0; i < members->n; i++)
        if (!g->members[members->v[i]].has_near)
            return false;
    for (size_t i = 0; i < members->n && i < SAGA_REPORTS_MAX; i++)
        take_noted(g, members->v[i], a, near);
    return true;
}

static int64_t saga_of(struct asking *k, uint32_t story, struct ts_arena *a)
{
    struct ts_grouper *g = k->grouper;
    struct asker asker = { .story = story };
    struct nearby near = { 0 };

    if (!find_noted(g, &g->stories[story].members, a, &near)) {
        const struct cast mine = cast_of(g, story);
        find_near(g, &mine, a, &near);
    }
    return find_saga(g, &asker, &near.found, near.contents, &k->later);
}

static void ask_again(struct asking *k, const struct asked *asked)
{
    struct ts_grouper *g = k->grouper;
    struct ts_arena scratch = { 0 };

    grouper_let_go(g);
    int64_t saga_id = saga_of(k, asked->number, &scratch);
    const struct group_story *first = first_of(g, saga_id);
    grouper_put_saga(g, asked->number, saga_id);
    if (first) /* it may not know yet that it began one */
        grouper_put_saga(g, (uint32_t)(first - g->stories), saga_id);
    ts_arena_done(&scratch);
}

struct ts_saga_of *ts_grouper_sagas(struct ts_grouper *g, struct ts_arena *a, const int64_t *ids,
                                    size_t n_ids, size_t *n)
{
    struct asking k = { .grouper = g };

    k.reports.arena = k.later.arena = &k.arena;
    for (size_t i = 0; i < n_ids; i++)
        *ts_map_put(&k.reports, (uint64_t)ids[i]) = 1;
    for (size_t i = 0; i < n_ids; i++) {
        uint32_t number = grouper_number(g, ids[i]);
        if (number != UINT32_MAX)
            take_story(&k, g->members[number].story);
    }
    if (k.n > 0)
        qsort(k.stories, k.n, sizeof *k.stories, by_time);
    for (size_t i = 0; i < k.n; i++) {
        *ts_map_put(&k.later, k.stories[i].number) = 0;
        ask_again(&k, &k.stories[i]);
    }
    struct ts_saga_of *sagas = TS_NEW_ARRAY(a, k.n, struct ts_saga_of);
    *n = 0;
    for (size_t i = 0; i < k.n; i++) {
        int64_t saga_id = g->stories[k.stories[i].number].saga_id;
        if (saga_id != k.stories[i].old_saga_id)
            sagas[(*n)++] = (struct ts_saga_of){ k.stories[i].id, saga_id };
    }
    ts_arena_done(&k.arena);
    return sagas;
}
