/* Files that belong to articles. */
#include "store/fixture.h"

#include "tearsheet/store/enclosures.h"

#define FILE_OF(url, type, n)        \
    {                                \
        TS_STR(url), TS_STR(type), n \
    }

static int64_t put(struct library *l, const char *title, struct ts_enclosure *files, size_t n)
{
    struct ts_item item = {
        .id = TS_STR("one"), .title = ts_str_of(title), .enclosures = files, .n_enclosures = n
    };
    struct ts_item_put done;

    assert_ok(ts_articles_put_items(l->db, l->feed_id, &item, 1, NOON, &done, &l->err), &l->err);
    return done.article_id;
}

static size_t count(struct library *l, int64_t id, struct ts_enclosure **out)
{
    size_t n = 0;

    assert_ok(ts_enclosures_get(&l->a, l->db, id, out, &n, &l->err), &l->err);
    return n;
}

static void files_are_kept_and_pictures_are_not(void **state)
{
    struct library *l = *state;
    struct ts_enclosure files[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 5000),
                                    FILE_OF("https://a.example/1", "image/png", 0),
                                    FILE_OF("https://a.example/1.JPG?w=9", "", 0),
                                    FILE_OF("https://a.example/1.pdf", "", 0) };
    struct ts_enclosure *got;

    int64_t id = put(l, "The tides", files, TS_COUNT(files));
    assert_int_equal(count(l, id, &got), 2);
    assert_slice_equal(got[0].url, "https://a.example/1.mp3");
    assert_slice_equal(got[0].type, "audio/mpeg");
    assert_int_equal(got[0].n_bytes, 5000);
    assert_slice_equal(got[1].url, "https://a.example/1.pdf");
    assert_int_equal(count(l, 99, &got), 0);
}

static void an_edited_item_has_the_files_it_says(void **state)
{
    struct library *l = *state;
    struct ts_enclosure first[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 0) };
    struct ts_enclosure later[] = { FILE_OF("https://a.example/2.mp3", "audio/mpeg", 0) };
    struct ts_enclosure *got;

    int64_t id = put(l, "The tides", first, 1);
    assert_int_equal(put(l, "The tides, again", later, 1), id);
    assert_int_equal(count(l, id, &got), 1);
    assert_slice_equal(got[0].url, "https://a.example/2.mp3");
    put(l, "The tides", NULL, 0);
    assert_int_equal(count(l, id, &got), 0);
}

/* Also of an item that the library had before it kept files. */
static void files_that_change_alone_are_taken(void **state)
{
    struct library *l = *state;
    struct ts_enclosure files[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 0),
                                    FILE_OF("https://a.example/1.jpg", "", 0),
                                    FILE_OF("https://a.example/1.pdf", "", 0) };
    struct ts_enclosure *got;

    int64_t id = put(l, "The tides", NULL, 0);
    for (size_t n = 1; n <= TS_COUNT(files); n++) {
        put(l, "The tides", files, n);
        assert_int_equal(count(l, id, &got), n == 3 ? 2 : 1);
    }
    files[0].url = TS_STR("https://a.example/2.mp3");
    put(l, "The tides", files, 3);
    put(l, "The tides", files, 3);
    assert_int_equal(count(l, id, &got), 2);
    assert_slice_equal(got[0].url, "https://a.example/2.mp3");
    put(l, "The tides", files, 1);
    assert_int_equal(count(l, id, &got), 1);
    put(l, "The tides", &files[1], 1);
    assert_int_equal(count(l, id, &got), 0);
}

static void an_item_without_files_any_more_has_none(void **state)
{
    struct library *l = *state;
    struct ts_enclosure files[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 0),
                                    FILE_OF("https://a.example/2.mp3", "audio/mpeg", 0) };
    struct ts_enclosure *got;

    int64_t id = put(l, "The tides", files, 2);
    put(l, "The tides", NULL, 0);
    assert_int_equal(count(l, id, &got), 0);
}

static void another_source_does_not_change_them(void **state)
{
    struct library *l = *state;
    struct ts_enclosure own[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 0) };
    struct ts_enclosure other[] = { FILE_OF("https://b.example/1.mp3", "audio/mpeg", 0) };
    struct ts_item item = { .link = TS_STR("https://a.example/tides"),
                            .title = TS_STR("The tides"),
                            .enclosures = own,
                            .n_enclosures = 1 };
    int64_t feeds[] = { l->feed_id, add_feed(l, "https://planet.example/feed") };
    struct ts_item_put done;
    struct ts_enclosure *got;

    for (size_t i = 0; i < 3; i++) { /* once the other knows the article, and once again */
        assert_ok(ts_articles_put_items(l->db, feeds[i > 0], &item, 1, NOON, &done, &l->err),
                  &l->err);
        item.enclosures = other;
    }
    assert_int_equal(count(l, done.article_id, &got), 1);
    assert_slice_equal(got[0].url, "https://a.example/1.mp3");
}

static void a_purged_article_gets_none(void **state)
{
    struct library *l = *state;
    struct ts_enclosure files[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 0) };
    struct ts_enclosure *got;

    int64_t id = put(l, "The tides", NULL, 0);
    run_sql(l->path, "UPDATE articles SET is_hidden = 2");
    put(l, "The tides", files, 1);
    assert_int_equal(count(l, id, &got), 0);
}

/* The page of one turns out to be that of the other. */
static void they_go_along_when_two_become_one(void **state)
{
    struct library *l = *state;
    struct ts_enclosure files[] = { FILE_OF("https://a.example/1.mp3", "audio/mpeg", 0) };
    struct ts_page page = { .bytes = TS_STR("x"), .url = TS_STR("https://a.example/tides") };
    struct ts_article article = { .url = TS_STR("https://a.example/tides"),
                                  .canonical = TS_STR("https://a.example/tides"),
                                  .title = TS_STR("The tides") };
    struct ts_enclosure *got;

    int64_t twin = add_item(l, l->feed_id, "two", "https://a.example/tides", "The tides", NOON);
    int64_t id = put(l, "The tides", files, 1);
    assert_int_not_equal(id, twin);
    assert_ok(ts_article_put(l->db, id, &article, &page, &id, &l->err), &l->err);
    assert_int_equal(id, twin);
    assert_int_equal(count(l, twin, &got), 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_kept_and_pictures_are_not),     TEST(an_edited_item_has_the_files_it_says),
        TEST(an_item_without_files_any_more_has_none), TEST(files_that_change_alone_are_taken),
        TEST(another_source_does_not_change_them),     TEST(a_purged_article_gets_none),
        TEST(they_go_along_when_two_become_one),
    };
    return cmocka_run_group_tests_name("enclosures", tests, NULL, NULL);
}
