#include "support/support.h"

#include <string.h>

#include "tearsheet/tui/keymap.h"

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

/* Other names of keys, and what they are called here. */
static const struct {
    const char *name, *known_as;
} other_names[] = {
    { "^l", "^L" },         { "Ctrl-L", "^L" },    { "ctrl-l", "^L" },  { "Alt-Ctrl-l", "Alt-^L" },
    { "ENTER", "Enter" },   { "Return", "Enter" }, { "Escape", "Esc" }, { "PageUp", "PgUp" },
    { "PageDown", "PgDn" }, { "Ins", "Insert" },   { "Del", "Delete" },
};

static const char *const no_keys[] = { "",     " ",     "jj",     "F13",    "F0",
                                       "Alt-", "Ctrl-", "Ctrl-1", "Meta-x", "^@" };

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
    for (size_t i = 0; i < TS_COUNT(other_names); i++) {
        struct ts_key key;
        assert_true(ts_key_parse(ts_str_of(other_names[i].name), &key));
        assert_slice_equal(ts_key_name(&a, key), other_names[i].known_as);
    }
    for (size_t i = 0; i < TS_COUNT(no_keys); i++) {
        struct ts_key key;
        assert_false(ts_key_parse(ts_str_of(no_keys[i]), &key));
    }
    ts_arena_done(&a);
}

static enum ts_command command_of(const struct ts_keymap *map, uint32_t code)
{
    struct ts_key key = { code };
    bool is_open;
    const struct ts_bound *bound = ts_keymap_find(map, &key, 1, &is_open);

    return bound ? bound->command : TS_CMD_NONE;
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
    assert_int_equal(command_of(&map, 'j'), TS_CMD_UP);
    assert_slice_equal(ts_keymap_keys(&a, &map, TS_CMD_UP), "j k Up");
    assert_ok(ts_keymap_bind(&map, TS_STR("k"), TS_STR("none"), &err), &err);
    assert_int_equal(command_of(&map, 'k'), TS_CMD_NONE);
    ts_arena_done(&a);
}

static const struct {
    const char *keys;
    const char *commands;
    const char *problem;
} wrong_bindings[] = {
    { "x", "upp", "there is no command called \"upp\"" },
    { "x", "", "there is no command called \"\"" },
    { "x", "up ; ; down", "there is no command called \";\"" },
    { "x", "tag later ; frobnicate", "there is no command called \"frobnicate\"" },
    { "abcde", "up", "\"abcde\" is no key, and more than 4 keys" },
    { "a\x01", "up", "there is no key called \"a\x01\"" },
    { "", "up", "there is no key called \"\"" },
    { "x", "up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up ; up",
      "a key stands for at most 16 commands" },
};

static void test_wrong_bindings(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_keymap map;
    struct ts_err err;

    (void)state;
    ts_keymap_init(&map, &a);
    size_t n = map.n;
    for (size_t i = 0; i < TS_COUNT(wrong_bindings); i++) {
        assert_int_equal(ts_keymap_bind(&map, ts_str_of(wrong_bindings[i].keys),
                                        ts_str_of(wrong_bindings[i].commands), &err),
                         TS_ERR_ARG);
        assert_string_equal(err.msg, wrong_bindings[i].problem);
    }
    assert_int_equal(map.n, n);
    ts_arena_done(&a);
}

static const struct {
    const char *keys;
    const char *shown;
    size_t n;
} sequences[] = {
    { "gg", "gg", 2 },     { "<Space>x", "<Space>x", 2 },
    { "^X^S", "^X^S", 4 }, { "<^X><^S>", "<^X><^S>", 2 },
    { "<x", "<x", 2 },     { "é>", "é>", 2 },
    { "Up", "Up", 1 },     { "<Up><F1>", "<Up><F1>", 2 },
};

static void test_sequences(void **state)
{
    struct ts_arena a = { 0 };
    struct ts_keymap map = { .arena = &a };
    struct ts_err err;
    bool is_open;

    (void)state;
    for (size_t i = 0; i < TS_COUNT(sequences); i++) {
        assert_ok(ts_keymap_bind(&map, ts_str_of(sequences[i].keys), TS_STR("up"), &err), &err);
        assert_int_equal(map.n, i + 1);
        assert_int_equal(map.bound[i].n_keys, sequences[i].n);
        assert_slice_equal(ts_bound_keys(&a, &map.bound[i]), sequences[i].shown);
    }
    const struct ts_key typed[] = { { 'g' }, { 'g' }, { 'g' } };
    assert_null(ts_keymap_find(&map, typed, 1, &is_open));
    assert_true(is_open);
    assert_int_equal(ts_keymap_find(&map, typed, 2, &is_open)->command, TS_CMD_UP);
    assert_false(is_open);
    assert_null(ts_keymap_find(&map, typed, 3, &is_open));
    ts_arena_done(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults),       cmocka_unit_test(test_command_rows),
        cmocka_unit_test(test_keys),           cmocka_unit_test(test_binding),
        cmocka_unit_test(test_wrong_bindings), cmocka_unit_test(test_sequences),
    };
    return cmocka_run_group_tests_name("tui/command", tests, NULL, NULL);
}
