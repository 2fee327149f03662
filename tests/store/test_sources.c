#include "store/fixture.h"

#include "tearsheet/store/sources.h"

static struct ts_source source_of(struct library *l, const char *url)
{
    struct ts_source source = { 0 };

    assert_ok(ts_source_get_url(&l->a, l->db, ts_str_of(url), &source, &l->err), &l->err);
    return source;
}

static struct ts_sync sync(struct library *l, const struct ts_source *entries, size_t n)
{
    struct ts_sync result = { 0 };

    assert_ok(ts_sources_sync(l->db, entries, n, &result, &l->err), &l->err);
    return result;
}

static void assert_sync(struct ts_sync got, size_t added, size_t changed, size_t removed)
{
    assert_int_equal(got.n_added, added);
    assert_int_equal(got.n_changed, changed);
    assert_int_equal(got.n_removed, removed);
}

static void the_library_follows_the_feeds_file(void **state)
{
    struct library *l = *state;
    ts_str tags[] = { TS_STR("sea"), TS_STR("daily news") };
    struct ts_source entries[] = {
        { .url = TS_STR("https://b.example/feed"),
          .nickname = TS_STR("Bee"),
          .tags = tags,
          .n_tags = 2 },
        { .url = TS_STR("https://harbour.example/feed") },
        { .url = TS_STR("https://b.example/feed"), .nickname = TS_STR("second line") },
    };
    struct ts_source *list = NULL;
    size_t n = 0;

    assert_sync(sync(l, entries, 3), 1, 0, 0);
    assert_ok(ts_sources_list(&l->a, l->db, NULL, &list, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_slice_equal(list[0].nickname, "Bee");
    assert_int_equal(list[0].n_tags, 2);
    assert_slice_equal(list[0].tags[1], "daily news");
    assert_int_equal(list[1].id, l->feed_id);
    assert_slice_equal(ts_source_name(&list[1]), "https://harbour.example/feed");

    assert_sync(sync(l, entries, 3), 0, 0, 0);
    entries[0].n_tags = 1;
    assert_sync(sync(l, entries, 2), 0, 1, 0);
    assert_int_equal(source_of(l, "https://b.example/feed").n_tags, 1);
    entries[1].is_hidden = true;
    assert_sync(sync(l, entries, 2), 0, 1, 0);
    assert_true(source_of(l, "https://harbour.example/feed").is_hidden);
}

static void nothing_is_written_when_nothing_differs(void **state)
{
    struct library *l = *state;
    struct ts_source entry = { .url = TS_STR("https://harbour.example/feed") };
    struct ts_db *other = NULL;

    assert_ok(ts_db_open(&other, l->path, TS_DB_READ, &l->err), &l->err);
    int64_t version = ts_db_data_version(other);
    assert_sync(sync(l, &entry, 1), 0, 0, 0);
    assert_int_equal(ts_db_data_version(other), version);
    ts_db_close(other);
}

static void articles_of_a_removed_feed_stay(void **state)
{
    struct library *l = *state;
    struct ts_source entry = { .url = TS_STR("https://harbour.example/feed") };
    struct ts_source *list = NULL;
    size_t n = 0;

    add_item(l, l->feed_id, "1", "https://a.example/1", "Ferry", NOON);
    assert_sync(sync(l, NULL, 0), 0, 0, 1);
    assert_sync(sync(l, NULL, 0), 0, 0, 0);
    assert_ok(ts_sources_list(&l->a, l->db, NULL, &list, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    assert_true(source_of(l, "https://harbour.example/feed").is_removed);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 1);
    assert_sync(sync(l, &entry, 1), 1, 0, 0);
    assert_int_equal(source_of(l, "https://harbour.example/feed").id, l->feed_id);
    assert_int_equal(source_of(l, "https://harbour.example/feed").n_articles, 1);
}

static void what_is_hidden_is_not_in_lists(void **state)
{
    struct library *l = *state;
    struct ts_source entries[] = {
        { .url = TS_STR("https://harbour.example/feed"), .is_hidden = true },
        { .url = TS_STR("https://b.example/feed") },
    };
    int64_t b = add_feed(l, "https://b.example/feed");

    add_item(l, l->feed_id, "1", "https://a.example/1", "Only there", NOON);
    add_item(l, l->feed_id, "2", "https://a.example/2", "In both", NOON);
    sync(l, entries, 2);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 0);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .with_hidden = true }), 2);
    assert_int_equal(count_articles(l, (struct ts_article_query){ .source_id = l->feed_id }), 2);
    add_item(l, b, "2", "https://a.example/2", "In both", NOON);
    assert_slice_equal(list_titles(l, (struct ts_article_query){ 0 }), "In both");
    add_item(l, l->feed_id, "3", "https://a.example/3", "New there", NOON);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 1);
    entries[0].is_hidden = false;
    sync(l, entries, 2);
    assert_int_equal(count_articles(l, (struct ts_article_query){ 0 }), 3);
}

static void put_fetch(struct library *l, struct ts_source_fetch fetch)
{
    assert_ok(ts_source_put_fetch(l->db, l->feed_id, &fetch, &l->err), &l->err);
}

static void a_fetch_is_remembered(void **state)
{
    struct library *l = *state;
    const char *url = "https://harbour.example/feed";
    struct ts_source_fetch good = { .fetched_at = NOON,
                                    .next_at = NOON + 3600,
                                    .http_status = 200,
                                    .etag = TS_STR("\"v1\""),
                                    .last_modified = TS_STR("Sat, 01 Mar 2025 12:00:00 GMT"),
                                    .title = TS_STR("Harbour Post"),
                                    .site_url = TS_STR("https://harbour.example/"),
                                    .moved_url = TS_STR("https://harbour.example/new"),
                                    .ttl_s = 600,
                                    .is_private = true };

    put_fetch(l, good);
    struct ts_source got = source_of(l, url);
    assert_int_equal(got.fetched_at, NOON);
    assert_int_equal(got.next_at, NOON + 3600);
    assert_int_equal(got.http_status, 200);
    assert_slice_equal(got.etag, "\"v1\"");
    assert_slice_equal(got.last_modified, "Sat, 01 Mar 2025 12:00:00 GMT");
    assert_slice_equal(got.title, "Harbour Post");
    assert_slice_equal(got.site_url, "https://harbour.example/");
    assert_slice_equal(got.moved_url, "https://harbour.example/new");
    assert_int_equal(got.ttl_s, 600);
    assert_true(got.is_private);
    put_fetch(l, (struct ts_source_fetch){ .error = TS_STR("timed out") });
    assert_int_equal(source_of(l, url).ttl_s, 600);
    assert_true(source_of(l, url).is_private);
    assert_int_equal(source_of(l, "https://harbour.example/new").id, l->feed_id);

    /* Nothing new, then two failures: the validators stay. */
    put_fetch(l, (struct ts_source_fetch){ .fetched_at = NOON + 1, .http_status = 304 });
    put_fetch(l, (struct ts_source_fetch){ .error = TS_STR("timed out") });
    put_fetch(l, (struct ts_source_fetch){ .error = TS_STR("gone"), .http_status = 410 });
    got = source_of(l, url);
    assert_int_equal(got.n_failures, 2);
    assert_slice_equal(got.error, "gone");
    assert_slice_equal(got.etag, "\"v1\"");
    assert_slice_equal(got.title, "Harbour Post");
    assert_int_equal(got.ttl_s, 0); /* of the good answer */
    assert_false(got.is_private);

    /* An answer without validators takes them away. */
    put_fetch(l, (struct ts_source_fetch){ .http_status = 200 });
    got = source_of(l, url);
    assert_int_equal(got.n_failures, 0);
    assert_slice_equal(got.error, "");
    assert_slice_equal(got.etag, "");

    good = (struct ts_source_fetch){ 0 };
    assert_int_equal(ts_source_put_fetch(l->db, 99, &good, &l->err), TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no source 99");
}

static void saved_pages_are_sources_of_their_own(void **state)
{
    struct library *l = *state;
    struct ts_source_query q = { .with_pages = true };
    struct ts_source *list = NULL;
    int64_t id = 0, again = 0;
    size_t n = 0;

    assert_ok(ts_source_put_page(l->db, TS_STR("https://a.example/long"), &id, &l->err), &l->err);
    assert_ok(ts_source_put_page(l->db, TS_STR("https://a.example/long"), &again, &l->err),
              &l->err);
    assert_int_equal(id, again);
    assert_ok(ts_sources_list(&l->a, l->db, NULL, &list, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
    assert_ok(ts_sources_list(&l->a, l->db, &q, &list, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_int_equal(list[1].kind, TS_SOURCE_PAGE);
    /* The feeds file knows nothing of it, so it does not take it away. */
    assert_sync(sync(l, NULL, 0), 0, 0, 1);
    struct ts_source page;
    assert_ok(ts_source_get(&l->a, l->db, id, &page, &l->err), &l->err);
    assert_false(page.is_removed);
}

static void counts_follow_what_comes_and_is_read(void **state)
{
    struct library *l = *state;
    int64_t b = add_feed(l, "https://b.example/feed");

    add_item(l, l->feed_id, "1", "https://a.example/1", "One", NOON);
    add_item(l, l->feed_id, "2", "https://a.example/2", "Two", NOON);
    add_item(l, b, "2", "https://a.example/2", "Two", NOON);
    assert_int_equal(source_of(l, "https://harbour.example/feed").n_articles, 2);
    assert_int_equal(source_of(l, "https://harbour.example/feed").n_unread, 2);
    assert_int_equal(source_of(l, "https://b.example/feed").n_articles, 1);
}

static void what_was_not_asked_has_not_failed(void **state)
{
    struct library *l = *state;
    struct ts_source_fetch failed = {
        .fetched_at = NOON, .next_at = NOON + 60, .http_status = 500, .error = TS_STR("500")
    };
    struct ts_source_fetch unasked = { .fetched_at = NOON + 60,
                                       .next_at = NOON + 600,
                                       .http_status = 429,
                                       .error = TS_STR("not asked"),
                                       .is_unasked = true };

    assert_ok(ts_source_put_fetch(l->db, l->feed_id, &failed, &l->err), &l->err);
    assert_ok(ts_source_put_fetch(l->db, l->feed_id, &unasked, &l->err), &l->err);
    struct ts_source source = source_of(l, "https://harbour.example/feed");
    assert_int_equal(source.n_failures, 1);
    assert_int_equal(source.fetched_at, NOON);
    assert_int_equal(source.http_status, 429);
    assert_int_equal(source.next_at, NOON + 600);
    assert_slice_equal(source.error, "not asked");
}

static void an_unknown_source_is_an_error(void **state)
{
    struct library *l = *state;
    struct ts_source source = { .id = 5 };

    assert_int_equal(ts_source_get(&l->a, l->db, 99, &source, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(
        ts_source_get_url(&l->a, l->db, TS_STR("https://no.example/"), &source, &l->err),
        TS_ERR_NOTFOUND);
    assert_string_equal(l->err.msg, "there is no such source");
    assert_int_equal(source.id, 5);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_library_follows_the_feeds_file),
        TEST(nothing_is_written_when_nothing_differs),
        TEST(articles_of_a_removed_feed_stay),
        TEST(what_is_hidden_is_not_in_lists),
        TEST(a_fetch_is_remembered),
        TEST(saved_pages_are_sources_of_their_own),
        TEST(counts_follow_what_comes_and_is_read),
        TEST(what_was_not_asked_has_not_failed),
        TEST(an_unknown_source_is_an_error),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
