/* grouping_many.c - thousands of articles at once, as a first fetch brings them.
 *
 * Placed one after the other each of them is compared with many that came before, and then the look
 * at all of them moves most.  So they are gathered first, in turns: their fingerprints are made in
 * the order that the articles have in the library, which writes each of its pages once; then the
 * grouper takes them in in the order of time.  That look finds all of them their places. */
#include <stdlib.h>
#include <string.h>

#include "grouping_steps_priv.h"
#include "tearsheet/base/regrow.h"
#include "tearsheet/story/fingerprint.h"

enum {
    PER_TURN = 500, /* fingerprints made, in one transaction */
};

enum ts_rc grouping_has_many(struct grouping *g, struct ts_db *db, bool *has_many,
                             struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    int64_t *ids;
    size_t n = 0;

    *has_many = g->many.n > 0;
    if (*has_many)
        return TS_OK;
    enum ts_rc rc = ts_articles_unplaced(&scratch, db, GROUPING_MANY, &ids, &n, err);
    ts_arena_done(&scratch);
    *has_many = n == GROUPING_MANY;
    return rc;
}

static int by_value(const void *p, const void *q)
{
    int64_t a = *(const int64_t *)p, b = *(const int64_t *)q;
    return (a > b) - (a < b);
}

static enum ts_rc load_before(struct grouping *g, struct ts_db *db, int64_t oldest_id,
                              struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_report oldest;

    enum ts_rc rc = grouping_reports(&scratch, db, &oldest_id, 1, &oldest, err);
    if (rc == TS_OK)
        rc = grouping_load(g, db, oldest.published.at, err);
    ts_arena_done(&scratch);
    return rc;
}

static int64_t *copy_ids(struct ts_arena *a, const int64_t *ids, size_t n)
{
    int64_t *copy = TS_NEW_ARRAY(a, n, int64_t);

    if (n > 0)
        memcpy(copy, ids, n * sizeof *copy);
    return copy;
}

/* Listing leaves shorter lists behind. */
static enum ts_rc list_waiting(struct gathering *many, struct ts_db *db, struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    int64_t *ids;

    enum ts_rc rc = ts_articles_unplaced(&scratch, db, 0, &ids, &many->n, err);
    if (rc == TS_OK) {
        many->by_time = copy_ids(&many->arena, ids, many->n);
        many->by_id = copy_ids(&many->arena, ids, many->n);
    }
    ts_arena_done(&scratch);
    return rc;
}

static enum ts_rc begin(struct grouping *g, struct ts_db *db, struct ts_err *err)
{
    struct gathering *many = &g->many;

    enum ts_rc rc = list_waiting(many, db, err);
    if (rc != TS_OK || many->n == 0)
        return rc;
    qsort(many->by_id, many->n, sizeof *many->by_id, by_value);
    ts_memory_give_back(); /* what listing took */
    return g->grouper ? TS_OK : load_before(g, db, many->by_time[0], err);
}

static enum ts_rc keep_prints(struct grouping *g, struct ts_db *db,
                              const struct grouping_prints *prints, size_t n, struct ts_err *err)
{
    enum ts_rc rc = TS_OK;

    for (size_t i = 0; rc == TS_OK && i < n; i++) {
        ts_grouper_expect(g->grouper, prints->fps[i]);
        rc = ts_fingerprint_put(db, prints->fps[i]->id, prints->packed[i], err);
    }
    return rc;
}

static enum ts_rc make_batch(struct grouping *g, struct ts_db *db, const int64_t *ids, size_t n,
                             struct ts_err *err)
{
    struct ts_arena scratch = { 0 };
    struct ts_report reports[GROUPING_PER_BATCH];
    struct grouping_prints prints = { 0 };

    enum ts_rc rc = grouping_reports(&scratch, db, ids, n, reports, err);
    if (rc == TS_OK) {
        grouping_prints_make(g, reports, n, &prints);
        rc = keep_prints(g, db, &prints, n, err);
    }
    grouping_prints_done(&prints);
    ts_arena_done(&scratch);
    return rc;
}

static size_t at_most(size_t n, size_t most)
{
    return n < most ? n : most;
}

static enum ts_rc make_some(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    struct gathering *many = &g->many;
    const size_t first = many->n_made, end = first + at_most(many->n - first, PER_TURN);
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    while (rc == TS_OK && many->n_made < end) {
        size_t n_batch = at_most(end - many->n_made, GROUPING_PER_BATCH);
        rc = make_batch(g, db, &many->by_id[many->n_made], n_batch, err);
        many->n_made += n_batch;
    }
    *n = end - first;
    return ts_db_end(db, rc, err);
}

static void take_some(struct grouping *g, struct ts_db *db, size_t *n)
{
    struct gathering *many = &g->many;
    struct ts_arena scratch = { 0 };

    for (*n = 0; many->n_taken < many->n && *n < PER_TURN; (*n)++) {
        int64_t id = many->by_time[many->n_taken++];
        const struct ts_fingerprint *fp = grouping_fingerprint(db, &scratch, id);
        if (fp) {
            ts_grouper_gather(g->grouper, fp);
            *TS_REPUSH(&g->arena, g->placed, g->n_placed, g->placed_cap) = id;
        }
        ts_arena_reset(&scratch);
    }
    if (many->n_taken == many->n)
        ts_arena_done(&many->arena);
    ts_arena_done(&scratch);
}

/* What is left to do when all fingerprints are there: they are all over the library, and the
 * grouper needs the memory. */
static enum ts_rc place_made(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    enum ts_rc rc = ts_db_hold_pages(db, TS_PAGES_FEW, err);

    if (rc != TS_OK)
        return rc;
    if (g->many.n_taken == 0)
        ts_memory_give_back();
    if (g->many.n_taken < g->many.n) {
        take_some(g, db, n);
    } else {
        rc = grouping_settle(g, db, true, n, err);
        grouping_done(g);
        ts_memory_give_back();
    }
    return ts_db_hold_usual(db, rc, err);
}

enum ts_rc grouping_gather_some(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    struct gathering *many = &g->many;
    enum ts_rc rc = many->n > 0 ? TS_OK : begin(g, db, err);

    if (rc != TS_OK)
        return rc;
    if (many->n_made < many->n)
        return make_some(g, db, n, err);
    grouping_forget_words(g);
    return place_made(g, db, n, err);
}
