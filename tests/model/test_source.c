/* What is said of a source beside its name. */
#include "support/support.h"

#include "tearsheet/model/source.h"

static void trouble_is_told_without_the_address(void **state)
{
    static const struct {
        const char *error, *want;
    } cases[] = {
        { "https://tide.example/rss: 404 not found", "404 not found" },
        { "https://tide.example/rss2: 404 not found", "https://tide.example/rss2: 404 not found" },
        { "cannot find tide.example", "cannot find tide.example" },
        { "https://tide.example/rss", "https://tide.example/rss" },
        { "", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_source source = { .url = TS_STR("https://tide.example/rss"),
                                    .error = ts_str_of(cases[i].error) };
        assert_slice_equal(ts_source_trouble(&source), cases[i].want);
    }
}

static void advice_fits_the_trouble(void **state)
{
    static const struct {
        int status;
        const char *error, *want;
    } cases[] = {
        { 200, "the server sent a login page instead of a feed (\"Sign in\")", "cookies=" },
        { 200, "the server sent a web page instead of a feed", "links=yes" },
        { 403, "https://a.example/: 403, the server sent a challenge page, a test for humans",
          "browser" },
        { 403, "https://a.example/: 403 forbidden", "user-agent=" },
        { 404, "https://a.example/: 404 not found", "tearsheet add" },
        { 410, "https://a.example/: 410 gone for good", "remove it" },
        { 200, "https://a.example/: answer larger than 16 MB", "max-page-size" },
        { 0, "https://a.example/: timed out after 60 s, connecting", "timeout" },
        { 0, "certificate of a.example is not valid: it has expired", "clock" },
        { 200, "not a feed: the document is empty", "tearsheet doctor" },
        { 200, "not a feed: the server sent an OPML list of feeds, to be imported", "import" },
        { 200, "not a feed: a sitemap without news, that is without titles and dates", "links=" },
        { 200, "not a feed: the server sent an index of sitemaps", "links=yes" },
        { 302, "https://a.example/b: redirects in a circle, to https://a.example/ again",
          "cookies=" },
        { 301, "https://a.example/: redirects to http://a.example/, which is not encrypted",
          "feeds file" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str advice = ts_trouble_advice(cases[i].status, ts_str_of(cases[i].error));
        if (!ts_str_has(advice, cases[i].want))
            fail_msg("\"%s\": %.*s", cases[i].error, TS_FMT(advice));
    }
    assert_slice_equal(ts_trouble_advice(500, TS_STR("500 the server has an error")), "");
    assert_slice_equal(ts_trouble_advice(404, TS_STR("")), "");
}

static void whole_texts_are_believed_after_some(void **state)
{
    struct ts_source source = { .n_full_texts = TS_SOURCE_FULL_TEXTS - 1 };

    (void)state;
    assert_false(ts_source_has_full_texts(&source));
    source.n_full_texts++;
    assert_true(ts_source_has_full_texts(&source));
}

static void a_name_has_no_password(void **state)
{
    static const struct {
        const char *url, *name;
    } cases[] = {
        { "https://a.example/feed", "https://a.example/feed" },
        { "https://ann:secret@a.example/feed", "a.example/feed" },
        { "filter:tidy -x:https://ann:secret@a.example/feed", "a.example/feed" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_source source = { .url = ts_str_of(cases[i].url) };
        assert_slice_equal(ts_source_name(&source), cases[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(trouble_is_told_without_the_address),
        cmocka_unit_test(advice_fits_the_trouble),
        cmocka_unit_test(whole_texts_are_believed_after_some),
        cmocka_unit_test(a_name_has_no_password),
    };
    return cmocka_run_group_tests_name("source", tests, NULL, NULL);
}
