#include "store/fixture.h"

#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/tags.h"

static void index_all(struct library *l)
{
    assert_ok(ts_search_index(l->db, 0, NULL, &l->err), &l->err);
}

static void fill(struct library *l)
{
    static const struct {
        const char *host, *title, *text;
        int days_ago;
    } articles[] = {
        { "harbour.example", "Ferry strike", "The crews stay ashore. No ferry sails on Monday.",
          1 },
        { "harbour.example", "Flood", "The tidal barrier held; a ferry rode out the storm.", 10 },
        { "valley.example", "Élan vital", "Naïve readers meet the café owner.", 20 },
        { "valley.example", "OR and AND", "Nothing NEAR here; don't panic: 10:30 in the tide.",
          30 },
        { "valley.example", "日本語の見出し", "東京都で地震がありました。", 40 },
    };
    int64_t ids[TS_COUNT(articles)], tag = 0;

    for (size_t i = 0; i < TS_COUNT(articles); i++)
        ids[i] = add_article(l, articles[i].host, articles[i].title, articles[i].text,
                             NOON - (int64_t)articles[i].days_ago * DAY);
    assert_ok(ts_mark_article(l->db, ids[1], true, &l->err), &l->err);
    assert_ok(ts_star_article(l->db, ids[2], true, &l->err), &l->err);
    assert_ok(ts_tag_put(l->db, TS_STR("Sea defence"), &tag, &l->err), &l->err);
    assert_ok(ts_tag_toggle_article(l->db, tag, ids[1], NULL, &l->err), &l->err);
    index_all(l);
}

static void queries_find_what_they_say(void **state)
{
    static const struct {
        const char *query, *want;
    } cases[] = {
        { "ferry", "Ferry strike|Flood" },
        { "FERRY", "Ferry strike|Flood" },
        { "ferry strike", "Ferry strike" },
        { "strike ferry", "Ferry strike" },
        { "\"ferry strike\"", "Ferry strike" },
        { "\"strike ferry\"", "" },
        { "\"tidal barrier", "Flood" },
        { "ferry -strike", "Flood" },
        { "-ferry", "Élan vital|OR and AND|日本語の見出し" },
        { "-ferry -\"café owner\"", "OR and AND|日本語の見出し" },
        { "tid*", "Flood|OR and AND" },
        { "tide", "OR and AND" },
        { "\"tid*\"", "" },
        { "-tid* -vital -site:valley", "Ferry strike" },
        { "strike OR barrier", "Ferry strike|Flood" },
        { "ferry strike OR barrier", "Ferry strike|Flood" },
        { "crews strike OR barrier", "Ferry strike" },
        { "title:strike OR site:harbour.example", "Ferry strike|Flood" },
        { "OR barrier", "Flood" },
        { "OR", "OR and AND" },
        { "elan", "Élan vital" },
        { "CAFE", "Élan vital" },
        { "naive owner", "Élan vital" },
        { "don't", "OR and AND" },
        { "10:30", "OR and AND" },
        { "near", "OR and AND" },
        { "and or", "OR and AND" },
        { "title:ferry", "Ferry strike" },
        { "-title:ferry ferry", "Flood" },
        { "title:\"ferry strike\"", "Ferry strike" },
        { "TITLE:fer*", "Ferry strike" },
        { "site:valley", "Élan vital|OR and AND|日本語の見出し" },
        { "site:harbour.example barrier", "Flood" },
        { "is:unread ferry", "Ferry strike" },
        { "is:read", "Flood" },
        { "-is:read ferry", "Ferry strike" },
        { "is:starred", "Élan vital" },
        { "tag:\"sea defence\"", "Flood" },
        { "-tag:\"SEA DEFENCE\" ferry", "Ferry strike" },
        { "tag:unknown", "" },
        { "before:2025-02-10", "Élan vital|OR and AND|日本語の見出し" },
        { "after:2025-02-10", "Ferry strike|Flood" },
        { "after:2025-02 ferry", "Ferry strike|Flood" },
        { "before:2025", "" },
        { "before:2025-02", "OR and AND|日本語の見出し" },
        { "-after:2025-02-10", "Élan vital|OR and AND|日本語の見出し" },
        { "after:2025-02-09 before:2025-02-10", "Élan vital" },
        { "東京", "日本語の見出し" },
        { "京東", "" },
        { "地震", "日本語の見出し" },
        { "title:見出し", "日本語の見出し" },
        { "見出し 地震", "日本語の見出し" },
        /* What is syntax elsewhere is text here. */
        { "NEAR(here)", "OR and AND" },
        { "ferry AND strike", "" },
        { "ferry NOT strike", "" },
        { "((ferry", "Ferry strike|Flood" },
        { "text:ferry", "" },
        { "{title} : ferry", "" },
        { "ferry )", "Ferry strike|Flood" },
        { "^ferry", "Ferry strike|Flood" },
        { "ferry\"strike", "Ferry strike" },
        { "' OR 1=1 --", "" },
        { "* ferry", "Ferry strike|Flood" },
        { "title: ferry", "" },
        { "ferry -", "Ferry strike|Flood" },
    };
    struct library *l = *state;

    fill(l);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_article_query q = { .search = ts_str_of(cases[i].query) };
        ts_str got = list_titles(l, q);
        if (!ts_str_is(got, cases[i].want))
            fail_msg("%s finds \"%.*s\", not \"%s\"", cases[i].query, TS_FMT(got), cases[i].want);
        q.order = TS_OLDEST;
        size_t n = count_articles(l, q), n_want = *cases[i].want != '\0';
        for (const char *c = cases[i].want; *c; c++)
            n_want += *c == '|';
        assert_int_equal(n, n_want);
        assert_ok(ts_search_check(q.search, &l->err), &l->err);
    }
}

static void impossible_values_are_said(void **state)
{
    static const struct {
        const char *query, *message;
    } cases[] = {
        { "is:purple", "is: knows unread, read and starred, not \"purple\"" },
        { "ferry before:soon", "before: needs a date such as 2025-03-01, not \"soon\"" },
        { "after:2025-13", "after: needs a date such as 2025-03-01, not \"2025-13\"" },
        { "?!", "there is nothing to look for in \"?!\"" },
        { "\"\"", "there is nothing to look for in \"\"\"\"" },
        { "-", "there is nothing to look for in \"-\"" },
        { "is:starred OR ferry", "OR stands between words, not beside is:starred" },
        { "ferry OR tag:sea", "OR stands between words, not beside tag:sea" },
        { "tag:sea OR tag:coast", "OR stands between words, not beside tag:coast" },
        { "ferry OR -title:strike", "OR stands between words, not beside -title:strike" },
        { "flood -strike OR ferry", "OR stands between words, not beside -strike" },
    };
    struct library *l = *state;

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_article_query q = { .search = ts_str_of(cases[i].query) };
        struct ts_article_row *rows = NULL;
        size_t n = 0;
        assert_int_equal(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), TS_ERR_ARG);
        assert_string_equal(l->err.msg, cases[i].message);
        assert_int_equal(ts_articles_count(l->db, &q, &n, &l->err), TS_ERR_ARG);
        assert_int_equal(ts_mark_all(l->db, &q, true, &n, &l->err), TS_ERR_ARG);
        assert_int_equal(ts_search_check(q.search, NULL), TS_ERR_ARG);
    }
}

static void limits_are_said(void **state)
{
    struct library *l = *state;
    struct ts_buf query = { 0 };

    ts_buf_fill(&query, 'a', 1000);
    assert_ok(ts_search_check(ts_buf_str(&query), &l->err), &l->err);
    ts_buf_putc(&query, 'a');
    assert_int_equal(ts_search_check(ts_buf_str(&query), &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "a search has at most 1000 bytes");
    ts_buf_clear(&query);
    for (int i = 0; i < 50; i++)
        ts_buf_puts(&query, "is:read ");
    struct ts_article_query q = {
        .search = ts_buf_str(&query), .source_id = 1, .tag_id = 1, .story_id = 1, .order = TS_RANK
    };
    assert_int_equal(count_articles(l, q), 0);
    assert_slice_equal(list_titles(l, q), "");
    ts_buf_puts(&query, "x");
    assert_int_equal(ts_search_check(ts_buf_str(&query), &l->err), TS_ERR_ARG);
    assert_string_equal(l->err.msg, "a search has at most 50 terms");
    ts_buf_done(&query);
}

/* No text is an error of syntax, wherever it is cut off. */
static void every_prefix_can_be_searched_for(void **state)
{
    static const char query[] = "a \"b c\" -d title:\"e f\"* -site:g* (h OR NEAR/2 i) 'j;--\\ "
                                "\xe6\x9d\xb1* \x01 \"\"\" k:l";
    struct library *l = *state;

    fill(l);
    for (size_t len = 1; len < sizeof query; len++) {
        struct ts_article_query q = { .search = { query, len } };
        (void)list_titles(l, q);
        q.order = TS_RANK;
        (void)list_titles(l, q);
    }
}

static void snippets_show_the_place(void **state)
{
    struct library *l = *state;
    struct ts_article_row *rows = NULL;
    size_t n = 0;

    fill(l);
    struct ts_article_query q = { .search = TS_STR("barrier"), .with_snippets = true };
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_slice_equal(rows[0].snippet, "The tidal \x01"
                                        "barrier\x02 held; a ferry rode out the storm.");
    q.search = TS_STR("地震");
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_slice_equal(rows[0].snippet, "東京都で\x01地震\x02がありました。");
    q.search = TS_STR("is:starred");
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_int_equal(rows[0].snippet.len, 0);
    q = (struct ts_article_query){ .search = TS_STR("barrier"), .order = TS_RANK };
    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(rows[0].snippet.len, 0);
}

static void the_best_match_comes_first(void **state)
{
    struct library *l = *state;

    add_article(l, "a.example", "Bread prices", "Flour is dear, and a ferry was late once.", NOON);
    add_article(l, "a.example", "Ferry", "The ferry, the ferry, the ferry.", NOON - 9 * DAY);
    index_all(l);
    struct ts_article_query q = { .search = TS_STR("ferry"), .order = TS_RANK };
    assert_slice_equal(list_titles(l, q), "Ferry|Bread prices");
    q.limit = 1;
    q.offset = 1;
    assert_slice_equal(list_titles(l, q), "Bread prices");
    q = (struct ts_article_query){ .search = TS_STR("ferry is:unread"),
                                   .unread_only = true,
                                   .order = TS_RANK };
    assert_slice_equal(list_titles(l, q), "Ferry|Bread prices");
    q.order = TS_NEWEST;
    assert_slice_equal(list_titles(l, q), "Bread prices|Ferry");
}

/* An article is found by what it says now, not by what it said. */
static void the_index_follows_changes(void **state)
{
    struct library *l = *state;
    size_t left = 0;
    int64_t id = add_item(l, l->feed_id, "1", "https://a.example/1", "Whale ashore", NOON);
    int64_t other = add_item(l, l->feed_id, "2", "https://a.example/2", "Bread", NOON);

    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("whale") }), "");
    assert_ok(ts_search_index(l->db, 1, &left, &l->err), &l->err);
    assert_int_equal(left, 1);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("whale") }),
                       "Whale ashore");
    add_text(l, id, "Coast News", "Seal ashore", "It was a seal after all.");
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("whale") }), "");
    assert_ok(ts_search_index(l->db, 0, &left, &l->err), &l->err);
    assert_int_equal(left, 0);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("whale") }), "");
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("\"a seal\"") }),
                       "Seal ashore");
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("site:coast") }),
                       "Seal ashore");
    add_text(l, id, "Coast News", "Seal ashore", "It swam away.");
    add_item(l, l->feed_id, "2", "https://a.example/2", "Cake", NOON);
    index_all(l);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("\"a seal\"") }),
                       "");
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("bread") }), "");
    assert_slice_equal(list_titles(l, (struct ts_article_query){ .search = TS_STR("cake") }),
                       "Cake");
    assert_int_not_equal(id, other);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(queries_find_what_they_say),
        TEST(impossible_values_are_said),
        TEST(limits_are_said),
        TEST(every_prefix_can_be_searched_for),
        TEST(snippets_show_the_place),
        TEST(the_best_match_comes_first),
        TEST(the_index_follows_changes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
