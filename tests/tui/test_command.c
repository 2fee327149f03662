#include "support/support.h"

#include <string.h>

#include "tearsheet/tui/command.h"

/* Every default binding names a key and a command that exist, and no key is bound twice. */
static void test_defaults(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_keymap map;
    const char *key, *command;
    size_t n = 0;

    (void)state;
    for (; ts_default_binding(n, &key, &command); n++) {
        struct ts_key k;
        assert_true(ts_key_parse(ts_str_of(key), &k));
        assert_slice_equal(ts_key_name(&a, k), key);
        assert_int_not_equal(ts_command_of(ts_str_of(command)), TS_CMD_NONE);
    }
    ts_keymap_init(&map, &a);
    assert_int_equal(map.n, n);
    ts_arena_done(&a);
}

static void test_command_rows(void **state)
{
    (void)state;
    for (int i = TS_CMD_NONE + 1; i < TS_CMD_COUNT; i++) {
        const struct ts_command_row *row = ts_command_row((enum ts_command)i);
        assert_non_null(row->name);
        assert_true(strlen(row->help) > 0);
        assert_int_equal(ts_command_of(ts_str_of(row->name)), i);
    }
    for (int i = 0; i < TS_GROUP_COUNT; i++)
        assert_true(strlen(ts_command_group_name((enum ts_command_group)i)) > 0);
}

static const struct {
    const char *name;
    uint32_t code;
} keys[] = {
    { "j", 'j' },
    { "^L", 12 },
    { "Space", ' ' },
    { "F12", TS_KEY_F12 },
    { "Alt-x", TS_KEY_ALT | 'x' },
    { "é", 0xE9 },
    { "^", '^' },
    { "Alt-PgUp", TS_KEY_ALT | TS_KEY_PGUP },
    { "F", 'F' },
};

static const char *const no_keys[] = { "", " ", "jj", "F13", "F0", "^l", "Alt-", "Meta-x", "^@" };

static void test_keys(void **state)
{
    struct ts_arena a = { 0 };

    (void)state;
    for (size_t i = 0; i < TS_COUNT(keys); i++) {
        struct ts_key key;
        assert_true(ts_key_parse(ts_str_of(keys[i].name), &key));
        assert_int_equal(key.code, keys[i].code);
        assert_slice_equal(ts_key_name(&a, key), keys[i].name);
    }
    for (size_t i = 0; i < TS_COUNT(no_keys); i++) {
        struct ts_key key;
        assert_false(ts_key_parse(ts_str_of(no_keys[i]), &key));
    }
    ts_arena_done(&a);
}

static void test_binding(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_keymap map;
    struct ts_err err;

    (void)state;
    ts_keymap_init(&map, &a);
    size_t n = map.n;
    assert_ok(ts_keymap_bind(&map, TS_STR("j"), TS_STR("up"), &err), &err);
    assert_int_equal(map.n, n);
    assert_int_equal(ts_keymap_find(&map, (struct ts_key){ 'j' }), TS_CMD_UP);
    assert_slice_equal(ts_keymap_keys(&a, &map, TS_CMD_UP), "j k Up");
    assert_ok(ts_keymap_bind(&map, TS_STR("k"), TS_STR("none"), &err), &err);
    assert_int_equal(ts_keymap_find(&map, (struct ts_key){ 'k' }), TS_CMD_NONE);
    assert_int_equal(ts_keymap_bind(&map, TS_STR("jj"), TS_STR("up"), &err), TS_ERR_ARG);
    assert_string_equal(err.msg, "there is no key called \"jj\"");
    assert_int_equal(ts_keymap_bind(&map, TS_STR("x"), TS_STR("upp"), &err), TS_ERR_ARG);
    assert_string_equal(err.msg, "there is no command called \"upp\"");
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),
        cmocka_unit_test(test_command_rows),
        cmocka_unit_test(test_keys),
        cmocka_unit_test(test_binding),
    };
    return cmocka_run_group_tests_name("tui/command", tests, NULL, NULL);
}
