/* Reports are placed by what was there when they came.  When no more come, the stories around them
 * are looked at again, first those whose pages came late. */
#include <stdlib.h>

#include "grouping_steps_priv.h"
#include "tearsheet/base/map.h"
#include "tearsheet/story/fingerprint.h"

/* In the order that they have in the library, so that each page is written once. */
static int by_id(const void *p, const void *q)
{
    int64_t a = ((const struct ts_move *)p)->id, b = ((const struct ts_move *)q)->id;
    return (a > b) - (a < b);
}

/* `made` has the new stories, by the first report of each. */
static enum ts_rc move_one(struct ts_db *db, struct ts_map *made, struct ts_move *move,
                           struct ts_err *err)
{
    struct ts_placement *where = &move->where;
    enum ts_rc rc = TS_OK;

    int64_t *story = where->story_id != 0 ? NULL : ts_map_put(made, (uint64_t)move->first_id);
    if (story)
        where->story_id = *story;
    if (move->ends_story) /* before it comes, so that it keeps them */
        rc = ts_story_adopt(db, where->story_id, move->from_id, err);
    if (rc == TS_OK)
        rc = ts_story_place(db, move->id, where, &where->story_id, err);
    if (rc == TS_OK && story)
        *story = where->story_id;
    return rc;
}

/* Afterwards the story of each is known. */
static enum ts_rc move_all(struct ts_db *db, struct ts_move *moves, size_t n, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_map made = { .arena = &scratch };
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    if (n > 0)
        qsort(moves, n, sizeof *moves, by_id);
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
    struct ts_report reports[GROUPING_PER_BATCH];
    int64_t *ids;
    enum ts_rc rc = ts_articles_outgrown(&scratch, db, GROUPING_PER_BATCH, &ids, n, err);

    if (rc == TS_OK)
        rc = grouping_reports(&scratch, db, ids, *n, reports, err);
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
    const int64_t window = (int64_t)TS_GROUP_WINDOW_DAYS * 86400;
    int64_t oldest_at = renewed->oldest_at;

    if (g->grouper && g->whole_from_at + window < oldest_at)
        oldest_at = g->whole_from_at + window;
    for (size_t i = 0; i < g->n_placed; i++)
        note_renewed(renewed, g->placed[i], oldest_at);
    grouping_done(g);
    enum ts_rc rc = grouping_load(g, db, oldest_at, err);
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

enum ts_rc grouping_settle(struct grouping *g, struct ts_db *db, bool with_sagas, size_t *n,
                           struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    size_t n_sagas = 0;
    enum ts_rc rc = TS_OK;
    struct ts_move *moves =
        ts_grouper_repair(g->grouper, &scratch, g->whole_from_at, g->placed, g->n_placed, n);

    if (*n > 0)
        rc = move_all(db, moves, *n, err);
    if (rc == TS_OK && with_sagas) {
        ts_grouper_obey(g->grouper, moves, *n);
        const struct ts_saga_of *sagas =
            ts_grouper_sagas(g->grouper, &scratch, g->placed, g->n_placed, &n_sagas);
        rc = put_sagas(db, sagas, n_sagas, err);
    }
    ts_arena_done(&scratch);
    return rc;
}

/* Sagas were found by what was known of their stories then, so that those of renewed reports are
 * asked for again. */
static enum ts_rc settle(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    bool is_renewed = false;
    enum ts_rc rc = renew(g, db, &is_renewed, err);

    if (rc == TS_OK && g->n_placed > 0)
        rc = grouping_settle(g, db, is_renewed, n, err);
    return rc;
}

enum ts_rc grouping_repair(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    size_t n_moves = 0;
    enum ts_rc rc = ts_db_hold_pages(db, TS_PAGES_SOME, err);

    grouping_forget_words(g);
    if (rc == TS_OK)
        rc = settle(g, db, &n_moves, err);
    grouping_done(g); /* its memory */
    rc = ts_db_hold_usual(db, rc, err);
    if (rc == TS_OK && n)
        *n = n_moves;
    return rc;
}
