/* The idea: the stories of the reports found are compared with the one that the report joins, as
 * when all are grouped at once.  A saga that is known to have several stories is continued by what
 * is near to more than one of them. */
#include "group_priv.h"
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

static bool is_established(const struct ts_grouper *g, int64_t saga_id)
{
    size_t n = 0;

    for (size_t i = 0; i < g->n_stories && n < SAGA_ESTABLISHED; i++)
        n += g->stories[i].saga_id == saga_id;
    return n == SAGA_ESTABLISHED;
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

int64_t grouper_find_saga(struct ts_grouper *g, const struct vector *v, const struct numbers *found,
                          const float *contents, const struct group_story *joined)
{
    struct ts_arena scratch = { 0 };
    struct saga_choices choices = { .places.arena = &scratch };
    struct ts_map done = { .arena = &scratch };
    struct cast mine = { 0 };

    if (joined)
        mine = cast_of(g, (uint32_t)(joined - g->stories));
    cast_add(&mine, v);
    for (size_t i = 0; i < found->n; i++) {
        uint32_t number = g->members[found->v[i]].story;
        const struct group_story *story = &g->stories[number];
        if (story == joined || contents[i] < saga_agrees(g->rules) || ts_map_find(&done, number))
            continue;
        *ts_map_put(&done, number) = 1;
        struct cast other = cast_of(g, number);
        float score = saga_score(g->rules, &mine, &other);
        if (score >= saga_agrees(g->rules))
            put_choice(&scratch, &choices, story->saga_id != 0 ? story->saga_id : story->id, score);
    }
    int64_t saga_id = choose_saga(g, &choices);
    ts_arena_done(&scratch);
    return saga_id;
}
