/* Blocks that the reader puts back, and takes out again. */
#include "store/fixture.h"

#include "tearsheet/store/blocks.h"
#include "tearsheet/store/search.h"
#include "tearsheet/store/undo.h"

static struct ts_span span = { 0, 3, TS_SPAN_LINK, { "https://tide.example/x", 22 } };

static int64_t put_article(struct library *l)
{
    struct ts_block blocks[] = {
        { .is_kept = true, .text = TS_STR("The ferry sails again.") },
        { .kind = TS_BLOCK_RELATED, .text = TS_STR("The walrus note"), .reason = TS_STR("a box") },
        { .kind = TS_BLOCK_ADVERT,
          .decided_by = TS_BY_RULE,
          .text = TS_STR("Buy a boat"),
          .reason = TS_STR("rule: strip .x") },
    };
    struct ts_article article = { .blocks = blocks, .n_blocks = TS_COUNT(blocks), .n_words = 4 };
    int64_t id = add_item(l, l->feed_id, "1", "https://tide.example/1", "Ferry", NOON);

    assert_ok(ts_article_put(l->db, id, &article, NULL, NULL, &l->err), &l->err);
    return id;
}

static size_t find(struct library *l, const char *word)
{
    size_t n_left = 1;

    while (n_left > 0)
        assert_ok(ts_search_index(l->db, 100, &n_left, &l->err), &l->err);
    return count_articles(l, (struct ts_article_query){ .search = ts_str_of(word) });
}

static void what_is_put_back_is_part_of_the_article(void **state)
{
    struct library *l = *state;
    int64_t id = put_article(l);
    struct ts_block as = {
        .kind = TS_BLOCK_NOTE, .text = TS_STR("The walrus note"), .spans = &span, .n_spans = 1
    };
    size_t n;

    assert_int_equal(find(l, "walrus"), 0);
    assert_ok(ts_block_put_back(l->db, id, &as, &l->err), &l->err);
    struct ts_stored stored = get_article(l, id);
    const struct ts_block *block = &stored.article.blocks[1];
    assert_true(block->is_kept);
    assert_int_equal(block->kind, TS_BLOCK_NOTE);
    assert_int_equal(block->decided_by, TS_BY_READER);
    assert_int_equal(block->n_spans, 1);
    assert_int_equal(stored.article.n_words, 7);
    assert_int_equal(find(l, "walrus"), 1);
    const ts_str *texts = ts_blocks_put_back(&l->a, &stored.article, &n);
    assert_int_equal(n, 1);
    assert_slice_equal(texts[0], "The walrus note");
}

static void undo_strips_it_again(void **state)
{
    struct library *l = *state;
    int64_t id = put_article(l);
    static const char *const texts[] = { "The walrus note", "Buy a boat" };
    ts_str what;

    for (int i = 0; i < 2; i++) {
        struct ts_block as = { .text = ts_str_of(texts[i]) };
        assert_ok(ts_block_put_back(l->db, id, &as, &l->err), &l->err);
    }
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    assert_slice_equal(what, "put \"Buy a boat\" back");
    struct ts_stored stored = get_article(l, id);
    assert_true(stored.article.blocks[1].is_kept);
    assert_false(stored.article.blocks[2].is_kept);
    assert_int_equal(stored.article.blocks[2].kind, TS_BLOCK_ADVERT);
    assert_int_equal(stored.article.blocks[2].decided_by, TS_BY_RULE);
    assert_slice_equal(stored.article.blocks[2].reason, "rule: strip .x");
    assert_ok(ts_undo(&l->a, l->db, &what, &l->err), &l->err);
    stored = get_article(l, id);
    assert_false(stored.article.blocks[1].is_kept);
    assert_int_equal(stored.article.blocks[1].kind, TS_BLOCK_RELATED);
    assert_int_equal(stored.article.blocks[1].decided_by, TS_BY_EXTRACTOR);
    assert_slice_equal(stored.article.blocks[1].reason, "a box");
    assert_int_equal(stored.article.n_words, 4);
    assert_int_equal(find(l, "walrus"), 0);
}

static void only_what_was_stripped_can_be_put_back(void **state)
{
    struct library *l = *state;
    int64_t id = put_article(l);
    struct ts_block kept = { .text = TS_STR("The ferry sails again.") };
    ts_str what;

    assert_int_equal(ts_block_put_back(l->db, id, &kept, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(ts_block_put_back(l->db, id + 1, &kept, &l->err), TS_ERR_NOTFOUND);
    assert_int_equal(ts_undo(&l->a, l->db, &what, &l->err), TS_ERR_NOTFOUND);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(what_is_put_back_is_part_of_the_article),
        TEST(undo_strips_it_again),
        TEST(only_what_was_stripped_can_be_put_back),
    };
    return cmocka_run_group_tests_name("blocks", tests, NULL, NULL);
}
