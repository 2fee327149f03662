/* Texts that outlets changed, and the reader's choice between feed and page. */
#include "store/fixture.h"

#include <stdio.h>

#include "tearsheet/store/search.h"
#include "tearsheet/store/texts.h"
#include "tearsheet/store/undo.h"
#include "tearsheet/store/versions.h"

/* What was fetched anew at `at` seconds past noon. */
static void put(struct library *l, int64_t id, enum ts_completeness completeness, const char *text,
                int at)
{
    struct ts_block block = { .is_kept = true, .text = ts_str_of(text) };
    struct ts_article article = {
        .completeness = completeness, .blocks = &block, .n_blocks = 1, .n_words = 4
    };

    assert_ok(ts_version_keep(l->db, id, &article, NOON + at, &l->err), &l->err);
    assert_ok(ts_article_put(l->db, id, &article, NULL, NULL, &l->err), &l->err);
}

static int64_t item(struct library *l)
{
    return add_item(l, l->feed_id, "1", "https://tide.example/1", "Ferry", NOON);
}

static ts_str text_of(struct library *l, int64_t id)
{
    struct ts_stored stored = get_article(l, id);

    return ts_article_text(&l->a, &stored.article);
}

/* The texts that it had, with "|" between. */
static ts_str earlier(struct library *l, int64_t id)
{
    struct ts_version *versions;
    ts_str all = { 0 };
    size_t n = 0;

    assert_ok(ts_versions_get(&l->a, l->db, id, &versions, &n, &l->err), &l->err);
    for (size_t i = 0; i < n; i++)
        all = ts_arena_printf(&l->a, "%.*s%s%.*s", TS_FMT(all), i ? "|" : "",
                              TS_FMT(versions[i].blocks[0].text));
    assert_int_equal(get_article(l, id).n_versions, n);
    return all;
}

static void other_words_are_a_version(void **state)
{
    struct library *l = *state;
    int64_t id = item(l);

    put(l, id, TS_COMPLETE_FULL, "Twelve boats were lost.", 1);
    put(l, id, TS_COMPLETE_FULL, "Twelve boats were lost.", 2);
    assert_slice_equal(earlier(l, id), "");
    put(l, id, TS_COMPLETE_FULL, "Fourteen boats were lost.", 3);
    put(l, id, TS_COMPLETE_FULL, "Fourteen boats were found.", 4);
    assert_slice_equal(earlier(l, id), "Twelve boats were lost.|Fourteen boats were lost.");
    assert_slice_equal(text_of(l, id), "Fourteen boats were found.");
}

static void other_signs_are_none(void **state)
{
    static const char *const same[] = { "\"Twelve boats\" - were lost",
                                        "“Twelve boats” – were lost.",
                                        "TWELVE boats... were lost!" };
    struct library *l = *state;
    int64_t id = item(l);

    for (size_t i = 0; i < TS_COUNT(same); i++)
        put(l, id, TS_COMPLETE_FULL, same[i], (int)i);
    assert_slice_equal(earlier(l, id), "");
}

static void texts_are_compared_with_their_like(void **state)
{
    static const struct {
        enum ts_completeness was, is;
        int n;
    } cases[] = {
        { TS_COMPLETE_FEED, TS_COMPLETE_FEED, 1 },       { TS_COMPLETE_FEED, TS_COMPLETE_FULL, 0 },
        { TS_COMPLETE_FULL, TS_COMPLETE_FEED, 0 },       { TS_COMPLETE_STUB, TS_COMPLETE_FULL, 0 },
        { TS_COMPLETE_PARTIAL, TS_COMPLETE_FULL, 0 },    { TS_COMPLETE_FULL, TS_COMPLETE_STUB, 1 },
        { TS_COMPLETE_PARTIAL, TS_COMPLETE_PARTIAL, 1 },
    };
    struct library *l = *state;

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        char name[40];
        snprintf(name, sizeof name, "https://tide.example/%zu", i);
        int64_t id = add_item(l, l->feed_id, name, name, "Ferry", NOON);
        put(l, id, cases[i].was, "Twelve boats were lost.", 1);
        put(l, id, cases[i].is, "Fourteen boats were lost.", 2);
        assert_int_equal(get_article(l, id).n_versions, cases[i].n);
    }
}

static void the_oldest_goes(void **state)
{
    struct library *l = *state;
    int64_t id = item(l);
    char text[40];

    for (int i = 0; i <= TS_VERSIONS_MAX + 2; i++) {
        snprintf(text, sizeof text, "%d boats were lost.", i);
        put(l, id, TS_COMPLETE_FULL, text, i);
    }
    assert_int_equal(get_article(l, id).n_versions, TS_VERSIONS_MAX);
    assert_true(ts_str_starts(earlier(l, id), "2 boats"));
}

static void cleaning_again_is_none(void **state)
{
    struct library *l = *state;
    int64_t id = item(l);

    put(l, id, TS_COMPLETE_FULL, "Twelve boats were lost.", 1);
    add_text(l, id, "", "", "What a better extractor found.");
    assert_slice_equal(earlier(l, id), "");
}

/* ---- feed or page ---- */

static void put_text(struct library *l, int64_t id, enum ts_completeness completeness,
                     const char *text)
{
    struct ts_block block = { .is_kept = true, .text = ts_str_of(text) };
    struct ts_article article = {
        .completeness = completeness, .blocks = &block, .n_blocks = 1, .n_words = 3
    };

    assert_ok(ts_article_put(l->db, id, &article, NULL, NULL, &l->err), &l->err);
}

static void the_reader_says_which_text_it_is(void **state)
{
    struct library *l = *state;
    int64_t id = item(l);

    put_text(l, id, TS_COMPLETE_FULL, "The page's text");
    put_text(l, id, TS_COMPLETE_FEED, "The feed's text"); /* is worse */
    assert_slice_equal(text_of(l, id), "The page's text");
    assert_ok(ts_text_choose(l->db, id, TS_TEXT_FEED, &l->err), &l->err);
    put_text(l, id, TS_COMPLETE_FEED, "The feed's text");
    assert_slice_equal(text_of(l, id), "The feed's text");
    assert_ok(ts_text_choose(l->db, id, TS_TEXT_PAGE, &l->err), &l->err);
    put_text(l, id, TS_COMPLETE_STUB, "The page's");
    put_text(l, id, TS_COMPLETE_FEED, "The feed's text"); /* is not wanted */
    assert_slice_equal(text_of(l, id), "The page's");
    assert_int_equal(get_article(l, id).text_choice, TS_TEXT_PAGE);
}

static size_t find(struct library *l, const char *word)
{
    size_t n_left = 1;

    while (n_left > 0)
        assert_ok(ts_search_index(l->db, 100, &n_left, &l->err), &l->err);
    return count_articles(l, (struct ts_article_query){ .search = ts_str_of(word) });
}

static void undo_gives_the_text_back(void **state)
{
    struct library *l = *state;
    int64_t id = item(l);
    ts_str what;

    put_text(l, id, TS_COMPLETE_FULL, "The walrus sings");
    assert_ok(ts_text_choose(l->db, id, TS_TEXT_FEED, &l->err), &l->err);
    put_text(l, id, TS_COMPLETE_FEED, "The heron waits");
    assert_int_equal(find(l, "walrus"), 0);
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "showed the feed's text of an article");
    struct ts_stored stored = get_article(l, id);
    assert_int_equal(stored.text_choice, TS_TEXT_FULLER);
    assert_int_equal(stored.article.completeness, TS_COMPLETE_FULL);
    assert_int_equal(stored.article.n_words, 3);
    assert_slice_equal(text_of(l, id), "The walrus sings");
    assert_int_equal(find(l, "walrus"), 1);
    assert_int_equal(find(l, "heron"), 0);
}

static void an_article_that_is_not_there_is_said_to_be(void **state)
{
    struct library *l = *state;

    assert_int_equal(ts_text_choose(l->db, 77, TS_TEXT_FEED, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no article 77");
    assert_int_equal(ts_undo(&l->a, l->db, NULL, &l->err), TS_ERR_NOTFOUND);
}

#define TEST(f) cmocka_unit_test_setup_teardown(f, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(other_words_are_a_version),
        TEST(other_signs_are_none),
        TEST(texts_are_compared_with_their_like),
        TEST(the_oldest_goes),
        TEST(cleaning_again_is_none),
        TEST(the_reader_says_which_text_it_is),
        TEST(undo_gives_the_text_back),
        TEST(an_article_that_is_not_there_is_said_to_be),
    };
    return cmocka_run_group_tests_name("versions", tests, NULL, NULL);
}
