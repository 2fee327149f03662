/* make_library DIR [ARTICLES [STORIES]] - a big library to measure the reader with.
 *
 * Writes DIR/library.db and DIR/feeds, a profile for `tearsheet --profile DIR`, with so many
 * made-up articles (10000) in so many stories (a twentieth of that). */
#include <stdio.h>
#include <stdlib.h>

#include "bench/maker.h"
#include "tearsheet/base/buf.h"
#include "tearsheet/base/date.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/search.h"

static enum ts_rc fill(struct ts_arena *a, struct ts_db *db, const struct maker *m,
                       struct ts_err *err)
{
    int64_t *ids = TS_NEW_ARRAY(a, m->n_articles, int64_t);
    int64_t *story_ids = TS_NEW_ARRAY(a, m->n_stories, int64_t);
    int64_t *feed_ids = TS_NEW_ARRAY(a, maker_n_feeds(m), int64_t);

    enum ts_rc rc = maker_subscribe(db, m, feed_ids, err);
    for (size_t feed = 0; rc == TS_OK && feed < maker_n_feeds(m); feed++) {
        struct ts_arena doc = { 0 };
        struct made_batch batch;
        maker_batch(&doc, m, feed, &batch);
        rc = maker_put(db, m, feed_ids[feed], &batch, ids, err);
        if (rc == TS_OK)
            rc = maker_place(db, &batch, ids, story_ids, err);
        ts_arena_done(&doc);
    }
    return rc == TS_OK ? ts_search_index(db, 0, NULL, err) : rc;
}

static enum ts_rc write_feeds(struct ts_arena *a, const char *dir, const struct maker *m,
                              struct ts_err *err)
{
    struct ts_buf lines = { 0 };

    for (size_t i = 0; i < maker_n_feeds(m); i++) {
        ts_buf_put(&lines, maker_feed_url(a, i));
        ts_buf_putc(&lines, '\n');
    }
    enum ts_rc rc = ts_file_write(ts_path_join(a, dir, "feeds"), ts_buf_str(&lines), err);
    ts_buf_done(&lines);
    return rc;
}

static enum ts_rc make(struct ts_arena *a, const char *dir, const struct maker *m,
                       struct ts_err *err)
{
    struct ts_db *db = NULL;

    enum ts_rc rc = ts_dir_make(dir, err);
    if (rc == TS_OK)
        rc = write_feeds(a, dir, m, err);
    if (rc == TS_OK)
        rc = ts_db_open(&db, ts_path_join(a, dir, "library.db"), TS_DB_WRITE, err);
    if (rc == TS_OK)
        rc = fill(a, db, m, err);
    ts_db_close(db);
    return rc;
}

int main(int argc, char **argv)
{
    struct ts_arena a = { 0 };
    struct ts_err err;
    struct maker m = { .n_articles = argc > 2 ? strtoul(argv[2], NULL, 10) : 10000,
                       .now_at = ts_now_at() };

    m.n_stories = argc > 3 ? strtoul(argv[3], NULL, 10) : m.n_articles / 20 + 1;
    if (argc < 2 || !m.n_articles || !m.n_stories) {
        fprintf(stderr, "usage: make_library DIR [ARTICLES [STORIES]]\n");
        return 2;
    }
    enum ts_rc rc = make(&a, argv[1], &m, &err);
    if (rc != TS_OK)
        fprintf(stderr, "make_library: %s\n", err.msg);
    ts_arena_done(&a);
    return rc == TS_OK ? 0 : 3;
}
