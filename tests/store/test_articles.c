/* Articles as they are kept: their pages, texts and dates. */
#include "store/fixture.h"

#include "tearsheet/store/sources.h"

static void wanted_pages_come_newest_first_and_with_patience(void **state)
{
    struct library *l = *state;
    struct ts_wanted *wanted = NULL;
    size_t n = 0;

    int64_t old = add_item(l, l->feed_id, "1", "https://a.example/1", "Old", NOON - DAY);
    int64_t fresh = add_item(l, l->feed_id, "2", "https://a.example/2", "Fresh", NOON);
    add_item(l, l->feed_id, "3", "", "No page to read", NOON);
    add_item(l, l->feed_id, "4", "mailto:crew@a.example", "Nor here", NOON);
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON, 10, &wanted, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(wanted[0].article_id, fresh);
    assert_slice_equal(wanted[0].url, "https://a.example/2");
    assert_slice_equal(wanted[0].title, "Fresh");
    assert_int_equal(wanted[0].source_id, l->feed_id);
    assert_int_equal(wanted[1].article_id, old);

    assert_ok(ts_article_put_failure(l->db, fresh, TS_STR("timed out"), NOON + 60, &l->err),
              &l->err);
    assert_ok(ts_article_put_failure(l->db, old, TS_STR("gone (410)"), 0, &l->err), &l->err);
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON, 10, &wanted, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON + 60, 10, &wanted, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(wanted[0].n_failures, 1);
    assert_slice_equal(get_article(l, old).page_error, "gone (410)");
    assert_false(get_article(l, old).is_wanted);

    assert_ok(ts_article_want(l->db, old, &l->err), &l->err);
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON + 60, 1, &wanted, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(ts_article_want(l->db, 99, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no article 99");
}

/* The clock was ahead when the time was written, and was set back. */
static void no_page_waits_longer_than_any_pause(void **state)
{
    enum { WEEK = 7 * DAY };
    struct library *l = *state;
    struct ts_wanted *wanted = NULL;
    size_t n = 0, count = 0;

    int64_t late = add_item(l, l->feed_id, "1", "https://a.example/1", "Late", NOON);
    int64_t lost = add_item(l, l->feed_id, "2", "https://a.example/2", "Lost", NOON);
    assert_ok(ts_article_put_failure(l->db, late, TS_STR("429"), NOON + WEEK, &l->err), &l->err);
    assert_ok(ts_article_put_failure(l->db, lost, TS_STR("503"), NOON + 365 * DAY, &l->err),
              &l->err);
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON, 10, &wanted, &n, &l->err), &l->err);
    assert_ok(ts_articles_count_wanted(l->db, NOON, &count, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_int_equal(count, 1);
    assert_int_equal(wanted[0].article_id, lost);
}

static void a_whole_article_comes_back(void **state)
{
    struct library *l = *state;
    int64_t id = add_item(l, l->feed_id, "1", "https://a.example/1", "In the feed", NOON - 600);
    struct ts_span link = { 4, 5, TS_SPAN_LINK, TS_STR("https://a.example/ferry") };
    struct ts_block blocks[] = {
        { .kind = TS_BLOCK_PARAGRAPH,
          .is_kept = true,
          .text = TS_STR("The ferry sailed."),
          .spans = &link,
          .n_spans = 1 },
        { .kind = TS_BLOCK_DONATION, .text = TS_STR("Give now"), .reason = TS_STR("appeal") },
    };
    struct ts_article article = {
        .url = TS_STR("https://a.example/1"),
        .canonical = TS_STR("https://a.example/1"),
        .title = TS_STR("On the page"),
        .byline = TS_STR("Ann Lee; Bo Ek"),
        .lang = TS_STR("en"),
        .site = TS_STR("Harbour Post"),
        .image = TS_STR("https://a.example/i.jpg"),
        .summary = TS_STR("It sailed."),
        .published = { .at = NOON - 500,
                       .zone_min = 60,
                       .precision = TS_WHEN_TIME,
                       .has_zone = true },
        .modified = { .at = NOON - 100, .precision = TS_WHEN_DAY },
        .completeness = TS_COMPLETE_PARTIAL,
        .blocks = blocks,
        .n_blocks = 2,
        .n_words = 3,
    };
    struct ts_page page = { .bytes = TS_STR("<p>\xe9 bytes"),
                            .charset = TS_STR("latin1"),
                            .content_type = TS_STR("text/html"),
                            .url = TS_STR("https://a.example/1?x"),
                            .fetched_at = NOON };
    int64_t in = 0;

    assert_ok(ts_article_put(l->db, id, &article, &page, &in, &l->err), &l->err);
    assert_int_equal(in, id);
    struct ts_stored got = get_article(l, id);
    assert_slice_equal(got.article.title, "On the page");
    assert_slice_equal(got.article.byline, "Ann Lee; Bo Ek");
    assert_slice_equal(got.article.lang, "en");
    assert_slice_equal(got.article.site, "Harbour Post");
    assert_slice_equal(got.article.image, "https://a.example/i.jpg");
    assert_slice_equal(got.article.summary, "It sailed.");
    assert_slice_equal(got.article.url, "https://a.example/1");
    assert_int_equal(got.article.published.at, NOON - 500);
    assert_int_equal(got.article.published.zone_min, 60);
    assert_int_equal(got.article.published.precision, TS_WHEN_TIME);
    assert_true(got.article.published.has_zone);
    assert_int_equal(got.article.modified.precision, TS_WHEN_DAY);
    assert_int_equal(got.article.completeness, TS_COMPLETE_PARTIAL);
    assert_int_equal(got.article.n_words, 3);
    assert_int_equal(got.article.n_blocks, 2);
    assert_slice_equal(got.article.blocks[0].spans[0].target, "https://a.example/ferry");
    assert_slice_equal(got.article.blocks[1].reason, "appeal");
    assert_slice_equal(got.source_name, "https://harbour.example/feed");
    assert_int_equal(got.found_at, NOON);
    assert_true(got.has_page);
    assert_false(got.is_wanted || got.is_read || got.is_starred);

    struct ts_page back;
    assert_ok(ts_page_get(&l->a, l->db, id, &back, &l->err), &l->err);
    assert_slice_equal(back.bytes, "<p>\xe9 bytes");
    assert_slice_equal(back.charset, "latin1");
    assert_slice_equal(back.content_type, "text/html");
    assert_slice_equal(back.url, "https://a.example/1?x");
    assert_int_equal(back.fetched_at, NOON);
}

static void what_is_not_there_is_said(void **state)
{
    struct library *l = *state;
    struct ts_stored stored = { .id = 7 };
    struct ts_article article = { 0 };
    struct ts_page page;
    int64_t id = add_item(l, l->feed_id, "1", "https://a.example/1", "Ferry", NOON);

    assert_int_equal(ts_article_get(&l->a, l->db, 99, &stored, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no article 99");
    assert_int_equal(stored.id, 7);
    assert_int_equal(ts_article_put(l->db, 99, &article, NULL, NULL, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(ts_page_get(&l->a, l->db, id, &page, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "the page of article 1 was not kept");
    assert_int_equal(ts_article_find_url(l->db, TS_STR("https://b.example/"), &id, &l->err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "no article has the address https://b.example/");
    assert_ok(ts_article_find_url(l->db, TS_STR("https://a.example/1#x"), &id, &l->err), &l->err);
}

static void put_completeness(struct library *l, int64_t id, enum ts_completeness completeness,
                             const char *text)
{
    struct ts_block block = { .is_kept = true, .text = ts_str_of(text) };
    struct ts_article article = { .completeness = completeness, .blocks = &block, .n_blocks = 1 };

    assert_ok(ts_article_put(l->db, id, &article, NULL, NULL, &l->err), &l->err);
}

static void the_better_text_stays(void **state)
{
    static const struct {
        enum ts_completeness first, then;
        const char *want;
        bool is_wanted;
    } cases[] = {
        { TS_COMPLETE_FEED, TS_COMPLETE_FEED, "then", true },
        { TS_COMPLETE_FEED, TS_COMPLETE_FULL, "then", false },
        { TS_COMPLETE_FEED, TS_COMPLETE_STUB, "then", false },
        { TS_COMPLETE_FULL, TS_COMPLETE_FEED, "first", false },
        { TS_COMPLETE_PARTIAL, TS_COMPLETE_FEED, "first", false },
        { TS_COMPLETE_STUB, TS_COMPLETE_FEED, "then", false },
        { TS_COMPLETE_FULL, TS_COMPLETE_STUB, "then", false },
    };
    struct library *l = *state;

    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        ts_str link = ts_arena_printf(&l->a, "https://a.example/%zu", i);
        int64_t id = add_item(l, l->feed_id, link.ptr, link.ptr, "Ferry", NOON);
        put_completeness(l, id, cases[i].first, "first");
        put_completeness(l, id, cases[i].then, "then");
        struct ts_stored got = get_article(l, id);
        assert_slice_equal(got.article.blocks[0].text, cases[i].want);
        assert_int_equal(got.is_wanted, cases[i].is_wanted);
        assert_slice_equal(got.article.title, "Ferry");
    }
}

static void dates_are_kept_exact(void **state)
{
    struct library *l = *state;
    struct ts_article page = { .published = { .at = NOON - 43200, .precision = TS_WHEN_DAY } };
    int64_t id = add_item(l, l->feed_id, "1", "https://a.example/1", "Ferry", NOON - 3600);

    /* The page knows only the day. */
    assert_ok(ts_article_put(l->db, id, &page, NULL, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, id).article.published.at, NOON - 3600);
    /* It knows another day. */
    page.published.at = NOON - 43200 - 5 * DAY;
    assert_ok(ts_article_put(l->db, id, &page, NULL, NULL, &l->err), &l->err);
    assert_int_equal(get_article(l, id).article.published.at, NOON - 43200 - 5 * DAY);

    /* A date in the future, or none, sorts by when it was found. */
    add_item(l, l->feed_id, "2", "https://a.example/2", "Future", NOON + 30 * DAY);
    add_item(l, l->feed_id, "3", "https://a.example/3", "Undated", 0);
    struct ts_article_row *rows = NULL;
    size_t n = 0;
    assert_ok(ts_articles_list(&l->a, l->db, &(struct ts_article_query){ 0 }, &rows, &n, &l->err),
              &l->err);
    assert_int_equal(n, 3);
    assert_int_equal(rows[0].sort_at, NOON);
    assert_int_equal(rows[0].published.precision, TS_WHEN_NONE);
    assert_int_equal(rows[1].sort_at, NOON);
    assert_int_equal(rows[1].published.at, NOON + 30 * DAY);
}

static void pages_with_one_address_and_title_become_one(void **state)
{
    struct library *l = *state;
    int64_t other = add_feed(l, "https://relay.example/feed");
    int64_t first = add_item(l, l->feed_id, "1", "https://a.example/1", "Ferry late", NOON);
    int64_t second = add_item(l, other, "9", "https://relay.example/go/9", "Ferry late", NOON);
    int64_t third = add_item(l, other, "10", "https://relay.example/go/10", "Bus late", NOON);
    struct ts_page page = { .bytes = TS_STR("<p>"), .url = TS_STR("https://a.example/1") };
    struct ts_article article = { .canonical = TS_STR("https://a.example/1"),
                                  .title = TS_STR("Ferry LATE") };
    struct ts_source source;
    int64_t in = 0;

    assert_ok(ts_article_put(l->db, second, &article, &page, &in, &l->err), &l->err);
    assert_int_equal(in, first);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 2);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .source_id = other }), 2);
    assert_ok(ts_source_get(&l->a, l->db, other, &source, &l->err), &l->err);
    assert_int_equal(source.n_articles, 2);
    assert_int_equal(source.n_unread, 2);
    assert_int_equal(add_item(l, other, "9", "https://relay.example/go/9", "Ferry late", NOON),
                     first);

    /* Another title: a site that calls all its pages by one address. */
    article.title = TS_STR("Bus late");
    assert_ok(ts_article_put(l->db, third, &article, &page, &in, &l->err), &l->err);
    assert_int_equal(in, third);
}

static void a_reading_position_is_kept(void **state)
{
    struct library *l = *state;
    int64_t id = add_item(l, l->feed_id, "1", "https://a.example/1", "Ferry", NOON);

    assert_int_equal(get_article(l, id).position, 0);
    assert_ok(ts_article_put_position(l->db, id, 1234, &l->err), &l->err);
    assert_int_equal(get_article(l, id).position, 1234);
    assert_int_equal(ts_article_put_position(l->db, 99, 1, &l->err), TS_ERR_NOTFOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(wanted_pages_come_newest_first_and_with_patience),
        TEST(no_page_waits_longer_than_any_pause),
        TEST(a_whole_article_comes_back),
        TEST(what_is_not_there_is_said),
        TEST(the_better_text_stays),
        TEST(dates_are_kept_exact),
        TEST(pages_with_one_address_and_title_become_one),
        TEST(a_reading_position_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
