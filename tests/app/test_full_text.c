/* Feeds with whole texts: their pages are no longer fetched, until one is found to have more. */
#include "fixture.h"

#include "../../src/app/full_text_priv.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"

enum { MANY_WORDS = 200, FEW_WORDS = 20 };

struct library {
    struct fixture f;
    int64_t source_id;
};

static void open_library(struct library *l)
{
    static const char *const paths[] = { "/feed", NULL };
    static const struct loopback_route routes[] = { { .path = "/feed", .body = FEED("") }, { 0 } };

    fixture_open(&l->f, routes, paths);
    fixture_refresh(&l->f, false);
    l->source_id = fixture_source(&l->f, "/feed").id;
}

static int64_t count(struct library *l)
{
    return fixture_source(&l->f, "/feed").n_full_texts;
}

static void learn(struct library *l, size_t n_feed_words, size_t n_page_words)
{
    struct ts_err err;

    assert_ok(full_text_learn(l->f.db, l->source_id, n_feed_words, n_page_words, &err), &err);
}

static bool suffices(struct library *l, enum page_policy policy)
{
    struct ts_source source = fixture_source(&l->f, "/feed");
    struct ts_err err;
    bool is_enough = false;

    assert_ok(full_text_suffices(l->f.db, policy, &source, &is_enough, &err), &err);
    return is_enough;
}

static void five_in_a_row_are_believed(void **state)
{
    struct library l;

    (void)state;
    open_library(&l);
    for (int i = 0; i < TS_SOURCE_FULL_TEXTS; i++) {
        assert_false(suffices(&l, PAGES_AUTO));
        learn(&l, MANY_WORDS, MANY_WORDS + 20); /* a caption more is no cut */
    }
    assert_true(suffices(&l, PAGES_AUTO));
    assert_false(suffices(&l, PAGES_ALWAYS));
    assert_true(suffices(&l, PAGES_NEVER));
    fixture_close(&l.f);
}

static void short_texts_say_nothing(void **state)
{
    struct library l;

    (void)state;
    open_library(&l);
    learn(&l, FEW_WORDS, FEW_WORDS);
    assert_int_equal(count(&l), 0);
    learn(&l, MANY_WORDS, MANY_WORDS);
    learn(&l, FEW_WORDS, FEW_WORDS + 30);
    assert_int_equal(count(&l), 1);
    learn(&l, FEW_WORDS, MANY_WORDS);
    assert_int_equal(count(&l), 0);
    fixture_close(&l.f);
}

static void each_twentieth_is_looked_at(void **state)
{
    struct library l;
    int n_looks = 0;

    (void)state;
    open_library(&l);
    for (int i = 0; i < TS_SOURCE_FULL_TEXTS; i++)
        learn(&l, MANY_WORDS, MANY_WORDS);
    for (int i = 0; i < 3 * FULL_TEXTS_LOOK_EVERY; i++)
        n_looks += !suffices(&l, PAGES_AUTO);
    assert_int_equal(n_looks, 3);
    learn(&l, FEW_WORDS, MANY_WORDS);
    assert_false(suffices(&l, PAGES_AUTO));
    fixture_close(&l.f);
}

/* ---- the whole way ---- */

#define SENTENCE                                                                                \
    "The harbour office said on Monday that the ferry to the outer islands sails again, after " \
    "eleven weeks in which the mail went by rowing boat and the school by radio. "
#define PARAGRAPHS(name) \
    "<p>" name ". " SENTENCE SENTENCE "</p><p>" SENTENCE SENTENCE "</p><p>" SENTENCE "</p>"
#define LONG_ITEM(n)                                                                          \
    "<item><guid isPermaLink=\"false\">" n "</guid><title>Ferry " n "</title><link>/ferry-" n \
    "</link><pubDate>Tue, 04 Mar 2025 06:" n                                                  \
    ":00 GMT</pubDate><description><![CDATA[" PARAGRAPHS("Crossing " n) "]]></description></item>"
#define LONG_PAGE(n, text)                                             \
    {                                                                  \
        .path = "/ferry-" n, .headers = "Content-Type: text/html\r\n", \
        .body = PAGE("Ferry " n, text),                                \
    }
#define FIVE LONG_ITEM("11") LONG_ITEM("12") LONG_ITEM("13") LONG_ITEM("14") LONG_ITEM("15")

static struct ts_stored stored(struct fixture *f, const char *path)
{
    struct ts_stored out = { 0 };
    struct ts_err err;
    int64_t id;

    assert_ok(ts_article_find_url(f->db, ts_str_of(fixture_url(f, path)), &id, &err), &err);
    assert_ok(ts_article_get(&f->arena, f->db, id, &out, &err), &err);
    return out;
}

static void pages_are_left_out_and_can_be_had(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(FIVE) },
        LONG_PAGE("11", PARAGRAPHS("Crossing 11")),
        LONG_PAGE("12", PARAGRAPHS("Crossing 12")),
        LONG_PAGE("13", PARAGRAPHS("Crossing 13")),
        LONG_PAGE("14", PARAGRAPHS("Crossing 14")),
        LONG_PAGE("15", PARAGRAPHS("Crossing 15")),
        LONG_PAGE("16", PARAGRAPHS("Crossing 16") "<p>" SENTENCE SENTENCE SENTENCE SENTENCE "</p>"),
        { 0 },
    };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    fixture_refresh(&f, false);
    assert_int_equal(fixture_source(&f, "/feed").n_full_texts, 5);
    routes[0].body = FEED(LONG_ITEM("16") FIVE);
    fixture_refresh(&f, true);
    struct ts_stored skipped = stored(&f, "/ferry-16");
    assert_int_equal(loopback_count(f.server, "/ferry-16"), 0);
    assert_int_equal(skipped.article.completeness, TS_COMPLETE_FEED);
    assert_true(ts_str_has(ts_article_text(&f.arena, &skipped.article), "Crossing 16"));

    /* The reader asks for the page: it has more, and the feed is no longer believed. */
    assert_ok(ts_refresh_page(f.refresh, skipped.id, &err), &err);
    fixture_run(&f);
    assert_int_equal(stored(&f, "/ferry-16").article.completeness, TS_COMPLETE_FULL);
    assert_int_equal(fixture_source(&f, "/feed").n_full_texts, 0);
    fixture_close(&f);
}

static void what_was_left_out_is_wanted_once_the_feed_cuts(void **state)
{
    static const char *const paths[] = { "/feed", NULL };
    static const struct loopback_route routes[] = {
        { .path = "/feed", .body = FEED(LONG_ITEM("11") LONG_ITEM("12")) },
        LONG_PAGE("11", PARAGRAPHS("Crossing 11")),
        LONG_PAGE("12", PARAGRAPHS("Crossing 12")),
        { 0 },
    };
    struct fixture f;
    struct ts_err err;

    (void)state;
    fixture_open(&f, routes, paths);
    assert_ok(ts_refresh_start(f.refresh, 0, false, NULL, &err), &err);
    int64_t id = fixture_source(&f, "/feed").id;
    assert_ok(ts_source_put_full_texts(f.db, id, TS_SOURCE_FULL_TEXTS, &err), &err);
    fixture_run(&f);
    assert_int_equal(loopback_count(f.server, "/ferry-11"), 0);
    assert_int_equal(loopback_count(f.server, "/ferry-12"), 0);
    assert_ok(full_text_learn(f.db, id, FEW_WORDS, MANY_WORDS, &err), &err);
    assert_true(stored(&f, "/ferry-11").is_wanted);
    assert_true(stored(&f, "/ferry-12").is_wanted);
    fixture_close(&f);
}

/* A feed of `n` items, an hour apart, the newest first; the pages are not there. */
static const char *archive_feed(struct ts_arena *a, int n)
{
    ts_str items = { 0 };

    for (int i = 0; i < n; i++)
        items = ts_arena_printf(a,
                                "%.*s<item><title>Log %d</title><link>/log-%d</link><pubDate>%02d "
                                "Mar 2025 %02d:00:00 GMT</pubDate></item>",
                                TS_FMT(items), i, i, 28 - i / 24, 23 - i % 24);
    return ts_arena_cstr(a, ts_arena_printf(a, FEED("%.*s"), TS_FMT(items)));
}

static void of_an_archive_the_newest_pages_are_fetched(void **state)
{
    enum { MANY = 503 };
    static const struct {
        const char *tags;
        int n_last; /* requests for the page of the oldest */
    } cases[] = { { "", 0 }, { "pages=yes", 1 } };
    static const char *const none[] = { NULL };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct loopback_route routes[] = { { .path = "/feed", .body = archive_feed(&a, MANY) },
                                           { 0 } };
        struct fixture f;
        struct ts_err err;
        fixture_open(&f, routes, none);
        assert_ok(
            ts_file_write(f.profile.feeds_path,
                          ts_arena_printf(&a, "%s %s\n", fixture_url(&f, "/feed"), cases[i].tags),
                          &err),
            &err);
        fixture_refresh(&f, false);
        assert_int_equal(fixture_source(&f, "/feed").n_articles, MANY);
        assert_int_equal(loopback_count(f.server, "/log-0"), 1);
        assert_int_equal(loopback_count(f.server, "/log-499"), 1);
        assert_int_equal(loopback_count(f.server, "/log-500"), cases[i].n_last);
        assert_int_equal(loopback_count(f.server, "/log-502"), cases[i].n_last);
        fixture_close(&f);
        ts_arena_done(&a);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(five_in_a_row_are_believed),
        cmocka_unit_test(short_texts_say_nothing),
        cmocka_unit_test(each_twentieth_is_looked_at),
        cmocka_unit_test(pages_are_left_out_and_can_be_had),
        cmocka_unit_test(what_was_left_out_is_wanted_once_the_feed_cuts),
        cmocka_unit_test(of_an_archive_the_newest_pages_are_fetched),
    };
    return cmocka_run_group_tests_name("full text", tests, NULL, NULL);
}
