/* clickable.c - links that the terminal can open (OSC 8).
 *
 * A terminal that does not know them should ignore them, but not all do, and none can be asked; so
 * those that cope are known by what they leave in the environment. */
#include <stdlib.h>
#include <string.h>

#include "tearsheet/base/buf.h"
#include "tearsheet/base/url.h"

#include "writer_priv.h"

enum { MAX_ADDRESS = 2000 /* bytes; VTE takes 2083 */ };

/* Variables that a terminal sets, from which of its versions on. */
static const struct {
    const char *name;
    int64_t version; /* 0: whatever the value */
} variables[] = {
    { "VTE_VERSION", 5000 },      { "KONSOLE_VERSION", 201200 }, { "KITTY_WINDOW_ID", 0 },
    { "ALACRITTY_WINDOW_ID", 0 }, { "WEZTERM_PANE", 0 },         { "WT_SESSION", 0 },
    { "ITERM_SESSION_ID", 0 },
};

/* What TERM begins with. */
static const char *const terminals[] = { "xterm-kitty", "foot",          "alacritty",
                                         "wezterm",     "xterm-ghostty", "contour" };

static const char *const programs[] = { "iTerm.app", "WezTerm", "vscode", "ghostty", "mintty" };

static ts_str variable(const char *name)
{
    const char *value = getenv(name);
    return value ? ts_str_of(value) : TS_STR("");
}

/* tmux passes links on from 3.4 on. */
static bool is_tmux_with_links(void)
{
    ts_str version = variable("TERM_PROGRAM_VERSION");
    double number = strtod(version.len > 0 ? version.ptr : "0", NULL);

    return ts_str_is(variable("TERM_PROGRAM"), "tmux") && number >= 3.4;
}

static bool is_known_variable(const char *name, int64_t least)
{
    ts_str value = variable(name);
    int64_t version = 0;

    return value.len > 0 && (least == 0 || (ts_str_to_int(value, &version) && version >= least));
}

bool clickable_is_known(void)
{
    ts_str term = variable("TERM"), program = variable("TERM_PROGRAM");

    if (ts_str_starts(term, "tmux") || ts_str_starts(term, "screen"))
        return is_tmux_with_links(); /* other variables are of the terminal around it */
    for (size_t i = 0; i < TS_COUNT(terminals); i++)
        if (ts_str_starts(term, terminals[i]))
            return true;
    for (size_t i = 0; i < TS_COUNT(programs); i++)
        if (ts_str_is(program, programs[i]))
            return true;
    for (size_t i = 0; i < TS_COUNT(variables); i++)
        if (is_known_variable(variables[i].name, variables[i].version))
            return true;
    return false;
}

ts_str clickable_address(struct ts_arena *a, ts_str target)
{
    static const char *const schemes[] = { "http://", "https://", "mailto:" };
    struct ts_buf out = { 0 };
    bool is_safe = false;

    for (size_t i = 0; i < TS_COUNT(schemes); i++)
        is_safe = is_safe || ts_str_starts_nocase(target, schemes[i]);
    if (!is_safe)
        return TS_STR("");
    for (size_t i = 0; i < target.len && out.len <= MAX_ADDRESS; i++) {
        unsigned char c = (unsigned char)target.ptr[i];
        if (c > 0x20 && c < 0x7F)
            ts_buf_putc(&out, (char)c);
        else
            ts_buf_printf(&out, "%%%02X", c);
    }
    ts_str address = out.len <= MAX_ADDRESS ? ts_buf_take(&out, a) : TS_STR("");
    ts_buf_done(&out);
    return address;
}
