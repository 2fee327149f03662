/* Sets of articles in tests/story/sets, written for this, each a line of JSON with its story:
 * how well they are grouped, and what must hold however they come. */
#include "support/support.h"

#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/file.h"
#include "tearsheet/base/json.h"
#include "tearsheet/base/map.h"
#include "tearsheet/story/group.h"

enum { N_MAX = 64, DAY = 86400, ORDERS = 6, NO_STORY = 0 };

struct set {
    struct ts_arena arena;
    struct ts_report reports[N_MAX];
    struct ts_fingerprint *fps[N_MAX];
    ts_str story[N_MAX];
    size_t n;
};

static void set_open(struct set *s, const char *name)
{
    struct ts_err err = { 0 };
    ts_str rest, line;

    *s = (struct set){ 0 };
    const char *path = ts_arena_printf(&s->arena, "%s/%s", getenv("TS_STORY_SETS"), name).ptr;
    assert_ok(ts_file_read(&s->arena, path, 1 << 20, &rest, &err), &err);
    while (ts_str_split(&rest, '\n', &line)) {
        if (line.len == 0)
            continue;
        struct ts_json *json;
        assert_true(s->n < N_MAX);
        assert_ok(ts_json_parse(&s->arena, line, &json, &err), &err);
        s->story[s->n] = ts_json_get_str(json, "story");
        s->reports[s->n] = (struct ts_report){
            .id = (int64_t)s->n + 1,
            .url = ts_json_get_str(json, "url"),
            .title = ts_json_get_str(json, "title"),
            .text = ts_json_get_str(json, "text"),
            .site = ts_json_get_str(json, "site"),
            .lang = ts_json_get_str(json, "lang"),
            .published = ts_when_parse(ts_json_get_str(json, "published")),
        };
        s->fps[s->n] = ts_fingerprint_make(&s->arena, &s->reports[s->n]);
        s->n++;
    }
}

static void set_done(struct set *s)
{
    ts_arena_done(&s->arena);
}

struct score {
    double precision, recall;
};

/* BCubed: of an article's story, how much is right, and how much of the right one is there;
 * averaged over articles. */
static struct score score_of(const struct set *s, const struct ts_placement *where)
{
    struct score score = { 0 };

    for (size_t i = 0; i < s->n; i++) {
        size_t n_got = 0, n_want = 0, n_both = 0;
        for (size_t k = 0; k < s->n; k++) {
            bool got = where[i].story_id == where[k].story_id;
            bool want = ts_str_eq(s->story[i], s->story[k]);
            n_got += got;
            n_want += want;
            n_both += got && want;
        }
        score.precision += (double)n_both / (double)n_got / (double)s->n;
        score.recall += (double)n_both / (double)n_want / (double)s->n;
    }
    return score;
}

static void test_scores(void **state)
{
    static const struct {
        const char *name;
        double precision, recall;
    } least[] = { { "halvern.jsonl", 0.95, 0.95 },
                  { "morwen.jsonl", 0.95, 0.95 },
                  { "quillon.jsonl", 0.9, 0.95 },
                  { "vessary.jsonl", 0.9, 0.85 } };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(least); i++) {
        struct set s;
        struct ts_placement where[N_MAX];
        set_open(&s, least[i].name);
        ts_group_all(&s.arena, s.reports, s.n, where);
        struct score got = score_of(&s, where);
        if (got.precision < least[i].precision || got.recall < least[i].recall)
            print_error("%s: %.3f %.3f\n", least[i].name, got.precision, got.recall);
        assert_true(got.precision >= least[i].precision);
        assert_true(got.recall >= least[i].recall);
        set_done(&s);
    }
}

/* A library: where each report is, and what the reader decided. */
struct library {
    struct set *set;
    struct ts_placement where[N_MAX]; /* story 0 for what has not come yet */
    int64_t a_id, b_id;               /* a constraint, if not 0 */
    bool is_together;
    int64_t n_stories;
};

/* A grouper that knows of all that is in the library, as at the beginning of a refresh. */
static struct ts_grouper *library_grouper(struct library *l)
{
    struct ts_grouper *g = ts_grouper_new(&l->set->arena);

    for (size_t i = 0; i < l->set->n; i++)
        if (l->where[i].story_id != NO_STORY)
            ts_grouper_seed(g, l->set->fps[i], &l->where[i]);
    if (l->a_id != 0)
        ts_grouper_constrain(g, l->a_id, l->b_id, l->is_together);
    return g;
}

static void library_move(struct library *l, const struct ts_move *moves, size_t n)
{
    struct ts_map fresh = { .arena = &l->set->arena };

    for (size_t i = 0; i < n; i++) {
        struct ts_placement where = moves[i].where;
        if (where.story_id == NO_STORY) {
            int64_t *id = ts_map_put(&fresh, (uint64_t)moves[i].first_id);
            if (*id == 0)
                *id = ++l->n_stories;
            where.story_id = *id;
        }
        l->where[moves[i].id - 1] = where;
    }
}

/* A refresh that brings the reports `order[0..n)`. */
static void library_refresh(struct library *l, const size_t *order, size_t n)
{
    struct ts_grouper *g = library_grouper(l);
    int64_t ids[N_MAX];
    size_t n_moves;

    for (size_t i = 0; i < n; i++)
        ts_grouper_expect(g, l->set->fps[order[i]]);
    for (size_t i = 0; i < n; i++) {
        struct ts_placement *where = &l->where[order[i]];
        ts_grouper_place(g, l->set->fps[order[i]], where);
        if (where->story_id == NO_STORY)
            where->story_id = ++l->n_stories;
        ts_grouper_seed(g, l->set->fps[order[i]], where);
        ids[i] = l->set->reports[order[i]].id;
    }
    struct ts_move *moves = ts_grouper_repair(g, &l->set->arena, 0, ids, n, &n_moves);
    library_move(l, moves, n_moves);
}

/* Looks at all stories anew, as if all reports had just come. */
static void library_regroup(struct library *l)
{
    struct ts_grouper *g = library_grouper(l);
    int64_t ids[N_MAX];
    size_t n_moves;

    for (size_t i = 0; i < l->set->n; i++)
        ids[i] = l->set->reports[i].id;
    struct ts_move *moves = ts_grouper_repair(g, &l->set->arena, 0, ids, l->set->n, &n_moves);
    library_move(l, moves, n_moves);
}

static int64_t day_of(const struct set *s, size_t i)
{
    return s->fps[i]->at / DAY;
}

static void shuffle(size_t *v, size_t n, uint32_t *seed)
{
    for (size_t i = n; i > 1; i--) {
        *seed = *seed * 1103515245u + 12345u;
        size_t k = (*seed >> 16) % i, swap = v[i - 1];
        v[i - 1] = v[k];
        v[k] = swap;
    }
}

/* All days' reports, each day's in an order by `seed` (0: as in the file), a refresh a day. */
static void library_fill(struct library *l, uint32_t seed)
{
    struct set *s = l->set;
    bool has_come[N_MAX] = { false };

    for (;;) {
        size_t order[N_MAX], n = 0;
        int64_t day = INT64_MAX;
        for (size_t i = 0; i < s->n; i++)
            if (!has_come[i] && day_of(s, i) < day)
                day = day_of(s, i);
        for (size_t i = 0; i < s->n; i++)
            if (day_of(s, i) == day) {
                order[n++] = i;
                has_come[i] = true;
            }
        if (n == 0)
            return;
        if (seed != 0)
            shuffle(order, n, &seed);
        library_refresh(l, order, n);
    }
}

static void assert_same_stories(const struct set *s, const struct ts_placement *a,
                                const struct ts_placement *b)
{
    for (size_t i = 0; i < s->n; i++)
        for (size_t k = 0; k < i; k++) {
            bool in_a = a[i].story_id == a[k].story_id, in_b = b[i].story_id == b[k].story_id;
            if (in_a != in_b)
                print_error("once together, once apart: %.*s / %.*s\n", TS_FMT(s->reports[k].title),
                            TS_FMT(s->reports[i].title));
            assert_int_equal(in_a, in_b);
        }
}

static const char *const names[] = { "halvern.jsonl", "morwen.jsonl", "quillon.jsonl",
                                     "vessary.jsonl" };

/* Whatever the order within a day: the stories are the same after the repair. */
static void test_any_order_within_a_day(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(names); i++) {
        struct set s;
        set_open(&s, names[i]);
        struct library first = { .set = &s };
        library_fill(&first, 0);
        for (uint32_t seed = 1; seed <= ORDERS; seed++) {
            struct library l = { .set = &s };
            library_fill(&l, seed);
            assert_same_stories(&s, first.where, l.where);
        }
        set_done(&s);
    }
}

/* Every pair of neighbours in the file, decided against what the grouping thinks; and when that is
 * taken back, all is as if it had never been. */
static void test_decisions_hold_and_can_be_undone(void **state)
{
    (void)state;
    for (size_t i = 0; i < TS_COUNT(names); i++) {
        struct set s;
        set_open(&s, names[i]);
        struct library plain = { .set = &s };
        library_fill(&plain, 0);
        struct library whole = plain;
        library_regroup(&whole);
        for (size_t k = 1; k < s.n; k++) {
            bool was_together = plain.where[k].story_id == plain.where[k - 1].story_id;
            struct library l = { .set = &s, .is_together = !was_together };
            l.a_id = s.reports[k - 1].id;
            l.b_id = s.reports[k].id;
            library_fill(&l, (uint32_t)k);
            bool is_together = l.where[k].story_id == l.where[k - 1].story_id;
            if (is_together == was_together)
                print_error("not obeyed (%s): %.*s / %.*s\n", was_together ? "apart" : "together",
                            TS_FMT(s.reports[k - 1].title), TS_FMT(s.reports[k].title));
            assert_int_not_equal(is_together, was_together);
            l.a_id = 0;
            library_regroup(&l);
            assert_same_stories(&s, whole.where, l.where);
        }
        set_done(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_scores),
        cmocka_unit_test(test_any_order_within_a_day),
        cmocka_unit_test(test_decisions_hold_and_can_be_undone),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
