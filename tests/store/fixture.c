#include "store/fixture.h"

#include <sqlite3.h>
#include <stdlib.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/file.h"
#include "tearsheet/base/utf8.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/stories.h"

int library_setup(void **state)
{
    struct library *l = calloc(1, sizeof *l);

    l->dir = temp_dir(&l->a);
    l->path = ts_path_join(&l->a, l->dir, "library.db");
    assert_ok(ts_db_open(&l->db, l->path, TS_DB_WRITE, &l->err), &l->err);
    l->feed_id = add_feed(l, "https://harbour.example/feed");
    *state = l;
    return 0;
}

int library_teardown(void **state)
{
    struct library *l = *state;

    assert_ok(ts_db_check(l->db, &l->err), &l->err);
    ts_db_close(l->db);
    temp_dir_done(l->dir);
    ts_arena_done(&l->a);
    free(l);
    return 0;
}

int64_t add_feed(struct library *l, const char *url)
{
    struct ts_source *have = NULL;
    struct ts_source added;
    size_t n = 0;

    assert_ok(ts_sources_list(&l->a, l->db, NULL, &have, &n, &l->err), &l->err);
    struct ts_source *all = TS_NEW_ARRAY(&l->a, n + 1, struct ts_source);
    for (size_t i = 0; i < n; i++)
        all[i] = have[i];
    all[n].url = ts_str_of(url);
    assert_ok(ts_sources_sync(l->db, all, n + 1, NULL, &l->err), &l->err);
    assert_ok(ts_source_get_url(&l->a, l->db, ts_str_of(url), &added, &l->err), &l->err);
    return added.id;
}

int64_t add_item(struct library *l, int64_t feed_id, const char *id, const char *link,
                 const char *title, int64_t at)
{
    struct ts_item item = {
        .id = ts_str_of(id),
        .link = ts_str_of(link),
        .title = ts_str_of(title),
        .published = { .at = at, .precision = at ? TS_WHEN_TIME : TS_WHEN_NONE },
    };
    struct ts_item_put put;

    assert_ok(ts_articles_put_items(l->db, feed_id, &item, 1, NOON, &put, &l->err), &l->err);
    return put.article_id;
}

void add_text(struct library *l, int64_t article_id, const char *site, const char *title,
              const char *text)
{
    struct ts_block *blocks = NULL;
    size_t n = 0, cap = 0;
    ts_str rest = ts_str_of(text), paragraph;

    while (ts_str_split(&rest, '\n', &paragraph))
        *TS_PUSH(&l->a, blocks, n, cap) = (struct ts_block){ .is_kept = true, .text = paragraph };
    struct ts_article article = {
        .title = ts_str_of(title),
        .site = ts_str_of(site),
        .lang = TS_STR("en"),
        .blocks = blocks,
        .n_blocks = n,
        .n_words = ts_utf8_count_words(ts_str_of(text)),
    };
    assert_ok(ts_article_put(l->db, article_id, &article, NULL, NULL, &l->err), &l->err);
}

int64_t add_article(struct library *l, const char *host, const char *title, const char *text,
                    int64_t at)
{
    ts_str link = ts_arena_printf(&l->a, "https://%s/%016llx", host,
                                  (unsigned long long)ts_str_hash(ts_str_of(title)));
    int64_t id = add_item(l, l->feed_id, link.ptr, link.ptr, title, at);

    add_text(l, id, "", title, text);
    return id;
}

int64_t add_to_story(struct library *l, int64_t article_id, int64_t story_id)
{
    struct ts_placement placement = { .story_id = story_id, .score = 1 };
    int64_t id = 0;

    assert_ok(ts_story_place(l->db, article_id, &placement, &id, &l->err), &l->err);
    return id;
}

void run_sql(const char *path, const char *script)
{
    sqlite3 *raw = NULL;
    char *message = NULL;

    assert_int_equal(sqlite3_open(path, &raw), SQLITE_OK);
    if (sqlite3_exec(raw, script, NULL, NULL, &message) != SQLITE_OK)
        fail_msg("%s", message);
    sqlite3_close(raw);
}

struct ts_stored get_article(struct library *l, int64_t id)
{
    struct ts_stored stored = { 0 };

    assert_ok(ts_article_get(&l->a, l->db, id, &stored, &l->err), &l->err);
    return stored;
}

struct ts_story_row get_story(struct library *l, int64_t id)
{
    struct ts_story_row row = { 0 };

    assert_ok(ts_story_get(&l->a, l->db, id, &row, &l->err), &l->err);
    return row;
}

size_t count_articles(struct library *l, struct ts_article_query q)
{
    size_t n = 0;

    assert_ok(ts_articles_count(l->db, &q, &n, &l->err), &l->err);
    return n;
}

ts_str list_titles(struct library *l, struct ts_article_query q)
{
    struct ts_article_row *rows = NULL;
    struct ts_buf titles = { 0 };
    size_t n = 0;

    assert_ok(ts_articles_list(&l->a, l->db, &q, &rows, &n, &l->err), &l->err);
    for (size_t i = 0; i < n; i++)
        ts_buf_printf(&titles, "%s%.*s", i ? "|" : "", TS_FMT(rows[i].title));
    ts_str result = ts_buf_take(&titles, &l->a);
    ts_buf_done(&titles);
    return result;
}
