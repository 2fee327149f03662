/* The idea: reports in the order of their time, so that the order given does not matter; copies
 * stand behind their originals; candidate pairs from the index, scores for them, average link over
 * the scores. */
#include <stdlib.h>
#include <string.h>

#include "group_priv.h"
#include "link_priv.h"
#include "saga_priv.h"
#include "sets_priv.h"

enum {
    POSTINGS_MIN = 400,  /* words in so many reports or fewer are always looked up */
    POSTINGS_SHARE = 8,  /* or in one of so many, */
    POSTINGS_MAX = 1500, /* but never in more than so many */
    SAGA_POSTINGS = 100, /* words that link sagas are in so many reports at most */
};

struct batch {
    struct ts_arena *arena;
    const struct rules *rules;
    struct freq freq;
    struct index index;
    struct vector *vectors; /* by time */
    uint32_t n;
    uint32_t *original; /* of each report: itself, or the report it is a copy of */
    uint32_t *group;
    uint32_t *saga; /* of each report: the first story of its saga, by its first report */
    struct edges edges;
};

static int by_time(const void *p, const void *q)
{
    const struct ts_fingerprint *a = *(struct ts_fingerprint *const *)p;
    const struct ts_fingerprint *b = *(struct ts_fingerprint *const *)q;

    if (a->at != b->at)
        return a->at < b->at ? -1 : 1;
    return (a->id > b->id) - (a->id < b->id);
}

static void prepare(struct batch *b, const struct ts_report *reports)
{
    struct ts_fingerprint **sorted = TS_NEW_ARRAY(b->arena, b->n, struct ts_fingerprint *);
    struct ts_lexicon lexicon = { 0 };

    freq_init(&b->freq, b->arena);
    index_init(&b->index, b->arena);
    for (uint32_t i = 0; i < b->n; i++) {
        sorted[i] = ts_fingerprint_make_with(b->arena, &lexicon, &reports[i]);
        freq_add(&b->freq, sorted[i]);
    }
    ts_lexicon_done(&lexicon);
    if (b->n > 0)
        qsort(sorted, b->n, sizeof *sorted, by_time);
    b->vectors = TS_NEW_ARRAY(b->arena, b->n, struct vector);
    b->original = TS_NEW_ARRAY(b->arena, b->n, uint32_t);
    b->group = TS_NEW_ARRAY(b->arena, b->n, uint32_t);
    for (uint32_t i = 0; i < b->n; i++) {
        b->vectors[i] = vector_make(b->arena, sorted[i]);
        vector_weigh(&b->vectors[i], sorted[i], b->rules, &b->freq);
        b->original[i] = i;
    }
}

/* The first report that is not more than `days` older than `i`. */
static uint32_t window_start(const struct batch *b, uint32_t i, uint32_t from, int64_t days)
{
    int64_t oldest = b->vectors[i].fp->at - days * SECONDS_PER_DAY;

    while (from < i && b->vectors[from].fp->at != 0 && b->vectors[from].fp->at < oldest)
        from++;
    return from;
}

static void note_copy(struct batch *b, uint32_t i, uint32_t earlier)
{
    const struct ts_fingerprint *x = b->vectors[i].fp, *y = b->vectors[earlier].fp;
    uint32_t first = b->original[earlier];

    if ((pair_is_same_page(x, y) || pair_is_copy(b->rules, x, y)) && first < b->original[i])
        b->original[i] = first;
}

static void find_copies(struct batch *b, uint32_t i, const struct numbers *found)
{
    for (size_t k = 0; k < found->n; k++)
        note_copy(b, i, found->v[k]);
}

static struct edge_scores scores_of(const struct batch *b, uint32_t i, uint32_t j)
{
    const struct vector *x = &b->vectors[i], *y = &b->vectors[j];
    float content = pair_content(b->rules, x, y);
    float score = pair_score_of(b->rules, x, y, content);

    return link_scores(score, pair_late_score(b->rules, x, y, content, score), b->rules->join);
}

static bool may_join(const struct batch *b, uint32_t i)
{
    return b->original[i] == i && b->vectors[i].fp->form != TS_FORM_ROUNDUP;
}

static void score_edges(struct batch *b, uint32_t i)
{
    struct ts_arena scratch = { 0 };
    struct edges *edges = &b->edges;

    if (edges_start(edges, i) == edges->end[i])
        return;
    vector_spread(&scratch, &b->vectors[i]);
    for (size_t k = edges_start(edges, i); k < edges->end[i]; k++)
        edges->scores[k] = scores_of(b, i, edges->to[k]);
    b->vectors[i].places = NULL;
    ts_arena_done(&scratch);
}

static size_t longest_postings(size_t n)
{
    n /= POSTINGS_SHARE;
    if (n < POSTINGS_MIN)
        return POSTINGS_MIN;
    return n < POSTINGS_MAX ? n : POSTINGS_MAX;
}

static void compare(struct batch *b)
{
    size_t longest = longest_postings(b->n);
    struct numbers found = { 0 };
    uint32_t first = 0;

    edges_init(&b->edges, b->arena, b->n);
    for (uint32_t i = 0; i < b->n; i++) {
        first = window_start(b, i, first, TS_GROUP_WINDOW_DAYS);
        found.n = 0;
        index_find(&b->index, &b->vectors[i], first, longest, b->arena, &found);
        find_copies(b, i, &found);
        for (size_t k = 0; may_join(b, i) && k < found.n; k++)
            if (may_join(b, found.v[k]))
                edges_add(&b->edges, found.v[k]);
        edges_end_item(&b->edges);
        index_add(&b->index, &b->vectors[i]);
    }
    edges_make_scores(&b->edges);
    for (uint32_t i = 0; i < b->n; i++)
        score_edges(b, i);
}

/* Which pairs of stories were scored, and what came out. */
struct sagas {
    const struct cast *casts;
    struct ts_map done;
    struct saga_tie *ties;
    size_t n_ties, ties_cap;
};

/* The reports of each story, by its first one. */
static struct cast *casts_of(const struct batch *b)
{
    struct cast *casts = TS_NEW_ARRAY(b->arena, b->n, struct cast);

    for (uint32_t i = 0; i < b->n; i++)
        if (may_join(b, i))
            cast_add(&casts[b->group[i]], &b->vectors[i]);
    return casts;
}

/* Scores the stories of two reports, once, if these are near by themselves: the nearest pairs of
 * reports decide. */
static void try_saga(struct batch *b, struct sagas *s, uint32_t x, uint32_t y)
{
    uint32_t story_x = b->group[x], story_y = b->group[y];

    if (pair_content(b->rules, &b->vectors[y], &b->vectors[x]) < saga_agrees(b->rules))
        return;
    bool is_order = story_x < story_y;
    uint32_t first = is_order ? story_x : story_y, second = is_order ? story_y : story_x;
    int64_t *is_done = ts_map_put(&s->done, (uint64_t)first << 32 | second);
    if (*is_done)
        return;
    *is_done = true;
    float score = saga_score(b->rules, &s->casts[story_x], &s->casts[story_y]);
    if (score >= saga_agrees(b->rules))
        *TS_PUSH(b->arena, s->ties, s->n_ties, s->ties_cap) =
            (struct saga_tie){ story_x, story_y, score };
}

/* Scores the story of a report and those of the earlier reports found. */
static void find_sagas_of(struct batch *b, struct sagas *s, uint32_t i, const struct numbers *found)
{
    struct ts_arena scratch = { 0 };

    vector_spread(&scratch, &b->vectors[i]);
    for (size_t k = 0; k < found->n; k++) {
        uint32_t other = found->v[k];
        bool is_one_story = b->group[other] == b->group[i];
        if (other < i && b->original[other] == other && !is_one_story)
            try_saga(b, s, other, i);
    }
    b->vectors[i].places = NULL;
    ts_arena_done(&scratch);
}

/* Links stories of one affair; all reports are in the index by now. */
static void find_sagas(struct batch *b)
{
    struct sagas s = { .casts = casts_of(b), .done.arena = b->arena };
    struct numbers found = { 0 };
    uint32_t first = 0;

    b->saga = TS_NEW_ARRAY(b->arena, b->n, uint32_t);
    for (uint32_t i = 0; i < b->n; i++) {
        first = window_start(b, i, first, TS_SAGA_WINDOW_DAYS);
        if (b->original[i] != i)
            continue;
        found.n = 0;
        index_find(&b->index, &b->vectors[i], first, SAGA_POSTINGS, b->arena, &found);
        find_sagas_of(b, &s, i, &found);
    }
    uint32_t *sagas = saga_link(b->arena, b->rules, b->n, s.ties, s.n_ties);
    for (uint32_t i = 0; i < b->n; i++)
        b->saga[i] = sets_first(sagas, b->group[i]);
}

/* Whether the saga of `story` has another story. */
static bool *sagas_with_several(const struct batch *b)
{
    bool *is_several = TS_NEW_ARRAY(b->arena, b->n, bool);

    for (uint32_t i = 0; i < b->n; i++)
        if (b->saga[i] != b->group[i])
            is_several[b->saga[i]] = true;
    return is_several;
}

/* The average (late) score of each report to the others of its story; 0 if it is alone. */
static float *average_scores(const struct batch *b)
{
    float *sum = TS_NEW_ARRAY(b->arena, b->n, float);
    uint32_t *size = TS_NEW_ARRAY(b->arena, b->n, uint32_t);
    struct edges_walk walk = { 0 };
    struct edge e;

    while (edges_next(&b->edges, &walk, &e)) {
        if (b->group[e.a] != b->group[e.b])
            continue;
        sum[e.a] += e.scores.late;
        sum[e.b] += e.scores.late;
    }
    for (uint32_t i = 0; i < b->n; i++)
        if (b->original[i] == i)
            size[b->group[i]]++;
    for (uint32_t i = 0; i < b->n; i++)
        if (size[b->group[i]] > 1)
            sum[i] /= (float)(size[b->group[i]] - 1);
    return sum;
}

static struct ts_placement placement_of(const struct batch *b, uint32_t i, const float *scores,
                                        const bool *is_several)
{
    uint32_t original = b->original[i], story = b->group[original];
    uint32_t saga = b->saga[story];
    struct ts_placement where = { .story_id = b->vectors[story].fp->id, .score = 1 };

    if (is_several[saga])
        where.saga_id = b->vectors[saga].fp->id;
    if (original != i)
        where.copy_of_id = b->vectors[original].fp->id;
    else if (story != i)
        where.score = pair_likeness(b->rules, scores[i]);
    return where;
}

/* Answers in the order of `reports`. */
static void answer(const struct batch *b, const struct ts_report *reports, struct ts_placement *out)
{
    struct ts_map place = { .arena = b->arena };
    const float *scores = average_scores(b);
    const bool *is_several = sagas_with_several(b);

    for (uint32_t i = 0; i < b->n; i++)
        *ts_map_put(&place, (uint64_t)b->vectors[i].fp->id) = i;
    for (uint32_t k = 0; k < b->n; k++)
        out[k] = placement_of(b, (uint32_t)*ts_map_find(&place, (uint64_t)reports[k].id), scores,
                              is_several);
}

static void link_reports(struct batch *b)
{
    bool *is_bare = TS_NEW_ARRAY(b->arena, b->n, bool);
    const struct link_rules rules = { b->rules->join, b->rules->closeness, is_bare };

    for (uint32_t i = 0; i < b->n; i++)
        is_bare[i] = b->vectors[i].fp->form == TS_FORM_HEADLINE;
    link_average(b->n, &b->edges, &rules, b->group);
}

void group_with(struct ts_arena *a, const struct rules *rules, const struct ts_report *reports,
                size_t n, struct ts_placement *out)
{
    struct batch b = { .arena = a, .rules = rules, .n = (uint32_t)n };

    prepare(&b, reports);
    compare(&b);
    link_reports(&b);
    find_sagas(&b);
    answer(&b, reports, out);
}

void ts_group_all(struct ts_arena *a, const struct ts_report *reports, size_t n,
                  struct ts_placement *out)
{
    group_with(a, &rules_default, reports, n, out);
}
