/* replay.c - gives a fuzz target each seed of a folder, all its prefixes (of long ones, some), and
 * copies of it with bytes changed, parts left out and parts repeated.  The changes come from a
 * fixed row of numbers, so that a failure comes again. */
#include "support/support.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "fuzz.h"
#include "tearsheet/base/file.h"

#define MAX_SEED ((size_t)1 << 20)
#define N_PREFIXES 300
#define N_CHANGED 300

static const char *folder;

static uint32_t next_number(uint32_t *x)
{
    *x ^= *x << 13;
    *x ^= *x >> 17;
    *x ^= *x << 5;
    return *x;
}

/* From memory of just that size, so that a sanitizer sees reads behind it. */
static void give(const char *bytes, size_t len)
{
    uint8_t *exact = malloc(len ? len : 1);
    assert_non_null(exact);
    memcpy(exact, bytes, len);
    assert_int_equal(LLVMFuzzerTestOneInput(exact, len), 0);
    free(exact);
}

static void give_changed(ts_str seed, uint32_t *x)
{
    char *copy = malloc(seed.len * 2 + 1);
    size_t at = next_number(x) % seed.len, n = next_number(x) % (seed.len - at) / 4 + 1;

    assert_non_null(copy);
    memcpy(copy, seed.ptr, seed.len);
    switch (next_number(x) % 3) {
    case 0:
        copy[at] = (char)next_number(x);
        give(copy, seed.len);
        break;
    case 1:
        memmove(copy + at, copy + at + n, seed.len - at - n);
        give(copy, seed.len - n);
        break;
    default:
        memmove(copy + at + n, copy + at, seed.len - at);
        give(copy, seed.len + n);
    }
    free(copy);
}

static void replay(ts_str seed, uint32_t *x)
{
    size_t step = seed.len / N_PREFIXES + 1;

    for (size_t n = 0; n < seed.len; n += step)
        give(seed.ptr, n);
    give(seed.ptr, seed.len);
    for (int i = 0; i < N_CHANGED && seed.len; i++)
        give_changed(seed, x);
}

static void test_seeds(void **state)
{
    struct ts_arena a = { 0 };
    DIR *dir = opendir(folder);
    int n = 0;

    (void)state;
    assert_non_null(dir);
    for (struct dirent *d; (d = readdir(dir));) {
        struct ts_err err;
        ts_str seed;
        if (d->d_name[0] == '.')
            continue;
        assert_ok(ts_file_read(&a, ts_path_join(&a, folder, d->d_name), MAX_SEED, &seed, &err),
                  &err);
        /* The order of a folder is nobody's promise, so each seed has its own row of numbers. */
        uint32_t x = (uint32_t)ts_str_hash(ts_str_of(d->d_name)) | 1;
        replay(seed, &x);
        n++;
    }
    closedir(dir);
    ts_arena_done(&a);
    assert_true(n > 0);
}

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = { cmocka_unit_test(test_seeds) };

    if (argc != 2) {
        fprintf(stderr, "usage: %s FOLDER\n", argv[0]);
        return 2;
    }
    folder = argv[1];
    return cmocka_run_group_tests(tests, NULL, NULL);
}
