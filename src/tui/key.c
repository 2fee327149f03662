#include "tearsheet/tui/key.h"

#include "tearsheet/base/utf8.h"

static const struct {
    const char *name;
    uint32_t code;
} names[] = {
    { "Space", ' ' },
    { "Tab", TS_KEY_TAB },
    { "Enter", TS_KEY_ENTER },
    { "Esc", TS_KEY_ESC },
    { "Backspace", TS_KEY_BACKSPACE },
    { "Up", TS_KEY_UP },
    { "Down", TS_KEY_DOWN },
    { "Left", TS_KEY_LEFT },
    { "Right", TS_KEY_RIGHT },
    { "PgUp", TS_KEY_PGUP },
    { "PgDn", TS_KEY_PGDN },
    { "Home", TS_KEY_HOME },
    { "End", TS_KEY_END },
    { "Insert", TS_KEY_INSERT },
    { "Delete", TS_KEY_DELETE },
    { "Shift-Tab", TS_KEY_BACKTAB },
    /* What others call them; a key is named by the first. */
    { "Return", TS_KEY_ENTER },
    { "Escape", TS_KEY_ESC },
    { "PageUp", TS_KEY_PGUP },
    { "PageDown", TS_KEY_PGDN },
    { "Ins", TS_KEY_INSERT },
    { "Del", TS_KEY_DELETE },
};

/* "^L", "^l" or "Ctrl-L". */
static bool parse_control(ts_str name, uint32_t *code)
{
    size_t n = ts_str_starts_nocase(name, "Ctrl-") ? 5 : ts_str_starts(name, "^") ? 1 : name.len;
    char c = name.len == n + 1 ? name.ptr[n] : '\0';

    if (c >= 'a' && c <= 'z')
        c = (char)(c - 'a' + 'A');
    if (c <= '@' || c > '_')
        return false;
    *code = (uint32_t)(c - '@');
    return true;
}

static bool parse_function_key(ts_str name, uint32_t *code)
{
    int64_t number;

    if (!ts_str_starts(name, "F") || !ts_str_to_int(ts_str_skip(name, 1), &number) || number < 1 ||
        number > 12)
        return false;
    *code = TS_KEY_F1 + (uint32_t)number - 1;
    return true;
}

static bool parse_plain(ts_str name, uint32_t *code)
{
    size_t pos = 0;

    for (size_t i = 0; i < TS_COUNT(names); i++) {
        if (ts_str_is_nocase(name, names[i].name)) {
            *code = names[i].code;
            return true;
        }
    }
    if (parse_control(name, code) || parse_function_key(name, code))
        return true;
    if (name.len == 0)
        return false;
    *code = ts_utf8_next(name, &pos);
    return pos == name.len && *code > ' ' && *code != TS_KEY_BACKSPACE;
}

bool ts_key_parse(ts_str name, struct ts_key *out)
{
    bool is_alt = ts_str_starts_nocase(name, "Alt-") && name.len > 4;
    uint32_t code;

    if (!parse_plain(is_alt ? ts_str_skip(name, 4) : name, &code))
        return false;
    out->code = code | (is_alt ? TS_KEY_ALT : 0);
    return true;
}

ts_str ts_key_name(struct ts_arena *a, struct ts_key key)
{
    uint32_t code = key.code & ~(uint32_t)TS_KEY_ALT;
    const char *alt = key.code & TS_KEY_ALT ? "Alt-" : "";
    char bytes[4];

    for (size_t i = 0; i < TS_COUNT(names); i++)
        if (names[i].code == code)
            return ts_arena_printf(a, "%s%s", alt, names[i].name);
    if (code >= TS_KEY_F1 && code <= TS_KEY_F12)
        return ts_arena_printf(a, "%sF%u", alt, code - TS_KEY_F1 + 1);
    if (code < ' ')
        return ts_arena_printf(a, "%s^%c", alt, (char)(code + '@'));
    if (code >= TS_KEY_FIRST)
        return ts_arena_printf(a, "%s(%u)", alt, code - TS_KEY_FIRST);
    size_t len = ts_utf8_encode(code, bytes);
    return ts_arena_printf(a, "%s%.*s", alt, (int)len, bytes);
}
