#include "store/fixture.h"

#include "tearsheet/store/sources.h"

/* ---- identity ---- */

/* Items as they come, one answer a row or several rows with the same number; which article each is,
 * named by a letter. */
static void an_item_is_the_article_it_was(void **state)
{
    static const struct {
        const char *what;
        struct {
            int feed, answer;
            const char *id, *link, *article;
        } items[5];
    } cases[] = {
        { "an id is an identity",
          { { 1, 1, "x1", "https://a.example/1", "A" },
            { 1, 2, "x1", "https://a.example/moved", "A" } } },
        { "an address is one without ids",
          { { 1, 1, "", "https://a.example/2", "A" },
            { 1, 2, "", "https://a.example/2?utm_source=f", "A" },
            { 1, 2, "", "https://a.example/3", "B" } } },
        { "a new id at a known address",
          { { 1, 1, "x4#0", "https://a.example/4", "A" },
            { 1, 2, "x4#1", "https://a.example/4", "A" },
            { 1, 3, "x4#0", "https://a.example/4", "A" } } },
        { "two ids at one address in one answer",
          { { 1, 1, "x5", "https://a.example/live", "A" },
            { 1, 1, "x6", "https://a.example/live", "B" },
            { 1, 2, "x6", "https://a.example/live", "B" },
            { 1, 3, "x7", "https://a.example/live", "C" },
            { 1, 4, "x5", "https://a.example/live", "A" } } },
        { "front pages are no identity",
          { { 1, 1, "x8", "https://a.example/", "A" }, { 1, 2, "x9", "https://a.example", "B" } } },
        { "ids are a source's own",
          { { 1, 1, "1", "https://a.example/10", "A" },
            { 2, 1, "1", "https://a.example/11", "B" } } },
        { "one article in two feeds",
          { { 1, 1, "x12", "https://a.example/12", "A" },
            { 2, 1, "y12", "http://a.example:80/12", "A" },
            { 2, 2, "z12", "https://a.example/12#top", "A" } } },
        { "nothing but a title", { { 1, 1, "", "", "A" }, { 1, 2, "", "", "A" } } },
    };

    for (size_t c = 0; c < TS_COUNT(cases); c++) {
        library_setup(state);
        struct library *l = *state;
        int64_t feeds[] = { 0, l->feed_id, add_feed(l, "https://other.example/feed") };
        int64_t known[3] = { 0 };
        for (size_t i = 0; i < 5 && cases[c].items[i].feed;) {
            struct ts_item answer[5];
            struct ts_item_put puts[5];
            size_t n = 0, first = i;
            for (; i < 5 && cases[c].items[i].feed == cases[c].items[first].feed &&
                   cases[c].items[i].answer == cases[c].items[first].answer;
                 i++)
                answer[n++] = (struct ts_item){ .id = ts_str_of(cases[c].items[i].id),
                                                .link = ts_str_of(cases[c].items[i].link),
                                                .title = TS_STR("The ferry") };
            assert_ok(ts_articles_put_items(l->db, feeds[cases[c].items[first].feed], answer, n,
                                            NOON, puts, &l->err),
                      &l->err);
            for (size_t j = 0; j < n; j++) {
                int64_t *id = &known[cases[c].items[first + j].article[0] - 'A'];
                if (puts[j].is_new != (*id == 0) || (*id && puts[j].article_id != *id))
                    fail_msg("%s: item %zu is article %lld, not %lld", cases[c].what, first + j,
                             (long long)puts[j].article_id, (long long)*id);
                *id = puts[j].article_id;
            }
        }
        library_teardown(state);
    }
}

static void an_item_without_anything_is_passed_over(void **state)
{
    struct library *l = *state;

    assert_int_equal(add_item(l, l->feed_id, "", "", "", NOON), 0);
    assert_int_equal(add_item(l, l->feed_id, " ", "", "", NOON), 0);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 0);
}

static void an_article_in_two_feeds_has_two_sources(void **state)
{
    struct library *l = *state;
    int64_t other = add_feed(l, "https://other.example/feed");

    int64_t id = add_item(l, l->feed_id, "a", "https://a.example/1", "Ferry", NOON);
    assert_int_equal(add_item(l, other, "b", "https://a.example/1", "Ferry (again)", NOON), id);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .source_id = other }), 1);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .source_id = l->feed_id }), 1);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 1);
    /* The first source has the say. */
    assert_slice_equal(get_article(l, id).article.title, "Ferry");
    assert_int_equal(get_article(l, id).source_id, l->feed_id);
}

static void no_such_source_is_an_error(void **state)
{
    struct library *l = *state;
    struct ts_item item = { .id = TS_STR("x") };
    struct ts_item_put put;

    assert_int_equal(ts_articles_put_items(l->db, 99, &item, 1, NOON, &put, &l->err),
                     TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no source 99");
}

/* ---- edits ---- */

static struct ts_item_put put_item(struct library *l, int64_t feed_id, struct ts_item item,
                                   int64_t now_at)
{
    struct ts_item_put put;

    assert_ok(ts_articles_put_items(l->db, feed_id, &item, 1, now_at, &put, &l->err), &l->err);
    return put;
}

static void read_page(struct library *l, int64_t id, const char *url, int64_t at)
{
    struct ts_block block = { .is_kept = true, .text = TS_STR("The ferry sailed.") };
    struct ts_article article = { .url = ts_str_of(url),
                                  .canonical = ts_str_of(url),
                                  .blocks = &block,
                                  .n_blocks = 1,
                                  .n_words = 3 };
    struct ts_page page = { .bytes = TS_STR("<p>The ferry sailed."),
                            .charset = TS_STR("utf-8"),
                            .content_type = TS_STR("text/html"),
                            .url = ts_str_of(url),
                            .fetched_at = at };

    assert_ok(ts_article_put(l->db, id, &article, &page, NULL, &l->err), &l->err);
}

static void an_edit_is_told_from_noise(void **state)
{
    struct library *l = *state;
    struct ts_item item = { .id = TS_STR("x"),
                            .link = TS_STR("https://a.example/1"),
                            .title = TS_STR("Ferry late"),
                            .summary = TS_STR("It is late.") };

    struct ts_item_put put = put_item(l, l->feed_id, item, NOON);
    assert_true(put.is_new && put.needs_page);
    int64_t id = put.article_id;
    put = put_item(l, l->feed_id, item, NOON + 60);
    assert_false(put.is_new || put.is_changed);
    assert_true(put.needs_page);
    read_page(l, id, "https://a.example/1", NOON + 70);
    put = put_item(l, l->feed_id, item, NOON + 80);
    assert_false(put.needs_page);

    item.title = TS_STR("Ferry cancelled");
    put = put_item(l, l->feed_id, item, NOON + 90);
    assert_true(put.is_changed && put.needs_page && !put.is_new);
    assert_int_equal(put.article_id, id);
    assert_slice_equal(get_article(l, id).article.title, "Ferry cancelled");
    /* The text stays until the page was read again, and that is not at once. */
    assert_int_equal(get_article(l, id).article.n_blocks, 1);
    struct ts_wanted *wanted = NULL;
    size_t n = 0;
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON + 90, 10, &wanted, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    assert_ok(ts_articles_wanted(&l->a, l->db, NOON + 70 + 3600, 10, &wanted, &n, &l->err),
              &l->err);
    assert_int_equal(n, 1);
    read_page(l, id, "https://a.example/1", NOON + 5000);

    /* With a date of change that stays, another text is a counter in it. */
    item.updated = (struct ts_when){ .at = NOON, .precision = TS_WHEN_TIME };
    put = put_item(l, l->feed_id, item, NOON + 6000);
    item.summary = TS_STR("It is late. 12 comments");
    put = put_item(l, l->feed_id, item, NOON + 7000);
    assert_true(put.is_changed && !put.needs_page);
    item.summary = TS_STR("It is very late.");
    item.updated.at += 60;
    put = put_item(l, l->feed_id, item, NOON + 8000);
    assert_true(put.is_changed && put.needs_page);
}

/* What an earlier version of the program noted of a text says nothing. */
static void an_unknown_text_is_no_edit(void **state)
{
    struct library *l = *state;
    struct ts_item item = { .id = TS_STR("x"),
                            .title = TS_STR("Ferry late"),
                            .summary = TS_STR("It is late.") };

    put_item(l, l->feed_id, item, NOON);
    run_sql(l->path, "UPDATE article_sources SET text_hash = 0");
    assert_false(put_item(l, l->feed_id, item, NOON + 60).is_changed);
    item.summary = TS_STR("It is very late.");
    assert_true(put_item(l, l->feed_id, item, NOON + 120).is_changed);
    run_sql(l->path, "UPDATE article_sources SET text_hash = 0");
    item.title = TS_STR("Ferry cancelled");
    assert_true(put_item(l, l->feed_id, item, NOON + 180).is_changed);
}

static void two_versions_do_not_take_turns(void **state)
{
    struct library *l = *state;
    int64_t other = add_feed(l, "https://other.example/feed");
    struct ts_item one = { .id = TS_STR("x"),
                           .link = TS_STR("https://a.example/1"),
                           .title = TS_STR("Ferry late") };
    struct ts_item two = { .link = TS_STR("https://a.example/1"), .title = TS_STR("FERRY") };

    int64_t id = put_item(l, l->feed_id, one, NOON).article_id;
    put_item(l, other, two, NOON);
    for (int i = 0; i < 3; i++) {
        assert_false(put_item(l, l->feed_id, one, NOON).is_changed);
        assert_false(put_item(l, other, two, NOON).is_changed);
    }
    two.title = TS_STR("FERRY!");
    assert_false(put_item(l, other, two, NOON).is_changed);
    assert_slice_equal(get_article(l, id).article.title, "Ferry late");
    /* Once the first is gone, the other has the say. */
    struct ts_source left = { .url = TS_STR("https://other.example/feed") };
    assert_ok(ts_sources_sync(l->db, &left, 1, NULL, &l->err), &l->err);
    two.title = TS_STR("Ferry sails");
    assert_true(put_item(l, other, two, NOON).is_changed);
    assert_slice_equal(get_article(l, id).article.title, "Ferry sails");
}

/* ---- pages ---- */

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
        cmocka_unit_test(an_item_is_the_article_it_was),
        TEST(an_item_without_anything_is_passed_over),
        TEST(an_article_in_two_feeds_has_two_sources),
        TEST(no_such_source_is_an_error),
        TEST(an_edit_is_told_from_noise),
        TEST(an_unknown_text_is_no_edit),
        TEST(two_versions_do_not_take_turns),
        TEST(wanted_pages_come_newest_first_and_with_patience),
        TEST(a_whole_article_comes_back),
        TEST(what_is_not_there_is_said),
        TEST(the_better_text_stays),
        TEST(dates_are_kept_exact),
        TEST(pages_with_one_address_and_title_become_one),
        TEST(a_reading_position_is_kept),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
