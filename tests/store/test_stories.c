#include "store/fixture.h"

#include "tearsheet/base/buf.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/tags.h"
#include "tearsheet/store/undo.h"

static struct ts_story_row row_of(struct library *l, int64_t story_id)
{
    struct ts_story_row row = { 0 };

    assert_ok(ts_story_get(&l->a, l->db, story_id, &row, &l->err), &l->err);
    return row;
}

static size_t count_stories(struct library *l, struct ts_story_query q)
{
    size_t n = 0;

    assert_ok(ts_stories_count(l->db, &q, &n, &l->err), &l->err);
    return n;
}

static ts_str headlines(struct library *l, struct ts_story_query q)
{
    struct ts_story_row *rows = NULL;
    struct ts_buf list = { 0 };
    size_t n = 0;

    assert_ok(ts_stories_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    for (size_t i = 0; i < n; i++)
        ts_buf_printf(&list, "%s%.*s", i ? "|" : "", TS_FMT(rows[i].headline));
    ts_str result = ts_buf_take(&list, &l->a);
    ts_buf_done(&list);
    return result;
}

static void a_row_sums_up_the_reports(void **state)
{
    struct library *l = *state;
    int64_t late = add_article(l, "b.example", "Ferry strike enters third day", "x", NOON - 60);
    int64_t first = add_article(l, "a.example", "Crews walk out", "x", NOON - DAY);
    int64_t same = add_article(l, "www.b.example", "Ferries: what we know", "x", NOON - 600);
    int64_t copy = add_article(l, "c.example", "Wire: crews walk out", "x", NOON - DAY - 9);

    int64_t story = add_to_story(l, late, 0);
    struct ts_story_row row = row_of(l, story);
    assert_slice_equal(row.headline, "Ferry strike enters third day");
    assert_int_equal(row.n_reports, 1);
    assert_int_equal(row.first_at, row.latest_at);

    add_to_story(l, first, story);
    add_to_story(l, same, story);
    add_text(l, first, "The Anchor", "Crews walk out", "x");
    struct ts_placement p = { .story_id = story, .copy_of_id = first, .saga_id = 7, .score = .5F };
    assert_ok(ts_story_place(l->db, copy, &p, NULL, &l->err), &l->err);
    row = row_of(l, story);
    /* The copy came first, but a copy gives no headline. */
    assert_slice_equal(row.headline, "Crews walk out");
    assert_slice_equal(row.outlets, "c.example, The Anchor, b.example");
    assert_int_equal(row.n_outlets, 3);
    assert_int_equal(row.n_reports, 4);
    assert_int_equal(row.n_copies, 1);
    assert_int_equal(row.n_unread, 4);
    assert_int_equal(row.first_at, NOON - DAY - 9);
    assert_int_equal(row.latest_at, NOON - 60);
    assert_int_equal(row.saga_id, 7);
    assert_slice_equal(
        list_titles(l, (struct ts_article_query){ .story_id = story, .order = TS_OLDEST }),
        "Wire: crews walk out|Crews walk out|Ferries: what we know|Ferry strike enters third day");
    assert_int_equal(get_article(l, copy).saga_id, 7);
    assert_int_equal(get_article(l, copy).copy_of_id, first);

    assert_ok(ts_mark_article(l->db, late, true, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_unread, 3);
    /* Reading one copy is reading them all. */
    assert_ok(ts_mark_article(l->db, copy, true, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_unread, 1);
    assert_true(get_article(l, first).is_read);
    assert_ok(ts_mark_article(l->db, first, false, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_unread, 3);
    assert_ok(ts_mark_story(l->db, story, true, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_unread, 0);
}

static void an_article_can_move(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t a = add_to_story(l, one, 0);

    add_to_story(l, two, a);
    int64_t b = add_to_story(l, two, 0);
    assert_int_not_equal(a, b);
    assert_int_equal(row_of(l, a).n_reports, 1);
    assert_int_equal(row_of(l, b).n_reports, 1);
    add_to_story(l, one, b);
    assert_int_equal(row_of(l, a).n_reports, 0);
    assert_int_equal(count_stories(l, (struct ts_story_query){ 0 }), 1);
    /* Its id is never given to another. */
    assert_int_equal(add_to_story(l, add_article(l, "c.example", "Three", "x", NOON), 0), b + 1);
}

static void rows_can_be_made_right_at_the_end(void **state)
{
    struct library *l = *state;
    int64_t story = add_to_story(l, add_article(l, "a.example", "One", "x", NOON - 60), 0);

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    ts_stories_count_late(l->db);
    add_to_story(l, add_article(l, "b.example", "Two", "x", NOON), story);
    add_to_story(l, add_article(l, "c.example", "Three", "x", NOON), story);
    assert_int_equal(row_of(l, story).n_reports, 1);
    assert_ok(ts_stories_count_now(l->db, TS_OK, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_reports, 3);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);

    add_to_story(l, add_article(l, "d.example", "Four", "x", NOON), story);
    assert_int_equal(row_of(l, story).n_outlets, 4);
    ts_stories_count_late(l->db);
    assert_int_equal(ts_stories_count_now(l->db, TS_ERR_BUSY, &l->err), TS_ERR_BUSY);
}

static void a_part_that_failed_takes_the_rest_with_it(void **state)
{
    struct library *l = *state;
    struct ts_placement nowhere = { .story_id = 99 };
    int64_t id = add_article(l, "a.example", "One", "x", NOON);

    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    int64_t story = add_to_story(l, id, 0);
    assert_int_equal(ts_story_place(l->db, id, &nowhere, NULL, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(ts_db_commit(l->db, &l->err), TS_ERR_STORE);
    assert_true(ts_str_ends(ts_str_of(l->err.msg), ": a part of the changes failed"));
    struct ts_story_row row;
    assert_int_equal(ts_story_get(&l->a, l->db, story, &row, NULL), TS_ERR_NOTFOUND);

    /* Taken back with what it was inside of, it is no matter any more. */
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    story = add_to_story(l, id, 0);
    assert_ok(ts_db_begin(l->db, &l->err), &l->err);
    assert_int_equal(ts_story_place(l->db, id, &nowhere, NULL, &l->err), TS_ERR_NOTFOUND);
    ts_db_rollback(l->db);
    assert_ok(ts_db_commit(l->db, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_reports, 1);
}

static void stories_are_listed_in_their_orders(void **state)
{
    static const struct {
        struct ts_story_query q;
        const char *want;
        size_t count;
    } cases[] = {
        { { 0 }, "Late|Wide|Early", 3 },
        { { .order = TS_STORY_MOST_COVERED }, "Wide|Late|Early", 3 },
        { { .order = TS_STORY_OLDEST }, "Early|Wide|Late", 3 },
        { { .unread_only = true }, "Late|Wide", 2 },
        { { .saga_id = 1 }, "Wide|Early", 2 },
        { { .saga_id = 1, .order = TS_STORY_OLDEST }, "Early|Wide", 2 },
        { { .limit = 1 }, "Late", 3 },
        { { .limit = 1, .offset = 2 }, "Early", 3 },
        { { .tag_id = 4 }, "", 0 },
        { { .muted_only = true }, "", 0 },
    };
    struct library *l = *state;
    int64_t early = add_article(l, "a.example", "Early", "x", NOON - 9 * DAY);
    int64_t wide = add_article(l, "a.example", "Wide", "x", NOON - 5 * DAY);
    int64_t late = add_article(l, "a.example", "Late", "x", NOON - 2 * DAY);

    int64_t s1 = add_to_story(l, early, 0), s2 = add_to_story(l, wide, 0);
    int64_t s3 = add_to_story(l, late, 0);
    add_to_story(l, add_article(l, "b.example", "Wide too", "x", NOON - 4 * DAY), s2);
    assert_ok(ts_story_put_saga(l->db, s1, s1, &l->err), &l->err);
    assert_ok(ts_story_put_saga(l->db, s2, s1, &l->err), &l->err);
    assert_ok(ts_mark_story(l->db, s1, true, &l->err), &l->err);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        assert_slice_equal(headlines(l, cases[i].q), cases[i].want);
        assert_int_equal(count_stories(l, cases[i].q), cases[i].count);
    }

    const struct {
        struct ts_story_query q;
        int64_t from;
        int step;
        int64_t want;
    } steps[] = {
        { { 0 }, 0, 1, s3 },
        { { 0 }, s3, 1, s2 },
        { { 0 }, s1, 1, 0 },
        { { 0 }, s1, -1, s2 },
        { { 0 }, 0, -1, s1 },
        { { .order = TS_STORY_MOST_COVERED }, s2, 1, s3 },
        { { .order = TS_STORY_OLDEST, .saga_id = s1 }, s1, 1, s2 },
        { { .order = TS_STORY_OLDEST, .saga_id = s1 }, s2, -1, s1 },
        { { .unread_only = true }, s2, 1, 0 },
    };
    for (size_t i = 0; i < TS_COUNT(steps); i++) {
        int64_t got = -1;
        assert_ok(ts_story_next(l->db, &steps[i].q, steps[i].from, steps[i].step, &got, &l->err),
                  &l->err);
        assert_int_equal(got, steps[i].want);
    }
}

static void hidden_reports_do_not_count(void **state)
{
    struct library *l = *state;
    struct ts_source entries[] = {
        { .url = TS_STR("https://harbour.example/feed") },
        { .url = TS_STR("https://b.example/feed"), .is_hidden = true },
    };
    int64_t b = add_feed(l, "https://b.example/feed");
    int64_t shown = add_article(l, "a.example", "Shown", "x", NOON);
    int64_t hidden = add_item(l, b, "h", "https://b.example/h", "Hidden", NOON - 60);

    int64_t story = add_to_story(l, shown, add_to_story(l, hidden, 0));
    assert_slice_equal(row_of(l, story).headline, "Hidden");
    assert_ok(ts_sources_sync(l->db, entries, 2, NULL, &l->err), &l->err);
    assert_slice_equal(row_of(l, story).headline, "Shown");
    assert_int_equal(row_of(l, story).n_reports, 1);
    assert_ok(ts_mark_article(l->db, hidden, true, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_unread, 1);
    int64_t all_hidden = add_to_story(l, hidden, 0);
    assert_int_equal(count_stories(l, (struct ts_story_query){ 0 }), 1);
    entries[1].is_hidden = false;
    assert_ok(ts_sources_sync(l->db, entries, 2, NULL, &l->err), &l->err);
    assert_int_equal(row_of(l, all_hidden).n_reports, 1);
    assert_int_equal(count_stories(l, (struct ts_story_query){ 0 }), 2);
}

static void muted_stories_are_counted_apart(void **state)
{
    struct library *l = *state;
    int64_t story = add_to_story(l, add_article(l, "a.example", "Cup final", "x", NOON), 0), tag;

    add_to_story(l, add_article(l, "a.example", "Ferry", "x", NOON - 60), 0);
    assert_ok(ts_tag_put(l->db, TS_STR("sport"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_slice_equal(headlines(l, (struct ts_story_query){ 0 }), "Cup final|Ferry");
    assert_ok(ts_tag_put_muted(l->db, tag, true, &l->err), &l->err);
    assert_slice_equal(headlines(l, (struct ts_story_query){ 0 }), "Ferry");
    assert_slice_equal(headlines(l, (struct ts_story_query){ .muted_only = true }), "Cup final");
    assert_slice_equal(headlines(l, (struct ts_story_query){ .with_muted = true }),
                       "Cup final|Ferry");
    assert_slice_equal(headlines(l, (struct ts_story_query){ .tag_id = tag }), "Cup final");
}

static void later_reports_inherit_tags(void **state)
{
    struct library *l = *state;
    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60), tag, own;
    int64_t two = add_article(l, "b.example", "Two", "x", NOON);
    int64_t story = add_to_story(l, one, 0);

    assert_ok(ts_tag_put(l->db, TS_STR("follow"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_put(l->db, TS_STR("mine"), &own, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, story, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, one).n_tags, 1);
    add_to_story(l, two, story);
    assert_slice_equal(get_article(l, two).tags[0], "follow");
    assert_slice_equal(row_of(l, story).tags[0], "follow");
    /* What it has of itself it keeps, wherever it goes. */
    assert_ok(ts_tag_toggle_article(l->db, own, two, NULL, &l->err), &l->err);
    add_to_story(l, two, 0);
    assert_int_equal(get_article(l, two).n_tags, 1);
    assert_slice_equal(get_article(l, two).tags[0], "mine");
}

struct kept_list {
    struct library *library;
    struct ts_kept_fingerprint kept[4];
    size_t n;
};

static void keep_fingerprint(void *user, const struct ts_kept_fingerprint *kept)
{
    struct kept_list *list = user;

    assert_in_range(list->n, 0, TS_COUNT(list->kept) - 1);
    list->kept[list->n] = *kept;
    list->kept[list->n++].bytes = ts_arena_str(&list->library->a, kept->bytes);
}

static void fingerprints_come_back_with_their_places(void **state)
{
    struct library *l = *state;
    struct kept_list list = { .library = l };
    ts_str got;
    int64_t old = add_article(l, "a.example", "Old", "x", NOON - 20 * DAY);
    int64_t one = add_article(l, "a.example", "One", "x", NOON - 2 * DAY);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - DAY);

    int64_t story = add_to_story(l, one, 0);
    struct ts_placement p = {
        .story_id = story, .copy_of_id = one, .saga_id = story, .score = .25F
    };
    assert_ok(ts_story_place(l->db, two, &p, NULL, &l->err), &l->err);
    for (int64_t id = old; id <= two; id++) {
        ts_str bytes = ts_arena_printf(&l->a, "print%c%lld", 0, (long long)id);
        assert_ok(ts_fingerprint_put(l->db, id, TS_STR("before"), &l->err), &l->err);
        assert_ok(ts_fingerprint_put(l->db, id, bytes, &l->err), &l->err);
    }
    assert_ok(ts_fingerprints_each(l->db, NOON - 2 * DAY, NOON, keep_fingerprint, &list, &l->err),
              &l->err);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.kept[0].article_id, one);
    assert_int_equal(list.kept[0].bytes.len, 7);
    assert_int_equal(list.kept[1].placement.story_id, story);
    assert_int_equal(list.kept[1].placement.saga_id, story);
    assert_int_equal(list.kept[1].placement.copy_of_id, one);
    assert_true(list.kept[1].placement.score == .25F);
    assert_int_equal(list.kept[1].sort_at, NOON - DAY);
    list.n = 0;
    assert_ok(ts_fingerprints_each(l->db, 0, NOON - DAY, keep_fingerprint, &list, &l->err),
              &l->err);
    assert_int_equal(list.n, 2);
    assert_int_equal(list.kept[0].placement.story_id, 0);
    assert_ok(ts_fingerprint_get(&l->a, l->db, two, &got, &l->err), &l->err);
    assert_int_equal(got.len, 7);
    assert_memory_equal(got.ptr, "print\0", 6);
    assert_ok(ts_fingerprint_get(&l->a, l->db, two + 1, &got, &l->err), &l->err);
    assert_int_equal(got.len, 0);
}

static void articles_wait_for_their_place(void **state)
{
    struct library *l = *state;
    int64_t *ids = NULL;
    size_t n = 0;

    int64_t waiting = add_item(l, l->feed_id, "w", "https://a.example/w", "Waiting", NOON);
    int64_t failed = add_item(l, l->feed_id, "f", "https://a.example/f", "Failed", NOON - 60);
    int64_t read = add_article(l, "a.example", "Read", "x", NOON - 600);
    add_to_story(l, add_article(l, "a.example", "Placed", "x", NOON), 0);
    assert_ok(ts_article_put_failure(l->db, failed, TS_STR("timed out"), NOON + 60, &l->err),
              &l->err);
    assert_ok(ts_articles_unplaced(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(ids[0], read);
    assert_int_equal(ids[1], failed);
    add_text(l, waiting, "", "Waiting", "x");
    assert_ok(ts_articles_unplaced(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 3);
    assert_ok(ts_articles_unplaced(&l->a, l->db, 1, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
}

static void a_page_outgrows_the_fingerprint_of_a_summary(void **state)
{
    struct library *l = *state;
    struct ts_block text = { .is_kept = true, .text = TS_STR("The whole text of the page.") };
    struct ts_article article = { .title = TS_STR("Grown"), .blocks = &text, .n_blocks = 1 };
    struct ts_page page = { .bytes = TS_STR("<p>The whole text of the page.</p>") };
    int64_t *ids = NULL;
    size_t n = 0;

    int64_t grown = add_article(l, "a.example", "Grown", "x", NOON);
    int64_t waiting = add_article(l, "b.example", "Waiting", "x", NOON);
    assert_ok(ts_fingerprint_put(l->db, grown, TS_STR("old print"), &l->err), &l->err);
    assert_ok(ts_article_put(l->db, grown, &article, &page, NULL, &l->err), &l->err);
    assert_ok(ts_article_put(l->db, waiting, &article, &page, NULL, &l->err), &l->err);
    assert_ok(ts_articles_outgrown(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 1); /* the other one has no fingerprint yet */
    assert_int_equal(ids[0], grown);
    assert_ok(ts_fingerprint_renew(l->db, grown, TS_STR("print"), &l->err), &l->err);
    assert_ok(ts_articles_outgrown(&l->a, l->db, 0, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
}

static void a_merged_story_leaves_its_tags(void **state)
{
    struct library *l = *state;
    int64_t tag;

    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - 50);
    int64_t into = add_to_story(l, one, 0), from = add_to_story(l, two, 0);
    assert_ok(ts_tag_put(l->db, TS_STR("follow"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, from, NULL, &l->err), &l->err);

    assert_ok(ts_story_adopt(l->db, into, from, &l->err), &l->err);
    assert_ok(ts_story_adopt(l->db, into, from, &l->err), &l->err);
    add_to_story(l, two, into);
    assert_int_equal(row_of(l, into).n_tags, 1);
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_int_equal(get_article(l, two).n_tags, 1);
}

/* ---- a reader's decisions ---- */

static void joined_stories_are_remembered_and_undone(void **state)
{
    struct library *l = *state;
    struct ts_constraint *pairs = NULL;
    int64_t tag;
    size_t n = 0;
    ts_str what;

    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - 50);
    int64_t three = add_article(l, "c.example", "Three", "x", NOON - 40);
    int64_t into = add_to_story(l, one, 0), from = add_to_story(l, two, 0);
    add_to_story(l, three, from);
    assert_ok(ts_tag_put(l->db, TS_STR("follow"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_story(l->db, tag, from, NULL, &l->err), &l->err);

    assert_ok(ts_stories_join(l->db, into, from, &l->err), &l->err);
    assert_int_equal(row_of(l, into).n_reports, 3);
    assert_int_equal(row_of(l, from).n_reports, 0);
    assert_int_equal(row_of(l, into).n_tags, 1);
    assert_int_equal(get_article(l, one).n_tags, 1);
    assert_int_equal(get_article(l, three).n_tags, 1);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(pairs[0].a_id, one);
    assert_int_equal(pairs[0].b_id, two);
    assert_true(pairs[0].is_together);

    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "joined two stories");
    assert_int_equal(row_of(l, into).n_reports, 1);
    assert_int_equal(row_of(l, from).n_reports, 2);
    assert_int_equal(row_of(l, into).n_tags, 0);
    assert_int_equal(get_article(l, one).n_tags, 0);
    assert_int_equal(get_article(l, three).n_tags, 1);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 0);

    assert_int_equal(ts_stories_join(l->db, into, into, &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "a story cannot be joined to itself");
    assert_int_equal(ts_stories_join(l->db, into, 99, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no story 99");
}

static void a_split_article_is_kept_apart(void **state)
{
    struct library *l = *state;
    struct ts_constraint *pairs = NULL;
    int64_t apart = 0;
    size_t n = 0;

    int64_t one = add_article(l, "a.example", "One", "x", NOON - 60);
    int64_t two = add_article(l, "b.example", "Two", "x", NOON - 50);
    int64_t three = add_article(l, "c.example", "Three", "x", NOON - 40);
    int64_t story = add_to_story(l, one, 0);
    add_to_story(l, two, story);
    add_to_story(l, three, story);

    assert_ok(ts_story_split(l->db, two, &apart, &l->err), &l->err);
    assert_int_not_equal(apart, story);
    assert_int_equal(row_of(l, story).n_reports, 2);
    assert_slice_equal(row_of(l, apart).headline, "Two");
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(pairs[0].a_id, one);
    assert_int_equal(pairs[0].b_id, two);
    assert_int_equal(pairs[1].b_id, three);
    assert_false(pairs[0].is_together || pairs[1].is_together);
    /* Joining again changes the reader's mind about the pair. */
    assert_ok(ts_stories_join(l->db, story, apart, &l->err), &l->err);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_true(pairs[0].is_together);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_ok(ts_constraints_load(&l->a, l->db, &pairs, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_false(pairs[0].is_together);
    assert_ok(ts_undo(&l->a, l->db, NULL, &l->err), &l->err);
    assert_int_equal(row_of(l, story).n_reports, 3);
    assert_int_equal(get_article(l, two).story_id, story);

    int64_t alone = add_article(l, "a.example", "Alone", "x", NOON);
    add_to_story(l, alone, 0);
    assert_int_equal(ts_story_split(l->db, alone, &apart, &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "article 4 is not in a story with others");
}

static void what_is_not_there_is_said(void **state)
{
    struct library *l = *state;
    struct ts_placement p = { .story_id = 99 };
    struct ts_story_row row = { .id = 5 };
    int64_t id = add_article(l, "a.example", "One", "x", NOON), story = -1;

    assert_int_equal(ts_story_place(l->db, id, &p, &story, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no story 99");
    p.story_id = 0;
    assert_int_equal(ts_story_place(l->db, 98, &p, &story, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no article 98");
    assert_int_equal(story, -1);
    /* The story that was made for it went with the rest. */
    assert_int_equal(ts_story_get(&l->a, l->db, 1, &row, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(row.id, 5);
    assert_int_equal(ts_mark_story(l->db, 99, true, &l->err), TS_ERR_NOTFOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_row_sums_up_the_reports),
        TEST(an_article_can_move),
        TEST(rows_can_be_made_right_at_the_end),
        TEST(a_part_that_failed_takes_the_rest_with_it),
        TEST(stories_are_listed_in_their_orders),
        TEST(hidden_reports_do_not_count),
        TEST(muted_stories_are_counted_apart),
        TEST(later_reports_inherit_tags),
        TEST(fingerprints_come_back_with_their_places),
        TEST(articles_wait_for_their_place),
        TEST(a_page_outgrows_the_fingerprint_of_a_summary),
        TEST(a_merged_story_leaves_its_tags),
        TEST(joined_stories_are_remembered_and_undone),
        TEST(a_split_article_is_kept_apart),
        TEST(what_is_not_there_is_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
