/* When the reports that a refresh brings get their stories. */
#include "fixture.h"

#include "../../src/app/grouping_steps_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/store/stories.h"

static const char *const one_feed[] = { "/feed", NULL };

#define TAPS                                                                                      \
    "<p>Taps are dry in some three thousand homes along the Skerry road after a main burst at "   \
    "Lantern Hill.</p><p>The water board has put tanks at the school and at the chapel. People "  \
    "should bring their own buckets, it says.</p><p>Bus drivers have been told to turn round at " \
    "the chapel.</p>"
#define CELLAR                                                                                    \
    "<p>Councillor Tobias Renke has lost his wine, his bicycle and a cello to a burst main that " \
    "filled his cellar at Lantern Hill.</p><p>\"The cello floats,\" he said. The fire brigade "   \
    "pumped until noon.</p><p>His neighbour Dagny Corve saved eleven hens.</p>"
#define BOTH                                                                                      \
    "<p>A main that burst at Lantern Hill has filled cellars and left three thousand homes "      \
    "along the Skerry road without water.</p><p>The fire brigade pumped until noon, among "       \
    "others the cellar of councillor Tobias Renke, who lost his wine and a cello. His neighbour " \
    "Dagny Corve saved her hens.</p><p>The water board has put tanks at the school and at the "   \
    "chapel, where buses turn round. People should bring buckets.</p>"

static const struct loopback_route main_routes[] = {
    { .path = "/feed",
      .headers = "Content-Type: application/rss+xml\r\n",
      .body = FEED(ITEM("1", "Three thousand without water", "/taps")
                       ITEM("2", "Tobias Renke's cellar is now a pond", "/cellar")
                           ITEM("3", "Burst main floods cellars, homes without water", "/both")) },
    { .path = "/taps",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Three thousand without water", TAPS) },
    { .path = "/cellar",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Tobias Renke's cellar is now a pond", CELLAR) },
    { .path = "/both",
      .headers = "Content-Type: text/html\r\n",
      .body = PAGE("Burst main floods cellars, homes without water", BOTH) },
    { 0 },
};

/* The first two are told apart until the third is there. */
static void a_late_report_brings_others_together(void **state)
{
    struct fixture f;
    size_t n;

    (void)state;
    fixture_open(&f, main_routes, one_feed);
    fixture_refresh(&f, false);
    const struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 3);
    assert_true(rows[0].story_id != 0);
    assert_int_equal(rows[0].story_id, rows[1].story_id);
    assert_int_equal(rows[0].story_id, rows[2].story_id);
    fixture_close(&f);
}

/* Adding a feed asks for no pages, and makes stories of what its items say. */
static void what_was_placed_by_a_summary_is_looked_at_again(void **state)
{
    static const struct loopback_route routes[] = {
        { .path = "/feed",
          .headers = "Content-Type: application/rss+xml\r\n",
          .body = FEED(ITEM("1", "Bring your own", "/taps") ITEM("2", "The cello floats", "/cellar")
                           ITEM("3", "A morning in boots", "/both")) },
        { .path = "/taps",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("Bring your own", TAPS) },
        { .path = "/cellar",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("The cello floats", CELLAR) },
        { .path = "/both",
          .headers = "Content-Type: text/html\r\n",
          .body = PAGE("A morning in boots", BOTH) },
        { 0 },
    };
    static const char *const none[] = { NULL };
    struct fixture f;
    struct ts_err err;
    size_t n;

    (void)state;
    fixture_open(&f, routes, none);
    assert_ok(ts_refresh_add(f.refresh, ts_str_of(fixture_url(&f, "/feed")), &err), &err);
    fixture_run(&f);
    const struct ts_article_row *rows = fixture_articles(&f, &n);
    assert_int_equal(n, 3);
    assert_true(rows[0].story_id != 0 && rows[0].completeness == TS_COMPLETE_FEED);
    assert_true(rows[0].story_id != rows[1].story_id || rows[0].story_id != rows[2].story_id);
    fixture_refresh(&f, false);
    rows = fixture_articles(&f, &n);
    assert_true(rows[0].completeness == TS_COMPLETE_FULL);
    assert_int_equal(rows[0].story_id, rows[1].story_id);
    assert_int_equal(rows[0].story_id, rows[2].story_id);
    fixture_close(&f);
}

/* The articles that are in a story. */
static size_t count_placed(struct fixture *f)
{
    struct ts_story_row *stories;
    size_t n, n_placed = 0;
    struct ts_err err;

    assert_ok(ts_stories_list(&f->arena, f->db, &(struct ts_story_query){ 0 }, &stories, &n, &err),
              &err);
    for (size_t i = 0; i < n; i++)
        n_placed += stories[i].n_reports;
    return n_placed;
}

/* A profile with one feed, of so many items; `feed` and `routes` live as long. */
static void open_with_items(struct fixture *f, struct ts_buf *feed,
                            struct loopback_route routes[static 2], int n_items)
{
    ts_buf_puts(feed, "<rss version=\"2.0\"><channel><title>Tide Post</title>");
    for (int i = 0; i < n_items; i++)
        ts_buf_printf(feed, "<item><guid>%d</guid><title>Boat %d</title></item>", i, i);
    ts_buf_puts(feed, "</channel></rss>");
    routes[0] = (struct loopback_route){ .path = "/feed", .body = feed->ptr };
    fixture_open(f, routes, one_feed);
}

/* A feed of so many items, fetched and looked at in turns.  Returns the turns that placed some. */
static size_t place_in_turns(int n_items, size_t most_a_turn)
{
    struct fixture f;
    struct ts_buf feed = { 0 };
    struct loopback_route routes[2] = { 0 };
    struct ts_err err;
    size_t n_placed = 0, n_turns = 0;

    open_with_items(&f, &feed, routes, n_items);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    while (!ts_refresh_is_idle(f.refresh)) {
        ts_refresh_turn(f.refresh, 100);
        size_t n = count_placed(&f);
        assert_true(n <= n_placed + most_a_turn);
        n_turns += n > n_placed;
        n_placed = n;
    }
    assert_int_equal(n_placed, n_items);
    fixture_close(&f);
    ts_buf_done(&feed);
    return n_turns;
}

/* What the reader asks for meanwhile is served between two turns. */
static void stories_are_made_some_a_turn(void **state)
{
    (void)state;
    assert_true(place_in_turns(GROUPING_MANY - 1, 300) > 1);
}

static void very_many_get_their_stories_at_once(void **state)
{
    (void)state;
    assert_int_equal(place_in_turns(GROUPING_MANY, GROUPING_MANY), 1);
    assert_int_equal(place_in_turns(2 * GROUPING_MANY, 2 * GROUPING_MANY), 1);
}

static bool has_fingerprint(struct fixture *f, int64_t article_id)
{
    ts_str bytes;

    return ts_fingerprint_get(&f->arena, f->db, article_id, &bytes, NULL) == TS_OK && bytes.len > 0;
}

/* A run ended when all was listed and cleaned, and its feeds have nothing new since. */
static void the_next_run_makes_the_stories_of_an_earlier_one(void **state)
{
    struct ts_refresh_listener listener = { 0 };
    struct fixture f;
    struct ts_buf feed = { 0 };
    struct loopback_route routes[2] = { 0 };
    struct ts_err err;

    (void)state;
    open_with_items(&f, &feed, routes, GROUPING_MANY);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    while (!has_fingerprint(&f, 1))
        ts_refresh_turn(f.refresh, 100);
    assert_int_equal(count_placed(&f), 0);
    ts_refresh_close(f.refresh);
    assert_ok(ts_refresh_open(&f.refresh, f.db, &f.profile, &listener, &err), &err);
    fixture_refresh(&f, false);
    assert_int_equal(count_placed(&f), GROUPING_MANY);
    fixture_close(&f);
    ts_buf_done(&feed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_was_placed_by_a_summary_is_looked_at_again),
        cmocka_unit_test(a_late_report_brings_others_together),
        cmocka_unit_test(stories_are_made_some_a_turn),
        cmocka_unit_test(very_many_get_their_stories_at_once),
        cmocka_unit_test(the_next_run_makes_the_stories_of_an_earlier_one),
    };
    return cmocka_run_group_tests_name("grouping", tests, NULL, NULL);
}
