#include "grouping_priv.h"

#include "tearsheet/base/map.h"
#include "tearsheet/story/fingerprint.h"

enum {
    DAY_S = 86400,
    PER_BATCH = 50,
    BATCHES_A_TRANSACTION = 4,
    LEXICON_MAX = 3 << 20, /* bytes; then its words are learnt anew */
};

struct ts_report grouping_report(struct ts_arena *a, const struct ts_stored *stored)
{
    const struct ts_article *article = &stored->article;
    ts_str text = ts_article_text(a, article);

    return (struct ts_report){
        .id = stored->id,
        .url = article->canonical.len > 0 ? article->canonical : article->url,
        .title = article->title,
        .text = text.len > 0 ? text : article->summary,
        .site = article->site.len > 0 ? article->site : stored->source_name,
        .lang = article->lang,
        .published = article->published.precision != TS_WHEN_NONE
                         ? article->published
                         : (struct ts_when){ .at = stored->found_at, .precision = TS_WHEN_TIME },
    };
}

/* A fingerprint of another version is of no use; the article keeps its place. */
static struct ts_fingerprint *find_fingerprint(void *user, struct ts_arena *a, int64_t id)
{
    struct ts_arena scratch = { 0 };
    struct ts_fingerprint *fp = NULL;
    ts_str bytes;

    if (ts_fingerprint_get(&scratch, user, id, &bytes, NULL) == TS_OK &&
        ts_fingerprint_unpack(a, bytes, &fp, NULL) != TS_OK)
        fp = NULL;
    ts_arena_done(&scratch);
    return fp;
}

/* What the library has of some weeks, while the grouper is told of it. */
struct past {
    struct ts_arena arena;
    struct ts_arena scratch;
    struct grouping *grouping;
    struct ts_map decided; /* reports that the reader joined or parted */
    struct ts_map begun;   /* stories whose first report was met */
};

/* Before the window a story's first report is enough, to tell what continues it. */
static bool is_needed(struct past *past, const struct ts_kept_fingerprint *kept)
{
    if (kept->placement.story_id == 0)
        return false;
    if (kept->sort_at >= past->grouping->whole_from_at ||
        ts_map_find(&past->decided, (uint64_t)kept->article_id))
        return true;
    return kept->placement.copy_of_id == 0 &&
           (*ts_map_put(&past->begun, (uint64_t)kept->placement.story_id))++ == 0;
}

static void seed_placed(void *user, const struct ts_kept_fingerprint *kept)
{
    struct past *past = user;
    struct ts_fingerprint *fp;

    if (!is_needed(past, kept))
        return;
    if (ts_fingerprint_unpack(&past->scratch, kept->bytes, &fp, NULL) == TS_OK)
        ts_grouper_seed(past->grouping->grouper, fp, &kept->placement);
    ts_arena_reset(&past->scratch);
}

static enum ts_rc constrain(struct past *past, struct ts_db *db, struct ts_err *err)
{
    struct ts_constraint *constraints;
    size_t n;
    enum ts_rc rc = ts_constraints_load(&past->arena, db, &constraints, &n, err);

    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        const struct ts_constraint *c = &constraints[i];
        ts_grouper_constrain(past->grouping->grouper, c->a_id, c->b_id, c->is_together);
        *ts_map_put(&past->decided, (uint64_t)c->a_id) = 1;
        *ts_map_put(&past->decided, (uint64_t)c->b_id) = 1;
    }
    return rc;
}

/* Tells a new grouper what the library knows of the weeks around the reports to be placed. */
static enum ts_rc load(struct grouping *g, struct ts_db *db, int64_t oldest_at, int64_t newest_at,
                       struct ts_err *err)
{
    const struct ts_fingerprints kept = { db, find_fingerprint, &g->held };
    struct past past = { .grouping = g };

    past.decided.arena = past.begun.arena = &past.arena;
    g->grouper = ts_grouper_new(&g->arena);
    ts_grouper_read_from(g->grouper, &kept);
    g->whole_from_at = oldest_at - (int64_t)TS_GROUP_WINDOW_DAYS * DAY_S;
    enum ts_rc rc = constrain(&past, db, err);
    if (rc == TS_OK)
        rc = ts_fingerprints_each(db, oldest_at - (int64_t)TS_SAGA_WINDOW_DAYS * DAY_S,
                                  newest_at + (int64_t)TS_GROUP_WINDOW_DAYS * DAY_S, seed_placed,
                                  &past, err);
    ts_arena_done(&past.arena);
    ts_arena_done(&past.scratch);
    return rc;
}

static enum ts_rc place(struct grouping *g, struct ts_db *db, const struct ts_fingerprint *fp,
                        struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_placement where = { 0 };

    ts_grouper_place(g->grouper, fp, &where);
    enum ts_rc rc = ts_fingerprint_put(db, fp->id, ts_fingerprint_pack(&scratch, fp), err);
    ts_arena_done(&scratch);
    if (rc == TS_OK)
        rc = ts_story_place(db, fp->id, &where, &where.story_id, err);
    if (rc == TS_OK && where.saga_id != 0) /* its first story may not know yet that it began one */
        rc = ts_story_put_saga(db, where.saga_id, where.saga_id, err);
    if (rc != TS_OK)
        return rc;
    ts_grouper_seed(g->grouper, fp, &where);
    *TS_PUSH(&g->arena, g->placed, g->n_placed, g->placed_cap) = fp->id;
    return TS_OK;
}

static enum ts_rc place_batch(struct grouping *g, struct ts_db *db, const struct ts_report *reports,
                              size_t n, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_fingerprint *fps[PER_BATCH];
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    for (size_t i = 0; i < n; i++) {
        fps[i] = ts_fingerprint_make_with(&scratch, &g->lexicon, &reports[i]);
        ts_grouper_expect(g->grouper, fps[i]);
    }
    if (g->lexicon.arena.used > LEXICON_MAX)
        ts_lexicon_done(&g->lexicon);
    ts_stories_count_late(db);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = place(g, db, fps[i], err);
    rc = ts_stories_count_now(db, rc, err);
    ts_arena_done(&scratch);
    return ts_db_end(db, rc, err);
}

static enum ts_rc get_reports(struct ts_arena *a, struct ts_db *db, const int64_t *ids, size_t n,
                              struct ts_report *out, struct ts_err *err)
{
    for (size_t i = 0; i < n; i++) {
        struct ts_stored stored;
        enum ts_rc rc = ts_article_get(a, db, ids[i], &stored, err);
        if (rc != TS_OK)
            return rc;
        out[i] = grouping_report(a, &stored);
    }
    return TS_OK;
}

/* The next few articles without a story; `*n` is 0 when there are none left. */
static enum ts_rc place_next(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_report reports[PER_BATCH];
    int64_t *ids;
    enum ts_rc rc = ts_articles_unplaced(&scratch, db, PER_BATCH, &ids, n, err);

    if (rc == TS_OK)
        rc = get_reports(&scratch, db, ids, *n, reports, err);
    if (rc == TS_OK && *n > 0 && !g->grouper)
        rc = load(g, db, reports[0].published.at, ts_now_at(), err);
    if (rc == TS_OK && *n > 0)
        rc = place_batch(g, db, reports, *n, err);
    ts_arena_done(&scratch);
    return rc;
}

/* Several batches in one transaction, since each of those writes the same pages of the indexes
 * again.  When one fails, those before it are kept. */
static enum ts_rc place_batches(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    size_t placed = 1;
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    *n = 0;
    for (int i = 0; rc == TS_OK && placed > 0 && i < BATCHES_A_TRANSACTION; i++) {
        rc = place_next(g, db, &placed, err);
        *n += rc == TS_OK ? placed : 0;
    }
    enum ts_rc kept = ts_db_commit(db, rc == TS_OK ? err : NULL);
    return rc == TS_OK ? kept : rc;
}

enum ts_rc grouping_place_some(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    enum ts_rc rc = place_batches(g, db, n, err);

    if (rc != TS_OK)
        grouping_done(g); /* it was told of placements that were taken back */
    return rc;
}

/* `made` has the new stories, by the first report of each. */
static enum ts_rc move_one(struct ts_db *db, struct ts_map *made, const struct ts_move *move,
                           struct ts_err *err)
{
    struct ts_placement where = move->where;
    enum ts_rc rc = TS_OK;

    int64_t *story = where.story_id != 0 ? NULL : ts_map_put(made, (uint64_t)move->first_id);
    if (story)
        where.story_id = *story;
    if (move->ends_story) /* before it comes, so that it keeps them */
        rc = ts_story_adopt(db, where.story_id, move->from_id, err);
    return rc == TS_OK ? ts_story_place(db, move->id, &where, story ? story : &where.story_id, err)
                       : rc;
}

static enum ts_rc move_all(struct ts_db *db, const struct ts_move *moves, size_t n,
                           struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_map made = { .arena = &scratch };
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    ts_stories_count_late(db);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = move_one(db, &made, &moves[i], err);
    rc = ts_stories_count_now(db, rc, err);
    ts_arena_done(&scratch);
    return ts_db_end(db, rc, err);
}

/* ---- articles whose page came after they were placed ---- */

struct renewed {
    struct ts_arena arena;
    int64_t *ids;
    size_t n, cap;
    int64_t oldest_at;
};

static void note_renewed(struct renewed *renewed, int64_t id, int64_t at)
{
    renewed->oldest_at = renewed->n == 0 || at < renewed->oldest_at ? at : renewed->oldest_at;
    *TS_PUSH(&renewed->arena, renewed->ids, renewed->n, renewed->cap) = id;
}

/* Makes the next few fingerprints anew; `*n` is 0 when there are none left. */
static enum ts_rc renew_next(struct renewed *renewed, struct ts_db *db, size_t *n,
                             struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_report reports[PER_BATCH];
    int64_t *ids;
    enum ts_rc rc = ts_articles_outgrown(&scratch, db, PER_BATCH, &ids, n, err);

    if (rc == TS_OK)
        rc = get_reports(&scratch, db, ids, *n, reports, err);
    for (size_t i = 0; rc == TS_OK && i < *n; i++) {
        const struct ts_fingerprint *fp = ts_fingerprint_make(&scratch, &reports[i]);
        rc = ts_fingerprint_renew(db, fp->id, ts_fingerprint_pack(&scratch, fp), err);
        note_renewed(renewed, fp->id, reports[i].published.at);
    }
    ts_arena_done(&scratch);
    return rc;
}

static enum ts_rc renew_all(struct renewed *renewed, struct ts_db *db, struct ts_err *err)
{
    size_t n = 1;
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    while (rc == TS_OK && n > 0)
        rc = renew_next(renewed, db, &n, err);
    return ts_db_end(db, rc, err);
}

/* A grouper that knows the new fingerprints, to look at those articles and at what `g` placed. */
static enum ts_rc load_renewed(struct grouping *g, struct renewed *renewed, struct ts_db *db,
                               struct ts_err *err)
{
    int64_t oldest_at = renewed->oldest_at;

    if (g->grouper && g->whole_from_at + (int64_t)TS_GROUP_WINDOW_DAYS * DAY_S < oldest_at)
        oldest_at = g->whole_from_at + (int64_t)TS_GROUP_WINDOW_DAYS * DAY_S;
    for (size_t i = 0; i < g->n_placed; i++)
        note_renewed(renewed, g->placed[i], oldest_at);
    grouping_done(g);
    enum ts_rc rc = load(g, db, oldest_at, ts_now_at(), err);
    for (size_t i = 0; rc == TS_OK && i < renewed->n; i++)
        *TS_PUSH(&g->arena, g->placed, g->n_placed, g->placed_cap) = renewed->ids[i];
    return rc;
}

/* `*is_any` tells whether there were such articles. */
static enum ts_rc renew(struct grouping *g, struct ts_db *db, bool *is_any, struct ts_err *err)
{
    struct renewed renewed = { 0 };
    enum ts_rc rc = renew_all(&renewed, db, err);

    *is_any = renewed.n > 0;
    if (rc == TS_OK && renewed.n > 0)
        rc = load_renewed(g, &renewed, db, err);
    ts_arena_done(&renewed.arena);
    return rc;
}

static enum ts_rc put_sagas(struct ts_db *db, const struct ts_saga_of *sagas, size_t n,
                            struct ts_err *err)
{
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        rc = ts_story_put_saga(db, sagas[i].story_id, sagas[i].saga_id, err);
        if (rc == TS_OK && sagas[i].saga_id != 0)
            rc = ts_story_put_saga(db, sagas[i].saga_id, sagas[i].saga_id, err);
    }
    return ts_db_end(db, rc, err);
}

/* Sagas were found by what was known of their stories then.  A new grouper looks at the stories
 * after the moves. */
static enum ts_rc find_sagas(struct grouping *g, struct ts_db *db, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    size_t n_ids = g->n_placed, n = 0;
    int64_t oldest_at = g->whole_from_at + (int64_t)TS_GROUP_WINDOW_DAYS * DAY_S;
    int64_t *ids = TS_NEW_ARRAY(&scratch, n_ids, int64_t);

    for (size_t i = 0; i < n_ids; i++)
        ids[i] = g->placed[i];
    grouping_done(g);
    enum ts_rc rc = load(g, db, oldest_at, ts_now_at(), err);
    if (rc == TS_OK) {
        const struct ts_saga_of *sagas = ts_grouper_sagas(g->grouper, &scratch, ids, n_ids, &n);
        rc = put_sagas(db, sagas, n, err);
    }
    ts_arena_done(&scratch);
    return rc;
}

enum ts_rc grouping_repair(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    size_t n_moves = 0;
    bool is_renewed = false;
    enum ts_rc rc = renew(g, db, &is_renewed, err);

    if (rc == TS_OK && g->n_placed > 0) {
        const struct ts_move *moves = ts_grouper_repair(g->grouper, &g->arena, g->whole_from_at,
                                                        g->placed, g->n_placed, &n_moves);
        if (n_moves > 0)
            rc = move_all(db, moves, n_moves, err);
    }
    if (rc == TS_OK && is_renewed)
        rc = find_sagas(g, db, err);
    grouping_done(g); /* it knows nothing of the moves */
    if (rc == TS_OK && n)
        *n = n_moves;
    return rc;
}

void grouping_done(struct grouping *g)
{
    ts_arena_done(&g->arena);
    ts_arena_done(&g->held);
    ts_lexicon_done(&g->lexicon);
    *g = (struct grouping){ 0 };
}
