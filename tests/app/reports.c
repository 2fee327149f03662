#include "reports.h"

#include "tearsheet/base/file.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

void reports_open(struct library *l)
{
    struct ts_source source = { .url = TS_STR("https://port.example/feed") };
    struct ts_err err;

    *l = (struct library){ 0 };
    l->dir = temp_dir(&l->a);
    assert_ok(ts_db_open(&l->db, ts_path_join(&l->a, l->dir, "l.db"), TS_DB_WRITE, &err), &err);
    assert_ok(ts_sources_sync(l->db, &source, 1, NULL, &err), &err);
}

void reports_close(struct library *l)
{
    ts_db_close(l->db);
    temp_dir_done(l->dir);
    ts_arena_done(&l->a);
}

int64_t reports_put(struct library *l, const char *outlet, struct ts_block *blocks, size_t n,
                    int64_t at, int64_t copy_of)
{
    struct ts_item item = { .id = ts_str_of(outlet),
                            .title = ts_arena_printf(&l->a, "Ferry, by %s", outlet),
                            .link = ts_arena_printf(&l->a, "https://%s.example/", outlet),
                            .published = { .at = at, .precision = TS_WHEN_TIME } };
    struct ts_article article = { .title = item.title,
                                  .site = ts_str_of(outlet),
                                  .lang = TS_STR("en"),
                                  .blocks = blocks,
                                  .n_blocks = n,
                                  .n_words = 30 };
    struct ts_placement where = { .story_id = l->story_id, .copy_of_id = copy_of };
    struct ts_item_put done = { 0 };
    struct ts_page page = { .bytes = TS_STR("page"), .fetched_at = at };
    struct ts_err err;

    assert_true(l->n < TS_COUNT(l->ids));
    assert_ok(ts_articles_put_items(l->db, 1, &item, 1, at, &done, &err), &err);
    assert_ok(ts_article_put(l->db, done.article_id, &article, &page, NULL, &err), &err);
    assert_ok(ts_story_place(l->db, done.article_id, &where, &l->story_id, &err), &err);
    l->ids[l->n++] = done.article_id;
    return done.article_id;
}
