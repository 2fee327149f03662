/* The parser's memory: pieces that do not overlap, chunks that go with their last piece, a budget.
 */
#include "support/support.h"

#include <string.h>

#include "../../src/extract/pool_priv.h"
#include "tearsheet/base/date.h"
#include "tearsheet/extract/extract.h"

enum { N = 60000, LARGEST = 3000 };

struct piece {
    unsigned char *place;
    size_t size;
};

/* Mostly small, some of every size; `k` so that a second round differs. */
static size_t size_of(size_t i, size_t k)
{
    size_t mixed = (i * 2654435761u + k * 97) % 1009;

    return mixed < 900 ? mixed % 140 : (mixed * 31 + i) % LARGEST;
}

static void fill(struct pool *pool, struct piece *p, size_t size, size_t i)
{
    p->size = size;
    p->place = pool_alloc(pool, size);
    assert_int_equal((uintptr_t)p->place % 8, 0);
    memset(p->place, (int)(i % 251), size);
}

static void check(const struct piece *p, size_t i)
{
    for (size_t k = 0; k < p->size; k++)
        if (p->place[k] != i % 251)
            fail_msg("piece %zu of %zu bytes was written to", i, p->size);
}

static void open_pool(struct pool *pool)
{
    *pool = (struct pool){ .deadline_ms = ts_worked_ms() + 60000 };
}

static void fill_all(struct pool *pool, struct piece *pieces)
{
    for (size_t i = 0; i < N; i++)
        fill(pool, &pieces[i], size_of(i, 0), i);
}

static void pieces_do_not_overlap(void **state)
{
    static struct piece pieces[N];
    struct pool pool;

    (void)state;
    open_pool(&pool);
    fill_all(&pool, pieces);
    size_t held = pool.held;
    for (size_t i = 0; i < N; i += 3) {
        check(&pieces[i], i);
        pool_free(&pool, pieces[i].place);
    }
    for (size_t i = 0; i < N; i += 3)
        fill(&pool, &pieces[i], size_of(i, 1), i);
    assert_true(pool.held < held + held / 10); /* what was given back is used again */
    for (size_t i = 0; i < N; i++)
        check(&pieces[i], i);
    pool_done(&pool);
}

static void chunks_go_with_their_last_piece(void **state)
{
    static struct piece pieces[N];
    struct pool pool;

    (void)state;
    open_pool(&pool);
    fill_all(&pool, pieces);
    for (size_t i = 1; i < N; i += 2)
        pool_free(&pool, pieces[i].place);
    pool_free(&pool, NULL);
    pool_close(&pool);
    size_t held = pool.held;
    for (size_t i = 0; i < N / 2; i += 2) {
        check(&pieces[i], i);
        pool_free(&pool, pieces[i].place);
    }
    assert_true(pool.held < held * 6 / 10);
    for (size_t i = N / 2; i < N; i += 2) {
        check(&pieces[i], i);
        pool_free(&pool, pieces[i].place);
    }
    assert_int_equal(pool.held, 0);
    pool_done(&pool);
}

/* In a function of its own: what changes between setjmp() and the jump has to outlive it. */
static bool takes(struct pool *pool, size_t n, size_t size)
{
    if (setjmp(pool->spent) != 0)
        return false;
    for (size_t i = 0; i < n; i++)
        pool_alloc(pool, size);
    return true;
}

static void budgets_end_it(void **state)
{
    struct pool pool;

    (void)state;
    open_pool(&pool);
    assert_true(takes(&pool, 1, TS_EXTRACT_MAX_PARSE_BYTES / 2));
    assert_false(takes(&pool, 1, TS_EXTRACT_MAX_PARSE_BYTES / 2));
    assert_false(pool.is_late);
    pool_done(&pool);
    pool = (struct pool){ .deadline_ms = ts_worked_ms() - 1 };
    assert_false(takes(&pool, 5000, 8));
    assert_true(pool.is_late);
    pool_done(&pool);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_do_not_overlap),
        cmocka_unit_test(chunks_go_with_their_last_piece),
        cmocka_unit_test(budgets_end_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
