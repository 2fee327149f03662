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

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(files_are_kept_and_pictures_are_not),
        TEST(an_edited_item_has_the_files_it_says),
    };
    return cmocka_run_group_tests_name("enclosures", tests, NULL, NULL);
}
