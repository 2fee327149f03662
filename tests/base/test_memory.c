/* Arenas, buffers and maps. */
#include "support/sanitizer.h"
#include "support/support.h"

#include <malloc.h>
#include <string.h>
#include <sys/resource.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/map.h"
#include "tearsheet/base/regrow.h"

static void arena_memory_is_zeroed_and_aligned(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t size = 0; size < 3000; size += 7) {
        unsigned char *p = ts_arena_alloc(&a, size);
        assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
        for (size_t i = 0; i < size; i++)
            assert_int_equal(p[i], 0);
        memset(p, 0xAA, size);
    }
    char *large = ts_arena_alloc(&a, 5 << 20);
    assert_int_equal(large[(5 << 20) - 1], 0);
    ts_arena_done(&a);
    assert_int_equal(a.used, 0);
}

static void reset_keeps_memory_and_forgets(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (int round = 0; round < 3; round++) {
        for (int i = 0; i < 1000; i++)
            memset(ts_arena_alloc_raw(&a, 100), 0xAA, 100);
        unsigned char *p = ts_arena_alloc(&a, 64);
        assert_int_equal(p[63], 0);
        ts_arena_reset(&a);
        assert_int_equal(a.used, 0);
    }
    ts_arena_done(&a);
}

/* Texts come from the other end of a chunk: neither takes what the other has. */
static void texts_and_aligned_memory_share_chunks(void **state)
{
    struct ts_arena a = { 0 };
    char *blocks[400];
    const char *texts[400];
    size_t n_bytes = 0;

    (void)state;
    for (size_t i = 0; i < 400; i++) {
        ts_str word = ts_str_sub(TS_STR("a newspaper of eighty-odd bytes"), 0, i % 32);
        texts[i] = ts_arena_str(&a, word).ptr;
        blocks[i] = memset(ts_arena_alloc_raw(&a, i), 0xAA, i);
        assert_int_equal((uintptr_t)blocks[i] % _Alignof(max_align_t), 0);
        n_bytes += word.len + 1 + (i + 15) / 16 * 16;
    }
    for (size_t i = 0; i < 400; i++) {
        assert_int_equal(strlen(texts[i]), i % 32 < 31 ? i % 32 : 31);
        for (size_t k = 0; k < i; k++)
            assert_int_equal((unsigned char)blocks[i][k], 0xAA);
    }
    assert_int_equal(a.used, n_bytes); /* a text of five bytes takes six */
    ts_arena_done(&a);
}

static void pushed_elements_keep_their_values(void **state)
{
    struct ts_arena a = { 0 };
    int *numbers = NULL;
    size_t n = 0, cap = 0;

    (void)state;
    for (int i = 0; i < 1000; i++)
        *TS_PUSH(&a, numbers, n, cap) = i;
    assert_int_equal(n, 1000);
    for (int i = 0; i < 1000; i++)
        assert_int_equal(numbers[i], i);
    ts_arena_done(&a);
}

static void arrays_give_their_old_places_back(void **state)
{
    struct ts_arena a = { 0 }, whole = { 0 };
    int *alone = NULL, *kept = NULL;
    size_t n_alone = 0, alone_cap = 0, n_kept = 0, kept_cap = 0;

    (void)state;
    for (int i = 0; i < 100000; i++) {
        *TS_REPUSH(&a, alone, n_alone, alone_cap) = i;
        *TS_PUSH(&whole, kept, n_kept, kept_cap) = i;
    }
    for (int i = 0; i < 100000; i++)
        assert_int_equal(alone[i], i);
    assert_true(a.used < alone_cap * sizeof *alone + 8192);
    assert_true(whole.used > kept_cap * sizeof *kept * 3 / 2);
    ts_arena_done(&a);
    ts_arena_done(&whole);
}

/* Room for what may come costs nothing until it does. */
static void unused_room_takes_no_memory(void **state)
{
    enum { SIZE = 64 << 20 };
    struct ts_arena a = { 0 };
    struct rusage before, after;

    (void)state;
    if (HAS_SANITIZER)
        skip();
    (void)mallopt(M_PERTURB, 0); /* meson has what is allocated filled */
    assert_int_equal(getrusage(RUSAGE_SELF, &before), 0);
    char *room = ts_arena_alloc_apart(&a, SIZE, 1);
    room[0] = 1;
    assert_int_equal(room[SIZE - 1], 0);
    assert_int_equal(getrusage(RUSAGE_SELF, &after), 0);
    assert_true((after.ru_maxrss - before.ru_maxrss) * 1024 < SIZE / 2);
    ts_arena_done(&a);
}

static void what_shares_a_chunk_stays(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    void *small = ts_arena_alloc(&a, 16);
    ts_arena_alloc(&a, 16);
    const size_t used = a.used;
    ts_arena_give_back(&a, small, 16);
    ts_arena_give_back(&a, NULL, 0);
    assert_int_equal(a.used, used);
    void *large = ts_arena_alloc(&a, 1 << 20);
    ts_arena_give_back(&a, large, 1 << 20);
    assert_int_equal(a.used, used);
    ts_arena_done(&a);
}

static void copies_end_with_nul(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    assert_string_equal(ts_arena_str(&a, ts_str_sub(TS_STR("newspaper"), 0, 4)).ptr, "news");
    assert_string_equal(ts_arena_str(&a, (ts_str){ 0 }).ptr, "");
    assert_slice_equal(ts_arena_printf(&a, "%d of %s", 3, "nine"), "3 of nine");
    assert_slice_equal(ts_arena_concat(&a, TS_STR("tear"), TS_STR("sheet")), "tearsheet");
    ts_arena_done(&a);
}

static void buffer_has_the_room_that_was_asked_for(void **state)
{
    struct ts_buf b = { .ceiling = 100 };

    (void)state;
    ts_buf_puts(&b, "12");
    ts_buf_reserve(&b, 50);
    const char *before = b.ptr;
    ts_buf_fill(&b, '.', 50);
    assert_ptr_equal(b.ptr, before);
    ts_buf_reserve(&b, SIZE_MAX);
    assert_in_range(b.cap, 101, 128);
    assert_false(b.is_full);
    assert_int_equal(b.len, 52);
    ts_buf_done(&b);
}

static void buffer_grows_up_to_its_ceiling(void **state)
{
    struct ts_buf b = { .ceiling = 10 };
    struct ts_buf free_of_limits = { 0 };

    (void)state;
    ts_buf_puts(&b, "12345678");
    assert_false(b.is_full);
    ts_buf_puts(&b, "90ab");
    assert_true(b.is_full);
    assert_slice_equal(ts_buf_str(&b), "1234567890");
    ts_buf_clear(&b);
    ts_buf_printf(&b, "%s", "again");
    assert_slice_equal(ts_buf_str(&b), "again");
    ts_buf_done(&b);

    for (int i = 0; i < 5000; i++)
        ts_buf_putc(&free_of_limits, 'x');
    ts_buf_fill(&free_of_limits, '-', 5000);
    assert_int_equal(free_of_limits.len, 10000);
    assert_int_equal(free_of_limits.ptr[10000], 0);
    ts_buf_done(&free_of_limits);
}

static void map_finds_what_was_put(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_map numbers = { .arena = &a }, words = { .arena = &a };

    (void)state;
    assert_null(ts_map_find(&numbers, 1));
    for (uint64_t key = 0; key < 2000; key++)
        *ts_map_put(&numbers, key * 7919) = (int64_t)key;
    for (uint64_t key = 0; key < 2000; key++)
        assert_int_equal(*ts_map_find(&numbers, key * 7919), key);
    assert_null(ts_map_find(&numbers, 3));

    *ts_map_put_str(&words, TS_STR("ferry")) += 1;
    *ts_map_put_str(&words, TS_STR("ferry")) += 1;
    *ts_map_put_str(&words, TS_STR("")) += 5;
    assert_int_equal(*ts_map_find_str(&words, TS_STR("ferry")), 2);
    assert_int_equal(*ts_map_find_str(&words, TS_STR("")), 5);
    assert_null(ts_map_find_str(&words, TS_STR("flood")));
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(arena_memory_is_zeroed_and_aligned),
        cmocka_unit_test(reset_keeps_memory_and_forgets),
        cmocka_unit_test(texts_and_aligned_memory_share_chunks),
        cmocka_unit_test(pushed_elements_keep_their_values),
        cmocka_unit_test(arrays_give_their_old_places_back),
        cmocka_unit_test(unused_room_takes_no_memory),
        cmocka_unit_test(what_shares_a_chunk_stays),
        cmocka_unit_test(copies_end_with_nul),
        cmocka_unit_test(buffer_has_the_room_that_was_asked_for),
        cmocka_unit_test(buffer_grows_up_to_its_ceiling),
        cmocka_unit_test(map_finds_what_was_put),
    };
    return cmocka_run_group_tests_name("memory", tests, NULL, NULL);
}
