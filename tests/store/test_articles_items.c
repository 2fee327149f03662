/* Items of feeds: which article each is, and what is an edit of it. */
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
        { "an address with and without www., a slash at its end, and encryption",
          { { 1, 1, "", "https://www.a.example/desk/tide/", "A" },
            { 1, 2, "", "http://a.example/desk/tide", "A" },
            { 2, 1, "y1", "https://a.example/desk/tide/?utm_source=f", "A" },
            { 2, 2, "y2", "https://a.example/desk/tide/?page=2", "B" } } },
        { "two ids that differ so in one answer",
          { { 1, 1, "x16", "https://a.example/16", "A" },
            { 1, 1, "x17", "https://www.a.example/16/", "B" } } },
        { "one article in two feeds",
          { { 1, 1, "x12", "https://a.example/12", "A" },
            { 2, 1, "y12", "http://a.example:80/12", "A" },
            { 2, 2, "z12", "https://a.example/12#top", "A" } } },
        { "an id twice in a first answer",
          { { 1, 1, "x13", "https://a.example/13", "A" },
            { 1, 1, "x13", "https://a.example/14", "A" },
            { 1, 2, "x13", "https://a.example/15", "A" } } },
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
            for (size_t j = n; j-- > 0;) { /* the last is put first */
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

/* Some programs write the site's address there, for all of them. */
static void an_id_of_several_items_is_none(void **state)
{
    struct library *l = *state;
    const struct ts_item items[] = {
        { .id = TS_STR("all"), .link = TS_STR("https://a.example/1"), .title = TS_STR("One") },
        { .id = TS_STR("all"), .link = TS_STR("https://a.example/2"), .title = TS_STR("Two") },
        { .id = TS_STR("all"), .link = TS_STR("https://a.example/3"), .title = TS_STR("Three") },
        { .id = TS_STR("own"), .link = TS_STR("https://a.example/4"), .title = TS_STR("Four") },
    };
    struct ts_item_put puts[TS_COUNT(items)], again[TS_COUNT(items)];

    assert_ok(ts_articles_put_items(l->db, l->feed_id, items, TS_COUNT(items), NOON, puts, &l->err),
              &l->err);
    assert_ok(
        ts_articles_put_items(l->db, l->feed_id, items, TS_COUNT(items), NOON, again, &l->err),
        &l->err);
    for (size_t i = 0; i < TS_COUNT(items); i++) {
        assert_true(puts[i].is_new);
        assert_false(again[i].is_new || again[i].is_changed);
        assert_int_equal(again[i].article_id, puts[i].article_id);
    }
}

/* Some programs make ids anew for every answer; without addresses, words and dates are left. */
static void new_ids_alone_make_no_new_articles(void **state)
{
    enum { N = 3 };
    struct library *l = *state;
    struct ts_item items[] = {
        { .id = TS_STR("r1"), .title = TS_STR("Minutes"), .summary = TS_STR("The budget.") },
        { .id = TS_STR("r2"), .title = TS_STR("Minutes"), .summary = TS_STR("The harbour.") },
        { .id = TS_STR("r3"), .title = TS_STR("Minutes"), .summary = TS_STR("The harbour.") },
    };
    static const char *const ids[] = { "s1", "r2", "s3" };
    struct ts_item_put puts[N], again[N];

    assert_ok(ts_articles_put_items(l->db, l->feed_id, items, N, NOON, puts, &l->err), &l->err);
    for (size_t i = 0; i < N; i++) {
        assert_true(puts[i].is_new); /* the second too: it came beside the third */
        items[i].id = ts_str_of(ids[i]);
    }
    assert_ok(ts_articles_put_items(l->db, l->feed_id, items, N, NOON, again, &l->err), &l->err);
    for (size_t i = 0; i < N; i++)
        assert_int_equal(again[i].article_id, puts[i].article_id);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), N);

    items[0].id = TS_STR("t1"); /* the same again on another day */
    items[0].published = (struct ts_when){ .at = NOON, .precision = TS_WHEN_TIME };
    assert_ok(ts_articles_put_items(l->db, l->feed_id, items, 1, NOON, again, &l->err), &l->err);
    assert_true(again[0].is_new);
}

/* As those of a front page, whose first is the most important. */
static void items_without_dates_are_listed_as_they_stand(void **state)
{
    struct library *l = *state;
    const struct ts_item items[] = {
        { .link = TS_STR("https://a.example/1"), .title = TS_STR("One") },
        { .link = TS_STR("https://a.example/2"), .title = TS_STR("Two") },
        { .link = TS_STR("https://a.example/3"), .title = TS_STR("Three") },
    };
    struct ts_item_put puts[TS_COUNT(items)];

    assert_ok(ts_articles_put_items(l->db, l->feed_id, items, TS_COUNT(items), NOON, puts, &l->err),
              &l->err);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ 0 }), "One|Two|Three");
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

/* A server behind others that still has what the feed was before. */
static void an_old_answer_takes_nothing_back(void **state)
{
    struct library *l = *state;
    struct ts_item old = { .id = TS_STR("x"),
                           .link = TS_STR("https://a.example/1"),
                           .title = TS_STR("Ferry late"),
                           .updated = { .at = NOON - 600, .precision = TS_WHEN_TIME } };
    struct ts_item fresh = old;

    fresh.title = TS_STR("Ferry cancelled");
    fresh.updated.at = NOON - 60;
    int64_t id = put_item(l, l->feed_id, old, NOON).article_id;
    assert_true(put_item(l, l->feed_id, fresh, NOON).is_changed);
    assert_false(put_item(l, l->feed_id, old, NOON + 60).is_changed);
    assert_slice_equal(get_article(l, id).article.title, "Ferry cancelled");
    assert_false(put_item(l, l->feed_id, fresh, NOON + 120).is_changed);

    fresh.updated.at = NOON + DAY; /* a mistake, and then not */
    put_item(l, l->feed_id, fresh, NOON + 180);
    old.title = TS_STR("Ferry sails");
    old.updated.at = NOON + 200;
    assert_true(put_item(l, l->feed_id, old, NOON + 240).is_changed);
    assert_slice_equal(get_article(l, id).article.title, "Ferry sails");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_item_is_the_article_it_was),
        TEST(an_id_of_several_items_is_none),
        TEST(new_ids_alone_make_no_new_articles),
        TEST(items_without_dates_are_listed_as_they_stand),
        TEST(an_item_without_anything_is_passed_over),
        TEST(an_article_in_two_feeds_has_two_sources),
        TEST(no_such_source_is_an_error),
        TEST(an_edit_is_told_from_noise),
        TEST(an_unknown_text_is_no_edit),
        TEST(two_versions_do_not_take_turns),
        TEST(an_old_answer_takes_nothing_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
