/* What the worker, the library and the configuration make of the screen. */
#include "rig.h"

#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

enum { ROWS = 24, COLS = 80 };

/* What was selected stays selected when the library changes. */
static void test_changes(void **state)
{
    struct rig r;
    struct ts_err err;

    rig_init_copy(&r, state);
    rig_open(&r, ROWS, COLS);
    rig_play(&r, "j j");
    int64_t article = library_put(r.writer, 1, "new", "Breaking: a heron", library_now_at - 60);
    struct ts_placement alone = { 0 };
    library_text(r.writer, article, "Breaking: a heron", "Harbour Mercury", library_now_at, false);
    assert_ok(ts_story_place(r.writer, article, &alone, NULL, &err), &err);
    struct ts_event event = { .kind = TS_EVENT_CHANGED };
    ts_ui_event(r.ui, &event);
    ts_str screen = rig_screen(&r, false);
    assert_true(ts_str_has(screen, "4 of 45"));
    assert_true(ts_str_has(screen, ">• Evil"));
    rig_done(&r);
}

/* What is opened without text is to come first, which a refresh that runs does with its page. */
static void test_awaited(void **state)
{
    for (int is_running = 0; is_running < 2; is_running++) {
        struct ts_event event = { .kind = TS_EVENT_CHANGED,
                                  .progress = { .is_running = is_running } };
        struct rig r;
        rig_init_copy(&r, state);
        rig_open(&r, ROWS, COLS);
        library_put(r.writer, 1, "new", "Breaking: a heron", library_now_at - 60);
        ts_ui_event(r.ui, &event);
        rig_play(&r, ": 'articles' Enter g Enter");
        ts_str screen = rig_screen(&r, false);
        assert_int_equal(r.n_sent[TS_REQUEST_HASTEN_PAGE], 1);
        assert_int_equal(ts_str_has(screen, "is being fetched, before others"), is_running);
        assert_int_equal(ts_str_has(screen, "There is no text yet"), !is_running);
        rig_play(&r, "h j Enter"); /* one that has its text */
        assert_int_equal(r.n_sent[TS_REQUEST_HASTEN_PAGE], 1);
        rig_done(&r);
    }
}

/* As the episode of a podcast: no key can fetch anything more. */
static void test_no_page(void **state)
{
    struct ts_item episode = { .id = TS_STR("e1"), .title = TS_STR("Episode 1") };
    struct ts_event event = { .kind = TS_EVENT_CHANGED };
    struct ts_item_put put;
    struct ts_err err;
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, ROWS, COLS);
    assert_ok(ts_articles_put_items(r.writer, 1, &episode, 1, library_now_at, &put, &err), &err);
    ts_ui_event(r.ui, &event);
    rig_play(&r, ": 'articles' Enter g Enter");
    ts_str screen = rig_screen(&r, false);
    assert_true(ts_str_has(screen, "This is all that the feed has; it names no page."));
    assert_false(ts_str_has(screen, "p fetches"));
    rig_done(&r);
}

/* The page is here, and cannot be had once more: nothing is missing. */
static void test_page_that_came_before(void **state)
{
    struct ts_event event = { .kind = TS_EVENT_CHANGED };
    struct ts_err err;
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, ROWS, COLS);
    rig_play(&r, "l l p");
    assert_ok(
        ts_article_put_failure(r.writer, r.id, TS_STR("nobody answers"), library_now_at + 60, &err),
        &err);
    ts_ui_event(r.ui, &event);
    ts_str screen = rig_screen(&r, false);
    assert_true(ts_str_has(screen, "could not be fetched once more: nobody answers"));
    assert_false(ts_str_has(screen, "still to be fetched"));
    rig_play(&r, "h");
    assert_false(ts_str_has(rig_screen(&r, false), "to fetch"));
    rig_done(&r);
}

/* A first refresh lists its articles long before it has their stories. */
static void test_no_stories_yet(void **state)
{
    const struct ts_source source = { .url = TS_STR("https://news1.example/feed") };
    struct ts_event event = { .kind = TS_EVENT_CHANGED };
    struct rig r;
    struct ts_err err;

    (void)state;
    rig_init(&r, NULL);
    assert_ok(ts_sources_sync(r.writer, &source, 1, NULL, &err), &err);
    rig_open(&r, ROWS, COLS);
    assert_true(ts_str_has(rig_screen(&r, false), "No stories yet."));
    library_put(r.writer, 1, "new", "Breaking: a heron", library_now_at - 60);
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "Articles have come; their stories"));
    rig_play(&r, ": 'articles' Enter");
    assert_true(ts_str_has(rig_screen(&r, false), "Breaking: a heron"));
    rig_done(&r);
}

static void test_offers(void **state)
{
    struct ts_offer offers[] = { { TS_STR("https://a.example/all"), TS_STR("All\x1b[2J news") },
                                 { TS_STR("https://a.example/sea"), TS_STR("The sea") },
                                 { TS_STR("https://a.example/sky"), { 0 } } };
    struct ts_event event = { .kind = TS_EVENT_OFFERS,
                              .text = TS_STR("https://a.example/"),
                              .offers = offers,
                              .n_offers = TS_COUNT(offers) };
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, ROWS, COLS);
    ts_ui_event(r.ui, &event);
    ts_str screen = rig_screen(&r, false);
    assert_true(ts_str_has(screen, " Feeds of https://a.example/ "));
    assert_true(ts_str_has(screen, "All[2J news"));
    assert_true(ts_str_has(screen, "https://a.example/sky"));
    rig_play(&r, "j Enter");
    assert_int_equal(r.n_sent[TS_REQUEST_ADD_OFFER], 1);
    assert_string_equal(r.text, "https://a.example/sea");
    rig_play(&r, "h");
    assert_false(ts_str_has(rig_screen(&r, false), "Feeds of"));
    rig_close(&r);
    rig_done(&r);
}

static void test_events(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, ROWS, COLS);
    struct ts_event event = { .kind = TS_EVENT_PROGRESS,
                              .progress = { .is_running = true,
                                            .n_sources = 4,
                                            .n_sources_done = 3,
                                            .n_pages = 8,
                                            .n_pages_done = 3,
                                            .n_new = 5,
                                            .n_failed = 1 } };
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false),
                           "[######......] 3/4 sources  3/8 pages  5 new  (some failed: F)"));
    event.progress.n_sources = event.progress.n_sources_done = 0; /* only pages that waited */
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "[####........] 3/8 pages  (some failed: F)"));
    event.progress = (struct ts_progress){ .is_running = true }; /* it asks nobody */
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), " cleaning and grouping what has come"));
    event.kind = TS_EVENT_PROGRESS;
    event.progress = (struct ts_progress){ .is_running = true, .n_lookups = 1 };
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), " looking at what was added"));
    event = (struct ts_event){ .kind = TS_EVENT_FAILED, .text = TS_STR("no\x1b[2J \xc2\x9bway") };
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "! no[2J way"));
    event = (struct ts_event){ .kind = TS_EVENT_FINISHED, .text = TS_STR("5 new articles") };
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "! no[2J way")); /* the reason stays */
    rig_play(&r, "j");
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "5 new articles"));
    event.text = TS_STR(""); /* what was left is done: nothing to say */
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "5 new articles"));
    /* one reason of many says less than how many there are */
    event = (struct ts_event){ .kind = TS_EVENT_FAILED,
                               .text = TS_STR("a: no route"),
                               .progress = { .is_running = true } };
    ts_ui_event(r.ui, &event);
    event = (struct ts_event){ .kind = TS_EVENT_FINISHED,
                               .text = TS_STR("4 sources, nothing new, 4 failures"),
                               .progress = { .n_sources = 4, .n_failed = 4 } };
    ts_ui_event(r.ui, &event);
    assert_true(
        ts_str_has(rig_screen(&r, false), "! 4 sources, nothing new, 4 failures; D tells why"));
    rig_play(&r, "D");
    assert_true(ts_str_has(rig_screen(&r, false), "The last failure: a: no route"));
    event =
        (struct ts_event){ .kind = TS_EVENT_FINISHED, .text = TS_STR("4 sources, nothing new") };
    ts_ui_event(r.ui, &event);
    assert_false(ts_str_has(rig_screen(&r, false), "The last failure"));
    event = (struct ts_event){ .kind = TS_EVENT_FAILED, .text = TS_STR("nothing to undo") };
    ts_ui_event(r.ui, &event);
    assert_false(ts_str_has(rig_screen(&r, false), "The last failure"));
    rig_play(&r, "q j");
    event = (struct ts_event){ .kind = TS_EVENT_NOTICE, .text = TS_STR("saved \"A heron\"") };
    ts_ui_event(r.ui, &event);
    event = (struct ts_event){ .kind = TS_EVENT_FINISHED, .text = TS_STR("1 new article") };
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "saved \"A heron\""));
    ts_str longer = ts_arena_printf(&r.arena, "%0200d and the end", 0);
    event = (struct ts_event){ .kind = TS_EVENT_FAILED, .text = longer };
    ts_ui_event(r.ui, &event);
    assert_true(ts_str_has(rig_screen(&r, false), "0 and the end\n"));
    rig_done(&r);
}

/* The view that tells what is wrong opens all the same. */
static void test_unreadable_feeds_file(void **state)
{
    struct rig r;

    rig_init_copy(&r, state);
    r.profile.feeds_path = "/";
    rig_open(&r, ROWS, COLS);
    rig_play(&r, "D");
    assert_true(ts_str_has(rig_screen(&r, false), "Lines of the feeds file"));
    assert_true(ts_str_has(rig_screen(&r, false), "cannot read /: "));
    rig_close(&r);
    rig_done(&r);
}

/* A configuration with mistakes is used without them, and they are said. */
static void test_config(void **state)
{
    static struct ts_binding_line bindings[] = { { S("x"), S("down"), 1 },
                                                 { S("y"), S("dwon"), 3 },
                                                 { S("z"), S("upp"), 4 } };
    struct rig r;

    rig_init_copy(&r, state);
    r.profile.config.theme = TS_STR("mauve");
    rig_open(&r, ROWS, COLS);
    assert_true(ts_str_has(rig_screen(&r, false), "! there is no theme called \"mauve\""));
    rig_close(&r);
    r.profile.config.theme = TS_STR("mono");
    r.profile.config.bindings = bindings;
    r.profile.config.n_bindings = TS_COUNT(bindings);
    r.profile.config.ascii = true;
    rig_open(&r, ROWS, COLS);
    assert_true(
        ts_str_has(rig_screen(&r, false), "! config:3: there is no command called \"dwon\""));
    rig_play(&r, "x");
    assert_true(ts_str_has(rig_screen(&r, false), ">* A very long"));
    rig_play(&r, "k l l");
    assert_true(ts_str_has(rig_screen(&r, false), "Harbour Mercury, "));
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_changes),
        cmocka_unit_test(test_events),
        cmocka_unit_test(test_awaited),
        cmocka_unit_test(test_no_page),
        cmocka_unit_test(test_page_that_came_before),
        cmocka_unit_test(test_no_stories_yet),
        cmocka_unit_test(test_offers),
        cmocka_unit_test(test_config),
        cmocka_unit_test(test_unreadable_feeds_file),
    };
    return cmocka_run_group_tests_name("tui/ui_events", tests, rig_setup, rig_teardown);
}
