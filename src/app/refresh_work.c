/* What a refresh does when no answer is at hand, in steps, so that a turn stays short: more pages,
 * the feeds' own texts, what sites repeat, stories, and the search index.  A step that fails is not
 * tried again before the next start: on a full disk it would fail without end. */
#include "clean_priv.h"
#include "memory_priv.h"
#include "refresh_priv.h"
#include "tearsheet/store/search.h"

enum {
    REFILL_BELOW = 8,      /* pages under way, when more are looked up */
    GROUP_EVERY_MS = 3000, /* while pages are still coming in: stories are best made of all of them,
                              oldest first */
    CLEAN_PER_TURN = 200,
    REVIEW_PER_TURN = 50,
    INDEX_PER_TURN = 500,
};

static void clean(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0;

    if (clean_some(r->db, 0, CLEAN_PER_TURN, &n, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    r->wants_cleaning = n > 0;
    if (n > 0)
        refresh_changed(r, n);
}

static void review(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0, n_changed = 0;

    if (memory_review(r->db, REVIEW_PER_TURN, &n, &n_changed, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    r->wants_review = n > 0;
    if (n_changed > 0)
        refresh_changed(r, n_changed);
}

/* Some a turn: a first fetch brings thousands, and what is placed can be read meanwhile. */
static void group(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0;

    r->wants_repair = true;
    enum ts_rc rc = grouping_place_some(&r->grouping, r->db, &n, &err);
    if (rc != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    if (n > 0)
        refresh_changed(r, 0);
    if (rc == TS_OK && n > 0)
        return;
    r->n_ungrouped = 0;
    r->grouped_ms = ts_now_ms();
}

/* When all that came is in its story: what came late may have shown that others are in the wrong
 * one. */
static void repair(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n = 0;

    r->wants_repair = false;
    if (grouping_repair(&r->grouping, r->db, &n, &err) != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    if (n > 0)
        refresh_changed(r, 0);
}

static void index_some(struct ts_refresh *r)
{
    struct ts_err err;
    size_t n_left = 0;

    enum ts_rc rc = ts_search_index(r->db, INDEX_PER_TURN, &n_left, &err);
    if (rc != TS_OK)
        refresh_failed(r, (ts_str){ 0 }, &err);
    r->wants_index = rc == TS_OK && n_left > 0;
}

bool refresh_work(struct ts_refresh *r)
{
    bool nothing_under_way = refresh_n_under_way(r) == 0;

    if (r->wants_pages && r->n_sources_left == 0 && r->n_pages_left < REFILL_BELOW) {
        size_t before = r->n_pages_left;
        refresh_queue_pages(r);
        if (r->n_pages_left > before || !r->wants_pages)
            return true;
    }
    if (r->wants_cleaning && nothing_under_way) {
        clean(r);
        return true;
    }
    if (r->wants_review && nothing_under_way) {
        review(r);
        return true;
    }
    bool is_late = ts_now_ms() - r->grouped_ms >= GROUP_EVERY_MS;
    if (r->n_ungrouped > 0 && (nothing_under_way || is_late)) {
        group(r);
        return true;
    }
    if (r->wants_repair && r->n_ungrouped == 0 && nothing_under_way) {
        repair(r);
        return true;
    }
    if (r->wants_index && nothing_under_way) {
        index_some(r);
        return true;
    }
    return false;
}
