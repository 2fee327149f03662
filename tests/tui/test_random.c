/* Random keys, sizes and events, the same in every run: nothing crashes, hangs, or draws a broken
 * cell.  TS_RANDOM_STEPS and TS_RANDOM_SEED change how many and which. */
#include "rig.h"

#include "tearsheet/base/utf8.h"

#include <stdlib.h>

#include "tearsheet/tui/keymap.h"

enum { STEPS = 10000 };

static uint64_t next_random(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return *state;
}

static uint32_t any_key(uint64_t *seed)
{
    static const uint32_t others[] = { 0xE9, 0x6A4B, 0x1F469, 0x301, 0x202E, 0x200D, 0x1B, 0x7F };
    uint64_t n = next_random(seed);
    const char *name, *command;
    struct ts_key key;

    if (n % 100 < 70) {
        size_t n_bindings = 0;
        while (ts_default_binding(n_bindings, &name, &command))
            n_bindings++;
        ts_default_binding((n >> 8) % n_bindings, &name, &command);
        assert_true(ts_key_parse(ts_str_of(name), &key));
        return key.code;
    }
    if (n % 100 < 88)
        return ' ' + (uint32_t)((n >> 8) % 95);
    if (n % 100 < 94)
        return others[(n >> 8) % TS_COUNT(others)];
    return TS_KEY_FIRST + (uint32_t)((n >> 8) % 30);
}

static struct ts_key any_place(uint32_t code, uint64_t *seed)
{
    uint64_t n = next_random(seed);
    return (struct ts_key){ code, (int)(n % 70) - 2, (int)((n >> 16) % 250) - 2 };
}

/* Every cell is a character with its marks, or the right half of the wide one before it. */
static void check_surface(const struct ts_surface *s)
{
    for (int row = 0; row < s->rows; row++) {
        for (int col = 0; col < s->cols; col++) {
            const struct ts_cell *cell = &s->cells[(ptrdiff_t)row * s->stride + col];
            ts_str text = { cell->text, cell->len };
            if (cell->len == 0) {
                assert_true(col > 0 && cell[-1].cols == 2);
                continue;
            }
            assert_true(cell->cols == 1 || (cell->cols == 2 && col + 1 < s->cols));
            assert_true(cell->cols == 1 || cell[1].len == 0);
            assert_int_equal(ts_utf8_cols(text), cell->cols);
            assert_true((unsigned char)cell->text[0] >= ' ' && cell->text[0] != 0x7F);
            assert_true(ts_utf8_is_valid(text));
        }
    }
    if (s->cursor->is_set) {
        assert_in_range(s->cursor->row, 0, s->rows - 1);
        assert_in_range(s->cursor->col, 0, s->cols - 1);
    }
}

static void random_size(struct rig *r, uint64_t *seed)
{
    static const int special[][2] = { { 1, 1 },   { 2, 3 },    { 3, 10 },  { 5, 20 },
                                      { 24, 80 }, { 24, 110 }, { 50, 200 } };
    uint64_t n = next_random(seed);

    if (n % 2) {
        const int *size = special[(n >> 8) % TS_COUNT(special)];
        ts_ui_resize(r->ui, size[0], size[1]);
    } else {
        ts_ui_resize(r->ui, (int)((n >> 8) % 60), (int)((n >> 20) % 240));
    }
}

static void random_event(struct rig *r, uint64_t *seed)
{
    uint64_t n = next_random(seed);
    struct ts_event event = { .kind = (enum ts_event_kind)(n % (TS_EVENT_FAILED + 1)),
                              .text = TS_STR("said \xe2\x80\xae\x1b[m 橋"),
                              .progress = { .is_running = n & 256,
                                            .n_sources = (n >> 10) % 9,
                                            .n_sources_done = (n >> 16) % 9 } };
    ts_ui_event(r->ui, &event);
}

static uint64_t setting(const char *name, uint64_t otherwise)
{
    const char *value = getenv(name);
    return value ? strtoull(value, NULL, 10) : otherwise;
}

static void test_random(void **state)
{
    uint64_t seed = setting("TS_RANDOM_SEED", 88172645463325252u);
    uint64_t steps = setting("TS_RANDOM_STEPS", STEPS);
    struct rig r;

    rig_init_copy(&r, state);
    rig_open(&r, 24, 80);
    for (uint64_t i = 0; i < steps; i++) {
        uint64_t n = next_random(&seed) % 100;
        if (n < 3)
            random_size(&r, &seed);
        else if (n < 5)
            random_event(&r, &seed);
        else
            ts_ui_key(r.ui, any_place(any_key(&seed), &seed));
        ts_ui_errand(r.ui);
        if (n % 4 == 0)
            check_surface(ts_ui_draw(r.ui));
    }
    rig_done(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random),
    };
    return cmocka_run_group_tests_name("tui/random", tests, rig_setup, rig_teardown);
}
