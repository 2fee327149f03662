/* group_place.c - where a new report belongs.
 *
 * It is compared with every member of the stories that share a rare word with it, and joins the
 * story whose members are nearest on average, if that is near enough and not the work of one member
 * alone.  Words are weighed by the reports seen so far. */
#include <stdlib.h>

#include "group_priv.h"
#include "link_priv.h"

enum {
    POSTINGS_MAX = 400,    /* words in more of the reports are not looked up, as by a second look */
    REPORTS_COMPARED = 32, /* of those found, the most promising: the work has a bound */
    MEMBERS_COMPARED = 48, /* of a large story, the latest */
    STORIES_COMPARED = 12, /* member by member: those with the nearest reports */
};

/* The report that `c` ties or parts `id` with, or 0. */
static int64_t other_of(const struct constraint *c, int64_t id)
{
    return c->a_id == id ? c->b_id : c->b_id == id ? c->a_id : 0;
}

/* True if the reader has decided so about report `id` and a report of `story`. */
static bool is_decided(const struct ts_grouper *g, int64_t id, uint32_t story, bool is_together)
{
    for (size_t i = 0; i < g->n_constraints; i++) {
        int64_t other = other_of(&g->constraints[i], id);
        if (other == 0 || g->constraints[i].is_together != is_together)
            continue;
        uint32_t number = grouper_number(g, other);
        if (number != UINT32_MAX && g->members[number].story == story)
            return true;
    }
    return false;
}

/* Where the reader wants report `id`, if that is known. */
static bool find_joined(const struct ts_grouper *g, int64_t id, struct ts_placement *out)
{
    for (size_t i = 0; i < g->n_constraints; i++) {
        int64_t other = other_of(&g->constraints[i], id);
        uint32_t number = other != 0 ? grouper_number(g, other) : UINT32_MAX;
        if (number == UINT32_MAX || !g->constraints[i].is_together)
            continue;
        const struct group_story *story = &g->stories[g->members[number].story];
        *out = (struct ts_placement){ story->id, story->saga_id, 0, 1 };
        return true;
    }
    return false;
}

bool grouper_find_original(struct ts_grouper *g, const struct ts_fingerprint *fp,
                           const struct numbers *found, struct ts_placement *out)
{
    const struct member *best = NULL;

    for (size_t i = 0; i < found->n; i++) {
        const struct member *m = &g->members[found->v[i]];
        const struct ts_fingerprint *other = grouper_vector(g, found->v[i], false)->fp;
        bool is_copy = pair_is_same_page(fp, other) || pair_is_copy(g->rules, fp, other);
        if (!is_copy || is_decided(g, fp->id, m->story, false))
            continue;
        if (!best || m->at < best->at)
            best = m;
    }
    if (!best)
        return false;
    const struct group_story *story = &g->stories[best->story];
    *out = (struct ts_placement){
        .story_id = story->id,
        .saga_id = story->saga_id,
        .copy_of_id = best->original_id != 0 ? best->original_id : best->id,
        .score = 1,
    };
    return true;
}

/* A report that is placed, and what it has in common with those found. */
struct newcomer {
    struct vector *v;
    const struct numbers *found;
    const float *contents; /* of these */
    struct ts_map places;  /* number of a report found to its place + 1 */
};

static struct newcomer newcomer_make(struct ts_grouper *g, struct vector *v,
                                     const struct numbers *found, struct ts_arena *a)
{
    struct newcomer newcomer = { .v = v, .found = found, .places.arena = a };
    float *contents = TS_NEW_ARRAY(a, found->n, float);

    for (size_t i = 0; i < found->n; i++) {
        contents[i] = pair_content(g->rules, v, grouper_vector(g, found->v[i], false));
        *ts_map_put(&newcomer.places, found->v[i]) = (int64_t)i + 1;
    }
    newcomer.contents = contents;
    return newcomer;
}

static float score_of_member(struct ts_grouper *g, const struct newcomer *newcomer, uint32_t number,
                             const struct vector *member)
{
    const int64_t *place = ts_map_find(&newcomer->places, number);

    if (!place)
        return pair_score(g->rules, newcomer->v, member);
    return pair_score_of(g->rules, newcomer->v, member, newcomer->contents[*place - 1]);
}

/* The (tempered) average score to the members of a story; 0 if too few of them agree. */
static float score_of_story(struct ts_grouper *g, const struct newcomer *newcomer, uint32_t story)
{
    const struct numbers *members = &g->stories[story].members;
    size_t first = members->n > MEMBERS_COMPARED ? members->n - MEMBERS_COMPARED : 0;
    float sum = 0;
    size_t n = 0, n_agree = 0;

    for (size_t i = first; i < members->n; i++) {
        const struct vector *other = grouper_vector(g, members->v[i], false);
        if (other->fp->form == TS_FORM_ROUNDUP)
            return 0;
        float score = score_of_member(g, newcomer, members->v[i], other);
        sum += link_tempered(score);
        n++;
        n_agree += score >= g->rules->join * g->rules->agree;
    }
    if (n == 0 || (float)n_agree < g->rules->quorum * (float)n)
        return 0;
    return link_untempered(sum / (float)n);
}

/* A story that a report may join, and the score of its nearest report. */
struct candidate {
    uint32_t story;
    float score;
};

static int by_score(const void *p, const void *q)
{
    const struct candidate *a = p, *b = q;

    if (a->score != b->score)
        return a->score < b->score ? 1 : -1;
    return (a->story > b->story) - (a->story < b->story);
}

/* The stories with a report that is near enough by itself, the nearest first, some of them more
 * than once; returns how many. */
static size_t find_candidates(struct ts_grouper *g, const struct newcomer *newcomer,
                              struct candidate *out)
{
    const struct numbers *found = newcomer->found;
    float least = link_least(g->rules->join_online);
    size_t n = 0;

    for (size_t i = 0; i < found->n; i++) {
        if (newcomer->contents[i] < least)
            continue;
        const struct vector *other = grouper_vector(g, found->v[i], false);
        float score = pair_score_of(g->rules, newcomer->v, other, newcomer->contents[i]);
        if (score >= least)
            out[n++] = (struct candidate){ g->members[found->v[i]].story, score };
    }
    if (n > 0)
        qsort(out, n, sizeof *out, by_score);
    return n;
}

/* The nearest story among those of the reports found, and its score.  On average its reports cannot
 * be nearer than the nearest of them is. */
static float nearest_story(struct ts_grouper *g, const struct newcomer *newcomer, uint32_t *nearest)
{
    struct ts_arena scratch = { 0 };
    struct ts_map done = { .arena = &scratch };
    struct candidate *candidates = TS_NEW_ARRAY(&scratch, newcomer->found->n, struct candidate);
    size_t n = find_candidates(g, newcomer, candidates), n_compared = 0;
    float best = 0;

    for (size_t i = 0; i < n && candidates[i].score >= best && n_compared < STORIES_COMPARED; i++) {
        uint32_t story = candidates[i].story;
        int64_t *seen = ts_map_put(&done, story);
        if ((*seen)++ > 0 || is_decided(g, newcomer->v->fp->id, story, false))
            continue;
        float score = score_of_story(g, newcomer, story);
        bool is_older = score == best && best > 0 && g->stories[story].id < g->stories[*nearest].id;
        if (score > best || is_older) {
            best = score;
            *nearest = story;
        }
        n_compared++;
    }
    ts_arena_done(&scratch);
    return best;
}

static void place_by_words(struct ts_grouper *g, struct vector *v, const struct numbers *found,
                           struct ts_arena *a, struct ts_placement *out)
{
    const struct group_story *joined = NULL;
    uint32_t nearest = 0;

    *out = (struct ts_placement){ .score = 1 };
    if (v->fp->form == TS_FORM_ROUNDUP)
        return;
    vector_spread(a, v);
    const struct newcomer newcomer = newcomer_make(g, v, found, a);
    float score = nearest_story(g, &newcomer, &nearest);
    size_t size = score > 0 ? g->stories[nearest].members.n : 1;
    if (score >= link_join_between(g->rules->join_online, 1, size)) {
        joined = &g->stories[nearest];
        out->story_id = joined->id;
        out->saga_id = joined->saga_id;
        out->score = pair_likeness(g->rules, score);
    }
    if (out->saga_id == 0)
        out->saga_id = grouper_find_saga(g, v, found, newcomer.contents, joined);
}

void grouper_find(struct ts_grouper *g, const struct vector *v, struct ts_arena *a,
                  struct numbers *found)
{
    index_find(&g->index, v, 0, POSTINGS_MAX, a, found);
    index_keep_nearest(&g->index, found, REPORTS_COMPARED);
}

void ts_grouper_place(struct ts_grouper *g, const struct ts_fingerprint *fp,
                      struct ts_placement *out)
{
    struct ts_arena scratch = { 0 };
    struct vector v = vector_make(&scratch, fp);
    struct numbers found = { 0 };

    grouper_let_go(g);
    vector_weigh(&v, fp, g->rules, &g->freq);
    grouper_find(g, &v, &scratch, &found);
    if (!grouper_find_original(g, fp, &found, out) && !find_joined(g, fp->id, out))
        place_by_words(g, &v, &found, &scratch, out);
    ts_arena_done(&scratch);
}
