/* test_guess.c - where feeds may be, by address. */
#include "support/support.h"

#include <string.h>

#include "tearsheet/feed/guess.h"

static void test_known_services_come_first(void **state)
{
    (void)state;
    static const struct {
        const char *in, *want;
    } cases[] = {
        { "https://www.youtube.com/channel/UCx/videos",
          "https://www.youtube.com/feeds/videos.xml?channel_id=UCx" },
        { "https://m.youtube.com/playlist?a=b&list=PLx",
          "https://www.youtube.com/feeds/videos.xml?playlist_id=PLx" },
        { "https://github.com/ann/boat", "https://github.com/ann/boat/releases.atom" },
        { "https://github.com/ann/boat/tags", "https://github.com/ann/boat/tags.atom" },
        { "https://github.com/ann/boat/commits/main/src",
          "https://github.com/ann/boat/commits/main.atom" },
        { "https://github.com/ann", "https://github.com/ann.atom" },
        { "https://old.reddit.com/r/boats/top?t=day", "https://www.reddit.com/r/boats/.rss" },
        { "https://reddit.com/r/boats/comments/abc/title/",
          "https://www.reddit.com/r/boats/comments/abc/.rss" },
        { "https://mastodon.social/@ann/1234", "https://mastodon.social/@ann.rss" },
        { "https://medium.com/@ann/story-1", "https://medium.com/feed/@ann" },
        { "https://ann.substack.com/p/x", "https://ann.substack.com/feed" },
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        size_t n;
        struct ts_feed_guess *guesses = ts_feed_guesses(&a, ts_str_of(cases[i].in), &n);
        assert_true(n > 0);
        assert_slice_equal(guesses[0].url, cases[i].want);
        assert_true(guesses[0].is_sure);
    }
    ts_arena_done(&a);
}

static bool has(const struct ts_feed_guess *guesses, size_t n, const char *url)
{
    for (size_t i = 0; i < n; i++)
        if (ts_str_is(guesses[i].url, url))
            return true;
    return false;
}

static void test_usual_places(void **state)
{
    (void)state;
    struct ts_arena a = { 0 };
    size_t n;

    struct ts_feed_guess *g =
        ts_feed_guesses(&a, TS_STR("https://harbour.example:8080/news/2025/ferry.html?x#y"), &n);
    assert_slice_equal(g[0].url, "https://harbour.example:8080/news/2025/feed");
    assert_false(g[0].is_sure);
    assert_true(has(g, n, "https://harbour.example:8080/news/rss.xml"));
    assert_true(has(g, n, "https://harbour.example:8080/atom.xml"));
    assert_true(has(g, n, "https://harbour.example:8080/index.xml"));
    assert_true(has(g, n, "https://harbour.example:8080/feed.json"));
    assert_false(has(g, n, "https://harbour.example:8080/news/2025/ferry.html/feed"));

    /* A person's page on a server that nobody knows. */
    g = ts_feed_guesses(&a, TS_STR("https://social.example/@ann"), &n);
    assert_slice_equal(g[0].url, "https://social.example/@ann.rss");
    assert_false(g[0].is_sure);
    ts_arena_done(&a);
}

static void test_guesses_are_few_and_each_once(void **state)
{
    (void)state;
    static const char *const addresses[] = {
        "https://harbour.example",      "https://harbour.example/",
        "https://harbour.example/feed", "https://h.example/a/b/c/d/e/f/g/h/i/j/k",
        "https://github.com/ann/boat",  "https://h.example//a///b",
        "https://h.example/%00/..",
    };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(addresses); i++) {
        size_t n;
        struct ts_feed_guess *g = ts_feed_guesses(&a, ts_str_of(addresses[i]), &n);
        assert_in_range(n, 10, 32);
        for (size_t k = 0; k < n; k++) {
            assert_false(ts_str_is(g[k].url, addresses[i]));
            for (size_t m = 0; m < k; m++)
                assert_false(ts_str_eq(g[k].url, g[m].url));
        }
    }
    ts_arena_done(&a);
}

static void test_other_addresses_have_none(void **state)
{
    (void)state;
    static const char *const addresses[] = { "", "file:///x", "mailto:ann@h.example", "/a",
                                             "http://" };
    struct ts_arena a = { 0 };
    for (size_t i = 0; i < TS_COUNT(addresses); i++) {
        size_t n = 7;
        (void)ts_feed_guesses(&a, ts_str_of(addresses[i]), &n);
        assert_int_equal(n, 0);
    }
    ts_arena_done(&a);
}

static void test_every_prefix(void **state)
{
    (void)state;
    static const char whole[] = "https://www.youtube.com/playlist/x?list=PL&list";
    struct ts_arena a = { 0 };
    for (size_t len = 0; len < sizeof whole; len++) {
        size_t n;
        char *exact = ts_arena_alloc(&a, len);
        memcpy(exact, whole, len);
        (void)ts_feed_guesses(&a, (ts_str){ exact, len }, &n);
        assert_true(n < 40);
    }
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_services_come_first),
        cmocka_unit_test(test_usual_places),
        cmocka_unit_test(test_guesses_are_few_and_each_once),
        cmocka_unit_test(test_other_addresses_have_none),
        cmocka_unit_test(test_every_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
