/* store_bench [ARTICLES [DIR]] - what the library costs beside bare SQLite, and how fast it is
 * read.
 *
 * Fills two databases in DIR (a folder in TMPDIR) with the same made-up articles (10000), a
 * transaction for each fifty: one plain table with a unique index, with and without a full-text
 * index on it, and a library.  Then reads the library as the screen does, each query five times
 * with a connection that just opened; the figure is the median.  All times are of
 * the processor; the making of the texts is not counted. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "bench/maker.h"
#include "tearsheet/base/file.h"
#include "tearsheet/store/articles.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/sources.h"
#include "tearsheet/store/states.h"
#include "tearsheet/store/stories.h"
#include "tearsheet/store/undo.h"

enum { ROUNDS = 5, NOW = 1740830400 };

/* Of the processor: the disk's part is small, and other programs' does not count. */
static double now_ms(void)
{
    struct timespec t;

    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static void must(enum ts_rc rc, const struct ts_err *err)
{
    if (rc != TS_OK)
        ts_panic("store_bench: %s", err->msg);
}

static double file_mb(const char *path)
{
    struct stat st;

    return stat(path, &st) == 0 ? (double)st.st_size / 1e6 : 0;
}

/* ---- bare SQLite ---- */

static void raw_must(sqlite3 *db, int code)
{
    if (code != SQLITE_OK && code != SQLITE_DONE)
        ts_panic("store_bench: %s", sqlite3_errmsg(db));
}

static void bind(sqlite3_stmt *st, int at, ts_str text)
{
    sqlite3_bind_text(st, at, text.ptr, (int)text.len, SQLITE_STATIC);
}

static const char BARE_SCHEMA[] =
    "PRAGMA page_size = 16384; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL;"
    "PRAGMA cache_size = -16384;"
    "CREATE TABLE item (id INTEGER PRIMARY KEY, feed INTEGER, guid TEXT, url TEXT, title TEXT,"
    " at INTEGER, body TEXT, UNIQUE (feed, guid));"
    "CREATE VIRTUAL TABLE words USING fts5 (title, body, content = 'item', content_rowid = 'id',"
    " tokenize = \"unicode61 remove_diacritics 2\")";

/* Returns the milliseconds that the statements took. */
static double bare_batch(struct ts_arena *a, sqlite3 *db, sqlite3_stmt *rows, sqlite3_stmt *words,
                         size_t feed, const struct made_batch *batch)
{
    ts_str texts[MAKER_ITEMS_A_FEED];

    for (size_t i = 0; i < batch->n; i++)
        texts[i] = ts_article_text(a, &batch->made[i].article);
    double start = now_ms();
    raw_must(db, sqlite3_exec(db, "BEGIN", NULL, NULL, NULL));
    for (size_t i = 0; i < batch->n; i++) {
        sqlite3_stmt *st = rows ? rows : words;
        const struct ts_item *item = &batch->made[i].item;
        sqlite3_bind_int64(st, 1, (int64_t)(batch->first + i) + 1);
        bind(st, 2, item->title);
        bind(st, 3, texts[i]);
        if (rows) {
            sqlite3_bind_int64(st, 4, (int64_t)feed);
            bind(st, 5, item->id);
            bind(st, 6, item->link);
            sqlite3_bind_int64(st, 7, item->published.at);
        }
        raw_must(db, sqlite3_step(st));
        raw_must(db, sqlite3_reset(st));
    }
    raw_must(db, sqlite3_exec(db, "COMMIT", NULL, NULL, NULL));
    return now_ms() - start;
}

struct cost {
    double rows_ms;
    double words_ms;
};

static struct cost fill_bare(const struct maker *m, const char *path)
{
    sqlite3 *db = NULL;
    sqlite3_stmt *rows = NULL, *words = NULL;
    struct cost cost = { 0 };

    raw_must(db, sqlite3_open(path, &db));
    raw_must(db, sqlite3_exec(db, BARE_SCHEMA, NULL, NULL, NULL));
    raw_must(db, sqlite3_prepare_v2(db,
                                    "INSERT INTO item (id, title, body, feed, guid, url, at)"
                                    " VALUES (?, ?, ?, ?, ?, ?, ?)",
                                    -1, &rows, NULL));
    raw_must(db, sqlite3_prepare_v2(db, "INSERT INTO words (rowid, title, body) VALUES (?, ?, ?)",
                                    -1, &words, NULL));
    for (size_t feed = 0; feed < maker_n_feeds(m); feed++) {
        struct ts_arena a = { 0 };
        struct made_batch batch;
        maker_batch(&a, m, feed, &batch);
        cost.rows_ms += bare_batch(&a, db, rows, NULL, feed, &batch);
        cost.words_ms += bare_batch(&a, db, NULL, words, feed, &batch);
        ts_arena_done(&a);
    }
    sqlite3_finalize(rows);
    sqlite3_finalize(words);
    sqlite3_close(db);
    return cost;
}

/* ---- the library ---- */

static struct cost fill_library(const struct maker *m, const char *path, double *place_ms)
{
    struct ts_arena all = { 0 };
    int64_t *ids = TS_NEW_ARRAY(&all, m->n_articles, int64_t);
    int64_t *story_ids = TS_NEW_ARRAY(&all, m->n_stories, int64_t);
    int64_t *feed_ids = TS_NEW_ARRAY(&all, maker_n_feeds(m), int64_t);
    struct cost cost = { 0 };
    struct ts_db *db = NULL;
    struct ts_err err;

    must(ts_db_open(&db, path, TS_DB_WRITE, &err), &err);
    must(maker_subscribe(db, m, feed_ids, &err), &err);
    for (size_t feed = 0; feed < maker_n_feeds(m); feed++) {
        struct ts_arena a = { 0 };
        struct made_batch batch;
        maker_batch(&a, m, feed, &batch);
        double start = now_ms();
        must(maker_put(db, m, feed_ids[feed], &batch, ids, &err), &err);
        double put = now_ms();
        must(maker_place(db, &batch, ids, story_ids, &err), &err);
        double placed = now_ms();
        must(ts_search_index(db, 0, NULL, &err), &err);
        cost.rows_ms += put - start;
        *place_ms += placed - put;
        cost.words_ms += now_ms() - placed;
        ts_arena_done(&a);
    }
    ts_db_close(db);
    ts_arena_done(&all);
    return cost;
}

/* ---- reading ---- */

struct reading {
    struct ts_arena a;
    struct ts_db *db;
    struct ts_err err;
    size_t n_articles;
};

static void list(struct reading *r, struct ts_article_query q)
{
    struct ts_article_row *rows = NULL;
    size_t n = 0;

    must(ts_articles_list(&r->a, r->db, &q, &rows, &n, &r->err), &r->err);
}

static void list_stories(struct reading *r, struct ts_story_query q)
{
    struct ts_story_row *rows = NULL;
    size_t n = 0;

    must(ts_stories_list(&r->a, r->db, &q, &rows, &n, &r->err), &r->err);
}

static void front_page(struct reading *r)
{
    list_stories(r, (struct ts_story_query){ .limit = 50 });
}
static void front_page_unread(struct reading *r)
{
    list_stories(r, (struct ts_story_query){ .limit = 50, .unread_only = true });
}
static void front_page_covered(struct reading *r)
{
    list_stories(r, (struct ts_story_query){ .limit = 50, .order = TS_STORY_MOST_COVERED });
}
static void count_stories(struct reading *r)
{
    struct ts_story_query q = { 0 };
    size_t n = 0;

    must(ts_stories_count(r->db, &q, &n, &r->err), &r->err);
}
static void first_articles(struct reading *r)
{
    list(r, (struct ts_article_query){ .limit = 50 });
}
static void last_articles(struct reading *r)
{
    list(r, (struct ts_article_query){ .limit = 50, .offset = r->n_articles - 50 });
}
static void unread_articles(struct reading *r)
{
    list(r, (struct ts_article_query){ .limit = 50, .unread_only = true });
}
static void count_unread(struct reading *r)
{
    struct ts_article_query q = { .unread_only = true };
    size_t n = 0;

    must(ts_articles_count(r->db, &q, &n, &r->err), &r->err);
}
static void reports(struct reading *r)
{
    list(r, (struct ts_article_query){ .story_id = 7, .order = TS_OLDEST });
}
static void one_source(struct reading *r)
{
    list(r, (struct ts_article_query){ .source_id = 3 });
}
static void all_sources(struct reading *r)
{
    struct ts_source *sources = NULL;
    size_t n = 0;

    must(ts_sources_list(&r->a, r->db, NULL, &sources, &n, &r->err), &r->err);
}
static void one_article(struct reading *r)
{
    struct ts_stored stored;

    must(ts_article_get(&r->a, r->db, (int64_t)r->n_articles / 2, &stored, &r->err), &r->err);
}
static void search_for(struct reading *r, size_t rank, enum ts_article_order order)
{
    list(r, (struct ts_article_query){
                .search = maker_word(&r->a, rank), .limit = 50, .order = order });
}
static void search_rare(struct reading *r)
{
    search_for(r, 15000, TS_NEWEST);
}
static void search_common(struct reading *r)
{
    search_for(r, 3, TS_NEWEST);
}
static void search_ranked(struct reading *r)
{
    search_for(r, 200, TS_RANK);
}
static void count_common(struct reading *r)
{
    struct ts_article_query q = { .search = maker_word(&r->a, 3) };
    size_t n = 0;

    must(ts_articles_count(r->db, &q, &n, &r->err), &r->err);
}
static void mark_one(struct reading *r)
{
    must(ts_mark_article(r->db, (int64_t)r->n_articles / 3, true, &r->err), &r->err);
    must(ts_undo(&r->a, r->db, NULL, &r->err), &r->err);
}
static void mark_all(struct reading *r)
{
    struct ts_article_query q = { 0 };

    must(ts_mark_all(r->db, &q, true, NULL, &r->err), &r->err);
}
static void undo_all(struct reading *r)
{
    must(ts_undo(&r->a, r->db, NULL, &r->err), &r->err);
}

static const struct query {
    const char *name;
    enum ts_db_mode mode;
    void (*before)(struct reading *r); /* not counted */
    void (*run)(struct reading *r);
    void (*after)(struct reading *r); /* not counted */
} queries[] = {
    { "stories, newest 50", TS_DB_READ, NULL, front_page, NULL },
    { "stories, unread 50", TS_DB_READ, NULL, front_page_unread, NULL },
    { "stories, most covered 50", TS_DB_READ, NULL, front_page_covered, NULL },
    { "stories, count", TS_DB_READ, NULL, count_stories, NULL },
    { "articles, newest 50", TS_DB_READ, NULL, first_articles, NULL },
    { "articles, oldest 50 by offset", TS_DB_READ, NULL, last_articles, NULL },
    { "articles, unread 50", TS_DB_READ, NULL, unread_articles, NULL },
    { "articles, count unread", TS_DB_READ, NULL, count_unread, NULL },
    { "reports of a story", TS_DB_READ, NULL, reports, NULL },
    { "articles of a source", TS_DB_READ, NULL, one_source, NULL },
    { "sources with counts", TS_DB_READ, NULL, all_sources, NULL },
    { "one article with its text", TS_DB_READ, NULL, one_article, NULL },
    { "search a rare word, 50", TS_DB_READ, NULL, search_rare, NULL },
    { "search a common word, 50", TS_DB_READ, NULL, search_common, NULL },
    { "search by rank, 50", TS_DB_READ, NULL, search_ranked, NULL },
    { "search, count a common word", TS_DB_READ, NULL, count_common, NULL },
    { "mark one and undo", TS_DB_WRITE, NULL, mark_one, NULL },
    { "mark all read", TS_DB_WRITE, NULL, mark_all, undo_all },
    { "undo mark all", TS_DB_WRITE, mark_all, undo_all, NULL },
};

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

static void measure(const struct query *query, const char *path, size_t n_articles)
{
    double open_ms[ROUNDS], run_ms[ROUNDS];

    for (int i = 0; i < ROUNDS; i++) {
        struct reading r = { .n_articles = n_articles };
        double start = now_ms();
        must(ts_db_open(&r.db, path, query->mode, &r.err), &r.err);
        open_ms[i] = now_ms() - start;
        if (query->before)
            query->before(&r);
        start = now_ms();
        query->run(&r);
        run_ms[i] = now_ms() - start;
        if (query->after)
            query->after(&r);
        ts_db_close(r.db);
        ts_arena_done(&r.a);
    }
    qsort(open_ms, ROUNDS, sizeof *open_ms, by_size);
    qsort(run_ms, ROUNDS, sizeof *run_ms, by_size);
    printf("%-32s %9.2f ms   (open %.2f ms)\n", query->name, run_ms[ROUNDS / 2],
           open_ms[ROUNDS / 2]);
}

static void line(const char *name, double ms, size_t n, double beside_ms)
{
    printf("%-32s %9.0f ms   %8.0f a second", name, ms, (double)n / ms * 1e3);
    if (beside_ms > 0)
        printf("   %.2f times bare", ms / beside_ms);
    printf("\n");
}

static void bench(struct ts_arena *a, const struct maker *m, const char *dir)
{
    const char *bare = ts_path_join(a, dir, "bare.db");
    const char *path = ts_path_join(a, dir, "library.db");
    double place_ms = 0;

    struct cost floor = fill_bare(m, bare);
    struct cost cost = fill_library(m, path, &place_ms);
    printf("%zu articles in %zu stories\n", m->n_articles, m->n_stories);
    line("bare SQLite, rows", floor.rows_ms, m->n_articles, 0);
    line("bare SQLite, full text", floor.words_ms, m->n_articles, 0);
    line("library, items and texts", cost.rows_ms, m->n_articles, floor.rows_ms);
    line("library, full text", cost.words_ms, m->n_articles, floor.words_ms);
    line("library, stories", place_ms, m->n_articles, 0);
    printf("%-32s %9.1f MB\n%-32s %9.1f MB\n", "bare file", file_mb(bare), "library file",
           file_mb(path));
    for (size_t i = 0; i < TS_COUNT(queries); i++)
        measure(&queries[i], path, m->n_articles);
    unlink(bare);
    unlink(path);
}

int main(int argc, char **argv)
{
    struct ts_arena a = { 0 };
    struct maker m = { .n_articles = argc > 1 ? strtoul(argv[1], NULL, 10) : 10000, .now_at = NOW };
    const char *base = getenv("TMPDIR");
    ts_str dir = ts_arena_printf(&a, "%s/store-bench-XXXXXX", base ? base : "/tmp");

    m.n_stories = m.n_articles / 20 + 1;
    if (m.n_articles < 100 || (argc <= 2 && !mkdtemp((char *)dir.ptr))) {
        fprintf(stderr, "usage: store_bench [ARTICLES (at least 100) [DIR]]\n");
        return 2;
    }
    bench(&a, &m, argc > 2 ? argv[2] : dir.ptr);
    if (argc <= 2)
        rmdir(dir.ptr);
    ts_arena_done(&a);
    return 0;
}
