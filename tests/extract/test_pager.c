#include "support/support.h"

#include "../../src/extract/pager_priv.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/extract/extract.h"
#include "tearsheet/extract/join.h"

static void pages_of_one_article_are_told(void **state)
{
    static const struct {
        const char *first, *url;
        size_t number;
        bool is_page;
    } cases[] = {
        { "https://tide.example/ferry", "https://tide.example/ferry?page=2", 2, true },
        { "https://tide.example/ferry/", "https://www.tide.example/ferry?Page=2#top", 2, true },
        { "https://tide.example/ferry?id=7", "https://tide.example/ferry?id=7&page=2", 2, true },
        { "https://tide.example/ferry?id=7&p=1", "https://tide.example/ferry?id=7&p=2", 2, true },
        { "https://tide.example/ferry", "https://tide.example/ferry/2", 2, true },
        { "https://tide.example/ferry", "https://tide.example/ferry/2/", 2, true },
        { "https://tide.example/ferry", "https://tide.example/ferry/page/3", 3, true },
        { "https://tide.example/ferry/page/1", "https://tide.example/ferry/page/2", 2, true },
        { "https://tide.example/ferry", "https://tide.example/ferry/seite-2", 2, true },
        { "https://tide.example/ferry.html", "https://tide.example/ferry-2.html", 2, true },
        { "https://tide.example/a/ferry.html", "https://tide.example/a/ferry,2.html", 2, true },
        { "https://tide.example/ferry.html", "https://tide.example/ferry.html?seite=2", 2, true },
        { "https://tide.example/12345", "https://tide.example/12345/2", 2, true },

        { "https://tide.example/ferry", "https://tide.example/ferry", 2, false },
        { "https://tide.example/ferry", "https://tide.example/ferry?page=3", 2, false },
        { "https://tide.example/ferry", "https://tide.example/barge?page=2", 2, false },
        { "https://tide.example/ferry", "https://ebb.example/ferry?page=2", 2, false },
        { "https://tide.example:81/ferry", "https://tide.example/ferry?page=2", 2, false },
        { "https://tide.example/ferry", "https://tide.example/ferry?comments=2", 2, false },
        { "https://tide.example/ferry", "https://tide.example/ferry/comment-page-2", 2, false },
        { "https://tide.example/ferry?id=7", "https://tide.example/ferry?id=8&page=2", 2, false },
        /* numbers of articles */
        { "https://tide.example/news/1", "https://tide.example/news/2", 2, false },
        { "https://tide.example/news/12", "https://tide.example/news/13", 2, false },
        { "https://tide.example/part-1.html", "https://tide.example/part-2.html", 2, false },
        { "https://tide.example/2025/03/01/a", "https://tide.example/2025/03/02/a", 2, false },
        { "https://tide.example/top-10.html", "https://tide.example/top-11.html", 2, false },
        { "https://tide.example/ferry", "javascript:next(2)", 2, false },
        { "https://tide.example/ferry", "", 2, false },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        bool is_page = ts_pager_is_page(&a, ts_str_of(cases[i].first), ts_str_of(cases[i].url),
                                        cases[i].number);
        if (is_page != cases[i].is_page)
            fail_msg("%s, %s", cases[i].first, cases[i].url);
        ts_arena_done(&a);
    }
}

static void a_long_query_is_compared(void **state)
{
    enum { N = 100000 };
    struct ts_arena a = { 0 };
    struct ts_buf first = { 0 };

    (void)state;
    ts_buf_puts(&first, "https://tide.example/ferry?a");
    for (int i = 0; i < N; i++)
        ts_buf_puts(&first, "&a");
    ts_str url = ts_arena_printf(&a, "%.*s&page=2", TS_FMT(ts_buf_str(&first)));
    assert_true(ts_pager_is_page(&a, ts_buf_str(&first), url, 2));
    assert_false(ts_pager_is_page(&a, ts_buf_str(&first), url, 3));
    ts_buf_done(&first);
    ts_arena_done(&a);
}

#define FIRST                                                                                     \
    "<h1>The ferry is back</h1><p>The ferry to the outer islands sails again from Monday "        \
    "morning, "                                                                                   \
    "after eleven weeks in which the mail went by rowing boat and the school by radio.</p><p>On " \
    "the first crossing there will be no fare, the harbour office said, and a band.</p>"
#define SECOND                                                                                    \
    "<h1>The ferry is back</h1><p>The company had promised three weeks, and then five, and in "   \
    "the end said nothing at all to the people on the quay, who stopped asking.</p><p>Now there " \
    "is a timetable on the door of the harbour office, and nobody has taken it down.</p>"

static struct ts_article extract(struct ts_arena *a, const char *body, const char *url,
                                 size_t number)
{
    struct ts_wishes wishes = { .first_url = TS_STR("https://tide.example/ferry"),
                                .number = number };
    ts_str html = ts_arena_printf(a, "<title>The ferry is back</title><article>%s</article>", body);
    struct ts_article article;
    struct ts_err err;

    assert_ok(ts_extract_as_wished(a, html, ts_str_of(url), &wishes, &article, &err), &err);
    return article;
}

static void the_next_page_is_found(void **state)
{
    static const struct {
        const char *body, *want;
    } cases[] = {
        { FIRST, "" },
        { FIRST "<link rel=next href='?page=2'>", "https://tide.example/ferry?page=2" },
        { FIRST "<a rel=next href=/ferry/2>Next</a>", "https://tide.example/ferry/2" },
        { FIRST "<p class=pages>1 <a href=/ferry/2>2</a> <a href=/ferry/3>3</a></p>",
          "https://tide.example/ferry/2" },
        /* the next article */
        { FIRST "<a rel=next href=/barge>Next: the barge</a>", "" },
        { FIRST "<a href=/ferry/3>3</a>", "" },
    };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct ts_arena a = { 0 };
        struct ts_article article = extract(&a, cases[i].body, "https://tide.example/ferry", 1);
        assert_slice_equal(article.next_url, cases[i].want);
        assert_int_equal(article.completeness,
                         cases[i].want[0] ? TS_COMPLETE_PARTIAL : TS_COMPLETE_FULL);
        assert_int_equal(article.page_completeness, TS_COMPLETE_FULL);
        ts_arena_done(&a);
    }
    struct ts_arena a = { 0 };
    struct ts_article second =
        extract(&a, SECOND "<a href=/ferry/3>3</a>", "https://tide.example/ferry/2", 2);
    assert_slice_equal(second.next_url, "https://tide.example/ferry/3");
    ts_arena_done(&a);
}

static void pages_are_joined(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article first =
        extract(&a, FIRST "<link rel=next href=/ferry/2>", "https://tide.example/ferry", 1);
    struct ts_article second = extract(&a, SECOND, "https://tide.example/ferry/2", 2);
    struct ts_article joined = first;

    (void)state;
    assert_int_equal(first.completeness, TS_COMPLETE_PARTIAL);
    assert_true(ts_article_join(&a, &joined, &second));
    ts_str text = ts_article_text(&a, &joined);
    assert_true(ts_str_starts(text, "The ferry to the outer islands"));
    assert_true(ts_str_ends(text, "nobody has taken it down."));
    assert_int_equal(joined.n_words, first.n_words + second.n_words);
    assert_int_equal(joined.completeness, TS_COMPLETE_FULL);
    size_t n_titles = 0;
    for (size_t i = 0; i < joined.n_blocks; i++)
        n_titles += joined.blocks[i].kind == TS_BLOCK_TITLE;
    assert_int_equal(n_titles, 1);
    ts_arena_done(&a);
}

static void what_is_no_next_page_is_refused(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_article first =
        extract(&a, FIRST "<link rel=next href=/ferry/2>", "https://tide.example/ferry", 1);
    struct ts_article same = extract(&a, FIRST, "https://tide.example/ferry/2", 2);
    struct ts_article other = extract(&a, SECOND, "https://tide.example/ferry/2", 2);
    struct ts_article joined = first;

    (void)state;
    assert_false(ts_article_join(&a, &joined, &same)); /* the number was not heeded */
    other.title = TS_STR("A barge has sunk");
    assert_false(ts_article_join(&a, &joined, &other));
    assert_int_equal(joined.n_blocks, first.n_blocks);
    assert_slice_equal(joined.next_url, "https://tide.example/ferry/2");
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pages_of_one_article_are_told),
        cmocka_unit_test(a_long_query_is_compared),
        cmocka_unit_test(the_next_page_is_found),
        cmocka_unit_test(pages_are_joined),
        cmocka_unit_test(what_is_no_next_page_is_refused),
    };
    return cmocka_run_group_tests_name("pager", tests, NULL, NULL);
}
