/* What sites repeat, used on the articles of a library. */
#include "support/support.h"

#include "../../src/app/memory_priv.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/memory.h"
#include "tearsheet/store/sources.h"

enum { N_PAGES = 8 };

/* Puts a page with a text of its own and a line that all pages of the site have. */
static void put_page(struct ts_db *db, int64_t source_id, int number)
{
    struct ts_arena a = { 0 };
    ts_str url = ts_arena_printf(&a, "https://tide.example/%d", number);
    struct ts_item item = { .id = url, .link = url, .title = TS_STR("Ferries halted") };
    struct ts_block blocks[] = {
        { .is_kept = true,
          .text =
              ts_arena_printf(&a,
                              "Report %d: the ferries stopped on Tuesday morning when the crews "
                              "walked out over their new rosters, and nobody knows for how "
                              "long the islands will have to do without them.",
                              number) },
        { .is_kept = true, .text = TS_STR("Read the Tide Post every day, it comes by boat.") },
    };
    struct ts_article article = {
        .url = url, .canonical = url, .blocks = blocks, .n_blocks = TS_COUNT(blocks)
    };
    struct ts_item_put put;
    struct ts_err err;

    assert_ok(ts_articles_put_items(db, source_id, &item, 1, 1000 + number, &put, &err), &err);
    assert_ok(memory_use(&a, db, put.article_id, &article, &err), &err);
    assert_ok(ts_article_put(db, put.article_id, &article, NULL, NULL, &err), &err);
    ts_arena_done(&a);
}

static void earlier_articles_lose_what_became_known(void **state)
{
    struct ts_arena a = { 0 };
    const char *dir = temp_dir(&a), *path = ts_path_join(&a, dir, "library.db");
    struct ts_source feed = { .url = TS_STR("https://tide.example/feed") };
    struct ts_db *db, *reader;
    struct ts_err err;
    size_t n = 77, n_changed = 77;

    (void)state;
    assert_ok(ts_db_open(&db, path, TS_DB_WRITE, &err), &err);
    assert_ok(ts_sources_sync(db, &feed, 1, NULL, &err), &err);
    assert_ok(ts_source_get_url(&a, db, feed.url, &feed, &err), &err);
    for (int i = 0; i < N_PAGES; i++)
        put_page(db, feed.id, i);

    /* A failure says nothing of how many are left: whoever goes on until none are must not spin. */
    assert_ok(ts_db_open(&reader, path, TS_DB_READ, &err), &err);
    assert_int_not_equal(memory_review(reader, 100, &n, &n_changed, &err), TS_OK);
    assert_int_equal(n, 77);
    assert_int_equal(n_changed, 77);
    ts_db_close(reader);

    assert_ok(memory_review(db, 100, &n, &n_changed, &err), &err);
    assert_true(n_changed > 0);
    assert_true(n >= n_changed);
    assert_ok(memory_review(db, 100, &n, &n_changed, &err), &err);
    assert_int_equal(n, 0);
    ts_db_close(db);
    temp_dir_done(dir);
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(earlier_articles_lose_what_became_known),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
