/* Articles are placed one after the other as they come, some hundred a turn; many at once are
 * gathered instead (grouping_many.c).  What is placed is looked at again when no more come
 * (grouping_repair.c). */
#include "grouping_priv.h"

#include "grouping_steps_priv.h"
#include "tearsheet/base/map.h"
#include "tearsheet/story/fingerprint.h"

enum {
    DAY_S = 86400,
    PER_BATCH = GROUPING_PER_BATCH,
    BATCHES_A_TRANSACTION = 4,
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

struct ts_fingerprint *grouping_fingerprint(void *db, struct ts_arena *a, int64_t id)
{
    struct ts_arena scratch = { 0 };
    struct ts_fingerprint *fp = NULL;
    ts_str bytes;

    if (ts_fingerprint_get(&scratch, db, id, &bytes, NULL) == TS_OK &&
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

enum ts_rc grouping_load(struct grouping *g, struct ts_db *db, int64_t oldest_at,
                         struct ts_err *err)
{
    const struct ts_fingerprints kept = { db, grouping_fingerprint, &g->held };
    int64_t newest_at = ts_now_at();
    struct past past = { .grouping = g };

    ts_memory_give_back(); /* what reading the feeds took */
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
                        ts_str packed, struct ts_err *err)
{
    struct ts_placement where = { 0 };

    ts_grouper_place(g->grouper, fp, &where);
    enum ts_rc rc = ts_fingerprint_put(db, fp->id, packed, err);
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
    struct grouping_prints prints = { 0 };
    enum ts_rc rc = ts_db_begin(db, err);

    if (rc != TS_OK)
        return rc;
    grouping_prints_make(g, reports, n, &prints);
    for (size_t i = 0; i < n; i++)
        ts_grouper_expect(g->grouper, prints.fps[i]);
    ts_stories_count_late(db);
    for (size_t i = 0; rc == TS_OK && i < n; i++)
        rc = place(g, db, prints.fps[i], prints.packed[i], err);
    rc = ts_stories_count_now(db, rc, err);
    grouping_prints_done(&prints);
    return ts_db_end(db, rc, err);
}

enum ts_rc grouping_reports(struct ts_arena *a, struct ts_db *db, const int64_t *ids, size_t n,
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
        rc = grouping_reports(&scratch, db, ids, *n, reports, err);
    if (rc == TS_OK && *n > 0 && !g->grouper)
        rc = grouping_load(g, db, reports[0].published.at, err);
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

/* The words of what reports are compared with need the room. */
static enum ts_rc place_with_room(struct grouping *g, struct ts_db *db, size_t *n,
                                  struct ts_err *err)
{
    enum ts_rc rc = ts_db_hold_pages(db, TS_PAGES_SOME, err);

    if (rc == TS_OK)
        rc = place_batches(g, db, n, err);
    return ts_db_hold_usual(db, rc, err);
}

enum ts_rc grouping_place_some(struct grouping *g, struct ts_db *db, size_t *n, struct ts_err *err)
{
    bool is_many = false;
    enum ts_rc rc = grouping_has_many(g, db, &is_many, err);

    if (rc == TS_OK)
        rc = is_many ? grouping_gather_some(g, db, n, err) : place_with_room(g, db, n, err);

    if (rc != TS_OK)
        grouping_done(g); /* it was told of placements that were taken back */
    return rc;
}

void grouping_done(struct grouping *g)
{
    ts_arena_done(&g->arena);
    ts_arena_done(&g->held);
    ts_arena_done(&g->many.arena);
    grouping_forget_words(g);
    *g = (struct grouping){ 0 };
}
