#include "fixture.h"

#include "tearsheet/store/memory.h"

static void put_three(struct library *l, int64_t ids[3])
{
    static const char *const titles[] = { "A", "B", "C" };

    for (size_t i = 0; i < 3; i++)
        ids[i] = add_article(l, "tide.example", titles[i], "Text.", NOON);
}

static void blocks_are_counted_once_a_page(void **state)
{
    struct library *l = *state;
    const uint64_t hashes[] = { 11, 0, UINT64_MAX };
    uint32_t counts[3];
    size_t n_pages;
    int64_t articles[3];

    put_three(l, articles);
    for (int i = 0; i < 2; i++)
        for (int times = 0; times < 2; times++)
            assert_ok(
                ts_memory_learn(l->db, TS_STR("tide.example"), articles[i], hashes, 3, &l->err),
                &l->err);
    assert_ok(ts_memory_learn(l->db, TS_STR("hill.example"), articles[2], hashes, 1, &l->err),
              &l->err);
    assert_ok(ts_memory_counts(l->db, TS_STR("tide.example"), hashes, 3, counts, &n_pages, &l->err),
              &l->err);
    assert_int_equal(n_pages, 2);
    assert_int_equal(counts[0], 2);
    assert_int_equal(counts[1], 0);
    assert_int_equal(counts[2], 2);
    assert_ok(ts_memory_counts(l->db, TS_STR("none.example"), hashes, 3, counts, &n_pages, &l->err),
              &l->err);
    assert_int_equal(n_pages, 0);
    assert_int_equal(counts[0], 0);
}

static void marked_articles_are_looked_at_once(void **state)
{
    struct library *l = *state;
    const uint64_t hash = 5;
    int64_t *ids;
    size_t n;
    int64_t articles[3];

    put_three(l, articles);
    for (int i = 0; i < 3; i++)
        assert_ok(ts_memory_learn(l->db, i < 2 ? TS_STR("tide.example") : TS_STR("hill.example"),
                                  articles[i], &hash, 1, &l->err),
                  &l->err);
    assert_ok(ts_memory_marked(&l->a, l->db, 10, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 0);
    assert_ok(ts_memory_mark(l->db, TS_STR("tide.example"), &l->err), &l->err);
    assert_ok(ts_memory_marked(&l->a, l->db, 10, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 2);
    assert_ok(ts_memory_unmark(l->db, ids[0], &l->err), &l->err);
    assert_ok(ts_memory_marked(&l->a, l->db, 10, &ids, &n, &l->err), &l->err);
    assert_int_equal(n, 1);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, library_setup, library_teardown)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(blocks_are_counted_once_a_page),
        TEST(marked_articles_are_looked_at_once),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
