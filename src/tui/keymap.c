/* keymap.c - sequences of keys, and what they stand for. */
#include "tearsheet/tui/keymap.h"

#include "tearsheet/base/utf8.h"

static const struct {
    const char *key;
    const char *command;
} defaults[] = {
    { "j", "down" },        { "Down", "down" },        { "k", "up" },
    { "Up", "up" },         { "PgDn", "page-down" },   { "^F", "page-down" },
    { "PgUp", "page-up" },  { "^B", "page-up" },       { "g", "first" },
    { "Home", "first" },    { "G", "last" },           { "End", "last" },
    { "Enter", "open" },    { "l", "open" },           { "h", "back" },
    { "q", "close" },       { "Esc", "cancel" },       { "Backspace", "back" },
    { "Space", "next" },    { "n", "next-unread" },    { "N", "previous-unread" },
    { "]", "next-story" },  { "[", "previous-story" }, { "/", "find" },
    { "Left", "left" },     { "Right", "right" },      { "S", "stripped" },
    { "+", "next-new" },    { "o", "browser" },        { "y", "copy" },
    { "p", "fetch-page" },  { "s", "save" },           { "m", "read" },
    { "A", "mark-all" },    { "*", "star" },           { "t", "tag" },
    { "J", "join" },        { "X", "split" },          { "u", "undo" },
    { "T", "tags" },        { "F", "sources" },        { "f", "search" },
    { "U", "unread-only" }, { "O", "order" },          { "w", "why" },
    { "W", "rank" },        { "M", "mute" },           { "i", "details" },
    { "r", "refresh" },     { "R", "refresh-all" },    { "a", "add" },
    { ":", "prompt" },      { "?", "help" },           { "F1", "help" },
    { "^L", "redraw" },     { "^Z", "suspend" },       { "=", "pane" },
    { ">", "list-wider" },  { "<", "list-narrower" },  { "L", "links" },
    { "|", "pipe" },        { "D", "downloads" },      { "E", "edit-feeds" },
    { "K", "keep" },        { "z", "searches" },       { "v", "mark" },
    { "V", "mark-range" },  { "d", "purge" },          { "Delete", "purge" },
    { "Q", "quit" },        { "^C", "quit" },          { "x", "put-back" },
    { "e", "rename" },      { "c", "voices" },         { "H", "timeline" },
    { "P", "switch-text" }, { "C", "changes" },
};

bool ts_default_binding(size_t i, const char **key, const char **command)
{
    if (i >= TS_COUNT(defaults))
        return false;
    *key = defaults[i].key;
    *command = defaults[i].command;
    return true;
}

/* ---- reading ---- */

/* Cuts one key off a sequence: a name in angle brackets, or a character. */
static bool cut_key(ts_str *rest, struct ts_key *key)
{
    size_t end = rest->ptr[0] == '<' ? ts_str_find_char(*rest, '>', 1) : TS_NPOS;
    size_t len = 0;

    if (end != TS_NPOS && ts_key_parse(ts_str_sub(*rest, 1, end - 1), key)) {
        *rest = ts_str_skip(*rest, end + 1);
        return true;
    }
    ts_utf8_next(*rest, &len); /* else it is one character */
    if (!ts_key_parse(ts_str_sub(*rest, 0, len), key))
        return false;
    *rest = ts_str_skip(*rest, len);
    return true;
}

/* What is the name of a key is that key; anything else is one key behind the other. */
static enum ts_rc read_keys(ts_str keys, struct ts_bound *out, struct ts_err *err)
{
    ts_str rest = keys;

    out->n_keys = 1;
    if (ts_key_parse(keys, &out->keys[0]))
        return TS_OK;
    for (out->n_keys = 0; rest.len > 0; out->n_keys++) {
        if (out->n_keys == TS_SEQUENCE_MAX)
            return ts_fail(err, TS_ERR_ARG, "\"%.*s\" is no key, and more than %d keys",
                           TS_FMT(keys), TS_SEQUENCE_MAX);
        if (!cut_key(&rest, &out->keys[out->n_keys]))
            break;
    }
    if (rest.len > 0 || out->n_keys == 0)
        return ts_fail(err, TS_ERR_ARG, "there is no key called \"%.*s\"", TS_FMT(keys));
    return TS_OK;
}

bool ts_macro_next(ts_str *lines, ts_str *line)
{
    static const char separator[] = " ; ";
    size_t at;

    if (lines->len == 0)
        return false;
    at = ts_str_find(*lines, ts_str_of(separator), 0);
    *line = ts_str_trim(ts_str_sub(*lines, 0, at));
    *lines = at == TS_NPOS ? TS_STR("") : ts_str_skip(*lines, at + sizeof separator - 1);
    return true;
}

/* Every line of a macro begins with the name of a command. */
static enum ts_rc check_lines(ts_str lines, struct ts_err *err)
{
    ts_str line, name;
    int n = 0;

    if (lines.len == 0)
        return ts_fail(err, TS_ERR_ARG, "there is no command called \"\"");
    while (ts_macro_next(&lines, &line)) {
        name = (ts_str){ 0 };
        ts_str_word(&line, &name);
        if (ts_command_of(name) == TS_CMD_NONE)
            return ts_fail(err, TS_ERR_ARG, "there is no command called \"%.*s\"", TS_FMT(name));
        if (++n > TS_MACRO_MAX)
            return ts_fail(err, TS_ERR_ARG, "a key stands for at most %d commands", TS_MACRO_MAX);
    }
    return TS_OK;
}

static bool is_same(const struct ts_bound *a, const struct ts_key *keys, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (i >= a->n_keys || a->keys[i].code != keys[i].code)
            return false;
    return true;
}

enum ts_rc ts_keymap_bind(struct ts_keymap *map, ts_str keys, ts_str commands, struct ts_err *err)
{
    struct ts_bound new = { .command = ts_command_of(commands) };
    enum ts_rc rc = read_keys(keys, &new, err);

    if (rc == TS_OK && new.command == TS_CMD_NONE && !ts_str_is(commands, "none")) {
        rc = check_lines(commands, err);
        new.lines = ts_arena_str(map->arena, commands);
    }
    if (rc != TS_OK)
        return rc;
    for (size_t i = 0; i < map->n; i++) {
        if (map->bound[i].n_keys == new.n_keys && is_same(&map->bound[i], new.keys, new.n_keys)) {
            map->bound[i] = new;
            return TS_OK;
        }
    }
    *TS_PUSH(map->arena, map->bound, map->n, map->cap) = new;
    return TS_OK;
}

void ts_keymap_init(struct ts_keymap *map, struct ts_arena *a)
{
    struct ts_err err;

    *map = (struct ts_keymap){ .arena = a };
    for (size_t i = 0; i < TS_COUNT(defaults); i++)
        if (ts_keymap_bind(map, ts_str_of(defaults[i].key), ts_str_of(defaults[i].command), &err))
            ts_panic("default bindings: %s", err.msg);
}

/* ---- looking up ---- */

static bool is_nothing(const struct ts_bound *bound)
{
    return bound->command == TS_CMD_NONE && bound->lines.len == 0;
}

const struct ts_bound *ts_keymap_find(const struct ts_keymap *map, const struct ts_key *keys,
                                      size_t n, bool *is_open)
{
    const struct ts_bound *found = NULL;

    *is_open = false;
    for (size_t i = 0; i < map->n; i++) {
        const struct ts_bound *bound = &map->bound[i];
        if (is_nothing(bound) || !is_same(bound, keys, n))
            continue;
        if (bound->n_keys == n)
            found = bound;
        else
            *is_open = true;
    }
    return found;
}

ts_str ts_bound_keys(struct ts_arena *a, const struct ts_bound *bound)
{
    ts_str all = ts_key_name(a, bound->keys[0]);

    if (bound->n_keys == 1)
        return all;
    all = (ts_str){ 0 };
    for (size_t i = 0; i < bound->n_keys; i++) {
        ts_str name = ts_key_name(a, bound->keys[i]);
        bool is_named = name.len > 1 && (unsigned char)name.ptr[0] < 0x80;
        all = ts_arena_printf(a, is_named ? "%.*s<%.*s>" : "%.*s%.*s", TS_FMT(all), TS_FMT(name));
    }
    return all;
}

ts_str ts_keymap_keys(struct ts_arena *a, const struct ts_keymap *map, enum ts_command command)
{
    ts_str keys = { 0 };

    for (size_t i = 0; i < map->n; i++) {
        if (map->bound[i].command != command)
            continue;
        ts_str name = ts_bound_keys(a, &map->bound[i]);
        keys = keys.len ? ts_arena_printf(a, "%.*s %.*s", TS_FMT(keys), TS_FMT(name)) : name;
    }
    return keys;
}
