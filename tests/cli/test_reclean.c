/* reclean at the prompt: what would change, what changes, and what stays. */
#include "support/program.h"

#include "tearsheet/base/file.h"
#include "tearsheet/store/blocks.h"
#include "tearsheet/store/pages.h"
#include "tearsheet/store/sources.h"

#define FIRST                                                                                      \
    "The ferry to the outer islands sails again from Monday morning, after eleven weeks in which " \
    "the mail went by rowing boat and the school by radio."
#define BOX "The harbour office has painted its door, which nobody had asked it to do, in blue."
#define LAST                                                                                       \
    "On the first crossing there will be no fare, the office said, and a band, if the weather is " \
    "what the forecast says that it is, and it has been wrong before."

static const char page[] =
    "<html><head><title>The ferry is back</title></head><body><article><h1>The ferry is back</h1>"
    "<p>" FIRST "</p><p class=door>" BOX "</p><p>" LAST "</p></article>"
    "<footer><p class=imprint>Tide Post, Quay Road 2</p></footer></body></html>";

struct library {
    struct ts_arena a;
    const char *dir;
    struct ts_db *db;
    int64_t id;
};

/* A library with an article of which a line is missing. */
static void open_library(struct library *l)
{
    struct ts_source feed = { .url = TS_STR("https://tide.example/feed") };
    struct ts_item item = { .id = TS_STR("1"),
                            .link = TS_STR("https://tide.example/1"),
                            .title = TS_STR("The ferry is back") };
    struct ts_block blocks[] = { { .is_kept = true, .text = TS_STR(FIRST) },
                                 { .text = TS_STR("Tide Post, Quay Road 2") } };
    struct ts_article article = { .blocks = blocks, .n_blocks = 2 };
    struct ts_page stored = { .bytes = TS_STR(page), .url = item.link, .fetched_at = 1000 };
    struct ts_item_put put;
    struct ts_err err;

    *l = (struct library){ 0 };
    l->dir = temp_dir(&l->a);
    const char *path = ts_path_join(&l->a, l->dir, "library.db");
    assert_ok(ts_db_open(&l->db, path, TS_DB_WRITE, &err), &err);
    assert_ok(ts_sources_sync(l->db, &feed, 1, NULL, &err), &err);
    assert_ok(ts_source_get_url(&l->a, l->db, feed.url, &feed, &err), &err);
    assert_ok(ts_articles_put_items(l->db, feed.id, &item, 1, 1000, &put, &err), &err);
    l->id = put.article_id;
    assert_ok(ts_article_put(l->db, l->id, &article, &stored, NULL, &err), &err);
}

static void close_library(struct library *l)
{
    ts_db_close(l->db);
    temp_dir_done(l->dir);
    ts_arena_done(&l->a);
}

static ts_str text_of(struct library *l)
{
    struct ts_stored stored;
    struct ts_err err;

    assert_ok(ts_article_get(&l->a, l->db, l->id, &stored, &err), &err);
    return ts_article_text(&l->a, &stored.article);
}

static void a_page_is_cleaned_again(void **state)
{
    struct library l;

    (void)state;
    open_library(&l);
    struct run run = run_program(&l.a, l.dir, TS_STR(""), "reclean", "--all", "--diff", NULL);
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.out, "1  The ferry is back (+2 -0)\n+ " BOX "\n+ " LAST
                                "\n1 of 1 articles would change\n");
    assert_slice_equal(text_of(&l), FIRST);

    run = run_program(&l.a, l.dir, TS_STR(""), "reclean", "1", NULL);
    assert_slice_equal(run.out, "1  The ferry is back (+2 -0)\n1 of 1 articles changed\n");
    assert_slice_equal(text_of(&l), FIRST "\n\n" BOX "\n\n" LAST);
    run = run_program(&l.a, l.dir, TS_STR(""), "ls", "--json", "--search", "painted", NULL);
    assert_true(ts_str_has(run.out, "The ferry is back"));

    run = run_program(&l.a, l.dir, TS_STR(""), "reclean", "--all", NULL);
    assert_slice_equal(run.out, "0 of 1 articles changed\n");
    run = run_program(&l.a, l.dir, TS_STR(""), "reclean", "--since", "1d", NULL);
    assert_slice_equal(run.out, "0 of 0 articles changed\n");
    assert_int_equal(run.status, 0);
    close_library(&l);
}

static void rules_count_and_what_was_put_back_stays(void **state)
{
    struct ts_block back = { .text = TS_STR("Tide Post, Quay Road 2") };
    struct library l;
    struct ts_err err;

    (void)state;
    open_library(&l);
    const char *config = ts_path_join(&l.a, l.dir, "config");
    assert_ok(ts_block_put_back(l.db, l.id, &back, &err), &err);
    assert_ok(ts_file_write(config, TS_STR("site tide.example strip .door\n"), &err), &err);
    struct run run = run_program(&l.a, l.dir, TS_STR(""), "reclean", "--quiet", "--all", NULL);
    assert_int_equal(run.status, 0);
    assert_slice_equal(run.out, "");
    assert_slice_equal(text_of(&l), FIRST "\n\n" LAST "\n\nTide Post, Quay Road 2");
    close_library(&l);
}

static void an_article_in_two_pages_stays_whole(void **state)
{
    struct ts_page next = { .url = TS_STR("https://tide.example/1/2"), .fetched_at = 1000 };
    struct library l;
    struct ts_err err;

    (void)state;
    open_library(&l);
    next.bytes = ts_arena_printf(&l.a, "<title>The ferry is back</title><article><p>And then the "
                                       "band came, all five of them, in the rain, and played until "
                                       "the last rope was ashore and the gangway down.</p>"
                                       "</article>");
    assert_ok(ts_pages_put_next(l.db, l.id, &next, 1, &err), &err);
    run_program(&l.a, l.dir, TS_STR(""), "reclean", "1", NULL);
    assert_true(ts_str_has(text_of(&l), "And then the band came"));
    assert_true(ts_str_has(text_of(&l), "painted its door"));
    close_library(&l);
}

static void mistakes_are_told(void **state)
{
    static const struct {
        const char *words[2];
        int status;
        const char *err;
    } cases[] = {
        { { NULL }, 2, "reclean wants ID..., or --all, or --since TIME" },
        { { "--all", "1" }, 2, "reclean wants ID..., or --all, or --since TIME" },
        { { "--all", "--since=3d" }, 2, "reclean wants ID..., or --all, or --since TIME" },
        { { "--since", "soon" }, 2, "--since takes 30m, 6h or 2d, not \"soon\"" },
        { { "x" }, 2, "reclean takes a number, not \"x\"" },
        { { "7" }, 3, "article 7: there is no article 7" },
    };
    struct library l;

    (void)state;
    open_library(&l);
    for (size_t i = 0; i < TS_COUNT(cases); i++) {
        struct run run = run_program(&l.a, l.dir, TS_STR(""), "reclean", cases[i].words[0],
                                     cases[i].words[1], NULL);
        assert_int_equal(run.status, cases[i].status);
        assert_true(ts_str_has(run.err, cases[i].err));
        assert_slice_equal(run.out, ""); /* no sum of nothing */
    }
    close_library(&l);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_page_is_cleaned_again),
        cmocka_unit_test(rules_count_and_what_was_put_back_stays),
        cmocka_unit_test(an_article_in_two_pages_stays_whole),
        cmocka_unit_test(mistakes_are_told),
    };
    return cmocka_run_group_tests_name("reclean", tests, NULL, NULL);
}
